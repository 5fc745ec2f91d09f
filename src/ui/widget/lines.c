#include "ui/widget/lines.h"

void lines_clear(struct lines *lines, struct arena *arena)
{
	lines->arena = arena;
	lines->rows = NULL;
	lines->list.count = 0;
}

void lines_add(struct lines *lines, struct line line)
{
	lines->rows = arena_grow(lines->arena, lines->rows, lines->list.count, sizeof(*lines->rows));
	lines->rows[lines->list.count++] = line;
}

void lines_add_title(struct lines *lines, const char *text)
{
	lines_add(lines, (struct line){ .kind = LINE_TITLE, .when = "", .text = text });
}

static void skip_title(struct lines *lines, int step)
{
	struct list *list = &lines->list;

	while (list->count > 0 && lines->rows[list->cursor].kind == LINE_TITLE) {
		if (step < 0 && list->cursor == 0)
			step = 1;
		if (step > 0 && list->cursor + 1 == list->count)
			return;
		list->cursor = step < 0 ? list->cursor - 1 : list->cursor + 1;
	}
}

void lines_end(struct lines *lines)
{
	list_set(&lines->list, lines->list.count);
	skip_title(lines, 1);
}

const char *lines_when(const struct lines *lines, struct date date)
{
	return date_is_set(date) ? date_short(lines->arena, date) : "";
}

const struct line *lines_current(const struct lines *lines)
{
	return lines->list.count > 0 ? &lines->rows[lines->list.cursor] : NULL;
}

bool lines_act(struct lines *lines, enum action action, size_t page)
{
	if (!list_act(&lines->list, action, page))
		return false;
	skip_title(lines, action == ACTION_UP || action == ACTION_PAGE_UP ? -1 : 1);
	return true;
}

static void view_line(const struct line *line, const struct list_row *at)
{
	if (line->kind == LINE_TITLE) {
		cells_put(at->cells, at->at, at->area.col + 2, ROLE_TITLE, line->text);
		return;
	}
	if (line->overdue)
		list_flag(at, ROLE_OVERDUE, "!");
	if (line->in_conflict)
		list_flag(at, ROLE_CONFLICT, "~");
	list_put(at, 2, LINE_TEXT_COL - 3, line->overdue ? ROLE_OVERDUE : ROLE_DIM, line->when);
	list_put(at, LINE_TEXT_COL, at->area.cols - LINE_TEXT_COL, at->role, line->text);
}

void lines_view(const struct lines *lines, int head, struct cells *cells, struct area area, struct arena *arena)
{
	const struct line *line = lines_current(lines);

	area.row += head;
	area.rows -= head;
	if (line)
		list_whole(line->whole ? line->whole : line->text, line->whole ? 0 : area.cols - LINE_TEXT_COL, cells,
			   &area, arena);
	for (struct list_row at = list_rows(&lines->list, cells, area); list_next(&at);)
		view_line(&lines->rows[at.index], &at);
}
