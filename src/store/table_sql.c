#include "table_sql.h"

#include <stdlib.h>

#include "belongs.h"

/* "a, b, c" of all columns, or "?, ?, ?". */
static const char *columns_list(struct arena *arena, const struct synced_table *table, bool marks)
{
	struct str list;
	const char *text;

	str_init(&list);
	for (int i = 0; i < table->column_count; i++)
		str_addf(&list, ", %s", marks ? "?" : table->columns[i].name);
	text = arena_strdup(arena, list.text);
	str_done(&list);
	return text;
}

/* A column that names the citizen, else one that names a row of the citizen's. */
static const struct synced_column *owner_find(const struct synced_table *table)
{
	const struct synced_column *owner = NULL;

	for (int i = 0; i < table->column_count; i++) {
		const struct synced_column *column = &table->columns[i];

		if (column->refers == TABLE_CITIZEN)
			return column;
		if (!owner && column->refers && column->refers != table->id &&
		    table_has_citizens(synced_table(column->refers)))
			owner = column;
	}
	return owner;
}

static void sql_make(struct arena *arena, struct table_sql *sql, const struct synced_table *table)
{
	const char *names = columns_list(arena, table, false);

	sql->row = arena_printf(arena, "SELECT id%s FROM %s WHERE id = ?", names, table->name);
	sql->ids = arena_printf(arena, "SELECT id FROM %s ORDER BY id", table->name);
	sql->ids_after = arena_printf(arena, "SELECT id FROM %s WHERE id > ? ORDER BY id", table->name);
	sql->count = arena_printf(arena, "SELECT count(*) FROM %s", table->name);
	sql->all = arena_printf(arena, "SELECT id%s FROM %s ORDER BY id", names, table->name);
	sql->exists = arena_printf(arena, "SELECT 1 FROM %s WHERE id = ?", table->name);
	sql->insert = arena_printf(arena, "INSERT INTO %s(id%s) VALUES(?%s)", table->name, names,
				   columns_list(arena, table, true));
	for (int i = 0; i < table->column_count; i++) {
		const struct synced_column *column = &table->columns[i];

		sql->read[column->id - 1] =
			arena_printf(arena, "SELECT %s FROM %s WHERE id = ?", column->name, table->name);
		sql->write[column->id - 1] =
			arena_printf(arena, "UPDATE %s SET %s = ?2 WHERE id = ?1", table->name, column->name);
	}
	sql->owner = owner_find(table);
	if (!sql->owner)
		return;
	sql->owner_of = arena_printf(arena, "SELECT %s FROM %s WHERE id = ?", sql->owner->name, table->name);
	sql->owned_by = arena_printf(arena, "SELECT id FROM %s WHERE %s = ? ORDER BY id", table->name,
				     sql->owner->name);
}

const struct table_sql *table_sql(struct store *store, const struct synced_table *table)
{
	struct table_sql *sql;

	if (!store->table_sql)
		store->table_sql = calloc(synced_table_count, sizeof(*store->table_sql));
	if (!store->table_sql)
		BUG("out of memory");
	sql = &store->table_sql[table - synced_tables];
	if (!sql->row)
		sql_make(&store->texts, sql, table);
	return sql;
}
