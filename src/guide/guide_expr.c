#include "guide/guide_expr.h"

#include <stdlib.h>
#include <string.h>

#include "guide/expr_rewrite.h"
#include "samtale/base/str.h"

/* What an expression of a vertex reads. */
struct needs {
	struct guide *guide;
	int vertex;
	struct need *rows;
	size_t count;
};

static void need_add(struct needs *needs, int vertex, bool wide)
{
	needs->rows = arena_grow(&needs->guide->arena, needs->rows, needs->count, sizeof(*needs->rows));
	needs->rows[needs->count++] = (struct need){ vertex, wide };
}

/* A vertex, and the repeats it stands in whose instances may come and go without those of the expression. */
static void needs_add_vertex(struct needs *needs, int vertex, bool wide)
{
	const struct guide *guide = needs->guide;
	int own = guide->vertices[needs->vertex].home;

	need_add(needs, vertex, wide && guide->vertices[vertex].home >= 0);
	for (int home = guide->vertices[vertex].home; home >= 0 && (wide || !repeat_holds(guide, home, own));
	     home = guide->vertices[guide->question_count + (size_t)home].home)
		need_add(needs, (int)guide->question_count + home, wide);
}

/* Whether a vertex stands in a group that is no repeat, however deep. */
static bool is_within(const struct guide *guide, int vertex, int group)
{
	int parent = vertex_parent(guide, vertex);

	while (parent >= 0 && parent != group)
		parent = guide->groups[parent].parent;
	return parent == group;
}

/* An element stands for itself, or for all the questions within it; a repeat for its instances. */
static void needs_add_element(struct needs *needs, const struct instance *instance, const xmlNode *element)
{
	const struct guide *guide = needs->guide;
	int vertex;

	if (element->type == XML_TEXT_NODE)
		element = element->parent;
	if (element->type != XML_ELEMENT_NODE && element->type != XML_DOCUMENT_NODE)
		return;
	vertex = instance_vertex(instance, element);
	if (vertex >= 0 && (vertex_is_question(guide, vertex) || vertex_is_repeat(guide, vertex))) {
		needs_add_vertex(needs, vertex, true);
		return;
	}
	if (vertex < 0 && element != instance->root->element && element->type != XML_DOCUMENT_NODE)
		return; /* what is known of the citizen */
	for (int i = 0; i < (int)guide->question_count; i++) {
		if (vertex < 0 || is_within(guide, i, vertex - (int)guide->question_count))
			needs_add_vertex(needs, i, true);
	}
}

/* The questions a path leads to in an instance where nothing is answered yet. */
static void needs_follow(struct needs *needs, struct instance *instance, const char *path, int item)
{
	xmlXPathObject *found;

	instance->self = item;
	instance->xpath->node = instance->items[item].element;
	instance->xpath->opCount = 0;
	found = xmlXPathEval(xml_text(path), instance->xpath);
	if (found && found->type == XPATH_NODESET && found->nodesetval) {
		for (int i = 0; i < found->nodesetval->nodeNr; i++)
			needs_add_element(needs, instance, found->nodesetval->nodeTab[i]);
	}
	xmlXPathFreeObject(found);
}

static int need_order(const void *a, const void *b)
{
	const struct need *left = a, *right = b;

	return left->vertex != right->vertex ? left->vertex - right->vertex : left->wide - right->wide;
}

/* The sample's instance of a repeat; of -1 the root. */
static const struct scope *sample_scope(const struct instance *instance, int home)
{
	int repeat = (int)instance->guide->question_count + home;

	if (home < 0)
		return instance->root;
	return instance
		->items[instance_item(instance,
				      sample_scope(instance, instance->guide->vertices[repeat].home), repeat)]
		.slot.rows[0];
}

static int sample_item(const struct instance *instance, int vertex)
{
	return instance_item(instance, sample_scope(instance, instance->guide->vertices[vertex].home),
			     vertex);
}

static void needs_find(struct instance *instance, const struct rewritten *rewritten,
		       const struct expr_place *place, int item, struct expr *expr, struct guide *guide)
{
	struct needs needs = { guide, place->vertex, NULL, 0 };
	size_t kept = 0;

	for (size_t i = 0; i < rewritten->bound_count; i++)
		needs_add_vertex(&needs, rewritten->bound[i], false);
	for (size_t i = 0; i < rewritten->path_count; i++) {
		const char *path = rewritten->paths[i];

		/* In a choice_filter a relative path starts at a choice, and choices do not change. */
		if (place->role != EXPR_CHOICE_FILTER || *path == '/' || str_starts(path, "current()"))
			needs_follow(&needs, instance, path, item);
	}
	if (needs.count)
		qsort(needs.rows, needs.count, sizeof(*needs.rows), need_order);
	for (size_t i = 0; i < needs.count; i++) {
		if (!kept || need_order(&needs.rows[kept - 1], &needs.rows[i]))
			needs.rows[kept++] = needs.rows[i];
	}
	expr->needs = needs.rows;
	expr->need_count = kept;
}

static bool refuse(const struct expr_place *place, const char *written, const char *fault, struct err *err)
{
	return guide_refuse(err, place->file, place->line,
			    _("%s cannot be used: %s; mend the expression: %.200s"),
			    expr_role_option[place->role], fault, written);
}

static bool compile(struct instance *instance, struct expr *expr, const struct expr_place *place, int item,
		    struct err *err)
{
	xmlXPathObject *value;

	*instance->fault = '\0';
	expr->compiled = xmlXPathCtxtCompile(instance->xpath, xml_text(expr->xpath));
	if (!expr->compiled)
		return refuse(place, expr->written, *instance->fault ? instance->fault : "XPath", err);
	value = instance_evaluate(instance, expr, item, NULL);
	xmlXPathFreeObject(value);
	return value ? true : refuse(place, expr->written, *instance->fault ? instance->fault : "XPath", err);
}

bool expr_compile(struct guide *guide, struct instance *instance, const char *written,
		  const struct expr_place *place, const struct expr **out, struct err *err)
{
	struct expr_names names = { guide, place->vertex, place->role };
	struct rewritten rewritten;
	struct expr *expr;
	int item;

	if (strlen(written) > GUIDE_EXPRESSION_MAX)
		return refuse(place, written, _("it is too long"), err);
	if (!expr_rewrite(written, &names, &guide->arena, &rewritten))
		return refuse(place, written, rewritten.fault, err);
	expr = arena_alloc(&guide->arena, sizeof(*expr));
	guide->exprs = arena_grow(&guide->arena, guide->exprs, guide->expr_count, sizeof(struct expr *));
	guide->exprs[guide->expr_count++] = expr;
	expr->written = written;
	expr->xpath = rewritten.xpath;
	item = sample_item(instance, place->vertex);
	if (!compile(instance, expr, place, item, err))
		return false;
	needs_find(instance, &rewritten, place, item, expr, guide);
	*out = expr;
	return true;
}
