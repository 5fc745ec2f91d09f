/* command_enrol.c - samtale sync enrol: this database becomes a terminal of an installation. */
#include <stddef.h>

#include "app/hub_place.h"

static const char enrol_help[] = N_("Makes this database a terminal of the installation that the code invites it to.\n"
				    "\n"
				    "  --hub WHERE   the hub; else that of the configuration");

const struct command sync_commands[] = {
	{ "sync enrol", command_sync_enrol, "sync enrol CODE [--hub WHERE]",
	  N_("Become a terminal, with the code of an invitation"), enrol_help, NULL },
	{ NULL },
};

int command_sync_enrol(const struct common_options *common, int argc, char **argv)
{
	struct err err;
	const char *where;
	int status = hub_place(common, &argc, argv, &where);

	if (status || (status = command_words(&argc, argv, 1, 8)))
		return status;
	err_set(&err, ERR_REFUSED, "%s", _("This terminal belongs to no hub."));
	return command_fail(&err);
}
