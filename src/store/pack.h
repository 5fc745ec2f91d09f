/* pack.h - numbers, values and dots as the bytes of the op stream (sync-storage, section 9.3).
 *
 *	varint  LEB128
 *	value   00 NULL | 01 zigzag varint | 02 float64 little-endian | 03 length text | 04 length blob
 *	columns varint mask (bit id - 1), then the value of each set bit
 *	dots    (varint origin, varint seq)*
 *
 * Writing grows a struct str, which may hold NUL bytes. Reading never goes past the end: false means the
 * bytes are not well-formed. */
#ifndef SAMTALE_SRC_STORE_PACK_H
#define SAMTALE_SRC_STORE_PACK_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "samtale/base/compiler.h"
#include "samtale/base/arena.h"
#include "samtale/base/str.h"
#include "samtale/store/change.h"

void pack_number(struct str *out, uint64_t number);
void pack_value(struct str *out, sqlite3_value *value);
void pack_dot(struct str *out, struct dot dot);

NODISCARD bool unpack_number(struct packed *in, uint64_t *number);
NODISCARD bool unpack_dot(struct packed *in, struct dot *dot);

/* A value as it lies in the packed bytes, or in SQLite's hands: text and blob are borrowed and not
 * NUL-terminated. */
struct packed_value {
	int type; /* SQLITE_NULL, SQLITE_INTEGER ... */
	int64_t integer;
	double real;
	const char *bytes;
	size_t length;
};
NODISCARD bool unpack_value(struct packed *in, struct packed_value *value);

struct packed_value value_of(sqlite3_value *value);
struct packed_value value_in(sqlite3_stmt *row, int column);
struct packed packed_in(sqlite3_stmt *row, int column); /* a blob column, borrowed until the next step */

void pack_value_seen(struct str *out, const struct packed_value *value);
struct packed_value packed_value_keep(struct arena *arena, struct packed_value value); /* a copy in the arena */

/* Type and content, as IS compares. */
bool values_are_same(const struct packed_value *a, const struct packed_value *b);

#endif
