#include <string.h>

#include "guide/guide_walk.h"
#include "guide/walk_text.h"
#include "samtale/base/str.h"

/* The labels of the choices named in value; a name the guide no longer has stands for itself. */
static void add_labels(const struct walk *walk, int item, const char *value, struct str *text)
{
	const struct question *asked = walk_item_question(walk, item);
	bool one = asked->type == QUESTION_SELECT_ONE;

	while (*(value += strspn(value, " "))) {
		size_t bytes = one ? strlen(value) : strcspn(value, " ");
		int choice = walk_choice(walk, item, value, bytes, false);

		if (text->length)
			str_add(text, ", ");
		if (choice >= 0)
			str_add(text, asked->choices[choice].label);
		else
			str_add_bytes(text, value, bytes);
		value += bytes;
	}
}

/* The decimal sign people use. */
static void add_number(const char *value, struct str *text)
{
	for (; *value; value++)
		str_add_char(text, *value == '.' && tr_language() == LANGUAGE_DA ? ',' : *value);
}

/* "2026-11-30T14:30" as a long date and the time. */
static const char *moment_text(const char *value, struct arena *arena)
{
	char day[DATE_ISO_SIZE] = "";
	struct date date;

	if (strlen(value) < DATE_ISO_SIZE + 5)
		return arena_strdup(arena, value);
	memcpy(day, value, DATE_ISO_SIZE - 1);
	if (!date_parse_iso(day, &date))
		return arena_strdup(arena, value);
	return arena_printf(arena, "%s %.5s", date_long(arena, date), value + DATE_ISO_SIZE);
}

static const char *value_text(const struct walk *walk, int item, const char *value, struct arena *arena)
{
	enum question_type type = walk_item_question(walk, item)->type;
	const char *made;
	struct date date;
	struct str text;

	if (type == QUESTION_DATE)
		return date_parse_iso(value, &date) ? date_long(arena, date) : arena_strdup(arena, value);
	if (type == QUESTION_DATETIME)
		return moment_text(value, arena);
	str_init(&text);
	if (walk_is_select(walk, item))
		add_labels(walk, item, value, &text);
	else if (type == QUESTION_DECIMAL)
		add_number(value, &text);
	else
		str_add(&text, value);
	made = arena_strdup(arena, text.text);
	str_done(&text);
	return made;
}

const char *walk_text(const struct walk *walk, int item, struct arena *arena)
{
	return value_text(walk, item, walk_value(walk, item), arena);
}

const char *walk_exported_text(const struct walk *walk, int item, struct arena *arena)
{
	return value_text(walk, item, instance_read(walk->instance, item), arena);
}

struct filling {
	const struct walk *walk;
	struct arena *arena;
	struct str *text;
	size_t begun;
};

/* Answers in several instances stand beside each other. */
static void visit_add(struct instance *instance, int item, void *data)
{
	struct filling *filling = data;
	const char *text = walk_exported_text(filling->walk, item, filling->arena);

	(void)instance;
	if (!*text)
		return;
	if (filling->text->length > filling->begun)
		str_add(filling->text, ", ");
	str_add(filling->text, text);
}

static void add_named(const struct walk *walk, int beside, const char *name, struct arena *arena,
		      struct str *text)
{
	struct instance *instance = walk->instance;
	const struct scope *scope = beside >= 0 ? instance->items[beside].scope : NULL;
	int question = guide_find(walk->guide, name), fact = guide_fact_find(name);
	struct filling filling = { walk, arena, text, text->length };

	if (question >= 0)
		instance_each(instance, instance_shared(instance, scope ? scope : instance->root, question),
			      question, visit_add, &filling);
	else if (fact >= 0)
		str_add(text, (const char *)instance->facts[fact]->children->content);
}

const char *walk_fill_at(const struct walk *walk, int item, const char *text, struct arena *arena)
{
	struct str filled;
	const char *from = text, *at, *end, *made;

	str_init(&filled);
	while ((at = strstr(from, "${")) && (end = strchr(at, '}'))) {
		str_add_bytes(&filled, from, (size_t)(at - from));
		add_named(walk, item, arena_strndup(arena, at + 2, (size_t)(end - at) - 2), arena, &filled);
		from = end + 1;
	}
	str_add(&filled, from);
	made = arena_strdup(arena, filled.text);
	str_done(&filled);
	return made;
}

const char *walk_label(const struct walk *walk, int item, struct arena *arena)
{
	return walk_fill_at(walk, item, walk_item_question(walk, item)->label, arena);
}
