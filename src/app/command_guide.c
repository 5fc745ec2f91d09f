#include <stddef.h>

#include "app/command.h"

static const char list_help[] = N_(
	"With --json: guides, a list with id, version, title, target_groups, resets_contact_clock, steps and "
	"questions; or with id and error where a guide cannot be used. Exit status 1 then.");

const struct command guide_commands[] = {
	{ "guide list", command_guide_list, "guide list", N_("List the guides there are"), list_help, NULL },
	{ NULL },
};
