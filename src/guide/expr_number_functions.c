#include <math.h>

#include "guide/expr_functions.h"
#include "guide/expr_value.h"
#include "samtale/base/str.h"

/* ---- numbers -------------------------------------------------------------------------------------- */

static void fn_number(xmlXPathParserContext *xpath, int count)
{
	xmlXPathObject *self;

	if (count) {
		give_number(xpath, pop_number(xpath));
		return;
	}
	self = xmlXPathNewNodeSet(xpath->context->node);
	give_number(xpath, self ? expr_number(self) : NAN);
	xmlXPathFreeObject(self);
}

static void fn_int(xmlXPathParserContext *xpath, int count)
{
	(void)count;
	give_number(xpath, trunc(pop_number(xpath)));
}

/* Halves go up, also those that binary numbers and libxml2's reading of them miss by a hair (2.345). */
static double round_half_up(double number)
{
	double whole = floor(number);

	return whole + (number - whole > 0.5 - 1e-9);
}

static void fn_round(xmlXPathParserContext *xpath, int count)
{
	double places = count > 1 ? trunc(pop_number(xpath)) : 0, number = pop_number(xpath);
	double scale = pow(10, fmax(-15, fmin(places, 15)));

	give_number(xpath, isnan(places) ? NAN : round_half_up(number * scale) / scale);
}

static void fn_pow(xmlXPathParserContext *xpath, int count)
{
	double exponent = pop_number(xpath), base = pop_number(xpath);

	(void)count;
	give_number(xpath, pow(base, exponent));
}

static void fn_pi(xmlXPathParserContext *xpath, int count)
{
	(void)count;
	give_number(xpath, M_PI);
}

static void fn_atan2(xmlXPathParserContext *xpath, int count)
{
	double x = pop_number(xpath), y = pop_number(xpath);

	(void)count;
	give_number(xpath, atan2(y, x));
}

static const struct {
	const char *name;
	double (*of)(double);
} curves[] = {
	{ "exp10", exp10 }, { "abs", fabs },    { "sqrt", sqrt }, { "exp", exp },
	{ "log", log },     { "log10", log10 }, { "sin", sin },   { "cos", cos },
	{ "tan", tan },     { "asin", asin },   { "acos", acos }, { "atan", atan },
};

static void fn_curve(xmlXPathParserContext *xpath, int count)
{
	const char *name = (const char *)xpath->context->function;
	double number = pop_number(xpath);

	(void)count;
	for (size_t i = 0; i < LENGTH(curves); i++) {
		if (str_equal(name, curves[i].name)) {
			give_number(xpath, curves[i].of(number));
			return;
		}
	}
	give_number(xpath, NAN);
}

/* Empty answers are left out. sign: 1 the largest, -1 the smallest. */
static void give_extreme(xmlXPathParserContext *xpath, int count, int sign)
{
	struct texts texts = pop_texts(xpath, count);
	double best = NAN;

	for (size_t i = 0; i < texts.count; i++) {
		double number = expr_text_number(texts.rows[i]);

		if (*texts.rows[i] && (isnan(best) || sign * number > sign * best))
			best = number;
	}
	texts_free(&texts);
	give_number(xpath, best);
}

static void fn_max(xmlXPathParserContext *xpath, int count)
{
	give_extreme(xpath, count, 1);
}

static void fn_min(xmlXPathParserContext *xpath, int count)
{
	give_extreme(xpath, count, -1);
}

/* Empty answers are left out. */
static void fn_sum(xmlXPathParserContext *xpath, int count)
{
	struct texts texts = pop_texts(xpath, count);
	double sum = 0;

	for (size_t i = 0; i < texts.count; i++) {
		double number = expr_text_number(texts.rows[i]);

		sum += isnan(number) ? 0 : number;
	}
	texts_free(&texts);
	give_number(xpath, sum);
}

/* ---- the table ------------------------------------------------------------------------------------ */

const struct expr_function expr_number_functions[] = {
	{ "abs", fn_curve, 1, 1 },
	{ "acos", fn_curve, 1, 1 },
	{ "asin", fn_curve, 1, 1 },
	{ "atan", fn_curve, 1, 1 },
	{ "atan2", fn_atan2, 2, 2 },
	{ "cos", fn_curve, 1, 1 },
	{ "exp", fn_curve, 1, 1 },
	{ "exp10", fn_curve, 1, 1 },
	{ "int", fn_int, 1, 1 },
	{ "log", fn_curve, 1, 1 },
	{ "log10", fn_curve, 1, 1 },
	{ "max", fn_max, 1, EXPR_ANY_NUMBER },
	{ "min", fn_min, 1, EXPR_ANY_NUMBER },
	{ "number", fn_number, 0, 1 },
	{ "pi", fn_pi, 0, 0 },
	{ "pow", fn_pow, 2, 2 },
	{ "round", fn_round, 1, 2 },
	{ "sin", fn_curve, 1, 1 },
	{ "sqrt", fn_curve, 1, 1 },
	{ "sum", fn_sum, 1, 1 },
	{ "tan", fn_curve, 1, 1 },
	{ NULL, NULL, 0, 0 },
};
