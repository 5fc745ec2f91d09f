/* notifications.c - what a-kasser have been told (underretninger) and have or have not answered, longest unanswered
 * first.
 *
 * argument->ref: the notification to stand on, 0 the first. Enter writes down the answer. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define DAY_COLS 12
#define STATE_COLS 22
#define NARROW_COLS 60

struct model {
	struct notification_list notifications;
	struct list list;
	int64_t wanted; /* to stand on, once */
	bool loaded;
};

static const struct notification_row *current(const struct model *model)
{
	return model->list.count > 0 ? &model->notifications.rows[model->list.cursor] : NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct notification_row *row = current(model);
	struct focus focus = { .citizen = row != NULL ? row->notification.citizen : 0 };

	snprintf(focus.who, sizeof(focus.who), "%s", row != NULL ? row->citizen_name : "");
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->notifications = (struct notification_list){ .count = 0 };
	model->list.count = 0;
	model->loaded = false;
	app_ask(app,
		(struct effect){ .kind = EFFECT_NOTIFICATIONS,
				 .notifications = { app_caseworker(app)->id, 0, &model->notifications } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	((struct model *)data)->wanted = argument->ref;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err, (void)effects;
	if (kind != EFFECT_NOTIFICATIONS || !ok)
		return;
	model->loaded = true;
	for (size_t i = 0; model->wanted != 0 && i < model->notifications.count; i++)
		if (model->notifications.rows[i].notification.id == model->wanted)
			model->list.cursor = i;
	model->wanted = 0;
	list_set(&model->list, model->notifications.count);
	refocus(app, model);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct notification_row *row = current(model);

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 2)) {
		refocus(app, model);
		return true;
	}
	if (action != ACTION_ANSWER_NOTED)
		return false;
	if (row != NULL)
		app_push(app, SCREEN_ANSWER,
			 &(struct screen_argument){ .citizen = row->notification.citizen, .ref = row->notification.id,
						    .data = row },
			 effects);
	return true;
}

/* ---- painting ----------------------------------------------------------------------------------------- */

static const char *answer_label(const struct app *app, const struct notification_answer *answer, struct arena *arena)
{
	struct notification_code codes[NOTIFICATION_CODES_MAX];
	size_t count;

	if (notification_codes(app_rules(app), answer->date, arena, codes, &count, NULL, NULL))
		for (size_t i = 0; i < count; i++)
			if (str_equal(codes[i].code, answer->code))
				return arena_printf(arena, "%s %s", answer->code, codes[i].label);
	return answer->code;
}

static const char *state_text(const struct app *app, const struct notification_row *row, struct arena *arena)
{
	int days = date_days_between(row->sent, app_now(app).date);

	if (row->answer.id != 0)
		return arena_printf(arena, _("answered %s"), date_short(arena, row->answer.date));
	return arena_printf(arena, tr_count("unanswered %d day", "unanswered %d days", days), days);
}

static bool is_overdue(const struct app *app, const struct notification_row *row)
{
	int most;

	return row->answer.id == 0 &&
	       rule_number(app_rules(app), NOTIFICATION_DAYS_RULE, 0, row->sent, &most, NULL, NULL) &&
	       date_days_between(row->sent, app_now(app).date) >= most;
}

static const char *event_label(const struct notification_row *row)
{
	const struct requirement *requirement = requirement_find(row->notification.event);

	return requirement != NULL ? tr(requirement->label) : row->notification.event;
}

static const char *whole_text(const struct app *app, const struct notification_row *row, struct arena *arena)
{
	const struct notification *notification = &row->notification;
	const char *text = arena_printf(arena, _("%s, %s at %s. Called: %s. %s"), event_label(row),
					date_long(arena, notification->event_date),
					time_text(arena, notification->event_minute), notification->channel,
					notification->reason);

	if (row->answer.id == 0)
		return text;
	return arena_printf(arena, _("%s Answer %s at %s: %s. %s"), text, date_long(arena, row->answer.date),
			    time_text(arena, row->answer.minute), answer_label(app, &row->answer, arena),
			    row->answer.text);
}

static void view_row(const struct app *app, const struct model *model, const struct list_row *at,
		     struct arena *arena)
{
	const struct notification_row *row = &model->notifications.rows[at->index];
	bool overdue = is_overdue(app, row), narrow = at->area.cols < NARROW_COLS;
	int state = narrow ? 15 : STATE_COLS, name = at->area.cols - DAY_COLS - state - (narrow ? 0 : 20);

	if (overdue)
		list_flag(at, ROLE_OVERDUE, "!");
	list_put(at, 2, DAY_COLS - 1, ROLE_DIM, date_short(arena, row->sent));
	list_put(at, DAY_COLS + 1, name - 2, at->role, row->citizen_name);
	if (!narrow)
		list_put(at, DAY_COLS + name, 19, at->role, row->notification.fund);
	list_put(at, at->area.cols - state, state, overdue ? ROLE_OVERDUE : at->role, state_text(app, row, arena));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	list_title(_("Notifications to a-kasser"), cells, &area);
	if (!model->loaded)
		return;
	if (model->list.count == 0) {
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			 _("No a-kasse has been notified about your citizens."), arena);
		return;
	}
	list_whole(whole_text(app, current(model), arena), 0, cells, &area, arena);
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);)
		view_row(app, model, &at, arena);
}

const struct screen_kind screen_notifications = {
	.id = SCREEN_NOTIFICATIONS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
