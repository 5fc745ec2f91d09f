/* diff_options.h - how a change of a section's options is told; private to guide_diff.c. */
#ifndef SAMTALE_GUIDE_DIFF_OPTIONS_H
#define SAMTALE_GUIDE_DIFF_OPTIONS_H

#include "guide/guide_source.h"
#include "samtale/guide/guide_diff.h"

struct diff {
	const struct source *before, *after;
	struct arena *arena;
	struct guide_differences *differences;
};

/* Adds a difference; phrase is a translated sentence about the section. before or after NULL: not there. */
void diff_add(struct diff *diff, const char *kind, const struct source_section *before,
	      const struct source_section *after, const char *phrase);

/* Adds what changed between the options of two sections that are the same. */
void diff_options(struct diff *diff, const struct source_section *before, const struct source_section *after);

/* An option's value as it is shown: values with commas between, "" when it is not given. In the arena. */
const char *diff_value(struct arena *arena, const struct source_section *section, const char *option);

#endif
