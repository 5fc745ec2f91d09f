/* keyring_admin.h - making the next keyring: only where the key is that signs it. */
#ifndef SAMTALE_SRC_SYNC_KEYRING_ADMIN_H
#define SAMTALE_SRC_SYNC_KEYRING_ADMIN_H

#include "keyring_kept.h"

/* Each administrator has a term, the first 0, and makes the epochs from term x 1000 on: a keyring of the later one is
 * the newer, whatever the former one wrote meanwhile where nobody saw it, and no epoch has two keys. */
#define TERM_EPOCHS 1000u
uint32_t keyring_term(const struct ring *ring);
/* The key that signs is here, and nobody has taken over. */
bool keyring_in_office(const struct self *self, const struct ring *ring);
/* The first keyring of the next term, in memory: the one who opens what is sealed to the administrator's key. */
void keyring_take_over(struct keyring_state *state, struct self *self, struct arena *arena);

/* Takes new cards into the keyring and seals the units' keys to members who lack them: a new edition, when
 * there was anything. False is the database's; what the hub refused goes to away. */
NODISCARD bool admin_tend(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
			  struct keyring_state *state, struct err *away, struct err *err);

/* ---- changes to a keyring in memory; keyring_issue() makes them hold ----------------------------- */

void keyring_unit_add(struct keyring_state *state, struct arena *arena, const char *name);
struct ring_terminal *keyring_terminal_add(struct keyring_state *state, struct arena *arena, uint32_t origin,
					   const char *name);
/* The administrator's terminal and the hubs' workers are members of all units. */
void keyring_memberships(struct keyring_state *state, struct arena *arena, uint32_t admin);
/* New keys for every unit, the former ones sealed to them; members who have a card get theirs. */
void keyring_epoch(struct keyring_state *state, struct arena *arena);
/* Seals what members with a card lack; how many. */
size_t keyring_seal(struct keyring_state *state, struct arena *arena);
/* Writes and signs the next edition: state->bytes. */
void keyring_edition(struct keyring_state *state, const struct self *self, struct arena *arena);
/* state->bytes, to the hub. An epoch is begun once: where somebody else's of the same number lies there, ERR_REFUSED. */
NODISCARD bool keyring_put(struct hub *hub, const struct self *self, struct arena *arena,
			   const struct keyring_state *state, struct err *err);
/* The next edition, to the hub and then kept here; where the hub refused it, nothing has changed. Of an epoch that
 * somebody else has begun meanwhile, the hub keeps theirs. */
NODISCARD bool keyring_issue(struct store *store, struct hub *hub, const struct self *self,
			     struct arena *arena, struct keyring_state *state, struct err *away,
			     struct err *err);

#endif
