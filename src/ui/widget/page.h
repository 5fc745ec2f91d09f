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
	int cols; /* of the area it is painted in */
	struct page_line *lines;
	size_t count;
};

/* One line, cut at the edge. */
void page_put(struct page *page, enum role role, int indent, const char *text);
/* As many lines as the text needs. */
void page_add(struct page *page, enum role role, int indent, const char *text);
void page_gap(struct page *page);
/* Text in a column of that many cells; right: at its right edge. */
const char *page_column(struct arena *arena, const char *text, int cols, bool right);

/* A screen that is one page, which build fills from the screen's model. */
/* Moves top as scroll_act() does; false for another action. */
bool page_act(struct app *app, void (*build)(struct page *page, const void *model), const void *model,
	      enum action action, int *top);
/* Paints the part from top on, and on the last row whether there is more. Sets the cursor on the first line. */
void page_view(void (*build)(struct page *page, const void *model), const void *model, int top,
	       struct cells *cells, struct area area, struct arena *arena);

/* Moves the top of a text that scrolls, 0 to last, by UP, DOWN, PAGE_UP, PAGE_DOWN (that many rows), TOP, BOTTOM.
 * False for another action. */
bool scroll_act(enum action action, int page, int last, int *top);

#endif
