#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/keyplay.h"
#include "app/runner_effects.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/people.h"
#include "store_rows.h"

#define KARIM "1406851211"

/* A runner for the fixture's caseworker at its moment, and a citizen to talk with. */
static struct runner runner_of(struct store_fixture *fixture, int64_t *citizen)
{
	struct runner runner = { .store = fixture->store, .now = fixture_moment(0) };

	runner.caseworker = rows_me(fixture);
	*citizen = rows_citizen(fixture, KARIM, "Karim", "Nielsen", runner.caseworker);
	return runner;
}

static struct effect begin_effect(struct store_fixture *fixture, int64_t citizen, int64_t appointment,
				  struct sitting *out)
{
	return (struct effect){
		.kind = EFFECT_SITTING,
		.arena = &fixture->arena,
		.sitting = { 0, citizen, appointment, "jobsamtale", "fremmøde", out },
	};
}

static int64_t book(struct store_fixture *fixture, int64_t citizen, const char *date)
{
	struct appointment appointment = {
		.citizen = citizen,
		.date = day(date),
		.minute = 9 * 60,
		.minutes = 45,
		.type = "jobsamtale",
		.form = "fremmøde",
	};

	assert_done(fixture, store_appointment_put(fixture->store, &appointment, &fixture->err));
	return appointment.id;
}

static void a_conversation_that_begins_brings_citizen_and_guide_to_the_table(void **state)
{
	struct store_fixture *fixture = *state;
	struct sitting sitting;
	struct effect effect;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);

	effect = begin_effect(fixture, citizen, 0, &sitting);
	assert_done(fixture, perform_sitting(&runner, &effect, &fixture->err));
	assert_int_not_equal(sitting.conversation.id, 0);
	assert_int_equal(sitting.conversation.caseworker, runner.caseworker);
	assert_string_equal(sitting.citizen.given_names, "Karim");
	assert_int_equal(sitting.benefit_weeks, 38);
	assert_string_equal(guide_id(sitting.guide), "jobsamtale");
	assert_int_equal(sitting.conversation.guide_version, guide_version(sitting.guide));
	assert_int_equal(sitting.last.count, 0);
	assert_string_equal(sitting.draft, "");
	guide_free(sitting.guide);
}

static void a_conversation_goes_on_with_its_answers_and_what_was_half_typed(void **state)
{
	struct store_fixture *fixture = *state;
	struct sitting first, again;
	struct effect effect;
	struct draft draft;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);
	struct effect answer = { .kind = EFFECT_ANSWER, .arena = &fixture->arena };
	struct effect pause = { .kind = EFFECT_CONVERSATION_SET, .arena = &fixture->arena };

	effect = begin_effect(fixture, citizen, 0, &first);
	assert_done(fixture, perform_sitting(&runner, &effect, &fixture->err));
	answer.answer.conversation = first.conversation.id;
	answer.answer.in = (struct answer){ "JS02", ANSWER_GIVEN, "gjort", "", 0, 0 };
	assert_done(fixture, perform_answer(&runner, &answer, &fixture->err));
	pause.conversation_set.conversation = first.conversation.id;
	pause.conversation_set.state = CONVERSATION_PAUSED;
	pause.conversation_set.position = "JS04";
	assert_done(fixture, perform_conversation_set(&runner, &pause, &fixture->err));
	draft = (struct draft){ "conversation/JS04", first.conversation.id, citizen, "1", 0 };
	assert_done(fixture, store_draft_put(fixture->store, &draft, &fixture->err));

	effect.sitting.conversation = first.conversation.id;
	effect.sitting.out = &again;
	assert_done(fixture, perform_sitting(&runner, &effect, &fixture->err));
	assert_int_equal(again.conversation.answer_count, 1);
	assert_string_equal(again.conversation.answers[0].value, "gjort");
	assert_int_equal(again.conversation.answers[0].author, runner.caseworker);
	assert_true(again.conversation.answers[0].at == runner.now.utc_ms);
	assert_string_equal(again.conversation.position, "JS04");
	assert_string_equal(again.draft, "1");
	guide_free(first.guide);
	guide_free(again.guide);
}

static void a_booking_of_today_is_held_and_one_that_lies_ahead_is_left(void **state)
{
	static const struct { const char *date; bool taken; } rows[] = {
		{ "2026-11-23", true }, { "2026-11-20", true }, { "2026-11-24", false },
	};
	struct store_fixture *fixture = *state;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);

	for (size_t i = 0; i < LENGTH(rows); i++) {
		int64_t booking = book(fixture, citizen, rows[i].date);
		struct sitting sitting;
		struct effect effect = begin_effect(fixture, citizen, booking, &sitting);
		struct effect end = { .kind = EFFECT_CONVERSATION_SET, .arena = &fixture->arena };

		assert_done(fixture, perform_sitting(&runner, &effect, &fixture->err));
		assert_true(sitting.conversation.appointment == (rows[i].taken ? booking : 0));
		guide_free(sitting.guide);
		end.conversation_set.conversation = sitting.conversation.id;
		end.conversation_set.state = CONVERSATION_ABANDONED;
		end.conversation_set.position = "";
		assert_done(fixture, perform_conversation_set(&runner, &end, &fixture->err));
	}
}

static void a_guide_that_does_not_exist_is_refused_before_anything_is_written(void **state)
{
	struct store_fixture *fixture = *state;
	struct sitting sitting;
	struct effect effect;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);

	effect = begin_effect(fixture, citizen, 0, &sitting);
	effect.sitting.guide = "nowhere";
	assert_refused(fixture, perform_sitting(&runner, &effect, &fixture->err), ERR_MISSING);
	assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM conversation"), 0);
}

static const struct guide_entry *entry_of(const struct guide_list *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->rows[i].id, id))
			return &list->rows[i];
	fail_msg("no guide %s", id);
	return NULL;
}

static void every_guide_is_offered_and_the_right_ones_are_suggested(void **state)
{
	struct store_fixture *fixture = *state;
	struct guide_list list;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);
	struct effect effect = { .kind = EFFECT_GUIDES, .arena = &fixture->arena, .guides = { 2, &list } };

	assert_done(fixture, perform_guides(&runner, &effect, &fixture->err));
	assert_true(entry_of(&list, "jobsamtale")->suggested);
	assert_string_not_equal(entry_of(&list, "jobsamtale")->title, "jobsamtale");
	effect.guides.target_group = 12;
	assert_done(fixture, perform_guides(&runner, &effect, &fixture->err));
	assert_false(entry_of(&list, "jobsamtale")->suggested);
}

static void a_municipal_guide_that_cannot_be_read_takes_no_other_away(void **state)
{
	struct store_fixture *fixture = *state;
	const char *folder = arena_printf(&fixture->arena, "%s/en", fixture->folder);
	const char *path = arena_printf(&fixture->arena, "%s/ours.conf", folder);
	struct guide_list list;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);
	struct effect effect = { .kind = EFFECT_GUIDES, .arena = &fixture->arena, .guides = { 2, &list } };
	FILE *file;

	runner.guide_dir = fixture->folder;
	assert_int_equal(mkdir(folder, 0700), 0);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("guide \"ours\" {\n", file);
	fclose(file);
	assert_done(fixture, perform_guides(&runner, &effect, &fixture->err));
	assert_string_equal(entry_of(&list, "ours")->title, "ours");
	assert_true(entry_of(&list, "jobsamtale")->suggested);
	unlink(path);
	rmdir(folder);
}

#define ON_A_STORE(test)                                                                                     \
	cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)

/* ---- sanction cases --------------------------------------------------------------------------------- */

static struct rules shipped(struct store_fixture *fixture)
{
	struct rules rules;

	assert_done(fixture, rules_load(NULL, &fixture->arena, &rules, &fixture->err));
	return rules;
}

static struct sanction_case opening(int64_t citizen, const char *provision, int group)
{
	return (struct sanction_case){ .citizen = citizen,
				       .provision = provision,
				       .event_date = day("2026-11-20"),
				       .source = "appointment:7",
				       .target_group = group };
}

static void no_event_is_written_that_the_guards_refuse(void **state)
{
	struct store_fixture *fixture = *state;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);
	struct rules rules = shipped(fixture);
	struct sanction_case opened = opening(citizen, "37", 2), file;
	struct effect opens = { .kind = EFFECT_CASE_OPEN, .arena = &fixture->arena, .case_open.in = &opened };
	struct sanction_event event = { .act = SANCTION_DECIDE,
					.to = SANCTION_DECIDED,
					.date = day("2026-11-23"),
					.due = DATE_NONE,
					.channel = "",
					.text = "Sanktion.",
					.code = "" };
	struct effect writes = { .kind = EFFECT_CASE_EVENT,
				 .arena = &fixture->arena,
				 .case_event.in = &event };

	runner.rules = &rules;
	store_stamp(fixture->store, runner.caseworker, runner.now);
	assert_done(fixture, perform_case_open(&runner, &opens, &fixture->err));
	assert_done(fixture, store_case(fixture->store, opened.id, &fixture->arena, &file, &fixture->err));
	event.sanction_case = opened.id;
	event.parent = file.events[0].id;
	assert_refused(fixture, perform_case_event(&runner, &writes, &fixture->err), ERR_REFUSED);
	assert_non_null(strstr(fixture->err.text, "party hearing"));
	assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sanction_event"), 1);
	/* Where it leads is the table's word, not the screen's. */
	event.act = SANCTION_CHECK_GUIDANCE;
	event.to = SANCTION_DECIDED;
	assert_done(fixture, perform_case_event(&runner, &writes, &fixture->err));
	assert_int_equal(event.to, SANCTION_BLOCKED);
}

static void move_to_group(struct store_fixture *fixture, int64_t id, int group)
{
	struct citizen citizen;

	assert_done(fixture, store_citizen(fixture->store, id, &fixture->arena, &citizen, &fixture->err));
	citizen.target_group = group;
	assert_done(fixture, store_citizen_put(fixture->store, &citizen, &fixture->err));
}

/* "§ 40 a for an activity-ready citizen: refused for an event in 2025" */
static void no_case_begins_that_the_rows_of_the_law_refuse(void **state)
{
	struct store_fixture *fixture = *state;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);
	struct rules rules = shipped(fixture);
	struct sanction_case opened = opening(citizen, "40a", 2); /* the citizen's own group counts, not this */
	struct effect opens = { .kind = EFFECT_CASE_OPEN, .arena = &fixture->arena, .case_open.in = &opened };

	runner.rules = &rules;
	move_to_group(fixture, citizen, 3);
	assert_refused(fixture, perform_case_open(&runner, &opens, &fixture->err), ERR_REFUSED);
	assert_non_null(strstr(fixture->err.text, "sanction.s40a.allowed"));
	assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sanction_case"), 0);
}

/* As a merge leaves it when two terminals went on from the same event. */
static int64_t case_with_two_heads(struct store_fixture *fixture, int64_t citizen)
{
	struct sanction_case opened = opening(citizen, "37", 2), file;
	struct sanction_event mine = { .act = SANCTION_CHECK_GUIDANCE,
				       .to = SANCTION_READY,
				       .date = day("2026-11-23"),
				       .due = DATE_NONE };

	assert_done(fixture, store_case_open(fixture->store, &opened, &fixture->err));
	assert_done(fixture, store_case(fixture->store, opened.id, &fixture->arena, &file, &fixture->err));
	mine.sanction_case = opened.id;
	mine.parent = file.events[0].id;
	assert_done(fixture, store_case_event(fixture->store, &mine, &fixture->err));
	fixture_do(fixture,
		   arena_printf(&fixture->arena,
				"INSERT INTO sanction_event(id, sanction_case, act, state, date, text, at)"
				" VALUES((2 << 43) + 1, %lld, %d, %d, '2026-11-23', 'Syg', %lld);"
				"INSERT INTO sanction_parent(id, event, parent)"
				" VALUES((2 << 43) + 2, (2 << 43) + 1, %lld)",
				(long long)opened.id, SANCTION_EXCUSE, SANCTION_EXCUSED,
				(long long)file.events[0].at + 1, (long long)file.events[0].id));
	return opened.id;
}

static void type(struct session *session, struct clock *clock, const char *keys)
{
	struct keyplay play = { .session = session, .clock = clock };
	struct keyfile keyfile;
	struct err err;

	if (!keyfile_parse("keys", keys, strlen(keys), &session->arena, &keyfile, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < keyfile.count; i++)
		keyplay_step(&play, &keyfile.steps[i]);
}

static void two_heads_are_one_again_when_a_person_has_chosen_on_the_screen(void **state)
{
	struct store_fixture *fixture = *state;
	int64_t citizen;
	struct runner runner = runner_of(fixture, &citizen);
	int64_t id = case_with_two_heads(fixture, citizen);
	struct common_options common = {
		.database = fixture->path, .language_given = true, .caseworker = "meho", .municipality = ""
	};
	struct sanction_case file;
	struct session session;
	struct clock clock;

	(void)runner;
	fixture_close(fixture);
	assert_true(clock_fixed("2026-11-23T10:00", &clock, &fixture->err));
	assert_done(fixture, session_open(&session, &common, STORE_EXISTING, &clock, &fixture->err));
	session_start(&session, 24, 80);
	/* Without a reason the first F10 goes to that field. */
	type(&session, &clock,
	     "/ \"Nielsen\" <Enter> <Home> <Enter> <Enter> 2 <F10> \"Han var ikke syg.\" <F10> <F10>");
	assert_done(fixture, store_case(session.store, id, &session.arena, &file, &fixture->err));
	assert_int_equal(file.heads, 1);
	assert_int_equal(sanction_state(&file), file.events[file.event_count - 1].to);
	assert_string_equal(file.events[file.event_count - 1].text, "Han var ikke syg.");
	assert_int_equal(file.events[file.event_count - 1].act, SANCTION_RESOLVE);
	session_close(&session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_STORE(a_conversation_that_begins_brings_citizen_and_guide_to_the_table),
		ON_A_STORE(a_conversation_goes_on_with_its_answers_and_what_was_half_typed),
		ON_A_STORE(a_booking_of_today_is_held_and_one_that_lies_ahead_is_left),
		ON_A_STORE(a_guide_that_does_not_exist_is_refused_before_anything_is_written),
		ON_A_STORE(every_guide_is_offered_and_the_right_ones_are_suggested),
		ON_A_STORE(no_event_is_written_that_the_guards_refuse),
		ON_A_STORE(two_heads_are_one_again_when_a_person_has_chosen_on_the_screen),
		ON_A_STORE(no_case_begins_that_the_rows_of_the_law_refuse),
		ON_A_STORE(a_municipal_guide_that_cannot_be_read_takes_no_other_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
