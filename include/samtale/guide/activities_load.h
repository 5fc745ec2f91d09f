/* activities_load.h - reads the activity kinds of share/activities (libconfuse).
 *
 * A kind is one section; share/activities/kinds.conf tells what stands in it. A later file adds kinds and replaces
 * those of the same code. Errors carry file and line. */
#ifndef SAMTALE_GUIDE_ACTIVITIES_LOAD_H
#define SAMTALE_GUIDE_ACTIVITIES_LOAD_H

#include "samtale/domain/activity.h"

/* The built-in kinds and those of every .conf file in rules_dir/activities (NULL: none; a missing folder is no error).
 * They live in the arena, in the order of the files. */
NODISCARD bool activities_load(const char *rules_dir, struct arena *arena, struct activity_kinds *kinds,
			       struct err *err);
/* One file's text, added to kinds; for tests. */
NODISCARD bool activities_parse(const char *name, const char *text, struct arena *arena,
				struct activity_kinds *kinds, struct err *err);

#endif
