/* cells.h - the screen as data: a grid of graphemes with roles, and where the cursor stands.
 *
 * Everything above the terminal paints here; only src/term turns it into bytes. A cell holds one grapheme cluster; the
 * second half of a wide one has width 0. Text that would pass the right edge is cut. Control characters never enter:
 * they become U+FFFD. */
#ifndef SAMTALE_UI_CELLS_H
#define SAMTALE_UI_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "samtale/base/str.h"

/* What a piece of text is. How it looks is the terminal's table [scheme][role]; every role is readable without colour.
 */
enum role {
	ROLE_TEXT,
	ROLE_HEADER,   /* line 1 */
	ROLE_TITLE,    /* section headings, the question asked */
	ROLE_DIM,      /* help beside, what was said last time */
	ROLE_SELECTED, /* the row or choice under the cursor; also marked with > */
	ROLE_OVERDUE,  /* also marked with ! */
	ROLE_UNSENT,   /* also marked with * */
	ROLE_CONFLICT, /* also marked with ~ */
	ROLE_ENTRY,    /* a field being typed in */
	ROLE_KEY,      /* a key in the footer or help */
	ROLE_FOOTER,
	ROLE_MESSAGE,
	ROLE_ERROR,
	ROLE_GOOD,     /* saved, fulfilled */
	ROLES
};

#define CELL_BYTES 27 /* a base letter with several marks; longer clusters are cut at a code point */

struct cell {
	char text[CELL_BYTES]; /* UTF-8, NUL-terminated; " " when empty */
	uint8_t width;         /* 1, 2, or 0 for the right half of a wide grapheme */
	uint8_t role;
};

struct cells {
	int rows, cols;
	struct cell *grid; /* rows * cols, row by row; owned */
	int cursor_row, cursor_col; /* the focus: set in every frame */
};

void cells_init(struct cells *cells, int rows, int cols);
void cells_done(struct cells *cells);
void cells_resize(struct cells *cells, int rows, int cols); /* and clear */
void cells_clear(struct cells *cells);
struct cell *cells_at(const struct cells *cells, int row, int col); /* NULL outside the grid */

/* Paints text at (row, col) in role; rows and columns outside the grid are ignored. Returns the column after the text.
 */
int cells_put(struct cells *cells, int row, int col, enum role role, const char *text);
/* The same in at most `width` columns; text that does not fit ends in "…". Pads with blanks when pad is true. */
int cells_put_width(struct cells *cells, int row, int col, int width, bool pad, enum role role, const char *text);
int cells_putf(struct cells *cells, int row, int col, enum role role, const char *format, ...) PRINTF_LIKE(5, 6);
/* Right-aligned so that it ends before column `end`. Returns the first column. */
int cells_put_right(struct cells *cells, int row, int end, enum role role, const char *text);
/* Changes the role of a stretch without touching the text. */
void cells_paint(struct cells *cells, int row, int col, int width, enum role role);
void cells_cursor(struct cells *cells, int row, int col); /* clamped to the grid */

/* The text plane, rows joined by \n, trailing blanks cut, every row ended. What replay prints and goldens hold. */
void cells_text(const struct cells *cells, struct str *out);
/* The style plane: one letter a cell, '.' for ROLE_TEXT, trailing dots cut. */
void cells_styles(const struct cells *cells, struct str *out);

#endif
