#include "pack.h"

_Static_assert((int)PACKED_INTEGER == SQLITE_INTEGER && (int)PACKED_REAL == SQLITE_FLOAT &&
	       (int)PACKED_TEXT == SQLITE_TEXT && (int)PACKED_BLOB == SQLITE_BLOB &&
	       (int)PACKED_NULL == SQLITE_NULL, "a packed value's type is SQLite's");

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

bool unpack_dot(struct packed *in, struct dot *dot)
{
	uint64_t origin, seq;

	if (!unpack_number(in, &origin) || !unpack_number(in, &seq) || origin > UINT32_MAX || seq > INT64_MAX)
		return false;
	*dot = (struct dot){ (uint32_t)origin, (int64_t)seq };
	return true;
}

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
