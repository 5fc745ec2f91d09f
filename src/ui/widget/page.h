/* page.h - a text longer than the screen, read by scrolling. Built anew for each frame; only where its top is
 * is kept. */
#ifndef SAMTALE_UI_WIDGET_PAGE_H
#define SAMTALE_UI_WIDGET_PAGE_H

#include "ui/core/screen.h"

struct page_line {
	enum role role;
	int indent;
	const char *text;
};

struct page {
	struct arena *arena;
	int cols;
	struct page_line *lines;
	size_t count;
};

/* cols: of the area it will be painted in. */
void page_begin(struct page *page, struct arena *arena, int cols);
/* One line, cut at the edge. */
void page_put(struct page *page, enum role role, int indent, const char *text);
/* As many lines as the text needs. */
void page_add(struct page *page, enum role role, int indent, const char *text);
void page_gap(struct page *page);
/* Text in a column of that many cells; right: at its right edge. */
const char *page_column(struct arena *arena, const char *text, int cols, bool right);

/* Moves top by UP, DOWN, PAGE_UP, PAGE_DOWN, TOP, BOTTOM on a screen of that many rows; false for another
 * action. */
bool page_act(const struct page *page, enum action action, int rows, int *top);
/* Paints the part from top on, and on the last row whether there is more. Sets the cursor on the first line.
 */
void page_view(const struct page *page, int top, struct cells *cells, struct area area);

#endif
