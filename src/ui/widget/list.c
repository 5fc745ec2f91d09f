#include "ui/widget/list.h"

#include "samtale/base/utf8.h"
#include "ui/widget/wrap.h"

#define WHOLE_PART 3 /* of the area, at most */

void list_set(struct list *list, size_t count)
{
	list->count = count;
	if (list->cursor >= count)
		list->cursor = count > 0 ? count - 1 : 0;
}

bool list_act(struct list *list, enum action action, size_t page)
{
	size_t last = list->count > 0 ? list->count - 1 : 0;
	size_t cursor = list->cursor;

	switch (action) {
	case ACTION_UP: cursor -= cursor > 0; break;
	case ACTION_DOWN: cursor += cursor < last; break;
	case ACTION_PAGE_UP: cursor = cursor > page ? cursor - page : 0; break;
	case ACTION_PAGE_DOWN: cursor = cursor + page < last ? cursor + page : last; break;
	case ACTION_TOP: cursor = 0; break;
	case ACTION_BOTTOM: cursor = last; break;
	default: return false;
	}
	list->cursor = cursor;
	return true;
}

size_t list_top(const struct list *list, size_t rows)
{
	size_t half = rows / 2;

	if (list->count <= rows || list->cursor < half)
		return 0;
	if (list->cursor - half + rows > list->count)
		return list->count - rows;
	return list->cursor - half;
}

enum role list_mark(const struct list *list, size_t index, struct cells *cells, int row, int col)
{
	bool selected = index == list->cursor;

	cells_put(cells, row, col, selected ? ROLE_SELECTED : ROLE_TEXT, selected ? ">" : " ");
	if (selected)
		cells_cursor(cells, row, col);
	return selected ? ROLE_SELECTED : ROLE_TEXT;
}

void list_whole(const char *text, int room, struct cells *cells, struct area *area, struct arena *arena)
{
	struct wrapped wrapped;
	int rows = area->rows / WHOLE_PART;

	if (utf8_columns(text) <= room)
		return;
	wrapped = wrap_text(arena, text, area->cols - 2);
	if (rows > wrapped.count)
		rows = wrapped.count;
	area->rows -= rows;
	wrap_put(cells, area->row + area->rows, area->col + 2, area->cols - 2, rows, ROLE_DIM, text, arena);
}

void list_bar(struct cells *cells, int row, struct area area)
{
	cells_paint(cells, row, area.col + 2, area.cols - 2, ROLE_SELECTED);
}

struct list_row list_rows(const struct list *list, struct cells *cells, struct area area)
{
	size_t rows = area.rows > 1 ? (size_t)area.rows : 1, top = list_top(list, rows);

	return (struct list_row){ .at = area.row - 1,
				  .role = ROLE_TEXT,
				  .cells = cells,
				  .area = area,
				  .list = list,
				  .next = top,
				  .end = list->count - top < rows ? list->count : top + rows };
}

bool list_next(struct list_row *row)
{
	if (row->role == ROLE_SELECTED)
		list_bar(row->cells, row->at, row->area);
	if (row->next == row->end)
		return false;
	row->index = row->next++;
	row->at++;
	row->role = list_mark(row->list, row->index, row->cells, row->at, row->area.col);
	return true;
}

void list_put(const struct list_row *row, int col, int width, enum role role, const char *text)
{
	cells_put_width(row->cells, row->at, row->area.col + col, width, false, role, text);
}

void list_flag(const struct list_row *row, enum role role, const char *mark)
{
	cells_put(row->cells, row->at, row->area.col + 1, role, mark);
}

void list_title(const char *text, struct cells *cells, struct area *area)
{
	cells_put_width(cells, area->row, area->col, area->cols, false, ROLE_TITLE, text);
	cells_cursor(cells, area->row, area->col);
	area->row++;
	area->rows--;
}
