/* expr_rewrite.h - from an expression as written to the XPath that libxml2 compiles; see guide_expr.h for
 * what changes. */
#ifndef SAMTALE_GUIDE_EXPR_REWRITE_H
#define SAMTALE_GUIDE_EXPR_REWRITE_H

#include "guide/expr_path.h"

struct rewritten {
	const char *xpath;
	int *bound; /* the vertices it reads by name */
	size_t bound_count;
	const char *
		*paths; /* what else it reads, without predicates; relative ones start at the context node */
	size_t path_count;
	const char *fault; /* when it cannot be rewritten: a sentence without place; else NULL */
};

/* All in the arena. False: rewritten->fault says why. */
NODISCARD bool expr_rewrite(const char *written, const struct expr_names *names, struct arena *arena,
			    struct rewritten *rewritten);

#endif
