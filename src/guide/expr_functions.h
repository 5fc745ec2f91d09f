/* expr_functions.h - ODK's functions for libxml2's XPath.
 *
 * Some replace functions of the XPath standard, with ODK's meaning: number() of a date is days since
 * 1970-01-01, boolean() of an element is true when it holds an answer other than 0 or false, position(..)
 * takes an element, concat() takes any number. Chance can be replayed: random(), uuid() and randomize() draw
 * from the walk's seed; now() is the start of the day the walk was given. Left out, and so refused by name:
 * digest(), area(), distance(). Each file of functions ends in its table. Source: ODK documentation, "Form
 * operators and functions". */
#ifndef SAMTALE_GUIDE_EXPR_FUNCTIONS_H
#define SAMTALE_GUIDE_EXPR_FUNCTIONS_H

#include <libxml/xpath.h>
#include <stdbool.h>

#define EXPR_ANY_NUMBER 255

/* Whether there is such a function (ours or the standard's), and how many arguments it takes. */
bool expr_function_find(const char *name, int *least, int *most);

/* xpath->userData must be the struct instance. */
void expr_functions_register(xmlXPathContext *xpath);

/* ODK's truth and number of a value; the value is not freed. */
bool expr_truth(xmlXPathObject *value);
double expr_number(xmlXPathObject *value);
/* The value as an answer: "" for not-a-number, 1 and 0 for a truth. To be freed with xmlFree(). */
xmlChar *expr_text(xmlXPathObject *value);

#endif
