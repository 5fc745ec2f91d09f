/* activity_limits.h - registering and extending as the rules allow it: the same for the console and the command line.
 */
#ifndef SAMTALE_APP_ACTIVITY_LIMITS_H
#define SAMTALE_APP_ACTIVITY_LIMITS_H

#include "samtale/domain/activity.h"
#include "samtale/store/store.h"

/* An entry without an end gets the last day allowed. Errors: activity_entry_is_complete(), activity_end_may_be(), the
 * store's. */
NODISCARD bool activity_register(struct store *store, const struct activity_kinds *kinds, const struct rules *rules,
				 struct activity_entry *entry, struct arena *arena, struct err *err);
NODISCARD bool activity_extend(struct store *store, const struct activity_kinds *kinds, const struct rules *rules,
			       int64_t id, struct date end, const char *reason, struct arena *arena, struct err *err);

#endif
