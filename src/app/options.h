/* options.h - the options every command understands, and where their values come from when they are not
 * given.
 *
 * --db, --config, --lang, --user, --json, --help and --version may stand anywhere before a lone "--". What is
 * not given comes from the configuration: --config FILE alone, else SYSCONFDIR/samtale.conf and then
 * $XDG_CONFIG_HOME/samtale/samtale.conf. What is not there either has a default: Danish,
 * $XDG_DATA_HOME/samtale/samtale.db, $XDG_STATE_HOME/samtale/sync.log, SYSCONFDIR/samtale/guides and rules. Together
 * with clock.c and console.c this is the only code that reads the environment. */
#ifndef SAMTALE_APP_OPTIONS_H
#define SAMTALE_APP_OPTIONS_H

#include "app/command.h"
#include "samtale/base/arena.h"

struct options {
	struct arena arena; /* owns every string in common */
	struct common_options common;
	bool help, version;
};

/* Where files are by the XDG base directory specification. "" = not known. */
struct places {
	const char *home, *config_home, *data_home, *state_home, *system_config; /* the last: SYSCONFDIR */
};
struct places places_of_environment(void);

void options_init(struct options *options);
void options_done(struct options *options);

/* Takes the common options out of argv. The language is in use from here on. ERR_USAGE. */
NODISCARD bool options_take(struct options *options, int *argc, char **argv, struct err *err);
/* Fills what was not given. Errors: those of config_read(), and ERR_IO when no folder for the database is
 * known. */
NODISCARD bool options_complete(struct options *options, const struct places *places, struct err *err);

#endif
