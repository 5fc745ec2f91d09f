/* command_hub_ring.c - samtale hub revoke, move and rotate: what the administrator changes in the keyring. */
#include <stdio.h>

#include "app/document.h"
#include "app/hub_desk.h"

const char hub_revoke_help[] =
	N_("Shuts out a terminal that is lost or no longer used, by its name or number. What it has sent up "
	   "to now counts, nothing after that, and all units get new keys that it does not. Work on it that "
	   "was not sent is lost.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00");
const char hub_move_help[] =
	N_("Sets in which units a terminal works besides unit 1, by its name or number: all of them, each "
	   "time. In a unit that is new to it, it reads what was written before, too. Out of a unit, all "
	   "units get new keys.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --unit NAME   a unit; once for each\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00");
const char hub_rotate_help[] = N_("Gives all units new keys. What was written before stays readable.\n"
				     "\n"
				     "  --hub WHERE   the hub; else that of the configuration\n"
				     "  --unit NAME   a new unit; once for each\n"
				     "  --now MOMENT  what the clock says, as 2026-11-23T09:00");

struct ring_change {
	int terminals;	  /* that are named */
	bool takes_units; /* --unit NAME, once for each */
	bool (*make)(struct hub_desk *desk, const char *terminal, const char *const *units, size_t count,
		     struct err *err);
	const char *key; /* in the document */
	void (*tell)(const char *terminal);
};

static int change(const struct ring_change *kind, const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	const char *const *units = NULL;
	const char *terminal;
	size_t count = 0;
	int status;
	bool done;

	arena_init(&desk.arena);
	status = kind->takes_units ? hub_desk_units(&desk, &argc, argv, &units, &count) : 0;
	if (!status)
		status = hub_desk_begin(&desk, common, &argc, argv, kind->terminals, kind->terminals);
	if (status)
		return status;
	terminal = kind->terminals ? argv[1] : NULL;
	done = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) &&
	       kind->make(&desk, terminal, units, count, &err);
	if (done && !common->json)
		kind->tell(terminal);
	else if (done)
		document_print(terminal ? json_pack("{s:s}", kind->key, terminal) :
					  json_pack("{s:b}", kind->key, 1));
	return hub_desk_end(&desk, done, &err);
}

/* ---- a terminal that is lost ----------------------------- */

static bool revoke(struct hub_desk *desk, const char *terminal, const char *const *units, size_t count,
		   struct err *err)
{
	(void)units;
	(void)count;
	return admin_shut_out(desk->store, desk->hub, terminal, err);
}

static void tell_revoked(const char *terminal)
{
	printf(_("\"%s\" is shut out, and the units have new keys. What it sent before counts.\n"), terminal);
}

int command_hub_revoke(const struct common_options *common, int argc, char **argv)
{
	static const struct ring_change kind = { 1, false, revoke, "shut_out", tell_revoked };

	return change(&kind, common, argc, argv);
}

/* ---- other units ----------------------------- */

static bool move(struct hub_desk *desk, const char *terminal, const char *const *units, size_t count,
		 struct err *err)
{
	return admin_move(desk->store, desk->hub, terminal, units, count, err);
}

static void tell_moved(const char *terminal)
{
	printf(_("The units of \"%s\" are set. It takes them at its next sync.\n"), terminal);
}

int command_hub_move(const struct common_options *common, int argc, char **argv)
{
	static const struct ring_change kind = { 1, true, move, "moved", tell_moved };

	return change(&kind, common, argc, argv);
}

/* ---- new keys ----------------------------- */

static bool rotate(struct hub_desk *desk, const char *terminal, const char *const *units, size_t count,
		   struct err *err)
{
	(void)terminal;
	return admin_rotate(desk->store, desk->hub, units, count, err);
}

static void tell_rotated(const char *terminal)
{
	(void)terminal;
	puts(_("The units have new keys. The terminals take them at their next sync."));
}

int command_hub_rotate(const struct common_options *common, int argc, char **argv)
{
	static const struct ring_change kind = { 0, true, rotate, "rotated", tell_rotated };

	return change(&kind, common, argc, argv);
}
