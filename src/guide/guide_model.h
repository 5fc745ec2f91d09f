/* guide_model.h - what a loaded guide is made of; private to the guide layer.
 *
 * Everything lives in the guide's arena except what libxml2 allocates: the compiled expressions and the
 * choice items. Questions and groups together are the vertices of one graph: question i is vertex i, group g
 * is vertex question_count + g. A vertex has an edge to each vertex whose value or relevance reads it, and
 * the vertices are settled in `order`. The nesting is the instance document's: /data/GROUP/.../QUESTION, and
 * /data/meta for what is known of the citizen. */
#ifndef SAMTALE_GUIDE_GUIDE_MODEL_H
#define SAMTALE_GUIDE_GUIDE_MODEL_H

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "samtale/guide/guide.h"

#define GUIDE_FILE_MAX (1024 * 1024)
#define GUIDE_QUESTIONS_MAX 5000
#define GUIDE_STEPS_MAX 200
#define GUIDE_CHOICES_MAX 1000
#define GUIDE_FEEDS_MAX 16
#define GUIDE_NAME_MAX 64
#define GUIDE_EXPRESSION_MAX 8000

enum expr_role {
	EXPR_RELEVANT,
	EXPR_REQUIRED,
	EXPR_CONSTRAINT,
	EXPR_CALCULATION,
	EXPR_CHOICE_FILTER,
	EXPR_ROLES
};

/* The option an expression stands in: "relevant". */
extern const char *const expr_role_option[EXPR_ROLES];

/* A compiled expression. */
struct expr {
	const char *written; /* as it stands in the file */
	const char *xpath;   /* as libxml2 got it */
	xmlXPathCompExpr *compiled;
	int *needs; /* vertices whose value or relevance it reads, each once */
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

/* The half of a question that the screen does not need. */
struct question_plan {
	int group;
	const struct expr *expr[EXPR_ROLES]; /* NULL: not given */
	bool always_required;
	const char *required_message; /* "" none */
	const struct feed_rule *feeds;
	size_t feed_count;
	const char *feeds_as; /* text of the record, with ${name}; "" the answer itself */
	xmlNode **items;      /* one a choice, when there is a choice_filter */
};

struct guide_group {
	const char *name;
	int parent;                  /* -1: the root */
	const struct expr *relevant; /* NULL: always */
};

/* What is known of the citizen before anything is asked. */
enum guide_fact { FACT_TARGET_GROUP, FACT_AGE, FACT_HAS_CHILDREN, GUIDE_FACTS };
extern const char *const guide_fact_name[GUIDE_FACTS];
#define GUIDE_META "meta" /* the group facts stand in */

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
	int *by_name; /* question indexes, sorted by name */

	int *order;       /* every vertex once, whatever it needs before it */
	int *position;    /* vertex -> place in order */
	int **dependents; /* vertex -> the vertices that need it */
	size_t *dependent_count;

	xmlDoc *items;       /* the choices of questions with a choice_filter; NULL none */
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

/* "FILE:LINE: what; what to do"; the text is formatted from a translated format. Returns false. */
bool guide_refuse(struct err *err, const char *file, int line, const char *format, ...) PRINTF_LIKE(4, 5);

#endif
