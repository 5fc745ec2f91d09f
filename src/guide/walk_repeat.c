#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guide/expr_functions.h"
#include "guide/guide_walk.h"
#include "samtale/base/str.h"

/* ---- items ------------------------------------------------------------------------------------------ */

static const char *scope_path(struct walk *walk, const struct scope *scope)
{
	if (scope->home < 0)
		return "";
	return arena_printf(&walk->arena, "%s%s[%d]/", scope_path(walk, scope->above),
			    walk->guide->groups[scope->home].name, scope->number);
}

static const char *item_path(struct walk *walk, const struct item *item)
{
	const char *name = vertex_name(walk->guide, item->vertex);

	return item->scope && item->scope->above
		       ? arena_printf(&walk->arena, "%s%s", scope_path(walk, item->scope), name)
		       : name;
}

void walk_adopt(struct walk *walk)
{
	int count = walk->instance->item_count;

	walk->given = realloc(walk->given, ((size_t)count + 1) * sizeof(*walk->given));
	if (!walk->given)
		BUG("out of memory");
	for (int i = walk->item_count; i < count; i++) {
		struct item *item = &walk->instance->items[i];

		walk->given[i] = (struct given){ .state = ANSWER_NONE,
						 .value = walk_copy(""),
						 .path = item_path(walk, item),
						 .place = -1 };
		item->relevant = false;
	}
	walk->item_count = count;
}

struct scope *walk_bring(struct walk *walk, int repeat, int number)
{
	struct scope *scope = instance_scope(walk->instance, repeat, number);

	if (scope || number < 1 || number > GUIDE_INSTANCES_MAX)
		return scope;
	scope = instance_scope_add(walk->instance, repeat, number);
	if (scope)
		walk_adopt(walk);
	return scope;
}

/* Everything in an instance: to be settled, or gone. */
static void scope_touch(struct walk *walk, const struct scope *scope, bool there)
{
	size_t count = walk->guide->groups[scope->home].member_count;

	for (size_t i = 0; i < count; i++) {
		int item = scope->base + (int)i;
		const struct slot *slot = &walk->instance->items[item].slot;

		if (there)
			walk_mark(walk, item);
		else
			walk->instance->items[item].relevant = false;
		for (size_t k = 0; k < slot->count; k++) {
			if (slot->rows[k]->counts)
				scope_touch(walk, slot->rows[k], there);
		}
	}
}

void walk_let_count(struct walk *walk, struct scope *scope, bool counts)
{
	if (scope->counts == counts)
		return;
	instance_scope_count(walk->instance, scope, counts);
	scope_touch(walk, scope, counts);
	walk_mark_dependents(walk, scope->repeat, false);
	walk->moved = true;
}

/* ---- which instances there are ------------------------------------------------------------------------ */

static const struct expr *count_expr(const struct walk *walk, int repeat)
{
	return vertex_group(walk->guide, walk->instance->items[repeat].vertex)->count;
}

static int counted(const struct walk *walk, int repeat)
{
	xmlXPathObject *value = instance_evaluate(walk->instance, count_expr(walk, repeat), repeat, NULL);
	double number = value ? expr_number(value) : 0;

	xmlXPathFreeObject(value);
	return isnan(number) || number < 1    ? 0
	       : number > GUIDE_INSTANCES_MAX ? GUIDE_INSTANCES_MAX
					      : (int)number;
}

/* Whether a number is in a list such as "1 2 4". */
static bool is_listed(const char *list, int number)
{
	while (*(list += strspn(list, " "))) {
		if (strtol(list, NULL, 10) == number)
			return true;
		list += strcspn(list, " ");
	}
	return false;
}

static void bring_listed(struct walk *walk, int repeat)
{
	const char *list = walk->given[repeat].value;

	for (; *(list += strspn(list, " ")); list += strcspn(list, " ")) {
		long number = strtol(list, NULL, 10);

		if (number >= 1 && number <= GUIDE_INSTANCES_MAX)
			walk_bring(walk, repeat, (int)number);
	}
}

static int last_number(const struct walk *walk, int repeat)
{
	const struct slot *slot = &walk->instance->items[repeat].slot;

	return slot->count ? slot->rows[slot->count - 1]->number : 0;
}

void walk_settle_instances(struct walk *walk, int repeat)
{
	bool listed = walk->given[repeat].state == ANSWER_GIVEN;
	int count = count_expr(walk, repeat) ? counted(walk, repeat) : -1;

	if (count >= 0) {
		for (int i = 1; i <= count && walk_bring(walk, repeat, i); i++)
			;
	} else if (listed) {
		bring_listed(walk, repeat);
	} else if (!last_number(walk, repeat)) {
		walk_bring(walk, repeat, 1);
	}
	for (size_t i = 0; i < walk->instance->items[repeat].slot.count; i++) {
		struct scope *scope = walk->instance->items[repeat].slot.rows[i];

		walk_let_count(walk, scope,
			       count >= 0 ? scope->number <= count
					  : !listed || is_listed(walk->given[repeat].value, scope->number));
	}
}

/* ---- paths -------------------------------------------------------------------------------------------- */

/* The vertex of a name as part of a path, when its home is `home`. */
static int member_called(const struct guide *guide, int home, const char *name, size_t length)
{
	char copy[GUIDE_NAME_MAX + 1];
	int vertex;

	if (length > GUIDE_NAME_MAX)
		return -1;
	memcpy(copy, name, length);
	copy[length] = '\0';
	vertex = vertex_find(guide, copy);
	if (vertex < 0 || guide->vertices[vertex].home != home)
		return -1;
	return vertex_is_question(guide, vertex) || vertex_is_repeat(guide, vertex) ? vertex : -1;
}

/* "child[2]/...": which repeat, as seen from a scope, and the instance's number. False: there is none before
 * the end. */
static bool read_instance(const struct walk *walk, const struct scope *scope, const char **path, int *repeat,
			  int *number)
{
	const char *bracket = strchr(*path, '[');
	int vertex = bracket ? member_called(walk->guide, scope->home, *path, (size_t)(bracket - *path)) : -1;
	char *end;

	if (vertex < 0 || !vertex_is_repeat(walk->guide, vertex))
		return false;
	*number = (int)strtol(bracket + 1, &end, 10);
	if (end[0] != ']' || end[1] != '/')
		return false;
	*path = end + 2;
	*repeat = instance_item(walk->instance, scope, vertex);
	return true;
}

static int member_item(const struct walk *walk, const struct scope *scope, const char *name)
{
	int vertex = member_called(walk->guide, scope->home, name, strlen(name));

	return vertex < 0 ? -1 : instance_item(walk->instance, scope, vertex);
}

int walk_find(const struct walk *walk, const char *path)
{
	const struct scope *scope = walk->instance->root;
	int repeat, number;

	while (path && scope && read_instance(walk, scope, &path, &repeat, &number))
		scope = instance_scope(walk->instance, repeat, number);
	return path && scope ? member_item(walk, scope, path) : -1;
}

/* The item of a path, its instances made. Until somebody says which instances there are, there are those
 * before it, too. */
static int bring_path(struct walk *walk, const char *path)
{
	const struct scope *scope = walk->instance->root;
	int repeat, number;

	while (scope && read_instance(walk, scope, &path, &repeat, &number)) {
		bool told = count_expr(walk, repeat) || walk->given[repeat].state == ANSWER_GIVEN;

		for (int i = told ? number : 1; i < number && walk_bring(walk, repeat, i); i++)
			;
		scope = walk_bring(walk, repeat, number);
		walk_mark(walk, repeat);
	}
	return scope ? member_item(walk, scope, path) : -1;
}

void walk_restore(struct walk *walk, const struct answer *answer)
{
	int item = bring_path(walk, answer->question);

	if (item >= 0 && walk_item_question(walk, item)->type != QUESTION_NOTE)
		walk_give(walk, item, answer->state, answer->value ? answer->value : "");
	else
		walk_settle(walk);
}

/* ---- what the screens ask -------------------------------------------------------------------------------
 */

int walk_repeat_of(const struct walk *walk, int item)
{
	const struct scope *scope = walk->instance->items[item].scope;

	return scope ? scope->repeat : -1;
}

static bool is_repeat(const struct walk *walk, int item)
{
	const struct item *here = item >= 0 && item < walk->item_count ? &walk->instance->items[item] : NULL;

	return here && here->scope && vertex_is_repeat(walk->guide, here->vertex);
}

bool walk_repeat_is_open(const struct walk *walk, int repeat)
{
	return is_repeat(walk, repeat) && !count_expr(walk, repeat);
}

/* The first item of the instance to stop at, -1 none. */
static int first_stop(const struct walk *walk, const struct scope *scope)
{
	int place = -1;

	for (int i = 0; i < walk->sequence_count && place < 0; i++) {
		const struct scope *around = walk->instance->items[walk->sequence[i]].scope;

		while (around && around != scope)
			around = around->above;
		if (around)
			place = i;
	}
	if (place < 0)
		return -1;
	place = walk_next(walk, place ? walk->sequence[place - 1] : -1);
	for (const struct scope *around = place >= 0 ? walk->instance->items[place].scope : NULL; around;
	     around = around->above) {
		if (around == scope)
			return place;
	}
	return -1;
}

size_t walk_instances(const struct walk *walk, int repeat, struct arena *arena,
		      struct walk_instance **instances)
{
	const struct slot *slot = is_repeat(walk, repeat) ? &walk->instance->items[repeat].slot : NULL;
	size_t count = 0;

	*instances = arena_array(arena, slot ? slot->count : 0, sizeof(**instances));
	for (size_t i = 0; slot && i < slot->count; i++) {
		if (slot->rows[i]->counts)
			(*instances)[count++] = (struct walk_instance){ slot->rows[i]->number,
									first_stop(walk, slot->rows[i]) };
	}
	return count;
}

static const char *scope_where(const struct walk *walk, const struct scope *scope, struct arena *arena)
{
	const struct slot *slot = &walk->instance->items[scope->repeat].slot;
	const char *outer = scope->above->above ? scope_where(walk, scope->above, arena) : "";
	int place = 0, count = 0;

	for (size_t i = 0; i < slot->count; i++) {
		count += slot->rows[i]->counts;
		if (slot->rows[i] == scope)
			place = count;
	}
	return arena_printf(arena, _("%s%s%s %d of %d"), outer, *outer ? ", " : "",
			    walk_fill_at(walk, scope->repeat, walk->guide->groups[scope->home].label, arena),
			    place, count);
}

const char *walk_where(const struct walk *walk, int item, struct arena *arena)
{
	const struct scope *scope = walk->instance->items[item].scope;

	return scope && scope->above ? scope_where(walk, scope, arena) : "";
}

/* ---- adding and taking away -----------------------------------------------------------------------------
 */

static bool refuse_counted(struct err *err)
{
	return err_set(err, ERR_REFUSED,
		       _("How many there are follows from another answer. Change that answer instead."));
}

/* The answer that lists the instances there are, but for one; and one more when `more`. */
static void list_instances(struct walk *walk, int repeat, const struct scope *but, int more)
{
	const struct slot *slot = &walk->instance->items[repeat].slot;
	struct str list;

	str_init(&list);
	for (size_t i = 0; i < slot->count; i++) {
		if (slot->rows[i]->counts && slot->rows[i] != but)
			str_addf(&list, "%s%d", list.length ? " " : "", slot->rows[i]->number);
	}
	if (more)
		str_addf(&list, "%s%d", list.length ? " " : "", more);
	walk_give(walk, repeat, ANSWER_GIVEN, list.text);
	str_done(&list);
}

bool walk_instance_add(struct walk *walk, int repeat, int *first, struct err *err)
{
	int number;

	if (!walk_repeat_is_open(walk, repeat) || !walk_relevant(walk, repeat))
		return refuse_counted(err);
	number = last_number(walk, repeat) + 1;
	if (!walk_bring(walk, repeat, number))
		return err_set(err, ERR_REFUSED,
			       _("There cannot be more than %d of them here. Go on to the next question."),
			       GUIDE_INSTANCES_MAX);
	list_instances(walk, repeat, NULL, number);
	*first = first_stop(walk, instance_scope(walk->instance, repeat, number));
	if (*first < 0)
		*first = repeat;
	return true;
}

bool walk_instance_delete(struct walk *walk, int item, int *next, struct err *err)
{
	struct scope *scope = walk->instance->items[item].scope;
	int repeat;

	if (!scope || !scope->above || !scope->counts || !walk_repeat_is_open(walk, scope->repeat))
		return refuse_counted(err);
	repeat = scope->repeat;
	*next = first_stop(walk, scope);
	*next = walk_previous(walk, *next >= 0 ? *next : repeat);
	list_instances(walk, repeat, scope, 0);
	*next = walk_next(walk, *next);
	if (*next < 0)
		*next = walk_previous(walk, -1);
	return true;
}

/* Only numbers, parted by blanks. */
static bool is_list(const char *value)
{
	return value[strspn(value, "0123456789 ")] == '\0';
}

bool walk_answer_repeat(struct walk *walk, int repeat, const char *value, struct err *err)
{
	int first;

	if (!walk_repeat_is_open(walk, repeat))
		return refuse_counted(err);
	if (str_equal(value, "yes"))
		return walk_instance_add(walk, repeat, &first, err);
	if (!str_equal(value, "no") && !is_list(value))
		return err_set(err, ERR_INPUT, _("That is not one of the choices. Choose from the list."));
	if (is_list(value) && *value)
		walk_give(walk, repeat, ANSWER_GIVEN, value);
	else
		list_instances(walk, repeat, NULL, 0);
	return true;
}
