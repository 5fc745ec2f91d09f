#include "samtale/domain/activity.h"

#include "samtale/base/str.h"
#include "samtale/domain/calendar.h"

const struct activity_kind *activity_kind_find(const struct activity_kinds *kinds, const char *code)
{
	for (size_t i = 0; i < kinds->count; i++)
		if (str_equal(kinds->rows[i].code, code))
			return &kinds->rows[i];
	return NULL;
}

const struct activity_kind *activity_kind_of(const struct activity_kinds *kinds, const char *code,
					     const char *type)
{
	const struct activity_kind *found = activity_kind_find(kinds, code);

	for (size_t i = 0; found == NULL && !str_is_empty(type) && i < kinds->count; i++)
		if (str_equal(kinds->rows[i].type, type))
			found = &kinds->rows[i];
	return found;
}

const char *activity_kind_name(const struct activity_kind *kind)
{
	return kind->names[tr_language()];
}

bool activity_kind_is_for(const struct activity_kind *kind, int group)
{
	return kind->groups == RULE_ALL_GROUPS || (group > 0 && (kind->groups & RULE_GROUP(group)) != 0);
}

/* A placement needs a company and hours, or has a length: its days are agreed before it begins. */
bool activity_kind_is_planned(const struct activity_kind *kind)
{
	return kind->needs_hours || kind->length[0] != '\0';
}

const struct activity_stage *activity_stage_find(const struct activity_kind *kind, const char *code)
{
	for (size_t i = 0; i < kind->stage_count; i++)
		if (str_equal(kind->stages[i].code, code))
			return &kind->stages[i];
	return NULL;
}

const char *activity_stage_name(const struct activity_stage *stage)
{
	return stage->names[tr_language()];
}

const char *activity_clock_name(const struct activity_clock *clock)
{
	return clock->names[tr_language()];
}

/* ---- how far ---------------------------------------------------------------------------------------- */

static struct date recorded_on(const struct activity *activity, const char *stage)
{
	for (size_t i = 0; i < activity->reached_count; i++)
		if (str_equal(activity->reached[i].stage, stage))
			return activity->reached[i].date;
	return DATE_NONE;
}

struct date activity_stage_date(const struct activity *activity, const struct activity_stage *stage)
{
	struct date recorded = recorded_on(activity, stage->code);

	if (date_is_set(recorded))
		return recorded;
	switch (stage->sets) {
	case ACTIVITY_SETS_INVITED: return activity->invited;
	case ACTIVITY_SETS_STARTED: return activity->started;
	case ACTIVITY_SETS_COMPLETED: return activity->completed == 1 ? activity->ended : DATE_NONE;
	case ACTIVITY_SETS_JOB: return activity->job;
	case ACTIVITY_SETS_EDUCATION: return activity->education;
	default: return DATE_NONE;
	}
}

bool activity_is_dropped(const struct activity *activity)
{
	return activity->completed != 1 && (date_is_set(activity->ended) || activity->dropout[0] != '\0');
}

/* The number of the stages up to the last one reached. */
static size_t stages_reached(const struct activity *activity)
{
	size_t reached = 0;

	for (size_t i = 0; i < activity->kind->stage_count; i++)
		if (date_is_set(activity_stage_date(activity, &activity->kind->stages[i])))
			reached = i + 1;
	return reached;
}

const struct activity_stage *activity_last_stage(const struct activity *activity)
{
	size_t reached = activity->kind != NULL ? stages_reached(activity) : 0;

	return reached > 0 ? &activity->kind->stages[reached - 1] : NULL;
}

const struct activity_stage *activity_next_stage(const struct activity *activity)
{
	size_t reached;

	if (activity->kind == NULL || activity_is_dropped(activity))
		return NULL;
	reached = stages_reached(activity);
	return reached < activity->kind->stage_count ? &activity->kind->stages[reached] : NULL;
}

bool activity_is_running(const struct activity *activity, struct date on)
{
	return date_is_set(activity->started) && date_compare(activity->started, on) <= 0 &&
	       (!date_is_set(activity->ended) || date_compare(activity->ended, on) >= 0);
}

bool activity_meets(const struct activity *activity, struct date on)
{
	bool planned_over = date_is_set(activity->planned_end) && date_compare(activity->planned_end, on) < 0;

	return activity->kind != NULL && activity->kind->has_attendance && activity_is_running(activity, on) &&
	       !planned_over && !(activity_is_dropped(activity) && !date_is_set(activity->ended)) &&
	       (activity->weekdays >> date_weekday(on) & 1) && calendar_is_working(on);
}

/* ---- clocks ------------------------------------------------------------------------------------------ */

static struct date clock_end(struct date from, enum activity_unit unit, int length)
{
	switch (unit) {
	case ACTIVITY_WORKDAYS: return calendar_add_working(from, length);
	case ACTIVITY_DAYS: return date_add_days(from, length);
	case ACTIVITY_WEEKS: return date_add_days(from, 7 * length);
	case ACTIVITY_MONTHS: return date_add_months(from, length);
	}
	return DATE_NONE;
}

bool activity_clock_runs(const struct activity *activity, const struct activity_clock *clock,
			 const struct rules *rules, struct date *due, const struct rule **row, struct err *err)
{
	struct date from = recorded_on(activity, clock->from);
	int length;

	*due = DATE_NONE;
	*err = (struct err){ .code = ERR_NONE };
	if (!date_is_set(from) || date_is_set(recorded_on(activity, clock->until)) ||
	    activity_is_dropped(activity) || date_is_set(activity->ended))
		return false;
	if (rule_number(rules, clock->rule, clock->group, from, &length, row, err))
		*due = clock_end(from, clock->unit, length);
	return true;
}

/* ---- registering --------------------------------------------------------------------------------------- */

static bool lacks(struct err *err, const char *what)
{
	return err_set(err, ERR_INPUT, "%s", what);
}

bool activity_entry_is_complete(const struct activity_entry *entry, int group, struct err *err)
{
	const struct activity_kind *kind = entry->kind;

	if (!activity_kind_is_for(kind, group))
		return err_set(err, ERR_REFUSED,
			       _("%s is not for target group %d (%s). Choose another kind, or correct the group first."),
			       activity_kind_name(kind), group, kind->source);
	if (kind->needs_employer && entry->employer == 0)
		return lacks(err, _("No company is chosen. Write a part of its name or its CVR number, and choose it."));
	if (!date_is_set(entry->start))
		return lacks(err, _("The first day is missing. Write it, for example +7 or mon."));
	if (date_is_set(entry->end) && date_compare(entry->end, entry->start) < 0)
		return lacks(err, _("The last day lies before the first. Correct one of them."));
	if (kind->length[0] != '\0' && !date_is_set(entry->end))
		return lacks(err, _("The last day is missing. Write it; the last day that is allowed is offered."));
	if (kind->needs_hours && entry->weekly_hours <= 0)
		return lacks(err, _("Hours a week are missing. Write a number, for example 25."));
	if (kind->hours_max > 0 && entry->weekly_hours > kind->hours_max)
		return err_set(err, ERR_INPUT, _("%s is at most %d hours a week. Write fewer."),
			       activity_kind_name(kind), kind->hours_max);
	if (kind->needs_wage && entry->wage <= 0)
		return lacks(err, _("The monthly wage is missing. Write it in whole kroner."));
	return true;
}
