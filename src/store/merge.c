#include "merge.h"

#include <string.h>

#include "capture.h"
#include "listing.h"
#include "pack.h"
#include "purge.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "table_sql.h"

#define CLOCK_TRUSTED_MS                                                                                     \
	(60 * 60 * 1000) /* how far before ours another's clock may be and still be taken over */

#define MERGE_LARGE 500 /* changes */

bool merge_unreadable(struct err *err)
{
	return err_set(err, ERR_DAMAGED, "%s",
		       _("A change from another terminal cannot be read. Nothing was taken from it: fetch it "
			 "again."));
}

/* ---- a row that comes as a whole ------------------------------------------------------------- */

/* The columns of a fact or a creation, as they came. */
struct row_columns {
	uint64_t mask;
	struct packed values[COLUMN_ID_MAX]; /* by column number - 1; empty outside the mask */
};

static bool columns_read(struct packed in, struct row_columns *columns)
{
	struct packed_value value;

	memset(columns, 0, sizeof(*columns));
	if (!unpack_number(&in, &columns->mask))
		return false;
	for (int i = 0; i < COLUMN_ID_MAX; i++) {
		const unsigned char *from = in.at;

		if (!(columns->mask >> i & 1))
			continue;
		if (!unpack_value(&in, &value))
			return false;
		columns->values[i] = (struct packed){ from, in.at };
	}
	return in.at == in.end && columns->mask >> COLUMN_ID_MAX == 0;
}

static bool has_column(const struct row_columns *columns, const struct synced_column *column)
{
	return columns->mask >> (column->id - 1) & 1;
}

static struct packed_value column_value(const struct row_columns *columns, const struct synced_column *column)
{
	struct packed in = columns->values[column->id - 1];
	struct packed_value value = { SQLITE_NULL };

	if (!unpack_value(&in, &value))
		BUG("a column that could be read cannot be read again");
	return value;
}

/* Of the columns that came: all of them as a rule, the others are made as they come. */
static const char *row_sql(struct merge *merge, const struct synced_table *table,
			   const struct row_columns *columns, bool insert)
{
	struct arena *arena = &merge->scratch;
	const char *names = "", *marks = "";

	if (insert && !(capture_mask(table) & ~columns->mask))
		return table_sql(merge->store, table)->insert;
	for (int i = 0; i < table->column_count; i++) {
		if (!has_column(columns, &table->columns[i]))
			continue;
		names = arena_printf(arena,
				     insert   ? "%s, %s"
				     : *names ? "%s, %s = ?"
					      : "%s%s = ?",
				     names, table->columns[i].name);
		marks = arena_printf(arena, "%s, ?", marks);
	}
	return insert ? arena_printf(arena, "INSERT INTO %s(id%s) VALUES(?%s)", table->name, names, marks)
		      : arena_printf(arena, "UPDATE %s SET %s WHERE id = ?", table->name, names);
}

static bool row_write(struct merge *merge, const struct synced_table *table, int64_t row,
		      const struct row_columns *columns, bool insert, struct err *err)
{
	struct statement s;

	merge->is_news = true;
	if (!statement_begin(&s, merge->store, row_sql(merge, table, columns, insert), err))
		return false;
	if (insert)
		statement_bind_int(&s, row);
	for (int i = 0; i < table->column_count; i++) {
		struct packed_value value;

		if (!has_column(columns, &table->columns[i]))
			continue;
		value = column_value(columns, &table->columns[i]);
		statement_bind_packed(&s, &value);
	}
	if (!insert)
		statement_bind_int(&s, row);
	return statement_end(&s);
}

/* One column of a whole row as a write of its own: it replaces nothing. */
static struct change column_of(const struct change *change, const struct row_columns *columns, int column)
{
	struct change cell = *change;

	cell.column = column;
	cell.prev = (struct packed){ NULL, NULL };
	cell.value = columns->values[column - 1];
	return cell;
}

static bool unknown_park(struct merge *merge, const struct synced_table *table, const struct change *change,
			 const struct row_columns *columns, struct err *err)
{
	uint64_t unknown = columns->mask & ~capture_known(merge->store, table);

	for (int column = 1; column <= COLUMN_ID_MAX; column++) {
		struct change cell = column_of(change, columns, column);

		if (unknown >> (column - 1) & 1 && !merge_park(merge, &cell, err))
			return false;
	}
	return true;
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* What of a stored fact stands otherwise in the one that came, "column: here | there" by line; "" when they
 * say the same. *later: of the first difference the stored value is the greater. */
static bool difference_read(struct merge *merge, const struct synced_table *table, int64_t row,
			    const struct row_columns *columns, struct str *difference, bool *later,
			    struct err *err)
{
	struct statement s;
	const char *names = "";

	for (int i = 0; i < table->column_count; i++)
		names = arena_printf(&merge->scratch, "%s, %s IS NOT ?%d, %s > ?%d, %s || ' | ' || ?%d",
				     names, table->columns[i].name, i + 2, table->columns[i].name, i + 2,
				     table->columns[i].name, i + 2);
	if (!statement_begin(
		    &s, merge->store,
		    arena_printf(&merge->scratch, "SELECT id%s FROM %s WHERE id = ?1", names, table->name),
		    err))
		return false;
	statement_bind_int(&s, row);
	for (int i = 0; i < table->column_count; i++) {
		struct packed_value value = { SQLITE_NULL };

		if (has_column(columns, &table->columns[i]))
			value = column_value(columns, &table->columns[i]);
		statement_bind_packed(&s, &value);
	}
	if (statement_row(&s))
		for (int i = 0; i < table->column_count; i++) {
			if (!has_column(columns, &table->columns[i]) || !statement_int(&s, 3 * i + 1))
				continue;
			if (!difference->length)
				*later = statement_int(&s, 3 * i + 2) != 0;
			str_addf(difference, "%s: %s\n", table->columns[i].name,
				 statement_text(&s, 3 * i + 3, &merge->scratch));
		}
	return statement_end(&s);
}

static bool anomaly_add(struct merge *merge, const char *kind, const struct change *change,
			const char *detail, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, merge->store,
			     "INSERT INTO anomaly(at, kind, origin, detail) SELECT ?1, ?2, ?3, ?4"
			     " WHERE NOT EXISTS(SELECT 1 FROM anomaly WHERE kind = ?2 AND origin = ?3 AND "
			     "detail = ?4)",
			     err))
		return false;
	statement_bind_int(&s, store_now_ms(merge->store));
	statement_bind_text(&s, kind);
	statement_bind_int(&s, change->dot.origin);
	statement_bind_text(&s, detail);
	return statement_end(&s);
}

/* The same fact told twice. Of a natural key, two terminals said it apart from each other, and every terminal
 * lets the same telling stand; of a numbered row somebody has altered a fact, and what was here first stays.
 */
static bool fact_again(struct merge *merge, const struct synced_table *table, const struct change *change,
		       const struct row_columns *columns, struct err *err)
{
	bool is_twin = id_origin(change->row) == 0, later = false, done;
	struct str difference, detail;

	str_init(&difference);
	str_init(&detail);
	done = difference_read(merge, table, change->row, columns, &difference, &later, err);
	if (done && difference.length) {
		str_addf(&detail, "%s %lld\n%s", table->name, (long long)change->row, difference.text);
		done = anomaly_add(merge, is_twin ? "twin" : "equivocation", change, detail.text, err) &&
		       (!is_twin || !later || row_write(merge, table, change->row, columns, false, err));
	}
	str_done(&detail);
	str_done(&difference);
	return done;
}

static bool fact_merge(struct merge *merge, const struct synced_table *table, const struct change *change,
		       struct err *err)
{
	struct row_columns columns, known;
	bool exists;

	if (!columns_read(change->value, &columns))
		return merge_unreadable(err);
	if (!merge_row_exists(merge, table, change->row, &exists, err))
		return false;
	known = columns;
	known.mask &= capture_known(merge->store, table);
	if (exists)
		return fact_again(merge, table, change, &known, err);
	return row_write(merge, table, change->row, &known, true, err) &&
	       unknown_park(merge, table, change, &columns, err) &&
	       merge_unpark(merge, table->id, change->row, err);
}

/* A column that this program did not know when the fact came. */
static bool fact_complete(struct merge *merge, const struct synced_table *table,
			  const struct synced_column *column, const struct change *change, struct err *err)
{
	struct row_columns columns = { .mask = (uint64_t)1 << (column->id - 1) };
	struct packed_value value;
	struct packed in = change->value;

	columns.values[column->id - 1] = change->value;
	if (!unpack_value(&in, &value) || in.at != in.end)
		return merge_unreadable(err);
	return row_write(merge, table, change->row, &columns, false, err);
}

/* ---- creations ------------------------------------------------------------------------------- */

struct base {
	struct change change; /* dot, hlc, rank, author */
	uint64_t mask;
};

static bool base_read(struct merge *merge, const struct synced_table *table, int64_t row, struct base *base,
		      struct err *err)
{
	struct statement s;
	struct packed mask;
	bool whole = false;

	if (!statement_begin(&s, merge->store,
			     "SELECT origin, seq, hlc, rank, author, ctx FROM cell WHERE tbl = ? AND row = ? "
			     "AND col = 0",
			     err))
		return false;
	statement_bind_int(&s, table->id);
	statement_bind_int(&s, row);
	if (statement_row(&s)) {
		base->change =
			(struct change){ .dot = { (uint32_t)statement_int(&s, 0), statement_int(&s, 1) },
					 .hlc = statement_int(&s, 2),
					 .rank = (int)statement_int(&s, 3),
					 .author = statement_int(&s, 4),
					 .table = table->id,
					 .row = row };
		mask = packed_in(s.handle, 5);
		whole = unpack_number(&mask, &base->mask);
	}
	if (!statement_end(&s))
		return false;
	return whole ||
	       err_set(err, ERR_DAMAGED, "%s",
		       _("The database does not say where a row comes from. Restore the latest backup."));
}

static const char base_replace[] =
	"INSERT OR REPLACE INTO cell(tbl, row, col, origin, seq, hlc, rank, author, ctx)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char base_keep[] = /* a column's: a creation replaces nothing */
	"INSERT OR IGNORE INTO cell(tbl, row, col, origin, seq, hlc, rank, author, ctx, prev)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, x'')";

/* ctx of column 0: the mask of the columns it stands for. */
static bool stamp_put(struct merge *merge, const char *sql, const struct change *stamp, int column,
		      const uint64_t *mask, struct err *err)
{
	struct str packed;
	struct statement s;
	bool put;

	if (!statement_begin(&s, merge->store, sql, err))
		return false;
	str_init(&packed);
	if (mask)
		pack_number(&packed, *mask);
	statement_bind_int(&s, stamp->table);
	statement_bind_int(&s, stamp->row);
	statement_bind_int(&s, column);
	statement_bind_int(&s, stamp->dot.origin);
	statement_bind_int(&s, stamp->dot.seq);
	statement_bind_int(&s, stamp->hlc);
	statement_bind_int(&s, stamp->rank);
	statement_bind_int(&s, stamp->author);
	statement_bind_blob(&s, packed.length ? packed.text : NULL, packed.length);
	put = statement_end(&s);
	str_done(&packed);
	return put;
}

static bool stamp_comes_after(const struct change *a, const struct change *b)
{
	if (a->rank != b->rank)
		return a->rank > b->rank;
	if (a->hlc != b->hlc)
		return a->hlc > b->hlc;
	return a->dot.origin > b->dot.origin || (a->dot.origin == b->dot.origin && a->dot.seq > b->dot.seq);
}

/* Two terminals made the same row: each column of either is a write of its own from now on. */
static bool creation_again(struct merge *merge, const struct synced_table *table, const struct change *change,
			   const struct row_columns *columns, struct err *err)
{
	static const uint64_t none = 0;
	struct base base;

	if (!base_read(merge, table, change->row, &base, err))
		return false;
	if (base.change.dot.origin == change->dot.origin && base.change.dot.seq == change->dot.seq)
		return true;
	for (int column = 1; column <= COLUMN_ID_MAX; column++)
		if (base.mask >> (column - 1) & 1 &&
		    !stamp_put(merge, base_keep, &base.change, column, NULL, err))
			return false;
	for (int column = 1; column <= COLUMN_ID_MAX; column++) {
		struct change cell = column_of(change, columns, column);

		if (columns->mask >> (column - 1) & 1 && !merge_change(merge, &cell, err))
			return false;
	}
	return stamp_put(merge, base_replace, stamp_comes_after(change, &base.change) ? change : &base.change,
			 CHANGE_CREATION, &none, err);
}

static bool creation_merge(struct merge *merge, const struct synced_table *table, const struct change *change,
			   struct err *err)
{
	struct row_columns columns, known;
	bool exists;

	if (!columns_read(change->value, &columns))
		return merge_unreadable(err);
	if (!merge_row_exists(merge, table, change->row, &exists, err))
		return false;
	if (exists)
		return creation_again(merge, table, change, &columns, err);
	known = columns;
	known.mask &= capture_known(merge->store, table);
	return row_write(merge, table, change->row, &known, true, err) &&
	       stamp_put(merge, base_replace, change, CHANGE_CREATION, &known.mask, err) &&
	       unknown_park(merge, table, change, &columns, err) &&
	       merge_unpark(merge, table->id, change->row, err);
}

/* ---- what the program knows ------------------------------------------------------------------ */

const struct synced_table *merge_table(const struct merge *merge, int table)
{
	const uint64_t *unknown = merge->store->unknown;
	const struct synced_table *known = synced_table(table);

	return known && unknown && unknown[known->id] == UINT64_MAX ? NULL : known;
}

bool merge_knows(const struct merge *merge, const struct synced_table *table, int column)
{
	return capture_known(merge->store, table) >> (column - 1) & 1;
}

/* ---- any of them ----------------------------------------------------------------------------- */

static bool column_merge(struct merge *merge, const struct synced_table *table, const struct change *change,
			 struct err *err)
{
	const struct synced_column *column = synced_column(table, change->column);
	bool exists = false;

	if (column && !merge_knows(merge, table, change->column))
		return merge_park(merge, change, err);
	if (column && !merge_row_exists(merge, table, change->row, &exists, err))
		return false;
	if (!exists)
		return merge_park(merge, change, err);
	if (table->kind != TABLE_MUTABLE)
		return fact_complete(merge, table, column, change, err);
	return merge_cell(merge, table, column, change, err);
}

bool merge_change(struct merge *merge, const struct change *change, struct err *err)
{
	const struct synced_table *table = merge_table(merge, change->table);

	if (change->column < CHANGE_FACT || change->column > COLUMN_ID_MAX || !change->dot.origin ||
	    change->dot.origin > ID_ORIGIN_MAX || change->dot.seq <= 0)
		return merge_unreadable(err);
	if (!table)
		return merge_park(merge, change, err);
	if (change->column > CHANGE_CREATION)
		return column_merge(merge, table, change, err);
	if ((table->kind == TABLE_MUTABLE) != (change->column == CHANGE_CREATION))
		return merge_unreadable(err);
	return table->kind == TABLE_MUTABLE ? creation_merge(merge, table, change, err)
					    : fact_merge(merge, table, change, err);
}

/* ---- a transaction's worth ------------------------------------------------------------------- */

static void clock_hear(struct merge *merge, int64_t hlc)
{
	int64_t most = (store_now_ms(merge->store) + CLOCK_TRUSTED_MS) << HLC_COUNTER_BITS;

	if (hlc > merge->heard && hlc < most)
		merge->heard = hlc;
}

/* What was heard counts for the hybrid clock of our next change; that anything was heard at all, for verify.
 */
static bool heard_keep(struct merge *merge, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, merge->store,
			     "INSERT INTO sync_self(k, v) VALUES('heard', ?) ON CONFLICT DO UPDATE SET v = "
			     "max(v, excluded.v)",
			     err))
		return false;
	statement_bind_int(&s, merge->heard);
	return statement_end(&s);
}

struct hearer {
	bool (*news)(void *context, const struct change *change, struct err *err);
	void *context;
};

static bool change_take(struct merge *merge, const struct change *change, struct err *err)
{
	bool met = false;

	if (merge->some_purged &&
	    !purge_meet(&merge->belongs, change, merge->is_state, &met, &merge->is_news, err))
		return false;
	return met || merge_change(merge, change, err);
}

static bool some_look(struct merge *merge, struct err *err)
{
	const struct {
		const char *sql;
		bool *some;
	} looks[] = {
		{ "SELECT EXISTS(SELECT 1 FROM purged)", &merge->some_purged },
		{ "SELECT EXISTS(SELECT 1 FROM parked)", &merge->some_parked },
		{ "SELECT EXISTS(SELECT 1 FROM sibling)", &merge->some_siblings },
	};

	for (size_t i = 0; i < LENGTH(looks); i++) {
		int64_t some;

		if (!database_number(merge->store, looks[i].sql, 0, 0, &some, err))
			return false;
		*looks[i].some = some != 0;
	}
	/* What was laid aside for a citizen who comes back is parked. */
	merge->some_parked = merge->some_parked || merge->some_purged;
	return true;
}

/* Room for the pages that a large bundle writes, so that they need not be written twice. */
static bool room_make(struct merge *merge, size_t count, struct err *err)
{
	return count < MERGE_LARGE || database_run(merge->store, "PRAGMA cache_size = -65536", err);
}

static bool changes_merge(struct merge *merge, const struct change *changes, size_t count,
			  const struct hearer *hearer, struct err *err)
{
	if (!some_look(merge, err) || !room_make(merge, count, err) || !merge_unpark(merge, 0, 0, err) ||
	    !database_number(merge->store, "SELECT max(seq) FROM oplog", 0, 0, &merge->newest, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		arena_reset(&merge->scratch);
		if (changes[i].dot.origin == merge->store->origin && changes[i].dot.seq > merge->newest)
			continue;
		clock_hear(merge, changes[i].hlc);
		merge->is_news = false;
		if (!change_take(merge, &changes[i], err) ||
		    (merge->is_news && hearer->news && !hearer->news(hearer->context, &changes[i], err)))
			return false;
	}
	return (!merge->some_purged || merge_unpark(merge, 0, 0, err)) && listing_catch_up(merge->store, err) &&
	       heard_keep(merge, err);
}

bool merge_take(struct store *store, const struct change *changes, size_t count, bool is_state,
		bool (*news)(void *context, const struct change *change, struct err *err), void *context,
		struct err *err)
{
	struct merge merge = { .store = store, .is_state = is_state };
	struct hearer hearer = { news, context };
	bool merged;

	if (!store_identity(store, err) || !store_begin(store, err))
		return false;
	arena_init(&merge.scratch);
	belongs_init(&merge.belongs, store);
	store->merging = true;
	store->differing.known = false;
	store->words_wait = 0;
	merged = changes_merge(&merge, changes, count, &hearer, err);
	store->merging = false;
	belongs_done(&merge.belongs);
	arena_done(&merge.scratch);
	return row_finish(store, merged, err);
}

bool store_merge(struct store *store, const struct change *changes, size_t count, struct err *err)
{
	return merge_take(store, changes, count, false, NULL, NULL, err);
}
