/* The one plan as it is stored: one a citizen on whatever path, versions, the citizen's answers, consents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/change.h"
#include "samtale/store/conversations.h"
#include "samtale/store/plans.h"
#include "store_rows.h"

static struct plan_sheet sheet_of(struct store_fixture *f, int64_t citizen)
{
	struct plan_sheet sheet;

	assert_done(f, store_plan_sheet(f->store, citizen, day("2026-11-23"), &f->arena, &sheet, &f->err));
	return sheet;
}

static int64_t put_goal(struct store_fixture *f, int64_t citizen)
{
	struct plan_item goal = {
		.citizen = citizen, .kind = PLAN_GOAL, .text = "Job på et lager", .aim = PLAN_AIM_JOB
	};

	assert_done(f, store_plan_item_put(f->store, &goal, &f->err));
	return goal.id;
}

static struct plan_step put_step(struct store_fixture *f, int64_t citizen)
{
	struct plan_step step = { .citizen = citizen, .text = "Ring til Bilka", .due = day("2026-12-01") };

	assert_done(f, store_step_put(f->store, &step, &f->err));
	return step;
}

static int64_t put_track(struct store_fixture *f, int64_t citizen, const char *code, const char *name)
{
	struct plan_track track = { .citizen = citizen, .code = code, .name = name };

	assert_done(f, store_plan_track_put(f->store, &track, &f->err));
	return track.id;
}

static int64_t put_position(struct store_fixture *f, int64_t citizen, const char *stage, const char *date)
{
	struct plan_position position = { .citizen = citizen, .stage = stage, .date = day(date), .note = "" };

	assert_done(f, store_plan_position_put(f->store, &position, &f->err));
	return position.id;
}

static int64_t talk(struct store_fixture *f, int64_t citizen)
{
	struct conversation conversation = { .citizen = citizen, .guide = "jobsamtale", .guide_version = 1 };
	struct feed feeds[] = { { FEED_GOAL, "FS09", "FS09", "Hvad vil du?", "lager", "Job på et lager" } };
	struct conversation_signing signing = {
		.citizen = citizen,
		.summary = "Vi talte om job.",
		.step = { .text = "Søge tre job", .due = day("2026-12-01") },
		.next = { .date = day("2026-12-08"),
			  .minute = 540,
			  .minutes = 45,
			  .type = "jobsamtale",
			  .form = "telefon" },
		.feeds = { feeds, 1 },
	};
	int64_t id;

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	signing.conversation = conversation.id;
	assert_done(f, store_conversation_sign(f->store, &signing, &id, &f->err));
	return conversation.id;
}

static struct plan_acceptance says(int64_t citizen, int64_t parent, enum plan_answer answer)
{
	return (struct plan_acceptance){ .citizen = citizen,
					 .parent = parent,
					 .answer = answer,
					 .channel = "present",
					 .date = day("2026-11-23"),
					 .reason = "" };
}

static int64_t accept(struct store_fixture *f, int64_t citizen, int64_t parent)
{
	struct plan_acceptance acceptance = says(citizen, parent, PLAN_ACCEPTED);

	assert_done(f, store_plan_answer(f->store, &acceptance, &f->err));
	return acceptance.id;
}

static void assert_whole(struct store_fixture *f)
{
	struct verify_report report;

	assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
	if (report.count)
		fail_msg("%s: %s", report.findings[0].table, report.findings[0].text);
}

/* ---- one plan ------------------------------------------------------------------------------------------- */

static void no_path_makes_a_second_plan(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	const char *what;

	put_goal(f, citizen);
	put_step(f, citizen);
	put_track(f, citizen, "health", "");
	put_position(f, citizen, "ready", "2026-11-23");
	talk(f, citizen);
	accept(f, citizen, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan"), 1);
	assert_refused(f, store_undo(f->store, &f->arena, &what, &f->err), ERR_REFUSED);
	assert_whole(f);
}

static void a_plan_that_was_undone_comes_back_as_the_same_plan(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), plan;
	const char *what;

	put_goal(f, citizen);
	plan = sheet_of(f, citizen).plan.id;
	assert_done(f, store_undo(f->store, &f->arena, &what, &f->err));
	assert_int_equal(sheet_of(f, citizen).plan.id, 0);
	put_goal(f, citizen);
	assert_true(plan != 0 && sheet_of(f, citizen).plan.id == plan);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan"), 1);
}

/* Another terminal of the same installation, with the same people in it. */
static struct store_fixture *another_terminal(void **fresh)
{
	struct store_fixture *other;

	assert_int_equal(store_fixture_setup_open(fresh), 0);
	other = *fresh;
	fixture_do(other, "UPDATE sync_self SET v = 77 WHERE k = 'origin'");
	fixture_close(other);
	assert_true(fixture_open(other, STORE_EXISTING));
	return other;
}

static bool heard(void *context, const struct change *change, struct err *err)
{
	return store_merge(context, change, 1, err);
}

/* Each hears all that the other has written. */
static void meet(struct store_fixture *f, struct store_fixture *other)
{
	assert_done(f, store_changes_each(f->store, 0, heard, other->store, &f->err));
	assert_done(other, store_changes_each(other->store, 0, heard, f->store, &other->err));
}

static const char *printed(struct store_fixture *f, int64_t citizen)
{
	struct plan_sheet sheet = sheet_of(f, citizen);

	return plan_write_text(&sheet, day("2026-11-23"), &f->arena);
}

static void two_terminals_that_begin_a_plan_have_one_when_they_have_met(void **state)
{
	struct store_fixture *f = *state, *other;
	int64_t citizen = rows_karim(f);
	void *fresh;

	other = another_terminal(&fresh);
	assert_true(rows_karim(other) == citizen);
	put_goal(f, citizen);
	assert_true(put_track(f, citizen, "health", "") == put_track(other, citizen, "health", ""));
	put_step(other, citizen);
	put_position(other, citizen, "ready", "2026-11-23");
	meet(f, other);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan"), 1);
	assert_int_equal(fixture_number(other, "SELECT count(*) FROM plan"), 1);
	assert_int_equal(sheet_of(f, citizen).plan.step_count, 1);
	assert_int_equal(sheet_of(f, citizen).plan.track_count, 1);
	assert_string_equal(printed(f, citizen), printed(other, citizen));
	assert_whole(f);
	assert_whole(other);
	store_fixture_teardown(&fresh);
}

static enum plan_agreement agreement_of(struct store_fixture *f, int64_t citizen)
{
	struct plan_sheet sheet = sheet_of(f, citizen);

	return plan_agreement(&sheet, NULL);
}

static void answers_recorded_on_two_terminals_are_decided_on_one_and_hold_on_both(void **state)
{
	struct store_fixture *f = *state, *other;
	int64_t citizen = rows_karim(f), ours;
	void *fresh;

	other = another_terminal(&fresh);
	put_goal(f, citizen);
	put_step(f, citizen);
	meet(f, other);
	ours = accept(f, citizen, 0);
	put_step(other, citizen);
	accept(other, citizen, 0);
	meet(f, other);
	assert_int_equal(agreement_of(f, citizen), PLAN_TO_DECIDE);
	assert_int_equal(agreement_of(other, citizen), PLAN_TO_DECIDE);
	assert_done(other, store_plan_decide(other->store, citizen, ours, &other->err));
	meet(f, other);
	assert_int_equal(agreement_of(f, citizen), PLAN_CHANGED_SINCE); /* the other's step came beside it */
	assert_int_equal(agreement_of(other, citizen), PLAN_CHANGED_SINCE);
	assert_whole(f);
	store_fixture_teardown(&fresh);
}

static void the_same_yes_heard_on_two_terminals_needs_no_decision(void **state)
{
	struct store_fixture *f = *state, *other;
	int64_t citizen = rows_karim(f);
	void *fresh;

	other = another_terminal(&fresh);
	put_goal(f, citizen);
	put_step(f, citizen);
	meet(f, other);
	accept(f, citizen, 0);
	accept(other, citizen, 0);
	meet(f, other);
	assert_int_equal(agreement_of(f, citizen), PLAN_HOLDS);
	assert_int_equal(agreement_of(other, citizen), PLAN_HOLDS);
	store_fixture_teardown(&fresh);
}

static void a_track_is_begun_once_and_one_with_a_name_of_its_own_is_another(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), health = put_track(f, citizen, "health", "");
	struct plan_track ended = {
		.id = health, .citizen = citizen, .code = "health", .name = "", .ended = true
	};
	struct plan_track nameless = { .citizen = citizen, .code = "", .name = " " };

	assert_done(f, store_plan_track_put(f->store, &ended, &f->err));
	assert_true(sheet_of(f, citizen).plan.tracks[0].ended);
	assert_true(put_track(f, citizen, "health", "") == health);
	assert_false(sheet_of(f, citizen).plan.tracks[0].ended);
	health = put_track(f, citizen, "", "Bolig");
	assert_true(put_track(f, citizen, "", "Musik") != health);
	assert_int_equal(sheet_of(f, citizen).plan.track_count, 3);
	assert_string_equal(plan_track_label(&sheet_of(f, citizen).plan.tracks[0]), "Bolig");
	assert_refused(f, store_plan_track_put(f->store, &nameless, &f->err), ERR_INPUT);
}

static void a_step_keeps_its_track_and_a_barrier_what_is_done_about_it(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), health = put_track(f, citizen, "health", "");
	struct plan_step step = put_step(f, citizen);
	struct plan_item barrier = { .citizen = citizen,
				     .kind = PLAN_BARRIER,
				     .text = "ondt i ryggen",
				     .progress = BARRIER_UNDER_WAY,
				     .note = "træning" };
	const char *what;

	step.track = health;
	assert_done(f, store_step_put(f->store, &step, &f->err));
	assert_true(sheet_of(f, citizen).plan.steps[0].track == health);
	assert_done(f, store_undo(f->store, &f->arena, &what, &f->err));
	assert_true(sheet_of(f, citizen).plan.steps[0].track == 0);
	assert_done(f, store_plan_item_put(f->store, &barrier, &f->err));
	assert_string_equal(sheet_of(f, citizen).plan.items[0].note, "træning");
	assert_int_equal(sheet_of(f, citizen).plan.items[0].progress, BARRIER_UNDER_WAY);
}

static void positions_stand_newest_first_by_their_day(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = put_position(f, citizen, "ready", "2026-11-23");
	struct plan_position unset = { .citizen = citizen, .stage = "ready", .date = DATE_NONE };

	put_position(f, citizen, "barriers", "2026-03-01");
	assert_true(sheet_of(f, citizen).plan.positions[0].id == first);
	assert_string_equal(sheet_of(f, citizen).plan.positions[1].stage, "barriers");
	assert_refused(f, store_plan_position_put(f->store, &unset, &f->err), ERR_INPUT);
}

/* ---- versions and answers --------------------------------------------------------------------------------- */

static void signing_a_conversation_freezes_what_was_agreed(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), conversation = talk(f, citizen);
	struct plan_sheet sheet = sheet_of(f, citizen);

	assert_int_equal(sheet.version_count, 1);
	assert_true(sheet.versions[0].conversation == conversation);
	assert_non_null(strstr(sheet.versions[0].content, "Søge tre job"));
	assert_non_null(strstr(sheet.versions[0].content, "Job på et lager"));
	assert_int_equal(plan_agreement(&sheet, NULL), PLAN_NOT_ASKED);
	assert_whole(f);
}

static void a_yes_is_to_the_version_that_stands_and_makes_none_when_nothing_is_new(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first;
	struct plan_step step;

	talk(f, citizen);
	first = accept(f, citizen, 0);
	assert_int_equal(sheet_of(f, citizen).version_count, 1);
	assert_int_equal(plan_agreement(&(struct plan_sheet){ 0 }, NULL), PLAN_NOT_ASKED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_acceptance_parent"), 0);
	step = put_step(f, citizen);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_version"), 1);
	assert_int_equal(agreement_of(f, citizen), PLAN_CHANGED_SINCE);
	accept(f, citizen, first);
	step.status = STEP_DONE;
	assert_done(f, store_step_put(f->store, &step, &f->err));
	{
		const struct plan_acceptance *answer;
		struct plan_sheet sheet = sheet_of(f, citizen);

		assert_int_equal(plan_agreement(&sheet, &answer), PLAN_HOLDS);
		assert_int_equal(plan_version_number(&sheet, answer->version), 2);
		assert_string_equal(answer->author, "Mette Holm");
		assert_true(answer->parent == first);
	}
	assert_whole(f);
}

static void an_answer_needs_a_goal_and_the_latest_answer_read(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct plan_acceptance early = says(citizen, 0, PLAN_ACCEPTED);

	put_step(f, citizen);
	assert_refused(f, store_plan_answer(f->store, &early, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_version"), 0);
	put_goal(f, citizen);
	accept(f, citizen, 0);
	assert_refused(f, store_plan_answer(f->store, &early, &f->err), ERR_BUSY);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_acceptance"), 1);
}

static void an_answer_cannot_be_undone_and_says_how_it_is_mended(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	const char *what;

	talk(f, citizen);
	accept(f, citizen, 0);
	assert_refused(f, store_undo(f->store, &f->arena, &what, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_acceptance"), 1);
}

/* What a merge leaves: an answer of another terminal that came after none of ours. */
static int64_t answer_of_another_terminal(struct store_fixture *f, int64_t citizen)
{
	fixture_do(
		f,
		arena_printf(
			&f->arena,
			"INSERT INTO plan_acceptance(id, citizen, version, hash, answer, channel, date, at)"
			" SELECT 677297565925377, citizen, id, 'another', 0, 'phone', '2026-11-22', at"
			" FROM plan_version WHERE citizen = %lld LIMIT 1",
			(long long)citizen));
	return 677297565925377;
}

static void two_answers_at_the_same_time_wait_for_a_person(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), ours, theirs;
	struct plan_acceptance third;

	talk(f, citizen);
	ours = accept(f, citizen, 0);
	theirs = answer_of_another_terminal(f, citizen);
	assert_int_equal(agreement_of(f, citizen), PLAN_TO_DECIDE);
	third = says(citizen, theirs, PLAN_ACCEPTED);
	assert_refused(f, store_plan_answer(f->store, &third, &f->err), ERR_REFUSED);
	assert_done(f, store_plan_decide(f->store, citizen, ours, &f->err));
	{
		const struct plan_acceptance *answer;
		struct plan_sheet sheet = sheet_of(f, citizen);

		assert_int_equal(plan_agreement(&sheet, &answer), PLAN_HOLDS);
		assert_string_equal(answer->reason, ""); /* the citizen's own words, none with a yes */
		assert_int_equal(sheet.acceptance_count, 3); /* all stay readable */
	}
	assert_refused(f, store_plan_decide(f->store, citizen, theirs, &f->err), ERR_BUSY);
	assert_whole(f);
}

/* ---- consents
 * ----------------------------------------------------------------------------------------------- */

static struct consent latest(struct store_fixture *f, int64_t citizen, const char *subject)
{
	struct consent consent;

	assert_done(f, store_consent_latest(f->store, citizen, subject, &f->arena, &consent, &f->err));
	return consent;
}

static void the_latest_consent_counts_and_the_earlier_stay(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct consent consent = { .citizen = citizen, .subject = CONSENT_EMPLOYER, .given = true };
	struct consent_list list;

	assert_int_equal(latest(f, citizen, CONSENT_EMPLOYER).id, 0);
	assert_false(latest(f, citizen, CONSENT_EMPLOYER).given);
	assert_done(f, store_consent_add(f->store, &consent, &f->err));
	assert_true(latest(f, citizen, CONSENT_EMPLOYER).given);
	assert_int_equal(latest(f, citizen, "health").id, 0);
	rows_write_as(f, FIXTURE_CASEWORKER, 5);
	consent.given = false;
	assert_done(f, store_consent_add(f->store, &consent, &f->err));
	assert_false(latest(f, citizen, CONSENT_EMPLOYER).given);
	assert_true(latest(f, citizen, CONSENT_EMPLOYER).was_given);
	assert_string_equal(consent_state_label(&(struct consent){ .was_given = true }), "withdrawn");
	assert_done(f, store_consents(f->store, citizen, &f->arena, &list, &f->err));
	assert_int_equal(list.count, 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM consent"), 2);
	consent.subject = " ";
	assert_refused(f, store_consent_add(f->store, &consent, &f->err), ERR_INPUT);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(no_path_makes_a_second_plan),
		CASE(a_plan_that_was_undone_comes_back_as_the_same_plan),
		CASE(two_terminals_that_begin_a_plan_have_one_when_they_have_met),
		CASE(answers_recorded_on_two_terminals_are_decided_on_one_and_hold_on_both),
		CASE(the_same_yes_heard_on_two_terminals_needs_no_decision),
		CASE(a_track_is_begun_once_and_one_with_a_name_of_its_own_is_another),
		CASE(a_step_keeps_its_track_and_a_barrier_what_is_done_about_it),
		CASE(positions_stand_newest_first_by_their_day),
		CASE(signing_a_conversation_freezes_what_was_agreed),
		CASE(a_yes_is_to_the_version_that_stands_and_makes_none_when_nothing_is_new),
		CASE(an_answer_needs_a_goal_and_the_latest_answer_read),
		CASE(an_answer_cannot_be_undone_and_says_how_it_is_mended),
		CASE(two_answers_at_the_same_time_wait_for_a_person),
		CASE(the_latest_consent_counts_and_the_earlier_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
