/* typed_code.h - codes that people read from paper and type: digits of Crockford's base 32, of which the last two
 * check the others.
 *
 * The check is the sum of each digit's value times its place, modulo 1021. A single wrong digit, and any two that
 * changed places, is always told: there are at most 18 places and values below 32, so no such difference is a
 * multiple of the prime. */
#ifndef SAMTALE_SRC_SYNC_TYPED_CODE_H
#define SAMTALE_SRC_SYNC_TYPED_CODE_H

#include <stddef.h>

#include "samtale/base/err.h"

#define TYPED_CODE_CHECKED 18 /* digits at most that one check covers */
#define TYPED_CODE_CHECK 2
#define TYPED_CODE_GROUP 4 /* digits written together */

char typed_code_digit(unsigned char value); /* of 0 to 31 */
/* The values of what was typed: lower case, blanks, line ends and hyphens are fine, I and L are 1, O is 0. *count is
 * how many there are, of which the first `most` are in values. ERR_INPUT: a sign that is no digit of a code. */
NODISCARD bool typed_code_values(const char *typed, unsigned char *values, size_t most, size_t *count, struct err *err);

/* count: with the two that check. */
void typed_code_check(unsigned char *values, size_t count); /* sets the last two */
bool typed_code_holds(const unsigned char *values, size_t count);

/* The digits with a hyphen between groups of four; text has room for them. */
const char *typed_code_grouped(const char *digits, size_t count, char *text);

#endif
