/* plan_rows.h - the plan as signing writes it. All inside the caller's transaction. */
#ifndef SAMTALE_SRC_STORE_PLAN_ROWS_H
#define SAMTALE_SRC_STORE_PLAN_ROWS_H

#include "database.h"
#include "samtale/domain/plan_sheet.h"

/* The citizen's one plan: the row whose id is a natural key of the citizen. */
NODISCARD bool plan_ensure(struct store *store, int64_t citizen, struct err *err);
/* id 0: new, and id is filled. */
NODISCARD bool step_row_put(struct store *store, struct plan_step *step, struct err *err);
NODISCARD bool item_row_put(struct store *store, struct plan_item *item, struct err *err);
NODISCARD bool measure_row_add(struct store *store, const struct measure *measure, struct err *err);
/* A fact; fills id. */
NODISCARD bool consent_row_add(struct store *store, struct consent *consent, struct err *err);

/* Not those that were undone; an ended track too. */
NODISCARD bool tracks_read(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
			   struct err *err);
NODISCARD bool positions_read(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
			      struct err *err);

/* Freezes the plan as it stands as a version, unless the newest version is the same or there is nothing in
 * it; then *version is that one, 0 none. conversation: what was signed, 0 nothing. */
NODISCARD bool plan_version_freeze(struct store *store, const struct plan *plan, int64_t conversation,
				   int64_t *version, struct err *err);
NODISCARD bool plan_versions_read(struct store *store, int64_t citizen, struct arena *arena,
				  struct plan_sheet *sheet, struct err *err);
NODISCARD bool plan_acceptances_read(struct store *store, int64_t citizen, struct arena *arena,
				     struct plan_sheet *sheet, struct err *err);

#endif
