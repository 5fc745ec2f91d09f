/* plan.c - the citizen's one plan: goals, steps by track, what is in the way, where the citizen stands, what was said to it.
 *
 * argument->citizen. Enter changes what the cursor stands on. */
#include <stdio.h>

#include "samtale/base/lix.h"
#include "samtale/base/tr.h"
#include "ui/screen/plan_entry.h"
#include "ui/screen/plan_lines.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define WHEN_COLS 11
#define TEXT_COL 14   /* where the text of a line with a day begins */
#define ROOMY_ROWS 12 /* from here on there is a blank row below what the citizen said */

struct model {
	int64_t citizen;
	struct plan_sheet sheet;
	bool loaded;
	struct plan_line *lines;
	struct list list; /* over lines; never rests on a title */
	struct plan_step step;   /* as they are written */
	struct plan_item item;
	struct plan_track track;
	struct consent consent;
	const char *said;        /* when the write has come back */
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	model->lines = NULL;
	model->list.count = 0; /* the cursor stays where it was */
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN, .plan = { model->citizen, &model->sheet } }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	load(app, data, effects);
}

static void skip_title(struct model *model, int step)
{
	while (model->list.count > 0 && model->lines[model->list.cursor].kind == PLAN_LINE_TITLE) {
		if (step < 0 && model->list.cursor == 0)
			step = 1;
		if (step > 0 && model->list.cursor + 1 == model->list.count)
			return;
		model->list.cursor = step < 0 ? model->list.cursor - 1 : model->list.cursor + 1;
	}
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (!ok)
		return;
	if (kind == EFFECT_PLAN) {
		model->loaded = true;
		list_set(&model->list, plan_lines(&model->sheet, app_now(app).date, app_arena(app), &model->lines));
		skip_title(model, 1);
		return;
	}
	if (kind != EFFECT_UNDO && model->said != NULL) {
		app_say(app, ROLE_GOOD, "%s", model->said);
		model->said = NULL;
		load(app, model, effects);
	}
}

static const struct plan_line *line_at(const struct model *model)
{
	return model->list.count > 0 ? &model->lines[model->list.cursor] : NULL;
}

/* The step or item that the cursor stands on; NULL for another line. */
static const struct plan_step *step_at(const struct model *model)
{
	const struct plan_line *line = line_at(model);

	return line != NULL && line->kind == PLAN_LINE_STEP ? &model->sheet.plan.steps[line->index] : NULL;
}

static const struct plan_item *item_at(const struct model *model)
{
	const struct plan_line *line = line_at(model);

	return line != NULL && line->kind == PLAN_LINE_ITEM ? &model->sheet.plan.items[line->index] : NULL;
}

/* ---- adding and changing ----------------------------------------------------------------------------- */

static void open_entry(struct app *app, struct model *model, struct plan_entry entry, int64_t ref, struct effects *effects)
{
	entry.sheet = &model->sheet;
	app_push(app, SCREEN_PLAN_ENTRY,
		 &(struct screen_argument){ .citizen = model->citizen, .ref = ref, .data = &entry }, effects);
}

/* A goal is suggested in the words that the citizen's record has for it. */
static void add_entry(struct app *app, struct model *model, enum plan_entry_kind kind, struct effects *effects)
{
	struct plan_entry entry = {
		.kind = kind,
		.step = { .citizen = model->citizen, .text = "", .due = DATE_NONE },
		.item = { .citizen = model->citizen, .code = "", .text = "", .note = "" },
		.track = { .citizen = model->citizen, .code = "", .name = "" },
		.position = { .citizen = model->citizen, .stage = "", .date = DATE_NONE, .note = "" },
	};
	const struct plan_step *step = step_at(model);
	struct err err;

	if (kind == PLAN_ENTRY_STEP && !plan_may_grow(&model->sheet.plan, &err)) {
		app_say_error(app, &err);
		return;
	}
	if (kind == PLAN_ENTRY_STEP && step != NULL)
		entry.step.track = step->track;
	if (kind == PLAN_ENTRY_STEP && line_at(model)->kind == PLAN_LINE_TRACK)
		entry.step.track = model->sheet.plan.tracks[line_at(model)->index].id;
	if (kind == PLAN_ENTRY_GOAL && plan_goal(&model->sheet.plan) == NULL) {
		entry.item.text = model->sheet.citizen.job_goal;
		entry.item.aim = PLAN_AIM_JOB;
	}
	open_entry(app, model, entry, 0, effects);
}

static void open_line(struct app *app, struct model *model, struct effects *effects)
{
	static const enum plan_entry_kind of_items[PLAN_ITEM_KINDS] = {
		[PLAN_GOAL] = PLAN_ENTRY_GOAL, [PLAN_BARRIER] = PLAN_ENTRY_BARRIER, [PLAN_STRENGTH] = PLAN_ENTRY_STRENGTH,
		[PLAN_WISH] = PLAN_ENTRY_WISH, [PLAN_WORDS] = PLAN_ENTRY_WORDS,
	};
	const struct plan_line *line = line_at(model);
	const struct plan *plan = &model->sheet.plan;

	if (line == NULL)
		return;
	switch (line->kind) {
	case PLAN_LINE_MISSING:
		add_entry(app, model, PLAN_ENTRY_GOAL, effects);
		break;
	case PLAN_LINE_STEP:
		open_entry(app, model, (struct plan_entry){ .kind = PLAN_ENTRY_STEP, .step = plan->steps[line->index] },
			   plan->steps[line->index].id, effects);
		break;
	case PLAN_LINE_ITEM:
		open_entry(app, model,
			   (struct plan_entry){ .kind = of_items[plan->items[line->index].kind], .item = plan->items[line->index] },
			   plan->items[line->index].id, effects);
		break;
	case PLAN_LINE_TRACK:
		open_entry(app, model, (struct plan_entry){ .kind = PLAN_ENTRY_TRACK, .track = plan->tracks[line->index] },
			   plan->tracks[line->index].id, effects);
		break;
	case PLAN_LINE_POSITION:
		open_entry(app, model,
			   (struct plan_entry){ .kind = PLAN_ENTRY_POSITION, .position = plan->positions[line->index] },
			   plan->positions[line->index].id, effects);
		break;
	case PLAN_LINE_CONSENT:
		app_say(app, ROLE_MESSAGE, "%s", _("Press c to record what the citizen says now."));
		break;
	default:
		app_say(app, ROLE_MESSAGE, "%s", _("The plan only shows this. It is changed where it is recorded."));
	}
}

/* What the plan may get more of, in the order it is chosen from. */
static const enum plan_entry_kind more[] = {
	PLAN_ENTRY_WORDS, PLAN_ENTRY_BARRIER, PLAN_ENTRY_STRENGTH, PLAN_ENTRY_WISH, PLAN_ENTRY_TRACK, PLAN_ENTRY_POSITION,
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
	app_choose(app, &(struct chooser){ _("What is added"), rows, LENGTH(more), more_chosen, true }, effects);
}

/* ---- how it went -------------------------------------------------------------------------------------- */

static void put_step(struct app *app, struct model *model, const char *said, struct effects *effects)
{
	model->said = said;
	app_ask(app, (struct effect){ .kind = EFFECT_STEP_PUT, .step_put.in = &model->step }, effects);
}

static void put_item(struct app *app, struct model *model, const char *said, struct effects *effects)
{
	model->said = said;
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_ITEM_PUT, .plan_item_put.in = &model->item }, effects);
}

static void finish(struct app *app, struct model *model, struct effects *effects)
{
	const struct plan_step *step = step_at(model);
	const struct plan_item *item = item_at(model);

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
static bool is_last_goal(const struct model *model, const struct plan_item *item)
{
	size_t others = 0;

	if (item->kind != PLAN_GOAL || item->aim == PLAN_AIM_LIFE)
		return false;
	for (size_t i = 0; i < model->sheet.plan.item_count; i++) {
		const struct plan_item *other = &model->sheet.plan.items[i];

		others += other != item && other->kind == PLAN_GOAL && !other->ended && other->aim != PLAN_AIM_LIFE;
	}
	return others == 0;
}

static void end_item(struct app *app, struct model *model, const struct plan_item *item, struct effects *effects)
{
	if (is_last_goal(model, item)) {
		app_say(app, ROLE_MESSAGE, "%s",
			_("Every plan has a goal of job or education. Press g for the new one first, or Enter to change this one."));
		return;
	}
	model->item = *item;
	model->item.ended = true;
	put_item(app, model, _("It is out of the plan."), effects);
}

static void end_track(struct app *app, struct model *model, const struct plan_track *track, struct effects *effects)
{
	for (size_t i = 0; i < model->sheet.plan.step_count; i++)
		if (model->sheet.plan.steps[i].track == track->id && step_is_open(&model->sheet.plan.steps[i])) {
			app_say(app, ROLE_MESSAGE, "%s",
				_("The track has steps that are to be done. Move them with t, or end them, first."));
			return;
		}
	model->track = *track;
	model->track.ended = true;
	model->said = _("The track is ended.");
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_TRACK_PUT, .plan_track_put.in = &model->track }, effects);
}

static void end_line(struct app *app, struct model *model, struct effects *effects)
{
	const struct plan_line *line = line_at(model);

	if (step_at(model) != NULL) {
		model->step = *step_at(model);
		model->step.status = STEP_NO_LONGER_FITS;
		put_step(app, model, _("The step no longer fits."), effects);
	} else if (item_at(model) != NULL) {
		end_item(app, model, item_at(model), effects);
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
	struct model *model = data;
	const struct plan *plan = &model->sheet.plan;

	if (row > plan->track_count) {
		add_entry(app, model, PLAN_ENTRY_TRACK, effects);
		return;
	}
	model->step.track = row > 0 ? plan->tracks[row - 1].id : 0;
	put_step(app, model, _("The step is moved."), effects);
}

static void move_step(struct app *app, struct model *model, struct effects *effects)
{
	const struct plan *plan = &model->sheet.plan;
	struct chooser_row *rows;

	if (step_at(model) == NULL) {
		app_say(app, ROLE_MESSAGE, "%s", _("Put the cursor on a step of the plan first."));
		return;
	}
	model->step = *step_at(model);
	rows = arena_array(app_arena(app), plan->track_count + 2, sizeof(*rows));
	rows[0] = (struct chooser_row){ .text = plan_track_label(NULL), .marked = plan_track(plan, model->step.track) == NULL };
	for (size_t i = 0; i < plan->track_count; i++)
		rows[i + 1] = (struct chooser_row){ .text = plan_track_label(&plan->tracks[i]),
						    .beside = plan->tracks[i].ended ? _("ended") : NULL,
						    .marked = plan->tracks[i].id == model->step.track };
	rows[plan->track_count + 1] = (struct chooser_row){ .text = _("a new track") };
	app_choose(app, &(struct chooser){ _("Move the step to"), rows, plan->track_count + 2, track_chosen, true }, effects);
}

/* ---- consents ------------------------------------------------------------------------------------------ */

static const struct consent *consent_of(const struct model *model, const char *subject)
{
	for (size_t i = 0; i < model->sheet.consents.count; i++)
		if (str_equal(model->sheet.consents.rows[i].subject, subject))
			return &model->sheet.consents.rows[i];
	return NULL;
}

static void say_consent(struct app *app, struct model *model, const char *subject, struct effects *effects)
{
	const struct consent *now = consent_of(model, subject);

	model->consent = (struct consent){ .citizen = model->citizen, .subject = subject, .given = now == NULL || !now->given,
					   .was_given = now != NULL && now->given };
	model->said = arena_printf(app_arena(app), _("Consent %s: %s."), consent_state_label(&model->consent),
				   consent_subject_label(subject));
	app_ask(app, (struct effect){ .kind = EFFECT_CONSENT_ADD, .consent_add.in = &model->consent }, effects);
}

static void consent_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	say_consent(app, data, consent_subjects[row].word, effects);
}

/* On a consent the key turns it round; elsewhere it asks which. */
static void record_consent(struct app *app, struct model *model, struct effects *effects)
{
	const struct plan_line *line = line_at(model);
	struct chooser_row rows[10];
	size_t count = 0;

	if (line != NULL && line->kind == PLAN_LINE_CONSENT) {
		say_consent(app, model, model->sheet.consents.rows[line->index].subject, effects);
		return;
	}
	for (; consent_subjects[count].word != NULL && count < LENGTH(rows); count++) {
		const struct consent *now = consent_of(model, consent_subjects[count].word);

		rows[count] = (struct chooser_row){ .text = tr(consent_subjects[count].label),
						    .beside = now == NULL ? _("gives") : now->given ? _("withdraws") : _("gives again"),
						    .marked = now != NULL && now->given };
	}
	app_choose(app, &(struct chooser){ _("The citizen says now"), rows, count, consent_chosen, true }, effects);
}

/* ---- what the citizen says ----------------------------------------------------------------------------- */

static void head_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	for (size_t i = 0; i < model->sheet.acceptance_count; i++) {
		const struct plan_acceptance *head = &model->sheet.acceptances[i];

		if (!head->is_head || row-- > 0)
			continue;
		model->said = _("It is decided which answer holds.");
		app_ask(app, (struct effect){ .kind = EFFECT_PLAN_DECIDE, .plan_decide = { model->citizen, head->id, "" } }, effects);
		return;
	}
}

static void decide(struct app *app, struct model *model, struct effects *effects)
{
	const struct plan_sheet *sheet = &model->sheet;
	struct chooser_row *rows = arena_array(app_arena(app), sheet->acceptance_count, sizeof(*rows));
	size_t count = 0;

	for (size_t i = 0; i < sheet->acceptance_count; i++) {
		const struct plan_acceptance *head = &sheet->acceptances[i];

		if (head->is_head)
			rows[count++] = (struct chooser_row){
				.text = arena_printf(app_arena(app), _("%s to version %d, %s %s"),
						     head->answer == PLAN_ACCEPTED ? _("yes") : _("no"),
						     plan_version_number(sheet, head->version),
						     date_long(app_arena(app), head->date), plan_channel_label(head->channel)),
				.beside = head->author,
			};
	}
	app_choose(app, &(struct chooser){ _("Which answer holds?"), rows, count, head_chosen, true }, effects);
}

static void ask_answer(struct app *app, struct model *model, struct effects *effects)
{
	struct err err;

	if (plan_agreement(&model->sheet, NULL) == PLAN_TO_DECIDE)
		decide(app, model, effects);
	else if (!plan_may_be_answered(&model->sheet, &err))
		app_say_error(app, &err);
	else
		app_push(app, SCREEN_PLAN_ANSWER,
			 &(struct screen_argument){ .citizen = model->citizen, .data = &model->sheet }, effects);
}

static void read_it(struct app *app, struct model *model, struct effects *effects)
{
	const char *text = plan_write_text(&model->sheet, app_now(app).date, app_arena(app));

	app_push(app, SCREEN_RECORD,
		 &(struct screen_argument){ .citizen = model->citizen, .text = text,
					    .guide = arena_printf(app_arena(app), _("My plan · LIX %d"), lix_of(text)) },
		 effects);
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 4)) {
		skip_title(model, action == ACTION_UP || action == ACTION_PAGE_UP ? -1 : 1);
		return true;
	}
	switch (action) {
	case ACTION_OPEN: open_line(app, model, effects); return true;
	case ACTION_PLAN_STEP: add_entry(app, model, PLAN_ENTRY_STEP, effects); return true;
	case ACTION_PLAN_GOAL: add_entry(app, model, PLAN_ENTRY_GOAL, effects); return true;
	case ACTION_PLAN_MORE: choose_more(app, effects); return true;
	case ACTION_STEP_DONE: finish(app, model, effects); return true;
	case ACTION_PLAN_END: end_line(app, model, effects); return true;
	case ACTION_PLAN_MOVE: move_step(app, model, effects); return true;
	case ACTION_PLAN_ANSWER: ask_answer(app, model, effects); return true;
	case ACTION_PLAN_READ: read_it(app, model, effects); return true;
	case ACTION_CONSENT: record_consent(app, model, effects); return true;
	case ACTION_PLAN_VERSIONS:
		app_push(app, SCREEN_PLAN_VERSIONS, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	default: return false;
	}
}

/* ---- painting ------------------------------------------------------------------------------------------ */

static void view_line(const struct model *model, size_t index, struct cells *cells, struct area area, int at)
{
	const struct plan_line *line = &model->lines[index];
	int col = *line->when ? TEXT_COL : 3;
	enum role role;

	if (line->kind == PLAN_LINE_TITLE) {
		cells_put_width(cells, at, area.col + 2, area.cols - 2, false, ROLE_TITLE, line->text);
		return;
	}
	role = list_mark(&model->list, index, cells, at, area.col);
	if (line->kind == PLAN_LINE_TRACK && role == ROLE_TEXT)
		role = ROLE_TITLE;
	if (line->kind == PLAN_LINE_TRACK)
		col = 2;
	if (line->late)
		cells_put(cells, at, area.col + 1, ROLE_OVERDUE, "!");
	if (*line->when)
		cells_put_width(cells, at, area.col + 3, WHEN_COLS - 1, false, line->late ? ROLE_OVERDUE : ROLE_DIM, line->when);
	cells_put_width(cells, at, area.col + col, area.cols - col, false, role, line->text);
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

/* What the citizen has said to it, on as many rows as a narrow screen needs. Returns them. */
static int view_agreement(const struct model *model, struct cells *cells, struct area area, struct arena *arena)
{
	static const struct {
		const char *mark;
		enum role role;
	} looks[] = {
		[PLAN_NOT_ASKED] = { "", ROLE_DIM },	   [PLAN_HOLDS] = { "", ROLE_GOOD },
		[PLAN_CHANGED_SINCE] = { "! ", ROLE_OVERDUE }, [PLAN_SAID_NO] = { "! ", ROLE_OVERDUE },
		[PLAN_TO_DECIDE] = { "~ ", ROLE_CONFLICT },
	};
	enum plan_agreement agreement = plan_agreement(&model->sheet, NULL);
	const char *text = arena_printf(arena, "%s%s", looks[agreement].mark, plan_agreement_text(&model->sheet, arena));

	return wrap_put(cells, area.row, area.col, area.cols, 2, looks[agreement].role, text, arena) + (area.rows >= ROOMY_ROWS);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	size_t rows, top;
	int head;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	head = view_agreement(model, cells, area, arena);
	area.row += head;
	area.rows -= head;
	list_whole(model->lines[model->list.cursor].text, area.cols - TEXT_COL, cells, &area, arena);
	rows = area.rows > 1 ? (size_t)area.rows : 1;
	top = list_top(&model->list, rows);
	for (size_t i = 0; i < rows && top + i < model->list.count; i++)
		view_line(model, top + i, cells, area, area.row + (int)i);
}

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	if (!model->loaded)
		return _("The plan");
	return arena_printf(arena, "%s  %s", citizen_name(arena, &model->sheet.citizen), _("The plan"));
}

const struct screen_kind screen_plan = {
	.id = SCREEN_PLAN,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
