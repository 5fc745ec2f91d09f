/* postgres.h - one connection to a hub in PostgreSQL: questions with parameters, answers in binary, and every
 * refusal in words that say what to do.
 *
 * Parameters and arrays are sent in binary, and answers come so. Outside a transaction a question that the server
 * broke off because two met (40001, 40P01) is asked again. A connection that was lost is ERR_IO; the next
 * question opens it again. */
#ifndef SAMTALE_SRC_SYNC_POSTGRES_H
#define SAMTALE_SRC_SYNC_POSTGRES_H

#include <libpq-fe.h>
#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"
#include "samtale/base/str.h"

/* The types' numbers in PostgreSQL's catalogue; they never change. */
enum postgres_type {
	POSTGRES_BOOL = 16, POSTGRES_BYTES = 17, POSTGRES_INT8 = 20, POSTGRES_INT2 = 21, POSTGRES_INT4 = 23,
	POSTGRES_TEXT = 25, POSTGRES_REAL8 = 701
};

#define POSTGRES_PREPARED_MOST 32

struct postgres {
	PGconn *connection; /* NULL: lost */
	char *conninfo;
	bool in_transaction;
	const char *prepared[POSTGRES_PREPARED_MOST]; /* on this connection */
	int prepared_count;
};

NODISCARD bool postgres_open(struct postgres *postgres, const char *conninfo, struct err *err);
void postgres_close(struct postgres *postgres);

/* ---- parameters --------------------------------------------------------------------------------- */

#define POSTGRES_PARAMETERS_MOST 72 /* a table's columns, and some */

/* Values for $1, $2, ... in order. Bytes and texts are borrowed, arrays copied. */
struct postgres_values {
	int count;
	Oid types[POSTGRES_PARAMETERS_MOST];
	const char *values[POSTGRES_PARAMETERS_MOST];
	int lengths[POSTGRES_PARAMETERS_MOST], formats[POSTGRES_PARAMETERS_MOST];
	struct arena *arena;
};

struct postgres_values postgres_values(struct arena *arena);
void postgres_add_bool(struct postgres_values *values, bool value);
void postgres_add_int4(struct postgres_values *values, int32_t value);
void postgres_add_int8(struct postgres_values *values, int64_t value);
void postgres_add_text(struct postgres_values *values, const char *text);
void postgres_add_bytes(struct postgres_values *values, const void *bytes, size_t size);

/* An array being written: its elements one by one, then postgres_add_array(). */
struct postgres_array {
	struct str bytes;
	enum postgres_type type;
	int32_t count;
	bool has_null;
};

void postgres_array_init(struct postgres_array *array, enum postgres_type type);
void postgres_array_done(struct postgres_array *array);
void postgres_array_clear(struct postgres_array *array);
void postgres_array_number(struct postgres_array *array, int64_t number); /* BOOL, INT2, INT4, INT8 */
void postgres_array_real(struct postgres_array *array, double real);
void postgres_array_bytes(struct postgres_array *array, const void *bytes, size_t size); /* BYTES, TEXT */
void postgres_array_null(struct postgres_array *array);
/* Borrows the array's bytes. */
void postgres_add_array(struct postgres_values *values, struct postgres_array *array);

/* ---- questions ----------------------------------------------------------------------------------- */

/* sql: one statement, with $1, $2 ...; prepared at its first use on this connection when name (static) is given.
 * values NULL: none. answer NULL: nothing is wanted back; else PQclear() it. */
NODISCARD bool postgres_ask(struct postgres *postgres, const char *name, const char *sql,
			    const struct postgres_values *values, PGresult **answer, struct err *err);
/* Several statements without parameters, as one transaction. */
NODISCARD bool postgres_run(struct postgres *postgres, const char *sql, struct err *err);

NODISCARD bool postgres_begin(struct postgres *postgres, struct err *err);
NODISCARD bool postgres_commit(struct postgres *postgres, struct err *err);
void postgres_rollback(struct postgres *postgres);

/* A field of an answer: bool, int2, int4 or int8; NULL is 0. */
int64_t postgres_number(const PGresult *answer, int row, int field);

/* ---- refusals ------------------------------------------------------------------------------------ */

/* err for a connection that could not be opened, or for an answer that was none. */
bool postgres_fail_open(const char *conninfo, PGconn *connection, struct err *err);
bool postgres_fail(PGconn *connection, const PGresult *answer, struct err *err);

#endif
