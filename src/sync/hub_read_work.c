#include <string.h>

#include "hub_postgres.h"
#include "hub_read.h"
#include "samtale/base/tr.h"

/* Feeds, rows and cursors in one transaction: killed anywhere, the tables are as before or as after. */
static bool tables_pass(struct hub_read *read, bool rebuild, struct err *err)
{
	bool done = postgres_begin(read->postgres, err) && hub_read_begin(read, rebuild, err) &&
		hub_read_feeds(read, err) && hub_read_erase(read, err) && hub_read_copy(read, err) && hub_read_agree(read, err) &&
		postgres_commit(read->postgres, err);

	if (!done)
		postgres_rollback(read->postgres);
	return done;
}

static bool pass(struct hub_read *read, struct hub *hub, const struct work_options *options, struct err *err)
{
	struct sync_options sync = { .now_ms = options->now_ms };
	struct ring ring;
	const struct ring_terminal *me;

	if (!sync_run(read->store, hub, &sync, read->arena, &read->report->sync, err) ||
	    !self_read(read->store, &read->self, err) ||
	    !ring_kept(read->store, &read->self, &read->lasting, &ring, err))
		return false;
	me = ring_terminal(&ring, read->self.origin);
	if (!me || !me->is_hub || me->is_shut_out)
		return err_set(
			err, ERR_REFUSED, "%s",
			_("This terminal is not the hub's worker. The administrator invites one: samtale hub enrol --name NAME "
			  "--worker."));
	return tables_pass(read, options->rebuild, err);
}

bool worker_pass(struct store *store, struct hub *hub, const struct work_options *options, struct arena *arena,
		 struct work_report *report, struct err *err)
{
	struct hub_server *server = hub_server_of(hub);
	struct hub_read read = { .store = store, .arena = arena, .report = report };
	bool done;

	memset(report, 0, sizeof(*report));
	if (!server)
		return err_set(err, ERR_USAGE, "%s",
			       _("A folder needs no worker: the terminals read and write it themselves."));
	read.postgres = &server->postgres;
	arena_init(&read.lasting);
	arena_init(&read.scratch);
	read.tables = store_read_tables(&read.lasting, &read.table_count);
	done = pass(&read, hub, options, err);
	self_forget(&read.self);
	arena_done(&read.scratch);
	arena_done(&read.lasting);
	return done;
}
