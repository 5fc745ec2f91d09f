/* employers.c - the list of employers, a window at a time: all, or those with one kind of agreement, narrowed by what
 * is typed. */
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/filter.h"
#include "ui/widget/window.h"

#define DRESSING_ROWS 2 /* the counts or the filter, and the column titles */
#define KINDS_MAX 12

struct model {
	struct employer_list employers; /* the rows of the window */
	struct window window;
	struct filter filter;
	bool loaded;
	const struct word *only; /* NULL: all */
};

static const struct employer_row *current(const struct model *model)
{
	return model->window.list.count > 0 ? &model->employers.rows[model->window.list.cursor] : NULL;
}

static void fetch(struct app *app, struct model *model, struct window_fetch wanted, struct effects *effects)
{
	bool anchored = wanted.from == LIST_AFTER || wanted.from == LIST_BEFORE;
	const struct employer_row *anchor = anchored ? &model->employers.rows[wanted.row] : NULL;
	struct employer_query query = {
		.filter = filter_text(&model->filter),
		.agreement = model->only ? model->only->word : "",
		.from = wanted.from,
		.sort_key = anchor ? anchor->sort_key : "",
		.id = anchor ? anchor->id : 0,
		.limit = app_body_rows(app) - DRESSING_ROWS,
		.today = app_now(app).date,
	};

	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYERS, .employers = { query, &model->employers } },
		effects);
}

static void restart(struct app *app, struct model *model, struct effects *effects)
{
	app_forget(app);
	model->employers = (struct employer_list){ .count = 0 };
	model->window = (struct window){ .more_before = false };
	fetch(app, model, (struct window_fetch){ .from = LIST_FIRST }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	(void)argument;
	filter_init(&model->filter, false);
	app_focus(app, &(struct focus){ .citizen = 0 });
	restart(app, model, effects);
}

static void leave(void *data)
{
	filter_done(&((struct model *)data)->filter);
}

static void resume(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	size_t cursor = model->window.list.cursor;

	app_focus(app, &(struct focus){ .citizen = 0 });
	restart(app, model, effects);
	model->window.list.cursor = cursor;
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)app, (void)err, (void)effects;
	if (kind != EFFECT_EMPLOYERS)
		return;
	model->loaded |= ok;
	window_set(&model->window, ok ? model->employers.count : 0, model->employers.more_before,
		   model->employers.more_after);
}

static bool move(struct app *app, struct model *model, enum action action, struct effects *effects)
{
	struct window_fetch wanted;

	if (!window_act(&model->window, action, &wanted))
		return false;
	if (wanted.needed)
		fetch(app, model, wanted, effects);
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

	for (const struct word *kind = agreement_kinds; kind->word && count < KINDS_MAX; kind++)
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
	case ACTION_FIND_EMPLOYER: model->filter.typing = true; return true;
	case ACTION_AGREEMENT_ONLY:
		choose_kind(app, model, effects);
		return true;
	case ACTION_BACK:
		if (!filter_clear(&model->filter))
			return false;
		restart(app, model, effects);
		return true;
	default:
		return false;
	}
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;
	enum filter_result result = filter_type(&model->filter, key);

	if (result == FILTER_CHANGED)
		restart(app, model, effects);
	return result != FILTER_NOT_MINE;
}

static bool takes_text(const void *data)
{
	return ((const struct model *)data)->filter.typing;
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

static void view_row(const struct employer_row *row, const struct columns *columns, const struct list_row *at,
		     struct arena *arena)
{
	if (row->promises_overdue)
		list_flag(at, ROLE_OVERDUE, "!");
	list_put(at, columns->name, columns->name_cols, at->role, row->name);
	if (columns->city)
		list_put(at, columns->city, columns->city_cols - 1, ROLE_TEXT, row->city);
	if (columns->trade)
		list_put(at, columns->trade, columns->trade_cols - 1, ROLE_DIM, row->trade);
	if (row->openings)
		cells_put_right(at->cells, at->at, columns->openings + 4, ROLE_TEXT,
				arena_printf(arena, "%d", row->openings));
	if (columns->visit && date_is_set(row->last_visit))
		cells_put(at->cells, at->at, columns->visit, ROLE_DIM, date_short(arena, row->last_visit));
}

static void view_head(const struct model *model, struct cells *cells, struct area area, struct arena *arena)
{
	const struct employer_list *employers = &model->employers;

	if (filter_view(&model->filter, cells, area, utf8_columns(_("Employers")) + 2))
		cells_put(cells, area.row, area.col, ROLE_TITLE, _("Employers"));
	else if (model->loaded)
		cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE,
				arena_printf(arena, _("%s · %d in all, %d in the charter, %d company centres"),
					     model->only ? tr(model->only->label) : _("Employers"),
					     employers->total, employers->charter, employers->centres));
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
	struct area list = { area.row + DRESSING_ROWS, area.col, area.rows - DRESSING_ROWS, area.cols };

	(void)app;
	cells_cursor(cells, area.row, area.col);
	view_titles(&columns, cells, area.row + 1);
	for (struct list_row at = list_rows(&model->window.list, cells, list); list_next(&at);)
		view_row(&model->employers.rows[at.index], &columns, &at, arena);
	view_head(model, cells, area, arena);
	if (model->loaded && model->window.list.count == 0)
		cells_put_width(cells, list.row, list.col + 2, list.cols - 2, false, ROLE_DIM,
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
