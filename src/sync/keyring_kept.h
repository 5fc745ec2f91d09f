/* keyring_kept.h - the keyring, the cards and the units' keys as the database keeps them between two
 * exchanges, and how they are brought up to date from a hub. For the sync layer; others see struct ring. */
#ifndef SAMTALE_SRC_SYNC_KEYRING_KEPT_H
#define SAMTALE_SRC_SYNC_KEYRING_KEPT_H

#include "card.h"
#include "keyring_file.h"
#include "samtale/store/streams.h"

/* What is kept in sync_self, and under which name. */
#define KEPT_SIGN "ring.sign"   /* own signing key, secret half */
#define KEPT_BOX "ring.box"     /* own box key, secret half */
#define KEPT_ADMIN "ring.admin" /* the administrator's signing key, public half */
#define KEPT_ADMIN_SECRET "ring.admin_secret"
#define KEPT_ADMIN_TERM "ring.admin_term"
#define KEPT_PAPER "ring.paper" /* when its code was put on paper, UTC ms */
#define KEPT_KEYRING "ring.keyring" /* the newest file that was accepted */
#define KEPT_SECRETS "ring.secrets" /* unit_secrets.h */
#define KEPT_CARD "ring."           /* and card_name(): a card that is not in the keyring */
#define KEPT_PENDING "ring.pending" /* keys of an enrolment that is under way */

struct keyring_state {
	struct keyring keyring;
	struct unit_secrets secrets;
	const unsigned char *bytes; /* of the file; size 0: none yet */
	size_t size;
	bool is_new_epoch; /* that the hub does not have yet */
	size_t loose; /* terminals whose card is known here, and not in the keyring yet */
};

/* size 0 when there is none. */
NODISCARD bool keyring_kept(struct store *store, const struct self *self, struct arena *arena,
			    struct keyring_state *state, struct err *err);
/* Opens what is sealed to this terminal, and keeps file, keys and units in one transaction. Where somebody has taken
 * over, an administrator's terminal is that no more: it forgets the key. */
NODISCARD bool keyring_keep(struct store *store, const struct self *self, struct arena *arena,
			    struct keyring_state *state, struct err *err);

/* The units' keys that are sealed to this terminal, or to the administrator's key where it is here, and with them the
 * former ones. */
void keyring_open(const struct self *self, struct arena *arena, struct keyring_state *state);

/* False is the database's; what the hub refused goes to away, and the state is then what was kept.
 *
 * The newest keyring at the hub that the key has signed; size 0: none. A file that it has not is an anomaly.
 * kept: what is read without looking further when the hub has the same; may be NULL. */
NODISCARD bool keyring_newest(struct store *store, struct hub *hub,
			      const unsigned char admin_public[SIGN_PUBLIC_BYTES],
			      const struct keyring_state *kept, struct arena *arena,
			      struct keyring_state *newest, struct err *away, struct err *err);
/* What the hub has that is newer, keyring and cards. Where the hub has an older keyring, the kept one is put
 * back: a hub that was restored from yesterday forgets nobody. Where it has another of the same epoch, the kept one
 * stays, and away tells that two act as administrator. */
NODISCARD bool keyring_update(struct store *store, struct hub *hub, const struct self *self,
			      struct arena *arena, struct keyring_state *state, struct err *away,
			      struct err *err);
/* The cards that are not in the keyring and are kept here. */
NODISCARD bool keyring_cards_kept(struct store *store, struct arena *arena, struct keyring_state *state,
				  struct err *err);

#define KEYRING_NAME_SIZE 40
const char *keyring_name(uint32_t epoch, char name[KEYRING_NAME_SIZE]);

#endif
