#include <stdlib.h>
#include <string.h>

#include "guide/expr_functions.h"
#include "guide/guide_walk.h"
#include "samtale/base/str.h"

bool walk_is_select(const struct walk *walk, int item)
{
	return walk_item_question(walk, item)->choice_count && walk_plan(walk, item);
}

/* A choice that cannot be judged is offered, and so is "other", which is in no list. */
static bool is_offered(const struct walk *walk, int item, size_t choice)
{
	const struct question_plan *plan = walk_plan(walk, item);
	const struct expr *filter = walk_expr(walk, item, EXPR_CHOICE_FILTER);
	xmlXPathObject *value;
	bool offered;

	if (!filter || (plan->or_other && choice + 1 == plan->list->choice_count))
		return true;
	value = instance_evaluate(walk->instance, filter, item, plan->list->items[choice]);
	offered = !value || expr_truth(value);
	xmlXPathFreeObject(value);
	return offered;
}

size_t walk_choices(const struct walk *walk, int item, size_t *shown, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < walk_item_question(walk, item)->choice_count && count < room; i++) {
		if (is_offered(walk, item, i))
			shown[count++] = i;
	}
	return count;
}

int walk_choice(const struct walk *walk, int item, const char *name, size_t bytes, bool filtered)
{
	const struct question_plan *plan = walk_plan(walk, item);
	int row = plan && plan->list ? list_row(plan->list, name, bytes) : -1;

	return row >= 0 && filtered && !is_offered(walk, item, (size_t)row) ? -1 : row;
}

/* The choices that value names, each once. */
struct chosen {
	int *rows;
	size_t count;
	bool all; /* every word is one of those offered */
};

static void chosen_add(struct chosen *chosen, int choice)
{
	for (size_t i = 0; i < chosen->count; i++) {
		if (chosen->rows[i] == choice)
			return;
	}
	chosen->rows[chosen->count++] = choice;
}

static struct chosen find_chosen(const struct walk *walk, int item, const char *value)
{
	bool one = walk_item_question(walk, item)->type == QUESTION_SELECT_ONE;
	struct chosen chosen = { calloc(strlen(value) / 2 + 1, sizeof(int)), 0, true };

	if (!chosen.rows)
		BUG("out of memory");
	while (*(value += strspn(value, " "))) {
		size_t bytes = one ? strlen(value) : strcspn(value, " ");
		int choice = walk_choice(walk, item, value, bytes, true);

		if (choice >= 0)
			chosen_add(&chosen, choice);
		else
			chosen.all = false;
		value += bytes;
	}
	return chosen;
}

static int choice_order(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

char *walk_offered(const struct walk *walk, int item, const char *value, bool strict)
{
	const struct question *asked = walk_item_question(walk, item);
	struct chosen chosen = find_chosen(walk, item, value);
	char *names = NULL;
	struct str list;

	str_init(&list);
	if (chosen.all || !strict) {
		if (asked->type != QUESTION_RANK)
			qsort(chosen.rows, chosen.count, sizeof(*chosen.rows), choice_order);
		for (size_t i = 0; i < chosen.count; i++)
			str_addf(&list, "%s%s", i ? " " : "", asked->choices[chosen.rows[i]].name);
		names = walk_copy(list.text);
	}
	str_done(&list);
	free(chosen.rows);
	return names;
}
