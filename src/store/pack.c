#include "pack.h"

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

static uint64_t zigzag(int64_t number)
{
	return (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0);
}

void pack_value_seen(struct str *out, const struct packed_value *value)
{
	char tag;

	switch (value->type) {
	case SQLITE_INTEGER:
		tag = VALUE_INTEGER;
		str_add_bytes(out, &tag, 1);
		pack_number(out, zigzag(value->integer));
		break;
	case SQLITE_FLOAT:
		tag = VALUE_REAL;
		str_add_bytes(out, &tag, 1);
		pack_real(out, value->real);
		break;
	case SQLITE_TEXT:
		pack_bytes(out, VALUE_TEXT, value->bytes, value->length);
		break;
	case SQLITE_BLOB:
		pack_bytes(out, VALUE_BLOB, value->bytes, value->length);
		break;
	default:
		tag = VALUE_NULL;
		str_add_bytes(out, &tag, 1);
	}
}

void pack_value(struct str *out, sqlite3_value *value)
{
	struct packed_value seen = value_of(value);

	pack_value_seen(out, &seen);
}

void pack_dot(struct str *out, struct dot dot)
{
	pack_number(out, dot.origin);
	pack_number(out, (uint64_t)dot.seq);
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

bool unpack_dot(struct packed *in, struct dot *dot)
{
	uint64_t origin, seq;

	if (!unpack_number(in, &origin) || !unpack_number(in, &seq) || origin > UINT32_MAX || seq > INT64_MAX)
		return false;
	*dot = (struct dot){ (uint32_t)origin, (int64_t)seq };
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
	uint64_t length;

	if (!unpack_number(in, &length) || length > (uint64_t)(in->end - in->at))
		return false;
	value->bytes = (const char *)in->at;
	value->length = (size_t)length;
	in->at += length;
	return true;
}

bool unpack_value(struct packed *in, struct packed_value *value)
{
	uint64_t number;

	*value = (struct packed_value){ SQLITE_NULL };
	if (in->at == in->end)
		return false;
	switch (*in->at++) {
	case VALUE_NULL:
		return true;
	case VALUE_INTEGER:
		value->type = SQLITE_INTEGER;
		if (!unpack_number(in, &number))
			return false;
		value->integer = (int64_t)(number >> 1 ^ (number & 1 ? UINT64_MAX : 0));
		return true;
	case VALUE_REAL:
		value->type = SQLITE_FLOAT;
		return unpack_real(in, &value->real);
	case VALUE_TEXT:
		value->type = SQLITE_TEXT;
		return unpack_bytes(in, value);
	case VALUE_BLOB:
		value->type = SQLITE_BLOB;
		return unpack_bytes(in, value);
	default:
		return false;
	}
}

/* ---- in SQLite's hands ----------------------------------------------------------------------- */

struct packed_value value_of(sqlite3_value *value)
{
	struct packed_value seen = { sqlite3_value_type(value) };

	if (seen.type == SQLITE_INTEGER)
		seen.integer = sqlite3_value_int64(value);
	else if (seen.type == SQLITE_FLOAT)
		seen.real = sqlite3_value_double(value);
	else if (seen.type != SQLITE_NULL) {
		seen.bytes = sqlite3_value_blob(value);
		seen.length = (size_t)sqlite3_value_bytes(value);
	}
	return seen;
}

struct packed_value value_in(sqlite3_stmt *row, int column)
{
	struct packed_value seen = { sqlite3_column_type(row, column) };

	if (seen.type == SQLITE_INTEGER)
		seen.integer = sqlite3_column_int64(row, column);
	else if (seen.type == SQLITE_FLOAT)
		seen.real = sqlite3_column_double(row, column);
	else if (seen.type != SQLITE_NULL) {
		seen.bytes = sqlite3_column_blob(row, column);
		seen.length = (size_t)sqlite3_column_bytes(row, column);
	}
	return seen;
}

struct packed packed_in(sqlite3_stmt *row, int column)
{
	const unsigned char *bytes = sqlite3_column_blob(row, column);

	return (struct packed){ bytes, bytes ? bytes + sqlite3_column_bytes(row, column) : NULL };
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
	if (a->type == SQLITE_FLOAT)
		return a->real == b->real;
	return !a->length || !memcmp(a->bytes, b->bytes, a->length);
}
