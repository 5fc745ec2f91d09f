/* table_sql.h - the statements that are made from tables.c, one set a table, made once a connection. */
#ifndef SAMTALE_SRC_STORE_TABLE_SQL_H
#define SAMTALE_SRC_STORE_TABLE_SQL_H

#include "connection.h"
#include "tables.h"

struct table_sql {
	const char *row;    /* id and all columns, WHERE id = ? */
	const char *ids;    /* ids of all rows, rising */
	const char *ids_after; /* the same, above ? */
	const char *count;  /* how many rows */
	const char *all;    /* the same of all rows, by number */
	const char *exists; /* 1 when there is a row */
	const char *insert; /* id and all columns */
	const char *read[COLUMN_ID_MAX];  /* one column WHERE id = ?, by its number - 1 */
	const char *write[COLUMN_ID_MAX]; /* the same column: ?2, WHERE id = ?1 */
	/* The column that says which citizen a row belongs to, or which row it hangs on that does; NULL none. */
	const struct synced_column *owner;
	const char *owner_of; /* its value, WHERE id = ? */
	const char *owned_by; /* the ids of the rows that have it, by number */
};

const struct table_sql *table_sql(struct store *store, const struct synced_table *table);

#endif
