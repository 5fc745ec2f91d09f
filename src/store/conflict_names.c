/* conflict_names.c - rows of any table, called by a name that people know. */
#include "conflict_rows.h"

static const struct {
	enum table_number table;
	const char *sql;
} names[] = {
	{ TABLE_CASEWORKER, "SELECT name FROM caseworker WHERE id = ?" },
	{ TABLE_CITIZEN, "SELECT trim(given_names || ' ' || surname) FROM citizen WHERE id = ?" },
	{ TABLE_EMPLOYER, "SELECT name FROM employer WHERE id = ?" },
	{ TABLE_OPENING, "SELECT title FROM opening WHERE id = ?" },
	{ TABLE_EFFORT, "SELECT name FROM effort WHERE id = ?" },
	{ TABLE_ENROLMENT, "SELECT f.name FROM enrolment n JOIN effort f ON f.id = n.effort WHERE n.id = ?" },
	{ TABLE_ACTIVITY, "SELECT f.name FROM enrolment n JOIN effort f ON f.id = n.effort WHERE n.id = ?" },
	{ TABLE_PLAN_STEP, "SELECT text FROM plan_step WHERE id = ?" },
	{ TABLE_PLAN_ITEM, "SELECT text FROM plan_item WHERE id = ?" },
	{ TABLE_PLAN_TRACK, "SELECT name FROM plan_track WHERE id = ?" },
	{ TABLE_CONTACT_PERSON, "SELECT name FROM contact_person WHERE id = ?" },
	{ TABLE_APPOINTMENT, "SELECT date FROM appointment WHERE id = ?" },
};

bool conflict_row_name(struct store *store, enum table_number table, int64_t row, struct arena *arena,
		       const char **name, struct err *err)
{
	struct statement s;
	size_t i = 0;

	*name = "";
	while (i < LENGTH(names) && names[i].table != table)
		i++;
	if (i == LENGTH(names) || row == 0)
		return true;
	if (!statement_begin(&s, store, names[i].sql, err))
		return false;
	statement_bind_int(&s, row);
	if (statement_row(&s))
		*name = statement_text(&s, 0, arena);
	return statement_end(&s);
}

static const struct synced_column *column_to(const struct synced_table *table, enum table_number refers)
{
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].refers == refers)
			return &table->columns[i];
	return NULL;
}

/* By the row itself, else by what it hangs on; NULL: it belongs to nobody. */
static const char *citizen_sql(const struct synced_table *table, struct arena *arena)
{
	static const enum table_number ways[] = { TABLE_ENROLMENT, TABLE_CONVERSATION };
	const struct synced_column *column = column_to(table, TABLE_CITIZEN);

	if (column != NULL)
		return arena_printf(arena, "SELECT %s FROM %s WHERE id = ?", column->name, table->name);
	for (size_t i = 0; i < LENGTH(ways); i++) {
		column = column_to(table, ways[i]);
		if (column != NULL)
			return arena_printf(arena,
					    "SELECT citizen FROM %s WHERE id = (SELECT %s FROM %s WHERE id = ?)",
					    synced_table(ways[i])->name, column->name, table->name);
	}
	return NULL;
}

bool conflict_row_citizen(struct store *store, const struct synced_table *table, int64_t row, int64_t *citizen,
			  struct err *err)
{
	struct arena scratch;
	const char *sql;
	bool read = true;

	*citizen = table->id == TABLE_CITIZEN ? row : 0;
	if (*citizen != 0)
		return true;
	arena_init(&scratch);
	sql = citizen_sql(table, &scratch);
	if (sql != NULL)
		read = database_number(store, sql, row, 0, citizen, err);
	arena_done(&scratch);
	return read;
}
