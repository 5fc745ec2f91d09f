/* The hub in PostgreSQL, on a real server that tests/sync/postgres.sh starts: who sees and may do what, streams
 * that fork, lack or do not follow, a feed without holes, and a server that goes away or comes back old. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "hub_bundles.h"
#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"
#include "samtale/sync/hub_server.h"
#include "sync/postgres_library.h"

static struct arena arena;
static struct err err;

/* ---- the server ---------------------------------------------------------------------------------- */

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	if (!value)
		fail_msg("%s is not set: run tests/sync/postgres.sh", name);
	return value;
}

static void control(const char *what)
{
	assert_int_equal(system(arena_printf(&arena, "cd / && %s/control %s", environment("POSTGRES_FOLDER"), what)), 0);
}

/* What psql says as the administrator; its own words count, not those of the program under test. */
static const char *asked(const char *sql)
{
	PGconn *connection = PQconnectdb(environment("POSTGRES_ADMIN"));
	PGresult *answer = PQexec(connection, sql);
	const char *value = "";

	if (PQresultStatus(answer) == PGRES_TUPLES_OK && PQntuples(answer))
		value = arena_strdup(&arena, PQgetvalue(answer, 0, 0));
	else if (PQresultStatus(answer) != PGRES_COMMAND_OK && PQresultStatus(answer) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(connection));
	PQclear(answer);
	PQfinish(connection);
	return value;
}

/* The address of a role, with the certificate of another, or none. */
static const char *address(const char *role, const char *certificate)
{
	const char *folder = environment("POSTGRES_FOLDER"), *port = environment("POSTGRES_PORT");
	const char *keys = "";

	if (certificate)
		keys = arena_printf(&arena, "&sslcert=%s/cert/%s.crt&sslkey=%s/cert/%s.key", folder, certificate, folder,
				    certificate);
	return arena_printf(&arena, "postgresql://%s@localhost:%s/hub?hostaddr=127.0.0.1&sslrootcert=%s/cert/root.crt%s",
			    role, port, folder, keys);
}

static struct hub *open_at(const char *where)
{
	struct hub *hub = NULL;

	if (!hub_open(where, bundles_realm, &hub, &err))
		fail_msg("%s: %s (%s)", hub_shown(where, &arena), err.text, err.detail);
	return hub;
}

static struct hub *open_as(const char *role)
{
	return open_at(address(role, role));
}

static struct hub *open_admin(void)
{
	return open_at(environment("POSTGRES_ADMIN"));
}

static void assert_refused_open(const char *where, enum err_code code, const char *words)
{
	struct hub *hub = NULL;

	err_clear(&err);
	if (hub_open(where, bundles_realm, &hub, &err))
		fail_msg("%s was let in", hub_shown(where, &arena));
	if (err.code != code || !strstr(err.text, words))
		fail_msg("code %d, %s (%s)", err.code, err.text, err.detail);
}

static void assert_refused(bool done, const char *word)
{
	assert_false(done);
	if (err.code != ERR_REFUSED || strncmp(err.detail, word, strlen(word)) != 0)
		fail_msg("%s, but: %d %s (%s)", word, err.code, err.text, err.detail);
	err_clear(&err);
}

/* Terminals 2 (units 1, 2), 3 (unit 1), 4 (unit 2), 9 (the hub's worker, all). */
static void members_put(bool is_two_shut_out)
{
	static const int64_t both[] = { 1, 2 }, one[] = { 1 }, two[] = { 2 };
	const struct hub_member members[] = {
		{ 2, "two", false, is_two_shut_out, both, 2 },
		{ 3, "three", false, false, one, 1 },
		{ 4, "four", false, false, two, 1 },
		{ 9, "worker", true, false, both, 2 },
	};
	struct hub *hub = open_admin();

	if (!hub_members(hub, members, LENGTH(members), &err))
		fail_msg("%s (%s)", err.text, err.detail);
	hub_close(hub);
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena);
	bundles_begin();
	asked("DROP SCHEMA IF EXISTS hub CASCADE");
	asked("DROP SCHEMA IF EXISTS hub_read CASCADE");
	if (!hub_postgres_prepare(environment("POSTGRES_ADMIN"), bundles_realm, &err))
		fail_msg("%s (%s)", err.text, err.detail);
	members_put(false);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void publish(struct hub *hub, const struct hub_bundle *bundle)
{
	if (!hub_publish(hub, bundle, &err))
		fail_msg("%s (%s)", err.text, err.detail);
}

static int64_t feed_last(int unit)
{
	return atoll(asked(arena_printf(&arena, "SELECT last FROM hub.unit_feed WHERE unit = %d", unit)));
}

/* The numbers of the feed are 1, 2, 3 ... last. */
static void assert_dense(int unit)
{
	assert_string_equal(asked(arena_printf(&arena,
		"SELECT count(*) = max(feed) AND min(feed) = 1 AND max(feed) = (SELECT last FROM hub.unit_feed WHERE unit = %d) "
		"FROM hub.op WHERE unit = %d", unit, unit)), "t");
}

/* ---- setting up ---------------------------------------------------------------------------------- */

static void setting_up_twice_changes_nothing(void **state)
{
	struct hub *hub = open_as("t2");
	const char *before;

	(void)state;
	publish(hub, bundles_next(&arena, 1, 2, 3));
	before = asked("SELECT count(*) || ' ' || (SELECT count(*) FROM pg_roles) FROM hub.op");
	assert_true(hub_postgres_prepare(environment("POSTGRES_ADMIN"), bundles_realm, &err));
	members_put(false);
	assert_string_equal(asked("SELECT count(*) || ' ' || (SELECT count(*) FROM pg_roles) FROM hub.op"), before);
	hub_close(hub);
}

static void another_installations_database_is_left_alone(void **state)
{
	static const unsigned char other[ID_REALM_BYTES] = { 7 };
	struct hub *hub = NULL;

	(void)state;
	assert_false(hub_postgres_prepare(environment("POSTGRES_ADMIN"), other, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(hub_open(address("t2", "t2"), other, &hub, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_true(hub_open(address("t2", "t2"), NULL, &hub, &err)); /* enrolment takes the only one */
	hub_close(hub);
}

static void a_terminal_cannot_set_up_or_name_members(void **state)
{
	static const int64_t units[] = { 1, 2 };
	const struct hub_member self = { 3, "three", true, false, units, 2 };
	struct hub *hub = open_as("t3");

	(void)state;
	assert_refused(hub_postgres_prepare(address("t3", "t3"), bundles_realm, &err), "ACCESS");
	assert_refused(hub_members(hub, &self, 1, &err), "ACCESS");
	hub_close(hub);
}

/* ---- small files --------------------------------------------------------------------------------- */

static void a_terminal_writes_its_own_card_and_receipts_alone(void **state)
{
	static const struct {
		const char *name;
		bool may;
	} files[] = {
		{ "card/2.smt", true },	  { "ack/2.ack", true },   { "unit-1/ack/2.ack", true },
		{ "card/3.smt", false },  { "ack/3.ack", false },  { "keyring/1.smk", false },
		{ "enrol/x.smi", false }, { "ack/2.ack.x", false }, { "other", false },
		{ "unit-3/ack/2.ack/../../ack/3.ack", false },
	};
	struct hub *admin = open_admin(), *hub = open_as("t2");

	(void)state;
	for (size_t i = 0; i < LENGTH(files); i++) {
		bool done = hub_put(hub, files[i].name, "a\0b", 3, HUB_REPLACE, &err);

		if (files[i].may)
			assert_true(done);
		else
			assert_refused(done, "ACCESS");
		if (!files[i].may)
			assert_refused(hub_remove(hub, files[i].name, &err), "ACCESS");
	}
	assert_true(hub_put(admin, "keyring/1.smk", "k", 1, HUB_ONCE, &err));
	hub_close(hub);
	hub_close(admin);
}

static void a_file_is_put_once_or_replaced_listed_and_removed(void **state)
{
	const unsigned char *bytes;
	const char **names;
	struct hub *hub = open_as("t2");
	size_t size, count;

	(void)state;
	assert_true(hub_put(hub, "card/2.smt", "a\0b", 3, HUB_ONCE, &err));
	assert_true(hub_put(hub, "card/2.smt", "a\0b", 3, HUB_ONCE, &err));
	assert_false(hub_put(hub, "card/2.smt", "other", 5, HUB_ONCE, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_true(hub_get(hub, "card/2.smt", &arena, &bytes, &size, &err));
	assert_int_equal(size, 3);
	assert_memory_equal(bytes, "a\0b", 3);
	assert_true(hub_put(hub, "ack/2.ack", "1", 1, HUB_REPLACE, &err));
	assert_true(hub_put(hub, "ack/2.ack", "", 0, HUB_REPLACE, &err));
	assert_true(hub_get(hub, "ack/2.ack", &arena, &bytes, &size, &err));
	assert_int_equal(size, 0);
	assert_true(hub_list(hub, "ca", &arena, &names, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(names[0], "card/2.smt");
	assert_true(hub_remove(hub, "card/2.smt", &err));
	assert_true(hub_remove(hub, "card/2.smt", &err));
	assert_false(hub_get(hub, "card/2.smt", &arena, &bytes, &size, &err));
	assert_int_equal(err.code, ERR_MISSING);
	hub_close(hub);
}

/* ---- streams --------------------------------------------------------------------------------------- */

static void a_bundle_comes_back_as_it_was_sent(void **state)
{
	const struct hub_bundle *first = bundles_next(&arena, 1, 2, 5), *second = bundles_next(&arena, 1, 2, 0);
	const unsigned char *bytes;
	struct hub_stream *streams;
	struct hub *hub = open_as("t2"), *other = open_as("t3");
	size_t size, count;

	(void)state;
	publish(hub, first);
	publish(hub, second);
	assert_true(hub_streams(other, 1, &arena, &streams, &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(streams[0].origin, 2);
	assert_int_equal(streams[0].first, 1);
	assert_int_equal(streams[0].last, 2);
	assert_true(hub_fetch(other, 1, 2, 1, &arena, &bytes, &size, &err));
	assert_int_equal(size, first->size);
	assert_memory_equal(bytes, first->bytes, size);
	assert_false(hub_fetch(other, 1, 2, 3, &arena, &bytes, &size, &err));
	assert_int_equal(err.code, ERR_MISSING);
	hub_close(hub);
	hub_close(other);
}

static void ops_lie_in_the_table_as_they_were_made(void **state)
{
	const struct hub_bundle *bundle = bundles_next(&arena, 1, 2, 3);
	struct hub *hub = open_as("t2");

	(void)state;
	publish(hub, bundle);
	for (size_t i = 0; i < bundle->count; i++) {
		const struct change *change = &bundle->changes[i];
		const char *wanted = arena_printf(&arena, "%u %lld %lld %d %lld %d", (unsigned)change->dot.origin,
						  (long long)change->dot.seq, (long long)change->hlc, change->table,
						  (long long)change->row, change->column);

		assert_string_equal(asked(arena_printf(&arena,
			"SELECT concat_ws(' ', origin, oseq, hlc, tbl, row, col) FROM hub.op WHERE feed = %d", (int)i + 1)),
			wanted);
	}
	assert_string_equal(asked("SELECT bool_and((prev IS NULL) = (col <= 0)) FROM hub.op"), "t");
	hub_close(hub);
}

static void the_same_again_is_fine_and_changes_nothing(void **state)
{
	const struct hub_bundle *bundle = bundles_next(&arena, 1, 2, 4);
	struct hub *hub = open_as("t2");

	(void)state;
	publish(hub, bundle);
	publish(hub, bundle);
	assert_int_equal(feed_last(1), 4);
	assert_dense(1);
	hub_close(hub);
}

static void a_fork_a_gap_a_broken_chain_and_a_stranger_are_told_apart(void **state)
{
	const struct hub_bundle *first = bundles_next(&arena, 1, 2, 4), *second = bundles_next(&arena, 1, 2, 4),
				*third = bundles_next(&arena, 1, 2, 4);
	struct hub_bundle changed;
	struct hub *hub = open_as("t2");

	(void)state;
	assert_refused(hub_publish(hub, second, &err), "GAP");
	publish(hub, first);
	assert_refused(hub_publish(hub, third, &err), "GAP");
	changed = *first;
	changed.hash[0] ^= 1;
	assert_refused(hub_publish(hub, &changed, &err), "FORK");
	changed = *second;
	changed.prev[31] ^= 1;
	assert_refused(hub_publish(hub, &changed, &err), "CHAIN");
	changed = *second;
	changed.origin = 3;
	assert_refused(hub_publish(hub, &changed, &err), "ACCESS");
	changed = *second;
	changed.unit = 77;
	assert_refused(hub_publish(hub, &changed, &err), "ACCESS");
	changed.unit = (int64_t)1 << 40;
	assert_refused(hub_publish(hub, &changed, &err), "ACCESS");
	assert_int_equal(feed_last(1), 4);
	publish(hub, second);
	publish(hub, third);
	assert_int_equal(feed_last(1), 12);
	hub_close(hub);
}

static void a_snapshot_that_repeats_leaves_no_hole(void **state)
{
	const struct hub_bundle *bundle = bundles_next(&arena, 1, 2, 10);
	struct change changes[14];
	struct hub_bundle snapshot = *bundles_next(&arena, 1, 3, 6);
	struct hub *two = open_as("t2"), *three = open_as("t3");

	(void)state;
	publish(two, bundle);
	memcpy(changes, snapshot.changes, 6 * sizeof(changes[0]));
	memcpy(changes + 6, bundle->changes + 3, 7 * sizeof(changes[0])); /* those of terminal 2, again */
	changes[13] = changes[0];					  /* and one twice */
	snapshot.changes = changes;
	snapshot.count = 14;
	publish(three, &snapshot);
	assert_int_equal(feed_last(1), 16);
	assert_dense(1);
	assert_string_equal(asked("SELECT feed_from || '-' || feed_to FROM hub.bundle WHERE origin = 3"), "11-16");
	hub_close(two);
	hub_close(three);
}

static void pruned_bundles_are_gone_and_the_stream_goes_on(void **state)
{
	const unsigned char *bytes;
	struct hub_stream *streams;
	struct hub *hub = open_as("t2"), *other = open_as("t3");
	size_t size, count;

	(void)state;
	for (int i = 0; i < 3; i++)
		publish(hub, bundles_next(&arena, 1, 2, 2));
	assert_refused(hub_prune(other, 1, 2, 2, &err), "ACCESS");
	assert_true(hub_prune(hub, 1, 2, 2, &err));
	assert_true(hub_streams(other, 1, &arena, &streams, &count, &err));
	assert_int_equal(streams[0].first, 3);
	assert_int_equal(streams[0].last, 3);
	assert_false(hub_fetch(other, 1, 2, 2, &arena, &bytes, &size, &err));
	publish(hub, bundles_next(&arena, 1, 2, 2));
	hub_close(hub);
	hub_close(other);
}

/* ---- who sees what ------------------------------------------------------------------------------- */

/* The answer's first value as the role itself asks, or its SQLSTATE. */
static const char *asked_as(const char *role, const char *sql)
{
	PGconn *connection = PQconnectdb(arena_printf(&arena, "%s&sslmode=verify-full", address(role, role)));
	PGresult *answer = PQexec(connection, sql);
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE), *value = "";

	if (PQstatus(connection) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(connection));
	if (state || PQntuples(answer))
		value = arena_strdup(&arena, state ? state : PQgetvalue(answer, 0, 0));
	PQclear(answer);
	PQfinish(connection);
	return value;
}

static void another_unit_is_invisible(void **state)
{
	const unsigned char *bytes;
	struct hub_stream *streams;
	struct hub *two = open_as("t2"), *three = open_as("t3");
	size_t size, count;

	(void)state;
	publish(two, bundles_next(&arena, 1, 2, 3));
	publish(two, bundles_next(&arena, 2, 2, 5));
	assert_true(hub_streams(three, 2, &arena, &streams, &count, &err));
	assert_int_equal(count, 0);
	assert_false(hub_fetch(three, 2, 2, 1, &arena, &bytes, &size, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_string_equal(asked_as("t3", "SELECT count(*) FROM hub.op"), "3");
	assert_string_equal(asked_as("t4", "SELECT count(*) FROM hub.op"), "5");
	assert_string_equal(asked_as("t9", "SELECT count(*) FROM hub.op"), "8");
	assert_string_equal(asked_as("t3", "SELECT count(*) FROM hub.bundle WHERE unit = 2"), "0");
	assert_string_equal(asked_as("t3", "SELECT string_agg(unit::text, ' ') FROM hub.unit_feed"), "1");
	assert_string_equal(asked_as("t3", "SELECT string_agg(role::text, ' ') FROM hub.terminal"), "t3");
	assert_string_equal(asked_as("t3", "SELECT count(*) FROM hub.terminal_unit WHERE unit = 2"), "0");
	hub_close(two);
	hub_close(three);
}

static void a_terminal_writes_to_a_unit_that_it_cannot_read(void **state)
{
	struct hub_stream *streams;
	struct hub *two = open_as("t2"), *three = open_as("t3"), *four = open_as("t4");
	size_t count;

	(void)state;
	publish(two, bundles_next(&arena, 2, 2, 3));
	publish(three, bundles_next(&arena, 2, 3, 4));
	assert_true(hub_streams(three, 2, &arena, &streams, &count, &err));
	assert_int_equal(count, 1); /* its own: so it knows how far it came */
	assert_int_equal(streams[0].origin, 3);
	assert_string_equal(asked_as("t3", "SELECT count(*) FROM hub.op WHERE unit = 2"), "0");
	assert_true(hub_streams(four, 2, &arena, &streams, &count, &err));
	assert_int_equal(count, 2);
	assert_dense(2);
	hub_close(two);
	hub_close(three);
	hub_close(four);
}

static void nothing_is_written_but_by_the_functions(void **state)
{
	static const char *const attempts[] = {
		"INSERT INTO hub.op SELECT * FROM hub.op",
		"UPDATE hub.op SET payload = ''",
		"DELETE FROM hub.op",
		"TRUNCATE hub.op",
		"UPDATE hub.unit_feed SET last = last + 1",
		"INSERT INTO hub.unit_feed VALUES (9)",
		"DELETE FROM hub.bundle",
		"UPDATE hub.bundle SET body = ''",
		"INSERT INTO hub.file VALUES ('ack/2.ack', '')",
		"UPDATE hub.terminal SET disabled = false",
		"INSERT INTO hub.terminal_unit VALUES (2, 2)",
		"SELECT * FROM hub.unit_feed FOR UPDATE",
		"SELECT hub.take_ops(1, 0, '{2}', '{1}', '{1}', '{1}', '{1}', '{1}', '{NULL}', '{a}')",
		"SELECT hub.put_member(3, '', true, false, '{1,2}')",
		"SELECT hub.put_role('t99', false, false)",
		"SET ROLE hub_owner",
		"SET ROLE hub_admin",
		"CREATE TABLE hub.mine (a int)",
		"CREATE TABLE hub_read.mine (a int)",
		"ALTER TABLE hub.op DISABLE ROW LEVEL SECURITY",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(attempts); i++)
		if (strcmp(asked_as("t3", attempts[i]), "42501") != 0)
			fail_msg("%s: %s", attempts[i], asked_as("t3", attempts[i]));
	assert_string_equal(asked_as("t3", "SELECT hub.put_checkpoint(1, 3, 1, '', '')"), "HB004");
}

static void a_search_path_of_ones_own_changes_no_function(void **state)
{
	(void)state;
	assert_string_equal(asked_as("t3",
				     "CREATE TEMP TABLE terminal AS SELECT 3 AS origin, 't3'::name AS role, true AS is_hub;"
				     "SET search_path = pg_temp, hub; SELECT hub.is_worker()"),
			    "f");
}

/* ---- who comes in ---------------------------------------------------------------------------------- */

static void a_certificate_opens_for_its_own_role_alone(void **state)
{
	const char *folder = environment("POSTGRES_FOLDER"), *port = environment("POSTGRES_PORT");

	(void)state;
	hub_close(open_as("t2"));
	assert_refused_open(address("t2", "t3"), ERR_REFUSED, "certificate");
	assert_refused_open(address("t2", NULL), ERR_REFUSED, "certificate");
	assert_refused_open(address("t2", "stranger"), ERR_REFUSED, "certificate"); /* t2, signed by another */
	assert_refused_open(arena_printf(&arena, "%s&sslmode=disable", address("t2", "t2")), ERR_REFUSED,
			    "of their own");
	assert_refused_open(address("t77", "t77"), ERR_REFUSED, "");
	assert_refused_open(arena_printf(&arena,
					 "postgresql://t2@localhost:%s/hub?hostaddr=127.0.0.1&sslcert=%s/cert/t2.crt"
					 "&sslkey=%s/cert/t2.key&sslrootcert=%s/cert/other.crt",
					 port, folder, folder, folder),
			    ERR_REFUSED, "nothing was sent");
	assert_refused_open(arena_printf(&arena,
					 "postgresql://t2@elsewhere:%s/hub?hostaddr=127.0.0.1&sslcert=%s/cert/t2.crt"
					 "&sslkey=%s/cert/t2.key&sslrootcert=%s/cert/root.crt",
					 port, folder, folder, folder),
			    ERR_REFUSED, "nothing was sent");
}

static void a_password_is_asked_for_and_never_shown(void **state)
{
	const char *folder = environment("POSTGRES_FOLDER"), *port = environment("POSTGRES_PORT");
	static const struct {
		const char *user, *before, *after;
	} forms[] = { { ":hunter2", "", "" }, { "", "password=hunter2&", "" }, { "", "", "&password=hunter2" } };
	struct hub *hub = NULL;

	(void)state;
	asked("DROP ROLE IF EXISTS secretive");
	asked("CREATE ROLE secretive LOGIN PASSWORD 'right'");
	assert_refused_open(arena_printf(&arena,
					 "postgresql://secretive@localhost:%s/hub?hostaddr=127.0.0.1&sslrootcert=%s/cert/root.crt",
					 port, folder), ERR_REFUSED, "asks for a password");
	for (size_t i = 0; i < LENGTH(forms); i++) {
		const char *where = arena_printf(
			&arena, "postgresql://secretive%s@localhost:%s/hub?%shostaddr=127.0.0.1&sslrootcert=%s/cert/root.crt%s",
			forms[i].user, port, forms[i].before, folder, forms[i].after);

		assert_refused_open(where, ERR_REFUSED, "refuses the password");
		assert_null(strstr(err.text, "hunter2"));
		assert_null(strstr(err.detail, "hunter2"));
		assert_null(strstr(hub_shown(where, &arena), "hunter2"));
		assert_non_null(strstr(hub_shown(where, &arena), "secretive"));
	}
	assert_false(hub_open("postgresql://a:hunter2@[bad/hub", bundles_realm, &hub, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_null(strstr(err.text, "hunter2"));
	assert_null(strstr(err.detail, "hunter2"));
	assert_refused_open("postgresql://a:hunter2@localhost:1/hub?hostaddr=127.0.0.1", ERR_IO, "does not answer");
	assert_null(strstr(err.text, "hunter2"));
}

static void a_terminal_that_is_shut_out_is_refused_at_once_and_ever_after(void **state)
{
	struct hub_stream *streams;
	const char **names;
	struct hub *hub = open_as("t2");
	size_t count;

	(void)state;
	publish(hub, bundles_next(&arena, 1, 2, 2));
	members_put(true);
	assert_refused(hub_publish(hub, bundles_next(&arena, 1, 2, 2), &err), "ACCESS");
	assert_refused(hub_put(hub, "ack/2.ack", "", 0, HUB_REPLACE, &err), "ACCESS");
	assert_true(hub_streams(hub, 1, &arena, &streams, &count, &err));
	assert_int_equal(count, 0);
	assert_true(hub_list(hub, "", &arena, &names, &count, &err));
	assert_int_equal(count, 0);
	hub_close(hub);
	assert_refused_open(address("t2", "t2"), ERR_REFUSED, "shut out");
	members_put(false);
	hub_close(open_as("t2"));
}

static void a_database_that_is_no_hub_says_so(void **state)
{
	(void)state;
	asked("DROP SCHEMA hub CASCADE");
	assert_refused_open(address("t2", "t2"), ERR_MISSING, "samtale hub init");
}

/* ---- a feed without holes -------------------------------------------------------------------------- */

#define WRITERS 3
#define ROUNDS 25

/* One terminal's day, in a process of its own; ROUNDS bundles of sizes that differ. */
static int write_stream(uint32_t origin)
{
	static const char *const roles[] = { "t2", "t3", "t9" };
	struct hub *hub = open_as(roles[origin % WRITERS]);
	uint32_t real = origin % WRITERS == 0 ? 2 : origin % WRITERS == 1 ? 3 : 9;

	for (int i = 0; i < ROUNDS; i++) {
		const struct hub_bundle *bundle = bundles_next(&arena, 1, real, 1 + (i * 37 + (int)origin * 11) % 90);

		if (!hub_publish(hub, bundle, &err) || (i % 5 == 0 && !hub_publish(hub, bundle, &err))) {
			fprintf(stderr, "%s (%s)\n", err.text, err.detail);
			return 1;
		}
	}
	hub_close(hub);
	return 0;
}

/* Reads on from where it was; a hole that is filled later would have been passed by. */
static int64_t read_on(PGconn *connection, int64_t cursor)
{
	PGresult *answer = PQexec(connection,
				  arena_printf(&arena, "SELECT feed FROM hub.op WHERE unit = 1 AND feed > %lld ORDER BY feed",
					       (long long)cursor));

	assert_int_equal(PQresultStatus(answer), PGRES_TUPLES_OK);
	for (int i = 0; i < PQntuples(answer); i++) {
		assert_int_equal(atoll(PQgetvalue(answer, i, 0)), cursor + 1);
		cursor++;
	}
	PQclear(answer);
	return cursor;
}

static void several_write_at_once_and_a_reader_never_sees_a_hole(void **state)
{
	PGconn *reader = PQconnectdb(environment("POSTGRES_ADMIN"));
	int64_t cursor = 0;
	int running = WRITERS, reads = 0;

	(void)state;
	for (uint32_t i = 0; i < WRITERS; i++) {
		pid_t child = fork();

		if (!child)
			_exit(write_stream(i));
		assert_true(child > 0);
	}
	while (running) {
		int status;

		cursor = read_on(reader, cursor);
		reads++;
		while (running && waitpid(-1, &status, WNOHANG) > 0) {
			assert_int_equal(status, 0);
			running--;
		}
	}
	cursor = read_on(reader, cursor);
	assert_true(reads > 1);
	assert_int_equal(cursor, feed_last(1));
	assert_dense(1);
	assert_string_equal(asked("SELECT count(*) FROM hub.bundle"),
			    arena_printf(&arena, "%d", WRITERS * ROUNDS));
	PQfinish(reader);
}

/* ---- a server that goes away ------------------------------------------------------------------------ */

static void a_server_that_stops_in_the_middle_loses_nothing(void **state)
{
	const struct hub_bundle *first = bundles_next(&arena, 1, 2, 20), *second = bundles_next(&arena, 1, 2, 20);
	struct hub *hub = open_as("t2");

	(void)state;
	publish(hub, first);
	control("stop immediate");
	assert_false(hub_publish(hub, second, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_false(hub_publish(hub, second, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "does not answer"));
	control("start");
	publish(hub, second); /* the same handle finds the way back */
	assert_int_equal(feed_last(1), 40);
	assert_dense(1);
	hub_close(hub);
}

static void a_hub_restored_from_yesterday_takes_what_it_lacks_again(void **state)
{
	const struct hub_bundle *kept[6];
	struct hub_stream *streams;
	struct hub *hub;
	size_t count;

	(void)state;
	for (int i = 0; i < 6; i++)
		kept[i] = bundles_next(&arena, 1, 2, 10);
	hub = open_as("t2");
	for (int i = 0; i < 3; i++)
		publish(hub, kept[i]);
	control("stop");
	assert_int_equal(system("cp -a $POSTGRES_FOLDER/data $POSTGRES_FOLDER/yesterday"), 0);
	control("start");
	hub_close(hub);
	hub = open_as("t2");
	for (int i = 3; i < 6; i++)
		publish(hub, kept[i]);
	hub_close(hub);
	control("stop");
	assert_int_equal(system("rm -rf $POSTGRES_FOLDER/data && mv $POSTGRES_FOLDER/yesterday $POSTGRES_FOLDER/data"), 0);
	control("start");
	hub = open_as("t2");
	assert_true(hub_streams(hub, 1, &arena, &streams, &count, &err));
	assert_int_equal(streams[0].last, 3); /* so the terminal sees from where */
	assert_refused(hub_publish(hub, kept[5], &err), "GAP");
	for (int i = (int)streams[0].last; i < 6; i++)
		publish(hub, kept[i]);
	assert_int_equal(feed_last(1), 60);
	assert_dense(1);
	hub_close(hub);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(setting_up_twice_changes_nothing),
		CASE(another_installations_database_is_left_alone),
		CASE(a_terminal_cannot_set_up_or_name_members),
		CASE(a_terminal_writes_its_own_card_and_receipts_alone),
		CASE(a_file_is_put_once_or_replaced_listed_and_removed),
		CASE(a_bundle_comes_back_as_it_was_sent),
		CASE(ops_lie_in_the_table_as_they_were_made),
		CASE(the_same_again_is_fine_and_changes_nothing),
		CASE(a_fork_a_gap_a_broken_chain_and_a_stranger_are_told_apart),
		CASE(a_snapshot_that_repeats_leaves_no_hole),
		CASE(pruned_bundles_are_gone_and_the_stream_goes_on),
		CASE(another_unit_is_invisible),
		CASE(a_terminal_writes_to_a_unit_that_it_cannot_read),
		CASE(nothing_is_written_but_by_the_functions),
		CASE(a_search_path_of_ones_own_changes_no_function),
		CASE(a_certificate_opens_for_its_own_role_alone),
		CASE(a_password_is_asked_for_and_never_shown),
		CASE(a_terminal_that_is_shut_out_is_refused_at_once_and_ever_after),
		CASE(a_database_that_is_no_hub_says_so),
		CASE(several_write_at_once_and_a_reader_never_sees_a_hole),
		CASE(a_server_that_stops_in_the_middle_loses_nothing),
		CASE(a_hub_restored_from_yesterday_takes_what_it_lacks_again),
	};

	tr_use(LANGUAGE_EN);
	if (!postgres_library_load(&err))
		fail_msg("%s %s", err.text, err.detail);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
