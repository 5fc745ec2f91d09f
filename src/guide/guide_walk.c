#include "guide/guide_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/domain/target_group.h"

char *walk_copy(const char *text)
{
	char *made = strdup(text ? text : "");

	if (!made)
		BUG("out of memory");
	return made;
}

/* ---- life ----------------------------------------------------------------------------------------- */

static void tell_number(struct walk *walk, enum guide_fact fact, int number, bool known)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", number);
	instance_tell(walk->instance, fact, known ? text : "");
}

struct walk *walk_new(const struct guide *guide, const struct walk_citizen *citizen, struct date today)
{
	struct walk *walk = calloc(1, sizeof(*walk));

	if (!walk)
		BUG("out of memory");
	arena_init(&walk->arena);
	walk->guide = guide;
	walk->today = today;
	walk->instance = instance_new(guide, today, citizen->seed);
	walk->due = calloc(guide->vertex_count + 1, sizeof(*walk->due));
	if (!walk->due)
		BUG("out of memory");
	walk_adopt(walk);
	tell_number(walk, FACT_TARGET_GROUP, citizen->target_group,
		    citizen->target_group >= 1 && citizen->target_group <= TARGET_GROUP_MAX);
	tell_number(walk, FACT_AGE, citizen->age, citizen->age >= 0);
	instance_tell(walk->instance, FACT_HAS_CHILDREN, citizen->has_children ? "1" : "0");
	for (int i = 0; i < walk->item_count; i++) {
		if (walk->instance->items[i].scope)
			walk_mark(walk, i);
	}
	walk->moved = true;
	walk_settle(walk);
	return walk;
}

void walk_free(struct walk *walk)
{
	if (!walk)
		return;
	for (int i = 0; i < walk->item_count; i++)
		free(walk->given[i].value);
	free(walk->given);
	free(walk->due);
	free(walk->sequence);
	free(walk->visited);
	instance_free(walk->instance);
	arena_done(&walk->arena);
	free(walk);
}

/* ---- items ---------------------------------------------------------------------------------------- */

int walk_items(const struct walk *walk)
{
	return walk->item_count;
}

int walk_sequence(const struct walk *walk, const int **items)
{
	*items = walk->sequence;
	return walk->sequence_count;
}

const struct question *walk_item_question(const struct walk *walk, int item)
{
	int vertex = walk->instance->items[item].vertex;

	return vertex_is_question(walk->guide, vertex) ? &walk->guide->questions[vertex]
						       : &vertex_group(walk->guide, vertex)->asked;
}

const char *walk_item_path(const struct walk *walk, int item)
{
	return walk->given[item].path;
}

int walk_item_step(const struct walk *walk, int item)
{
	return walk->guide->vertices[walk->instance->items[item].vertex].step;
}

const struct question_plan *walk_plan(const struct walk *walk, int item)
{
	int vertex = walk->instance->items[item].vertex;

	return vertex_is_question(walk->guide, vertex) ? &walk->guide->plans[vertex] : NULL;
}

const struct expr *walk_expr(const struct walk *walk, int item, enum expr_role role)
{
	const struct question_plan *plan = walk_plan(walk, item);

	return plan ? plan->expr[role] : NULL;
}

/* ---- going about ---------------------------------------------------------------------------------- */

static bool is_stop(const struct walk *walk, int item)
{
	enum question_type type = walk_item_question(walk, item)->type;

	return walk->instance->items[item].relevant && type != QUESTION_CALCULATE
	       && (type != QUESTION_REPEAT || walk_repeat_is_open(walk, item));
}

/* The place after an item, also of one that is not there (any more). */
static int place_after(const struct walk *walk, int item)
{
	int vertex, place = 0;

	if (item < 0)
		return 0;
	if (walk->given[item].place >= 0)
		return walk->given[item].place + 1;
	vertex = walk->instance->items[item].vertex;
	for (int i = 0; i < walk->sequence_count; i++) {
		int other = walk->instance->items[walk->sequence[i]].vertex;

		if (vertex_is_question(walk->guide, other) && other <= vertex)
			place = i + 1;
	}
	return place;
}

int walk_next(const struct walk *walk, int item)
{
	for (int i = place_after(walk, item); i < walk->sequence_count; i++) {
		if (is_stop(walk, walk->sequence[i]))
			return walk->sequence[i];
	}
	return -1;
}

int walk_previous(const struct walk *walk, int item)
{
	int place = item < 0 ? walk->sequence_count : walk->given[item].place;

	for (int i = (place < 0 ? place_after(walk, item) : place) - 1; i >= 0; i--) {
		if (is_stop(walk, walk->sequence[i]))
			return walk->sequence[i];
	}
	return -1;
}
