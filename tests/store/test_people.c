#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "store_rows.h"

static void a_citizen_comes_back_by_cpr_with_every_field(void **state)
{
	struct store_fixture *f = *state;
	struct citizen put = rows_citizen_of("1204671101", "Karim", "Nielsen"), got;

	put.address = "Nørregade 1";
	put.postcode = "5000";
	put.city = "Odense C";
	put.phone = "12345678";
	put.email = "karim@example.dk";
	put.is_protected = true;
	put.interpreter = true;
	put.coordinator = rows_me(f);
	put.unemployment_fund = "3F";
	put.job_goal = "Gartner";
	put.disco08 = "6113";
	put.education = "faglært";
	put.children = 2;
	put.driving_licence = true;
	assert_done(f, store_citizen_put(f->store, &put, &f->err));
	assert_done(f, store_citizen_by_cpr(f->store, "1204671101", &f->arena, &got, &f->err));
	assert_int_equal(got.id, put.id);
	assert_string_equal(got.cpr, "1204671101");
	assert_string_equal(got.given_names, "Karim");
	assert_string_equal(got.surname, "Nielsen");
	assert_string_equal(got.address, "Nørregade 1");
	assert_string_equal(got.postcode, "5000");
	assert_string_equal(got.city, "Odense C");
	assert_string_equal(got.phone, "12345678");
	assert_string_equal(got.email, "karim@example.dk");
	assert_true(got.is_protected);
	assert_true(got.interpreter);
	assert_string_equal(got.language, "da");
	assert_int_equal(got.target_group, 2);
	assert_string_equal(got.benefit, "kontanthjælp");
	assert_int_equal(got.benefit_from.day, day("2026-03-02").day);
	assert_int_equal(got.coordinator, FIXTURE_CASEWORKER);
	assert_string_equal(got.coordinator_name, "Mette Holm");
	assert_string_equal(got.unemployment_fund, "3F");
	assert_string_equal(got.job_goal, "Gartner");
	assert_string_equal(got.disco08, "6113");
	assert_string_equal(got.education, "faglært");
	assert_int_equal(got.children, 2);
	assert_true(got.driving_licence);
}

static void the_same_cpr_number_is_the_same_citizen(void **state)
{
	struct store_fixture *f = *state;
	int64_t first = rows_citizen(f, "1204671101", "Karim", "Nielsen", 0);

	assert_int_equal(rows_citizen(f, "120467-1101", "Karim B.", "Nielsen", 0), first);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 1);
	assert_string_equal(fixture_text(f, "SELECT cpr || given_names FROM citizen"), "1204671101Karim B.");
}

static void only_what_differs_is_written(void **state)
{
	struct store_fixture *f = *state;
	struct citizen citizen = rows_citizen_of("1204671101", "Karim", "Nielsen");
	int64_t ops;

	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	ops = fixture_number(f, "SELECT count(*) FROM oplog");
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops);
	citizen.phone = "12345678";
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops + 1);
}

static void a_number_that_cannot_be_a_cpr_number_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct citizen citizen = rows_citizen_of("3113671101", "Karim", "Nielsen");

	assert_refused(f, store_citizen_put(f->store, &citizen, &f->err), ERR_INPUT);
	assert_int_equal(citizen.id, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 0);
}

static void a_citizen_who_is_not_here_is_said_to_be_missing(void **state)
{
	struct store_fixture *f = *state;
	struct citizen citizen;

	assert_refused(f, store_citizen(f->store, 1, &f->arena, &citizen, &f->err), ERR_MISSING);
	assert_refused(f, store_citizen_by_cpr(f->store, "1204671101", &f->arena, &citizen, &f->err),
		       ERR_MISSING);
}

static void caseworkers_come_in_danish_order(void **state)
{
	static const char *const expected[] = { "Anna Aa", "Bo Zander", "Ærø Berg", "Ørn Dal", "Åse Ek" };
	struct store_fixture *f = *state;
	struct caseworker_list list;

	rows_caseworker(f, "aaek", "Åse Ek");
	rows_caseworker(f, "orda", "Ørn Dal");
	rows_caseworker(f, "boza", "Bo Zander");
	rows_caseworker(f, "arbe", "Ærø Berg");
	rows_caseworker(f, "anaa", "Anna Aa");
	assert_done(f, store_caseworkers(f->store, &f->arena, &list, &f->err));
	assert_int_equal(list.count, LENGTH(expected));
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(list.rows[i].name, expected[i]);
}

static void a_caseworker_without_initials_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct caseworker caseworker = { 0, " ", "Nobody", "JOB" };

	assert_refused(f, store_caseworker_put(f->store, &caseworker, &f->err), ERR_INPUT);
}

/* ---- the overview ----------------------------------------------------------------------------------- */

static void the_overview_gathers_what_is_open(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
	struct appointment coming = {
		0, citizen, day("2026-12-01"), 540, 45, "jobsamtale", "fremmøde", 0, 0
	};
	struct appointment past = { 0, citizen, day("2026-11-02"), 540, 45, "jobsamtale", "fremmøde", 0, 0 };
	struct plan_step step = { .citizen = citizen,
				  .text = "Ringe til gartneriet",
				  .due = day("2026-11-30") };
	struct conversation conversation = { .citizen = citizen, .guide = "jobsamtale", .guide_version = 1 };
	struct citizen_overview overview;

	assert_done(f, store_appointment_put(f->store, &coming, &f->err));
	assert_done(f, store_appointment_put(f->store, &past, &f->err));
	assert_done(f, store_step_put(f->store, &step, &f->err));
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	assert_done(f, store_overview(f->store, citizen, day("2026-11-23"), &f->arena, &overview, &f->err));
	assert_string_equal(overview.citizen.surname, "Nielsen");
	assert_int_equal(overview.benefit_weeks, 38);
	assert_int_equal(overview.appointment_count, 1);
	assert_int_equal(overview.appointments[0].id, coming.id);
	assert_int_equal(overview.plan.step_count, 1);
	assert_string_equal(overview.plan.steps[0].text, "Ringe til gartneriet");
	assert_int_equal(overview.unfinished, conversation.id);
	assert_string_equal(overview.unfinished_guide, "jobsamtale");
	assert_false(date_is_set(overview.last_conversation));
	assert_int_equal(overview.checks.count, 0);
	assert_int_equal(overview.cases.count, 0);
}

static void the_overview_shows_the_latest_check_of_each_requirement(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
	struct availability_check first = { .citizen = citizen,
					    .requirement = "R02",
					    .event_date = day("2026-11-20"),
					    .evidence = "",
					    .outcome = CHECK_NEW_AGREEMENT,
					    .reason = "",
					    .deadline = day("2026-11-27") };
	struct availability_check second = first, other = first;
	struct citizen_overview overview;

	second.outcome = CHECK_FULFILLED;
	second.deadline = DATE_NONE;
	other.requirement = "R12";
	assert_done(f, store_check_add(f->store, &first, &f->err));
	rows_write_as(f, FIXTURE_CASEWORKER, 1);
	assert_done(f, store_check_add(f->store, &other, &f->err));
	rows_write_as(f, FIXTURE_CASEWORKER, 2);
	assert_done(f, store_check_add(f->store, &second, &f->err));
	assert_done(f, store_overview(f->store, citizen, day("2026-11-23"), &f->arena, &overview, &f->err));
	assert_int_equal(overview.checks.count, 2);
	assert_int_equal(overview.checks.rows[0].id, second.id);
	assert_int_equal(overview.checks.rows[1].id, other.id);
}

/* ---- the history ------------------------------------------------------------------------------------ */

static void the_history_has_the_newest_first_and_only_a_first_line(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
	struct journal_note note = { .citizen = citizen, .text = "Ringede.\nAftalte ny tid." };
	struct guidance guidance = {
		.citizen = citizen, .date = day("2026-10-12"), .channel = "handed", .text_version = "2026-01"
	};
	struct availability_check check = { .citizen = citizen,
					    .requirement = "R02",
					    .event_date = day("2026-11-20"),
					    .evidence = "Set på Jobnet",
					    .outcome = CHECK_FULFILLED,
					    .deadline = DATE_NONE };
	struct history history;

	assert_done(f, store_guidance_add(f->store, &guidance, &f->err));
	assert_done(f, store_note_add(f->store, &note, &f->err));
	assert_done(f, store_check_add(f->store, &check, &f->err));
	assert_done(f, store_history(f->store, citizen, &f->arena, &history, &f->err));
	assert_int_equal(history.count, 3);
	assert_int_equal(history.rows[0].kind, HISTORY_NOTE);
	assert_int_equal(history.rows[0].ref, note.id);
	assert_string_equal(history.rows[0].text, "Ringede.");
	assert_string_equal(history.rows[0].author, "meho");
	assert_int_equal(history.rows[0].date.day, day("2026-11-23").day);
	assert_int_equal(history.rows[1].kind, HISTORY_CHECK);
	assert_string_equal(history.rows[1].what, "R02");
	assert_string_equal(history.rows[1].text, "fulfilled: Set på Jobnet");
	assert_int_equal(history.rows[2].kind, HISTORY_GUIDANCE);
	assert_string_equal(history.rows[2].what, "handed");
}

static void an_earlier_value_of_a_field_stays_readable(void **state)
{
	struct store_fixture *f = *state;
	int64_t colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct citizen citizen = rows_citizen_of("1204671101", "Karim", "Nielsen");
	struct history history;

	citizen.phone = "11111111";
	citizen.coordinator = colleague;
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	citizen.phone = "22222222";
	citizen.coordinator = rows_me(f);
	rows_write_as(f, colleague, 5);
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	assert_done(f, store_history(f->store, citizen.id, &f->arena, &history, &f->err));
	assert_int_equal(history.count, 2);
	for (size_t i = 0; i < history.count; i++) {
		bool is_phone = !strcmp(history.rows[i].what, "phone");

		assert_int_equal(history.rows[i].kind, HISTORY_CHANGE);
		assert_string_equal(history.rows[i].what, is_phone ? "phone" : "coordinator");
		assert_string_equal(history.rows[i].text, is_phone ? "11111111" : "aith");
		assert_string_equal(history.rows[i].author, "aith");
		assert_int_equal(history.rows[i].date.day, day("2026-11-23").day);
	}
}

static void an_empty_note_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct journal_note note = { .citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", 0),
				     .text = " " };

	assert_refused(f, store_note_add(f->store, &note, &f->err), ERR_INPUT);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_citizen_comes_back_by_cpr_with_every_field),
		CASE(the_same_cpr_number_is_the_same_citizen),
		CASE(only_what_differs_is_written),
		CASE(a_number_that_cannot_be_a_cpr_number_is_refused),
		CASE(a_citizen_who_is_not_here_is_said_to_be_missing),
		CASE(caseworkers_come_in_danish_order),
		CASE(a_caseworker_without_initials_is_refused),
		CASE(the_overview_gathers_what_is_open),
		CASE(the_overview_shows_the_latest_check_of_each_requirement),
		CASE(the_history_has_the_newest_first_and_only_a_first_line),
		CASE(an_earlier_value_of_a_field_stays_readable),
		CASE(an_empty_note_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
