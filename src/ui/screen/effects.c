/* effects.c - the efforts side by side: how many, what share came into work, and how far the truth may lie.
 * Enter opens one. */
#include "samtale/base/chart.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"

#define DRESSING_ROWS 3 /* title, column titles, legend */
#define COLS_CHART 72   /* from here on there are bars */
#define COLS_WIDE 110   /* and the interval in numbers, and who completed */
#define CODE_COLS 6
#define COUNT_COLS 9
#define RATE_COLS 9
#define RANGE_COLS 18

struct model {
	struct effect_report report;
	struct list list;
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->report = (struct effect_report){ .count = 0 };
	app_ask(app, (struct effect){ .kind = EFFECT_EFFORTS, .efforts = { &model->report } }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	(void)argument;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	(void)effects;
	if (kind != EFFECT_EFFORTS || !ok)
		return;
	model->loaded = true;
	app_focus(app, &(struct focus){ .citizen = 0 });
	list_set(&model->list, model->report.count);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - DRESSING_ROWS))
		return true;
	if (action != ACTION_OPEN)
		return false;
	if (model->report.count > 0)
		app_push(app, SCREEN_EFFORT,
			 &(struct screen_argument){
				 .text = model->report.rows[model->list.cursor].effort->code },
			 effects);
	return true;
}

/* ---- painting ------------------------------------------------------------------------------------- */

/* Where the columns end; 0 no room. */
struct columns {
	int name, counts[EFFORT_IN_WORK + 1], rate, range, chart;
};

static struct columns layout(int cols)
{
	struct columns columns = { .name = cols >= COLS_CHART && cols < COLS_WIDE ? cols / 3 : cols / 4 };
	int at = columns.name;

	columns.counts[EFFORT_INVITED] = at += COUNT_COLS;
	if (cols >= COLS_CHART)
		columns.counts[EFFORT_STARTED] = at += COUNT_COLS;
	if (cols >= COLS_WIDE)
		columns.counts[EFFORT_COMPLETED] = at += COUNT_COLS + 3;
	columns.counts[EFFORT_IN_WORK] = at += COUNT_COLS + 3;
	columns.rate = at += RATE_COLS;
	if (cols >= COLS_WIDE)
		columns.range = at += RANGE_COLS;
	if (cols >= COLS_CHART)
		columns.chart = at + 2;
	return columns;
}

static void view_row(const struct effort_row *row, const struct columns *columns, double top,
		     struct cells *cells, int at, int cols, struct arena *arena)
{
	enum role role = row->flagged ? ROLE_OVERDUE : ROLE_TEXT;

	cells_put(cells, at, 2, role, row->flagged ? "!" : effort_is_closed(row) ? "-" : " ");
	cells_put_width(cells, at, 4, CODE_COLS - 1, false, ROLE_TEXT, row->effort->code);
	cells_put_width(cells, at, 4 + CODE_COLS, columns->name - 4 - CODE_COLS, false, ROLE_TEXT,
			row->effort->name);
	for (int cell = 0; cell <= EFFORT_IN_WORK; cell++)
		if (columns->counts[cell] > 0)
			cells_put_right(cells, at, columns->counts[cell], ROLE_TEXT,
					effort_count_text(arena, row, (enum effort_cell)cell));
	if (!effort_rate_is_shown(row, EFFORT_INVITED)) {
		cells_put_right(cells, at, columns->rate, ROLE_DIM,
				row->counts[EFFORT_INVITED] > 0 ? "*" : "–");
		return;
	}
	cells_put_right(cells, at, columns->rate, ROLE_TITLE, share_text(arena, row->rate_invited));
	if (columns->range > 0)
		cells_put_right(cells, at, columns->range, ROLE_TEXT,
				arena_printf(arena, "%s–%s", share_text(arena, row->low),
					     share_text(arena, row->high)));
	if (columns->chart > 0)
		cells_put(cells, at, columns->chart, ROLE_TEXT,
			  chart_interval(arena, row->low, row->rate_invited, row->high,
					 row->rest > 0 && !row->rest_hidden ? row->rest_rate : CHART_NO_MARK,
					 top, cols - columns->chart));
}

static void view_titles(const struct columns *columns, struct cells *cells, int at)
{
	for (int cell = 0; cell <= EFFORT_IN_WORK; cell++)
		if (columns->counts[cell] > 0)
			cells_put_right(cells, at, columns->counts[cell], ROLE_DIM,
					effort_cell_label((enum effort_cell)cell));
	cells_put_right(cells, at, columns->rate, ROLE_DIM, _("share"));
	if (columns->range > 0)
		cells_put_right(cells, at, columns->range, ROLE_DIM, "95 %");
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;
	struct columns columns = layout(area.cols);
	struct area list = { area.row + 2, area.col, area.rows - DRESSING_ROWS, area.cols };
	double scale = effect_report_top(&model->report);

	(void)app;
	cells_cursor(cells, area.row, area.col);
	cells_put(cells, area.row, area.col, ROLE_TITLE, screen_name(SCREEN_EFFECT));
	if (!model->loaded)
		return;
	view_titles(&columns, cells, area.row + 1);
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);)
		view_row(&model->report.rows[at.index], &columns, scale, cells, at.at, area.cols, arena);
	if (model->report.count == 0)
		cells_put(cells, area.row + 2, 2, ROLE_DIM, _("No efforts are recorded."));
	cells_put_width(
		cells, area.row + area.rows - 1, 2, area.cols - 2, false, ROLE_DIM,
		area.cols >= COLS_CHART
			? _("o in work  <-> 95 %  x the rest  ! ought to be closed  - closed  * hidden")
			: _("! ought to be closed  - closed"));
}

const struct screen_kind screen_effects = {
	.id = SCREEN_EFFECT,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
