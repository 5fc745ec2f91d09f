#include <stdlib.h>

#include "guide/guide_walk.h"

bool walk_relevant(const struct walk *walk, int item)
{
	return walk->instance->items[item].relevant;
}

bool walk_is_asked(const struct walk *walk, int item)
{
	const struct question *question = walk_item_question(walk, item);

	return question->type != QUESTION_NOTE && question->type != QUESTION_CALCULATE
	       && question->type != QUESTION_REPEAT && !question->read_only;
}

bool walk_required(const struct walk *walk, int item)
{
	return walk_is_asked(walk, item)
	       && (walk_plan(walk, item)->always_required
		   || instance_holds(walk->instance, walk_expr(walk, item, EXPR_REQUIRED), item, false));
}

enum answer_state walk_state(const struct walk *walk, int item)
{
	return walk->given[item].state;
}

const char *walk_value(const struct walk *walk, int item)
{
	return walk->given[item].value;
}

const char *walk_exported(const struct walk *walk, int item)
{
	return instance_read(walk->instance, item);
}

bool walk_meets(struct walk *walk, int item, const char *value)
{
	const struct expr *constraint = walk_expr(walk, item, EXPR_CONSTRAINT);
	char *before;
	bool meets;

	if (!constraint || !*value)
		return true;
	before = walk_copy(instance_read(walk->instance, item));
	instance_write(walk->instance, item, value);
	meets = instance_holds(walk->instance, constraint, item, true);
	instance_write(walk->instance, item, before);
	free(before);
	return meets;
}

/* An answer that stopped being one: its choice is not offered any more, or its constraint does not hold. */
static bool is_outdated(const struct walk *walk, int item)
{
	if (walk->given[item].state != ANSWER_GIVEN)
		return false;
	return !*instance_read(walk->instance, item)
	       || !instance_holds(walk->instance, walk_expr(walk, item, EXPR_CONSTRAINT), item, true);
}

static bool is_settled(const struct walk *walk, int item)
{
	switch (walk->given[item].state) {
	case ANSWER_GIVEN: return !is_outdated(walk, item);
	case ANSWER_DECLINED:
	case ANSWER_UNKNOWN: return true;
	case ANSWER_ASKED: return !walk_required(walk, item);
	default: return false;
	}
}

int walk_first_missing(const struct walk *walk)
{
	for (int i = 0; i < walk->sequence_count; i++) {
		int item = walk->sequence[i];

		if (!walk_is_asked(walk, item) || !walk_relevant(walk, item))
			continue;
		if (is_outdated(walk, item) || (walk_required(walk, item) && !is_settled(walk, item)))
			return item;
	}
	return -1;
}

void walk_count(const struct walk *walk, int *relevant, int *answered)
{
	*relevant = *answered = 0;
	for (int i = 0; i < walk->sequence_count; i++) {
		int item = walk->sequence[i];

		if (!walk_is_asked(walk, item) || !walk_relevant(walk, item))
			continue;
		++*relevant;
		*answered += is_settled(walk, item);
	}
}
