/* command_hub_worker.c - samtale hub worker: takes in what the terminals send to a PostgreSQL hub, and keeps tables. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/hub_desk.h"
#include "samtale/sync/worker.h"

#define EVERY_SECONDS 60

const char hub_worker_help[] = N_(
	"Runs beside a PostgreSQL hub, on a terminal that was invited with samtale hub enrol --worker. A pass takes in "
	"what the terminals have sent, gives receipts that count for all, and copies what changed to the tables for "
	"reports in the schema hub_read: one for each of Samtale's own, readable by the role hub_report. They can be "
	"emptied and made anew at any time, and a worker that was killed goes on where it was.\n"
	"\n"
	"  --hub WHERE      the hub; else that of the configuration\n"
	"  --once           one pass; else one a minute until it is stopped\n"
	"  --every SECONDS  another time between two passes\n"
	"  --rebuild        empty the tables first\n"
	"  --now MOMENT     what the clock says, as 2026-11-23T09:00\n"
	"\n"
	"Exit status 1: something was not taken in, or the hub was set back. With --json, for each pass: taken_bundles, "
	"taken_ops, rows, removed, erased (changes of citizens who were removed after retention), waiting (bundles that could not be taken in yet), set_back (the hub has less than "
	"before), units (unit, from, feed) and troubles (code, unit, origin, bundle, text).");

struct work {
	struct hub_desk desk;
	struct work_options options;
	bool once;
	int every;
};

/* ---- what is told ------------------------------------------------------------------------------------- */

static json_t *units_json(const struct work_report *report)
{
	json_t *units = json_array();

	for (size_t i = 0; i < report->unit_count; i++)
		json_array_append_new(units, json_pack("{s:I, s:I, s:I}", "unit", (json_int_t)report->units[i].unit,
						       "from", (json_int_t)report->units[i].from, "feed",
						       (json_int_t)report->units[i].feed));
	return units;
}

static json_t *troubles_json(const struct sync_report *report)
{
	json_t *troubles = json_array();

	for (size_t i = 0; i < report->trouble_count; i++) {
		const struct sync_trouble *trouble = &report->troubles[i];

		json_array_append_new(troubles, json_pack("{s:s, s:I, s:I, s:I, s:s}", "code", trouble->code, "unit",
							  (json_int_t)trouble->unit, "origin",
							  (json_int_t)trouble->origin, "bundle",
							  (json_int_t)trouble->bseq, "text", trouble->text));
	}
	return troubles;
}

static void print_json(const struct work_report *report)
{
	document_print(json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:o, s:o}", "taken_bundles",
				 (json_int_t)report->sync.taken_bundles, "taken_ops",
				 (json_int_t)report->sync.taken_ops, "rows", (json_int_t)report->rows, "removed",
				 (json_int_t)report->removed, "erased", (json_int_t)report->erased, "waiting", (json_int_t)report->waiting, "set_back",
				 report->is_set_back, "units", units_json(report), "troubles",
				 troubles_json(&report->sync)));
}

static void print_text(const struct work_report *report)
{
	printf(_("Bundles taken in: %lld, changes in them: %lld. Rows copied: %lld, removed: %lld.\n"),
	       (long long)report->sync.taken_bundles, (long long)report->sync.taken_ops, (long long)report->rows,
	       (long long)report->removed);
	if (report->erased)
		printf(_("Erased after retention: what %lld changes said.\n"), (long long)report->erased);
	if (report->waiting)
		printf(tr_count("! %lld bundle has not been taken in yet.\n", "! %lld bundles have not been taken in yet.\n",
				(long)report->waiting),
		       (long long)report->waiting);
	if (report->is_set_back)
		printf("! %s\n",
		       _("The hub has been set back: it has less than before. The terminals send again what they have."));
	for (size_t i = 0; i < report->sync.trouble_count; i++)
		printf("! %s\n", report->sync.troubles[i].text);
	fflush(stdout);
}

/* ---- passes --------------------------------------------------------------------------------------------- */

static bool pass(struct work *work, bool *found, struct err *err)
{
	struct work_report report;
	struct arena arena;
	bool done;

	arena_init(&arena);
	store_stamp(work->desk.store, 0, work->desk.now);
	work->options.now_ms = work->desk.now.utc_ms;
	done = worker_pass(work->desk.store, work->desk.hub, &work->options, &arena, &report, err);
	if (done)
		(work->desk.common->json ? print_json : print_text)(&report);
	*found = report.waiting || report.is_set_back || report.sync.trouble_count;
	arena_done(&arena);
	return done;
}

/* A hub that is away for a while ends nothing: the next pass tries again. */
static bool passes(struct work *work, bool *found, struct err *err)
{
	bool done = pass(work, found, err);

	while (!work->once && (done || err->code == ERR_IO || err->code == ERR_BUSY)) {
		struct clock clock = clock_real();

		if (!done)
			command_fail(err);
		err_clear(err);
		sleep((unsigned)work->every);
		work->desk.now = clock_now(&clock);
		work->options.rebuild = work->options.rebuild && !done;
		done = pass(work, found, err);
	}
	return done;
}

static int take_options(struct work *work, int *argc, char **argv)
{
	const char *every = NULL;

	work->once = command_option(argc, argv, "--once", NULL);
	work->options.rebuild = command_option(argc, argv, "--rebuild", NULL);
	work->every = EVERY_SECONDS;
	if (!command_option(argc, argv, "--every", &every))
		return 0;
	work->every = every ? atoi(every) : 0;
	return work->every > 0 && work->every <= 86400
		       ? 0
		       : command_misuse(command_find(argv[0]), _("Write seconds after --every: 60."));
}

int command_hub_worker(const struct common_options *common, int argc, char **argv)
{
	struct work work = { .desk = { .hub = NULL } };
	struct err err = { ERR_NONE };
	bool done, found = false;
	int status;

	arena_init(&work.desk.arena);
	status = take_options(&work, &argc, argv);
	if (!status)
		status = hub_desk_begin(&work.desk, common, &argc, argv, 0, 0);
	if (status) {
		arena_done(&work.desk.arena);
		return status;
	}
	done = hub_desk_open(&work.desk, HUB_DESK_OWN, true, &err) && passes(&work, &found, &err);
	status = hub_desk_end(&work.desk, done, &err);
	return status ? status : found;
}
