/* form_view.c - how a form looks: its fields, or the review, which scrolls when it is longer than the screen.
 */
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/calendar.h"
#include "ui/widget/form.h"

#define LINES_ROWS 4
#define STACKED_COLS 60 /* below this a label would leave too little */
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

/* Where a choice stands: "1 yes   2 no", as many in a row as there is room for. */
struct spot {
	int row, col;
};

/* Returns the rows they take. */
static int place_choices(const struct form_field *field, int cols, struct spot *spots)
{
	struct spot at = { 0, 0 };

	for (size_t i = 0; i < field->choice_count; i++) {
		int width = utf8_columns(tr(field->choices[i].label)) + 5;

		if (at.col > 0 && at.col + width > cols) {
			at.row++;
			at.col = 0;
		}
		spots[i] = at;
		at.col += width;
	}
	return at.row + 1;
}

static void view_choice(const struct form *form, int index, size_t choice, struct cells *cells, int row, int col,
			int cols)
{
	bool chosen = choice == form->chosen[index];
	enum role role = chosen ? ROLE_SELECTED : ROLE_TEXT;

	if (chosen)
		cells_cursor(cells, row, col);
	cells_put(cells, row, col, role, chosen ? ">" : " ");
	if (choice < 9)
		cells_putf(cells, row, col + 1, ROLE_KEY, "%zu", choice + 1);
	cells_put_width(cells, row, col + 3, cols - 3, false, role, tr(form->fields[index].choices[choice].label));
}

/* All of them while the field has the focus, the chosen one in any case; else only the chosen one. Returns the
 * rows used. */
static int view_choices(const struct form *form, int index, struct cells *cells, struct area area, struct arena *arena)
{
	const struct form_field *field = &form->fields[index];
	size_t chosen = form->chosen[index];
	struct spot *spots = arena_array(arena, field->choice_count + 1, sizeof(*spots));
	int rows, first = 0;

	if (index != form->focus) {
		cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TEXT,
				chosen == FORM_CHOICE_NONE ? "" : tr(field->choices[chosen].label));
		return 1;
	}
	cells_cursor(cells, area.row, area.col);
	rows = place_choices(field, area.cols, spots);
	if (chosen != FORM_CHOICE_NONE && spots[chosen].row >= area.rows)
		first = spots[chosen].row - area.rows + 1;
	for (size_t i = 0; i < field->choice_count; i++)
		if (spots[i].row >= first && spots[i].row - first < area.rows)
			view_choice(form, index, i, cells, area.row + spots[i].row - first,
				    area.col + spots[i].col, area.cols - spots[i].col);
	return rows < area.rows ? rows : area.rows;
}

/* On a narrow screen the field with the focus has its label above it and the whole width. */
static bool is_stacked(int cols)
{
	return cols < STACKED_COLS;
}

static int view_value(const struct form *form, int index, struct cells *cells, struct area area, struct arena *arena)
{
	const struct entry *entry = &form->entries[index];
	bool focused = index == form->focus;
	/* The last field may use what is left while it is written in. */
	int most = focused && index == form->count - 1 && area.rows - 2 > LINES_ROWS ? area.rows - 2 : LINES_ROWS;

	switch (form->fields[index].kind) {
	case FORM_CHOICE: return view_choices(form, index, cells, area, arena);
	case FORM_LINES:
		return entry_view_wrapped(entry, cells, area.row, area.col, area.cols,
					  area.rows < most ? area.rows : most, focused, arena);
	case FORM_SHOWN:
		return wrap_put(cells, area.row, area.col, area.cols, area.rows < SHOWN_ROWS ? area.rows : SHOWN_ROWS,
				ROLE_TEXT, entry_text(entry), arena);
	case FORM_DATE:
		entry_view(entry, cells, area.row, area.col, area.cols < 16 ? area.cols : 16, focused);
		if (!focused && date_is_set(form->dates[index]))
			cells_put_width(cells, area.row, area.col + 18, area.cols - 18, false, ROLE_DIM,
					date_long(arena, form->dates[index]));
		return 1;
	default: entry_view(entry, cells, area.row, area.col, area.cols, focused); return 1;
	}
}

static int view_field(const struct form *form, int index, struct cells *cells, struct area area, int row,
		      int label_width, struct arena *arena)
{
	bool focused = index == form->focus, stacked = focused && is_stacked(area.cols);
	struct area value = { row + stacked, area.col + label_width + 4, area.row + area.rows - row - stacked,
			      area.cols - label_width - 5 };

	cells_put(cells, row, area.col, focused ? ROLE_SELECTED : ROLE_TEXT, focused ? ">" : " ");
	cells_put_width(cells, row, area.col + 2, stacked ? area.cols - 2 : label_width, false,
			focused ? ROLE_TITLE : ROLE_DIM, tr(form->fields[index].label));
	if (stacked) {
		value.col = area.col + 2;
		value.cols = area.cols - 3;
	}
	if (!focused && value.rows > 1)
		value.rows--; /* the hint's */
	return stacked + view_value(form, index, cells, value, arena);
}

/* ": weekend", ": Christmas Day": few are asked to come then. */
static const char *day_off(struct date date, struct arena *arena)
{
	if (calendar_is_working(date))
		return "";
	return arena_printf(arena, ": %s", calendar_name(date) != NULL ? tr(calendar_name(date)) : _("weekend"));
}

/* While a date is typed its full form is echoed, so that a slip is seen before Enter. */
static const char *hint_of(const struct form *form, const struct app *app, struct arena *arena)
{
	const struct form_field *field = &form->fields[form->focus];
	struct date date;
	struct err err;

	if (field->kind == FORM_DATE && !str_is_empty(form_text(form, form->focus)) &&
	    date_parse_typed(form_text(form, form->focus), app_now(app).date, &date, &err))
		return arena_printf(arena, "= %s (%s)%s", date_long(arena, date),
				    date_relative(arena, date, app_now(app).date), day_off(date, arena));
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

bool form_review_scroll(struct form *form, struct app *app, const struct key *key)
{
	int rows = review_rows(app_body_rows(app)), last;
	struct wrapped wrapped;

	switch (key->name) {
	case KEYNAME_UP: form->review_top--; break;
	case KEYNAME_DOWN: form->review_top++; break;
	case KEYNAME_PAGE_UP: form->review_top -= rows; break;
	case KEYNAME_PAGE_DOWN: form->review_top += rows; break;
	case KEYNAME_HOME: form->review_top = 0; break;
	case KEYNAME_END: form->review_top = INT16_MAX; break;
	default: return false;
	}
	wrapped = wrap_text(app_arena(app), form->review, review_cols(app_body_cols(app)));
	last = review_last_top(&wrapped, rows);
	form->review_top = form->review_top < 0 ? 0 : form->review_top > last ? last : form->review_top;
	return true;
}

static void view_review(const struct form *form, struct cells *cells, struct area area, struct arena *arena)
{
	struct wrapped wrapped = wrap_text(arena, form->review, review_cols(area.cols));
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
	cells_put(cells, row, area.col + 5, ROLE_TEXT, _("confirms; Esc goes back"));
	cells_cursor(cells, row, area.col);
}

/* ---- the whole ------------------------------------------------------------------------------------ */

/* Rows a field takes when it is painted, so that the one with the focus is seen whole where there is room. */
static int field_rows(const struct form *form, int index, struct area area, int cols, struct arena *arena)
{
	const struct form_field *field = &form->fields[index];
	bool focused = index == form->focus, stacked = focused && is_stacked(area.cols);
	int most = field->kind == FORM_LINES ? LINES_ROWS : field->kind == FORM_SHOWN ? SHOWN_ROWS : 1, rows = 1;

	if (form->hidden[index])
		return 0;
	if (stacked)
		cols = area.cols - 3;
	if (most > 1)
		rows = wrap_text(arena, form_text(form, index), cols).count;
	if (focused && field->kind == FORM_CHOICE)
		most = rows = place_choices(field, cols,
					    arena_array(arena, field->choice_count + 1, sizeof(struct spot)));
	return (rows < most ? rows : most) + stacked;
}

static int first_shown(const struct form *form, struct area area, int cols, int spare, struct arena *arena)
{
	int first = 0, rows = 0;

	for (int i = 0; i <= form->focus; i++)
		rows += field_rows(form, i, area, cols, arena);
	while (first < form->focus && rows > area.rows - spare)
		rows -= field_rows(form, first++, area, cols, arena);
	return first;
}

void form_view(const struct form *form, const struct app *app, struct cells *cells, struct area area,
	       struct arena *arena)
{
	int label_width = label_columns(form), row = area.row, end = area.row + area.rows, first;
	int gap = area.rows >= ROOMY_ROWS ? 1 : 0; /* above the hint */

	if (form->reviewing) {
		view_review(form, cells, area, arena);
		return;
	}
	if (label_width > area.cols / 3)
		label_width = area.cols / 3;
	first = first_shown(form, area, area.cols - label_width - 5, gap + 1, arena);
	for (int i = first; i < form->count && row < end - gap - 1; i++) {
		if (form->hidden[i])
			continue;
		row += view_field(form, i, cells, area, row, label_width, arena);
	}
	row += gap;
	if (row < end)
		wrap_put(cells, row, area.col + 2, area.cols - 4, end - row, ROLE_DIM, hint_of(form, app, arena),
			 arena);
}

void form_screen_view(const struct form *form, const struct app *app, const char *title, struct cells *cells,
		      struct area area, struct arena *arena)
{
	int head = area.rows >= ROOMY_ROWS ? 2 : 1;

	cells_cursor(cells, area.row, area.col);
	if (form->count == 0)
		return;
	cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE, title);
	area.row += head;
	area.rows -= head;
	form_view(form, app, cells, area, arena);
}
