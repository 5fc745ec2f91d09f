/* trail.h - "unit-1/base/<origin>.smr": when a terminal wrote the changes of the bundles that it has removed from the
 * hub, signed by it.
 *
 * A database that is restored from a backup must learn how much of what it holds was sent before it was lost
 * (former_self.h). The bundles tell that as long as they are there; numbers and moments are left of the others, and
 * nothing of what was written. */
#ifndef SAMTALE_SRC_SYNC_TRAIL_H
#define SAMTALE_SRC_SYNC_TRAIL_H

#include "samtale/sync/keyring.h"

#define TRAIL_MOST 200000 /* changes, the newest: a backup that is older than a year's work is not met */

struct trail_stamp {
	int64_t seq, hlc;
};

struct trail {
	struct trail_stamp *stamps;
	size_t count;
};

/* In the arena; empty when there is none. ERR_DAMAGED: it is not what the terminal signed. */
NODISCARD bool trail_fetch(struct hub *hub, const struct self *self, struct arena *arena, struct trail *trail,
			   struct err *err);
NODISCARD bool trail_put(struct hub *hub, const struct self *self, struct trail *trail, struct err *err);

/* Adds what a bundle of this terminal's tells: each of its changes, or, where its key is not here, the newest. A snapshot
 * tells nothing. False: it is not whole, or another's. */
NODISCARD bool trail_of_bundle(const unsigned char *bytes, size_t size, const struct self *self,
			       const struct unit_secret *secrets, size_t secret_count, struct arena *arena,
			       struct trail *trail);

#endif
