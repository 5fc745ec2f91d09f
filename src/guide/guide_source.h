/* guide_source.h - a guide file's text as a tree of sections and options.
 *
 * The grammar is libconfuse's, read strictly: sections, options, lists, # remarks. libconfuse itself would
 * replace
 * ${NAME} by the environment's NAME, take the last of two like options in silence, forget line numbers, and
 * needs a table as deep as groups are nested. What may stand where is guide_shape.h's. */
#ifndef SAMTALE_GUIDE_GUIDE_SOURCE_H
#define SAMTALE_GUIDE_GUIDE_SOURCE_H

#include "guide/guide_shape.h"
#include "samtale/base/arena.h"
#include "samtale/base/err.h"

struct source_option {
	const char *name;
	int line;
	const char **values; /* one, or those of a list; runs of blanks and line ends are one blank */
	size_t count;
};

struct source_section {
	enum section_kind kind;
	const char *title;
	int line;
	int above; /* the section it stands in; -1 of the file itself */
	struct source_option *options;
	size_t option_count;
};

struct source {
	const char *file;                /* what errors call it */
	struct source_section *sections; /* in the order of the file; the file itself is the first */
	size_t section_count;
};

/* Everything lives in the arena; file is borrowed. err: "FILE:LINE: what; what to do". */
NODISCARD bool source_read(const char *file, const char *text, struct arena *arena, struct source *source,
			   struct err *err);

/* NULL when it is not given. */
const struct source_option *source_option(const struct source_section *section, const char *name);
/* The line of an option; the section's own without that option (or name NULL). */
int source_line(const struct source_section *section, const char *name);

#endif
