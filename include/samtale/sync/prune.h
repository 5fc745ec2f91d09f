/* prune.h - which bundles need not lie at the hub any more, and what keeps the rest there.
 *
 * A bundle can go when a base of its unit covers it, whole and at the hub, and every terminal of the unit that is
 * enrolled and not shut out has given its receipt for it, one other than its sender at least. Each terminal removes its
 * own in its runs; the administrator's, a hub's worker and samtale hub prune those of terminals that were shut out. */
#ifndef SAMTALE_SYNC_PRUNE_H
#define SAMTALE_SYNC_PRUNE_H

#include "samtale/sync/keyring.h"

enum prune_hold {
	PRUNE_FREE,	   /* nothing: all of the stream can go */
	PRUNE_NO_BASE,	   /* the unit has no base yet, or none that is whole */
	PRUNE_NOT_COVERED, /* what is newer than the base */
	PRUNE_BEHIND,	   /* held_by has given no receipt for more */
	PRUNE_ALONE,	   /* nobody else is in the unit */
	PRUNE_HOLDS
};
const char *prune_hold_name(enum prune_hold hold); /* "behind": for --json */

struct prune_stream {
	int64_t unit;
	uint32_t origin;
	int64_t first, last; /* that are at the hub */
	int64_t until;	     /* up to and with this one they can go; below first: none */
	enum prune_hold hold;
	uint32_t held_by;
};

struct prune_plan {
	struct prune_stream *streams;
	size_t count;
};

/* Adds the streams of the unit that have anything at the hub. ERR_REFUSED: the hub does not show them. */
NODISCARD bool prune_plan_unit(struct hub *hub, const struct ring *ring, int64_t unit, struct arena *arena,
			       struct prune_plan *plan, struct err *err);

#endif
