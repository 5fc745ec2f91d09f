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

static void depend(struct graph *graph, int vertex, int on, bool wide, bool inside)
{
	struct vertex *needed = &graph->guide->vertices[on];

	needed->dependents = arena_grow(&graph->guide->arena, needed->dependents, needed->dependent_count,
					sizeof(*needed->dependents));
	needed->dependents[needed->dependent_count++] = (struct dependent){ vertex, wide, inside };
	list_add(&graph->arena, &graph->needs[vertex], on);
}

/* What a question of a repeat reads of itself in other instances is settled from the first to the last. A
 * list of choices may be filtered by what is chosen among them already; that settles nothing anew. */
static void needs_add(struct graph *graph, int vertex, const struct expr *expr, bool is_filter)
{
	for (size_t i = 0; expr && i < expr->need_count; i++) {
		const struct need *need = &expr->needs[i];

		if (need->vertex == vertex && need->wide)
			graph->guide->vertices[vertex].reads_itself = true;
		else if (need->vertex != vertex || !is_filter)
			depend(graph, vertex, need->vertex, need->wide, false);
	}
}

static void needs_collect(struct graph *graph)
{
	struct guide *guide = graph->guide;

	for (int i = 0; i < (int)guide->vertex_count; i++) {
		int parent = vertex_parent(guide, i);

		if (parent >= 0)
			depend(graph, i, (int)guide->question_count + parent, false, true);
		if (vertex_is_question(guide, i)) {
			const struct question_plan *plan = &guide->plans[i];

			needs_add(graph, i, plan->expr[EXPR_RELEVANT], false);
			needs_add(graph, i, plan->expr[EXPR_CALCULATION], false);
			needs_add(graph, i, plan->expr[EXPR_DEFAULT], false);
			needs_add(graph, i, plan->expr[EXPR_CHOICE_FILTER], true);
		} else {
			needs_add(graph, i, vertex_group(guide, i)->relevant, false);
			needs_add(graph, i, vertex_group(guide, i)->count, false);
		}
	}
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
	for (size_t i = 0; i < graph->count; i++) {
		if (down.visits[i] == VISIT_NOT_YET && !visit(graph, &down, (int)i, &settled, circle, first))
			return false;
	}
	return true;
}

bool graph_build(struct guide *guide, const char **circle, int *first)
{
	struct graph graph = { .guide = guide, .count = guide->vertex_count };
	bool ordered;

	arena_init(&graph.arena);
	graph.needs = arena_array(&graph.arena, graph.count, sizeof(*graph.needs));
	needs_collect(&graph);
	ordered = order_find(&graph, circle, first);
	arena_done(&graph.arena);
	return ordered;
}
