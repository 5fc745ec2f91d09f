/* expr_rewrite.h - from an expression as written to the XPath that libxml2 compiles; see guide_expr.h for
 * what changes. */
#ifndef SAMTALE_GUIDE_EXPR_REWRITE_H
#define SAMTALE_GUIDE_EXPR_REWRITE_H

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

/* What ${name} stands for: a path, or NULL when there is no such name. */
typedef const char *expr_name_fn(void *context, const char *name);

struct rewritten {
	const char *xpath;
	const char **paths; /* what it reads, without predicates; relative ones start at the context node */
	size_t path_count;
	const char *fault; /* when it cannot be rewritten: a sentence without place; else NULL */
};

/* All in the arena. False: rewritten->fault says why. */
NODISCARD bool expr_rewrite(const char *written, expr_name_fn *find, void *context, struct arena *arena,
			    struct rewritten *rewritten);

#endif
