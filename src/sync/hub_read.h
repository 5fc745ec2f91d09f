/* hub_read.h - the tables for reports in a hub's schema hub_read, and how far the worker has read (worker.h). */
#ifndef SAMTALE_SRC_SYNC_HUB_READ_H
#define SAMTALE_SRC_SYNC_HUB_READ_H

#include "postgres.h"
#include "samtale/store/read_model.h"
#include "samtale/sync/worker.h"

/* A row that a change in the feed touches. */
struct touched {
	int table;
	int64_t row;
};

struct hub_read {
	struct store *store;
	struct postgres *postgres;
	struct self self;
	const struct read_table *tables;
	size_t table_count;
	int64_t pass; /* rises with each */
	struct touched *touched;
	size_t touched_count;
	struct arena *arena; /* the report's */
	struct arena lasting, scratch;
	struct work_report *report;
};

/* ---- tables (hub_read.c); all inside the pass's transaction ---------------------------------------- */

/* Makes what is missing, anew when the program's tables are others; takes the lock that keeps two workers apart. */
NODISCARD bool hub_read_begin(struct hub_read *read, bool rebuild, struct err *err);
/* Copies the rows touched. */
NODISCARD bool hub_read_copy(struct hub_read *read, struct err *err);
/* What was removed here without a change that says so (a purge) goes there too. */
NODISCARD bool hub_read_agree(struct hub_read *read, struct err *err);

/* ---- removal after retention (hub_read_erase.c) ------------------------------------------------------ */

/* Between the feeds and the copy: what the worker has removed for good is erased in the feed and touched. */
NODISCARD bool hub_read_erase(struct hub_read *read, struct err *err);

/* ---- feed (hub_read_feed.c) -------------------------------------------------------------------------- */

/* Reads on in every unit's feed: gathers the rows touched by bundles that were taken in, moves the cursors,
 * and signs a checkpoint where one moved. */
NODISCARD bool hub_read_feeds(struct hub_read *read, struct err *err);

#endif
