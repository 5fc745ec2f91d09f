/* form_view.c - how a form looks: its fields, or the review, which scrolls when it is longer than the screen.
 */
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/widget/form.h"

#define LINES_ROWS 4
#define SHOWN_ROWS 3
#define ROOMY_ROWS 12      /* from here on the review has blank rows around it */
#define REVIEW_COLS_MAX 80 /* longer lines are hard to read */

static int label_columns(const struct form *form)
{
	int widest = 0;

	for (int i = 0; i < form->count; i++) {
		int columns = utf8_columns(tr(form->fields[i].label));

		if (columns > widest && !form->hidden[i])
			widest = columns;
	}
	return widest;
}

/* All choices on as many rows as they need: "1 yes   2 no", the chosen one marked. Returns the rows used. */
static int view_choices(const struct form *form, int index, struct cells *cells, int row, int col, int cols,
			int rows)
{
	const struct form_field *field = &form->fields[index];
	bool focused = index == form->focus;
	int used = 1, at = col;

	if (!focused) {
		size_t chosen = form->chosen[index];

		cells_put_width(cells, row, col, cols, false, ROLE_TEXT,
				chosen == FORM_CHOICE_NONE ? "" : tr(field->choices[chosen].label));
		return 1;
	}
	cells_cursor(cells, row, col);
	for (size_t i = 0; i < field->choice_count; i++) {
		const char *label = tr(field->choices[i].label);
		bool chosen = i == form->chosen[index];
		int width = utf8_columns(label) + 5;

		if (at > col && at + width > col + cols) {
			if (used == rows)
				break;
			used++;
			at = col;
		}
		if (chosen)
			cells_cursor(cells, row + used - 1, at);
		cells_put(cells, row + used - 1, at, chosen ? ROLE_SELECTED : ROLE_TEXT, chosen ? ">" : " ");
		if (i < 9)
			cells_putf(cells, row + used - 1, at + 1, ROLE_KEY, "%zu", i + 1);
		cells_put_width(cells, row + used - 1, at + 3, col + cols - at - 3, false,
				chosen ? ROLE_SELECTED : ROLE_TEXT, label);
		at += width;
	}
	return used;
}

static int view_field(const struct form *form, const struct app *app, int index, struct cells *cells,
		      struct area area, int row, int label_width, struct arena *arena)
{
	const struct form_field *field = &form->fields[index];
	bool focused = index == form->focus;
	int col = area.col + label_width + 4, cols = area.cols - label_width - 5,
	    left = area.row + area.rows - row;
	/* The last field may use what is left while it is written in. */
	int most = focused && index == form->count - 1 && left - 2 > LINES_ROWS ? left - 2 : LINES_ROWS;

	(void)app;
	cells_put(cells, row, area.col, focused ? ROLE_SELECTED : ROLE_TEXT, focused ? ">" : " ");
	cells_put_width(cells, row, area.col + 2, label_width, false, focused ? ROLE_TITLE : ROLE_DIM,
			tr(field->label));
	switch (field->kind) {
	case FORM_CHOICE: return view_choices(form, index, cells, row, col, cols, left);
	case FORM_LINES:
		return entry_view_wrapped(&form->entries[index], cells, row, col, cols,
					  left < most ? left : most, focused, arena);
	case FORM_SHOWN:
		return wrap_put(cells, row, col, cols, left < SHOWN_ROWS ? left : SHOWN_ROWS, ROLE_TEXT,
				form_text(form, index), arena);
	case FORM_DATE:
		entry_view(&form->entries[index], cells, row, col, cols < 16 ? cols : 16, focused);
		if (!focused && date_is_set(form->dates[index]))
			cells_put_width(cells, row, col + 18, cols - 18, false, ROLE_DIM,
					date_long(arena, form->dates[index]));
		return 1;
	default: entry_view(&form->entries[index], cells, row, col, cols, focused); return 1;
	}
}

/* While a date is typed its full form is echoed, so that a slip is seen before Enter. */
static const char *hint_of(const struct form *form, const struct app *app, struct arena *arena)
{
	const struct form_field *field = &form->fields[form->focus];
	struct date date;
	struct err err;

	if (field->kind == FORM_DATE && !str_is_empty(form_text(form, form->focus)) &&
	    date_parse_typed(form_text(form, form->focus), app_now(app).date, &date, &err))
		return arena_printf(arena, "= %s (%s)", date_long(arena, date),
				    date_relative(arena, date, app_now(app).date));
	return field->hint != NULL ? tr(field->hint) : "";
}

/* ---- the review ----------------------------------------------------------------------------------- */

static int review_cols(int cols)
{
	return cols > REVIEW_COLS_MAX + 4 ? REVIEW_COLS_MAX : cols - 4;
}

static int review_rows(int rows)
{
	return rows >= ROOMY_ROWS ? rows - 5 : rows - 2;
}

static int review_last_top(const struct wrapped *wrapped, int rows)
{
	return wrapped->count > rows ? wrapped->count - rows : 0;
}

bool form_scroll(struct form *form, struct app *app, const char *review, const struct key *key)
{
	int rows = review_rows(app_body_rows(app)), last;
	struct wrapped wrapped;

	if (!form->reviewing)
		return false;
	switch (key->name) {
	case KEYNAME_UP: form->review_top--; break;
	case KEYNAME_DOWN: form->review_top++; break;
	case KEYNAME_PAGE_UP: form->review_top -= rows; break;
	case KEYNAME_PAGE_DOWN: form->review_top += rows; break;
	case KEYNAME_HOME: form->review_top = 0; break;
	case KEYNAME_END: form->review_top = INT16_MAX; break;
	default: return false;
	}
	wrapped = wrap_text(app_arena(app), review, review_cols(app_body_cols(app)));
	last = review_last_top(&wrapped, rows);
	form->review_top = form->review_top < 0 ? 0 : form->review_top > last ? last : form->review_top;
	return true;
}

static void view_review(const struct form *form, const char *review, struct cells *cells, struct area area,
			struct arena *arena)
{
	struct wrapped wrapped = wrap_text(arena, review, review_cols(area.cols));
	int rows = review_rows(area.rows), last = review_last_top(&wrapped, rows);
	int gap = area.rows >= ROOMY_ROWS ? 1 : 0, row = area.row + 1 + gap;
	int top = form->review_top > last ? last : form->review_top;

	cells_put(cells, area.row, area.col, ROLE_TITLE, _("Read it through"));
	if (last > 0)
		cells_put_right(cells, area.row, area.col + area.cols, ROLE_DIM,
				top < last ? _("PgDn: there is more") : _("PgUp: back to the beginning"));
	for (int i = 0; i < rows && top + i < wrapped.count; i++)
		cells_put(cells, row++, area.col + 2, ROLE_TEXT, wrapped.lines[top + i]);
	row += gap;
	cells_put(cells, row, area.col, ROLE_KEY, "F10");
	cells_put(cells, row, area.col + 5, ROLE_TEXT, _("confirms; Esc goes back and changes"));
	cells_cursor(cells, row, area.col);
}

/* ---- the whole ------------------------------------------------------------------------------------ */

/* Rows a field takes when it is painted, so that the one with the focus is always seen whole. */
static int field_rows(const struct form *form, int index, int cols, struct arena *arena)
{
	enum form_field_kind kind = form->fields[index].kind;
	int most = kind == FORM_LINES ? LINES_ROWS : kind == FORM_SHOWN ? SHOWN_ROWS : 1, rows;

	if (form->hidden[index])
		return 0;
	if (most == 1)
		return 1;
	rows = wrap_text(arena, form_text(form, index), cols).count;
	return rows < most ? rows : most;
}

static int first_shown(const struct form *form, struct area area, int cols, struct arena *arena)
{
	int first = 0, rows = 0;

	for (int i = 0; i <= form->focus; i++)
		rows += field_rows(form, i, cols, arena);
	while (first < form->focus && rows > area.rows - 2)
		rows -= field_rows(form, first++, cols, arena);
	return first;
}

void form_view(const struct form *form, const struct app *app, const char *review, struct cells *cells,
	       struct area area, struct arena *arena)
{
	int label_width = label_columns(form), row = area.row, end = area.row + area.rows, first;

	if (form->reviewing) {
		view_review(form, review, cells, area, arena);
		return;
	}
	if (label_width > area.cols / 3)
		label_width = area.cols / 3;
	first = first_shown(form, area, area.cols - label_width - 5, arena);
	for (int i = first; i < form->count && row < end - 2; i++) {
		if (form->hidden[i])
			continue;
		row += view_field(form, app, i, cells, area, row, label_width, arena);
	}
	if (row < end - 1)
		wrap_put(cells, row + 1, area.col + 2, area.cols - 4, end - row - 1, ROLE_DIM,
			 hint_of(form, app, arena), arena);
}

void form_screen_view(const struct form *form, const struct app *app, const char *title, const char *review,
		      struct cells *cells, struct area area, struct arena *arena)
{
	cells_cursor(cells, area.row, area.col);
	if (form->count == 0)
		return;
	cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE, title);
	area.row += 2;
	area.rows -= 2;
	form_view(form, app, review, cells, area, arena);
}
