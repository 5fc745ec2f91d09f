/* history.c - all that has happened with one citizen, newest first. argument->citizen. */
#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/history_line.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"

#define AUTHOR_COLS 6

struct model {
	int64_t citizen;
	struct history history;
	struct citizen_overview overview; /* for the protection of name and address */
	struct list list;
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->history = (struct history){ .count = 0 };
	model->overview = (struct citizen_overview){ .unfinished = 0 };
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { model->citizen, &model->overview } },
		effects);
	app_ask(app, (struct effect){ .kind = EFFECT_HISTORY, .history = { model->citizen, &model->history } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	((struct model *)data)->citizen = argument->citizen;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)app;
	(void)err;
	(void)effects;
	if (kind != EFFECT_HISTORY || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->history.count);
}

static const char *line_of(struct arena *arena, const struct model *model, const struct history_row *row)
{
	return history_line(arena, row, model->overview.citizen.is_protected);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct history_row *row = model->history.count > 0 ? &model->history.rows[model->list.cursor] : NULL;

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 2))
		return true;
	if (action != ACTION_OPEN || row == NULL)
		return false;
	if (row->kind == HISTORY_CONVERSATION)
		app_push(
			app, SCREEN_RECORD,
			&(struct screen_argument){ .citizen = model->citizen, .ref = row->ref, .number = row->version },
			effects);
	else if (row->kind == HISTORY_SANCTION)
		app_push(app, SCREEN_CASE, &(struct screen_argument){ .citizen = model->citizen, .ref = row->ref },
			 effects);
	else
		app_push(app, SCREEN_RECORD,
			 &(struct screen_argument){ .citizen = model->citizen,
						    .text = row->kind == HISTORY_NOTE
								    ? row->whole
								    : line_of(app_arena(app), model, row),
						    .guide = history_kind_label(row->kind) },
			 effects);
	return true;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int kind_col = area.col + 15, what_col = area.cols >= 60 ? kind_col + 18 : kind_col;

	(void)app;
	list_title(_("History"), cells, &area);
	if (model->loaded && model->history.count == 0)
		cells_put(cells, area.row, area.col + 2, ROLE_DIM, _("Nothing has been written yet."));
	if (model->history.count > 0)
		list_whole(line_of(arena, model, &model->history.rows[model->list.cursor]),
			   area.cols - what_col - AUTHOR_COLS, cells, &area, arena);
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);) {
		const struct history_row *row = &model->history.rows[at.index];

		cells_put_width(cells, at.at, area.col + 2, 12, false, ROLE_DIM, date_short(arena, row->date));
		if (what_col > kind_col)
			cells_put_width(cells, at.at, kind_col, 17, false, ROLE_TEXT,
					history_kind_label(row->kind));
		cells_put_width(cells, at.at, what_col, area.cols - what_col - AUTHOR_COLS, false, at.role,
				line_of(arena, model, row));
		cells_put_right(cells, at.at, area.cols, ROLE_DIM, row->author);
	}
}

const struct screen_kind screen_history = {
	.id = SCREEN_HISTORY,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
