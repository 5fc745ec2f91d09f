/* wrap.h - text broken into lines of a given width, at blanks and \n. */
#ifndef SAMTALE_UI_WIDGET_WRAP_H
#define SAMTALE_UI_WIDGET_WRAP_H

#include "samtale/base/arena.h"
#include "samtale/ui/cells.h"

struct wrapped {
	char **lines;
	int count;
};

/* Lines of at most `cols` columns, in the arena. A word longer than a line is broken. "" gives one empty line. */
struct wrapped wrap_text(struct arena *arena, const char *text, int cols);

/* Wraps and paints in at most `rows` rows; the last ends in "…" when there is more. Returns the rows used. */
int wrap_put(struct cells *cells, int row, int col, int cols, int rows, enum role role, const char *text,
	     struct arena *arena);

/* The lines of a text as one, where there is room for one. */
const char *wrap_as_line(const char *text, struct arena *arena);

#endif
