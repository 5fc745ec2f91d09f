/* What stands in for a hub in PostgreSQL when Samtale was built without libpq. */
#include "hub_kind.h"
#include "samtale/base/tr.h"
#include "samtale/sync/hub_server.h"
#include "samtale/sync/worker.h"

static bool refuse(struct err *err)
{
	return err_set(err, ERR_USAGE,
		       _("This Samtale was built without PostgreSQL: use a folder as the hub, or install libpq-dev and "
			 "build again with ./configure --with-libpq."));
}

bool hub_postgres_open(const char *conninfo, const unsigned char *realm, struct hub **hub, struct err *err)
{
	(void)conninfo;
	(void)realm;
	*hub = NULL;
	return refuse(err);
}

bool hub_postgres_prepare(const char *conninfo, const unsigned char realm[ID_REALM_BYTES], struct err *err)
{
	(void)conninfo;
	(void)realm;
	return refuse(err);
}

bool worker_pass(struct store *store, struct hub *hub, const struct work_options *options, struct arena *arena,
		 struct work_report *report, struct err *err)
{
	(void)store;
	(void)hub;
	(void)options;
	(void)arena;
	(void)report;
	return refuse(err);
}
