/* enrol.h - how a terminal comes into an installation and goes out of it.
 *
 * The administrator's terminal holds the key that signs the keyring. It invites a terminal by a code of
 * twenty characters that is said or written to the one who sits there, and typed once. The code opens the
 * invitation at the hub (Argon2id), which holds what makes an empty database a terminal: realm, secret of the
 * natural keys, its number, the keys of its units, and a key that signs its card. The code is never stored.
 *
 * Errors, besides those of hub.h and the store: ERR_INPUT what was typed, ERR_REFUSED with the way on. now_ms
 * is UTC. */
#ifndef SAMTALE_SYNC_ENROL_H
#define SAMTALE_SYNC_ENROL_H

#include "samtale/sync/keyring.h"

/* ---- the code ----------------------------- */

#define INVITE_CODE_SIZE 21    /* twenty characters and NUL */
#define INVITE_CODE_GROUPED 25 /* with a hyphen between groups of four */
#define INVITE_DAYS 14         /* how long an invitation holds */

void invite_code_make(char code[INVITE_CODE_SIZE]); /* draws 90 random bits */
/* What was typed: lower case, blanks and hyphens are fine, I and L are 1, O is 0. ERR_INPUT: no code. */
NODISCARD bool invite_code_read(const char *typed, char code[INVITE_CODE_SIZE], struct err *err);
const char *invite_code_grouped(const char code[INVITE_CODE_SIZE], char text[INVITE_CODE_GROUPED]);

/* ---- the administrator's terminal ----------------------------- */

/* This database becomes the administrator's terminal, called `name`. Unit 1 is there besides those named. */
NODISCARD bool admin_begin(struct store *store, struct hub *hub, const char *name, const char *const *units,
			   size_t count, struct err *err);

struct invite {
	const char *name;         /* of the terminal: "Mette Holm, bærbar" */
	const char *replaces;     /* name or number of the terminal that it goes on for; NULL none */
	const char *const *units; /* besides unit 1; none: those of the terminal that is replaced */
	size_t unit_count;
	bool is_worker; /* a hub's worker: member of all units */
};
/* A terminal that was invited before and has no card yet gets a new code; its former one is void. */
NODISCARD bool admin_invite(struct store *store, struct hub *hub, const struct invite *invite, int64_t now_ms,
			    char code[INVITE_CODE_SIZE], uint32_t *origin, struct err *err);

/* terminal: its name or number. It is lost: what the hub has of it counts, nothing after that, and the units
 * get new keys that it does not. */
NODISCARD bool admin_shut_out(struct store *store, struct hub *hub, const char *terminal, struct err *err);
/* New keys for all units, and the new units named. */
NODISCARD bool admin_rotate(struct store *store, struct hub *hub, const char *const *units, size_t count,
			    struct err *err);
/* The terminal works in unit 1 and these from now on. Out of one: all units get new keys, and what it had
 * read it keeps until the citizens there are purged from it. */
NODISCARD bool admin_move(struct store *store, struct hub *hub, const char *terminal,
			  const char *const *units, size_t count, struct err *err);
/* Takes cards that came since into the keyring, removes invitations that have run out, and tells the hub once
 * more who belongs to it. */
NODISCARD bool admin_tidy(struct store *store, struct hub *hub, int64_t now_ms, struct err *err);

/* ---- the administrator's key on paper ----------------------------- */

/* The key is in one database. On paper it outlives that: whoever holds the paper is the administrator. */
#define ADMIN_CODE_LINES 4
#define ADMIN_CODE_LINE_DIGITS 16 /* of which the first is the line's number */
#define ADMIN_CODE_SIZE (ADMIN_CODE_LINES * ADMIN_CODE_LINE_DIGITS + 1)

/* The code, for the paper; that there is one is kept from now on. Without a hub. */
NODISCARD bool admin_paper(struct store *store, int64_t now_ms, char code[ADMIN_CODE_SIZE], struct err *err);
/* The line (0 to 3) of it; with a hyphen between groups of four. */
#define ADMIN_CODE_LINE_GROUPED 20
const char *admin_code_grouped(const char code[ADMIN_CODE_SIZE], int line, char text[ADMIN_CODE_LINE_GROUPED]);
/* When the code was put on paper last on this terminal, UTC ms; 0: never. */
NODISCARD bool admin_paper_at(struct store *store, int64_t *at_ms, struct err *err);
/* Whether what was typed is that line (0 to 3) of a code. ERR_INPUT: it is not. */
NODISCARD bool admin_code_line(const char *typed, int line, struct err *err);

/* This terminal becomes the administrator's, by the code on the paper. All units get new keys, and the terminal that
 * was the administrator's is one like the others from its next exchange on: the keyrings of the later administrator
 * count, whatever the former one writes. The units' keys come from the keyring, where they are sealed to the code's
 * key. ERR_INPUT: no code; ERR_REFUSED: not enrolled, shut out, another installation's code. */
NODISCARD bool admin_take_over(struct store *store, struct hub *hub, const char *typed, int64_t now_ms,
			       struct err *err);

/* ---- how far everybody has come ----------------------------- */

struct ring_seen {
	uint32_t origin;
	int64_t bundles;   /* that the hub has of it now, all units */
	int64_t behind;    /* of its units' bundles by others, without a receipt from it */
	int64_t newest_ms; /* when what it sent last was written; 0: it has sent nothing */
};
/* One row a terminal of the ring, in its order. */
NODISCARD bool ring_seen_read(struct hub *hub, const struct ring *ring, struct arena *arena,
			      struct ring_seen **seen, struct err *err);

/* ---- a terminal ----------------------------- */

/* An empty database becomes the terminal that the code invites. Interrupted, the same code goes on. */
NODISCARD bool terminal_enrol(struct store *store, struct hub *hub, const char *typed, int64_t now_ms,
			      struct err *err);
/* A restored or cloned database goes on as a new terminal of its installation. */
NODISCARD bool terminal_recover(struct store *store, struct hub *hub, const char *typed, int64_t now_ms,
				struct err *err);

#endif
