/* simulate.h - a whole installation in one process: terminals with real databases that work, exchange by
 * sync_run() through a hub that fails in every way hubs fail, and are counted afterwards.
 *
 * What was written is kept in a ledger apart from the engine; at the end each terminal is held against it. Chance
 * comes from the seed alone. Citizens are invented and have replacement numbers (cpr.h), which nobody has. */
#ifndef SAMTALE_SYNC_SIMULATE_H
#define SAMTALE_SYNC_SIMULATE_H

#include "samtale/base/arena.h"
#include "samtale/base/date.h"
#include "samtale/base/err.h"

enum simulate_fault {
	FAULT_KILL,      /* a run stops dead at any point; what was not on the disk is gone */
	FAULT_REORDER,   /* streams come in any order, the newest bundles late */
	FAULT_DUPLICATE, /* bundles and receipts are given again, and old ones in a new one's place */
	FAULT_TRUNCATE,  /* a file comes cut off, once */
	FAULT_FLIP,      /* a bit of a file is another, once */
	FAULT_VANISH,    /* the medium is gone in the middle of a run */
	FAULT_FULL,      /* it is full for the rest of a run */
	FAULT_CLOCK,     /* clocks up to ten years wrong, and jumping */
	FAULT_RESTORE,   /* a terminal goes on from yesterday's backup */
	FAULT_LAG,       /* a terminal is away for days */
	FAULT_HANDOVER,  /* citizens move to other units while colleagues still write about them */
	FAULT_CONFLICT,  /* two write the same field, or go on with the same case */
	FAULT_ENROL,     /* a terminal comes in on the way */
	FAULT_REVOKE,    /* a terminal is shut out */
	FAULT_PURGE,     /* citizens are removed after retention while others still write about them, and come back */
	FAULT_PRUNE,     /* somebody makes bases and empties the hub of what all have, and gets no further than halfway */
	SIMULATE_FAULTS
};

const char *simulate_fault_name(enum simulate_fault fault); /* "kill" */
/* "kill,reorder", "all" or "none" as bits; ERR_USAGE names the word that is none. */
NODISCARD bool simulate_faults_parse(const char *text, unsigned *faults, struct err *err);

struct simulate_options {
	int terminals, days;
	int units;   /* beside the common one; 0: one for each five terminals */
	int64_t ops; /* that people write, about; 0: sixty a terminal and day */
	uint64_t seed;
	unsigned faults;    /* bits */
	const char *folder; /* an empty one, for the databases */
	struct moment begun;
	/* Where it is, about, in words of days and terminals; false stops. NULL: nobody asks. */
	bool (*progress)(void *context, int day, int done, int of);
	void *context;
};

struct simulate_report {
	int64_t terminals; /* that were enrolled, those shut out too */
	int64_t units, ops, bytes, bundles, runs, failed_runs;
	int64_t conflicts; /* fields with more than one value, and cases with two heads, that wait for a person */
	int64_t lost, doubled, digests;
	int64_t excused;   /* writes that a restored or shut-out terminal had not sent: gone with it, as they must be */
	int64_t anomalies, held, parked, restored;
	int64_t bases_made, bases_taken, pruned; /* the last: bundles, at the hub */
	int64_t leaked;    /* citizens in databases of units that they were never in, nor offered to; texts of
			    * removed ones that can be read */
	int64_t wrong;     /* terminals that store_verify() finds fault with */
	int64_t faults[SIMULATE_FAULTS]; /* that happened */
	const char **findings;           /* what was lost or doubled, a line each, the first few */
	size_t finding_count;
};

/* ERR_IO and what the store says. Whether something was lost is not an error: it is in the report. */
NODISCARD bool simulate_run(const struct simulate_options *options, struct arena *arena,
			    struct simulate_report *report, struct err *err);
bool simulate_is_whole(const struct simulate_report *report); /* nothing lost, doubled or different */

#endif
