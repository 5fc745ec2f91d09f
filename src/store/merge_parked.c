/* merge_parked.c - changes that wait for the row or the program that can hold them. */
#include "merge.h"

#include "pack.h"
#include "table_sql.h"

bool merge_row_exists(struct merge *merge, const struct synced_table *table, int64_t row, bool *exists,
		      struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, merge->store, table_sql(merge->store, table)->exists, err))
		return false;
	statement_bind_int(&s, row);
	*exists = statement_row(&s);
	return statement_end(&s);
}

static void packed_bind(struct statement *s, struct packed packed)
{
	statement_bind_blob(s, packed.at, (size_t)(packed.end - packed.at));
}

void parked_bind(struct statement *s, const struct change *change)
{
	statement_bind_int(s, change->table);
	statement_bind_int(s, change->row);
	statement_bind_int(s, change->column);
	statement_bind_int(s, change->dot.origin);
	statement_bind_int(s, change->dot.seq);
	statement_bind_int(s, change->hlc);
	statement_bind_int(s, change->rank);
	statement_bind_int(s, change->author);
	packed_bind(s, change->prev);
	packed_bind(s, change->value);
}

bool merge_park(struct merge *merge, const struct change *change, struct err *err)
{
	struct statement s;

	merge->some_parked = true;
	if (!statement_begin(&s, merge->store,
			     "INSERT OR IGNORE INTO parked(" PARKED_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	parked_bind(&s, change);
	if (!statement_end(&s))
		return false;
	merge->is_news = merge->is_news || database_changes(merge->store) > 0;
	return true;
}

static struct packed packed_keep(struct statement *s, int column, struct arena *arena)
{
	size_t size;
	const unsigned char *bytes = statement_blob(s, column, arena, &size);

	return (struct packed){ bytes, bytes ? bytes + size : NULL };
}

struct change parked_read(struct statement *s, struct arena *arena)
{
	return (struct change){
		.table = (int)statement_int(s, 0),
		.row = statement_int(s, 1),
		.column = (int)statement_int(s, 2),
		.dot = { (uint32_t)statement_int(s, 3), statement_int(s, 4) },
		.hlc = statement_int(s, 5),
		.rank = (int)statement_int(s, 6),
		.author = statement_int(s, 7),
		.prev = packed_keep(s, 8, arena),
		.value = packed_keep(s, 9, arena),
	};
}

static bool has_place(struct merge *merge, const struct change *change, bool *has, struct err *err)
{
	const struct synced_table *table = merge_table(merge, change->table);

	*has = table && change->column <= CHANGE_CREATION;
	if (!table || *has || !synced_column(table, change->column) || !merge_knows(merge, table, change->column))
		return true;
	return merge_row_exists(merge, table, change->row, has, err);
}

static bool parked_take(struct merge *merge, const struct change *change, struct err *err)
{
	struct statement s;

	if (!statement_begin(
		    &s, merge->store,
		    "DELETE FROM parked WHERE tbl = ? AND row = ? AND col = ? AND origin = ? AND seq = ?",
		    err))
		return false;
	statement_bind_int(&s, change->table);
	statement_bind_int(&s, change->row);
	statement_bind_int(&s, change->column);
	statement_bind_int(&s, change->dot.origin);
	statement_bind_int(&s, change->dot.seq);
	return statement_end(&s) && merge_change(merge, change, err);
}

bool merge_unpark(struct merge *merge, int table, int64_t row, struct err *err)
{
	struct arena arena;
	struct statement s;
	struct change *changes = NULL;
	size_t count = 0;
	bool done;

	if (!merge->some_parked)
		return true;
	/* Creations (0) and facts (-1) before the cells that wait for them. */
	if (!statement_begin(&s, merge->store,
			     "SELECT " PARKED_COLUMNS " FROM parked"
			     " WHERE ?1 = 0 OR (tbl = ?1 AND row = ?2) ORDER BY col",
			     err))
		return false;
	statement_bind_int(&s, table);
	statement_bind_int(&s, row);
	arena_init(&arena);
	while (statement_row(&s)) {
		changes = arena_grow(&arena, changes, count, sizeof(*changes));
		changes[count++] = parked_read(&s, &arena);
	}
	done = statement_end(&s);
	for (size_t i = 0; done && i < count; i++) {
		bool has = false;

		done = has_place(merge, &changes[i], &has, err) &&
		       (!has || parked_take(merge, &changes[i], err));
	}
	arena_done(&arena);
	return done;
}
