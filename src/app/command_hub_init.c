/* command_hub_init.c - samtale hub init: sets up a hub, with this database as the administrator's terminal. */
#include <stdio.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "samtale/sync/hub_server.h"

const char hub_init_help[] =
	N_("Makes this database the administrator's terminal and sets up the hub, a folder that is there or "
	   "a PostgreSQL database. Unit 1 holds what belongs to no team; a unit that has a team's name holds "
	   "the citizens whose coordinator is in that team. This database alone can invite and shut out: put its "
	   "key on paper with samtale hub paper. Where a hub was lost, the same command sets it up anew with everybody in "
	   "it.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --name NAME   what this terminal is called\n"
	   "  --unit NAME   a unit; once for each\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00");

static void tell_begun(const struct hub_desk *desk, struct arena *arena)
{
	if (!desk->common->json)
		printf(_("The hub is set up: %s.\n"
			 "1. Print the administrator's key and lock the paper up: samtale hub paper. Without it nobody can "
			 "invite or shut out when this machine is lost.\n"
			 "2. Take a backup of this database.\n"
			 "3. Invite the others: samtale hub enrol --name NAME.\n"
			 "4. On each machine, let F5 and the night's run find it by a line in samtale.conf: hub = \"%s\"\n"),
		       hub_shown(desk->where, arena), hub_shown(desk->where, arena));
	else
		document_print(json_pack("{s:s}", "hub", hub_shown(desk->where, arena)));
}

int command_hub_init(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	const char *const *units;
	const char *name = NULL;
	size_t count;
	int status;
	bool begun;

	arena_init(&desk.arena);
	status = hub_desk_units(&desk, &argc, argv, &units, &count);
	if (status)
		return status;
	command_option(&argc, argv, "--name", &name);
	status = hub_desk_begin(&desk, common, &argc, argv, 0, 0);
	if (status)
		return status;
	begun = hub_desk_open(&desk, HUB_DESK_FIRST, false, &err) &&
		admin_begin(desk.store, desk.hub, name ? name : _("Administrator"), units, count, &err);
	if (begun)
		tell_begun(&desk, &desk.arena);
	return hub_desk_end(&desk, begun, &err);
}
