/* change.h - a change as it travels between terminals, and how the store gives and takes it (sync-storage,
 * sections 9.1, 9.3, 9.5).
 *
 * A change is named by its dot: the terminal that made it (origin) and its number there (seq). Facts union; a
 * mutable row is merged column by column, by causality and never by the clock: a value that somebody knew and
 * replaced gives way, two that knew nothing of each other both stay - one is shown, the others wait as
 * siblings until a person chooses. What nobody here can place yet (a column of a newer program, a row that
 * has not come) is parked and tried again before the next merge. Merging the same changes twice, or in
 * another order, gives the same store. */
#ifndef SAMTALE_STORE_CHANGE_H
#define SAMTALE_STORE_CHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/varint.h"
#include "samtale/store/store.h"

struct dot {
	uint32_t origin;
	int64_t seq;
};

/* change.column of a fact and of a row's creation; else the number of the column that was written. */
#define CHANGE_FACT (-1)
#define CHANGE_CREATION 0

#define HLC_COUNTER_BITS 16 /* of change.hlc; above them UTC ms */

struct change {
	struct dot dot;
	int64_t hlc;    /* when: UTC ms << 16 and a counter; orders what is concurrent, nothing else */
	int64_t tx;     /* changes with the same one are never parted */
	int rank;       /* shown before a lower one when concurrent */
	int64_t author; /* caseworker */
	int table, column;
	int64_t row;
	struct packed prev;  /* a cell's: the dots it replaces, (number origin, number seq)* */
	struct packed value; /* a cell's value; else a mask of columns and the value of each */
};

/* What this terminal has written after `seq`, in order. `each` borrows the change for the call; its false
 * stops, and is returned. */
NODISCARD bool store_changes_each(struct store *store, int64_t seq,
				  bool (*each)(void *context, const struct change *change, struct err *err),
				  void *context, struct err *err);

/* Takes changes in, all or none. Own ones are known already, and change nothing unless their rows were removed
 * here since; own ones that this database has never written are left out. What cannot be read is refused by
 * ERR_DAMAGED and nothing is changed; a fact that comes with another text than it has here leaves an anomaly
 * that keeps both. */
NODISCARD bool store_merge(struct store *store, const struct change *changes, size_t count, struct err *err);

#endif
