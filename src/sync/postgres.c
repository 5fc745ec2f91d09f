#include "postgres.h"

#include <stdlib.h>
#include <string.h>

#include "postgres_library.h"
#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"

#define ASK_TIMES 5

/* What holds unless the connection string says otherwise: the server proves who it is, and nobody waits for one
 * that is gone. Before dbname, so that what stands there goes before. */
static const char *const words[] = { "connect_timeout", "sslmode", "tcp_user_timeout", "keepalives_idle",
				     "client_encoding", "application_name", "options", "dbname", NULL };

static void keep_silent(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static bool connect_now(struct postgres *postgres, struct err *err)
{
	const char *const values[] = { "10", "verify-full", "30000", "30", "UTF8", "samtale",
				       "-c statement_timeout=600000 -c lock_timeout=60000", postgres->conninfo, NULL };

	postgres->in_transaction = false;
	postgres->prepared_count = 0;
	postgres->connection = PQconnectdbParams(words, values, 1);
	if (PQstatus(postgres->connection) == CONNECTION_OK) {
		PQsetNoticeProcessor(postgres->connection, keep_silent, NULL);
		return true;
	}
	postgres_fail_open(postgres->conninfo, postgres->connection, err);
	PQfinish(postgres->connection);
	postgres->connection = NULL;
	return false;
}

bool postgres_open(struct postgres *postgres, const char *conninfo, struct err *err)
{
	PQconninfoOption *options;

	*postgres = (struct postgres){ 0 };
	if (!postgres_library_load(err))
		return false;
	options = PQconninfoParse(conninfo, NULL);
	/* libpq's own words would repeat the whole, and the password with it */
	if (!options)
		return err_set(err, ERR_USAGE, "%s",
			       _("The address of the hub cannot be read. It is written as "
				 "postgresql://t2@server.example/hub?sslcert=FILE&sslkey=FILE&sslrootcert=FILE."));
	PQconninfoFree(options);
	if (!(postgres->conninfo = strdup(conninfo)))
		BUG("out of memory");
	if (connect_now(postgres, err))
		return true;
	postgres_close(postgres);
	return false;
}

void postgres_close(struct postgres *postgres)
{
	if (postgres->connection)
		PQfinish(postgres->connection);
	free(postgres->conninfo);
	*postgres = (struct postgres){ 0 };
}

/* ---- questions ----------------------------------------------------------------------------------- */

static bool is_prepared(const struct postgres *postgres, const char *name)
{
	for (int i = 0; i < postgres->prepared_count; i++)
		if (!strcmp(postgres->prepared[i], name))
			return true;
	return false;
}

static bool is_fine(const PGresult *answer)
{
	ExecStatusType status = PQresultStatus(answer);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static PGresult *ask_once(struct postgres *postgres, const char *name, const char *sql,
			  const struct postgres_values *values)
{
	static const struct postgres_values none;
	PGresult *answer;

	if (!values)
		values = &none;
	if (!name || postgres->prepared_count == POSTGRES_PREPARED_MOST)
		return PQexecParams(postgres->connection, sql, values->count, values->types, values->values,
				    values->lengths, values->formats, 1);
	if (!is_prepared(postgres, name)) {
		answer = PQprepare(postgres->connection, name, sql, values->count, values->types);
		if (!is_fine(answer))
			return answer;
		PQclear(answer);
		postgres->prepared[postgres->prepared_count++] = name;
	}
	return PQexecPrepared(postgres->connection, name, values->count, values->values, values->lengths,
			      values->formats, 1);
}

/* Two met and the server broke one off: the same again may go well. */
static bool is_met(const PGresult *answer)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);

	return state && (!strcmp(state, "40001") || !strcmp(state, "40P01"));
}

bool postgres_ask(struct postgres *postgres, const char *name, const char *sql,
		  const struct postgres_values *values, PGresult **answer, struct err *err)
{
	PGresult *result;
	bool fine;

	if (!postgres->connection && !connect_now(postgres, err))
		return false;
	result = ask_once(postgres, name, sql, values);
	for (int i = 1; i < ASK_TIMES && !postgres->in_transaction && is_met(result); i++) {
		PQclear(result);
		result = ask_once(postgres, name, sql, values);
	}
	fine = is_fine(result) || postgres_fail(postgres->connection, result, err);
	if (fine && answer) {
		*answer = result;
		return true;
	}
	PQclear(result);
	if (PQstatus(postgres->connection) != CONNECTION_OK) {
		PQfinish(postgres->connection);
		postgres->connection = NULL;
		postgres->in_transaction = false;
	}
	return fine;
}

bool postgres_run(struct postgres *postgres, const char *sql, struct err *err)
{
	PGresult *answer;
	bool fine;

	if (!postgres->connection && !connect_now(postgres, err))
		return false;
	answer = PQexec(postgres->connection, sql);
	fine = is_fine(answer) || postgres_fail(postgres->connection, answer, err);
	PQclear(answer);
	return fine;
}

bool postgres_begin(struct postgres *postgres, struct err *err)
{
	if (!postgres_ask(postgres, NULL, "BEGIN", NULL, NULL, err))
		return false;
	return postgres->in_transaction = true;
}

bool postgres_commit(struct postgres *postgres, struct err *err)
{
	postgres->in_transaction = false;
	return postgres_ask(postgres, NULL, "COMMIT", NULL, NULL, err);
}

void postgres_rollback(struct postgres *postgres)
{
	if (postgres->connection)
		PQclear(PQexec(postgres->connection, "ROLLBACK"));
	postgres->in_transaction = false;
}
