/* screens.c - the table of all screens; a file each beside this one. */
#include "ui/screen/screens.h"

const struct screen_kind *const screen_kinds[SCREENS] = {
	[SCREEN_CHOOSER] = &screen_chooser,
};
