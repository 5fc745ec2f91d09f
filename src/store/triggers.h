/* triggers.h - the capture triggers, generated from the synced tables.
 *
 * FACT, GUARDED: an insert is captured; an update, a delete, and an insert over an existing id (INSERT OR
 * REPLACE walks past a delete trigger unless recursive_triggers is on) are aborted. MUTABLE: one trigger
 * for inserts, one for updates with all columns in a single call, since few and short triggers keep the
 * schema quick to read at every start; a delete is aborted. */
#ifndef SAMTALE_SRC_STORE_TRIGGERS_H
#define SAMTALE_SRC_STORE_TRIGGERS_H

#include "connection.h"
#include "tables.h"

#define TRIGGER_PREFIX "capture_"

struct trigger {
	const struct synced_table *table;
	const char *name, *sql; /* borrowed for the call */
};

/* Calls `each` for every trigger there should be; stops at the first false, and returns it. */
NODISCARD bool triggers_each(bool (*each)(void *context, const struct trigger *trigger, struct err *err),
			     void *context, struct err *err);

/* While migrations run there are none: a migration never writes synced columns. */
NODISCARD bool triggers_drop(struct store *store, struct err *err);
NODISCARD bool triggers_create(struct store *store, struct err *err);

#endif
