#include "capture.h"

#include <string.h>

#include "belongs.h"
#include "lineage.h"
#include "pack.h"
#include "rank.h"
#include "tables.h"
#include "vector.h"

/* Which cell is written. */
struct place {
	const struct synced_table *table;
	int64_t row;
	int column;
	int rank; /* of the op that is written */
};

/* ---- the next op ----------------------------------------------------------------------------- */

static const char newest_op[] =
	"SELECT ifnull(seq, 0), max(ifnull(hlc, 0), ifnull((SELECT v FROM sync_self WHERE k = 'heard'), 0)),"
	" ifnull(tx, 0) FROM (SELECT 1) LEFT JOIN (SELECT seq, hlc, tx FROM oplog ORDER BY seq DESC LIMIT 1)";

static bool ops_begin(struct store *store, struct err *err)
{
	struct statement s;

	if (store->ops_begun)
		return true;
	if (!store_identity(store, err) ||
	    !statement_begin(&s, store, newest_op, err))
		return false;
	if (statement_row(&s)) {
		store->seq = statement_int(&s, 0);
		store->hlc = statement_int(&s, 1);
		store->tx = statement_int(&s, 2);
	}
	if (!statement_end(&s))
		return false;
	store->tx++;
	store->first_seq = store->seq + 1;
	store->ops_begun = true;
	rank_forget(store);
	return true;
}

static void clock_tick(struct store *store)
{
	int64_t wall = store->now.utc_ms > 0 ? store->now.utc_ms << HLC_COUNTER_BITS : 0;

	store->seq++;
	store->hlc = wall > store->hlc ? wall : store->hlc + 1;
}

static const char op_insert[] = "INSERT INTO oplog(seq, hlc, tx, author, rank, tbl, row, col, prev, val)"
				" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/* Everything of the op but its value, which the caller binds before it ends the statement. */
static bool op_begin(struct statement *s, struct store *store, const struct place *place,
		     const struct str *prev, struct err *err)
{
	if (!ops_begin(store, err) || !statement_begin(s, store, op_insert, err))
		return false;
	clock_tick(store);
	statement_bind_int(s, store->seq);
	statement_bind_int(s, store->hlc);
	statement_bind_int(s, store->tx);
	statement_bind_int(s, store->author);
	statement_bind_int(s, place->rank);
	statement_bind_int(s, place->table->id);
	statement_bind_int(s, place->row);
	statement_bind_int(s, place->column);
	statement_bind_blob(s, prev && prev->length ? prev->text : NULL, prev ? prev->length : 0);
	return true;
}

/* The cell's head is the op just written. */
static bool head_put(struct store *store, const struct place *place, const struct str *ctx, struct lineage lineage,
		     struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT OR REPLACE INTO cell(tbl, row, col, origin, seq, hlc, rank, author, ctx, prev)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, place->table->id);
	statement_bind_int(&s, place->row);
	statement_bind_int(&s, place->column);
	statement_bind_int(&s, store->origin);
	statement_bind_int(&s, store->seq);
	statement_bind_int(&s, store->hlc);
	statement_bind_int(&s, place->rank);
	statement_bind_int(&s, store->author);
	statement_bind_blob(&s, ctx->length ? ctx->text : NULL, ctx->length);
	lineage_bind(&s, lineage);
	return statement_end(&s);
}

/* ---- facts and creations --------------------------------------------------------------------- */

static bool fact_write(struct store *store, const struct place *place, struct err *err)
{
	struct statement s;

	return op_begin(&s, store, place, NULL, err) && statement_end(&s);
}

uint64_t capture_mask(const struct synced_table *table)
{
	uint64_t mask = 0;

	for (int i = 0; i < table->column_count; i++)
		mask |= (uint64_t)1 << (table->columns[i].id - 1);
	return mask;
}

uint64_t capture_known(const struct store *store, const struct synced_table *table)
{
	return capture_mask(table) & ~(store->unknown ? store->unknown[table->id] : 0);
}

static bool creation_write(struct store *store, struct place *place, sqlite3_value **columns,
			   struct err *err)
{
	uint64_t mask = capture_known(store, place->table);
	struct str payload, known;
	struct statement s;
	bool written;

	str_init(&payload);
	str_init(&known);
	pack_number(&payload, mask);
	pack_number(&known, mask);
	for (int i = 0; i < place->table->column_count; i++)
		if (mask >> (place->table->columns[i].id - 1) & 1)
			pack_value(&payload, columns[i]);
	written = ops_begin(store, err) && rank_of(store, place->table, place->row, &place->rank, err) &&
		  op_begin(&s, store, place, NULL, err);
	if (written) {
		statement_bind_blob(&s, payload.text, payload.length);
		written = statement_end(&s) && head_put(store, place, &known, LINEAGE_NONE, err);
	}
	str_done(&known);
	str_done(&payload);
	return written;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* What a write finds in the cell, and leaves behind. */
struct heads {
	struct dot shown;    /* origin 0: nobody ever wrote the column */
	int64_t hlc, author; /* of the shown value */
	bool siblings;
	struct str prev;       /* all heads, the shown one first */
	struct str before;     /* what the shown one replaced */
	bool before_known;
	struct vector covered; /* of other origins */
};

static void heads_add(struct heads *heads, struct dot dot)
{
	pack_dot(&heads->prev, dot);
	vector_raise(&heads->covered, dot);
}

/* The row of an explicit cell, or of the creation that stands for the columns it knew. */
static bool head_read(struct heads *heads, struct statement *s, int column)
{
	bool explicit = statement_int(s, 0) == column;
	struct packed context = packed_in(s->handle, 5);
	struct lineage before;
	uint64_t mask = 0;

	if (!explicit && (!unpack_number(&context, &mask) || !(mask >> (column - 1) & 1)))
		return false;
	heads->shown = (struct dot){ (uint32_t)statement_int(s, 1), statement_int(s, 2) };
	heads->hlc = statement_int(s, 3);
	heads->author = statement_int(s, 4);
	before = explicit ? lineage_in(s, 6) : LINEAGE_NONE;
	heads->before_known = before.is_known;
	if (before.dots.at < before.dots.end)
		str_add_bytes(&heads->before, before.dots.at, (size_t)(before.dots.end - before.dots.at));
	return !explicit || vector_unpack(&heads->covered, context);
}

static bool heads_find(struct heads *heads, struct store *store, const struct place *place, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "SELECT col, origin, seq, hlc, author, ctx, prev FROM cell"
			     " WHERE tbl = ?1 AND row = ?2 AND col IN (0, ?3) ORDER BY col DESC LIMIT 1",
			     err))
		return false;
	statement_bind_int(&s, place->table->id);
	statement_bind_int(&s, place->row);
	statement_bind_int(&s, place->column);
	if (statement_row(&s) && head_read(heads, &s, place->column))
		heads_add(heads, heads->shown);
	if (!statement_end(&s) ||
	    !statement_begin(&s, store,
			     "SELECT origin, seq FROM sibling WHERE tbl = ? AND row = ? AND col = ?", err))
		return false;
	statement_bind_int(&s, place->table->id);
	statement_bind_int(&s, place->row);
	statement_bind_int(&s, place->column);
	while (statement_row(&s)) {
		heads->siblings = true;
		heads_add(heads, (struct dot){ (uint32_t)statement_int(&s, 0), statement_int(&s, 1) });
	}
	return statement_end(&s);
}

static bool siblings_supersede(struct store *store, const struct place *place, struct err *err)
{
	static const char *const steps[] = {
		"INSERT OR IGNORE INTO superseded(tbl, row, col, origin, seq, hlc, author, val, prev)"
		" SELECT tbl, row, col, origin, seq, hlc, author, val, prev FROM sibling"
		" WHERE tbl = ? AND row = ? AND col = ?",
		"DELETE FROM sibling WHERE tbl = ? AND row = ? AND col = ?",
	};

	for (size_t i = 0; i < LENGTH(steps); i++) {
		struct statement s;

		if (!statement_begin(&s, store, steps[i], err))
			return false;
		statement_bind_int(&s, place->table->id);
		statement_bind_int(&s, place->row);
		statement_bind_int(&s, place->column);
		if (!statement_end(&s))
			return false;
	}
	return true;
}

static struct packed bytes_of(const struct str *str)
{
	const unsigned char *at = (const unsigned char *)str->text;

	return (struct packed){ at, at + str->length };
}

static bool heads_supersede(struct heads *heads, struct store *store, const struct place *place,
			    sqlite3_value *old, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT OR IGNORE INTO superseded(tbl, row, col, origin, seq, hlc, author, val, prev)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, place->table->id);
	statement_bind_int(&s, place->row);
	statement_bind_int(&s, place->column);
	statement_bind_int(&s, heads->shown.origin);
	statement_bind_int(&s, heads->shown.seq);
	statement_bind_int(&s, heads->hlc);
	statement_bind_int(&s, heads->author);
	statement_bind_value(&s, old);
	lineage_bind(&s, (struct lineage){ bytes_of(&heads->before), heads->before_known });
	return statement_end(&s) && (!heads->siblings || siblings_supersede(store, place, err));
}

static bool cell_replace(struct heads *heads, struct store *store, const struct place *place,
			 sqlite3_value *new, sqlite3_value *old, struct err *err)
{
	struct str context;
	struct statement s;
	bool written;

	if (!heads_find(heads, store, place, err) || !heads_supersede(heads, store, place, old, err) ||
	    !op_begin(&s, store, place, &heads->prev, err))
		return false;
	statement_bind_value(&s, new);
	if (!statement_end(&s))
		return false;
	str_init(&context);
	vector_forget(&heads->covered, store->origin);
	vector_pack(&heads->covered, &context);
	written = head_put(store, place, &context, (struct lineage){ bytes_of(&heads->prev), true }, err);
	str_done(&context);
	return written;
}

/* A write of one's own can settle what two wrote differently, and brings nothing new, but for a row that comes back. */
static void differing_forget(struct store *store, const struct place *place)
{
	if (store->differing.count > 0 || !strcmp(synced_column(place->table, place->column)->name, "deleted"))
		store->differing.known = false;
}

/* Who hands a citizen over is the coordinator until then, who takes one over from then on. */
static bool cell_rank(struct store *store, struct place *place, sqlite3_value *old, struct err *err)
{
	bool is_hand_over = place->table->id == TABLE_CITIZEN && place->column == CITIZEN_COORDINATOR;

	if (synced_column(place->table, place->column)->refers)
		rank_forget(store);
	if (!rank_of(store, place->table, place->row, &place->rank, err))
		return false;
	if (is_hand_over && store->author && sqlite3_value_int64(old) == store->author)
		place->rank = RANK_COORDINATOR;
	return true;
}

static bool cell_write(struct store *store, struct place *place, sqlite3_value *new, sqlite3_value *old,
		       struct err *err)
{
	struct heads heads = { .before_known = true };
	bool written;

	differing_forget(store, place);
	str_init(&heads.prev);
	str_init(&heads.before);
	written = ops_begin(store, err) && cell_rank(store, place, old, err) &&
		  cell_replace(&heads, store, place, new, old, err);
	str_done(&heads.before);
	str_done(&heads.prev);
	vector_done(&heads.covered);
	return written;
}

/* ---- the SQL functions ----------------------------------------------------------------------- */

/* Where the row stands; false, and an error for SQLite, when it may not be written. */
static bool place_read(sqlite3_context *context, sqlite3_value **values, struct place *place)
{
	const struct store *store = sqlite3_user_data(context);

	*place = (struct place){ synced_table(sqlite3_value_int64(values[0])), sqlite3_value_int64(values[1]),
				 0 };
	if (!place->table)
		sqlite3_result_error(context, "a capture trigger names an unknown table", -1);
	else if (!store->depth || sqlite3_get_autocommit(store->db))
		sqlite3_result_error(
			context, "a synced table was written outside store_begin() and store_commit()", -1);
	else if (place->row < id_numbered(1, 0))
		sqlite3_result_error(context,
				     "a row's id is neither numbered by a terminal nor a natural key", -1);
	else
		return true;
	return false;
}

static void sync_fact(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	struct place place;

	(void)count;
	if (store->merging || !place_read(context, values, &place))
		return;
	place.column = CHANGE_FACT;
	if (!fact_write(store, &place, NULL))
		function_fail(context, store);
}

static void sync_create(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	struct place place;

	if (store->merging || !place_read(context, values, &place))
		return;
	if (count != 2 + place.table->column_count)
		sqlite3_result_error(context, "a capture trigger does not fit its table", -1);
	else if (!creation_write(store, &place, values + 2, NULL))
		function_fail(context, store);
}

static void sync_update(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	struct place place;

	if (store->merging || !place_read(context, values, &place))
		return;
	if (count != 3 + 2 * place.table->column_count) {
		sqlite3_result_error(context, "a capture trigger does not fit its table", -1);
		return;
	}
	if (sqlite3_value_int64(values[2]) != place.row) {
		sqlite3_result_error(context, "a row's id never changes", -1);
		return;
	}
	for (int i = 0; i < place.table->column_count; i++) {
		struct packed_value new = value_of(values[3 + 2 * i]), old = value_of(values[4 + 2 * i]);

		place.column = place.table->columns[i].id;
		if (!values_are_same(&new, &old) &&
		    !cell_write(store, &place, values[3 + 2 * i], values[4 + 2 * i], NULL)) {
			function_fail(context, store);
			return;
		}
	}
}

/* The value that is shown, written once more over all that others wrote: a person has chosen it. */
static void sync_again(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	struct place place;

	(void)count;
	if (!place_read(context, values, &place))
		return;
	place.column = sqlite3_value_int(values[2]);
	if (!cell_write(store, &place, values[3], values[3], NULL))
		function_fail(context, store);
}

/* While changes of other terminals come in, a fact may be given the columns it lacked. */
static void sync_merging(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);

	(void)count;
	(void)values;
	sqlite3_result_int(context, store->merging);
}

/* Rows of a citizen who has moved, or whose time is up, are removed by purge.c alone. */
static void sync_purging(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);

	(void)count;
	(void)values;
	sqlite3_result_int(context, store->purging);
}

bool capture_register(struct store *store, struct err *err)
{
	static const struct {
		const char *name;
		void (*function)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{ "sync_fact", sync_fact },
		{ "sync_create", sync_create },
		{ "sync_update", sync_update },
		{ "sync_again", sync_again },
		{ "sync_merging", sync_merging },
		{ "sync_purging", sync_purging },
	};

	for (size_t i = 0; i < LENGTH(functions); i++)
		if (sqlite3_create_function_v2(store->db, functions[i].name, -1,
					       SQLITE_UTF8 | SQLITE_INNOCUOUS, store, functions[i].function,
					       NULL, NULL, NULL) != SQLITE_OK)
			return database_error(store, err);
	return true;
}
