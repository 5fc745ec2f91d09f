/* term_glyph.h - a row of cells as curses characters, in the terminal's character set.
 *
 * A cell takes exactly the columns it says: a grapheme that curses would place otherwise becomes a
 * replacement sign. Where the locale is not UTF-8 (ISO-8859-1 terminals), what cannot be shown is spelled
 * in what can: "…" as "...", "–" as "-", "ć" as "c", else "?". */
#ifndef SAMTALE_TERM_GLYPH_H
#define SAMTALE_TERM_GLYPH_H

#include <curses.h>

#include "samtale/base/arena.h"
#include "samtale/ui/cells.h"
#include "term/term_look.h"

struct term_glyph {
	bool unicode;
	struct cell *row; /* a row being spelled; owned */
	int room;         /* cells in it */
	struct arena arena;
};

void term_glyph_open(struct term_glyph *glyph); /* looks at the locale's character set */
void term_glyph_close(struct term_glyph *glyph);

/* Fills line with the graphemes of `cols` cells and returns how many: at most cols. */
int term_glyph_row(struct term_glyph *glyph, const struct cell *cells, int cols,
	const struct term_look looks[ROLES], cchar_t *line);

#endif
