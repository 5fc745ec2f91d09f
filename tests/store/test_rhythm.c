#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/conversations.h"
#include "samtale/store/handovers.h"
#include "samtale/store/import.h"
#include "samtale/store/rhythm.h"
#include "store/connection.h"
#include "store_rows.h"

static const char *const resetting[] = { "jobsamtale" };
static const struct contact_guides guides = { resetting, 1 };

static const struct rules *law(void)
{
	static struct rule rows[3];
	static struct rules rules = { rows, LENGTH(rows) };
	static const struct {
		const char *key, *value;
	} known[] = { { "contact.first.days", "7" }, { "contact.min6m.municipality", "4" },
		      { "contact.every.months", "3" } };

	for (size_t i = 0; i < LENGTH(rows); i++)
		rows[i] = (struct rule){ .key = known[i].key, .value = known[i].value, .groups = RULE_ALL_GROUPS,
					 .from = day("2015-01-01"), .to = DATE_NONE, .source = "LAB § 31" };
	return &rules;
}

static struct contact_list listed(struct store_fixture *f, int64_t caseworker, const char *team, const char *until)
{
	struct contact_query query = { .caseworker = caseworker, .team = team, .today = day("2026-11-23"),
				       .until = day(until), .rules = law(), .guides = &guides };
	struct contact_list list;

	assert_done(f, store_contact_list(f->store, &query, &f->arena, &list, &f->err));
	return list;
}

/* A signed conversation of a day, by the row alone: signing has its own tests. */
static void held(struct store_fixture *f, int64_t citizen, const char *guide, const char *date)
{
	struct conversation conversation = { .citizen = citizen, .guide = guide, .form = "telefon" };
	char sql[512];

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	assert_done(f, store_begin(f->store, &f->err));
	snprintf(sql, sizeof(sql),
		 "INSERT INTO conversation_signed(id, conversation, citizen, version, date) VALUES(%lld, %lld, %lld, 1,"
		 " '%s'); UPDATE conversation SET state = 2 WHERE id = %lld",
		 (long long)conversation.id + 500000, (long long)conversation.id, (long long)citizen, date,
		 (long long)conversation.id);
	fixture_do(f, sql);
	assert_done(f, store_commit(f->store, &f->err));
}

/* ---- who is to be seen --------------------------------------------------------------------------------------- */

static void only_conversations_that_reset_the_clock_count(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct contact_list list = listed(f, 0, "", "");

	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].due.duty, CONTACT_LATER); /* since 2 March: the six months are over */
	assert_int_equal(list.rows[0].due.due.day, day("2026-12-02").day);
	held(f, citizen, "raadighedssamtale", "2026-11-20");
	assert_false(date_is_set(listed(f, 0, "", "").rows[0].due.last));
	held(f, citizen, "jobsamtale", "2026-11-19");
	list = listed(f, 0, "", "");
	assert_int_equal(list.rows[0].due.last.day, day("2026-11-19").day);
	assert_int_equal(list.rows[0].due.due.day, day("2027-02-19").day);
}

static void the_list_is_one_caseworker_s_or_a_team_s_or_everybody_s(void **state)
{
	struct store_fixture *f = *state;
	int64_t colleague = rows_caseworker(f, "aith", "Aisha Thomsen");

	rows_karim(f);
	rows_citizen(f, "1505800101", "Anna", "Østergaard", colleague);
	assert_int_equal(listed(f, 0, "", "").count, 2);
	assert_int_equal(listed(f, FIXTURE_CASEWORKER, "", "").count, 1);
	assert_int_equal(listed(f, colleague, "", "").rows[0].coordinator, colleague);
	assert_int_equal(listed(f, 0, "NONE", "").count, 0);
	assert_int_equal(listed(f, 0, "", "2026-11-30").count, 0);
	assert_int_equal(listed(f, 0, "", "2026-12-02").count, 2);
}

static void a_booking_and_an_exemption_stand_in_the_list(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct appointment appointment = { .citizen = citizen, .date = day("2026-11-30"), .minute = 540, .minutes = 30,
					   .type = "jobsamtale", .form = "telefon",
					   .coordinator = FIXTURE_CASEWORKER };
	struct contact_exemption exemption = { .citizen = citizen, .kind = "individual", .note = "Barn indlagt.",
					       .from = day("2026-11-01"), .to = day("2026-12-24") };

	assert_done(f, store_appointment_put(f->store, &appointment, &f->err));
	assert_int_equal(listed(f, 0, "", "").rows[0].due.state, CONTACT_BOOKED);
	assert_done(f, store_contact_exemption_put(f->store, &exemption, &f->err));
	assert_int_equal(listed(f, 0, "", "").rows[0].due.state, CONTACT_EXEMPT);
	assert_int_equal(listed(f, 0, "", "").rows[0].due.due.day, day("2026-12-25").day);
	exemption.kind = "lyst";
	assert_refused(f, store_contact_exemption_put(f->store, &exemption, &f->err), ERR_INPUT);
}

/* ---- contact persons ----------------------------------------------------------------------------------------- */

static void more_than_two_active_contact_persons_are_told(void **state)
{
	static const char *const names[] = { "Mona Mentor", "Jens Jobkonsulent", "Sara Skole" };
	static const char *const ends[] = { "", "", "2026-11-22" };
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct contact_crowd *rows;
	struct contact_view view;
	size_t count;

	for (size_t i = 0; i < LENGTH(names); i++) {
		struct contact_person person = { .citizen = citizen, .name = names[i], .role = "mentor", .place = "",
						 .phone = "", .from = day("2026-10-01"), .to = day(ends[i]) };

		assert_done(f, store_contact_crowds(f->store, 2, day("2026-11-23"), &f->arena, &rows, &count, &f->err));
		assert_int_equal(count, i == 2);
		assert_done(f, store_contact_person_put(f->store, &person, &f->err));
	}
	assert_done(f, store_contact_crowds(f->store, 2, day("2026-11-23"), &f->arena, &rows, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].active, 3); /* the coordinator and two: the school has ended */
	assert_done(f, store_contact_view(f->store, citizen, day("2026-11-23"), law(), &guides, &f->arena, &view,
					  &f->err));
	assert_int_equal(view.active, 3);
	assert_int_equal(view.person_count, 3);
	assert_string_equal(view.persons[2].name, "Sara Skole");
}

/* ---- hand-over ----------------------------------------------------------------------------------------------- */

static struct agenda today_of(struct store_fixture *f, int64_t caseworker)
{
	struct agenda agenda;

	assert_done(f, store_agenda(f->store, law(), caseworker, fixture_moment(0), &f->arena, &agenda, &f->err));
	return agenda;
}

static size_t rows_of(const struct agenda *agenda, enum agenda_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < agenda->count; i++)
		count += agenda->rows[i].kind == kind;
	return count;
}

static bool accept_it(struct store_fixture *f, int64_t handover)
{
	struct handover_answer answer = { handover, HANDOVER_ACCEPTED, "" };

	return store_handover_answer(f->store, &answer, &f->err);
}

static void a_hand_over_moves_the_coordinator_and_waits_on_today_until_accepted(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct handover handover = { .citizen = citizen, .from = FIXTURE_CASEWORKER, .to = colleague,
				     .reason = "wish", .note = "Vil helst tales med om formiddagen." };
	struct contact_view view;
	struct agenda agenda;

	assert_done(f, store_handover_add(f->store, &handover, &f->err));
	assert_int_equal(fixture_number(f, "SELECT coordinator FROM citizen"), colleague);
	agenda = today_of(f, colleague);
	assert_int_equal(rows_of(&agenda, AGENDA_HANDOVER), 1);
	assert_refused(f, accept_it(f, handover.id), ERR_REFUSED);
	rows_write_as(f, colleague, 5);
	assert_done(f, accept_it(f, handover.id));
	assert_refused(f, accept_it(f, handover.id), ERR_REFUSED);
	agenda = today_of(f, colleague);
	assert_int_equal(rows_of(&agenda, AGENDA_HANDOVER), 0);
	assert_done(f, store_contact_view(f->store, citizen, day("2026-11-23"), law(), &guides, &f->arena, &view,
					  &f->err));
	assert_int_equal(view.handover_count, 1);
	assert_int_equal(view.handovers[0].state, HANDOVER_ACCEPTED);
	assert_string_equal(view.handovers[0].to_name, "Aisha Thomsen");
	assert_false(view.without_handover);
}

static void a_refused_hand_over_changes_nothing(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct handover stale = { .citizen = citizen, .from = colleague + 7, .to = colleague, .reason = "wish",
				  .note = "Note." };
	struct handover nobody = { .citizen = citizen, .from = FIXTURE_CASEWORKER, .to = 4711, .reason = "wish",
				   .note = "Note." };

	assert_refused(f, store_handover_add(f->store, &stale, &f->err), ERR_BUSY);
	assert_refused(f, store_handover_add(f->store, &nobody, &f->err), ERR_MISSING);
	nobody.to = 0;
	assert_refused(f, store_handover_add(f->store, &nobody, &f->err), ERR_INPUT);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM handover"), 0);
	assert_int_equal(fixture_number(f, "SELECT coordinator FROM citizen"), FIXTURE_CASEWORKER);
}

static void a_coordinator_changed_by_another_way_stands_as_without_hand_over(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), colleague = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct contact_view view;

	assert_done(f, store_contact_view(f->store, citizen, day("2026-11-23"), law(), &guides, &f->arena, &view,
					  &f->err));
	assert_false(view.without_handover);
	rows_citizen(f, "1204671101", "Karim", "Nielsen", colleague);
	assert_done(f, store_contact_view(f->store, citizen, day("2026-11-23"), law(), &guides, &f->arena, &view,
					  &f->err));
	assert_true(view.without_handover);
}

/* ---- follow-up ----------------------------------------------------------------------------------------------- */

static int64_t outcome(struct store_fixture *f, int64_t citizen, const char *status, const char *date)
{
	struct outcome row = { .citizen = citizen, .status = status, .date = day(date), .weekly_hours = 37,
			       .source = "borger" };
	enum import_effect effect;
	int64_t batch;

	assert_done(f, store_import_begin(f->store, "test", &f->err));
	assert_done(f, store_import_outcome(f->store, &row, &effect, &f->err));
	assert_done(f, store_import_end(f->store, &batch, &f->err));
	return row.id;
}

static struct followup_rows asked(struct store_fixture *f, const char *today)
{
	struct followup_query query = { .today = day(today), .until = DATE_NONE };
	struct followup_rows rows;

	assert_done(f, store_followups_due(f->store, &query, &f->arena, &rows, &f->err));
	return rows;
}

static struct followup answer(int64_t citizen, const char *status, double hours, const char *date)
{
	return (struct followup){ .citizen = citizen, .months = 1, .due = day(date), .status = status,
				  .weekly_hours = hours, .source = "borger", .date = day(date),
				  .helped = "Mentoren ringede hver morgen." };
}

static void the_same_status_makes_no_second_outcome_and_another_one_does(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct followup same = answer(citizen, "JOB", 37, "2026-11-22");
	struct followup lost = answer(citizen, "BENEFIT", 0, "2026-11-23");
	struct followup unknown = answer(citizen, "UNKNOWN", 0, "2026-11-23");
	struct followup_list heard;

	outcome(f, citizen, "JOB", "2026-10-24");
	assert_int_equal(asked(f, "2026-11-23").count, 1);
	assert_done(f, store_followup_add(f->store, &same, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM outcome"), 1);
	assert_int_equal(asked(f, "2026-11-23").count, 0);
	assert_done(f, store_followup_add(f->store, &unknown, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM outcome"), 1);
	assert_done(f, store_followup_add(f->store, &lost, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM outcome WHERE status = 'BENEFIT'"), 1);
	assert_done(f, store_followups(f->store, citizen, &f->arena, &heard, &f->err));
	assert_int_equal(heard.count, 3);
	assert_string_equal(heard.rows[2].helped, "Mentoren ringede hver morgen.");
	assert_true(heard.rows[2].weekly_hours > 36.9 && heard.rows[2].weekly_hours < 37.1);
}

static void a_citizen_is_asked_once_about_the_earliest(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct followup_rows rows;

	outcome(f, citizen, "JOB_HOURS", "2026-10-26");
	outcome(f, citizen, "JOB", "2026-10-24");
	rows = asked(f, "2026-11-23");
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.rows[0].due.due.day, day("2026-11-24").day);
	assert_int_equal(rows.rows[0].due.months, 1);
	assert_string_equal(rows.rows[0].basis.status, "JOB");
}

static void a_follow_up_that_is_not_whole_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct followup ahead = answer(rows_karim(f), "SELF", 0, "2026-11-24");
	struct followup old = answer(rows_karim(f), "EDUCATION", 0, "2026-11-23"); /* born 1967 */

	assert_refused(f, store_followup_add(f->store, &ahead, &f->err), ERR_INPUT);
	assert_refused(f, store_followup_add(f->store, &old, &f->err), ERR_INPUT);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM outcome_check"), 0);
}

int main(void)
{
#define RHYTHM_TEST(test) cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)
	const struct CMUnitTest tests[] = {
		RHYTHM_TEST(only_conversations_that_reset_the_clock_count),
		RHYTHM_TEST(the_list_is_one_caseworker_s_or_a_team_s_or_everybody_s),
		RHYTHM_TEST(a_booking_and_an_exemption_stand_in_the_list),
		RHYTHM_TEST(more_than_two_active_contact_persons_are_told),
		RHYTHM_TEST(a_hand_over_moves_the_coordinator_and_waits_on_today_until_accepted),
		RHYTHM_TEST(a_refused_hand_over_changes_nothing),
		RHYTHM_TEST(a_coordinator_changed_by_another_way_stands_as_without_hand_over),
		RHYTHM_TEST(the_same_status_makes_no_second_outcome_and_another_one_does),
		RHYTHM_TEST(a_citizen_is_asked_once_about_the_earliest),
		RHYTHM_TEST(a_follow_up_that_is_not_whole_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
