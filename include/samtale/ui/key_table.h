/* key_table.h - the action table as a manual tells it: which keys do what, and where.
 *
 * Rows come in the order of src/ui/core/actions.def. All texts are msgids, to be translated where they are used. */
#ifndef SAMTALE_UI_KEY_TABLE_H
#define SAMTALE_UI_KEY_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct key_table_row {
	const char *keys; /* in written form, parted by blanks: "<F10> <C-s>"; never empty */
	const char *help;
	bool everywhere;
};

/* False past the last row. */
bool key_table_row(size_t index, struct key_table_row *row);
/* Is row `index` for screen number `screen` (from 0)? *name is the screen's; NULL past the last screen. */
bool key_table_on(size_t index, int screen, const char **name);

#endif
