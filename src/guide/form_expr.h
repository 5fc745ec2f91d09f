/* form_expr.h - a form's expressions, with the guide's names in them.
 *
 * XForms write paths (/data/group/age, ../age, current()/../age), XLSForms ${age}; a guide has ${age}, and below
 * it the same tree of groups. A path to a question becomes ${name}: as in ODK, that is the question of the same
 * repeat where there is one, which is also what an absolute path means to ODK inside a repeat. A path to what the
 * expression itself stands in stays relative (position(..)), and so does a path in a predicate. Everything else
 * is copied letter for letter; the guide loader judges it. */
#ifndef SAMTALE_GUIDE_FORM_EXPR_H
#define SAMTALE_GUIDE_FORM_EXPR_H

#include "guide/form_model.h"

/* Where a text in a label, hint or message asks for an answer: between these stands an expression. */
#define FORM_OUTPUT_OPEN "\xEE\x80\x80"  /* U+E000 */
#define FORM_OUTPUT_CLOSE "\xEE\x80\x81" /* U+E001 */

/* One expression of an item. choices: it filters choices, and its relative paths are their columns. *fault: why it
 * cannot be converted, a sentence without place. All in the form's arena. */
NODISCARD bool form_expr_convert(struct form *form, const struct form_item *item, const char *written, bool choices,
				 const char **converted, const char **fault);

/* Every expression and every text of the form, in place; all names must be given. A text that asks for more than
 * an answer gets a calculation of its own. err: the item's line, the expression and why. */
NODISCARD bool form_convert(struct form *form, struct err *err);

#endif
