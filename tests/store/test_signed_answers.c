/* What the answers of a signed conversation become: plan, measures, checks, guidance, notes, consents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/base/str.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "store/seal.h"
#include "signing_scene.h"

static struct plan plan_of(struct store_fixture *f, int64_t citizen)
{
	struct plan plan;

	assert_done(f, store_plan(f->store, citizen, &f->arena, &plan, &f->err));
	return plan;
}

static struct check_list checks_of(struct store_fixture *f, int64_t citizen)
{
	struct check_list checks;

	assert_done(f, store_checks(f->store, citizen, &f->arena, &checks, &f->err));
	return checks;
}

/* ---- the plan --------------------------------------------------------------------------------------- */

static void there_is_one_plan_however_many_conversations(void **state)
{
	struct store_fixture *f = *state;
	struct closing first = closing_begin(f), second;

	closing_sign(f, &first);
	second = closing_begin(f);
	closing_sign(f, &second);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan"), 1);
	assert_int_equal(plan_of(f, first.signing.citizen).step_count, 2);
}

static const struct {
	const char *value;
	enum step_status status;
} step_answers[] = {
	{ "gjort", STEP_DONE },
	{ "delvist", STEP_PARTLY },
	{ "ikke_gjort", STEP_NOT_DONE },
	{ "passede_ikke", STEP_NO_LONGER_FITS },
};

static void how_the_agreed_step_went_is_written_on_that_step(void **state)
{
	struct store_fixture *f = *state;
	struct closing first = closing_begin(f);
	struct plan plan;

	closing_sign(f, &first);
	for (size_t i = 0; i < LENGTH(step_answers); i++) {
		struct closing next;

		rows_write_as(f, FIXTURE_CASEWORKER, 10 + (int)i);
		next = closing_begin(f);
		closing_feed(&next, FEED_STEP_STATUS, "JS02", "JS02", step_answers[i].value, step_answers[i].value);
		closing_sign(f, &next);
		plan = plan_of(f, first.signing.citizen);
		assert_int_equal(plan.step_count, i + 2);
		assert_int_equal(plan.steps[0].status, STEP_AGREED);
		assert_int_equal(plan.steps[1].status, step_answers[i].status);
	}
}

static void a_step_said_on_the_way_is_kept_beside_the_closing_one(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	struct plan plan;

	closing_feed(&closing, FEED_STEP, "FS12", "FS12", "2026-11-30", "CV på Jobnet er klart 30. nov");
	closing_feed(&closing, FEED_STEP, "FS17", "FS17", "Ringe", "Ringe");
	closing_sign(f, &closing);
	plan = plan_of(f, closing.signing.citizen);
	assert_int_equal(plan.step_count, 2);
	assert_string_equal(plan.steps[0].text, "Ringe til gartneriet");
	assert_string_equal(plan.steps[1].text, "CV på Jobnet er klart 30. nov");
	assert_int_equal(plan.steps[1].due.day, day("2026-11-30").day);
}

static void a_step_said_to_be_another_s_is_theirs_and_never_the_closing_one(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	struct plan plan;

	closing_feed(&closing, FEED_STEP, "UU15", "UU15", "Ringe", "Ringe");
	closing_feed(&closing, FEED_STEP, "UU16", "caseworker", "koordinatoren", "Følge op: koordinatoren");
	closing_feed(&closing, FEED_STEP, "SY15", "employer", "en plan", "en plan");
	closing_sign(f, &closing);
	plan = plan_of(f, closing.signing.citizen);
	assert_int_equal(plan.step_count, 3);
	for (size_t i = 0; i < plan.step_count; i++) {
		const struct plan_step *step = &plan.steps[i];

		assert_int_equal(step->owner,
				 str_equal(step->text, "Ringe til gartneriet")      ? STEP_OWNER_CITIZEN
				 : str_equal(step->text, "Følge op: koordinatoren") ? STEP_OWNER_CASEWORKER
										    : STEP_OWNER_EMPLOYER);
	}
}

static void a_new_goal_takes_the_place_of_the_earlier_one(void **state)
{
	struct store_fixture *f = *state;
	struct closing first = closing_begin(f), second;
	struct plan plan;

	closing_feed(&first, FEED_GOAL, "JS09", "JS09", "Frisør", "Frisør");
	closing_feed(&first, FEED_GOAL, "FS06", "FS06", "EUD", "EUD");
	closing_sign(f, &first);
	second = closing_begin(f);
	closing_feed(&second, FEED_GOAL, "JS09", "JS09", "Gartner", "Gartner");
	closing_sign(f, &second);
	plan = plan_of(f, first.signing.citizen);
	assert_int_equal(plan.item_count, 3);
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM plan_item WHERE text = 'Frisør' AND ended = 1"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_item WHERE ended = 0"), 2);
}

static void a_barrier_said_again_is_not_written_twice(void **state)
{
	struct store_fixture *f = *state;
	struct closing first = closing_begin(f), second;

	closing_feed(&first, FEED_BARRIER, "FS09", "transport", "transport", "transport");
	closing_feed(&first, FEED_STRENGTH, "FS03", "FS03", "Haver", "Haver");
	closing_feed(&first, FEED_WISH, "JS10", "praktik", "praktik", "praktik");
	closing_sign(f, &first);
	second = closing_begin(f);
	closing_feed(&second, FEED_BARRIER, "FS09", "transport", "transport", "transport");
	closing_feed(&second, FEED_BARRIER, "FS09", "bolig", "bolig", "bolig");
	closing_sign(f, &second);
	assert_int_equal(plan_of(f, first.signing.citizen).item_count, 4);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_item WHERE kind = 1"), 2);
}

static void a_scale_becomes_a_point_of_its_series(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);
	struct plan plan;

	closing_feed(&closing, FEED_MEASURE, "JS15", "JS15", "7", "7");
	closing_feed(&closing, FEED_MEASURE, "AM10", "AM10", "12.5", "12,5");
	closing_sign(f, &closing);
	plan = plan_of(f, closing.signing.citizen);
	assert_int_equal(plan.measure_count, 2);
	assert_string_equal(plan.measures[0].series, "AM10");
	assert_float_equal(plan.measures[0].value, 12.5, 0.0001);
	assert_string_equal(plan.measures[1].series, "JS15");
	assert_float_equal(plan.measures[1].value, 7, 0.0001);
	assert_int_equal(plan.measures[1].date.day, day("2026-11-23").day);
}

/* ---- availability ----------------------------------------------------------------------------------- */

static const struct {
	const char *code;
	const char *values[2];
	int count; /* of checks */
	enum check_outcome outcome;
	const char *deadline;
} check_answers[] = {
	{ "R02", { "ja" }, 1, CHECK_FULFILLED, "" },
	{ "R02", { "nej", "2026-11-30" }, 1, CHECK_NEW_AGREEMENT, "2026-11-30" },
	{ "R02", { "nej", "2026-11-01" }, 1, CHECK_NEW_AGREEMENT, "2026-12-08" },
	{ "R02", { "nej" }, 1, CHECK_NEW_AGREEMENT, "2026-12-08" },
	{ "R06", { "6", "ja" }, 1, CHECK_FULFILLED, "" },
	{ "R06", { "6", "nej" }, 1, CHECK_NEW_AGREEMENT, "2026-12-08" },
	{ "R06", { "0" }, 1, CHECK_NEW_AGREEMENT, "2026-12-08" },
	{ "R05", { "4" }, 1, CHECK_FULFILLED, "" },
	{ "R10", { "nej", "Pasning til den lille" }, 1, CHECK_NEW_AGREEMENT, "2026-12-08" },
	{ "R10", { "Pasning til den lille" }, 0, CHECK_FULFILLED, "" },
	{ "R17", { "nej" }, 0, CHECK_FULFILLED, "" }, /* the sick only */
	{ "R99", { "nej" }, 0, CHECK_FULFILLED, "" },
};

static void answers_about_a_requirement_make_one_check_and_never_a_breach(void **state)
{
	struct store_fixture *f = *state;
	int64_t seen = 0;

	for (size_t i = 0; i < LENGTH(check_answers); i++) {
		struct closing closing;
		struct check_list checks;

		rows_write_as(f, FIXTURE_CASEWORKER, (int)i);
		closing = closing_begin(f);
		for (int k = 0; k < 2 && check_answers[i].values[k]; k++)
			closing_feed(&closing, FEED_CHECK, "Q", check_answers[i].code, check_answers[i].values[k],
			     check_answers[i].values[k]);
		closing_sign(f, &closing);
		checks = checks_of(f, closing.signing.citizen);
		assert_int_equal(checks.count - seen, check_answers[i].count);
		seen = checks.count;
		if (!check_answers[i].count)
			continue;
		assert_string_equal(checks.rows[0].requirement, check_answers[i].code);
		assert_int_equal(checks.rows[0].outcome, check_answers[i].outcome);
		assert_int_equal(checks.rows[0].deadline.day, day(check_answers[i].deadline).day);
		assert_int_equal(checks.rows[0].event_date.day, day("2026-11-23").day);
		assert_int_equal(checks.rows[0].conversation, closing.signing.conversation);
	}
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sanction_case"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM notification"), 0);
}

static void the_evidence_of_a_check_is_what_was_asked_and_answered(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);

	closing_feed(&closing, FEED_CHECK, "JS04", "R06", "6", "6");
	closing_feed(&closing, FEED_MEASURE, "JS06", "JS06", "1", "1");
	closing_feed(&closing, FEED_CHECK, "JS05", "R06", "ja", "ja");
	closing_sign(f, &closing);
	assert_string_equal(checks_of(f, closing.signing.citizen).rows[0].evidence,
			    "Hvordan? 6; Hvordan? ja");
}

/* ---- an assessed event ------------------------------------------------------------------------------- */

static void feed_event(struct closing *closing, const char *requirement, const char *outcome)
{
	closing_feed(closing, FEED_CHECK_EVENT, "RA02", requirement, "udeblevet_samtale", "udeblevet fra samtale");
	closing_feed(closing, FEED_CHECK_DATE, "RA03", "RA03", "2026-11-16", "man 16 nov 2026");
	closing_feed(closing, FEED_CHECK_EVIDENCE, "RA04", "RA04", "nej", "nej");
	closing_feed(closing, FEED_CHECK_REASON, "RA06", "RA06", "syg", "syg");
	closing_feed(closing, FEED_CHECK_REASON, "RA07", "RA07", "Jeg havde feber", "Jeg havde feber");
	closing_feed(closing, FEED_CHECK_OUTCOME, "RA15", outcome, outcome, outcome);
	closing_feed(closing, FEED_CHECK_NEXT, "RA16", FEED_NEXT_HEARING, "partshoering", "partshøring");
}

static const struct {
	const char *name;
	enum check_outcome outcome;
	const char *deadline;
} assessments[] = {
	{ "fulfilled", CHECK_FULFILLED, "" },
	{ "new_agreement", CHECK_NEW_AGREEMENT, "2026-12-08" },
	{ "exempt", CHECK_EXEMPT, "" },
	{ "doubt", CHECK_DOUBT, "" },
	{ "not_fulfilled", CHECK_NOT_FULFILLED, "" },
};

static void an_assessed_event_becomes_one_check_and_opens_nothing(void **state)
{
	struct store_fixture *f = *state;

	for (size_t i = 0; i < LENGTH(assessments); i++) {
		struct closing closing;
		struct check_list checks;

		rows_write_as(f, FIXTURE_CASEWORKER, (int)i);
		closing = closing_begin_with(f, rows_karim(f), "raadighedssamtale", 0);
		feed_event(&closing, "R08", assessments[i].name);
		closing_sign(f, &closing);
		checks = checks_of(f, closing.signing.citizen);
		assert_int_equal(checks.count, i + 1);
		assert_string_equal(checks.rows[0].requirement, "R08");
		assert_int_equal(checks.rows[0].event_date.day, day("2026-11-16").day);
		assert_int_equal(checks.rows[0].outcome, assessments[i].outcome);
		assert_string_equal(checks.rows[0].reason, "Syg. Jeg havde feber.");
		assert_string_equal(checks.rows[0].evidence, "Hvordan? udeblevet fra samtale; Hvordan? nej");
		assert_int_equal(checks.rows[0].deadline.day, day(assessments[i].deadline).day);
		assert_int_equal(checks.rows[0].conversation, closing.signing.conversation);
	}
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sanction_case"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM notification"), 0);
}

static void an_assessment_without_its_reason_or_day_stops_the_signing(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin_with(f, rows_karim(f), "raadighedssamtale", 0);
	int64_t id;

	closing_feed(&closing, FEED_CHECK_EVENT, "RA02", "R08", "udeblevet_samtale", "udeblevet fra samtale");
	closing_feed(&closing, FEED_CHECK_OUTCOME, "RA15", "not_fulfilled", "ikke_opfyldt", "ikke opfyldt");
	closing.signing.feeds.rows = closing.feeds;
	assert_refused(f, store_conversation_sign(f->store, &closing.signing, &id, &f->err), ERR_INPUT);
	assert_non_null(strstr(f->err.text, "reason"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM conversation_signed"), 0);
}

/* R17 is for the sick; Karim is job-ready. */
static void an_assessment_that_can_be_no_check_is_kept_as_a_note(void **state)
{
	static const char *const codes[] = { "R17", "" };
	struct store_fixture *f = *state;

	for (size_t i = 0; i < LENGTH(codes); i++) {
		struct closing closing = closing_begin_with(f, rows_karim(f), "raadighedssamtale", 0);

		feed_event(&closing, codes[i], "not_fulfilled");
		closing_sign(f, &closing);
		assert_int_equal(checks_of(f, closing.signing.citizen).count, 0);
	}
	assert_string_equal(fixture_text(f, "SELECT text FROM journal_note LIMIT 1"),
			    "Hvordan? Not_fulfilled. Hvordan? udeblevet fra samtale; Hvordan? nej. Syg. Jeg "
			    "havde feber.");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM journal_note"), 2);
}

static void an_event_nobody_assessed_is_no_check(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin_with(f, rows_karim(f), "raadighedssamtale", 0);

	closing_feed(&closing, FEED_CHECK_EVENT, "RA02", "R08", "udeblevet_samtale", "udeblevet fra samtale");
	closing_feed(&closing, FEED_CHECK_DATE, "RA03", "RA03", "2026-11-16", "man 16 nov 2026");
	closing_sign(f, &closing);
	assert_int_equal(checks_of(f, closing.signing.citizen).count, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM journal_note"), 0);
}

/* ---- guidance, notes, consent ----------------------------------------------------------------------- */

static const struct {
	const char *value, *channel; /* NULL: no guidance was given in writing */
	const char *kind;            /* before the wording; what counts has none */
} guidance_answers[] = {
	{ "gennemgaaet_udleveret", "handed", "" },
	{ "gennemgaaet_sendes", "digital", "promised: " },
	{ "gennemgaaet_underskrevet", "handed", "contract: " },
	{ "ikke_gennemgaaet", NULL, NULL },
	{ "nej", NULL, NULL },
};

static void guidance_counts_when_it_was_given_in_writing(void **state)
{
	struct store_fixture *f = *state;

	for (size_t i = 0; i < LENGTH(guidance_answers); i++) {
		struct closing closing = closing_begin(f);
		int64_t before = fixture_number(f, "SELECT count(*) FROM guidance");

		closing_feed(&closing, FEED_GUIDANCE, "FS15", guidance_answers[i].value, guidance_answers[i].value,
		     "x");
		closing_sign(f, &closing);
		assert_int_equal(fixture_number(f, "SELECT count(*) FROM guidance") - before,
				 guidance_answers[i].channel != NULL);
		if (guidance_answers[i].channel)
			assert_string_equal(
				fixture_text(f, "SELECT channel || ' ' || date || ' ' || text_version"
						" FROM guidance ORDER BY id DESC LIMIT 1"),
				arena_printf(&f->arena, "%s 2026-11-23 %sjobsamtale/3",
					     guidance_answers[i].channel, guidance_answers[i].kind));
	}
}

static void notes_keep_the_question_and_what_they_came_from(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);

	closing_feed(&closing, FEED_JOURNAL, "JS01", "JS01", "En jobsamtale", "En jobsamtale");
	closing_feed(&closing, FEED_EXCUSE, "JS13", "JS13", "Pasning", "Pasning");
	closing_sign(f, &closing);
	assert_string_equal(
		fixture_text(f, "SELECT group_concat(kind || ':' || text, ' | ') FROM journal_note"),
		"journal:Hvordan? En jobsamtale | excuse:Hvordan? Pasning");
}

static void consent_is_given_or_refused_and_nothing_else(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);

	closing_feed(&closing, FEED_CONSENT, "AM09", "AM09", "ja", "ja");
	closing_feed(&closing, FEED_CONSENT, "UU03", "UU03", "nej", "nej");
	closing_feed(&closing, FEED_CONSENT, "UU99", "UU99", "måske", "måske");
	closing_sign(f, &closing);
	assert_string_equal(fixture_text(f, "SELECT group_concat(given) FROM consent"), "1,0");
}

static void an_answer_that_was_not_given_becomes_nothing(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = closing_begin(f);

	for (int kind = 0; kind < FEED_KINDS && kind < FEEDS_MOST; kind++)
		closing_feed(&closing, (enum feed_kind)kind, "Q", "R02", "", "");
	closing_sign(f, &closing);
	assert_int_equal(
		fixture_number(f, "SELECT (SELECT count(*) FROM plan_item) + (SELECT count(*) FROM measure)"
				  " + (SELECT count(*) FROM consent) + (SELECT count(*) FROM journal_note)"
				  " + (SELECT count(*) FROM guidance)"
				  " + (SELECT count(*) FROM availability_check)"),
		0);
	assert_int_equal(plan_of(f, closing.signing.citizen).step_count, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(there_is_one_plan_however_many_conversations),
		CASE(how_the_agreed_step_went_is_written_on_that_step),
		CASE(a_step_said_on_the_way_is_kept_beside_the_closing_one),
		CASE(a_step_said_to_be_another_s_is_theirs_and_never_the_closing_one),
		CASE(a_new_goal_takes_the_place_of_the_earlier_one),
		CASE(a_barrier_said_again_is_not_written_twice),
		CASE(a_scale_becomes_a_point_of_its_series),
		CASE(answers_about_a_requirement_make_one_check_and_never_a_breach),
		CASE(the_evidence_of_a_check_is_what_was_asked_and_answered),
		CASE(an_assessed_event_becomes_one_check_and_opens_nothing),
		CASE(an_assessment_without_its_reason_or_day_stops_the_signing),
		CASE(an_assessment_that_can_be_no_check_is_kept_as_a_note),
		CASE(an_event_nobody_assessed_is_no_check),
		CASE(guidance_counts_when_it_was_given_in_writing),
		CASE(notes_keep_the_question_and_what_they_came_from),
		CASE(consent_is_given_or_refused_and_nothing_else),
		CASE(an_answer_that_was_not_given_becomes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
