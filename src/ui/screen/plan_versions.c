/* plan_versions.c - two versions of the plan beside each other; < and > go through them.
 *
 * argument->citizen. Where there is room for two columns the older one stands to the left; else what has gone
 * and what has come stand below each other. Either way - marks what has gone, + what has come, and both what
 * is changed. */
#include "samtale/base/tr.h"
#include "samtale/domain/plan_content.h"
#include "samtale/domain/plan_sheet.h"
#include "ui/screen/screens.h"
#include "ui/widget/page.h"
#include "ui/widget/wrap.h"

#define BESIDE_COLS 78 /* from here on there is room for two columns */

/* A version that can be compared: a frozen one, or the plan as it stands. */
struct side {
	struct plan_content content;
	const char *title;
};

struct model {
	int64_t citizen;
	struct plan_sheet sheet;
	struct side *sides; /* oldest first */
	int side_count;
	int newer; /* the side to the right; the one before it is to the left */
	struct plan_differences differences;
	int top; /* first line wanted; the view holds it within the text */
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN, .plan = { model->citizen, &model->sheet } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	model->newer = -1;
	load(app, data, effects);
}

/* ---- what is compared ---------------------------------------------------------------------------------- */

static void add_side(struct app *app, struct model *model, struct side side)
{
	model->sides =
		arena_grow(app_arena(app), model->sides, (size_t)model->side_count, sizeof(*model->sides));
	model->sides[model->side_count++] = side;
}

static void add_versions(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);

	for (size_t i = 0; i < model->sheet.version_count; i++) {
		const struct plan_version *version = &model->sheet.versions[i];
		struct side side = { .title =
					     arena_printf(arena,
							  version->conversation != 0
								  ? _("Version %d, %s, a conversation")
								  : _("Version %d, %s, the citizen's answer"),
							  (int)i + 1, date_short(arena, version->date)) };

		if (!plan_content_read(version->content, arena, &side.content))
			side.title = arena_printf(arena, _("Version %d cannot be read"), (int)i + 1);
		add_side(app, model, side);
	}
}

/* The plan as it stands is a side of its own when it is no longer the newest version. */
static void add_present(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);
	struct side side = { .title = _("The plan now") };
	size_t count = model->sheet.version_count;

	plan_content_of(&model->sheet.plan, arena, &side.content);
	if (count == 0 || !str_equal(plan_content_write(&side.content, false, arena),
				     model->sheet.versions[count - 1].content))
		add_side(app, model, side);
}

static void compare(struct app *app, struct model *model)
{
	static const struct plan_content nothing = { 0 };
	const struct plan_content *before =
		model->newer > 0 ? &model->sides[model->newer - 1].content : &nothing;

	model->top = 0;
	plan_compare(before, &model->sides[model->newer].content, app_arena(app), &model->differences);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	struct focus focus = *app_focused(app);

	(void)err, (void)effects;
	if (kind != EFFECT_PLAN || !ok)
		return;
	model->sides = NULL;
	model->side_count = 0;
	add_versions(app, model);
	add_present(app, model);
	if (model->newer < 0 || model->newer >= model->side_count)
		model->newer = model->side_count - 1;
	focus.versions = model->side_count;
	app_focus(app, &focus);
	compare(app, model);
	model->loaded = true;
}

/* ---- as lines ------------------------------------------------------------------------------------------ */

struct painted {
	char left_mark, right_mark; /* ' ' none */
	const char *left, *right;   /* stacked: only left */
	enum role role;
};

struct painting {
	struct arena *arena;
	int cols; /* of a column's text */
	bool beside;
	struct painted *lines;
	int count;
};

static void put(struct painting *p, struct painted line)
{
	p->lines = arena_grow(p->arena, p->lines, (size_t)p->count, sizeof(*p->lines));
	p->lines[p->count++] = line;
}

static const char *line_of(const struct wrapped *wrapped, int line)
{
	return line < wrapped->count ? wrapped->lines[line] : "";
}

static struct wrapped wrapped_row(struct painting *p, const struct plan_row *row)
{
	if (row == NULL)
		return (struct wrapped){ .count = 0 };
	return wrap_text(p->arena, plan_row_text(row, p->arena), p->cols);
}

static void put_beside(struct painting *p, const struct plan_difference *difference)
{
	struct wrapped left = wrapped_row(p, difference->before), right = wrapped_row(p, difference->after);
	bool same = difference->change == PLAN_SAME;

	for (int i = 0; i < left.count || i < right.count; i++)
		put(p, (struct painted){ .left_mark = same || i > 0 || difference->before == NULL ? ' ' : '-',
					 .right_mark = same || i > 0 || difference->after == NULL ? ' ' : '+',
					 .left = line_of(&left, i),
					 .right = line_of(&right, i),
					 .role = same ? ROLE_DIM : ROLE_TEXT });
}

static void put_below(struct painting *p, const struct plan_row *row, char mark)
{
	struct wrapped text = wrapped_row(p, row);

	for (int i = 0; i < text.count; i++)
		put(p, (struct painted){ .left_mark = i > 0 ? ' ' : mark,
					 .right_mark = ' ',
					 .left = line_of(&text, i),
					 .right = "",
					 .role = mark == ' ' ? ROLE_DIM : ROLE_TEXT });
}

static void put_difference(struct painting *p, const struct plan_difference *difference)
{
	if (p->beside) {
		put_beside(p, difference);
	} else if (difference->change == PLAN_SAME) {
		put_below(p, difference->after, ' ');
	} else {
		put_below(p, difference->before, '-');
		put_below(p, difference->after, '+');
	}
}

static struct painting paint(const struct model *model, int cols, struct arena *arena)
{
	struct painting p = { .arena = arena, .beside = cols >= BESIDE_COLS };
	const char *heading = "";

	p.cols = p.beside ? (cols - 2) / 2 - 2 : cols - 4;
	for (size_t i = 0; i < model->differences.count; i++) {
		const struct plan_difference *difference = &model->differences.rows[i];
		const char *its =
			plan_row_heading(difference->after != NULL ? difference->after : difference->before,
					 arena);

		if (!str_equal(its, heading))
			put(&p, (struct painted){ .left_mark = ' ',
						  .right_mark = ' ',
						  .left = its,
						  .right = "",
						  .role = ROLE_TITLE });
		heading = its;
		put_difference(&p, difference);
	}
	return p;
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

static int head_rows(int cols)
{
	return cols >= BESIDE_COLS ? 2 : 3;
}

static int last_top(struct app *app, const struct model *model)
{
	int rows = app_body_rows(app) - head_rows(app_body_cols(app));
	int count = paint(model, app_body_cols(app), app_arena(app)).count;

	return count > rows ? count - rows : 0;
}

static void step(struct app *app, struct model *model, int by)
{
	int newer = model->newer + by;

	if (newer < 0)
		app_say(app, ROLE_MESSAGE, "%s", _("This is the first version."));
	else if (newer >= model->side_count)
		app_say(app, ROLE_MESSAGE, "%s", _("This is the plan as it stands."));
	else {
		model->newer = newer;
		compare(app, model);
	}
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	if (!model->loaded)
		return false;
	switch (action) {
	case ACTION_VERSION_BEFORE: step(app, model, -1); return true;
	case ACTION_VERSION_AFTER: step(app, model, 1); return true;
	default: return scroll_act(action, app_body_rows(app) - 3, last_top(app, model), &model->top);
	}
}

/* ---- painting ------------------------------------------------------------------------------------------ */

static void put_marked(struct cells *cells, int row, int col, int width, char mark, enum role role,
		       const char *text)
{
	const char marked[] = { mark, '\0' };

	cells_put(cells, row, col, ROLE_TEXT, marked);
	cells_put_width(cells, row, col + 2, width, false, role, text);
}

static void view_line(const struct painting *p, const struct painted *line, struct cells *cells,
		      struct area area, int row)
{
	if (line->role == ROLE_TITLE) {
		cells_put_width(cells, row, area.col, area.cols, false, ROLE_TITLE, line->left);
		return;
	}
	put_marked(cells, row, area.col, p->cols, line->left_mark, line->role, line->left);
	if (p->beside)
		put_marked(cells, row, area.col + (area.cols + 2) / 2, p->cols, line->right_mark, line->role,
			   line->right);
}

/* The titles of both, with the changes counted. Returns the rows used. */
static int view_head(const struct model *model, struct cells *cells, struct area area, bool more,
		     struct arena *arena)
{
	const char *before = model->newer > 0 ? model->sides[model->newer - 1].title : _("Nothing before it");
	const char *after = model->sides[model->newer].title;
	int half = (area.cols - 2) / 2, rows = head_rows(area.cols);

	cells_put_width(cells, area.row, area.col, half + (rows > 2 ? half : 0), false, ROLE_TITLE, before);
	if (rows == 2)
		cells_put_width(cells, area.row, area.col + (area.cols + 2) / 2, half, false, ROLE_TITLE,
				after);
	else
		cells_put_width(cells, area.row + 1, area.col, area.cols, false, ROLE_TITLE, after);
	if (more)
		area.cols =
			cells_put_right(cells, area.row + rows - 1, area.cols, ROLE_DIM, _("more below")) - 1;
	cells_put_width(cells, area.row + rows - 1, area.col, area.cols, false, ROLE_DIM,
			model->differences.changes == 0
				? _("Nothing is changed.")
				: arena_printf(arena,
					       tr_count("%zu change, < > other versions",
							"%zu changes, < > other versions",
							(long)model->differences.changes),
					       model->differences.changes));
	return rows;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;
	struct painting p;
	int head, rows, top = model->top;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	p = paint(model, area.cols, arena);
	rows = area.rows - head_rows(area.cols);
	if (top > p.count - rows)
		top = p.count > rows ? p.count - rows : 0;
	head = view_head(model, cells, area, top + rows < p.count, arena);
	for (int i = 0; i < rows && top + i < p.count; i++)
		view_line(&p, &p.lines[top + i], cells, area, area.row + head + i);
}

const struct screen_kind screen_plan_versions = {
	.id = SCREEN_PLAN_VERSIONS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
