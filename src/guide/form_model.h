/* form_model.h - somebody else's form on its way to a guide: what an XForm and an XLSForm have in common.
 *
 * Two trees stand beside each other. Items are what is shown, in the order of the form: questions, groups and
 * repeats. Nodes are what expressions walk: the form's data, of which a group without data of its own is no
 * part. A loader makes both and leaves expressions as they were written; form_expr.c puts the guide's names into
 * them, and guide_write.c writes the guide.
 *
 * Everything lives in the form's arena, which is the caller's. Every item knows the file and line it came from,
 * so that whatever is refused later is refused there. */
#ifndef SAMTALE_GUIDE_FORM_MODEL_H
#define SAMTALE_GUIDE_FORM_MODEL_H

#include <libxml/hash.h>

#include "guide/guide_model.h"
#include "samtale/base/arena.h"

/* As many as a guide may hold, with room for groups. */
#define FORM_ITEMS_MAX (2 * GUIDE_QUESTIONS_MAX)
#define FORM_LANGUAGES_MAX 40
#define FORM_DEPTH_MAX (GUIDE_DEPTH_MAX - 4)

/* One text, in each language of the form: as many as form->language_count, NULL where it has none. NULL: no
 * text at all. */
typedef const char *const *form_text;

enum form_text_role {
	FORM_LABEL,
	FORM_HINT,
	FORM_GUIDANCE_HINT,
	FORM_CONSTRAINT_MESSAGE,
	FORM_REQUIRED_MESSAGE,
	FORM_TEXTS
};

enum form_expr_role {
	FORM_RELEVANT,
	FORM_REQUIRED,
	FORM_CONSTRAINT,
	FORM_CALCULATION,
	FORM_CHOICE_FILTER,
	FORM_DEFAULT,
	FORM_COUNT,
	FORM_EXPRS
};

enum form_kind { FORM_QUESTION, FORM_GROUP, FORM_REPEAT };

struct form_item;

/* An element of the form's data. */
struct form_node {
	const char *name, *path;
	struct form_node *parent, *first, *last, *next;
	struct form_item *item; /* NULL: it has no place in the guide */
	const char *value;      /* what it holds from the beginning; "" nothing */
	int line;
};

struct form_choice {
	const char *name;
	form_text label;
	const char **cells; /* as many as list->column_count */
	int line;
};

struct form_list {
	const char *name;   /* in the form; "" when only one question has it */
	const char *called; /* in the guide */
	const char *file;   /* in the form's folder; NULL: the choices are here */
	const char *from;   /* the form's file they stand in */
	int line;
	const char **columns;
	size_t column_count;
	struct form_choice *choices;
	size_t choice_count;
	const char *value_column, *label_column; /* that name and label come from; NULL not told yet */
	int uses; /* questions and expressions */
	bool filtered;
	struct form_list *next;
};

struct form_item {
	enum form_kind kind;
	const char *name;   /* in the form */
	const char *called; /* in the guide: no other has it */
	const char *file;
	int line;
	struct form_node *node; /* NULL: a group without data */
	struct form_item *parent, *first, *last, *next;

	const char *type; /* a question's, as guides name it */
	form_text text[FORM_TEXTS];
	const char *expr[FORM_EXPRS]; /* NULL: none */
	const char *default_value;    /* a value, not an expression; NULL none */
	struct form_list *list;
	const char *range_start, *range_end; /* NULL: the guide's own */
	bool multiline, read_only, or_other;
};

struct form {
	struct arena *arena;
	const char *file;   /* what errors call it */
	const char *folder; /* where companion files lie */
	const char *id, *title;
	int version; /* 0: the form does not say in a number */
	const char **languages;
	size_t language_count;
	size_t default_language;
	struct form_item root; /* a group */
	struct form_node *data; /* the topmost node; its path is "/NAME" */
	size_t item_count;
	xmlHashTable *paths; /* path -> struct form_node */
	xmlHashTable *names; /* name in the form -> struct form_item, or form_ambiguous */
	xmlHashTable *taken; /* names in the guide */
	struct form_list *lists, *last_list;
	const char **notices; /* what is left out, "FILE:LINE: sentence" */
	size_t notice_count;
};

/* What names holds when several items have a name. */
extern struct form_item form_ambiguous;

void form_begin(struct form *form, const char *file, struct arena *arena);
void form_end(struct form *form); /* the hash tables; the rest is the arena's */

/* NULL and err when there are too many. parent NULL: the root. */
struct form_item *form_add_item(struct form *form, struct form_item *parent, enum form_kind kind,
				const char *name, const char *file, int line, struct err *err);
/* Whether an item is `above` or stands in it. */
bool form_is_above(const struct form_item *above, const struct form_item *item);
/* The item moves behind `before`, in the same parent; NULL: to the front. */
void form_place_after(struct form_item *item, struct form_item *before);
/* A node below parent; the one that is there already when it has that name. */
struct form_node *form_add_node(struct form *form, struct form_node *parent, const char *name, int line);
struct form_node *form_child_node(const struct form *form, const struct form_node *parent, const char *name);

/* A name for the guide made of the form's: a letter first, then letters, digits, - _ and ., and no other's. */
const char *form_call(struct form *form, const char *name);
/* Gives every item and list its name in the guide, in the order of the form. */
void form_name_all(struct form *form);

/* A text whose only language is the form's default one. */
form_text form_plain_text(struct form *form, const char *text);
/* The text in a language, else in the default one, else in any; "" when there is none. */
const char *form_text_in(const struct form *form, form_text text, size_t language);
/* The language of the form to use for one of ours: the one so named, else the default one. */
size_t form_language_for(const struct form *form, enum language language);

/* "FILE:LINE: ..." is told after the import. */
void form_notice(struct form *form, const char *file, int line, const char *format, ...) PRINTF_LIKE(4, 5);

/* Every item below `item`, in the order of the form; NULL after the last. Start with &form->root. */
struct form_item *form_next_item(const struct form_item *item);

#define FORM_REFUSE(err, item, ...) guide_refuse((err), (item)->file, (item)->line, __VA_ARGS__)

#endif
