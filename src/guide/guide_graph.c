#include "guide/guide_graph.h"

struct list {
	int *rows;
	size_t count;
};

struct graph {
	struct guide *guide;
	struct arena arena; /* for what is not kept */
	size_t count;
	struct list *needs; /* of each vertex */
};

static void list_add(struct arena *arena, struct list *list, int vertex)
{
	list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
	list->rows[list->count++] = vertex;
}

static void needs_add(struct graph *graph, size_t vertex, const struct expr *expr)
{
	for (size_t i = 0; expr && i < expr->need_count; i++)
		list_add(&graph->arena, &graph->needs[vertex], expr->needs[i]);
}

/* A list of choices may be filtered by what is chosen among them already; that settles nothing anew. */
static void needs_add_filter(struct graph *graph, size_t vertex, const struct expr *expr)
{
	for (size_t i = 0; expr && i < expr->need_count; i++) {
		if (expr->needs[i] != (int)vertex)
			list_add(&graph->arena, &graph->needs[vertex], expr->needs[i]);
	}
}

static void needs_collect(struct graph *graph)
{
	const struct guide *guide = graph->guide;

	for (size_t i = 0; i < guide->question_count; i++) {
		const struct question_plan *plan = &guide->plans[i];

		list_add(&graph->arena, &graph->needs[i], (int)guide->question_count + plan->group);
		needs_add(graph, i, plan->expr[EXPR_RELEVANT]);
		needs_add(graph, i, plan->expr[EXPR_CALCULATION]);
		needs_add_filter(graph, i, plan->expr[EXPR_CHOICE_FILTER]);
	}
	for (size_t i = 0; i < guide->group_count; i++) {
		const struct guide_group *group = &guide->groups[i];
		size_t vertex = guide->question_count + i;

		if (group->parent >= 0)
			list_add(&graph->arena, &graph->needs[vertex],
				 (int)guide->question_count + group->parent);
		needs_add(graph, vertex, group->relevant);
	}
}

static const char *vertex_name(const struct guide *guide, int vertex)
{
	int group = vertex - (int)guide->question_count;

	return group < 0 ? guide->questions[vertex].name : guide->groups[group].name;
}

/* ---- order ---------------------------------------------------------------------------------------- */

enum visit { VISIT_NOT_YET, VISIT_OPEN, VISIT_DONE };

/* Depth first, without recursion: a guide may be thousands of questions deep. */
struct walk_down {
	enum visit *visits;
	size_t *tried; /* how many of a vertex's needs were looked at */
	int *path;
	size_t depth;
};

#define NAMED_MAX 12 /* of a circle; the rest is left out of its name */

/* The part of the path from where the vertex stands, and back to it: each needs the one after it. */
static const char *circle_name(const struct graph *graph, const struct walk_down *down, int vertex)
{
	struct guide *guide = graph->guide;
	const char *names = vertex_name(guide, vertex);

	for (size_t at = down->depth, named = 1; at--; named++) {
		if (named > NAMED_MAX && down->path[at] != vertex)
			continue;
		if (named > NAMED_MAX)
			names = arena_printf(&guide->arena, "… → %s", names);
		names = arena_printf(&guide->arena, "%s → %s", vertex_name(guide, down->path[at]), names);
		if (down->path[at] == vertex)
			break;
	}
	return names;
}

/* Puts what start needs, and start, at the end of the order. */
static bool visit(struct graph *graph, struct walk_down *down, int start, size_t *settled,
		  const char **circle, int *first)
{
	struct guide *guide = graph->guide;

	down->path[0] = start;
	down->depth = 1;
	down->visits[start] = VISIT_OPEN;
	while (down->depth) {
		int vertex = down->path[down->depth - 1];
		const struct list *needs = &graph->needs[vertex];
		int next;

		if (down->tried[vertex] == needs->count) {
			down->visits[vertex] = VISIT_DONE;
			guide->position[vertex] = (int)*settled;
			guide->order[(*settled)++] = vertex;
			down->depth--;
			continue;
		}
		next = needs->rows[down->tried[vertex]++];
		if (down->visits[next] == VISIT_OPEN) {
			*first = next;
			*circle = circle_name(graph, down, next);
			return false;
		}
		if (down->visits[next] == VISIT_NOT_YET) {
			down->visits[next] = VISIT_OPEN;
			down->path[down->depth++] = next;
		}
	}
	return true;
}

static bool order_find(struct graph *graph, const char **circle, int *first)
{
	struct guide *guide = graph->guide;
	struct walk_down down = {
		.visits = arena_array(&graph->arena, graph->count, sizeof(*down.visits)),
		.tried = arena_array(&graph->arena, graph->count, sizeof(*down.tried)),
		.path = arena_array(&graph->arena, graph->count, sizeof(*down.path)),
	};
	size_t settled = 0;

	guide->order = arena_array(&guide->arena, graph->count, sizeof(*guide->order));
	guide->position = arena_array(&guide->arena, graph->count, sizeof(*guide->position));
	for (size_t i = 0; i < graph->count; i++) {
		if (down.visits[i] == VISIT_NOT_YET && !visit(graph, &down, (int)i, &settled, circle, first))
			return false;
	}
	return true;
}

/* ---- dependents ----------------------------------------------------------------------------------- */

static void dependents_find(struct graph *graph)
{
	struct guide *guide = graph->guide;
	struct list *lists = arena_array(&graph->arena, graph->count, sizeof(*lists));

	for (size_t i = 0; i < graph->count; i++) {
		for (size_t k = 0; k < graph->needs[i].count; k++)
			list_add(&guide->arena, &lists[graph->needs[i].rows[k]], (int)i);
	}
	guide->dependents = arena_array(&guide->arena, graph->count, sizeof(*guide->dependents));
	guide->dependent_count = arena_array(&guide->arena, graph->count, sizeof(*guide->dependent_count));
	for (size_t i = 0; i < graph->count; i++) {
		guide->dependents[i] = lists[i].rows;
		guide->dependent_count[i] = lists[i].count;
	}
}

bool graph_build(struct guide *guide, const char **circle, int *first)
{
	struct graph graph = { .guide = guide, .count = guide->question_count + guide->group_count };
	bool ordered;

	arena_init(&graph.arena);
	graph.needs = arena_array(&graph.arena, graph.count, sizeof(*graph.needs));
	needs_collect(&graph);
	ordered = order_find(&graph, circle, first);
	if (ordered)
		dependents_find(&graph);
	arena_done(&graph.arena);
	return ordered;
}
