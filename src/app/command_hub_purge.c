/* command_hub_purge.c - samtale hub purge: removes a citizen whose time is up, everywhere. */
#include <stdio.h>
#include <string.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/rule.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/people.h"
#include "samtale/store/retention.h"
#include "samtale/sync/purge_order.h"

const char hub_purge_help[] =
	N_("Removes a citizen whose time is up (retention), on this terminal now and on each of the others at its "
	   "next sync. The administrator's terminal signs it. Rows, history and what comes late go; the number "
	   "that names the row, the reason and what the effect report counts stay. It cannot be taken back, so the CPR "
	   "number is typed twice: as NUMBER and after --yes. While a sanction case or a complaint is open, nothing is "
	   "removed. Sync first: what is looked at is what has come here.\n"
	   "\n"
	   "  --dry-run      tell what would go, and why it may not yet; exit status 1 when it may not\n"
	   "  --hub WHERE    the hub; else that of the configuration\n"
	   "  --reason TEXT  why, without names: \"5 years after the case was closed\"\n"
	   "  --yes NUMBER   the CPR number again\n"
	   "  --early        before the time is up, too: somebody who was registered by mistake\n"
	   "  --now MOMENT   what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: removed (the number of the citizen's row); with --dry-run parts (what, rows), newest, until, "
	   "rule (key, value, source, confidence) and bars (case, complaint, unfinished, benefit, too_early).");

struct purging {
	struct hub_desk desk;
	const char *typed, *again, *reason;
	bool is_dry, is_early;
	struct citizen citizen;
	const struct rule *rule;
	struct retention retention;
};

static const struct {
	const char *code, *text;
	bool is_of_time; /* --early goes past it */
} bars[] = {
	[RETENTION_CASE] = { "case", N_("A sanction case is open. Close it first."), false },
	[RETENTION_COMPLAINT] = { "complaint", N_("A complaint has not been decided. Wait for it."), false },
	[RETENTION_UNFINISHED] = { "unfinished", N_("A conversation has not been signed. Sign it, or take it back."), true },
	[RETENTION_BENEFIT] = { "benefit", N_("A benefit has no last day. Put it right first."), true },
	[RETENTION_TOO_EARLY] = { "too_early", N_("The time is not up."), true },
};

/* ---- looking -------------------------------------------------------------------------------------------- */

static bool look(struct purging *purging, struct err *err)
{
	struct hub_desk *desk = &purging->desk;
	struct cpr cpr = cpr_check(purging->typed);
	struct rules rules;
	int years;

	if (cpr.status == CPR_REFUSED)
		return err_set(err, ERR_INPUT, "%s", cpr_reason_text(cpr.reason));
	return store_citizen_by_cpr(desk->store, cpr.number, &desk->arena, &purging->citizen, err) &&
	       rules_load(desk->common->rules_dir, &desk->arena, &rules, err) &&
	       rule_number(&rules, "retention.years", purging->citizen.target_group, desk->now.date, &years,
			   &purging->rule, err) &&
	       store_retention(desk->store, purging->citizen.id, years, &desk->arena, &purging->retention, err);
}

static bool is_barred(const struct purging *purging, size_t bar)
{
	return purging->retention.bars[bar] && !(purging->is_early && bars[bar].is_of_time);
}

static bool may_go(const struct purging *purging, struct err *err)
{
	for (size_t i = 0; i < LENGTH(bars); i++)
		if (is_barred(purging, i)) {
			err_set(err, ERR_REFUSED, _("%s Nothing is removed: samtale hub purge --dry-run tells all of it."),
				tr(bars[i].text));
			return false;
		}
	return true;
}

/* ---- what is told --------------------------------------------------------------------------------------- */

static void print_text(const struct purging *purging)
{
	const struct retention *retention = &purging->retention;
	char newest[DATE_ISO_SIZE], until[DATE_ISO_SIZE];

	puts(_("Would be removed, here and everywhere:"));
	for (size_t i = 0; i < retention->part_count; i++)
		printf("%8lld  %s\n", (long long)retention->parts[i].rows, retention->parts[i].what);
	if (date_is_set(retention->newest))
		printf(_("The newest of it is of %s. It is kept until %s: %s = %s, %s (%s).\n"),
		       date_iso(retention->newest, newest), date_iso(retention->until, until), purging->rule->key,
		       purging->rule->value, purging->rule->source, rule_confidence_text(purging->rule->confidence));
	for (size_t i = 0; i < LENGTH(bars); i++)
		if (retention->bars[i])
			printf("! %s\n", tr(bars[i].text));
}

static json_t *date_json(struct date date)
{
	char text[DATE_ISO_SIZE];

	return date_is_set(date) ? json_string(date_iso(date, text)) : json_null();
}

static void print_json(const struct purging *purging)
{
	const struct retention *retention = &purging->retention;
	json_t *parts = json_array(), *why = json_array();

	for (size_t i = 0; i < retention->part_count; i++)
		json_array_append_new(parts, json_pack("{s:s, s:I}", "what", retention->parts[i].what, "rows",
						       (json_int_t)retention->parts[i].rows));
	for (size_t i = 0; i < LENGTH(bars); i++)
		if (retention->bars[i])
			json_array_append_new(why, json_string(bars[i].code));
	document_print(json_pack("{s:o, s:o, s:o, s:{s:s, s:s, s:s, s:s}, s:o}", "parts", parts, "newest",
				 date_json(retention->newest), "until", date_json(retention->until), "rule", "key",
				 purging->rule->key, "value", purging->rule->value, "source", purging->rule->source,
				 "confidence", rule_confidence_text(purging->rule->confidence), "bars", why));
}

/* ---- removing ------------------------------------------------------------------------------------------- */

static bool purge(struct purging *purging, struct err *err)
{
	struct cpr cpr = cpr_check(purging->typed);
	struct cpr repeated = cpr_check(purging->again ? purging->again : "");

	if (strcmp(cpr.number, repeated.number) != 0)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Nothing is removed: write the same CPR number after --yes. It cannot be taken "
				 "back."));
	if (!may_go(purging, err) ||
	    !admin_purge(purging->desk.store, purging->citizen.id, purging->reason ? purging->reason : "", err))
		return false;
	if (purging->desk.common->json)
		document_print(json_pack("{s:I}", "removed", (json_int_t)purging->citizen.id));
	else
		printf("%s\n", _("The citizen is removed here, and from each terminal at its next sync."));
	return true;
}

int command_hub_purge(const struct common_options *common, int argc, char **argv)
{
	struct purging purging = { .desk = { .hub = NULL } };
	struct err err = { ERR_NONE };
	bool done, found = false;
	int status;

	arena_init(&purging.desk.arena);
	command_option(&argc, argv, "--yes", &purging.again);
	command_option(&argc, argv, "--reason", &purging.reason);
	purging.is_dry = command_option(&argc, argv, "--dry-run", NULL);
	purging.is_early = command_option(&argc, argv, "--early", NULL);
	status = hub_desk_begin(&purging.desk, common, &argc, argv, 1, 1);
	if (status)
		return status;
	purging.typed = argv[1];
	done = hub_desk_open(&purging.desk, HUB_DESK_OWN, false, &err) && look(&purging, &err);
	if (done && purging.is_dry) {
		(common->json ? print_json : print_text)(&purging);
		for (size_t i = 0; i < LENGTH(bars); i++)
			found |= is_barred(&purging, i);
	} else
		done = done && purge(&purging, &err);
	status = hub_desk_end(&purging.desk, done, &err);
	return status ? status : found;
}
