/* attendance.c - Fremmøde: who is waited for on a day, one key a citizen. What was recorded is a fact; recorded again,
 * the latest counts. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/calendar.h"
#include "ui/screen/check_form.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define REQUIREMENT "R09" /* takes part in the offer as agreed */
#define REASONS_MAX 9

struct model {
	struct attendance_list day;
	struct list list;
	struct attendance record;
	bool loaded, all; /* all: the rest are recorded one after the other */
};

static const struct attendance_row *current(const struct model *model)
{
	return model->list.count > 0 ? &model->day.rows[model->list.cursor] : NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct attendance_row *row = current(model);
	struct focus focus = { .citizen = row != NULL ? row->activity.citizen : 0 };

	if (row != NULL)
		snprintf(focus.who, sizeof(focus.who), "%s", row->name);
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct date day = model->day.day;

	app_forget(app);
	model->loaded = false;
	model->day = (struct attendance_list){ .day = day };
	model->list.count = 0; /* the cursor stays where it was */
	refocus(app, model);
	app_ask(app, (struct effect){ .kind = EFFECT_ATTENDANCE,
				      .attendance = { app_caseworker(app)->id, day, &model->day } }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	(void)argument;
	model->day.day = app_now(app).date;
	load(app, data, effects);
}

/* ---- recording ---------------------------------------------------------------------------------------- */

static void record(struct app *app, struct model *model, size_t index, enum attendance_state state,
		   const char *reason, struct effects *effects)
{
	const struct attendance_row *row = &model->day.rows[index];

	if (date_compare(model->day.day, app_now(app).date) > 0) {
		app_say(app, ROLE_MESSAGE, "%s", _("That day has not come yet. Press < to go back to today."));
		return;
	}
	model->record = (struct attendance){ .enrolment = row->activity.id, .citizen = row->activity.citizen,
					     .date = model->day.day, .state = state, .reason = reason };
	app_ask(app, (struct effect){ .kind = EFFECT_ATTENDANCE_ADD, .attendance_add.in = &model->record }, effects);
}

static void record_rest(struct app *app, struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < model->day.count; i++) {
		if (model->day.rows[i].state != ATTENDANCE_NONE)
			continue;
		model->all = true;
		record(app, model, i, ATTENDANCE_PRESENT, "", effects);
		return;
	}
	model->all = false;
}

static void say_recorded(struct app *app, const struct model *model, const struct attendance_row *row)
{
	if (model->record.state == ATTENDANCE_ABSENT)
		app_say(app, ROLE_MESSAGE, _("%s: %s. r records what it means for availability."), row->name,
			word_label(absence_reasons, model->record.reason));
	else
		app_say(app, ROLE_GOOD, "%s: %s.", row->name, attendance_label(model->record.state));
}

/* The cursor goes on to the next one, but stays where something may follow from the absence. */
static void recorded(struct app *app, struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < model->day.count; i++) {
		struct attendance_row *row = &model->day.rows[i];

		if (row->activity.id != model->record.enrolment)
			continue;
		row->recorded += row->state == ATTENDANCE_NONE;
		row->present += (model->record.state == ATTENDANCE_PRESENT) - (row->state == ATTENDANCE_PRESENT);
		row->state = model->record.state;
		row->reason = model->record.reason;
		say_recorded(app, model, row);
	}
	if (model->all)
		record_rest(app, model, effects);
	else if (model->record.state != ATTENDANCE_ABSENT)
		list_act(&model->list, ACTION_DOWN, 1);
	refocus(app, model);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (!ok) {
		model->all = false;
		return;
	}
	if (kind == EFFECT_ATTENDANCE) {
		model->loaded = true;
		list_set(&model->list, model->day.count);
		refocus(app, model);
	}
	if (kind == EFFECT_ATTENDANCE_ADD)
		recorded(app, model, effects);
}

static void reason_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	record(app, model, model->list.cursor, ATTENDANCE_ABSENT, absence_reasons[row].word, effects);
}

static void ask_reason(struct app *app, struct effects *effects)
{
	struct chooser_row rows[REASONS_MAX] = { { 0 } };
	size_t count = 0;

	for (; absence_reasons[count].word != NULL && count < REASONS_MAX; count++)
		rows[count].text = tr(absence_reasons[count].label);
	app_choose(app, &(struct chooser){ _("Why"), rows, count, reason_chosen, true }, effects);
}

/* The check with all filled in that is known here; what the outcome is, is for a person. */
static void check(struct app *app, const struct model *model, struct effects *effects)
{
	const struct attendance_row *row = current(model);
	const struct activity *activity = &row->activity;
	struct arena *arena = app_arena(app);
	const char *where = activity->employer_name[0] ? activity->employer_name : activity->effort_name;
	struct check_known known = { .day = model->day.day, .first = "", .evidence = "" };

	if (row->recorded > 0)
		known.first = arena_printf(arena, _("%d of %d in the last four weeks"), row->present, row->recorded);
	if (row->state == ATTENDANCE_ABSENT || row->state == ATTENDANCE_SICK)
		known.evidence = arena_printf(arena, _("%s on %s, %s: %s."), attendance_label(row->state),
					      date_long(arena, model->day.day), where,
					      row->reason[0] ? word_label(absence_reasons, row->reason)
							     : attendance_label(row->state));
	app_push(app, SCREEN_CHECK,
		 &(struct screen_argument){ .citizen = activity->citizen, .text = REQUIREMENT, .data = &known },
		 effects);
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static void turn(struct app *app, struct model *model, int step, struct effects *effects)
{
	do
		model->day.day = date_add_days(model->day.day, step);
	while (!calendar_is_working(model->day.day));
	load(app, model, effects);
}

static bool act_on_row(struct app *app, struct model *model, enum action action, struct effects *effects)
{
	const struct attendance_row *row = current(model);

	if (row == NULL)
		return false;
	switch (action) {
	case ACTION_PRESENT: record(app, model, model->list.cursor, ATTENDANCE_PRESENT, "", effects); return true;
	case ACTION_SICK: record(app, model, model->list.cursor, ATTENDANCE_SICK, "", effects); return true;
	case ACTION_ABSENT: ask_reason(app, effects); return true;
	case ACTION_ALL_PRESENT: record_rest(app, model, effects); return true;
	case ACTION_CHECK: check(app, model, effects); return true;
	case ACTION_OPEN:
		app_push(app, SCREEN_ACTIVITY,
			 &(struct screen_argument){ .citizen = row->activity.citizen, .ref = row->activity.id },
			 effects);
		return true;
	default: return false;
	}
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (list_act(&model->list, action, 10)) {
		refocus(app, model);
		return true;
	}
	if (action == ACTION_DAY_BEFORE || action == ACTION_DAY_AFTER) {
		turn(app, model, action == ACTION_DAY_AFTER ? 1 : -1, effects);
		return true;
	}
	return act_on_row(app, model, action, effects);
}

/* ---- painting ------------------------------------------------------------------------------------------- */

static const char *what_text(const struct attendance_row *row, struct arena *arena)
{
	const struct activity *activity = &row->activity;
	const char *name = str_equal(activity->kind->code, activity->effort) ? activity_kind_name(activity->kind) :
									       activity->effort_name;

	return activity->employer_name[0] ? arena_printf(arena, "%s, %s", name, activity->employer_name) : name;
}

static const char *state_text(const struct attendance_row *row, struct arena *arena)
{
	if (row->state == ATTENDANCE_NONE)
		return "";
	if (row->reason[0] == '\0')
		return attendance_label(row->state);
	return arena_printf(arena, "%s: %s", attendance_label(row->state),
			    word_label(absence_reasons, row->reason));
}

static void view_row(const struct model *model, const struct list_row *at, struct arena *arena)
{
	const struct attendance_row *row = &model->day.rows[at->index];
	int name = at->area.cols >= 60 ? 24 : at->area.cols / 2 - 4, left = at->area.cols - name - 7;
	int what = at->area.cols >= 60 ? left * 3 / 5 : 0;

	if (row->absences > 0 && row->state == ATTENDANCE_ABSENT)
		list_flag(at, ROLE_OVERDUE, "!");
	list_put(at, 2, 1, at->role, attendance_mark(row->state));
	list_put(at, 4, name, at->role, row->name);
	if (what > 0)
		list_put(at, 5 + name, what - 1, at->role, what_text(row, arena));
	list_put(at, 5 + name + what, left - what, at->role, state_text(row, arena));
}

/* What the row under the cursor does not show by itself. */
static const char *beside(const struct model *model, struct arena *arena)
{
	const struct attendance_row *row = current(model);
	const char *text = what_text(row, arena);

	if (row->activity.contact[0] != '\0')
		text = arena_printf(arena, _("%s. Contact: %s"), text, row->activity.contact);
	if (row->absences > 0)
		text = arena_printf(arena, tr_count("%s. %d day absent in the last four weeks, without having told",
						    "%s. %d days absent in the last four weeks, without having told",
						    row->absences), text, row->absences);
	return text;
}

static const char *title(const struct model *model, struct arena *arena)
{
	size_t left = 0;

	for (size_t i = 0; i < model->day.count; i++)
		left += model->day.rows[i].state == ATTENDANCE_NONE;
	return arena_printf(arena, _("Attendance %s: %zu waited for, %zu not recorded"),
			    date_long(arena, model->day.day), model->day.count, left);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	area.row += wrap_put(cells, area.row, area.col, area.cols, 2, ROLE_TITLE, title(model, arena), arena);
	area.rows -= area.row > 1 ? 1 : 0;
	if (model->list.count == 0) {
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 2, ROLE_DIM,
			 _("Nobody is waited for that day. < and > go to another day."), arena);
		return;
	}
	list_whole(beside(model, arena), 0, cells, &area, arena);
	area.rows--;
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);)
		view_row(model, &at, arena);
}

const struct screen_kind screen_attendance = {
	.id = SCREEN_ATTENDANCE,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
