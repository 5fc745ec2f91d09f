/* amount.h - what a sanction costs the citizen: days, rate, sum, and the months in which it can be taken.
 *
 * Source: reference, sections 5.1 to 5.3; LAS sections 35 to 43. Kroner are whole, days are civil dates. All
 * numbers are rule rows of the day of the event: the form of each provision (sanction.s37.form), the rate by
 * monthly benefit (sanction.rate), whether weekend days and the day of contact count. No row, or a value
 * known to be unknown: refused with the rule named; nothing is guessed. The deduction is never more than the
 * month's benefit in any month, and is made in the third whole calendar month after the event at the latest.
 */
#ifndef SAMTALE_DOMAIN_AMOUNT_H
#define SAMTALE_DOMAIN_AMOUNT_H

#include "samtale/domain/rule.h"

enum amount_form {
	AMOUNT_DAY,   /* "day": the rate for each day until contact; at least the day of the event */
	AMOUNT_TIMES, /* "times": the rate a fixed number of times, once */
	AMOUNT_STOP,  /* "stop": no benefit for up to a number of months, but for the days attended */
	AMOUNT_SHARE, /* "share": a share of the benefit for a number of weeks */
	AMOUNT_REPAY  /* "repay": what was paid is claimed back; nothing is computed here */
};

#define AMOUNT_BRACKETS_MAX 8

/* One step of sanction.rate. */
struct amount_bracket {
	bool is_known;         /* false: "?", and the rest is unknown too */
	bool above, inclusive; /* >, >= or <, <= */
	int limit, rate;       /* kroner a month, kroner a day */
};

/* How many brackets the value of sanction.rate has; 0: it cannot be read. */
size_t amount_brackets_parse(const char *value, struct amount_bracket brackets[AMOUNT_BRACKETS_MAX]);
NODISCARD bool amount_form_parse(const char *word, enum amount_form *form);

struct amount_request {
	const char *provision; /* "37" */
	int group;
	int benefit; /* kroner a month before the event; 0 unknown */
	struct date event;
	struct date contact; /* DATE_NONE: not yet; then days are counted through the day of the decision */
	struct date decided; /* DATE_NONE: deductions are laid from the month of the event */
};

#define AMOUNT_MONTHS_MAX 13
#define AMOUNT_ROWS_MAX 8

struct amount {
	enum amount_form form;
	int rate;                /* kroner a day; SHARE: a month; 0 where there is none */
	int times;               /* days counted, or the fixed number */
	const struct date *days; /* DAY: those counted, in the arena */
	size_t day_count;
	bool is_open;         /* no contact yet: the days go on */
	int total;            /* kroner; STOP: at most */
	bool is_capped;       /* the whole sum has no room in the months there are */
	struct date from, to; /* STOP, SHARE: the period */
	struct {
		struct date month; /* its last day */
		int kroner;
	} months[AMOUNT_MONTHS_MAX]; /* DAY, TIMES: where it is taken */
	size_t month_count;
	const struct rule *rows[AMOUNT_ROWS_MAX]; /* that were used, the form first */
	size_t row_count;
};

/* ERR_INPUT: the benefit or a date is needed and is not there; ERR_MISSING as rule_find(); ERR_REFUSED: the
 * provision gives no amount, or time is out. */
NODISCARD bool amount_compute(const struct rules *rules, const struct amount_request *request,
			      struct arena *arena, struct amount *amount, struct err *err);
/* Lines for a review or a letter: days, rate, sum and months. Translated, in the arena. */
const char *amount_text(const struct amount *amount, struct arena *arena);
/* For the citizen, as sentences: whether weekend days and the day of contact were counted, and what rests on a default
 * that can be edited. "" where nothing does. */
const char *amount_basis_text(const struct amount *amount, struct arena *arena);
/* For the caseworker: which editable defaults the amount rests on, as a sentence; "" none. */
const char *amount_defaults_text(const struct amount *amount, struct arena *arena);

#endif
