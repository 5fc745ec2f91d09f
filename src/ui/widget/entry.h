/* entry.h - a text field with readline's keys: one line that scrolls, or several that wrap.
 *
 * Owns its text. The cursor is a byte position at a grapheme boundary. Bounded at ENTRY_BYTES_MAX: more is not taken.
 */
#ifndef SAMTALE_UI_WIDGET_ENTRY_H
#define SAMTALE_UI_WIDGET_ENTRY_H

#include "samtale/base/arena.h"
#include "samtale/base/str.h"
#include "samtale/ui/cells.h"
#include "samtale/ui/key.h"

#define ENTRY_BYTES_MAX 8000

struct entry {
	struct str text;
	size_t cursor;
	struct str killed; /* what ^K, ^U, ^W took, for ^Y */
};

void entry_init(struct entry *entry);
void entry_done(struct entry *entry);
void entry_set(struct entry *entry, const char *text); /* cursor at the end */
const char *entry_text(const struct entry *entry);

/* True when the key was the field's: printable characters, BS, Del, arrows left and right, Home, End, ^A ^E ^B ^F ^D ^H
 * ^K ^U ^W ^Y. BS in an empty field, and ^D in one, are not the field's. */
bool entry_type(struct entry *entry, const struct key *key);

/* One line, scrolled so that the cursor is seen; sets the cells' cursor when focused. */
void entry_view(const struct entry *entry, struct cells *cells, int row, int col, int cols, bool focused);
/* Wrapped into up to `rows` rows, scrolled to the cursor. Returns the rows used (at least 1). */
int entry_view_wrapped(const struct entry *entry, struct cells *cells, int row, int col, int cols, int rows,
		       bool focused, struct arena *arena);

#endif
