#include "samtale/base/varint.h"

#include <string.h>

enum { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };

/* ---- writing --------------------------------------------------------------------------------- */

void pack_number(struct str *out, uint64_t number)
{
	char bytes[10];
	size_t count = 0;

	for (; number > 0x7f; number >>= 7)
		bytes[count++] = (char)(0x80 | (number & 0x7f));
	bytes[count++] = (char)number;
	str_add_bytes(out, bytes, count);
}

void pack_signed(struct str *out, int64_t number)
{
	pack_number(out, (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0));
}

static void pack_real(struct str *out, double real)
{
	char bytes[8];
	uint64_t bits;

	memcpy(&bits, &real, sizeof(bits));
	for (int i = 0; i < 8; i++)
		bytes[i] = (char)(bits >> (8 * i));
	str_add_bytes(out, bytes, sizeof(bytes));
}

static void pack_bytes(struct str *out, char tag, const void *bytes, size_t count)
{
	str_add_bytes(out, &tag, 1);
	pack_number(out, count);
	if (count)
		str_add_bytes(out, bytes, count);
}

void pack_value_seen(struct str *out, const struct packed_value *value)
{
	char tag;

	switch (value->type) {
	case PACKED_INTEGER:
		tag = VALUE_INTEGER;
		str_add_bytes(out, &tag, 1);
		pack_signed(out, value->integer);
		break;
	case PACKED_REAL:
		tag = VALUE_REAL;
		str_add_bytes(out, &tag, 1);
		pack_real(out, value->real);
		break;
	case PACKED_TEXT:
		pack_bytes(out, VALUE_TEXT, value->bytes, value->length);
		break;
	case PACKED_BLOB:
		pack_bytes(out, VALUE_BLOB, value->bytes, value->length);
		break;
	default:
		tag = VALUE_NULL;
		str_add_bytes(out, &tag, 1);
	}
}

/* ---- reading --------------------------------------------------------------------------------- */

bool unpack_number(struct packed *in, uint64_t *number)
{
	*number = 0;
	for (int shift = 0; shift < 64; shift += 7) {
		unsigned char byte;

		if (in->at == in->end)
			return false;
		byte = *in->at++;
		if (shift == 63 && byte > 1)
			return false;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

bool unpack_signed(struct packed *in, int64_t *number)
{
	uint64_t bits;

	if (!unpack_number(in, &bits))
		return false;
	*number = (int64_t)(bits >> 1 ^ (bits & 1 ? UINT64_MAX : 0));
	return true;
}

bool unpack_piece(struct packed *in, uint64_t length, struct packed *piece)
{
	if (length > (uint64_t)(in->end - in->at))
		return false;
	*piece = (struct packed){ in->at, in->at + length };
	in->at += length;
	return true;
}

static bool unpack_real(struct packed *in, double *real)
{
	uint64_t bits = 0;

	if (in->end - in->at < 8)
		return false;
	for (int i = 0; i < 8; i++)
		bits |= (uint64_t)*in->at++ << (8 * i);
	memcpy(real, &bits, sizeof(*real));
	return true;
}

static bool unpack_bytes(struct packed *in, struct packed_value *value)
{
	struct packed piece;
	uint64_t length;

	if (!unpack_number(in, &length) || !unpack_piece(in, length, &piece))
		return false;
	value->bytes = (const char *)piece.at;
	value->length = (size_t)length;
	return true;
}

bool unpack_value(struct packed *in, struct packed_value *value)
{
	*value = (struct packed_value){ PACKED_NULL };
	if (in->at == in->end)
		return false;
	switch (*in->at++) {
	case VALUE_NULL:
		return true;
	case VALUE_INTEGER:
		value->type = PACKED_INTEGER;
		return unpack_signed(in, &value->integer);
	case VALUE_REAL:
		value->type = PACKED_REAL;
		return unpack_real(in, &value->real);
	case VALUE_TEXT:
		value->type = PACKED_TEXT;
		return unpack_bytes(in, value);
	case VALUE_BLOB:
		value->type = PACKED_BLOB;
		return unpack_bytes(in, value);
	default:
		return false;
	}
}

struct packed_value packed_value_keep(struct arena *arena, struct packed_value value)
{
	if (value.length)
		value.bytes = arena_memdup(arena, value.bytes, value.length);
	return value;
}

bool values_are_same(const struct packed_value *a, const struct packed_value *b)
{
	if (a->type != b->type || a->integer != b->integer || a->length != b->length)
		return false;
	if (a->type == PACKED_REAL)
		return a->real == b->real;
	return !a->length || !memcmp(a->bytes, b->bytes, a->length);
}
