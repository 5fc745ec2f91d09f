/* guide_instance.h - the instance document: one element a question inside one element a group.
 *
 * It holds what expressions may see: the answer of a question that is relevant, "" of one that is not. Every
 * element of a question has exactly one text node. Expressions are evaluated here and nowhere else. */
#ifndef SAMTALE_GUIDE_GUIDE_INSTANCE_H
#define SAMTALE_GUIDE_GUIDE_INSTANCE_H

#include "guide/guide_model.h"

struct instance {
	const struct guide *guide;
	xmlDoc *doc;
	xmlNode **elements; /* of each vertex */
	xmlNode *facts[GUIDE_FACTS];
	xmlXPathContext *xpath;
	struct date today;
	xmlNode *self;   /* the question whose expression is being evaluated */
	char fault[160]; /* what libxml2 said last; "" nothing */
};

struct instance *instance_new(const struct guide *guide, struct date today);
void instance_free(struct instance *instance);

void instance_write(struct instance *instance, int question, const char *text);
const char *instance_read(const struct instance *instance, int question);
void instance_tell(struct instance *instance, enum guide_fact fact, const char *text);

/* Which vertex an element of this instance is; -1 none. */
int instance_vertex(const struct instance *instance, const xmlNode *element);

/* NULL when it cannot be evaluated; fault says why. Free with xmlXPathFreeObject(). item: the context node
 * when it is not the vertex's element (a choice); NULL else. */
xmlXPathObject *instance_evaluate(struct instance *instance, const struct expr *expr, int vertex,
				  xmlNode *item);

/* The expression as a condition; `otherwise` when there is none or it cannot be evaluated. */
bool instance_holds(struct instance *instance, const struct expr *expr, int vertex, bool otherwise);
/* The expression as an answer's text; "" when it cannot be evaluated. Free with xmlFree(). */
xmlChar *instance_compute(struct instance *instance, const struct expr *expr, int vertex);

#endif
