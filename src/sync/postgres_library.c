#include "postgres_library.h"

#include <libpq-fe.h>

#include "samtale/base/library.h"

#define PQ_FUNCTIONS(FUNCTION)                                                                               \
	FUNCTION(PQclear)                                                                                    \
	FUNCTION(PQconnectdbParams)                                                                          \
	FUNCTION(PQconnectionNeedsPassword)                                                                  \
	FUNCTION(PQconninfoFree)                                                                             \
	FUNCTION(PQconninfoParse)                                                                            \
	FUNCTION(PQerrorMessage)                                                                             \
	FUNCTION(PQexec)                                                                                     \
	FUNCTION(PQexecParams)                                                                               \
	FUNCTION(PQexecPrepared)                                                                             \
	FUNCTION(PQfinish)                                                                                   \
	FUNCTION(PQgetlength)                                                                                \
	FUNCTION(PQgetvalue)                                                                                 \
	FUNCTION(PQntuples)                                                                                  \
	FUNCTION(PQprepare)                                                                                  \
	FUNCTION(PQresultErrorField)                                                                         \
	FUNCTION(PQresultStatus)                                                                             \
	FUNCTION(PQsetNoticeProcessor)                                                                       \
	FUNCTION(PQstatus)

#define POINTER(name) __typeof__(name) *name;
#define LOADED(name) { #name, &loaded.name },

static struct {
	PQ_FUNCTIONS(POINTER)
} loaded;
static bool is_loaded;

bool postgres_library_load(struct err *err)
{
	static const struct library_function functions[] = { PQ_FUNCTIONS(LOADED) };

	is_loaded = is_loaded || library_load(PQ_SONAME, "libpq5", functions, LENGTH(functions), err);
	return is_loaded;
}

/* ---- libpq's functions ------------------------------------------------------------------------- */

void PQclear(PGresult *result)
{
	loaded.PQclear(result);
}

PGconn *PQconnectdbParams(const char *const *words, const char *const *values, int expand)
{
	return loaded.PQconnectdbParams(words, values, expand);
}

int PQconnectionNeedsPassword(const PGconn *connection)
{
	return loaded.PQconnectionNeedsPassword(connection);
}

void PQconninfoFree(PQconninfoOption *options)
{
	loaded.PQconninfoFree(options);
}

PQconninfoOption *PQconninfoParse(const char *conninfo, char **message)
{
	return loaded.PQconninfoParse(conninfo, message);
}

char *PQerrorMessage(const PGconn *connection)
{
	return loaded.PQerrorMessage(connection);
}

PGresult *PQexec(PGconn *connection, const char *sql)
{
	return loaded.PQexec(connection, sql);
}

PGresult *PQexecParams(PGconn *connection, const char *sql, int count, const Oid *types,
		       const char *const *values, const int *lengths, const int *formats, int format)
{
	return loaded.PQexecParams(connection, sql, count, types, values, lengths, formats, format);
}

PGresult *PQexecPrepared(PGconn *connection, const char *name, int count, const char *const *values,
			 const int *lengths, const int *formats, int format)
{
	return loaded.PQexecPrepared(connection, name, count, values, lengths, formats, format);
}

void PQfinish(PGconn *connection)
{
	loaded.PQfinish(connection);
}

int PQgetlength(const PGresult *result, int row, int field)
{
	return loaded.PQgetlength(result, row, field);
}

char *PQgetvalue(const PGresult *result, int row, int field)
{
	return loaded.PQgetvalue(result, row, field);
}

int PQntuples(const PGresult *result)
{
	return loaded.PQntuples(result);
}

PGresult *PQprepare(PGconn *connection, const char *name, const char *sql, int count, const Oid *types)
{
	return loaded.PQprepare(connection, name, sql, count, types);
}

char *PQresultErrorField(const PGresult *result, int field)
{
	return loaded.PQresultErrorField(result, field);
}

ExecStatusType PQresultStatus(const PGresult *result)
{
	return loaded.PQresultStatus(result);
}

PQnoticeProcessor PQsetNoticeProcessor(PGconn *connection, PQnoticeProcessor processor, void *context)
{
	return loaded.PQsetNoticeProcessor(connection, processor, context);
}

ConnStatusType PQstatus(const PGconn *connection)
{
	return loaded.PQstatus(connection);
}
