/* The two-sided progress measure: its rounds, what is hidden, when it is due, how it is drawn. */
#include <stdio.h>

#include "law.h"
#include "samtale/base/sparkline.h"
#include "samtale/base/tr.h"
#include "samtale/domain/progress.h"

#define TODAY "2026-11-23"

static struct arena arena;

static int setup(void **state)
{
	(void)state;
	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* "2026-05-04 citizen.job.MB01 6": the n-th row is of conversation n, unless "#7" ends it. As the store gives
 * them: by series, then date. */
static struct progress build_on(const char *const *rows, size_t count, const char *today)
{
	struct measure measures[12] = { { 0 } };
	struct progress progress;

	for (size_t i = 0; i < count; i++) {
		char date[DATE_ISO_SIZE] = "", series[40] = "";
		int value = 0, conversation = (int)i + 1;

		assert_true(sscanf(rows[i], "%10s %39s %d #%d", date, series, &value, &conversation) >= 3);
		measures[i] = (struct measure){ .id = (int64_t)i + 1,
						.conversation = conversation,
						.series = arena_strdup(&arena, series),
						.value = value,
						.date = day(date) };
	}
	progress_build(measures, count, day(today), &arena, &progress);
	return progress;
}

#define BUILD(today, ...)                                                                                    \
	build_on((const char *const[]){ __VA_ARGS__ },                                                       \
		 sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), today)

static bool is(double value, double wanted)
{
	return value > wanted - 0.0001 && value < wanted + 0.0001;
}

/* ---- series ----------------------------------------------------------------------------------------- */

static void a_series_tells_its_side_and_track(void **state)
{
	enum progress_side side;
	enum progress_track track;

	(void)state;
	assert_true(progress_series_read("citizen.job.MB01", &side, &track));
	assert_true(side == PROGRESS_CITIZEN && track == PROGRESS_JOB);
	assert_true(progress_series_read("caseworker.skills", &side, &track));
	assert_true(side == PROGRESS_CASEWORKER && track == PROGRESS_SKILLS);
	assert_false(progress_series_read("JS15", &side, &track));
	assert_false(progress_series_read("citizen", &side, &track));
	assert_false(progress_series_read("citizen.", &side, &track));
	assert_false(progress_series_read("citizen.jobs.MB01", &side, &track));
	assert_false(progress_series_read("", &side, &track));
}

/* ---- rounds ----------------------------------------------------------------------------------------- */

static void nobody_measured_is_nothing_due(void **state)
{
	struct progress progress;

	(void)state;
	progress_build(NULL, 0, day(TODAY), &arena, &progress);
	assert_int_equal(progress.count, 0);
	assert_false(date_is_set(progress.due));
	assert_false(progress.waiting);
	assert_true(progress.missing[PROGRESS_CITIZEN] && progress.missing[PROGRESS_CASEWORKER]);
	assert_string_equal(progress_next_text(&progress, day(TODAY), &arena), "");
}

static void one_side_alone_is_hidden_and_waited_for(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-11-02 citizen.job.MB01 6", "2026-11-02 citizen.job.MB02 8 #1");

	(void)state;
	assert_int_equal(progress.count, 1);
	assert_true(progress.waiting);
	assert_false(progress.missing[PROGRESS_CITIZEN]);
	assert_true(progress.missing[PROGRESS_CASEWORKER]);
	assert_false(date_is_set(progress.rounds[0].completed));
	assert_day(progress.rounds[0].given[PROGRESS_CITIZEN], "2026-11-02");
	for (int s = 0; s < PROGRESS_SIDES; s++)
		for (int t = 0; t < PROGRESS_TRACKS; t++)
			assert_true(is(progress.rounds[0].values[s][t], PROGRESS_NO_VALUE));
	assert_day(progress.due, "2027-02-01");
	assert_string_equal(progress_next_text(&progress, day(TODAY), &arena),
			    "Waiting for the caseworker's answers, Mon 1 Feb 2027 at the latest.");
}

static void both_sides_show_the_mean_of_each_track(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-11-20 caseworker.job.MR01 4 #2", "2026-11-20 caseworker.job.MR02 5 #2",
		      "2026-11-20 caseworker.job.MR03 5 #2", "2026-11-02 citizen.job.MB01 6 #1",
		      "2026-11-02 citizen.skills.MB07 0 #1");
	const struct progress_round *round = &progress.rounds[0];

	(void)state;
	assert_int_equal(progress.count, 1);
	assert_day(round->opened, "2026-11-02");
	assert_day(round->completed, "2026-11-20");
	assert_true(is(round->values[PROGRESS_CASEWORKER][PROGRESS_JOB], 14.0 / 3));
	assert_string_equal(progress_value_text(&arena, round->values[PROGRESS_CASEWORKER][PROGRESS_JOB]),
			    "4.7");
	assert_true(is(round->values[PROGRESS_CITIZEN][PROGRESS_JOB], 6));
	assert_true(is(round->values[PROGRESS_CITIZEN][PROGRESS_SKILLS], 0));
	assert_true(is(round->values[PROGRESS_CITIZEN][PROGRESS_HEALTH], PROGRESS_NO_VALUE));
	assert_false(progress.waiting);
	assert_true(progress.missing[PROGRESS_CITIZEN] && progress.missing[PROGRESS_CASEWORKER]);
}

static void the_next_round_is_due_91_days_after_the_second_side_over_new_year(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-11-20 caseworker.job.MR01 4 #2", "2026-11-02 citizen.job.MB01 6 #1");

	(void)state;
	assert_day(progress.due, "2027-02-19");
	assert_string_equal(progress_next_text(&progress, day(TODAY), &arena),
			    "The next measure is due Fri 19 Feb 2027.");
	assert_string_equal(progress_next_text(&progress, day("2027-02-19"), &arena),
			    "The next measure is due Fri 19 Feb 2027.");
	assert_string_equal(progress_next_text(&progress, day("2027-02-20"), &arena),
			    "The next measure was due Fri 19 Feb 2027.");
}

static void the_window_holds_its_91st_day_and_no_more(void **state)
{
	struct progress last = BUILD("2027-01-31", "2027-01-31 caseworker.job.MR01 4 #2",
				     "2026-11-02 citizen.job.MB01 6 #1");
	struct progress late = BUILD("2027-02-01", "2027-02-01 caseworker.job.MR01 4 #2",
				     "2026-11-02 citizen.job.MB01 6 #1");

	(void)state;
	assert_int_equal(last.count, 1);
	assert_day(last.rounds[0].completed, "2027-01-31");
	assert_int_equal(late.count, 2);
	assert_true(is(late.rounds[0].values[PROGRESS_CITIZEN][PROGRESS_JOB], PROGRESS_NO_VALUE));
	assert_true(is(late.rounds[1].values[PROGRESS_CASEWORKER][PROGRESS_JOB], PROGRESS_NO_VALUE));
	assert_true(late.waiting && late.missing[PROGRESS_CITIZEN] && !late.missing[PROGRESS_CASEWORKER]);
	assert_day(late.due, "2027-02-01");
}

static void a_round_that_ran_out_asks_both_sides_again(void **state)
{
	struct progress progress = BUILD("2027-02-01", "2026-11-02 citizen.job.MB01 6");

	(void)state;
	assert_false(progress.waiting);
	assert_true(progress.missing[PROGRESS_CITIZEN] && progress.missing[PROGRESS_CASEWORKER]);
	assert_day(progress.due, "2027-02-01");
}

static void the_same_side_again_takes_the_place_of_what_it_said(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-11-20 caseworker.job.MR01 4 #3", "2026-11-02 citizen.job.MB01 6 #1",
		      "2026-11-09 citizen.job.MB01 2 #2");

	(void)state;
	assert_int_equal(progress.count, 1);
	assert_day(progress.rounds[0].opened, "2026-11-02");
	assert_day(progress.rounds[0].given[PROGRESS_CITIZEN], "2026-11-09");
	assert_true(is(progress.rounds[0].values[PROGRESS_CITIZEN][PROGRESS_JOB], 2));
}

static void after_a_whole_round_the_next_sitting_opens_a_hidden_one(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-08-10 caseworker.job.MR01 4 #2", "2026-08-10 citizen.job.MB01 6 #1",
		      "2026-11-05 citizen.job.MB01 9 #3");

	(void)state;
	assert_int_equal(progress.count, 2);
	assert_true(progress.waiting && progress.missing[PROGRESS_CASEWORKER]);
	assert_true(is(progress.rounds[0].values[PROGRESS_CITIZEN][PROGRESS_JOB], 6));
	assert_true(is(progress.rounds[1].values[PROGRESS_CITIZEN][PROGRESS_JOB], PROGRESS_NO_VALUE));
	assert_day(progress.due, "2026-11-09");
}

static void a_corrected_value_counts_on_the_day_of_the_first(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-11-03 caseworker.job.MR01 4 #2", "2026-11-02 citizen.job.MB01 6 #1",
		      "2026-11-20 citizen.job.MB01 3 #1");

	(void)state;
	assert_int_equal(progress.count, 1);
	assert_day(progress.rounds[0].given[PROGRESS_CITIZEN], "2026-11-02");
	assert_true(is(progress.rounds[0].values[PROGRESS_CITIZEN][PROGRESS_JOB], 3));
	assert_day(progress.rounds[0].completed, "2026-11-03");
}

static void other_series_stand_by_themselves(void **state)
{
	struct progress progress =
		BUILD(TODAY, "2026-08-10 JS06 12", "2026-11-05 JS06 3", "2026-10-12 JS15 6");

	(void)state;
	assert_int_equal(progress.count, 0);
	assert_int_equal(progress.other_count, 2);
	assert_string_equal(progress.others[0].name, "JS06");
	assert_int_equal(progress.others[0].count, 2);
	assert_true(is(progress.others[0].values[1], 3));
	assert_day(progress.others[0].latest, "2026-11-05");
	assert_true(is(progress_scale(progress.others[0].values, 2), 12));
	assert_true(is(progress_scale(progress.others[1].values, 1), 10));
	assert_false(date_is_set(progress.due));
}

/* ---- how it is told --------------------------------------------------------------------------------- */

static void a_change_is_from_the_value_before_gaps_left_out(void **state)
{
	static const double values[] = { 5, PROGRESS_NO_VALUE, 4.25, PROGRESS_NO_VALUE };
	double number;

	(void)state;
	assert_true(progress_latest(values, 4, &number) && is(number, 4.25));
	assert_true(progress_change(values, 4, &number) && is(number, -0.75));
	assert_string_equal(progress_change_text(&arena, number), "-0.8");
	assert_false(progress_change(values, 2, &number));
	assert_false(progress_latest(values + 3, 1, &number));
	assert_false(progress_latest(NULL, 0, &number));
}

static void numbers_are_written_as_the_language_writes_them(void **state)
{
	(void)state;
	assert_string_equal(progress_change_text(&arena, 0.04), "0.0");
	assert_string_equal(progress_change_text(&arena, 1.25), "+1.3");
	assert_string_equal(progress_value_text(&arena, 10), "10.0");
	tr_use(LANGUAGE_DA);
	assert_string_equal(progress_value_text(&arena, 6.34), "6,3");
	assert_string_equal(progress_value_text(&arena, PROGRESS_NO_VALUE), "–");
	assert_string_equal(progress_track_label(PROGRESS_HEALTH), "Helbred og hverdag");
	assert_string_equal(progress_side_label(PROGRESS_CASEWORKER), "Rådgiver");
}

static void a_sparkline_has_eight_levels_and_digits_where_there_are_no_blocks(void **state)
{
	static const double values[] = { 0, 2, 5, -1, 9.9, 10, 14 };

	(void)state;
	assert_string_equal(sparkline(&arena, values, 7, 10, SPARKLINE_BLOCKS), "▁▂▅·███");
	assert_string_equal(sparkline(&arena, values, 7, 10, SPARKLINE_DIGITS), "125.888");
	assert_string_equal(sparkline(&arena, NULL, 0, 10, SPARKLINE_BLOCKS), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_series_tells_its_side_and_track),
		TEST(nobody_measured_is_nothing_due),
		TEST(one_side_alone_is_hidden_and_waited_for),
		TEST(both_sides_show_the_mean_of_each_track),
		TEST(the_next_round_is_due_91_days_after_the_second_side_over_new_year),
		TEST(the_window_holds_its_91st_day_and_no_more),
		TEST(a_round_that_ran_out_asks_both_sides_again),
		TEST(the_same_side_again_takes_the_place_of_what_it_said),
		TEST(after_a_whole_round_the_next_sitting_opens_a_hidden_one),
		TEST(a_corrected_value_counts_on_the_day_of_the_first),
		TEST(other_series_stand_by_themselves),
		TEST(a_change_is_from_the_value_before_gaps_left_out),
		TEST(numbers_are_written_as_the_language_writes_them),
		TEST(a_sparkline_has_eight_levels_and_digits_where_there_are_no_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
