/* form_finish.h - from a form as it was read to one that can be written as a guide. */
#ifndef SAMTALE_GUIDE_FORM_FINISH_H
#define SAMTALE_GUIDE_FORM_FINISH_H

#include "guide/form_model.h"

/* Topmost groups become steps; what stands beside them goes into steps made for it; groups without questions go.
 * Then names are given and expressions converted. err: the form asks nothing, or an expression cannot be used. */
NODISCARD bool form_finish(struct form *form, struct err *err);

/* A range from start to end in steps. What is not whole numbers in steps of one becomes a number with a
 * constraint. */
NODISCARD bool form_set_range(struct form *form, struct form_item *item, const char *start, const char *end,
			      const char *step, struct err *err);
/* A text as an XPath literal; one with both kinds of quotes in it as concat(...). */
const char *form_quote_expr(struct arena *arena, const char *text);

#endif
