/* The hub in PostgreSQL, on a real server that tests/sync/postgres.sh starts: setting up, files, streams that fork, lack
 * or do not follow, a feed without holes, and a server that goes away or comes back old. */
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

#include "hub_scene.h"
#include "samtale/base/compiler.h"

/* ---- setting up ---------------------------------------------------------------------------------- */

static void setting_up_twice_changes_nothing(void **state)
{
	struct hub *hub = scene_as("t2");
	const char *before;

	(void)state;
	scene_publish(hub, bundles_next(&arena, 1, 2, 3));
	before = asked("SELECT count(*) || ' ' || (SELECT count(*) FROM pg_roles) FROM hub.op");
	assert_true(hub_postgres_prepare(server_admin(), bundles_realm, &err));
	scene_members(false);
	assert_string_equal(asked("SELECT count(*) || ' ' || (SELECT count(*) FROM pg_roles) FROM hub.op"), before);
	hub_close(hub);
}

static void another_installations_database_is_left_alone(void **state)
{
	static const unsigned char other[ID_REALM_BYTES] = { 7 };
	struct hub *hub = NULL;

	(void)state;
	assert_false(hub_postgres_prepare(server_admin(), other, &err));
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
	struct hub *hub = scene_as("t3");

	(void)state;
	assert_refused(hub_postgres_prepare(address("t3", "t3"), bundles_realm, &err), "ACCESS");
	assert_refused(hub_members(hub, &self, 1, &err), "ACCESS");
	hub_close(hub);
}

static void a_database_that_is_no_hub_says_so(void **state)
{
	(void)state;
	asked("DROP SCHEMA hub CASCADE");
	assert_not_let_in(address("t2", "t2"), ERR_MISSING, "samtale hub init");
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
	struct hub *admin = scene_admin(), *hub = scene_as("t2");

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
	struct hub *hub = scene_as("t2");
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
	struct hub *hub = scene_as("t2"), *other = scene_as("t3");
	size_t size, count;

	(void)state;
	scene_publish(hub, first);
	scene_publish(hub, second);
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
	struct hub *hub = scene_as("t2");

	(void)state;
	scene_publish(hub, bundle);
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
	struct hub *hub = scene_as("t2");

	(void)state;
	scene_publish(hub, bundle);
	scene_publish(hub, bundle);
	assert_int_equal(scene_feed_last(1), 4);
	assert_dense(1);
	hub_close(hub);
}

/* Damaged by one bit, and cut off; pruned is no damage. */
static void what_the_server_keeps_otherwise_than_it_was_sent_is_told_and_mended(void **state)
{
	struct hub_bundle sent[3], sizes[3];
	bool is_kept[3];
	struct hub *hub = scene_as("t2");

	(void)state;
	for (size_t i = 0; i < LENGTH(sent); i++) {
		sent[i] = sizes[i] = *bundles_next(&arena, 1, 2, 3);
		sizes[i].bytes = NULL;
		scene_publish(hub, &sent[i]);
	}
	assert_true(hub_keeps(hub, sent, LENGTH(sent), is_kept, &err));
	assert_true(is_kept[0] && is_kept[1] && is_kept[2]);
	asked("UPDATE hub.bundle SET body = set_bit(body, 7, 1 - get_bit(body, 7)) WHERE bseq = 1");
	asked("UPDATE hub.bundle SET body = substring(body FROM 1 FOR 50) WHERE bseq = 2");
	asked("UPDATE hub.bundle SET body = NULL WHERE bseq = 3");
	assert_true(hub_keeps(hub, sent, LENGTH(sent), is_kept, &err));
	assert_true(!is_kept[0] && !is_kept[1] && is_kept[2]);
	assert_true(hub_keeps(hub, sizes, LENGTH(sent), is_kept, &err));
	assert_true(is_kept[0] && !is_kept[1] && is_kept[2]);
	scene_publish(hub, &sent[0]);
	scene_publish(hub, &sent[1]);
	assert_true(hub_keeps(hub, sent, LENGTH(sent), is_kept, &err));
	assert_true(is_kept[0] && is_kept[1] && is_kept[2]);
	assert_int_equal(scene_feed_last(1), 9);
	hub_close(hub);
}

static void a_fork_a_gap_a_broken_chain_and_a_stranger_are_told_apart(void **state)
{
	const struct hub_bundle *first = bundles_next(&arena, 1, 2, 4), *second = bundles_next(&arena, 1, 2, 4),
				*third = bundles_next(&arena, 1, 2, 4);
	struct hub_bundle changed;
	struct hub *hub = scene_as("t2");

	(void)state;
	assert_refused(hub_publish(hub, second, &err), "GAP");
	scene_publish(hub, first);
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
	assert_int_equal(scene_feed_last(1), 4);
	scene_publish(hub, second);
	scene_publish(hub, third);
	assert_int_equal(scene_feed_last(1), 12);
	hub_close(hub);
}

static void a_snapshot_that_repeats_leaves_no_hole(void **state)
{
	const struct hub_bundle *bundle = bundles_next(&arena, 1, 2, 10);
	struct change changes[14];
	struct hub_bundle snapshot = *bundles_next(&arena, 1, 3, 6);
	struct hub *two = scene_as("t2"), *three = scene_as("t3");

	(void)state;
	scene_publish(two, bundle);
	memcpy(changes, snapshot.changes, 6 * sizeof(changes[0]));
	memcpy(changes + 6, bundle->changes + 3, 7 * sizeof(changes[0])); /* those of terminal 2, again */
	changes[13] = changes[0];					  /* and one twice */
	snapshot.changes = changes;
	snapshot.count = 14;
	scene_publish(three, &snapshot);
	assert_int_equal(scene_feed_last(1), 16);
	assert_dense(1);
	assert_string_equal(asked("SELECT feed_from || '-' || feed_to FROM hub.bundle WHERE origin = 3"), "11-16");
	hub_close(two);
	hub_close(three);
}

static void pruned_bundles_are_gone_and_the_stream_goes_on(void **state)
{
	const unsigned char *bytes;
	struct hub_stream *streams;
	struct hub *hub = scene_as("t2"), *other = scene_as("t3");
	struct hub_pruned gone;
	size_t size, count;

	(void)state;
	for (int i = 0; i < 3; i++)
		scene_publish(hub, bundles_next(&arena, 1, 2, 2));
	assert_refused(hub_prune(other, 1, 2, 2, false, &gone, &err), "ACCESS");
	assert_true(hub_prune(hub, 1, 2, 2, true, &gone, &err));
	assert_int_equal(gone.bundles, 2);
	assert_true(hub_fetch(other, 1, 2, 2, &arena, &bytes, &size, &err));
	assert_true(hub_prune(hub, 1, 2, 2, false, &gone, &err));
	assert_true(gone.bundles == 2 && gone.bytes > 0);
	assert_true(hub_streams(other, 1, &arena, &streams, &count, &err));
	assert_int_equal(streams[0].first, 3);
	assert_int_equal(streams[0].last, 3);
	assert_false(hub_fetch(other, 1, 2, 2, &arena, &bytes, &size, &err));
	scene_publish(hub, bundles_next(&arena, 1, 2, 2));
	hub_close(hub);
	hub_close(other);
}

/* ---- a feed without holes -------------------------------------------------------------------------- */

#define WRITERS 3
#define ROUNDS 25

/* One terminal's day, in a process of its own; ROUNDS bundles of sizes that differ. */
static int write_stream(uint32_t origin)
{
	static const char *const roles[] = { "t2", "t3", "t9" };
	struct hub *hub = scene_as(roles[origin % WRITERS]);
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
	PGconn *reader = PQconnectdb(server_admin());
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
	assert_int_equal(cursor, scene_feed_last(1));
	assert_dense(1);
	assert_string_equal(asked("SELECT count(*) FROM hub.bundle"),
			    arena_printf(&arena, "%d", WRITERS * ROUNDS));
	PQfinish(reader);
}

/* ---- a server that goes away ------------------------------------------------------------------------ */

static void a_server_that_stops_in_the_middle_loses_nothing(void **state)
{
	const struct hub_bundle *first = bundles_next(&arena, 1, 2, 20), *second = bundles_next(&arena, 1, 2, 20);
	struct hub *hub = scene_as("t2");

	(void)state;
	scene_publish(hub, first);
	server_control("stop immediate");
	assert_false(hub_publish(hub, second, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_false(hub_publish(hub, second, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "does not answer"));
	server_control("start");
	scene_publish(hub, second); /* the same handle finds the way back */
	assert_int_equal(scene_feed_last(1), 40);
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
	hub = scene_as("t2");
	for (int i = 0; i < 3; i++)
		scene_publish(hub, kept[i]);
	server_control("stop");
	assert_int_equal(system("cp -a $POSTGRES_FOLDER/data $POSTGRES_FOLDER/yesterday"), 0);
	server_control("start");
	hub_close(hub);
	hub = scene_as("t2");
	for (int i = 3; i < 6; i++)
		scene_publish(hub, kept[i]);
	hub_close(hub);
	server_control("stop");
	assert_int_equal(system("rm -rf $POSTGRES_FOLDER/data && mv $POSTGRES_FOLDER/yesterday $POSTGRES_FOLDER/data"), 0);
	server_control("start");
	hub = scene_as("t2");
	assert_true(hub_streams(hub, 1, &arena, &streams, &count, &err));
	assert_int_equal(streams[0].last, 3); /* so the terminal sees from where */
	assert_refused(hub_publish(hub, kept[5], &err), "GAP");
	for (int i = (int)streams[0].last; i < 6; i++)
		scene_publish(hub, kept[i]);
	assert_int_equal(scene_feed_last(1), 60);
	assert_dense(1);
	hub_close(hub);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, scene_setup, scene_teardown)
	const struct CMUnitTest tests[] = {
		CASE(setting_up_twice_changes_nothing),
		CASE(another_installations_database_is_left_alone),
		CASE(a_terminal_cannot_set_up_or_name_members),
		CASE(a_database_that_is_no_hub_says_so),
		CASE(a_terminal_writes_its_own_card_and_receipts_alone),
		CASE(a_file_is_put_once_or_replaced_listed_and_removed),
		CASE(a_bundle_comes_back_as_it_was_sent),
		CASE(ops_lie_in_the_table_as_they_were_made),
		CASE(the_same_again_is_fine_and_changes_nothing),
		CASE(what_the_server_keeps_otherwise_than_it_was_sent_is_told_and_mended),
		CASE(a_fork_a_gap_a_broken_chain_and_a_stranger_are_told_apart),
		CASE(a_snapshot_that_repeats_leaves_no_hole),
		CASE(pruned_bundles_are_gone_and_the_stream_goes_on),
		CASE(several_write_at_once_and_a_reader_never_sees_a_hole),
		CASE(a_server_that_stops_in_the_middle_loses_nothing),
		CASE(a_hub_restored_from_yesterday_takes_what_it_lacks_again),
	};

	server_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
