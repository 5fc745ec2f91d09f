/* measures.h - the series measured along the plan, and the rounds of the two-sided progress measure. */
#ifndef SAMTALE_STORE_MEASURES_H
#define SAMTALE_STORE_MEASURES_H

#include "samtale/domain/progress.h"
#include "samtale/store/store.h"

/* By series, then date, then id: every value, also those that the other side may not see yet. What is shown
 * to people comes from store_progress(). */
NODISCARD bool store_measures(struct store *store, int64_t citizen, struct arena *arena,
			      struct measure **measures, size_t *count, struct err *err);
/* The citizen's rounds as they may be shown on that day (domain/progress.h). */
NODISCARD bool store_progress(struct store *store, int64_t citizen, struct date today, struct arena *arena,
			      struct progress *progress, struct err *err);

#endif
