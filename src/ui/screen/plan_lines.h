/* plan_lines.h - the plan as lines that can be stood on, for plan.c. */
#ifndef SAMTALE_UI_SCREEN_PLAN_LINES_H
#define SAMTALE_UI_SCREEN_PLAN_LINES_H

#include "samtale/domain/plan_sheet.h"
#include "ui/widget/lines.h"

enum plan_line_kind {
	PLAN_LINE_MISSING = LINE_TITLE + 1, /* a goal that is not there yet */
	PLAN_LINE_TRACK,
	PLAN_LINE_STEP,
	PLAN_LINE_ITEM,
	PLAN_LINE_POSITION,
	PLAN_LINE_ACTIVITY,
	PLAN_LINE_CONSENT
};

/* Goals, own words, steps by track (what is to be done first, soonest first), barriers, strengths, wishes,
 * where the citizen stands, activities, consents. */
void plan_lines(struct lines *lines, const struct plan_sheet *sheet, struct date today, struct arena *arena);

#endif
