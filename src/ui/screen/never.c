/* never.c - who is never proposed: those whom no opening fits, and those nobody has referred for long; the reasons
 * counted. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

struct model {
	struct match_shown shown;
	struct list list;
	bool everybody, loaded;
};

static const struct match_never_row *current(const struct model *model)
{
	return model->list.count > 0 ? &model->shown.never.rows[model->list.cursor] : NULL;
}

static const struct match_citizen *citizen_of(const struct model *model, const struct match_never_row *row)
{
	return &model->shown.table.citizens[row->citizen];
}

static void refocus(struct app *app, const struct model *model)
{
	const struct match_never_row *row = current(model);
	struct focus focus = { .citizen = 0 };

	if (row) {
		const struct match_citizen *citizen = citizen_of(model, row);

		focus.citizen = citizen->id;
		snprintf(focus.who, sizeof(focus.who), "%s %s", citizen->given_names, citizen->surname);
	}
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	model->list.count = 0; /* the cursor stays where it was */
	app_ask(app,
		(struct effect){ .kind = EFFECT_NEVER,
				 .never = { model->everybody ? 0 : app_caseworker(app)->id, &model->shown } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	(void)argument;
	app_focus(app, &(struct focus){ .citizen = 0 });
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err, (void)effects;
	if (kind != EFFECT_NEVER || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->shown.never.count);
	refocus(app, model);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct match_never_row *row = current(model);

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 4)) {
		refocus(app, model);
		return true;
	}
	if (action == ACTION_OPEN && row) {
		app_push(app, SCREEN_MATCH, &(struct screen_argument){ .citizen = citizen_of(model, row)->id },
			 effects);
		return true;
	}
	if (action == ACTION_EVERYBODY) {
		model->everybody = !model->everybody;
		load(app, model, effects);
		return true;
	}
	return false;
}

/* Whoever was in focus before has nothing to do with this list. */
static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	(void)app, (void)data, (void)arena;
	return screen_name(SCREEN_NEVER);
}

/* ---- painting ------------------------------------------------------------------------------------- */

static const char *counted(const struct match_never *never, struct arena *arena)
{
	const char *text =
		arena_printf(arena,
			     _("%zu of %zu are never proposed: %zu never referred, %zu not for long; %zu are in work "
			       "or education."),
			     never->count, never->looked_at, never->never, never->long_ago, never->settled);

	if (never->without_fit)
		text = arena_printf(arena, _("%s No opening fits %zu."), text, never->without_fit);
	text = arena_printf(arena, _("%s What keeps most openings away:"), text);
	for (int reason = 0; reason < MATCH_REASONS; reason++)
		if (never->by_main[reason])
			text = arena_printf(arena, "%s %s %zu.", text, match_reason_label((enum match_reason)reason),
					    never->by_main[reason]);
	return text;
}

static const char *why(const struct match_never_row *row, struct arena *arena)
{
	const char *text;

	if (row->fits)
		text = arena_printf(arena, tr_count("%d opening fits", "%d openings fit", row->fits), row->fits);
	else
		text = arena_printf(arena, _("none fits: %s"), match_reason_label(row->main));
	if (!row->closer)
		return text;
	return arena_printf(arena, _("%s; %s would open %d"), text,
			    match_need_label(row->closer), row->closes);
}

static void view_row(const struct model *model, const struct list_row *at, struct arena *arena)
{
	const struct match_never_row *row = &model->shown.never.rows[at->index];
	const struct match_citizen *citizen = citizen_of(model, row);
	int name = at->area.cols >= 60 ? 26 : at->area.cols / 2 - 2;
	char masked[CPR_MASKED_SIZE];
	int col = at->area.col + 3 + name;

	list_put(at, 2, name, at->role, arena_printf(arena, "%s, %s", citizen->surname, citizen->given_names));
	if (at->area.cols >= 100) {
		list_put(at, col, 11, ROLE_DIM, cpr_masked(citizen->cpr, masked));
		list_put(at, col + 13, 16, ROLE_TEXT, target_group_label(citizen->target_group));
		col += 30;
	}
	list_put(at, col, at->area.cols - col, at->role, why(row, arena));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int head;

	(void)app;
	cells_put(cells, area.row, area.col, ROLE_TITLE,
		  model->everybody ? _("Never proposed · all citizens") : _("Never proposed · my citizens"));
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	head = 1 + wrap_put(cells, area.row + 1, area.col, area.cols, area.rows > 8 ? 3 : 1, ROLE_DIM,
			    counted(&model->shown.never, arena), arena);
	area.row += head;
	area.rows -= head;
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);)
		view_row(model, &at, arena);
}

const struct screen_kind screen_never = {
	.id = SCREEN_NEVER,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
