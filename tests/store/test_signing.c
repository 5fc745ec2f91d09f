#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "store/seal.h"
#include "store_rows.h"

#define FEEDS_MOST 24

/* A conversation about to be signed: begin() makes it, feed() adds what an answer becomes, sign() signs. */
struct closing {
	struct conversation_signing signing;
	struct feed feeds[FEEDS_MOST];
};

static struct closing begin_with(struct store_fixture *f, int64_t citizen, const char *guide,
				 int64_t appointment)
{
	struct conversation conversation = {
		.citizen = citizen, .guide = guide, .guide_version = 3, .appointment = appointment
	};
	struct closing closing = { .signing = {
					   .citizen = citizen,
					   .appointment = appointment,
					   .summary = "Vi talte om gartnerjob.",
					   .step = { .text = "Ringe til gartneriet",
						     .owner = STEP_OWNER_CITIZEN,
						     .due = day("2026-12-01") },
					   .next = { .date = day("2026-12-08"),
						     .minute = 540,
						     .minutes = 45,
						     .type = "jobsamtale",
						     .form = "telefon" },
				   } };

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	closing.signing.conversation = conversation.id;
	return closing;
}

static struct closing begin(struct store_fixture *f)
{
	return begin_with(f, rows_karim(f), "jobsamtale", 0);
}

static void feed(struct closing *closing, enum feed_kind kind, const char *question, const char *code,
		 const char *value, const char *text)
{
	struct feed_list *list = &closing->signing.feeds;

	assert_true(list->count < FEEDS_MOST);
	closing->feeds[list->count++] = (struct feed){ kind, question, code, "Hvordan?", value, text };
}

static int64_t sign(struct store_fixture *f, struct closing *closing)
{
	int64_t id = 0;

	closing->signing.feeds.rows = closing->feeds;
	assert_done(f, store_conversation_sign(f->store, &closing->signing, &id, &f->err));
	assert_int_not_equal(id, 0);
	return id;
}

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

/* ---- the fact --------------------------------------------------------------------------------------- */

static void signing_makes_a_fact_a_step_and_the_next_appointment(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);
	int64_t citizen = closing.signing.citizen, id = sign(f, &closing);
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
	struct closing closing = begin(f);

	sign(f, &closing);
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
	struct closing closing = begin(f);
	int64_t id = book(f, &closing, type, minute);

	closing.signing.next.minute = agreed_minute;
	sign(f, &closing);
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
	struct closing closing = begin(f);
	struct answer answer = {
		.question = "JS01", .state = ANSWER_GIVEN, .value = "Søgte tre job", .note = ""
	};
	struct conversation_record record;
	char hash[ID_HASH_TEXT];

	rows_write_as(f, FIXTURE_CASEWORKER, 30);
	assert_done(f, store_answer_add(f->store, closing.signing.conversation, &answer, &f->err));
	rows_write_as(f, FIXTURE_CASEWORKER, 0);
	assert_done(f, store_answer_add(f->store, closing.signing.conversation, &answer, &f->err));
	sign(f, &closing);
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
	struct closing closing = begin(f);
	int64_t conversation = closing.signing.conversation, id;
	struct answer answer = { .question = "JS01", .state = ANSWER_GIVEN, .value = "x", .note = "" };

	sign(f, &closing);
	assert_refused(f, store_answer_add(f->store, conversation, &answer, &f->err), ERR_REFUSED);
	assert_refused(f, store_conversation_set(f->store, conversation, CONVERSATION_OPEN, "", &f->err),
		       ERR_REFUSED);
	assert_refused(f, store_conversation_sign(f->store, &closing.signing, &id, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM conversation_signed"), 1);
}

static void what_is_missing_stops_everything(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);
	int64_t id, ops = fixture_number(f, "SELECT count(*) FROM oplog");

	feed(&closing, FEED_BARRIER, "JS03", "JS03", "Ingen bus", "Ingen bus");
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
	closing = begin_with(f, citizen, "jobsamtale", booked.id);
	closing.signing.appointment = 0;
	sign(f, &closing);
	assert_done(f, store_appointment(f->store, booked.id, &f->arena, &booked, &f->err));
	assert_int_equal(booked.state, APPOINTMENT_HELD);
}

static void half_typed_texts_of_the_conversation_are_gone(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);
	int64_t id = closing.signing.conversation, citizen = closing.signing.citizen;
	struct draft own = { "conversation/summary", id, citizen, "half", 1 };
	struct draft other = { "note", citizen, citizen, "a note", 1 };

	assert_done(f, store_draft_put(f->store, &own, &f->err));
	assert_done(f, store_draft_put(f->store, &other, &f->err));
	sign(f, &closing);
	assert_string_equal(fixture_text(f, "SELECT group_concat(place) FROM draft"), "note");
}

/* ---- the plan --------------------------------------------------------------------------------------- */

static void there_is_one_plan_however_many_conversations(void **state)
{
	struct store_fixture *f = *state;
	struct closing first = begin(f), second;

	sign(f, &first);
	second = begin(f);
	sign(f, &second);
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
	struct closing first = begin(f);
	struct plan plan;

	sign(f, &first);
	for (size_t i = 0; i < LENGTH(step_answers); i++) {
		struct closing next;

		rows_write_as(f, FIXTURE_CASEWORKER, 10 + (int)i);
		next = begin(f);
		feed(&next, FEED_STEP_STATUS, "JS02", "JS02", step_answers[i].value, step_answers[i].value);
		sign(f, &next);
		plan = plan_of(f, first.signing.citizen);
		assert_int_equal(plan.step_count, i + 2);
		assert_int_equal(plan.steps[0].status, STEP_AGREED);
		assert_int_equal(plan.steps[1].status, step_answers[i].status);
	}
}

static void a_step_said_on_the_way_is_kept_beside_the_closing_one(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);
	struct plan plan;

	feed(&closing, FEED_STEP, "FS12", "FS12", "2026-11-30", "CV på Jobnet er klart 30. nov");
	feed(&closing, FEED_STEP, "FS17", "FS17", "Ringe", "Ringe");
	sign(f, &closing);
	plan = plan_of(f, closing.signing.citizen);
	assert_int_equal(plan.step_count, 2);
	assert_string_equal(plan.steps[0].text, "Ringe til gartneriet");
	assert_string_equal(plan.steps[1].text, "CV på Jobnet er klart 30. nov");
	assert_int_equal(plan.steps[1].due.day, day("2026-11-30").day);
}

static void a_step_said_to_be_another_s_is_theirs_and_never_the_closing_one(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);
	struct plan plan;

	feed(&closing, FEED_STEP, "UU15", "UU15", "Ringe", "Ringe");
	feed(&closing, FEED_STEP, "UU16", "caseworker", "koordinatoren", "Følge op: koordinatoren");
	feed(&closing, FEED_STEP, "SY15", "employer", "en plan", "en plan");
	sign(f, &closing);
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
	struct closing first = begin(f), second;
	struct plan plan;

	feed(&first, FEED_GOAL, "JS09", "JS09", "Frisør", "Frisør");
	feed(&first, FEED_GOAL, "FS06", "FS06", "EUD", "EUD");
	sign(f, &first);
	second = begin(f);
	feed(&second, FEED_GOAL, "JS09", "JS09", "Gartner", "Gartner");
	sign(f, &second);
	plan = plan_of(f, first.signing.citizen);
	assert_int_equal(plan.item_count, 3);
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM plan_item WHERE text = 'Frisør' AND ended = 1"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_item WHERE ended = 0"), 2);
}

static void a_barrier_said_again_is_not_written_twice(void **state)
{
	struct store_fixture *f = *state;
	struct closing first = begin(f), second;

	feed(&first, FEED_BARRIER, "FS09", "transport", "transport", "transport");
	feed(&first, FEED_STRENGTH, "FS03", "FS03", "Haver", "Haver");
	feed(&first, FEED_WISH, "JS10", "praktik", "praktik", "praktik");
	sign(f, &first);
	second = begin(f);
	feed(&second, FEED_BARRIER, "FS09", "transport", "transport", "transport");
	feed(&second, FEED_BARRIER, "FS09", "bolig", "bolig", "bolig");
	sign(f, &second);
	assert_int_equal(plan_of(f, first.signing.citizen).item_count, 4);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_item WHERE kind = 1"), 2);
}

static void a_scale_becomes_a_point_of_its_series(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);
	struct plan plan;

	feed(&closing, FEED_MEASURE, "JS15", "JS15", "7", "7");
	feed(&closing, FEED_MEASURE, "AM10", "AM10", "12.5", "12,5");
	sign(f, &closing);
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
		closing = begin(f);
		for (int k = 0; k < 2 && check_answers[i].values[k]; k++)
			feed(&closing, FEED_CHECK, "Q", check_answers[i].code, check_answers[i].values[k],
			     check_answers[i].values[k]);
		sign(f, &closing);
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
	struct closing closing = begin(f);

	feed(&closing, FEED_CHECK, "JS04", "R06", "6", "6");
	feed(&closing, FEED_MEASURE, "JS06", "JS06", "1", "1");
	feed(&closing, FEED_CHECK, "JS05", "R06", "ja", "ja");
	sign(f, &closing);
	assert_string_equal(checks_of(f, closing.signing.citizen).rows[0].evidence,
			    "Hvordan? 6; Hvordan? ja");
}

/* ---- an assessed event ------------------------------------------------------------------------------- */

static void feed_event(struct closing *closing, const char *requirement, const char *outcome)
{
	feed(closing, FEED_CHECK_EVENT, "RA02", requirement, "udeblevet_samtale", "udeblevet fra samtale");
	feed(closing, FEED_CHECK_DATE, "RA03", "RA03", "2026-11-16", "man 16 nov 2026");
	feed(closing, FEED_CHECK_EVIDENCE, "RA04", "RA04", "nej", "nej");
	feed(closing, FEED_CHECK_REASON, "RA06", "RA06", "syg", "syg");
	feed(closing, FEED_CHECK_REASON, "RA07", "RA07", "Jeg havde feber", "Jeg havde feber");
	feed(closing, FEED_CHECK_OUTCOME, "RA15", outcome, outcome, outcome);
	feed(closing, FEED_CHECK_NEXT, "RA16", FEED_NEXT_HEARING, "partshoering", "partshøring");
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
		closing = begin_with(f, rows_karim(f), "raadighedssamtale", 0);
		feed_event(&closing, "R08", assessments[i].name);
		sign(f, &closing);
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
	struct closing closing = begin_with(f, rows_karim(f), "raadighedssamtale", 0);
	int64_t id;

	feed(&closing, FEED_CHECK_EVENT, "RA02", "R08", "udeblevet_samtale", "udeblevet fra samtale");
	feed(&closing, FEED_CHECK_OUTCOME, "RA15", "not_fulfilled", "ikke_opfyldt", "ikke opfyldt");
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
		struct closing closing = begin_with(f, rows_karim(f), "raadighedssamtale", 0);

		feed_event(&closing, codes[i], "not_fulfilled");
		sign(f, &closing);
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
	struct closing closing = begin_with(f, rows_karim(f), "raadighedssamtale", 0);

	feed(&closing, FEED_CHECK_EVENT, "RA02", "R08", "udeblevet_samtale", "udeblevet fra samtale");
	feed(&closing, FEED_CHECK_DATE, "RA03", "RA03", "2026-11-16", "man 16 nov 2026");
	sign(f, &closing);
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
		struct closing closing = begin(f);
		int64_t before = fixture_number(f, "SELECT count(*) FROM guidance");

		feed(&closing, FEED_GUIDANCE, "FS15", guidance_answers[i].value, guidance_answers[i].value,
		     "x");
		sign(f, &closing);
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
	struct closing closing = begin(f);

	feed(&closing, FEED_JOURNAL, "JS01", "JS01", "En jobsamtale", "En jobsamtale");
	feed(&closing, FEED_EXCUSE, "JS13", "JS13", "Pasning", "Pasning");
	sign(f, &closing);
	assert_string_equal(
		fixture_text(f, "SELECT group_concat(kind || ':' || text, ' | ') FROM journal_note"),
		"journal:Hvordan? En jobsamtale | excuse:Hvordan? Pasning");
}

static void consent_is_given_or_refused_and_nothing_else(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);

	feed(&closing, FEED_CONSENT, "AM09", "AM09", "ja", "ja");
	feed(&closing, FEED_CONSENT, "UU03", "UU03", "nej", "nej");
	feed(&closing, FEED_CONSENT, "UU99", "UU99", "måske", "måske");
	sign(f, &closing);
	assert_string_equal(fixture_text(f, "SELECT group_concat(given) FROM consent"), "1,0");
}

static void an_answer_that_was_not_given_becomes_nothing(void **state)
{
	struct store_fixture *f = *state;
	struct closing closing = begin(f);

	for (int kind = 0; kind < FEED_KINDS && kind < FEEDS_MOST; kind++)
		feed(&closing, (enum feed_kind)kind, "Q", "R02", "", "");
	sign(f, &closing);
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
