/* lineage.h - what a write to a cell replaced: kept beside its value, so that what two writes both came from can be
 * told (conflict_base.c) when the log has long been pruned.
 *
 * Kept in the column prev of cell, sibling and superseded: the dots of the heads that the write replaced, none for a
 * row's creation; NULL: not known here, as of values that came before the column did.
 *
 * It travels as change.prev. Of the state of a cell that also says what all of the cell has replaced (merge.h): then
 * the dot (origin of the change, 0) ends what the write itself replaced, and the rest is of others; that dot twice:
 * what it replaced itself is not known. For merging the dot 0 covers nothing, so all of it may be taken as it is. */
#ifndef SAMTALE_SRC_STORE_LINEAGE_H
#define SAMTALE_SRC_STORE_LINEAGE_H

#include "database.h"
#include "samtale/store/change.h"

struct lineage {
	struct packed dots; /* (number origin, number seq)* */
	bool is_known;
};

#define LINEAGE_NONE ((struct lineage){ { NULL, NULL }, true })

/* Of a row of cell, sibling or superseded; borrowed until the next step. */
struct lineage lineage_in(struct statement *s, int column);
struct lineage lineage_keep(struct arena *arena, struct lineage lineage);
void lineage_bind(struct statement *s, struct lineage lineage);

/* Of a change as it came; borrowed from it. */
struct lineage lineage_of(const struct change *change);
/* The prev of a change that tells the state of a cell: context, what all of it has replaced, or none. */
struct packed lineage_pack(struct arena *arena, uint32_t origin, struct lineage lineage, struct packed context);

#endif
