/* config.h - the configuration files (libconfuse): what a municipality, and then a person, has chosen once.
 *
 * A later file goes before an earlier one, setting by setting. A mistake in a file is refused with file and
 * line (ERR_DAMAGED: the environment is wrong, exit 3); nothing is guessed. The settings are the table in
 * config.c; samtale.conf.example shows them all. */
#ifndef SAMTALE_APP_CONFIG_H
#define SAMTALE_APP_CONFIG_H

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

struct config {               /* strings live in the arena given to config_read(); NULL = never set */
	const char *language; /* "da" or "en" */
	const char *database;
	const char *caseworker; /* initials */
	const char *guide_dir, *rules_dir, *letter_dir, *groff, *hub;
	const char *municipality, *contact;
};

/* Reads the file over what config holds. A file that is not there is an error (ERR_IO) only when it is
 * required. */
NODISCARD bool config_read(const char *path, bool required, struct arena *arena, struct config *config,
			   struct err *err);

#endif
