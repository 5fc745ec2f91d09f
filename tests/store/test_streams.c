/* Streams: where changes go, how citizens move between units, and that nothing is lost on the way - not when it comes
 * late, twice, or after the citizen's rows have been removed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/belongs.h"
#include "store/table_sql.h"
#include "stream_terminals.h"

#define CITIZENS_HERE 3

static void register_citizen(struct exchange *e, int terminal, int number, int64_t coordinator)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO citizen(id, surname, coordinator) VALUES(%lld, 'value %d', %lld)",
			 (long long)exchange_citizen(e, number), (int)++e->world.minutes, (long long)coordinator));
}

static void move_citizen(struct exchange *e, int terminal, int number, int64_t coordinator)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "UPDATE citizen SET coordinator = %lld WHERE id = %lld", (long long)coordinator,
			 (long long)exchange_citizen(e, number)));
}

static int64_t note(struct exchange *e, int terminal, int number)
{
	int64_t id = exchange_new_id(e, terminal);

	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'said')", (long long)id,
			 (long long)exchange_citizen(e, number)));
	return id;
}

static bool has_note(struct exchange *e, int terminal, int64_t id)
{
	return exchange_number(e, terminal, arena_printf(&e->arena, "SELECT count(*) FROM journal_note WHERE id = %lld", (long long)id));
}

static bool has_citizen(struct exchange *e, int terminal, int number)
{
	return exchange_number(e, terminal,
			       arena_printf(&e->arena, "SELECT count(*) FROM citizen WHERE id = %lld",
				    (long long)exchange_citizen(e, number)));
}

static void assert_whole(struct exchange *e, int terminal)
{
	struct verify_report report;

	if (!store_verify(exchange_store(e, terminal), &e->arena, &report, &e->world.err))
		fail_msg("%s", e->world.err.text);
	if (report.count)
		fail_msg("terminal %d: %s %lld: %s", terminal, report.findings[0].table,
			 (long long)report.findings[0].row, report.findings[0].text);
}

static void assert_same(struct exchange *e, int one, int other)
{
	char a[ID_HASH_TEXT], b[ID_HASH_TEXT];

	assert_true(store_digest(exchange_store(e, one), a, &e->world.err));
	assert_true(store_digest(exchange_store(e, other), b, &e->world.err));
	assert_string_equal(a, b);
}

static void assert_settled(struct exchange *e)
{
	for (int i = 0; i < TERMINALS; i++)
		assert_whole(e, i);
	assert_same(e, 0, 1);
	assert_same(e, 2, 3);
}

/* ---- which citizen ---------------------------------------------------------------------------- */

/* A new table has to be thought of here. */
static const struct {
	const char *table, *owner;
} owners[] = {
	{ "caseworker", NULL }, { "citizen", NULL }, { "benefit_spell", "citizen" }, { "appointment", "citizen" },
	{ "effort", NULL }, { "enrolment", "citizen" }, { "outcome", "citizen" }, { "employer", NULL },
	{ "opening", NULL }, { "conversation", "citizen" }, { "answer", "conversation" },
	{ "conversation_signed", "citizen" }, { "plan", "citizen" }, { "plan_step", "citizen" },
	{ "plan_item", "citizen" }, { "measure", "citizen" }, { "consent", "citizen" },
	{ "availability_check", "citizen" }, { "notification", "citizen" }, { "guidance", "citizen" },
	{ "sanction_case", "citizen" }, { "sanction_event", "sanction_case" }, { "sanction_parent", "event" },
	{ "journal_note", "citizen" }, { "guide_text", NULL }, { "conversation_guide", "conversation" },
	{ "letter", "citizen" }, { "letter_file", "letter" }, { "letter_sent", "letter" },
	{ "activity", "citizen" }, { "activity_stage", "enrolment" }, { "attendance", "citizen" },
	{ "employer_agreement", NULL }, { "employer_visit", NULL }, { "employer_promise", NULL },
	{ "promise_outcome", NULL }, { "centre_wait", "citizen" }, { "referral", "citizen" },
	{ "referral_event", "referral" }, { "citizen_need", "citizen" }, { "effort_decision", NULL },
	{ "contact_person", "citizen" }, { "contact_exemption", "citizen" }, { "handover", "citizen" },
	{ "handover_answer", "handover" }, { "outcome_check", "citizen" }, { "plan_track", "citizen" },
	{ "plan_position", "citizen" }, { "plan_version", "citizen" }, { "plan_acceptance", "citizen" },
	{ "plan_acceptance_parent", "acceptance" }, { "notification_answer", "citizen" },
	{ "conflict_choice", "citizen" }, { "sync_withdrawal", "citizen" }, { "seat", NULL }, { "purge_order", NULL }, { "erased_person", NULL },
};

static void every_table_says_which_citizen_its_rows_belong_to(void **state)
{
	struct store_fixture *f = *state;

	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_column *owner = table_sql(f->store, &synced_tables[i])->owner;
		bool found = false;

		for (size_t k = 0; k < LENGTH(owners); k++) {
			if (strcmp(owners[k].table, synced_tables[i].name))
				continue;
			found = true;
			assert_string_equal(owner ? owner->name : "", owners[k].owner ? owners[k].owner : "");
		}
		if (!found)
			fail_msg("%s is not in the list of this test", synced_tables[i].name);
	}
	assert_string_equal(synced_column(synced_table(TABLE_CITIZEN), CITIZEN_COORDINATOR)->name, "coordinator");
	assert_string_equal(synced_column(synced_table(TABLE_CASEWORKER), CASEWORKER_TEAM)->name, "team");
}

/* ---- going and coming ------------------------------------------------------------------------- */

static void only_members_of_the_citizens_unit_get_what_is_written(void **state)
{
	struct exchange e;
	int64_t id;

	(void)state;
	exchange_begin(&e, 1);
	register_citizen(&e, 0, 1, e.anna);
	id = note(&e, 0, 1);
	exchange_settle(&e);
	assert_true(has_note(&e, 1, id) && has_citizen(&e, 1, 1));
	assert_false(has_note(&e, 2, id) || has_citizen(&e, 2, 1));
	assert_settled(&e);
	exchange_end(&e);
}

static void a_citizen_who_moves_comes_with_everything_and_leaves_a_stub(void **state)
{
	struct exchange e;
	struct stub stub;
	int64_t id;

	(void)state;
	exchange_begin(&e, 2);
	register_citizen(&e, 0, 1, e.anna);
	id = note(&e, 1, 1);
	exchange_settle(&e);
	move_citizen(&e, 0, 1, e.bo);
	exchange_settle(&e);
	for (int i = 2; i < 4; i++)
		assert_true(has_note(&e, i, id) && has_citizen(&e, i, 1));
	for (int i = 0; i < 2; i++) {
		assert_false(has_note(&e, i, id) || has_citizen(&e, i, 1));
		assert_true(store_stub(exchange_store(&e, i), exchange_citizen(&e, 1), &stub, &e.world.err));
		assert_true(stub.has_moved && stub.coordinator == e.bo);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM caseload"), 0);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM citizen_fts('value')"), 0);
	}
	assert_settled(&e);
	exchange_end(&e);
}

static void notes_of_a_terminal_that_was_away_reach_the_new_owner(void **state)
{
	struct exchange e;
	int64_t ids[3];

	(void)state;
	exchange_begin(&e, 3);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	for (int i = 0; i < 3; i++)
		ids[i] = note(&e, 1, 1);
	move_citizen(&e, 0, 1, e.bo);
	for (int round = 0; round < 4; round++)
		for (int i = 0; i < TERMINALS; i++)
			if (i != 1)
				exchange_run(&e, i);
	e.world.minutes += 30 * 24 * 60;
	exchange_settle(&e);
	for (int i = 0; i < 3; i++)
		assert_true(has_note(&e, 2, ids[i]) && has_note(&e, 3, ids[i]));
	assert_false(has_citizen(&e, 0, 1) || has_citizen(&e, 1, 1));
	assert_settled(&e);
	exchange_end(&e);
}

static void what_was_sealed_before_the_move_was_known_goes_on_from_those_who_have_removed_the_citizen(void **state)
{
	struct exchange e;
	size_t late;
	struct hub_entry entry;
	int64_t id;

	(void)state;
	exchange_begin(&e, 4);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	id = note(&e, 1, 1);
	late = e.count;
	exchange_run(&e, 1); /* sealed for Alfa, and the medium lies in a drawer */
	assert_int_equal(e.count, late + 1);
	entry = e.entries[--e.count];
	move_citizen(&e, 0, 1, e.bo);
	for (int round = 0; round < 4; round++)
		for (int i = 0; i < TERMINALS; i++)
			if (i != 1)
				exchange_run(&e, i);
	e.entries = arena_grow(&e.arena, e.entries, e.count, sizeof(entry));
	e.entries[e.count++] = entry;
	exchange_settle(&e);
	assert_true(has_note(&e, 2, id) && has_note(&e, 3, id));
	assert_false(has_note(&e, 0, id) || has_note(&e, 1, id));
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM forward WHERE col < 15"), 0);
	assert_settled(&e);
	exchange_end(&e);
}

static void late_work_goes_on_even_when_the_machine_it_was_written_on_is_lost(void **state)
{
	struct hub_entry entry;
	struct exchange e;
	int64_t id;

	(void)state;
	exchange_begin(&e, 15);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	id = note(&e, 1, 1);
	exchange_run(&e, 1); /* and never again */
	entry = e.entries[--e.count];
	move_citizen(&e, 0, 1, e.bo);
	for (int round = 0; round < 4; round++) {
		if (round == 2) {
			e.entries = arena_grow(&e.arena, e.entries, e.count, sizeof(entry));
			e.entries[e.count++] = entry;
		}
		for (int i = 0; i < TERMINALS; i++)
			if (i != 1)
				exchange_run(&e, i);
	}
	assert_true(has_note(&e, 0, id) && has_note(&e, 2, id) && has_note(&e, 3, id));
	exchange_end(&e);
}

static void work_that_comes_before_its_citizen_waits_for_nothing_once_the_citizen_is_there(void **state)
{
	struct hub_entry early;
	struct exchange e;
	int64_t id;

	(void)state;
	exchange_begin(&e, 16);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	move_citizen(&e, 0, 1, e.bo);
	exchange_run(&e, 0);
	exchange_run(&e, 1);
	id = note(&e, 1, 1);
	exchange_run(&e, 1);
	early = e.entries[e.count - 1];
	memmove(e.entries + 1, e.entries, (e.count - 1) * sizeof(early));
	e.entries[0] = early;
	exchange_run(&e, 3);
	assert_true(has_note(&e, 3, id) && has_citizen(&e, 3, 1));
	assert_int_equal(exchange_number(&e, 3, "SELECT count(*) FROM snapshot_due WHERE unit = 0"), 0);
	exchange_settle(&e);
	assert_settled(&e);
	exchange_end(&e);
}

static void a_citizen_who_comes_back_is_whole_again(void **state)
{
	struct exchange e;
	int64_t first, second;

	(void)state;
	exchange_begin(&e, 5);
	register_citizen(&e, 0, 1, e.anna);
	first = note(&e, 0, 1);
	exchange_settle(&e);
	move_citizen(&e, 0, 1, e.bo);
	exchange_settle(&e);
	second = note(&e, 3, 1);
	exchange_settle(&e);
	move_citizen(&e, 2, 1, e.anna);
	exchange_settle(&e);
	for (int i = 0; i < 2; i++)
		assert_true(has_note(&e, i, first) && has_note(&e, i, second) && has_citizen(&e, i, 1));
	assert_false(has_citizen(&e, 2, 1) || has_citizen(&e, 3, 1));
	assert_settled(&e);
	note(&e, 0, 1);
	exchange_settle(&e);
	assert_settled(&e);
	exchange_end(&e);
}

static void a_caseworker_who_changes_team_takes_the_citizens_along(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 6);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	exchange_do(&e, 3, "UPDATE caseworker SET team = 'Beta' WHERE initials = 'anna'");
	exchange_settle(&e);
	assert_true(has_citizen(&e, 2, 1) && has_citizen(&e, 3, 1));
	assert_false(has_citizen(&e, 0, 1) || has_citizen(&e, 1, 1));
	assert_settled(&e);
	exchange_end(&e);
}

static void who_is_removed_for_good_never_comes_back(void **state)
{
	struct exchange e;
	int64_t id;

	(void)state;
	exchange_begin(&e, 7);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	id = note(&e, 1, 1);
	for (int i = 0; i < TERMINALS; i++)
		assert_true(store_retention_purge(exchange_store(&e, i), exchange_citizen(&e, 1), &e.world.err) ||
			    i != 1);
	exchange_settle(&e);
	for (int i = 0; i < TERMINALS; i++) {
		assert_false(has_citizen(&e, i, 1) || has_note(&e, i, id));
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM cell WHERE tbl = 2"), 0);
		assert_whole(&e, i);
	}
	exchange_end(&e);
}

static void what_comes_late_of_one_who_was_removed_for_good_is_dropped_and_counted(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 8);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	note(&e, 1, 1);
	assert_true(store_retention_purge(exchange_store(&e, 0), exchange_citizen(&e, 1), &e.world.err));
	exchange_settle(&e);
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM journal_note"), 0);
	assert_int_equal(exchange_number(&e, 0, "SELECT v FROM sync_self WHERE k = 'dropped'"), 1);
	assert_whole(&e, 0);
	exchange_end(&e);
}

/* ---- held ------------------------------------------------------------------------------------- */

static bool count_one(void *context, const struct change *change, const int64_t *units, size_t count,
		      struct err *err)
{
	(void)change;
	(void)units;
	(void)count;
	(void)err;
	++*(int *)context;
	return true;
}

static int outgoing_count(struct exchange *e, int terminal)
{
	int count = 0;

	assert_true(store_outgoing_again_each(exchange_store(e, terminal), count_one, &count, &e->world.err) &&
		    store_outgoing_each(exchange_store(e, terminal), count_one, &count, &e->world.err));
	return count;
}

static void what_cannot_go_waits_alone_and_goes_when_it_is_sent_again(void **state)
{
	struct exchange e;
	struct held_change *held;
	const char *json;
	int64_t first, second;
	size_t count;

	(void)state;
	exchange_begin(&e, 9);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	first = note(&e, 0, 1);
	second = note(&e, 0, 1);
	assert_int_equal(outgoing_count(&e, 0), 2);
	assert_true(store_hold(exchange_store(&e, 0), exchange_number(&e, 0, "SELECT max(tx) - 1 FROM oplog"),
			       "too_large", &e.world.err));
	assert_int_equal(outgoing_count(&e, 0), 1);
	exchange_settle(&e);
	assert_true(has_note(&e, 1, second));
	assert_false(has_note(&e, 1, first));
	assert_true(store_held(exchange_store(&e, 0), &e.arena, &held, &count, &e.world.err));
	assert_int_equal(count, 1);
	assert_string_equal(held->label, "a note");
	assert_int_equal(held->citizen, exchange_citizen(&e, 1));
	assert_true(store_held_export(exchange_store(&e, 0), held->id, &e.arena, &json, &e.world.err));
	assert_non_null(strstr(json, "\"text\": \"said\""));
	assert_true(store_held_send(exchange_store(&e, 0), held->id, &e.world.err));
	exchange_settle(&e);
	assert_true(has_note(&e, 1, first));
	assert_settled(&e);
	exchange_end(&e);
}

static void what_is_withdrawn_stays_here_and_the_others_are_told_that(void **state)
{
	struct exchange e;
	struct held_change *held;
	struct sync_state sync;
	size_t count;
	int64_t id;

	(void)state;
	exchange_begin(&e, 10);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	id = note(&e, 0, 1);
	assert_true(store_hold(exchange_store(&e, 0), exchange_number(&e, 0, "SELECT max(tx) FROM oplog"),
			       "not_text", &e.world.err));
	assert_true(store_sync_state(exchange_store(&e, 0), &e.arena, &sync, &e.world.err));
	assert_int_equal(sync.held, 1);
	assert_true(store_held(exchange_store(&e, 0), &e.arena, &held, &count, &e.world.err));
	assert_false(store_held_withdraw(exchange_store(&e, 0), held->id, " ", &e.world.err));
	assert_int_equal(e.world.err.code, ERR_INPUT);
	exchange_stamp(&e, 0);
	assert_true(store_held_withdraw(exchange_store(&e, 0), held->id, "skrevet forkert", &e.world.err));
	exchange_settle(&e);
	assert_true(has_note(&e, 0, id) && !has_note(&e, 1, id));
	assert_int_equal(exchange_number(&e, 1, "SELECT count(*) FROM sync_withdrawal WHERE reason ="
						" 'skrevet forkert' AND tbl = 24"),
			 1);
	assert_whole(&e, 0);
	exchange_end(&e);
}

/* ---- what waits ------------------------------------------------------------------------------- */

static void what_waits_and_what_nobody_has_confirmed_is_told(void **state)
{
	struct exchange e;
	struct sync_state sync;

	(void)state;
	exchange_begin(&e, 11);
	register_citizen(&e, 0, 1, e.anna);
	note(&e, 0, 1);
	assert_true(store_sync_state(exchange_store(&e, 0), &e.arena, &sync, &e.world.err));
	assert_true(sync.is_enrolled);
	assert_int_equal(sync.waiting, 2);
	assert_int_equal(sync.unconfirmed, 0);
	exchange_run(&e, 0);
	assert_true(store_sync_state(exchange_store(&e, 0), &e.arena, &sync, &e.world.err));
	assert_int_equal(sync.waiting, 0);
	assert_int_equal(sync.unconfirmed, 3); /* and where the citizen sits */
	exchange_settle(&e);
	assert_true(store_sync_state(exchange_store(&e, 0), &e.arena, &sync, &e.world.err));
	assert_int_equal(sync.waiting + sync.unconfirmed, 0);
	exchange_end(&e);
}

static void pruning_leaves_the_newest_op_and_a_whole_database(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 12);
	register_citizen(&e, 0, 1, e.anna);
	note(&e, 0, 1);
	exchange_settle(&e);
	assert_true(store_streams_prune(exchange_store(&e, 0), fixture_moment(1000000).utc_ms, &e.world.err));
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM oplog"), 1);
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM stream_out WHERE blob IS NOT NULL"), 0);
	assert_whole(&e, 0);
	note(&e, 0, 1);
	exchange_settle(&e);
	assert_settled(&e);
	exchange_end(&e);
}

static void a_digest_tells_one_cell_from_another(void **state)
{
	struct exchange e;
	char a[ID_HASH_TEXT], b[ID_HASH_TEXT];

	(void)state;
	exchange_begin(&e, 13);
	register_citizen(&e, 0, 1, e.anna);
	exchange_settle(&e);
	assert_same(&e, 0, 1);
	exchange_do(&e, 0, "UPDATE citizen SET phone = '20304050'");
	assert_true(store_digest(exchange_store(&e, 0), a, &e.world.err));
	assert_true(store_digest(exchange_store(&e, 1), b, &e.world.err));
	assert_string_not_equal(a, b);
	exchange_settle(&e);
	assert_same(&e, 0, 1);
	exchange_end(&e);
}

/* ---- a new number after a restore ------------------------------------------------------------- */

static void a_restored_terminal_goes_on_under_a_new_number_and_loses_nothing(void **state)
{
	struct exchange e;
	int64_t unsent, after;

	(void)state;
	exchange_begin(&e, 14);
	register_citizen(&e, 1, 1, e.anna);
	exchange_settle(&e);
	exchange_do(&e, 1, "UPDATE citizen SET phone = '1'");
	exchange_do(&e, 1, "UPDATE citizen SET phone = '2'");
	unsent = note(&e, 1, 1);
	assert_true(store_origin_renew(exchange_store(&e, 1), 77, 0, &e.world.err));
	e.world.replicas[1].origin = 77;
	assert_whole(&e, 1);
	after = note(&e, 1, 1);
	assert_int_equal(id_origin(after), 77);
	exchange_do(&e, 1, "UPDATE citizen SET phone = '3'");
	exchange_settle(&e);
	assert_true(has_note(&e, 0, unsent) && has_note(&e, 0, after));
	assert_int_equal(exchange_number(&e, 0, "SELECT phone FROM citizen"), 3);
	assert_int_equal(exchange_number(&e, 0, "SELECT count(*) FROM sibling"), 0);
	assert_int_equal(exchange_number(&e, 0, "SELECT origin FROM cell WHERE tbl = 2 AND col = 7"), 77);
	assert_settled(&e);
	exchange_end(&e);
}

static void an_empty_database_becomes_a_terminal_and_one_with_work_does_not(void **state)
{
	struct store_fixture *f = *state;
	unsigned char realm[ID_REALM_BYTES] = { 7 }, secret[ID_SECRET_BYTES] = { 8 }, read[ID_SECRET_BYTES];
	uint32_t origin;

	assert_true(store_identity_adopt(f->store, realm, secret, 4711, &f->err));
	assert_true(store_identity_read(f->store, realm, read, &origin, &f->err));
	assert_int_equal(origin, 4711);
	assert_memory_equal(read, secret, sizeof(secret));
	fixture_do(f, "INSERT INTO effort(id) VALUES(8796093022209)");
	assert_false(store_identity_adopt(f->store, realm, secret, 4712, &f->err));
	assert_int_equal(f->err.code, ERR_REFUSED);
}

/* ---- at random -------------------------------------------------------------------------------- */

struct told {
	int64_t id;
	int number;
};

/* Two units that register the same person do not hear of each other: nobody is a member of both. */
static bool is_known(struct exchange *e, int number)
{
	bool known = false;

	for (int i = 0; i < TERMINALS; i++)
		known = known || has_citizen(e, i, number);
	return known;
}

static void anything(struct exchange *e, struct told *told, size_t *count)
{
	int terminal = (int)world_drawn(&e->world, TERMINALS), number = (int)world_drawn(&e->world, CITIZENS_HERE);
	bool there = has_citizen(e, terminal, number);

	switch (world_drawn(&e->world, 8)) {
	case 0:
	case 1:
	case 2:
		exchange_run(e, terminal);
		break;
	case 3:
		if (there)
			move_citizen(e, terminal, number, world_drawn(&e->world, 2) ? e->anna : e->bo);
		else if (!is_known(e, number))
			register_citizen(e, terminal, number, terminal < 2 ? e->anna : e->bo);
		break;
	case 4:
		if (there)
			exchange_do(e, terminal,
				    arena_printf(&e->arena, "UPDATE citizen SET phone = 'value %d' WHERE id = %lld",
					 (int)++e->world.minutes, (long long)exchange_citizen(e, number)));
		break;
	default:
		if (there)
			told[(*count)++] = (struct told){ note(e, terminal, number), number };
	}
}

static void at_random(uint32_t seed)
{
	struct told told[200];
	struct exchange e;
	size_t count = 0;

	exchange_begin(&e, seed);
	e.is_slow = true;
	for (int step = 0; step < 80; step++)
		anything(&e, told, &count);
	e.is_slow = false;
	exchange_settle(&e);
	assert_settled(&e);
	for (size_t i = 0; i < count; i++) {
		int64_t unit;
		int owner;

		owner = has_citizen(&e, 0, told[i].number) ? 0 : 2;
		assert_true(store_citizen_unit(exchange_store(&e, owner), exchange_citizen(&e, told[i].number), &unit,
					       &e.world.err));
		if (unit != (owner ? BETA : ALFA) || !has_note(&e, owner, told[i].id) ||
		    !has_note(&e, owner + 1, told[i].id))
			fail_msg("seed %u: note %zu about citizen %d of unit %d is lost", seed, i, told[i].number,
				 (int)unit);
		assert_false(has_note(&e, owner ? 0 : 2, told[i].id));
	}
	exchange_end(&e);
}

static void whatever_happens_nothing_is_lost_and_everybody_agrees(void **state)
{
	const char *seeds = getenv("SAMTALE_SEEDS");

	(void)state;
	for (uint32_t seed = 1; seed <= (uint32_t)(seeds ? atoi(seeds) : 12); seed++)
		at_random(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_table_says_which_citizen_its_rows_belong_to,
						store_fixture_setup_open, store_fixture_teardown),
		cmocka_unit_test(only_members_of_the_citizens_unit_get_what_is_written),
		cmocka_unit_test(a_citizen_who_moves_comes_with_everything_and_leaves_a_stub),
		cmocka_unit_test(notes_of_a_terminal_that_was_away_reach_the_new_owner),
		cmocka_unit_test(
			what_was_sealed_before_the_move_was_known_goes_on_from_those_who_have_removed_the_citizen),
		cmocka_unit_test(late_work_goes_on_even_when_the_machine_it_was_written_on_is_lost),
		cmocka_unit_test(work_that_comes_before_its_citizen_waits_for_nothing_once_the_citizen_is_there),
		cmocka_unit_test(a_citizen_who_comes_back_is_whole_again),
		cmocka_unit_test(a_caseworker_who_changes_team_takes_the_citizens_along),
		cmocka_unit_test(who_is_removed_for_good_never_comes_back),
		cmocka_unit_test(what_comes_late_of_one_who_was_removed_for_good_is_dropped_and_counted),
		cmocka_unit_test(what_cannot_go_waits_alone_and_goes_when_it_is_sent_again),
		cmocka_unit_test(what_is_withdrawn_stays_here_and_the_others_are_told_that),
		cmocka_unit_test(what_waits_and_what_nobody_has_confirmed_is_told),
		cmocka_unit_test(pruning_leaves_the_newest_op_and_a_whole_database),
		cmocka_unit_test(a_digest_tells_one_cell_from_another),
		cmocka_unit_test(a_restored_terminal_goes_on_under_a_new_number_and_loses_nothing),
		cmocka_unit_test_setup_teardown(an_empty_database_becomes_a_terminal_and_one_with_work_does_not,
						store_fixture_setup_open, store_fixture_teardown),
		cmocka_unit_test(whatever_happens_nothing_is_lost_and_everybody_agrees),
	};

	return cmocka_run_group_tests_name("store: streams", tests, NULL, NULL);
}
