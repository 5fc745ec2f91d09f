#include "triggers.h"

#include "samtale/base/str.h"

/* What one kind of trigger says; $ stands for the table's name. */
struct pattern {
	const char *suffix, *when;
	const char *abort; /* NULL: the body is a call of the function */
	const char *function;
	bool columns, old; /* the call passes the columns, and the old ones beside them */
};

static const struct pattern fact_patterns[] = {
	{ "new", "BEFORE INSERT ON $ WHEN EXISTS(SELECT 1 FROM $ WHERE id = new.id)",
	  "what is written stays as it was written" },
	{ "insert", "AFTER INSERT ON $ WHEN NOT sync_merging()", NULL, "sync_fact" },
	{ "update", "BEFORE UPDATE ON $ WHEN NOT sync_merging()", "what is written stays as it was written" },
	{ "delete", "BEFORE DELETE ON $ WHEN NOT sync_purging()", "what is written stays as it was written" },
	{ NULL },
};

static const struct pattern mutable_patterns[] = {
	{ "insert", "AFTER INSERT ON $ WHEN NOT sync_merging()", NULL, "sync_create", true, false },
	{ "update", "AFTER UPDATE ON $ WHEN NOT sync_merging()", NULL, "sync_update", true, true },
	{ "delete", "BEFORE DELETE ON $ WHEN NOT sync_purging()", "a row is marked deleted, never removed" },
	{ NULL },
};

static const struct pattern *const patterns_of[] = {
	[TABLE_FACT] = fact_patterns,
	[TABLE_MUTABLE] = mutable_patterns,
	[TABLE_GUARDED] = fact_patterns,
};

static void call_write(struct str *sql, const struct synced_table *table, const struct pattern *pattern)
{
	str_addf(sql, "%s(%d, new.id", pattern->function, (int)table->id);
	if (pattern->old)
		str_add(sql, ", old.id");
	for (int i = 0; pattern->columns && i < table->column_count; i++) {
		str_addf(sql, ", new.%s", table->columns[i].name);
		if (pattern->old)
			str_addf(sql, ", old.%s", table->columns[i].name);
	}
	str_add(sql, ")");
}

static void when_write(struct str *sql, const char *pattern, const char *table)
{
	for (; *pattern; pattern++) {
		if (*pattern == '$')
			str_add(sql, table);
		else
			str_add_char(sql, *pattern);
	}
}

static bool trigger_write(const struct synced_table *table, const struct pattern *pattern,
			  bool (*each)(void *context, const struct trigger *trigger, struct err *err),
			  void *context, struct err *err)
{
	struct str name, sql;
	bool done;

	str_init(&name);
	str_init(&sql);
	str_addf(&name, TRIGGER_PREFIX "%s_%s", table->name, pattern->suffix);
	str_addf(&sql, "CREATE TRIGGER %s ", name.text);
	when_write(&sql, pattern->when, table->name);
	str_add(&sql, " BEGIN SELECT ");
	if (pattern->abort)
		str_addf(&sql, "RAISE(ABORT, '%s')", pattern->abort);
	else
		call_write(&sql, table, pattern);
	str_add(&sql, "; END");
	done = each(context, &(struct trigger){ table, name.text, sql.text }, err);
	str_done(&sql);
	str_done(&name);
	return done;
}

bool triggers_each(bool (*each)(void *context, const struct trigger *trigger, struct err *err), void *context,
		   struct err *err)
{
	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *table = &synced_tables[i];

		for (const struct pattern *pattern = patterns_of[table->kind]; pattern->suffix; pattern++)
			if (!trigger_write(table, pattern, each, context, err))
				return false;
	}
	return true;
}

static bool trigger_create(void *context, const struct trigger *trigger, struct err *err)
{
	return database_run(context, trigger->sql, err);
}

bool triggers_create(struct store *store, struct err *err)
{
	return triggers_each(trigger_create, store, err);
}

bool triggers_drop(struct store *store, struct err *err)
{
	struct str sql;
	struct arena names;
	struct statement s;
	bool done;

	if (!statement_begin(&s, store,
			     "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
			     " AND name GLOB '" TRIGGER_PREFIX "*'",
			     err))
		return false;
	arena_init(&names);
	str_init(&sql);
	while (statement_row(&s))
		str_addf(&sql, "DROP TRIGGER \"%s\";", statement_text(&s, 0, &names));
	done = statement_end(&s) && database_run(store, sql.text, err);
	str_done(&sql);
	arena_done(&names);
	return done;
}
