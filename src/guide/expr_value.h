/* expr_value.h - taking a function's arguments and giving its result, with ODK's meaning of values; for
 * expr_functions.h.
 *
 * How many arguments an expression gives was checked when it was rewritten, so the stack cannot run out. */
#ifndef SAMTALE_GUIDE_EXPR_VALUE_H
#define SAMTALE_GUIDE_EXPR_VALUE_H

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "guide/guide_instance.h"

/* A row of a table of functions; a table ends with name NULL. */
struct expr_function {
	const char *name;
	xmlXPathFunction function; /* NULL: the standard's own */
	int least, most;           /* arguments */
};

extern const struct expr_function expr_number_functions[], expr_text_functions[], expr_choice_functions[],
	expr_place_functions[];

bool expr_text_truth(const char *text);
double expr_text_number(const char *text); /* a date is its day number */

struct instance *instance_of(xmlXPathParserContext *xpath);

/* The last argument not yet taken. Texts are never NULL and are freed with xmlFree(). */
xmlXPathObject *pop(xmlXPathParserContext *xpath);
double pop_number(xmlXPathParserContext *xpath);
bool pop_truth(xmlXPathParserContext *xpath);
char *pop_text(xmlXPathParserContext *xpath);

/* All `count` arguments in order, every element of an element list as one text. */
struct texts {
	char **rows;
	size_t count;
};
struct texts pop_texts(xmlXPathParserContext *xpath, int count);
void texts_free(struct texts *texts);

void give_number(xmlXPathParserContext *xpath, double number);
void give_truth(xmlXPathParserContext *xpath, bool truth);
void give_text(xmlXPathParserContext *xpath, const char *text);

#endif
