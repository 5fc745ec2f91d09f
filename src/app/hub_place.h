/* hub_place.h - which hub a command works with: that of --hub, else that of the configuration. */
#ifndef SAMTALE_APP_HUB_PLACE_H
#define SAMTALE_APP_HUB_PLACE_H

#include "app/command.h"

/* Takes --hub out of argv and looks at the words left (command_words): an option that nobody knows is told before
 * a hub that is missing. 0: *where is set; else the misuse was told and its status is returned. */
int hub_place(const struct common_options *common, int *argc, char **argv, int least, int most, const char **where);

#endif
