/* contact_rows.h - a citizen's contact as the citizen's own screen needs it. */
#ifndef SAMTALE_SRC_STORE_CONTACT_ROWS_H
#define SAMTALE_SRC_STORE_CONTACT_ROWS_H

#include "database.h"
#include "samtale/store/rhythm.h"

NODISCARD bool contact_case_read(struct store *store, int64_t citizen, struct date today,
				 const struct contact_guides *guides, struct arena *arena,
				 struct contact_case *contact, struct err *err);
/* Newest first. */
NODISCARD bool handovers_read(struct store *store, int64_t citizen, struct arena *arena,
			      struct handover **rows, size_t *count, struct err *err);
/* Whether the coordinator came by another way than the latest hand-over. */
NODISCARD bool handover_is_missing(struct store *store, int64_t citizen, bool *missing, struct err *err);

#endif
