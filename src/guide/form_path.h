/* form_path.h - an expression of a form while its names are changed: the words it is made of, and its paths. Private to
 * form_expr.c and form_path.c. */
#ifndef SAMTALE_GUIDE_FORM_PATH_H
#define SAMTALE_GUIDE_FORM_PATH_H

#include "guide/form_model.h"
#include "samtale/base/str.h"

/* What a relative path starts from. */
enum scope_kind {
	SCOPE_ITEM, /* the question whose expression it is */
	SCOPE_NODE, /* a predicate: another element of the data */
	SCOPE_ROW   /* a choice, or what nobody can follow: names stay as they are */
};

struct scope {
	enum scope_kind kind;
	const struct form_node *node;
};

struct converter {
	struct form *form;
	const struct form_item *item;
	const char *at;
	struct str *out;
	const char *fault;
	int nested;
	const char *call; /* the function between whose brackets it is; "" none */
};

#define FAULT(converter, ...) \
	((converter)->fault = arena_printf((converter)->form->arena, __VA_ARGS__), false)

/* With a prefix and its colon, but without an axis and its two; 0 when no name begins here. */
size_t form_name_length(const char *at);
void form_pass_blanks(struct converter *converter);
/* Passes a sign after blanks, or says that it is missing. */
NODISCARD bool form_pass(struct converter *converter, const char *sign);
bool form_follows(const char *at, char sign); /* after blanks */
bool form_is_call(const char *at, const char *name);
void form_copy(struct converter *converter, size_t length);

/* A path that begins here, current() and instance() among it. */
NODISCARD bool form_read_path(struct converter *converter, struct scope scope);
/* ${name}, and what of a path follows it. */
NODISCARD bool form_read_reference(struct converter *converter, struct scope scope);
/* Operands and operators up to, and without, the sign that ends them. */
NODISCARD bool form_convert_until(struct converter *converter, struct scope scope, char end);

#endif
