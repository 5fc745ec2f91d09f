/* activity.c - one citizen's activities (tilbud): those that run first; stages, clocks and weeks of the one under the
 * cursor.
 *
 * argument->citizen; argument->ref: the enrolment that the cursor begins on. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define DATE_COLS 17
#define KNOWN_MAX 64

struct model {
	int64_t citizen, wanted;
	struct activity_sheet sheet;
	struct list list;
	int64_t known[KNOWN_MAX]; /* shown before; the one that is not among them has just been registered */
	size_t known_count;
	bool loaded;
};

static const struct activity *current(const struct model *model)
{
	return model->list.count > 0 ? &model->sheet.activities[model->list.cursor] : NULL;
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	if (model->loaded && current(model) != NULL)
		model->wanted = current(model)->id;
	app_forget(app);
	model->loaded = false;
	model->list.count = 0;
	model->sheet = (struct activity_sheet){ .count = 0 };
	app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITIES, .activities = { model->citizen, &model->sheet } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	model->wanted = argument->ref;
	load(app, data, effects);
}

static void refocus(struct app *app, const struct model *model)
{
	struct focus focus = { .citizen = model->citizen };

	snprintf(focus.who, sizeof(focus.who), "%s", citizen_name(app_arena(app), &model->sheet.citizen));
	app_focus(app, &focus);
}

static bool is_known(const struct model *model, int64_t id)
{
	for (size_t i = 0; i < model->known_count; i++)
		if (model->known[i] == id)
			return true;
	return false;
}

static void want_new(struct model *model)
{
	bool again = model->known_count > 0;

	for (size_t i = 0; i < model->sheet.count && model->known_count < KNOWN_MAX; i++) {
		int64_t id = model->sheet.activities[i].id;

		if (is_known(model, id))
			continue;
		if (again)
			model->wanted = id;
		model->known[model->known_count++] = id;
	}
}

static void show(struct app *app, struct model *model)
{
	model->loaded = true;
	want_new(model);
	list_set(&model->list, model->sheet.count);
	for (size_t i = 0; i < model->sheet.count; i++)
		if (model->sheet.activities[i].id == model->wanted)
			model->list.cursor = i;
	refocus(app, model);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (!ok)
		return;
	if (kind == EFFECT_ACTIVITIES)
		show(app, model);
	if (kind == EFFECT_ACTIVITY_STAGE)
		load(app, model, effects);
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static void reach_next(struct app *app, const struct model *model, struct effects *effects)
{
	const struct activity *activity = current(model);
	const struct activity_stage *stage = activity_next_stage(activity);

	if (activity->kind == NULL) {
		app_say(app, ROLE_MESSAGE, _("“%s” is of no known kind, so it has no stages."), activity->effort_name);
	} else if (stage == NULL) {
		app_say(app, ROLE_MESSAGE, "%s",
			activity_is_dropped(activity) ? _("It was stopped. Press n to register a new one.") :
							_("It has reached its last stage."));
	} else {
		app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITY_STAGE,
					      .activity_stage = { activity, stage, app_now(app).date } }, effects);
		app_say(app, ROLE_GOOD, _("%s, today. u takes it back."), activity_stage_name(stage));
	}
}

static void change(struct app *app, const struct model *model, enum action action, struct effects *effects)
{
	const struct activity *activity = current(model);
	bool extend = action == ACTION_ACTIVITY_EXTEND;

	if (date_is_set(activity->ended) || activity_is_dropped(activity))
		app_say(app, ROLE_MESSAGE, "%s", _("It has ended. Press n to register a new one."));
	else if (extend && !date_is_set(activity->planned_end))
		app_say(app, ROLE_MESSAGE, "%s", _("It has no last day, so there is nothing to extend."));
	else
		app_push(app, SCREEN_ACTIVITY_CHANGE,
			 &(struct screen_argument){ .citizen = model->citizen, .ref = activity->id, .number = extend },
			 effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (list_act(&model->list, action, 5))
		return true;
	if (action == ACTION_ACTIVITY_NEW) {
		app_push(app, SCREEN_ACTIVITY_NEW, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	}
	if (action != ACTION_STAGE_NEXT && action != ACTION_ACTIVITY_EXTEND && action != ACTION_ACTIVITY_DROP)
		return false;
	if (current(model) == NULL)
		app_say(app, ROLE_MESSAGE, "%s", _("There is no activity yet. Press n to register one."));
	else if (action == ACTION_STAGE_NEXT)
		reach_next(app, model, effects);
	else
		change(app, model, action, effects);
	return true;
}

/* ---- painting ------------------------------------------------------------------------------------------- */

static const char *name_of(const struct activity *activity)
{
	if (activity->kind != NULL && str_equal(activity->kind->code, activity->effort))
		return activity_kind_name(activity->kind);
	return activity->effort_name;
}

static const char *standing(const struct activity *activity, struct arena *arena)
{
	const struct activity_stage *last = activity_last_stage(activity);

	if (activity_is_dropped(activity))
		return activity->dropout[0] == '\0'
			       ? _("stopped")
			       : arena_printf(arena, _("stopped: %s"),
					      word_label(activity_dropouts, activity->dropout));
	return last != NULL ? activity_stage_name(last) : "";
}

static const char *days_text(const struct activity *activity, struct arena *arena)
{
	struct date from = date_is_set(activity->started) ? activity->started : activity->invited;
	struct date to = date_is_set(activity->ended) ? activity->ended : activity->planned_end;

	return arena_printf(arena, "%s%s%s", date_is_set(from) ? date_short(arena, from) : "",
			    date_is_set(to) ? " - " : "", date_is_set(to) ? date_short(arena, to) : "");
}

static bool is_over(const struct activity *activity, struct date today)
{
	return !date_is_set(activity->ended) && date_is_set(activity->planned_end) &&
	       date_compare(activity->planned_end, today) < 0 && !activity_is_dropped(activity);
}

static void view_row(const struct app *app, const struct model *model, const struct list_row *at,
		     struct arena *arena)
{
	const struct activity *activity = &model->sheet.activities[at->index];
	bool over = is_over(activity, app_now(app).date);
	const char *text = name_of(activity);

	if (activity->employer_name[0] != '\0')
		text = arena_printf(arena, "%s, %s", text, activity->employer_name);
	text = arena_printf(arena, "%s: %s", text, standing(activity, arena));
	if (over)
		list_flag(at, ROLE_OVERDUE, "!");
	list_put(at, 2, DATE_COLS, over ? ROLE_OVERDUE : ROLE_DIM, days_text(activity, arena));
	list_put(at, 3 + DATE_COLS, at->area.cols - DATE_COLS - 3, at->role, text);
}

/* "✓" would not show everywhere: a stage that was reached has its day, one that was not a dot. */
static const char *stages_text(const struct activity *activity, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; activity->kind != NULL && i < activity->kind->stage_count; i++) {
		const struct activity_stage *stage = &activity->kind->stages[i];
		struct date date = activity_stage_date(activity, stage);

		text = arena_printf(arena, "%s%s%s %s", text, i > 0 ? " > " : "", activity_stage_name(stage),
				    date_is_set(date) ? date_short(arena, date) : "·");
	}
	return text;
}

static const char *particulars(const struct activity *activity, struct arena *arena)
{
	const char *text = "";

	if (activity->weekly_hours > 0)
		text = arena_printf(arena, _("%g hours a week. "), activity->weekly_hours);
	if (activity->wage > 0)
		text = arena_printf(arena, _("%s%d kr. a month. "), text, activity->wage);
	if (activity->purpose[0] != '\0')
		text = arena_printf(arena, _("%sPurpose: %s. "), text, activity->purpose);
	if (activity->contact[0] != '\0')
		text = arena_printf(arena, _("%sContact: %s. "), text, activity->contact);
	if (activity->reason[0] != '\0')
		text = arena_printf(arena, _("%sExtended: %s."), text, activity->reason);
	return text;
}

static int view_clocks(const struct app *app, const struct activity *activity, struct cells *cells, struct area area,
		       int at, struct arena *arena)
{
	for (size_t i = 0; activity->kind != NULL && i < activity->kind->clock_count; i++) {
		const struct activity_clock *clock = &activity->kind->clocks[i];
		const struct rule *rule;
		struct date due, today = app_now(app).date;
		struct err err;
		bool late;

		if (!activity_clock_runs(activity, clock, app_rules(app), &due, &rule, &err))
			continue;
		late = date_is_set(due) && date_compare(due, today) < 0;
		if (late)
			cells_put(cells, at, area.col + 1, ROLE_OVERDUE, "!");
		at += wrap_put(cells, at, area.col + 2, area.cols - 2, 2, late ? ROLE_OVERDUE : ROLE_TEXT,
			       !date_is_set(due)
				       ? err.text
				       : arena_printf(arena, _("By %s: %s (%s: %s, %s)."), date_long(arena, due),
						      activity_clock_name(clock), rule->key, rule->source,
						      rule_confidence_text(rule->confidence)),
			       arena);
	}
	return at;
}

static enum attendance_state state_on(const struct activity_days *days, struct date day)
{
	for (size_t i = 0; i < days->count; i++)
		if (date_compare(days->rows[i].date, day) == 0)
			return days->rows[i].state;
	return ATTENDANCE_NONE;
}

/* "week 47   + + - s ·": a week a line, only the days on which the citizen is waited for. */
static int view_weeks(const struct app *app, const struct model *model, struct cells *cells, struct area area, int at,
		      struct arena *arena)
{
	const struct activity *activity = current(model);
	struct date today = app_now(app).date, monday = date_add_days(today, -(int)date_weekday(today));
	int end = area.row + area.rows;

	if (activity->kind == NULL || !activity->kind->has_attendance || !activity_is_running(activity, today) ||
	    at + 1 >= end)
		return at;
	cells_putf(cells, at++, area.col + 2, ROLE_DIM, _("Attendance: %s came, %s absent, %s ill, %s not recorded"),
		   attendance_mark(ATTENDANCE_PRESENT), attendance_mark(ATTENDANCE_ABSENT),
		   attendance_mark(ATTENDANCE_SICK), attendance_mark(ATTENDANCE_NONE));
	for (int week = 0; week < ACTIVITY_WEEKS_SHOWN && at < end; week++) {
		struct date first = date_add_days(monday, -7 * week);
		int year, number;

		date_iso_week(first, &year, &number);
		cells_put(cells, at, area.col + 2, ROLE_TEXT, arena_printf(arena, _("week %d"), number));
		for (int day = 0; day < 5; day++) {
			struct date on = date_add_days(first, day);

			if (activity_meets(activity, on) && date_compare(on, today) <= 0)
				cells_put(cells, at, area.col + 12 + 2 * day, ROLE_TEXT,
					  attendance_mark(state_on(&model->sheet.days[model->list.cursor], on)));
		}
		at++;
	}
	return at;
}

static void view_detail(const struct app *app, const struct model *model, struct cells *cells, struct area area, int at,
			struct arena *arena)
{
	const struct activity *activity = current(model);
	int end = area.row + area.rows;

	if (at < end)
		at += wrap_put(cells, at, area.col + 2, area.cols - 2, end - at < 4 ? end - at : 4, ROLE_TEXT,
			       stages_text(activity, arena), arena);
	if (at < end && particulars(activity, arena)[0] != '\0')
		at += wrap_put(cells, at, area.col + 2, area.cols - 2, end - at < 3 ? end - at : 3, ROLE_DIM,
			       particulars(activity, arena), arena);
	if (at < end)
		at = view_clocks(app, activity, cells, area, at, arena);
	view_weeks(app, model, cells, area, at + 1, arena);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct area list = area;
	int most = area.rows > 12 ? 8 : 3;

	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	if (model->list.count == 0) {
		wrap_put(cells, area.row, area.col + 2, area.cols - 2, area.rows, ROLE_DIM,
			 _("No activity has been registered. Press n to register a placement, a course or a "
			   "mentor."),
			 arena);
		return;
	}
	list.rows = model->list.count < (size_t)most ? (int)model->list.count : most;
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);)
		view_row(app, model, &at, arena);
	view_detail(app, model, cells, area, area.row + list.rows + 1, arena);
}

const struct screen_kind screen_activity = {
	.id = SCREEN_ACTIVITY,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
