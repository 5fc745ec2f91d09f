/* citizen_closure.h - all rows that belong to a citizen, the citizen's own first, and a row before those that hang
 * on it. */
#ifndef SAMTALE_SRC_STORE_CITIZEN_CLOSURE_H
#define SAMTALE_SRC_STORE_CITIZEN_CLOSURE_H

#include "belongs.h"

struct owned_row {
	const struct synced_table *table;
	int64_t row;
};

struct owned_rows {
	struct arena *arena;
	struct owned_row *rows;
	size_t count;
};

/* The row, whether it is there or not, and what hangs on it. */
NODISCARD bool rows_hanging(struct store *store, const struct synced_table *table, int64_t row,
			    struct owned_rows *rows, struct err *err);

/* Of a citizen who was removed: with what hangs on the rows there were. */
NODISCARD bool citizen_rows(struct store *store, int64_t citizen, struct owned_rows *rows, struct err *err);

/* Whether this terminal made the citizen's row, or the log has something it wrote about the citizen. */
NODISCARD bool citizen_written_here(struct store *store, int64_t citizen, bool *written, struct err *err);

#endif
