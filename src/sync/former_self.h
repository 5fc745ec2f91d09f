/* former_self.h - what a restored database has in common with what it was before. */
#ifndef SAMTALE_SRC_SYNC_FORMER_SELF_H
#define SAMTALE_SRC_SYNC_FORMER_SELF_H

#include "keyring_kept.h"

/* A backup holds changes that its former self sent only afterwards. *shared: the newest change of this database that
 * the hub has of the old number; up to it, both wrote the same. former: what this database still says it is. */
NODISCARD bool former_self_shared(struct store *store, struct hub *hub, const struct self *former,
				  struct arena *arena, const struct keyring_state *state, int64_t *shared,
				  struct err *err);

#endif
