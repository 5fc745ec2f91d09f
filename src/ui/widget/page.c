#include "ui/widget/page.h"

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/widget/wrap.h"

void page_put(struct page *page, enum role role, int indent, const char *text)
{
	page->lines = arena_grow(page->arena, page->lines, page->count, sizeof(*page->lines));
	page->lines[page->count++] = (struct page_line){ role, indent, text };
}

void page_add(struct page *page, enum role role, int indent, const char *text)
{
	struct wrapped wrapped = wrap_text(page->arena, text, page->cols - indent - 1);

	for (int i = 0; i < wrapped.count; i++)
		page_put(page, role, indent, wrapped.lines[i]);
}

void page_gap(struct page *page)
{
	page_put(page, ROLE_TEXT, 0, "");
}

const char *page_column(struct arena *arena, const char *text, int cols, bool right)
{
	int blanks = cols - utf8_columns(text);

	if (blanks < 0)
		blanks = 0;
	return arena_printf(arena, "%*s%s%*s", right ? blanks : 0, "", text, right ? 0 : blanks, "");
}

static int last_top(const struct page *page, int rows)
{
	return (int)page->count > rows ? (int)page->count - rows : 0;
}

bool scroll_act(enum action action, int page, int last, int *top)
{
	int at = *top;

	switch (action) {
	case ACTION_UP: at--; break;
	case ACTION_DOWN: at++; break;
	case ACTION_PAGE_UP: at -= page; break;
	case ACTION_PAGE_DOWN: at += page; break;
	case ACTION_TOP: at = 0; break;
	case ACTION_BOTTOM: at = last; break;
	default: return false;
	}
	*top = at > last ? last : at < 0 ? 0 : at;
	return true;
}

bool page_act(struct app *app, void (*build)(struct page *page, const void *model), const void *model,
	      enum action action, int *top)
{
	struct page page = { .arena = app_arena(app), .cols = app_body_cols(app) };
	int rows = app_body_rows(app);

	build(&page, model);
	return scroll_act(action, rows - 2, last_top(&page, rows), top);
}

static void put_lines(const struct page *page, int top, struct cells *cells, struct area area)
{
	int most = last_top(page, area.rows), room = area.cols;

	if (top > most)
		top = most;
	cells_cursor(cells, area.row, area.col);
	for (int row = 0; row < area.rows && top + row < (int)page->count; row++) {
		const struct page_line *line = &page->lines[top + row];

		if (top < most && row == area.rows - 1)
			room = cells_put_right(cells, area.row + row, area.col + area.cols, ROLE_DIM,
					       _("more below")) -
			       area.col - 1;
		cells_put_width(cells, area.row + row, area.col + line->indent, room - line->indent, false,
				line->role, line->text);
	}
}

void page_view(void (*build)(struct page *page, const void *model), const void *model, int top,
	       struct cells *cells, struct area area, struct arena *arena)
{
	struct page page = { .arena = arena, .cols = area.cols };

	build(&page, model);
	put_lines(&page, top, cells, area);
}
