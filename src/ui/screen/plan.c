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
#define ROOMY_ROWS 12 /* from here on there is a blank row below what the citizen said */

static void load(struct app *app, void *data, struct effects *effects)
{
	struct plan_model *model = data;

	app_forget(app);
	model->loaded = false;
	lines_clear(&model->lines, app_arena(app));
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

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct plan_model *model = data;

	(void)err;
	if (!ok)
		return;
	if (kind == EFFECT_PLAN) {
		model->loaded = true;
		plan_lines(&model->lines, &model->sheet, app_now(app).date, app_arena(app));
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
	if (lines_act(&model->lines, action, (size_t)app_body_rows(app) - 4))
		return true;
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

static void view_line(const struct line *line, const struct list_row *at)
{
	bool is_track = line->kind == PLAN_LINE_TRACK;
	int col = is_track ? 2 : *line->when ? LINE_TEXT_COL : 3;

	if (line->kind == LINE_TITLE) {
		list_put(at, 2, at->area.cols - 2, ROLE_TITLE, line->text);
		return;
	}
	if (line->overdue)
		list_flag(at, ROLE_OVERDUE, "!");
	if (*line->when)
		list_put(at, 3, WHEN_COLS - 1, line->overdue ? ROLE_OVERDUE : ROLE_DIM, line->when);
	list_put(at, col, at->area.cols - col, is_track && at->role == ROLE_TEXT ? ROLE_TITLE : at->role,
		 line->text);
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
	int head;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	head = view_agreement(model, cells, area, arena);
	area.row += head;
	area.rows -= head;
	list_whole(lines_current(&model->lines)->text, area.cols - LINE_TEXT_COL, cells, &area, arena);
	for (struct list_row at = list_rows(&model->lines.list, cells, area); list_next(&at);)
		view_line(&model->lines.rows[at.index], &at);
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
