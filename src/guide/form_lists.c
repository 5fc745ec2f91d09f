#include "guide/form_lists.h"

#include <string.h>

#include "samtale/base/str.h"

struct form_list *form_add_list(struct form *form, const char *name, const char *from, int line)
{
	struct form_list *list = arena_alloc(form->arena, sizeof(*list));

	*list = (struct form_list){ .name = name, .called = name, .from = from, .line = line };
	if (form->last_list)
		form->last_list->next = list;
	else
		form->lists = list;
	form->last_list = list;
	return list;
}

struct form_list *form_find_list(const struct form *form, const char *name)
{
	struct form_list *list = form->lists;

	while (list && !str_equal(list->name, name))
		list = list->next;
	return list;
}

int form_list_column(const struct form_list *list, const char *name)
{
	for (size_t i = 0; i < list->column_count; i++) {
		if (str_equal(list->columns[i], name))
			return (int)i;
	}
	return -1;
}

size_t form_add_column(struct form *form, struct form_list *list, const char *name)
{
	int at = form_list_column(list, name);

	if (at >= 0)
		return (size_t)at;
	list->columns = arena_grow(form->arena, list->columns, list->column_count, sizeof(*list->columns));
	list->columns[list->column_count] = arena_strdup(form->arena, name);
	return list->column_count++;
}

struct form_choice *form_add_choice(struct form *form, struct form_list *list, int line)
{
	const char **cells = arena_array(form->arena, list->column_count + 1, sizeof(*cells));

	for (size_t i = 0; i < list->column_count; i++)
		cells[i] = "";
	list->choices = arena_grow(form->arena, list->choices, list->choice_count, sizeof(*list->choices));
	list->choices[list->choice_count] = (struct form_choice){ .name = "", .cells = cells, .line = line };
	return &list->choices[list->choice_count++];
}

bool form_is_file_name(const char *text, const char *suffix)
{
	size_t length = strlen(text), end = strlen(suffix);

	return length > end && length <= 120 && *text != '.' && !strchr(text, '/')
	       && str_equal(text + length - end, suffix);
}
