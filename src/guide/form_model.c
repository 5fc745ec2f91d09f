#include "guide/form_model.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "samtale/base/str.h"

#define NOTICES_MAX 200

struct form_item form_ambiguous = { .name = "" };

static xmlHashTable *table_new(void)
{
	xmlHashTable *table = xmlHashCreate(256);

	if (!table)
		BUG("out of memory");
	return table;
}

void form_begin(struct form *form, const char *file, struct arena *arena)
{
	*form = (struct form){ .arena = arena, .file = file, .folder = ".", .id = "", .title = "" };
	form->root = (struct form_item){ .kind = FORM_GROUP, .name = "", .called = "", .file = file, .line = 1 };
	form->paths = table_new();
	form->names = table_new();
	form->taken = table_new();
}

void form_end(struct form *form)
{
	xmlHashFree(form->paths, NULL);
	xmlHashFree(form->names, NULL);
	xmlHashFree(form->taken, NULL);
}

/* ---- items ---------------------------------------------------------------------------------------- */

static int item_depth(const struct form_item *item)
{
	int depth = 0;

	while ((item = item->parent))
		depth++;
	return depth;
}

struct form_item *form_add_item(struct form *form, struct form_item *parent, enum form_kind kind,
				const char *name, const char *file, int line, struct err *err)
{
	struct form_item *item = arena_alloc(form->arena, sizeof(*item));

	if (!parent)
		parent = &form->root;
	if (form->item_count++ >= FORM_ITEMS_MAX) {
		guide_refuse(err, file, line, _("the form has more than %d questions; part it in two"),
			     GUIDE_QUESTIONS_MAX);
		return NULL;
	}
	if (item_depth(parent) >= FORM_DEPTH_MAX) {
		guide_refuse(err, file, line,
			     _("groups stand inside groups more than %d deep; take some away"), FORM_DEPTH_MAX);
		return NULL;
	}
	*item = (struct form_item){ .kind = kind, .name = name, .file = file, .line = line, .parent = parent };
	if (parent->last)
		parent->last->next = item;
	else
		parent->first = item;
	parent->last = item;
	if (*name && xmlHashAddEntry(form->names, xml_text(name), item))
		xmlHashUpdateEntry(form->names, xml_text(name), &form_ambiguous, NULL);
	return item;
}

bool form_is_above(const struct form_item *above, const struct form_item *item)
{
	while (item && item != above)
		item = item->parent;
	return item != NULL;
}

static void item_unlink(struct form_item *item)
{
	struct form_item *parent = item->parent, *before = NULL;

	for (struct form_item *at = parent->first; at != item; at = at->next)
		before = at;
	if (before)
		before->next = item->next;
	else
		parent->first = item->next;
	if (parent->last == item)
		parent->last = before;
	item->next = NULL;
}

void form_place_after(struct form_item *item, struct form_item *before)
{
	struct form_item *parent = item->parent;

	item_unlink(item);
	item->next = before ? before->next : parent->first;
	if (before)
		before->next = item;
	else
		parent->first = item;
	if (!item->next)
		parent->last = item;
}

struct form_item *form_next_item(const struct form_item *item)
{
	if (item->first)
		return item->first;
	while (item && !item->next)
		item = item->parent;
	return item ? item->next : NULL;
}

/* ---- nodes ---------------------------------------------------------------------------------------- */

struct form_node *form_add_node(struct form *form, struct form_node *parent, const char *name, int line)
{
	const char *path = arena_printf(form->arena, "%s/%s", parent ? parent->path : "", name);
	struct form_node *node = xmlHashLookup(form->paths, xml_text(path));

	if (node)
		return node;
	node = arena_alloc(form->arena, sizeof(*node));
	*node = (struct form_node){ .name = name, .path = path, .parent = parent, .value = "", .line = line };
	if (xmlHashAddEntry(form->paths, xml_text(path), node))
		BUG("out of memory");
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

struct form_node *form_child_node(const struct form *form, const struct form_node *parent, const char *name)
{
	struct str path;
	struct form_node *node;

	str_init(&path);
	str_addf(&path, "%s/%s", parent ? parent->path : "", name);
	node = xmlHashLookup(form->paths, xml_text(path.text));
	str_done(&path);
	return node;
}

/* ---- names ---------------------------------------------------------------------------------------- */

/* What the guide format keeps for itself. */
static bool is_reserved(const char *name)
{
	return str_equal(name, GUIDE_META) || guide_fact_find(name) >= 0;
}

static bool is_name_byte(char byte, bool first)
{
	bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';

	return letter || (!first && byte && strchr("0123456789-.", byte));
}

/* Room is left for a number behind it. */
static const char *name_tidy(struct arena *arena, const char *name)
{
	char *tidy = arena_strndup(arena, name, GUIDE_NAME_MAX - 6), *to = tidy;

	if (!xmlValidateNCName(xml_text(tidy), 0) && strlen(tidy) == strlen(name))
		return tidy;
	for (const char *from = tidy; *from; from++) {
		if (is_name_byte(*from, to == tidy))
			*to++ = *from;
		else if (to > tidy && to[-1] != '_' && !((unsigned char)*from & 0x80))
			*to++ = '_';
	}
	*to = '\0';
	return *tidy ? tidy : "q";
}

const char *form_call(struct form *form, const char *name)
{
	const char *tidy = name_tidy(form->arena, name), *called = tidy;

	for (int i = 2; is_reserved(called) || xmlHashAddEntry(form->taken, xml_text(called), form); i++)
		called = arena_printf(form->arena, "%s_%d", tidy, i);
	return called;
}

void form_name_all(struct form *form)
{
	for (struct form_item *item = form_next_item(&form->root); item; item = form_next_item(item)) {
		item->called = form_call(form, *item->name ? item->name : "group");
		if (*item->name && !str_equal(item->called, item->name))
			form_notice(form, item->file, item->line, _("%s is called %s in the guide"),
				    item->name, item->called);
	}
	for (struct form_list *list = form->lists; list; list = list->next)
		list->called = form_call(form, *list->name ? list->name : "list");
}

/* ---- texts ---------------------------------------------------------------------------------------- */

form_text form_plain_text(struct form *form, const char *text)
{
	const char **rows = arena_array(form->arena, form->language_count, sizeof(*rows));

	rows[form->default_language] = text;
	return rows;
}

const char *form_text_in(const struct form *form, form_text text, size_t language)
{
	if (!text)
		return "";
	if (!str_is_empty(text[language]))
		return text[language];
	if (!str_is_empty(text[form->default_language]))
		return text[form->default_language];
	for (size_t i = 0; i < form->language_count; i++) {
		if (!str_is_empty(text[i]))
			return text[i];
	}
	return "";
}

/* "da", "Dansk", "Danish (da)", "dansk (da-DK)". */
static bool is_language(const char *name, enum language language)
{
	static const char *const words[][4] = {
		[LANGUAGE_DA] = { "da", "dansk", "danish", NULL },
		[LANGUAGE_EN] = { "en", "english", "engelsk", NULL },
	};
	const char *code = tr_code(language), *open = strrchr(name, '(');

	if (open && !strncasecmp(open + 1, code, strlen(code)) && strchr(")-_", open[1 + strlen(code)]))
		return true;
	for (size_t i = 0; words[language][i]; i++) {
		size_t length = strlen(words[language][i]);

		if (!strncasecmp(name, words[language][i], length)
		    && (!name[length] || name[length] == '-' || str_starts(name + length, " (")))
			return true;
	}
	return false;
}

size_t form_language_for(const struct form *form, enum language language)
{
	for (size_t i = 0; i < form->language_count; i++) {
		if (is_language(form->languages[i], language))
			return i;
	}
	return form->default_language;
}

/* ---- notices -------------------------------------------------------------------------------------- */

void form_notice(struct form *form, const char *file, int line, const char *format, ...)
{
	char text[400];
	va_list args;

	if (form->notice_count >= NOTICES_MAX)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	form->notices =
		arena_grow(form->arena, form->notices, form->notice_count, sizeof(*form->notices));
	form->notices[form->notice_count++] = arena_printf(form->arena, "%s:%d: %s", file, line, text);
}
