#include "guide/expr_value.h"

#include <math.h>
#include <stdlib.h>

#include "guide/expr_dates.h"
#include "guide/expr_functions.h"
#include "samtale/base/str.h"

/* ---- values ------------------------------------------------------------------------------------- */

bool expr_text_truth(const char *text)
{
	return *text && !str_equal(text, "0") && !str_equal(text, "false");
}

bool expr_truth(xmlXPathObject *value)
{
	xmlChar *text;
	bool truth;

	if (value->type == XPATH_NUMBER)
		return value->floatval != 0 && !isnan(value->floatval);
	if (value->type == XPATH_BOOLEAN)
		return value->boolval;
	if (value->type == XPATH_STRING)
		return value->stringval && *value->stringval;
	text = xmlXPathCastToString(value);
	truth = text && expr_text_truth((const char *)text);
	xmlFree(text);
	return truth;
}

double expr_text_number(const char *text)
{
	double days;

	return expr_date_number(text, &days) ? days : xmlXPathCastStringToNumber(xml_text(text));
}

double expr_number(xmlXPathObject *value)
{
	xmlChar *text;
	double number;

	if (value->type == XPATH_NUMBER || value->type == XPATH_BOOLEAN)
		return xmlXPathCastToNumber(value);
	text = xmlXPathCastToString(value);
	number = text ? expr_text_number((const char *)text) : NAN;
	xmlFree(text);
	return number;
}

xmlChar *expr_text(xmlXPathObject *value)
{
	if (value->type == XPATH_BOOLEAN)
		return xmlStrdup(xml_text(value->boolval ? "1" : "0"));
	if (value->type == XPATH_NUMBER && isnan(value->floatval))
		return xmlStrdup(xml_text(""));
	return xmlXPathCastToString(value);
}

/* ---- arguments ------------------------------------------------------------------------------------ */

struct instance *instance_of(xmlXPathParserContext *xpath)
{
	return xpath->context->userData;
}

xmlXPathObject *pop(xmlXPathParserContext *xpath)
{
	xmlXPathObject *value = valuePop(xpath);

	if (!value)
		xmlXPathErr(xpath, XPATH_STACK_ERROR);
	return value;
}

double pop_number(xmlXPathParserContext *xpath)
{
	xmlXPathObject *value = pop(xpath);
	double number = value ? expr_number(value) : NAN;

	xmlXPathFreeObject(value);
	return number;
}

bool pop_truth(xmlXPathParserContext *xpath)
{
	xmlXPathObject *value = pop(xpath);
	bool truth = value && expr_truth(value);

	xmlXPathFreeObject(value);
	return truth;
}

char *pop_text(xmlXPathParserContext *xpath)
{
	xmlXPathObject *value = pop(xpath);
	xmlChar *text = value ? expr_text(value) : NULL;

	xmlXPathFreeObject(value);
	if (!text)
		text = xmlStrdup(xml_text(""));
	if (!text)
		BUG("out of memory");
	return (char *)text;
}

static void texts_add(struct texts *texts, xmlChar *text)
{
	texts->rows[texts->count++] = text ? (char *)text : (char *)xmlStrdup(xml_text(""));
}

struct texts pop_texts(xmlXPathParserContext *xpath, int count)
{
	struct texts texts = { NULL, 0 };
	xmlXPathObject **values = calloc((size_t)count + 1, sizeof(*values));
	size_t room = 1;

	for (int i = count; values && i-- > 0;) {
		values[i] = pop(xpath);
		if (values[i] && values[i]->type == XPATH_NODESET && values[i]->nodesetval)
			room += (size_t)values[i]->nodesetval->nodeNr;
		room++;
	}
	texts.rows = calloc(room, sizeof(*texts.rows));
	if (!values || !texts.rows)
		BUG("out of memory");
	for (int i = 0; i < count; i++) {
		if (values[i] && values[i]->type == XPATH_NODESET) {
			for (int k = 0; values[i]->nodesetval && k < values[i]->nodesetval->nodeNr; k++)
				texts_add(&texts,
					  xmlXPathCastNodeToString(values[i]->nodesetval->nodeTab[k]));
		} else if (values[i]) {
			texts_add(&texts, expr_text(values[i]));
		}
		xmlXPathFreeObject(values[i]);
	}
	free(values);
	return texts;
}

void texts_free(struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		xmlFree(texts->rows[i]);
	free(texts->rows);
}

void give_number(xmlXPathParserContext *xpath, double number)
{
	valuePush(xpath, xmlXPathNewFloat(number));
}

void give_truth(xmlXPathParserContext *xpath, bool truth)
{
	valuePush(xpath, xmlXPathNewBoolean(truth));
}

void give_text(xmlXPathParserContext *xpath, const char *text)
{
	valuePush(xpath, xmlXPathNewString(xml_text(text)));
}
