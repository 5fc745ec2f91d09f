#include "samtale/base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "samtale/base/utf8.h"

#define ROOM_FIRST 32

/* What every empty string points at. Never written: room is 0 while text is this. */
static char nothing[1];

void str_init(struct str *str)
{
	*str = (struct str){ .text = nothing };
}

void str_done(struct str *str)
{
	if (str->room)
		free(str->text);
	str_init(str);
}

void str_clear(struct str *str)
{
	str->length = 0;
	if (str->room)
		str->text[0] = '\0';
}

/* Room for `more` bytes and the NUL behind what is there. */
static void str_reserve(struct str *str, size_t more)
{
	size_t room = str->room ? str->room : ROOM_FIRST;
	char *text;

	if (more > SIZE_MAX / 4 || str->length > SIZE_MAX / 4)
		BUG("a string larger than memory");
	if (str->room > str->length + more)
		return;
	while (room <= str->length + more)
		room *= 2;
	text = realloc(str->room ? str->text : NULL, room);
	if (!text)
		BUG("out of memory");
	text[str->length] = '\0';
	str->text = text;
	str->room = room;
}

static bool str_holds(const struct str *str, const char *bytes)
{
	uintptr_t from = (uintptr_t)str->text, at = (uintptr_t)bytes;

	return str->room && at >= from && at < from + str->room;
}

static void splice_bytes(struct str *str, size_t at, size_t removed, const char *bytes, size_t count)
{
	size_t tail;
	char *own = NULL;

	if (at > str->length || removed > str->length - at)
		BUG("a splice outside its string");
	if (count && str_holds(str, bytes)) {
		/* A piece of itself: moving the string would pull it away. */
		own = malloc(count);
		if (!own)
			BUG("out of memory");
		bytes = memcpy(own, bytes, count);
	}
	str_reserve(str, count);
	tail = str->length - at - removed;
	memmove(str->text + at + count, str->text + at + removed, tail);
	if (count)
		memcpy(str->text + at, bytes, count);
	str->length = at + count + tail;
	str->text[str->length] = '\0';
	free(own);
}

void str_set(struct str *str, const char *text)
{
	splice_bytes(str, 0, str->length, text, text ? strlen(text) : 0);
}

void str_add(struct str *str, const char *text)
{
	splice_bytes(str, str->length, 0, text, text ? strlen(text) : 0);
}

void str_add_bytes(struct str *str, const void *bytes, size_t count)
{
	splice_bytes(str, str->length, 0, bytes, count);
}

void str_add_char(struct str *str, char byte)
{
	splice_bytes(str, str->length, 0, &byte, 1);
}

void str_addf(struct str *str, const char *format, ...)
{
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		BUG("a format that cannot be printed");
	str_reserve(str, (size_t)length);
	vsnprintf(str->text + str->length, (size_t)length + 1, format, again);
	va_end(again);
	str->length += (size_t)length;
}

void str_splice(struct str *str, size_t at, size_t removed, const char *text)
{
	splice_bytes(str, at, removed, text, text ? strlen(text) : 0);
}

void str_add_label(struct str *str, const char *label)
{
	str_add(str, label);
	str_add(str, *label && strchr(".!?:", label[strlen(label) - 1]) ? " " : ": ");
}

void str_add_sentence(struct str *str, const char *text)
{
	const char *rest = text, *end = text + strlen(text);
	char first[4];

	if (text == end)
		return;
	str_add_bytes(str, first,
		      utf8_put((uint32_t)utf8proc_toupper((utf8proc_int32_t)utf8_next(&rest, end)), first));
	for (; *rest; rest++)
		str_add_char(str, *rest == '\n' ? ' ' : *rest);
	if (!strchr(".!?:", str->text[str->length - 1]))
		str_add_char(str, '.');
}

bool str_equal(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

bool str_starts(const char *text, const char *prefix)
{
	return !prefix || !strncmp(text ? text : "", prefix, strlen(prefix));
}

bool str_is_empty(const char *text)
{
	return !text || !text[strspn(text, " \t\r\n")];
}

bool str_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

int str_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}
