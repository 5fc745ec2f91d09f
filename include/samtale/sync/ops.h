/* ops.h - changes as the bytes inside a bundle (sync-storage, section 9.3).
 *
 * Every op carries its length, so that a reader who does not know a kind, a table or a column can step over
 * it and park it. Numbers are differences to the op before, and what was said a moment ago is said by its place;
 * transaction, author, rank and origin are said once and hold until they change. The same changes give the same
 * bytes. */
#ifndef SAMTALE_SYNC_OPS_H
#define SAMTALE_SYNC_OPS_H

#include "samtale/base/arena.h"
#include "samtale/base/str.h"
#include "samtale/store/change.h"

struct ops_encoder; /* what the op before said; opaque */

struct ops_encoder *ops_encoder_new(void);
void ops_encoder_free(struct ops_encoder *encoder);
/* Appends the change to out, which may hold NUL bytes. ERR_DAMAGED: its value is not well-formed; the encoder is
 * of no use any more. */
NODISCARD bool ops_encode(struct ops_encoder *encoder, const struct change *change, struct str *out,
			  struct err *err);

/* The changes and their values in the arena, their prev borrowed from the bytes. ERR_DAMAGED: not well-formed;
 * ERR_NEWER: said in a way that only a newer program knows. Every value, column list and list of dots that it
 * gives is well-formed; tables and columns may be unknown here. */
NODISCARD bool ops_decode(const unsigned char *bytes, size_t size, struct arena *arena,
			  struct change **changes, size_t *count, struct err *err);

#endif
