/* guide_source.h - a guide file's text before libconfuse sees it.
 *
 * libconfuse replaces ${NAME} outside single quotes by the environment's NAME, takes the last of two like
 * options or sections in silence, forgets line numbers, and keeps its scanner's state after some errors. So
 * the text is first read here by a stricter grammar (sections, options, lists, # remarks) which refuses all
 * that, with the line; it gives the outline that later errors take their lines from, and a copy in which no
 * ${ is left: the environment cannot be read. */
#ifndef SAMTALE_GUIDE_GUIDE_SOURCE_H
#define SAMTALE_GUIDE_GUIDE_SOURCE_H

#include <confuse.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

/* What stands in the copy instead of the $ of ${. */
#define SOURCE_DOLLAR '\001'

struct source_option {
	const char *name;
	int line;
};

struct source_section {
	const char *kind, *title;
	int line;
	struct source_option *options;
	size_t option_count;
};

struct source {
	const char *file;                /* what errors call it */
	char *text;                      /* for cfg_parse_buf() */
	struct source_section *sections; /* in the order of the file; the file itself is the first */
	size_t section_count;
};

/* options: what may stand in the file, as libconfuse wants it. Everything lives in the arena; file is
 * borrowed. err: "FILE:LINE: what; what to do". */
NODISCARD bool source_read(const char *file, const char *text, const cfg_opt_t *options, struct arena *arena,
			   struct source *source, struct err *err);

/* The line of an option of the index-th section of a kind; the section's own line without that option (or
 * option NULL). */
int source_line(const struct source *source, const char *kind, size_t index, const char *option);

/* Puts the $ back, makes each run of blanks and line ends one blank, none at the ends. In place. */
void source_restore(char *text);

#endif
