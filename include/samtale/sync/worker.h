/* worker.h - a hub's worker: a terminal that is a member of all units, takes in what the others send, gives receipts
 * that count for all, and keeps tables for reports beside the hub (PostgreSQL only, schema hub_read).
 *
 * The tables are copies of the worker's own: what it has checked and merged as every terminal does. The feed tells
 * it which rows to copy. They can be dropped at any time; the next pass, or one with `rebuild`, makes the same
 * again. Killed anywhere, the next pass goes on. */
#ifndef SAMTALE_SYNC_WORKER_H
#define SAMTALE_SYNC_WORKER_H

#include "samtale/sync/sync.h"

struct work_options {
	bool rebuild; /* empty the tables first */
	int64_t now_ms;
};

struct work_unit {
	int64_t unit, from, feed; /* read on from and to, of the unit's feed */
};

struct work_report {
	struct sync_report sync;
	struct work_unit *units;
	size_t unit_count;
	int64_t rows, removed; /* copied to the tables, taken out of them */
	int64_t erased;	       /* ops of citizens who were removed after retention: what they said is gone */
	int64_t waiting;       /* bundles that are in the feed and could not be taken in yet */
	bool is_set_back;      /* the hub has less than at an earlier pass: it was restored */
};

/* One pass. ERR_USAGE: the hub is a folder; ERR_REFUSED: this terminal is not the hub's worker; ERR_DAMAGED: the feed
 * has a hole. */
NODISCARD bool worker_pass(struct store *store, struct hub *hub, const struct work_options *options,
			   struct arena *arena, struct work_report *report, struct err *err);

#endif
