/* migrate.h - brings a database to this program's schema.
 *
 * The version is the number of migrations applied (PRAGMA user_version). They run in the table's order,
 * all in one transaction, with the capture triggers taken down and made anew afterwards: a migration never
 * writes synced columns, else every terminal would send the same change. An existing database is first
 * copied, by the online backup, to PATH.before-N, N being the version it had. */
#ifndef SAMTALE_SRC_STORE_MIGRATE_H
#define SAMTALE_SRC_STORE_MIGRATE_H

#include "connection.h"
#include "samtale/base/embedded.h"

#define STORE_APPLICATION_ID 0x53614d74 /* "SaMt" in the file's header */

/* Changes nothing. Refuses a database of another program or of a newer Samtale, and an older one that is
 * opened for reading only; *needed says whether there is something for migrate() to do. */
NODISCARD bool migrate_look(struct store *store, const struct store_options *options,
			    const struct embedded *migrations, bool *needed, struct err *err);
NODISCARD bool migrate(struct store *store, const struct store_options *options,
		       const struct embedded *migrations, struct err *err);

/* All migrations and triggers into an empty database: what a schema is compared with. */
NODISCARD bool schema_make(struct store *store, const struct embedded *migrations, struct err *err);

#endif
