#include <math.h>
#include <string.h>

#include "guide/expr_value.h"
#include "samtale/base/str.h"

static xmlNode *self_element(xmlXPathParserContext *xpath)
{
	const struct instance *instance = instance_of(xpath);

	return instance->items[instance->self].element;
}

static void give_nodes(xmlXPathParserContext *xpath, xmlNodeSet *nodes)
{
	if (!nodes)
		BUG("out of memory");
	valuePush(xpath, xmlXPathWrapNodeSet(nodes));
}

static void node_add(xmlNodeSet *nodes, xmlNode *node)
{
	if (node && xmlXPathNodeSetAddUnique(nodes, node) < 0)
		BUG("out of memory");
}

/* ---- the elements of a vertex --------------------------------------------------------------------- */

/* The elements of an item: of a repeat those of its instances. */
static void item_add(xmlNodeSet *nodes, const struct instance *instance, int number)
{
	const struct item *item = &instance->items[number];

	if (!vertex_is_repeat(instance->guide, item->vertex)) {
		node_add(nodes, item->element);
		return;
	}
	for (size_t i = 0; item->relevant && i < item->slot.count; i++) {
		if (item->slot.rows[i]->counts)
			node_add(nodes, item->slot.rows[i]->element);
	}
}

static void visit_add(struct instance *instance, int item, void *data)
{
	if (instance->items[item].relevant)
		item_add(data, instance, item);
}

/* node-of(VERTEX): in the instance that the expression stands in; what is below it in repeats: all that is
 * relevant. */
static void fn_node_of(xmlXPathParserContext *xpath, int count)
{
	int vertex = (int)pop_number(xpath);
	struct instance *instance = instance_of(xpath);
	const struct scope *scope = instance->items[instance->self].scope;
	xmlNodeSet *nodes = xmlXPathNodeSetCreate(NULL);
	int item = instance_item(instance, scope, vertex);

	(void)count;
	if (nodes && item >= 0)
		item_add(nodes, instance, item);
	else if (nodes)
		instance_each(instance, instance_shared(instance, scope, vertex), vertex, visit_add, nodes);
	give_nodes(xpath, nodes);
}

/* The place-th instance that counts; places below 1 are the first, as in ODK. */
static const struct scope *instance_at(const struct instance *instance, int repeat, double place)
{
	const struct slot *slot = &instance->items[repeat].slot;
	int left = isnan(place) || place < 1     ? 1
		   : place > GUIDE_INSTANCES_MAX ? GUIDE_INSTANCES_MAX + 1
						 : (int)place;

	for (size_t i = 0; i < slot->count; i++) {
		if (slot->rows[i]->counts && !--left)
			return slot->rows[i];
	}
	return NULL;
}

/* The instance that a home has seen from `scope`, with some repeats' places given. NULL: there is none. */
static const struct scope *indexed_scope(const struct instance *instance, int home, const int *repeats,
					 const double *places, int count)
{
	const struct scope *self = instance->items[instance->self].scope, *above;
	int vertex = (int)instance->guide->question_count + home;
	double place = 1;

	if (home < 0)
		return instance->root;
	above = indexed_scope(instance, instance->guide->vertices[vertex].home, repeats, places, count);
	if (!above)
		return NULL;
	for (int i = 0; i < count; i++) {
		if (repeats[i] == vertex)
			return instance_at(instance, instance_item(instance, above, vertex), places[i]);
	}
	while (self && (self->home != home || self->above != above))
		self = self->above;
	return self ? self : instance_at(instance, instance_item(instance, above, vertex), place);
}

#define LEVELS_MAX 5

/* indexed-repeat(QUESTION, REPEAT, place[, REPEAT, place ...]); the names became numbers when it was
 * rewritten. */
static void fn_indexed_repeat(xmlXPathParserContext *xpath, int count)
{
	struct instance *instance = instance_of(xpath);
	xmlNodeSet *nodes = xmlXPathNodeSetCreate(NULL);
	int repeats[LEVELS_MAX], levels = (count - 1) / 2, vertex;
	const struct scope *scope;
	double places[LEVELS_MAX];

	for (int i = levels; i-- > 0;) {
		places[i] = pop_number(xpath);
		repeats[i] = (int)pop_number(xpath);
	}
	vertex = (int)pop_number(xpath);
	scope = indexed_scope(instance, instance->guide->vertices[vertex].home, repeats, places, levels);
	if (nodes && scope)
		item_add(nodes, instance, instance_item(instance, scope, vertex));
	give_nodes(xpath, nodes);
}

static void fn_current(xmlXPathParserContext *xpath, int count)
{
	(void)count;
	valuePush(xpath, xmlXPathNewNodeSet(self_element(xpath)));
}

/* position() of the context, position(element) among its brothers of the same name. */
static void fn_position(xmlXPathParserContext *xpath, int count)
{
	xmlXPathObject *value = count ? pop(xpath) : NULL;
	int place = xpath->context->proximityPosition;

	if (value && value->type == XPATH_NODESET && value->nodesetval && value->nodesetval->nodeNr) {
		const xmlNode *element = value->nodesetval->nodeTab[0];

		place = 1;
		if (element->type != XML_ELEMENT_NODE)
			element = self_element(xpath);
		for (const xmlNode *before = element->prev; before; before = before->prev)
			place += before->type == XML_ELEMENT_NODE && xmlStrEqual(before->name, element->name);
	}
	xmlXPathFreeObject(value);
	give_number(xpath, place);
}

static void fn_once(xmlXPathParserContext *xpath, int count)
{
	xmlXPathObject *value = pop(xpath);
	xmlChar *now = xmlXPathCastNodeToString(self_element(xpath));

	(void)count;
	if (now && *now) {
		xmlXPathFreeObject(value);
		value = xmlXPathNewString(now);
	}
	xmlFree(now);
	valuePush(xpath, value);
}

/* ---- lists ---------------------------------------------------------------------------------------- */

/* jr:choice-name(name, QUESTION): the label. */
static void fn_choice_name(xmlXPathParserContext *xpath, int count)
{
	int vertex = (int)pop_number(xpath), row = -1;
	char *name = pop_text(xpath);
	const struct guide *guide = instance_of(xpath)->guide;
	const struct guide_list *list = vertex_is_question(guide, vertex) ? guide->plans[vertex].list : NULL;

	(void)count;
	if (list)
		row = list_row(list, name, strlen(name));
	give_text(xpath, row >= 0 ? list->choices[row].label : "");
	xmlFree(name);
}

/* instance("list"): what stands above its root element. */
static void fn_instance(xmlXPathParserContext *xpath, int count)
{
	char *name = pop_text(xpath);
	const struct guide_list *list = guide_list_find(instance_of(xpath)->guide, name);

	(void)count;
	xmlFree(name);
	give_nodes(xpath, xmlXPathNodeSetCreate(list ? (xmlNode *)list->doc : NULL));
}

/* pulldata("list", "column", "key column", key): the cell of the first row whose key it is. */
static void fn_pulldata(xmlXPathParserContext *xpath, int count)
{
	char *key = pop_text(xpath), *by = pop_text(xpath), *column = pop_text(xpath),
	     *name = pop_text(xpath);
	const struct guide_list *list = guide_list_find(instance_of(xpath)->guide, name);
	const char *found = NULL;

	(void)count;
	for (size_t i = 0; list && i < list->choice_count && !found; i++) {
		const char *cell = list_cell(list, by, i);

		if (!cell)
			break;
		if (str_equal(cell, key))
			found = list_cell(list, column, i);
	}
	give_text(xpath, found ? found : "");
	xmlFree(key);
	xmlFree(by);
	xmlFree(column);
	xmlFree(name);
}

/* ---- chance --------------------------------------------------------------------------------------- */

/* splitmix64: the next of a row of numbers. */
static uint64_t draw(uint64_t *state)
{
	uint64_t number = *state += 0x9E3779B97F4A7C15u;

	number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
	number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
	return number ^ (number >> 31);
}

/* The same question in the same walk draws the same numbers, however often it is calculated. */
static uint64_t question_state(struct instance *instance)
{
	uint64_t state = instance->seed;

	draw(&state);
	for (const struct scope *scope = instance->items[instance->self].scope; scope; scope = scope->above) {
		state ^= (uint64_t)scope->number << 32;
		draw(&state);
	}
	state ^= (uint64_t)instance->items[instance->self].vertex << 16 ^ (uint64_t)instance->drawn++;
	return state;
}

static void fn_random(xmlXPathParserContext *xpath, int count)
{
	uint64_t state = question_state(instance_of(xpath));

	(void)count;
	give_number(xpath, (double)(draw(&state) >> 11) / (double)(1ull << 53));
}

#define UUID_SIGNS 36
#define GUID_MAX 200

/* uuid(): RFC 4122 version 4; uuid(n): n letters and digits. */
static void fn_uuid(xmlXPathParserContext *xpath, int count)
{
	double wanted = count ? pop_number(xpath) : UUID_SIGNS;
	int length = isnan(wanted) || wanted < 0 ? 0 : wanted > GUID_MAX ? GUID_MAX : (int)wanted;
	uint64_t state = question_state(instance_of(xpath));
	char text[GUID_MAX + 1];

	for (int i = 0; i < length; i++) {
		uint64_t number = draw(&state);

		if (count)
			text[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 36];
		else if (i == 8 || i == 13 || i == 18 || i == 23)
			text[i] = '-';
		else
			text[i] = "0123456789abcdef"[i == 14 ? 4 : i == 19 ? 8 + number % 4 : number % 16];
	}
	text[length] = '\0';
	give_text(xpath, text);
}

/* randomize(nodes[, seed]): the same nodes in another order. */
static void fn_randomize(xmlXPathParserContext *xpath, int count)
{
	double seed = count > 1 ? pop_number(xpath) : 0;
	uint64_t state = count > 1 ? (uint64_t)(int64_t)(isnan(seed) ? 0 : fmod(seed, 9e15))
				   : question_state(instance_of(xpath));
	xmlXPathObject *nodes = pop(xpath);

	if (nodes && nodes->type == XPATH_NODESET && nodes->nodesetval) {
		xmlNode **rows = nodes->nodesetval->nodeTab;

		for (int i = nodes->nodesetval->nodeNr; i > 1; i--) {
			int other = (int)(draw(&state) % (uint64_t)i);
			xmlNode *row = rows[i - 1];

			rows[i - 1] = rows[other];
			rows[other] = row;
		}
	}
	valuePush(xpath, nodes);
}

/* ---- the table ------------------------------------------------------------------------------------ */

const struct expr_function expr_place_functions[] = {
	{ "choice-name", fn_choice_name, 2, 2 },
	{ "current", fn_current, 0, 0 },
	{ "indexed-repeat", fn_indexed_repeat, 3, 1 + 2 * LEVELS_MAX },
	{ "instance", fn_instance, 1, 1 },
	{ "node-of", fn_node_of, 1, 1 },
	{ "once", fn_once, 1, 1 },
	{ "position", fn_position, 0, 1 },
	{ "pulldata", fn_pulldata, 4, 4 },
	{ "random", fn_random, 0, 0 },
	{ "randomize", fn_randomize, 1, 2 },
	{ "uuid", fn_uuid, 0, 1 },
	{ NULL, NULL, 0, 0 },
};
