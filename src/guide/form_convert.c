#include <string.h>

#include "guide/form_expr.h"
#include "samtale/base/str.h"

static bool convert(struct form *form, const struct form_item *item, const char *what, const char *written,
		    bool choices, const char **converted, struct err *err)
{
	const char *fault;

	if (form_expr_convert(form, item, written, choices, converted, &fault))
		return true;
	return FORM_REFUSE(err, item, _("%s of %s cannot be used: %s; the expression is: %.150s"), what,
			   *item->name ? item->name : _("a group"), fault, written);
}

static const char *const expr_words[FORM_EXPRS] = {
	[FORM_RELEVANT] = "relevant",           [FORM_REQUIRED] = "required",
	[FORM_CONSTRAINT] = "constraint",       [FORM_CALCULATION] = "calculation",
	[FORM_CHOICE_FILTER] = "choice_filter", [FORM_DEFAULT] = "default",
	[FORM_COUNT] = "repeat_count",
};

static bool is_reference(const char *text)
{
	return str_starts(text, "${") && text[strcspn(text, "}")] && !text[strcspn(text, "}") + 1];
}

/* Asked for in a text: a question's name, or the name of a calculation made here. */
static bool convert_output(struct form *form, struct form_item *item, const char *written, struct str *out,
			   struct err *err)
{
	struct form_item *made, *parent = item->kind == FORM_QUESTION ? item->parent : item;
	const char *converted;

	if (!convert(form, item, "label", written, false, &converted, err))
		return false;
	if (str_equal(converted, "."))
		converted = arena_printf(form->arena, "${%s}", item->called);
	if (is_reference(converted)) {
		str_add(out, converted);
		return true;
	}
	made = form_add_item(form, parent, FORM_QUESTION, "", item->file, item->line, err);
	if (!made)
		return false;
	form_place_after(made, NULL);
	made->called = form_call(form, "output");
	made->type = "calculate";
	made->node = item->node;
	made->expr[FORM_CALCULATION] = converted;
	str_addf(out, "${%s}", made->called);
	return true;
}

static bool convert_text(struct form *form, struct form_item *item, const char **text, struct err *err)
{
	struct str out;
	const char *at = *text, *open;
	bool done = true;

	str_init(&out);
	while (done && (open = strstr(at, FORM_OUTPUT_OPEN))) {
		const char *from = open + strlen(FORM_OUTPUT_OPEN), *close = strstr(from, FORM_OUTPUT_CLOSE);

		str_add_bytes(&out, at, (size_t)(open - at));
		if (!close)
			close = from + strlen(from);
		done = convert_output(form, item, arena_strndup(form->arena, from, (size_t)(close - from)),
				      &out, err);
		at = *close ? close + strlen(FORM_OUTPUT_CLOSE) : close;
	}
	str_add(&out, at);
	*text = arena_strdup(form->arena, out.text);
	str_done(&out);
	return done;
}

static bool convert_texts(struct form *form, struct form_item *item, struct err *err)
{
	for (size_t i = 0; i < FORM_TEXTS; i++) {
		const char **rows;

		if (!item->text[i])
			continue;
		rows = arena_array(form->arena, form->language_count, sizeof(*rows));
		for (size_t k = 0; k < form->language_count; k++) {
			rows[k] = item->text[i][k];
			if (rows[k] && strstr(rows[k], FORM_OUTPUT_OPEN)
			    && !convert_text(form, item, &rows[k], err))
				return false;
		}
		item->text[i] = rows;
	}
	return true;
}

/* A choice is read in many places, without the conversation's answers. */
static bool check_choices(struct form *form, struct err *err)
{
	for (const struct form_list *list = form->lists; list; list = list->next) {
		for (size_t i = 0; list->uses && i < list->choice_count; i++) {
			form_text label = list->choices[i].label;

			for (size_t k = 0; label && k < form->language_count; k++) {
				if (label[k] && strstr(label[k], FORM_OUTPUT_OPEN))
					return guide_refuse(err, list->from, list->choices[i].line,
							    _("the label of the choice %s asks for an answer; that is "
							      "not supported"),
							    list->choices[i].name);
			}
		}
	}
	return true;
}

bool form_convert(struct form *form, struct err *err)
{
	for (struct form_item *item = form_next_item(&form->root); item; item = form_next_item(item)) {
		for (size_t i = 0; item->name[0] && i < FORM_EXPRS; i++) {
			if (item->expr[i]
			    && !convert(form, item, expr_words[i], item->expr[i], i == FORM_CHOICE_FILTER,
					&item->expr[i], err))
				return false;
		}
		if (!convert_texts(form, item, err))
			return false;
	}
	return check_choices(form, err);
}
