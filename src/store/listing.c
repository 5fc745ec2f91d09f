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
/* Made with the connection: a table that is made and rolled back would stop what the index is reading. */
static const char words_later_make[] = "CREATE TEMP TABLE words_later(id INTEGER, step INTEGER, is_add INTEGER,"
				       " n TEXT, PRIMARY KEY(id, step)) WITHOUT ROWID";

/* A full text index writes down what it has before every statement of a transaction that it takes part in; so while
 * many rows come in by a merge, its words wait, and are written by two statements in the end. */
static bool words_later(struct store *store, bool add, sqlite3_value *id, const char *words, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "INSERT INTO words_later(id, step, is_add, n) VALUES(?, ?, ?, ?)", err))
		return false;
	statement_bind_value(&s, id);
	statement_bind_int(&s, ++store->words_wait);
	statement_bind_int(&s, add);
	statement_bind_text(&s, words);
	return statement_end(&s);
}

bool listing_catch_up(struct store *store, struct err *err)
{
	static const char *const steps[] = {
		"INSERT INTO citizen_fts(citizen_fts, rowid, n) SELECT 'delete', id, n FROM words_later w WHERE"
		" NOT is_add AND step = (SELECT min(step) FROM words_later f WHERE f.id = w.id)",
		"INSERT INTO citizen_fts(rowid, n) SELECT id, n FROM words_later w WHERE"
		" is_add AND step = (SELECT max(step) FROM words_later l WHERE l.id = w.id)",
		"DELETE FROM words_later",
	};

	for (size_t i = 0; store->words_wait && i < LENGTH(steps); i++)
		if (!database_run(store, steps[i], err))
			return false;
	store->words_wait = 0;
	return true;
}

static const char *const words_sql[] = {
	"INSERT INTO citizen_fts(citizen_fts, rowid, n) VALUES('delete', ?, ?)",
	"INSERT INTO citizen_fts(rowid, n) VALUES(?, ?)",
};

static void words_write(sqlite3_context *context, bool add, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	const char *words = words_of(&store->scratch, values + 1);
	struct statement s;
	bool written;

	if (store->merging) {
		written = words_later(store, add, values[0], words, NULL);
	} else {
		written = statement_begin(&s, store, words_sql[add], NULL);
		if (written) {
			statement_bind_value(&s, values[0]);
			statement_bind_text(&s, words);
			written = statement_end(&s);
		}
	}
	if (!written)
		function_fail(context, store);
	arena_reset(&store->scratch);
}

static void search_add(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	words_write(context, true, values);
}

static void search_forget(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	words_write(context, false, values);
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
	return database_run(store, words_later_make, err);
}
