/* merge.h - how one change meets what is here (sync-storage, section 9.5). Inside the caller's transaction,
 * with capture off.
 *
 * A cell's heads are the value that is shown and its siblings. `covered` says which writes are replaced: of
 * an origin with a head all that it wrote before that head, of the others what the cell's ctx holds. */
#ifndef SAMTALE_SRC_STORE_MERGE_H
#define SAMTALE_SRC_STORE_MERGE_H

#include "belongs.h"
#include "samtale/store/change.h"
#include "tables.h"

struct merge {
	struct store *store;
	struct arena scratch; /* of one change */
	int64_t heard;        /* the newest hlc that may be taken over */
	int64_t newest;       /* of our own changes */
	bool is_state;        /* what is merged is a snapshot */
	bool some_siblings, some_parked; /* any at all: where there are none, none is looked for */
	bool some_purged;     /* there are citizens who were removed here */
	struct belongs belongs;
	bool is_news;         /* the change at hand has altered something here */
};

/* A write to one column: dot, hlc, rank, author, prev and value (of that column alone) of the change. */
NODISCARD bool merge_cell(struct merge *merge, const struct synced_table *table,
			  const struct synced_column *column, const struct change *write, struct err *err);

/* Facts, creations, cells; parks what has no place yet. */
NODISCARD bool merge_change(struct merge *merge, const struct change *change, struct err *err);

/* store_merge(), and `news` hears of each change that has altered something, when it has. */
NODISCARD bool merge_take(struct store *store, const struct change *changes, size_t count, bool is_state,
			  bool (*news)(void *context, const struct change *change, struct err *err),
			  void *context, struct err *err);

/* Changes that wait, as they lie in a table; in the arena. */
#define PARKED_COLUMNS "tbl, row, col, origin, seq, hlc, rank, author, prev, val"
struct change parked_read(struct statement *s, struct arena *arena);
void parked_bind(struct statement *s, const struct change *change); /* the first ten */

/* merge_parked.c. Of a row only, or with table 0 of every row: what has its place by now is merged. */
NODISCARD bool merge_park(struct merge *merge, const struct change *change, struct err *err);
NODISCARD bool merge_unpark(struct merge *merge, int table, int64_t row, struct err *err);
/* NULL, false: the program does not know it. */
const struct synced_table *merge_table(const struct merge *merge, int table);
bool merge_knows(const struct merge *merge, const struct synced_table *table, int column);
bool merge_unreadable(struct err *err); /* false */
NODISCARD bool merge_row_exists(struct merge *merge, const struct synced_table *table, int64_t row,
				bool *exists, struct err *err);

#endif
