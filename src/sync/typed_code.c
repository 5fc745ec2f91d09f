#include "typed_code.h"

#include <string.h>

#include "samtale/base/tr.h"

#define CHECK_PRIME 1021

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char typed_code_digit(unsigned char value)
{
	return digits[value & 31];
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

bool typed_code_values(const char *typed, unsigned char *values, size_t most, size_t *count, struct err *err)
{
	*count = 0;
	for (; *typed; typed++) {
		int value = value_of(*typed);

		if (strchr(" -\t\r\n", *typed))
			continue;
		if (value < 0)
			return err_set(err, ERR_INPUT, "%s",
				       _("The code holds only digits and the letters A to Z without U. Look "
					 "at it once more and type it as it was given."));
		if (*count < most)
			values[*count] = (unsigned char)value;
		(*count)++;
	}
	return true;
}

static unsigned check_of(const unsigned char *values, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (unsigned)(i + 1) * values[i];
	return sum % CHECK_PRIME;
}

void typed_code_check(unsigned char *values, size_t count)
{
	unsigned check = check_of(values, count - TYPED_CODE_CHECK);

	values[count - 2] = (unsigned char)(check / 32);
	values[count - 1] = (unsigned char)(check % 32);
}

bool typed_code_holds(const unsigned char *values, size_t count)
{
	return check_of(values, count - TYPED_CODE_CHECK) == values[count - 2] * 32u + values[count - 1];
}

const char *typed_code_grouped(const char *code, size_t count, char *text)
{
	char *at = text;

	for (size_t i = 0; i < count; i++) {
		if (i && i % TYPED_CODE_GROUP == 0)
			*at++ = '-';
		*at++ = code[i];
	}
	*at = '\0';
	return text;
}
