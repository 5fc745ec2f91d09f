#include "guide/guide_write.h"

#include <string.h>

#include "guide/expr_functions.h"
#include "guide/form_finish.h"
#include "samtale/base/str.h"

/* Choices that one question alone has stand in it; longer lists, and those with further columns, on their own. */
#define INLINE_MAX 100

struct writer {
	struct form *form;
	struct guide_text *out;
	const char *id;
	size_t language;
	int line, depth;
};

/* ---- lines and values ----------------------------------------------------------------------------- */

static void add_line_end(struct writer *writer)
{
	str_add_char(&writer->out->text, '\n');
	writer->line++;
}

static void indent(struct writer *writer)
{
	for (int i = 0; i < writer->depth; i++)
		str_add(&writer->out->text, "  ");
}

/* In single quotes nothing is expanded; only they and the backslash need one before them. */
static void add_quoted(struct writer *writer, const char *text, bool single)
{
	char quote = single || strstr(text, "${") || strchr(text, '"') ? '\'' : '"';

	str_add_char(&writer->out->text, quote);
	for (; *text; text++) {
		if (*text == quote || *text == '\\')
			str_add_char(&writer->out->text, '\\');
		str_add_char(&writer->out->text, *text);
	}
	str_add_char(&writer->out->text, quote);
}

static void add_option(struct writer *writer, const char *name, const char *text)
{
	if (str_is_empty(text))
		return;
	indent(writer);
	str_addf(&writer->out->text, "%s = ", name);
	add_quoted(writer, text, false);
	add_line_end(writer);
}

static void add_expr(struct writer *writer, const char *name, const char *expr)
{
	if (str_is_empty(expr))
		return;
	indent(writer);
	str_addf(&writer->out->text, "%s = ", name);
	add_quoted(writer, expr, true);
	add_line_end(writer);
}

static void add_word(struct writer *writer, const char *name, const char *word)
{
	if (str_is_empty(word))
		return;
	indent(writer);
	str_addf(&writer->out->text, "%s = %s", name, word);
	add_line_end(writer);
}

static void add_truth(struct writer *writer, const char *name, bool truth)
{
	add_word(writer, name, truth ? "true" : NULL);
}

static void open_section(struct writer *writer, const char *kind, const char *title, const char *file, int from)
{
	struct guide_text *out = writer->out;

	out->origins = arena_grow(writer->form->arena, out->origins, out->origin_count, sizeof(*out->origins));
	out->origins[out->origin_count++] = (struct guide_origin){ writer->line, file, from };
	indent(writer);
	str_addf(&out->text, "%s \"%s\" {", kind, title);
	add_line_end(writer);
	writer->depth++;
}

static void close_section(struct writer *writer)
{
	writer->depth--;
	indent(writer);
	str_add_char(&writer->out->text, '}');
	add_line_end(writer);
}

/* ---- lists ---------------------------------------------------------------------------------------- */

static const char *choice_name(const struct form_list *list, size_t row, size_t column)
{
	(void)column;
	return list->choices[row].name;
}

static const char *choice_cell(const struct form_list *list, size_t row, size_t column)
{
	return list->choices[row].cells[column];
}

static const char *choice_label(const struct writer *writer, const struct form_choice *choice)
{
	const char *label = form_text_in(writer->form, choice->label, writer->language);

	return *label ? label : choice->name;
}

static void add_values(struct writer *writer, const char *name, const struct form_list *list, size_t column,
		       const char *(*value)(const struct form_list *, size_t, size_t))
{
	indent(writer);
	str_addf(&writer->out->text, "%s = {", name);
	for (size_t i = 0; i < list->choice_count; i++) {
		str_add(&writer->out->text, i ? ", " : " ");
		if (value) {
			add_quoted(writer, value(list, i, column), false);
			continue;
		}
		add_quoted(writer, choice_label(writer, &list->choices[i]), false);
	}
	str_add(&writer->out->text, " }");
	add_line_end(writer);
}

static void add_choices(struct writer *writer, const struct form_list *list)
{
	add_values(writer, "choices", list, 0, choice_name);
	add_values(writer, "labels", list, 0, NULL);
}

const char *guide_table_name(struct form *form, const char *id, const struct form_list *list)
{
	return arena_printf(form->arena, "%s-%s", id, list->file);
}

static bool is_inline(const struct form_list *list)
{
	return list->uses <= 1 && !list->filtered && !list->file && list->choice_count <= INLINE_MAX;
}

/* name and label are there already. */
static bool is_further(const char *column)
{
	return !str_equal(column, "name") && !str_equal(column, "label");
}

static void add_list(struct writer *writer, const struct form_list *list)
{
	open_section(writer, "list", list->called, list->from, list->line);
	if (list->file)
		add_option(writer, "file", guide_table_name(writer->form, writer->id, list));
	else
		add_choices(writer, list);
	for (size_t i = 0; !list->file && i < list->column_count; i++) {
		if (!is_further(list->columns[i]))
			continue;
		open_section(writer, "column", list->columns[i], list->from, list->line);
		add_values(writer, "values", list, i, choice_cell);
		close_section(writer);
	}
	close_section(writer);
}

/* ---- questions, groups, steps --------------------------------------------------------------------- */

static const char *text_of(const struct writer *writer, const struct form_item *item, enum form_text_role role)
{
	return form_text_in(writer->form, item->text[role], writer->language);
}

/* What a guide takes for an expression in a default: it asks for an answer, or is one call. */
static bool is_dynamic(const char *text)
{
	size_t length = strlen(text), name = strcspn(text, "(");
	int least, most;
	char word[32];

	if (strstr(text, "${"))
		return true;
	if (!length || text[length - 1] != ')' || name >= sizeof(word))
		return false;
	memcpy(word, text, name);
	word[name] = '\0';
	return expr_function_find(word, &least, &most);
}

static void add_default(struct writer *writer, const struct form_item *item)
{
	struct arena *arena = writer->form->arena;
	const char *expr = item->expr[FORM_DEFAULT], *value = item->default_value;

	if (expr)
		add_expr(writer, "default", is_dynamic(expr) ? expr : arena_printf(arena, "string(%s)", expr));
	else if (value && is_dynamic(value))
		add_expr(writer, "default", arena_printf(arena, "string(%s)", form_quote_expr(arena, value)));
	else
		add_option(writer, "default", value);
}

static void add_question(struct writer *writer, const struct form_item *item)
{
	const char *label = text_of(writer, item, FORM_LABEL), *hint = text_of(writer, item, FORM_HINT);

	if (!*label) {
		label = *hint ? hint : *item->name ? item->name : item->called;
		hint = label == hint ? "" : hint;
	}
	add_word(writer, "type", item->type);
	if (!str_equal(item->type, "calculate"))
		add_option(writer, "label", label);
	add_option(writer, "hint", hint);
	add_option(writer, "guidance_hint", text_of(writer, item, FORM_GUIDANCE_HINT));
	add_word(writer, "appearance", item->multiline && str_equal(item->type, "text") ? "multiline" : NULL);
	if (item->list && is_inline(item->list))
		add_choices(writer, item->list);
	else if (item->list)
		add_option(writer, "list", item->list->called);
	add_expr(writer, "choice_filter", item->expr[FORM_CHOICE_FILTER]);
	add_truth(writer, "or_other", item->or_other);
	add_word(writer, "range_start", item->range_start);
	add_word(writer, "range_end", item->range_end);
	add_default(writer, item);
	add_expr(writer, "relevant", item->expr[FORM_RELEVANT]);
	if (str_equal(item->expr[FORM_REQUIRED], "true()"))
		add_truth(writer, "required", !str_equal(item->type, "note"));
	else
		add_expr(writer, "required", item->expr[FORM_REQUIRED]);
	add_option(writer, "required_message", text_of(writer, item, FORM_REQUIRED_MESSAGE));
	add_expr(writer, "constraint", item->expr[FORM_CONSTRAINT]);
	add_option(writer, "constraint_message", text_of(writer, item, FORM_CONSTRAINT_MESSAGE));
	add_expr(writer, "calculation", item->expr[FORM_CALCULATION]);
	add_truth(writer, "read_only", item->read_only);
}

/* A step's title is read without its conversation: one that asks for an answer is said, not shown. */
static void add_title(struct writer *writer, const struct form_item *item)
{
	const char *label = text_of(writer, item, FORM_LABEL), *title = label;

	if (strstr(label, "${"))
		title = *item->name ? item->name : writer->form->title;
	add_option(writer, "title", *title ? title : writer->form->title);
	if (title != label)
		add_option(writer, "say", label);
}

/* A repeat is asked for by its label. */
static void add_section_label(struct writer *writer, const struct form_item *item)
{
	const char *label = text_of(writer, item, FORM_LABEL);

	add_option(writer, "label", *label || item->kind != FORM_REPEAT ? label : item->name);
}

static void add_items(struct writer *writer, const struct form_item *parent);

static void add_item(struct writer *writer, const struct form_item *item)
{
	static const char *const kinds[] = {
		[FORM_QUESTION] = "question", [FORM_GROUP] = "group", [FORM_REPEAT] = "repeat"
	};
	bool step = !item->parent->parent;

	open_section(writer, step ? "step" : kinds[item->kind], item->called, item->file, item->line);
	if (item->kind == FORM_QUESTION) {
		add_question(writer, item);
	} else {
		if (step)
			add_title(writer, item);
		else
			add_section_label(writer, item);
		add_expr(writer, "relevant", item->expr[FORM_RELEVANT]);
		add_expr(writer, "count", item->expr[FORM_COUNT]);
		add_items(writer, item);
	}
	close_section(writer);
}

static void add_items(struct writer *writer, const struct form_item *parent)
{
	for (const struct form_item *item = parent->first; item; item = item->next)
		add_item(writer, item);
}

void guide_write(struct form *form, const char *id, int version, size_t language, struct guide_text *out)
{
	struct writer writer = { .form = form, .out = out, .id = id, .language = language, .line = 1 };

	open_section(&writer, "guide", id, form->file, 1);
	indent(&writer);
	str_addf(&out->text, "version = %d", version);
	add_line_end(&writer);
	add_option(&writer, "title", form->title);
	for (const struct form_list *list = form->lists; list; list = list->next) {
		if (list->uses && !is_inline(list))
			add_list(&writer, list);
	}
	add_items(&writer, &form->root);
	close_section(&writer);
}

struct guide_origin guide_origin_of(const struct form *form, const struct guide_text *text, int line)
{
	struct guide_origin found = { line, form->file, 1 };

	for (size_t i = 0; i < text->origin_count && text->origins[i].line <= line; i++)
		found = text->origins[i];
	return found;
}
