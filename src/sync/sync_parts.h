/* sync_parts.h - the parts of one exchange, in their order, and what they share (sync.h). */
#ifndef SAMTALE_SRC_SYNC_SYNC_PARTS_H
#define SAMTALE_SRC_SYNC_SYNC_PARTS_H

#include "base.h"
#include "samtale/sync/sync.h"

#define GAP_DAYS                                                                                             \
	3 /* a stream with a hole is only spoken of after that: the missing file is mostly on its way */

/* A stream at the hub, and how far this terminal is in it. */
struct incoming {
	int64_t unit;
	uint32_t origin;
	int64_t first, last; /* at the hub */
	int64_t bseq;	     /* newest that was taken here; of its own stream: newest that was sealed */
	unsigned char hash[BUNDLE_HASH_BYTES];
};

struct lost {
	int64_t unit, bseq;
};

/* The bases of a unit that the hub has, the one that covers most first. */
struct unit_bases {
	int64_t unit;
	struct base *list;
	size_t count;
	bool is_tried;	  /* in this run */
	bool is_set_back; /* the hub has less of the unit than this terminal has seen there */
};

struct run {
	struct store *store;
	struct hub *hub;
	const struct sync_options *options;
	struct arena *arena; /* the caller's: what the report says lives there */
	struct arena lasting, scratch;
	struct sync_report *report;
	struct self self;
	struct ring ring;
	struct incoming *incoming; /* streams of others in this terminal's units */
	size_t incoming_count;
	struct incoming *own; /* this terminal's streams that the hub shows */
	size_t own_count;
	struct lost *lost; /* own ones that the hub does not keep as they were sent: they go again */
	size_t lost_count;
	struct unit_bases *bases; /* of this terminal's units, and of those it has written to */
	size_t base_count;
	bool is_stopped; /* by the caller, or because nothing must be sent */
};

/* False when the caller wants to stop; then run->is_stopped is set. */
bool run_progress(struct run *run, enum sync_step step, int64_t done, int64_t of);
/* The terminal's name comes before the sentence, when the keyring has one. */
void run_trouble(struct run *run, const char *code, int64_t unit, uint32_t origin, int64_t bseq,
		 const char *text);
/* The hub has what this terminal does not know that it sent: nothing more goes. */
void run_restored(struct run *run, int64_t unit, int64_t bseq);
/* Own stream of the unit at the hub; NULL: none, or the hub does not show it. */
struct incoming *run_own(struct run *run, int64_t unit);
/* NULL: the unit was not looked at. */
struct unit_bases *run_bases(struct run *run, int64_t unit);

bool run_has_lost(const struct run *run, int64_t unit, int64_t bseq);

/* Each: false for what ends the exchange; all else is a trouble in the report. */
NODISCARD bool sync_survey(struct run *run,
			   struct err *err); /* what is at the hub; is this terminal restored */
/* Whether the hub keeps what nobody has signed for. */
NODISCARD bool sync_look(struct run *run, struct err *err);
NODISCARD bool sync_take(struct run *run, struct err *err);	/* others' bundles, checked and merged */
/* The unit's state at its newest base that is whole, where a stream goes on only behind it. *is_taken: cursors of the
 * unit's incoming streams have moved. */
NODISCARD bool sync_take_base(struct run *run, struct unit_bases *bases, bool *is_taken, struct err *err);
NODISCARD bool sync_purge_orders(struct run *run, struct err *err); /* the administrator's, done here too */
NODISCARD bool sync_seal(struct run *run, struct err *err);	/* what was written here, into stream_out */
/* The next part of a unit's state, as a bundle; part->is_done and has_strays say how it went. */
NODISCARD bool sync_seal_part(struct run *run, struct unit_part *part, struct err *err);
NODISCARD bool sync_publish(struct run *run, struct err *err);	/* sealed bundles, to the hub */
NODISCARD bool sync_receipts(struct run *run, struct err *err); /* ours given, others' read */
NODISCARD bool sync_prune(struct run *run, struct err *err);	/* what need not lie at the hub any more */
NODISCARD bool sync_base(struct run *run, struct err *err);	/* bases of this terminal's units, where they are due */

#endif
