/* demo_life.h - what has already happened to the demo's citizens: conversations held and broken off,
 * no-shows.
 *
 * The scenes are key files in share/demo, played through the console's own core on the days before, so that
 * whatever the program writes when people work is there, and nothing else. */
#ifndef SAMTALE_APP_DEMO_LIFE_H
#define SAMTALE_APP_DEMO_LIFE_H

#include "app/command.h"
#include "samtale/base/date.h"

/* Plays the scenes into common->database, which holds the imported demo around `today`. */
NODISCARD bool demo_live(const struct common_options *common, struct date today, struct err *err);

#endif
