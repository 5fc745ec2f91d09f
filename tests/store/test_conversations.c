#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/conversations.h"
#include "store_rows.h"

static int64_t begin(struct store_fixture *f, int64_t citizen, const char *guide)
{
	struct conversation conversation = { .citizen = citizen, .guide = guide, .guide_version = 3 };

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	return conversation.id;
}

static void answer(struct store_fixture *f, int64_t conversation, const char *question,
		   enum answer_state given, const char *value)
{
	struct answer row = { .question = question, .state = given, .value = value, .note = "" };

	assert_done(f, store_answer_add(f->store, conversation, &row, &f->err));
}

static struct conversation fetch(struct store_fixture *f, int64_t id)
{
	struct conversation conversation;

	assert_done(f, store_conversation(f->store, id, &f->arena, &conversation, &f->err));
	return conversation;
}

static const char *value_of(const struct conversation *conversation, const char *question)
{
	for (size_t i = 0; i < conversation->answer_count; i++)
		if (!strcmp(conversation->answers[i].question, question))
			return conversation->answers[i].value;
	return "(none)";
}

static void sign(struct store_fixture *f, int64_t conversation, int64_t citizen)
{
	struct conversation_signing signing = {
		.conversation = conversation,
		.citizen = citizen,
		.summary = "Vi talte om gartnerjob.",
		.step = { .text = "Ringe til gartneriet", .due = day("2026-12-01") },
		.next = { .date = day("2026-12-08"),
			  .minute = 540,
			  .minutes = 45,
			  .type = "jobsamtale",
			  .form = "" },
	};
	int64_t id;

	assert_done(f, store_conversation_sign(f->store, &signing, &id, &f->err));
}

/* ---- beginning -------------------------------------------------------------------------------------- */

static void a_conversation_begins_with_who_and_when(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct conversation asked = {
		.citizen = citizen, .guide = "jobsamtale", .guide_version = 3, .form = "telefon"
	};
	struct conversation got;

	assert_done(f, store_conversation_begin(f->store, &asked, &f->err));
	got = fetch(f, asked.id);
	assert_int_equal(got.citizen, citizen);
	assert_int_equal(got.caseworker, FIXTURE_CASEWORKER);
	assert_string_equal(got.guide, "jobsamtale");
	assert_int_equal(got.guide_version, 3);
	assert_string_equal(got.form, "telefon");
	assert_int_equal(got.state, CONVERSATION_OPEN);
	assert_int_equal(got.started.day, day("2026-11-23").day);
	assert_int_equal(got.started_at, fixture_moment(0).utc_ms);
	assert_string_equal(got.position, "");
	assert_int_equal(got.answer_count, 0);
}

static void an_unfinished_conversation_with_the_same_guide_is_given_back(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = begin(f, citizen, "jobsamtale");
	struct conversation again = { .citizen = citizen, .guide = "jobsamtale", .guide_version = 4 };

	assert_done(f, store_conversation_set(f->store, first, CONVERSATION_PAUSED, "JS04", &f->err));
	rows_write_as(f, FIXTURE_CASEWORKER, 60);
	assert_done(f, store_conversation_begin(f->store, &again, &f->err));
	assert_int_equal(again.id, first);
	assert_int_equal(again.guide_version, 3);
	assert_int_equal(again.state, CONVERSATION_PAUSED);
	assert_int_equal(again.started_at, fixture_moment(0).utc_ms);
	assert_int_not_equal(begin(f, citizen, "foerste-samtale"), first);
}

static void after_one_is_given_up_a_new_one_begins(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = begin(f, citizen, "jobsamtale");

	assert_done(f, store_conversation_set(f->store, first, CONVERSATION_ABANDONED, "", &f->err));
	assert_int_not_equal(begin(f, citizen, "jobsamtale"), first);
	assert_refused(f, store_conversation_set(f->store, first, CONVERSATION_OPEN, "", &f->err),
		       ERR_REFUSED);
}

static void the_place_to_go_on_from_is_kept(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = begin(f, rows_karim(f), "jobsamtale");
	struct conversation got;

	assert_done(f, store_conversation_set(f->store, id, CONVERSATION_PAUSED, "JS07", &f->err));
	got = fetch(f, id);
	assert_int_equal(got.state, CONVERSATION_PAUSED);
	assert_string_equal(got.position, "JS07");
}

static void a_conversation_that_is_not_here_is_said_to_be_missing(void **state)
{
	struct store_fixture *f = *state;
	struct conversation conversation;
	struct answer row = { .question = "JS01", .state = ANSWER_GIVEN, .value = "x" };

	assert_refused(f, store_conversation(f->store, 1, &f->arena, &conversation, &f->err), ERR_MISSING);
	assert_refused(f, store_answer_add(f->store, 1, &row, &f->err), ERR_MISSING);
}

/* ---- answers ---------------------------------------------------------------------------------------- */

static void the_latest_answer_counts_and_the_earlier_stay(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = begin(f, rows_karim(f), "jobsamtale");
	struct conversation got;

	answer(f, id, "JS01", ANSWER_GIVEN, "Intet nyt");
	answer(f, id, "JS04", ANSWER_GIVEN, "3");
	answer(f, id, "JS01", ANSWER_GIVEN, "En jobsamtale");
	got = fetch(f, id);
	assert_int_equal(got.answer_count, 2);
	assert_string_equal(value_of(&got, "JS01"), "En jobsamtale");
	assert_string_equal(value_of(&got, "JS04"), "3");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM answer WHERE question = 'JS01'"), 2);
}

static void a_clock_set_back_does_not_bring_an_old_answer_up(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = begin(f, rows_karim(f), "jobsamtale");
	struct conversation got;

	rows_write_as(f, FIXTURE_CASEWORKER, 120);
	answer(f, id, "JS01", ANSWER_GIVEN, "first");
	rows_write_as(f, FIXTURE_CASEWORKER, 0);
	answer(f, id, "JS01", ANSWER_GIVEN, "second");
	got = fetch(f, id);
	assert_string_equal(value_of(&got, "JS01"), "second");
}

static void an_answer_takes_its_draft_away_and_no_other(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), id = begin(f, citizen, "jobsamtale");
	struct draft draft = { "conversation/JS01", id, citizen, "half a wo", fixture_moment(0).utc_ms };
	struct draft other = { "conversation/JS03", id, citizen, "and half", fixture_moment(0).utc_ms };
	const char *text;

	assert_done(f, store_draft_put(f->store, &draft, &f->err));
	assert_done(f, store_draft_put(f->store, &other, &f->err));
	answer(f, id, "JS01", ANSWER_GIVEN, "half a word");
	assert_done(f, store_draft(f->store, "conversation/JS01", id, &f->arena, &text, &f->err));
	assert_string_equal(text, "");
	assert_done(f, store_draft(f->store, "conversation/JS03", id, &f->arena, &text, &f->err));
	assert_string_equal(text, "and half");
}

static void an_answer_keeps_its_note_its_state_and_its_author(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = begin(f, rows_karim(f), "jobsamtale");
	struct answer row = {
		.question = "JS01", .state = ANSWER_DECLINED, .value = "", .note = "vil vente"
	};
	struct conversation got;

	rows_write_as(f, FIXTURE_CASEWORKER, 7);
	assert_done(f, store_answer_add(f->store, id, &row, &f->err));
	got = fetch(f, id);
	assert_int_equal(got.answers[0].state, ANSWER_DECLINED);
	assert_string_equal(got.answers[0].note, "vil vente");
	assert_int_equal(got.answers[0].at, fixture_moment(7).utc_ms);
	assert_int_equal(got.answers[0].author, FIXTURE_CASEWORKER);
}

static void an_answer_survives_that_the_database_is_opened_again(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = begin(f, rows_karim(f), "jobsamtale");
	struct conversation got;

	answer(f, id, "JS01", ANSWER_GIVEN, "Søgte tre job");
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	got = fetch(f, id);
	assert_string_equal(value_of(&got, "JS01"), "Søgte tre job");
}

/* ---- last time -------------------------------------------------------------------------------------- */

static const char *last_time(struct store_fixture *f, int64_t citizen, int64_t but_not, const char *question)
{
	struct last_answers answers;

	assert_done(f, store_last_answers(f->store, citizen, but_not, &f->arena, &answers, &f->err));
	for (size_t i = 0; i < answers.count; i++)
		if (!strcmp(answers.rows[i].question, question))
			return answers.rows[i].value;
	return "(none)";
}

static void what_was_answered_last_time_is_known_next_time(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = begin(f, citizen, "jobsamtale"), second, third;

	answer(f, first, "JS04", ANSWER_GIVEN, "2");
	answer(f, first, "JS04", ANSWER_GIVEN, "3");
	answer(f, first, "JS07", ANSWER_GIVEN, "netvaerk");
	assert_string_equal(last_time(f, citizen, 0, "JS04"), "(none)");
	sign(f, first, citizen);
	second = begin(f, citizen, "jobsamtale");
	assert_string_equal(last_time(f, citizen, second, "JS04"), "3");
	rows_write_as(f, FIXTURE_CASEWORKER, 30);
	answer(f, second, "JS04", ANSWER_GIVEN, "5");
	answer(f, second, "JS07", ANSWER_DECLINED, "");
	assert_string_equal(last_time(f, citizen, second, "JS04"), "3");
	sign(f, second, citizen);
	third = begin(f, citizen, "jobsamtale");
	assert_string_equal(last_time(f, citizen, third, "JS04"), "5");
	assert_string_equal(last_time(f, citizen, third, "JS07"), "(none)");
}

static void another_citizens_answers_are_never_shown(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f),
		anna = rows_citizen(f, "2811753101", "Anna", "Østergaard", FIXTURE_CASEWORKER);
	int64_t first = begin(f, citizen, "jobsamtale");

	answer(f, first, "JS04", ANSWER_GIVEN, "3");
	sign(f, first, citizen);
	assert_string_equal(last_time(f, anna, 0, "JS04"), "(none)");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_conversation_begins_with_who_and_when),
		CASE(an_unfinished_conversation_with_the_same_guide_is_given_back),
		CASE(after_one_is_given_up_a_new_one_begins),
		CASE(the_place_to_go_on_from_is_kept),
		CASE(a_conversation_that_is_not_here_is_said_to_be_missing),
		CASE(the_latest_answer_counts_and_the_earlier_stay),
		CASE(a_clock_set_back_does_not_bring_an_old_answer_up),
		CASE(an_answer_takes_its_draft_away_and_no_other),
		CASE(an_answer_keeps_its_note_its_state_and_its_author),
		CASE(an_answer_survives_that_the_database_is_opened_again),
		CASE(what_was_answered_last_time_is_known_next_time),
		CASE(another_citizens_answers_are_never_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
