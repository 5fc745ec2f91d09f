#include <string.h>

#include "guide/guide_walk.h"
#include "guide/walk_text.h"
#include "samtale/base/str.h"

/* The labels of the choices named in value; a name the guide no longer has stands for itself. */
static void add_labels(const struct walk *walk, int question, const char *value, struct str *text)
{
	const struct question *asked = &walk->guide->questions[question];
	bool one = asked->type == QUESTION_SELECT_ONE;

	while (*(value += strspn(value, " "))) {
		size_t bytes = one ? strlen(value) : strcspn(value, " ");
		int choice = walk_choice(walk, question, value, bytes, false);

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

static const char *value_text(const struct walk *walk, int question, const char *value, struct arena *arena)
{
	enum question_type type = walk->guide->questions[question].type;
	const char *made;
	struct date date;
	struct str text;

	if (type == QUESTION_DATE)
		return date_parse_iso(value, &date) ? date_long(arena, date) : arena_strdup(arena, value);
	str_init(&text);
	if (walk_is_select(walk, question))
		add_labels(walk, question, value, &text);
	else if (type == QUESTION_DECIMAL)
		add_number(value, &text);
	else
		str_add(&text, value);
	made = arena_strdup(arena, text.text);
	str_done(&text);
	return made;
}

const char *walk_text(const struct walk *walk, int question, struct arena *arena)
{
	return value_text(walk, question, walk_value(walk, question), arena);
}

const char *walk_exported_text(const struct walk *walk, int question, struct arena *arena)
{
	return value_text(walk, question, instance_read(walk->instance, question), arena);
}

static void add_named(const struct walk *walk, const char *name, struct arena *arena, struct str *text)
{
	int question = guide_find(walk->guide, name), fact = guide_fact_find(name);

	if (question >= 0)
		str_add(text, walk_exported_text(walk, question, arena));
	else if (fact >= 0)
		str_add(text, (const char *)walk->instance->facts[fact]->children->content);
}

const char *walk_fill(const struct walk *walk, const char *text, struct arena *arena)
{
	struct str filled;
	const char *from = text, *at, *end, *made;

	str_init(&filled);
	while ((at = strstr(from, "${")) && (end = strchr(at, '}'))) {
		str_add_bytes(&filled, from, (size_t)(at - from));
		add_named(walk, arena_strndup(arena, at + 2, (size_t)(end - at) - 2), arena, &filled);
		from = end + 1;
	}
	str_add(&filled, from);
	made = arena_strdup(arena, filled.text);
	str_done(&filled);
	return made;
}

const char *walk_label(const struct walk *walk, int question, struct arena *arena)
{
	return walk_fill(walk, walk->guide->questions[question].label, arena);
}
