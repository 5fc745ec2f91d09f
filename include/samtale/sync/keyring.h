/* keyring.h - who belongs to the installation, and the keys that are theirs.
 *
 * The keyring is a file at the hub, "keyring/<epoch>.smk", signed by the administrator's key: the units, the
 * terminals and, for each unit, a key pair of this epoch whose secret half is sealed to each member. A new
 * epoch is made when a terminal is shut out or keys are changed; bundles of earlier epochs stay readable to
 * those who had their key. A terminal makes its own keys and signs them by the one-time key of its invitation:
 * its card, "card/<origin>.smt". An invitation, "enrol/<id>.smi", is opened by a code that is typed once. */
#ifndef SAMTALE_SYNC_KEYRING_H
#define SAMTALE_SYNC_KEYRING_H

#include "samtale/sync/bundle.h"

/* Unit 1 holds what belongs to no citizen, and citizens whose coordinator's team is no unit; every terminal
 * is a member. Another unit's name is the team's (caseworker.team). */
#define UNIT_COMMON 1

struct ring_unit {
	int64_t number;
	const char *name;
	unsigned char box_public[BOX_PUBLIC_BYTES]; /* of this epoch */
};

struct ring_last {
	int64_t unit, bseq;
};

struct ring_terminal {
	uint32_t origin;
	const char *name;
	bool is_hub;	  /* a hub's worker: its receipts count for all */
	bool is_shut_out;
	const struct ring_last *last; /* when shut out: what still counts, a row a stream */
	size_t last_count;
	const char *invitation; /* while it has no card: "enrol/<id>.smi"; "" none is out */
	int64_t invited_until;	/* UTC ms */
	unsigned char invite_public[SIGN_PUBLIC_BYTES]; /* signs its card */
	bool has_card;
	unsigned char sign_public[SIGN_PUBLIC_BYTES], box_public[BOX_PUBLIC_BYTES]; /* from its card */
	const int64_t *units;
	size_t unit_count;
};

struct unit_secret {
	int64_t unit;
	uint32_t epoch;
	unsigned char box_public[BOX_PUBLIC_BYTES], box_secret[BOX_SECRET_BYTES];
};

struct ring {
	unsigned char realm[ID_REALM_BYTES];
	uint32_t epoch;
	int64_t edition; /* of the epoch's keyring: one more for each invitation */
	uint32_t admin;	 /* the terminal that signed it; 0 not known */
	/* The hub has another keyring of this epoch: two terminals act as administrator. What was kept counts. */
	bool is_contested;
	struct ring_unit *units;
	size_t unit_count;
	struct ring_terminal *terminals;
	size_t terminal_count;
	struct unit_secret *secrets; /* those this terminal has, of all epochs */
	size_t secret_count;
};

/* What is said of a ring that is_contested; msgid. */
#define RING_CONTESTED                                                                                        \
	N_("Two terminals have acted as the administrator's without seeing each other, and the hub has another list " \
	   "of terminals than this one. Nothing is lost. Settle it with samtale hub take-over and the code on paper, on " \
	   "the terminal that shall be the administrator's.")

/* What this terminal is; kept in the database (sync_self), never leaves it. */
struct self {
	struct id_realm realm;
	uint32_t origin;
	bool is_enrolled;
	unsigned char sign_public[SIGN_PUBLIC_BYTES], sign_secret[SIGN_SECRET_BYTES];
	unsigned char box_public[BOX_PUBLIC_BYTES], box_secret[BOX_SECRET_BYTES];
	unsigned char admin_public[SIGN_PUBLIC_BYTES];
	unsigned char admin_secret[SIGN_SECRET_BYTES]; /* zero but on the administrator's terminal */
	bool is_admin;
	uint32_t admin_term; /* keyring_admin.h */
};

NODISCARD bool self_read(struct store *store, struct self *self, struct err *err);
void self_forget(struct self *self); /* wipes the secrets */

/* Fetches what is new of keyring and cards from the hub, checks it, keeps it in the database together with the
 * secrets of units, and gives the whole in the arena. A hub that cannot be reached: what was kept. */
NODISCARD bool ring_fetch(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
			  struct ring *ring, struct err *err);
/* What was kept, without a hub. */
NODISCARD bool ring_kept(struct store *store, const struct self *self, struct arena *arena, struct ring *ring,
			 struct err *err);

const struct ring_terminal *ring_terminal(const struct ring *ring, uint32_t origin); /* NULL none */
const struct ring_unit *ring_unit(const struct ring *ring, int64_t unit);
const struct unit_secret *ring_secret(const struct ring *ring, int64_t unit, uint32_t epoch);
/* The terminal is enrolled, and was not shut out before that bundle. */
bool ring_counts(const struct ring *ring, uint32_t origin, int64_t unit, int64_t bseq);
bool ring_is_member(const struct ring *ring, uint32_t origin, int64_t unit);

#endif
