#include "ui/widget/entry.h"

#include <string.h>

#include "samtale/base/utf8.h"
#include "ui/widget/wrap.h"

void entry_init(struct entry *entry)
{
	str_init(&entry->text);
	str_init(&entry->killed);
	entry->cursor = 0;
}

void entry_done(struct entry *entry)
{
	str_done(&entry->text);
	str_done(&entry->killed);
}

void entry_set(struct entry *entry, const char *text)
{
	str_set(&entry->text, text);
	entry->cursor = entry->text.length;
}

const char *entry_text(const struct entry *entry)
{
	return entry->text.text;
}

static void insert(struct entry *entry, const char *text)
{
	if (entry->text.length + strlen(text) > ENTRY_BYTES_MAX)
		return;
	str_splice(&entry->text, entry->cursor, 0, text);
	entry->cursor += strlen(text);
}

static size_t before(const struct entry *entry)
{
	return utf8_grapheme_before(entry->text.text, entry->cursor);
}

static size_t after(const struct entry *entry)
{
	return entry->cursor + utf8_grapheme(entry->text.text, entry->text.length, entry->cursor);
}

static size_t word_start(const struct entry *entry)
{
	size_t at = entry->cursor;

	while (at > 0 && entry->text.text[at - 1] == ' ')
		at--;
	while (at > 0 && entry->text.text[at - 1] != ' ')
		at--;
	return at;
}

static void erase(struct entry *entry, size_t from, size_t to)
{
	str_splice(&entry->text, from, to - from, "");
	entry->cursor = from;
}

static void kill(struct entry *entry, size_t from, size_t to)
{
	if (from == to)
		return;
	str_clear(&entry->killed);
	str_add_bytes(&entry->killed, entry->text.text + from, to - from);
	erase(entry, from, to);
}

static bool control(struct entry *entry, char letter)
{
	switch (letter) {
	case 'a': entry->cursor = 0; return true;
	case 'e': entry->cursor = entry->text.length; return true;
	case 'b': entry->cursor = before(entry); return true;
	case 'f': entry->cursor = after(entry); return true;
	case 'd':
		if (entry->text.length == 0)
			return false;
		erase(entry, entry->cursor, after(entry));
		return true;
	case 'h': return entry_type(entry, &(struct key){ KEYNAME_BACKSPACE, "" });
	case 'k': kill(entry, entry->cursor, entry->text.length); return true;
	case 'u': kill(entry, 0, entry->cursor); return true;
	case 'w': kill(entry, word_start(entry), entry->cursor); return true;
	case 'y': insert(entry, entry->killed.text); return true;
	default: return false;
	}
}

bool entry_type(struct entry *entry, const struct key *key)
{
	switch (key->name) {
	case KEYNAME_CHAR: insert(entry, key->text); return true;
	case KEYNAME_CTRL: return control(entry, key->text[0]);
	case KEYNAME_LEFT: entry->cursor = before(entry); return true;
	case KEYNAME_RIGHT: entry->cursor = after(entry); return true;
	case KEYNAME_HOME: entry->cursor = 0; return true;
	case KEYNAME_END: entry->cursor = entry->text.length; return true;
	case KEYNAME_DELETE: erase(entry, entry->cursor, after(entry)); return true;
	case KEYNAME_BACKSPACE:
		if (entry->text.length == 0)
			return false;
		erase(entry, before(entry), entry->cursor);
		return true;
	default: return false;
	}
}

static int columns_between(const struct entry *entry, size_t from, size_t to)
{
	int columns = 0;

	while (from < to) {
		const char *at = entry->text.text + from;
		size_t bytes = utf8_grapheme(entry->text.text, entry->text.length, from);

		columns += utf8_cp_columns(utf8_next(&at, at + bytes));
		from += bytes;
	}
	return columns;
}

void entry_view(const struct entry *entry, struct cells *cells, int row, int col, int cols, bool focused)
{
	size_t from = 0;

	while (columns_between(entry, from, entry->cursor) >= cols)
		from += utf8_grapheme(entry->text.text, entry->text.length, from);
	cells_put_width(cells, row, col, cols, true, focused ? ROLE_ENTRY : ROLE_TEXT, entry->text.text + from);
	if (focused)
		cells_cursor(cells, row, col + columns_between(entry, from, entry->cursor));
}

int entry_view_wrapped(const struct entry *entry, struct cells *cells, int row, int col, int cols, int rows,
		       bool focused, struct arena *arena)
{
	struct wrapped wrapped = wrap_text(arena, entry->text.text, cols);
	size_t at = 0;
	int line = 0, first, shown;

	/* The line the cursor is in: wrap_text drops exactly one blank or line break between lines. */
	while (line < wrapped.count - 1 && at + strlen(wrapped.lines[line]) < entry->cursor) {
		at += strlen(wrapped.lines[line]);
		if (entry->text.text[at] == ' ' || entry->text.text[at] == '\n')
			at++;
		if (at > entry->cursor)
			break;
		line++;
	}
	first = focused && line >= rows ? line - rows + 1 : 0;
	shown = wrapped.count - first < rows ? wrapped.count - first : rows;
	for (int i = 0; i < shown; i++)
		cells_put_width(cells, row + i, col, cols, focused, focused ? ROLE_ENTRY : ROLE_TEXT,
				wrapped.lines[first + i]);
	if (focused)
		cells_cursor(cells, row + line - first, col + columns_between(entry, at, entry->cursor));
	return shown;
}
