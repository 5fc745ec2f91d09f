/* conflict_base.h - what two writes that disagree both came from: the newest value that every one of them was
 * written in knowledge of.
 *
 * By what each write replaced (lineage.h), never by the clock: who wrote twice before they met has replaced the first
 * one alone, and a terminal's clock may be years wrong. Where a link of that chain is not on this machine, and it
 * could be the answer, nothing is said. */
#ifndef SAMTALE_SRC_STORE_CONFLICT_BASE_H
#define SAMTALE_SRC_STORE_CONFLICT_BASE_H

#include "connection.h"
#include "samtale/domain/conflict.h"
#include "tables.h"

/* Of a cell: *value as text, in the arena, "" but for CONFLICT_BASE_VALUE. */
NODISCARD bool conflict_base_read(struct store *store, const struct synced_table *table, int64_t row, int column,
				  struct arena *arena, enum conflict_base *known, const char **value,
				  struct err *err);

#endif
