#include <libxml/xmlregexp.h>
#include <math.h>
#include <string.h>

#include "guide/expr_functions.h"
#include "guide/expr_value.h"
#include "samtale/base/str.h"

#define REGEX_MAX 500    /* bytes of a pattern */
#define SUBJECT_MAX 4000 /* bytes of what it is held against */

/* ---- texts ---------------------------------------------------------------------------------------- */

static void give_joined(xmlXPathParserContext *xpath, const struct texts *texts, size_t first,
			const char *between)
{
	struct str joined;

	str_init(&joined);
	for (size_t i = first; i < texts->count; i++) {
		if (i > first)
			str_add(&joined, between);
		str_add(&joined, texts->rows[i]);
	}
	give_text(xpath, joined.text);
	str_done(&joined);
}

static void fn_concat(xmlXPathParserContext *xpath, int count)
{
	struct texts texts = pop_texts(xpath, count);

	give_joined(xpath, &texts, 0, "");
	texts_free(&texts);
}

static void fn_join(xmlXPathParserContext *xpath, int count)
{
	struct texts texts = pop_texts(xpath, count);

	give_joined(xpath, &texts, 1, texts.count ? texts.rows[0] : "");
	texts_free(&texts);
}

static void fn_count_non_empty(xmlXPathParserContext *xpath, int count)
{
	struct texts texts = pop_texts(xpath, count);
	int filled = 0;

	for (size_t i = 0; i < texts.count; i++)
		filled += *texts.rows[i] != '\0';
	texts_free(&texts);
	give_number(xpath, filled);
}

static void fn_ends_with(xmlXPathParserContext *xpath, int count)
{
	char *end = pop_text(xpath), *text = pop_text(xpath);
	size_t length = strlen(text), end_length = strlen(end);

	(void)count;
	give_truth(xpath, end_length <= length && str_equal(text + length - end_length, end));
	xmlFree(end);
	xmlFree(text);
}

/* substr(text, from[, to]): characters counted from 0, `to` not included, negative ones from the end. */
static void fn_substr(xmlXPathParserContext *xpath, int count)
{
	double to = count > 2 ? pop_number(xpath) : INFINITY, from = pop_number(xpath);
	char *text = pop_text(xpath);
	int length = xmlUTF8Strlen(xml_text(text));
	xmlChar *part = NULL;

	from = fmin(fmax(from < 0 ? from + length : from, 0), length);
	to = fmin(fmax(to < 0 ? to + length : to, 0), length);
	if (from < to)
		part = xmlUTF8Strsub(xml_text(text), (int)from, (int)to - (int)from);
	give_text(xpath, part ? (const char *)part : "");
	xmlFree(part);
	xmlFree(text);
}

static void ignore_fault(void *data, xmlError *error)
{
	(void)data;
	(void)error;
}

/* libxml2 writes what it thinks of a pattern to standard error, unless somebody listens. */
static xmlRegexp *regex_compile(const char *pattern)
{
	xmlStructuredErrorFunc listener = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	xmlRegexp *regex;

	xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)(void (*)(void))ignore_fault);
	regex = xmlRegexpCompile(xml_text(pattern));
	xmlSetStructuredErrorFunc(context, listener);
	return regex;
}

/* The whole text must fit, with or without ^ and $ around the pattern. */
static void fn_regex(xmlXPathParserContext *xpath, int count)
{
	char *pattern = pop_text(xpath), *text = pop_text(xpath), *from = pattern + (*pattern == '^');
	size_t length = strlen(from);
	xmlRegexp *regex = NULL;
	bool fits = false;

	(void)count;
	if (length && from[length - 1] == '$' && (length < 2 || from[length - 2] != '\\'))
		from[--length] = '\0';
	if (length <= REGEX_MAX && strlen(text) <= SUBJECT_MAX)
		regex = regex_compile(from);
	if (regex)
		fits = xmlRegexpExec(regex, xml_text(text)) == 1;
	xmlRegFreeRegexp(regex);
	xmlFree(pattern);
	xmlFree(text);
	give_truth(xpath, fits);
}

/* ---- the table ------------------------------------------------------------------------------------ */

const struct expr_function expr_text_functions[] = {
	{ "concat", fn_concat, 1, EXPR_ANY_NUMBER },
	{ "count-non-empty", fn_count_non_empty, 1, 1 },
	{ "ends-with", fn_ends_with, 2, 2 },
	{ "join", fn_join, 1, EXPR_ANY_NUMBER },
	{ "regex", fn_regex, 2, 2 },
	{ "substr", fn_substr, 2, 3 },
	{ NULL, NULL, 0, 0 },
};
