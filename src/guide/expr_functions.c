#include "guide/expr_functions.h"

#include <math.h>
#include <string.h>

#include "guide/expr_dates.h"
#include "guide/expr_value.h"
#include "samtale/base/str.h"

/* ---- dates ---------------------------------------------------------------------------------------- */

static void fn_today(xmlXPathParserContext *xpath, int count)
{
	char text[DATE_ISO_SIZE];

	(void)count;
	give_text(xpath, date_iso(instance_of(xpath)->today, text));
}

static void fn_now(xmlXPathParserContext *xpath, int count)
{
	char text[DATE_ISO_SIZE + 16];

	(void)count;
	date_iso(instance_of(xpath)->today, text);
	strcat(text, "T00:00:00.000");
	give_text(xpath, text);
}

static void fn_date(xmlXPathParserContext *xpath, int count)
{
	double days = pop_number(xpath);
	char text[DATE_ISO_SIZE];

	(void)count;
	give_text(xpath, expr_number_date(days, text));
}

static void fn_decimal_date_time(xmlXPathParserContext *xpath, int count)
{
	(void)count;
	give_number(xpath, pop_number(xpath));
}

/* The part of a day that has passed: of a moment, or of a time alone. */
static void fn_decimal_time(xmlXPathParserContext *xpath, int count)
{
	char *text = pop_text(xpath);
	double days = expr_text_number(text), seconds;

	(void)count;
	give_number(xpath, expr_time_seconds(text, &seconds) ? seconds / 86400 : days - floor(days));
	xmlFree(text);
}

static void fn_date_time(xmlXPathParserContext *xpath, int count)
{
	struct str text;

	(void)count;
	str_init(&text);
	expr_moment_add(pop_number(xpath), &text);
	give_text(xpath, text.text);
	str_done(&text);
}

static void fn_format_date(xmlXPathParserContext *xpath, int count)
{
	char *format = pop_text(xpath), *moment = pop_text(xpath);
	struct str text;

	(void)count;
	str_init(&text);
	expr_date_format(moment, format, &text);
	give_text(xpath, text.text);
	str_done(&text);
	xmlFree(format);
	xmlFree(moment);
}

/* ---- the table ------------------------------------------------------------------------------------ */

static const struct expr_function general_functions[] = {
	{ "ceiling", NULL, 1, 1 },
	{ "contains", NULL, 2, 2 },
	{ "count", NULL, 1, 1 },
	{ "date", fn_date, 1, 1 },
	{ "date-time", fn_date_time, 1, 1 },
	{ "decimal-date-time", fn_decimal_date_time, 1, 1 },
	{ "decimal-time", fn_decimal_time, 1, 1 },
	{ "false", NULL, 0, 0 },
	{ "floor", NULL, 1, 1 },
	{ "format-date", fn_format_date, 2, 2 },
	{ "format-date-time", fn_format_date, 2, 2 },
	{ "last", NULL, 0, 0 },
	{ "local-name", NULL, 0, 1 },
	{ "name", NULL, 0, 1 },
	{ "normalize-space", NULL, 0, 1 },
	{ "now", fn_now, 0, 0 },
	{ "starts-with", NULL, 2, 2 },
	{ "string", NULL, 0, 1 },
	{ "string-length", NULL, 0, 1 },
	{ "substring", NULL, 2, 3 },
	{ "substring-after", NULL, 2, 2 },
	{ "substring-before", NULL, 2, 2 },
	{ "today", fn_today, 0, 0 },
	{ "translate", NULL, 3, 3 },
	{ "true", NULL, 0, 0 },
	{ NULL, NULL, 0, 0 },
};

static const struct expr_function *const tables[] = {
	general_functions,     expr_choice_functions, expr_place_functions,
	expr_number_functions, expr_text_functions,
};

bool expr_function_find(const char *name, int *least, int *most)
{
	for (size_t i = 0; i < LENGTH(tables); i++) {
		for (const struct expr_function *row = tables[i]; row->name; row++) {
			if (!str_equal(row->name, name))
				continue;
			*least = row->least;
			*most = row->most;
			return true;
		}
	}
	return false;
}

/* libxml2 takes no second function of a name, so the standard's goes first. */
static void function_register(xmlXPathContext *xpath, const struct expr_function *row)
{
	if (xmlXPathFunctionLookup(xpath, xml_text(row->name)))
		xmlXPathRegisterFunc(xpath, xml_text(row->name), NULL);
	if (xmlXPathRegisterFunc(xpath, xml_text(row->name), row->function))
		BUG("out of memory");
}

void expr_functions_register(xmlXPathContext *xpath)
{
	for (size_t i = 0; i < LENGTH(tables); i++) {
		for (const struct expr_function *row = tables[i]; row->name; row++) {
			if (row->function)
				function_register(xpath, row);
		}
	}
}
