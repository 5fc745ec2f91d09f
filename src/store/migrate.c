#include "migrate.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "place.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "triggers.h"

#define BACKUP_PAGES 1024 /* a step */

/* ---- the copy before ------------------------------------------------------------------------- */

static bool copy_into(struct store *store, const char *path, struct err *err)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	sqlite3 *copy = NULL;
	sqlite3_backup *backup;
	int result = sqlite3_open_v2(path, &copy, flags, NULL);

	if (result == SQLITE_OK) {
		backup = sqlite3_backup_init(copy, "main", store->db, "main");
		while (backup && (result = sqlite3_backup_step(backup, BACKUP_PAGES)) == SQLITE_OK)
			continue;
		result = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(copy);
	}
	sqlite3_close(copy);
	return result == SQLITE_OK || database_error_code(result, path, err);
}

/* Under another name until it is whole; an older copy of the same version gives way. */
static bool copy_make(struct store *store, int64_t version, struct err *err)
{
	struct str path, part;
	bool made;
	int file;

	str_init(&path);
	str_init(&part);
	str_addf(&path, "%s.before-%d", store->path, (int)version);
	str_addf(&part, "%s.part", path.text);
	unlink(part.text);
	file = open(part.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file >= 0)
		close(file);
	made = file >= 0 || database_error_code(SQLITE_CANTOPEN, part.text, err);
	made = made && copy_into(store, part.text, err);
	made = made && (!rename(part.text, path.text) || database_error_code(SQLITE_IOERR, path.text, err));
	if (!made)
		unlink(part.text);
	str_done(&part);
	str_done(&path);
	return made;
}

/* Room for the copy, and for the journal of a migration that rewrites everything. */
static bool copy_before(struct store *store, int64_t version, struct err *err)
{
	int64_t pages, page_size;

	return database_number(store, "PRAGMA page_count", 0, 0, &pages, err) &&
		database_number(store, "PRAGMA page_size", 0, 0, &page_size, err) &&
		place_has_room(store->path, 2 * pages * page_size, err) && copy_make(store, version, err);
}

/* ---- whose it is ----------------------------------------------------------------------------- */

struct header {
	int64_t application, version;
};

static bool header_read(struct store *store, struct header *header, struct err *err)
{
	return database_number(store, "PRAGMA application_id", 0, 0, &header->application, err) &&
		database_number(store, "PRAGMA user_version", 0, 0, &header->version, err);
}

static bool header_write(struct store *store, int64_t version, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 STORE_APPLICATION_ID, (int)version);
	return database_run(store, sql, err);
}

/* A file that SQLite has made and nobody filled, as after a crash in the first start. */
static bool is_new(struct store *store, const struct header *header, bool *new, struct err *err)
{
	int64_t objects;

	if (!database_number(store, "SELECT count(*) FROM sqlite_schema", 0, 0, &objects, err))
		return false;
	*new = !header->application && !header->version && !objects;
	return true;
}

static bool may_migrate(struct store *store, const struct store_options *options, const struct header *header,
			int64_t latest, struct err *err)
{
	bool new;

	if (!is_new(store, header, &new, err))
		return false;
	if (new && options->mode != STORE_CREATE)
		return err_set(err, ERR_DAMAGED,
			       _("%s is empty: there is no database in it. Check the path."), store->path);
	if (header->version < 0 || (header->application != STORE_APPLICATION_ID && !new))
		return err_set(err, ERR_DAMAGED,
			       _("%s belongs to another program. Nothing in it was changed: name a"
				 " database of Samtale."),
			       store->path);
	if (header->version > latest)
		return err_set(err, ERR_NEWER,
			       _("%s was last used by a newer Samtale. Nothing in it was changed: bring"
				 " this program up to date."),
			       store->path);
	if (options->mode == STORE_READ_ONLY)
		return err_set(err, ERR_IO,
			       _("%s comes from an older Samtale. Open it in the console once to bring it"
				 " up to date."),
			       store->path);
	return true;
}

/* ---- migrating ------------------------------------------------------------------------------- */

static int64_t latest_of(const struct embedded *migrations)
{
	int64_t count = 0;

	while (migrations[count].name)
		count++;
	return count;
}

/* The terminal's number until the installation enrols it: drawn from the same random bytes, so that two
 * laptops that have not met the hub hardly ever number their rows alike. */
static int64_t origin_drawn(const unsigned char *random)
{
	struct id_realm realm;
	int64_t origin;

	memcpy(realm.realm, random, ID_REALM_BYTES);
	memcpy(realm.secret, random + ID_REALM_BYTES, ID_SECRET_BYTES);
	origin = id_natural(&realm, "origin", "") & ID_ORIGIN_MAX;
	return origin ? origin : 1;
}

static bool identity_write(struct store *store, const unsigned char *random, struct err *err)
{
	struct statement s;

	if (!random)
		BUG("a new database needs random bytes for its realm and secret");
	if (!statement_begin(&s, store,
			     "INSERT INTO sync_self(k, v) VALUES('realm', ?), ('secret', ?), ('origin', ?),"
			     " ('next_id', 1)",
			     err))
		return false;
	statement_bind_blob(&s, random, ID_REALM_BYTES);
	statement_bind_blob(&s, random + ID_REALM_BYTES, ID_SECRET_BYTES);
	statement_bind_int(&s, origin_drawn(random));
	return statement_end(&s);
}

static bool migrations_run(struct store *store, const struct embedded *migrations, int64_t from,
			   struct err *err)
{
	for (migrations += from; migrations->name; migrations++)
		if (!database_run(store, (const char *)migrations->bytes, err))
			return false;
	return true;
}

bool schema_make(struct store *store, const struct embedded *migrations, struct err *err)
{
	return migrations_run(store, migrations, 0, err) && triggers_create(store, err);
}

/* Inside the transaction the version is looked at again: another process may have been quicker. */
static bool migrate_inside(struct store *store, const struct store_options *options,
			   const struct embedded *migrations, struct err *err)
{
	int64_t latest = latest_of(migrations);
	struct header header;

	if (!header_read(store, &header, err))
		return false;
	if (header.application == STORE_APPLICATION_ID && header.version >= latest)
		return true;
	return triggers_drop(store, err) && migrations_run(store, migrations, header.version, err) &&
		triggers_create(store, err) &&
		(header.version || identity_write(store, options->random, err)) &&
		header_write(store, latest, err);
}

bool migrate_look(struct store *store, const struct store_options *options, const struct embedded *migrations,
		  bool *needed, struct err *err)
{
	int64_t latest = latest_of(migrations);
	struct header header;

	if (!header_read(store, &header, err))
		return false;
	*needed = header.application != STORE_APPLICATION_ID || header.version != latest;
	return !*needed || may_migrate(store, options, &header, latest, err);
}

bool migrate(struct store *store, const struct store_options *options, const struct embedded *migrations,
	     struct err *err)
{
	struct header header;

	if (!header_read(store, &header, err) ||
	    (header.version && !copy_before(store, header.version, err)) || !store_begin(store, err))
		return false;
	if (migrate_inside(store, options, migrations, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}
