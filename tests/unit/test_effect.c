/* The worked figures of reference, section 10.3, and what may not be shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"

static struct date day(int number)
{
	return (struct date){ 20000 + number };
}

/* ---- the interval --------------------------------------------------------------------------------- */

/* The published figures, and values of the literature: Newcombe (1998), Stat. Med. 17, 857-872, table I,
 * method 3. */
static void the_interval_is_wilsons(void **state)
{
	static const struct {
		int hits, of, low, high; /* tenths of a per cent */
	} rows[] = {
		{ 208, 1090, 169, 215 }, { 24, 80, 211, 408 }, { 0, 12, 0, 242 }, { 24, 24, 862, 1000 },
		{ 81, 263, 255, 366 },   { 15, 148, 62, 160 }, { 0, 20, 0, 161 }, { 1, 29, 6, 172 },
	};
	double low, high;

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		wilson_interval(rows[i].hits, rows[i].of, &low, &high);
		assert_int_equal(share_tenths(low), rows[i].low);
		assert_int_equal(share_tenths(high), rows[i].high);
	}
}

static void the_interval_holds_its_share_whatever_the_counts(void **state)
{
	double low, high;

	(void)state;
	for (int of = 1; of <= 400; of++) {
		for (int hits = 0; hits <= of; hits++) {
			double share = (double)hits / of;

			wilson_interval(hits, of, &low, &high);
			assert_true(0 <= low && low <= share && share <= high && high <= 1);
			assert_true(high - low < 1);
		}
	}
	wilson_interval(0, 0, &low, &high);
	assert_true(low == 0 && high == 1);
}

/* ---- small cells ---------------------------------------------------------------------------------- */

enum { TOTAL = 4, PARTS = 4 };
static const int parts[PARTS] = { 0, 1, 2, 3 };

static void a_count_of_one_to_four_is_hidden_and_never_stands_alone(void **state)
{
	static const struct {
		int counts[5];
		const char *hidden; /* * where it is */
	} rows[] = {
		{ { 10, 20, 0, 30, 60 }, "....." }, /* nothing small */
		{ { 3, 20, 0, 30, 53 }, "**..." },  /* the next smallest goes with it */
		{ { 3, 4, 0, 30, 37 }, "**..." },   /* two, and more than four together */
		{ { 1, 2, 9, 30, 42 }, "***.." },   /* two, but they could only be one and two, or two and one
						     */
		{ { 3, 0, 0, 0, 3 }, "*...*" },     /* nothing left to hide it behind but the total */
		{ { 0, 0, 0, 5, 5 }, "....." },     { { 4, 0, 0, 5, 9 }, "*..*." },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		bool hidden[5] = { false };

		effort_hide(rows[i].counts, hidden, parts, PARTS, TOTAL);
		for (int cell = 0; cell < 5; cell++)
			assert_int_equal(hidden[cell], rows[i].hidden[cell] == '*');
	}
}

/* Somebody who knows the total, the rule, and what is shown, still has at least two possibilities for each
 * hidden count. */
static int possibilities(const int *counts, const bool *hidden, int cell, int value)
{
	int known = 0, others = 0;

	for (int i = 0; i < PARTS; i++)
		known += hidden[i] ? 0 : counts[i];
	for (int i = 0; i < PARTS; i++)
		others += hidden[i] && i != cell;
	/* The others, one at least each, make up the rest. */
	return value >= 1 && counts[TOTAL] - known - value >= others;
}

static void a_hidden_count_cannot_be_computed_from_the_total(void **state)
{
	(void)state;
	for (int code = 0; code < 9 * 9 * 9 * 9; code++) {
		int counts[5] = { code % 9, code / 9 % 9, code / 81 % 9, code / 729, 0 };
		bool hidden[5] = { false };

		for (int i = 0; i < PARTS; i++)
			counts[TOTAL] += counts[i];
		effort_hide(counts, hidden, parts, PARTS, TOTAL);
		for (int cell = 0; cell < PARTS; cell++) {
			int possible = 0;

			assert_true(hidden[cell] || !effort_cell_is_small(counts[cell]));
			if (!hidden[cell] || hidden[TOTAL])
				continue;
			for (int value = 1; value <= counts[TOTAL]; value++)
				possible += possibilities(counts, hidden, cell, value);
			assert_true(possible >= 2);
		}
	}
}

/* ---- a municipality ------------------------------------------------------------------------------- */

#define PEOPLE_MOST 3000

struct town {
	struct effort efforts[8];
	struct effort_person people[PEOPLE_MOST];
	struct enrolment enrolments[PEOPLE_MOST];
	struct outcome outcomes[PEOPLE_MOST];
	struct effort_decision decisions[4];
	struct effect_source source;
	struct arena arena;
	struct effect_report report;
};

static struct town town;

static int build_up(void **state)
{
	town = (struct town){ 0 };
	arena_init(&town.arena);
	town.source = (struct effect_source){ .efforts = town.efforts,
					      .people = town.people,
					      .enrolments = town.enrolments,
					      .outcomes = town.outcomes,
					      .decisions = town.decisions };
	*state = &town;
	return 0;
}

static int tear_down(void **state)
{
	arena_done(&((struct town *)*state)->arena);
	return 0;
}

static void an_effort(struct town *t, const char *code, int64_t cost)
{
	t->efforts[t->source.effort_count] = (struct effort){ .id = (int64_t)t->source.effort_count + 1,
							      .code = code,
							      .name = code,
							      .kind = "",
							      .description = "",
							      .from = day(0),
							      .to = DATE_NONE,
							      .unit_cost_ore = cost };
	t->source.effort_count++;
}

/* effort 0: in none. status NULL: no outcome. */
static void people_of(struct town *t, int count, int group, int effort, bool started, bool ended,
		      const char *status)
{
	for (int i = 0; i < count; i++) {
		int64_t citizen = (int64_t)t->source.person_count + 1;

		t->people[t->source.person_count++] = (struct effort_person){ citizen, group };
		if (effort > 0)
			t->enrolments[t->source.enrolment_count++] =
				(struct enrolment){ .citizen = citizen,
						    .effort = effort,
						    .invited = day(1),
						    .started = started ? day(8) : DATE_NONE,
						    .ended = ended ? day(90) : DATE_NONE,
						    .completed = ended ? 1 : -1,
						    .dropout = "" };
		if (status != NULL)
			t->outcomes[t->source.outcome_count++] = (struct outcome){ .citizen = citizen,
										   .effort = effort,
										   .status = status,
										   .date = day(100),
										   .source = "" };
	}
}

static const struct effort_row *report_of(struct town *t, const char *code)
{
	const struct effort_row *row;

	effect_report_build(&t->source, &t->arena, &t->report);
	row = effect_report_find(&t->report, code);
	assert_non_null(row);
	return row;
}

static void an_effort_has_both_its_denominators(void **state)
{
	struct town *t = *state;
	const struct effort_row *row;

	an_effort(t, "CHF", 2400000);
	people_of(t, 24, 2, 1, true, true, "JOB");
	people_of(t, 56, 2, 1, false, false, NULL);
	people_of(t, 170, 2, 0, false, false, NULL);
	row = report_of(t, "CHF");
	assert_int_equal(row->counts[EFFORT_INVITED], 80);
	assert_int_equal(row->counts[EFFORT_STARTED], 24);
	assert_int_equal(row->counts[EFFORT_COMPLETED], 24);
	assert_int_equal(row->counts[EFFORT_IN_WORK], 24);
	assert_int_equal(row->counts[EFFORT_UNKNOWN], 56);
	assert_int_equal(share_tenths(row->rate_invited), 300);
	assert_int_equal(share_tenths(row->rate_started), 1000);
	assert_int_equal(share_tenths(row->low), 211);
	assert_int_equal(share_tenths(row->high), 408);
	assert_int_equal(effort_cost_per_outcome(row), 2400000);
	assert_false(row->flagged);
}

static void a_person_counts_once_in_an_effort(void **state)
{
	struct town *t = *state;
	const struct effort_row *row;

	an_effort(t, "ASM", 0);
	people_of(t, 40, 3, 1, true, true, "JOB");
	for (int i = 0; i < 40; i++) {
		t->enrolments[40 + i] = t->enrolments[i];
		t->outcomes[40 + i] = t->outcomes[i];
	}
	/* A second time, and hours before the job: each beside the person's own row. */
	for (int i = 0; i < 40; i++) {
		t->enrolments[2 * i] =
			(struct enrolment){ .citizen = i + 1, .effort = 1, .invited = day(1), .dropout = "" };
		t->enrolments[2 * i + 1] = (struct enrolment){ .citizen = i + 1,
							       .effort = 1,
							       .invited = day(50),
							       .started = day(51),
							       .ended = DATE_NONE,
							       .dropout = "" };
		t->outcomes[2 * i] = (struct outcome){
			.citizen = i + 1, .effort = 1, .status = "JOB_HOURS", .date = day(60)
		};
		t->outcomes[2 * i + 1] =
			(struct outcome){ .citizen = i + 1, .effort = 1, .status = "JOB", .date = day(70) };
	}
	t->source.enrolment_count = 80;
	t->source.outcome_count = 80;
	row = report_of(t, "ASM");
	assert_int_equal(row->counts[EFFORT_INVITED], 40);
	assert_int_equal(row->counts[EFFORT_IN_WORK], 40);
	assert_int_equal(row->counts[EFFORT_HOURS], 0);
}

static void an_effort_is_flagged_only_below_the_rest_of_its_group(void **state)
{
	struct town *t = *state;
	const struct effort_row *row;

	an_effort(t, "BAD", 0);
	an_effort(t, "OTH", 0);
	people_of(t, 10, 2, 1, true, true, "JOB");
	people_of(t, 190, 2, 1, true, true, NULL);
	people_of(t, 60, 2, 2, true, true, "JOB");
	people_of(t, 140, 2, 2, true, true, NULL);
	people_of(t, 500, 3, 0, false, false, NULL); /* another group: no peers */
	row = report_of(t, "BAD");
	assert_int_equal(share_tenths(row->rest_rate), 300);
	assert_int_equal(row->rest, 200);
	assert_true(row->flagged);
	assert_non_null(strstr(effort_reason(&t->arena, row), "30.0 %"));
	assert_false(report_of(t, "OTH")->flagged);
}

static void too_few_are_never_judged(void **state)
{
	struct town *t = *state;
	const struct effort_row *row;

	an_effort(t, "PRX", 0);
	people_of(t, 12, 3, 1, true, true, NULL);
	people_of(t, 500, 3, 0, false, false, "JOB");
	row = report_of(t, "PRX");
	assert_int_equal(share_tenths(row->high), 242);
	assert_true(row->high < row->rest_rate);
	assert_false(row->flagged);
	assert_int_equal(row->verdict, EFFORT_TOO_FEW);
	assert_false(row->hidden[EFFORT_IN_WORK]);
}

static void nobody_is_judged_while_all_are_under_way(void **state)
{
	struct town *t = *state;

	an_effort(t, "JOF", 0);
	people_of(t, 90, 2, 1, true, false, NULL);
	people_of(t, 500, 2, 0, false, false, "JOB");
	assert_int_equal(report_of(t, "JOF")->verdict, EFFORT_UNDER_WAY);
	people_of(t, 1, 2, 1, true, true, NULL);
	assert_true(report_of(t, "JOF")->flagged);
}

static void the_comparison_is_weighed_as_the_effort_is(void **state)
{
	struct town *t = *state;

	an_effort(t, "MIX", 0);
	people_of(t, 75, 3, 1, true, true, NULL);
	people_of(t, 25, 2, 1, true, true, NULL);
	people_of(t, 90, 3, 0, false, false, NULL);
	people_of(t, 10, 3, 0, false, false, "JOB");
	people_of(t, 500, 2, 0, false, false, NULL);
	people_of(t, 500, 2, 0, false, false, "JOB");
	assert_int_equal(share_tenths(report_of(t, "MIX")->rest_rate), 200); /* 0.75 * 10 % + 0.25 * 50 % */
}

static void a_hidden_count_hides_what_it_could_be_computed_from(void **state)
{
	struct town *t = *state;
	const struct effort_row *row;

	an_effort(t, "A", 100);
	an_effort(t, "B", 100);
	people_of(t, 3, 2, 1, true, true, "JOB");
	people_of(t, 60, 2, 1, true, true, NULL);
	people_of(t, 30, 2, 2, true, true, "JOB");
	people_of(t, 60, 2, 2, true, true, NULL);
	row = report_of(t, "A");
	assert_true(row->hidden[EFFORT_IN_WORK]);
	assert_true(row->hidden[EFFORT_UNKNOWN]);
	assert_false(row->hidden[EFFORT_INVITED]);
	assert_false(effort_rate_is_shown(row, EFFORT_INVITED));
	assert_int_equal(effort_cost_per_outcome(row), -1);
	/* The other effort's comparison is made of the first one's people. */
	assert_true(report_of(t, "B")->rest_hidden);
	assert_null(strstr(effort_figures(&t->arena, row), " 3 "));
}

static void the_hash_knows_no_order_and_no_ids_but_every_change(void **state)
{
	struct town *t = *state;
	char first[ID_HASH_TEXT];

	an_effort(t, "A", 100);
	people_of(t, 5, 2, 1, true, true, "JOB");
	people_of(t, 5, 3, 1, true, false, NULL);
	report_of(t, "A");
	strcpy(first, t->report.hash);
	for (size_t i = 0; i < 10; i++) /* the other way round, under other ids */
		t->people[i].target_group = i < 5 ? 3 : 2;
	for (size_t i = 0; i < 10; i++)
		t->enrolments[i] = (struct enrolment){ .citizen = (int64_t)i + 1,
						       .effort = 1,
						       .invited = day(1),
						       .started = day(8),
						       .ended = i < 5 ? DATE_NONE : day(90),
						       .completed = i < 5 ? -1 : 1,
						       .dropout = "" };
	for (size_t i = 0; i < 5; i++)
		t->outcomes[i].citizen = (int64_t)i + 6;
	report_of(t, "A");
	assert_string_equal(t->report.hash, first);
	t->outcomes[0].date = day(101);
	report_of(t, "A");
	assert_string_not_equal(t->report.hash, first);
}

static void a_decision_has_a_reason_and_a_day_and_changes_something(void **state)
{
	struct town *t = *state;
	struct effort_decision close = {
		.effort = 1, .act = EFFORT_CLOSE, .date = day(200), .reason = "it did not help"
	};
	struct effort_decision reopen = {
		.effort = 1, .act = EFFORT_REOPEN, .date = day(200), .reason = "a new try"
	};
	struct err err;

	an_effort(t, "A", 0);
	assert_true(effort_decision_is_complete(&close, report_of(t, "A"), day(200), &err));
	assert_false(effort_decision_is_complete(&reopen, report_of(t, "A"), day(200), &err));
	close.reason = " ";
	assert_false(effort_decision_is_complete(&close, report_of(t, "A"), day(200), &err));
	close.reason = "it did not help";
	assert_false(effort_decision_is_complete(&close, report_of(t, "A"), day(199), &err));
	t->decisions[0] = close;
	t->decisions[0].id = 7;
	t->source.decision_count = 1;
	assert_true(effort_is_closed(report_of(t, "A")));
	assert_false(effort_decision_is_complete(&close, report_of(t, "A"), day(200), &err));
	assert_true(effort_decision_is_complete(&reopen, report_of(t, "A"), day(200), &err));
	/* Two who decided from the same one. */
	t->decisions[1] = close;
	t->decisions[1].id = 8;
	t->source.decision_count = 2;
	assert_int_equal(report_of(t, "A")->heads, 1);
	t->decisions[1].act = EFFORT_REOPEN;
	assert_int_equal(report_of(t, "A")->heads, 2);
	assert_true(effort_decision_is_complete(&close, report_of(t, "A"), day(200), &err));
	/* A person has chosen. */
	t->decisions[1].gave_way = true;
	assert_int_equal(report_of(t, "A")->heads, 1);
	assert_true(effort_is_closed(report_of(t, "A")));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, build_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_interval_is_wilsons),
		cmocka_unit_test(the_interval_holds_its_share_whatever_the_counts),
		cmocka_unit_test(a_count_of_one_to_four_is_hidden_and_never_stands_alone),
		cmocka_unit_test(a_hidden_count_cannot_be_computed_from_the_total),
		CASE(an_effort_has_both_its_denominators),
		CASE(a_person_counts_once_in_an_effort),
		CASE(an_effort_is_flagged_only_below_the_rest_of_its_group),
		CASE(too_few_are_never_judged),
		CASE(nobody_is_judged_while_all_are_under_way),
		CASE(the_comparison_is_weighed_as_the_effort_is),
		CASE(a_hidden_count_hides_what_it_could_be_computed_from),
		CASE(the_hash_knows_no_order_and_no_ids_but_every_change),
		CASE(a_decision_has_a_reason_and_a_day_and_changes_something),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
