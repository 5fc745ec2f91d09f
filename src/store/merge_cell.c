/* merge_cell.c - one cell: which writes are heads, and which of them is shown. */
#include "merge.h"

#include "lineage.h"
#include "pack.h"
#include "table_sql.h"
#include "vector.h"

struct head {
	struct dot dot;
	int64_t hlc, author;
	int rank;
	struct packed_value value;
	struct lineage lineage;
};

struct cell {
	struct merge *merge;
	const struct synced_table *table;
	const struct synced_column *column;
	int64_t row;
	struct head *heads;     /* the shown one first, when there is one */
	size_t count, siblings; /* siblings: that were here before */
	struct vector covered;
};

/* ---- what is here ---------------------------------------------------------------------------- */

static void head_add(struct cell *cell, struct head head)
{
	struct arena *arena = &cell->merge->scratch;

	head.value = packed_value_keep(arena, head.value);
	head.lineage = lineage_keep(arena, head.lineage);
	cell->heads = arena_grow(arena, cell->heads, cell->count, sizeof(*cell->heads));
	cell->heads[cell->count++] = head;
	vector_raise(&cell->covered, (struct dot){ head.dot.origin, head.dot.seq - 1 });
}

static bool place_bind(struct statement *s, const struct cell *cell, const char *sql, struct err *err)
{
	if (!statement_begin(s, cell->merge->store, sql, err))
		return false;
	statement_bind_int(s, cell->table->id);
	statement_bind_int(s, cell->row);
	statement_bind_int(s, cell->column->id);
	return true;
}

static struct head head_read(struct statement *s, int at)
{
	return (struct head){ { (uint32_t)statement_int(s, at), statement_int(s, at + 1) },
			      statement_int(s, at + 2),
			      statement_int(s, at + 4),
			      (int)statement_int(s, at + 3),
			      { SQLITE_NULL },
			      LINEAGE_NONE };
}

static bool shown_value(struct cell *cell, struct packed_value *value, struct err *err)
{
	const char *sql = table_sql(cell->merge->store, cell->table)->read[cell->column->id - 1];
	struct statement s;

	if (!statement_begin(&s, cell->merge->store, sql, err))
		return false;
	statement_bind_int(&s, cell->row);
	if (statement_row(&s))
		*value = packed_value_keep(&cell->merge->scratch, value_in(s.handle, 0));
	return statement_end(&s);
}

static bool shown_read(struct cell *cell, bool *there, struct head *shown, struct err *err)
{
	struct statement s;
	uint64_t mask = 0;

	*there = false;
	if (!place_bind(&s, cell,
			"SELECT col, origin, seq, hlc, rank, author, ctx, prev FROM cell"
			" WHERE tbl = ?1 AND row = ?2 AND col IN (0, ?3) ORDER BY col DESC LIMIT 1",
			err))
		return false;
	if (statement_row(&s)) {
		struct packed context = packed_in(s.handle, 6);

		*shown = head_read(&s, 1);
		if (statement_int(&s, 0)) {
			*there = vector_unpack(&cell->covered, context);
			shown->lineage = lineage_keep(&cell->merge->scratch, lineage_in(&s, 7));
		} else {
			*there = unpack_number(&context, &mask) && mask >> (cell->column->id - 1) & 1;
		}
	}
	return statement_end(&s);
}

static bool siblings_read(struct cell *cell, struct err *err)
{
	struct statement s;

	if (!cell->merge->some_siblings)
		return true;
	if (!place_bind(&s, cell,
			"SELECT origin, seq, hlc, rank, author, val, prev FROM sibling"
			" WHERE tbl = ? AND row = ? AND col = ?",
			err))
		return false;
	for (; statement_row(&s); cell->siblings++) {
		struct head head = head_read(&s, 0);

		head.value = value_in(s.handle, 5);
		head.lineage = lineage_in(&s, 6);
		head_add(cell, head);
	}
	return statement_end(&s);
}

static bool cell_read(struct cell *cell, struct err *err)
{
	struct head shown;
	bool there;

	if (!shown_read(cell, &there, &shown, err))
		return false;
	if (there) {
		if (!shown_value(cell, &shown.value, err))
			return false;
		head_add(cell, shown);
	}
	return siblings_read(cell, err);
}

/* ---- what it becomes ------------------------------------------------------------------------- */

/* A value may be here before it is told what it replaced. */
static bool lineage_fill(struct cell *cell, const char *sql, const struct head *head, struct err *err)
{
	struct statement s;

	if (!place_bind(&s, cell, sql, err))
		return false;
	statement_bind_int(&s, head->dot.origin);
	statement_bind_int(&s, head->dot.seq);
	lineage_bind(&s, head->lineage);
	return statement_end(&s);
}

static bool head_supersede(struct cell *cell, const struct head *head, struct err *err)
{
	struct statement s;

	if (!place_bind(&s, cell,
			"INSERT OR IGNORE INTO superseded(tbl, row, col, origin, seq, hlc, author, val, prev)"
			" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
			err))
		return false;
	statement_bind_int(&s, head->dot.origin);
	statement_bind_int(&s, head->dot.seq);
	statement_bind_int(&s, head->hlc);
	statement_bind_int(&s, head->author);
	statement_bind_packed(&s, &head->value);
	lineage_bind(&s, head->lineage);
	if (!statement_end(&s))
		return false;
	if (database_changes(cell->merge->store) > 0)
		cell->merge->is_news = true;
	else if (head->lineage.is_known)
		return lineage_fill(cell,
				    "UPDATE superseded SET prev = ?6 WHERE tbl = ?1 AND row = ?2 AND col = ?3"
				    " AND origin = ?4 AND seq = ?5 AND prev IS NULL",
				    head, err);
	return true;
}

static bool sibling_put(struct cell *cell, const struct head *head, struct err *err)
{
	struct statement s;

	cell->merge->some_siblings = true;
	if (!place_bind(&s, cell,
			"INSERT INTO sibling(tbl, row, col, origin, seq, hlc, rank, author, val, prev)"
			" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			err))
		return false;
	statement_bind_int(&s, head->dot.origin);
	statement_bind_int(&s, head->dot.seq);
	statement_bind_int(&s, head->hlc);
	statement_bind_int(&s, head->rank);
	statement_bind_int(&s, head->author);
	statement_bind_packed(&s, &head->value);
	lineage_bind(&s, head->lineage);
	return statement_end(&s);
}

static bool siblings_clear(struct cell *cell, struct err *err)
{
	struct statement s;

	return !cell->siblings ||
	       (place_bind(&s, cell, "DELETE FROM sibling WHERE tbl = ? AND row = ? AND col = ?", err) &&
		statement_end(&s));
}

/* The order of concurrent heads; the same on every terminal, and never a tie. */
static bool comes_after(const struct head *a, const struct head *b)
{
	if (a->rank != b->rank)
		return a->rank > b->rank;
	if (a->hlc != b->hlc)
		return a->hlc > b->hlc;
	if (a->dot.origin != b->dot.origin)
		return a->dot.origin > b->dot.origin;
	return a->dot.seq > b->dot.seq;
}

static bool shown_put(struct cell *cell, const struct head *shown, struct err *err)
{
	struct str context;
	struct statement s;
	bool put;

	for (size_t i = 0; i < cell->count; i++)
		vector_forget(&cell->covered, cell->heads[i].dot.origin);
	str_init(&context);
	vector_pack(&cell->covered, &context);
	put = place_bind(&s, cell,
			 "INSERT OR REPLACE INTO cell(tbl, row, col, origin, seq, hlc, rank, author, ctx, prev)"
			 " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			 err);
	if (put) {
		statement_bind_int(&s, shown->dot.origin);
		statement_bind_int(&s, shown->dot.seq);
		statement_bind_int(&s, shown->hlc);
		statement_bind_int(&s, shown->rank);
		statement_bind_int(&s, shown->author);
		statement_bind_blob(&s, context.length ? context.text : NULL, context.length);
		lineage_bind(&s, shown->lineage);
		put = statement_end(&s);
	}
	str_done(&context);
	return put;
}

static bool value_show(struct cell *cell, const struct packed_value *value, struct err *err)
{
	const char *sql = table_sql(cell->merge->store, cell->table)->write[cell->column->id - 1];
	struct statement s;

	if (!statement_begin(&s, cell->merge->store, sql, err))
		return false;
	statement_bind_int(&s, cell->row);
	statement_bind_packed(&s, value);
	return statement_end(&s);
}

static bool dots_are_same(struct dot a, struct dot b)
{
	return a.origin == b.origin && a.seq == b.seq;
}

/* Heads that were replaced go to the values of old, where a person can still read them. */
static bool heads_part(struct cell *cell, struct err *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < cell->count; i++) {
		if (!vector_covers(&cell->covered, cell->heads[i].dot))
			cell->heads[kept++] = cell->heads[i];
		else if (!head_supersede(cell, &cell->heads[i], err))
			return false;
	}
	cell->count = kept;
	if (!kept)
		BUG("a cell has no heads");
	return true;
}

static bool cell_settle(struct cell *cell, struct dot was_shown, struct err *err)
{
	const struct head *shown = NULL;

	cell->merge->is_news = true;
	if (!heads_part(cell, err) || !siblings_clear(cell, err))
		return false;
	for (size_t i = 0; i < cell->count; i++)
		if (!shown || comes_after(&cell->heads[i], shown))
			shown = &cell->heads[i];
	for (size_t i = 0; i < cell->count; i++)
		if (&cell->heads[i] != shown && !sibling_put(cell, &cell->heads[i], err))
			return false;
	if (!dots_are_same(shown->dot, was_shown) && !value_show(cell, &shown->value, err))
		return false;
	return shown_put(cell, shown, err);
}

static struct head *head_of(const struct cell *cell, struct dot dot)
{
	for (size_t i = 0; i < cell->count; i++)
		if (dots_are_same(cell->heads[i].dot, dot))
			return &cell->heads[i];
	return NULL;
}

/* What a head here has replaced, when that is news. */
static bool head_fill(struct cell *cell, const struct head *write, struct err *err)
{
	static const char *const sql[] = {
		"UPDATE cell SET prev = ?6 WHERE tbl = ?1 AND row = ?2 AND col = ?3 AND origin = ?4 AND seq = ?5",
		"UPDATE sibling SET prev = ?6 WHERE tbl = ?1 AND row = ?2 AND col = ?3 AND origin = ?4 AND seq = ?5",
	};
	struct head *head = head_of(cell, write->dot);

	if (!head || head->lineage.is_known || !write->lineage.is_known)
		return true;
	head->lineage = lineage_keep(&cell->merge->scratch, write->lineage);
	return lineage_fill(cell, sql[head != cell->heads], head, err);
}

/* The new write is a head unless somebody has replaced it already; what it replaces is none any more. False:
 * it changes nothing here. */
static bool cell_meet(struct cell *cell, const struct head *write, const struct vector *prev)
{
	bool is_known = vector_covers(&cell->covered, write->dot), is_news = false;

	is_known = is_known || head_of(cell, write->dot);
	if (!is_known)
		head_add(cell, *write);
	for (size_t i = 0; i < prev->count; i++) {
		is_news = is_news || !vector_covers(&cell->covered, prev->dots[i]);
		vector_raise(&cell->covered, prev->dots[i]);
	}
	return !is_known || is_news;
}

static bool cell_take(struct cell *cell, const struct head *write, const struct vector *prev, struct err *err)
{
	struct dot was_shown = { 0 };
	bool replaced;

	if (!cell_read(cell, err))
		return false;
	if (cell->count)
		was_shown = cell->heads[0].dot;
	replaced = vector_covers(&cell->covered, write->dot);
	if (replaced && !head_supersede(cell, write, err))
		return false;
	return head_fill(cell, write, err) &&
	       (!cell_meet(cell, write, prev) || cell_settle(cell, was_shown, err));
}

bool merge_cell(struct merge *merge, const struct synced_table *table, const struct synced_column *column,
		const struct change *change, struct err *err)
{
	struct cell cell = { merge, table, column, change->row };
	struct head write = { change->dot, change->hlc, change->author, change->rank, { SQLITE_NULL },
			      lineage_of(change) };
	struct packed value = change->value;
	struct vector prev = { 0 };
	bool taken;

	if (!unpack_value(&value, &write.value) || value.at != value.end ||
	    !vector_unpack(&prev, change->prev)) {
		vector_done(&prev);
		return merge_unreadable(err);
	}
	taken = cell_take(&cell, &write, &prev, err);
	vector_done(&prev);
	vector_done(&cell.covered);
	return taken;
}
