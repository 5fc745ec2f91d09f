/* invite_code.c - the code of an invitation: what is typed once.
 *
 * Eighteen digits of Crockford's base 32 (90 random bits) and two that check them: the sum of each digit's
 * value times its place, modulo 1021. A single wrong digit, and any two that changed places, is always told:
 * places are 1 to 18 and values below 32, so no such difference is a multiple of the prime. */
#include "samtale/sync/enrol.h"

#include <sodium.h>
#include <string.h>

#include "samtale/base/tr.h"

#define RANDOM_DIGITS 18
#define CHECK_PRIME 1021

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static unsigned check_of(const unsigned char values[RANDOM_DIGITS])
{
	unsigned sum = 0;

	for (unsigned i = 0; i < RANDOM_DIGITS; i++)
		sum += (i + 1) * values[i];
	return sum % CHECK_PRIME;
}

void invite_code_make(char code[INVITE_CODE_SIZE])
{
	unsigned char values[RANDOM_DIGITS];
	unsigned check;

	randombytes_buf(values, sizeof(values));
	for (int i = 0; i < RANDOM_DIGITS; i++) {
		values[i] &= 31;
		code[i] = digits[values[i]];
	}
	check = check_of(values);
	code[RANDOM_DIGITS] = digits[check / 32];
	code[RANDOM_DIGITS + 1] = digits[check % 32];
	code[INVITE_CODE_SIZE - 1] = '\0';
	sodium_memzero(values, sizeof(values));
}

/* 0 to 31; what is easily read for another digit counts as that. -1: not a digit of a code. */
static int value_of(char typed)
{
	const char *found;

	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	if (typed == 'I' || typed == 'L')
		typed = '1';
	if (typed == 'O')
		typed = '0';
	found = typed ? strchr(digits, typed) : NULL;
	return found ? (int)(found - digits) : -1;
}

static bool refuse_length(int typed, struct err *err)
{
	return err_set(err, ERR_INPUT,
		       _("The code has %d characters, and %d were typed. Type it once more as it was given: "
			 "five groups of four."),
		       INVITE_CODE_SIZE - 1, typed);
}

bool invite_code_read(const char *typed, char code[INVITE_CODE_SIZE], struct err *err)
{
	unsigned char values[INVITE_CODE_SIZE - 1];
	int count = 0;

	for (; *typed; typed++) {
		int value = value_of(*typed);

		if (*typed == ' ' || *typed == '-')
			continue;
		if (value < 0)
			return err_set(err, ERR_INPUT, "%s",
				       _("The code holds only digits and the letters A to Z without U. Look "
					 "at it once more and type it as it was given."));
		if (count < INVITE_CODE_SIZE - 1)
			values[count] = (unsigned char)value;
		count++;
	}
	if (count != INVITE_CODE_SIZE - 1)
		return refuse_length(count, err);
	if (check_of(values) != values[RANDOM_DIGITS] * 32u + values[RANDOM_DIGITS + 1])
		return err_set(err, ERR_INPUT, "%s",
			       _("A character of the code is mistyped. Look at it once more and type it "
				 "again; nothing has happened yet."));
	for (int i = 0; i < count; i++)
		code[i] = digits[values[i]];
	code[count] = '\0';
	return true;
}

const char *invite_code_grouped(const char code[INVITE_CODE_SIZE], char text[INVITE_CODE_GROUPED])
{
	char *at = text;

	for (int i = 0; i < INVITE_CODE_SIZE - 1; i++) {
		if (i && i % 4 == 0)
			*at++ = '-';
		*at++ = code[i];
	}
	*at = '\0';
	return text;
}
