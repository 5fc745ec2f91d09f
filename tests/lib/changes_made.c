#include "changes_made.h"

#include <string.h>

uint32_t drawn(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % below;
}

static int64_t number_made(uint32_t *state)
{
	static const int64_t ends[] = {
		0, -1, 1, 63, 64, 127, 128, INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1
	};

	switch (drawn(state, 3)) {
	case 0:
		return ends[drawn(state, LENGTH(ends))];
	case 1:
		return drawn(state, 1000);
	default:
		return (int64_t)((uint64_t)drawn(state, 1 << 24) << 40 |
				 (uint64_t)drawn(state, 1 << 24) << 16 | drawn(state, 1 << 16));
	}
}

/* A text of 64 hexadecimal digits, a short one or a long one, of any bytes. */
static struct packed_value text_made(uint32_t *state, int type, struct arena *arena)
{
	struct packed_value value = { type, .length = drawn(state, drawn(state, 50) ? 200 : 70000) };
	bool is_hash = !drawn(state, 8);
	char *bytes;

	if (is_hash)
		value.length = 64;
	bytes = arena_alloc(arena, value.length + 1);
	for (size_t i = 0; i < value.length; i++)
		bytes[i] = is_hash ? "0123456789abcdef"[drawn(state, 16)] : (char)drawn(state, 256);
	value.bytes = bytes;
	return value;
}

static struct packed_value value_made(uint32_t *state, int64_t hlc, struct arena *arena)
{
	static const double reals[] = { 0.0, -0.5, 1e308, 5e-324 };
	struct packed_value value = { (int)drawn(state, PACKED_NULL) + 1 };

	if (value.type == PACKED_INTEGER)
		value.integer = drawn(state, 6) ? number_made(state) : hlc >> HLC_COUNTER_BITS;
	else if (value.type == PACKED_REAL)
		value.real = reals[drawn(state, LENGTH(reals))];
	else if (value.type != PACKED_NULL)
		return text_made(state, value.type, arena);
	return value;
}

static struct packed kept(struct str *bytes, struct arena *arena)
{
	const unsigned char *copy = arena_memdup(arena, bytes->text, bytes->length);
	struct packed packed = { copy, copy + bytes->length };

	str_done(bytes);
	return packed;
}

static struct packed columns_made(uint32_t *state, int64_t hlc, struct arena *arena)
{
	uint64_t mask = (uint64_t)number_made(state) & drawn(state, 1 << 10) & INT64_MAX;
	struct str bytes;

	if (!drawn(state, 20))
		mask = INT64_MAX;
	str_init(&bytes);
	pack_number(&bytes, mask);
	for (; mask; mask &= mask - 1) {
		struct packed_value value = value_made(state, hlc, arena);

		pack_value_seen(&bytes, &value);
	}
	return kept(&bytes, arena);
}

static struct packed dots_made(uint32_t *state, struct arena *arena)
{
	struct str bytes;

	str_init(&bytes);
	for (uint32_t left = drawn(state, 3); left; left--) {
		pack_number(&bytes, drawn(state, ID_ORIGIN_MAX) + 1);
		pack_number(&bytes, (uint64_t)number_made(state) & INT64_MAX);
	}
	return kept(&bytes, arena);
}

struct change change_made(uint32_t *state, struct arena *arena)
{
	struct change change = {
		.dot = { drawn(state, 4) ? 7 : drawn(state, ID_ORIGIN_MAX) + 1,
			 number_made(state) & INT64_MAX },
		.hlc = number_made(state),
		.tx = drawn(state, 2) ? 3 : number_made(state),
		.rank = (int)drawn(state, 2),
		.author = drawn(state, 2) ? 9 : number_made(state),
		.table = (int)drawn(state, drawn(state, 9) ? 20 : 1023) + 1,
		.row = number_made(state),
		.column = (int)drawn(state, 3) - 1,
	};

	change.dot.seq += !change.dot.seq;
	if (change.column > CHANGE_CREATION) {
		struct packed_value value = value_made(state, change.hlc, arena);
		struct str bytes;

		str_init(&bytes);
		pack_value_seen(&bytes, &value);
		change.column = (int)drawn(state, 63) + 1;
		change.prev = dots_made(state, arena);
		change.value = kept(&bytes, arena);
	} else {
		change.value = columns_made(state, change.hlc, arena);
	}
	return change;
}

static bool packed_are_same(struct packed a, struct packed b)
{
	size_t size = (size_t)(a.end - a.at);

	return size == (size_t)(b.end - b.at) && (!size || !memcmp(a.at, b.at, size));
}

bool changes_are_same(const struct change *a, const struct change *b)
{
	return a->dot.origin == b->dot.origin && a->dot.seq == b->dot.seq && a->hlc == b->hlc &&
	       a->tx == b->tx && a->rank == b->rank && a->author == b->author && a->table == b->table &&
	       a->row == b->row && a->column == b->column && packed_are_same(a->prev, b->prev) &&
	       packed_are_same(a->value, b->value);
}
