/* population.c - the caseload in the groups of the municipality's policy, the goal line, and the same by team
 * and caseworker. */
#include "samtale/base/chart.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "samtale/domain/population.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/page.h"

#define COLS_WIDE 72
#define LABEL_COLS 26
#define COUNT_COLS 7
#define SHARE_COLS 8

struct model {
	struct population_report report;
	bool loaded;
	int top;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	app_ask(app, (struct effect){ .kind = EFFECT_POPULATION, .population = { &model->report } }, effects);
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
	(void)err;
	(void)effects;
	if (kind != EFFECT_POPULATION || !ok)
		return;
	((struct model *)data)->loaded = true;
	app_focus(app, &(struct focus){ .citizen = 0 });
}

/* ---- the page ------------------------------------------------------------------------------------- */

/* "Not job-ready   1,060  38.5 % |############      |"; on a narrow page the bar stands on a line of its own.
 */
static void put_bar(struct page *page, const char *label, const char *count, double share, double top)
{
	struct arena *arena = page->arena;
	bool wide = page->cols >= COLS_WIDE;
	const char *numbers = arena_printf(arena, "%s%s", page_column(arena, count, COUNT_COLS, true),
					   page_column(arena, share_text(arena, share), SHARE_COLS, true));

	if (wide) {
		page_put(page, ROLE_TEXT, 2,
			 arena_printf(arena, "%s%s |%s|", page_column(arena, label, LABEL_COLS, false),
				      numbers,
				      chart_bar(arena, share, top,
						page->cols - LABEL_COLS - COUNT_COLS - SHARE_COLS - 6)));
		return;
	}
	page_put(page, ROLE_TEXT, 2, label);
	page_put(page, ROLE_TEXT, 2,
		 arena_printf(arena, "%s |%s|", numbers,
			      chart_bar(arena, share, top, page->cols - COUNT_COLS - SHARE_COLS - 6)));
}

static void put_groups(struct page *page, const struct population_row *row)
{
	for (int group = 0; group < POPULATION_GROUPS; group++)
		put_bar(page, population_group_label((enum population_group)group),
			number_text(page->arena, row->counts[group]),
			row->people > 0 ? (double)row->counts[group] / row->people : 0, 1);
}

static void put_goal(struct page *page, const struct population_goal *goal)
{
	double top = (goal->figure > goal->target ? goal->figure : goal->target) / 1000.0;

	page_add(page, ROLE_TITLE, 0, population_goal_text(page->arena, goal));
	put_bar(page, _("Measured"), "", goal->figure / 1000.0, top);
	put_bar(page, _("Goal"), "", goal->target / 1000.0, top);
	page_add(page, ROLE_DIM, 2,
		 arena_printf(page->arena, "%s: %s", _("Source"), goal->figure_row->source));
}

static const char *short_label(enum population_group group)
{
	static const char *const labels[POPULATION_GROUPS] = {
		N_("employed"), N_("activated"), N_("not activ."),
		N_("others"),   N_("not ready"), N_("pension"),
	};

	return tr(labels[group]);
}

static void put_counts(struct page *page, const struct population_row *row, const char *name, int indent)
{
	int width = page->cols >= COLS_WIDE ? 11 : 5;
	const char *line = page_column(page->arena, name, (page->cols >= COLS_WIDE ? 10 : 8) - indent, false);

	for (int group = 0; group < POPULATION_GROUPS; group++)
		line = arena_printf(
			page->arena, "%s%s", line,
			page_column(page->arena, number_text(page->arena, row->counts[group]), width, true));
	page_put(page, indent == 2 ? ROLE_TITLE : ROLE_TEXT, indent, line);
}

static void put_views(struct page *page, const struct population_report *report)
{
	const char *titles = page_column(page->arena, "", 10, false);

	for (int group = 0; group < POPULATION_GROUPS; group++)
		titles = arena_printf(
			page->arena, "%s%s", titles,
			page_column(page->arena, short_label((enum population_group)group), 11, true));
	page_put(page, ROLE_TITLE, 0, _("By team and caseworker"));
	if (page->cols >= COLS_WIDE)
		page_put(page, ROLE_DIM, 0, titles);
	for (size_t i = 0; i < report->team_count; i++) {
		const char *team = report->teams[i].team;

		put_counts(page, &report->teams[i], *team != '\0' ? team : _("nobody's"), 2);
		for (size_t j = 0; j < report->caseworker_count; j++)
			if (str_equal(report->caseworkers[j].team, team) &&
			    *report->caseworkers[j].initials != '\0')
				put_counts(page, &report->caseworkers[j], report->caseworkers[j].initials, 4);
	}
}

static void build(struct page *page, const void *data)
{
	const struct population_report *report = &((const struct model *)data)->report;

	if (!((const struct model *)data)->loaded)
		return;
	page_put(page, ROLE_TITLE, 0,
		 arena_printf(page->arena, _("%s: %s citizens"), screen_name(SCREEN_POPULATION),
			      number_text(page->arena, report->all.people)));
	put_groups(page, &report->all);
	page_gap(page);
	put_goal(page, &report->goal);
	page_gap(page);
	put_views(page, report);
	page_gap(page);
	page_add(page, ROLE_DIM, 2, population_definition());
	page_add(page, ROLE_DIM, 2, arena_printf(page->arena, "%s %s", _("Hash:"), report->hash));
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	return page_act(app, build, model, action, &model->top);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	page_view(build, model, model->top, cells, area, arena);
}

const struct screen_kind screen_population = {
	.id = SCREEN_POPULATION,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
