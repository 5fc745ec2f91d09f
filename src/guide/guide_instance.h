/* guide_instance.h - the instance document: one element a question inside one element a group, once for each
 * instance of the repeat they stand in.
 *
 * It holds what expressions may see: the answer of a question that is relevant, "" of one that is not. Every
 * element of a question has exactly one text node. Expressions are evaluated here and nowhere else.
 *
 * An item is a vertex in one scope: the root, or an instance of a repeat. Items are numbers and keep them;
 * the root's items are the vertices by their own number. A scope that does not count (any more) is out of the
 * document, but kept. */
#ifndef SAMTALE_GUIDE_GUIDE_INSTANCE_H
#define SAMTALE_GUIDE_GUIDE_INSTANCE_H

#include "guide/guide_model.h"

/* An instance of a repeat, or the root. */
struct scope {
	int home;            /* the repeat's group number; -1 the root */
	int repeat;          /* the repeat's item; -1 the root */
	int number;          /* from 1; kept when one before it goes */
	int base;            /* its first item */
	bool counts;         /* it is among the instances there are */
	struct scope *above; /* NULL of the root */
	xmlNode *element;
};

/* The instances of one repeat item, also those that do not count, by number. */
struct slot {
	struct scope **rows;
	size_t count;
};

struct item {
	int vertex;
	struct scope *scope; /* NULL: a question of a repeat by its own number, which is nowhere */
	xmlNode *element;    /* of a repeat: a comment where its instances stand */
	bool relevant;
	struct slot slot; /* of a repeat */
};

struct instance {
	const struct guide *guide;
	xmlDoc *doc;
	struct scope *root;
	struct item *items;
	int item_count;
	xmlNode *facts[GUIDE_FACTS];
	xmlXPathContext *xpath;
	struct date today;
	uint64_t seed;
	int self;        /* the item whose expression is being evaluated */
	int drawn;       /* random numbers drawn in this evaluation */
	char fault[160]; /* what libxml2 said last; "" nothing */
};

struct instance *instance_new(const struct guide *guide, struct date today, uint64_t seed);
/* With one instance of every repeat, to try expressions on. */
struct instance *instance_new_sample(const struct guide *guide);
void instance_free(struct instance *instance);

/* The instance of a number, NULL when there never was one. */
struct scope *instance_scope(const struct instance *instance, int repeat, int number);
/* A new one, that does not count yet; NULL when there are too many items. */
struct scope *instance_scope_add(struct instance *instance, int repeat, int number);
/* Takes it into the document or out of it. */
void instance_scope_count(struct instance *instance, struct scope *scope, bool counts);

/* The item of a vertex as seen from a scope: in it or around it; -1 when it is in instances below. */
int instance_item(const struct instance *instance, const struct scope *scope, int vertex);
/* The innermost scope around (or) `scope` in which all of a vertex's items stand. */
const struct scope *instance_shared(const struct instance *instance, const struct scope *scope, int vertex);
/* Every item of a vertex in `scope` or below, in order, of the instances that count. */
typedef void instance_visit_fn(struct instance *instance, int item, void *data);
void instance_each(struct instance *instance, const struct scope *scope, int vertex, instance_visit_fn *visit,
		   void *data);

void instance_write(struct instance *instance, int item, const char *text);
const char *instance_read(const struct instance *instance, int item);
void instance_tell(struct instance *instance, enum guide_fact fact, const char *text);

/* Which vertex an element of this instance is; -1 none. */
int instance_vertex(const struct instance *instance, const xmlNode *element);

/* NULL when it cannot be evaluated; fault says why. Free with xmlXPathFreeObject(). choice: the context node
 * when it is not the item's element; NULL else. */
xmlXPathObject *instance_evaluate(struct instance *instance, const struct expr *expr, int item,
				  xmlNode *choice);

/* The expression as a condition; `otherwise` when there is none or it cannot be evaluated. */
bool instance_holds(struct instance *instance, const struct expr *expr, int item, bool otherwise);
/* The expression as an answer's text; "" when it cannot be evaluated. Free with xmlFree(). */
xmlChar *instance_compute(struct instance *instance, const struct expr *expr, int item);

#endif
