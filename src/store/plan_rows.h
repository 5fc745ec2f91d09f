/* plan_rows.h - the plan as signing writes it. All inside the caller's transaction. */
#ifndef SAMTALE_SRC_STORE_PLAN_ROWS_H
#define SAMTALE_SRC_STORE_PLAN_ROWS_H

#include "database.h"
#include "samtale/domain/plan.h"

/* The citizen's one plan: the row whose id is a natural key of the citizen. */
NODISCARD bool plan_ensure(struct store *store, int64_t citizen, struct err *err);
/* id 0: new, and id is filled. */
NODISCARD bool step_row_put(struct store *store, struct plan_step *step, struct err *err);
NODISCARD bool item_row_put(struct store *store, struct plan_item *item, struct err *err);
NODISCARD bool measure_row_add(struct store *store, const struct measure *measure, struct err *err);

#endif
