#include <string.h>

#include "guide/expr_functions.h"
#include "guide/expr_value.h"
#include "samtale/base/str.h"

/* ---- choices -------------------------------------------------------------------------------------- */

/* The next blank-parted word at *at, advancing past it; NULL at the end. */
static const char *word_next(const char **at, size_t *length)
{
	const char *word;

	*at += strspn(*at, " \t\n");
	*length = strcspn(*at, " \t\n");
	word = *at;
	*at += *length;
	return *length ? word : NULL;
}

static void fn_selected(xmlXPathParserContext *xpath, int count)
{
	char *name = pop_text(xpath), *list = pop_text(xpath);
	const char *at = list, *word, *wanted = name;
	size_t length, wanted_length;
	bool found = false;

	(void)count;
	wanted = word_next(&wanted, &wanted_length);
	while (wanted && !found && (word = word_next(&at, &length)))
		found = length == wanted_length && !memcmp(word, wanted, length);
	xmlFree(name);
	xmlFree(list);
	give_truth(xpath, found);
}

static void fn_selected_at(xmlXPathParserContext *xpath, int count)
{
	double index = pop_number(xpath);
	char *list = pop_text(xpath);
	const char *at = list, *word;
	size_t length;

	(void)count;
	while ((word = word_next(&at, &length)) && index >= 1)
		index--;
	list[word ? (size_t)(word - list) + length : 0] = '\0';
	give_text(xpath, word && index >= 0 && index < 1 ? word : "");
	xmlFree(list);
}

static void fn_count_selected(xmlXPathParserContext *xpath, int count)
{
	char *list = pop_text(xpath);
	const char *at = list;
	size_t length;
	int words = 0;

	(void)count;
	while (word_next(&at, &length))
		words++;
	xmlFree(list);
	give_number(xpath, words);
}

/* ---- choosing ------------------------------------------------------------------------------------- */

static void fn_if(xmlXPathParserContext *xpath, int count)
{
	xmlXPathObject *otherwise = pop(xpath), *then = pop(xpath);
	bool truth = pop_truth(xpath);

	(void)count;
	valuePush(xpath, truth ? then : otherwise);
	xmlXPathFreeObject(truth ? otherwise : then);
}

static void fn_coalesce(xmlXPathParserContext *xpath, int count)
{
	struct texts texts = pop_texts(xpath, count);
	size_t i = 0;

	while (i < texts.count && !*texts.rows[i])
		i++;
	give_text(xpath, i < texts.count ? texts.rows[i] : "");
	texts_free(&texts);
}

static void fn_not(xmlXPathParserContext *xpath, int count)
{
	(void)count;
	give_truth(xpath, !pop_truth(xpath));
}

static void fn_boolean(xmlXPathParserContext *xpath, int count)
{
	(void)count;
	give_truth(xpath, pop_truth(xpath));
}

static void fn_boolean_from_string(xmlXPathParserContext *xpath, int count)
{
	char *text = pop_text(xpath);

	(void)count;
	give_truth(xpath, str_equal(text, "1") || str_equal(text, "true"));
	xmlFree(text);
}

/* "yes" is what the documentation asks for; a truth is 1 or true. */
static bool is_yes(const char *text)
{
	return str_equal(text, "yes") || str_equal(text, "1") || str_equal(text, "true");
}

/* How many of the arguments from `first` on are true; weighted: they come in pairs, a truth and its weight.
 */
static double weigh(const struct texts *texts, size_t first, bool weighted)
{
	double sum = 0;

	for (size_t i = first; i + weighted < texts->count; i += 1 + weighted) {
		if (is_yes(texts->rows[i]))
			sum += weighted ? expr_text_number(texts->rows[i + 1]) : 1;
	}
	return sum;
}

static void give_within(xmlXPathParserContext *xpath, int count, bool weighted)
{
	struct texts texts = pop_texts(xpath, count);
	bool within = false;

	if (texts.count >= 2) {
		double least = expr_text_number(texts.rows[0]), most = expr_text_number(texts.rows[1]);
		double sum = weigh(&texts, 2, weighted);

		within = (least == -1 || sum >= least) && (most == -1 || sum <= most);
	}
	texts_free(&texts);
	give_truth(xpath, within);
}

static void fn_checklist(xmlXPathParserContext *xpath, int count)
{
	give_within(xpath, count, false);
}

static void fn_weighted_checklist(xmlXPathParserContext *xpath, int count)
{
	give_within(xpath, count, true);
}

/* ---- the table ------------------------------------------------------------------------------------ */

const struct expr_function expr_choice_functions[] = {
	{ "boolean", fn_boolean, 1, 1 },
	{ "boolean-from-string", fn_boolean_from_string, 1, 1 },
	{ "checklist", fn_checklist, 3, EXPR_ANY_NUMBER },
	{ "coalesce", fn_coalesce, 1, EXPR_ANY_NUMBER },
	{ "count-selected", fn_count_selected, 1, 1 },
	{ "if", fn_if, 3, 3 },
	{ "not", fn_not, 1, 1 },
	{ "is-selected", fn_selected, 2, 2 },
	{ "selected", fn_selected, 2, 2 },
	{ "selected-at", fn_selected_at, 2, 2 },
	{ "weighted-checklist", fn_weighted_checklist, 4, EXPR_ANY_NUMBER },
	{ NULL, NULL, 0, 0 },
};
