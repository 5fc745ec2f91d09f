/* xform.h - an ODK XForm while it is being read; the parts of its loader meet here.
 *
 * Source: the ODK XForms specification (getodk.github.io/xforms-spec). Elements and attributes go by their local
 * names, since forms bind the prefixes h, jr and odk as they like. What is not known is refused by name: a form
 * half understood would ask other questions than its author did. */
#ifndef SAMTALE_GUIDE_XFORM_H
#define SAMTALE_GUIDE_XFORM_H

#include "guide/form_expr.h"
#include "guide/form_model.h"
#include "guide/xml_read.h"

/* What setvalue says of an element when the form begins. */
struct xform_setvalue {
	const char *expr; /* an expression, */
	const char *text; /* or else a text */
};

struct xform {
	struct form *form;
	const xmlNode *model, *body;
	xmlHashTable *itext;     /* id -> struct xform_itext */
	xmlHashTable *binds;     /* path -> xmlNode */
	xmlHashTable *setvalues; /* path -> struct xform_setvalue */
	struct err *err;
};

struct xform_itext {
	form_text plain, guidance; /* NULL: none */
};

/* The translations. Fills form->languages. */
NODISCARD bool xform_read_itext(struct xform *xform);
/* jr:itext('id') or a text; NULL and err when there is no such id. */
NODISCARD bool xform_find_itext(struct xform *xform, const xmlNode *at, const char *id,
				const struct xform_itext **found);

/* The secondary instances, as lists. */
NODISCARD bool xform_read_lists(struct xform *xform);
/* The item elements of a select: a list of its own. */
NODISCARD bool xform_read_items(struct xform *xform, const xmlNode *control, struct form_item *item);
/* An itemset: the list it names, and the filter. */
NODISCARD bool xform_read_itemset(struct xform *xform, const xmlNode *itemset, struct form_item *item);

/* A label, hint or message: its own text with outputs, or the itext it refers to. guidance may be NULL. */
NODISCARD bool xform_read_text(struct xform *xform, const xmlNode *element, form_text *text,
			       form_text *guidance);

/* The questions of the body, and then what has no control: calculations. */
NODISCARD bool xform_read_body(struct xform *xform);
/* NULL: the node has no binding. */
const xmlNode *xform_bind_of(struct xform *xform, const struct form_node *node);
/* What the binding, setvalue and data say of the item. control NULL: it has none. */
NODISCARD bool xform_bind_item(struct xform *xform, struct form_item *item, const xmlNode *control);

/* The node a path names, from an element of the body or the model. NULL and err when there is none. */
struct form_node *xform_find_node(struct xform *xform, const xmlNode *at, const char *path,
				  const struct form_node *from);

#define XFORM_REFUSE(xform, node, ...) \
	guide_refuse((xform)->err, (xform)->form->file, xml_line(node), __VA_ARGS__)

#endif
