/* invite_code.c - the code of an invitation: eighteen random digits (90 bits) and two that check them. */
#include "samtale/sync/enrol.h"

#include <sodium.h>

#include "samtale/base/tr.h"
#include "typed_code.h"

#define CODE_DIGITS (TYPED_CODE_CHECKED + TYPED_CODE_CHECK)

static void code_write(const unsigned char values[CODE_DIGITS], char code[INVITE_CODE_SIZE])
{
	for (int i = 0; i < CODE_DIGITS; i++)
		code[i] = typed_code_digit(values[i]);
	code[CODE_DIGITS] = '\0';
}

void invite_code_make(char code[INVITE_CODE_SIZE])
{
	unsigned char values[CODE_DIGITS];

	randombytes_buf(values, sizeof(values));
	for (int i = 0; i < CODE_DIGITS; i++)
		values[i] &= 31;
	typed_code_check(values, CODE_DIGITS);
	code_write(values, code);
	sodium_memzero(values, sizeof(values));
}

bool invite_code_read(const char *typed, char code[INVITE_CODE_SIZE], struct err *err)
{
	unsigned char values[CODE_DIGITS];
	size_t count;

	if (!typed_code_values(typed, values, CODE_DIGITS, &count, err))
		return false;
	if (count != CODE_DIGITS)
		return err_set(err, ERR_INPUT,
			       _("The code has %d characters, and %zu were typed. Type it once more as it was given: "
				 "five groups of four."),
			       CODE_DIGITS, count);
	if (!typed_code_holds(values, count))
		return err_set(err, ERR_INPUT, "%s",
			       _("A character of the code is mistyped. Look at it once more and type it "
				 "again; nothing has happened yet."));
	code_write(values, code);
	return true;
}

const char *invite_code_grouped(const char code[INVITE_CODE_SIZE], char text[INVITE_CODE_GROUPED])
{
	return typed_code_grouped(code, CODE_DIGITS, text);
}
