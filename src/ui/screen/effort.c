/* effort.c - one effort: its funnel, its share with the interval, the rest of the target group, and what was
 * decided.
 *
 * argument->text: its code. */
#include <stdio.h>

#include "samtale/base/chart.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/page.h"

#define CODE_BYTES 64
#define LABEL_COLS 14
#define COUNT_COLS 8

struct model {
	char code[CODE_BYTES];
	struct effect_report report;
	const struct effort_row *row; /* NULL: not there */
	bool loaded;
	int top;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->row = NULL;
	model->loaded = false;
	app_ask(app, (struct effect){ .kind = EFFECT_EFFORTS, .efforts = { &model->report } }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct model *model = data;

	snprintf(model->code, sizeof(model->code), "%s", argument->text);
	load(app, model, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)app;
	(void)err;
	(void)effects;
	if (kind != EFFECT_EFFORTS || !ok)
		return;
	model->loaded = true;
	model->row = effect_report_find(&model->report, model->code);
}

/* ---- the page ------------------------------------------------------------------------------------- */

static void put_funnel(struct page *page, const struct effort_row *row)
{
	struct arena *arena = page->arena;
	int bar = page->cols - LABEL_COLS - COUNT_COLS - 6, most = row->counts[EFFORT_INVITED];

	for (int cell = EFFORT_INVITED; cell <= EFFORT_IN_WORK; cell++) {
		const char *label = page_column(arena, effort_cell_label((enum effort_cell)cell), LABEL_COLS,
						false);
		const char *count = page_column(arena, effort_count_text(arena, row, (enum effort_cell)cell),
						COUNT_COLS, true);
		bool drawn = most > 0 && !row->hidden[cell] && !row->hidden[EFFORT_INVITED];

		page_put(
			page, ROLE_TEXT, 2,
			arena_printf(arena, "%s%s |%s|", label, count,
				     chart_bar(arena, drawn ? row->counts[cell] : 0, drawn ? most : 1, bar)));
	}
}

static void put_interval(struct page *page, const struct effort_row *row, double top)
{
	struct arena *arena = page->arena;
	int bar = page->cols - 16;

	if (!effort_rate_is_shown(row, EFFORT_INVITED))
		return;
	page_put(page, ROLE_TEXT, 2,
		 arena_printf(
			 arena, "0 |%s| %s",
			 chart_interval(arena, row->low, row->rate_invited, row->high,
					row->rest > 0 && !row->rest_hidden ? row->rest_rate : CHART_NO_MARK,
					top, bar),
			 share_text(arena, top)));
	page_add(page, ROLE_DIM, 2,
		 _("o in work of the invited, <-> the 95 % interval, x the rest of the target group"));
}

static void build(struct page *page, const void *data)
{
	const struct model *model = data;
	const struct effort_row *row = model->row;
	const char *decided;

	if (row == NULL) {
		if (model->loaded)
			page_add(page, ROLE_TEXT, 0,
				 _("This effort is not on this machine. Go back and open the list again."));
		return;
	}
	decided = effort_decision_text(page->arena, row);
	page_put(page, ROLE_TITLE, 0,
		 arena_printf(page->arena, "%s  %s", row->effort->code, row->effort->name));
	if (*row->effort->description != '\0')
		page_add(page, ROLE_DIM, 2, row->effort->description);
	page_add(
		page, row->flagged ? ROLE_OVERDUE : ROLE_TEXT, 2,
		arena_printf(page->arena, "%s%s", row->flagged ? "! " : "", effort_reason(page->arena, row)));
	if (*decided != '\0')
		page_add(page, ROLE_TITLE, 2, decided);
	page_gap(page);
	put_funnel(page, row);
	page_gap(page);
	page_add(page, ROLE_TITLE, 2, effort_rates_text(page->arena, row));
	put_interval(page, row, effect_report_top(&model->report));
	page_add(page, ROLE_TEXT, 2, effort_beside_text(page->arena, row));
	page_add(page, ROLE_TEXT, 2, effort_rest_text(page->arena, row));
	page_gap(page);
	page_add(page, ROLE_DIM, 2, effect_definition());
	page_add(page, ROLE_DIM, 2, effect_data_text(page->arena, &model->report));
	page_add(page, ROLE_DIM, 2, arena_printf(page->arena, "%s %s", _("Hash:"), model->report.hash));
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (model->row == NULL)
		return false;
	if (action == ACTION_EFFORT_DECIDE) {
		app_push(app, SCREEN_EFFORT_ACT, &(struct screen_argument){ .text = model->code }, effects);
		return true;
	}
	return page_act(app, build, model, action, &model->top);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	page_view(build, model, model->top, cells, area, arena);
}

const struct screen_kind screen_effort = {
	.id = SCREEN_EFFORT,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
