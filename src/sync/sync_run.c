#include <string.h>

#include "samtale/base/tr.h"
#include "sync_parts.h"

/* ---- what the parts share ---------------------------------------------------------------------- */

bool run_progress(struct run *run, enum sync_step step, int64_t done, int64_t of)
{
	const struct sync_options *options = run->options;

	if (!run->is_stopped && options->progress && !options->progress(options->context, step, done, of)) {
		run->is_stopped = true;
		run_trouble(run, "stopped", 0, 0, 0,
			    _("The sync was stopped. Nothing is lost: the rest goes next time."));
	}
	return !run->is_stopped;
}

void run_trouble(struct run *run, const char *code, int64_t unit, uint32_t origin, int64_t bseq,
		 const char *text)
{
	struct sync_report *report = run->report;
	const struct ring_terminal *terminal = origin ? ring_terminal(&run->ring, origin) : NULL;
	const char *name = terminal ? arena_strdup(run->arena, terminal->name) : "";

	report->troubles =
		arena_grow(run->arena, report->troubles, report->trouble_count, sizeof(*report->troubles));
	report->troubles[report->trouble_count++] = (struct sync_trouble){
		.code = arena_strdup(run->arena, code),
		.unit = unit,
		.origin = origin,
		.bseq = bseq,
		.terminal = name,
		.text = name[0] ? arena_printf(run->arena, "%s: %s", name, text)
				: arena_strdup(run->arena, text),
	};
}

void run_restored(struct run *run, int64_t unit, int64_t bseq)
{
	run->is_stopped = true;
	if (run->report->is_restored)
		return;
	run->report->is_restored = true;
	run_trouble(run, "restored", unit, run->self.origin, bseq,
		    _("This database is older than what it has sent: it comes from a backup, or is a copy of "
		      "another. Nothing is sent. Ask the administrator for a code and run samtale sync "
		      "recover."));
}

struct incoming *run_own(struct run *run, int64_t unit)
{
	for (size_t i = 0; i < run->own_count; i++)
		if (run->own[i].unit == unit)
			return &run->own[i];
	return NULL;
}

struct unit_bases *run_bases(struct run *run, int64_t unit)
{
	for (size_t i = 0; i < run->base_count; i++)
		if (run->bases[i].unit == unit)
			return &run->bases[i];
	return NULL;
}

/* ---- the parts that are a few lines ------------------------------------------------------------ */

/* A dry run reads what is known already; else what is new at the hub is fetched and kept. */
static bool read_keys(struct run *run, struct err *err)
{
	const struct ring_terminal *me;

	if (!run_progress(run, SYNC_KEYS, 0, 1))
		return true;
	if (!self_read(run->store, &run->self, err))
		return false;
	if (!run->self.is_enrolled)
		return err_set(err, ERR_REFUSED,
			       _("This terminal is not enrolled. Ask the administrator for a code, and run "
				 "samtale sync enrol."));
	if (!(run->options->dry_run
		      ? ring_kept(run->store, &run->self, &run->lasting, &run->ring, err)
		      : ring_fetch(run->store, run->hub, &run->self, &run->lasting, &run->ring, err)))
		return false;
	if (run->ring.is_contested)
		run_trouble(run, "keyring", 0, 0, 0, _(RING_CONTESTED));
	me = ring_terminal(&run->ring, run->self.origin);
	if (me && !me->is_shut_out)
		return true;
	run->is_stopped = true;
	run_trouble(run, "access", 0, run->self.origin, 0,
		    _("This terminal has been shut out. What was written here is still here: talk to the "
		      "administrator."));
	return true;
}

static bool purge(struct run *run, struct err *err)
{
	int64_t moved = 0;

	if (!run->options->dry_run && !store_moved_purge(run->store, &moved, err))
		return false;
	run->report->purged_citizens += moved;
	return !run->report->purged_citizens || store_log_empty(run->store, err);
}

/* Too late to stop it. */
static bool done(struct run *run, struct err *err)
{
	const struct sync_options *options = run->options;

	(void)err;
	return !options->progress || options->progress(options->context, SYNC_DONE, 1, 1) || true;
}

static bool parts_run(struct run *run, struct err *err)
{
	static bool (*const parts[])(struct run * run, struct err * err) = {
		read_keys,     sync_survey, sync_take, sync_purge_orders, sync_seal, sync_publish,
		sync_receipts, sync_base, sync_prune, purge, done,
	};
	bool is_fine = true;

	for (size_t i = 0; is_fine && !run->is_stopped && i < LENGTH(parts); i++)
		is_fine = parts[i](run, err);
	return is_fine;
}

/* ---- one exchange ------------------------------------------------------------------------------ */

static bool count_before(struct run *run, struct err *err)
{
	struct sync_state state;

	if (!store_sync_state(run->store, &run->scratch, &state, err))
		return false;
	run->report->conflicts_before = state.conflicts;
	return true;
}

/* Also of an exchange that ended early: what has gone has gone. */
static bool count_after(struct run *run, struct err *err)
{
	struct sync_state state;

	if (!store_sync_state(run->store, &run->scratch, &state, err))
		return false;
	run->report->conflicts = state.conflicts;
	run->report->held = state.held;
	run->report->parked = state.parked;
	run->report->waiting = state.waiting;
	return true;
}

bool sync_run(struct store *store, struct hub *hub, const struct sync_options *options, struct arena *arena,
	      struct sync_report *report, struct err *err)
{
	struct run run = { .store = store, .hub = hub, .options = options, .arena = arena, .report = report };
	bool is_done;

	memset(report, 0, sizeof(*report));
	arena_init(&run.lasting);
	arena_init(&run.scratch);
	is_done = count_before(&run, err) && parts_run(&run, err);
	is_done = count_after(&run, is_done ? err : NULL) && is_done;
	self_forget(&run.self);
	arena_done(&run.scratch);
	arena_done(&run.lasting);
	return is_done;
}
