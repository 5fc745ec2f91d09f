/* Somebody who was removed after retention and comes back: another row, the same on every terminal that has heard, and
 * nothing that was written by one that had not is lost without a word (returning.h's table, case by case). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/compiler.h"
#include "samtale/base/str.h"
#include "samtale/domain/sanction.h"
#include "samtale/store/handovers.h"
#include "samtale/store/import.h"
#include "samtale/store/reports.h"
#include "samtale/store/retention.h"
#include "store/belongs.h"
#include "store_rows.h"
#include "stream_terminals.h"

#define KARIM "1204671101"

static void fine(struct exchange *e, bool done)
{
	if (!done)
		fail_msg("%s (%s)", e->world.err.text, e->world.err.detail);
}

static int64_t registered(struct exchange *e, int terminal, const char *surname)
{
	struct citizen citizen = rows_citizen_of(KARIM, "Karim", surname);

	citizen.coordinator = e->anna;
	exchange_stamp(e, terminal);
	fine(e, store_citizen_put(exchange_store(e, terminal), &citizen, &e->world.err));
	return citizen.id;
}

static int64_t noted(struct exchange *e, int terminal, int64_t citizen, const char *text)
{
	struct journal_note note = { .citizen = citizen, .text = text };

	exchange_stamp(e, terminal);
	fine(e, store_note_add(exchange_store(e, terminal), &note, &e->world.err));
	return note.id;
}

/* Terminal 0 is the administrator's. */
static void ordered(struct exchange *e, int64_t citizen)
{
	const struct purge_order order = { .citizen = citizen, .reason = "fem år", .signature = (const unsigned char *)"s",
					   .signature_size = 1 };

	exchange_stamp(e, 0);
	fine(e, store_purge_order_add(exchange_store(e, 0), &order, &e->world.err));
}

static int64_t looked_up(struct exchange *e, int terminal)
{
	int64_t id;

	fine(e, store_citizen_id(exchange_store(e, terminal), KARIM, &id, &e->world.err));
	return id;
}

static int64_t counted(struct exchange *e, int terminal, const char *sql, int64_t number)
{
	return exchange_number(e, terminal, arena_printf(&e->arena, "%s%lld", sql, (long long)number));
}

static bool is_there(struct exchange *e, int terminal, int64_t citizen)
{
	return counted(e, terminal, "SELECT count(*) FROM citizen WHERE id = ", citizen);
}

static int64_t notes_of(struct exchange *e, int terminal, int64_t citizen)
{
	return counted(e, terminal, "SELECT count(*) FROM journal_note WHERE citizen = ", citizen);
}

static struct held_change *held_of(struct exchange *e, int terminal, size_t *count)
{
	struct held_change *held;

	fine(e, store_held(exchange_store(e, terminal), &e->arena, &held, count, &e->world.err));
	return held;
}

static void assert_whole(struct exchange *e)
{
	char a[ID_HASH_TEXT], b[ID_HASH_TEXT];

	for (int i = 0; i < TERMINALS; i++) {
		struct verify_report report;

		fine(e, store_verify(exchange_store(e, i), &e->arena, &report, &e->world.err));
		if (report.count)
			fail_msg("terminal %d: %s %lld: %s", i, report.findings[0].table,
				 (long long)report.findings[0].row, report.findings[0].text);
	}
	for (int i = 0; i < TERMINALS; i += 2) {
		fine(e, store_digest(exchange_store(e, i), a, &e->world.err) &&
				store_digest(exchange_store(e, i + 1), b, &e->world.err));
		assert_string_equal(a, b);
	}
}

static int64_t known_to_all(struct exchange *e, uint32_t seed)
{
	int64_t id;

	exchange_begin(e, seed);
	id = registered(e, 0, "Nielsen");
	noted(e, 1, id, "en note");
	exchange_settle(e);
	return id;
}

/* ---- the row that comes after ------------------------------------------------------------------- */

static void who_comes_back_is_one_new_row_on_both_terminals(void **state)
{
	struct exchange e;
	int64_t before = known_to_all(&e, 1), after;

	(void)state;
	ordered(&e, before);
	exchange_settle(&e);
	after = registered(&e, 0, "Nielsen");
	assert_true(after != before);
	assert_int_equal(registered(&e, 1, "Holm"), after);
	exchange_settle(&e);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM citizen"), 1);
		assert_true(is_there(&e, i, after));
		assert_int_equal(looked_up(&e, i), after);
	}
	noted(&e, 1, after, "en ny note");
	exchange_settle(&e);
	assert_int_equal(notes_of(&e, 0, after), 1);
	assert_whole(&e);
	exchange_end(&e);
}

static void removed_twice_there_is_a_third(void **state)
{
	struct exchange e;
	int64_t first = known_to_all(&e, 2), second, third;

	(void)state;
	ordered(&e, first);
	exchange_settle(&e);
	second = registered(&e, 1, "Nielsen");
	exchange_settle(&e);
	ordered(&e, second);
	exchange_settle(&e);
	third = registered(&e, 1, "Nielsen");
	exchange_settle(&e);
	assert_true(third != second && third != first);
	assert_true(is_there(&e, 0, third) && !is_there(&e, 0, second) && !is_there(&e, 0, first));
	assert_whole(&e);
	exchange_end(&e);
}

static void a_terminal_that_meets_the_new_row_first_goes_by_it(void **state)
{
	struct exchange e;
	int64_t before = known_to_all(&e, 3), after;

	(void)state;
	ordered(&e, before);
	exchange_run(&e, 0);
	after = registered(&e, 0, "Nielsen");
	/* What the order said has not come to the other; the row has. */
	exchange_do(&e, 1, arena_printf(&e.arena, "INSERT INTO citizen(id, cpr) VALUES(%lld, '" KARIM "')",
					(long long)after));
	assert_true(is_there(&e, 1, before));
	assert_int_equal(looked_up(&e, 1), after);
	assert_int_equal(registered(&e, 1, "Holm"), after);
	exchange_settle(&e);
	assert_false(is_there(&e, 1, before));
	assert_whole(&e);
	exchange_end(&e);
}

static void who_has_moved_to_another_unit_keeps_the_row(void **state)
{
	struct exchange e;
	int64_t id = known_to_all(&e, 4);

	(void)state;
	exchange_do(&e, 0, arena_printf(&e.arena, "UPDATE citizen SET coordinator = %lld", (long long)e.bo));
	exchange_settle(&e);
	assert_false(is_there(&e, 0, id));
	assert_true(is_there(&e, 2, id));
	for (int i = 0; i < TERMINALS; i++)
		assert_int_equal(looked_up(&e, i), id);
	assert_int_equal(registered(&e, 1, "Holm"), id);
	exchange_settle(&e);
	assert_whole(&e);
	exchange_end(&e);
}

/* ---- who has not heard -------------------------------------------------------------------------- */

static void the_order_comes_before_the_rows(void **state)
{
	struct exchange e;
	int64_t id;

	(void)state;
	exchange_begin(&e, 5);
	id = registered(&e, 0, "Nielsen");
	exchange_run(&e, 0);
	exchange_run(&e, 1);
	noted(&e, 1, id, "på vej");
	exchange_do(&e, 1, "UPDATE citizen SET phone = '12345678'");
	exchange_run(&e, 1); /* sent */
	ordered(&e, id);     /* by one who has not read it */
	exchange_settle(&e);
	for (int i = 0; i < TERMINALS; i++) {
		assert_false(is_there(&e, i, id));
		assert_int_equal(notes_of(&e, i, id), 0);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM cell WHERE tbl = 2"), 0);
	}
	assert_whole(&e);
	exchange_end(&e);
}

static void what_nobody_has_signed_for_is_kept_aside_and_carried_over(void **state)
{
	struct exchange e;
	struct held_change *held;
	const char *json;
	size_t count;
	int64_t before = known_to_all(&e, 6), after;

	(void)state;
	ordered(&e, before);
	exchange_run(&e, 0);
	noted(&e, 1, before, "er tilbage: søger kontanthjælp");
	exchange_run(&e, 1);
	assert_false(is_there(&e, 1, before));
	assert_int_equal(notes_of(&e, 1, before), 0);
	held = held_of(&e, 1, &count);
	assert_int_equal(count, 1);
	assert_string_equal(held[0].reason, "purged");
	assert_string_equal(held[0].label, "a note");
	fine(&e, store_held_export(exchange_store(&e, 1), held[0].id, &e.arena, &json, &e.world.err));
	assert_non_null(strstr(json, "er tilbage"));
	assert_false(store_held_send(exchange_store(&e, 1), held[0].id, &e.world.err));
	assert_int_equal(e.world.err.code, ERR_MISSING);
	after = registered(&e, 1, "Nielsen");
	assert_int_equal(held[0].citizen, after);
	exchange_stamp(&e, 1);
	fine(&e, store_held_send(exchange_store(&e, 1), held[0].id, &e.world.err));
	held_of(&e, 1, &count);
	assert_int_equal(count, 0);
	exchange_settle(&e);
	for (int i = 0; i < 2; i++)
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM journal_note WHERE text LIKE '%er tilbage%'"),
				 1);
	assert_int_equal(notes_of(&e, 0, after), 1);
	assert_whole(&e);
	exchange_end(&e);
}

static void a_registration_that_had_not_heard_is_registered_anew_when_it_is_sent_again(void **state)
{
	struct exchange e;
	struct held_change *held;
	size_t count;
	int64_t before = known_to_all(&e, 7), after;

	(void)state;
	ordered(&e, before);
	exchange_run(&e, 0);
	/* A terminal of the other unit has never had the citizen. */
	assert_int_equal(registered(&e, 2, "Nielsen"), before);
	exchange_run(&e, 2);
	assert_false(is_there(&e, 2, before));
	held = held_of(&e, 2, &count);
	assert_int_equal(count, 1);
	exchange_stamp(&e, 2);
	fine(&e, store_held_send(exchange_store(&e, 2), held[0].id, &e.world.err));
	after = looked_up(&e, 2);
	assert_true(after != before && is_there(&e, 2, after));
	exchange_settle(&e);
	assert_true(is_there(&e, 0, after) && is_there(&e, 1, after));
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM citizen WHERE surname = 'Nielsen'"), 1);
	assert_whole(&e);
	exchange_end(&e);
}

static void what_was_kept_aside_is_gone_when_it_is_withdrawn(void **state)
{
	struct exchange e;
	struct held_change *held;
	size_t count;
	int64_t id = known_to_all(&e, 8);

	(void)state;
	ordered(&e, id);
	exchange_run(&e, 0);
	noted(&e, 1, id, "for sent");
	exchange_run(&e, 1);
	held = held_of(&e, 1, &count);
	assert_int_equal(count, 1);
	fine(&e, store_held_withdraw(exchange_store(&e, 1), held[0].id, "ingen sag", &e.world.err));
	held_of(&e, 1, &count);
	assert_int_equal(count, 0);
	assert_int_equal(exchange_number(&e, 1, "SELECT count(*) FROM held"), 0);
	assert_int_equal(exchange_number(&e, 1, "SELECT count(*) FROM sync_withdrawal"), 0);
	exchange_settle(&e);
	assert_whole(&e);
	exchange_end(&e);
}

static void what_others_have_signed_for_is_not_kept(void **state)
{
	struct exchange e;
	size_t count;
	int64_t id = known_to_all(&e, 9);

	(void)state;
	ordered(&e, id);
	exchange_settle(&e);
	for (int i = 0; i < TERMINALS; i++) {
		held_of(&e, i, &count);
		assert_int_equal(count, 0);
	}
	exchange_end(&e);
}

/* What else was saved in the same transaction goes as ever. */
static void work_on_others_is_not_held_up(void **state)
{
	struct exchange e;
	int64_t id = known_to_all(&e, 10), other, note;

	(void)state;
	exchange_do(&e, 1, arena_printf(&e.arena, "INSERT INTO citizen(id, cpr, coordinator) VALUES(%lld, '1505800101', %lld)",
					(long long)exchange_citizen(&e, 2), (long long)e.anna));
	other = exchange_citizen(&e, 2);
	exchange_settle(&e);
	ordered(&e, id);
	exchange_run(&e, 0);
	exchange_stamp(&e, 1);
	fine(&e, store_begin(exchange_store(&e, 1), &e.world.err));
	noted(&e, 1, id, "for sent");
	note = noted(&e, 1, other, "i tide");
	fine(&e, store_commit(exchange_store(&e, 1), &e.world.err));
	exchange_settle(&e);
	assert_int_equal(counted(&e, 0, "SELECT count(*) FROM journal_note WHERE id = ", note), 1);
	assert_int_equal(exchange_number(&e, 1, "SELECT count(*) FROM held WHERE kept LIKE '%i tide%'"), 0);
	assert_int_equal(exchange_number(&e, 1, "SELECT count(*) FROM held"), 1);
	assert_whole(&e);
	exchange_end(&e);
}

/* ---- import, search ------------------------------------------------------------------------------ */

struct imported {
	int64_t citizen, enrolment, outcome, appointment, spell;
};

/* A line of each file about a citizen. */
static struct imported imported(struct exchange *e, int terminal)
{
	struct store *store = exchange_store(e, terminal);
	struct citizen citizen = rows_citizen_of(KARIM, "Karim", "Nielsen");
	struct effort effort = { .code = "ASM", .name = "Alle skal med", .kind = "", .description = "",
				 .from = DATE_NONE, .to = DATE_NONE };
	struct enrolment enrolment = { .invited = day("2021-04-01"), .started = day("2021-04-15"),
				       .ended = day("2021-08-01"), .completed = 1, .dropout = "" };
	struct outcome outcome = { .status = "JOB", .date = day("2021-09-01"), .source = "" };
	struct appointment appointment = { .date = day("2021-05-01"), .minute = 540, .minutes = 30, .type = "jobsamtale",
					   .form = "telefon" };
	struct benefit_spell spell = { .benefit = "kontanthjælp", .from = day("2021-01-01"), .to = DATE_NONE };
	enum import_effect effect;

	citizen.coordinator = e->anna;
	exchange_stamp(e, terminal);
	fine(e, store_import_begin(store, "borgere.csv", &e->world.err) &&
			store_import_citizen(store, &citizen, &effect, &e->world.err) &&
			store_import_effort(store, &effort, &effect, &e->world.err) &&
			store_find_citizen(store, KARIM, &enrolment.citizen, &e->world.err));
	assert_int_equal(enrolment.citizen, citizen.id);
	enrolment.effort = outcome.effort = effort.id;
	outcome.citizen = appointment.citizen = spell.citizen = citizen.id;
	fine(e, store_import_enrolment(store, &enrolment, &effect, &e->world.err) &&
			store_import_outcome(store, &outcome, &effect, &e->world.err) &&
			store_import_appointment(store, &appointment, &effect, &e->world.err) &&
			store_import_benefit(store, &spell, &effect, &e->world.err) &&
			store_import_end(store, &(int64_t){ 0 }, &e->world.err));
	return (struct imported){ citizen.id, enrolment.id, outcome.id, appointment.id, spell.id };
}

static void an_import_makes_the_new_row_and_all_that_hangs_on_it(void **state)
{
	struct exchange e;
	struct imported before, after, again;

	(void)state;
	exchange_begin(&e, 11);
	before = imported(&e, 0);
	exchange_settle(&e);
	ordered(&e, before.citizen);
	exchange_settle(&e);
	after = imported(&e, 0);
	again = imported(&e, 1);
	assert_memory_equal(&after, &again, sizeof(after));
	assert_true(after.citizen != before.citizen && after.enrolment != before.enrolment &&
		    after.outcome != before.outcome && after.appointment != before.appointment &&
		    after.spell != before.spell);
	exchange_settle(&e);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM enrolment"), 1);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM outcome"), 1);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM appointment"), 1);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM benefit_spell"), 1);
	}
	assert_whole(&e);
	exchange_end(&e);
}

static void an_import_that_had_not_heard_is_kept_aside_and_the_next_one_is_right(void **state)
{
	struct exchange e;
	struct imported before, after;
	size_t count;

	(void)state;
	exchange_begin(&e, 12);
	before = imported(&e, 0);
	exchange_settle(&e);
	ordered(&e, before.citizen);
	exchange_run(&e, 0);
	exchange_do(&e, 1, "UPDATE citizen SET phone = '12345678'"); /* what the file says now */
	exchange_run(&e, 1);
	held_of(&e, 1, &count);
	assert_int_equal(count, 1);
	after = imported(&e, 1);
	assert_true(after.citizen != before.citizen);
	exchange_settle(&e);
	assert_true(is_there(&e, 0, after.citizen));
	assert_whole(&e);
	exchange_end(&e);
}

/* What is left of the batch goes; who was removed stays removed. */
static void an_import_is_taken_back_after_one_of_it_was_removed(void **state)
{
	struct exchange e;
	struct imported before;
	struct import_batch *batches;
	struct import_undo undo;
	size_t count;

	(void)state;
	exchange_begin(&e, 15);
	before = imported(&e, 0);
	exchange_settle(&e);
	ordered(&e, before.citizen);
	exchange_settle(&e);
	fine(&e, store_import_list(exchange_store(&e, 0), &e.arena, &batches, &count, &e.world.err));
	assert_int_equal(count, 1);
	exchange_stamp(&e, 0);
	fine(&e, store_import_undo(exchange_store(&e, 0), batches[0].id, &undo, &e.world.err));
	exchange_settle(&e);
	assert_false(is_there(&e, 0, before.citizen));
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM enrolment"), 0);
	assert_whole(&e);
	exchange_end(&e);
}

static void a_search_finds_the_new_row_alone(void **state)
{
	const struct caseload_query query = { .filter = KARIM, .limit = 10 };
	struct exchange e;
	struct caseload caseload;
	struct citizen citizen;
	int64_t before = known_to_all(&e, 13), after;

	(void)state;
	ordered(&e, before);
	exchange_settle(&e);
	for (int i = 0; i < 2; i++) {
		fine(&e, store_caseload(exchange_store(&e, i), &query, &e.arena, &caseload, &e.world.err));
		assert_int_equal(caseload.count, 0);
		assert_int_equal(caseload.moved, 0); /* not even as a stub */
		assert_false(store_citizen_by_cpr(exchange_store(&e, i), KARIM, &e.arena, &citizen, &e.world.err));
		assert_int_equal(e.world.err.code, ERR_MISSING);
	}
	after = registered(&e, 0, "Nielsen");
	exchange_settle(&e);
	for (int i = 0; i < 2; i++) {
		fine(&e, store_caseload(exchange_store(&e, i), &query, &e.arena, &caseload, &e.world.err));
		assert_int_equal(caseload.count, 1);
		assert_int_equal(caseload.rows[0].id, after);
	}
	exchange_end(&e);
}

/* ---- counts -------------------------------------------------------------------------------------- */

static int counted_in_effect(struct exchange *e, int terminal, enum effort_cell cell)
{
	struct effect_source source;
	struct effect_report report;

	fine(e, store_effect_source(exchange_store(e, terminal), &e->arena, &source, &e->world.err));
	effect_report_build(&source, &e->arena, &report);
	return effect_report_find(&report, "ASM")->counts[cell];
}

static void what_came_of_it_is_counted_when_nobody_knows_who_it_was(void **state)
{
	struct exchange e;
	struct imported before;

	(void)state;
	exchange_begin(&e, 14);
	before = imported(&e, 0);
	exchange_settle(&e);
	ordered(&e, before.citizen);
	exchange_settle(&e);
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM enrolment"), 0);
	for (int i = 0; i < TERMINALS; i++) {
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM erased_person"), 1);
		assert_int_equal(counted_in_effect(&e, i, EFFORT_INVITED), 1);
		assert_int_equal(counted_in_effect(&e, i, EFFORT_STARTED), 1);
		assert_int_equal(counted_in_effect(&e, i, EFFORT_COMPLETED), 1);
		assert_int_equal(counted_in_effect(&e, i, EFFORT_IN_WORK), 1);
	}
	/* Two who are alike are two. */
	before = imported(&e, 1);
	exchange_settle(&e);
	assert_int_equal(counted_in_effect(&e, 0, EFFORT_IN_WORK), 2);
	ordered(&e, before.citizen);
	exchange_settle(&e);
	assert_int_equal(counted_in_effect(&e, 1, EFFORT_IN_WORK), 2);
	assert_whole(&e);
	exchange_end(&e);
}

/* ---- may it be ----------------------------------------------------------------------------------- */

/* A fresh look, with five years and the fixture's 23 November 2026. */
static struct retention looked(struct exchange *e, int64_t citizen)
{
	struct retention retention;

	exchange_stamp(e, 0);
	fine(e, store_retention(exchange_store(e, 0), citizen, 5, &e->arena, &retention, &e->world.err));
	return retention;
}

static void case_stands(struct exchange *e, int64_t citizen, int64_t event, enum sanction_state state)
{
	int64_t id = exchange_new_id(e, 0);

	exchange_do(e, 0,
		    arena_printf(&e->arena,
				 "INSERT INTO sanction_case(id, citizen, event_date) VALUES(%lld, %lld, '2019-01-01');"
				 "INSERT INTO sanction_event(id, sanction_case, state, date) VALUES(%lld, %lld, %d, '2019-01-01')",
				 (long long)id, (long long)citizen, (long long)event, (long long)id, state));
}

static void what_is_under_way_is_never_old_enough(void **state)
{
	static const struct {
		enum sanction_state state;
		enum retention_bar bar; /* RETENTION_BARS none */
	} ways[] = {
		{ SANCTION_OBSERVED, RETENTION_CASE },	       { SANCTION_DECIDED, RETENTION_CASE },
		{ SANCTION_COMPLAINT, RETENTION_COMPLAINT },   { SANCTION_FORWARDED, RETENTION_COMPLAINT },
		{ SANCTION_FINAL, RETENTION_BARS },	       { SANCTION_CLOSED_NO_SANCTION, RETENTION_BARS },
		{ SANCTION_EFFECTED_CLOSED, RETENTION_BARS },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(ways); i++) {
		struct exchange e;
		struct retention retention;
		int64_t id;

		exchange_begin(&e, 20 + (uint32_t)i);
		id = registered(&e, 0, "Nielsen");
		case_stands(&e, id, exchange_new_id(&e, 0), ways[i].state);
		retention = looked(&e, id);
		for (int bar = 0; bar < RETENTION_TOO_EARLY; bar++)
			assert_int_equal(retention.bars[bar], bar == (int)ways[i].bar);
		assert_int_equal(retention.parts[0].rows, 1);
		exchange_end(&e);
	}
}

static void the_time_runs_from_the_newest_day(void **state)
{
	static const struct {
		const char *ended;
		bool too_early;
	} ways[] = { { "2021-11-22", false }, { "2021-11-23", true }, { "2026-12-24", true } };

	(void)state;
	for (size_t i = 0; i < LENGTH(ways); i++) {
		struct exchange e;
		struct retention retention;
		int64_t id;

		exchange_begin(&e, 40 + (uint32_t)i);
		id = registered(&e, 0, "Nielsen");
		exchange_do(&e, 0, arena_printf(&e.arena,
						"INSERT INTO benefit_spell(id, citizen, benefit, from_date, to_date)"
						" VALUES(%lld, %lld, 'a', '2019-01-01', '%s')",
						(long long)exchange_new_id(&e, 0), (long long)id, ways[i].ended));
		retention = looked(&e, id);
		assert_int_equal(retention.bars[RETENTION_TOO_EARLY], ways[i].too_early);
		assert_int_equal(date_compare(retention.newest, day(ways[i].ended)), 0);
		assert_false(retention.bars[RETENTION_BENEFIT]);
		exchange_do(&e, 0, "UPDATE benefit_spell SET to_date = ''");
		assert_true(looked(&e, id).bars[RETENTION_BENEFIT]);
		exchange_end(&e);
	}
}

static void a_part_whose_row_was_never_here_goes_with_the_order_that_names_the_row(void **state)
{
	struct purge_order order = { .reason = "fem år" };
	struct exchange e;
	int64_t kept, answer, talk = INT64_C(7) << 43;

	(void)state;
	exchange_begin(&e, 41);
	order.citizen = registered(&e, 0, "Olsen");
	exchange_do(&e, 0, arena_printf(&e.arena, "INSERT INTO conversation(id, citizen) VALUES(%lld, %lld)", (long long)talk,
					(long long)order.citizen));
	fine(&e, store_removal_rows(exchange_store(&e, 0), order.citizen, &e.arena, &order, &e.world.err));
	answer = exchange_new_id(&e, 2);
	exchange_do(&e, 2, arena_printf(&e.arena, "INSERT INTO answer(id, conversation, value) VALUES(%lld, %lld, 'secret')",
					(long long)answer, (long long)talk));
	fine(&e, store_purge_order_do(exchange_store(&e, 2), &order, &kept, &e.world.err));
	assert_int_equal(counted(&e, 2, "SELECT count(*) FROM answer WHERE id = ", answer), 0);
	assert_int_equal(counted(&e, 2, "SELECT count(*) FROM purged_row WHERE tbl = 10 AND row = ", talk), 1);
	exchange_end(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_comes_back_is_one_new_row_on_both_terminals),
		cmocka_unit_test(removed_twice_there_is_a_third),
		cmocka_unit_test(a_terminal_that_meets_the_new_row_first_goes_by_it),
		cmocka_unit_test(who_has_moved_to_another_unit_keeps_the_row),
		cmocka_unit_test(the_order_comes_before_the_rows),
		cmocka_unit_test(what_nobody_has_signed_for_is_kept_aside_and_carried_over),
		cmocka_unit_test(a_registration_that_had_not_heard_is_registered_anew_when_it_is_sent_again),
		cmocka_unit_test(what_was_kept_aside_is_gone_when_it_is_withdrawn),
		cmocka_unit_test(what_others_have_signed_for_is_not_kept),
		cmocka_unit_test(work_on_others_is_not_held_up),
		cmocka_unit_test(an_import_makes_the_new_row_and_all_that_hangs_on_it),
		cmocka_unit_test(an_import_that_had_not_heard_is_kept_aside_and_the_next_one_is_right),
		cmocka_unit_test(an_import_is_taken_back_after_one_of_it_was_removed),
		cmocka_unit_test(a_search_finds_the_new_row_alone),
		cmocka_unit_test(what_came_of_it_is_counted_when_nobody_knows_who_it_was),
		cmocka_unit_test(what_is_under_way_is_never_old_enough),
		cmocka_unit_test(the_time_runs_from_the_newest_day),
		cmocka_unit_test(a_part_whose_row_was_never_here_goes_with_the_order_that_names_the_row),
	};

	return cmocka_run_group_tests_name("store: returning", tests, NULL, NULL);
}
