/* employers.c - the list of employers, a window at a time: all, or those with one kind of agreement, narrowed by what
 * is typed. */
#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/entry.h"
#include "ui/widget/list.h"

#define DRESSING_ROWS 2 /* the counts or the filter, and the column titles */
#define KINDS_MAX 12

struct model {
	struct employer_list window;
	size_t cursor;
	bool cursor_to_last; /* after the answer: the cursor came from below */
	bool filtering, loaded;
	const struct agreement_kind *only; /* NULL: all */
	struct entry filter;
};

static const struct employer_row *current(const struct model *model)
{
	return model->cursor < model->window.count ? &model->window.rows[model->cursor] : NULL;
}

/* anchor NULL for FIRST and LAST; else a row of the present window. */
static void fetch(struct app *app, struct model *model, enum list_from from, const struct employer_row *anchor,
		  struct effects *effects)
{
	struct employer_query query = {
		.filter = entry_text(&model->filter),
		.agreement = model->only ? model->only->word : "",
		.from = from,
		.sort_key = anchor ? anchor->sort_key : "",
		.id = anchor ? anchor->id : 0,
		.limit = app_body_rows(app) - DRESSING_ROWS,
		.today = app_now(app).date,
	};

	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYERS, .employers = { query, &model->window } }, effects);
}

static void restart(struct app *app, struct model *model, struct effects *effects)
{
	model->cursor = 0;
	app_forget(app);
	model->window = (struct employer_list){ .count = 0 };
	fetch(app, model, LIST_FIRST, NULL, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	(void)argument;
	entry_init(&model->filter);
	app_focus(app, &(struct focus){ .citizen = 0 });
	restart(app, model, effects);
}

static void leave(void *data)
{
	entry_done(&((struct model *)data)->filter);
}

static void resume(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	size_t cursor = model->cursor;

	app_focus(app, &(struct focus){ .citizen = 0 });
	restart(app, model, effects);
	model->cursor = cursor;
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)app, (void)err, (void)effects;
	if (kind != EFFECT_EMPLOYERS || !ok)
		return;
	model->loaded = true;
	if (model->cursor_to_last || model->cursor >= model->window.count)
		model->cursor = model->window.count > 0 ? model->window.count - 1 : 0;
	model->cursor_to_last = false;
}

/* One row past the edge shifts the window by one; a page fetches the next window. */
static bool move(struct app *app, struct model *model, enum action action, struct effects *effects)
{
	const struct employer_list *window = &model->window;
	size_t last = window->count > 0 ? window->count - 1 : 0;

	if (action == ACTION_DOWN && model->cursor < last) {
		model->cursor++;
	} else if (action == ACTION_DOWN && window->more_after) {
		model->cursor_to_last = true;
		fetch(app, model, LIST_AFTER, &window->rows[0], effects);
	} else if (action == ACTION_UP && model->cursor > 0) {
		model->cursor--;
	} else if ((action == ACTION_UP || action == ACTION_PAGE_UP) && window->more_before) {
		fetch(app, model, LIST_BEFORE, action == ACTION_UP ? &window->rows[last] : &window->rows[0], effects);
	} else if (action == ACTION_PAGE_DOWN && window->more_after) {
		fetch(app, model, LIST_AFTER, &window->rows[last], effects);
	} else if (action == ACTION_PAGE_DOWN || action == ACTION_PAGE_UP) {
		model->cursor = action == ACTION_PAGE_DOWN ? last : 0;
	} else if (action == ACTION_TOP) {
		model->cursor = 0;
		fetch(app, model, LIST_FIRST, NULL, effects);
	} else if (action == ACTION_BOTTOM) {
		model->cursor_to_last = true;
		fetch(app, model, LIST_LAST, NULL, effects);
	} else {
		return action == ACTION_DOWN || action == ACTION_UP;
	}
	return true;
}

static void kind_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	model->only = row > 0 ? &agreement_kinds[row - 1] : NULL;
	restart(app, model, effects);
}

static void choose_kind(struct app *app, const struct model *model, struct effects *effects)
{
	struct chooser_row rows[KINDS_MAX] = { { .text = _("All employers"), .marked = !model->only } };
	size_t count = 1;

	for (const struct agreement_kind *kind = agreement_kinds; kind->word && count < KINDS_MAX; kind++)
		rows[count++] = (struct chooser_row){ .text = tr(kind->label), .marked = model->only == kind };
	app_choose(app, &(struct chooser){ .title = _("Which employers?"), .rows = rows, .count = count,
					   .chosen = kind_chosen, .digits = true }, effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct employer_row *row = current(model);

	if (move(app, model, action, effects))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (row)
			app_push(app, SCREEN_EMPLOYER, &(struct screen_argument){ .ref = row->id }, effects);
		return true;
	case ACTION_FIND_EMPLOYER:
		model->filtering = true;
		return true;
	case ACTION_AGREEMENT_ONLY:
		choose_kind(app, model, effects);
		return true;
	case ACTION_BACK:
		if (!model->filtering && str_is_empty(entry_text(&model->filter)))
			return false;
		model->filtering = false;
		entry_set(&model->filter, "");
		restart(app, model, effects);
		return true;
	default:
		return false;
	}
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;

	if (!model->filtering || key->name == KEYNAME_HOME || key->name == KEYNAME_END)
		return false;
	if (key->name == KEYNAME_TAB || (key->name == KEYNAME_BACKSPACE && str_is_empty(entry_text(&model->filter)))) {
		model->filtering = false;
		return true;
	}
	if (!entry_type(&model->filter, key))
		return false;
	restart(app, model, effects);
	return true;
}

static bool takes_text(const void *data)
{
	return ((const struct model *)data)->filtering;
}

/* Whoever was in focus before has nothing to do with this list. */
static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	(void)app, (void)data, (void)arena;
	return screen_name(SCREEN_EMPLOYERS);
}

/* ---- painting ------------------------------------------------------------------------------------- */

struct columns {
	int name, city, trade, openings, visit; /* where each begins; 0: no room */
	int name_cols, city_cols, trade_cols;
};

static struct columns layout(int cols)
{
	struct columns columns = { .name = 2 };
	int at = cols;

	if (cols >= 60)
		columns.visit = at -= 11;
	columns.openings = at -= 5;
	if (cols >= 100) {
		columns.trade_cols = 24;
		columns.trade = at -= columns.trade_cols;
	}
	if (cols >= 60) {
		columns.city_cols = 14;
		columns.city = at -= columns.city_cols;
	}
	columns.name_cols = at - columns.name - 1;
	return columns;
}

static void view_row(const struct model *model, size_t index, struct cells *cells, struct area area,
		     const struct columns *columns, int at, struct arena *arena)
{
	const struct employer_row *row = &model->window.rows[index];
	bool selected = index == model->cursor;
	enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;

	cells_put(cells, at, 0, role, selected ? ">" : " ");
	if (selected && !model->filtering)
		cells_cursor(cells, at, 0);
	if (row->promises_overdue)
		cells_put(cells, at, 1, ROLE_OVERDUE, "!");
	cells_put_width(cells, at, columns->name, columns->name_cols, false, role, row->name);
	if (columns->city)
		cells_put_width(cells, at, columns->city, columns->city_cols - 1, false, ROLE_TEXT, row->city);
	if (columns->trade)
		cells_put_width(cells, at, columns->trade, columns->trade_cols - 1, false, ROLE_DIM, row->trade);
	if (row->openings)
		cells_put_right(cells, at, columns->openings + 4, ROLE_TEXT, arena_printf(arena, "%d", row->openings));
	if (columns->visit && date_is_set(row->last_visit))
		cells_put(cells, at, columns->visit, ROLE_DIM, date_short(arena, row->last_visit));
	if (selected)
		list_bar(cells, at, area);
}

static void view_head(const struct model *model, struct cells *cells, struct area area, struct arena *arena)
{
	const struct employer_list *window = &model->window;
	int col;

	if (model->filtering || !str_is_empty(entry_text(&model->filter))) {
		col = cells_put(cells, area.row, area.col, ROLE_TITLE, _("Employers"));
		col = cells_put(cells, area.row, col + 2, ROLE_DIM, _("Find:"));
		entry_view(&model->filter, cells, area.row, col + 1, area.cols - col - 1, model->filtering);
	} else if (model->loaded) {
		cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE,
				arena_printf(arena, _("%s · %d in all, %d in the charter, %d company centres"),
					     model->only ? tr(model->only->label) : _("Employers"), window->total,
					     window->charter, window->centres));
	}
}

static void view_titles(const struct columns *columns, struct cells *cells, int row)
{
	cells_put(cells, row, columns->name, ROLE_DIM, _("Name"));
	if (columns->city)
		cells_put(cells, row, columns->city, ROLE_DIM, _("Place"));
	if (columns->trade)
		cells_put(cells, row, columns->trade, ROLE_DIM, _("Trade"));
	cells_put_right(cells, row, columns->openings + 4, ROLE_DIM, _("Jobs"));
	if (columns->visit)
		cells_put(cells, row, columns->visit, ROLE_DIM, _("Visited"));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct columns columns = layout(area.cols);

	(void)app;
	cells_cursor(cells, area.row, area.col);
	view_head(model, cells, area, arena);
	view_titles(&columns, cells, area.row + 1);
	for (size_t i = 0; i < model->window.count && (int)i < area.rows - DRESSING_ROWS; i++)
		view_row(model, i, cells, area, &columns, area.row + DRESSING_ROWS + (int)i, arena);
	if (model->loaded && model->window.count == 0)
		cells_put_width(cells, area.row + DRESSING_ROWS, area.col + 2, area.cols - 2, false, ROLE_DIM,
				_("No employer fits. Esc clears what you typed; F6 shows all."));
}

const struct screen_kind screen_employers = {
	.id = SCREEN_EMPLOYERS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = resume,
	.leave = leave,
	.answered = answered,
	.act = act,
	.heading = heading,
	.type = type,
	.takes_text = takes_text,
	.view = view,
};
