/* The five examples of reference, section 7 (a week's benefit is 3,000 kr). */
#include "law.h"

#include "samtale/base/tr.h"
#include "samtale/domain/population.h"
#include "samtale/domain/refund.h"

#define WEEKLY INT64_C(300000) /* oere */
#define MONDAY "2020-01-06"

struct walkway {
	struct rule rows[5];
	struct rules rules;
	struct refund_ladder ladder;
	struct benefit_spell spells[8];
	size_t count;
	int week; /* the next that is not told yet */
	struct arena arena;
};

static int build_up(void **state)
{
	static struct walkway walkway;
	struct err err;

	walkway = (struct walkway){ 0 };
	walkway.rows[0] = law_row("goal.unemployment.figure", RULE_ALL_GROUPS, "2015-07-01", NULL, "61",
				  RULE_READ);
	walkway.rows[1] = law_row("goal.unemployment.target", RULE_ALL_GROUPS, "2016-01-01", NULL, "34",
				  RULE_READ);
	walkway.rows[2] = law_row("refund.pct", RULE_ALL_GROUPS, "2016-01-01", NULL,
				  "1-4:80|5-26:40|27-52:30|53-:20", RULE_READ);
	walkway.rows[3] = law_row("refund.reset.weeks", RULE_ALL_GROUPS, "2016-01-01", NULL, "52 of last 156",
				  RULE_READ);
	walkway.rows[4] = law_row("refund.week.kroner", RULE_ALL_GROUPS, "2016-01-01", NULL, "3000",
				  RULE_DEFAULT);
	walkway.rules = (struct rules){ walkway.rows, LENGTH(walkway.rows) };
	arena_init(&walkway.arena);
	if (!refund_ladder_read(&walkway.rules, day(MONDAY), &walkway.ladder, &err))
		fail_msg("%s", err.text);
	*state = &walkway;
	return 0;
}

static int tear_down(void **state)
{
	arena_done(&((struct walkway *)*state)->arena);
	return 0;
}

/* So many weeks from Monday to Sunday; NULL is self-support. */
static void weeks_of(struct walkway *w, int weeks, const char *benefit)
{
	if (benefit != NULL)
		w->spells[w->count++] = (struct benefit_spell){
			.benefit = benefit,
			.from = date_add_days(day(MONDAY), 7 * w->week),
			.to = date_add_days(day(MONDAY), 7 * (w->week + weeks) - 1),
		};
	w->week += weeks;
}

/* On the Sunday of the last week told. */
static struct refund_place place_now(struct walkway *w)
{
	struct refund_place place;

	refund_place(&w->ladder, w->spells, w->count, date_add_days(day(MONDAY), 7 * w->week - 1), &w->arena,
		     &place);
	return place;
}

/* What the state refunds of weeks first to last, in øre. */
static int64_t refunded(const struct refund_ladder *ladder, int first, int last)
{
	int64_t sum = 0;

	for (int i = 0; i < ladder->count; i++) {
		int from = first > ladder->steps[i].first ? first : ladder->steps[i].first;
		int to = last < ladder->steps[i].last ? last : ladder->steps[i].last;

		if (to >= from)
			sum += (to - from + 1) * WEEKLY * ladder->steps[i].percent / 100;
	}
	return sum;
}

static void example_1_a_year_on_kontanthjaelp(void **state)
{
	struct walkway *w = *state;

	weeks_of(w, 52, "kontanthjælp");
	assert_int_equal(place_now(w).weeks, 52);
	assert_int_equal(place_now(w).percent, 30);
	assert_int_equal(refunded(&w->ladder, 1, 4), 960000);
	assert_int_equal(refunded(&w->ladder, 5, 26), 2640000);
	assert_int_equal(refunded(&w->ladder, 27, 52), 2340000);
	assert_int_equal(refunded(&w->ladder, 1, 52), 5940000);
}

static void example_2_half_a_year_and_more_than_one(void **state)
{
	struct walkway *w = *state;

	assert_int_equal(refunded(&w->ladder, 1, 26), 3600000);
	assert_int_equal(refunded(&w->ladder, 1, 59), 6360000);
	weeks_of(w, 59, "kontanthjælp");
	assert_int_equal(place_now(w).percent, 20);
	assert_false(date_is_set(place_now(w).drop));
}

static void example_3_a_change_of_benefit_does_not_begin_anew(void **state)
{
	struct walkway *w = *state;

	weeks_of(w, 10, "sygedagpenge");
	weeks_of(w, 1, "kontanthjælp");
	assert_int_equal(place_now(w).weeks, 11);
	assert_int_equal(place_now(w).percent, 40);
	weeks_of(w, 15, "kontanthjælp");
	assert_int_equal(place_now(w).weeks, 26);
	assert_int_equal(place_now(w).percent, 40);
	weeks_of(w, 1, "kontanthjælp");
	assert_int_equal(place_now(w).percent, 30);
	weeks_of(w, 3, "kontanthjælp");
	assert_int_equal(place_now(w).weeks, 30);
}

static void example_4_self_support_of_52_weeks_in_three_years_begins_anew(void **state)
{
	struct walkway *w = *state;

	weeks_of(w, 54, "kontanthjælp");
	weeks_of(w, 24, NULL);
	weeks_of(w, 14, "kontanthjælp");
	assert_int_equal(place_now(w).weeks, 68);
	assert_int_equal(place_now(w).percent, 20);
	weeks_of(w, 27, NULL);
	assert_int_equal(place_now(w).self_support, 51);
	assert_int_equal(place_now(w).weeks, 68);
	weeks_of(w, 1, NULL);
	assert_int_equal(place_now(w).weeks, 0);
	weeks_of(w, 1, "dagpenge");
	assert_int_equal(place_now(w).weeks, 1);
	assert_int_equal(place_now(w).percent, 80);
}

static void example_5_wage_subsidy_is_neither(void **state)
{
	struct walkway *w = *state;

	weeks_of(w, 20, "kontanthjælp");
	weeks_of(w, 40, NULL);
	weeks_of(w, 30, "løntilskud");
	assert_int_equal(place_now(w).self_support, 40);
	assert_int_equal(place_now(w).weeks, 20);
	weeks_of(w, 1, "kontanthjælp");
	assert_int_equal(place_now(w).weeks, 21);
}

static void self_support_older_than_three_years_does_not_count(void **state)
{
	struct walkway *w = *state;

	weeks_of(w, 10, "kontanthjælp");
	weeks_of(w, 40, NULL);
	weeks_of(w, 130, "kontanthjælp");
	weeks_of(w, 20, NULL); /* 60 in all, 26 of them and these within 156 */
	assert_int_equal(place_now(w).weeks, 140);
	assert_int_equal(place_now(w).self_support, 26);
}

static void a_week_touched_on_one_day_counts_and_a_half_week_of_self_support_does_not(void **state)
{
	struct walkway *w = *state;
	struct refund_place place;

	w->spells[w->count++] = (struct benefit_spell){ .benefit = "dagpenge",
							.from = day("2020-01-12"),
							.to = day("2020-01-12") };
	refund_place(&w->ladder, w->spells, w->count, day("2020-01-12"), &w->arena, &place);
	assert_int_equal(place.weeks, 1);
	refund_place(&w->ladder, w->spells, w->count, day("2020-01-18"), &w->arena, &place);
	assert_int_equal(place.self_support, 0);
	refund_place(&w->ladder, w->spells, w->count, day("2020-01-19"), &w->arena, &place);
	assert_int_equal(place.self_support, 1);
	assert_false(place.running);
}

static void the_next_drop_is_a_monday_that_comes_if_the_benefit_goes_on(void **state)
{
	struct walkway *w = *state;
	struct refund_place place;

	weeks_of(w, 3, "kontanthjælp");
	w->spells[0].to = DATE_NONE;
	refund_place(&w->ladder, w->spells, w->count, day("2020-01-22"), &w->arena, &place);
	assert_int_equal(place.weeks, 3);
	assert_day(place.drop, "2020-02-03");
	assert_int_equal(place.next_percent, 40);
	refund_place(&w->ladder, w->spells, w->count, place.drop, &w->arena, &place);
	assert_int_equal(place.weeks, 5);
	assert_int_equal(place.percent, 40);
	assert_non_null(strstr(refund_place_text(&w->arena, &place),
			       "Week 5 on benefit: 40 % is refunded, 30 % from"));
}

static void without_a_row_nothing_is_computed(void **state)
{
	struct walkway *w = *state;
	struct err err;

	assert_false(refund_ladder_read(&w->rules, day("2015-12-31"), &w->ladder, &err));
	assert_non_null(strstr(err.text, "refund.pct"));
	w->rows[2].value = "1-4:80|5-";
	assert_false(refund_ladder_read(&w->rules, day(MONDAY), &w->ladder, &err));
	assert_non_null(strstr(err.text, "refund.pct"));
}

static void a_team_costs_what_is_not_refunded(void **state)
{
	struct walkway *w = *state;
	struct refund_person people[3] = {
		{ .citizen = 1, .cpr = "0101800001", .team = "JOB", .initials = "a", .benefit = "" },
		{ .citizen = 2, .cpr = "0101800002", .team = "JOB", .initials = "b", .benefit = "" },
		{ .citizen = 3, .cpr = "0101800003", .team = "ASM", .initials = "c", .benefit = "" },
	};
	struct benefit_spell spells[3] = {
		{ .citizen = 1, .benefit = "dagpenge", .from = day("2020-01-06"), .to = DATE_NONE },
		{ .citizen = 2, .benefit = "dagpenge", .from = day("2019-01-07"), .to = DATE_NONE },
		{ .citizen = 3, .benefit = "dagpenge", .from = day("2019-01-07"), .to = day("2019-12-01") },
	};
	struct refund_report report;

	refund_report_build(&w->ladder, people, 3, spells, 3, NULL, day("2020-01-08"), &w->arena, &report);
	assert_int_equal(report.running, 2);
	assert_int_equal(report.team_count, 1);
	assert_int_equal(report.all.people[0], 1);
	assert_int_equal(report.all.people[3], 1);
	assert_int_equal(report.all.cost[0], 60000);
	assert_int_equal(report.all.cost[3], 240000);
	assert_int_equal(report.drop_count, 1);
	assert_string_equal(report.drops[0].initials, "a");
	refund_report_build(&w->ladder, people, 3, spells, 3, "ASM", day("2020-01-08"), &w->arena, &report);
	assert_int_equal(report.running, 0);
}

/* ---- the population ------------------------------------------------------------------------------- */

static void each_citizen_stands_in_one_group(void **state)
{
	static const struct {
		struct population_person person;
		enum population_group group;
	} rows[] = {
		{ { .target_group = 11, .in_work = true }, POPULATION_PENSION },
		{ { .target_group = 3, .in_work = true }, POPULATION_EMPLOYED },
		{ { .target_group = 9, .in_work = true, .on_benefit = true }, POPULATION_NOT_READY },
		{ { .target_group = 1, .on_benefit = true }, POPULATION_READY_IDLE },
		{ { .target_group = 2, .on_benefit = true, .activated = true }, POPULATION_READY_ACTIVE },
		{ { .target_group = 3, .activated = true }, POPULATION_NOT_READY },
		{ { .target_group = 4, .on_benefit = true }, POPULATION_OTHERS },
		{ { .target_group = 13 }, POPULATION_OTHERS },
		{ { .target_group = 0 }, POPULATION_OTHERS },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(population_group_of(&rows[i].person), rows[i].group);
}

static void teams_and_caseworkers_add_up_and_the_goal_is_said(void **state)
{
	struct walkway *w = *state;
	struct population_person people[] = {
		{ .target_group = 2, .team = "JOB", .initials = "b", .name = "B" },
		{ .target_group = 2, .team = "ASM", .initials = "a", .name = "A", .booked = true },
		{ .target_group = 2, .team = "JOB", .initials = "a", .name = "A" },
		{ .target_group = 11, .team = "JOB", .initials = "b", .name = "B" },
	};
	struct population_report report;
	struct err err;

	if (!population_report_build(people, LENGTH(people), &w->rules, day(MONDAY), &w->arena, &report,
				     &err))
		fail_msg("%s", err.text);
	assert_int_equal(report.all.people, 4);
	assert_int_equal(report.team_count, 2);
	assert_string_equal(report.teams[0].team, "ASM");
	assert_int_equal(report.teams[1].counts[POPULATION_READY_IDLE], 2);
	assert_int_equal(report.caseworker_count, 3);
	assert_string_equal(report.caseworkers[2].initials, "b");
	assert_int_equal(report.caseworkers[0].booked, 1);
	assert_non_null(strstr(population_goal_text(&w->arena, &report.goal),
			       "the goal is 3.4 %: 2.7 percentage points"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, build_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(example_1_a_year_on_kontanthjaelp),
		CASE(example_2_half_a_year_and_more_than_one),
		CASE(example_3_a_change_of_benefit_does_not_begin_anew),
		CASE(example_4_self_support_of_52_weeks_in_three_years_begins_anew),
		CASE(example_5_wage_subsidy_is_neither),
		CASE(self_support_older_than_three_years_does_not_count),
		CASE(a_week_touched_on_one_day_counts_and_a_half_week_of_self_support_does_not),
		CASE(the_next_drop_is_a_monday_that_comes_if_the_benefit_goes_on),
		CASE(without_a_row_nothing_is_computed),
		CASE(a_team_costs_what_is_not_refunded),
		CASE(each_citizen_stands_in_one_group),
		CASE(teams_and_caseworkers_add_up_and_the_goal_is_said),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
