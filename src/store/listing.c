#include "listing.h"

#include "samtale/base/collate.h"

static const char *text_of(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);

	return text ? text : "";
}

static void sort_key(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct arena *scratch = sqlite3_user_data(context);
	const char *name = arena_printf(scratch, "%s %s", text_of(values[0]), text_of(values[1]));

	(void)count;
	sqlite3_result_text(context, collate_key(scratch, name), -1, SQLITE_TRANSIENT);
	arena_reset(scratch);
}

static void search_text(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct arena *scratch = sqlite3_user_data(context);
	const char *words = arena_printf(scratch, "%s %s %s %s", text_of(values[0]), text_of(values[1]),
					 text_of(values[2]), text_of(values[3]));

	(void)count;
	sqlite3_result_text(context, collate_fold(scratch, words), -1, SQLITE_TRANSIENT);
	arena_reset(scratch);
}

bool listing_register(struct store *store, struct err *err)
{
	const int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC;

	if (sqlite3_create_function_v2(store->db, "sort_key", 2, flags, &store->scratch, sort_key, NULL, NULL, NULL) !=
		    SQLITE_OK ||
	    sqlite3_create_function_v2(store->db, "search_text", 4, flags, &store->scratch, search_text, NULL, NULL,
				       NULL) != SQLITE_OK)
		return database_error(store, err);
	return true;
}
