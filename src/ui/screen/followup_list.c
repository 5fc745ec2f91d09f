/* followup_list.c - Opfølgning: who is to be asked how it is going, by day. Enter asks. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "ui/screen/scope.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define WHEN_COLS 8
#define NAME_COL (2 + WHEN_COLS)
#define INITIALS_COLS 5
#define COLS_ROOMY 60

struct model {
	struct followup_rows followups;
	struct list list;
	enum scope scope;
	bool loaded;
};

static const struct followup_row *current(const struct model *model)
{
	return model->list.count ? &model->followups.rows[model->list.cursor] : NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct followup_row *row = current(model);
	struct focus focus = { .citizen = row ? row->basis.citizen : 0 };

	if (row)
		snprintf(focus.who, sizeof(focus.who), "%s", row->name);
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	model->list.count = 0; /* the cursor stays where it was */
	model->followups = (struct followup_rows){ 0 };
	refocus(app, model);
	app_ask(app,
		(struct effect){ .kind = EFFECT_FOLLOWUP_LIST,
				 .followup_list = { scope_caseworker(app, model->scope),
						    scope_team(app, model->scope), &model->followups } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	(void)argument;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err, (void)effects;
	if (kind != EFFECT_FOLLOWUP_LIST || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->followups.count);
	refocus(app, model);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 2)) {
		refocus(app, model);
		return true;
	}
	switch (action) {
	case ACTION_OPEN:
		if (current(model))
			app_push(app, SCREEN_FOLLOWUP,
				 &(struct screen_argument){ .citizen = current(model)->basis.citizen }, effects);
		return true;
	case ACTION_SCOPE:
		model->scope = scope_next(model->scope);
		model->list.cursor = 0;
		load(app, model, effects);
		return true;
	default:
		return false;
	}
}

static const char *what(const struct followup_row *row, struct arena *arena)
{
	const struct followup_basis *basis = &row->basis;

	if (basis->outcome)
		return arena_printf(arena, _("%d mo. in work since %s"), row->due.months,
				    date_short(arena, basis->began));
	return arena_printf(arena, _("%d mo. after %s, ended %s"), row->due.months, basis->effort_name,
			    date_short(arena, basis->began));
}

static void view_row(const struct app *app, const struct model *model, const struct list_row *at,
		     struct arena *arena)
{
	const struct followup_row *row = &model->followups.rows[at->index];
	bool roomy = at->area.cols >= COLS_ROOMY, overdue = date_compare(row->due.due, app_now(app).date) < 0;
	int name = roomy ? 24 : at->area.cols - NAME_COL;

	if (overdue)
		list_flag(at, ROLE_OVERDUE, "!");
	list_put(at, 2, WHEN_COLS - 1, overdue ? ROLE_OVERDUE : at->role,
		 date_relative(arena, row->due.due, app_now(app).date));
	list_put(at, NAME_COL, name - 1, at->role, row->name);
	if (roomy) {
		list_put(at, NAME_COL + name, at->area.cols - NAME_COL - name - INITIALS_COLS - 1, at->role,
			 what(row, arena));
		list_put(at, at->area.cols - INITIALS_COLS + 1, INITIALS_COLS - 1, ROLE_DIM, row->initials);
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int room = area.cols >= COLS_ROOMY ? area.cols - NAME_COL - 24 - INITIALS_COLS - 1 : 0;

	list_title(arena_printf(arena, "%s · %s", screen_name(SCREEN_FOLLOWUP_LIST), scope_label(model->scope)),
		   cells, &area);
	if (model->loaded && !model->list.count)
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			 _("Nobody is to be asked now. a shows the team's citizens and everybody's."), arena);
	if (current(model))
		list_whole(what(current(model), arena), room, cells, &area, arena);
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);)
		view_row(app, model, &at, arena);
}

const struct screen_kind screen_followup_list = {
	.id = SCREEN_FOLLOWUP_LIST,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
