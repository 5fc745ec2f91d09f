/* rules_load.h - reads the .conf files of share/rules (libconfuse) into rule rows.
 *
 * A row is one section, all but `to` required:
 *     rule "complaint.weeks" { groups = "all" from = "2000-01-01" value = "4" source = "RSL § 67; reference 54d"
 * confidence = "S" } groups: "all", numbers such as {2, 3}, or "none" for what is outside the target groups (found only
 * when no group is asked for). value "" or UNKNOWN says that it is known to be unknown. confidence: S, P or M as in
 * rule.h.
 *
 * A later directory adds rows and replaces rows of the same key, groups and from. Two such rows in one place are
 * refused. Errors carry file and line. */
#ifndef SAMTALE_GUIDE_RULES_LOAD_H
#define SAMTALE_GUIDE_RULES_LOAD_H

#include "samtale/domain/rule.h"

/* The built-in rows and those of every .conf file in override_dir (NULL: none; a missing folder is no error). Rows live
 * in the arena, sorted for rule_find(). */
NODISCARD bool rules_load(const char *override_dir, struct arena *arena, struct rules *rules, struct err *err);
/* The .conf files of a directory, in the order in which they are read; NULL or a missing folder: none. */
NODISCARD bool rules_files(const char *directory, struct arena *arena, const char *const **paths, size_t *count,
			   struct err *err);
/* The text of one such file, which must be UTF-8; in the arena. */
NODISCARD bool rules_file_text(const char *path, struct arena *arena, const char **text, struct err *err);
/* For `samtale rules check`: the built-in rows and those of these files. errs[i] is ERR_NONE where the file could be
 * read, else the first thing wrong in it; the rows before that are kept. */
void rules_load_each(const char *const *paths, size_t count, struct arena *arena, struct rules *rules,
		     struct err *errs);
/* One file's text, for tests. */
NODISCARD bool rules_parse(const char *name, const char *text, struct arena *arena, struct rules *rules,
			   struct err *err);

#endif
