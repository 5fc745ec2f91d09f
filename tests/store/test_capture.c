/* Capture: what a write leaves in the op log and the cells, per kind of table, and who cannot write at
 * all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "store/capture.h"
#include "store/pack.h"
#include "store/tables.h"
#include "store_fixture.h"

/* Rows of terminal 1. */
#define ROW_A "8796093022210"
#define ROW_B "8796093022211"
#define NATURAL "4611686018427387905"

#define ADD_NOTE "INSERT INTO journal_note(id, text) VALUES(" ROW_A ", 'ringet op')"
#define ADD_EFFORT "INSERT INTO effort(id, code, name, unit_cost) VALUES(" ROW_A ", 'E1', 'Mentor', -5)"

static void a_fact_becomes_one_op_without_payload(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_NOTE);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 1);
	assert_int_equal(fixture_number(f,
					"SELECT count(*) FROM oplog WHERE tbl = 24 AND row = " ROW_A
					" AND col = -1"
					" AND val IS NULL AND prev IS NULL AND tx = 1 AND seq = 1"),
			 1);
	assert_int_equal(fixture_number(f, "SELECT author FROM oplog"), FIXTURE_CASEWORKER);
	assert_int_equal(fixture_number(f, "SELECT hlc >> 16 FROM oplog"), fixture_moment(0).utc_ms);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM cell"), 0);
}

static void a_fact_is_neither_changed_nor_removed_nor_written_over(void **state)
{
	struct store_fixture *f = *state;
	static const char *const attempts[] = {
		"UPDATE journal_note SET text = 'andet'",
		"DELETE FROM journal_note",
		"INSERT OR REPLACE INTO journal_note(id, text) VALUES(" ROW_A ", 'andet')",
		"INSERT INTO journal_note(id, text) VALUES(" ROW_A
		", 'andet') ON CONFLICT DO UPDATE SET text = 'andet'",
		"PRAGMA recursive_triggers = OFF;"
		"INSERT OR REPLACE INTO journal_note(id, text) VALUES(" ROW_A ", 'andet')",
	};

	fixture_do(f, ADD_NOTE);
	for (size_t i = 0; i < LENGTH(attempts); i++) {
		assert_false(fixture_try(f, attempts[i]));
		assert_int_equal(f->err.code, ERR_REFUSED);
	}
	assert_string_equal(fixture_text(f, "SELECT text FROM journal_note"), "ringet op");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 1);
}

static void a_guarded_event_is_kept_like_a_fact(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, "INSERT INTO sanction_event(id, act) VALUES(" ROW_A ", 1)");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog WHERE tbl = 22 AND col = -1"), 1);
	assert_false(fixture_try(f, "UPDATE sanction_event SET act = 2"));
	assert_false(fixture_try(f, "DELETE FROM sanction_event"));
}

static void a_creation_packs_all_columns_and_makes_the_base_cell(void **state)
{
	struct store_fixture *f = *state;
	const struct synced_table *table = synced_table(TABLE_EFFORT);
	struct statement s;
	struct packed packed;
	struct packed_value values[8];
	uint64_t mask;

	fixture_do(f, ADD_EFFORT);
	assert_true(
		statement_begin(&s, f->store, "SELECT val FROM oplog WHERE tbl = 5 AND col = 0", &f->err));
	assert_true(statement_row(&s));
	packed = packed_in(s.handle, 0);
	assert_true(unpack_number(&packed, &mask));
	assert_int_equal(mask, capture_mask(table));
	for (int i = 0; i < table->column_count; i++)
		assert_true(unpack_value(&packed, &values[i]));
	assert_ptr_equal(packed.at, packed.end);
	assert_int_equal(values[0].type, SQLITE_TEXT);
	assert_memory_equal(values[0].bytes, "E1", 2);
	assert_int_equal(values[3].length, 0);
	assert_int_equal(values[5].integer, -5);
	assert_true(statement_end(&s));
	assert_int_equal(fixture_number(f,
					"SELECT count(*) FROM cell WHERE tbl = 5 AND row = " ROW_A
					" AND col = 0"
					" AND seq = 1 AND ctx IS NOT NULL"),
			 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM cell"), 1);
}

static void only_columns_that_change_become_ops(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE effort SET code = 'E1', name = 'Mentor', unit_cost = unit_cost");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 1);
	store_stamp(f->store, FIXTURE_CASEWORKER + 1, fixture_moment(5));
	fixture_do(f, "UPDATE effort SET code = 'E2', name = 'Mentor', unit_cost = 7");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog WHERE col > 0 AND tx = 2"), 2);
	assert_string_equal(fixture_text(f, "SELECT val FROM oplog WHERE col = 1"), "E2");
	assert_int_equal(fixture_number(f, "SELECT author FROM oplog WHERE col = 1"), FIXTURE_CASEWORKER + 1);
	assert_int_equal(fixture_number(f, "SELECT author FROM cell WHERE col = 6"), FIXTURE_CASEWORKER + 1);
}

static void the_old_value_is_kept_with_its_author_and_the_op_names_what_it_replaced(void **state)
{
	struct store_fixture *f = *state;
	struct statement s;
	struct packed prev;
	struct dot dot;

	fixture_do(f, ADD_EFFORT);
	store_stamp(f->store, FIXTURE_CASEWORKER + 1, fixture_moment(5));
	fixture_do(f, "UPDATE effort SET name = 'Mentor i job'");
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor'");
	assert_string_equal(
		fixture_text(f,
			     "SELECT group_concat(seq || ' ' || val || ' ' || (author - 8796094022208), '; ')"
			     " FROM (SELECT * FROM superseded ORDER BY seq)"),
		"1 Mentor 0; 2 Mentor i job 1");
	assert_true(statement_begin(&s, f->store, "SELECT prev FROM oplog WHERE seq = 3", &f->err));
	assert_true(statement_row(&s));
	prev = packed_in(s.handle, 0);
	assert_true(unpack_dot(&prev, &dot));
	assert_int_equal(dot.seq, 2);
	assert_int_equal(dot.origin, fixture_number(f, "SELECT v FROM sync_self WHERE k = 'origin'"));
	assert_ptr_equal(prev.at, prev.end);
	assert_true(statement_end(&s));
	assert_int_equal(fixture_number(f, "SELECT seq FROM cell WHERE col = 2 AND ctx IS NULL"), 3);
}

/* As a merge leaves a cell: another terminal's value shown, a third one beside it. */
static void a_local_write_covers_every_head_and_moves_the_siblings_to_history(void **state)
{
	struct store_fixture *f = *state;
	struct statement s;
	struct packed dots;
	struct dot dot;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f,
		   "INSERT INTO cell VALUES(5, " ROW_A
		   ", 2, 77, 40, 1, 0, 9, x'6305', x'6305');" /* ctx: origin 99 up to 5 */
		   "INSERT INTO sibling VALUES(5, " ROW_A ", 2, 70001, 300, 1, 0, 8, 'Vejleder', NULL)");
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor'");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sibling"), 0);
	assert_string_equal(fixture_text(f,
					 "SELECT group_concat(origin || ':' || val, '; ')"
					 " FROM (SELECT * FROM superseded ORDER BY origin)"),
			    "77:Mentor; 70001:Vejleder");
	assert_string_equal(fixture_text(f,
					 "SELECT group_concat(iif(prev IS NULL, 'not known', hex(prev)), '; ')"
					 " FROM (SELECT * FROM superseded ORDER BY origin)"),
			    "6305; not known");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM cell c JOIN oplog o USING(tbl, row, col, seq)"
					   " WHERE o.col = 2 AND c.prev = o.prev"),
			 1);
	assert_true(statement_begin(&s, f->store,
				    "SELECT o.prev, c.ctx FROM oplog o JOIN cell c USING(tbl, row, col, seq)"
				    " WHERE o.col = 2",
				    &f->err));
	assert_true(statement_row(&s));
	dots = packed_in(s.handle, 0);
	assert_true(unpack_dot(&dots, &dot) && dot.origin == 77 && dot.seq == 40);
	assert_true(unpack_dot(&dots, &dot) && dot.origin == 70001 && dot.seq == 300);
	assert_ptr_equal(dots.at, dots.end);
	dots = packed_in(s.handle, 1);
	assert_true(unpack_dot(&dots, &dot) && dot.origin == 77 && dot.seq == 40);
	assert_true(unpack_dot(&dots, &dot) && dot.origin == 99 && dot.seq == 5);
	assert_true(unpack_dot(&dots, &dot) && dot.origin == 70001 && dot.seq == 300);
	assert_ptr_equal(dots.at, dots.end);
	assert_true(statement_end(&s));
}

/* A column that came with a later migration has no version in rows made before it. */
static void a_column_the_creation_did_not_know_has_no_predecessor(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE cell SET ctx = x'01'"); /* knew the first column only */
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor'");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog WHERE col = 2 AND prev IS NULL"), 1);
	assert_string_equal(fixture_text(f, "SELECT val FROM superseded WHERE origin = 0"), "Mentor");
}

static void a_mutable_row_is_neither_removed_nor_replaced_nor_renumbered(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	assert_false(fixture_try(f, "DELETE FROM effort"));
	assert_false(fixture_try(f, "INSERT OR REPLACE INTO effort(id, code) VALUES(" ROW_A ", 'E9')"));
	assert_false(fixture_try(f, "UPDATE effort SET id = " ROW_B));
	assert_string_equal(fixture_text(f, "SELECT id || code FROM effort"), ROW_A "E1");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 1);
}

static void a_row_needs_an_id_that_other_terminals_cannot_make(void **state)
{
	struct store_fixture *f = *state;

	assert_false(fixture_try(f, "INSERT INTO effort(id, code) VALUES(7, 'E1')"));
	assert_false(fixture_try(f, "INSERT INTO effort(code) VALUES('E1')"));
	fixture_do(f, "INSERT INTO effort(id, code) VALUES(" NATURAL ", 'E1')");
}

static void a_write_outside_a_transaction_is_refused(void **state)
{
	struct store_fixture *f = *state;

	assert_false(database_run(f->store, ADD_EFFORT, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 0);
}

/* Fail closed: what cannot be recorded is not written either. */
static void a_database_that_has_lost_its_origin_takes_no_writes(void **state)
{
	struct store_fixture *f = *state;

	fixture_close(f);
	assert_string_equal(fixture_stray(f, "DELETE FROM sync_self WHERE k = 'origin'"), "");
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_false(fixture_try(f, ADD_EFFORT));
	assert_false(fixture_try(f, ADD_NOTE));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort") +
				 fixture_number(f, "SELECT count(*) FROM journal_note"),
			 0);
}

/* After a full disk SQLite has ended the transaction by itself; whoever goes on writing must not do so in none. */
static void a_transaction_that_sqlite_has_ended_takes_no_more_writes(void **state)
{
	struct store_fixture *f = *state;

	assert_true(store_begin(f->store, &f->err));
	assert_true(database_run(f->store, "ROLLBACK", &f->err));
	assert_false(database_run(f->store, ADD_EFFORT, &f->err));
	assert_false(store_commit(f->store, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort"), 0);
	fixture_do(f, ADD_EFFORT);
}

static void one_transaction_is_one_tx_and_a_rollback_leaves_no_hole(void **state)
{
	struct store_fixture *f = *state;

	assert_true(store_begin(f->store, &f->err));
	fixture_do(f, ADD_EFFORT);
	fixture_do(f, ADD_NOTE);
	assert_true(store_commit(f->store, &f->err));
	assert_false(fixture_try(f, "UPDATE effort SET name = 'x'; UPDATE nothing SET x = 1"));
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor'");
	assert_string_equal(fixture_text(f, "SELECT group_concat(seq || '/' || tx) FROM oplog"),
			    "1/1,2/1,3/2");
	assert_string_equal(fixture_text(f, "SELECT val FROM oplog WHERE seq = 3"), "Jobmentor");
}

static void the_clock_never_goes_back_not_even_over_a_restart(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	store_stamp(f->store, FIXTURE_CASEWORKER, fixture_moment(-10 * 365 * 24 * 60));
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor'");
	assert_int_equal(fixture_number(f, "SELECT max(hlc) - min(hlc) FROM oplog"), 1);
	assert_int_equal(fixture_number(f, "SELECT hlc FROM oplog WHERE seq = 2") -
				 fixture_number(f, "SELECT hlc FROM oplog WHERE seq = 1"),
			 1);
}

static void a_connection_without_the_functions_cannot_write(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_NOTE);
	fixture_do(f, ADD_EFFORT);
	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *table = &synced_tables[i];
		const char *added = arena_printf(&f->arena, "INSERT INTO %s(id) VALUES(" ROW_B ")",
						 table->name);
		const char *replaced = arena_printf(
			&f->arena, "INSERT OR REPLACE INTO %s(id) VALUES(" ROW_A ")", table->name);
		const char *changed = arena_printf(&f->arena, "UPDATE %s SET %s = %s", table->name,
						   table->columns[0].name, table->columns[0].name);

		assert_non_null(strstr(fixture_stray(f, added), "no such function"));
		assert_non_null(strstr(fixture_stray(f, replaced), "no such function"));
		if (table->kind == TABLE_MUTABLE)
			assert_non_null(strstr(fixture_stray(f, changed), "no such function"));
	}
	assert_string_equal(fixture_stray(f, "UPDATE journal_note SET text = ''"),
			    "no such function: sync_merging");
	assert_string_equal(fixture_stray(f, "DELETE FROM effort"), "no such function: sync_purging");
}

/* The table of tables and the schema say the same. */
static void every_synced_column_stands_in_the_schema_and_the_other_way_round(void **state)
{
	struct store_fixture *f = *state;
	static const char *const types[] = { "INTEGER", "REAL", "TEXT", "BLOB" };
	int64_t columns = 0;

	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *table = &synced_tables[i];

		assert_ptr_equal(synced_table(table->id), table);
		assert_int_equal(table->kind == TABLE_MUTABLE, table->label != NULL);
		assert_int_equal(table->kind != TABLE_MUTABLE, table->correction != NULL);
		for (int at = 0; at < table->column_count; at++) {
			const struct synced_column *column = &table->columns[at];

			assert_true(column->id == (at ? column[-1].id + 1 : 1) &&
				    column->id <= COLUMN_ID_MAX);
			assert_string_equal(
				fixture_text(f,
					     arena_printf(&f->arena,
							  "SELECT type FROM pragma_table_info('%s')"
							  " WHERE name = '%s'",
							  table->name, column->name)),
				types[column->type]);
		}
		columns = fixture_number(
			f,
			arena_printf(&f->arena, "SELECT count(*) FROM pragma_table_info('%s')", table->name));
		assert_int_equal(columns, table->column_count + 1);
		assert_int_equal(fixture_number(f,
						arena_printf(&f->arena,
							     "SELECT count(*) FROM pragma_table_info('%s')"
							     " WHERE \"notnull\" AND dflt_value IS NULL",
							     table->name)),
				 0);
	}
}

static void what_waits_to_be_sent_is_counted_with_the_oldest(void **state)
{
	struct store_fixture *f = *state;
	int64_t count, oldest;

	assert_true(store_unsent(f->store, &count, &oldest, &f->err));
	assert_int_equal(count, 0);
	assert_int_equal(oldest, 0);
	fixture_do(f, ADD_EFFORT);
	store_stamp(f->store, FIXTURE_CASEWORKER, fixture_moment(30));
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor', code = 'E3'");
	assert_true(store_unsent(f->store, &count, &oldest, &f->err));
	assert_int_equal(count, 3);
	assert_int_equal(oldest, fixture_moment(0).utc_ms);
	fixture_do(f, "INSERT INTO stream_out(unit, bseq, first, last, state) VALUES(1, 1, 1, 1, 2)");
	fixture_do(f, "INSERT INTO sync_self(k, v) VALUES('sealed', 1)");
	assert_true(store_unsent(f->store, &count, &oldest, &f->err));
	assert_int_equal(count, 2);
	assert_int_equal(oldest, fixture_moment(30).utc_ms);
	fixture_do(f, "INSERT INTO stream_out(unit, bseq, first, last, state) VALUES(1, 2, 2, 2, 0), (3, 1, 2, 3, 0)");
	fixture_do(f, "UPDATE sync_self SET v = 3 WHERE k = 'sealed'");
	assert_true(store_unsent(f->store, &count, &oldest, &f->err));
	assert_int_equal(count, 2);
}

static void the_name_list_and_the_search_follow_the_citizen(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f,
		   "INSERT INTO citizen(id, cpr, given_names, surname, phone, coordinator)"
		   " VALUES(" NATURAL ", '1505800101', 'Åse', 'Kjær', '12345678', 5)");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen_fts('\"kjar\"')"), 1);
	assert_int_equal(fixture_number(f, "SELECT coordinator FROM caseload"), 5);
	fixture_do(f, "UPDATE citizen SET surname = 'Østergaard', coordinator = 6");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen_fts('\"kjar\"')"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen_fts('\"osterg\" *')"), 1);
	assert_int_equal(fixture_number(f,
					"SELECT count(*) FROM caseload WHERE coordinator = 6"
					" AND sort_key = sort_key('Østergaard', 'Åse')"),
			 1);
	fixture_do(f, "UPDATE citizen SET deleted = 1");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen_fts('\"ostergard\"')"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM caseload"), 0);
	fixture_do(f, "UPDATE citizen SET deleted = 0");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen_fts('\"12345678\"')"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM caseload"), 1);
}

static void a_disk_that_fills_up_inside_the_capture_loses_the_whole_write(void **state)
{
	struct store_fixture *f = *state;
	bool full = false;
	int64_t before;

	fixture_do(f, ADD_EFFORT);
	before = fixture_number(f, "SELECT count(*) FROM oplog");
	fixture_number(f,
		       arena_printf(&f->arena, "PRAGMA max_page_count = %d",
				    (int)fixture_number(f, "PRAGMA page_count")));
	for (int i = 0; i < 100000 && !full; i++) {
		full = !fixture_try(
			f, arena_printf(&f->arena, "UPDATE effort SET name = 'navn %d', code = %d", i, i));
		before += full ? 0 : 2;
		arena_reset(&f->arena);
	}
	assert_true(full);
	assert_int_equal(f->err.code, ERR_FULL);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), before);
	assert_int_equal(
		fixture_number(f,
			       "SELECT count(*) FROM oplog o JOIN effort e ON o.row = e.id JOIN cell c"
			       " ON c.row = o.row AND c.col = 2 AND c.seq = o.seq WHERE o.val = e.name"),
		1);
	assert_string_equal(fixture_text(f, "PRAGMA integrity_check"), "ok");
}

static void packed_numbers_and_values_come_back_and_torn_ones_are_refused(void **state)
{
	static const uint64_t numbers[] = { 0, 1, 127, 128, 16383, 16384, UINT32_MAX, INT64_MAX, UINT64_MAX };
	static const unsigned char too_long[] = { 255, 255, 255, 255, 255, 255, 255, 255, 255, 2 };
	struct packed torn = { too_long, too_long + sizeof(too_long) };
	struct str bytes;
	uint64_t number;

	(void)state;
	assert_false(unpack_number(&torn, &number));
	str_init(&bytes);
	for (size_t i = 0; i < LENGTH(numbers); i++) {
		struct packed in;

		str_clear(&bytes);
		pack_number(&bytes, numbers[i]);
		in = (struct packed){ (unsigned char *)bytes.text,
				      (unsigned char *)bytes.text + bytes.length };
		assert_true(unpack_number(&in, &number));
		assert_true(number == numbers[i]);
		assert_ptr_equal(in.at, in.end);
		in = (struct packed){ (unsigned char *)bytes.text,
				      (unsigned char *)bytes.text + bytes.length - 1 };
		assert_false(unpack_number(&in, &number));
	}
	str_done(&bytes);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_fact_becomes_one_op_without_payload),
		CASE(a_fact_is_neither_changed_nor_removed_nor_written_over),
		CASE(a_guarded_event_is_kept_like_a_fact),
		CASE(a_creation_packs_all_columns_and_makes_the_base_cell),
		CASE(only_columns_that_change_become_ops),
		CASE(the_old_value_is_kept_with_its_author_and_the_op_names_what_it_replaced),
		CASE(a_local_write_covers_every_head_and_moves_the_siblings_to_history),
		CASE(a_column_the_creation_did_not_know_has_no_predecessor),
		CASE(a_mutable_row_is_neither_removed_nor_replaced_nor_renumbered),
		CASE(a_row_needs_an_id_that_other_terminals_cannot_make),
		CASE(a_write_outside_a_transaction_is_refused),
		CASE(a_database_that_has_lost_its_origin_takes_no_writes),
		CASE(a_transaction_that_sqlite_has_ended_takes_no_more_writes),
		CASE(one_transaction_is_one_tx_and_a_rollback_leaves_no_hole),
		CASE(the_clock_never_goes_back_not_even_over_a_restart),
		CASE(a_connection_without_the_functions_cannot_write),
		CASE(every_synced_column_stands_in_the_schema_and_the_other_way_round),
		CASE(what_waits_to_be_sent_is_counted_with_the_oldest),
		CASE(the_name_list_and_the_search_follow_the_citizen),
		CASE(a_disk_that_fills_up_inside_the_capture_loses_the_whole_write),
		cmocka_unit_test(packed_numbers_and_values_come_back_and_torn_ones_are_refused),
	};

	return cmocka_run_group_tests_name("store: capture", tests, NULL, NULL);
}
