/* rules_load.h - reads the .conf files of share/rules (libconfuse) into rule rows.
 *
 * A later directory adds rows and replaces rows of the same key, groups and from. Errors carry file and line. */
#ifndef SAMTALE_GUIDE_RULES_LOAD_H
#define SAMTALE_GUIDE_RULES_LOAD_H

#include "samtale/domain/rule.h"

/* The built-in rows and those of every .conf file in override_dir (NULL: none; a missing folder is no error). Rows live in the arena,
 * sorted for rule_find(). */
NODISCARD bool rules_load(const char *override_dir, struct arena *arena, struct rules *rules, struct err *err);
/* One file's text, for tests and `samtale rules check`. */
NODISCARD bool rules_parse(const char *name, const char *text, struct arena *arena, struct rules *rules,
			   struct err *err);

#endif
