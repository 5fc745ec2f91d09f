/* takeback.h - taking a range of this terminal's ops back, by new ops: what undo and the undo of an import
 * share.
 *
 * A created row is marked deleted; a changed value gets back what it was before the range. Neither happens
 * when somebody went on from there: a row that was changed after the range, or that `hangs` says has work
 * hanging on it, is kept; a value that is no longer the one written in the range, or that has a sibling
 * from another terminal, is kept. Facts are kept always.
 *
 * A value given back counts as the op that had written it (table taken_back), so that what was done in
 * steps can be taken back in steps. */
#ifndef SAMTALE_SRC_STORE_TAKEBACK_H
#define SAMTALE_SRC_STORE_TAKEBACK_H

#include "database.h"
#include "tables.h"

/* Says in *hangs whether a created row must stay. */
typedef bool takeback_hangs(struct store *store, const struct synced_table *table, int64_t row, bool *hangs,
			    struct err *err);

struct takeback {
	int64_t removed;  /* rows marked deleted */
	int64_t restored; /* values given back */
	int64_t kept;	  /* rows and values left as they are, facts too */
};

/* The ops with first <= seq <= last, in one transaction. hangs NULL: nothing does. */
NODISCARD bool takeback(struct store *store, int64_t first, int64_t last, takeback_hangs *hangs,
			struct takeback *counts, struct err *err);

#endif
