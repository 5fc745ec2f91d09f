/* temporary.h - a folder of the program's own, for what is gone when the command ends. */
#ifndef SAMTALE_APP_TEMPORARY_H
#define SAMTALE_APP_TEMPORARY_H

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

/* Makes a folder that only this user can look into, where the environment says that such things belong. Its
 * path is in the arena. ERR_IO. */
NODISCARD bool temporary_make(struct arena *arena, const char **folder, struct err *err);
/* Removes the folder and everything in it. */
void temporary_remove(const char *folder);

#endif
