/* answer_sheet.h - all the answers of a conversation as they stood at one time, told in words: those that are
 * none, and what changed from one version to the next. */
#ifndef SAMTALE_UI_SCREEN_ANSWER_SHEET_H
#define SAMTALE_UI_SCREEN_ANSWER_SHEET_H

#include "samtale/domain/citizen.h"
#include "samtale/guide/guide.h"

struct answer_sheet {
	const struct guide *guide;
	const struct walk *walk;
	const char **notes; /* by item of the walk */
	int note_count;     /* items beyond have none */
	struct walk *own;   /* what sheet_open() made, for sheet_close() */
};

/* A walk that asks this citizen on this day, in this conversation. Free with walk_free(). */
struct walk *sheet_walk(const struct guide *guide, const struct citizen *citizen, struct date day,
			int64_t conversation);
/* The guide must outlive the sheet. */
void sheet_open(struct answer_sheet *sheet, const struct guide *guide, const struct citizen *citizen,
		struct date day, int64_t conversation, const struct answer *answers, size_t count,
		struct arena *arena);
void sheet_close(struct answer_sheet *sheet);

/* "JS05: did not want to answer (the question)", a line each; "" when every question has its answer. */
const char *sheet_without_answer(const struct answer_sheet *sheet, struct arena *arena);
/* "JS04: 3 → 4 (the question)", a line each; "" when nothing differs. */
const char *sheet_changes(const struct answer_sheet *before, const struct answer_sheet *after,
			  struct arena *arena);

#endif
