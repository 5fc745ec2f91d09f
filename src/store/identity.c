/* identity.c - the installation's realm and secret, this terminal's origin, and the row numbers it gives
 * out. */
#include "connection.h"

#include <string.h>

#include "samtale/base/tr.h"

#define ID_BLOCK 256

static bool bytes_copy(sqlite3_stmt *row, int column, void *bytes, int count)
{
	if (sqlite3_column_bytes(row, column) != count)
		return false;
	memcpy(bytes, sqlite3_column_blob(row, column), (size_t)count);
	return true;
}

bool store_identity(struct store *store, struct err *err)
{
	struct statement s;
	bool whole = false;

	if (store->identity_known)
		return true;
	if (!statement_begin(&s, store,
			     "SELECT (SELECT v FROM sync_self WHERE k = 'realm'),"
			     " (SELECT v FROM sync_self WHERE k = 'secret'),"
			     " (SELECT v FROM sync_self WHERE k = 'origin')",
			     err))
		return false;
	if (statement_row(&s)) {
		store->origin = (uint32_t)statement_int(&s, 2);
		whole = bytes_copy(s.handle, 0, store->realm.realm, ID_REALM_BYTES) &&
			bytes_copy(s.handle, 1, store->realm.secret, ID_SECRET_BYTES) && store->origin &&
			store->origin <= ID_ORIGIN_MAX;
	}
	if (!statement_end(&s))
		return false;
	if (!whole)
		return err_set(err, ERR_DAMAGED, "%s",
			       _("The database does not say whose it is. Restore the latest backup."));
	store->identity_known = true;
	return true;
}

/* A database that was restored from a backup, or copied, goes on where its former self did, and people work in it
 * before the next exchange tells. So that both do not give one number to different rows, each connection begins past
 * what can have been given out in the hours before this one (2^23 numbers an hour, for 119 years), and a random
 * step further on. */
#define HOUR_MS INT64_C(3600000)
#define HOUR_FIRST INT64_C(473352) /* 2024-01-01T00Z, in hours since 1970 */
#define HOUR_LAST (HOUR_FIRST + (1 << 20) - 1)
#define HOUR_BITS 23
#define STEP_BLOCKS (1 << 13)

void id_step_draw(struct store *store, const unsigned char *random)
{
	if (random)
		store->id_step = (random[0] | (unsigned)random[1] << 8) % STEP_BLOCKS;
}

static int64_t hour_floor(const struct store *store)
{
	int64_t hour = store->now.utc_ms / HOUR_MS;

	return hour < HOUR_FIRST || hour > HOUR_LAST ? 0 : (hour - HOUR_FIRST) << HOUR_BITS;
}

static bool block_reserve(struct store *store, struct err *err)
{
	struct statement s;
	int64_t limit = 0;

	if (!statement_begin(&s, store, "UPDATE sync_self SET v = max(v, ?) + ? WHERE k = 'next_id' RETURNING v",
			     err))
		return false;
	statement_bind_int(&s, store->id_stepped ? 0 : hour_floor(store));
	statement_bind_int(&s, store->id_stepped ? ID_BLOCK : (store->id_step + 1) * (int64_t)ID_BLOCK);
	if (statement_row(&s))
		limit = statement_int(&s, 0);
	if (!statement_end(&s))
		return false;
	if (limit <= ID_BLOCK)
		return err_set(err, ERR_DAMAGED, "%s",
			       _("The database has lost count of its rows. Restore the latest backup."));
	store->id_stepped = true;
	store->next_id = (uint64_t)(limit - ID_BLOCK);
	store->id_limit = (uint64_t)limit;
	return true;
}

bool store_new_id(struct store *store, int64_t *id, struct err *err)
{
	if (!store->depth)
		BUG("a row id was asked for outside a transaction");
	if (!store_identity(store, err))
		return false;
	if (store->next_id == store->id_limit && !block_reserve(store, err))
		return false;
	*id = id_numbered(store->origin, store->next_id++);
	return true;
}

bool store_natural_id(struct store *store, const char *kind, const char *key, int64_t *id, struct err *err)
{
	if (!store_identity(store, err))
		return false;
	*id = id_natural(&store->realm, kind, key);
	return true;
}
