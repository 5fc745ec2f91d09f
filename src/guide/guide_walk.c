#include "guide/guide_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/expr_functions.h"
#include "samtale/base/str.h"
#include "samtale/domain/target_group.h"

static size_t vertex_count(const struct walk *walk)
{
	return walk->guide->question_count + walk->guide->group_count;
}

static char *copy(const char *text)
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
	size_t count = guide->question_count + guide->group_count;

	if (!walk)
		BUG("out of memory");
	walk->guide = guide;
	walk->today = today;
	walk->instance = instance_new(guide, today);
	walk->given = calloc(guide->question_count, sizeof(*walk->given));
	walk->relevant = calloc(count, sizeof(*walk->relevant));
	walk->stale = malloc(count * sizeof(*walk->stale));
	if (!walk->given || !walk->relevant || !walk->stale)
		BUG("out of memory");
	tell_number(walk, FACT_TARGET_GROUP, citizen->target_group,
		    citizen->target_group >= 1 && citizen->target_group <= TARGET_GROUP_MAX);
	tell_number(walk, FACT_AGE, citizen->age, citizen->age >= 0);
	instance_tell(walk->instance, FACT_HAS_CHILDREN, citizen->has_children ? "1" : "0");
	for (size_t i = 0; i < guide->question_count; i++)
		walk->given[i].value = copy("");
	memset(walk->stale, true, count * sizeof(*walk->stale));
	walk_settle(walk);
	return walk;
}

void walk_free(struct walk *walk)
{
	if (!walk)
		return;
	for (size_t i = 0; i < walk->guide->question_count; i++)
		free(walk->given[i].value);
	free(walk->given);
	free(walk->relevant);
	free(walk->stale);
	instance_free(walk->instance);
	free(walk);
}

/* ---- choices -------------------------------------------------------------------------------------- */

bool walk_is_select(const struct walk *walk, int question)
{
	enum question_type type = walk->guide->questions[question].type;

	return type == QUESTION_SELECT_ONE || type == QUESTION_SELECT_MULTIPLE;
}

/* A choice that cannot be judged is offered. */
static bool is_offered(const struct walk *walk, int question, size_t choice)
{
	const struct question_plan *plan = &walk->guide->plans[question];
	xmlXPathObject *value;
	bool offered;

	if (!plan->expr[EXPR_CHOICE_FILTER])
		return true;
	value = instance_evaluate(walk->instance, plan->expr[EXPR_CHOICE_FILTER], question,
				  plan->items[choice]);
	offered = !value || expr_truth(value);
	xmlXPathFreeObject(value);
	return offered;
}

size_t walk_choices(const struct walk *walk, int question, size_t *shown, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < walk->guide->questions[question].choice_count && count < room; i++) {
		if (is_offered(walk, question, i))
			shown[count++] = i;
	}
	return count;
}

int walk_choice(const struct walk *walk, int question, const char *name, size_t bytes, bool filtered)
{
	const struct question *asked = &walk->guide->questions[question];

	for (size_t i = 0; i < asked->choice_count; i++) {
		if (strlen(asked->choices[i].name) == bytes && !memcmp(asked->choices[i].name, name, bytes))
			return !filtered || is_offered(walk, question, i) ? (int)i : -1;
	}
	return -1;
}

/* Marks the choices that value names; false when a word is none of those offered. */
static bool mark_chosen(const struct walk *walk, int question, const char *value, bool *chosen)
{
	bool all = true, one = walk->guide->questions[question].type == QUESTION_SELECT_ONE;

	while (*(value += strspn(value, " "))) {
		size_t bytes = one ? strlen(value) : strcspn(value, " ");
		int choice = walk_choice(walk, question, value, bytes, true);

		if (choice >= 0)
			chosen[choice] = true;
		else
			all = false;
		value += bytes;
	}
	return all;
}

char *walk_offered(const struct walk *walk, int question, const char *value, bool strict)
{
	const struct question *asked = &walk->guide->questions[question];
	bool *chosen = calloc(asked->choice_count + 1, sizeof(*chosen));
	char *names = NULL;
	struct str list;

	if (!chosen)
		BUG("out of memory");
	str_init(&list);
	if (mark_chosen(walk, question, value, chosen) || !strict) {
		for (size_t i = 0; i < asked->choice_count; i++) {
			if (chosen[i])
				str_addf(&list, "%s%s", list.length ? " " : "", asked->choices[i].name);
		}
		names = copy(list.text);
	}
	str_done(&list);
	free(chosen);
	return names;
}

/* ---- settling ------------------------------------------------------------------------------------- */

static void stale_mark(struct walk *walk, int vertex)
{
	for (size_t i = 0; i < walk->guide->dependent_count[vertex]; i++)
		walk->stale[walk->guide->dependents[vertex][i]] = true;
}

static void calculate(struct walk *walk, int question, const struct expr *calculation)
{
	struct given *given = &walk->given[question];
	xmlChar *value = instance_compute(walk->instance, calculation, question);

	free(given->value);
	given->value = copy((const char *)value);
	given->state = *given->value ? ANSWER_GIVEN : ANSWER_NONE;
	xmlFree(value);
}

/* The value expressions may see; to be freed. */
static char *effective(const struct walk *walk, int question)
{
	const struct given *given = &walk->given[question];
	const struct question *asked = &walk->guide->questions[question];

	if (!walk->relevant[question])
		return copy("");
	if (given->state == ANSWER_NONE)
		return copy(asked->default_value);
	if (walk->guide->plans[question].expr[EXPR_CHOICE_FILTER])
		return walk_offered(walk, question, given->value, false);
	return copy(given->value);
}

static void settle_question(struct walk *walk, int question)
{
	const struct question_plan *plan = &walk->guide->plans[question];
	bool group = walk->relevant[walk->guide->question_count + (size_t)plan->group];
	char *value;

	walk->relevant[question] =
		group && instance_holds(walk->instance, plan->expr[EXPR_RELEVANT], question, true);
	if (plan->expr[EXPR_CALCULATION] && walk->relevant[question])
		calculate(walk, question, plan->expr[EXPR_CALCULATION]);
	value = effective(walk, question);
	if (!str_equal(value, instance_read(walk->instance, question))) {
		instance_write(walk->instance, question, value);
		stale_mark(walk, question);
	}
	free(value);
}

static void settle_group(struct walk *walk, int vertex)
{
	const struct guide_group *group = &walk->guide->groups[(size_t)vertex - walk->guide->question_count];
	bool around =
		group->parent < 0 || walk->relevant[walk->guide->question_count + (size_t)group->parent];
	bool relevant = around && instance_holds(walk->instance, group->relevant, vertex, true);

	if (relevant != walk->relevant[vertex]) {
		walk->relevant[vertex] = relevant;
		stale_mark(walk, vertex);
	}
}

void walk_settle(struct walk *walk)
{
	for (size_t i = 0; i < vertex_count(walk); i++) {
		int vertex = walk->guide->order[i];

		if (!walk->stale[vertex])
			continue;
		walk->stale[vertex] = false;
		if (vertex < (int)walk->guide->question_count)
			settle_question(walk, vertex);
		else
			settle_group(walk, vertex);
	}
}

void walk_give(struct walk *walk, int question, enum answer_state state, const char *value)
{
	struct given *given = &walk->given[question];
	char *kept = copy(value);

	free(given->value);
	given->value = kept;
	given->state = state;
	if (walk->guide->plans[question].expr[EXPR_CALCULATION]) {
		/* A stored result is put back as it is, for once(); it is calculated anew when what it needs
		 * changes. */
		instance_write(walk->instance, question, walk->relevant[question] ? kept : "");
		stale_mark(walk, question);
	} else {
		walk->stale[question] = true;
	}
	walk_settle(walk);
}

void walk_restore(struct walk *walk, const struct answer *answer)
{
	int question = guide_find(walk->guide, answer->question);

	if (question >= 0 && walk->guide->questions[question].type != QUESTION_NOTE)
		walk_give(walk, question, answer->state, answer->value ? answer->value : "");
}

/* ---- asking --------------------------------------------------------------------------------------- */

bool walk_relevant(const struct walk *walk, int question)
{
	return walk->relevant[question];
}

/* Whether the citizen or caseworker answers it: not a note, not a calculation. */
static bool is_asked(const struct walk *walk, int question)
{
	enum question_type type = walk->guide->questions[question].type;

	return type != QUESTION_NOTE && type != QUESTION_CALCULATE;
}

bool walk_required(const struct walk *walk, int question)
{
	const struct question_plan *plan = &walk->guide->plans[question];

	return is_asked(walk, question)
	       && (plan->always_required
		   || instance_holds(walk->instance, plan->expr[EXPR_REQUIRED], question, false));
}

enum answer_state walk_state(const struct walk *walk, int question)
{
	return walk->given[question].state;
}

const char *walk_value(const struct walk *walk, int question)
{
	return walk->given[question].value;
}

const char *walk_exported(const struct walk *walk, int question)
{
	return instance_read(walk->instance, question);
}

bool walk_meets(struct walk *walk, int question, const char *value)
{
	const struct expr *constraint = walk->guide->plans[question].expr[EXPR_CONSTRAINT];
	char *before;
	bool meets;

	if (!constraint || !*value)
		return true;
	before = copy(instance_read(walk->instance, question));
	instance_write(walk->instance, question, value);
	meets = instance_holds(walk->instance, constraint, question, true);
	instance_write(walk->instance, question, before);
	free(before);
	return meets;
}

/* An answer that stopped being one: its choice is not offered any more, or its constraint does not hold. */
static bool is_outdated(const struct walk *walk, int question)
{
	const char *value = instance_read(walk->instance, question);

	if (walk->given[question].state != ANSWER_GIVEN)
		return false;
	return !*value
	       || !instance_holds(walk->instance, walk->guide->plans[question].expr[EXPR_CONSTRAINT],
				  question, true);
}

static bool is_settled(const struct walk *walk, int question)
{
	switch (walk->given[question].state) {
	case ANSWER_GIVEN: return !is_outdated(walk, question);
	case ANSWER_DECLINED:
	case ANSWER_UNKNOWN: return true;
	case ANSWER_ASKED: return !walk_required(walk, question);
	default: return false;
	}
}

/* ---- going about ---------------------------------------------------------------------------------- */

static bool is_stop(const struct walk *walk, int question)
{
	return walk->relevant[question] && walk->guide->questions[question].type != QUESTION_CALCULATE;
}

int walk_next(const struct walk *walk, int question)
{
	for (int i = question < 0 ? 0 : question + 1; i < (int)walk->guide->question_count; i++) {
		if (is_stop(walk, i))
			return i;
	}
	return -1;
}

int walk_previous(const struct walk *walk, int question)
{
	for (int i = (question < 0 ? (int)walk->guide->question_count : question) - 1; i >= 0; i--) {
		if (is_stop(walk, i))
			return i;
	}
	return -1;
}

int walk_first_missing(const struct walk *walk)
{
	for (int i = 0; i < (int)walk->guide->question_count; i++) {
		if (!is_asked(walk, i) || !walk->relevant[i])
			continue;
		if (is_outdated(walk, i) || (walk_required(walk, i) && !is_settled(walk, i)))
			return i;
	}
	return -1;
}

void walk_count(const struct walk *walk, int *relevant, int *answered)
{
	*relevant = *answered = 0;
	for (int i = 0; i < (int)walk->guide->question_count; i++) {
		if (!is_asked(walk, i) || !walk->relevant[i])
			continue;
		++*relevant;
		*answered += is_settled(walk, i);
	}
}
