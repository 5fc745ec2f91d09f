/* list.h - a cursor in a list of rows and the part of the list that is on the screen. Owns no rows. */
#ifndef SAMTALE_UI_WIDGET_LIST_H
#define SAMTALE_UI_WIDGET_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/core/screen.h"

struct list {
	size_t count;  /* rows there are */
	size_t cursor; /* < count, 0 when empty */
};

void list_set(struct list *list, size_t count); /* keeps the cursor where it can */
/* Moves by UP, DOWN, PAGE_UP, PAGE_DOWN, TOP, BOTTOM; false for another action. page: rows on the screen. */
bool list_act(struct list *list, enum action action, size_t page);
/* The first row to paint so that the cursor is seen among `rows` rows. */
size_t list_top(const struct list *list, size_t rows);
/* Paints the marker column of a row ("> " or "  ") and returns its role. Sets the cells' cursor on the selected one. */
enum role list_mark(const struct list *list, size_t index, struct cells *cells, int row, int col);

/* A row that is being painted. */
struct list_row {
	size_t index;
	int at; /* its row on the screen */
	enum role role;
	struct cells *cells;
	struct area area; /* the whole list's */
	const struct list *list;
	size_t next, end;
};
/* The rows that fit in an area, the cursor among them, one after another; each is marked when it comes, and the
 * selected one made a bar when it has been painted:
 *	for (struct list_row at = list_rows(&list, cells, area); list_next(&at);) */
struct list_row list_rows(const struct list *list, struct cells *cells, struct area area);
bool list_next(struct list_row *row);
/* A cell of the row, and the mark that stands before its text ("!"); columns are counted from the list's left edge. */
void list_put(const struct list_row *row, int col, int width, enum role role, const char *text);
void list_flag(const struct list_row *row, enum role role, const char *mark);

/* The title above a list, where the cursor stands when there is no row; the area begins below it then. */
void list_title(const char *text, struct cells *cells, struct area *area);

/* The text of the selected row when it has more columns than `room`: whole, wrapped, on the last rows of the area,
 * which is made that much lower. */
void list_whole(const char *text, int room, struct cells *cells, struct area *area, struct arena *arena);
/* Makes the selected row one bar from its text to the right edge; called when the row has been painted. */
void list_bar(struct cells *cells, int row, struct area area);

#endif
