/* rows.h - the two ways in which an aggregate writes: a mutable row is put, everything else is added.
 *
 * A mutable row's two statements share their parameters: ?1 is the id, the rest are the columns in order.
 * ROW_SQL makes both from the column list and the values that stand beside it. */
#ifndef SAMTALE_SRC_STORE_ROWS_H
#define SAMTALE_SRC_STORE_ROWS_H

#include "database.h"
#include "samtale/store/import.h"

struct row_sql {
	const char *update; /* touches the row only when a column differs */
	const char *insert; /* does nothing when the row is there */
};

#define ROW_SQL(table, columns, values)                                                                   \
	{                                                                                                 \
		"UPDATE " table " SET (" columns ") = (" values ") WHERE id = ?1"                         \
		" AND (" columns ") IS NOT (" values ")",                                                 \
		"INSERT INTO " table "(id, " columns ") SELECT ?1, " values                               \
		" WHERE NOT EXISTS(SELECT 1 FROM " table " WHERE id = ?1)"                                \
	}

/* bind gives ?1 and the columns from row. Inside a transaction. */
NODISCARD bool row_put(struct store *store, const struct row_sql *sql,
		       void (*bind)(struct statement *statement, const void *row), const void *row,
		       enum import_effect *effect, struct err *err);

/* Commits what was done, or rolls it back when done is false. Returns whether it is saved. */
NODISCARD bool row_finish(struct store *store, bool done, struct err *err);

/* Fills id with a new number when it is 0. Inside a transaction. */
NODISCARD bool row_number(struct store *store, int64_t *id, struct err *err);

/* The id of a row whose natural key has several parts; parts ends with NULL. */
NODISCARD bool row_natural(struct store *store, const char *kind, const char *const *parts, int64_t *id,
			   struct err *err);

/* Text for a natural key's part. buffer holds ROW_KEY_SIZE bytes; returns it. */
#define ROW_KEY_SIZE 24
const char *row_key(int64_t number, char *buffer);
const char *row_text(const char *text); /* NULL is "" */

#endif
