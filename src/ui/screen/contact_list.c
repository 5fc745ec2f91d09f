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

static void view_row(const struct app *app, const struct model *model, const struct list_row *at,
		     struct arena *arena)
{
	const struct contact_row *row = &model->contacts.rows[at->index];
	bool overdue = row->due.state == CONTACT_OVERDUE;
	int end = at->area.cols >= COLS_ROOMY ? at->area.cols - INITIALS_COLS : at->area.cols;
	int booked = at->area.cols >= COLS_ROOMY ? end - BOOKED_COLS : end;
	int duty = at->area.cols >= COLS_WIDE	 ? booked - DUTY_COLS * 2
		   : at->area.cols >= COLS_ROOMY ? booked - DUTY_COLS
						 : end - 11;

	if (overdue)
		list_flag(at, ROLE_OVERDUE, "!");
	list_put(at, 2, WHEN_COLS - 1, overdue ? ROLE_OVERDUE : at->role,
		 date_is_set(row->due.due) ? date_relative(arena, row->due.due, app_now(app).date) : "?");
	list_put(at, NAME_COL, duty - NAME_COL - 1, at->role, row->name);
	list_put(at, duty, booked - duty - 1, at->role, contact_duty_text(arena, &row->due));
	if (at->area.cols >= COLS_ROOMY) {
		list_put(at, booked, BOOKED_COLS, ROLE_DIM, booked_text(&row->due, arena));
		list_put(at, end + 1, INITIALS_COLS - 1, ROLE_DIM, row->initials);
	}
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

	list_title(title(model, arena), cells, &area);
	if (model->loaded && !model->list.count)
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			 _("Nobody here is owed a conversation. a shows the team's citizens and everybody's."), arena);
	if (current(model))
		list_whole(contact_sentence(arena, &current(model)->due, app_now(app).date), 0, cells, &area, arena);
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);)
		view_row(app, model, &at, arena);
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
