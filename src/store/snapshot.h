/* snapshot.h - rows as changes of those who made them (snapshot.c), one after the other, for whoever decides which. */
#ifndef SAMTALE_SRC_STORE_SNAPSHOT_H
#define SAMTALE_SRC_STORE_SNAPSHOT_H

#include "citizen_closure.h"
#include "samtale/store/streams.h"

struct snapshot {
	struct store *store;
	int64_t tx; /* of all changes that follow */
	bool (*each)(void *context, const struct change *change, struct err *err);
	void *context;
	struct arena arena; /* of one row */
};

/* The row, when it is here, and what waits for it. */
NODISCARD bool snapshot_row(struct snapshot *snapshot, const struct owned_row *row, struct err *err);
/* Changes that sql gives, PARKED_COLUMNS; up to two numbers are bound, a second of 0 is none. */
NODISCARD bool snapshot_waiting(struct snapshot *snapshot, const char *sql, int64_t first, int64_t second,
				struct err *err);
NODISCARD bool snapshot_give(struct snapshot *snapshot, struct change change, struct err *err);

#endif
