/* stream_self.c - what this terminal knows of itself: who it is in the installation, and small things kept. */
#include "stream_rows.h"

#include <string.h>

#include "migrate.h"
#include "rows.h"
#include "samtale/base/tr.h"

int store_schema_version(void)
{
	int count = 0;

	while (embedded_sql[count].name)
		count++;
	return count;
}

/* ---- numbers and bytes ------------------------------------------------------------------------ */

bool self_number(struct store *store, const char *key, int64_t *number, struct err *err)
{
	struct statement s;

	*number = 0;
	if (!statement_begin(&s, store, "SELECT v FROM sync_self WHERE k = ?", err))
		return false;
	statement_bind_text(&s, key);
	if (statement_row(&s))
		*number = statement_int(&s, 0);
	return statement_end(&s);
}

static const char self_put[] = "INSERT INTO sync_self(k, v) VALUES(?, ?)"
			       " ON CONFLICT DO UPDATE SET v = excluded.v WHERE v IS NOT excluded.v";

bool self_number_put(struct store *store, const char *key, int64_t number, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, self_put, err))
		return false;
	statement_bind_text(&s, key);
	statement_bind_int(&s, number);
	return statement_end(&s);
}

/* Apart from the store's own words in the table. */
static const char *kept_key(const char *key, struct arena *arena)
{
	return arena_printf(arena, "kept.%s", key);
}

bool store_kept(struct store *store, const char *key, struct arena *arena, const unsigned char **bytes,
		size_t *size, struct err *err)
{
	struct statement s;

	*bytes = NULL;
	*size = 0;
	if (!statement_begin(&s, store, "SELECT v FROM sync_self WHERE k = ?", err))
		return false;
	statement_bind_text(&s, kept_key(key, arena));
	if (statement_row(&s))
		*bytes = statement_blob(&s, 0, arena, size);
	return statement_end(&s);
}

bool store_keep(struct store *store, const char *key, const void *bytes, size_t size, struct err *err)
{
	struct arena arena;
	struct statement s;
	bool kept;

	arena_init(&arena);
	kept = statement_begin(&s, store, self_put, err);
	if (kept) {
		statement_bind_text(&s, kept_key(key, &arena));
		statement_bind_blob(&s, size ? bytes : "", size);
		kept = statement_end(&s);
	}
	arena_done(&arena);
	return kept;
}

/* ---- who this is ------------------------------------------------------------------------------ */

bool store_identity_read(struct store *store, unsigned char realm[ID_REALM_BYTES],
			 unsigned char secret[ID_SECRET_BYTES], uint32_t *origin, struct err *err)
{
	if (!store_identity(store, err))
		return false;
	memcpy(realm, store->realm.realm, ID_REALM_BYTES);
	memcpy(secret, store->realm.secret, ID_SECRET_BYTES);
	*origin = store->origin;
	return true;
}

bool store_is_untouched(struct store *store, bool *untouched, struct err *err)
{
	int64_t work;

	if (!database_number(store,
			     "SELECT EXISTS(SELECT 1 FROM oplog) + EXISTS(SELECT 1 FROM sync_self WHERE k = 'heard')",
			     0, 0, &work, err))
		return false;
	*untouched = !work;
	return true;
}

static bool nothing_written(struct store *store, struct err *err)
{
	bool untouched;

	return store_is_untouched(store, &untouched, err) &&
		(untouched || err_set(err, ERR_REFUSED, "%s",
				      _("There is work in this database already, so it cannot become part of another"
					" installation. Name a new database.")));
}

static bool identity_bytes_put(struct store *store, const char *key, const void *bytes, size_t size,
			       struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, self_put, err))
		return false;
	statement_bind_text(&s, key);
	statement_bind_blob(&s, bytes, size);
	return statement_end(&s);
}

bool store_identity_adopt(struct store *store, const unsigned char realm[ID_REALM_BYTES],
			  const unsigned char secret[ID_SECRET_BYTES], uint32_t origin, struct err *err)
{
	if (!origin || origin > ID_ORIGIN_MAX)
		BUG("a terminal number outside 1 to ID_ORIGIN_MAX");
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store,
			nothing_written(store, err) &&
				identity_bytes_put(store, "realm", realm, ID_REALM_BYTES, err) &&
				identity_bytes_put(store, "secret", secret, ID_SECRET_BYTES, err) &&
				self_number_put(store, "origin", origin, err) &&
				self_number_put(store, "next_id", 1, err),
			err))
		return false;
	store->identity_known = false;
	store->next_id = store->id_limit = 0;
	return true;
}
