/* stream_rows.h - what the parts of the stream bookkeeping share (streams.h). */
#ifndef SAMTALE_SRC_STORE_STREAM_ROWS_H
#define SAMTALE_SRC_STORE_STREAM_ROWS_H

#include "belongs.h"
#include "samtale/store/streams.h"

/* Numbers in sync_self; 0 when never written. */
#define SELF_SEALED "sealed"   /* the newest seq of ours that has been sealed */
#define SELF_PRUNED "pruned"   /* up to this seq, ops of ours may be missing in the log, or say nothing any more */
#define SELF_SEATS "seats"     /* 1: told of those who were here before there were two units */
#define SELF_DROPPED "dropped" /* changes of citizens who were removed for good */
NODISCARD bool self_number(struct store *store, const char *key, int64_t *number, struct err *err);
NODISCARD bool self_number_put(struct store *store, const char *key, int64_t number, struct err *err);

/* All up to this seq has left the terminal: sealed, and no bundle with an earlier one waits to be published. */
NODISCARD bool stream_published(struct store *store, int64_t *seq, struct err *err);
/* The same for what has been received by all who shall have it. */
NODISCARD bool stream_acked(struct store *store, int64_t *seq, struct err *err);
/* The same for what has been received by anybody at all ("synket"). */
NODISCARD bool stream_signed_for(struct store *store, int64_t *seq, struct err *err);

/* changes.c: the ops that sql gives, with its columns as there; up to two numbers are bound. */
#define OPS_COLUMNS "seq, hlc, tx, rank, author, tbl, row, col, prev, val"
#define OPS_OF_ROWS /* whose rows are not removed; of who has come back, purged_row still tells what once was */ \
	" NOT EXISTS(SELECT 1 FROM purged_row p CROSS JOIN purged g ON g.citizen = p.citizen"                  \
	" WHERE p.tbl = oplog.tbl AND p.row = oplog.row)"
NODISCARD bool ops_each(struct store *store, const char *sql, int64_t first, int64_t second,
			bool (*each)(void *context, const struct change *change, struct err *err),
			void *context, struct err *err);

/* The coordinators that a change of a citizen's coordinator took the place of. */
NODISCARD bool stream_coordinators_before(struct store *store, const struct change *change, struct arena *arena,
					  int64_t **before, size_t *count, struct err *err);

/* The citizen has moved when the unit is another than last time: then the whole state is due in the new one, if
 * this terminal has written about the citizen. */
NODISCARD bool citizen_place_look(struct store *store, int64_t citizen, struct err *err);
/* Those who were removed here because they had moved, and have been registered here again since. */
NODISCARD bool citizens_returned_look(struct store *store, struct err *err);
NODISCARD bool citizen_places_look(struct store *store, struct err *err); /* all of them */
/* Each of the citizens that sql gives; up to two numbers are bound. */
NODISCARD bool citizens_each(struct store *store, const char *sql, int64_t first, int64_t second,
			     bool (*look)(struct store *store, int64_t citizen, struct err *err), struct err *err);

#endif
