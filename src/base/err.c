#include "samtale/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "samtale/base/utf8.h"

static const int exit_status[] = {
	[ERR_NONE] = 0,
	[ERR_INPUT] = 1,
	[ERR_REFUSED] = 1,
	[ERR_MISSING] = 1,
	[ERR_DAMAGED] = 3,
	[ERR_NEWER] = 3,
	[ERR_BUSY] = 3,
	[ERR_FULL] = 3,
	[ERR_IO] = 3,
	[ERR_USAGE] = 2,
};

/* Takes away the torn character that cutting at a number of bytes can leave at the end. */
static void drop_torn_character(char *text)
{
	size_t length = strlen(text), start = length;

	while (start && length - start < 4 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start && (unsigned char)text[start - 1] >= 0xC0)
		start--;
	if (start < length && !utf8_valid(text + start, length - start))
		text[start] = '\0';
}

static void write_cut(char *out, size_t size, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

/* By way of a buffer of its own, as the arguments may be the very text that is replaced. */
static void write_cut(char *out, size_t size, const char *format, va_list args)
{
	char text[sizeof(((struct err *)0)->text)];
	int length = vsnprintf(text, size, format, args);

	if (length < 0)
		BUG("a format that cannot be printed");
	if ((size_t)length >= size)
		drop_torn_character(text);
	memcpy(out, text, strlen(text) + 1);
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	write_cut(err->text, sizeof(err->text), format, args);
	va_end(args);
	err->code = code;
	err->detail[0] = '\0';
	return false;
}

bool err_detail(struct err *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	write_cut(err->detail, sizeof(err->detail), format, args);
	va_end(args);
	return false;
}

void err_clear(struct err *err)
{
	if (err)
		*err = (struct err){ ERR_NONE };
}

int err_exit_status(enum err_code code)
{
	if ((size_t)code >= LENGTH(exit_status))
		BUG("an error code that is not in the table");
	return exit_status[code];
}
