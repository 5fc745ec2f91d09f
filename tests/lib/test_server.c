#include "test_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "sync/postgres_library.h"

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	if (!value)
		fail_msg("%s is not set: run the script that starts the server", name);
	return value;
}

void server_begin(void)
{
	struct err err;

	if (!postgres_library_load(&err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
}

const char *server_admin(void)
{
	return environment("POSTGRES_ADMIN");
}

const char *server_folder(void)
{
	return environment("POSTGRES_FOLDER");
}

const char *server_port(void)
{
	return environment("POSTGRES_PORT");
}

void server_control(const char *what)
{
	char command[200];

	snprintf(command, sizeof(command), "cd / && %s/control %s", server_folder(), what);
	assert_int_equal(system(command), 0);
}

const char *server_address(struct arena *arena, const char *role, const char *certificate)
{
	const char *folder = server_folder(), *keys = "";

	if (certificate)
		keys = arena_printf(arena, "&sslcert=%s/cert/%s.crt&sslkey=%s/cert/%s.key", folder, certificate, folder,
				    certificate);
	return arena_printf(arena, "postgresql://%s@localhost:%s/hub?hostaddr=127.0.0.1&sslrootcert=%s/cert/root.crt%s", role,
			    server_port(), folder, keys);
}

/* The first value or, with state, the SQLSTATE of a refusal. */
static const char *ask(struct arena *arena, const char *where, const char *sql, bool state)
{
	const char *words[] = { "sslmode", "dbname", NULL }, *values[] = { "verify-full", where, NULL };
	PGconn *connection = PQconnectdbParams(words, values, 1);
	PGresult *answer = PQexec(connection, sql);
	const char *refused = PQresultErrorField(answer, PG_DIAG_SQLSTATE), *value = "";

	if (PQstatus(connection) != CONNECTION_OK || (refused && !state))
		fail_msg("%s: %s", sql, PQerrorMessage(connection));
	if (refused || PQntuples(answer))
		value = arena_strdup(arena, refused ? refused : PQgetvalue(answer, 0, 0));
	PQclear(answer);
	PQfinish(connection);
	return value;
}

const char *server_asked(struct arena *arena, const char *sql)
{
	return ask(arena, server_admin(), sql, false);
}

const char *server_asked_as(struct arena *arena, const char *role, const char *sql)
{
	return ask(arena, server_address(arena, role, role), sql, true);
}

void server_clear(struct arena *arena)
{
	server_asked(arena, "DROP SCHEMA IF EXISTS hub CASCADE");
	server_asked(arena, "DROP SCHEMA IF EXISTS hub_read CASCADE");
}
