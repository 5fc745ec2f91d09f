/* varint.h - numbers and values as bytes (sync-storage, section 9.3): in the op log, in a bundle, in what
 * lies at a hub.
 *
 *	number  LEB128: seven bits a byte, low ones first
 *	signed  a number with the sign in its lowest bit (zigzag)
 *	value   00 NULL | 01 signed | 02 float64 little-endian | 03 length text | 04 length blob
 *
 * Writing grows a struct str, which may hold NUL bytes. Reading never goes past the end: false means the
 * bytes are not well-formed. */
#ifndef SAMTALE_BASE_VARINT_H
#define SAMTALE_BASE_VARINT_H

#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/str.h"

/* Bytes to be read, borrowed; reading moves `at`. */
struct packed {
	const unsigned char *at, *end;
};

/* A value as it lies in the bytes: text and blob are borrowed and not NUL-terminated. Types carry SQLite's
 * numbers. */
enum packed_type { PACKED_INTEGER = 1, PACKED_REAL, PACKED_TEXT, PACKED_BLOB, PACKED_NULL };
struct packed_value {
	int type;
	int64_t integer;
	double real;
	const char *bytes;
	size_t length;
};

void pack_number(struct str *out, uint64_t number);
void pack_signed(struct str *out, int64_t number);
void pack_value_seen(struct str *out, const struct packed_value *value);

NODISCARD bool unpack_number(struct packed *in, uint64_t *number);
NODISCARD bool unpack_signed(struct packed *in, int64_t *number);
/* The next length bytes. */
NODISCARD bool unpack_piece(struct packed *in, uint64_t length, struct packed *piece);
NODISCARD bool unpack_value(struct packed *in, struct packed_value *value);

/* A copy in the arena. */
struct packed_value packed_value_keep(struct arena *arena, struct packed_value value);

/* Type and content, as SQL's IS compares. */
bool values_are_same(const struct packed_value *a, const struct packed_value *b);

#endif
