/* Employers and referrals as they are stored: agreements, visits, promises, the waiting list, consent, what Today asks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samtale/domain/consent.h"
#include "samtale/store/agenda.h"
#include "samtale/store/import.h"
#include "samtale/store/plans.h"
#include "samtale/store/work.h"
#include "store_rows.h"
#include "store_rules.h"

#define TODAY "2026-11-23"

struct folk {
	int64_t citizen, employer, opening;
};

static int64_t employer_make(struct store_fixture *f, const char *cvr, const char *name, const char *agreements)
{
	struct employer employer = { .cvr = cvr, .name = name, .agreements = agreements, .city = "Odense C" };
	enum import_effect effect;

	assert_done(f, store_import_employer(f->store, &employer, &effect, &f->err));
	return employer.id;
}

static int64_t opening_make(struct store_fixture *f, const char *number, int64_t employer, const char *deadline)
{
	struct opening opening = { .number = number, .employer = employer, .title = "Lagermedarbejder", .disco08 = "4321",
				   .form = "ordinær", .needs = "truckcertifikat", .places = 1, .weekly_hours = 37,
				   .deadline = day(deadline) };
	enum import_effect effect;

	assert_done(f, store_import_opening(f->store, &opening, &effect, &f->err));
	return opening.id;
}

static struct folk folk(struct store_fixture *f)
{
	struct folk all = { .citizen = rows_citizen(f, "1204671101", "Åse", "Thøgersen", rows_me(f)) };
	int64_t batch;

	assert_done(f, store_import_begin(f->store, "test", &f->err));
	all.employer = employer_make(f, "90000011", "Havnens Lager A/S", "charter|virksomhedscenter");
	employer_make(f, "90007024", "Aagaards Bageri", "");
	all.opening = opening_make(f, "D1", all.employer, "2026-12-04");
	assert_done(f, store_import_end(f->store, &batch, &f->err));
	return all;
}

static struct employer_list list_of(struct store_fixture *f, const char *agreement, const char *filter)
{
	struct employer_query query = { .filter = filter, .agreement = agreement, .from = LIST_FIRST, .sort_key = "",
					.limit = 50, .today = day(TODAY) };
	struct employer_list list;

	assert_done(f, store_employers(f->store, &query, &f->arena, &list, &f->err));
	return list;
}

static struct employer_card card_of(struct store_fixture *f, int64_t employer)
{
	struct employer_card card;

	assert_done(f, store_employer_card(f->store, employer, day(TODAY), &f->arena, &card, &f->err));
	return card;
}

static void consent_say(struct store_fixture *f, int64_t citizen, bool given)
{
	struct consent consent = { .citizen = citizen, .subject = CONSENT_EMPLOYER, .given = given };

	assert_done(f, store_consent_add(f->store, &consent, &f->err));
}

/* ---- employers ------------------------------------------------------------------------------------------------ */

static void the_list_is_in_danish_order_and_counts_agreements(void **state)
{
	struct store_fixture *f = *state;
	struct employer_list list;

	folk(f);
	list = list_of(f, "", "");
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].name, "Havnens Lager A/S"); /* aa is å, after h */
	assert_string_equal(list.rows[1].name, "Aagaards Bageri");
	assert_int_equal(list.total, 2);
	assert_int_equal(list.charter, 1);
	assert_int_equal(list.centres, 1);
	assert_int_equal(list_of(f, "charter", "").count, 1);
	assert_int_equal(list_of(f, "", "åg bag").count, 1); /* as it is searched for, aa is å */
	assert_int_equal(list_of(f, "", "havn bag").count, 0);
	assert_int_equal(list_of(f, "kommunal", "").count, 0);
}

static void a_dated_agreement_decides_over_the_imported_word(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct agreement ended = { .employer = all.employer, .kind = "charter", .from = day("2016-01-01"),
				   .to = day("2026-11-22"), .note = "" };
	struct agreement begun = { .employer = all.employer, .kind = "kommunal", .from = day("2026-11-23"), .to = DATE_NONE,
				   .note = "" };
	struct agreement wrong = begun;
	struct employer_card card;

	assert_done(f, store_agreement_put(f->store, &ended, &f->err));
	assert_done(f, store_agreement_put(f->store, &begun, &f->err));
	assert_int_equal(list_of(f, "charter", "").count, 0);
	assert_int_equal(list_of(f, "kommunal", "").count, 1);
	assert_int_equal(list_of(f, "", "").charter, 0);
	card = card_of(f, all.employer);
	assert_int_equal(card.agreement_count, 3);
	wrong.to = day("2026-01-01");
	assert_refused(f, store_agreement_put(f->store, &wrong, &f->err), ERR_INPUT);
	wrong.kind = "venskab";
	assert_refused(f, store_agreement_put(f->store, &wrong, &f->err), ERR_INPUT);
}

static void a_window_goes_on_where_the_last_one_ended(void **state)
{
	struct store_fixture *f = *state;
	struct employer_query query = { .filter = "", .agreement = "", .from = LIST_FIRST, .sort_key = "", .limit = 1,
					.today = day(TODAY) };
	struct employer_list list;

	folk(f);
	assert_done(f, store_employers(f->store, &query, &f->arena, &list, &f->err));
	assert_int_equal(list.count, 1);
	assert_true(list.more_after && !list.more_before);
	query.from = LIST_AFTER;
	query.sort_key = list.rows[0].sort_key;
	query.id = list.rows[0].id;
	assert_done(f, store_employers(f->store, &query, &f->arena, &list, &f->err));
	assert_string_equal(list.rows[0].name, "Aagaards Bageri");
	assert_true(list.more_before && !list.more_after);
	query.from = LIST_LAST;
	assert_done(f, store_employers(f->store, &query, &f->arena, &list, &f->err));
	assert_string_equal(list.rows[0].name, "Aagaards Bageri");
}

static void a_visit_has_a_day_that_has_been_and_what_was_said(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct employer_visit visit = { .employer = all.employer, .date = day(TODAY), .met = "Lone", .said = "To mere i januar" };
	struct employer_card card;

	assert_done(f, store_visit_add(f->store, &visit, &f->err));
	visit.date = day("2026-11-24");
	assert_refused(f, store_visit_add(f->store, &visit, &f->err), ERR_INPUT);
	visit.date = day(TODAY);
	visit.said = " ";
	assert_refused(f, store_visit_add(f->store, &visit, &f->err), ERR_INPUT);
	card = card_of(f, all.employer);
	assert_int_equal(card.visit_count, 1);
	assert_string_equal(card.visits[0].said, "To mere i januar");
	assert_string_equal(card.visits[0].author_initials, "meho");
	assert_int_equal(date_compare(list_of(f, "charter", "").rows[0].last_visit, day(TODAY)), 0);
}

static void a_promise_keeps_its_history(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct employer_promise promise = { .employer = all.employer, .places = 3, .form = "", .due = day("2026-11-20"),
					    .text = "" };
	struct promise_outcome outcome = { .places = 1, .date = day(TODAY), .note = "en kom" };
	struct employer_card card;

	assert_done(f, store_promise_add(f->store, &promise, &f->err));
	card = card_of(f, all.employer);
	assert_int_equal(promise_state(&card.promises[0], day(TODAY)), PROMISE_OVERDUE);
	assert_int_equal(list_of(f, "charter", "").rows[0].promises_overdue, 1);
	outcome.promise = promise.id;
	assert_done(f, store_promise_outcome_add(f->store, &outcome, &f->err));
	card = card_of(f, all.employer);
	assert_int_equal(promise_state(&card.promises[0], day(TODAY)), PROMISE_PARTLY);
	rows_write_as(f, FIXTURE_CASEWORKER, 5);
	outcome.places = 3;
	assert_done(f, store_promise_outcome_add(f->store, &outcome, &f->err));
	card = card_of(f, all.employer);
	assert_int_equal(promise_state(&card.promises[0], day(TODAY)), PROMISE_KEPT);
	assert_int_equal(card.promises[0].outcomes, 2);
	promise.places = 0;
	assert_refused(f, store_promise_add(f->store, &promise, &f->err), ERR_INPUT);
	outcome.places = -1;
	assert_refused(f, store_promise_outcome_add(f->store, &outcome, &f->err), ERR_INPUT);
}

static void a_centres_places_are_counted_from_running_activities(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct agreement centre = { .employer = all.employer, .kind = AGREEMENT_CENTRE, .from = day("2026-01-01"),
				    .to = DATE_NONE, .places = 2, .note = "" };
	struct centre_wait wait = { .employer = all.employer, .citizen = all.citizen, .since = day(TODAY), .ended = DATE_NONE };
	struct centre_wait again = wait, nowhere = wait;
	struct employer_card card;

	assert_done(f, store_agreement_put(f->store, &centre, &f->err));
	fixture_do(f, "INSERT INTO enrolment(id, citizen, started) VALUES(8796095023109, 1, '2026-11-01'), (8796095023110, 1, '2026-12-01');"
		      "INSERT INTO enrolment(id, citizen, started, ended) VALUES(8796095023111, 1, '2026-10-01', '2026-11-01')");
	for (int64_t id = 8796095023109; id <= 8796095023111; id++)
		fixture_do(f, arena_printf(&f->arena, "INSERT INTO activity(id, citizen, employer) VALUES(%lld, 1, %lld)", (long long)id,
					   (long long)all.employer));
	assert_done(f, store_wait_put(f->store, &wait, &f->err));
	card = card_of(f, all.employer);
	assert_true(card.is_centre);
	assert_int_equal(card.places, 2);
	assert_int_equal(card.occupied, 1);
	assert_int_equal(card.wait_count, 1);
	assert_refused(f, store_wait_put(f->store, &again, &f->err), ERR_REFUSED);
	nowhere.employer = list_of(f, "", "bageri").rows[0].id;
	assert_refused(f, store_wait_put(f->store, &nowhere, &f->err), ERR_REFUSED);
	wait.outcome = WAIT_GOT_PLACE;
	wait.ended = day(TODAY);
	assert_done(f, store_wait_put(f->store, &wait, &f->err));
	assert_int_equal(card_of(f, all.employer).wait_count, 0);
}

/* ---- referrals ------------------------------------------------------------------------------------------------- */

static struct referral referral_of(const struct folk *all)
{
	return (struct referral){ .citizen = all->citizen, .opening = all->opening, .note = "",
				  .follow_up = day("2026-11-30") };
}

static void nobody_is_referred_without_the_latest_consent(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct referral referral = referral_of(&all);

	assert_refused(f, store_referral_add(f->store, &referral, &f->err), ERR_REFUSED);
	consent_say(f, all.citizen, true);
	rows_write_as(f, FIXTURE_CASEWORKER, 1);
	consent_say(f, all.citizen, false);
	assert_refused(f, store_referral_add(f->store, &referral, &f->err), ERR_REFUSED);
	rows_write_as(f, FIXTURE_CASEWORKER, 2);
	consent_say(f, all.citizen, true);
	assert_done(f, store_referral_add(f->store, &referral, &f->err));
	assert_true(referral.consent != 0);
	assert_refused(f, store_referral_add(f->store, &referral, &f->err), ERR_REFUSED); /* it is under way */
}

static void a_closed_opening_takes_no_referral(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct referral referral = referral_of(&all);

	consent_say(f, all.citizen, true);
	fixture_do(f, "UPDATE opening SET deadline = '2026-11-22'");
	assert_refused(f, store_referral_add(f->store, &referral, &f->err), ERR_REFUSED);
	referral.opening = 4711;
	assert_refused(f, store_referral_add(f->store, &referral, &f->err), ERR_MISSING);
}

static void what_came_of_a_referral_is_a_history_and_a_hired_place_is_taken(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct referral referral = referral_of(&all);
	struct referral_event event = { .state = REFERRAL_INTERVIEW, .date = day(TODAY), .reason = "",
					.follow_up = day("2026-11-27") };
	struct referral_list list;
	struct match_table table;

	consent_say(f, all.citizen, true);
	assert_done(f, store_referral_add(f->store, &referral, &f->err));
	event.referral = referral.id;
	rows_write_as(f, FIXTURE_CASEWORKER, 1);
	assert_done(f, store_referral_event_add(f->store, &event, &f->err));
	assert_done(f, store_referrals(f->store, all.citizen, 0, &f->arena, &list, &f->err));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].state, REFERRAL_INTERVIEW);
	assert_string_equal(list.rows[0].employer_name, "Havnens Lager A/S");
	event.state = REFERRAL_NO;
	assert_refused(f, store_referral_event_add(f->store, &event, &f->err), ERR_INPUT);
	event.state = REFERRAL_HIRED;
	rows_write_as(f, FIXTURE_CASEWORKER, 2);
	assert_done(f, store_referral_event_add(f->store, &event, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM referral_event"), 2);
	assert_done(f, store_match_table(f->store, &f->arena, &table, &f->err));
	assert_int_equal(table.openings[0].hired, 1);
	assert_int_equal(table.citizens[0].referrals, 1);
	assert_int_equal(table.citizens[0].consent, REFERRAL_CONSENT_YES);
}

static size_t agenda_count(struct store_fixture *f, enum agenda_kind kind, const char *iso)
{
	struct moment now = fixture_moment(0);
	struct agenda agenda;
	size_t count = 0;

	now.date = day(iso);
	assert_done(f, store_agenda(f->store, store_rules(), FIXTURE_CASEWORKER, now, &f->arena, &agenda, &f->err));
	for (size_t i = 0; i < agenda.count; i++)
		count += agenda.rows[i].kind == kind;
	return count;
}

static void today_asks_about_referrals_and_promises_until_they_are_settled(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct referral referral = referral_of(&all);
	struct referral_event no = { .state = REFERRAL_NO, .date = day(TODAY), .reason = "en anden", .follow_up = DATE_NONE };
	struct employer_promise promise = { .employer = all.employer, .places = 2, .form = "", .due = day("2026-11-28"),
					    .text = "" };
	struct promise_outcome outcome = { .places = 2, .date = day(TODAY), .note = "" };

	consent_say(f, all.citizen, true);
	referral.follow_up = day("2026-12-05");
	assert_done(f, store_referral_add(f->store, &referral, &f->err));
	assert_done(f, store_promise_add(f->store, &promise, &f->err));
	assert_int_equal(agenda_count(f, AGENDA_REFERRAL, "2026-11-27"), 0);
	assert_int_equal(agenda_count(f, AGENDA_REFERRAL, "2026-11-28"), 1);
	assert_int_equal(agenda_count(f, AGENDA_REFERRAL, "2026-12-20"), 1);
	assert_int_equal(agenda_count(f, AGENDA_PROMISE, "2026-11-20"), 0);
	assert_int_equal(agenda_count(f, AGENDA_PROMISE, "2026-11-21"), 1);
	no.referral = referral.id;
	outcome.promise = promise.id;
	assert_done(f, store_referral_event_add(f->store, &no, &f->err));
	assert_done(f, store_promise_outcome_add(f->store, &outcome, &f->err));
	assert_int_equal(agenda_count(f, AGENDA_REFERRAL, "2026-12-20"), 0);
	assert_int_equal(agenda_count(f, AGENDA_PROMISE, "2026-12-20"), 0);
}

/* ---- what matching goes by ------------------------------------------------------------------------------------------- */

static void an_answer_about_a_need_is_kept_changed_and_forgotten(void **state)
{
	struct store_fixture *f = *state;
	struct folk all = folk(f);
	struct match_answer answer = { all.citizen, "truckcertifikat", 1 };
	struct match_table table;

	assert_done(f, store_need_put(f->store, &answer, &f->err));
	answer.value = 0;
	assert_done(f, store_need_put(f->store, &answer, &f->err));
	assert_done(f, store_match_table(f->store, &f->arena, &table, &f->err));
	assert_int_equal(table.answer_count, 1);
	assert_int_equal(table.answers[0].value, 0);
	answer.value = -1;
	assert_done(f, store_need_put(f->store, &answer, &f->err));
	assert_done(f, store_match_table(f->store, &f->arena, &table, &f->err));
	assert_int_equal(table.answer_count, 0);
}

static void work_or_education_since_the_benefit_began_settles(void **state)
{
	static const struct {
		const char *status, *date;
		bool settled;
	} cases[] = {
		{ "JOB", "2026-03-02", true }, { "JOB", "2026-03-01", false }, { "EDUCATION", "2026-05-01", true },
		{ "", "2026-05-01", false },
	};
	struct store_fixture *f = *state;

	folk(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct match_table table;

		fixture_do(f, "UPDATE outcome SET deleted = 1");
		fixture_do(f, arena_printf(&f->arena,
					   "INSERT INTO outcome(id, citizen, status, date) SELECT %zu, id, '%s', '%s' FROM citizen",
					   (size_t)8796095023000 + i, cases[i].status, cases[i].date));
		assert_done(f, store_match_table(f->store, &f->arena, &table, &f->err));
		if (table.citizens[0].settled != cases[i].settled)
			fail_msg("case %zu", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define STORE_TEST(test) cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)
		STORE_TEST(the_list_is_in_danish_order_and_counts_agreements),
		STORE_TEST(a_dated_agreement_decides_over_the_imported_word),
		STORE_TEST(a_window_goes_on_where_the_last_one_ended),
		STORE_TEST(a_visit_has_a_day_that_has_been_and_what_was_said),
		STORE_TEST(a_promise_keeps_its_history),
		STORE_TEST(a_centres_places_are_counted_from_running_activities),
		STORE_TEST(nobody_is_referred_without_the_latest_consent),
		STORE_TEST(a_closed_opening_takes_no_referral),
		STORE_TEST(what_came_of_a_referral_is_a_history_and_a_hired_place_is_taken),
		STORE_TEST(today_asks_about_referrals_and_promises_until_they_are_settled),
		STORE_TEST(an_answer_about_a_need_is_kept_changed_and_forgotten),
		STORE_TEST(work_or_education_since_the_benefit_began_settles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
