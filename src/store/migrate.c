#include "migrate.h"

#include <stdio.h>

#include "samtale/base/tr.h"

static bool run_from(struct store *store, int64_t version, const struct embedded *migrations, int64_t *reached,
		     struct err *err)
{
	*reached = 0;
	for (; migrations->name; migrations++) {
		++*reached;
		if (*reached > version && !database_run(store, (const char *)migrations->bytes, err))
			return false;
	}
	return true;
}

static bool identity_put(struct store *store, const unsigned char *random, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "INSERT INTO sync_self(k, v) VALUES('realm', ?), ('secret', ?), ('origin', 1),"
			     " ('next_id', 1)", err))
		return false;
	statement_bind_blob(&s, random, ID_REALM_BYTES);
	statement_bind_blob(&s, random + ID_REALM_BYTES, ID_SECRET_BYTES);
	return statement_end(&s);
}

static bool header_put(struct store *store, int64_t version, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_APPLICATION_ID,
		 (int)version);
	return database_run(store, sql, err);
}

bool migrate(struct store *store, const struct store_options *options, const struct embedded *migrations,
	     struct err *err)
{
	int64_t version, latest;

	if (!database_number(store, "PRAGMA user_version", 0, 0, &version, err))
		return false;
	if (version > 0)
		return true;
	if (!store_begin(store, err))
		return false;
	if (run_from(store, version, migrations, &latest, err) && identity_put(store, options->random, err) &&
	    header_put(store, latest, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}
