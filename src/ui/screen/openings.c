/* openings.c - all openings whose deadline has not passed, by deadline; narrowed by what is typed. */
#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "samtale/base/words.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/filter.h"
#include "ui/widget/list.h"

struct model {
	struct opening_list openings;
	const struct opening_row **shown; /* those the filter lets through */
	struct list list;
	struct filter filter;
	bool loaded;
};

static const struct opening_row *current(const struct model *model)
{
	return model->list.count > 0 ? model->shown[model->list.cursor] : NULL;
}

static void narrow(struct app *app, struct model *model)
{
	const char *words = collate_fold(app_arena(app), filter_text(&model->filter));
	size_t count = 0;

	for (size_t i = 0; i < model->openings.count; i++) {
		const struct opening_row *row = &model->openings.rows[i];
		const char *searched = arena_printf(app_arena(app), "%s %s %s", row->opening.title, row->employer_name,
						    row->opening.number);

		if (words_pass(words, collate_fold(app_arena(app), searched)))
			model->shown[count++] = row;
	}
	list_set(&model->list, count);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	app_focus(app, &(struct focus){ .citizen = 0 });
	model->openings = (struct opening_list){ .count = 0 };
	model->shown = NULL;
	model->list.count = 0; /* the cursor stays where it was */
	app_ask(app, (struct effect){ .kind = EFFECT_OPENINGS, .openings = { &model->openings } }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	(void)argument;
	filter_init(&((struct model *)data)->filter, false);
	load(app, data, effects);
}

static void leave(void *data)
{
	filter_done(&((struct model *)data)->filter);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err, (void)effects;
	if (kind != EFFECT_OPENINGS || !ok)
		return;
	model->loaded = true;
	model->shown = arena_array(app_arena(app), model->openings.count, sizeof(*model->shown));
	narrow(app, model);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct opening_row *row = current(model);

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 2))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (row)
			app_push(app, SCREEN_MATCH, &(struct screen_argument){ .ref = row->opening.id }, effects);
		return true;
	case ACTION_FIND_EMPLOYER: model->filter.typing = true; return true;
	case ACTION_BACK:
		if (!filter_clear(&model->filter))
			return false;
		narrow(app, model);
		return true;
	default:
		return false;
	}
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;
	enum filter_result result = filter_type(&model->filter, key);

	(void)effects;
	if (result == FILTER_CHANGED)
		narrow(app, model);
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
	return screen_name(SCREEN_OPENINGS);
}

/* ---- painting ------------------------------------------------------------------------------------- */

static const char *needs_of(const struct opening_row *row, struct arena *arena)
{
	const char *needs = match_needs_text(arena, row->opening.needs);

	return *needs ? needs : _("no hard needs");
}

static void view_row(const struct model *model, const struct list_row *at, struct arena *arena)
{
	const struct opening_row *row = model->shown[at->index];
	int title = at->area.cols >= 100 ? 34 : at->area.cols >= 60 ? 26 : at->area.cols - 12, end = at->area.cols;

	list_put(at, 2, 8, ROLE_DIM, date_short(arena, row->opening.deadline));
	list_put(at, 11, title, at->role, arena_printf(arena, "%s (%d)", row->opening.title, row->opening.places));
	if (at->area.cols >= 100) {
		list_put(at, end - 36, 36, ROLE_DIM, needs_of(row, arena));
		end -= 37;
	}
	if (at->area.cols >= 60) {
		list_put(at, end - 18, 18, ROLE_TEXT, match_form_label(row->opening.form));
		list_put(at, 12 + title, end - 19 - 12 - title, at->role, row->employer_name);
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct area list = { area.row + 1, area.col, area.rows - 1, area.cols };
	int col;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);)
		view_row(model, &at, arena);
	if (model->loaded && model->list.count == 0)
		cells_put_width(cells, list.row, list.col + 2, list.cols - 2, false, ROLE_DIM,
				_("No opening fits. Esc clears what you typed."));
	col = cells_put(cells, area.row, area.col, ROLE_TITLE, _("Openings"));
	if (!filter_view(&model->filter, cells, area, col + 2) && model->loaded)
		cells_put(cells, area.row, col + 2, ROLE_DIM,
			  arena_printf(arena, _("%zu open"), model->list.count));
}

const struct screen_kind screen_openings = {
	.id = SCREEN_OPENINGS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.leave = leave,
	.answered = answered,
	.act = act,
	.heading = heading,
	.type = type,
	.takes_text = takes_text,
	.view = view,
};
