/* Verification: a whole database has no findings, and each kind of damage, really done to the file, is
 * found where it was done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <unistd.h>

#include "samtale/base/str.h"
#include "samtale/domain/sanction.h"
#include "store/connection.h"
#include "store/seal.h"
#include "store_fixture.h"

/* Rows of terminal 1. */
#define WORKER "8796094022208" /* FIXTURE_CASEWORKER */
#define ANNA "4611686018427387905"
#define KARIM "4611686018427387906"
#define TALK "8796093022210"
#define STEP "8796093022211"
#define NEXT "8796093022212"
#define SIGNED "8796093022213"
#define CASE_ROW "8796093022214"
#define EVENT_A "8796093022215"
#define EVENT_B "8796093022216"
#define ROW_A "8796093022217"
#define ROW_B "8796093022218"
#define AT "1795420800000"

/* A bit of everything. */
static const char some_work[] =
	"INSERT INTO caseworker(id, initials, name) VALUES(" WORKER ", 'MH', 'Mette Holm');"
	"INSERT INTO citizen(id, cpr, given_names, surname, phone, coordinator) VALUES"
	" (" ANNA ", '1505800101', 'Anna', 'Østergaard', '12345678', " WORKER "),"
	" (" KARIM ", '2811753101', 'Karim', 'Nielsen', '', " WORKER ");"
	"INSERT INTO conversation(id, citizen, caseworker, guide, guide_version) VALUES"
	" (" TALK ", " ANNA ", " WORKER ", 'jobsamtale', 3);"
	"INSERT INTO answer(id, conversation, question, state, value, at, author) VALUES"
	" (" ROW_A ", " TALK ", 'JS01', 1, 'ja', " AT ", " WORKER ");"
	"INSERT INTO plan_step(id, citizen, text, due) VALUES(" STEP ", " ANNA
	", 'Ringer til bageriet', '2026-11-30');"
	"INSERT INTO appointment(id, citizen, date, coordinator) VALUES(" NEXT ", " ANNA
	", '2026-12-07', " WORKER ");"
	"INSERT INTO sanction_case(id, citizen, provision, event_date) VALUES(" CASE_ROW ", " KARIM
	", '37', '2026-11-20');"
	"INSERT INTO sanction_event(id, sanction_case, act, state) VALUES(" EVENT_A ", " CASE_ROW ", 0, 1),"
	" (" EVENT_B ", " CASE_ROW ", 1, 16);"
	"INSERT INTO sanction_parent(id, event, parent) VALUES(" ROW_A ", " EVENT_B ", " EVENT_A ");";

/* Anna's plan, frozen once, and what she said to it. */
static void plan(struct store_fixture *f)
{
	char hash[ID_HASH_TEXT];
	int64_t id;

	id_hash_text("plan 1\n", 7, hash);
	assert_true(store_natural_id(f->store, "plan", ANNA, &id, &f->err));
	fixture_do(f, arena_printf(&f->arena,
				   "INSERT INTO plan(id, citizen, begun) VALUES(%lld, " ANNA ", '2026-11-23');"
				   "INSERT INTO plan_version(id, citizen, content, hash) VALUES(" ROW_A ", " ANNA
				   ", 'plan 1' || char(10), '%s');"
				   "INSERT INTO plan_acceptance(id, citizen, version) VALUES(" ROW_A ", " ANNA
				   ", " ROW_A ")",
				   (long long)id, hash));
}

static void work(struct store_fixture *f)
{
	char hash[ID_HASH_TEXT];

	assert_int_equal(SANCTION_REGISTER, 0);
	assert_int_equal(SANCTION_EXCUSE, 1);
	assert_int_equal(SANCTION_OBSERVED, 1);
	assert_int_equal(SANCTION_EXCUSED, 16);
	fixture_do(f, some_work);
	plan(f);
	assert_true(seal_compute(f->store,
				 &(struct sealed){ .conversation = 8796093022210,
						   .at = 1795420800000,
						   .version = 1,
						   .summary = "Vi talte om job." },
				 hash, &f->err));
	fixture_do(
		f,
		arena_printf(&f->arena,
			     "INSERT INTO conversation_signed(id, conversation, citizen, date, summary, step,"
			     " next_appointment, hash, at, author) VALUES(" SIGNED ", " TALK ", " ANNA
			     ", '2026-11-23',"
			     " 'Vi talte om job.', " STEP ", " NEXT ", '%s', " AT ", " WORKER ");"
			     "UPDATE conversation SET state = 2",
			     hash));
	fixture_do(f, "UPDATE citizen SET phone = '87654321', surname = 'Ågård' WHERE id = " ANNA);
	fixture_do(f, "UPDATE plan_step SET status = 1");
}

static int setup_work(void **state)
{
	if (store_fixture_setup_open(state))
		return -1;
	work(*state);
	return 0;
}

static struct verify_report verified(struct store_fixture *f)
{
	struct verify_report report;

	if (!store_verify(f->store, &f->arena, &report, &f->err))
		fail_msg("%s (%s)", f->err.text, f->err.detail);
	return report;
}

static const char *listed(struct store_fixture *f, const struct verify_report *report)
{
	const char *list = "";

	for (size_t i = 0; i < report->count; i++)
		list = arena_printf(&f->arena, "%s\n%s %s %lld: %s", list, report->findings[i].what,
				    report->findings[i].table, (long long)report->findings[i].row,
				    report->findings[i].text);
	return list;
}

static void run(sqlite3 *db, const char *sql)
{
	char *said = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s: %s", sql, said);
}

static void triggers_say(sqlite3 *db, const char *sql, struct str *said)
{
	sqlite3_stmt *rows;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW)
		str_addf(said, "%s;", (const char *)sqlite3_column_text(rows, 0));
	sqlite3_finalize(rows);
}

/* Behind the program's back, the triggers taken down and put up again in the same words: what somebody
 * with the file and the sqlite3 program, or a fault in a disk, could leave. */
static void damage(struct store_fixture *f, const char *sql)
{
	struct str down, up;
	sqlite3 *db;

	fixture_close(f);
	str_init(&down);
	str_init(&up);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	triggers_say(db, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'", &down);
	triggers_say(db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'", &up);
	run(db, "BEGIN");
	run(db, down.text);
	run(db, sql);
	run(db, up.text);
	run(db, "COMMIT");
	sqlite3_close(db);
	str_done(&up);
	str_done(&down);
	assert_true(fixture_open(f, STORE_EXISTING));
}

static void a_database_with_work_in_it_is_whole(void **state)
{
	struct store_fixture *f = *state;
	struct verify_report report = verified(f);

	assert_string_equal(listed(f, &report), "");
	assert_int_equal(report.checks, 8);
	assert_int_equal(report.ops, fixture_number(f, "SELECT count(*) FROM oplog"));
	assert_int_equal(report.rows, 15);
	fixture_close(f);
	assert_true(fixture_open(f, STORE_READ_ONLY));
	report = verified(f);
	assert_string_equal(listed(f, &report), "");
	report = verified(f);
	assert_string_equal(listed(f, &report), "");
}

/* ---- planted damage -------------------------------------------------------------------------- */

static const struct planted {
	const char *sql;			/* what is done to the file */
	const char *what, *table, *row, *words; /* the finding there must be */
} planted[] = {
	{ "INSERT INTO journal_note(id, text) VALUES(" ROW_B ", 'uden om')", "oplog", "journal_note", ROW_B,
	  "where this row comes from" },
	{ "INSERT INTO effort(id, code) VALUES(" ROW_B ", 'E1')", "oplog", "effort", ROW_B,
	  "where this row comes from" },
	{ "DELETE FROM answer", "oplog", "answer", ROW_A, "row is missing" },
	{ "DELETE FROM plan_step", "oplog", "plan_step", STEP, "row is missing" },
	{ "DELETE FROM oplog WHERE seq = 3", "oplog", "oplog", "4", "missing in the log before" },
	{ "UPDATE oplog SET hlc = 1 WHERE seq = 5", "oplog", "oplog", "5", "wrong order" },
	{ "UPDATE oplog SET tbl = 999 WHERE seq = 5", "oplog", "oplog", "5", "no table or column" },
	{ "UPDATE oplog SET col = 60 WHERE col = 7", "oplog", "oplog", "*", "no table or column" },
	{ "INSERT INTO oplog(seq, hlc, tx, tbl, row, col) SELECT seq + 1, hlc + 1, tx, 11, " ROW_A
	  ", -1 FROM oplog"
	  " ORDER BY seq DESC LIMIT 1",
	  "oplog", "answer", ROW_A, "twice" },
	{ "UPDATE citizen SET email = 'a@example.dk' WHERE id = " KARIM, "oplog", "citizen", KARIM,
	  "“email” does not hold" },
	{ "UPDATE citizen SET phone = '11111111' WHERE id = " ANNA, "oplog", "citizen", ANNA,
	  "“phone” does not hold" },
	{ "UPDATE oplog SET val = x'ff' WHERE col = 0 AND tbl = 2 AND row = " KARIM, "oplog", "citizen",
	  KARIM, "cannot be read" },
	{ "UPDATE cell SET seq = 1 WHERE tbl = 2 AND row = " ANNA " AND col = 7", "oplog", "citizen", ANNA,
	  "not the one that counts" },
	{ "DELETE FROM cell WHERE tbl = 2 AND row = " ANNA " AND col = 7", "oplog", "citizen", ANNA,
	  "not the one that counts" },
	{ "UPDATE cell SET hlc = hlc + 1 WHERE tbl = 2 AND row = " ANNA " AND col = 7", "oplog", "citizen",
	  ANNA, "missing in the log" },
	{ "DELETE FROM caseworker", "reference", "citizen", ANNA, "“coordinator” points" },
	{ "UPDATE answer SET conversation = 5", "reference", "answer", ROW_A, "“conversation” points" },
	{ "INSERT INTO plan(id, citizen) VALUES(" ROW_B ", " ANNA ")", "invariant", "plan", ROW_B,
	  "more than one plan" },
	{ "INSERT INTO plan(id, citizen) VALUES(" ROW_B ", " KARIM ")", "invariant", "plan", ROW_B,
	  "not the row" },
	{ "UPDATE plan_version SET content = content || ' '", "invariant", "plan_version", ROW_A,
	  "no longer what was frozen" },
	{ "UPDATE plan_acceptance SET citizen = " KARIM, "invariant", "plan_acceptance", ROW_A,
	  "not about the version" },
	{ "INSERT INTO plan_acceptance(id, citizen) VALUES(" ROW_B ", " KARIM "); INSERT INTO"
	  " plan_acceptance_parent(id, acceptance, parent) VALUES(" ROW_A ", " ROW_A ", " ROW_B ")",
	  "invariant", "plan_acceptance_parent", ROW_A, "of another citizen" },
	{ "UPDATE conversation_signed SET step = 0", "invariant", "conversation_signed", SIGNED,
	  "no next step" },
	{ "UPDATE appointment SET date = ''", "invariant", "conversation_signed", SIGNED, "no next date" },
	{ "UPDATE conversation SET state = 1", "invariant", "conversation_signed", SIGNED,
	  "does not stand as signed" },
	{ "DELETE FROM conversation_signed", "invariant", "conversation", TALK, "nobody has signed" },
	{ "UPDATE answer SET value = 'nej'", "invariant", "conversation_signed", SIGNED,
	  "no longer what stands" },
	{ "UPDATE conversation_signed SET summary = 'Vi talte ikke.'", "invariant", "conversation_signed",
	  SIGNED, "no longer what stands" },
	{ "DELETE FROM sanction_event", "invariant", "sanction_case", CASE_ROW, "no first step" },
	{ "UPDATE sanction_event SET state = 7 WHERE id = " EVENT_B, "invariant", "sanction_event", EVENT_B,
	  "does not follow" },
	{ "DELETE FROM sanction_parent", "invariant", "sanction_event", EVENT_B, "does not follow" },
	{ "INSERT INTO sanction_case(id) VALUES(" ROW_B "); UPDATE sanction_event SET sanction_case = " ROW_B
	  " WHERE id = " EVENT_B,
	  "invariant", "sanction_parent", ROW_A, "from another case" },
	{ "DELETE FROM caseload WHERE id = " ANNA, "search", "caseload", ANNA, "missing in the name list" },
	{ "UPDATE caseload SET sort_key = 'a' WHERE id = " ANNA, "search", "caseload", ANNA, "wrong place" },
	{ "INSERT INTO caseload VALUES(7, 7, 'x')", "search", "caseload", "7", "who is not there" },
	{ "INSERT INTO citizen_fts(citizen_fts, rowid, n) VALUES('delete', " KARIM
	  ", 'karim nielsen 2811753101')",
	  "search", "citizen", KARIM, "does not find" },
	{ "INSERT INTO citizen_fts(citizen_fts, rowid, n) VALUES('delete', " KARIM ", 'karim'); ", "search",
	  "citizen", KARIM, "other words" },
	{ "INSERT INTO citizen_fts(rowid, n) VALUES(7, 'anna')", "search", "citizen", "7", "still finds" },
	{ "INSERT INTO citizen_fts(rowid, n) VALUES(9223372036854775806, 'anna')", "search", "citizen",
	  "9223372036854775806", "still finds" },
	{ "DROP INDEX citizen_phone", "integrity", "citizen", "0", "citizen_phone is missing" },
	{ "CREATE TABLE guest(id INTEGER)", "integrity", "guest", "0", "guest does not belong" },
	{ "DROP VIEW sanction_head; CREATE VIEW sanction_head AS SELECT * FROM sanction_event", "integrity",
	  "sanction_head", "0", "sanction_head is not built" },
};

static bool is_found(struct store_fixture *f, const struct verify_report *report,
		     const struct planted *planted_row)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct verify_finding *finding = &report->findings[i];
		const char *row = arena_printf(&f->arena, "%lld", (long long)finding->row);

		if (!strcmp(finding->what, planted_row->what) &&
		    !strcmp(finding->table, planted_row->table) &&
		    (!strcmp(planted_row->row, "*") || !strcmp(row, planted_row->row)) &&
		    strstr(finding->text, planted_row->words))
			return true;
	}
	return false;
}

static void each_planted_damage_is_found_where_it_was_planted(void **state)
{
	struct store_fixture *f;

	(void)state;
	for (size_t i = 0; i < LENGTH(planted); i++) {
		struct verify_report report;
		void *fresh;

		assert_int_equal(setup_work(&fresh), 0);
		f = fresh;
		damage(f, planted[i].sql);
		report = verified(f);
		if (!is_found(f, &report, &planted[i]))
			fail_msg("%s was not found among:%s", planted[i].sql, listed(f, &report));
		store_fixture_teardown(&fresh);
	}
}

static void a_trigger_that_is_dropped_or_weakened_is_found(void **state)
{
	struct store_fixture *f = *state;
	static const struct {
		const char *sql, *table, *words;
	} rows[] = {
		{ "DROP TRIGGER capture_answer_insert", "answer", "capture_answer_insert is missing" },
		{ "DROP TRIGGER citizen_found_anew", "citizen", "citizen_found_anew is missing" },
		{ "DROP TRIGGER capture_plan_delete; CREATE TRIGGER capture_plan_delete BEFORE DELETE ON plan"
		  " BEGIN SELECT 1; END",
		  "plan", "capture_plan_delete is not as it should be" },
		{ "CREATE TRIGGER spy AFTER INSERT ON answer BEGIN DELETE FROM setting; END", "answer",
		  "spy does not belong" },
	};

	fixture_close(f);
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(fixture_stray(f, rows[i].sql), "");
	assert_true(fixture_open(f, STORE_EXISTING));
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct verify_report report = verified(f);
		struct planted sought = { NULL, "triggers", rows[i].table, "0", rows[i].words };

		assert_int_equal(report.count, LENGTH(rows));
		assert_true(is_found(f, &report, &sought));
	}
}

/* A page in the middle of the file, filled with noise. */
static void a_page_that_is_destroyed_is_found_and_the_rest_is_still_looked_at(void **state)
{
	struct store_fixture *f = *state;
	int64_t page = fixture_number(
		f, "SELECT rootpage FROM sqlite_schema WHERE name = 'answer_conversation'");
	struct planted sought = { NULL, "integrity", "", "0", "damaged" };
	struct verify_report report;
	char noise[4096];
	int file;

	fixture_close(f);
	memset(noise, 0x5a, sizeof(noise));
	file = open(f->path, O_WRONLY);
	assert_int_equal(pwrite(file, noise, sizeof(noise), (page - 1) * 4096), sizeof(noise));
	close(file);
	damage(f, "DELETE FROM caseload WHERE id = " ANNA);
	report = verified(f);
	assert_true(is_found(f, &report, &sought));
	sought = (struct planted){ NULL, "search", "caseload", ANNA, "missing" };
	assert_true(is_found(f, &report, &sought));
}

static void a_flood_of_findings_is_counted_instead_of_listed(void **state)
{
	struct store_fixture *f = *state;
	struct planted sought = { NULL, "search", "", "0", "50 more" };
	struct verify_report report;

	damage(f,
	       "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)"
	       " INSERT INTO caseload SELECT i, 7, 'x' FROM n");
	report = verified(f);
	assert_int_equal(report.count, 101);
	assert_true(is_found(f, &report, &sought));
}

static void no_finding_holds_a_cpr_number_or_a_name(void **state)
{
	struct store_fixture *f = *state;
	struct verify_report report;

	damage(f,
	       "UPDATE citizen SET email = 'x'; DELETE FROM caseload; DELETE FROM answer;"
	       "INSERT INTO citizen_fts(citizen_fts) VALUES('delete-all')");
	report = verified(f);
	assert_true(report.count >= 6);
	assert_null(strstr(listed(f, &report), "1505800101"));
	assert_null(strstr(listed(f, &report), "2811753101"));
	assert_null(strstr(listed(f, &report), "Nielsen"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup_work, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_database_with_work_in_it_is_whole),
		cmocka_unit_test(each_planted_damage_is_found_where_it_was_planted),
		CASE(a_trigger_that_is_dropped_or_weakened_is_found),
		CASE(a_page_that_is_destroyed_is_found_and_the_rest_is_still_looked_at),
		CASE(a_flood_of_findings_is_counted_instead_of_listed),
		CASE(no_finding_holds_a_cpr_number_or_a_name),
	};

	return cmocka_run_group_tests_name("store: verification", tests, NULL, NULL);
}
