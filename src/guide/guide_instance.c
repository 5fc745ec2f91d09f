#include "guide/guide_instance.h"

#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/expr_functions.h"

#define STEPS_AT_MOST 2000000 /* libxml2's count of work for one evaluation: stops what would never end */

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

/* Which vertex an element is, remembered in the element. */
static void element_mark(struct instance *instance, size_t vertex, xmlNode *element)
{
	instance->elements[vertex] = element;
	element->_private = &instance->elements[vertex];
}

int instance_vertex(const struct instance *instance, const xmlNode *element)
{
	xmlNode **mark = element->type == XML_ELEMENT_NODE ? element->_private : NULL;

	return mark ? (int)(mark - instance->elements) : -1;
}

static void elements_build(struct instance *instance)
{
	const struct guide *guide = instance->guide;
	xmlNode *root = xmlNewDocNode(instance->doc, NULL, xml_text("data"), NULL), *meta;

	if (!root)
		BUG("out of memory");
	xmlDocSetRootElement(instance->doc, root);
	meta = element_add(root, GUIDE_META);
	for (int i = 0; i < GUIDE_FACTS; i++)
		instance->facts[i] = field_add(meta, guide_fact_name[i]);
	for (size_t i = 0; i < guide->group_count; i++) {
		const struct guide_group *group = &guide->groups[i];
		xmlNode **in = instance->elements + guide->question_count;

		element_mark(instance, guide->question_count + i,
			     element_add(group->parent < 0 ? root : in[group->parent], group->name));
	}
	for (size_t i = 0; i < guide->question_count; i++) {
		int vertex = (int)guide->question_count + guide->plans[i].group;

		element_mark(instance, i, field_add(instance->elements[vertex], guide->questions[i].name));
	}
}

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

struct instance *instance_new(const struct guide *guide, struct date today)
{
	struct instance *instance = calloc(1, sizeof(*instance));

	if (!instance)
		BUG("out of memory");
	instance->guide = guide;
	instance->today = today;
	instance->elements = calloc(guide->question_count + guide->group_count + 1, sizeof(xmlNode *));
	instance->doc = xmlNewDoc(xml_text("1.0"));
	if (!instance->elements || !instance->doc)
		BUG("out of memory");
	elements_build(instance);
	instance->xpath = xmlXPathNewContext(instance->doc);
	if (!instance->xpath)
		BUG("out of memory");
	instance->xpath->userData = instance;
	instance->xpath->error = fault_handler();
	instance->xpath->opLimit = STEPS_AT_MOST;
	expr_functions_register(instance->xpath);
	return instance;
}

void instance_free(struct instance *instance)
{
	if (!instance)
		return;
	xmlXPathFreeContext(instance->xpath);
	xmlFreeDoc(instance->doc);
	free(instance->elements);
	free(instance);
}

static void field_write(xmlNode *field, const char *text)
{
	xmlNodeSetContent(field->children, xml_text(text));
}

void instance_write(struct instance *instance, int question, const char *text)
{
	field_write(instance->elements[question], text);
}

const char *instance_read(const struct instance *instance, int question)
{
	const xmlChar *text = instance->elements[question]->children->content;

	return text ? (const char *)text : "";
}

void instance_tell(struct instance *instance, enum guide_fact fact, const char *text)
{
	field_write(instance->facts[fact], text);
}

xmlXPathObject *instance_evaluate(struct instance *instance, const struct expr *expr, int vertex,
				  xmlNode *item)
{
	xmlXPathContext *xpath = instance->xpath;

	instance->self = instance->elements[vertex];
	*instance->fault = '\0';
	xpath->node = item ? item : instance->self;
	xpath->doc = instance->doc;
	xpath->opCount = 0;
	return xmlXPathCompiledEval(expr->compiled, xpath);
}

bool instance_holds(struct instance *instance, const struct expr *expr, int vertex, bool otherwise)
{
	xmlXPathObject *value = expr ? instance_evaluate(instance, expr, vertex, NULL) : NULL;
	bool holds = value ? expr_truth(value) : otherwise;

	xmlXPathFreeObject(value);
	return holds;
}

xmlChar *instance_compute(struct instance *instance, const struct expr *expr, int vertex)
{
	xmlXPathObject *value = instance_evaluate(instance, expr, vertex, NULL);
	xmlChar *text = value ? expr_text(value) : xmlStrdup(xml_text(""));

	xmlXPathFreeObject(value);
	return text;
}
