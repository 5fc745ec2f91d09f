/* guide_lint.h - what is wrong with a guide file, and what could be better, before anybody holds a
 * conversation on it.
 *
 * The checks, as --json names them; errors unless said otherwise:
 * - refused: the loader does not take the file.
 * - unreachable: the question can never be asked; a warning when that was tried and not proved.
 * - no_way_out: the question must be answered, and no answer is accepted; a warning likewise.
 * - no_closing (warning): nothing feeds the next step or the next date, which every closing needs.
 * - too_wide: a text does not fit its place on a screen of 80x24; a warning when choices only scroll.
 * - languages_differ: the other language's file asks something else.
 * - missing_text (warning): a text is there in one language only, or is the same in both.
 * - lix: a question is hard to read, LIX over 45 (warning); the guide as a whole is.
 * - keys (warning): the shortest conversation takes more than 20 keys, text left out.
 * - unused_list (warning): a list that no question uses.
 *
 * Reachability is tried, never guessed: first by walking the guide on sample answers (guide_sample.h), then,
 * for what no walk came to, by the combinations of the answers its condition asks for, up to a bound. */
#ifndef SAMTALE_GUIDE_GUIDE_LINT_H
#define SAMTALE_GUIDE_GUIDE_LINT_H

#include "samtale/guide/guide.h"

/* DESIGN § 7: keys for a whole conversation, without what is typed into fields. */
#define LINT_KEYS_MAX 20

enum finding_grade { FINDING_ERROR, FINDING_WARNING };
/* "error", "warning" */
const char *finding_grade_name(enum finding_grade grade);

struct guide_finding {
	enum finding_grade grade;
	const char *check;
	const char *file;
	int line;
	const char *question; /* "" none */
	const char *text;     /* what is wrong; what to do. In the language in use */
};

struct guide_findings {
	struct guide_finding *rows; /* by line */
	size_t count;
	int errors, warnings;
	int lix;  /* of all that is read aloud */
	int keys; /* of the shortest conversation, of the target group that needs the most; 0 when the file is
		     refused */
};

struct guide_lint_file {
	const char *name, *text;
};

/* other: the same guide in the other language, or NULL. today: what the guide's dates are tried on.
 * Everything lives in the arena; the texts are borrowed. */
void guide_lint(const struct guide_lint_file *file, const struct guide_lint_file *other, struct date today,
		struct arena *arena, struct guide_findings *findings);

#endif
