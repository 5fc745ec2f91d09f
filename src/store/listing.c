#include "listing.h"

#include "samtale/base/collate.h"

static const char *text_of(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);

	return text ? text : "";
}

static void sort_key(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct arena *scratch = &((struct store *)sqlite3_user_data(context))->scratch;
	const char *name = arena_printf(scratch, "%s %s", text_of(values[0]), text_of(values[1]));

	(void)count;
	sqlite3_result_text(context, collate_key(scratch, name), -1, SQLITE_TRANSIENT);
	arena_reset(scratch);
}

static const char *words_of(struct arena *scratch, sqlite3_value **values)
{
	return collate_fold(scratch,
			    arena_printf(scratch, "%s %s %s %s", text_of(values[0]), text_of(values[1]),
					 text_of(values[2]), text_of(values[3])));
}

static void search_text(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct arena *scratch = &((struct store *)sqlite3_user_data(context))->scratch;

	(void)count;
	sqlite3_result_text(context, words_of(scratch, values), -1, SQLITE_TRANSIENT);
	arena_reset(scratch);
}

/* Runs a statement that takes the citizen's row and the words. */
static void words_write(sqlite3_context *context, const char *sql, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	struct statement s;
	bool written = statement_begin(&s, store, sql, NULL);

	if (written) {
		statement_bind_value(&s, values[0]);
		statement_bind_text(&s, words_of(&store->scratch, values + 1));
		written = statement_end(&s);
	}
	if (!written)
		function_fail(context, store);
	arena_reset(&store->scratch);
}

static void search_add(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	words_write(context, "INSERT INTO citizen_fts(rowid, n) VALUES(?, ?)", values);
}

static void search_forget(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	words_write(context, "INSERT INTO citizen_fts(citizen_fts, rowid, n) VALUES('delete', ?, ?)", values);
}

bool listing_register(struct store *store, struct err *err)
{
	static const struct {
		const char *name;
		int arguments, flags;
		void (*function)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{ "sort_key", 2, SQLITE_DETERMINISTIC, sort_key },
		{ "search_text", 4, SQLITE_DETERMINISTIC, search_text },
		{ "search_add", 5, 0, search_add },
		{ "search_forget", 5, 0, search_forget },
	};

	for (size_t i = 0; i < LENGTH(functions); i++)
		if (sqlite3_create_function_v2(store->db, functions[i].name, functions[i].arguments,
					       functions[i].flags | SQLITE_UTF8 | SQLITE_INNOCUOUS, store,
					       functions[i].function, NULL, NULL, NULL) != SQLITE_OK)
			return database_error(store, err);
	return true;
}
