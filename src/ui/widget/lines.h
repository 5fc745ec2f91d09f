/* lines.h - a card as lines: titles, and below each what can be stood on. The cursor never rests on a title. The lines
 * are in the screen's arena. */
#ifndef SAMTALE_UI_WIDGET_LINES_H
#define SAMTALE_UI_WIDGET_LINES_H

#include "samtale/base/date.h"
#include "ui/widget/list.h"

#define LINE_TITLE 0     /* the kind of a title; the other kinds are the screen's own */
#define LINE_TEXT_COL 14 /* where a line's text begins */

struct line {
	int kind;
	size_t index; /* into the screen's array of that kind */
	const char *when, *text;
	bool overdue;
	int64_t ref;
	const char *whole; /* shown below while the cursor is on it; NULL: the text where it is cut */
	bool in_conflict;
};

struct lines {
	struct arena *arena;
	struct line *rows;
	struct list list;
};

/* Adding begins anew; the cursor stays where it was. */
void lines_clear(struct lines *lines, struct arena *arena);
void lines_add(struct lines *lines, struct line line);
void lines_add_title(struct lines *lines, const char *text);
void lines_end(struct lines *lines);
const char *lines_when(const struct lines *lines, struct date date); /* "" none */

/* The line under the cursor, NULL when there is none. */
const struct line *lines_current(const struct lines *lines);
/* Moves as list_act() does, past the titles. */
bool lines_act(struct lines *lines, enum action action, size_t page);
/* Below what already stands on the area's first `head` rows. */
void lines_view(const struct lines *lines, int head, struct cells *cells, struct area area, struct arena *arena);

#endif
