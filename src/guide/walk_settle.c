#include <stdlib.h>

#include "guide/guide_walk.h"
#include "samtale/base/str.h"

/* ---- what is to be settled ------------------------------------------------------------------------- */

void walk_mark(struct walk *walk, int item)
{
	walk->given[item].stale = true;
	walk->due[walk->instance->items[item].vertex] = true;
}

static void visit_mark(struct instance *instance, int item, void *walk)
{
	(void)instance;
	walk_mark(walk, item);
}

void walk_mark_dependents(struct walk *walk, int item, bool relevance)
{
	const struct instance *instance = walk->instance;
	const struct vertex *changed = &walk->guide->vertices[instance->items[item].vertex];

	for (size_t i = 0; i < changed->dependent_count; i++) {
		const struct dependent *dependent = &changed->dependents[i];
		const struct scope *scope = instance->root;

		if (dependent->inside && !relevance)
			continue;
		if (!dependent->wide)
			scope = instance_shared(instance, instance->items[item].scope, dependent->vertex);
		instance_each(walk->instance, scope, dependent->vertex, visit_mark, walk);
	}
}

/* ---- one item --------------------------------------------------------------------------------------- */

static void calculate(struct walk *walk, int item, const struct expr *calculation)
{
	struct given *given = &walk->given[item];
	xmlChar *value = instance_compute(walk->instance, calculation, item);

	free(given->value);
	given->value = walk_copy((const char *)value);
	given->state = *given->value ? ANSWER_GIVEN : ANSWER_NONE;
	xmlFree(value);
}

static char *default_value(const struct walk *walk, int item)
{
	const struct expr *dynamic = walk_expr(walk, item, EXPR_DEFAULT);
	xmlChar *value;
	char *copy;

	if (!dynamic)
		return walk_copy(walk_item_question(walk, item)->default_value);
	value = instance_compute(walk->instance, dynamic, item);
	copy = walk_copy((const char *)value);
	xmlFree(value);
	return copy;
}

/* The value expressions may see; to be freed. */
static char *effective(const struct walk *walk, int item)
{
	const struct given *given = &walk->given[item];

	if (!walk->instance->items[item].relevant)
		return walk_copy("");
	if (given->state == ANSWER_NONE)
		return default_value(walk, item);
	if (walk_expr(walk, item, EXPR_CHOICE_FILTER))
		return walk_offered(walk, item, given->value, false);
	return walk_copy(given->value);
}

/* Whether the group or repeat around an item is relevant. */
static bool is_around_relevant(const struct walk *walk, int item)
{
	const struct item *here = &walk->instance->items[item];
	int parent = vertex_parent(walk->guide, here->vertex);

	if (parent < 0)
		return true;
	if (parent == here->scope->home)
		return walk->instance->items[here->scope->repeat].relevant;
	return walk->instance
		->items[instance_item(walk->instance, here->scope, (int)walk->guide->question_count + parent)]
		.relevant;
}

static bool settle_question(struct walk *walk, int item)
{
	const struct expr *calculation = walk_expr(walk, item, EXPR_CALCULATION);
	struct item *here = &walk->instance->items[item];
	bool relevant = is_around_relevant(walk, item)
			&& instance_holds(walk->instance, walk_expr(walk, item, EXPR_RELEVANT), item, true);
	bool changed = relevant != here->relevant;
	char *value;

	here->relevant = relevant;
	if (calculation && relevant)
		calculate(walk, item, calculation);
	value = effective(walk, item);
	if (!str_equal(value, instance_read(walk->instance, item))) {
		instance_write(walk->instance, item, value);
		changed = true;
	}
	free(value);
	if (changed)
		walk_mark_dependents(walk, item, true);
	return changed;
}

static bool settle_group(struct walk *walk, int item)
{
	struct item *here = &walk->instance->items[item];
	const struct guide_group *group = vertex_group(walk->guide, here->vertex);
	bool relevant =
		is_around_relevant(walk, item) && instance_holds(walk->instance, group->relevant, item, true);

	if (relevant != here->relevant) {
		here->relevant = relevant;
		walk_mark_dependents(walk, item, true);
	}
	if (group->kind == SECTION_REPEAT && relevant)
		walk_settle_instances(walk, item);
	return false;
}

/* ---- all of them ------------------------------------------------------------------------------------ */

static void visit_keep(struct instance *instance, int item, void *data)
{
	struct walk *walk = data;

	(void)instance;
	if (walk->visited_count == walk->visited_room) {
		walk->visited_room = walk->visited_room ? 2 * walk->visited_room : 64;
		walk->visited = realloc(walk->visited, (size_t)walk->visited_room * sizeof(int));
		if (!walk->visited)
			BUG("out of memory");
	}
	walk->visited[walk->visited_count++] = item;
}

/* In the order of the instances: one that reads those before it comes after them. */
static void settle_vertex(struct walk *walk, int vertex)
{
	bool question = vertex_is_question(walk->guide, vertex), carried = false;

	walk->visited_count = 0;
	instance_each(walk->instance, walk->instance->root, vertex, visit_keep, walk);
	for (int i = 0; i < walk->visited_count; i++) {
		int item = walk->visited[i];
		bool changed;

		if (!walk->given[item].stale && !carried)
			continue;
		walk->given[item].stale = false;
		changed = question ? settle_question(walk, item) : settle_group(walk, item);
		carried |= changed && walk->guide->vertices[vertex].reads_itself;
	}
}

/* Which items there are now, in which order. */
static void sequence_add(struct walk *walk, const struct scope *scope)
{
	const struct guide *guide = walk->guide;
	size_t count;
	const int *members = guide_members(guide, scope->home, &count);

	for (size_t i = 0; i < count; i++) {
		int item = scope->base + guide->vertices[members[i]].member;
		const struct slot *slot = &walk->instance->items[item].slot;

		for (size_t k = 0; k < slot->count; k++) {
			if (slot->rows[k]->counts)
				sequence_add(walk, slot->rows[k]);
		}
		if (vertex_is_question(guide, members[i]) || vertex_is_repeat(guide, members[i])) {
			walk->given[item].place = walk->sequence_count;
			walk->sequence[walk->sequence_count++] = item;
		}
	}
}

static void sequence_build(struct walk *walk)
{
	for (int i = 0; i < walk->item_count; i++)
		walk->given[i].place = -1;
	free(walk->sequence);
	walk->sequence = malloc(((size_t)walk->item_count + 1) * sizeof(int));
	if (!walk->sequence)
		BUG("out of memory");
	walk->sequence_count = 0;
	sequence_add(walk, walk->instance->root);
	walk->moved = false;
}

void walk_settle(struct walk *walk)
{
	for (size_t i = 0; i < walk->guide->vertex_count; i++) {
		int vertex = walk->guide->order[i];

		if (!walk->due[vertex])
			continue;
		walk->due[vertex] = false;
		settle_vertex(walk, vertex);
	}
	if (walk->moved)
		sequence_build(walk);
}

void walk_give(struct walk *walk, int item, enum answer_state state, const char *value)
{
	struct given *given = &walk->given[item];
	char *kept = walk_copy(value);

	free(given->value);
	given->value = kept;
	given->state = state;
	if (walk_expr(walk, item, EXPR_CALCULATION)) {
		/* A stored result is put back as it is, for once(); it is calculated anew when what it needs
		 * changes. */
		instance_write(walk->instance, item, walk->instance->items[item].relevant ? kept : "");
		walk_mark_dependents(walk, item, false);
	} else {
		walk_mark(walk, item);
	}
	walk_settle(walk);
}
