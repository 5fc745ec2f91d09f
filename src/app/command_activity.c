#include <stdio.h>

#include "app/command_activity.h"
#include "app/document.h"
#include "samtale/store/activities.h"

static const char kinds_help[] = N_(
	"Every kind of activity there is: whom it is for, how long it may last, its stages and clocks, and where "
	"that stands. Kinds are rows of files; those of the folder activities in rules_dir add to them.\n"
	"\n"
	"With --json: a list with code, name, type, groups, length, extend, renew (rule keys), same_employer, needs, "
	"attendance, hours_max, stages (code, name, sets), clocks (from, until, name, rule, unit), source and "
	"confidence.");
static const char counts_help[] = N_(
	"How many have reached each stage of a kind, or of an effort by its code. Who has reached a later stage counts in those before.\n"
	"\n"
	"With --json: code, name, and stages (code, name, count).");
static const char list_help[] = N_(
	"A citizen's activities, those that run first.\n"
	"\n"
	"With --json: a list with kind, name, company, invited, started, planned_end, ended, completed, dropout, hours, "
	"stages (code, name, date) and next (a stage's code).");
static const char register_help[] = N_(
	"Registers an activity as the console does: refused, with the rule and the last day allowed, when it lasts too "
	"long. KIND is a code of activity kinds.\n"
	"\n"
	"  --start DATE      the first day; today unless told\n"
	"  --end DATE        the last day; the last one allowed unless told\n"
	"  --company CVR     the company's CVR number\n"
	"  --hours NUMBER    hours a week; 37 unless told\n"
	"  --wage KR         a month, in whole kroner\n"
	"  --purpose TEXT    what it is to lead to\n"
	"  --contact TEXT    whom to ring at the place\n"
	"  --now MOMENT      the moment it is written, as 2026-11-23T09:00\n"
	"\n"
	"With --json: id, kind, start and end.");
static const char attend_help[] =
	N_("Records that the citizen came, or did not, to the activity that runs that day.\n"
	   "\n"
	   "  --state NAME      present, absent or sick\n"
	   "  --day DATE        today unless told\n"
	   "  --reason WORD     why absent: udeblevet, afbud, jobsamtale, \"barn syg\", transport, lukket or andet\n"
	   "  --kind CODE       which activity, where several run\n"
	   "  --now MOMENT      the moment it is written, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: id, kind, date and state.");

const struct command activity_commands[] = {
	{ "activity kinds", command_activity_kinds, "activity kinds", N_("List the kinds of activity"), kinds_help,
	  NULL },
	{ "activity counts", command_activity_counts, "activity counts KIND",
	  N_("Count how many have reached each stage"), counts_help, NULL },
	{ "activity list", command_activity_list, "activity list CPR", N_("List a citizen's activities"), list_help,
	  NULL },
	{ "activity register", command_activity_register,
	  "activity register CPR KIND [--start DATE] [--end DATE] [--company CVR] [--hours NUMBER]",
	  N_("Register an activity"), register_help, NULL },
	{ "activity attend", command_activity_attend,
	  "activity attend CPR --state present|absent|sick [--day DATE] [--reason WORD]", N_("Record attendance"),
	  attend_help, NULL },
	{ NULL },
};

/* ---- kinds --------------------------------------------------------------------------------------------- */

static json_t *groups_json(uint32_t groups)
{
	json_t *list = json_array();

	if (groups == RULE_ALL_GROUPS) {
		json_decref(list);
		return json_string("all");
	}
	for (int group = 1; group < 32; group++)
		if ((groups & RULE_GROUP(group)) != 0)
			json_array_append_new(list, json_integer(group));
	return list;
}

static json_t *needs_json(const struct activity_kind *kind)
{
	json_t *list = json_array();

	if (kind->needs_employer)
		json_array_append_new(list, json_string("employer"));
	if (kind->needs_hours)
		json_array_append_new(list, json_string("hours"));
	if (kind->needs_wage)
		json_array_append_new(list, json_string("wage"));
	return list;
}

static json_t *clocks_json(const struct activity_kind *kind)
{
	json_t *list = json_array();

	for (size_t i = 0; i < kind->clock_count; i++) {
		const struct activity_clock *clock = &kind->clocks[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s}", "from", clock->from, "until",
						      clock->until, "name", activity_clock_name(clock), "rule",
						      clock->rule, "unit", activity_unit_name(clock->unit)));
	}
	return list;
}

static json_t *kind_json(const struct activity_kind *kind)
{
	static const char *const letters[] = { "S", "P", "M" };
	json_t *stages = json_array();

	for (size_t i = 0; i < kind->stage_count; i++)
		json_array_append_new(stages, json_pack("{s:s, s:s, s:s}", "code", kind->stages[i].code, "name",
							activity_stage_name(&kind->stages[i]), "sets",
							activity_sets_name(kind->stages[i].sets)));
	return json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:b, s:o, s:b, s:i, s:o, s:o, s:s, s:s}", "code",
			 kind->code, "name", activity_kind_name(kind), "type", kind->type, "groups",
			 groups_json(kind->groups), "length", kind->length, "extend", kind->extend, "renew",
			 kind->renew, "same_employer", kind->same_employer, "needs", needs_json(kind), "attendance",
			 kind->has_attendance, "hours_max", kind->hours_max, "stages", stages, "clocks",
			 clocks_json(kind), "source", kind->source, "confidence", letters[kind->confidence]);
}

static void kind_print(const struct activity_kind *kind, struct arena *arena)
{
	printf("%s  %s (%s)\n", kind->code, activity_kind_name(kind), rule_groups_text(arena, kind->groups));
	for (size_t i = 0; i < kind->stage_count; i++)
		printf("%s%s", i > 0 ? " > " : "     ", activity_stage_name(&kind->stages[i]));
	printf("\n     %s, %s\n", kind->source, rule_confidence_text(kind->confidence));
}

int command_activity_kinds(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 0, 0);
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	json_t *list;
	bool ok;

	if (status)
		return status;
	ok = activity_desk_open(&desk, common, false, false, &err);
	list = json_array();
	for (size_t i = 0; ok && i < desk.kinds.count; i++) {
		if (common->json)
			json_array_append_new(list, kind_json(&desk.kinds.rows[i]));
		else
			kind_print(&desk.kinds.rows[i], &desk.arena);
	}
	if (ok && common->json)
		document_print(json_incref(list));
	json_decref(list);
	return activity_desk_close(&desk, ok, &err);
}

/* ---- counts -------------------------------------------------------------------------------------------- */

static void counts_print(const struct common_options *common, const struct activity_kind *kind, const int64_t *counts)
{
	json_t *stages = json_array();

	for (size_t i = 0; i < kind->stage_count; i++) {
		const char *name = activity_stage_name(&kind->stages[i]);

		json_array_append_new(stages, json_pack("{s:s, s:s, s:I}", "code", kind->stages[i].code, "name", name,
							"count", (json_int_t)counts[i]));
		if (!common->json)
			printf("%6lld  %s\n", (long long)counts[i], name);
	}
	if (common->json)
		document_print(json_pack("{s:s, s:s, s:O}", "code", kind->code, "name", activity_kind_name(kind),
					 "stages", stages));
	json_decref(stages);
}

int command_activity_counts(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 1, 1);
	struct activity_kind kind;
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	bool ok;

	if (status)
		return status;
	ok = activity_desk_open(&desk, common, true, false, &err) &&
	     store_activity_kind(desk.store, &desk.kinds, argv[1], &desk.arena, &kind, &err);
	if (ok) {
		int64_t *counts = arena_array(&desk.arena, kind.stage_count, sizeof(*counts));

		ok = store_activity_counts(desk.store, &kind, &desk.arena, counts, &err);
		if (ok)
			counts_print(common, &kind, counts);
	}
	return activity_desk_close(&desk, ok, &err);
}

/* ---- list ------------------------------------------------------------------------------------------------ */

static json_t *stages_json(const struct activity *activity)
{
	json_t *list = json_array();

	for (size_t i = 0; activity->kind != NULL && i < activity->kind->stage_count; i++) {
		const struct activity_stage *stage = &activity->kind->stages[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "code", stage->code, "name",
						      activity_stage_name(stage), "date",
						      document_date(activity_stage_date(activity, stage))));
	}
	return list;
}

static json_t *activity_json(const struct activity *activity)
{
	const struct activity_stage *next = activity_next_stage(activity);

	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:i, s:s, s:f, s:o, s:o}", "kind",
			 activity->kind ? activity->kind->code : activity->effort, "name", activity->effort_name,
			 "company", activity->employer_name, "invited", document_date(activity->invited), "started",
			 document_date(activity->started), "planned_end", document_date(activity->planned_end), "ended",
			 document_date(activity->ended), "completed", activity->completed, "dropout", activity->dropout,
			 "hours", activity->weekly_hours, "stages", stages_json(activity), "next",
			 next ? json_string(next->code) : json_null());
}

static void activity_print(const struct activity *activity, struct arena *arena)
{
	const struct activity_stage *last = activity_last_stage(activity);
	struct date to = date_is_set(activity->ended) ? activity->ended : activity->planned_end;

	printf("%s %s  %s%s%s: %s\n", date_is_set(activity->started) ? date_long(arena, activity->started) : "-",
	       date_is_set(to) ? date_long(arena, to) : "-", activity->effort_name,
	       activity->employer_name[0] ? ", " : "", activity->employer_name,
	       activity_is_dropped(activity) ? word_label(activity_dropouts, activity->dropout)
	       : last			     ? activity_stage_name(last)
					     : "");
}

int command_activity_list(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 1, 1);
	struct err err = { ERR_NONE };
	struct activity *activities = NULL;
	size_t count = 0;
	struct activity_desk desk;
	json_t *list = json_array();
	int64_t citizen;
	bool ok;

	if (status) {
		json_decref(list);
		return status;
	}
	ok = activity_desk_open(&desk, common, true, false, &err) &&
	     activity_desk_citizen(&desk, argv[1], &citizen, &err) &&
	     store_activities(desk.store, citizen, &desk.kinds, &desk.arena, &activities, &count, &err);
	for (size_t i = 0; ok && i < count; i++) {
		if (common->json)
			json_array_append_new(list, activity_json(&activities[i]));
		else
			activity_print(&activities[i], &desk.arena);
	}
	if (ok && common->json)
		document_print(json_incref(list));
	json_decref(list);
	return activity_desk_close(&desk, ok, &err);
}
