/* cpr.h - the CPR number (personnummer): format, birth date, check digit, masking.
 *
 * Source: the CPR office's description of the number and its list of numbers without check digit
 * (reference, section 8). Since 2007 numbers that fail modulus 11 are issued and fully valid; only 1 January
 * has been seen, so another birth date deserves a second look, never a refusal. Replacement numbers
 * (erstatningspersonnummer) have 60 added to the day; they are stored, marked and never exported. */
#ifndef SAMTALE_DOMAIN_CPR_H
#define SAMTALE_DOMAIN_CPR_H

#include "samtale/base/date.h"

enum cpr_status { CPR_VALID, CPR_WARNING, CPR_REFUSED };

enum cpr_reason {
	CPR_REASON_NONE,
	CPR_REASON_CHECK_DIGIT,          /* warning: fails modulus 11 on a date other than 1 January */
	CPR_REASON_CHECK_DIGIT_NEW_YEAR, /* valid: fails modulus 11 on 1 January, as issued since 2007 */
	CPR_REASON_FORMAT,               /* refused: not ten digits, with or without a hyphen after six */
	CPR_REASON_DATE,                 /* refused: no such day */
	CPR_REASON_ZERO                  /* refused: all zeros */
};

#define CPR_SIZE 11 /* ten digits and NUL */

struct cpr {
	enum cpr_status status;
	enum cpr_reason reason;
	char number[CPR_SIZE]; /* ten digits, "" when the format was wrong */
	struct date birth_date; /* DATE_NONE when refused */
	bool replacement;
};

/* Any text; blanks around are ignored. */
struct cpr cpr_check(const char *text);

const char *cpr_status_name(enum cpr_status status); /* "valid", "warning", "refused": for --json */
const char *cpr_reason_code(enum cpr_reason reason); /* "none", "check_digit", "check_digit_new_year", "format", ... */
const char *cpr_reason_text(enum cpr_reason reason); /* a sentence for people */

/* "DDMMYY-****": what every list and message shows. buffer holds CPR_MASKED_SIZE bytes; returns it. */
#define CPR_MASKED_SIZE 12
char *cpr_masked(const char *number, char *buffer);
/* The text with each number written as DDMMYY-SSSS in it masked; in the arena. */
const char *cpr_masked_in(struct arena *arena, const char *text);

#endif
