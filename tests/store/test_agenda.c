#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/import.h"
#include "samtale/store/people.h"
#include "store/connection.h"
#include "store_rows.h"
#include "store_rules.h"

static struct agenda today(struct store_fixture *f)
{
	struct agenda agenda;

	assert_done(f, store_agenda(f->store, store_rules(), FIXTURE_CASEWORKER, fixture_moment(0), &f->arena, &agenda,
				    &f->err));
	return agenda;
}

static int64_t book(struct store_fixture *f, int64_t citizen, const char *date, int minute,
		    int64_t coordinator)
{
	struct appointment appointment = { .citizen = citizen, .date = day(date), .minute = minute,
					   .minutes = 45, .type = "jobsamtale", .form = "telefon",
					   .coordinator = coordinator };

	assert_done(f, store_appointment_put(f->store, &appointment, &f->err));
	return appointment.id;
}

/* ---- unfinished conversations ----------------------------------------------------------------------- */

static void own_unfinished_conversations_come_first(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct conversation own = { .citizen = citizen, .guide = "jobsamtale", .form = "telefon" };
	struct conversation other = { .citizen = citizen, .guide = "foerste-samtale" };
	struct agenda agenda;

	book(f, citizen, "2026-11-23", 540, FIXTURE_CASEWORKER);
	assert_done(f, store_conversation_begin(f->store, &own, &f->err));
	assert_done(f, store_conversation_set(f->store, own.id, CONVERSATION_PAUSED, "JS04", &f->err));
	rows_write_as(f, colleague, 1);
	assert_done(f, store_conversation_begin(f->store, &other, &f->err));
	agenda = today(f);
	assert_int_equal(agenda.count, 2);
	assert_int_equal(agenda.rows[0].section, AGENDA_UNFINISHED);
	assert_int_equal(agenda.rows[0].kind, AGENDA_PAUSED_CONVERSATION);
	assert_int_equal(agenda.rows[0].ref, own.id);
	assert_int_equal(agenda.rows[0].citizen, citizen);
	assert_string_equal(agenda.rows[0].name, "Karim Nielsen");
	assert_string_equal(agenda.rows[0].what, "jobsamtale");
	assert_string_equal(agenda.rows[0].form, "telefon");
	assert_int_equal(agenda.rows[0].benefit_weeks, 38);
	assert_int_equal(agenda.rows[1].section, AGENDA_CONVERSATIONS);
}

/* ---- appointments ----------------------------------------------------------------------------------- */

static void the_day_has_its_own_appointments_in_order_of_time(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	int64_t late = book(f, citizen, "2026-11-23", 840, FIXTURE_CASEWORKER);
	int64_t early = book(f, citizen, "2026-11-23", 480, FIXTURE_CASEWORKER);
	struct agenda agenda;

	book(f, citizen, "2026-11-24", 480, FIXTURE_CASEWORKER);
	book(f, citizen, "2026-11-23", 480, colleague);
	agenda = today(f);
	assert_int_equal(agenda.count, 2);
	assert_int_equal(agenda.rows[0].ref, early);
	assert_int_equal(agenda.rows[0].minute, 480);
	assert_int_equal(agenda.rows[1].ref, late);
	assert_string_equal(agenda.rows[1].what, "jobsamtale");
}

static void an_appointment_that_was_held_or_begun_is_not_waited_for(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), begun = book(f, citizen, "2026-11-23", 600, FIXTURE_CASEWORKER);
	struct appointment held = { .citizen = citizen, .date = day("2026-11-23"), .minute = 480,
				    .coordinator = FIXTURE_CASEWORKER, .state = APPOINTMENT_HELD };
	struct conversation conversation = { .citizen = citizen,
					     .guide = "jobsamtale",
					     .appointment = begun };
	struct agenda agenda;

	assert_done(f, store_appointment_put(f->store, &held, &f->err));
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	agenda = today(f);
	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_PAUSED_CONVERSATION);
}

/* ---- deadlines -------------------------------------------------------------------------------------- */

static int64_t agreement(struct store_fixture *f, int64_t citizen, const char *deadline,
			 enum check_outcome outcome)
{
	struct availability_check check = { .citizen = citizen,
					    .requirement = "R02",
					    .event_date = day("2026-11-23"),
					    .outcome = outcome,
					    .deadline = day(deadline) };

	assert_done(f, store_check_add(f->store, &check, &f->err));
	return check.id;
}

static void an_agreed_deadline_shows_from_fourteen_days_before(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), check = agreement(f, citizen, "2026-12-07", CHECK_NEW_AGREEMENT);
	struct agenda agenda = today(f);

	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].section, AGENDA_DEADLINES);
	assert_int_equal(agenda.rows[0].kind, AGENDA_CHECK_DUE);
	assert_int_equal(agenda.rows[0].ref, check);
	assert_string_equal(agenda.rows[0].what, "R02");
	assert_int_equal(agenda.rows[0].date.day, day("2026-12-07").day);
	rows_write_as(f, FIXTURE_CASEWORKER, 1);
	agreement(f, citizen, "2026-12-08", CHECK_NEW_AGREEMENT);
	assert_int_equal(today(f).count, 0);
}

static void a_later_check_of_the_requirement_settles_the_deadline(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);

	agreement(f, citizen, "2026-11-27", CHECK_NEW_AGREEMENT);
	assert_int_equal(today(f).count, 1);
	rows_write_as(f, FIXTURE_CASEWORKER, 1);
	agreement(f, citizen, "", CHECK_FULFILLED);
	assert_int_equal(today(f).count, 0);
}

static void steps_of_citizen_and_caseworker_show_until_they_have_a_status(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct plan_step mine = { .citizen = citizen,
				  .text = "Sende brev",
				  .owner = STEP_OWNER_CASEWORKER,
				  .due = day("2026-11-20") };
	struct plan_step theirs = {
		.citizen = citizen, .text = "Ringe", .owner = STEP_OWNER_CITIZEN, .due = day("2026-11-25")
	};
	struct plan_step employers = {
		.citizen = citizen, .text = "Svare", .owner = STEP_OWNER_EMPLOYER, .due = day("2026-11-25")
	};
	struct agenda agenda;

	assert_done(f, store_step_put(f->store, &theirs, &f->err));
	assert_done(f, store_step_put(f->store, &mine, &f->err));
	assert_done(f, store_step_put(f->store, &employers, &f->err));
	agenda = today(f);
	assert_int_equal(agenda.count, 2);
	assert_int_equal(agenda.rows[0].ref, mine.id);
	assert_string_equal(agenda.rows[0].what, "Sende brev");
	assert_int_equal(agenda.rows[1].ref, theirs.id);
	mine.status = STEP_DONE;
	assert_done(f, store_step_put(f->store, &mine, &f->err));
	assert_int_equal(today(f).count, 1);
}

static int64_t open_case(struct store_fixture *f, int64_t citizen)
{
	struct sanction_case opened = { .citizen = citizen,
					.provision = "37",
					.event_date = day("2026-11-20"),
					.source = "appointment:1",
					.target_group = 2 };

	assert_done(f, store_case_open(f->store, &opened, &f->err));
	return opened.id;
}

static void go_on(struct store_fixture *f, int64_t id, enum sanction_act act, enum sanction_state to,
		  const char *due)
{
	struct sanction_case file;
	struct sanction_event event = {
		.sanction_case = id, .act = act, .to = to, .date = day("2026-11-23"), .due = day(due)
	};

	assert_done(f, store_case(f->store, id, &f->arena, &file, &f->err));
	event.parent = file.events[file.event_count - 1].id;
	assert_done(f, store_case_event(f->store, &event, &f->err));
}

static void an_open_case_waits_and_a_closed_one_does_not(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = open_case(f, rows_karim(f));
	struct agenda agenda = today(f);

	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_CASE_OPEN);
	assert_int_equal(agenda.rows[0].ref, id);
	assert_string_equal(agenda.rows[0].what, "37");
	go_on(f, id, SANCTION_EXCUSE, SANCTION_EXCUSED, "");
	assert_int_equal(today(f).count, 0);
}

static void a_hearing_shows_its_reply_date_when_it_comes_near(void **state)
{
	struct store_fixture *f = *state;
	int64_t near = open_case(f, rows_karim(f));
	int64_t far = open_case(f, rows_citizen(f, "2811753101", "Anna", "Østergaard", FIXTURE_CASEWORKER));
	struct agenda agenda;

	go_on(f, near, SANCTION_SEND_HEARING, SANCTION_HEARING, "2026-12-01");
	go_on(f, far, SANCTION_SEND_HEARING, SANCTION_HEARING, "2026-12-24");
	agenda = today(f);
	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_HEARING_REPLY);
	assert_int_equal(agenda.rows[0].ref, near);
	assert_int_equal(agenda.rows[0].date.day, day("2026-12-01").day);
}

static void a_decision_shows_how_long_the_citizen_can_complain_and_a_complaint_its_own_date(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = open_case(f, rows_karim(f));
	struct agenda agenda;

	go_on(f, id, SANCTION_DISPATCH, SANCTION_NOTIFIED, "2026-12-21");
	agenda = today(f);
	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_CASE_OPEN);
	go_on(f, id, SANCTION_PAY, SANCTION_EFFECTED, "2026-12-01");
	agenda = today(f);
	assert_int_equal(agenda.count, 2);
	assert_int_equal(agenda.rows[0].kind, AGENDA_CASE_OPEN);
	assert_int_equal(agenda.rows[1].kind, AGENDA_COMPLAINT_UNTIL);
	assert_int_equal(agenda.rows[1].date.day, day("2026-12-01").day);
	go_on(f, id, SANCTION_CONTACT, SANCTION_EFFECTED_CLOSED, "2026-12-01");
	agenda = today(f);
	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_COMPLAINT_UNTIL);
	go_on(f, id, SANCTION_COMPLAIN, SANCTION_COMPLAINT, "2026-12-29");
	agenda = today(f);
	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_REASSESS);
	assert_int_equal(agenda.rows[0].date.day, day("2026-12-29").day);
	go_on(f, id, SANCTION_UPHOLD, SANCTION_FORWARDED, "");
	assert_int_equal(today(f).count, 0);
}

static void a_case_opened_for_a_colleagues_citizen_is_followed_too(void **state)
{
	struct store_fixture *f = *state;
	int64_t colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	int64_t citizen;

	rows_me(f);
	citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", colleague);
	open_case(f, citizen);
	assert_int_equal(today(f).count, 1);
}

static void colleagues_deadlines_are_not_shown(void **state)
{
	struct store_fixture *f = *state;
	int64_t colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", colleague);

	rows_write_as(f, colleague, 0);
	agreement(f, citizen, "2026-11-27", CHECK_NEW_AGREEMENT);
	open_case(f, citizen);
	assert_int_equal(today(f).count, 0);
}

/* ---- follow-up -------------------------------------------------------------------------------------- */

static void outcome(struct store_fixture *f, int64_t citizen, const char *status, const char *date)
{
	struct outcome row = { .citizen = citizen, .status = status, .date = day(date), .weekly_hours = 37 };
	enum import_effect effect;
	int64_t batch;

	assert_done(f, store_import_begin(f->store, "test", &f->err));
	assert_done(f, store_import_outcome(f->store, &row, &effect, &f->err));
	assert_done(f, store_import_end(f->store, &batch, &f->err));
}

static void a_job_is_followed_up_after_one_three_six_and_twelve_months(void **state)
{
	static const struct {
		const char *began, *asked;
	} expected[] = {
		{ "2026-10-24", "2026-11-24" }, { "2026-08-30", "2026-11-30" },
		{ "2026-05-23", "2026-11-23" }, { "2025-11-29", "2026-11-29" },
		{ "2026-10-31", "2026-11-30" }, { "2026-10-22", "2026-11-22" }, { "2026-10-08", "" },
		{ "2026-08-31", "2026-11-30" }, { "2026-11-01", "" },
		{ "2024-11-25", "" },
	};
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);

	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct agenda agenda;

		fixture_do(f, "UPDATE outcome SET deleted = 1");
		outcome(f, citizen, i % 2 ? "JOB_HOURS" : "JOB", expected[i].began);
		agenda = today(f);
		assert_int_equal(agenda.count, *expected[i].asked ? 1 : 0);
		if (!agenda.count)
			continue;
		assert_int_equal(agenda.rows[0].section, AGENDA_FOLLOW_UP);
		assert_int_equal(agenda.rows[0].kind, AGENDA_OUTCOME);
		assert_int_equal(agenda.rows[0].date.day, day(expected[i].asked).day);
		assert_string_equal(agenda.rows[0].what, date_short(&f->arena, day(expected[i].began)));
	}
}

static void education_is_not_followed_up_as_a_job(void **state)
{
	struct store_fixture *f = *state;

	outcome(f, rows_karim(f), "EDUCATION", "2026-10-24");
	assert_int_equal(today(f).count, 0);
}

/* ---- the size --------------------------------------------------------------------------------------- */

static void a_section_is_capped_and_shows_what_is_most_overdue(void **state)
{
	struct store_fixture *f = *state;
	struct agenda agenda;

	fixture_do(f, arena_printf(&f->arena,
			"INSERT INTO plan_step(id, citizen, text, due, status)"
			" WITH n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
			" SELECT (1 << 43) + 50000 + i, %lld, 'step ' || i,"
			" date('2026-11-23', -i || ' days'), 0 FROM n",
			(long long)rows_karim(f)));
	agenda = today(f);
	assert_int_equal(agenda.count, 200);
	assert_string_equal(agenda.rows[0].what, "step 300");
}

/* Statements that walk through a table have taken such steps. */
static int rows_walked(struct store_fixture *f)
{
	int steps = 0;

	for (sqlite3_stmt *s = sqlite3_next_stmt(f->store->db, NULL); s;
	     s = sqlite3_next_stmt(f->store->db, s))
		steps += sqlite3_stmt_status(s, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	return steps;
}

static void no_table_is_walked_from_end_to_end(void **state)
{
	struct store_fixture *f = *state;
	int64_t colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	int64_t citizen = rows_citizen(f, "2811753101", "Anna", "Østergaard", colleague);

	rows_karim(f);
	outcome(f, citizen, "JOB", "2026-10-24");
	agreement(f, citizen, "2026-11-27", CHECK_NEW_AGREEMENT);
	rows_write_as(f, colleague, 1);
	for (int i = 0; i < 20; i++)
		book(f, citizen, "2026-11-23", 480 + i, colleague);
	open_case(f, citizen);
	rows_walked(f);
	assert_int_equal(today(f).count, 0);
	assert_int_equal(rows_walked(f), 0);
}

/* ---- what follows from a rule ----------------------------------------------------------------------- */

static int64_t begun(struct store_fixture *f, const char *from)
{
	struct citizen citizen = rows_citizen_of("1505800101", "Bo", "Ågård");

	citizen.coordinator = rows_me(f);
	citizen.benefit_from = day(from);
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	return citizen.id;
}

static struct agenda on(struct store_fixture *f, int64_t caseworker, const char *date)
{
	struct moment moment = fixture_moment(0);
	struct agenda agenda;

	moment.date = day(date);
	assert_done(f, store_agenda(f->store, store_rules(), caseworker, moment, &f->arena, &agenda, &f->err));
	return agenda;
}

static bool shows(const struct agenda *agenda, enum agenda_kind kind, const char *date)
{
	for (size_t i = 0; i < agenda->count; i++)
		if (agenda->rows[i].kind == kind && date_compare(agenda->rows[i].date, day(date)) == 0)
			return agenda->rows[i].why[0] != '\0';
	return false;
}

/* Job-ready: the first conversation within a week, the CV within three (LAB sections 31 and 23). */
static void the_first_conversation_and_the_cv_are_due_by_their_rules_with_the_source(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = begun(f, "2026-11-19");
	struct agenda agenda = today(f);

	assert_true(shows(&agenda, AGENDA_FIRST_CONVERSATION, "2026-11-26"));
	book(f, citizen, "2026-11-25", 540, FIXTURE_CASEWORKER);
	agenda = today(f);
	assert_false(shows(&agenda, AGENDA_FIRST_CONVERSATION, "2026-11-26"));
	begun(f, "2026-11-10");
	agenda = today(f);
	assert_true(shows(&agenda, AGENDA_CV_DUE, "2026-12-01"));
	agreement(f, citizen, "", CHECK_FULFILLED);
	agenda = today(f);
	assert_false(shows(&agenda, AGENDA_CV_DUE, "2026-12-01"));
}

static void a_notification_is_asked_about_until_the_a_kasse_answers(void **state)
{
	struct store_fixture *f = *state;
	struct notification told = { .citizen = rows_karim(f), .fund = "HK", .event = "R05", .event_date = day("2026-11-20"),
				     .event_minute = 540, .channel = "Digital Post", .reason = "Ingen joblog." };
	struct notification_answer answer = { .code = "A2", .date = day("2026-11-23"), .minute = 600, .text = "" };
	struct notification_list list;
	struct agenda agenda;

	rows_write_as(f, FIXTURE_CASEWORKER, 0);
	assert_done(f, store_notification_add(f->store, &told, &f->err));
	agenda = on(f, FIXTURE_CASEWORKER, "2026-12-06");
	assert_int_equal(agenda.count, 0);
	agenda = on(f, FIXTURE_CASEWORKER, "2026-12-07");
	assert_true(shows(&agenda, AGENDA_UNANSWERED, "2026-12-07"));
	answer.notification = told.id;
	answer.code = "Z9";
	assert_refused(f, store_notification_answer_add(f->store, store_rules(), &answer, &f->err), ERR_INPUT);
	answer.code = "A2";
	assert_done(f, store_notification_answer_add(f->store, store_rules(), &answer, &f->err));
	agenda = on(f, FIXTURE_CASEWORKER, "2026-12-07");
	assert_false(shows(&agenda, AGENDA_UNANSWERED, "2026-12-07"));
	assert_done(f, store_notifications(f->store, FIXTURE_CASEWORKER, 0, &f->arena, &list, &f->err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].answer.code, "A2");
}

static void a_decision_waits_for_a_colleague_of_the_team_on_his_own_day(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = open_case(f, rows_karim(f)), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct agenda agenda;

	go_on(f, id, SANCTION_DECIDE, SANCTION_DECIDED, "");
	agenda = today(f);
	assert_int_equal(agenda.rows[0].kind, AGENDA_WAITS_FOR_APPROVAL);
	agenda = on(f, colleague, "2026-11-23");
	assert_int_equal(agenda.count, 1);
	assert_int_equal(agenda.rows[0].kind, AGENDA_APPROVE);
	assert_int_equal(agenda.rows[0].ref, id);
	go_on(f, id, SANCTION_APPROVE, SANCTION_APPROVED, "");
	agenda = on(f, colleague, "2026-11-23");
	assert_int_equal(agenda.count, 0);
	assert_int_equal(today(f).rows[0].kind, AGENDA_DISPATCH);
}

/* LAS section 35: three whole calendar months after an event of 20 November 2026 end with February 2027. */
static void the_last_month_of_a_deduction_is_shown_before_it_is_over(void **state)
{
	struct store_fixture *f = *state;
	struct agenda agenda;

	open_case(f, rows_karim(f));
	agenda = today(f);
	assert_false(shows(&agenda, AGENDA_CASE_LIMIT, "2027-02-28"));
	agenda = on(f, FIXTURE_CASEWORKER, "2027-02-01");
	assert_true(shows(&agenda, AGENDA_CASE_LIMIT, "2027-02-28"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(own_unfinished_conversations_come_first),
		CASE(the_day_has_its_own_appointments_in_order_of_time),
		CASE(an_appointment_that_was_held_or_begun_is_not_waited_for),
		CASE(an_agreed_deadline_shows_from_fourteen_days_before),
		CASE(a_later_check_of_the_requirement_settles_the_deadline),
		CASE(steps_of_citizen_and_caseworker_show_until_they_have_a_status),
		CASE(an_open_case_waits_and_a_closed_one_does_not),
		CASE(a_hearing_shows_its_reply_date_when_it_comes_near),
		CASE(a_decision_shows_how_long_the_citizen_can_complain_and_a_complaint_its_own_date),
		CASE(a_case_opened_for_a_colleagues_citizen_is_followed_too),
		CASE(colleagues_deadlines_are_not_shown),
		CASE(a_job_is_followed_up_after_one_three_six_and_twelve_months),
		CASE(education_is_not_followed_up_as_a_job),
		CASE(a_section_is_capped_and_shows_what_is_most_overdue),
		CASE(the_first_conversation_and_the_cv_are_due_by_their_rules_with_the_source),
		CASE(a_notification_is_asked_about_until_the_a_kasse_answers),
		CASE(a_decision_waits_for_a_colleague_of_the_team_on_his_own_day),
		CASE(the_last_month_of_a_deduction_is_shown_before_it_is_over),
		CASE(no_table_is_walked_from_end_to_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
