#include "ui/widget/page.h"

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/widget/wrap.h"

void page_begin(struct page *page, struct arena *arena, int cols)
{
	*page = (struct page){ .arena = arena, .cols = cols };
}

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

bool page_act(const struct page *page, enum action action, int rows, int *top)
{
	int most = last_top(page, rows), at = *top;

	switch (action) {
	case ACTION_UP: at--; break;
	case ACTION_DOWN: at++; break;
	case ACTION_PAGE_UP: at -= rows - 2; break;
	case ACTION_PAGE_DOWN: at += rows - 2; break;
	case ACTION_TOP: at = 0; break;
	case ACTION_BOTTOM: at = most; break;
	default: return false;
	}
	*top = at > most ? most : at < 0 ? 0 : at;
	return true;
}

void page_view(const struct page *page, int top, struct cells *cells, struct area area)
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
