#include "guide/guide_instance.h"

#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/expr_functions.h"

#define STEPS_AT_MOST 50000000 /* libxml2's count of work for one evaluation: stops what would never end */

static xmlNode *element_add(xmlNode *parent, const char *name)
{
	xmlNode *element = xmlNewChild(parent, NULL, xml_text(name), NULL);

	if (!element)
		BUG("out of memory");
	return element;
}

static xmlNode *field_add(xmlNode *parent, const char *name)
{
	xmlNode *element = element_add(parent, name);

	if (!xmlAddChild(element, xmlNewDocText(parent->doc, xml_text(""))))
		BUG("out of memory");
	return element;
}

/* Which item an element is, remembered in the element. */
static void element_mark(xmlNode *element, int item)
{
	element->_private = (void *)(intptr_t)(item + 1);
}

int instance_vertex(const struct instance *instance, const xmlNode *element)
{
	if (element->type != XML_ELEMENT_NODE && element->type != XML_COMMENT_NODE)
		return -1;
	return element->_private ? instance->items[(intptr_t)element->_private - 1].vertex : -1;
}

/* ---- scopes --------------------------------------------------------------------------------------- */

/* The element an item's own stands in. */
static xmlNode *element_above(const struct instance *instance, const struct scope *scope, int vertex)
{
	int parent = vertex_parent(instance->guide, vertex);

	if (parent == scope->home)
		return scope->element;
	return instance->items[instance_item(instance, scope, (int)instance->guide->question_count + parent)]
		.element;
}

static xmlNode *place_add(xmlNode *parent)
{
	xmlNode *place = xmlNewDocComment(parent->doc, xml_text(""));

	if (!place || !xmlAddChild(parent, place))
		BUG("out of memory");
	return place;
}

static void item_build(struct instance *instance, struct scope *scope, int vertex)
{
	const struct guide *guide = instance->guide;
	int number = scope->base + guide->vertices[vertex].member;
	struct item *item = &instance->items[number];
	xmlNode *parent = element_above(instance, scope, vertex);

	item->vertex = vertex;
	item->scope = scope;
	item->relevant = true;
	if (vertex_is_question(guide, vertex))
		item->element = field_add(parent, vertex_name(guide, vertex));
	else if (vertex_is_repeat(guide, vertex))
		item->element = place_add(parent);
	else
		item->element = element_add(parent, vertex_name(guide, vertex));
	element_mark(item->element, number);
}

/* The element of the instance is not in the document yet. */
static struct scope *scope_new(struct instance *instance, struct scope *above, int repeat, int home,
			       int number)
{
	const struct guide *guide = instance->guide;
	struct scope *scope = calloc(1, sizeof(*scope));
	const char *name = home < 0 ? "data" : guide->groups[home].name;
	size_t count;
	const int *members = guide_members(guide, home, &count);
	size_t room = home < 0 ? guide->vertex_count : count;

	if (!scope)
		BUG("out of memory");
	*scope = (struct scope){
		.home = home, .repeat = repeat, .number = number, .base = instance->item_count, .above = above
	};
	scope->element = xmlNewDocNode(instance->doc, NULL, xml_text(name), NULL);
	instance->items = realloc(instance->items,
				  ((size_t)instance->item_count + room + 1) * sizeof(*instance->items));
	if (!scope->element || !instance->items)
		BUG("out of memory");
	memset(&instance->items[instance->item_count], 0, room * sizeof(*instance->items));
	instance->item_count += (int)room;
	if (home >= 0)
		element_mark(scope->element, repeat);
	for (size_t i = 0; i < count; i++)
		item_build(instance, scope, members[i]);
	return scope;
}

static void scope_free(struct instance *instance, struct scope *scope)
{
	size_t count;
	const int *members = guide_members(instance->guide, scope->home, &count);

	for (size_t i = 0; i < count; i++) {
		struct item *item =
			&instance->items[scope->base + instance->guide->vertices[members[i]].member];

		for (size_t k = 0; k < item->slot.count; k++)
			scope_free(instance, item->slot.rows[k]);
		free(item->slot.rows);
	}
	if (scope->above && !scope->counts)
		xmlFreeNode(scope->element);
	free(scope);
}

struct scope *instance_scope(const struct instance *instance, int repeat, int number)
{
	const struct slot *slot = &instance->items[repeat].slot;

	for (size_t i = 0; i < slot->count; i++) {
		if (slot->rows[i]->number == number)
			return slot->rows[i];
	}
	return NULL;
}

struct scope *instance_scope_add(struct instance *instance, int repeat, int number)
{
	int home = instance->items[repeat].vertex - (int)instance->guide->question_count;
	struct scope *scope;
	struct slot *slot;
	size_t at;

	if (instance->item_count + (int)instance->guide->groups[home].member_count > GUIDE_ITEMS_MAX)
		return NULL;
	scope = scope_new(instance, instance->items[repeat].scope, repeat, home, number);
	slot = &instance->items[repeat].slot;
	slot->rows = realloc(slot->rows, (slot->count + 1) * sizeof(struct scope *));
	if (!slot->rows)
		BUG("out of memory");
	for (at = slot->count++; at && slot->rows[at - 1]->number > number; at--)
		slot->rows[at] = slot->rows[at - 1];
	slot->rows[at] = scope;
	return scope;
}

void instance_scope_count(struct instance *instance, struct scope *scope, bool counts)
{
	const struct item *repeat = &instance->items[scope->repeat];
	xmlNode *before = repeat->element;

	if (scope->counts == counts)
		return;
	scope->counts = counts;
	if (!counts) {
		xmlUnlinkNode(scope->element);
		return;
	}
	for (size_t i = repeat->slot.count; i-- && repeat->slot.rows[i] != scope;) {
		if (repeat->slot.rows[i]->counts)
			before = repeat->slot.rows[i]->element;
	}
	if (!xmlAddPrevSibling(before, scope->element))
		BUG("out of memory");
}

int instance_item(const struct instance *instance, const struct scope *scope, int vertex)
{
	const struct vertex *wanted = &instance->guide->vertices[vertex];

	while (scope && scope->home != wanted->home)
		scope = scope->above;
	return scope ? scope->base + wanted->member : -1;
}

const struct scope *instance_shared(const struct instance *instance, const struct scope *scope, int vertex)
{
	while (scope->above
	       && !repeat_holds(instance->guide, scope->home, instance->guide->vertices[vertex].home))
		scope = scope->above;
	return scope;
}

void instance_each(struct instance *instance, const struct scope *scope, int vertex, instance_visit_fn *visit,
		   void *data)
{
	const struct guide *guide = instance->guide;
	int home = guide->vertices[vertex].home, repeat;
	struct slot slot;

	if (scope->home == home) {
		visit(instance, scope->base + guide->vertices[vertex].member, data);
		return;
	}
	for (int outer = home; outer != scope->home;
	     outer = guide->vertices[guide->question_count + (size_t)outer].home)
		home = outer;
	repeat = scope->base + guide->vertices[guide->question_count + (size_t)home].member;
	slot = instance->items[repeat].slot;
	for (size_t i = 0; i < slot.count; i++) {
		if (slot.rows[i]->counts)
			instance_each(instance, slot.rows[i], vertex, visit, data);
	}
}

/* ---- life ----------------------------------------------------------------------------------------- */

static void hear_fault(void *data, const xmlError *error)
{
	struct instance *instance = data;

	if (error && error->message && !*instance->fault)
		snprintf(instance->fault, sizeof(instance->fault), "%.*s", (int)strcspn(error->message, "\n"),
			 error->message);
}

/* libxml2 2.12 made the handler's error const; both shapes are called alike. */
static xmlStructuredErrorFunc fault_handler(void)
{
	return (xmlStructuredErrorFunc)(void (*)(void))hear_fault;
}

static void xpath_build(struct instance *instance)
{
	instance->xpath = xmlXPathNewContext(instance->doc);
	if (!instance->xpath)
		BUG("out of memory");
	instance->xpath->userData = instance;
	instance->xpath->error = fault_handler();
	instance->xpath->opLimit = STEPS_AT_MOST;
	expr_functions_register(instance->xpath);
}

struct instance *instance_new(const struct guide *guide, struct date today, uint64_t seed)
{
	struct instance *instance = calloc(1, sizeof(*instance));
	xmlNode *meta;

	if (!instance)
		BUG("out of memory");
	instance->guide = guide;
	instance->today = today;
	instance->seed = seed;
	instance->doc = xmlNewDoc(xml_text("1.0"));
	if (!instance->doc)
		BUG("out of memory");
	instance->root = scope_new(instance, NULL, -1, -1, 0);
	instance->root->counts = true;
	xmlDocSetRootElement(instance->doc, instance->root->element);
	meta = element_add(instance->root->element, GUIDE_META);
	for (int i = 0; i < GUIDE_FACTS; i++)
		instance->facts[i] = field_add(meta, guide_fact_name[i]);
	for (int i = 0; i < instance->item_count; i++)
		instance->items[i].vertex = i;
	xpath_build(instance);
	return instance;
}

struct instance *instance_new_sample(const struct guide *guide)
{
	struct instance *instance = instance_new(guide, DATE_NONE, 0);

	for (int i = 0; i < instance->item_count; i++) {
		const struct item *item = &instance->items[i];

		if (item->scope && vertex_is_repeat(guide, item->vertex))
			instance_scope_count(instance, instance_scope_add(instance, i, 1), true);
	}
	return instance;
}

void instance_free(struct instance *instance)
{
	if (!instance)
		return;
	xmlXPathFreeContext(instance->xpath);
	scope_free(instance, instance->root);
	xmlFreeDoc(instance->doc);
	free(instance->items);
	free(instance);
}

/* ---- values --------------------------------------------------------------------------------------- */

static void field_write(xmlNode *field, const char *text)
{
	xmlNodeSetContent(field->children, xml_text(text));
}

void instance_write(struct instance *instance, int item, const char *text)
{
	field_write(instance->items[item].element, text);
}

const char *instance_read(const struct instance *instance, int item)
{
	const xmlNode *element = instance->items[item].element;
	const xmlChar *text =
		element && element->type == XML_ELEMENT_NODE ? element->children->content : NULL;

	return text ? (const char *)text : "";
}

void instance_tell(struct instance *instance, enum guide_fact fact, const char *text)
{
	field_write(instance->facts[fact], text);
}

xmlXPathObject *instance_evaluate(struct instance *instance, const struct expr *expr, int item,
				  xmlNode *choice)
{
	xmlXPathContext *xpath = instance->xpath;

	instance->self = item;
	instance->drawn = 0;
	*instance->fault = '\0';
	xpath->node = choice ? choice : instance->items[item].element;
	xpath->doc = instance->doc;
	xpath->opCount = 0;
	return xmlXPathCompiledEval(expr->compiled, xpath);
}

bool instance_holds(struct instance *instance, const struct expr *expr, int item, bool otherwise)
{
	xmlXPathObject *value = expr ? instance_evaluate(instance, expr, item, NULL) : NULL;
	bool holds = value ? expr_truth(value) : otherwise;

	xmlXPathFreeObject(value);
	return holds;
}

xmlChar *instance_compute(struct instance *instance, const struct expr *expr, int item)
{
	xmlXPathObject *value = instance_evaluate(instance, expr, item, NULL);
	xmlChar *text = value ? expr_text(value) : xmlStrdup(xml_text(""));

	xmlXPathFreeObject(value);
	return text;
}
