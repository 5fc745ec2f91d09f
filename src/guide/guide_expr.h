/* guide_expr.h - XLSForm expressions: written by a form designer, run by libxml2.
 *
 * An expression is rewritten once, compiled once, and then evaluated with its question's element as the
 * context node:
 * - ${name} and plain paths become node-of(VERTEX), which is the element in the same instance (expr_path.h).
 * - XPath 1.0 has no dates and calls every element true that exists. ODK's rules for values are brought in by
 * putting number() or boolean() around an operand where its operators ask for one; both are ours
 * (expr_functions.c): a date is its day number, an empty answer is false. So `. >= today()` and `${flag} and
 * ...` mean what they mean in ODK.
 * - Function names and their number of arguments are checked, so that a mistake is found at load and not in a
 * conversation.
 * - The paths it reads are recorded: they are what it depends on.
 * The rewriting reads tokens and brackets only; precedence and evaluation are libxml2's. */
#ifndef SAMTALE_GUIDE_GUIDE_EXPR_H
#define SAMTALE_GUIDE_GUIDE_EXPR_H

#include "guide/guide_instance.h"
#include "guide/guide_model.h"

/* Where an expression stands. */
struct expr_place {
	const char *file;
	int line;
	int vertex; /* whose expression it is */
	enum expr_role role;
};

/* The expression is added to guide->exprs and belongs to the guide. The names of all questions must be
 * indexed and the instance be one of this guide's. err: "FILE:LINE: what; what to do". */
NODISCARD bool expr_compile(struct guide *guide, struct instance *instance, const char *written,
			    const struct expr_place *place, const struct expr **expr, struct err *err);

#endif
