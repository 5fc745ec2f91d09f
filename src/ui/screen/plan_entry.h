/* plan_entry.h - what the form of one thing in the plan is opened with: screen_argument.data, read during
 * enter(). */
#ifndef SAMTALE_UI_SCREEN_PLAN_ENTRY_H
#define SAMTALE_UI_SCREEN_PLAN_ENTRY_H

#include "samtale/domain/plan_sheet.h"

enum plan_entry_kind {
	PLAN_ENTRY_STEP,
	PLAN_ENTRY_GOAL,
	PLAN_ENTRY_WORDS,
	PLAN_ENTRY_BARRIER,
	PLAN_ENTRY_STRENGTH,
	PLAN_ENTRY_WISH,
	PLAN_ENTRY_TRACK,
	PLAN_ENTRY_POSITION,
	PLAN_ENTRIES
};

/* The thing as it stands, of the one that kind is about; id 0: a new one. Its texts live as long as the
 * screen below. */
struct plan_entry {
	enum plan_entry_kind kind;
	const struct plan_sheet *sheet;
	struct plan_step step;
	struct plan_item item;
	struct plan_track track;
	struct plan_position position;
};

const char *plan_entry_label(enum plan_entry_kind kind); /* "A new step": as it is chosen, translated */

#endif
