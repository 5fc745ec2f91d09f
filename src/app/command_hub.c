/* command_hub.c - samtale hub: the commands of the one who looks after where terminals meet, a row each. */
#include <stddef.h>

#include "app/command.h"
#include "samtale/base/tr.h"

const struct command hub_commands[] = {
	{ "hub init", command_hub_init, "hub init [--hub WHERE] [--name NAME] [--unit NAME]...",
	  N_("Set up a hub, with this database as the administrator's terminal"), hub_init_help, NULL },
	{ "hub enrol", command_hub_enrol,
	  "hub enrol --name NAME [--unit NAME]... [--worker] [--replaces NAME]",
	  N_("Invite a terminal, and print the code for it"), hub_enrol_help, NULL },
	{ "hub revoke", command_hub_revoke, "hub revoke NAME|NUMBER [--hub WHERE]",
	  N_("Shut out a terminal that is lost"), hub_revoke_help, NULL },
	{ "hub move", command_hub_move, "hub move NAME|NUMBER [--unit NAME]... [--hub WHERE]",
	  N_("Set in which units a terminal works"), hub_move_help, NULL },
	{ "hub rotate", command_hub_rotate, "hub rotate [--unit NAME]... [--hub WHERE]",
	  N_("Give the units new keys"), hub_rotate_help, NULL },
	{ "hub paper", command_hub_paper, "hub paper", N_("Print the administrator's key, to be kept in a safe"),
	  hub_paper_help, NULL },
	{ "hub take-over", command_hub_take_over, "hub take-over [--hub WHERE]",
	  N_("Become the administrator's terminal, with the code on paper"), hub_take_over_help, NULL },
	{ "hub purge", command_hub_purge, "hub purge NUMBER --dry-run | --reason TEXT --yes NUMBER [--early] [--hub WHERE]",
	  N_("Remove a citizen whose time is up, everywhere"), hub_purge_help, NULL },
	{ "hub prune", command_hub_prune, "hub prune [--hub WHERE] [--dry-run]",
	  N_("Remove from the hub what everybody has, and tell what holds back the rest"), hub_prune_help, NULL },
	{ "hub status", command_hub_status, "hub status [--hub WHERE]",
	  N_("Tell which units and terminals there are, and how far each has come"), hub_status_help, NULL },
	{ "hub worker", command_hub_worker, "hub worker [--hub WHERE] [--once] [--every SECONDS] [--rebuild]",
	  N_("Take in what terminals send to a PostgreSQL hub, and keep tables for reports"), hub_worker_help,
	  NULL },
	{ NULL },
};
