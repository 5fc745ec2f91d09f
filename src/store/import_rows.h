/* import_rows.h - what a row of an import tells the batch it belongs to. */
#ifndef SAMTALE_SRC_STORE_IMPORT_ROWS_H
#define SAMTALE_SRC_STORE_IMPORT_ROWS_H

#include "database.h"
#include "samtale/store/import.h"

/* Counts the effect in the running batch. Always true, so that it can end a chain. */
bool import_count(struct store *store, enum import_effect effect);

/* An outcome under its natural key, outside a batch: inside a transaction. Fills id. */
NODISCARD bool outcome_row_put(struct store *store, struct outcome *outcome, enum import_effect *effect,
			       struct err *err);

#endif
