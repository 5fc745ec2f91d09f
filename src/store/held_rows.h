/* held_rows.h - what an order to remove a citizen (purge_order.h) finds here that nobody else has signed for.
 *
 * The order was given by somebody who had not read it. So it is not removed without a word: it is kept aside as text,
 * a line a transaction among what is held back, with the reason "purged". A person sends it, and it becomes a note of
 * the citizen who has come back (and registers the citizen anew, when that was what had been written); or withdraws
 * it, and it is gone here too: nobody else has ever seen it, so nothing is told. */
#ifndef SAMTALE_SRC_STORE_HELD_ROWS_H
#define SAMTALE_SRC_STORE_HELD_ROWS_H

#include "tables.h"
#include "database.h"

const char *held_name(const struct synced_table *table); /* what was written, in words; NULL: in general */

/* Before the citizen's rows are removed, in the same transaction. *count: transactions. */
NODISCARD bool held_keep(struct store *store, int64_t citizen, int64_t *count, struct err *err);

NODISCARD bool held_is_kept(struct store *store, int64_t id, bool *kept, struct err *err);
NODISCARD bool held_kept_text(struct store *store, int64_t id, struct arena *arena, const char **json,
			      struct err *err);
/* ERR_MISSING: the citizen has not been registered anew. */
NODISCARD bool held_kept_send(struct store *store, int64_t id, struct err *err);
NODISCARD bool held_kept_withdraw(struct store *store, int64_t id, struct err *err);

#endif
