#include "citizen_closure.h"

#include "table_sql.h"

static void row_add(struct owned_rows *rows, const struct synced_table *table, int64_t row)
{
	rows->rows = arena_grow(rows->arena, rows->rows, rows->count, sizeof(*rows->rows));
	rows->rows[rows->count++] = (struct owned_row){ table, row };
}

static bool owned_add(struct store *store, const struct synced_table *table, int64_t owner,
		      struct owned_rows *rows, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, table_sql(store, table)->owned_by, err))
		return false;
	statement_bind_int(&s, owner);
	while (statement_row(&s))
		row_add(rows, table, statement_int(&s, 0));
	return statement_end(&s);
}

/* A row has one owner, so none comes twice. */
static bool hanging_add(struct store *store, size_t at, struct owned_rows *rows, struct err *err)
{
	for (; at < rows->count; at++)
		for (size_t i = 0; i < synced_table_count; i++) {
			const struct synced_column *owner = table_sql(store, &synced_tables[i])->owner;

			if (owner && owner->refers == rows->rows[at].table->id &&
			    !owned_add(store, &synced_tables[i], rows->rows[at].row, rows, err))
				return false;
		}
	return true;
}

bool rows_hanging(struct store *store, const struct synced_table *table, int64_t row, struct owned_rows *rows,
		  struct err *err)
{
	row_add(rows, table, row);
	return hanging_add(store, rows->count - 1, rows, err);
}

bool citizen_rows(struct store *store, int64_t citizen, struct owned_rows *rows, struct err *err)
{
	struct statement s;

	row_add(rows, synced_table(TABLE_CITIZEN), citizen);
	if (!statement_begin(&s, store, "SELECT tbl, row FROM purged_row WHERE citizen = ? AND tbl <> 2", err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s))
		if (synced_table(statement_int(&s, 0)))
			row_add(rows, synced_table(statement_int(&s, 0)), statement_int(&s, 1));
	return statement_end(&s) && hanging_add(store, 0, rows, err);
}

static bool in_the_log(struct store *store, const struct owned_row *row, bool *written, struct err *err)
{
	int64_t ops;

	if (!database_number(store, "SELECT EXISTS(SELECT 1 FROM oplog WHERE tbl = ? AND row = ?)",
			     row->table->id, row->row, &ops, err))
		return false;
	*written = ops != 0;
	return true;
}

static bool row_made_here(struct store *store, int64_t citizen, bool *written, struct err *err)
{
	int64_t cells;

	if (!store_identity(store, err) ||
	    !database_number(store, "SELECT EXISTS(SELECT 1 FROM cell WHERE tbl = 2 AND row = ?1 AND origin = ?2)",
			     citizen, store->origin, &cells, err))
		return false;
	*written = cells != 0;
	return true;
}
_Static_assert(TABLE_CITIZEN == 2, "the number in row_made_here");

bool citizen_written_here(struct store *store, int64_t citizen, bool *written, struct err *err)
{
	struct arena arena;
	struct owned_rows rows = { .arena = &arena };
	bool done;

	if (!row_made_here(store, citizen, written, err))
		return false;
	if (*written)
		return true;
	arena_init(&arena);
	done = citizen_rows(store, citizen, &rows, err);
	for (size_t i = 0; done && !*written && i < rows.count; i++)
		done = in_the_log(store, &rows.rows[i], written, err);
	arena_done(&arena);
	return done;
}
