/* command_hub_prune.c - samtale hub prune: removes from the hub what everybody has, and tells what holds back the rest. */
#include <stdio.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "app/prune_print.h"
#include "samtale/sync/sync.h"

const char hub_prune_help[] =
	N_("Exchanges as samtale sync does, tells the whole state of each unit that this terminal works in, where there "
	   "is anything new, as its base, and asks for the others'. Newcomers begin at the base, so bundles before it are "
	   "removed when all terminals of the unit have them: this terminal's and those of terminals that were shut out "
	   "now, the others' by themselves at their next sync. A terminal that is weeks behind holds that back. The same "
	   "happens at night when much has come together, and after a purge; by hand it is for a hub that grows too "
	   "large.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --dry-run     tell what would go; change nothing\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "Exit status 1: the exchange met something that a person must look at. With --json: dry_run, bases (made), "
	   "bundles and bytes (removed), streams (unit, terminal, first, last, until: up to there they can go, held: free, "
	   "no_base, newer, behind or alone, by) and troubles (texts).");

struct prune {
	struct hub_desk desk;
	struct sync_options options;
	struct sync_report report;
	struct prune_plan plan;
	struct self self;
	struct ring ring;
};

static void print_text(struct prune *prune)
{
	const struct sync_report *report = &prune->report;

	if (report->bases_made)
		printf(tr_count("The base of %lld unit has been made anew.\n",
				"The bases of %lld units have been made anew.\n", (long)report->bases_made),
		       (long long)report->bases_made);
	printf(prune->options.dry_run
		       ? tr_count("Can be removed at the hub: %lld bundle, %.1f MB.\n",
				  "Can be removed at the hub: %lld bundles, %.1f MB.\n", (long)report->pruned_bundles)
		       : tr_count("Removed at the hub: %lld bundle, %.1f MB.\n",
				  "Removed at the hub: %lld bundles, %.1f MB.\n", (long)report->pruned_bundles),
	       (long long)report->pruned_bundles, (double)report->pruned_bytes / 1e6);
	prune_plan_print(&prune->plan, &prune->ring);
	for (size_t i = 0; i < report->trouble_count; i++)
		printf("! %s\n", report->troubles[i].text);
}

static void print_json(struct prune *prune)
{
	const struct sync_report *report = &prune->report;
	json_t *troubles = json_array();

	for (size_t i = 0; i < report->trouble_count; i++)
		json_array_append_new(troubles, json_string(report->troubles[i].text));
	document_print(json_pack("{s:b, s:I, s:I, s:I, s:o, s:o}", "dry_run", prune->options.dry_run, "bases",
				 (json_int_t)report->bases_made, "bundles", (json_int_t)report->pruned_bundles, "bytes",
				 (json_int_t)report->pruned_bytes, "streams", prune_plan_json(&prune->plan), "troubles",
				 troubles));
}

static bool prune_run(struct prune *prune, struct err *err)
{
	struct hub_desk *desk = &prune->desk;

	prune->options.all_bases = true;
	prune->options.plan = &prune->plan;
	prune->options.now_ms = desk->now.utc_ms;
	return hub_desk_open(desk, HUB_DESK_OWN, false, err) &&
	       sync_run(desk->store, desk->hub, &prune->options, &desk->arena, &prune->report, err) &&
	       self_read(desk->store, &prune->self, err) &&
	       ring_kept(desk->store, &prune->self, &desk->arena, &prune->ring, err);
}

int command_hub_prune(const struct common_options *common, int argc, char **argv)
{
	struct prune prune = { .desk = { .hub = NULL } };
	struct err err = { ERR_NONE };
	int status;
	bool done;

	arena_init(&prune.desk.arena);
	prune.options.dry_run = command_option(&argc, argv, "--dry-run", NULL);
	status = hub_desk_begin(&prune.desk, common, &argc, argv, 0, 0);
	if (status) {
		arena_done(&prune.desk.arena);
		return status;
	}
	done = prune_run(&prune, &err);
	if (done)
		(common->json ? print_json : print_text)(&prune);
	self_forget(&prune.self);
	status = hub_desk_end(&prune.desk, done, &err);
	return status ? status : prune.report.trouble_count ? 1 : 0;
}
