/* contact_list.c - Hvem skal ses: who must be seen by when, what breaks first on top. Below the list stands how the day
 * of the row under the cursor came about. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "ui/screen/scope.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define WHEN_COLS 8
#define NAME_COL (2 + WHEN_COLS)
#define DUTY_COLS 20
#define BOOKED_COLS 14
#define INITIALS_COLS 5
#define COLS_ROOMY 60
#define COLS_WIDE 100

struct model {
	struct contact_list contacts;
	struct list list;
	enum scope scope;
	bool loaded;
};

static const struct contact_row *current(const struct model *model)
{
	return model->list.count ? &model->contacts.rows[model->list.cursor] : NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct contact_row *row = current(model);
	struct focus focus = { .citizen = 0 };

	if (row) {
		focus.citizen = row->citizen;
		focus.target_group = row->target_group;
		snprintf(focus.who, sizeof(focus.who), "%s", row->name);
	}
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	model->list.count = 0; /* the cursor stays where it was */
	model->contacts = (struct contact_list){ 0 };
	refocus(app, model);
	app_ask(app,
		(struct effect){ .kind = EFFECT_CONTACT_LIST,
				 .contact_list = { scope_caseworker(app, model->scope),
						   scope_team(app, model->scope), &model->contacts } },
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
	if (kind != EFFECT_CONTACT_LIST || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->contacts.count);
	refocus(app, model);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct contact_row *row = current(model);

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 4)) {
		refocus(app, model);
		return true;
	}
	switch (action) {
	case ACTION_OPEN:
		if (row)
			app_push(app, SCREEN_CITIZEN, &(struct screen_argument){ .citizen = row->citizen }, effects);
		return true;
	case ACTION_TALK:
		app_push(app, SCREEN_CONVERSATION, &(struct screen_argument){ .citizen = row->citizen }, effects);
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

/* ---- painting ------------------------------------------------------------------------------------------- */

static const char *booked_text(const struct contact_due *due, struct arena *arena)
{
	if (due->state == CONTACT_EXEMPT)
		return _("exempted");
	if (!date_is_set(due->booked))
		return "";
	return arena_printf(arena, _("booked %s"), date_short(arena, due->booked));
}

static void view_row(const struct app *app, const struct model *model, size_t index, struct cells *cells,
		     struct area area, int at, struct arena *arena)
{
	const struct contact_row *row = &model->contacts.rows[index];
	bool overdue = row->due.state == CONTACT_OVERDUE;
	enum role role = list_mark(&model->list, index, cells, at, area.col);
	int end = area.cols >= COLS_ROOMY ? area.cols - INITIALS_COLS : area.cols;
	int booked = area.cols >= COLS_ROOMY ? end - BOOKED_COLS : end;
	int duty = area.cols >= COLS_WIDE ? booked - DUTY_COLS * 2
		   : area.cols >= COLS_ROOMY ? booked - DUTY_COLS : end - 11;

	if (overdue)
		cells_put(cells, at, area.col + 1, ROLE_OVERDUE, "!");
	cells_put_width(cells, at, area.col + 2, WHEN_COLS - 1, false, overdue ? ROLE_OVERDUE : role,
			date_is_set(row->due.due) ? date_relative(arena, row->due.due, app_now(app).date) : "?");
	cells_put_width(cells, at, area.col + NAME_COL, duty - NAME_COL - 1, false, role, row->name);
	cells_put_width(cells, at, area.col + duty, booked - duty - 1, false, role,
			contact_duty_text(arena, &row->due));
	if (area.cols >= COLS_ROOMY) {
		cells_put_width(cells, at, area.col + booked, BOOKED_COLS, false, ROLE_DIM,
				booked_text(&row->due, arena));
		cells_put_width(cells, at, area.col + end + 1, INITIALS_COLS - 1, false, ROLE_DIM, row->initials);
	}
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

static const char *title(const struct model *model, struct arena *arena)
{
	const struct contact_list *contacts = &model->contacts;
	const char *text = arena_printf(arena, "%s · %s", screen_name(SCREEN_CONTACT_LIST), scope_label(model->scope));

	if (!model->loaded)
		return text;
	text = arena_printf(arena, _("%s · %zu overdue, %zu within a week"), text, contacts->overdue, contacts->soon);
	if (contacts->unknown)
		text = arena_printf(arena, _("%s · %zu without a rule"), text, contacts->unknown);
	if (contacts->exempt)
		text = arena_printf(arena, _("%s · %zu of %zu exempted"), text, contacts->exempt, contacts->quota_of);
	return text;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	size_t rows, top;

	cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE, title(model, arena));
	cells_cursor(cells, area.row, area.col);
	area.row++;
	area.rows--;
	if (model->loaded && !model->list.count)
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			 _("Nobody here is owed a conversation. a shows the team's citizens and everybody's."), arena);
	if (current(model))
		list_whole(contact_sentence(arena, &current(model)->due, app_now(app).date), 0, cells, &area, arena);
	rows = area.rows > 1 ? (size_t)area.rows : 1;
	top = list_top(&model->list, rows);
	for (size_t i = 0; i < rows && top + i < model->list.count; i++)
		view_row(app, model, top + i, cells, area, area.row + (int)i, arena);
}

const struct screen_kind screen_contact_list = {
	.id = SCREEN_CONTACT_LIST,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
