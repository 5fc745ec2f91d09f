/* command_hub.c - samtale hub init, enrol, revoke, rotate: the hub as its administrator works on it. */
#include <stddef.h>
#include <stdio.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "samtale/base/str.h"
#include "samtale/sync/hub_server.h"

static const char init_help[] =
	N_("Makes this database the administrator's terminal and sets up the hub, a folder that is there or "
	   "a PostgreSQL database. Unit 1 holds what belongs to no team; a unit that has a team's name holds "
	   "the citizens whose coordinator is in that team. Take a backup of this database: it alone can "
	   "invite and shut out. Where a hub was lost, the same command sets it up anew with everybody in "
	   "it.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --name NAME   what this terminal is called\n"
	   "  --unit NAME   a unit; once for each\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00");
static const char enrol_help[] =
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
static const char revoke_help[] =
	N_("Shuts out a terminal that is lost or no longer used, by its name or number. What it has sent up "
	   "to now counts, nothing after that, and all units get new keys that it does not. Work on it that "
	   "was not sent is lost.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00");
static const char move_help[] =
	N_("Sets in which units a terminal works besides unit 1, by its name or number: all of them, each "
	   "time. In a unit that is new to it, it reads what was written before, too. Out of a unit, all "
	   "units get new keys.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --unit NAME   a unit; once for each\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00");
static const char rotate_help[] = N_("Gives all units new keys. What was written before stays readable.\n"
				     "\n"
				     "  --hub WHERE   the hub; else that of the configuration\n"
				     "  --unit NAME   a new unit; once for each\n"
				     "  --now MOMENT  what the clock says, as 2026-11-23T09:00");
static const char status_help[] =
	N_("Tells which units and terminals the installation has. On the administrator's terminal it takes "
	   "those who have come into the list, and removes invitations that have run out.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: realm, epoch, edition, units (number, name, terminals), terminals (terminal, name, "
	   "state: administrator, enrolled, invited, expired or shut_out, worker, this, units, until, "
	   "bundles, behind (bundles without its receipt) and newest (what it sent last was written then); "
	   "times are UTC milliseconds, null where there is none) and sync (waiting, unconfirmed, held, "
	   "tried and done: of this terminal).");

const struct command hub_commands[] = {
	{ "hub init", command_hub_init, "hub init [--hub WHERE] [--name NAME] [--unit NAME]...",
	  N_("Set up a hub, with this database as the administrator's terminal"), init_help, NULL },
	{ "hub enrol", command_hub_enrol,
	  "hub enrol --name NAME [--unit NAME]... [--worker] [--replaces NAME]",
	  N_("Invite a terminal, and print the code for it"), enrol_help, NULL },
	{ "hub revoke", command_hub_revoke, "hub revoke NAME|NUMBER [--hub WHERE]",
	  N_("Shut out a terminal that is lost"), revoke_help, NULL },
	{ "hub move", command_hub_move, "hub move NAME|NUMBER [--unit NAME]... [--hub WHERE]",
	  N_("Set in which units a terminal works"), move_help, NULL },
	{ "hub rotate", command_hub_rotate, "hub rotate [--unit NAME]... [--hub WHERE]",
	  N_("Give the units new keys"), rotate_help, NULL },
	{ "hub purge", command_hub_purge, "hub purge NUMBER --reason TEXT --yes NUMBER [--hub WHERE]",
	  N_("Remove a citizen whose time is up, everywhere"), hub_purge_help, NULL },
	{ "hub status", command_hub_status, "hub status [--hub WHERE]",
	  N_("Tell which units and terminals there are, and how far each has come"), status_help, NULL },
	{ "hub worker", command_hub_worker, "hub worker [--hub WHERE] [--once] [--every SECONDS] [--rebuild]",
	  N_("Take in what terminals send to a PostgreSQL hub, and keep tables for reports"), hub_worker_help,
	  NULL },
	{ NULL },
};

/* The named values of an option; false: the misuse was told. */
static bool take_units(struct hub_desk *desk, int *argc, char **argv, const char *const **units,
		       size_t *count, int *status)
{
	if (hub_desk_values(desk, argc, argv, "--unit", units, count))
		return true;
	*status = command_misuse(command_find(argv[0]), _("Write a unit's name after --unit."));
	arena_done(&desk->arena);
	return false;
}

static int give_up(struct hub_desk *desk, int status)
{
	arena_done(&desk->arena);
	return status;
}

/* ---- init ----------------------------- */

static void tell_begun(const struct hub_desk *desk, struct arena *arena)
{
	if (!desk->common->json)
		printf(_("The hub is set up: %s. Take a backup of this database, and invite the others with "
			 "samtale hub enrol.\n"),
		       hub_shown(desk->where, arena));
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
	if (!take_units(&desk, &argc, argv, &units, &count, &status))
		return status;
	command_option(&argc, argv, "--name", &name);
	status = hub_desk_begin(&desk, common, &argc, argv, 0, 0);
	if (status)
		return give_up(&desk, status);
	begun = hub_desk_open(&desk, HUB_DESK_FIRST, false, &err) &&
		admin_begin(desk.store, desk.hub, name ? name : _("Administrator"), units, count, &err);
	if (begun)
		tell_begun(&desk, &desk.arena);
	return hub_desk_end(&desk, begun, &err);
}

/* ---- enrol ----------------------------- */

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
	if (!take_units(&desk, &argc, argv, &invite.units, &invite.unit_count, &status))
		return status;
	command_option(&argc, argv, "--name", &invite.name);
	command_option(&argc, argv, "--replaces", &invite.replaces);
	invite.is_worker = command_option(&argc, argv, "--worker", NULL);
	status = hub_desk_begin(&desk, common, &argc, argv, 0, 0);
	if (!status)
		status = invite_misuse(&invite, argv[0]);
	if (status)
		return give_up(&desk, status);
	invited = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
		  admin_invite(desk.store, desk.hub, &invite, desk.now.utc_ms, code, &origin, &err);
	if (invited)
		print_code(&desk, &invite, code, origin);
	return hub_desk_end(&desk, invited, &err);
}

/* ---- revoke, move, rotate ----------------------------- */

int command_hub_revoke(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	int status;
	bool done;

	arena_init(&desk.arena);
	status = hub_desk_begin(&desk, common, &argc, argv, 1, 1);
	if (status)
		return give_up(&desk, status);
	done = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
	       admin_shut_out(desk.store, desk.hub, argv[1], &err);
	if (done && !common->json)
		printf(_("\"%s\" is shut out, and the units have new keys. What it sent before counts.\n"),
		       argv[1]);
	if (done && common->json)
		document_print(json_pack("{s:s}", "shut_out", argv[1]));
	return hub_desk_end(&desk, done, &err);
}

int command_hub_move(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	const char *const *units;
	size_t count;
	int status;
	bool done;

	arena_init(&desk.arena);
	if (!take_units(&desk, &argc, argv, &units, &count, &status))
		return status;
	status = hub_desk_begin(&desk, common, &argc, argv, 1, 1);
	if (status)
		return give_up(&desk, status);
	done = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
	       admin_move(desk.store, desk.hub, argv[1], units, count, &err);
	if (done && !common->json)
		printf(_("The units of \"%s\" are set. It takes them at its next sync.\n"), argv[1]);
	if (done && common->json)
		document_print(json_pack("{s:s}", "moved", argv[1]));
	return hub_desk_end(&desk, done, &err);
}

int command_hub_rotate(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	const char *const *units;
	size_t count;
	int status;
	bool done;

	arena_init(&desk.arena);
	if (!take_units(&desk, &argc, argv, &units, &count, &status))
		return status;
	status = hub_desk_begin(&desk, common, &argc, argv, 0, 0);
	if (status)
		return give_up(&desk, status);
	done = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
	       admin_rotate(desk.store, desk.hub, units, count, &err);
	if (done && !common->json)
		puts(_("The units have new keys. The terminals take them at their next sync."));
	if (done && common->json)
		document_print(json_pack("{s:b}", "rotated", 1));
	return hub_desk_end(&desk, done, &err);
}
