/* sync.h - one exchange with a hub: fetch and take in, seal and publish, receipts. Resumable at any point: killed
 * anywhere, the next run goes on and gives the same. */
#ifndef SAMTALE_SYNC_SYNC_H
#define SAMTALE_SYNC_SYNC_H

#include "samtale/domain/sync_report.h"
#include "samtale/store/streams.h"
#include "samtale/sync/prune.h"

/* Of one bundle: closed at the end of the transaction that passes `most`; a transaction over `limit` alone is held. */
struct sync_sizes {
	size_t ops_most, ops_limit, bytes_most, bytes_limit;
};

struct sync_options {
	/* Bases are made where there is anything new, and asked for where this terminal cannot make them; else only where
	 * enough has come together since the last one. What can go of terminals that were shut out
	 * is removed, too. */
	bool all_bases;
	struct prune_plan *plan; /* what becomes of the bundles at the hub, in the run's arena; NULL: nobody asks */
	bool dry_run; /* tells what would go and come; writes nothing here or there */
	bool (*progress)(void *context, enum sync_step step, int64_t done, int64_t of); /* false: stop now */
	void *context;
	int64_t now_ms;
	const struct sync_sizes *sizes; /* NULL: those of bundle.h */
};

/* now: store_stamp() has been called. Errors: the hub is not there at all (ERR_IO), the database (as ever); all
 * else is a trouble in the report. */
NODISCARD bool sync_run(struct store *store, struct hub *hub, const struct sync_options *options,
			struct arena *arena, struct sync_report *report, struct err *err);

#endif
