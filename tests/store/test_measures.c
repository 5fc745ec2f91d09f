/* The progress measure as it is stored: signing it, reading its rounds, what is due on Today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/conversations.h"
#include "samtale/store/measures.h"
#include "store_rows.h"
#include "store_rules.h"

#define MS_A_DAY INT64_C(86400000)

/* One side answers one question of each of two tracks, days from the fixture's today; returns the
 * conversation. */
static int64_t measure(struct store_fixture *f, int64_t citizen, enum progress_side side, int days,
		       const char *job, const char *skills)
{
	const char *name = progress_side_name(side);
	struct conversation conversation = { .citizen = citizen,
					     .guide = progress_side_guide(side),
					     .guide_version = 1 };
	struct feed feeds[] = {
		{ FEED_MEASURE, "M1", arena_printf(&f->arena, "%s.job.M1", name), "?", job, job },
		{ FEED_MEASURE, "M2", arena_printf(&f->arena, "%s.skills.M2", name), "?", skills, skills },
	};
	struct conversation_signing signing = { .citizen = citizen,
						.closing = CONVERSATION_MEASURES,
						.summary = "2 af 2 spørgsmål er besvaret.",
						.step.due = DATE_NONE,
						.next.date = DATE_NONE,
						.feeds = { feeds, 2 } };
	struct moment now = fixture_moment(0);
	int64_t id;

	now.utc_ms += days * MS_A_DAY;
	now.date = date_add_days(now.date, days);
	store_stamp(f->store, FIXTURE_CASEWORKER, now);
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	signing.conversation = conversation.id;
	assert_done(f, store_conversation_sign(f->store, &signing, &id, &f->err));
	return conversation.id;
}

static struct progress progress_of(struct store_fixture *f, int64_t citizen)
{
	struct progress progress;

	assert_done(f, store_progress(f->store, citizen, day("2026-11-23"), &f->arena, &progress, &f->err));
	return progress;
}

static void signing_a_measure_writes_values_and_agrees_on_nothing(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), conversation = measure(f, citizen, PROGRESS_CITIZEN, 0, "6", "8");
	struct conversation_record record;
	struct verify_report report;

	assert_int_equal(fixture_number(f, "SELECT count(*) FROM measure"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_step"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM appointment"), 0);
	assert_int_equal(fixture_number(f, "SELECT step + next_appointment FROM conversation_signed"), 0);
	assert_done(f, store_conversation_version(f->store, conversation, 0, &f->arena, &record, &f->err));
	assert_string_equal(record.summary, "2 af 2 spørgsmål er besvaret.");
	assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
	if (report.count)
		fail_msg("%s", report.findings[0].text);
}

static void a_measure_without_a_value_is_not_signed(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), id;
	struct conversation conversation = { .citizen = citizen,
					     .guide = "maaling-borger",
					     .guide_version = 1 };
	struct conversation_signing signing = { .citizen = citizen,
						.closing = CONVERSATION_MEASURES,
						.summary = "Ingen svar.",
						.step.due = DATE_NONE,
						.next.date = DATE_NONE };

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	signing.conversation = conversation.id;
	assert_refused(f, store_conversation_sign(f->store, &signing, &id, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT state FROM conversation"), CONVERSATION_OPEN);
}

static void the_numbers_of_one_side_are_not_read_before_the_other_has_answered(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), stranger = rows_citizen(f, "1505800101", "Anna", "Holt", 0);
	struct progress progress;

	measure(f, citizen, PROGRESS_CITIZEN, -3, "6", "8");
	measure(f, stranger, PROGRESS_CASEWORKER, -2, "1", "1");
	progress = progress_of(f, citizen);
	assert_int_equal(progress.count, 1);
	assert_true(progress.waiting);
	assert_true(progress.rounds[0].values[PROGRESS_CITIZEN][PROGRESS_JOB] < 0);

	measure(f, citizen, PROGRESS_CASEWORKER, 0, "4", "5");
	progress = progress_of(f, citizen);
	assert_int_equal(progress.count, 1);
	assert_float_equal(progress.rounds[0].values[PROGRESS_CITIZEN][PROGRESS_JOB], 6, 0.0001);
	assert_float_equal(progress.rounds[0].values[PROGRESS_CASEWORKER][PROGRESS_SKILLS], 5, 0.0001);
	assert_int_equal(progress.due.day, day("2027-02-22").day);
}

/* The row of Today that tells of a measure; NULL none. */
static const struct agenda_row *due_row(struct store_fixture *f, int64_t caseworker)
{
	struct agenda agenda;
	const struct agenda_row *found = NULL;

	assert_done(f, store_agenda(f->store, store_rules(), caseworker, fixture_moment(0), &f->arena, &agenda, &f->err));
	for (size_t i = 0; i < agenda.count; i++) {
		if (agenda.rows[i].kind != AGENDA_MEASURE_DUE)
			continue;
		assert_null(found);
		found = &agenda.rows[i];
	}
	return found;
}

static void a_round_that_is_due_within_a_week_stands_on_today(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	const struct agenda_row *row;

	measure(f, citizen, PROGRESS_CITIZEN, -90, "6", "8");
	measure(f, citizen, PROGRESS_CASEWORKER, -84, "4", "5");
	row = due_row(f, FIXTURE_CASEWORKER);
	assert_non_null(row);
	assert_int_equal(row->section, AGENDA_FOLLOW_UP);
	assert_int_equal(row->citizen, citizen);
	assert_int_equal(row->date.day, day("2026-11-30").day);
	assert_string_equal(row->what, AGENDA_BOTH_SIDES);
	assert_string_equal(row->name, "Karim Nielsen");

	measure(f, citizen, PROGRESS_CITIZEN, -1, "7", "8");
	assert_string_equal(due_row(f, FIXTURE_CASEWORKER)->what, "caseworker");
}

static void a_round_further_off_and_somebody_else_s_citizen_do_not(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");

	measure(f, citizen, PROGRESS_CITIZEN, -90, "6", "8");
	measure(f, citizen, PROGRESS_CASEWORKER, -83, "4", "5");
	assert_null(due_row(f, FIXTURE_CASEWORKER));
	measure(f, rows_citizen(f, "1505800101", "Anna", "Holt", colleague), PROGRESS_CITIZEN, -90, "6", "8");
	assert_null(due_row(f, FIXTURE_CASEWORKER));
	assert_non_null(due_row(f, colleague));
}

static void an_overdue_round_stays_on_today_one_row_a_citizen(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	int64_t anna = rows_citizen(f, "1505800101", "Anna", "Holt", FIXTURE_CASEWORKER);
	struct agenda agenda;
	size_t rows = 0;

	measure(f, citizen, PROGRESS_CITIZEN, -300, "6", "8");
	measure(f, anna, PROGRESS_CITIZEN, -200, "6", "8");
	measure(f, anna, PROGRESS_CASEWORKER, -199, "6", "8");
	assert_done(f, store_agenda(f->store, store_rules(), FIXTURE_CASEWORKER, fixture_moment(0), &f->arena, &agenda,
				    &f->err));
	for (size_t i = 0; i < agenda.count; i++)
		rows += agenda.rows[i].kind == AGENDA_MEASURE_DUE;
	assert_int_equal(rows, 2);
	assert_int_equal(agenda.rows[0].citizen, citizen);
	assert_int_equal(agenda.rows[0].date.day, day("2026-11-23").day - 300 + PROGRESS_ROUND_DAYS);
	assert_string_equal(agenda.rows[0].what, AGENDA_BOTH_SIDES);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(signing_a_measure_writes_values_and_agrees_on_nothing),
		CASE(a_measure_without_a_value_is_not_signed),
		CASE(the_numbers_of_one_side_are_not_read_before_the_other_has_answered),
		CASE(a_round_that_is_due_within_a_week_stands_on_today),
		CASE(a_round_further_off_and_somebody_else_s_citizen_do_not),
		CASE(an_overdue_round_stays_on_today_one_row_a_citizen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
