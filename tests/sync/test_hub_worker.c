/* A hub's worker on a real server: an administrator's terminal and a caseworker's write, the worker takes in, and its
 * tables for reports are what the terminals have; also when it is killed, and when the hub comes back old. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"
#include "samtale/store/people.h"
#include "samtale/sync/enrol.h"
#include "samtale/sync/hub_server.h"
#include "samtale/sync/purge_order.h"
#include "samtale/sync/worker.h"
#include "test_server.h"

#define NOW INT64_C(1795420800000)

static struct arena arena;
static struct err err;
static char folder[64];

/* ---- terminals --------------------------------------------------------------------------------------- */

enum { ADMIN, MAREN, WORKER, TERMINALS };
static const char *const roles[TERMINALS] = { NULL, "t1", "t2" };

static struct terminal {
	struct store *store;
	struct hub *hub;
} terminals[TERMINALS];

static void fine(bool done)
{
	if (!done)
		fail_msg("%s (%s)", err.text, err.detail);
}

static const char *where(int terminal)
{
	return roles[terminal] ? server_address(&arena, roles[terminal], roles[terminal]) : server_admin();
}

static void store_made(int terminal)
{
	unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES];
	const struct store_options options = { .mode = STORE_CREATE, .random = random };

	memset(random, 'A' + terminal, sizeof(random));
	fine(store_open(arena_printf(&arena, "%s/%d.db", folder, terminal), &options, &terminals[terminal].store, &err));
	store_stamp(terminals[terminal].store, 0, (struct moment){ .utc_ms = NOW, .date = DATE_NONE });
}

static void reopened(int terminal)
{
	struct self self;

	hub_close(terminals[terminal].hub);
	terminals[terminal].hub = NULL;
	fine(self_read(terminals[terminal].store, &self, &err));
	fine(hub_open(where(terminal), self.realm.realm, &terminals[terminal].hub, &err));
}

static void joined(int terminal, const char *name, bool is_worker)
{
	static const char *const units[] = { "JOB" };
	const struct invite invite = { .name = name, .units = units, .unit_count = is_worker ? 0 : 1,
				       .is_worker = is_worker };
	char code[INVITE_CODE_SIZE];
	uint32_t origin;

	fine(admin_invite(terminals[ADMIN].store, terminals[ADMIN].hub, &invite, NOW, code, &origin, &err));
	assert_string_equal(arena_printf(&arena, "t%u", (unsigned)origin), roles[terminal]);
	store_made(terminal);
	fine(hub_open(where(terminal), NULL, &terminals[terminal].hub, &err));
	fine(terminal_enrol(terminals[terminal].store, terminals[terminal].hub, code, NOW, &err));
	reopened(terminal);
}

static void synced(int terminal)
{
	const struct sync_options options = { .now_ms = NOW };
	struct sync_report report;

	fine(sync_run(terminals[terminal].store, terminals[terminal].hub, &options, &arena, &report, &err));
	for (size_t i = 0; i < report.trouble_count; i++)
		fail_msg("%s: %s", report.troubles[i].code, report.troubles[i].text);
}

static struct work_report worked(bool rebuild)
{
	const struct work_options options = { .rebuild = rebuild, .now_ms = NOW };
	struct work_report report;

	fine(worker_pass(terminals[WORKER].store, terminals[WORKER].hub, &options, &arena, &report, &err));
	return report;
}

static int setup(void **state)
{
	static const char *const units[] = { "JOB" };
	struct self self;

	(void)state;
	arena_init(&arena);
	server_clear(&arena);
	strcpy(folder, "/tmp/samtale-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	store_made(ADMIN);
	fine(self_read(terminals[ADMIN].store, &self, &err));
	fine(hub_postgres_prepare(server_admin(), self.realm.realm, &err));
	fine(hub_open(server_admin(), self.realm.realm, &terminals[ADMIN].hub, &err));
	fine(admin_begin(terminals[ADMIN].store, terminals[ADMIN].hub, "Admin", units, 1, &err));
	joined(MAREN, "Maren", false);
	joined(WORKER, "worker", true);
	synced(ADMIN); /* takes their cards into the keyring */
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	for (int i = 0; i < TERMINALS; i++) {
		hub_close(terminals[i].hub);
		store_close(terminals[i].store);
	}
	memset(terminals, 0, sizeof(terminals));
	system(arena_printf(&arena, "rm -rf %s", folder));
	arena_done(&arena);
	return 0;
}

/* ---- what they write ----------------------------------------------------------------------------------- */

static int64_t caseworker(int terminal)
{
	struct caseworker caseworker = { .initials = "maje", .name = "Maren Jensen", .team = "JOB" };

	fine(store_caseworker_put(terminals[terminal].store, &caseworker, &err));
	return caseworker.id;
}

static void citizen(int terminal, int64_t coordinator, const char *cpr, const char *surname)
{
	struct citizen citizen = { .cpr = cpr, .given_names = "Karim", .surname = surname, .address = "Vestergade 1",
				   .postcode = "5000", .city = "Odense C", .phone = "", .email = "", .language = "da",
				   .benefit = "kontanthjælp", .coordinator = coordinator, .unemployment_fund = "",
				   .job_goal = "", .disco08 = "", .education = "", .coordinator_name = "" };

	fine(store_citizen_put(terminals[terminal].store, &citizen, &err));
}

static const char *const cprs[] = { "1204671101", "1505800101", "2811753101", "0707991101",
				    "0303045101", "1908066101", "3006097101" };

static void citizens_written(int terminal)
{
	int64_t coordinator = caseworker(terminal);

	for (size_t i = 0; i < LENGTH(cprs); i++)
		citizen(terminal, coordinator, cprs[i], "Nielsen");
}

/* All that the tables hold, but for the pass that wrote it. */
static const char *content(void)
{
	return server_asked(&arena,
			    "SELECT md5(string_agg(part, '' ORDER BY part)) FROM ("
			    "SELECT (to_jsonb(t) - 'worker_pass')::text || 'c' AS part FROM hub_read.citizen t UNION ALL "
			    "SELECT (to_jsonb(t) - 'worker_pass')::text || 'w' FROM hub_read.caseworker t) parts");
}

static int64_t number(const char *sql)
{
	return atoll(server_asked(&arena, sql));
}

/* ---- tables ---------------------------------------------------------------------------------------------- */

static void the_tables_hold_what_the_terminals_wrote(void **state)
{
	struct work_report report;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	report = worked(false);
	assert_int_equal(report.rows, LENGTH(cprs) + 1);
	assert_int_equal(report.waiting, 0);
	assert_false(report.is_set_back);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen c JOIN hub_read.caseworker w ON w.id = c.coordinator "
				"WHERE w.initials = 'maje' AND c.surname = 'Nielsen' AND c.city = 'Odense C'"),
			 LENGTH(cprs));
	citizen(MAREN, caseworker(MAREN), cprs[0], "Holm");
	synced(MAREN);
	report = worked(false);
	assert_int_equal(report.rows, 1);
	assert_string_equal(server_asked(&arena, "SELECT surname FROM hub_read.citizen WHERE cpr = '1204671101'"), "Holm");
}

static void a_pass_with_nothing_new_changes_nothing(void **state)
{
	struct work_report report;
	const char *before;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	before = content();
	report = worked(false);
	assert_int_equal(report.rows, 0);
	assert_int_equal(report.removed, 0);
	assert_int_equal(report.sync.taken_bundles, 0);
	assert_string_equal(content(), before);
}

static void made_anew_they_are_the_same(void **state)
{
	const char *before;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	synced(ADMIN);
	citizens_written(ADMIN);
	citizen(ADMIN, caseworker(ADMIN), cprs[3], "Holm");
	citizen(MAREN, caseworker(MAREN), cprs[3], "Lund"); /* both at once: what is shown is what terminals show */
	synced(MAREN);
	synced(ADMIN);
	worked(false);
	before = content();
	assert_int_equal(worked(true).rows, LENGTH(cprs) + 1);
	assert_string_equal(content(), before);
	server_asked(&arena, "DROP TABLE hub_read.worker");
	worked(false);
	assert_string_equal(content(), before);
	server_asked(&arena, "DELETE FROM hub_read.citizen WHERE cpr < '1'");
	worked(false);
	assert_string_equal(content(), before);
	server_asked(&arena, "INSERT INTO hub_read.citizen (id, worker_pass) VALUES (1, 0)");
	assert_int_equal(worked(false).removed, 1);
	assert_string_equal(content(), before);
}

static void the_municipalitys_own_view_stays(void **state)
{
	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	server_asked(&arena, "CREATE VIEW hub_read.mine AS SELECT count(*) AS n FROM hub_read.citizen");
	worked(true);
	assert_int_equal(number("SELECT n FROM hub_read.mine"), LENGTH(cprs));
}

static void the_role_for_reports_reads_the_tables_and_nothing_else(void **state)
{
	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	assert_int_equal(number("SET ROLE hub_report; SELECT count(*) FROM hub_read.citizen"), LENGTH(cprs));
	assert_string_equal(server_asked(&arena, "SELECT has_schema_privilege('hub_report', 'hub', 'USAGE')"), "f");
	assert_string_equal(server_asked(&arena,
					 "SELECT has_table_privilege('hub_report', 'hub_read.citizen', 'UPDATE')"),
			    "f");
	assert_string_equal(server_asked_as(&arena, "t1", "SELECT count(*) FROM hub_read.citizen"), "42501");
}

/* ---- receipts ---------------------------------------------------------------------------------------------- */

static void the_workers_receipt_counts_for_all(void **state)
{
	struct sync_state seen;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	fine(store_sync_state(terminals[MAREN].store, &arena, &seen, &err));
	assert_true(seen.unconfirmed > 0);
	worked(false);
	synced(MAREN);
	fine(store_sync_state(terminals[MAREN].store, &arena, &seen, &err));
	assert_int_equal(seen.waiting, 0);
	assert_int_equal(seen.unconfirmed, 0);
}

static void it_signs_how_far_it_has_read(void **state)
{
	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	assert_string_equal(server_asked(&arena,
					 "SELECT bool_and(c.feed = f.last AND c.origin = 2) FROM hub.checkpoint c "
					 "JOIN hub.unit_feed f USING (unit)"),
			    "t");
	assert_true(number("SELECT count(*) FROM hub.checkpoint") > 0);
}

static void no_other_terminal_does_its_work(void **state)
{
	const struct work_options options = { .now_ms = NOW };
	struct work_report report;

	(void)state;
	assert_false(worker_pass(terminals[MAREN].store, terminals[MAREN].hub, &options, &arena, &report, &err));
	assert_int_equal(err.code, ERR_REFUSED);
}

/* ---- what goes wrong --------------------------------------------------------------------------------------- */

static void killed_anywhere_it_goes_on(void **state)
{
	const char *before;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	for (useconds_t i = 0; i < 25; i++) {
		pid_t child;

		hub_close(terminals[WORKER].hub);
		store_close(terminals[WORKER].store);
		child = fork();
		if (!child) {
			store_made(WORKER);
			terminals[WORKER].hub = NULL;
			reopened(WORKER);
			worked(i % 4 == 3);
			_exit(0);
		}
		usleep(i * 4000);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		store_made(WORKER);
		terminals[WORKER].hub = NULL;
		reopened(WORKER);
		citizen(MAREN, caseworker(MAREN), cprs[i % LENGTH(cprs)], i % 2 ? "Holm" : "Lund");
		synced(MAREN);
	}
	worked(false);
	before = content();
	worked(true);
	assert_string_equal(content(), before);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen"), LENGTH(cprs));
}

static void a_bundle_that_was_tampered_with_waits_alone(void **state)
{
	struct work_report report;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	citizen(ADMIN, 0, cprs[0], "Nielsen");
	synced(ADMIN);
	server_asked(&arena, "CREATE TABLE public.kept AS SELECT * FROM hub.bundle WHERE origin = 1");
	server_asked(&arena, "UPDATE hub.bundle SET body = set_byte(body, 400, 255 - get_byte(body, 400)) WHERE origin = 1");
	report = worked(false);
	assert_true(report.waiting > 0);
	assert_true(report.sync.trouble_count > 0);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen"), 1);
	server_asked(&arena, "UPDATE hub.bundle b SET body = k.body FROM public.kept k "
			     "WHERE (b.unit, b.origin, b.bseq) = (k.unit, k.origin, k.bseq)");
	server_asked(&arena, "DROP TABLE public.kept");
	report = worked(false);
	assert_int_equal(report.waiting, 0);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen"), LENGTH(cprs));
	assert_int_equal(number("SELECT count(*) FROM hub_read.waiting"), 0);
}

static void a_hole_in_the_feed_is_told(void **state)
{
	const struct work_options options = { .now_ms = NOW };
	struct work_report report;

	(void)state;
	worked(false);
	citizens_written(MAREN);
	synced(MAREN);
	server_asked(&arena, "DELETE FROM hub.op WHERE feed = (SELECT max(feed) - 1 FROM hub.op o WHERE o.unit = hub.op.unit)");
	assert_false(worker_pass(terminals[WORKER].store, terminals[WORKER].hub, &options, &arena, &report, &err));
	assert_int_equal(err.code, ERR_DAMAGED);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen"), 0);
}

/* As a copy of yesterday has it: without the newest bundles, their ops and what the worker had noted of them. */
static void set_back(void)
{
	server_asked(&arena,
		     "UPDATE hub.unit_feed f SET last = (SELECT coalesce(max(feed_to), 0) FROM hub.bundle b "
		     "WHERE b.unit = f.unit AND b.origin <> 1)");
	server_asked(&arena, "DELETE FROM hub.bundle WHERE origin = 1");
	server_asked(&arena, "DELETE FROM hub.op o USING hub.unit_feed f WHERE f.unit = o.unit AND o.feed > f.last");
	server_asked(&arena, "DELETE FROM hub.file WHERE name LIKE 'unit-%'");
	server_asked(&arena, "DELETE FROM hub.checkpoint");
	server_asked(&arena, "DELETE FROM hub_read.citizen");
	server_asked(&arena, "UPDATE hub_read.cursor SET feed = 0");
}

static void a_hub_that_was_set_back_is_filled_up_again(void **state)
{
	struct work_report report;
	const char *before;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	synced(MAREN); /* the receipts have come: all was through */
	before = content();
	set_back();
	report = worked(false);
	assert_true(report.is_set_back);
	synced(MAREN);
	assert_true(number("SELECT count(*) FROM hub.bundle WHERE origin = 1") > 0);
	report = worked(false);
	assert_false(report.is_set_back);
	assert_string_equal(content(), before);
	assert_string_equal(server_asked(&arena,
					 "SELECT bool_and(f.last = (SELECT count(*) FROM hub.op o WHERE o.unit = f.unit)) "
					 "FROM hub.unit_feed f"),
			    "t");
}

/* ---- removal after retention ------------------------------------------------------------------------------- */

static const char told[] = "Ringet op om gælden til banken";

static int64_t row_of(int terminal, const char *cpr)
{
	int64_t id;

	fine(store_citizen_id(terminals[terminal].store, cpr, &id, &err));
	return id;
}

static void noted(int terminal, const char *cpr, const char *text)
{
	struct journal_note note = { .citizen = row_of(terminal, cpr), .text = text };

	fine(store_note_add(terminals[terminal].store, &note, &err));
}

static void removed(const char *cpr)
{
	fine(admin_purge(terminals[ADMIN].store, row_of(ADMIN, cpr), "5 years", &err));
	synced(ADMIN);
}

/* Whether the whole database as pg_dump writes it holds the text, as it is or as bytes. */
static bool is_dumped(const char *text)
{
	const char *path = arena_printf(&arena, "%s/dump.sql", folder);
	struct str hex;
	bool found;

	str_init(&hex);
	for (const char *at = text; *at; at++)
		str_addf(&hex, "%02x", (unsigned char)*at);
	assert_int_equal(system(arena_printf(&arena, "pg_dump '%s' > %s", server_admin(), path)), 0);
	found = !system(arena_printf(&arena, "grep -q -e '%s' -e '%s' %s", text, hex.text, path));
	str_done(&hex);
	return found;
}

static void assert_feed_is_dense(void)
{
	assert_string_equal(server_asked(&arena,
					 "SELECT bool_and(f.last = (SELECT count(*) FROM hub.op o WHERE o.unit = f.unit)) "
					 "FROM hub.unit_feed f"),
			    "t");
}

static void what_is_removed_after_retention_can_be_read_nowhere_in_the_database(void **state)
{
	static const char *const texts[] = { "1204671101", "Snurreben", told };
	struct work_report report;
	int64_t ops, bundles;

	(void)state;
	citizens_written(MAREN);
	citizen(MAREN, caseworker(MAREN), cprs[0], "Snurreben");
	noted(MAREN, cprs[0], told);
	synced(MAREN);
	worked(false);
	synced(ADMIN);
	for (size_t i = 0; i < LENGTH(texts); i++)
		assert_true(is_dumped(texts[i]));
	ops = number("SELECT count(*) FROM hub.op");
	removed(cprs[0]);
	report = worked(false);
	assert_true(report.erased >= 3); /* the row, the name, the note */
	assert_int_equal(report.removed, 2);
	for (size_t i = 0; i < LENGTH(texts); i++)
		assert_false(is_dumped(texts[i]));
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen"), LENGTH(cprs) - 1);
	assert_int_equal(number("SELECT count(*) FROM hub_read.journal_note"), 0);
	assert_int_equal(number("SELECT count(*) FROM hub_read.purge_order WHERE reason = '5 years'"), 1);
	/* That there was something, who wrote it, and what was signed, stays. */
	assert_int_equal(number("SELECT count(*) FROM hub.op"), ops + 1);
	assert_int_equal(number("SELECT count(*) FROM hub.op WHERE payload = ''"), report.erased);
	assert_feed_is_dense();
	bundles = number("SELECT count(*) FROM hub.bundle");
	assert_true(bundles > 0);
	assert_int_equal(number("SELECT count(*) FROM hub.bundle WHERE octet_length(hash) = 32"), bundles);
	assert_true(number("SELECT count(*) FROM hub.checkpoint") > 0);
	/* Others' rows are as they were. */
	assert_true(is_dumped("1505800101"));
	report = worked(false);
	assert_int_equal(report.erased, 0);
	assert_int_equal(report.rows, 0);
}

static void made_anew_the_tables_do_not_bring_back_who_was_removed(void **state)
{
	(void)state;
	citizens_written(MAREN);
	noted(MAREN, cprs[0], told);
	synced(MAREN);
	worked(false);
	synced(MAREN); /* the receipts have come */
	synced(ADMIN);
	removed(cprs[0]);
	worked(false);
	assert_int_equal(worked(true).erased, 0);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen"), LENGTH(cprs) - 1);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen WHERE cpr = '1204671101'"), 0);
	assert_false(is_dumped(told));
	server_asked(&arena, "DROP TABLE hub_read.worker, hub_read.erased");
	worked(false);
	assert_false(is_dumped(told) || is_dumped("1204671101"));
	synced(MAREN);
	citizen(MAREN, caseworker(MAREN), cprs[0], "Nielsen"); /* comes back */
	synced(MAREN);
	worked(false);
	assert_int_equal(number("SELECT count(*) FROM hub_read.citizen WHERE cpr = '1204671101'"), 1);
	assert_true(is_dumped("1204671101"));
	assert_int_equal(worked(true).erased, 0);
	assert_true(is_dumped("1204671101"));
}

/* Between reading and sealing, the order comes and is carried out by the worker: Maren has not heard of it. */
static bool order_comes_between(void *context, enum sync_step step, int64_t done, int64_t of)
{
	bool *has_come = context;

	(void)done;
	(void)of;
	if (step != SYNC_PUBLISH || *has_come)
		return true;
	*has_come = true;
	removed(cprs[0]);
	worked(false);
	return true;
}

static void what_comes_late_is_erased_too(void **state)
{
	bool has_come = false;
	const struct sync_options options = { .now_ms = NOW, .progress = order_comes_between, .context = &has_come };
	struct sync_report report;

	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	worked(false);
	synced(ADMIN);
	noted(MAREN, cprs[0], told);
	noted(MAREN, cprs[1], "Har fået en praktikplads");
	fine(sync_run(terminals[MAREN].store, terminals[MAREN].hub, &options, &arena, &report, &err));
	assert_true(has_come);
	assert_true(is_dumped(told));
	assert_true(worked(false).erased > 0);
	assert_false(is_dumped(told));
	assert_true(is_dumped("Har fået en praktikplads"));
	assert_feed_is_dense();
	/* And she is told, since nobody had signed for it. */
	fine(sync_run(terminals[MAREN].store, terminals[MAREN].hub, &(struct sync_options){ .now_ms = NOW }, &arena,
		      &report, &err));
	assert_true(report.trouble_count > 0);
	assert_string_equal(report.troubles[0].code, "purged");
	assert_int_equal(report.held, 1);
}

static void only_the_worker_erases(void **state)
{
	(void)state;
	citizens_written(MAREN);
	synced(MAREN);
	assert_string_equal(server_asked_as(&arena, "t1", "SELECT hub.erase(array[2::smallint], (SELECT array_agg(row) FROM hub.op))"),
			    "HB004");
	assert_int_equal(number("SELECT count(*) FROM hub.op WHERE payload = ''"), 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(the_tables_hold_what_the_terminals_wrote),
		CASE(a_pass_with_nothing_new_changes_nothing),
		CASE(made_anew_they_are_the_same),
		CASE(the_municipalitys_own_view_stays),
		CASE(the_role_for_reports_reads_the_tables_and_nothing_else),
		CASE(the_workers_receipt_counts_for_all),
		CASE(it_signs_how_far_it_has_read),
		CASE(no_other_terminal_does_its_work),
		CASE(killed_anywhere_it_goes_on),
		CASE(a_bundle_that_was_tampered_with_waits_alone),
		CASE(a_hole_in_the_feed_is_told),
		CASE(a_hub_that_was_set_back_is_filled_up_again),
		CASE(what_is_removed_after_retention_can_be_read_nowhere_in_the_database),
		CASE(made_anew_the_tables_do_not_bring_back_who_was_removed),
		CASE(what_comes_late_is_erased_too),
		CASE(only_the_worker_erases),
	};

	tr_use(LANGUAGE_EN);
	server_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
