/* guide_model.h - what a loaded guide is made of; private to the guide layer.
 *
 * Everything lives in the guide's arena except what libxml2 allocates: the compiled expressions and the
 * lists' documents. Questions and groups (steps, groups, repeats) together are the vertices of one graph:
 * question i is vertex i, group g is vertex question_count + g; the steps are the first groups. A vertex has
 * an edge to each vertex whose value or relevance reads it, and the vertices are settled in `order`.
 *
 * A vertex's home is the innermost repeat around it (of a repeat: around the repeat); in each instance of its
 * home it is there once. The nesting is the instance document's: /data/STEP/.../QUESTION, and /data/meta for
 * what is known of the citizen. */
#ifndef SAMTALE_GUIDE_GUIDE_MODEL_H
#define SAMTALE_GUIDE_GUIDE_MODEL_H

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "guide/guide_shape.h"
#include "samtale/guide/guide.h"

#define GUIDE_FILE_MAX (16 * 1024 * 1024)
#define GUIDE_QUESTIONS_MAX 50000
#define GUIDE_GROUPS_MAX 5000 /* steps, groups and repeats */
#define GUIDE_STEPS_MAX 200
#define GUIDE_SECTIONS_MAX (GUIDE_QUESTIONS_MAX + GUIDE_GROUPS_MAX + 10000)
#define GUIDE_DEPTH_MAX 20
#define GUIDE_CHOICES_MAX 1000 /* written at the question */
#define GUIDE_ROWS_MAX 100000  /* of a list */
#define GUIDE_FEEDS_MAX 16
#define GUIDE_NAME_MAX 64
#define GUIDE_EXPRESSION_MAX 8000
#define GUIDE_INSTANCES_MAX 1000 /* of one repeat */
#define GUIDE_ITEMS_MAX 500000   /* of a walk */

#define OTHER_CHOICE "other" /* of or_other */

enum expr_role {
	EXPR_RELEVANT,
	EXPR_REQUIRED,
	EXPR_CONSTRAINT,
	EXPR_CALCULATION,
	EXPR_CHOICE_FILTER,
	EXPR_DEFAULT,
	EXPR_COUNT,
	EXPR_ROLES
};

/* The option an expression stands in: "relevant". */
extern const char *const expr_role_option[EXPR_ROLES];

/* A vertex whose value or relevance an expression reads; wide: also in other instances than its own. */
struct need {
	int vertex;
	bool wide;
};

/* A compiled expression. */
struct expr {
	const char *written; /* as it stands in the file */
	const char *xpath;   /* as libxml2 got it */
	xmlXPathCompExpr *compiled;
	struct need *needs; /* each once */
	size_t need_count;
};

/* One record an answer becomes: the kind, and for which choices. */
struct feed_rule {
	enum feed_kind kind;
	const char *code;         /* CHECK: the requirement; MEASURE: side and track; else "" */
	bool unless;              /* names are those that do not feed */
	const char *const *names; /* choice names; none = every answer feeds */
	size_t name_count;
};

/* Choices with further columns: of a list section, or of one question. */
struct guide_list {
	const char *name;
	const char *file;      /* without its folder; "" none */
	const char *file_text; /* as it was read; NULL none */
	struct choice *choices;
	size_t choice_count;
	const char **columns; /* besides name and label */
	const char ***cells;  /* of each column, of each row */
	size_t column_count;
	int *by_name;    /* rows sorted by name */
	xmlDoc *doc;     /* root/item/COLUMN; NULL until an expression wants it */
	xmlNode **items; /* of each row */
};

/* The half of a question that the screen does not need. */
struct question_plan {
	int group;
	const struct expr *expr[EXPR_ROLES]; /* NULL: not given */
	bool always_required;
	bool or_other;
	const char *required_message; /* "" none */
	const struct feed_rule *feeds;
	size_t feed_count;
	const char *feeds_as;    /* text of the record, with ${name}; "" the answer itself */
	struct guide_list *list; /* of the choices; NULL none */
};

struct guide_group {
	enum section_kind kind; /* STEP, GROUP, REPEAT */
	const char *name, *label;
	int parent;                  /* -1: the root */
	const struct expr *relevant; /* NULL: always */
	const struct expr *count;    /* REPEAT; NULL: the caseworker adds them */
	struct question asked;       /* of its item; REPEAT: "another?" */
	int *members;                /* REPEAT: the vertices whose home it is, in the order of the file */
	size_t member_count;
};

/* What is known of the citizen before anything is asked. */
enum guide_fact { FACT_TARGET_GROUP, FACT_AGE, FACT_HAS_CHILDREN, GUIDE_FACTS };
extern const char *const guide_fact_name[GUIDE_FACTS];
#define GUIDE_META "meta" /* the group facts stand in */

/* Who must be settled again when a vertex changes. */
struct dependent {
	int vertex;
	bool wide;   /* in all instances, not only in those of the one that changed */
	bool inside; /* it stands in the group: only the group's relevance matters to it */
};

struct vertex {
	int home;   /* a group, -1 the root */
	int member; /* its place among its home's members; of the root: its own number */
	int step;
	bool reads_itself; /* in other instances */
	struct dependent *dependents;
	size_t dependent_count;
};

struct guide {
	struct arena arena;
	const char *id, *title;
	int version;
	uint32_t target_groups; /* RULE_GROUP bits */
	bool resets_contact_clock;
	enum conversation_closing closing;

	struct guide_step *steps; /* step i is group i */
	size_t step_count;
	struct guide_group *groups;
	size_t group_count;
	struct question *questions;
	struct question_plan *plans;
	size_t question_count;
	struct vertex *vertices;
	size_t vertex_count;
	int *members; /* the vertices in no repeat, in the order of the file */
	size_t member_count;
	int *by_name; /* vertices but steps, sorted by name */
	size_t name_count;

	struct guide_list **lists;
	size_t list_count;

	int *order; /* every vertex once, whatever it needs before it */

	struct guide_list **documents; /* the lists with a document, to be freed */
	size_t document_count;
	struct expr **exprs; /* all of them, for guide_free() */
	size_t expr_count;
};

/* libxml2's texts are unsigned bytes. */
static inline const xmlChar *xml_text(const char *text)
{
	return (const xmlChar *)text;
}

struct guide *guide_new(void);
/* After the names are set: fills by_name. */
void guide_index(struct guide *guide);
/* -1 when it is none. */
int guide_fact_find(const char *name);

bool vertex_is_question(const struct guide *guide, int vertex);
/* NULL for a question. */
const struct guide_group *vertex_group(const struct guide *guide, int vertex);
bool vertex_is_repeat(const struct guide *guide, int vertex);
const char *vertex_name(const struct guide *guide, int vertex);
/* The group a vertex stands in; -1 of a step. */
int vertex_parent(const struct guide *guide, int vertex);
/* A question, group or repeat; -1 none. */
int vertex_find(const struct guide *guide, const char *name);
/* A vertex's members: of a repeat's group number, or -1 of the root. */
const int *guide_members(const struct guide *guide, int home, size_t *count);
/* Whether a repeat is `inner` or stands around it; both are group numbers, -1 the root. */
bool repeat_holds(const struct guide *guide, int outer, int inner);

/* NULL when there is none. Also by its file's name, with or without .csv. */
struct guide_list *guide_list_find(const struct guide *guide, const char *name);
/* The row of a choice's name, -1 none. */
int list_row(const struct guide_list *list, const char *name, size_t bytes);
/* The cell of a column of that name, also name and label; NULL when there is no such column. */
const char *list_cell(const struct guide_list *list, const char *column, size_t row);
/* After the choices are set: fills by_name. */
void list_index(struct arena *arena, struct guide_list *list);
/* Makes the list's document, once. */
void list_document(struct guide *guide, struct guide_list *list);

/* "FILE:LINE: what; what to do"; the text is formatted from a translated format. Returns false. */
bool guide_refuse(struct err *err, const char *file, int line, const char *format, ...) PRINTF_LIKE(4, 5);

#endif
