/* conflicts.h - where two people wrote at the same time, and a person decides: what both wrote, what stood there
 * before, who and when. Choosing is an ordinary write that replaces both, with a reason that is kept (fact
 * conflict_choice); nothing that was written is removed. */
#ifndef SAMTALE_STORE_CONFLICTS_H
#define SAMTALE_STORE_CONFLICTS_H

#include "samtale/store/change.h"

struct conflict_side {
	const char *value;     /* as text; a row's id is told by the row's name */
	const char *by;	       /* caseworker's name; "" unknown */
	int64_t at, author;    /* UTC ms */
	struct dot dot;
	bool is_mine;	       /* written on this terminal */
	bool is_shown;
};

enum conflict_kind {
	CONFLICT_FIELD, /* a column of a row */
	CONFLICT_CASE,	/* two decisions in a sanction case: letters and payments wait */
	CONFLICT_PLAN   /* two answers to the plan */
};

struct conflict {
	enum conflict_kind kind;
	int table, column;
	int64_t row, citizen;	  /* citizen 0: belongs to none */
	const char *who;	  /* the citizen's name, or what the row is called; "" */
	const char *what;	  /* "phone", in words of the screen, translated */
	const char *base;	  /* the value both started from; "" none known */
	struct conflict_side *sides; /* 2 or more, the shown one first */
	size_t count;
};

NODISCARD bool store_conflicts(struct store *store, struct arena *arena, struct conflict **conflicts,
			       size_t *count, struct err *err);
NODISCARD bool store_conflict_count(struct store *store, int64_t *count, struct err *err);
/* side: whose value holds; the reason is required. ERR_BUSY: it has changed meanwhile, look again. */
NODISCARD bool store_conflict_choose(struct store *store, const struct conflict *conflict, size_t side,
				     const char *reason, struct err *err);

#endif
