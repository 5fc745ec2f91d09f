/* window.h - a cursor in a window of a long list, of which only the rows on the screen are ever fetched. A step past the
 * edge moves the window by one row, a page fetches the next window. */
#ifndef SAMTALE_UI_WIDGET_WINDOW_H
#define SAMTALE_UI_WIDGET_WINDOW_H

#include "samtale/domain/list_window.h"
#include "ui/widget/list.h"

struct window {
	struct list list;             /* over the rows that are here */
	bool more_before, more_after; /* there are rows that are not */
	bool to_last;                 /* after the answer: the cursor came from below */
};

struct window_fetch {
	bool needed;
	enum list_from from;
	size_t row; /* AFTER, BEFORE: of the window that is here */
};

/* The rows have come. */
void window_set(struct window *window, size_t count, bool more_before, bool more_after);
/* Moves as list_act() does, and says what is to be fetched; false for another action. */
bool window_act(struct window *window, enum action action, struct window_fetch *fetch);

#endif
