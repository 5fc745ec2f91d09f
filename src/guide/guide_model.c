#include "guide/guide_model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/domain/rule.h"
#include "samtale/domain/target_group.h"

const char *const expr_role_option[EXPR_ROLES] = {
	"relevant", "required", "constraint", "calculation", "choice_filter", "default", "count",
};

const char *const guide_fact_name[GUIDE_FACTS] = { "target_group", "age", "has_children" };

struct guide *guide_new(void)
{
	struct guide *guide = calloc(1, sizeof(*guide));

	if (!guide)
		BUG("out of memory");
	arena_init(&guide->arena);
	return guide;
}

void guide_free(struct guide *guide)
{
	if (!guide)
		return;
	for (size_t i = 0; i < guide->expr_count; i++)
		xmlXPathFreeCompExpr(guide->exprs[i]->compiled);
	for (size_t i = 0; i < guide->document_count; i++)
		xmlFreeDoc(guide->documents[i]->doc);
	arena_done(&guide->arena);
	free(guide);
}

/* ---- vertices ------------------------------------------------------------------------------------- */

bool vertex_is_question(const struct guide *guide, int vertex)
{
	return vertex < (int)guide->question_count;
}

const struct guide_group *vertex_group(const struct guide *guide, int vertex)
{
	return vertex_is_question(guide, vertex) ? NULL : &guide->groups[vertex - (int)guide->question_count];
}

bool vertex_is_repeat(const struct guide *guide, int vertex)
{
	return !vertex_is_question(guide, vertex) && vertex_group(guide, vertex)->kind == SECTION_REPEAT;
}

const char *vertex_name(const struct guide *guide, int vertex)
{
	return vertex_is_question(guide, vertex) ? guide->questions[vertex].name
						 : vertex_group(guide, vertex)->name;
}

int vertex_parent(const struct guide *guide, int vertex)
{
	return vertex_is_question(guide, vertex) ? guide->plans[vertex].group
						 : vertex_group(guide, vertex)->parent;
}

const int *guide_members(const struct guide *guide, int home, size_t *count)
{
	*count = home < 0 ? guide->member_count : guide->groups[home].member_count;
	return home < 0 ? guide->members : guide->groups[home].members;
}

bool repeat_holds(const struct guide *guide, int outer, int inner)
{
	while (inner >= 0 && inner != outer)
		inner = guide->vertices[guide->question_count + (size_t)inner].home;
	return inner == outer;
}

/* ---- names ---------------------------------------------------------------------------------------- */

static int name_order(const void *a, const void *b, void *data)
{
	const struct guide *guide = data;
	int left = *(const int *)a, right = *(const int *)b;
	int order = strcmp(vertex_name(guide, left), vertex_name(guide, right));

	return order ? order : left - right;
}

void guide_index(struct guide *guide)
{
	guide->by_name = arena_array(&guide->arena, guide->vertex_count, sizeof(*guide->by_name));
	for (size_t i = 0; i < guide->vertex_count; i++) {
		if (i < guide->question_count || i >= guide->question_count + guide->step_count)
			guide->by_name[guide->name_count++] = (int)i;
	}
	if (guide->name_count)
		qsort_r(guide->by_name, guide->name_count, sizeof(*guide->by_name), name_order, guide);
}

int vertex_find(const struct guide *guide, const char *name)
{
	size_t low = 0, high = guide->name_count;

	while (name && low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, vertex_name(guide, guide->by_name[middle]));

		if (!order)
			return guide->by_name[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

int guide_find(const struct guide *guide, const char *question)
{
	int vertex = vertex_find(guide, question);

	return vertex >= 0 && vertex_is_question(guide, vertex) ? vertex : -1;
}

int guide_fact_find(const char *name)
{
	for (int i = 0; i < GUIDE_FACTS; i++) {
		if (str_equal(name, guide_fact_name[i]))
			return i;
	}
	return -1;
}

const char *guide_id(const struct guide *guide)
{
	return guide->id;
}

int guide_version(const struct guide *guide)
{
	return guide->version;
}

const char *guide_title(const struct guide *guide)
{
	return guide->title;
}

bool guide_is_for(const struct guide *guide, int target_group)
{
	return target_group >= 1 && target_group <= TARGET_GROUP_MAX
	       && (guide->target_groups & RULE_GROUP(target_group));
}

bool guide_resets_contact_clock(const struct guide *guide)
{
	return guide->resets_contact_clock;
}

enum conversation_closing guide_closing(const struct guide *guide)
{
	return guide->closing;
}

size_t guide_steps(const struct guide *guide, const struct guide_step **steps)
{
	*steps = guide->steps;
	return guide->step_count;
}

size_t guide_questions(const struct guide *guide, const struct question **questions)
{
	*questions = guide->questions;
	return guide->question_count;
}

bool guide_refuse(struct err *err, const char *file, int line, const char *format, ...)
{
	char text[sizeof(err->text)];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return err_set(err, ERR_INPUT, "%s:%d: %s", file, line, text);
}
