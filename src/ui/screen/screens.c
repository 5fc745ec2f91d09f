/* screens.c - the table of all screens; a file each beside this one. */
#include "ui/screen/screens.h"

const struct screen_kind *const screen_kinds[SCREENS] = {
	[SCREEN_LOCK] = &screen_lock,
	[SCREEN_TODAY] = &screen_today,
	[SCREEN_HELP] = &screen_help,
	[SCREEN_PALETTE] = &screen_palette,
	[SCREEN_CHOOSER] = &screen_chooser,
};
