/* rank.h - whose word is shown when two write at the same time: the rank that a change carries to every terminal.
 *
 * RANK_COORDINATOR when its author is the coordinator of the row's citizen at that moment, as this terminal knows it
 * (sync-storage, section 9.1). It orders what is concurrent, before the clock does, and nothing else: the other
 * value is kept, and a person chooses. Facts have none; they never stand against each other. */
#ifndef SAMTALE_SRC_STORE_RANK_H
#define SAMTALE_SRC_STORE_RANK_H

#include "connection.h"
#include "tables.h"

enum { RANK_NONE, RANK_COORDINATOR };

/* By the row as it stands; looked up once a transaction and row, and forgotten by rank_forget(). */
NODISCARD bool rank_of(struct store *store, const struct synced_table *table, int64_t row, int *rank,
		       struct err *err);
void rank_forget(struct store *store); /* a transaction begins, or a coordinator or an owner changes */

#endif
