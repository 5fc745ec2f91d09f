/* sync_state.h - how far this terminal's work has come on its way to the others: what waits and why, what
 * nobody has signed for,
 * what is held back until a person looks. */
#ifndef SAMTALE_DOMAIN_SYNC_STATE_H
#define SAMTALE_DOMAIN_SYNC_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sync_state {
	bool is_enrolled;
	int64_t waiting, oldest_ms;   /* changes not published, and the oldest's UTC ms; 0 none */
	int64_t unconfirmed;	      /* published, and no receipt yet */
	int64_t held, parked, conflicts, anomalies; /* that a person shall look at */
	int64_t tried_ms, done_ms;    /* the last sync that began, the last that went through */
	const char *reason;	      /* why the last did not; "" when it did. A sentence */
};

/* A change that cannot go; it waits alone, with the whole of its transaction, and all others go. */
struct held_change {
	int64_t id, seq, tx, citizen, at;
	int table;
	const char *reason; /* a code: "too_large", "too_many", "no_access", "not_text", "purged" */
	const char *label;  /* what it is, in words; no personal data */
};

struct held_list {
	struct held_change *rows;
	size_t count;
};

#endif
