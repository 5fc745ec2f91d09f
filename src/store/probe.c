#include "probe.h"

#include <string.h>

#include "database.h"
#include "tables.h"

struct probe {
	struct store *store;
	struct arena arena;
	void (*each)(void *context, const char *text, bool is_head);
	void *context;
};

static bool texts_read(struct probe *probe, const char *sql, const int64_t *bound, int count, struct err *err)
{
	struct arena line;
	struct statement s;

	if (!statement_begin(&s, probe->store, sql, err))
		return false;
	for (int i = 0; i < count; i++)
		statement_bind_int(&s, bound[i]);
	arena_init(&line);
	while (statement_row(&s)) {
		probe->each(probe->context, statement_text(&s, 0, &line), statement_int(&s, 1) != 0);
		arena_reset(&line);
	}
	arena_done(&line);
	return statement_end(&s);
}

static int column_number(const struct synced_table *table, const char *column)
{
	for (int i = 0; i < table->column_count; i++)
		if (!strcmp(table->columns[i].name, column))
			return table->columns[i].id;
	BUG("a column that is not there");
}

static bool shown_read(struct probe *probe, const struct synced_table *table, const char *column, int64_t row,
		       struct err *err)
{
	const char *head = table->id == TABLE_SANCTION_EVENT
				   ? "NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = t.id)"
				   : "1";

	return texts_read(probe,
			  arena_printf(&probe->arena, "SELECT %s, %s FROM %s t%s", column, head, table->name,
				       row ? " WHERE id = ? AND deleted = 0" : ""),
			  &row, row != 0, err);
}

bool probe_texts(struct store *store, int table, const char *column, int64_t row,
		 void (*each)(void *context, const char *text, bool is_head), void *context, struct err *err)
{
	const struct synced_table *synced = synced_table(table);
	int64_t bound[] = { table, column_number(synced, column), row };
	struct probe probe = { .store = store, .each = each, .context = context };
	bool done;

	arena_init(&probe.arena);
	done = shown_read(&probe, synced, column, row, err) &&
	       texts_read(&probe,
			  row ? "SELECT val, 1 FROM sibling WHERE tbl = ? AND col = ? AND row = ?"
			      : "SELECT val, 1 FROM sibling WHERE tbl = ? AND col = ?",
			  bound, row ? 3 : 2, err);
	arena_done(&probe.arena);
	return done;
}

bool probe_newest_seq(struct store *store, int64_t *seq, struct err *err)
{
	return database_number(store, "SELECT ifnull(max(seq), 0) FROM oplog", 0, 0, seq, err);
}

bool probe_citizen(struct store *store, int64_t citizen, bool *there, struct err *err)
{
	int64_t count = 0;

	if (!database_number(store, "SELECT count(*) FROM citizen WHERE id = ? AND deleted = 0", citizen, 0, &count,
			     err))
		return false;
	*there = count > 0;
	return true;
}

bool probe_troubles(struct store *store, int64_t *parked, int64_t *anomalies, struct err *err)
{
	return database_number(store, "SELECT count(*) FROM parked", 0, 0, parked, err) &&
	       database_number(store, "SELECT count(*) FROM anomaly", 0, 0, anomalies, err);
}
