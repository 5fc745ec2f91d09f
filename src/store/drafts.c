/* Local things, never synced: settings and half-typed texts. */
#include "connection.h"

/* ---- settings -------------------------------------------------------------------------------- */

bool store_setting(struct store *store, const char *name, struct arena *arena, const char **value,
		   struct err *err)
{
	struct statement s;

	*value = "";
	if (!statement_begin(&s, store, "SELECT value FROM setting WHERE name = ?", err))
		return false;
	statement_bind_text(&s, name);
	if (statement_row(&s))
		*value = statement_text(&s, 0, arena);
	return statement_end(&s);
}

bool store_setting_put(struct store *store, const char *name, const char *value, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO setting(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE "
			     "SET value = excluded.value WHERE value IS NOT excluded.value",
			     err))
		return false;
	statement_bind_text(&s, name);
	statement_bind_text(&s, value);
	return statement_end(&s);
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static bool draft_remove(struct store *store, const struct draft *draft, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "DELETE FROM draft WHERE place = ? AND ref = ? AND caseworker = ?",
			     err))
		return false;
	statement_bind_text(&s, draft->place);
	statement_bind_int(&s, draft->ref);
	statement_bind_int(&s, store->author);
	return statement_end(&s);
}

bool store_draft_put(struct store *store, const struct draft *draft, struct err *err)
{
	struct statement s;

	if (!draft->text || !*draft->text)
		return draft_remove(store, draft, err);
	if (!statement_begin(&s, store,
			     "INSERT OR REPLACE INTO draft(place, ref, caseworker, citizen, text, at)"
			     " VALUES(?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_text(&s, draft->place);
	statement_bind_int(&s, draft->ref);
	statement_bind_int(&s, store->author);
	statement_bind_int(&s, draft->citizen);
	statement_bind_text(&s, draft->text);
	statement_bind_int(&s, draft->at);
	return statement_end(&s);
}

bool store_draft(struct store *store, const char *place, int64_t ref, struct arena *arena, const char **text,
		 struct err *err)
{
	struct statement s;

	*text = "";
	if (!statement_begin(&s, store,
			     "SELECT text FROM draft WHERE place = ? AND ref = ? AND caseworker = ?", err))
		return false;
	statement_bind_text(&s, place);
	statement_bind_int(&s, ref);
	statement_bind_int(&s, store->author);
	if (statement_row(&s))
		*text = statement_text(&s, 0, arena);
	return statement_end(&s);
}

bool store_draft_latest(struct store *store, struct arena *arena, struct draft *draft, struct err *err)
{
	struct statement s;

	*draft = (struct draft){ .place = NULL, .text = "" };
	if (!statement_begin(&s, store,
			     "SELECT place, ref, citizen, text, at FROM draft WHERE caseworker = ?"
			     " ORDER BY at DESC, place, ref LIMIT 1",
			     err))
		return false;
	statement_bind_int(&s, store->author);
	if (statement_row(&s)) {
		draft->place = statement_text(&s, 0, arena);
		draft->ref = statement_int(&s, 1);
		draft->citizen = statement_int(&s, 2);
		draft->text = statement_text(&s, 3, arena);
		draft->at = statement_int(&s, 4);
	}
	return statement_end(&s);
}
