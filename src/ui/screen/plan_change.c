/* plan_change.c - adding to the plan, changing it, and saying how it went. */
#include "samtale/base/tr.h"
#include "ui/screen/plan_entry.h"
#include "ui/screen/plan_model.h"

const struct plan_step *plan_step_at(const struct plan_model *model)
{
	const struct line *line = lines_current(&model->lines);

	return line != NULL && line->kind == PLAN_LINE_STEP ? &model->sheet.plan.steps[line->index] : NULL;
}

const struct plan_item *plan_item_at(const struct plan_model *model)
{
	const struct line *line = lines_current(&model->lines);

	return line != NULL && line->kind == PLAN_LINE_ITEM ? &model->sheet.plan.items[line->index] : NULL;
}

/* ---- adding and changing ----------------------------------------------------------------------------- */

static void open_entry(struct app *app, struct plan_model *model, struct plan_entry entry, int64_t ref,
		       struct effects *effects)
{
	entry.sheet = &model->sheet;
	app_push(app, SCREEN_PLAN_ENTRY,
		 &(struct screen_argument){ .citizen = model->citizen, .ref = ref, .data = &entry }, effects);
}

/* A goal is suggested in the words that the citizen's record has for it. */
static void add_entry(struct app *app, struct plan_model *model, enum plan_entry_kind kind,
		      struct effects *effects)
{
	struct plan_entry entry = {
		.kind = kind,
		.step = { .citizen = model->citizen, .text = "", .due = DATE_NONE },
		.item = { .citizen = model->citizen, .code = "", .text = "", .note = "" },
		.track = { .citizen = model->citizen, .code = "", .name = "" },
		.position = { .citizen = model->citizen, .stage = "", .date = DATE_NONE, .note = "" },
	};
	const struct plan_step *step = plan_step_at(model);
	struct err err;

	if (kind == PLAN_ENTRY_STEP && !plan_may_grow(&model->sheet.plan, &err)) {
		app_say_error(app, &err);
		return;
	}
	if (kind == PLAN_ENTRY_STEP && step != NULL)
		entry.step.track = step->track;
	if (kind == PLAN_ENTRY_STEP && lines_current(&model->lines)->kind == PLAN_LINE_TRACK)
		entry.step.track = model->sheet.plan.tracks[lines_current(&model->lines)->index].id;
	if (kind == PLAN_ENTRY_GOAL && plan_goal(&model->sheet.plan) == NULL) {
		entry.item.text = model->sheet.citizen.job_goal;
		entry.item.aim = PLAN_AIM_JOB;
	}
	open_entry(app, model, entry, 0, effects);
}

static void open_line(struct app *app, struct plan_model *model, struct effects *effects)
{
	static const enum plan_entry_kind of_items[PLAN_ITEM_KINDS] = {
		[PLAN_GOAL] = PLAN_ENTRY_GOAL,         [PLAN_BARRIER] = PLAN_ENTRY_BARRIER,
		[PLAN_STRENGTH] = PLAN_ENTRY_STRENGTH, [PLAN_WISH] = PLAN_ENTRY_WISH,
		[PLAN_WORDS] = PLAN_ENTRY_WORDS,
	};
	const struct line *line = lines_current(&model->lines);
	const struct plan *plan = &model->sheet.plan;

	if (line == NULL)
		return;
	switch (line->kind) {
	case PLAN_LINE_MISSING: add_entry(app, model, PLAN_ENTRY_GOAL, effects); break;
	case PLAN_LINE_STEP:
		open_entry(app, model,
			   (struct plan_entry){ .kind = PLAN_ENTRY_STEP, .step = plan->steps[line->index] },
			   plan->steps[line->index].id, effects);
		break;
	case PLAN_LINE_ITEM:
		open_entry(app, model,
			   (struct plan_entry){ .kind = of_items[plan->items[line->index].kind],
						.item = plan->items[line->index] },
			   plan->items[line->index].id, effects);
		break;
	case PLAN_LINE_TRACK:
		open_entry(app, model,
			   (struct plan_entry){ .kind = PLAN_ENTRY_TRACK,
						.track = plan->tracks[line->index] },
			   plan->tracks[line->index].id, effects);
		break;
	case PLAN_LINE_POSITION:
		open_entry(app, model,
			   (struct plan_entry){ .kind = PLAN_ENTRY_POSITION,
						.position = plan->positions[line->index] },
			   plan->positions[line->index].id, effects);
		break;
	case PLAN_LINE_CONSENT:
		app_say(app, ROLE_MESSAGE, "%s", _("Press c to record what the citizen says now."));
		break;
	default:
		app_say(app, ROLE_MESSAGE, "%s",
			_("The plan only shows this. It is changed where it is recorded."));
	}
}

/* What the plan may get more of, in the order it is chosen from. */
static const enum plan_entry_kind more[] = {
	PLAN_ENTRY_WORDS, PLAN_ENTRY_BARRIER, PLAN_ENTRY_STRENGTH,
	PLAN_ENTRY_WISH,  PLAN_ENTRY_TRACK,   PLAN_ENTRY_POSITION,
};

static void more_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	add_entry(app, data, more[row], effects);
}

static void choose_more(struct app *app, struct effects *effects)
{
	struct chooser_row rows[LENGTH(more)];

	for (size_t i = 0; i < LENGTH(more); i++)
		rows[i] = (struct chooser_row){ .text = plan_entry_label(more[i]) };
	app_choose(app, &(struct chooser){ _("What is added"), rows, LENGTH(more), more_chosen, true },
		   effects);
}

/* ---- how it went -------------------------------------------------------------------------------------- */

static void put_step(struct app *app, struct plan_model *model, const char *said, struct effects *effects)
{
	model->said = said;
	app_ask(app, (struct effect){ .kind = EFFECT_STEP_PUT, .step_put.in = &model->step }, effects);
}

static void put_item(struct app *app, struct plan_model *model, const char *said, struct effects *effects)
{
	model->said = said;
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_ITEM_PUT, .plan_item_put.in = &model->item },
		effects);
}

static void finish(struct app *app, struct plan_model *model, struct effects *effects)
{
	const struct plan_step *step = plan_step_at(model);
	const struct plan_item *item = plan_item_at(model);

	if (step != NULL) {
		model->step = *step;
		model->step.status = STEP_DONE;
		put_step(app, model, _("The step is done."), effects);
	} else if (item != NULL && item->kind == PLAN_BARRIER) {
		model->item = *item;
		model->item.progress = BARRIER_OVERCOME;
		model->item.ended = true;
		put_item(app, model, _("The barrier is overcome."), effects);
	} else {
		app_say(app, ROLE_MESSAGE, "%s", _("Put the cursor on a step or a barrier first."));
	}
}

/* The last goal gives way to a new one, not to none. */
static bool is_last_goal(const struct plan_model *model, const struct plan_item *item)
{
	size_t others = 0;

	if (item->kind != PLAN_GOAL || item->aim == PLAN_AIM_LIFE)
		return false;
	for (size_t i = 0; i < model->sheet.plan.item_count; i++) {
		const struct plan_item *other = &model->sheet.plan.items[i];

		others += other != item && other->kind == PLAN_GOAL && !other->ended &&
			  other->aim != PLAN_AIM_LIFE;
	}
	return others == 0;
}

static void end_item(struct app *app, struct plan_model *model, const struct plan_item *item,
		     struct effects *effects)
{
	if (is_last_goal(model, item)) {
		app_say(app, ROLE_MESSAGE, "%s",
			_("Every plan has a goal of job or education. Press g for the new one first, or "
			  "Enter to change this one."));
		return;
	}
	model->item = *item;
	model->item.ended = true;
	put_item(app, model, _("It is out of the plan."), effects);
}

static void end_track(struct app *app, struct plan_model *model, const struct plan_track *track,
		      struct effects *effects)
{
	for (size_t i = 0; i < model->sheet.plan.step_count; i++)
		if (model->sheet.plan.steps[i].track == track->id &&
		    step_is_open(&model->sheet.plan.steps[i])) {
			app_say(app, ROLE_MESSAGE, "%s",
				_("The track has steps that are to be done. Move them with t, or end them, "
				  "first."));
			return;
		}
	model->track = *track;
	model->track.ended = true;
	model->said = _("The track is ended.");
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_TRACK_PUT, .plan_track_put.in = &model->track },
		effects);
}

static void end_line(struct app *app, struct plan_model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);

	if (plan_step_at(model) != NULL) {
		model->step = *plan_step_at(model);
		model->step.status = STEP_NO_LONGER_FITS;
		put_step(app, model, _("The step no longer fits."), effects);
	} else if (plan_item_at(model) != NULL) {
		end_item(app, model, plan_item_at(model), effects);
	} else if (line != NULL && line->kind == PLAN_LINE_TRACK) {
		end_track(app, model, &model->sheet.plan.tracks[line->index], effects);
	} else {
		app_say(app, ROLE_MESSAGE, "%s", _("Put the cursor on what no longer fits first."));
	}
}

/* ---- moving a step ------------------------------------------------------------------------------------- */

/* Row 0 is job and education, the tracks follow, and last a new one. */
static void track_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct plan_model *model = data;
	const struct plan *plan = &model->sheet.plan;

	if (row > plan->track_count) {
		model->moving = model->step.id;
		model->tracks = plan->track_count;
		add_entry(app, model, PLAN_ENTRY_TRACK, effects);
		return;
	}
	model->step.track = row > 0 ? plan->tracks[row - 1].id : 0;
	put_step(app, model, _("The step is moved."), effects);
}

/* The newest track is the last one. */
void plan_change_loaded(struct app *app, struct plan_model *model, struct effects *effects)
{
	const struct plan *plan = &model->sheet.plan;
	int64_t moving = model->moving;

	model->moving = 0;
	for (size_t i = 0; moving != 0 && plan->track_count > model->tracks && i < plan->step_count; i++) {
		if (plan->steps[i].id != moving)
			continue;
		model->step = plan->steps[i];
		model->step.track = plan->tracks[plan->track_count - 1].id;
		put_step(app, model, _("The step is moved."), effects);
	}
}

static void move_step(struct app *app, struct plan_model *model, struct effects *effects)
{
	const struct plan *plan = &model->sheet.plan;
	struct chooser_row *rows;

	if (plan_step_at(model) == NULL) {
		app_say(app, ROLE_MESSAGE, "%s", _("Put the cursor on a step of the plan first."));
		return;
	}
	model->step = *plan_step_at(model);
	rows = arena_array(app_arena(app), plan->track_count + 2, sizeof(*rows));
	rows[0] = (struct chooser_row){ .text = plan_track_label(NULL),
					.marked = plan_track(plan, model->step.track) == NULL };
	for (size_t i = 0; i < plan->track_count; i++)
		rows[i + 1] = (struct chooser_row){ .text = plan_track_label(&plan->tracks[i]),
						    .beside = plan->tracks[i].ended ? _("ended") : NULL,
						    .marked = plan->tracks[i].id == model->step.track };
	rows[plan->track_count + 1] = (struct chooser_row){ .text = _("a new track") };
	app_choose(app,
		   &(struct chooser){ _("Move the step to"), rows, plan->track_count + 2, track_chosen,
				      true },
		   effects);
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

bool plan_change_act(struct app *app, struct plan_model *model, enum action action, struct effects *effects)
{
	switch (action) {
	case ACTION_OPEN: open_line(app, model, effects); return true;
	case ACTION_PLAN_STEP: add_entry(app, model, PLAN_ENTRY_STEP, effects); return true;
	case ACTION_PLAN_GOAL: add_entry(app, model, PLAN_ENTRY_GOAL, effects); return true;
	case ACTION_PLAN_MORE: choose_more(app, effects); return true;
	case ACTION_STEP_DONE: finish(app, model, effects); return true;
	case ACTION_PLAN_END: end_line(app, model, effects); return true;
	case ACTION_PLAN_MOVE: move_step(app, model, effects); return true;
	default: return false;
	}
}
