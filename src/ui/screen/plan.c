/* plan.c - the citizen's one plan: goals, steps by track, what is in the way, where the citizen stands, what
 * was said to it.
 *
 * argument->citizen. Enter changes what the cursor stands on. */
#include "samtale/base/lix.h"
#include "samtale/base/tr.h"
#include "ui/screen/plan_model.h"
#include "ui/screen/screens.h"
#include "ui/widget/wrap.h"

#define WHEN_COLS 11
#define TEXT_COL 14   /* where the text of a line with a day begins */
#define ROOMY_ROWS 12 /* from here on there is a blank row below what the citizen said */

static void load(struct app *app, void *data, struct effects *effects)
{
	struct plan_model *model = data;

	app_forget(app);
	model->loaded = false;
	model->lines = NULL;
	model->list.count = 0; /* the cursor stays where it was */
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN, .plan = { model->citizen, &model->sheet } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct plan_model *model = data;

	model->citizen = argument->citizen;
	load(app, data, effects);
}

static void skip_title(struct plan_model *model, int step)
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
	struct plan_model *model = data;

	(void)err;
	if (!ok)
		return;
	if (kind == EFFECT_PLAN) {
		model->loaded = true;
		list_set(&model->list,
			 plan_lines(&model->sheet, app_now(app).date, app_arena(app), &model->lines));
		skip_title(model, 1);
		plan_change_loaded(app, model, effects);
		return;
	}
	if (kind != EFFECT_UNDO && model->said != NULL) {
		app_say(app, ROLE_GOOD, "%s", model->said);
		model->said = NULL;
		load(app, model, effects);
	}
}

static void read_it(struct app *app, struct plan_model *model, struct effects *effects)
{
	const char *text = plan_write_text(&model->sheet, app_now(app).date, app_arena(app));

	app_push(app, SCREEN_RECORD,
		 &(struct screen_argument){
			 .citizen = model->citizen,
			 .text = text,
			 .guide = arena_printf(app_arena(app), _("My plan · LIX %d"), lix_of(text)) },
		 effects);
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct plan_model *model = data;

	if (!model->loaded)
		return false;
	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 4)) {
		skip_title(model, action == ACTION_UP || action == ACTION_PAGE_UP ? -1 : 1);
		return true;
	}
	if (plan_change_act(app, model, action, effects) || plan_said_act(app, model, action, effects))
		return true;
	switch (action) {
	case ACTION_PLAN_READ: read_it(app, model, effects); return true;
	case ACTION_PLAN_VERSIONS:
		app_push(app, SCREEN_PLAN_VERSIONS, &(struct screen_argument){ .citizen = model->citizen },
			 effects);
		return true;
	default: return false;
	}
}

/* ---- painting ------------------------------------------------------------------------------------------ */

static void view_line(const struct plan_model *model, size_t index, struct cells *cells, struct area area,
		      int at)
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
		cells_put_width(cells, at, area.col + 3, WHEN_COLS - 1, false,
				line->late ? ROLE_OVERDUE : ROLE_DIM, line->when);
	cells_put_width(cells, at, area.col + col, area.cols - col, false, role, line->text);
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

/* What the citizen has said to it, on as many rows as a narrow screen needs. Returns them. */
static int view_agreement(const struct plan_model *model, struct cells *cells, struct area area,
			  struct arena *arena)
{
	static const struct {
		const char *mark;
		enum role role;
	} looks[] = {
		[PLAN_NOT_ASKED] = { "", ROLE_DIM },           [PLAN_HOLDS] = { "", ROLE_GOOD },
		[PLAN_CHANGED_SINCE] = { "! ", ROLE_OVERDUE }, [PLAN_SAID_NO] = { "! ", ROLE_OVERDUE },
		[PLAN_TO_DECIDE] = { "~ ", ROLE_CONFLICT },
	};
	enum plan_agreement agreement = plan_agreement(&model->sheet, NULL);
	const char *text =
		arena_printf(arena, "%s%s", looks[agreement].mark, plan_agreement_text(&model->sheet, arena));

	return wrap_put(cells, area.row, area.col, area.cols, 2, looks[agreement].role, text, arena) +
	       (area.rows >= ROOMY_ROWS);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct plan_model *model = data;
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
	const struct plan_model *model = data;

	(void)app;
	if (!model->loaded)
		return _("The plan");
	return arena_printf(arena, "%s  %s", citizen_name(arena, &model->sheet.citizen), _("The plan"));
}

const struct screen_kind screen_plan = {
	.id = SCREEN_PLAN,
	.model_size = sizeof(struct plan_model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
