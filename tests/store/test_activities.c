/* Activities as they are stored: registering, stages in step with the enrolment, dropping out, attendance, the day's clocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/activities.h"
#include "store_rows.h"

static struct activity_stage placement_stages[] = {
	{ "agreed", { "Aftalt", "Agreed" }, ACTIVITY_SETS_INVITED },
	{ "started", { "Begyndt", "Started" }, ACTIVITY_SETS_STARTED },
	{ "completed", { "Gennemført", "Completed" }, ACTIVITY_SETS_COMPLETED },
	{ "hired", { "Ansat", "Hired" }, ACTIVITY_SETS_JOB },
};
static struct activity_stage course_stages[] = {
	{ "invited", { "Inviteret", "Invited" }, ACTIVITY_SETS_INVITED },
	{ "meeting", { "Informationsmøde", "Information meeting" }, ACTIVITY_SETS_NOTHING },
	{ "trial", { "Prøve", "Trial" }, ACTIVITY_SETS_STARTED },
	{ "completed", { "Gennemført", "Completed" }, ACTIVITY_SETS_COMPLETED },
	{ "hired", { "Ansat", "Hired" }, ACTIVITY_SETS_JOB },
};
static struct activity_stage guidance_stages[] = {
	{ "warned", { "Bekymring", "Warned" }, ACTIVITY_SETS_INVITED },
	{ "contacted", { "Talt med", "Contacted" }, ACTIVITY_SETS_NOTHING },
	{ "education", { "I uddannelse", "In education" }, ACTIVITY_SETS_EDUCATION },
};
static struct activity_clock guidance_clocks[] = {
	{ "contacted", "warned", { "tal med den unge", "contact the young person" }, "youth.contact.workdays",
	  ACTIVITY_WORKDAYS, 13 },
};
static const struct activity_kind kinds_rows[] = {
	{ .code = "PRK", .names = { "Praktik", "Placement" }, .type = "praktik", .groups = RULE_ALL_GROUPS, .length = "praktik.weeks",
	  .extend = "", .renew = "", .needs_hours = true, .has_attendance = true, .stages = placement_stages, .stage_count = 4,
	  .source = "test" },
	{ .code = "CHF", .names = { "Chauffør", "Driver" }, .type = "opkvalificering", .groups = RULE_ALL_GROUPS, .length = "",
	  .extend = "", .renew = "", .has_attendance = true, .stages = course_stages, .stage_count = 5, .source = "test" },
	{ .code = "FRV", .names = { "Vejledning", "Guidance" }, .type = "vejledning", .groups = RULE_ALL_GROUPS, .length = "",
	  .extend = "", .renew = "", .stages = guidance_stages, .stage_count = 3, .clocks = guidance_clocks, .clock_count = 1,
	  .source = "test" },
};
static const struct activity_kinds kinds = { kinds_rows, LENGTH(kinds_rows) };

static struct activity_entry entry(int64_t citizen, const char *kind, const char *start, const char *end)
{
	return (struct activity_entry){ .citizen = citizen, .kind = activity_kind_find(&kinds, kind), .start = day(start),
					.end = day(end), .weekly_hours = 25, .purpose = "Truck", .contact = "Lone" };
}

static struct activity registered(struct store_fixture *f, int64_t citizen, const char *kind, const char *start, const char *end)
{
	struct activity_entry row = entry(citizen, kind, start, end);
	struct activity activity;

	assert_done(f, store_activity_register(f->store, &row, &f->err));
	assert_done(f, store_activity(f->store, row.id, &kinds, &f->arena, &activity, &f->err));
	return activity;
}

static struct activity again(struct store_fixture *f, int64_t id)
{
	struct activity activity;

	assert_done(f, store_activity(f->store, id, &kinds, &f->arena, &activity, &f->err));
	return activity;
}

static const char *stage_of(struct store_fixture *f, int64_t id)
{
	struct activity activity = again(f, id);

	return activity_last_stage(&activity)->code;
}

static void reach(struct store_fixture *f, int64_t id, const char *on)
{
	struct activity activity = again(f, id);

	assert_done(f, store_activity_stage(f->store, &activity, activity_next_stage(&activity), day(on), &f->err));
}

static void assert_whole(struct store_fixture *f)
{
	struct verify_report report;

	assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
	if (report.count)
		fail_msg("%s: %s", report.findings[0].table, report.findings[0].text);
}

/* ---- registering ---------------------------------------------------------------------------------- */

static void a_placement_is_an_enrolment_in_its_effort_with_its_particulars(void **state)
{
	struct store_fixture *f = *state;
	struct activity activity = registered(f, rows_karim(f), "PRK", "2026-11-30", "2026-12-20");

	assert_string_equal(activity.effort, "PRK");
	assert_string_equal(activity.effort_name, "Praktik");
	assert_int_equal(date_compare(activity.started, day("2026-11-30")), 0);
	assert_int_equal(date_compare(activity.planned_end, day("2026-12-20")), 0);
	assert_string_equal(activity.purpose, "Truck");
	assert_string_equal(activity_last_stage(&activity)->code, "started");
	assert_false(date_is_set(activity.ended));
	assert_whole(f);
}

static void undo_takes_a_registration_back_and_undoing_a_stage_gives_the_one_before(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct activity activity = registered(f, citizen, "CHF", "2026-11-23", "");
	struct activity *all;
	const char *what;
	size_t count;

	reach(f, activity.id, "2026-11-24");
	assert_string_equal(stage_of(f, activity.id), "meeting");
	assert_done(f, store_undo(f->store, &f->arena, &what, &f->err));
	assert_string_equal(stage_of(f, activity.id), "invited");
	assert_done(f, store_undo(f->store, &f->arena, &what, &f->err));
	assert_done(f, store_activities(f->store, citizen, &kinds, &f->arena, &all, &count, &f->err));
	assert_int_equal(count, 0);
	assert_whole(f);
}

static void the_stages_keep_the_enrolment_in_step_and_count_as_a_funnel(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), other = rows_citizen(f, "1505800101", "Mette", "Aagaard", rows_me(f));
	int64_t id = registered(f, citizen, "CHF", "2026-11-02", "").id, counts[5];
	struct activity activity;

	registered(f, other, "CHF", "2026-11-02", "");
	reach(f, id, "2026-11-04");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM enrolment WHERE started <> ''"), 0);
	reach(f, id, "2026-11-09");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM enrolment WHERE started = '2026-11-09'"), 1);
	reach(f, id, "2026-11-20");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM enrolment WHERE completed = 1 AND ended = '2026-11-20'"), 1);
	reach(f, id, "2026-11-23");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM outcome WHERE status = 'JOB' AND date = '2026-11-23'"), 1);
	activity = again(f, id);
	assert_null(activity_next_stage(&activity));
	assert_int_equal(date_compare(activity.ended, day("2026-11-20")), 0);
	assert_done(f, store_activity_counts(f->store, activity.kind, &f->arena, counts, &f->err));
	assert_int_equal(counts[0], 2);
	for (int i = 1; i < 5; i++)
		assert_int_equal(counts[i], 1);
	assert_whole(f);
}

static void back_in_education_is_an_outcome_of_its_own(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = registered(f, rows_karim(f), "FRV", "2026-11-02", "").id;

	reach(f, id, "2026-11-04");
	reach(f, id, "2026-11-30");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM outcome WHERE status = 'EDUCATION'"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM enrolment WHERE completed = 1"), 1);
}

static void who_drops_out_before_the_first_day_has_never_begun(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	int64_t before = registered(f, citizen, "PRK", "2026-11-30", "2026-12-20").id;
	int64_t after = registered(f, citizen, "CHF", "2026-11-02", "").id;
	struct activity activity;

	assert_done(f, store_activity_drop(f->store, before, day("2026-11-26"), "helbred", &f->err));
	activity = again(f, before);
	assert_false(date_is_set(activity.started));
	assert_int_equal(activity.completed, 0);
	assert_string_equal(activity.dropout, "helbred");
	assert_true(activity_is_dropped(&activity));
	reach(f, after, "2026-11-03");
	reach(f, after, "2026-11-09");
	assert_done(f, store_activity_drop(f->store, after, day("2026-11-12"), "udeblevet", &f->err));
	activity = again(f, after);
	assert_true(date_is_set(activity.started));
	assert_null(activity_next_stage(&activity));
}

static void an_extension_keeps_its_reason(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = registered(f, rows_karim(f), "PRK", "2026-11-23", "2026-12-20").id;
	struct activity activity;

	assert_done(f, store_activity_extend(f->store, id, day("2027-01-10"), "Løfte om job", &f->err));
	activity = again(f, id);
	assert_int_equal(date_compare(activity.planned_end, day("2027-01-10")), 0);
	assert_string_equal(activity.reason, "Løfte om job");
}

static void an_activity_that_is_not_there_is_missing(void **state)
{
	struct store_fixture *f = *state;
	struct activity activity;

	assert_refused(f, store_activity(f->store, 4711, &kinds, &f->arena, &activity, &f->err), ERR_MISSING);
}

/* ---- attendance ------------------------------------------------------------------------------------- */

static struct attendance_list list_on(struct store_fixture *f, int64_t coordinator, const char *on)
{
	struct attendance_list list;

	assert_done(f, store_attendance(f->store, coordinator, day(on), &kinds, &f->arena, &list, &f->err));
	return list;
}

static void record(struct store_fixture *f, const struct activity *activity, const char *on, enum attendance_state was,
		   const char *reason)
{
	struct attendance row = { .enrolment = activity->id, .citizen = activity->citizen, .date = day(on), .state = was,
				  .reason = reason };

	assert_done(f, store_attendance_add(f->store, &row, &f->err));
	assert_true(row.id != 0);
}

static void a_days_list_is_the_coordinators_own_and_only_who_is_waited_for(void **state)
{
	struct store_fixture *f = *state;
	int64_t me = rows_me(f), anna = rows_caseworker(f, "anlu", "Anna Lund");
	int64_t mine = rows_karim(f), hers = rows_citizen(f, "1505800101", "Mette", "Aagaard", anna);
	struct activity activity = registered(f, mine, "PRK", "2026-11-23", "2026-12-20");
	struct attendance_list list;

	registered(f, hers, "PRK", "2026-11-23", "2026-12-20");
	registered(f, mine, "FRV", "2026-11-23", "");
	list = list_on(f, me, "2026-11-24");
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].activity.id, activity.id);
	assert_string_equal(list.rows[0].name, "Karim Nielsen");
	assert_int_equal(list.rows[0].state, ATTENDANCE_NONE);
	assert_int_equal(list_on(f, 0, "2026-11-24").count, 2);
	assert_int_equal(list_on(f, me, "2026-11-21").count, 0);
	assert_int_equal(list_on(f, me, "2026-12-21").count, 0);
}

static void a_day_recorded_again_counts_as_it_was_recorded_last(void **state)
{
	struct store_fixture *f = *state;
	int64_t me = rows_me(f);
	struct activity activity = registered(f, rows_karim(f), "PRK", "2026-11-23", "2026-12-20");
	struct attendance *days;
	const char *what;
	size_t count;

	record(f, &activity, "2026-11-23", ATTENDANCE_ABSENT, "udeblevet");
	record(f, &activity, "2026-11-23", ATTENDANCE_PRESENT, "");
	record(f, &activity, "2026-11-24", ATTENDANCE_ABSENT, "udeblevet");
	record(f, &activity, "2026-11-25", ATTENDANCE_ABSENT, "afbud");
	assert_int_equal(list_on(f, me, "2026-11-23").rows[0].state, ATTENDANCE_PRESENT);
	assert_int_equal(list_on(f, me, "2026-11-26").rows[0].absences, 1);
	assert_done(f, store_attendance_days(f->store, activity.id, day("2026-11-01"), &f->arena, &days, &count, &f->err));
	assert_int_equal(count, 3);
	assert_int_equal(days[0].state, ATTENDANCE_PRESENT);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM attendance"), 4);
	assert_refused(f, store_undo(f->store, &f->arena, &what, &f->err), ERR_REFUSED);
	assert_whole(f);
}

/* ---- the day ------------------------------------------------------------------------------------------ */

static struct rules contact_rules(void)
{
	static struct rule row;

	row = (struct rule){ .key = "youth.contact.workdays", .groups = RULE_GROUP(13), .from = day("2010-01-01"), .to = DATE_NONE,
			     .value = "5", .source = "reference 46", .confidence = RULE_READ };
	return (struct rules){ &row, 1 };
}

static struct agenda agenda_on(struct store_fixture *f, const char *on, const struct rules *rules)
{
	struct agenda agenda = { .count = 0 };

	assert_done(f, store_agenda_activities(f->store, rows_me(f), day(on), &kinds, rules, &f->arena, &agenda, &f->err));
	return agenda;
}

static void a_clock_stands_on_the_day_until_its_stage_is_reached(void **state)
{
	struct store_fixture *f = *state;
	const struct rules rules = contact_rules(), none = { NULL, 0 };
	int64_t id = registered(f, rows_karim(f), "FRV", "2026-11-19", "").id;
	struct agenda agenda = agenda_on(f, "2026-11-23", &rules);

	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_ACTIVITY_CLOCK);
	assert_int_equal(agenda.rows[0].ref, id);
	assert_int_equal(date_compare(agenda.rows[0].date, day("2026-11-26")), 0);
	assert_string_equal(agenda.rows[0].names[LANGUAGE_DA], "Vejledning: tal med den unge");
	assert_int_equal(agenda_on(f, "2027-03-01", &rules).count, 1);
	agenda = agenda_on(f, "2026-11-23", &none);
	assert_non_null(strstr(agenda.rows[0].what, "youth.contact.workdays"));
	reach(f, id, "2026-11-24");
	assert_int_equal(agenda_on(f, "2026-11-23", &rules).count, 0);
}

static void a_last_day_stands_on_the_day_a_week_before_and_until_it_is_ended(void **state)
{
	struct store_fixture *f = *state;
	const struct rules rules = contact_rules();
	int64_t id = registered(f, rows_karim(f), "PRK", "2026-11-23", "2026-12-18").id;

	assert_int_equal(agenda_on(f, "2026-12-10", &rules).count, 0);
	assert_int_equal(agenda_on(f, "2026-12-11", &rules).count, 1);
	assert_int_equal(agenda_on(f, "2026-12-22", &rules).count, 1);
	assert_int_equal(agenda_on(f, "2026-12-22", &rules).rows[0].kind, AGENDA_ACTIVITY_END);
	reach(f, id, "2026-12-18");
	assert_int_equal(agenda_on(f, "2026-12-22", &rules).count, 0);
}

#define in_a_store(test) cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_store(a_placement_is_an_enrolment_in_its_effort_with_its_particulars),
		in_a_store(undo_takes_a_registration_back_and_undoing_a_stage_gives_the_one_before),
		in_a_store(the_stages_keep_the_enrolment_in_step_and_count_as_a_funnel),
		in_a_store(back_in_education_is_an_outcome_of_its_own),
		in_a_store(who_drops_out_before_the_first_day_has_never_begun),
		in_a_store(an_extension_keeps_its_reason),
		in_a_store(an_activity_that_is_not_there_is_missing),
		in_a_store(a_days_list_is_the_coordinators_own_and_only_who_is_waited_for),
		in_a_store(a_day_recorded_again_counts_as_it_was_recorded_last),
		in_a_store(a_clock_stands_on_the_day_until_its_stage_is_reached),
		in_a_store(a_last_day_stands_on_the_day_a_week_before_and_until_it_is_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
