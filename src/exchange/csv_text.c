#include "csv_text.h"

#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static bool is_printable_ascii(const char *text, size_t length)
{
	for (size_t at = 0; at < length; at++)
		if (text[at] < 0x20 || text[at] > 0x7E)
			return false;
	return true;
}

/* Invisible marks that spreadsheets and web pages leave around names; cleaning drops them. */
static bool is_harmless(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == 0x200E || cp == 0x200F || cp == 0xFEFF;
}

static bool check_controls(const char *text, struct err *err)
{
	const char *end = text + strlen(text);

	while (text < end) {
		uint32_t cp = utf8_next(&text, end);

		if (utf8_is_control(cp) && !is_harmless(cp))
			return err_set(err, ERR_INPUT,
				       _("The cell holds a control character (U+%04X). Remove it."),
				       (unsigned)cp);
	}
	return true;
}

static const char *as_utf8(struct arena *arena, enum csv_encoding encoding, const char *raw, size_t length,
			   struct err *err)
{
	const char *text;

	if (memchr(raw, '\0', length)) {
		err_set(err, ERR_INPUT, _("The cell holds a control character (U+%04X). Remove it."), 0u);
		return NULL;
	}
	if (encoding == CSV_WINDOWS_1252) {
		text = utf8_from_windows1252(arena, raw, length);
		if (!strstr(text, REPLACEMENT))
			return text;
		err_set(err, ERR_INPUT,
			_("The cell holds a byte that is neither UTF-8 nor Windows-1252. Save the file as "
			  "UTF-8."));
		return NULL;
	}
	if (utf8_valid(raw, length))
		return arena_strndup(arena, raw, length);
	err_set(err, ERR_INPUT,
		_("The cell holds a broken letter: it is not valid UTF-8. Write the text again."));
	return NULL;
}

const char *csv_text_tame(struct arena *arena, enum csv_encoding encoding, const char *raw, size_t length,
			  struct err *err)
{
	const char *text;

	if (is_printable_ascii(raw, length))
		return arena_strndup(arena, raw, length);
	text = as_utf8(arena, encoding, raw, length, err);
	if (!text || !check_controls(text, err))
		return NULL;
	return utf8_clean(arena, text, strlen(text), true);
}
