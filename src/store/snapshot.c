/* snapshot.c - the state of a citizen's rows as changes of those who made them (sync-storage, section 9.5).
 *
 * A mutable row is its creation, for the columns that nobody wrote since; then of every written cell the values that
 * wait beside the shown one, and the shown one last, which replaces all that the cell has ever replaced; then the
 * values of old. Together they join any other state of the row; a part of them may not. */
#include "snapshot.h"

#include "capture.h"
#include "lineage.h"
#include "merge.h"
#include "pack.h"
#include "table_sql.h"

struct changes {
	struct change *list;
	size_t count;
};

bool snapshot_give(struct snapshot *snapshot, struct change change, struct err *err)
{
	change.tx = snapshot->tx;
	return snapshot->each(snapshot->context, &change, err);
}

static struct packed bytes_keep(struct arena *arena, const void *bytes, size_t size)
{
	const unsigned char *copy = size ? arena_memdup(arena, bytes, size) : NULL;

	return (struct packed){ copy, copy ? copy + size : NULL };
}

static struct packed value_keep(struct arena *arena, struct packed_value value)
{
	struct packed kept;
	struct str packed;

	str_init(&packed);
	pack_value_seen(&packed, &value);
	kept = bytes_keep(arena, packed.text, packed.length);
	str_done(&packed);
	return kept;
}

/* ---- the row ---------------------------------------------------------------------------------- */

struct row_values {
	bool found;
	struct packed values[COLUMN_ID_MAX]; /* by column number - 1 */
};

static bool values_read(struct snapshot *snapshot, const struct owned_row *row, struct row_values *values,
			struct err *err)
{
	struct statement s;

	*values = (struct row_values){ .found = false };
	if (!statement_begin(&s, snapshot->store, table_sql(snapshot->store, row->table)->row, err))
		return false;
	statement_bind_int(&s, row->row);
	values->found = statement_row(&s);
	for (int i = 0; values->found && i < row->table->column_count; i++)
		values->values[row->table->columns[i].id - 1] =
			value_keep(&snapshot->arena, value_in(s.handle, i + 1));
	return statement_end(&s);
}

static struct packed columns_pack(struct arena *arena, const struct row_values *values, uint64_t mask)
{
	struct packed kept;
	struct str packed;

	str_init(&packed);
	pack_number(&packed, mask);
	for (int i = 0; i < COLUMN_ID_MAX; i++)
		if (mask >> i & 1)
			str_add_bytes(&packed, values->values[i].at,
				      (size_t)(values->values[i].end - values->values[i].at));
	kept = bytes_keep(arena, packed.text, packed.length);
	str_done(&packed);
	return kept;
}

/* ---- facts ------------------------------------------------------------------------------------ */

/* Nothing is kept of who told a fact; its number says who made the row. */
static bool fact_give(struct snapshot *snapshot, const struct owned_row *row, const struct row_values *values,
		      struct err *err)
{
	uint32_t origin = id_origin(row->row);
	struct change change = {
		.dot = { origin ? origin : snapshot->store->origin, 1 },
		.table = row->table->id,
		.column = CHANGE_FACT,
		.row = row->row,
		.value = columns_pack(&snapshot->arena, values, capture_known(snapshot->store, row->table)),
	};

	return snapshot_give(snapshot, change, err);
}

/* ---- mutable rows ----------------------------------------------------------------------------- */

static struct change stamp_read(struct statement *s, const struct owned_row *row)
{
	return (struct change){
		.table = row->table->id,
		.row = row->row,
		.column = (int)statement_int(s, 0),
		.dot = { (uint32_t)statement_int(s, 1), statement_int(s, 2) },
		.hlc = statement_int(s, 3),
		.rank = (int)statement_int(s, 4),
		.author = statement_int(s, 5),
	};
}

static void change_add(struct snapshot *snapshot, struct changes *changes, struct change change)
{
	changes->list = arena_grow(&snapshot->arena, changes->list, changes->count, sizeof(*changes->list));
	changes->list[changes->count++] = change;
}

static bool place_begin(struct snapshot *snapshot, struct statement *s, const struct owned_row *row,
			const char *sql, struct err *err)
{
	if (!statement_begin(s, snapshot->store, sql, err))
		return false;
	statement_bind_int(s, row->table->id);
	statement_bind_int(s, row->row);
	return true;
}

/* What the change of the row replaced itself, and context: what all of its cell did. */
static struct packed replaced(struct snapshot *snapshot, struct statement *s, int column, struct dot dot,
			      struct packed context)
{
	struct arena *arena = &snapshot->arena;

	return lineage_pack(arena, dot.origin, lineage_keep(arena, lineage_in(s, column)), context);
}

/* The creation, and the written cells with what they replaced. */
static bool cells_read(struct snapshot *snapshot, const struct owned_row *row, const struct row_values *values,
		       struct change *creation, struct changes *cells, struct err *err)
{
	uint64_t mask = 0;
	struct statement s;

	if (!place_begin(snapshot, &s, row,
			 "SELECT col, origin, seq, hlc, rank, author, ctx, prev FROM cell WHERE tbl = ? AND row = ?"
			 " ORDER BY col",
			 err))
		return false;
	while (statement_row(&s)) {
		struct change cell = stamp_read(&s, row);
		struct packed context = packed_in(s.handle, 6);

		if (cell.column == CHANGE_CREATION && unpack_number(&context, &mask)) {
			*creation = cell;
		} else if (cell.column > CHANGE_CREATION && cell.column <= COLUMN_ID_MAX) {
			mask &= ~((uint64_t)1 << (cell.column - 1));
			cell.value = values->values[cell.column - 1];
			cell.prev = replaced(snapshot, &s, 7, cell.dot, context);
			change_add(snapshot, cells, cell);
		}
	}
	creation->value = columns_pack(&snapshot->arena, values, mask);
	return statement_end(&s);
}

static bool values_beside_read(struct snapshot *snapshot, const struct owned_row *row, const char *sql,
			       struct changes *changes, struct err *err)
{
	struct statement s;

	if (!place_begin(snapshot, &s, row, sql, err))
		return false;
	while (statement_row(&s)) {
		struct change change = stamp_read(&s, row);

		change.value = value_keep(&snapshot->arena, value_in(s.handle, 6));
		change.prev = replaced(snapshot, &s, 7, change.dot, (struct packed){ NULL, NULL });
		change_add(snapshot, changes, change);
	}
	return statement_end(&s);
}

static bool changes_give(struct snapshot *snapshot, const struct changes *changes, struct err *err)
{
	for (size_t i = 0; i < changes->count; i++)
		if (!snapshot_give(snapshot, changes->list[i], err))
			return false;
	return true;
}

static bool mutable_give(struct snapshot *snapshot, const struct owned_row *row, const struct row_values *values,
			 struct err *err)
{
	struct change creation = { .dot = { 0, 0 } };
	struct changes cells = { NULL, 0 }, siblings = { NULL, 0 }, old = { NULL, 0 };

	return cells_read(snapshot, row, values, &creation, &cells, err) &&
		values_beside_read(snapshot, row,
				   "SELECT col, origin, seq, hlc, rank, author, val, prev FROM sibling"
				   " WHERE tbl = ? AND row = ?",
				   &siblings, err) &&
		values_beside_read(snapshot, row,
				   "SELECT col, origin, seq, hlc, 0, author, val, prev FROM superseded"
				   " WHERE tbl = ? AND row = ? AND origin > 0",
				   &old, err) &&
		(!creation.dot.origin || snapshot_give(snapshot, creation, err)) &&
		changes_give(snapshot, &siblings, err) && changes_give(snapshot, &cells, err) &&
		changes_give(snapshot, &old, err);
}

/* ---- the whole -------------------------------------------------------------------------------- */

bool snapshot_waiting(struct snapshot *snapshot, const char *sql, int64_t first, int64_t second,
		      struct err *err)
{
	struct changes changes = { NULL, 0 };
	struct statement s;

	if (!statement_begin(&s, snapshot->store, sql, err))
		return false;
	statement_bind_int(&s, first);
	if (second)
		statement_bind_int(&s, second);
	while (statement_row(&s))
		change_add(snapshot, &changes, parked_read(&s, &snapshot->arena));
	return statement_end(&s) && changes_give(snapshot, &changes, err);
}

bool snapshot_row(struct snapshot *snapshot, const struct owned_row *row, struct err *err)
{
	struct row_values values;

	arena_reset(&snapshot->arena);
	if (!values_read(snapshot, row, &values, err))
		return false;
	if (values.found && !(row->table->kind == TABLE_MUTABLE ? mutable_give(snapshot, row, &values, err)
								: fact_give(snapshot, row, &values, err)))
		return false;
	return snapshot_waiting(snapshot, "SELECT " PARKED_COLUMNS " FROM parked WHERE tbl = ? AND row = ?",
			    row->table->id, row->row, err);
}

bool store_snapshot_each(struct store *store, int64_t citizen,
			 bool (*each)(void *context, const struct change *change, struct err *err),
			 void *context, struct err *err)
{
	struct snapshot snapshot = { .store = store, .tx = citizen, .each = each, .context = context };
	struct arena arena;
	struct owned_rows rows = { .arena = &arena };
	bool done;

	if (!store_identity(store, err))
		return false;
	arena_init(&arena);
	arena_init(&snapshot.arena);
	done = citizen_rows(store, citizen, &rows, err);
	for (size_t i = 0; done && i < rows.count; i++)
		done = snapshot_row(&snapshot, &rows.rows[i], err);
	arena_reset(&snapshot.arena);
	done = done && snapshot_waiting(&snapshot, "SELECT " PARKED_COLUMNS " FROM forward WHERE citizen = ?", citizen,
				    0, err);
	arena_done(&snapshot.arena);
	arena_done(&arena);
	return done;
}
