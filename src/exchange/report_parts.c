#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define PAGE_COLS 78

void report_add_json(struct str *out, json_t *document)
{
	char *text = document != NULL ? json_dumps(document, JSON_INDENT(2) | JSON_REAL_PRECISION(12)) : NULL;

	if (text == NULL)
		BUG("a document that is not UTF-8, or no memory");
	str_add(out, text);
	str_add_char(out, '\n');
	free(text);
	json_decref(document);
}

json_t *report_percent(bool shown, double share)
{
	return shown ? json_real(share_tenths(share) / 10.0) : json_null();
}

json_t *report_count(bool shown, int64_t count)
{
	return shown ? json_integer(count) : json_null();
}

void report_add_cell(struct str *out, const char *text, char end)
{
	if (strpbrk(text, ";\"\n") == NULL) {
		str_add(out, text);
	} else {
		str_add_char(out, '"');
		for (; *text != '\0'; text++) {
			if (*text == '"')
				str_add_char(out, '"');
			str_add_char(out, *text);
		}
		str_add_char(out, '"');
	}
	str_add_char(out, end);
}

void report_add_count_cell(struct str *out, bool shown, int64_t count, char end)
{
	if (shown)
		str_addf(out, "%lld", (long long)count);
	str_add_char(out, end);
}

void report_add_percent_cell(struct str *out, bool shown, double share, char end)
{
	int tenths = share_tenths(share);

	if (shown)
		str_addf(out, "%d.%d", tenths / 10, tenths % 10);
	str_add_char(out, end);
}

void report_add_padded(struct str *out, const char *text, int cols, bool right)
{
	int blanks = cols - utf8_columns(text);

	str_addf(out, "%*s%s%*s", right && blanks > 0 ? blanks : 0, "", text,
		 !right && blanks > 0 ? blanks : 0, "");
}

void report_add_wrapped(struct str *out, const char *text, int indent)
{
	int col = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, " \n");
		struct str word;
		int cols;

		str_init(&word);
		str_add_bytes(&word, text, length);
		cols = utf8_columns(word.text);
		if (col > 0 && col + 1 + cols > PAGE_COLS) {
			str_add_char(out, '\n');
			col = 0;
		}
		if (col == 0) {
			str_addf(out, "%*s", indent, "");
			col = indent;
		} else {
			str_add_char(out, ' ');
			col++;
		}
		str_add(out, word.text);
		col += cols;
		str_done(&word);
		text += length + (text[length] != '\0');
	}
	str_add_char(out, '\n');
}

void report_add_foot(struct str *out, const char *definition, int version, const char *data, const char *hash)
{
	str_add_char(out, '\n');
	report_add_wrapped(out, definition, 0);
	str_addf(out, _("Definition %d. Data: %s."), version, data);
	str_addf(out, "\n%s %s\n", _("Hash:"), hash);
}
