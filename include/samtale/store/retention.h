/* retention.h - may a citizen be removed after retention (purge_order.h), and what would go.
 *
 * Counted from the newest day that any of the citizen's rows tells of, as the database here knows them: how long it is
 * kept then is a rule ("retention.years"). What is under way is never old enough. */
#ifndef SAMTALE_STORE_RETENTION_H
#define SAMTALE_STORE_RETENTION_H

#include "samtale/store/store.h"

/* Why not yet. */
enum retention_bar {
	RETENTION_CASE,	      /* a sanction case that has not ended */
	RETENTION_COMPLAINT,  /* one in which a complaint has not been decided */
	RETENTION_UNFINISHED, /* a conversation that has not been signed */
	RETENTION_BENEFIT,    /* a benefit without a last day */
	RETENTION_TOO_EARLY,  /* the time is not up */
	RETENTION_BARS
};

struct retention_part {
	const char *what; /* in words; translated */
	int64_t rows;
};

struct retention {
	struct retention_part *parts; /* in the order of the tables */
	size_t part_count;
	struct date newest, until; /* DATE_NONE: no row tells a day; the last day that it is kept */
	bool bars[RETENTION_BARS];
};

NODISCARD bool store_retention(struct store *store, int64_t citizen, int years, struct arena *arena,
			       struct retention *retention, struct err *err);

#endif
