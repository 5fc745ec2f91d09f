/* plan_model.h - the plan screen's model, between its own files: plan.c shows it, plan_change.c changes the
 * plan, plan_said.c records what the citizen says. */
#ifndef SAMTALE_UI_SCREEN_PLAN_MODEL_H
#define SAMTALE_UI_SCREEN_PLAN_MODEL_H

#include "samtale/domain/plan_sheet.h"
#include "ui/screen/plan_lines.h"

struct plan_model {
	int64_t citizen;
	struct plan_sheet sheet;
	bool loaded;
	struct lines lines;
	struct plan_step step; /* as they are written */
	struct plan_item item;
	struct plan_track track;
	struct consent consent;
	const char *said; /* when the write has come back */
	int64_t moving;   /* the step that goes to a track which is being made, 0 none */
	size_t tracks;    /* that there were before it */
};

/* What the cursor stands on; NULL another kind of line. */
const struct plan_step *plan_step_at(const struct plan_model *model);
const struct plan_item *plan_item_at(const struct plan_model *model);

/* plan_change.c: what a key of actions.def does. True when the action is one of its own. */
bool plan_change_act(struct app *app, struct plan_model *model, enum action action, struct effects *effects);
/* The plan has been read again. */
void plan_change_loaded(struct app *app, struct plan_model *model, struct effects *effects);
/* plan_said.c: the same of what the citizen says to the plan, and of consents. */
bool plan_said_act(struct app *app, struct plan_model *model, enum action action, struct effects *effects);

#endif
