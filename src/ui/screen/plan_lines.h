/* plan_lines.h - the plan as lines that can be stood on, for plan.c. */
#ifndef SAMTALE_UI_SCREEN_PLAN_LINES_H
#define SAMTALE_UI_SCREEN_PLAN_LINES_H

#include "samtale/domain/plan_sheet.h"

enum plan_line_kind {
	PLAN_LINE_TITLE,   /* cannot be stood on */
	PLAN_LINE_MISSING, /* a goal that is not there yet */
	PLAN_LINE_TRACK,
	PLAN_LINE_STEP,
	PLAN_LINE_ITEM,
	PLAN_LINE_POSITION,
	PLAN_LINE_ACTIVITY,
	PLAN_LINE_CONSENT
};

struct plan_line {
	enum plan_line_kind kind;
	size_t index;     /* into the sheet's array of that kind */
	const char *when; /* a day, or one word */
	const char *text;
	bool late;
};

/* Goals, own words, steps by track (what is to be done first, soonest first), barriers, strengths, wishes,
 * where the citizen stands, activities, consents. In the arena; returns the count. */
size_t plan_lines(const struct plan_sheet *sheet, struct date today, struct arena *arena,
		  struct plan_line **lines);

#endif
