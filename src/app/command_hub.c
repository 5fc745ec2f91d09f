/* command_hub.c - samtale hub ...: the hub as its administrator sees it. */
#include <stddef.h>

#include "app/hub_place.h"

static const char status_help[] = N_("Tells which units and terminals the installation has.\n"
				     "\n"
				     "  --hub WHERE   the hub; else that of the configuration");

const struct command hub_commands[] = {
	{ "hub status", command_hub_status, "hub status [--hub WHERE]",
	  N_("Tell which units and terminals there are, and when each was seen"), status_help, NULL },
	{ NULL },
};

int command_hub_status(const struct common_options *common, int argc, char **argv)
{
	struct err err;
	const char *where;
	int status = hub_place(common, &argc, argv, &where);

	if (status || (status = command_words(&argc, argv, 0, 0)))
		return status;
	err_set(&err, ERR_REFUSED, "%s", _("This terminal belongs to no hub."));
	return command_fail(&err);
}
