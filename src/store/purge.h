/* purge.h - citizens whose rows have been removed here: what a change about one of them meets.
 *
 * MOVED: who has the citizen now is known by a stub. What comes late is not merged into rows that are no more; it is
 * laid aside, goes on to the new unit as the citizen's state, and is forgotten once it has been received there. When a
 * state of the citizen comes back, the stub goes and all is merged as ever; the coordinator's cell, which was kept,
 * says whether the citizen has really come back. FOR GOOD: nothing of the citizen is taken in again; returning.h tells
 * which row the same person has afterwards. */
#ifndef SAMTALE_SRC_STORE_PURGE_H
#define SAMTALE_SRC_STORE_PURGE_H

#include "belongs.h"

enum purge_kind { PURGE_NONE, PURGE_MOVED, PURGE_FOR_GOOD };

/* The change is about a citizen who was removed, and has been laid aside or dropped: *met. is_state: it is part of a
 * snapshot. *is_news: it was not known here. */
NODISCARD bool purge_meet(struct belongs *belongs, const struct change *change, bool is_state, bool *met,
			  bool *is_news, struct err *err);

/* What comes of somebody who was removed here because of a move. */
NODISCARD bool purge_lay_aside(struct store *store, int64_t citizen, const struct change *change, bool *is_news,
			       struct err *err);
/* Somebody has registered the citizen again, or a state has come: the stub goes, what was laid aside is parked. */
NODISCARD bool purge_revive(struct store *store, int64_t citizen, struct err *err);
NODISCARD bool purge_kind_of(struct store *store, int64_t citizen, enum purge_kind *kind, struct err *err);

#endif
