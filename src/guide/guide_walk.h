/* guide_walk.h - a walk's inside; private to the guide layer.
 *
 * Each question has its answer as given, which is kept whatever happens, and its effective value: what the
 * instance document holds, what expressions see and what is exported. They differ when the question is not
 * relevant, or when a choice is no longer offered. A default is an effective value until somebody answers,
 * but never an answer. */
#ifndef SAMTALE_GUIDE_GUIDE_WALK_H
#define SAMTALE_GUIDE_GUIDE_WALK_H

#include "guide/guide_instance.h"

struct given {
	enum answer_state state;
	char *value; /* never NULL; owned */
};

struct walk {
	const struct guide *guide;
	struct instance *instance;
	struct given *given; /* of each question */
	bool *relevant;      /* of each vertex */
	bool *stale;         /* vertices to be settled again */
	struct date today;
};

/* Settles every stale vertex, and whatever changes because of it. */
void walk_settle(struct walk *walk);
/* Sets an answer and settles. */
void walk_give(struct walk *walk, int question, enum answer_state state, const char *value);

/* Whether a value would meet the question's constraint, were it the answer. */
bool walk_meets(struct walk *walk, int question, const char *value);
bool walk_is_select(const struct walk *walk, int question);
/* The index of the choice of that name (bytes long), or -1; filtered: only if choice_filter offers it now. */
int walk_choice(const struct walk *walk, int question, const char *name, size_t bytes, bool filtered);
/* A copy, to be freed, of the names among value that are offered now, in the guide's order; NULL when one is
 * not a choice and strict. select_one takes the whole value as the name. */
char *walk_offered(const struct walk *walk, int question, const char *value, bool strict);

#endif
