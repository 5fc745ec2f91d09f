/* guide_diff.h - what changed between two guide files, in words, for whoever must approve the change.
 *
 * Questions, steps, groups, repeats and lists are the same in both files when they have the same name; a
 * question that went and one that came with the same label and type is one that was renamed. Of what moved,
 * the fewest are told: in 1 2 3 4 → 1 3 4 2 only 2 has moved. Neither file needs to be a guide that can be
 * used: only its text is read. */
#ifndef SAMTALE_GUIDE_GUIDE_DIFF_H
#define SAMTALE_GUIDE_GUIDE_DIFF_H

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

struct guide_difference {
	const char *kind;    /* "added", "removed", "renamed", "moved" or "changed" */
	const char *section; /* "guide", "step", "question" ... */
	const char *name;    /* its name, in the second file where it is there */
	const char *option;  /* what changed: "label"; "" the whole */
	const char *before, *after;  /* as they stand in the files; "" not there */
	int line_before, line_after; /* 0 not there */
	const char *text;            /* a sentence in the language in use: "JS03 is worded otherwise." */
};

struct guide_differences {
	struct guide_difference *rows; /* in the order of the second file; what was removed stands last */
	size_t count;
};

/* Everything lives in the arena; names and texts are borrowed. err: that of a file that cannot be read as a
 * guide file: "FILE:LINE: what; what to do". */
NODISCARD bool guide_diff(const char *name_before, const char *before, const char *name_after,
			  const char *after, struct arena *arena, struct guide_differences *differences,
			  struct err *err);

#endif
