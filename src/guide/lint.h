/* lint.h - what the checks of a guide share; private to src/guide. */
#ifndef SAMTALE_GUIDE_LINT_H
#define SAMTALE_GUIDE_LINT_H

#include "guide/guide_source.h"
#include "samtale/guide/guide_lint.h"

struct lint {
	const struct source *source;
	const struct source *other; /* the other language's; NULL none */
	const struct guide *guide;
	const struct question *questions;
	size_t question_count;
	const struct source_section **sections; /* of each question */
	struct date today;
	struct arena *arena;
	struct guide_findings *findings;
};

/* section: where; NULL the file. option: whose line it is; NULL the section's own. Formatted from a
 * translated format: "what is wrong; what to do". */
void lint_add(struct lint *lint, enum finding_grade grade, const char *check,
	      const struct source_section *section, const char *option, const char *format, ...)
	PRINTF_LIKE(6, 7);

/* An option's only value, "" when it is not given. */
const char *lint_text(const struct source_section *section, const char *option);

/* lint_texts.c: too_wide, lix */
void lint_texts(struct lint *lint);
/* lint_reach.c: unreachable, no_way_out, no_closing, keys */
void lint_reach(struct lint *lint);
/* lint_search.c: whether some answers make the question relevant; *proved: the answers tried were all there
 * are. */
bool lint_search(struct lint *lint, int question, const struct walk_citizen *citizens, size_t citizen_count,
		 bool *proved);
/* lint_languages.c: languages_differ, missing_text */
void lint_languages(struct lint *lint);

#endif
