/* hub_place.h - which hub a command works with: that of --hub, else that of the configuration. */
#ifndef SAMTALE_APP_HUB_PLACE_H
#define SAMTALE_APP_HUB_PLACE_H

#include "app/command.h"

/* Takes --hub out of argv. 0: *where is set; else the misuse was told and its status is returned. */
int hub_place(const struct common_options *common, int *argc, char **argv, const char **where);

#endif
