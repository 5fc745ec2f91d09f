#include "samtale/store/read_model.h"

#include "pack.h"
#include "purge.h"
#include "table_sql.h"

static enum packed_type type_of(enum column_type type)
{
	static const enum packed_type types[] = {
		[COLUMN_INTEGER] = PACKED_INTEGER,
		[COLUMN_REAL] = PACKED_REAL,
		[COLUMN_TEXT] = PACKED_TEXT,
		[COLUMN_BLOB] = PACKED_BLOB,
	};

	return types[type];
}

const struct read_table *store_read_tables(struct arena *arena, size_t *count)
{
	struct read_table *tables = arena_array(arena, synced_table_count, sizeof(*tables));

	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *table = &synced_tables[i];
		struct read_column *columns = arena_array(arena, (size_t)table->column_count, sizeof(*columns));

		for (int j = 0; j < table->column_count; j++)
			columns[j] = (struct read_column){ table->columns[j].name, type_of(table->columns[j].type) };
		tables[i] = (struct read_table){ (int)table->id, table->name, columns, (size_t)table->column_count };
	}
	*count = synced_table_count;
	return tables;
}

bool store_read_count(struct store *store, const struct read_table *table, int64_t *count, struct err *err)
{
	struct statement s;

	*count = 0;
	if (!statement_begin(&s, store, table_sql(store, synced_table(table->number))->count, err))
		return false;
	if (statement_row(&s))
		*count = statement_int(&s, 0);
	return statement_end(&s);
}

bool store_read_ids(struct store *store, const struct read_table *table, struct arena *arena, int64_t **ids,
		    size_t *count, struct err *err)
{
	struct statement s;

	*ids = NULL;
	*count = 0;
	if (!statement_begin(&s, store, table_sql(store, synced_table(table->number))->ids, err))
		return false;
	while (statement_row(&s)) {
		*ids = arena_grow(arena, *ids, *count, sizeof(**ids));
		(*ids)[(*count)++] = statement_int(&s, 0);
	}
	return statement_end(&s);
}

bool store_read_row(struct store *store, const struct read_table *table, int64_t id, struct arena *arena,
		    struct packed_value **values, struct err *err)
{
	struct statement s;

	*values = NULL;
	if (!statement_begin(&s, store, table_sql(store, synced_table(table->number))->row, err))
		return false;
	statement_bind_int(&s, id);
	if (statement_row(&s)) {
		*values = arena_array(arena, table->column_count, sizeof(**values));
		for (size_t i = 0; i < table->column_count; i++)
			(*values)[i] = packed_value_keep(arena, value_in(s.handle, (int)i + 1));
	}
	return statement_end(&s);
}

/* ---- removed after retention ---------------------------------------------------------------------- */

bool store_erased_citizens(struct store *store, struct arena *arena, int64_t **citizens, size_t *count,
			   struct err *err)
{
	return database_numbers(store, "SELECT citizen FROM purged WHERE kind = ? ORDER BY citizen", PURGE_FOR_GOOD, 0,
				arena, citizens, count, err);
}

bool store_erased_rows(struct store *store, int64_t citizen,
		       bool (*each)(void *context, int table, int64_t row, struct err *err), void *context,
		       struct err *err)
{
	struct statement s;
	bool done = true;

	if (!statement_begin(&s, store, "SELECT tbl, row FROM purged_row WHERE citizen = ?", err))
		return false;
	statement_bind_int(&s, citizen);
	while (done && statement_row(&s))
		done = each(context, (int)statement_int(&s, 0), statement_int(&s, 1), err);
	return statement_end(&s) && done;
}

bool store_row_is_erased(struct store *store, int table, int64_t row, bool *erased, struct err *err)
{
	int64_t kind;

	if (!database_number(store,
			     "SELECT p.kind FROM purged_row r JOIN purged p ON p.citizen = r.citizen"
			     " WHERE r.tbl = ? AND r.row = ?",
			     table, row, &kind, err))
		return false;
	*erased = kind == PURGE_FOR_GOOD;
	return true;
}
