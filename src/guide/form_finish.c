#include "guide/form_finish.h"

#include <stdlib.h>
#include <string.h>

#include "guide/form_expr.h"
#include "samtale/base/str.h"

/* ---- steps ---------------------------------------------------------------------------------------- */

struct steps {
	struct form *form;
	struct form_item *open;         /* the made step that questions go into; NULL none */
	struct form_item *made;         /* the last made step */
	struct form_item *first, *last; /* hidden ones that still want a step */
};

static bool is_hidden(const struct form_item *item)
{
	return item->kind == FORM_QUESTION && str_equal(item->type, "calculate");
}

static void append(struct form_item *parent, struct form_item *item)
{
	item->parent = parent;
	item->next = NULL;
	if (parent->last)
		parent->last->next = item;
	else
		parent->first = item;
	parent->last = item;
}

static struct form_item *step_make(struct steps *steps, const struct form_item *of)
{
	struct form_item *step = arena_alloc(steps->form->arena, sizeof(*step));

	*step = (struct form_item){ .kind = FORM_GROUP, .name = "", .file = of->file, .line = of->line };
	step->called = form_call(steps->form, steps->made ? "step" : "start");
	append(&steps->form->root, step);
	steps->made = step;
	return step;
}

static void place(struct steps *steps, struct form_item *item)
{
	if (item->kind == FORM_GROUP) {
		steps->open = NULL;
		append(&steps->form->root, item);
	} else if (item->kind == FORM_REPEAT) {
		struct form_item *step = step_make(steps, item);

		step->text[FORM_LABEL] = item->text[FORM_LABEL];
		append(step, item);
		steps->open = NULL;
	} else if (!is_hidden(item)) {
		if (!steps->open)
			steps->open = step_make(steps, item);
		append(steps->open, item);
	} else if (steps->made) {
		append(steps->made, item);
	} else {
		item->next = NULL;
		if (steps->last)
			steps->last->next = item;
		else
			steps->first = item;
		steps->last = item;
	}
}

static void make_steps(struct form *form)
{
	struct steps steps = { .form = form };
	struct form_item *item = form->root.first, *next;

	form->root.first = form->root.last = NULL;
	for (; item; item = next) {
		next = item->next;
		place(&steps, item);
	}
	if (steps.first && !steps.made)
		step_make(&steps, steps.first);
	for (item = steps.first; item; item = next) {
		next = item->next;
		append(steps.made, item);
	}
}

/* Takes away groups in which nothing is asked or calculated. */
static void drop_empty(struct form *form, struct form_item *parent)
{
	struct form_item *item = parent->first, *next;

	parent->first = parent->last = NULL;
	for (; item; item = next) {
		next = item->next;
		drop_empty(form, item);
		if (item->kind != FORM_QUESTION && !item->first)
			form_notice(form, item->file, item->line, _("the group %s is left out: it holds no question"),
				    item->name);
		else
			append(parent, item);
	}
}

bool form_finish(struct form *form, struct err *err)
{
	drop_empty(form, &form->root);
	if (!form->root.first)
		return guide_refuse(err, form->file, 1, _("the form asks nothing; give it a question"));
	form_name_all(form);
	make_steps(form);
	return form_convert(form, err);
}

/* ---- ranges --------------------------------------------------------------------------------------- */

static bool is_whole(const char *number)
{
	size_t sign = number[0] == '-', length = strlen(number + sign);

	return length && length <= 6 && strspn(number + sign, "0123456789") == length;
}

static bool is_number(const char *text)
{
	char *end;

	strtod(text, &end);
	return *text && !*end && strspn(text, "-0123456789.") == strlen(text);
}

bool form_set_range(struct form *form, struct form_item *item, const char *start, const char *end,
		    const char *step, struct err *err)
{
	bool whole = is_whole(start) && is_whole(end) && is_whole(step);
	const char *constraint;

	if (!is_number(start) || !is_number(end) || !is_number(step) || atof(step) <= 0
	    || atof(start) >= atof(end))
		return FORM_REFUSE(err, item, _("a range from %s to %s in steps of %s is not supported"), start,
				   end, step);
	if (whole && str_equal(step, "1")) {
		item->type = "range";
		item->range_start = start;
		item->range_end = end;
		return true;
	}
	item->type = whole ? "integer" : "decimal";
	constraint = arena_printf(form->arena, ". >= %s and . <= %s and ", start, end);
	constraint = whole ? arena_printf(form->arena, "%s(. - (%s)) mod %s = 0", constraint, start, step)
			   : arena_printf(form->arena,
					  "%sabs((. - (%s)) div %s - round((. - (%s)) div %s)) < 0.000001",
					  constraint, start, step, start, step);
	if (item->expr[FORM_CONSTRAINT])
		constraint = arena_printf(form->arena, "(%s) and (%s)", item->expr[FORM_CONSTRAINT], constraint);
	item->expr[FORM_CONSTRAINT] = constraint;
	return true;
}

/* ---- literals ------------------------------------------------------------------------------------- */

const char *form_quote_expr(struct arena *arena, const char *text)
{
	struct str out;
	const char *quoted;

	if (!strchr(text, '\''))
		return arena_printf(arena, "'%s'", text);
	if (!strchr(text, '"'))
		return arena_printf(arena, "\"%s\"", text);
	str_init(&out);
	str_add(&out, "concat(");
	for (const char *at = text; *at;) {
		size_t length = strcspn(at, "'");
		char quote = length ? '\'' : '"';

		if (!length)
			length = strspn(at, "'");
		if (at > text)
			str_add(&out, ", ");
		str_add_char(&out, quote);
		str_add_bytes(&out, at, length);
		str_add_char(&out, quote);
		at += length;
	}
	str_add_char(&out, ')');
	quoted = arena_strdup(arena, out.text);
	str_done(&out);
	return quoted;
}
