#include <string.h>

#include "guide/form_finish.h"
#include "guide/xform.h"
#include "samtale/base/str.h"

const xmlNode *xform_bind_of(struct xform *xform, const struct form_node *node)
{
	return node ? xmlHashLookup(xform->binds, xml_text(node->path)) : NULL;
}

static bool is_call(const char *expr, const char *name)
{
	size_t length = strlen(name);

	return str_starts(expr, name) && !expr[length + strspn(expr + length, " ()")];
}

/* ---- expressions and messages --------------------------------------------------------------------- */

static void read_exprs(struct xform *xform, const xmlNode *bind, struct form_item *item)
{
	static const struct {
		const char *attribute;
		enum form_expr_role role;
	} exprs[] = {
		{ "relevant", FORM_RELEVANT },
		{ "required", FORM_REQUIRED },
		{ "constraint", FORM_CONSTRAINT },
		{ "calculate", FORM_CALCULATION },
	};

	for (size_t i = 0; i < LENGTH(exprs); i++) {
		const char *written = xml_attribute(bind, exprs[i].attribute, xform->form->arena);

		if (!str_is_empty(written))
			item->expr[exprs[i].role] = form_tidy(written, xform->form->arena);
	}
	if (item->expr[FORM_REQUIRED] && is_call(item->expr[FORM_REQUIRED], "false"))
		item->expr[FORM_REQUIRED] = NULL;
	if (item->expr[FORM_RELEVANT] && is_call(item->expr[FORM_RELEVANT], "true"))
		item->expr[FORM_RELEVANT] = NULL;
}

static bool read_message(struct xform *xform, const xmlNode *bind, const char *attribute, form_text *text)
{
	const char *written = xml_attribute(bind, attribute, xform->form->arena), *from, *close;
	const struct xform_itext *entry;

	if (str_is_empty(written))
		return true;
	if (!str_starts(written, "jr:itext(")) {
		*text = form_plain_text(xform->form, form_tidy(written, xform->form->arena));
		return true;
	}
	from = written + strcspn(written, "'\"");
	close = *from ? strchr(from + 1, *from) : NULL;
	if (!close)
		return XFORM_REFUSE(xform, bind, _("%s=\"%s\" is not supported"), attribute, written);
	if (!xform_find_itext(xform, bind,
			      arena_strndup(xform->form->arena, from + 1, (size_t)(close - from - 1)), &entry))
		return false;
	*text = entry->plain;
	return true;
}

/* readonly without a calculation: a text that is only read is a note. */
static bool read_readonly(struct xform *xform, const xmlNode *bind, struct form_item *item)
{
	const char *readonly = xml_attribute(bind, "readonly", xform->form->arena);

	if (str_is_empty(readonly) || is_call(form_tidy(readonly, xform->form->arena), "false"))
		return true;
	if (!is_call(form_tidy(readonly, xform->form->arena), "true"))
		return XFORM_REFUSE(xform, bind,
				    _("readonly=\"%s\" of %s is not supported; only true() and false() are"),
				    readonly, item->name);
	if (str_equal(item->type, "calculate"))
		return true;
	if (str_equal(item->type, "text") && !item->expr[FORM_CALCULATION] && !*item->node->value)
		item->type = "note";
	else
		item->read_only = true;
	return true;
}

/* ---- preloads and first values -------------------------------------------------------------------- */

static const struct {
	const char *preload, *params; /* NULL any */
	const char *calculation;
	bool told; /* what it would hold is not known here */
} preloads[] = {
	{ "timestamp", "start", "once(now())", false }, { "timestamp", "end", "now()", false },
	{ "date", "today", "once(today())", false },    { "property", NULL, "''", true },
	{ "patient", NULL, "''", true },                { "uid", NULL, "''", true },
};

static bool read_preload(struct xform *xform, const xmlNode *bind, struct form_item *item)
{
	const char *preload = xml_attribute(bind, "preload", xform->form->arena);
	const char *params = xml_attribute(bind, "preloadParams", xform->form->arena);

	if (str_is_empty(preload))
		return true;
	for (size_t i = 0; i < LENGTH(preloads); i++) {
		if (!str_equal(preloads[i].preload, preload)
		    || (preloads[i].params && !str_equal(preloads[i].params, params)))
			continue;
		item->expr[FORM_CALCULATION] = preloads[i].calculation;
		if (preloads[i].told)
			form_notice(xform->form, item->file, item->line,
				    _("%s stays empty: Samtale tells a form nothing about the machine or its user"),
				    item->name);
		return true;
	}
	return XFORM_REFUSE(xform, bind, _("jr:preload=\"%s\" with “%s” is not supported"), preload,
			    params ? params : "");
}

/* 'a text' or a number: a value rather than an expression. NULL when it is none. */
static const char *plain_value(struct arena *arena, const char *expr)
{
	size_t length = strlen(expr), digits = strspn(expr, "-0123456789.");

	if (length >= 2 && (*expr == '\'' || *expr == '"') && strchr(expr + 1, *expr) == expr + length - 1)
		return arena_strndup(arena, expr + 1, length - 2);
	return length && digits == length ? expr : NULL;
}

static void read_first_value(struct xform *xform, struct form_item *item)
{
	struct arena *arena = xform->form->arena;
	const struct xform_setvalue *set = xmlHashLookup(xform->setvalues, xml_text(item->node->path));

	item->default_value = *item->node->value ? item->node->value : NULL;
	if (!set)
		return;
	if (set->expr) {
		const char *expr = form_tidy(set->expr, arena);

		item->default_value = plain_value(arena, expr);
		if (!item->default_value)
			item->expr[FORM_DEFAULT] = expr;
	} else {
		item->default_value = set->text;
	}
}

/* A value without a control does not change: it is calculated once from what it begins with. */
static void settle_hidden(struct xform *xform, struct form_item *item)
{
	if (item->expr[FORM_CALCULATION])
		return;
	if (item->expr[FORM_DEFAULT])
		item->expr[FORM_CALCULATION] =
			arena_printf(xform->form->arena, "once(%s)", item->expr[FORM_DEFAULT]);
	else
		item->expr[FORM_CALCULATION] =
			form_quote_expr(xform->form->arena, item->default_value ? item->default_value : "");
}

/* ---- the whole ------------------------------------------------------------------------------------ */

/* A group of the data that the body does not show as one still hides what is in it. */
static bool inherit_relevant(struct xform *xform, struct form_item *item)
{
	for (const struct form_node *above = item->node->parent; above && above->parent; above = above->parent) {
		const xmlNode *bind = xform_bind_of(xform, above);
		const char *relevant = bind ? xml_attribute(bind, "relevant", xform->form->arena) : NULL;

		if (str_is_empty(relevant) || (above->item && form_is_above(above->item, item)))
			continue;
		if (strstr(relevant, ".."))
			return XFORM_REFUSE(xform, bind, _("relevant of %s is relative, and the body has no such "
							   "group; that is not supported"),
					    above->path);
		item->expr[FORM_RELEVANT] =
			item->expr[FORM_RELEVANT]
				? arena_printf(xform->form->arena, "(%s) and (%s)", item->expr[FORM_RELEVANT],
					       form_tidy(relevant, xform->form->arena))
				: form_tidy(relevant, xform->form->arena);
	}
	return true;
}

bool xform_bind_item(struct xform *xform, struct form_item *item, const xmlNode *control)
{
	const xmlNode *bind = xform_bind_of(xform, item->node);

	if (!item->node)
		return true;
	if (bind) {
		read_exprs(xform, bind, item);
		if (!read_message(xform, bind, "constraintMsg", &item->text[FORM_CONSTRAINT_MESSAGE])
		    || !read_message(xform, bind, "requiredMsg", &item->text[FORM_REQUIRED_MESSAGE]))
			return false;
	}
	if (!inherit_relevant(xform, item))
		return false;
	if (item->kind != FORM_QUESTION)
		return true;
	read_first_value(xform, item);
	if (bind && (!read_preload(xform, bind, item) || !read_readonly(xform, bind, item)))
		return false;
	if (!control) {
		settle_hidden(xform, item);
		item->default_value = NULL;
		item->expr[FORM_DEFAULT] = item->expr[FORM_REQUIRED] = item->expr[FORM_CONSTRAINT] = NULL;
	}
	return true;
}
