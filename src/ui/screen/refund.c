/* refund.c - the refund ladder: the teams by step with what a week costs, and below them who drops next.
 * Enter opens one citizen's place. Management information only. */
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/effect.h"
#include "samtale/domain/refund.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"

#define COLS_WIDE 72
#define TEAMS_MOST 8
#define DRESSING_ROWS 3 /* title, caution, title of the drops */
#define DAY_COLS 16

struct model {
	struct refund_report report;
	struct list list; /* the drops */
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	app_ask(app, (struct effect){ .kind = EFFECT_REFUND, .refund = { &model->report } }, effects);
}

static void refocus(struct app *app, const struct model *model)
{
	struct focus focus = { .citizen = 0 };

	if (model->loaded && model->report.drop_count > 0)
		focus.citizen = model->report.drops[model->list.cursor].citizen;
	app_focus(app, &focus);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	(void)argument;
	refocus(app, data);
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	(void)effects;
	if (kind != EFFECT_REFUND || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->report.drop_count);
	refocus(app, model);
}

/* The titles of the steps, the teams, and all of them: on a low screen all of them only. */
static size_t team_rows(const struct model *model, int rows)
{
	size_t count = model->report.team_count;

	return rows < 14 || count > TEAMS_MOST ? 0 : count;
}

static size_t drop_rows(const struct model *model, int rows)
{
	int left = rows - DRESSING_ROWS - 2 - (int)team_rows(model, rows);

	return left > 0 ? (size_t)left : 1;
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (list_act(&model->list, action, drop_rows(model, app_body_rows(app)))) {
		refocus(app, model);
		return true;
	}
	if (action != ACTION_OPEN && action != ACTION_LADDER)
		return false;
	if (model->report.drop_count > 0)
		app_push(app, SCREEN_LADDER,
			 &(struct screen_argument){
				 .citizen = model->report.drops[model->list.cursor].citizen },
			 effects);
	return true;
}

/* ---- painting ------------------------------------------------------------------------------------- */

static const char *step_title(struct arena *arena, const struct refund_step *step, bool last)
{
	return last ? arena_printf(arena, "%d-: %d %%", step->first, step->percent)
		    : arena_printf(arena, "%d-%d: %d %%", step->first, step->last, step->percent);
}

static int step_cols(int cols)
{
	return cols >= COLS_WIDE ? 13 : 7;
}

static void view_titles(const struct refund_ladder *ladder, struct cells *cells, int at, int cols,
			struct arena *arena)
{
	int width = step_cols(cols), end = cols >= COLS_WIDE ? 10 : 8;

	for (int step = 0; step < ladder->count; step++)
		cells_put_right(cells, at, end += width, ROLE_DIM,
				cols >= COLS_WIDE
					? step_title(arena, &ladder->steps[step], step + 1 == ladder->count)
					: arena_printf(arena, "%d %%", ladder->steps[step].percent));
	if (cols >= COLS_WIDE)
		cells_put_right(cells, at, end + 14, ROLE_DIM, _("kr a week"));
}

static void view_team(const struct refund_ladder *ladder, const struct refund_team *team, const char *name,
		      struct cells *cells, int at, int cols, struct arena *arena)
{
	int width = step_cols(cols), end = cols >= COLS_WIDE ? 10 : 8;
	int64_t cost = 0;

	cells_put_width(cells, at, 2, end - 2, false, ROLE_TEXT, name);
	for (int step = 0; step < ladder->count; step++) {
		cells_put_right(cells, at, end += width, ROLE_TEXT, number_text(arena, team->people[step]));
		cost += team->cost[step];
	}
	if (cols >= COLS_WIDE)
		cells_put_right(cells, at, end + 14, ROLE_TEXT, number_text(arena, (cost + 50) / 100));
}

/* Returns the row below. */
static int view_teams(const struct model *model, struct cells *cells, int at, struct area area,
		      struct arena *arena)
{
	const struct refund_report *report = &model->report;
	size_t count = team_rows(model, area.rows);

	view_titles(&report->ladder, cells, at++, area.cols, arena);
	for (size_t i = 0; i < count; i++)
		view_team(&report->ladder, &report->teams[i],
			  *report->teams[i].team != '\0' ? report->teams[i].team : _("nobody's"), cells, at++,
			  area.cols, arena);
	view_team(&report->ladder, &report->all, _("All"), cells, at++, area.cols, arena);
	return at;
}

static void view_drop(const struct refund_person *person, struct cells *cells, int at, int cols,
		      struct arena *arena)
{
	char masked[CPR_MASKED_SIZE];
	bool wide = cols >= COLS_WIDE;
	const char *fall = arena_printf(arena, wide ? _("week %d, %d %% to %d %%") : _("w %d, %d to %d %%"),
					person->place.weeks, person->place.percent,
					person->place.next_percent);
	int name = 2 + (wide ? DAY_COLS : 8), end = cols - (wide ? 41 : 18);

	cells_put(cells, at, 2, ROLE_TEXT,
		  wide ? date_long(arena, person->place.drop) : date_short(arena, person->place.drop));
	cells_put_width(cells, at, name, end - name - 1, false, ROLE_TEXT,
			arena_printf(arena, "%s, %s", person->surname, person->given_names));
	if (wide) {
		cells_put(cells, at, end, ROLE_DIM, cpr_masked(person->cpr, masked));
		cells_put_width(cells, at, end + 13, 5, false, ROLE_DIM, person->initials);
	}
	cells_put_right(cells, at, cols, ROLE_TEXT, fall);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;
	struct area list = area;
	int at = area.row;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	cells_put(cells, at++, area.col, ROLE_TITLE, screen_name(SCREEN_REFUND));
	cells_put_width(cells, at++, 2, area.cols - 2, false, ROLE_DIM, refund_caution());
	if (!model->loaded)
		return;
	at = view_teams(model, cells, at, area, arena);
	cells_put(cells, at++, area.col, ROLE_TITLE, _("The next drops"));
	list.row = at;
	list.rows = (int)drop_rows(model, area.rows);
	for (struct list_row row = list_rows(&model->list, cells, list); list_next(&row);)
		view_drop(&model->report.drops[row.index], cells, row.at, area.cols, arena);
	if (model->report.drop_count == 0)
		cells_put(cells, at, 2, ROLE_DIM, _("Nobody has a drop to come."));
}

const struct screen_kind screen_refund = {
	.id = SCREEN_REFUND,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
