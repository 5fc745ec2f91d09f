/* What the municipality's figures are read from, and decisions about efforts as they are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/store/import.h"
#include "samtale/store/plans.h"
#include "samtale/store/reports.h"
#include "store_rows.h"

/* The fixture's now is Monday 23 November 2026. */
#define TODAY "2026-11-23"

/* An import of one effort and one company. */
static int64_t an_effort(struct store_fixture *f)
{
	struct effort effort = {
		.code = "BRV", .name = "Brevkursus", .kind = "", .description = "", .to = DATE_NONE
	};
	struct employer employer = { .cvr = "90000011", .name = "Havnen", .agreements = "charter|kommunal" };
	enum import_effect effect;
	int64_t batch;

	effort.from = day("2025-01-01");
	rows_me(f);
	assert_done(f, store_import_begin(f->store, "test", &f->err));
	assert_done(f, store_import_effort(f->store, &effort, &effect, &f->err));
	assert_done(f, store_import_employer(f->store, &employer, &effect, &f->err));
	assert_done(f, store_import_end(f->store, &batch, &f->err));
	return effort.id;
}

static struct effort_decision decided(int64_t effort, enum effort_act act, int64_t previous)
{
	return (struct effort_decision){ .effort = effort,
					 .act = act,
					 .previous = previous,
					 .date = day(TODAY),
					 .reason = "the figures",
					 .figures = "8 of 200",
					 .hash = "abc" };
}

static const struct effort_row *row_now(struct store_fixture *f, struct effect_report *report)
{
	struct effect_source *source = arena_alloc(&f->arena, sizeof(*source));

	assert_done(f, store_effect_source(f->store, &f->arena, source, &f->err));
	effect_report_build(source, &f->arena, report);
	return effect_report_find(report, "BRV");
}

static void a_decision_is_kept_with_its_figures_and_its_author(void **state)
{
	struct store_fixture *f = *state;
	struct effort_decision close = decided(an_effort(f), EFFORT_CLOSE, 0);
	struct effect_report report;
	const struct effort_row *row;

	assert_done(f, store_effort_decide(f->store, &close, &f->err));
	row = row_now(f, &report);
	assert_true(effort_is_closed(row));
	assert_int_equal(row->heads, 1);
	assert_string_equal(row->decision->author_name, "Mette Holm");
	assert_string_equal(row->decision->figures, "8 of 200");
	assert_string_equal(row->decision->reason, "the figures");
	assert_false(store_undo(f->store, &f->arena, &(const char *){ NULL }, &f->err));
}

static void a_decision_goes_on_from_the_one_that_was_read(void **state)
{
	struct store_fixture *f = *state;
	struct effort_decision close = decided(an_effort(f), EFFORT_CLOSE, 0), late = close, reopen;
	struct effect_report report;

	assert_done(f, store_effort_decide(f->store, &close, &f->err));
	assert_refused(f, store_effort_decide(f->store, &late, &f->err), ERR_BUSY);
	reopen = decided(close.effort, EFFORT_REOPEN, close.id);
	assert_done(f, store_effort_decide(f->store, &reopen, &f->err));
	assert_false(effort_is_closed(row_now(f, &report)));
	assert_int_equal(row_now(f, &report)->heads, 1);
	late = decided(close.effort + 1, EFFORT_CLOSE, 0);
	assert_refused(f, store_effort_decide(f->store, &late, &f->err), ERR_MISSING);
}

static int64_t register_count(struct store_fixture *f, const char *on, enum register_kind kind,
			      const char *code)
{
	struct register_row *rows;
	size_t count;

	assert_done(f, store_registers(f->store, day(on), &f->arena, &rows, &count, &f->err));
	for (size_t i = 0; i < count; i++)
		if (rows[i].kind == kind && str_equal(rows[i].code, code))
			return rows[i].count;
	return 0;
}

static void the_pipeline_counts_the_latest_position_and_who_moved(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
	struct plan_position first = {
		.citizen = citizen, .stage = "workplace", .date = day("2026-03-02"), .note = ""
	};
	struct plan_position then = {
		.citizen = citizen, .stage = "reached", .date = day("2026-10-05"), .note = ""
	};

	assert_done(f, store_plan_position_put(f->store, &first, &f->err));
	assert_done(f, store_plan_position_put(f->store, &then, &f->err));
	assert_int_equal(register_count(f, "2026-06-01", REGISTER_POSITION, "workplace"), 1);
	assert_int_equal(register_count(f, "2026-06-01", REGISTER_MOVE, "workplace"), 0);
	assert_int_equal(register_count(f, TODAY, REGISTER_POSITION, "workplace"), 0);
	assert_int_equal(register_count(f, TODAY, REGISTER_POSITION, "reached"), 1);
	assert_int_equal(register_count(f, TODAY, REGISTER_MOVE, "workplace"), 1);
	assert_int_equal(register_count(f, "2027-11-23", REGISTER_MOVE, "workplace"), 0);
}

static void an_agreement_of_an_import_is_counted_as_its_word_says(void **state)
{
	struct store_fixture *f = *state;

	an_effort(f);
	assert_int_equal(register_count(f, TODAY, REGISTER_AGREEMENT, "charter"), 1);
	assert_int_equal(register_count(f, TODAY, REGISTER_AGREEMENT, "kommunal"), 1);
	assert_int_equal(register_count(f, TODAY, REGISTER_AGREEMENT, "virksomhedscenter"), 0);
	assert_int_equal(register_count(f, TODAY, REGISTER_EFFORT, "BRV"), 0);
}

static void a_benefit_has_its_person_whether_one_is_asked_for_or_all(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
	struct benefit_spell spell = { .citizen = citizen, .benefit = "kontanthjælp", .to = DATE_NONE };
	struct refund_rows one, all;
	enum import_effect effect;
	int64_t batch;

	spell.from = day("2026-03-02");
	rows_citizen(f, "1505800101", "Ane", "Hansen", 0);
	assert_done(f, store_import_begin(f->store, "test", &f->err));
	assert_done(f, store_import_benefit(f->store, &spell, &effect, &f->err));
	assert_done(f, store_import_end(f->store, &batch, &f->err));
	assert_done(f, store_refund_rows(f->store, citizen, &f->arena, &one, &f->err));
	assert_int_equal(one.person_count, 1);
	assert_int_equal(one.spell_count, 1);
	assert_string_equal(one.people[0].initials, "meho");
	assert_done(f, store_refund_rows(f->store, 0, &f->arena, &all, &f->err));
	assert_int_equal(all.person_count, 2);
	assert_int_equal(all.spell_count, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_decision_is_kept_with_its_figures_and_its_author),
		CASE(a_decision_goes_on_from_the_one_that_was_read),
		CASE(the_pipeline_counts_the_latest_position_and_who_moved),
		CASE(an_agreement_of_an_import_is_counted_as_its_word_says),
		CASE(a_benefit_has_its_person_whether_one_is_asked_for_or_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
