#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "store/seal.h"
#include "signing_scene.h"

/* ---- the fact --------------------------------------------------------------------------------------- */

static void signing_makes_a_fact_a_step_and_the_next_appointment(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	int64_t citizen = closing.signing.citizen, id = closing_sign(f, &closing);
	struct conversation_record record;
	struct conversation conversation;
	struct citizen_overview overview;

	assert_done(f, store_conversation_version(f->store, closing.signing.conversation, 0, &f->arena, &record,
						 &f->err));
	assert_int_equal(record.id, id);
	assert_int_equal(record.citizen, citizen);
	assert_string_equal(record.guide, "jobsamtale");
	assert_string_equal(record.summary, "Vi talte om gartnerjob.");
	assert_string_equal(record.caseworker_name, "Mette Holm");
	assert_int_equal(record.date.day, day("2026-11-23").day);
	assert_int_equal(record.signed_at, fixture_moment(0).utc_ms);
	assert_done(f, store_conversation(f->store, closing.signing.conversation, &f->arena, &conversation,
					  &f->err));
	assert_int_equal(conversation.state, CONVERSATION_SIGNED);
	assert_done(f, store_overview(f->store, citizen, day("2026-11-23"), &f->arena, &overview, &f->err));
	assert_int_not_equal(overview.plan.id, 0);
	assert_int_equal(overview.plan.step_count, 1);
	assert_string_equal(overview.plan.steps[0].text, "Ringe til gartneriet");
	assert_int_equal(overview.plan.steps[0].due.day, day("2026-12-01").day);
	assert_int_equal(overview.plan.steps[0].status, STEP_AGREED);
	assert_int_equal(overview.appointment_count, 1);
	assert_int_equal(overview.appointments[0].date.day, day("2026-12-08").day);
	assert_int_equal(overview.appointments[0].minute, 540);
	assert_string_equal(overview.appointments[0].form, "telefon");
	assert_int_equal(overview.appointments[0].coordinator, FIXTURE_CASEWORKER);
	assert_int_equal(overview.last_conversation.day, day("2026-11-23").day);
	assert_int_equal(overview.unfinished, 0);
}

static void the_fact_names_its_step_and_its_next_appointment(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);

	closing_sign(f, &closing);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM conversation_signed s"
					   " JOIN plan_step p ON p.id = s.step"
					   " JOIN appointment a ON a.id = s.next_appointment"),
			 1);
}

static int64_t book(struct store_fixture *f, const struct closing *closing, const char *type, int minute)
{
	struct appointment booked = { .citizen = closing->signing.citizen,
				      .date = closing->signing.next.date,
				      .minute = minute,
				      .minutes = 60,
				      .type = type,
				      .form = "fremmøde",
				      .coordinator = FIXTURE_CASEWORKER };

	assert_done(f, store_appointment_put(f->store, &booked, &f->err));
	return booked.id;
}

static void sign_over(struct store_fixture *f, const char *type, int minute, int agreed_minute,
		      struct appointment *standing)
{
	struct closing closing = closing_begin(f);
	int64_t id = book(f, &closing, type, minute);

	closing.signing.next.minute = agreed_minute;
	closing_sign(f, &closing);
	assert_done(f, store_appointment(f->store, id, &f->arena, standing, &f->err));
}

static void the_meeting_that_already_stands_is_moved_to_what_was_agreed(void **state)
{
	struct appointment standing;

	sign_over(*state, "jobsamtale", 600, 540, &standing);
	assert_int_equal(fixture_number(*state, "SELECT count(*) FROM appointment"), 1);
	assert_int_equal(standing.minute, 540);
	assert_int_equal(standing.minutes, 45);
	assert_string_equal(standing.form, "telefon");
}

static void an_hour_that_nobody_spoke_of_stays_as_booked(void **state)
{
	struct appointment standing;

	sign_over(*state, "jobsamtale", 600, -1, &standing);
	assert_int_equal(fixture_number(*state, "SELECT count(*) FROM appointment"), 1);
	assert_int_equal(standing.minute, 600);
	assert_int_equal(standing.minutes, 60);
}

static void another_kind_of_meeting_on_the_day_is_left_alone(void **state)
{
	struct appointment standing;

	sign_over(*state, "sygesamtale", 600, 540, &standing);
	assert_int_equal(fixture_number(*state, "SELECT count(*) FROM appointment"), 2);
	assert_int_equal(standing.minute, 600);
}

static void the_seal_binds_the_answers_and_the_summary(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	struct answer answer = {
		.question = "JS01", .state = ANSWER_GIVEN, .value = "Søgte tre job", .note = ""
	};
	struct conversation_record record;
	char hash[ID_HASH_TEXT];

	rows_write_as(f, FIXTURE_CASEWORKER, 30);
	assert_done(f, store_answer_add(f->store, closing.signing.conversation, &answer, &f->err));
	rows_write_as(f, FIXTURE_CASEWORKER, 0);
	assert_done(f, store_answer_add(f->store, closing.signing.conversation, &answer, &f->err));
	closing_sign(f, &closing);
	assert_done(f, store_conversation_version(f->store, closing.signing.conversation, 0, &f->arena, &record,
						 &f->err));
	assert_true(record.signed_at >= fixture_moment(30).utc_ms);
	assert_done(f, seal_compute(f->store,
				    &(struct sealed){ .conversation = closing.signing.conversation,
						      .at = record.signed_at,
						      .version = 1,
						      .summary = record.summary },
				    hash, &f->err));
	assert_string_equal(record.hash, hash);
	assert_done(f, seal_compute(f->store,
				    &(struct sealed){ .conversation = closing.signing.conversation,
						      .at = record.signed_at,
						      .version = 1,
						      .summary = "Noget andet" },
				    hash, &f->err));
	assert_string_not_equal(record.hash, hash);
}

static void a_signed_conversation_cannot_be_changed(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	int64_t conversation = closing.signing.conversation, id;
	struct answer answer = { .question = "JS01", .state = ANSWER_GIVEN, .value = "x", .note = "" };

	closing_sign(f, &closing);
	assert_refused(f, store_answer_add(f->store, conversation, &answer, &f->err), ERR_REFUSED);
	assert_refused(f, store_conversation_set(f->store, conversation, CONVERSATION_OPEN, "", &f->err),
		       ERR_REFUSED);
	assert_refused(f, store_conversation_sign(f->store, &closing.signing, &id, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM conversation_signed"), 1);
}

static void what_is_missing_stops_everything(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	int64_t id, ops = fixture_number(f, "SELECT count(*) FROM oplog");

	closing_feed(&closing, FEED_BARRIER, "JS03", "JS03", "Ingen bus", "Ingen bus");
	closing.signing.feeds.rows = closing.feeds;
	closing.signing.next.date = DATE_NONE;
	assert_refused(f, store_conversation_sign(f->store, &closing.signing, &id, &f->err), ERR_REFUSED);
	closing.signing.next.date = day("2026-12-08");
	closing.signing.step.text = " ";
	assert_refused(f, store_conversation_sign(f->store, &closing.signing, &id, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops);
}

static void the_booking_it_was_held_for_becomes_held(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct appointment booked = { 0,
				      citizen,
				      day("2026-11-23"),
				      540,
				      45,
				      "jobsamtale",
				      "",
				      FIXTURE_CASEWORKER,
				      APPOINTMENT_BOOKED };
	struct closing closing;

	assert_done(f, store_appointment_put(f->store, &booked, &f->err));
	closing = closing_begin_with(f, citizen, "jobsamtale", booked.id);
	closing.signing.appointment = 0;
	closing_sign(f, &closing);
	assert_done(f, store_appointment(f->store, booked.id, &f->arena, &booked, &f->err));
	assert_int_equal(booked.state, APPOINTMENT_HELD);
}

static void half_typed_texts_of_the_conversation_are_gone(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	int64_t id = closing.signing.conversation, citizen = closing.signing.citizen;
	struct draft own = { "conversation/summary", id, citizen, "half", 1 };
	struct draft other = { "note", citizen, citizen, "a note", 1 };

	assert_done(f, store_draft_put(f->store, &own, &f->err));
	assert_done(f, store_draft_put(f->store, &other, &f->err));
	closing_sign(f, &closing);
	assert_string_equal(fixture_text(f, "SELECT group_concat(place) FROM draft"), "note");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(signing_makes_a_fact_a_step_and_the_next_appointment),
		CASE(the_fact_names_its_step_and_its_next_appointment),
		CASE(the_meeting_that_already_stands_is_moved_to_what_was_agreed),
		CASE(an_hour_that_nobody_spoke_of_stays_as_booked),
		CASE(another_kind_of_meeting_on_the_day_is_left_alone),
		CASE(the_seal_binds_the_answers_and_the_summary),
		CASE(a_signed_conversation_cannot_be_changed),
		CASE(what_is_missing_stops_everything),
		CASE(the_booking_it_was_held_for_becomes_held),
		CASE(half_typed_texts_of_the_conversation_are_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
