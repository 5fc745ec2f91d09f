/* read_model.h - the synced tables as columns and rows, for a hub's worker that keeps copies of them for reports. */
#ifndef SAMTALE_STORE_READ_MODEL_H
#define SAMTALE_STORE_READ_MODEL_H

#include "samtale/base/varint.h"
#include "samtale/store/store.h"

struct read_column {
	const char *name;
	enum packed_type type; /* what it holds, if not NULL */
};

struct read_table {
	int number; /* change.table */
	const char *name;
	const struct read_column *columns; /* besides id */
	size_t column_count;
};

/* All of them, in the arena, by number. */
const struct read_table *store_read_tables(struct arena *arena, size_t *count);
NODISCARD bool store_read_count(struct store *store, const struct read_table *table, int64_t *count, struct err *err);
/* The ids of a table's rows, rising. */
NODISCARD bool store_read_ids(struct store *store, const struct read_table *table, struct arena *arena, int64_t **ids,
			      size_t *count, struct err *err);
/* The values of a row's columns, in the arena; NULL when there is no such row. */
NODISCARD bool store_read_row(struct store *store, const struct read_table *table, int64_t id, struct arena *arena,
			      struct packed_value **values, struct err *err);

/* ---- removed after retention ---------------------------------------------------------------------- */

/* By number, rising; in the arena. */
NODISCARD bool store_erased_citizens(struct store *store, struct arena *arena, int64_t **citizens, size_t *count,
				     struct err *err);
/* The rows that there were, those that came late too. */
NODISCARD bool store_erased_rows(struct store *store, int64_t citizen,
				 bool (*each)(void *context, int table, int64_t row, struct err *err), void *context,
				 struct err *err);
NODISCARD bool store_row_is_erased(struct store *store, int table, int64_t row, bool *erased, struct err *err);

#endif
