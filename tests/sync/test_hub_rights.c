/* Who sees and does what at a hub in PostgreSQL: units, roles, certificates, passwords, and the terminal shut out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "hub_scene.h"
#include "samtale/base/compiler.h"

static const char *asked_as(const char *role, const char *sql)
{
	return server_asked_as(&arena, role, sql);
}

/* ---- who sees what ------------------------------------------------------------------------------- */

static void another_unit_is_invisible(void **state)
{
	const unsigned char *bytes;
	struct hub_stream *streams;
	struct hub *two = scene_as("t2"), *three = scene_as("t3");
	size_t size, count;

	(void)state;
	scene_publish(two, bundles_next(&arena, 1, 2, 3));
	scene_publish(two, bundles_next(&arena, 2, 2, 5));
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
	struct hub *two = scene_as("t2"), *three = scene_as("t3"), *four = scene_as("t4");
	size_t count;

	(void)state;
	scene_publish(two, bundles_next(&arena, 2, 2, 3));
	scene_publish(three, bundles_next(&arena, 2, 3, 4));
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
	const char *folder = server_folder(), *port = server_port();

	(void)state;
	hub_close(scene_as("t2"));
	assert_not_let_in(address("t2", "t3"), ERR_REFUSED, "certificate");
	assert_not_let_in(address("t2", NULL), ERR_REFUSED, "certificate");
	assert_not_let_in(address("t2", "stranger"), ERR_REFUSED, "certificate"); /* t2, signed by another */
	assert_not_let_in(arena_printf(&arena, "%s&sslmode=disable", address("t2", "t2")), ERR_REFUSED,
			    "of their own");
	assert_not_let_in(address("t77", "t77"), ERR_REFUSED, "");
	assert_not_let_in(arena_printf(&arena,
					 "postgresql://t2@localhost:%s/hub?hostaddr=127.0.0.1&sslcert=%s/cert/t2.crt"
					 "&sslkey=%s/cert/t2.key&sslrootcert=%s/cert/other.crt",
					 port, folder, folder, folder),
			    ERR_REFUSED, "nothing was sent");
	assert_not_let_in(arena_printf(&arena,
					 "postgresql://t2@elsewhere:%s/hub?hostaddr=127.0.0.1&sslcert=%s/cert/t2.crt"
					 "&sslkey=%s/cert/t2.key&sslrootcert=%s/cert/root.crt",
					 port, folder, folder, folder),
			    ERR_REFUSED, "nothing was sent");
}

static void a_password_is_asked_for_and_never_shown(void **state)
{
	const char *folder = server_folder(), *port = server_port();
	static const struct {
		const char *user, *before, *after;
	} forms[] = { { ":hunter2", "", "" }, { "", "password=hunter2&", "" }, { "", "", "&password=hunter2" } };
	struct hub *hub = NULL;

	(void)state;
	asked("DROP ROLE IF EXISTS secretive");
	asked("CREATE ROLE secretive LOGIN PASSWORD 'right'");
	assert_not_let_in(arena_printf(&arena,
					 "postgresql://secretive@localhost:%s/hub?hostaddr=127.0.0.1&sslrootcert=%s/cert/root.crt",
					 port, folder), ERR_REFUSED, "asks for a password");
	for (size_t i = 0; i < LENGTH(forms); i++) {
		const char *where = arena_printf(
			&arena, "postgresql://secretive%s@localhost:%s/hub?%shostaddr=127.0.0.1&sslrootcert=%s/cert/root.crt%s",
			forms[i].user, port, forms[i].before, folder, forms[i].after);

		assert_not_let_in(where, ERR_REFUSED, "refuses the password");
		assert_null(strstr(err.text, "hunter2"));
		assert_null(strstr(err.detail, "hunter2"));
		assert_null(strstr(hub_shown(where, &arena), "hunter2"));
		assert_non_null(strstr(hub_shown(where, &arena), "secretive"));
	}
	assert_false(hub_open("postgresql://a:hunter2@[bad/hub", bundles_realm, &hub, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_null(strstr(err.text, "hunter2"));
	assert_null(strstr(err.detail, "hunter2"));
	assert_not_let_in("postgresql://a:hunter2@localhost:1/hub?hostaddr=127.0.0.1", ERR_IO, "does not answer");
	assert_null(strstr(err.text, "hunter2"));
}

static void a_terminal_that_is_shut_out_is_refused_at_once_and_ever_after(void **state)
{
	struct hub_stream *streams;
	const char **names;
	struct hub *hub = scene_as("t2");
	size_t count;

	(void)state;
	scene_publish(hub, bundles_next(&arena, 1, 2, 2));
	scene_members(true);
	assert_refused(hub_publish(hub, bundles_next(&arena, 1, 2, 2), &err), "ACCESS");
	assert_refused(hub_put(hub, "ack/2.ack", "", 0, HUB_REPLACE, &err), "ACCESS");
	assert_true(hub_streams(hub, 1, &arena, &streams, &count, &err));
	assert_int_equal(count, 0);
	assert_true(hub_list(hub, "", &arena, &names, &count, &err));
	assert_int_equal(count, 0);
	hub_close(hub);
	assert_not_let_in(address("t2", "t2"), ERR_REFUSED, "shut out");
	scene_members(false);
	hub_close(scene_as("t2"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, scene_setup, scene_teardown)
	const struct CMUnitTest tests[] = {
		CASE(another_unit_is_invisible),
		CASE(a_terminal_writes_to_a_unit_that_it_cannot_read),
		CASE(nothing_is_written_but_by_the_functions),
		CASE(a_search_path_of_ones_own_changes_no_function),
		CASE(a_certificate_opens_for_its_own_role_alone),
		CASE(a_password_is_asked_for_and_never_shown),
		CASE(a_terminal_that_is_shut_out_is_refused_at_once_and_ever_after),
	};

	server_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
