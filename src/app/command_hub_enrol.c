/* command_hub_enrol.c - samtale hub enrol: invites a terminal and prints the code for it. */
#include <stdio.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "samtale/base/str.h"
#include "samtale/sync/hub_server.h"

const char hub_enrol_help[] =
	N_("Invites a terminal and prints the code that is typed there, once and within 14 days. Asked again "
	   "for a terminal that has not come yet, the former code is void. A code cannot be printed a second "
	   "time.\n"
	   "\n"
	   "  --hub WHERE      the hub; else that of the configuration\n"
	   "  --name NAME      what the terminal is called\n"
	   "  --unit NAME      a unit it works in; once for each\n"
	   "  --worker         it is the hub's worker, member of all units\n"
	   "  --replaces NAME  it goes on for this terminal, by name or number, which is shut out; its name "
	   "and units are taken\n"
	   "                   over where none are given\n"
	   "  --now MOMENT     what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: code, terminal, name, until (UTC milliseconds).");

static void print_code(const struct hub_desk *desk, const struct invite *invite, const char *code,
		       uint32_t origin)
{
	const char *name = str_is_empty(invite->name) ? invite->replaces : invite->name;
	char grouped[INVITE_CODE_GROUPED];
	int64_t until = desk->now.utc_ms + INVITE_DAYS * INT64_C(86400000);

	invite_code_grouped(code, grouped);
	if (desk->common->json) {
		document_print(json_pack("{s:s, s:I, s:s, s:I}", "code", grouped, "terminal",
					 (json_int_t)origin, "name", name, "until", (json_int_t)until));
		return;
	}
	puts(grouped);
	printf(_("The code for \"%s\", terminal %u. Type "
		 "it there once, within %d days:\n  samtale sync %s CODE\n"),
	       name, origin, INVITE_DAYS, invite->replaces ? "recover" : "enrol");
	if (hub_is_server(desk->where))
		printf(_("The database knows the terminal as "
			 "t%u: its certificate must be made out to that name.\n"),
		       origin);
}

static int invite_misuse(const struct invite *invite, const char *command)
{
	if (str_is_empty(invite->name) && str_is_empty(invite->replaces))
		return command_misuse(
			command_find(command),
			_("Write what the terminal is called: --name and the caseworker or the place."));
	return 0;
}

int command_hub_enrol(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	struct invite invite = { .name = NULL };
	char code[INVITE_CODE_SIZE] = "";
	uint32_t origin = 0;
	int status;
	bool invited;

	arena_init(&desk.arena);
	status = hub_desk_units(&desk, &argc, argv, &invite.units, &invite.unit_count);
	if (status)
		return status;
	command_option(&argc, argv, "--name", &invite.name);
	command_option(&argc, argv, "--replaces", &invite.replaces);
	invite.is_worker = command_option(&argc, argv, "--worker", NULL);
	status = hub_desk_begin(&desk, common, &argc, argv, 0, 0);
	if (!status)
		status = invite_misuse(&invite, argv[0]);
	if (status) {
		arena_done(&desk.arena);
		return status;
	}
	invited = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
		  admin_invite(desk.store, desk.hub, &invite, desk.now.utc_ms, code, &origin, &err);
	if (invited)
		print_code(&desk, &invite, code, origin);
	return hub_desk_end(&desk, invited, &err);
}
