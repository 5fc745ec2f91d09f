/* capture.h - every change to a synced table becomes an op, in the same statement.
 *
 * The triggers (triggers.h) call SQL functions that live here, on this connection only, so that a
 * stray sqlite3 command line gets "no such function" on every write:
 *
 *	sync_fact(table, row)                            a fact: the row itself is the payload, col = -1
 *	sync_create(table, row, column ...)              a new mutable row: col = 0, its columns packed
 *	sync_update(table, row, old row, new, old ...)   one op a column that really changed
 *	sync_again(table, row, column, value)            the shown value, chosen over its siblings (conflicts.c)
 *	sync_merging()                                   is what is written another terminal's change (merge.h)?
 *	sync_purging()                                   may rows be removed (purge.h)?
 *
 * An op is named by its dot (this terminal's origin, seq). seq, hlc and tx go on from the newest op in the
 * log, read once a transaction, so they are dense and two processes cannot take the same; pruning must
 * therefore always leave the newest op. hlc is a hybrid clock: the stamped UTC ms << 16, or one more than
 * the op before when the wall clock has not passed it, or one more than what was heard from another terminal.
 *
 * A local write to a cell (sync-storage, section 9.5) has all heads as predecessors and covers them: the
 * shown value and its siblings move to superseded, where history and undo find them. A value that no op
 * ever wrote (the default of a later column) is kept there under origin 0. */
#ifndef SAMTALE_SRC_STORE_CAPTURE_H
#define SAMTALE_SRC_STORE_CAPTURE_H

#include "connection.h"
#include "samtale/store/change.h"

NODISCARD bool capture_register(struct store *store, struct err *err);

/* The mask of all the columns of a table, as a creation writes it. */
struct synced_table;
uint64_t capture_mask(const struct synced_table *table);
uint64_t capture_known(const struct store *store, const struct synced_table *table); /* but for tests, the same */

#endif
