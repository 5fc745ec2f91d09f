/* note_rows.h - journal notes as signing writes them. Inside the caller's transaction. */
#ifndef SAMTALE_SRC_STORE_NOTE_ROWS_H
#define SAMTALE_SRC_STORE_NOTE_ROWS_H

#include "database.h"
#include "samtale/domain/journal.h"

/* kind: "note" (written by hand), "journal" or "excuse" (what an answer fed), "correction". Fills id, at and
 * author. */
NODISCARD bool note_row_add(struct store *store, struct journal_note *note, const char *kind,
			    struct err *err);

#endif
