/* sync.h - one exchange with a hub: fetch and take in, seal and publish, receipts. Resumable at any point: killed
 * anywhere, the next run goes on and gives the same. */
#ifndef SAMTALE_SYNC_SYNC_H
#define SAMTALE_SYNC_SYNC_H

#include "samtale/store/streams.h"
#include "samtale/sync/keyring.h"

enum sync_step { SYNC_KEYS, SYNC_FETCH, SYNC_TAKE, SYNC_SEAL, SYNC_PUBLISH, SYNC_RECEIPTS, SYNC_DONE };
const char *sync_step_text(enum sync_step step); /* translated */

struct sync_options {
	bool dry_run; /* tells what would go and come; writes nothing here or there */
	bool (*progress)(void *context, enum sync_step step, int64_t done, int64_t of); /* false: stop now */
	void *context;
	int64_t now_ms;
};

/* A stream, bundle or record that did not go or come; the rest did. */
struct sync_trouble {
	const char *code;     /* bundle_fault_code(), or "access", "media", "ahead" ... */
	int64_t unit, bseq;
	uint32_t origin;
	const char *terminal; /* its name in the keyring */
	const char *text;     /* a whole sentence with what to do next; no personal data */
};

struct sync_report {
	int64_t sent_bundles, sent_ops, sent_bytes;
	int64_t taken_bundles, taken_ops;
	int64_t receipts;      /* of ours, new */
	int64_t conflicts_before, conflicts;
	int64_t held, parked, snapshots, purged_citizens;
	int64_t waiting;       /* ours, still */
	struct sync_trouble *troubles;
	size_t trouble_count;
	bool is_restored;      /* the hub has more of this terminal than the terminal itself: nothing was sent */
};

/* now: store_stamp() has been called. Errors: the hub is not there at all (ERR_IO), the database (as ever); all
 * else is a trouble in the report. */
NODISCARD bool sync_run(struct store *store, struct hub *hub, const struct sync_options *options,
			struct arena *arena, struct sync_report *report, struct err *err);

#endif
