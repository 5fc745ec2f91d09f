/* guide_walk.h - a walk's inside; private to the guide layer.
 *
 * Each question has its answer as given, which is kept whatever happens, and its effective value: what the
 * instance document holds, what expressions see and what is exported. They differ when the question is not
 * relevant, or when a choice is no longer offered. A default is an effective value until somebody answers,
 * but never an answer.
 *
 * When something changes, only what needs it is settled again: the stale items of the vertices that are due,
 * in the guide's order. */
#ifndef SAMTALE_GUIDE_GUIDE_WALK_H
#define SAMTALE_GUIDE_GUIDE_WALK_H

#include "guide/guide_instance.h"

struct given {
	enum answer_state state;
	char *value;      /* never NULL; owned */
	const char *path; /* in the walk's arena */
	bool stale;       /* to be settled again */
	int place;        /* in the walk's sequence; -1 it is not there */
};

struct walk {
	const struct guide *guide;
	struct instance *instance;
	struct arena arena;
	struct given *given; /* of each item */
	int item_count;
	bool *due; /* vertices with stale items */
	struct date today;

	int *sequence; /* the questions and repeats there are, in the order of the guide */
	int sequence_count;
	bool moved; /* instances came or went: the sequence is to be made anew */

	int *visited; /* the items of the vertex being settled */
	int visited_count, visited_room;
};

char *walk_copy(const char *text); /* to be freed; NULL is "" */

/* NULL for a repeat. */
const struct question_plan *walk_plan(const struct walk *walk, int item);
/* NULL when not given, and for a repeat. */
const struct expr *walk_expr(const struct walk *walk, int item, enum expr_role role);
/* Whether the citizen or caseworker answers it: not a note, not a calculation. */
bool walk_is_asked(const struct walk *walk, int item);

/* ---- walk_settle.c -------------------------------------------------------------------------------- */

/* Settles every stale item, and whatever changes because of it. */
void walk_settle(struct walk *walk);
/* Sets an answer and settles. */
void walk_give(struct walk *walk, int item, enum answer_state state, const char *value);
/* To be settled: the item itself, or what needs it (with its relevance: also what stands inside). */
void walk_mark(struct walk *walk, int item);
void walk_mark_dependents(struct walk *walk, int item, bool relevance);

/* ---- walk_repeat.c -------------------------------------------------------------------------------- */

/* New items get their rows. */
void walk_adopt(struct walk *walk);
/* The instance of a number, made when it is not there; NULL when there are too many. It need not count. */
struct scope *walk_bring(struct walk *walk, int repeat, int number);
/* Whether it counts. Its items are settled again, or stop being relevant. */
void walk_let_count(struct walk *walk, struct scope *scope, bool counts);
/* As many instances as the count says, or those the answer lists. */
void walk_settle_instances(struct walk *walk, int repeat);
/* The answer to "another?". */
NODISCARD bool walk_answer_repeat(struct walk *walk, int repeat, const char *value, struct err *err);

/* ---- walk_choices.c ------------------------------------------------------------------------------- */

bool walk_is_select(const struct walk *walk, int item);
/* The index of the choice of that name (bytes long), or -1; filtered: only if choice_filter offers it now. */
int walk_choice(const struct walk *walk, int item, const char *name, size_t bytes, bool filtered);
/* A copy, to be freed, of the names among value that are offered now, in the guide's order (of a rank: as
 * given); NULL when one is not a choice and strict. select_one takes the whole value as the name. */
char *walk_offered(const struct walk *walk, int item, const char *value, bool strict);

/* ---- walk_state.c --------------------------------------------------------------------------------- */

/* Whether a value would meet the question's constraint, were it the answer. */
bool walk_meets(struct walk *walk, int item, const char *value);

#endif
