/* conflict.h - where two people wrote at the same time, each without knowing of the other, and a person
 * decides: what both wrote,
 * what stood there before, who and when.
 *
 * Choosing is an ordinary write that replaces both, with a reason; nothing that was written is removed. In
 * a sanction case it is an act of its own that chooses (sanction.h), and letters and payments wait until then. */
#ifndef SAMTALE_DOMAIN_CONFLICT_H
#define SAMTALE_DOMAIN_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samtale/domain/field_words.h"

struct conflict_side {
	const char *value;     /* in words: a code's label, a row by its name; "" empty */
	const char *by;        /* caseworker's name; "" unknown */
	int64_t at, author;    /* at: UTC ms */
	uint32_t origin;       /* FIELD: the terminal that wrote it, and its number there */
	int64_t seq;
	int64_t ref;           /* CASE: the event; PLAN: the answer; EFFORT: the decision */
	bool is_mine;          /* written on this terminal */
	bool is_coordinators;  /* FIELD: by the citizen's coordinator at that time, which is why it is shown */
	bool is_shown;         /* what the screens show until somebody has chosen */
};

enum conflict_kind {
	CONFLICT_FIELD,  /* a column of a row */
	CONFLICT_CASE,   /* two have gone on with a sanction case: letters and payments wait */
	CONFLICT_PLAN,   /* two answers to the plan */
	CONFLICT_EFFORT, /* one closed an effort, another opened it */
	CONFLICT_KINDS
};

/* What stood there before: a value, nothing, or what nobody can tell here. */
enum conflict_base { CONFLICT_BASE_NOT_KNOWN, CONFLICT_BASE_NOTHING, CONFLICT_BASE_VALUE };

/* How much of a value may be seen before somebody asks for it. */
enum conflict_mask { CONFLICT_OPEN, CONFLICT_CPR, CONFLICT_PROTECTED };

struct conflict {
	enum conflict_kind kind;
	int table, column;
	int64_t row, citizen;  /* row of CASE: the case, of PLAN: the citizen, of EFFORT: the effort; citizen 0: belongs
				  to none */
	const char *who;       /* the citizen's name, or what the row is called; "" */
	const char *what;      /* "Phone", in words of the screen, translated */
	enum conflict_base base_kind;
	const char *base;      /* VALUE: the newest that everyone of them knew when they wrote; else "" */
	enum conflict_mask mask;
	enum field_form third; /* in what form a third value can be written in their place; FIELD_FORM_CODE: in none */
	bool concerns_me;      /* asked for with a caseworker: own citizen, or one's own writing */
	struct conflict_side *sides; /* 2 or more, the shown one first */
	size_t count;
};

struct conflict_list {
	struct conflict *rows;
	size_t count;
};

/* What a person has chosen. */
struct conflict_choice {
	const struct conflict *conflict;
	size_t side;        /* == conflict->count: text */
	const char *text;   /* a third one, as it is stored: an ISO date, minutes after midnight, a number, text */
	const char *reason; /* required */
};

#endif
