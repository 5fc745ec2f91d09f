/* digest.c - a hash over all that two terminals of the same units must agree on. Rows go in by table and number, so
 * the order in which they came does not matter; a cell counts with the write that is shown, whether it is kept for
 * itself or is implied by the row's creation. Citizens of other units are left out: who still has some of theirs and
 * who has not is not agreed on. */
#include "stream_rows.h"

#include <sodium.h>

#include "pack.h"
#include "table_sql.h"

struct digest {
	struct store *store;
	crypto_generichash_state state;
	struct belongs belongs;
	struct str line; /* what of a row goes in */
	bool is_enrolled;
	struct {
		int64_t unit;
		bool is_mine;
	} latest; /* looked at */
};

/* ---- whose row -------------------------------------------------------------------------------- */

static bool unit_counts(struct digest *digest, int64_t unit, bool *counts, struct err *err)
{
	int64_t mine = 0;

	if (digest->latest.unit != unit) {
		if (!database_number(digest->store,
				     "SELECT ?1 = 1 OR EXISTS(SELECT 1 FROM stream_unit WHERE number = ?1 AND is_mine)",
				     unit, 0, &mine, err))
			return false;
		digest->latest.unit = unit;
		digest->latest.is_mine = mine != 0;
	}
	*counts = digest->latest.is_mine;
	return true;
}

/* A row of everybody's, or one whose citizen is not here: late work that came for somebody who has moved on, to a
 * terminal that never had the citizen. */
static bool is_of_all(struct digest *digest, const struct synced_table *table, int64_t row, int64_t citizen,
		      bool *of_all, struct err *err)
{
	struct store *store = digest->store;
	int64_t found = 0;

	*of_all = true;
	if (table->id == TABLE_CITIZEN || !table_has_citizens(table))
		return true;
	if (citizen) {
		if (!database_number(store, "SELECT count(*) FROM citizen WHERE id = ?", citizen, 0, &found, err))
			return false;
		*of_all = found != 0;
		return true;
	}
	if (!database_number(store, table_sql(store, table)->owner_of, row, 0, &found, err))
		return false;
	*of_all = !found;
	return true;
}

static bool row_counts(struct digest *digest, const struct synced_table *table, int64_t row, bool *counts,
		       struct err *err)
{
	int64_t citizen, unit;

	*counts = true;
	if (!digest->is_enrolled)
		return true;
	if (!belongs_row(&digest->belongs, table, row, &citizen, err) ||
	    !belongs_unit(&digest->belongs, citizen, &unit, err) || !unit_counts(digest, unit, counts, err))
		return false;
	return !*counts || unit != UNIT_OF_ALL || is_of_all(digest, table, row, citizen, counts, err);
}

/* ---- what of it ------------------------------------------------------------------------------- */

struct stamps {
	struct dot base, cells[COLUMN_ID_MAX];
	uint64_t mask;
};

static bool stamps_read(struct digest *digest, const struct synced_table *table, int64_t row,
			struct stamps *stamps, struct err *err)
{
	struct statement s;

	*stamps = (struct stamps){ { 0, 0 }, { { 0, 0 } }, 0 };
	if (!statement_begin(&s, digest->store,
			     "SELECT col, origin, seq, ctx FROM cell WHERE tbl = ? AND row = ?", err))
		return false;
	statement_bind_int(&s, table->id);
	statement_bind_int(&s, row);
	while (statement_row(&s)) {
		int64_t column = statement_int(&s, 0);
		struct dot dot = { (uint32_t)statement_int(&s, 1), statement_int(&s, 2) };
		struct packed mask = packed_in(s.handle, 3);

		if (column > 0 && column <= COLUMN_ID_MAX)
			stamps->cells[column - 1] = dot;
		else if (unpack_number(&mask, &stamps->mask))
			stamps->base = dot;
	}
	return statement_end(&s);
}

static bool row_stamps_add(struct digest *digest, const struct synced_table *table, int64_t row, struct err *err)
{
	struct stamps stamps;

	if (!stamps_read(digest, table, row, &stamps, err))
		return false;
	for (int i = 0; i < table->column_count; i++) {
		int at = table->columns[i].id - 1;
		struct dot dot = stamps.cells[at];

		if (!dot.origin && stamps.mask >> at & 1)
			dot = stamps.base;
		pack_dot(&digest->line, dot);
	}
	return true;
}

static bool siblings_add(struct digest *digest, const struct synced_table *table, int64_t row, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, digest->store,
			     "SELECT col, origin, seq, val FROM sibling WHERE tbl = ? AND row = ?"
			     " ORDER BY col, origin, seq",
			     err))
		return false;
	statement_bind_int(&s, table->id);
	statement_bind_int(&s, row);
	while (statement_row(&s)) {
		struct packed_value value = value_in(s.handle, 3);

		pack_number(&digest->line, (uint64_t)statement_int(&s, 0));
		pack_dot(&digest->line, (struct dot){ (uint32_t)statement_int(&s, 1), statement_int(&s, 2) });
		pack_value_seen(&digest->line, &value);
	}
	return statement_end(&s);
}

static bool row_add(struct digest *digest, const struct synced_table *table, struct statement *rows,
		    struct err *err)
{
	int64_t row = statement_int(rows, 0);
	bool counts;

	if (!row_counts(digest, table, row, &counts, err))
		return false;
	if (!counts)
		return true;
	str_clear(&digest->line);
	pack_number(&digest->line, (uint64_t)table->id);
	pack_number(&digest->line, (uint64_t)row);
	for (int i = 0; i < table->column_count; i++) {
		struct packed_value value = value_in(rows->handle, i + 1);

		pack_value_seen(&digest->line, &value);
	}
	if (table->kind == TABLE_MUTABLE &&
	    (!row_stamps_add(digest, table, row, err) || !siblings_add(digest, table, row, err)))
		return false;
	crypto_generichash_update(&digest->state, (const unsigned char *)digest->line.text, digest->line.length);
	return true;
}

static bool table_add(struct digest *digest, const struct synced_table *table, struct err *err)
{
	struct statement s;
	bool done = true;

	if (!statement_begin(&s, digest->store, table_sql(digest->store, table)->all, err))
		return false;
	while (done && statement_row(&s))
		done = row_add(digest, table, &s, err);
	return statement_end(&s) && done;
}

bool store_digest(struct store *store, char digest_text[ID_HASH_TEXT], struct err *err)
{
	unsigned char hash[STREAM_HASH_BYTES];
	struct digest digest = { .store = store };
	int64_t units;
	bool done = true;

	if (!database_number(store, "SELECT count(*) FROM stream_unit", 0, 0, &units, err))
		return false;
	digest.is_enrolled = units > 0;
	crypto_generichash_init(&digest.state, NULL, 0, sizeof(hash));
	belongs_init(&digest.belongs, store);
	str_init(&digest.line);
	for (size_t i = 0; done && i < synced_table_count; i++)
		done = table_add(&digest, &synced_tables[i], err);
	str_done(&digest.line);
	belongs_done(&digest.belongs);
	crypto_generichash_final(&digest.state, hash, sizeof(hash));
	sodium_bin2hex(digest_text, ID_HASH_TEXT, hash, sizeof(hash));
	return done;
}
