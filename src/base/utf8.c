#include "samtale/base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "samtale/base/str.h"

#define REPLACEMENT 0xFFFD

struct span {
	uint32_t first, last;
};

static const struct span controls[] = {
	{ 0x00, 0x1F }, { 0x7F, 0x9F },
	{ 0x061C, 0x061C }, { 0x200E, 0x200F }, { 0x2028, 0x202E }, { 0x2066, 0x2069 }, /* lines and bidi */
	{ 0xFEFF, 0xFEFF },
};

/* Windows-1252 0x80 to 0x9F; the rest of it is Latin-1. */
static const uint16_t windows1252[32] = {
	0x20AC, REPLACEMENT, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, REPLACEMENT, 0x017D, REPLACEMENT,
	REPLACEMENT, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, REPLACEMENT, 0x017E, 0x0178,
};

/* The bytes of the code point at `at`, 1 and U+FFFD for a malformed one. */
static size_t decode(const char *at, const char *end, uint32_t *cp)
{
	utf8proc_int32_t found;
	utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)at, end - at, &found);

	*cp = bytes > 0 ? (uint32_t)found : REPLACEMENT;
	return bytes > 0 ? (size_t)bytes : 1;
}

uint32_t utf8_next(const char **at, const char *end)
{
	uint32_t cp;

	if (*at >= end)
		return 0;
	*at += decode(*at, end, &cp);
	return cp;
}

size_t utf8_put(uint32_t cp, char *out)
{
	if (!utf8proc_codepoint_valid((utf8proc_int32_t)cp))
		cp = REPLACEMENT;
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

bool utf8_valid(const char *text, size_t bytes)
{
	const char *end = text + bytes;
	utf8proc_int32_t cp;

	while (text < end) {
		utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text, end - text, &cp);

		if (step <= 0)
			return false;
		text += step;
	}
	return true;
}

bool utf8_is_control(uint32_t cp)
{
	for (size_t i = 0; i < LENGTH(controls); i++)
		if (cp >= controls[i].first && cp <= controls[i].last)
			return true;
	return false;
}

int utf8_cp_columns(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	if (utf8_is_control(cp))
		return 0;
	return utf8proc_charwidth((utf8proc_int32_t)cp);
}

int utf8_columns(const char *text)
{
	const char *end = text + strlen(text);
	int columns = 0;

	while (text < end)
		columns += utf8_cp_columns(utf8_next(&text, end));
	return columns;
}

/* Between two plain letters there is always a boundary. */
static bool is_plain(char byte)
{
	return byte >= 0x20 && byte < 0x7F;
}

size_t utf8_grapheme(const char *text, size_t length, size_t at)
{
	const char *end = text + length, *next = text + at;
	utf8proc_int32_t state = 0;
	uint32_t previous, cp;

	if (at >= length)
		return 0;
	if (is_plain(text[at]) && (at + 1 == length || is_plain(text[at + 1])))
		return 1;
	previous = utf8_next(&next, end);
	while (next < end) {
		size_t step = decode(next, end, &cp);

		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous, (utf8proc_int32_t)cp,
						     &state))
			break;
		next += step;
		previous = cp;
	}
	return (size_t)(next - text) - at;
}

size_t utf8_grapheme_before(const char *text, size_t at)
{
	size_t start = at ? at - 1 : 0, step;

	/* Back to a sure boundary, then on from there. */
	while (start && !(is_plain(text[start]) && is_plain(text[start - 1])))
		start--;
	while ((step = utf8_grapheme(text, at, start)) && start + step < at)
		start += step;
	return start;
}

size_t utf8_fit(const char *text, int columns)
{
	size_t length = strlen(text), at = 0;

	while (at < length) {
		size_t step = utf8_grapheme(text, length, at);
		const char *next = text + at, *end = next + step;

		while (next < end)
			columns -= utf8_cp_columns(utf8_next(&next, end));
		if (columns < 0)
			break;
		at += step;
	}
	return at;
}

static bool is_line_break(uint32_t cp)
{
	return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static char *compose(struct arena *arena, const struct str *text)
{
	utf8proc_uint8_t *composed;
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text->text,
			(utf8proc_ssize_t)text->length, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	char *copy;

	if (length < 0)
		BUG("utf8proc could not compose valid text");
	copy = arena_strndup(arena, (const char *)composed, (size_t)length);
	free(composed);
	return copy;
}

char *utf8_clean(struct arena *arena, const char *text, size_t bytes, bool keep_lines)
{
	const char *end = text + bytes;
	struct str kept;
	char *clean;

	str_init(&kept);
	while (text < end) {
		uint32_t cp = utf8_next(&text, end);
		char put[4];

		if (cp == '\r' && text < end && *text == '\n')
			continue;
		if (is_line_break(cp))
			cp = keep_lines ? '\n' : ' ';
		else if (cp == '\t')
			cp = ' ';
		else if (utf8_is_control(cp))
			continue;
		str_add_bytes(&kept, put, utf8_put(cp, put));
	}
	clean = compose(arena, &kept);
	str_done(&kept);
	return clean;
}

char *utf8_from_windows1252(struct arena *arena, const char *text, size_t bytes)
{
	char *utf8 = arena_array(arena, bytes + 1, 3), *out = utf8;

	for (size_t i = 0; i < bytes; i++) {
		unsigned char byte = (unsigned char)text[i];

		out += utf8_put(byte >= 0x80 && byte < 0xA0 ? windows1252[byte - 0x80] : byte, out);
	}
	*out = '\0';
	return utf8;
}
