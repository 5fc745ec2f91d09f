/* plans.h - the one plan with its versions, the citizen's answers and consents. Steps and items:
 * conversations.h. */
#ifndef SAMTALE_STORE_PLANS_H
#define SAMTALE_STORE_PLANS_H

#include "samtale/domain/plan_sheet.h"
#include "samtale/store/store.h"

/* Everything the plan screen shows and the print tells. ERR_MISSING when there is no such citizen. */
NODISCARD bool store_plan_sheet(struct store *store, int64_t citizen, struct date today, struct arena *arena,
				struct plan_sheet *sheet, struct err *err);

/* id 0: new, and id is filled. A track with a code is the citizen's one track of that code, however often it
 * is begun; ended is written as it stands. */
NODISCARD bool store_plan_track_put(struct store *store, struct plan_track *track, struct err *err);
NODISCARD bool store_plan_position_put(struct store *store, struct plan_position *position, struct err *err);

/* What the citizen said to the plan as it stands: the plan is frozen as a version, unless the newest is the
 * same, and the answer is written beside it. Fills id, version, hash; date and channel are the caller's.
 * ERR_REFUSED as plan_may_be_answered(), and while two answers wait; ERR_BUSY when another answer came after
 * acceptance->parent. */
NODISCARD bool store_plan_answer(struct store *store, struct plan_acceptance *acceptance, struct err *err);
/* Two answers at the same time: the one with this id holds, with the citizen's own words, the others stay
 * readable. ERR_BUSY when one head is left, or this is none. */
NODISCARD bool store_plan_decide(struct store *store, int64_t citizen, int64_t acceptance, struct err *err);

/* The latest answer to a subject (domain/consent.h); id 0 when the citizen was never asked. */
NODISCARD bool store_consent_latest(struct store *store, int64_t citizen, const char *subject,
				    struct arena *arena, struct consent *consent, struct err *err);
/* The latest answer to each subject, newest first. */
NODISCARD bool store_consents(struct store *store, int64_t citizen, struct arena *arena,
			      struct consent_list *list, struct err *err);
/* Recorded outside a conversation. Fills id. */
NODISCARD bool store_consent_add(struct store *store, struct consent *consent, struct err *err);

#endif
