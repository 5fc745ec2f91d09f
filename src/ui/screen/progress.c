/* progress.c - the two-sided progress measure: a trend a track and side, the rounds, and what is asked next.
 *
 * argument->citizen. Enter begins what is waited for; when both sides are, the caseworker says who answers
 * first. What the other side may not see yet is not in the model (domain/progress.h). */
#include "samtale/base/sparkline.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/page.h"
#include "ui/widget/wrap.h"

#define COLS_WIDE 72  /* from here on the two sides of a track stand on one row, and dates have their year */
#define TREND_MOST 12 /* rounds: three years */
#define SIDE_COLS 27

struct model {
	int64_t citizen;
	struct progress progress;
	bool loaded;
	int top; /* the first row of the page that is on the screen */
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	app_ask(app,
		(struct effect){ .kind = EFFECT_PROGRESS, .progress = { model->citizen, &model->progress } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	((struct model *)data)->citizen = argument->citizen;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	(void)app;
	(void)err;
	(void)effects;
	if (kind == EFFECT_PROGRESS && ok)
		((struct model *)data)->loaded = true;
}

/* ---- the page ----------------------------------------------------------------------------------------- */

/* Rows are painted from the top of the page; those that are not on the screen fall outside the cells. */
struct painting {
	struct cells *cells;
	struct area area;
	struct arena *arena;
	int top, rows;
};

#define OFF_SCREEN (-1)

static int page_row(struct painting *page)
{
	int row = page->area.row + page->rows++ - page->top;

	return row >= page->area.row && row < page->area.row + page->area.rows ? row : OFF_SCREEN;
}

static void put_text(struct painting *page, int indent, enum role role, const char *text)
{
	struct wrapped wrapped = wrap_text(page->arena, text, page->area.cols - indent - 1);

	for (int i = 0; i < wrapped.count; i++)
		cells_put(page->cells, page_row(page), page->area.col + indent, role, wrapped.lines[i]);
}

static void put_title(struct painting *page, const char *text)
{
	page_row(page);
	cells_put_width(page->cells, page_row(page), page->area.col + 2, page->area.cols - 2, false,
			ROLE_TITLE, text);
}

/* "▃▄▅▆   6,3  +0,7" from col; the line's newest value stands at its end. */
static void put_trend(struct painting *page, int row, int col, const double *values, size_t count)
{
	size_t shown = count < TREND_MOST ? count : TREND_MOST;
	double latest, change;

	if (!progress_latest(values, count, &latest)) {
		cells_put(page->cells, row, col, ROLE_DIM, "–");
		return;
	}
	cells_put(page->cells, row, col, ROLE_TEXT,
		  sparkline(page->arena, values + count - shown, shown, progress_scale(values, count),
			    SPARKLINE_BLOCKS));
	col += TREND_MOST + 1;
	cells_put_right(page->cells, row, col + 5, ROLE_TITLE, progress_value_text(page->arena, latest));
	if (progress_change(values, count, &change))
		cells_put_right(page->cells, row, col + 11, ROLE_DIM,
				progress_change_text(page->arena, change));
}

static void put_track(struct painting *page, const struct progress *progress, enum progress_track track)
{
	int row = page_row(page), col = page->area.col + 2;
	bool beside = page->area.cols >= COLS_WIDE;

	cells_put_width(page->cells, row, col, 19, false, ROLE_TEXT, progress_track_label(track));
	for (int s = 0; s < PROGRESS_SIDES; s++) {
		enum progress_side side = (enum progress_side)s;
		const double *values = progress_trend(progress, side, track, page->arena);
		int at = col + 20 + s * SIDE_COLS;

		if (!beside) {
			row = page_row(page);
			at = col + 12;
			cells_put_width(page->cells, row, col + 1, 10, false, ROLE_DIM,
					progress_side_label(side));
		}
		put_trend(page, row, at, values, progress->count);
	}
}

static void put_trends(struct painting *page, const struct progress *progress)
{
	int row;

	page_row(page);
	if (page->area.cols >= COLS_WIDE) {
		row = page_row(page);
		for (int s = 0; s < PROGRESS_SIDES; s++)
			cells_put(page->cells, row, page->area.col + 22 + s * SIDE_COLS, ROLE_DIM,
				  progress_side_label((enum progress_side)s));
	}
	for (int t = 0; t < PROGRESS_TRACKS; t++)
		put_track(page, progress, (enum progress_track)t);
}

/* ---- the rounds --------------------------------------------------------------------------------------- */

/* The columns of the table. */
struct columns {
	int date, side, numbers, number; /* where they begin; number: the width of one */
	bool year;
};

static struct columns columns_of(const struct painting *page)
{
	bool wide = page->area.cols >= COLS_WIDE;
	int date = page->area.col + 2, side = date + (wide ? 17 : 7);

	return (struct columns){ date, side, side + 11, wide ? 13 : 6, wide };
}

static const char *not_given_text(const struct progress *progress, const struct progress_round *round,
				  enum progress_side side)
{
	if (!progress->waiting || round != &progress->rounds[progress->count - 1])
		return _("was not answered in time");
	return side == PROGRESS_CITIZEN ? _("waiting for the citizen's answers")
					: _("waiting for the caseworker's answers");
}

static void put_side(struct painting *page, const struct progress *progress, const struct progress_round *round,
		     enum progress_side side)
{
	struct columns columns = columns_of(page);
	struct date given = round->given[side];
	int row = page_row(page);

	if (date_is_set(given))
		cells_put(page->cells, row, columns.date, ROLE_TEXT,
			  columns.year ? date_long(page->arena, given) : date_short(page->arena, given));
	cells_put_width(page->cells, row, columns.side, 10, false, ROLE_TEXT, progress_side_label(side));
	if (!date_is_set(round->completed)) {
		cells_put_width(page->cells, row, columns.numbers,
				page->area.col + page->area.cols - columns.numbers, false, ROLE_DIM,
				date_is_set(given) ? _("answered, not shown yet")
						   : not_given_text(progress, round, side));
		return;
	}
	for (int t = 0; t < PROGRESS_TRACKS; t++)
		cells_put_right(page->cells, row, columns.numbers + (t + 1) * columns.number, ROLE_TEXT,
				progress_value_text(page->arena, round->values[side][t]));
}

static void put_head(struct painting *page, int row, int track, const char *head)
{
	struct columns columns = columns_of(page);
	int end = columns.numbers + (track + 1) * columns.number, room = columns.number - 1;

	if (utf8_columns(head) <= room)
		cells_put_right(page->cells, row, end, ROLE_DIM, head);
	else
		cells_put_width(page->cells, row, end - room, room, false, ROLE_DIM, head);
}

/* Newest first; each track's short name stands over its column. */
static void put_rounds(struct painting *page, const struct progress *progress)
{
	static const char *const heads[PROGRESS_TRACKS] = {
		[PROGRESS_JOB] = N_("Job"),
		[PROGRESS_HEALTH] = N_("Health"),
		[PROGRESS_SKILLS] = N_("Skills"),
	};
	int row;

	page_row(page);
	row = page_row(page);
	cells_put(page->cells, row, page->area.col + 2, ROLE_TITLE, _("Rounds"));
	for (int t = 0; t < PROGRESS_TRACKS; t++)
		put_head(page, row, t, tr(heads[t]));
	for (size_t i = progress->count; i-- > 0;)
		for (int s = 0; s < PROGRESS_SIDES; s++)
			put_side(page, progress, &progress->rounds[i], (enum progress_side)s);
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static void put_others(struct painting *page, const struct progress *progress)
{
	int room = page->area.cols - 30;

	put_title(page, _("Other numbers, from conversations"));
	for (size_t i = 0; i < progress->other_count; i++) {
		const struct progress_series *series = &progress->others[i];
		int row = page_row(page), col = page->area.col + 2;

		if (room >= 20) {
			cells_put_width(page->cells, row, col, room, false, ROLE_TEXT, series->label);
			put_trend(page, row, col + room + 1, series->values, series->count);
			continue;
		}
		cells_put_width(page->cells, row, col, page->area.cols - 2, false, ROLE_TEXT, series->label);
		put_trend(page, page_row(page), col + 12, series->values, series->count);
	}
}

static const char *next_text(const struct progress *progress, struct date today, struct arena *arena)
{
	if (progress->count > 0)
		return progress_next_text(progress, today, arena);
	return _(
		"Nothing has been measured yet. Enter begins: nine questions to the citizen and eleven to the "
		"caseworker, each for themselves.");
}

static void put_page(struct painting *page, const struct progress *progress, struct date today)
{
	bool late = progress->count > 0 && date_compare(progress->due, today) < 0;

	if (late && page->top == 0)
		cells_put(page->cells, page->area.row, page->area.col + 1, ROLE_OVERDUE, "!");
	put_text(page, 2, late ? ROLE_OVERDUE : ROLE_TEXT, next_text(progress, today, page->arena));
	if (progress->count > 0) {
		put_trends(page, progress);
		put_rounds(page, progress);
	}
	if (progress->other_count > 0)
		put_others(page, progress);
}

/* The title stays where it is. */
static struct area under_title(struct area area)
{
	area.row++;
	area.rows--;
	return area;
}

/* The furthest that the page goes up, on a screen of that size. */
static int last_top(const struct progress *progress, struct date today, struct area area, struct arena *arena)
{
	struct cells nowhere = { .rows = 0 };
	struct painting page = { .cells = &nowhere, .area = area, .arena = arena };

	put_page(&page, progress, today);
	return page.rows > area.rows ? page.rows - area.rows : 0;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;
	struct date today = app_now(app).date;
	struct painting page = { .cells = cells, .area = under_title(area), .arena = arena };
	int most;

	cells_cursor(cells, area.row, area.col);
	cells_put(cells, area.row, area.col, ROLE_TITLE, screen_name(SCREEN_PROGRESS));
	if (!model->loaded)
		return;
	most = last_top(&model->progress, today, page.area, arena);
	page.top = model->top < most ? model->top : most;
	put_page(&page, &model->progress, today);
	if (page.top < most)
		cells_put_right(cells, area.row, area.col + area.cols, ROLE_DIM, _("more below"));
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static void begin(struct app *app, const struct model *model, enum progress_side side,
		  struct effects *effects)
{
	app_push(app, SCREEN_CONVERSATION,
		 &(struct screen_argument){ .citizen = model->citizen, .guide = progress_side_guide(side) },
		 effects);
}

static void side_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	begin(app, data, (enum progress_side)row, effects);
}

static void choose_side(struct app *app, const struct model *model, struct effects *effects)
{
	const struct progress *progress = &model->progress;
	struct chooser_row rows[PROGRESS_SIDES] = { { 0 } };

	for (int s = 0; s < PROGRESS_SIDES; s++) {
		rows[s].text = progress_side_label((enum progress_side)s);
		rows[s].beside = progress->missing[s] ? "" : _("has answered");
	}
	app_choose(app,
		   &(struct chooser){ .title = progress->waiting ? _("Who answers?") : _("Who answers first?"),
				      .rows = rows,
				      .count = PROGRESS_SIDES,
				      .chosen = side_chosen,
				      .digits = true },
		   effects);
}

static void measure(struct app *app, const struct model *model, struct effects *effects)
{
	const bool *missing = model->progress.missing;

	if (missing[PROGRESS_CITIZEN] && missing[PROGRESS_CASEWORKER])
		choose_side(app, model, effects);
	else
		begin(app, model, missing[PROGRESS_CITIZEN] ? PROGRESS_CITIZEN : PROGRESS_CASEWORKER,
		      effects);
}

static bool scroll(struct app *app, struct model *model, enum action action)
{
	struct area area =
		under_title((struct area){ .rows = app_body_rows(app), .cols = app_body_cols(app) });

	return scroll_act(action, area.rows - 2,
			  last_top(&model->progress, app_now(app).date, area, app_arena(app)), &model->top);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	switch (action) {
	case ACTION_MEASURE:
		measure(app, model, effects);
		return true;
	case ACTION_MEASURE_SIDE:
		choose_side(app, model, effects);
		return true;
	default:
		return scroll(app, model, action);
	}
}

const struct screen_kind screen_progress = {
	.id = SCREEN_PROGRESS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
