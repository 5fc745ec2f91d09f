#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/embedded.h"
#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "store/connection.h"
#include "store/triggers.h"
#include "store_rows.h"
#include "store_rules.h"

/* ---- a conversation that is signed ------------------------------------------------------------------ */

static void answer(struct store_fixture *f, int64_t conversation, const char *question, const char *value)
{
	struct answer row = { .question = question, .state = ANSWER_GIVEN, .value = value, .note = "" };

	assert_done(f, store_answer_add(f->store, conversation, &row, &f->err));
}

static struct feed measure_feed(const char *value)
{
	return (struct feed){ FEED_MEASURE, "JS04", "JS04", "Hvor sikker?", value, value };
}

static struct feed check_feed(const char *value)
{
	return (struct feed){ FEED_CHECK, "JS07", "R05", "Kan du begynde i morgen?", value, value };
}

static struct feed barrier_feed(const char *value)
{
	return (struct feed){ FEED_BARRIER, "JS03", "JS03", "Hvad kom i vejen?", value, value };
}

/* The signed conversation that a test corrects. */
struct signed_talk {
	int64_t citizen, conversation;
	struct feed before[3], after[3];
	struct conversation_correction asked;
};

static struct signed_talk sign(struct store_fixture *f)
{
	struct signed_talk talk = { .citizen = rows_karim(f) };
	struct conversation conversation = { .citizen = talk.citizen,
					     .guide = "jobsamtale",
					     .guide_version = 3 };
	struct conversation_signing signing = {
		.citizen = talk.citizen,
		.summary = "Tro på job: 3.",
		.step = { .text = "Ringe til gartneriet", .due = day("2026-12-01") },
		.next = { .date = day("2026-12-08"), .minute = 540, .minutes = 45, .type = "jobsamtale" },
		.feeds = { talk.before, LENGTH(talk.before) },
	};
	int64_t id;

	talk.before[0] = measure_feed("3");
	talk.before[1] = check_feed("ja");
	talk.before[2] = barrier_feed("pasning");
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	talk.conversation = signing.conversation = conversation.id;
	answer(f, conversation.id, "JS04", "3");
	answer(f, conversation.id, "JS07", "ja");
	assert_done(f, store_conversation_sign(f->store, &signing, &id, &f->err));
	memcpy(talk.after, talk.before, sizeof(talk.after));
	return talk;
}

static struct conversation begin(struct store_fixture *f, struct signed_talk *talk)
{
	struct conversation conversation;
	struct correction correction;

	assert_done(f, store_correction_begin(f->store, talk->conversation, &f->arena, &conversation,
					      &correction, &f->err));
	talk->asked = (struct conversation_correction){ .conversation = talk->conversation,
							.citizen = talk->citizen,
							.base = correction.base,
							.reason = "Tallet var skrevet forkert.",
							.summary = "Tro på job: 4.",
							.changes = "JS04: 3 → 4",
							.journal = "Rettet.\nJS04: 3 → 4" };
	return conversation;
}

static void change(struct store_fixture *f, const struct signed_talk *talk, const char *question,
		   const char *value)
{
	struct answer row = { .question = question, .state = ANSWER_GIVEN, .value = value, .note = "" };

	assert_done(f, store_correction_answer(f->store, talk->conversation, &row, &f->err));
}

static int64_t correct(struct store_fixture *f, struct signed_talk *talk)
{
	int64_t id = 0;

	talk->asked.before = (struct feed_list){ talk->before, LENGTH(talk->before) };
	talk->asked.after = (struct feed_list){ talk->after, LENGTH(talk->after) };
	assert_done(f, store_conversation_correct(f->store, &talk->asked, &id, &f->err));
	return id;
}

static struct conversation_record version(struct store_fixture *f, const struct signed_talk *talk, int number)
{
	struct conversation_record record;

	assert_done(f, store_conversation_version(f->store, talk->conversation, number, &f->arena, &record,
						  &f->err));
	return record;
}

static const char *value_in(const struct answer *answers, size_t count, const char *question)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(answers[i].question, question))
			return answers[i].value;
	return "(none)";
}

static void assert_whole(struct store_fixture *f)
{
	struct verify_report report;

	assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
	for (size_t i = 0; i < report.count; i++)
		print_message("%s %s\n", report.findings[i].table, report.findings[i].text);
	assert_int_equal(report.count, 0);
}

/* ---- the draft -------------------------------------------------------------------------------------- */

static void a_correction_under_way_changes_nothing_that_is_signed(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct conversation_record record;
	struct conversation conversation;

	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	assert_done(f, store_conversation(f->store, talk.conversation, &f->arena, &conversation, &f->err));
	assert_string_equal(value_in(conversation.answers, conversation.answer_count, "JS04"), "3");
	assert_int_equal(conversation.state, CONVERSATION_SIGNED);
	record = version(f, &talk, 0);
	assert_int_equal(record.versions, 1);
	assert_string_equal(value_in(record.answers, record.answer_count, "JS04"), "3");
	assert_whole(f);
}

static void a_correction_goes_on_where_it_was_left(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct conversation conversation;

	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	change(f, &talk, "JS09", "ny");
	assert_done(f, store_correction_pause(f->store, talk.conversation, "JS09", &f->err));
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	conversation = begin(f, &talk);
	assert_string_equal(value_in(conversation.answers, conversation.answer_count, "JS04"), "4");
	assert_string_equal(value_in(conversation.answers, conversation.answer_count, "JS07"), "ja");
	assert_string_equal(value_in(conversation.answers, conversation.answer_count, "JS09"), "ny");
	assert_string_equal(conversation.position, "JS09");
}

static void a_correction_under_way_stands_on_today_once_something_is_changed(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct agenda agenda;

	begin(f, &talk);
	assert_done(f, store_agenda(f->store, store_rules(), FIXTURE_CASEWORKER, fixture_moment(0), &f->arena, &agenda,
				    &f->err));
	for (size_t i = 0; i < agenda.count; i++)
		assert_int_not_equal(agenda.rows[i].kind, AGENDA_CORRECTION);
	change(f, &talk, "JS04", "4");
	assert_done(f, store_agenda(f->store, store_rules(), FIXTURE_CASEWORKER, fixture_moment(0), &f->arena, &agenda,
				    &f->err));
	assert_int_equal(agenda.rows[0].kind, AGENDA_CORRECTION);
	assert_int_equal(agenda.rows[0].ref, talk.conversation);
}

static void a_correction_that_is_given_up_leaves_no_trace(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct answer late = { .question = "JS04", .state = ANSWER_GIVEN, .value = "9", .note = "" };
	struct conversation conversation;

	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	assert_done(f, store_correction_drop(f->store, talk.conversation, &f->err));
	assert_refused(f, store_correction_answer(f->store, talk.conversation, &late, &f->err), ERR_MISSING);
	conversation = begin(f, &talk);
	assert_string_equal(value_in(conversation.answers, conversation.answer_count, "JS04"), "3");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM answer"), 2);
}

static void what_is_not_signed_is_not_corrected(void **state)
{
	struct store_fixture *f = *state;
	struct conversation conversation = { .citizen = rows_karim(f), .guide = "jobsamtale", .guide_version = 3 };
	struct correction correction;

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	assert_refused(f,
		       store_correction_begin(f->store, conversation.id, &f->arena, &conversation,
					      &correction, &f->err),
		       ERR_MISSING);
}

/* ---- the new version -------------------------------------------------------------------------------- */

static void both_versions_stay_readable_with_who_when_and_why(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	int64_t jens = rows_caseworker(f, "jema", "Jens Madsen");
	struct conversation_record first, second;

	rows_write_as(f, jens, 60 * 24);
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	first = version(f, &talk, 1);
	second = version(f, &talk, 2);
	assert_int_equal(first.versions, 2);
	assert_int_equal(second.version, 2);
	assert_string_equal(first.summary, "Tro på job: 3.");
	assert_string_equal(first.caseworker_name, "Mette Holm");
	assert_string_equal(first.reason, "");
	assert_string_equal(value_in(first.answers, first.answer_count, "JS04"), "3");
	assert_int_equal(first.before_count, 0);
	assert_string_equal(second.summary, "Tro på job: 4.");
	assert_string_equal(second.caseworker_name, "Jens Madsen");
	assert_string_equal(second.reason, "Tallet var skrevet forkert.");
	assert_string_equal(value_in(second.answers, second.answer_count, "JS04"), "4");
	assert_string_equal(value_in(second.before, second.before_count, "JS04"), "3");
	assert_int_equal(second.held.day, day("2026-11-23").day);
	assert_int_equal(version(f, &talk, 0).version, 2);
	assert_whole(f);
}

static void only_what_differs_becomes_an_answer(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);

	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	change(f, &talk, "JS07", "nej");
	change(f, &talk, "JS07", "ja");
	correct(f, &talk);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM answer"), 3);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM correction_answer"), 0);
}

static void a_clock_set_back_does_not_move_a_correction_into_the_version_before(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct conversation_record first;

	rows_write_as(f, FIXTURE_CASEWORKER, -60);
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	change(f, &talk, "JS11", "nyt");
	correct(f, &talk);
	first = version(f, &talk, 1);
	assert_string_equal(value_in(first.answers, first.answer_count, "JS04"), "3");
	assert_string_equal(value_in(first.answers, first.answer_count, "JS11"), "(none)");
	assert_whole(f);
}

static void a_changed_answer_gives_a_new_fact_of_the_day_and_the_plan_is_left_alone(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);

	rows_write_as(f, FIXTURE_CASEWORKER, 60 * 24 * 3);
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	talk.after[0] = measure_feed("4");
	talk.after[1] = check_feed("nej");
	talk.after[2] = barrier_feed("helbred");
	correct(f, &talk);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM measure"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM measure WHERE value = 4"
					   " AND date = '2026-11-23'"),
			 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check WHERE outcome = 1"
					   " AND event_date = '2026-11-23' AND deadline = '2026-12-08'"),
			 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_item"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plan_step"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM appointment"), 1);
	assert_string_equal(fixture_text(f, "SELECT text FROM journal_note WHERE kind = 'correction'"),
			    "Rettet.\nJS04: 3 → 4");
	assert_whole(f);
}

static void an_answer_that_stays_gives_no_new_fact(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);

	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	talk.after[0] = measure_feed("4");
	correct(f, &talk);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM measure"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check"), 1);
}

static void assess(struct feed feeds[3], const char *outcome)
{
	feeds[0] = (struct feed){ FEED_CHECK_EVENT, "RA02", "R08", "Hændelse", "udeblevet", "udeblevet" };
	feeds[1] = (struct feed){ FEED_CHECK_DATE, "RA03", "RA03", "Hvornår?", "2026-11-16", "16. november" };
	feeds[2] = (struct feed){ FEED_CHECK_OUTCOME, "RA15", outcome, "Vurdering", outcome, outcome };
}

static void an_event_assessed_otherwise_is_a_new_check_of_all_its_answers(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);

	assess(talk.before, "fulfilled");
	assess(talk.after, "fulfilled");
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM availability_check WHERE requirement = 'R08'"), 0);
	begin(f, &talk);
	change(f, &talk, "RA15", "ny_aftale");
	assess(talk.after, "new_agreement");
	correct(f, &talk);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check WHERE requirement = 'R08'"
					   " AND outcome = 1 AND event_date = '2026-11-16'"
					   " AND deadline = '2026-12-08'"),
			 1);
	assert_whole(f);
}

static void a_check_made_since_keeps_the_word(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct availability_check since = { .citizen = talk.citizen,
					    .requirement = "R05",
					    .event_date = day("2026-11-23"),
					    .evidence = "Set hos virksomheden.",
					    .outcome = CHECK_FULFILLED };

	rows_write_as(f, FIXTURE_CASEWORKER, 60 * 24);
	assert_done(f, store_check_add(f->store, &since, &f->err));
	begin(f, &talk);
	change(f, &talk, "JS07", "nej");
	talk.after[1] = check_feed("nej");
	correct(f, &talk);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check"), 2);
}

static void a_correction_does_not_count_as_a_conversation(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct citizen_overview overview;

	rows_write_as(f, FIXTURE_CASEWORKER, 60 * 24 * 3);
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	assert_done(f, store_overview(f->store, talk.citizen, day("2026-11-26"), &f->arena, &overview,
				      &f->err));
	assert_int_equal(overview.last_conversation.day, day("2026-11-23").day);
}

static void the_next_conversation_shows_the_corrected_answer_of_the_day_it_was_held(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct last_answers last;

	rows_write_as(f, FIXTURE_CASEWORKER, 60 * 24 * 3);
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	assert_done(f, store_last_answers(f->store, talk.citizen, 0, &f->arena, &last, &f->err));
	assert_string_equal(last.rows[0].question, "JS04");
	assert_string_equal(last.rows[0].value, "4");
	assert_int_equal(last.rows[0].date.day, day("2026-11-23").day);
}

static void the_history_has_a_line_for_each_version(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct history history;
	int lines = 0;

	rows_write_as(f, FIXTURE_CASEWORKER, 60 * 24);
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	assert_done(f, store_history(f->store, talk.citizen, &f->arena, &history, &f->err));
	for (size_t i = 0; i < history.count; i++) {
		const struct history_row *row = &history.rows[i];

		if (row->kind != HISTORY_CONVERSATION)
			continue;
		lines++;
		assert_int_equal(row->ref, talk.conversation);
		assert_int_equal(row->version, lines == 1 ? 2 : 1);
		assert_string_equal(row->text, lines == 1
						       ? "Corrected, version 2: Tallet var skrevet forkert."
						       : "Tro på job: 3.");
	}
	assert_int_equal(lines, 2);
}

static void a_correction_needs_a_reason_a_summary_and_a_change(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct conversation_correction good;
	int64_t id;

	begin(f, &talk);
	good = talk.asked;
	talk.asked.reason = "  ";
	assert_refused(f, store_conversation_correct(f->store, &talk.asked, &id, &f->err), ERR_REFUSED);
	talk.asked = good;
	talk.asked.summary = "";
	assert_refused(f, store_conversation_correct(f->store, &talk.asked, &id, &f->err), ERR_REFUSED);
	talk.asked = good;
	talk.asked.changes = "";
	assert_refused(f, store_conversation_correct(f->store, &talk.asked, &id, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM conversation_signed"), 1);
}

static void a_correction_of_an_older_version_is_refused_and_kept(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk mine = sign(f), theirs = mine;
	int64_t jens = rows_caseworker(f, "jema", "Jens Madsen"), id;
	struct conversation conversation;

	begin(f, &mine);
	change(f, &mine, "JS04", "4");
	rows_write_as(f, jens, 10);
	begin(f, &theirs);
	change(f, &theirs, "JS04", "5");
	correct(f, &theirs);
	rows_write_as(f, FIXTURE_CASEWORKER, 20);
	assert_refused(f, store_conversation_correct(f->store, &mine.asked, &id, &f->err), ERR_BUSY);
	conversation = begin(f, &mine);
	assert_string_equal(value_in(conversation.answers, conversation.answer_count, "JS04"), "4");
	correct(f, &mine);
	assert_int_equal(version(f, &mine, 0).versions, 3);
	assert_string_equal(version(f, &mine, 2).summary, "Tro på job: 4.");
	assert_whole(f);
}

/* ---- what verification sees ------------------------------------------------------------------------- */

static void tampering_with_any_version_is_found(void **state)
{
	static const char *const tampering[] = {
		"UPDATE conversation_signed SET summary = 'Andet' WHERE version = 1",
		"UPDATE conversation_signed SET reason = 'Andet' WHERE version = 2",
		"UPDATE conversation_signed SET previous = 0 WHERE version = 2",
		"UPDATE conversation_signed SET hash = '' WHERE version = 1",
		"UPDATE answer SET value = '9' WHERE value = '4'",
	};
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);
	struct verify_report report;

	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	assert_whole(f);
	for (size_t i = 0; i < LENGTH(tampering); i++) {
		assert_done(f, store_begin(f->store, &f->err));
		assert_done(f, triggers_drop(f->store, &f->err));
		assert_done(f, database_run(f->store, tampering[i], &f->err));
		assert_done(f, triggers_create(f->store, &f->err));
		assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
		assert_true(report.count > 0);
		store_rollback(f->store);
	}
	assert_whole(f);
}

/* ---- the guide's own words -------------------------------------------------------------------------- */

static int64_t begin_on(struct store_fixture *f, int64_t citizen, const char *guide, const char *text,
			int version)
{
	struct conversation conversation = {
		.citizen = citizen, .guide = guide, .guide_version = version
	};
	struct guide_text texts[] = { { guide, "da", text, "", version },
				      { guide, "da", "name,label\nsyd,Syd\n", "distrikter.csv", 0 },
				      { guide, "en", "English", "", version } };

	assert_done(f, store_conversation_begin_on(f->store, &conversation, texts, LENGTH(texts), &f->err));
	return conversation.id;
}

struct kept {
	struct guide_text *texts;
	size_t count;
};

static struct kept kept(struct store_fixture *f, int64_t conversation, const char *language)
{
	struct kept kept;

	assert_done(f, store_conversation_guide(f->store, conversation, language, &f->arena, &kept.texts,
						&kept.count, &f->err));
	return kept;
}

static void a_conversation_keeps_the_texts_it_began_on(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = begin_on(f, citizen, "jobsamtale", "Første", 1);
	int64_t again = begin_on(f, citizen, "jobsamtale", "Anden", 2);
	int64_t other = begin_on(f, rows_citizen(f, "1505800101", "Lis", "Holm", FIXTURE_CASEWORKER),
				 "jobsamtale", "Anden", 2);
	struct kept da = kept(f, first, "da"), en = kept(f, first, "en");

	assert_int_equal(first, again);
	assert_int_equal(da.count, 2);
	assert_string_equal(da.texts[0].text, "Første");
	assert_string_equal(da.texts[0].file, "");
	assert_int_equal(da.texts[0].version, 1);
	assert_string_equal(da.texts[1].file, "distrikter.csv");
	assert_string_equal(da.texts[1].text, "name,label\nsyd,Syd\n");
	assert_int_equal(en.count, 1);
	assert_string_equal(en.texts[0].text, "English");
	assert_string_equal(kept(f, other, "da").texts[0].text, "Anden");
	assert_whole(f);
}

static void a_text_is_kept_once_and_a_language_that_is_missing_gives_the_other(void **state)
{
	struct store_fixture *f = *state;
	struct conversation plain = { .citizen = rows_karim(f), .guide = "forste", .guide_version = 1 };
	int64_t talk = begin_on(f, plain.citizen, "jobsamtale", "Første", 1);

	begin_on(f, rows_citizen(f, "1505800101", "Lis", "Holm", FIXTURE_CASEWORKER), "jobsamtale", "Første", 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM guide_text"), 3);
	assert_int_equal(kept(f, talk, "kl").count, 2);
	assert_done(f, store_conversation_begin(f->store, &plain, &f->err));
	assert_int_equal(kept(f, plain.id, "da").count, 0);
}

static void beginning_can_be_undone_though_the_text_stays(void **state)
{
	struct store_fixture *f = *state;
	const char *what;

	begin_on(f, rows_karim(f), "jobsamtale", "Første", 1);
	assert_done(f, store_undo(f->store, &f->arena, &what, &f->err));
	assert_string_equal(what, "the conversation");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM conversation WHERE deleted = 0"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM guide_text"), 3);
}

/* ---- a database of the first schema ----------------------------------------------------------------- */

static sqlite3 *first; /* what 001 alone makes */

static void first_open(void)
{
	assert_int_equal(sqlite3_open(":memory:", &first), SQLITE_OK);
	assert_int_equal(sqlite3_exec(first, (const char *)embedded_sql[0].bytes, NULL, NULL, NULL), SQLITE_OK);
}

static const char *first_text(struct store_fixture *f, const char *sql)
{
	sqlite3_stmt *statement;
	const char *text;

	assert_int_equal(sqlite3_prepare_v2(first, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	text = arena_strdup(&f->arena, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return text;
}

static bool older_trigger(void *context, const struct trigger *trigger, struct err *err)
{
	sqlite3_stmt *statement;
	bool there;

	assert_int_equal(sqlite3_prepare_v2(first, "SELECT 1 FROM sqlite_schema WHERE name = ?", -1, &statement,
					    NULL),
			 SQLITE_OK);
	sqlite3_bind_text(statement, 1, trigger->table->name, -1, SQLITE_STATIC);
	there = sqlite3_step(statement) == SQLITE_ROW;
	sqlite3_finalize(statement);
	return !there || database_run(context, trigger->sql, err);
}

static const char tables_of[] = "SELECT ifnull(group_concat(sql, '|'), '') FROM (SELECT sql FROM"
				" sqlite_schema WHERE name NOT GLOB 'capture_*' AND sql <> '' ORDER BY name)";

/* A list of names in quotes, as IN wants it: of what stands at that kind, and of columns with their table. */
static const char names_of[] = "SELECT group_concat(quote(name)) FROM sqlite_schema WHERE sql <> ''";
static const char columns_of[] = "SELECT group_concat(quote(t.name || '.' || c.name)) FROM sqlite_schema t,"
				 " pragma_table_info(t.name) c WHERE t.type = 'table'";

/* What the migrations after 001 added: columns of its tables, whole tables, views, indexes and
 * triggers. The capture triggers are gone by then. */
static const char *what_came_later(struct store_fixture *f)
{
	const char *names = first_text(f, names_of), *columns = first_text(f, columns_of);

	return arena_printf(
		&f->arena,
		"SELECT ifnull(group_concat(sql, ';'), '') FROM (SELECT 1 o, 'DROP ' || type || ' ' || name sql"
		" FROM sqlite_schema WHERE type IN ('view', 'index', 'trigger') AND sql <> '' AND name NOT IN (%s)"
		" UNION ALL SELECT 2, 'ALTER TABLE ' || t.name || ' DROP COLUMN ' || c.name FROM sqlite_schema t,"
		" pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name IN (%s)"
		" AND t.name || '.' || c.name NOT IN (%s)"
		" UNION ALL SELECT 3, 'DROP TABLE ' || name FROM sqlite_schema WHERE type = 'table' AND sql <> ''"
		" AND name NOT IN (%s) ORDER BY o)",
		names, names, columns, names);
}

/* Takes the fixture's database back to the first schema, with its triggers. What signing froze of the plan is the
 * last thing in the log. */
static void take_back_to_the_first(struct store_fixture *f)
{
	first_open();
	assert_done(f, store_begin(f->store, &f->err));
	assert_done(f, triggers_drop(f->store, &f->err));
	fixture_do(f, arena_printf(&f->arena, "DELETE FROM oplog WHERE tbl = %d", TABLE_PLAN_VERSION));
	fixture_do(f, fixture_text(f, what_came_later(f)));
	assert_done(f, database_run(f->store, "PRAGMA user_version = 1", &f->err));
	assert_done(f, triggers_each(older_trigger, f->store, &f->err));
	assert_done(f, store_commit(f->store, &f->err));
	assert_string_equal(fixture_text(f, tables_of), first_text(f, tables_of));
	sqlite3_close(first);
}

static void a_conversation_of_the_first_schema_is_read_verified_and_corrected(void **state)
{
	struct store_fixture *f = *state;
	struct signed_talk talk = sign(f);

	take_back_to_the_first(f);
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_whole(f);
	assert_string_equal(version(f, &talk, 0).summary, "Tro på job: 3.");
	begin(f, &talk);
	change(f, &talk, "JS04", "4");
	correct(f, &talk);
	assert_int_equal(version(f, &talk, 0).versions, 2);
	assert_whole(f);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_correction_under_way_changes_nothing_that_is_signed),
		CASE(a_correction_goes_on_where_it_was_left),
		CASE(a_correction_under_way_stands_on_today_once_something_is_changed),
		CASE(a_correction_that_is_given_up_leaves_no_trace),
		CASE(what_is_not_signed_is_not_corrected),
		CASE(both_versions_stay_readable_with_who_when_and_why),
		CASE(only_what_differs_becomes_an_answer),
		CASE(a_clock_set_back_does_not_move_a_correction_into_the_version_before),
		CASE(a_changed_answer_gives_a_new_fact_of_the_day_and_the_plan_is_left_alone),
		CASE(an_answer_that_stays_gives_no_new_fact),
		CASE(an_event_assessed_otherwise_is_a_new_check_of_all_its_answers),
		CASE(a_check_made_since_keeps_the_word),
		CASE(a_correction_does_not_count_as_a_conversation),
		CASE(the_next_conversation_shows_the_corrected_answer_of_the_day_it_was_held),
		CASE(the_history_has_a_line_for_each_version),
		CASE(a_correction_needs_a_reason_a_summary_and_a_change),
		CASE(a_correction_of_an_older_version_is_refused_and_kept),
		CASE(tampering_with_any_version_is_found),
		CASE(a_conversation_keeps_the_texts_it_began_on),
		CASE(a_text_is_kept_once_and_a_language_that_is_missing_gives_the_other),
		CASE(beginning_can_be_undone_though_the_text_stays),
		CASE(a_conversation_of_the_first_schema_is_read_verified_and_corrected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
