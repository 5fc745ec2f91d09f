#include "samtale/store/store.h"

#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "connection.h"
#include "listing.h"
#include "migrate.h"
#include "place.h"
#include "samtale/base/tr.h"
#include "undo.h"

#define BUSY_TIMEOUT_MS 5000
#define BUSY_TURNS_MOST 12 /* a minute in all */

/* Why each: sync-storage, section 5. */
static const char pragmas[] = "PRAGMA synchronous = FULL;"
			      "PRAGMA foreign_keys = ON;"
			      "PRAGMA trusted_schema = OFF;"
			      "PRAGMA secure_delete = ON;" /* what is removed for good is not left in free pages */
			      "PRAGMA recursive_triggers = ON;"
			      "PRAGMA cell_size_check = ON;"
			      "PRAGMA temp_store = MEMORY;"
			      "PRAGMA mmap_size = 0;"
			      "PRAGMA journal_size_limit = 67108864;";

static const struct {
	int option, value;
} settings[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
};

static bool connection_open(struct store *store, const struct store_options *options, struct err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	int result;

	flags |= options->mode == STORE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	result = sqlite3_open_v2(store->path, &store->db, flags, NULL);
	if (result != SQLITE_OK)
		return database_error_code(result, store->path, err);
	sqlite3_busy_timeout(store->db, BUSY_TIMEOUT_MS);
	for (size_t i = 0; i < LENGTH(settings); i++)
		sqlite3_db_config(store->db, settings[i].option, settings[i].value, NULL);
	return database_run(store, pragmas, err) && capture_register(store, err) &&
		listing_register(store, err);
}

/* The journal's mode is written in the file, so it is set only once the file is known to be ours. */
static bool schema_ready(struct store *store, const struct store_options *options, struct err *err)
{
	bool needed;

	if (!migrate_look(store, options, embedded_sql, &needed, err))
		return false;
	if (options->mode == STORE_READ_ONLY)
		return true;
	return database_run(store, "PRAGMA journal_mode = WAL", err) &&
		(!needed || migrate(store, options, embedded_sql, err));
}

bool store_open(const char *path, const struct store_options *options, struct store **store, struct err *err)
{
	struct store *opened;

	if (!place_ready(path, options->mode, err))
		return false;
	opened = calloc(1, sizeof(*opened));
	if (!opened || !(opened->path = strdup(path)))
		BUG("out of memory");
	opened->instance = -1;
	opened->now.date = DATE_NONE;
	arena_init(&opened->scratch);
	arena_init(&opened->texts);
	if ((options->instance && !instance_take(path, options->instance, &opened->instance, err)) ||
	    !connection_open(opened, options, err) || !schema_ready(opened, options, err)) {
		store_close(opened);
		return false;
	}
	if (options->instance)
		ballast_put(path);
	id_step_draw(opened, options->random);
	*store = opened;
	return true;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	statements_finalize(store);
	sqlite3_close(store->db);
	instance_release(store->instance);
	arena_done(&store->scratch);
	free(store->table_sql);
	free(store->done);
	free(store->path);
	free(store);
}

void store_stamp(struct store *store, int64_t caseworker, struct moment now)
{
	store->author = caseworker;
	store->now = now;
}

int64_t store_author(const struct store *store)
{
	return store->author;
}

int64_t store_now_ms(const struct store *store)
{
	return store->now.utc_ms;
}

struct date store_today(const struct store *store)
{
	return store->now.date;
}

/* ---- transactions ---------------------------------------------------------------------------- */

static bool transaction_step(struct store *store, const char *sql, struct err *err)
{
	struct statement s;

	return statement_begin(&s, store, sql, err) && statement_end(&s);
}

/* A sync takes in what came a bundle at a time, and may hold the lock for longer than SQLite waits by itself. A person's write
 * waits for its turn; only who never lets go is told of. */
static bool turn_take(struct store *store, struct err *err)
{
	struct err busy = { ERR_NONE };

	for (int turns = 0; turns < BUSY_TURNS_MOST; turns++) {
		if (transaction_step(store, "BEGIN IMMEDIATE", &busy))
			return true;
		if (busy.code != ERR_BUSY)
			break;
	}
	if (err)
		*err = busy;
	return false;
}

bool store_begin(struct store *store, struct err *err)
{
	if (!store->depth && !turn_take(store, err))
		return false;
	if (!store->depth)
		store->ops_begun = false;
	store->depth++;
	return true;
}

/* SQLite has already rolled back by itself when a disk is full or fails. */
static void transaction_undo(struct store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->id_limit = store->next_id;
	store->differing.known = false;
	store->id_stepped = false;
}

bool store_commit(struct store *store, struct err *err)
{
	if (!store->depth)
		BUG("a commit without a begin");
	if (--store->depth)
		return true;
	if (store->doomed) {
		store->doomed = false;
		return err_set(err, ERR_IO, "%s",
			       _("A part of it could not be saved, so nothing of it was. Try again."));
	}
	if (!transaction_step(store, "COMMIT", err)) {
		transaction_undo(store);
		return false;
	}
	undo_remember(store);
	return true;
}

void store_rollback(struct store *store)
{
	if (!store->depth)
		BUG("a rollback without a begin");
	if (!store->doomed)
		transaction_undo(store);
	store->doomed = --store->depth > 0;
}

bool store_finish(struct store *store, bool done, struct err *err)
{
	if (done)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}
