/* handovers.h - who offered whom to whom, what became of it, and whose a citizen is now.
 *
 * A citizen's unit follows the coordinator (streams.h), so accepting an offer moves the citizen and everything about
 * the citizen to the receiver's unit; an offer lets the receiver's unit read the citizen while it waits. */
#ifndef SAMTALE_STORE_HANDOVERS_H
#define SAMTALE_STORE_HANDOVERS_H

#include "samtale/domain/handover.h"
#include "samtale/store/store.h"

struct handover_query {
	int64_t citizen;    /* 0: every citizen */
	int64_t caseworker; /* only those from, to or written by; 0: everybody's */
	bool open;	    /* only those that wait for an answer */
};

/* Newest first. */
NODISCARD bool store_handovers(struct store *store, const struct handover_query *query, struct arena *arena,
			       struct handover **rows, size_t *count, struct err *err);

/* Within a team the fact and the citizen's new coordinator, to another team the offer alone; in one transaction.
 * Fills id, at, author, is_offer. ERR_BUSY: the coordinator is no longer handover->from. ERR_REFUSED: the citizen is
 * offered to somebody already. */
NODISCARD bool store_handover_add(struct store *store, struct handover *handover, struct err *err);
/* The answer, and the coordinator that it gives the citizen, in one transaction. ERR_REFUSED: not this caseworker's to
 * answer, or answered already. */
NODISCARD bool store_handover_answer(struct store *store, const struct handover_answer *answer, struct err *err);

/* Whose the citizen is; also of one whose rows were removed here. A citizen nobody knows is here. */
NODISCARD bool store_citizen_home(struct store *store, int64_t citizen, struct arena *arena,
				  struct citizen_home *home, struct err *err);
/* Citizens who were here and have moved to another unit, where they count. */
NODISCARD bool store_moved_count(struct store *store, int64_t *count, struct err *err);

#endif
