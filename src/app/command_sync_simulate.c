/* command_sync_simulate.c - samtale sync simulate: a whole installation with faults, in one process, counted
 * afterwards. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "app/clock.h"
#include "app/command.h"
#include "app/temporary.h"
#include "samtale/sync/simulate.h"

#define TERMINALS_MOST 2000
#define DAYS_MOST 366
#define OPS_MOST 100000000

static const char simulate_begun[] = "2026-11-23T08:00";

const char simulate_help[] = N_(
	"Invented terminals with real databases in a temporary folder work, exchange through a hub that fails, and are "
	"held against a ledger of what was written, which the exchange knows nothing of. Nothing of yours is touched. "
	"The same seed gives the same work and the same faults. Exit status 1 when something was lost or doubled, or "
	"terminals of a unit do not agree.\n"
	"\n"
	"  --terminals N   how many; 20 unless told\n"
	"  --days D        for how long; 3 unless told\n"
	"  --faults LIST   words parted by commas, all (unless told) or none: kill, reorder, duplicate, truncate, flip,\n"
	"                  vanish, full, clock, restore, lag, handover, conflict, enrol, revoke, purge, prune\n"
	"  --seed S        where chance begins; 1 unless told\n"
	"  --units U       how many units; one for each five terminals unless told\n"
	"  --ops N         how many changes are written, about; 60 a terminal and day unless told\n"
	"\n"
	"With --json: terminals, units, days, seed, ops, bytes and bundles (that were published), conflicts (that wait "
	"for a person), lost, doubled, digests (how many different states the terminals of a unit have: 1), excused "
	"(changes that went with a terminal that was restored or shut out before it had sent them), leaked (citizens "
	"that came to units they were never in, and what can be read of removed ones), wrong (terminals that verify finds "
	"fault with), parked, anomalies, bases (made), base_starts (of terminals that went on from one), pruned (bundles), "
	"runs, failed_runs, seconds, memory_mb, faults (how often each came) and findings.");

/* ---- what is asked ----------------------------------------------------------------------------- */

static bool number_read(int *argc, char **argv, const char *name, int64_t least, int64_t most, int64_t *number,
			struct err *err)
{
	const char *text = NULL;
	char *end;

	if (!command_option(argc, argv, name, &text))
		return true;
	*number = text ? strtoll(text, &end, 10) : least - 1;
	if (text && *text && !*end && *number >= least && *number <= most)
		return true;
	return err_set(err, ERR_USAGE, _("%s takes a whole number from %lld to %lld."), name, (long long)least,
		       (long long)most);
}

static bool options_read(int *argc, char **argv, struct simulate_options *options, struct err *err)
{
	int64_t terminals = 20, days = 3, units = 0, ops = 0, seed = 1;
	struct clock clock;
	const char *faults = "all";

	if (!number_read(argc, argv, "--terminals", 2, TERMINALS_MOST, &terminals, err) ||
	    !number_read(argc, argv, "--days", 1, DAYS_MOST, &days, err) ||
	    !number_read(argc, argv, "--units", 1, TERMINALS_MOST, &units, err) ||
	    !number_read(argc, argv, "--ops", 1, OPS_MOST, &ops, err) ||
	    !number_read(argc, argv, "--seed", 0, INT64_MAX, &seed, err) ||
	    !clock_fixed(simulate_begun, &clock, err))
		return false;
	command_option(argc, argv, "--faults", &faults);
	*options = (struct simulate_options){ .terminals = (int)terminals,
					      .days = (int)days,
					      .units = (int)units,
					      .ops = ops,
					      .seed = (uint64_t)seed,
					      .begun = clock_now(&clock) };
	return simulate_faults_parse(faults ? faults : "", &options->faults, err);
}

/* ---- what is told ------------------------------------------------------------------------------ */

static int64_t memory_mb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void print_json(const struct simulate_options *options, const struct simulate_report *report, double seconds)
{
	json_t *faults = json_object(), *findings = json_array(), *document;

	for (int i = 0; i < SIMULATE_FAULTS; i++)
		if (options->faults >> i & 1)
			json_object_set_new(faults, simulate_fault_name((enum simulate_fault)i),
					    json_integer(report->faults[i]));
	for (size_t i = 0; i < report->finding_count; i++)
		json_array_append_new(findings, json_string(report->findings[i]));
	document = json_pack(
		"{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:f, s:I, "
		"s:o, s:o}",
		"terminals", (json_int_t)report->terminals, "units", (json_int_t)report->units, "days",
		(json_int_t)options->days, "seed", (json_int_t)options->seed, "ops", (json_int_t)report->ops, "bytes",
		(json_int_t)report->bytes, "bundles", (json_int_t)report->bundles, "conflicts",
		(json_int_t)report->conflicts, "lost", (json_int_t)report->lost, "doubled", (json_int_t)report->doubled,
		"digests", (json_int_t)report->digests, "excused", (json_int_t)report->excused, "leaked",
		(json_int_t)report->leaked, "wrong", (json_int_t)report->wrong, "parked", (json_int_t)report->parked,
		"anomalies", (json_int_t)report->anomalies, "bases", (json_int_t)report->bases_made, "base_starts",
		(json_int_t)report->bases_taken, "pruned", (json_int_t)report->pruned, "runs", (json_int_t)report->runs, "failed_runs",
		(json_int_t)report->failed_runs, "seconds", seconds, "memory_mb", (json_int_t)memory_mb(), "faults",
		faults, "findings", findings);
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}

static void print_text(const struct simulate_options *options, const struct simulate_report *report, double seconds)
{
	printf(_("%lld terminals in %lld units, %d days, seed %llu\n"), (long long)report->terminals,
	       (long long)report->units, options->days, (unsigned long long)options->seed);
	printf(_("%lld changes, %lld bundles, %lld bytes; %lld exchanges, %lld of them broken off; %.1f s, %lld MB\n"),
	       (long long)report->ops, (long long)report->bundles, (long long)report->bytes, (long long)report->runs,
	       (long long)report->failed_runs, seconds, (long long)memory_mb());
	for (int i = 0; i < SIMULATE_FAULTS; i++)
		if (options->faults >> i & 1)
			printf("  %-10s %8lld\n", simulate_fault_name((enum simulate_fault)i),
			       (long long)report->faults[i]);
	printf(_("Lost: %lld. Doubled: %lld. Different states in a unit: %lld. Waiting for a person: %lld.\n"),
	       (long long)report->lost, (long long)report->doubled, (long long)report->digests,
	       (long long)report->conflicts);
	if (report->excused)
		printf(_("%lld changes went with terminals that were restored or shut out before they had sent them.\n"),
		       (long long)report->excused);
	for (size_t i = 0; i < report->finding_count; i++)
		printf("! %s\n", report->findings[i]);
}

/* ---- the command ------------------------------------------------------------------------------- */

static int simulate(const struct common_options *common, struct simulate_options *options, struct arena *arena)
{
	struct simulate_report report;
	struct err err = { ERR_NONE };
	int64_t begun = clock_ticks_ms();
	double seconds;
	bool done;

	if (!temporary_make(arena, &options->folder, &err))
		return command_fail(&err);
	done = simulate_run(options, arena, &report, &err);
	temporary_remove(options->folder);
	if (!done)
		return command_fail(&err);
	seconds = (double)(clock_ticks_ms() - begun) / 1000;
	(common->json ? print_json : print_text)(options, &report, seconds);
	return simulate_is_whole(&report) ? 0 : 1;
}

int command_sync_simulate(const struct common_options *common, int argc, char **argv)
{
	const struct command *command = command_find("sync simulate");
	struct simulate_options options;
	struct err err = { ERR_NONE };
	struct arena arena;
	int status;

	if (!options_read(&argc, argv, &options, &err))
		return command_misuse(command, err.text);
	status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	arena_init(&arena);
	status = simulate(common, &options, &arena);
	arena_done(&arena);
	return status;
}
