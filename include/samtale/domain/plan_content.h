/* plan_content.h - a plan frozen as text: what a version holds, what is hashed, and how two are compared.
 *
 * A line a row, its fields parted by tab in the order of struct plan_row; a tab, a line end and a backslash
 * in a text are \t, \n and \\. The first line is the format's number. The text says nothing of language and
 * nothing of display, so two terminals with the same plan write the same bytes.
 *
 * Agreed on is what the citizen says yes to: goals, words, strengths, wishes, barriers, tracks, and steps
 * with owner and date. How far it has come (a step done, a barrier that is better) is not: it changes nothing
 * that was agreed. A step that no longer fits is out of the plan, and that is a change. */
#ifndef SAMTALE_DOMAIN_PLAN_CONTENT_H
#define SAMTALE_DOMAIN_PLAN_CONTENT_H

#include "samtale/base/id.h"
#include "samtale/domain/plan.h"

enum plan_row_kind {
	PLAN_ROW_GOAL,
	PLAN_ROW_WORDS,
	PLAN_ROW_STRENGTH,
	PLAN_ROW_WISH,
	PLAN_ROW_BARRIER,
	PLAN_ROW_STEP,
	PLAN_ROW_KINDS
};

struct plan_row {
	enum plan_row_kind kind;
	int64_t id;       /* of the step or item */
	const char *head; /* STEP: its track's name or code, "" job and education; GOAL: plan_aim_name() */
	const char *text;
	const char *note;  /* BARRIER: what is done about it */
	const char *owner; /* STEP: step_owner_name() */
	const char *due;   /* STEP: ISO, "" none */
	const char *state; /* STEP: step_status_name(); BARRIER: barrier_progress_name(); not agreed on */
};

struct plan_content {
	struct plan_row *rows; /* by kind; steps by track */
	size_t count;
};

/* The rows point into the plan; content in the arena. */
void plan_content_of(const struct plan *plan, struct arena *arena, struct plan_content *content);
/* As text, in the arena. agreed: without the states. */
const char *plan_content_write(const struct plan_content *content, bool agreed, struct arena *arena);
/* False: no text that plan_content_write() has made. */
NODISCARD bool plan_content_read(const char *text, struct arena *arena, struct plan_content *content);

/* Of what is agreed on: the same on every terminal that has the same plan. */
void plan_agreed_hash(const struct plan *plan, char hash[ID_HASH_TEXT]);

const char *plan_row_word(enum plan_row_kind kind); /* "barrier" */
/* "Goal", "Steps: Health": what a row stands under, translated, in the arena. */
const char *plan_row_heading(const struct plan_row *row, struct arena *arena);
/* The row in words: "Ring til Bilka (borgeren, 3 dec, gjort)". */
const char *plan_row_text(const struct plan_row *row, struct arena *arena);

/* ---- two versions beside each other -------------------------------------------------------------------- */

enum plan_change { PLAN_SAME, PLAN_CHANGED, PLAN_ADDED, PLAN_REMOVED, PLAN_CHANGES };
const char *plan_change_name(enum plan_change change); /* "added" */

struct plan_difference {
	enum plan_change change;
	const struct plan_row *before, *after; /* NULL: it was not there */
};
struct plan_differences {
	struct plan_difference *rows; /* by kind and track, as the contents are */
	size_t count;
	size_t changes; /* rows that are not the same */
};
/* Rows are paired by id, so a step whose words changed is one step. Points into both contents. */
void plan_compare(const struct plan_content *before, const struct plan_content *after, struct arena *arena,
		  struct plan_differences *differences);

#endif
