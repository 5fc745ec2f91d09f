/* hub_desk.h - what the commands on terminals share: the database, the hub, and the clock. */
#ifndef SAMTALE_APP_HUB_DESK_H
#define SAMTALE_APP_HUB_DESK_H

#include "app/command.h"
#include "samtale/sync/enrol.h"

struct hub_desk {
	const struct common_options *common;
	const char *where; /* the hub */
	struct moment now;
	struct store *store;
	struct hub *hub;
	int lock; /* the sync's: the keyring is changed by one at a time */
	struct arena arena;
};

enum hub_desk_use {
	HUB_DESK_OWN,   /* the hub of the installation that the database belongs to */
	HUB_DESK_FIRST, /* the same, which may not be set up yet; a new database is made */
	HUB_DESK_GUEST  /* the hub's only installation; a new database is made */
};

/* Takes --hub and --now out of argv, and looks at the words left (command_words). 0, or the status of the
 * misuse that was told; the desk's arena is released then. */
int hub_desk_begin(struct hub_desk *desk, const struct common_options *common, int *argc, char **argv,
		   int least, int most);
/* The units named by --unit, once for each, in the desk's arena. 0, or as hub_desk_begin. */
int hub_desk_units(struct hub_desk *desk, int *argc, char **argv, const char *const **units, size_t *count);
/* alone: no console may have the database open. */
NODISCARD bool hub_desk_open(struct hub_desk *desk, enum hub_desk_use use, bool alone, struct err *err);
/* The installation's number, as the folder at the hub is called, in groups of four. */
void hub_desk_print_realm(const unsigned char realm[ID_REALM_BYTES]);
/* Closes what is open; the status of the sentence that is told when !ok. */
int hub_desk_end(struct hub_desk *desk, bool ok, const struct err *err);

#endif
