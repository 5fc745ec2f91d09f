/* The one plan as it is judged, frozen, compared and printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/lix.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/plan_content.h"
#include "samtale/domain/plan_sheet.h"

#define TODAY ((struct date){ 20780 }) /* 2026-11-23 */

/* Karim's plan: a goal, a barrier, two steps on two tracks. */
struct karim {
	struct plan_item items[2];
	struct plan_step steps[2];
	struct plan_track tracks[1];
	struct plan_sheet sheet;
	struct arena arena;
};

static struct date days(int from_today)
{
	return date_add_days(TODAY, from_today);
}

static int setup(void **state)
{
	static struct karim k;

	k = (struct karim){
		.items = { { .id = 1,
			     .kind = PLAN_GOAL,
			     .code = "",
			     .text = "et fast job på et lager",
			     .aim = PLAN_AIM_JOB,
			     .note = "" },
			   { .id = 2,
			     .kind = PLAN_BARRIER,
			     .code = "",
			     .text = "ondt i ryggen",
			     .note = "træning to gange om ugen" } },
		.steps = { { .id = 3,
			     .text = "Tal med fysioterapeuten",
			     .owner = STEP_OWNER_CASEWORKER,
			     .due = days(7),
			     .track = 9 },
			   { .id = 4, .text = "Ring til Bilka", .due = days(-3) } },
		.tracks = { { .id = 9, .code = "health", .name = "" } },
		.sheet = { .citizen = { .cpr = "1204671101", .given_names = "Karim", .surname = "Nielsen" },
			   .contact_name = "Mette Holm",
			   .contact_phone = "12 34 56 78",
			   .next = { .date = DATE_NONE, .minute = -1, .type = "", .form = "" } },
	};
	k.sheet.plan = (struct plan){ .items = k.items,
				      .item_count = 2,
				      .steps = k.steps,
				      .step_count = 2,
				      .tracks = k.tracks,
				      .track_count = 1 };
	arena_init(&k.arena);
	tr_use(LANGUAGE_DA);
	*state = &k;
	return 0;
}

static int teardown(void **state)
{
	arena_done(&((struct karim *)*state)->arena);
	return 0;
}

/* ---- what a plan must have -------------------------------------------------------------------------- */

static void a_plan_without_a_goal_of_job_or_education_is_refused_with_the_key(void **state)
{
	struct karim *k = *state;
	struct err err = { ERR_NONE };

	assert_true(plan_may_grow(&k->sheet.plan, &err));
	k->items[0].aim = PLAN_AIM_LIFE;
	assert_false(plan_may_grow(&k->sheet.plan, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "Tryk g"));
	k->items[0].aim = PLAN_AIM_EDUCATION;
	assert_true(plan_may_grow(&k->sheet.plan, &err));
	k->items[0].ended = true;
	assert_false(plan_may_be_answered(&k->sheet, &err));
}

static void a_plan_without_a_step_to_take_is_not_asked_about(void **state)
{
	struct karim *k = *state;
	struct err err = { ERR_NONE };

	k->steps[0].status = STEP_DONE;
	k->steps[1].status = STEP_NOT_DONE;
	assert_false(plan_may_be_answered(&k->sheet, &err));
	assert_non_null(strstr(err.text, "Tryk a"));
	k->steps[1].status = STEP_PARTLY;
	assert_true(plan_may_be_answered(&k->sheet, &err));
}

static void only_an_open_step_is_overdue_and_not_on_its_day(void **state)
{
	struct karim *k = *state;

	assert_true(step_is_overdue(&k->steps[1], TODAY));
	assert_false(step_is_overdue(&k->steps[1], days(-3)));
	k->steps[1].status = STEP_PARTLY;
	assert_true(step_is_overdue(&k->steps[1], TODAY));
	k->steps[1].status = STEP_DONE;
	assert_false(step_is_overdue(&k->steps[1], TODAY));
	k->steps[1] = (struct plan_step){ .text = "", .due = DATE_NONE };
	assert_false(step_is_overdue(&k->steps[1], TODAY));
}

/* ---- what was agreed on ------------------------------------------------------------------------------- */

static void only_what_was_agreed_on_changes_the_hash(void **state)
{
	struct karim *k = *state;
	char before[ID_HASH_TEXT], after[ID_HASH_TEXT];
	static const struct {
		const char *what;
		bool changes;
	} rows[] = {
		{ "a step is done", false },           { "a barrier is better", false },
		{ "a barrier is overcome", false },    { "a date is moved", true },
		{ "another does it", true },           { "a step changes track", true },
		{ "a step no longer fits", true },     { "the goal is other words", true },
		{ "a barrier leaves the plan", true },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		void *fresh;

		teardown(state);
		setup(&fresh);
		k->items[1].progress = BARRIER_STANDS;
		plan_agreed_hash(&k->sheet.plan, before);
		switch (i) {
		case 0: k->steps[0].status = STEP_DONE; break;
		case 1: k->items[1].progress = BARRIER_BETTER; break;
		case 2: k->items[1].progress = BARRIER_OVERCOME, k->items[1].ended = true; break;
		case 3: k->steps[0].due = days(8); break;
		case 4: k->steps[0].owner = STEP_OWNER_CITIZEN; break;
		case 5: k->steps[0].track = 0; break;
		case 6: k->steps[0].status = STEP_NO_LONGER_FITS; break;
		case 7: k->items[0].text = "et job"; break;
		default: k->items[1].ended = true;
		}
		plan_agreed_hash(&k->sheet.plan, after);
		if (str_equal(before, after) == rows[i].changes)
			fail_msg("%s", rows[i].what);
	}
}

/* ---- frozen ------------------------------------------------------------------------------------------- */

static void a_frozen_plan_reads_back_as_it_was_whatever_is_in_the_texts(void **state)
{
	struct karim *k = *state;
	struct plan_content content, back;
	const char *text;

	k->items[0].text = "linje\nto\tmed \\ og æøå";
	plan_content_of(&k->sheet.plan, &k->arena, &content);
	text = plan_content_write(&content, false, &k->arena);
	assert_true(plan_content_read(text, &k->arena, &back));
	assert_int_equal(back.count, 4);
	assert_string_equal(back.rows[0].text, "linje\nto\tmed \\ og æøå");
	assert_string_equal(plan_content_write(&back, false, &k->arena), text);
	assert_string_equal(back.rows[2].text, "Ring til Bilka"); /* job and education before health */
	assert_string_equal(back.rows[3].head, "health");
	assert_string_equal(back.rows[3].due, "2026-11-30");
}

static void a_text_that_is_no_frozen_plan_is_refused(void **state)
{
	struct karim *k = *state;
	struct plan_content content;
	static const char *const texts[] = {
		"",
		"plan 2\n",
		"plan 1\ngoal\t1\tjob\tx\t\t\t\n",
		"plan 1\ngoal\tx\tjob\tx\t\t\t\t\n",
		"plan 1\nhope\t1\tjob\tx\t\t\t\t\n",
		"plan 1\ngoal\t1\tjob\tx\\\t\t\t\t\n",
		"plan 1\ngoal\t1\tjob\tx\t\t\t\t\tmore\n",
		"plan 1\n\n\n",
	};

	for (size_t i = 0; i < LENGTH(texts); i++)
		if (plan_content_read(texts[i], &k->arena, &content))
			fail_msg("taken for a plan: %s", texts[i]);
	assert_true(plan_content_read("plan 1\n", &k->arena, &content));
	assert_int_equal(content.count, 0);
}

static void versions_are_compared_row_by_row_even_when_the_words_changed(void **state)
{
	struct karim *k = *state;
	struct plan_content before, after;
	struct plan_differences differences;
	struct plan_step more[3];

	plan_content_of(&k->sheet.plan, &k->arena, &before);
	memcpy(more, k->steps, sizeof(k->steps));
	more[0].status = STEP_NO_LONGER_FITS;
	more[1].text = "Ring til Føtex";
	more[2] = (struct plan_step){ .id = 5, .text = "Søg tre job", .due = days(14) };
	k->sheet.plan.steps = more;
	k->sheet.plan.step_count = 3;
	plan_content_of(&k->sheet.plan, &k->arena, &after);
	plan_compare(&before, &after, &k->arena, &differences);
	assert_int_equal(differences.changes, 3);
	assert_int_equal(differences.count, 5);
	assert_int_equal(differences.rows[0].change, PLAN_SAME);
	assert_int_equal(differences.rows[2].change, PLAN_CHANGED);
	assert_string_equal(differences.rows[2].before->text, "Ring til Bilka");
	assert_string_equal(differences.rows[2].after->text, "Ring til Føtex");
	assert_int_equal(differences.rows[3].change, PLAN_ADDED);
	assert_int_equal(differences.rows[4].change, PLAN_REMOVED);
	assert_null(differences.rows[4].after);
	plan_compare(&after, &after, &k->arena, &differences);
	assert_int_equal(differences.changes, 0);
}

/* ---- the citizen's answer ------------------------------------------------------------------------------ */

static void an_answer_holds_until_the_plan_changes_and_two_that_differ_are_decided(void **state)
{
	struct karim *k = *state;
	struct plan_acceptance answers[2] = {
		{ .id = 1, .date = TODAY, .channel = "present", .author = "", .is_head = true },
		{ .id = 2, .date = TODAY, .channel = "phone", .author = "", .is_head = true },
	};
	char hash[ID_HASH_TEXT];

	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_NOT_ASKED);
	plan_agreed_hash(&k->sheet.plan, hash);
	answers[0].hash = answers[1].hash = hash;
	k->sheet.acceptances = answers;
	k->sheet.acceptance_count = 1;
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_HOLDS);
	k->sheet.acceptance_count = 2;
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_HOLDS); /* two who heard the same */
	answers[1].answer = PLAN_DECLINED;
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_TO_DECIDE);
	answers[1].answer = PLAN_ACCEPTED;
	answers[1].hash = "another";
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_TO_DECIDE);
	answers[1].is_head = false;
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_HOLDS);
	k->steps[0].due = days(20);
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_CHANGED_SINCE);
	assert_non_null(strstr(plan_agreement_text(&k->sheet, &k->arena), "Planen er ændret"));
	answers[0].answer = PLAN_DECLINED;
	assert_int_equal(plan_agreement(&k->sheet, NULL), PLAN_SAID_NO);
}

/* ---- in plain Danish ------------------------------------------------------------------------------------ */

static void the_plan_is_printed_in_the_citizens_voice(void **state)
{
	struct karim *k = *state;
	const char *text = plan_write_text(&k->sheet, TODAY, &k->arena);

	assert_string_equal(
		text,
		"Min plan\n"
		"Karim Nielsen, mandag den 23. november 2026\n"
		"\nDet vil jeg\n- Et fast job på et lager.\n"
		"\nDet står i vejen – og det gør vi ved det\n"
		"- Ondt i ryggen. Det gør vi: Træning to gange om ugen.\n"
		"\nDet gør vi: Job og uddannelse\n"
		"- Ring til Bilka. Det gør jeg selv senest fredag den 20. november 2026.\n"
		"\nDet gør vi: Helbred\n"
		"- Tal med fysioterapeuten. Det gør min sagsbehandler senest mandag den 30. november 2026.\n"
		"\nHer kan jeg spørge\n- Mette Holm, telefon 12 34 56 78.\n"
		"\nMit ja\n- Jeg har ikke sagt ja til planen endnu.\n");
	assert_true(lix_of(text) < LIX_HARD);
	tr_use(LANGUAGE_EN);
	assert_non_null(strstr(plan_write_text(&k->sheet, TODAY, &k->arena),
			       "What I want\n- Et fast job på et lager.\n"));
}

static void a_plan_without_a_goal_says_so_where_the_goal_should_be(void **state)
{
	struct karim *k = *state;

	k->items[0].ended = true;
	assert_non_null(strstr(plan_write_text(&k->sheet, TODAY, &k->arena),
			       "Det vil jeg\n- Målet er ikke skrevet endnu.\n"));
}

static void steps_stand_with_the_soonest_first_and_the_closed_last(void **state)
{
	struct karim *k = *state;
	struct plan_step steps[] = {
		{ .id = 1, .text = "", .due = days(9), .status = STEP_DONE },
		{ .id = 2, .text = "", .due = DATE_NONE },
		{ .id = 3, .text = "", .due = days(5) },
		{ .id = 4, .text = "", .due = days(-5) },
		{ .id = 5, .text = "", .due = days(1), .track = 9 },
	};
	static const int64_t order[] = { 4, 3, 2, 1 };
	const size_t *got;
	size_t count;

	k->sheet.plan.steps = steps;
	k->sheet.plan.step_count = LENGTH(steps);
	got = plan_steps_in_order(&k->sheet.plan, NULL, &k->arena, &count);
	assert_int_equal(count, LENGTH(order));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(steps[got[i]].id, order[i]);
	plan_steps_in_order(&k->sheet.plan, &k->tracks[0], &k->arena, &count);
	assert_int_equal(count, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_plan_without_a_goal_of_job_or_education_is_refused_with_the_key),
		CASE(a_plan_without_a_step_to_take_is_not_asked_about),
		CASE(only_an_open_step_is_overdue_and_not_on_its_day),
		CASE(only_what_was_agreed_on_changes_the_hash),
		CASE(a_frozen_plan_reads_back_as_it_was_whatever_is_in_the_texts),
		CASE(a_text_that_is_no_frozen_plan_is_refused),
		CASE(versions_are_compared_row_by_row_even_when_the_words_changed),
		CASE(an_answer_holds_until_the_plan_changes_and_two_that_differ_are_decided),
		CASE(the_plan_is_printed_in_the_citizens_voice),
		CASE(a_plan_without_a_goal_says_so_where_the_goal_should_be),
		CASE(steps_stand_with_the_soonest_first_and_the_closed_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
