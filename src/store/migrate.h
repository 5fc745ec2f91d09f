/* migrate.h - brings a database to this program's schema. */
#ifndef SAMTALE_SRC_STORE_MIGRATE_H
#define SAMTALE_SRC_STORE_MIGRATE_H

#include "connection.h"
#include "samtale/base/embedded.h"

#define STORE_APPLICATION_ID 0x53614d74 /* "SaMt" in the file's header */

/* Applies the migrations that the database lacks, in the table's order, in one transaction; a table's entries are numbered from 1. An existing
 * database is first copied to PATH.before-N with the online backup. Refuses a database of another program or a newer Samtale. */
NODISCARD bool migrate(struct store *store, const struct store_options *options, const struct embedded *migrations,
		       struct err *err);

#endif
