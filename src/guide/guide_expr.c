#include "guide/guide_expr.h"

#include <stdlib.h>
#include <string.h>

#include "guide/expr_rewrite.h"
#include "samtale/base/str.h"

const char *expr_path(const struct guide *guide, int vertex, struct arena *arena)
{
	const char *path;
	int group;

	if (vertex < (int)guide->question_count) {
		path = arena_printf(arena, "/%s", guide->questions[vertex].name);
		group = guide->plans[vertex].group;
	} else {
		path = "";
		group = vertex - (int)guide->question_count;
	}
	for (; group >= 0; group = guide->groups[group].parent)
		path = arena_printf(arena, "/%s%s", guide->groups[group].name, path);
	return arena_printf(arena, "/data%s", path);
}

/* What expr_rewrite() is given to find names by. */
struct names {
	const struct guide *guide;
	struct arena *arena;
};

static const char *name_path(void *context, const char *name)
{
	struct names *names = context;
	int fact = guide_fact_find(name), question;

	if (fact >= 0)
		return arena_printf(names->arena, "/data/%s/%s", GUIDE_META, name);
	question = guide_find(names->guide, name);
	return question < 0 ? NULL : expr_path(names->guide, question, names->arena);
}

static int index_order(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

struct needs {
	struct arena *arena;
	int *rows;
	size_t count;
};

static void need_add(struct needs *needs, int vertex)
{
	needs->rows = arena_grow(needs->arena, needs->rows, needs->count, sizeof(*needs->rows));
	needs->rows[needs->count++] = vertex;
}

/* An element stands for itself, or for all the questions within it. */
static void needs_add(struct needs *needs, const struct instance *instance, const xmlNode *element)
{
	const struct guide *guide = instance->guide;
	int vertex;

	if (element->type == XML_TEXT_NODE)
		element = element->parent;
	if (element->type != XML_ELEMENT_NODE && element->type != XML_DOCUMENT_NODE)
		return;
	vertex = instance_vertex(instance, element);
	if (vertex >= 0 && vertex < (int)guide->question_count) {
		need_add(needs, vertex);
		return;
	}
	for (size_t i = 0; i < guide->question_count; i++) {
		const xmlNode *above = instance->elements[i];

		while (above && above != element)
			above = above->parent;
		if (above)
			need_add(needs, (int)i);
	}
}

/* The questions a path leads to in an instance where nothing is answered yet. */
static void needs_follow(struct needs *needs, struct instance *instance, const char *path, int vertex)
{
	xmlXPathObject *found;

	instance->self = instance->elements[vertex];
	instance->xpath->node = instance->self;
	instance->xpath->opCount = 0;
	found = xmlXPathEval(xml_text(path), instance->xpath);
	if (found && found->type == XPATH_NODESET && found->nodesetval) {
		for (int i = 0; i < found->nodesetval->nodeNr; i++)
			needs_add(needs, instance, found->nodesetval->nodeTab[i]);
	}
	xmlXPathFreeObject(found);
}

static void needs_find(struct guide *guide, struct instance *instance, const struct rewritten *rewritten,
		       const struct expr_place *place, struct expr *expr)
{
	struct needs needs = { &guide->arena, NULL, 0 };
	size_t kept = 0;

	for (size_t i = 0; i < rewritten->path_count; i++) {
		const char *path = rewritten->paths[i];

		/* In a choice_filter a relative path starts at a choice, and choices do not change. */
		if (place->role != EXPR_CHOICE_FILTER || *path == '/' || str_starts(path, "current()"))
			needs_follow(&needs, instance, path, place->vertex);
	}
	if (needs.count)
		qsort(needs.rows, needs.count, sizeof(*needs.rows), index_order);
	for (size_t i = 0; i < needs.count; i++) {
		if (!kept || needs.rows[kept - 1] != needs.rows[i])
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

static bool compile(struct instance *instance, struct expr *expr, const struct expr_place *place,
		    struct err *err)
{
	xmlXPathObject *value;

	*instance->fault = '\0';
	expr->compiled = xmlXPathCtxtCompile(instance->xpath, xml_text(expr->xpath));
	if (!expr->compiled)
		return refuse(place, expr->written, *instance->fault ? instance->fault : "XPath", err);
	value = instance_evaluate(instance, expr, place->vertex, NULL);
	xmlXPathFreeObject(value);
	return value ? true : refuse(place, expr->written, *instance->fault ? instance->fault : "XPath", err);
}

bool expr_compile(struct guide *guide, struct instance *instance, const char *written,
		  const struct expr_place *place, const struct expr **out, struct err *err)
{
	struct names names = { guide, &guide->arena };
	struct rewritten rewritten;
	struct expr *expr;

	if (strlen(written) > GUIDE_EXPRESSION_MAX)
		return refuse(place, written, _("it is too long"), err);
	if (!expr_rewrite(written, name_path, &names, &guide->arena, &rewritten))
		return refuse(place, written, rewritten.fault, err);
	expr = arena_alloc(&guide->arena, sizeof(*expr));
	guide->exprs = arena_grow(&guide->arena, guide->exprs, guide->expr_count, sizeof(struct expr *));
	guide->exprs[guide->expr_count++] = expr;
	expr->written = written;
	expr->xpath = rewritten.xpath;
	if (!compile(instance, expr, place, err))
		return false;
	needs_find(guide, instance, &rewritten, place, expr);
	*out = expr;
	return true;
}
