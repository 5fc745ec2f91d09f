#include "admin_code.h"

#include <string.h>

#include "samtale/base/tr.h"
#include "typed_code.h"

#define KEY_DIGITS (ADMIN_CODE_LINE_DIGITS - 1 - TYPED_CODE_CHECK) /* of a line */
#define CODE_DIGITS (ADMIN_CODE_LINES * ADMIN_CODE_LINE_DIGITS)
#define KEY_BITS (8 * (int)crypto_sign_SEEDBYTES)
#define BITS_OVER (ADMIN_CODE_LINES * KEY_DIGITS * 5 - KEY_BITS) /* zero, after the key */

_Static_assert(BITS_OVER >= 0 && BITS_OVER < 8, "the digits hold the key, and no byte more");
_Static_assert(1 + KEY_DIGITS <= TYPED_CODE_CHECKED, "one check covers a line");

/* Where the key's digit stands among those of the whole code. */
static int place_of(int digit)
{
	return digit / KEY_DIGITS * ADMIN_CODE_LINE_DIGITS + 1 + digit % KEY_DIGITS;
}

void admin_code_make(const unsigned char seed[crypto_sign_SEEDBYTES], char code[ADMIN_CODE_SIZE])
{
	unsigned char values[CODE_DIGITS] = { 0 };

	for (int bit = 0; bit < KEY_BITS; bit++)
		if (seed[bit / 8] >> (7 - bit % 8) & 1)
			values[place_of(bit / 5)] |= (unsigned char)(16 >> bit % 5);
	for (int line = 0; line < ADMIN_CODE_LINES; line++) {
		values[line * ADMIN_CODE_LINE_DIGITS] = (unsigned char)(line + 1);
		typed_code_check(values + line * ADMIN_CODE_LINE_DIGITS, ADMIN_CODE_LINE_DIGITS);
	}
	for (int i = 0; i < CODE_DIGITS; i++)
		code[i] = typed_code_digit(values[i]);
	code[CODE_DIGITS] = '\0';
	sodium_memzero(values, sizeof(values));
}

static bool line_holds(const unsigned char *values, int line, struct err *err)
{
	const unsigned char *at = values + line * ADMIN_CODE_LINE_DIGITS;

	if (at[0] == line + 1 && typed_code_holds(at, ADMIN_CODE_LINE_DIGITS))
		return true;
	return err_set(err, ERR_INPUT,
		       _("Line %d of the code is mistyped: it begins with %d and has four groups of four. Type it "
			 "again; nothing has happened yet."),
		       line + 1, line + 1);
}

bool admin_code_line(const char *typed, int line, struct err *err)
{
	unsigned char values[CODE_DIGITS] = { 0 };
	size_t count;
	bool holds;

	if (!typed_code_values(typed, values + line * ADMIN_CODE_LINE_DIGITS, ADMIN_CODE_LINE_DIGITS, &count, err))
		return false;
	if (count != ADMIN_CODE_LINE_DIGITS)
		values[line * ADMIN_CODE_LINE_DIGITS] = 0;
	holds = line_holds(values, line, err);
	sodium_memzero(values, sizeof(values));
	return holds;
}

static bool values_read(const char *typed, unsigned char values[CODE_DIGITS], struct err *err)
{
	size_t count;

	if (!typed_code_values(typed, values, CODE_DIGITS, &count, err))
		return false;
	if (count != CODE_DIGITS)
		return err_set(err, ERR_INPUT,
			       _("The administrator's code has %d characters in %d lines, and %zu were typed. Type it "
				 "once more as it stands on the paper."),
			       CODE_DIGITS, ADMIN_CODE_LINES, count);
	for (int line = 0; line < ADMIN_CODE_LINES; line++)
		if (!line_holds(values, line, err))
			return false;
	return true;
}

bool admin_code_read(const char *typed, unsigned char seed[crypto_sign_SEEDBYTES], struct err *err)
{
	unsigned char values[CODE_DIGITS];
	bool is_read = values_read(typed, values, err);

	memset(seed, 0, crypto_sign_SEEDBYTES);
	for (int bit = 0; is_read && bit < KEY_BITS; bit++)
		if (values[place_of(bit / 5)] & 16 >> bit % 5)
			seed[bit / 8] |= (unsigned char)(128 >> bit % 8);
	sodium_memzero(values, sizeof(values));
	return is_read;
}
