/* conflicts.c - where two have written differently: a line each, and what both wrote of the one in the
 * cursor. Enter chooses.
 *
 * argument->citizen: of that citizen alone; 0 all that concern the caseworker, and with one key
 * everybody's. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "ui/screen/conflict_words.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define NAME_COLS 26
#define NARROW_COLS 60
#define SIDE_COLS 60 /* of what each has written */

struct model {
	int64_t citizen;
	bool everybody, loaded;
	struct conflict_list conflicts;
	struct list list;
};

static const struct conflict *current(const struct model *model)
{
	return model->list.count > 0 ? &model->conflicts.rows[model->list.cursor] : NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct conflict *row = current(model);
	struct focus focus = { .citizen = row != NULL ? row->citizen : model->citizen };

	snprintf(focus.who, sizeof(focus.who), "%s", row != NULL ? row->who : "");
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->conflicts = (struct conflict_list){ .count = 0 };
	model->list.count = 0;
	model->loaded = false;
	app_ask(app,
		(struct effect){ .kind = EFFECT_CONFLICTS,
				 .conflicts = { model->everybody || model->citizen != 0 ? 0 : app_caseworker(app)->id,
						model->citizen, &model->conflicts } },
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

	(void)err, (void)effects;
	if (kind != EFFECT_CONFLICTS || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->conflicts.count);
	refocus(app, model);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct conflict *row = current(model);

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 2)) {
		refocus(app, model);
		return true;
	}
	if (action == ACTION_EVERYBODY) {
		model->everybody = !model->everybody;
		model->citizen = 0;
		load(app, model, effects);
		return true;
	}
	if (action != ACTION_OPEN)
		return false;
	if (row != NULL)
		app_push(app, SCREEN_CONFLICT, &(struct screen_argument){ .citizen = row->citizen, .data = row },
			 effects);
	return true;
}

/* ---- painting ----------------------------------------------------------------------------------------- */

static const char *both_text(const struct conflict *conflict, struct arena *arena)
{
	const char *text = arena_printf(arena, "%s:", conflict->what);
	bool cut;

	for (size_t i = 0; i < conflict->count; i++)
		text = arena_printf(arena, "%s%s %s (%s)", text, i > 0 ? " ·" : "",
				    conflict_excerpt(arena, conflict, i, false, SIDE_COLS, &cut),
				    conflict->sides[i].by);
	return text;
}

static void view_row(const struct model *model, size_t index, struct cells *cells, struct area area, int at)
{
	const struct conflict *row = &model->conflicts.rows[index];
	enum role role = list_mark(&model->list, index, cells, at, area.col);
	int name = area.cols < NARROW_COLS ? area.cols / 2 : NAME_COLS;

	cells_put(cells, at, area.col + 1, ROLE_CONFLICT, "~");
	cells_put_width(cells, at, area.col + 3, name - 4, false, role, row->who);
	cells_put_width(cells, at, area.col + name, area.cols - name, false, role, row->what);
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

static const char *title_of(const struct model *model)
{
	if (model->citizen != 0)
		return _("Two have written differently");
	return model->everybody ? _("Two have written differently: everybody's citizens")
				: _("Two have written differently: my citizens");
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	size_t rows, top;

	(void)app;
	cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE, title_of(model));
	cells_cursor(cells, area.row, area.col);
	area.row++;
	area.rows--;
	if (!model->loaded)
		return;
	if (model->list.count == 0) {
		wrap_put(
			cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			_("Nothing waits for a choice: nobody has written differently from you. The key a shows everybody's."),
			arena);
		return;
	}
	list_whole(both_text(current(model), arena), 0, cells, &area, arena);
	rows = area.rows > 1 ? (size_t)area.rows : 1;
	top = list_top(&model->list, rows);
	for (size_t i = 0; i < rows && top + i < model->list.count; i++)
		view_row(model, top + i, cells, area, area.row + (int)i);
}

const struct screen_kind screen_conflicts = {
	.id = SCREEN_CONFLICTS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
