/* Activities: the kinds that come with the program, how long each may last by the rule on the day, stages, clocks, attendance. */
#include <string.h>

#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/activity.h"
#include "samtale/guide/activities_load.h"
#include "samtale/guide/rules_load.h"

struct world {
	struct arena arena;
	struct rules rules;
	struct activity_kinds kinds;
};

static int setup(void **state)
{
	static struct world world;
	struct err err;

	tr_use(LANGUAGE_EN);
	arena_init(&world.arena);
	if (!rules_load(NULL, &world.arena, &world.rules, &err) ||
	    !activities_load(NULL, &world.arena, &world.kinds, &err))
		fail_msg("%s", err.text);
	*state = &world;
	return 0;
}

static int teardown(void **state)
{
	arena_done(&((struct world *)*state)->arena);
	return 0;
}

static const struct activity_kind *kind(struct world *w, const char *code)
{
	const struct activity_kind *found = activity_kind_find(&w->kinds, code);

	if (found == NULL)
		fail_msg("no kind %s", code);
	return found;
}

/* ---- kinds ------------------------------------------------------------------------------------ */

static void every_kind_of_the_policy_is_there(void **state)
{
	static const char *const codes[] = { "PRK", "LTP", "LTO", "VCE", "MEN", "OPK", "CHF", "SVJ", "FLX", "STJ",
					     "FRV", "FAS", "JOF", "GRB", "EUD", "NYT", "ASM" };

	for (size_t i = 0; i < LENGTH(codes); i++)
		assert_string_equal(kind(*state, codes[i])->code, codes[i]);
}

static void an_effort_is_known_by_its_code_and_else_by_its_type(void **state)
{
	struct world *w = *state;

	assert_string_equal(activity_kind_of(&w->kinds, "CHF", "opkvalificering")->code, "CHF");
	assert_string_equal(activity_kind_of(&w->kinds, "TRUCK", "opkvalificering")->code, "OPK");
	assert_string_equal(activity_kind_of(&w->kinds, "PRX", "kursus")->code, "KUR");
	assert_null(activity_kind_of(&w->kinds, "NOPE", "noget andet"));
}

static void a_kind_of_the_municipality_replaces_and_adds(void **state)
{
	struct world *w = *state;
	struct activity_kinds kinds = w->kinds;
	struct err err;

	assert_true(activities_parse("own.conf",
				     "kind \"TRK\" { da = \"Truckkursus\" en = \"Fork-lift course\" groups = {2}\n"
				     "stage \"invited\" { da = \"Inviteret\" en = \"Invited\" sets = \"invited\" }\n"
				     "source = \"local\" confidence = \"M\" }\n",
				     &w->arena, &kinds, &err));
	assert_int_equal(kinds.count, w->kinds.count + 1);
	assert_true(activity_kind_is_for(activity_kind_find(&kinds, "TRK"), 2));
	assert_false(activity_kind_is_for(activity_kind_find(&kinds, "TRK"), 3));
}

static void a_kind_that_names_what_is_not_there_is_refused_with_its_line(void **state)
{
#define STAGE "stage \"a\" { da = \"A\" en = \"A\" }"
#define REST "source = \"x\" confidence = \"M\" }"
	static const struct { const char *text, *says; } rows[] = {
		{ "kind \"X\" { da = \"X\" en = \"X\" groups = {2} length = \"praktik.years\" " STAGE REST, "praktik.years" },
		{ "kind \"X\" { da = \"X\" en = \"X\" groups = {14} " STAGE REST, "14" },
		{ "kind \"X\" { da = \"X\" groups = {2} " STAGE REST, "en" },
		{ "kind \"X\" { da = \"X\" en = \"X\" groups = {2} " REST, "stage" },
		{ "kind \"X\" { da = \"X\" en = \"X\" groups = {2} needs = {\"luck\"} " STAGE REST, "luck" },
		{ "kind \"X\" { da = \"X\" en = \"X\" groups = {2} " STAGE
		  " clock \"b\" { da = \"B\" en = \"B\" from = \"a\" rule = \"praktik.weeks\" unit = \"days\" }" REST, "b" },
		{ "kind \"X\" { da = \"X\" en = \"X\" groups = {2} " STAGE " source = \"x\" confidence = \"Q\" }", "Q" },
		{ "kind \"X\" { colour = 2 }", "cannot be read" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct activity_kinds kinds = { NULL, 0 };
		struct err err;

		assert_false(activities_parse("own.conf", rows[i].text, &w->arena, &kinds, &err));
		if (strncmp(err.text, "own.conf:1: ", 12) != 0 || strstr(err.text, rows[i].says) == NULL)
			fail_msg("%zu: %s", i, err.text);
	}
}

/* ---- how long ------------------------------------------------------------------------------------ */

static void an_activity_lasts_as_long_as_the_rule_on_its_first_day(void **state)
{
	static const struct {
		const char *kind;
		int group;
		const char *start, *earlier_from, *earlier_to, *extended_from, *latest; /* latest NULL: refused */
		const char *says;
	} rows[] = {
		{ "PRK", 2, "2026-11-23", NULL, NULL, NULL, "2026-12-20", "praktik.weeks" },
		{ "PRK", 1, "2026-11-23", NULL, NULL, NULL, "2026-12-20", "4 weeks" },
		{ "PRK", 12, "2026-11-23", NULL, NULL, NULL, "2026-12-20", "LAB kap. 11" },
		{ "PRK", 3, "2026-11-23", NULL, NULL, NULL, "2027-02-21", "13 weeks" },
		{ "PRK", 9, "2026-11-23", NULL, NULL, NULL, "2027-02-21", "LAB kap. 11" },
		{ "VCE", 3, "2026-11-23", NULL, NULL, NULL, "2027-02-21", "13 weeks" },
		/* ten days at the same company are counted */
		{ "PRK", 2, "2026-11-23", "2026-10-01", "2026-10-10", NULL, "2026-12-10", "10 days" },
		{ "PRK", 2, "2026-11-23", "2026-10-01", "2026-10-28", NULL, NULL, "Nothing is left" },
		/* extended: up to 26 weeks in all, then 13 at a time; not at all for the job-ready */
		{ "PRK", 3, "2026-11-23", NULL, NULL, "2027-02-21", "2027-05-23", "praktik.extend.weeks" },
		{ "PRK", 3, "2026-11-23", NULL, NULL, "2027-05-23", "2027-08-22", "praktik.renew.weeks" },
		{ "PRK", 2, "2026-11-23", NULL, NULL, "2026-12-20", NULL, "praktik.extend.weeks" },
		{ "LTP", 2, "2026-11-23", NULL, NULL, NULL, "2027-05-22", "loentilskud.months.private" },
		{ "LTO", 2, "2026-11-23", NULL, NULL, NULL, "2027-03-22", "loentilskud.months.public" },
		{ "LTP", 3, "2026-11-23", NULL, NULL, NULL, "2027-11-22", "default" },
		{ "LTO", 2, "2026-10-31", NULL, NULL, NULL, "2027-02-27", "4 months" },
		{ "MEN", 5, "2026-11-23", NULL, NULL, NULL, "2027-05-22", "mentor.months" },
		{ "MEN", 5, "2026-11-23", NULL, NULL, "2027-05-22", "2027-11-22", "mentor.months" },
		/* no row before 2020, and none for a flex job's group */
		{ "PRK", 2, "2019-12-31", NULL, NULL, NULL, NULL, "praktik.weeks" },
		{ "LTP", 9, "2026-11-23", NULL, NULL, NULL, NULL, "loentilskud.months.private" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct activity_period earlier = { DATE_NONE, DATE_NONE };
		struct activity_length_request request = { .kind = kind(w, rows[i].kind), .group = rows[i].group,
							   .start = day(rows[i].start), .earlier = &earlier,
							   .extended_from = DATE_NONE };
		struct activity_length length;
		struct err err;
		char iso[DATE_ISO_SIZE];
		bool may;

		if (rows[i].earlier_from != NULL) {
			earlier = (struct activity_period){ day(rows[i].earlier_from), day(rows[i].earlier_to) };
			request.earlier_count = 1;
		}
		if (rows[i].extended_from != NULL)
			request.extended_from = day(rows[i].extended_from);
		may = activity_latest_end(&w->rules, &request, &w->arena, &length, &err);
		if (may != (rows[i].latest != NULL))
			fail_msg("row %zu: %s", i, may ? "allowed" : err.text);
		if (may && !str_equal(date_iso(length.latest, iso), rows[i].latest))
			fail_msg("row %zu: %s, not %s", i, iso, rows[i].latest);
		if (strstr(may ? length.explanation : err.text, rows[i].says) == NULL)
			fail_msg("row %zu says: %s", i, may ? length.explanation : err.text);
	}
}

static void a_day_too_many_is_refused_with_the_row_and_the_last_day_allowed(void **state)
{
	struct world *w = *state;
	struct activity_length_request request = { .kind = kind(w, "PRK"), .group = 2, .start = day("2026-11-23"),
						   .extended_from = DATE_NONE };
	struct activity_length length;
	struct err err;

	assert_true(activity_end_may_be(&w->rules, &request, day("2026-12-20"), &w->arena, &length, &err));
	assert_false(activity_end_may_be(&w->rules, &request, day("2026-12-21"), &w->arena, &length, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "praktik.weeks: LAB kap. 11"));
	assert_non_null(strstr(err.text, "20 Dec 2026"));
	assert_non_null(strstr(err.text, "default"));
}

static void a_kind_without_a_length_has_no_last_day(void **state)
{
	struct world *w = *state;
	struct activity_length_request request = { .kind = kind(w, "FLX"), .group = 9, .start = day("2026-11-23"),
						   .extended_from = DATE_NONE };
	struct activity_length length;
	struct err err;

	assert_true(activity_end_may_be(&w->rules, &request, day("2036-11-23"), &w->arena, &length, &err));
	assert_false(date_is_set(length.latest));
}

static void only_periods_under_the_same_limit_at_the_same_company_count(void **state)
{
	struct world *w = *state;
	struct activity others[] = {
		{ .id = 1, .kind = kind(w, "PRK"), .employer = 7, .started = day("2026-01-05"), .ended = day("2026-01-09"),
		  .planned_end = DATE_NONE },
		{ .id = 2, .kind = kind(w, "VCE"), .employer = 7, .started = day("2026-02-02"), .ended = DATE_NONE,
		  .planned_end = day("2026-02-06") },
		{ .id = 3, .kind = kind(w, "PRK"), .employer = 8, .started = day("2026-01-05"), .ended = day("2026-01-09"),
		  .planned_end = DATE_NONE },
		{ .id = 4, .kind = kind(w, "LTP"), .employer = 7, .started = day("2026-01-05"), .ended = day("2026-01-09"),
		  .planned_end = DATE_NONE },
		{ .id = 5, .kind = kind(w, "PRK"), .employer = 7, .started = DATE_NONE, .ended = DATE_NONE,
		  .planned_end = day("2026-03-06") },
	};
	struct activity_period *periods;

	assert_int_equal(activity_earlier(others, LENGTH(others), kind(w, "PRK"), 7, 0, day("2026-11-23"), &w->arena, &periods), 2);
	assert_int_equal(date_compare(periods[1].to, day("2026-02-06")), 0);
	assert_int_equal(activity_earlier(others, LENGTH(others), kind(w, "PRK"), 7, 1, day("2026-11-23"), &w->arena, &periods), 1);
}

/* ---- how far, and by when ------------------------------------------------------------------------- */

static struct activity at(struct world *w, const char *code, struct activity_reached *reached, size_t count)
{
	return (struct activity){ .kind = kind(w, code), .invited = DATE_NONE, .started = DATE_NONE, .ended = DATE_NONE,
				  .planned_end = DATE_NONE, .job = DATE_NONE, .education = DATE_NONE, .completed = -1, .dropout = "", .weekdays = 31,
				  .reached = reached, .reached_count = count };
}

static void an_enrolments_dates_tell_the_stages_that_nobody_recorded(void **state)
{
	struct world *w = *state;
	struct activity course = at(w, "CHF", NULL, 0);

	assert_string_equal(activity_next_stage(&course)->code, "invited");
	course.invited = day("2026-03-16");
	assert_string_equal(activity_next_stage(&course)->code, "meeting");
	course.started = day("2026-03-23");
	assert_string_equal(activity_last_stage(&course)->code, "trial");
	assert_string_equal(activity_next_stage(&course)->code, "completed");
	course.completed = 1;
	course.ended = day("2026-05-01");
	assert_string_equal(activity_next_stage(&course)->code, "hired");
	course.completed = 0;
	assert_null(activity_next_stage(&course));
	assert_true(activity_is_dropped(&course));
}

static void a_clock_runs_from_a_recorded_stage_until_the_other_is_reached(void **state)
{
	static const struct {
		const char *kind, *from, *on;
		size_t clock;
		const char *due;
	} rows[] = {
		/* Thursday 19 November: five working days on is Thursday 26 November */
		{ "FRV", "warned", "2026-11-19", 0, "2026-11-26" },
		{ "FRV", "warned", "2026-11-19", 1, "2026-12-19" },
		/* over Christmas Eve, both Christmas Days, New Year's Eve and New Year's Day */
		{ "FRV", "warned", "2026-12-23", 0, "2027-01-05" },
		{ "FAS", "requested", "2026-11-19", 0, "2026-12-03" },
		{ "JOF", "arrived", "2026-11-19", 0, "2026-12-03" },
		{ "JOF", "arrived", "2026-11-19", 1, "2026-12-19" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct activity_reached reached[2] = { { rows[i].from, day(rows[i].on) } };
		struct activity activity = at(w, rows[i].kind, reached, 1);
		const struct activity_clock *clock = &activity.kind->clocks[rows[i].clock];
		const struct rule *row;
		struct date due;
		struct err err;
		char iso[DATE_ISO_SIZE];

		assert_true(activity_clock_runs(&activity, clock, &w->rules, &due, &row, &err));
		if (!str_equal(date_iso(due, iso), rows[i].due))
			fail_msg("row %zu: %s, not %s", i, iso, rows[i].due);
		reached[1] = (struct activity_reached){ clock->until, day(rows[i].due) };
		activity.reached_count = 2;
		assert_false(activity_clock_runs(&activity, clock, &w->rules, &due, &row, &err));
		activity.reached_count = 1;
		activity.dropout = "indsigelse";
		assert_false(activity_clock_runs(&activity, clock, &w->rules, &due, &row, &err));
	}
}

static void a_clock_without_a_rule_row_has_no_day_and_says_which_row(void **state)
{
	struct world *w = *state;
	struct activity_reached reached = { "arrived", day("2019-06-03") };
	struct activity activity = at(w, "JOF", &reached, 1);
	const struct rule *row;
	struct date due;
	struct err err;

	assert_true(activity_clock_runs(&activity, &activity.kind->clocks[0], &w->rules, &due, &row, &err));
	assert_false(date_is_set(due));
	assert_non_null(strstr(err.text, "integration.offer.days"));
}

static void a_citizen_is_waited_for_on_the_working_days_of_a_running_activity(void **state)
{
	static const struct { const char *day; bool meets; } rows[] = {
		{ "2026-11-22", false }, /* Sunday before */ { "2026-11-23", true }, { "2026-11-24", false }, /* not a Tuesday */
		{ "2026-12-24", false }, /* closed */	     { "2026-12-28", true }, { "2027-01-04", false }, /* over */
	};
	struct world *w = *state;
	struct activity placement = at(w, "PRK", NULL, 0);

	placement.started = day("2026-11-23");
	placement.planned_end = day("2026-12-31");
	placement.weekdays = 1 | 8; /* Monday and Thursday */
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (activity_meets(&placement, day(rows[i].day)) != rows[i].meets)
			fail_msg("%s", rows[i].day);
	placement.dropout = "helbred";
	assert_false(activity_meets(&placement, day("2026-11-23")));
}

/* ---- registering ------------------------------------------------------------------------------------ */

static void an_entry_says_the_first_thing_it_lacks(void **state)
{
	static const struct {
		const char *kind;
		int group;
		int64_t employer;
		const char *start, *end;
		double hours;
		int wage;
		const char *says; /* NULL: complete */
	} rows[] = {
		{ "PRK", 2, 7, "2026-11-23", "2026-12-18", 25, 0, NULL },
		{ "PRK", 11, 7, "2026-11-23", "2026-12-18", 25, 0, "target group 11" },
		{ "PRK", 2, 0, "2026-11-23", "2026-12-18", 25, 0, "company" },
		{ "PRK", 2, 7, NULL, "2026-12-18", 25, 0, "first day" },
		{ "PRK", 2, 7, "2026-11-23", "2026-11-20", 25, 0, "before the first" },
		{ "PRK", 2, 7, "2026-11-23", NULL, 25, 0, "last day is missing" },
		{ "PRK", 2, 7, "2026-11-23", "2026-12-18", 0, 0, "Hours" },
		{ "PRK", 2, 7, "2026-11-23", "2026-12-18", 38, 0, "37 hours" },
		{ "LTP", 2, 7, "2026-11-23", "2026-12-18", 37, 0, "wage" },
		{ "LTP", 2, 7, "2026-11-23", "2026-12-18", 37, 22000, NULL },
		{ "FLX", 2, 7, "2026-11-23", NULL, 12, 9000, "target group 2" },
		{ "FLX", 9, 7, "2026-11-23", NULL, 12, 9000, NULL },
		{ "CHF", 2, 0, "2026-11-23", NULL, 0, 0, NULL },
		{ "SVJ", 2, 0, "2026-11-23", NULL, 0, 0, "company" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct activity_entry entry = { .kind = kind(w, rows[i].kind), .employer = rows[i].employer,
						.start = rows[i].start ? day(rows[i].start) : DATE_NONE,
						.end = rows[i].end ? day(rows[i].end) : DATE_NONE,
						.weekly_hours = rows[i].hours, .wage = rows[i].wage };
		struct err err = { .text = "" };

		if (activity_entry_is_complete(&entry, rows[i].group, &err) != (rows[i].says == NULL))
			fail_msg("row %zu: %s", i, err.text);
		if (rows[i].says != NULL && strstr(err.text, rows[i].says) == NULL)
			fail_msg("row %zu says: %s", i, err.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_the_policy_is_there),
		cmocka_unit_test(an_effort_is_known_by_its_code_and_else_by_its_type),
		cmocka_unit_test(a_kind_of_the_municipality_replaces_and_adds),
		cmocka_unit_test(a_kind_that_names_what_is_not_there_is_refused_with_its_line),
		cmocka_unit_test(an_activity_lasts_as_long_as_the_rule_on_its_first_day),
		cmocka_unit_test(a_day_too_many_is_refused_with_the_row_and_the_last_day_allowed),
		cmocka_unit_test(a_kind_without_a_length_has_no_last_day),
		cmocka_unit_test(only_periods_under_the_same_limit_at_the_same_company_count),
		cmocka_unit_test(an_enrolments_dates_tell_the_stages_that_nobody_recorded),
		cmocka_unit_test(a_clock_runs_from_a_recorded_stage_until_the_other_is_reached),
		cmocka_unit_test(a_clock_without_a_rule_row_has_no_day_and_says_which_row),
		cmocka_unit_test(a_citizen_is_waited_for_on_the_working_days_of_a_running_activity),
		cmocka_unit_test(an_entry_says_the_first_thing_it_lacks),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
