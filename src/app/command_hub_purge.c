/* command_hub_purge.c - samtale hub purge: removes a citizen whose time is up, everywhere. */
#include <stdio.h>
#include <string.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/people.h"
#include "samtale/sync/purge_order.h"

const char hub_purge_help[] =
	N_("Removes a citizen whose time is up (retention), on this terminal now and on each of the others at its "
	   "next sync. The administrator's terminal signs it. Rows, history and what comes late go; the number "
	   "that names the row and the reason stay. It cannot be taken back, so the CPR number is typed twice: "
	   "as NUMBER and after --yes.\n"
	   "\n"
	   "  --hub WHERE    the hub; else that of the configuration\n"
	   "  --reason TEXT  why, without names: \"5 years after the case was closed\"\n"
	   "  --yes NUMBER   the CPR number again\n"
	   "  --now MOMENT   what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: removed (the number of the citizen's row).");

static bool purge(struct hub_desk *desk, const char *typed, const char *again, const char *reason,
		  int64_t *citizen, struct err *err)
{
	struct cpr cpr = cpr_check(typed), repeated = cpr_check(again ? again : "");
	struct citizen row;

	if (cpr.status == CPR_REFUSED)
		return err_set(err, ERR_INPUT, "%s", cpr_reason_text(cpr.reason));
	if (strcmp(cpr.number, repeated.number) != 0)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Nothing is removed: write the same CPR number after --yes. It cannot be taken "
				 "back."));
	if (!store_citizen_by_cpr(desk->store, cpr.number, &desk->arena, &row, err))
		return false;
	*citizen = row.id;
	return admin_purge(desk->store, row.id, reason ? reason : "", err);
}

int command_hub_purge(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	const char *again = NULL, *reason = NULL;
	int64_t citizen = 0;
	int status;
	bool done;

	arena_init(&desk.arena);
	command_option(&argc, argv, "--yes", &again);
	command_option(&argc, argv, "--reason", &reason);
	status = hub_desk_begin(&desk, common, &argc, argv, 1, 1);
	if (status) {
		arena_done(&desk.arena);
		return status;
	}
	done = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
	       purge(&desk, argv[1], again, reason, &citizen, &err);
	if (done && !common->json)
		printf("%s\n", _("The citizen is removed here, and from each terminal at its next sync."));
	if (done && common->json)
		document_print(json_pack("{s:I}", "removed", (json_int_t)citizen));
	return hub_desk_end(&desk, done, &err);
}
