/* enrol_desk.h - what the administrator's acts share: the keyring as it is at the hub, who is meant by a name, and
 * the next keyring, issued. */
#ifndef SAMTALE_SRC_SYNC_ENROL_DESK_H
#define SAMTALE_SRC_SYNC_ENROL_DESK_H

#include "keyring_admin.h"
#include "samtale/sync/enrol.h"

struct admin {
	struct store *store;
	struct hub *hub;
	struct arena arena;
	struct self self;
	struct keyring_state state;
	int64_t now_ms; /* where it is asked for */
};

void admin_init(struct admin *admin, struct store *store, struct hub *hub);
bool admin_done(struct admin *admin, bool ok); /* ok; the secrets are wiped */

/* The keyring as it is at the hub, with cards that came since. ERR_REFUSED: this is not the administrator's
 * terminal, or not any more. */
NODISCARD bool admin_load(struct admin *admin, struct err *err);
NODISCARD bool admin_is_one(const struct admin *admin, struct err *err);
/* What the hub answered; true: nothing was refused. */
NODISCARD bool admin_no_failure(const struct err *away, struct err *err);
/* Seals, signs, puts and keeps the keyring as it has become, and tells the hub who belongs to it. */
NODISCARD bool admin_issue(struct admin *admin, struct err *err);
NODISCARD bool admin_tell_members(struct admin *admin, struct err *err);

/* ---- names ----------------------------- */

NODISCARD bool admin_name_check(const char *name, struct err *err);
/* By name or number; those who are in go before those who were shut out under the same name. NULL: none. */
struct ring_terminal *admin_terminal_named(const struct ring *ring, const char *name);
NODISCARD bool admin_find_terminal(const struct ring *ring, const char *name, struct ring_terminal **terminal,
				   struct err *err);

/* ---- changes to the keyring in memory ----------------------------- */

NODISCARD bool admin_units_add(struct admin *admin, const char *const *names, size_t count, struct err *err);
/* The terminal's units: unit 1 and those named. */
NODISCARD bool admin_units_named(struct admin *admin, const char *const *names, size_t count,
				 struct ring_terminal *terminal, struct err *err);
/* What the hub and this terminal have seen of the terminal's streams is what counts from now on. */
NODISCARD bool admin_exclude(struct admin *admin, struct ring_terminal *terminal, struct err *err);

#endif
