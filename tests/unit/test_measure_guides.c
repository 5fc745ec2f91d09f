/* The two guides of the progress measure: nine questions to the citizen, eleven to the caseworker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/progress.h"

static const size_t questions_of[PROGRESS_SIDES] = { [PROGRESS_CITIZEN] = 9, [PROGRESS_CASEWORKER] = 11 };
static const size_t in_track[PROGRESS_SIDES][PROGRESS_TRACKS] = {
	[PROGRESS_CITIZEN] = { 3, 3, 3 },
	[PROGRESS_CASEWORKER] = { 4, 4, 3 },
};

static void load(struct guide_fixture *fixture, enum progress_side side, enum language language)
{
	walk_free(fixture->walk);
	guide_free(fixture->guide);
	fixture->walk = NULL;
	fixture->guide = NULL;
	if (!guide_load(progress_side_guide(side), language, NULL, &fixture->guide, &fixture->err))
		fail_msg("%s (%s)", fixture->err.text, fixture->err.detail);
	fixture_walk(fixture, 2);
}

static void each_side_walks_in_both_languages(void **state)
{
	struct guide_fixture *fixture = *state;

	for (int side = 0; side < PROGRESS_SIDES; side++) {
		for (int language = LANGUAGE_DA; language <= LANGUAGE_EN; language++) {
			const struct question *questions;
			size_t count, walked = 0;

			load(fixture, (enum progress_side)side, (enum language)language);
			count = guide_questions(fixture->guide, &questions);
			assert_int_equal(count, questions_of[side]);
			for (int i = walk_next(fixture->walk, -1); i >= 0; i = walk_next(fixture->walk, i)) {
				assert_int_equal(walk_first_missing(fixture->walk), i);
				assert_int_equal(questions[i].type, QUESTION_RANGE);
				assert_true(questions[i].range_start == 0 && questions[i].range_end == 10);
				assert_int_equal(questions[i].caseworker, side == PROGRESS_CASEWORKER);
				assert_false(fixture_accepts(fixture, questions[i].name, ANSWER_GIVEN, "11"));
				fixture_answer(fixture, questions[i].name, "7");
				walked++;
			}
			assert_int_equal(walked, count);
			assert_int_equal(walk_first_missing(fixture->walk), -1);
		}
	}
}

static void both_languages_ask_the_same_and_both_are_short(void **state)
{
	struct guide_fixture *fixture = *state;

	for (int side = 0; side < PROGRESS_SIDES; side++) {
		const struct question *danish, *english;
		const struct guide_step *steps;
		struct guide *en;

		load(fixture, (enum progress_side)side, LANGUAGE_DA);
		assert_true(guide_load(progress_side_guide((enum progress_side)side), LANGUAGE_EN, NULL, &en,
				       &fixture->err));
		assert_int_equal(guide_questions(fixture->guide, &danish), guide_questions(en, &english));
		for (size_t i = 0; i < questions_of[side]; i++) {
			assert_string_equal(danish[i].name, english[i].name);
			assert_string_not_equal(danish[i].label, english[i].label);
			assert_in_range(utf8_columns(danish[i].label), 20, 90);
			assert_int_equal(danish[i].sensitive, english[i].sensitive);
			assert_int_equal(!*danish[i].hint, !*english[i].hint);
			assert_int_equal(!*danish[i].guidance_hint, !*english[i].guidance_hint);
		}
		assert_int_equal(guide_steps(fixture->guide, &steps), PROGRESS_TRACKS);
		for (size_t i = 0; i < PROGRESS_TRACKS; i++)
			assert_in_range(utf8_columns(steps[i].title), 1, 17);
		guide_free(en);
	}
}

static void answers_become_series_of_their_side_and_track(void **state)
{
	struct guide_fixture *fixture = *state;

	for (int side = 0; side < PROGRESS_SIDES; side++) {
		size_t counts[PROGRESS_TRACKS] = { 0 };
		const struct question *questions;
		struct feed_list feeds;

		load(fixture, (enum progress_side)side, LANGUAGE_DA);
		guide_questions(fixture->guide, &questions);
		for (size_t i = 0; i < questions_of[side]; i++)
			fixture_answer(fixture, questions[i].name, "4");
		walk_feeds(fixture->walk, &fixture->arena, &feeds);
		assert_int_equal(feeds.count, questions_of[side]);
		for (size_t i = 0; i < feeds.count; i++) {
			enum progress_side fed;
			enum progress_track track;

			assert_int_equal(feeds.rows[i].kind, FEED_MEASURE);
			assert_true(progress_series_read(feeds.rows[i].code, &fed, &track));
			assert_int_equal(fed, side);
			counts[track]++;
		}
		for (int track = 0; track < PROGRESS_TRACKS; track++)
			assert_int_equal(counts[track], in_track[side][track]);
	}
}

static void they_close_with_what_was_measured_and_do_not_count_as_contact(void **state)
{
	struct guide_fixture *fixture = *state;

	for (int side = 0; side < PROGRESS_SIDES; side++) {
		load(fixture, (enum progress_side)side, LANGUAGE_DA);
		assert_int_equal(guide_closing(fixture->guide), CONVERSATION_MEASURES);
		assert_false(guide_resets_contact_clock(fixture->guide));
	}
}

static void a_citizen_who_will_not_answer_has_answered(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	load(fixture, PROGRESS_CITIZEN, LANGUAGE_DA);
	assert_true(fixture_accepts(fixture, "MB01", ANSWER_DECLINED, ""));
	assert_string_not_equal(fixture_value(fixture, "MB01"), "0");
	assert_int_equal(walk_first_missing(fixture->walk), fixture_index(fixture, "MB02"));
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 0);
}

/* ---- the words in a guide --------------------------------------------------------------------------- */

static void a_measure_without_side_and_track_is_named_by_its_question(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(fixture, "question \"A1\" { type = range label = \"Tal\" "
			      "feeds = { \"measure\", \"measure caseworker.skills\" } }\n");
	fixture_answer(fixture, "A1", "3");
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 2);
	assert_string_equal(feeds.rows[0].code, "A1");
	assert_string_equal(feeds.rows[1].code, "caseworker.skills.A1");
	assert_int_equal(guide_closing(fixture->guide), CONVERSATION_AGREES);
}

static void a_side_or_track_that_is_none_is_refused(void **state)
{
	static const char *const codes[] = { "citizen", "citizen.jobs", "boss.job", "citizen.job.A1" };

	for (size_t i = 0; i < LENGTH(codes); i++) {
		char text[200];

		snprintf(text, sizeof(text),
			 "question \"A1\" { type = range label = \"Tal\" feeds = { \"measure %s\" } }\n",
			 codes[i]);
		assert_non_null(strstr(fixture_refusal(*state, text), "measure citizen.job"));
	}
}

static void a_closing_that_cannot_be_is_refused(void **state)
{
	assert_non_null(strstr(
		fixture_refusal_of_text(*state,
					"guide \"a\" {\n version = 1\n title = \"A\"\n closing = \"never\"\n"
					" step \"s\" { title = \"S\" question \"q\" { type = text "
					"label = \"Q\" } }\n}\n"),
		":4: "));
	assert_non_null(
		strstr(fixture_refusal_of_text(
			       *state, "guide \"a\" {\n version = 1\n title = \"A\"\n closing = \"measure\"\n"
				       " step \"s\" { title = \"S\" question \"q\" { type = text "
				       "label = \"Q\" } }\n}\n"),
		       ":4: "));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(each_side_walks_in_both_languages),
		CASE(both_languages_ask_the_same_and_both_are_short),
		CASE(answers_become_series_of_their_side_and_track),
		CASE(they_close_with_what_was_measured_and_do_not_count_as_contact),
		CASE(a_citizen_who_will_not_answer_has_answered),
		CASE(a_measure_without_side_and_track_is_named_by_its_question),
		CASE(a_side_or_track_that_is_none_is_refused),
		CASE(a_closing_that_cannot_be_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
