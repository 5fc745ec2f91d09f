/* caseload.c - the list of citizens, a window at a time, narrowed by what is typed: a name, a CPR number, a phone
 * number.
 *
 * argument->number 1: begin in the filter. Only the rows on the screen are ever fetched. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/filter.h"
#include "ui/widget/window.h"
#include "ui/widget/wrap.h"

#define DRESSING_ROWS 2 /* the filter line and the column titles */

struct model {
	struct caseload caseload; /* the rows of the window */
	struct window window;
	struct filter filter;
	bool everybody, loaded;
};

static const struct caseload_row *current(const struct model *model)
{
	return model->window.list.count > 0 ? &model->caseload.rows[model->window.list.cursor] : NULL;
}

static void refocus(struct app *app, struct model *model)
{
	const struct caseload_row *row = current(model);
	struct focus focus = { .citizen = 0 };

	if (row != NULL) {
		focus.citizen = row->id;
		snprintf(focus.who, sizeof(focus.who), "%s %s", row->given_names, row->surname);
		focus.target_group = row->target_group;
		focus.insured = row->target_group == 1;
	}
	app_focus(app, &focus);
}

static int window_rows(const struct app *app)
{
	int rows = app_body_rows(app) - DRESSING_ROWS;

	return rows > 1 ? rows : 1;
}

static void fetch(struct app *app, struct model *model, struct window_fetch wanted, struct effects *effects)
{
	bool anchored = wanted.from == LIST_AFTER || wanted.from == LIST_BEFORE;
	const struct caseload_row *anchor = anchored ? &model->caseload.rows[wanted.row] : NULL;
	struct caseload_query query = {
		.coordinator = model->everybody ? 0 : app_caseworker(app)->id,
		.filter = filter_text(&model->filter),
		.from = wanted.from,
		.sort_key = anchor != NULL ? anchor->sort_key : "",
		.id = anchor != NULL ? anchor->id : 0,
		.limit = window_rows(app),
		.today = app_now(app).date,
	};

	app_ask(app, (struct effect){ .kind = EFFECT_CASELOAD, .caseload = { query, &model->caseload } }, effects);
}

static void restart(struct app *app, struct model *model, struct effects *effects)
{
	app_forget(app);
	model->caseload = (struct caseload){ .count = 0 };
	model->window = (struct window){ .more_before = false };
	refocus(app, model);
	fetch(app, model, (struct window_fetch){ .from = LIST_FIRST }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	filter_init(&model->filter, argument->number == 1);
	model->everybody = model->filter.typing;
	restart(app, model, effects);
}

static void leave(void *data)
{
	filter_done(&((struct model *)data)->filter);
}

/* Back from a citizen: the same window, read again. */
static void resume(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	size_t cursor = model->window.list.cursor;

	restart(app, model, effects);
	model->window.list.cursor = cursor;
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	(void)effects;
	if (kind == EFFECT_SEAT_ASK && ok)
		app_say(app, ROLE_GOOD, "%s", seat_asked_text());
	if (kind != EFFECT_CASELOAD)
		return;
	model->loaded |= ok;
	window_set(&model->window, ok ? model->caseload.count : 0, model->caseload.more_before,
		   model->caseload.more_after);
	refocus(app, model);
}

static bool move(struct app *app, struct model *model, enum action action, struct effects *effects)
{
	struct window_fetch wanted;

	if (!window_act(&model->window, action, &wanted))
		return false;
	if (wanted.needed)
		fetch(app, model, wanted, effects);
	refocus(app, model);
	return true;
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct caseload_row *row = current(model);

	if (move(app, model, action, effects))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (row != NULL)
			app_push(app, SCREEN_CITIZEN, &(struct screen_argument){ .citizen = row->id }, effects);
		else if (model->caseload.moved != 0)
			app_push(app, SCREEN_NOTE, &(struct screen_argument){ .citizen = model->caseload.moved },
				 effects);
		else if (model->caseload.elsewhere != 0)
			app_ask(app, (struct effect){ .kind = EFFECT_SEAT_ASK, .seat_ask = { model->caseload.elsewhere } },
				effects);
		return true;
	case ACTION_TALK:
		app_push(app, SCREEN_CONVERSATION, &(struct screen_argument){ .citizen = row->id }, effects);
		return true;
	case ACTION_FILTER: model->filter.typing = true; return true;
	case ACTION_EVERYBODY:
		model->everybody = !model->everybody;
		restart(app, model, effects);
		return true;
	case ACTION_BACK:
		if (!filter_clear(&model->filter))
			return false;
		restart(app, model, effects);
		return true;
	default:
		return false;
	}
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;
	enum filter_result result = filter_type(&model->filter, key);

	if (result == FILTER_CHANGED)
		restart(app, model, effects);
	return result != FILTER_NOT_MINE;
}

static bool takes_text(const void *data)
{
	return ((const struct model *)data)->filter.typing;
}

/* ---- painting ------------------------------------------------------------------------------------- */

struct column {
	int at, width; /* width 0: no room for it */
};

struct columns {
	struct column name, cpr, group, week, next, last, coordinator;
};

static struct columns layout(int cols)
{
	struct columns columns = { .name = { 2, cols - 2 } };
	int at = cols;

	if (cols >= 110) {
		columns.coordinator = (struct column){ at -= 6, 5 };
		columns.last = (struct column){ at -= 12, 11 };
	}
	if (cols >= 72)
		columns.next = (struct column){ at -= 11, 10 };
	if (cols >= 60) {
		columns.week = (struct column){ at -= 9, 8 };
		columns.group = (struct column){ at -= 17, 16 };
	}
	columns.cpr = (struct column){ at -= 12, 11 };
	columns.name.width = at - 3;
	return columns;
}

static void put(const struct list_row *at, struct column column, enum role role, const char *text)
{
	if (column.width > 0)
		list_put(at, column.at, column.width, role, text);
}

static void view_row(const struct caseload_row *row, const struct columns *columns, const struct list_row *at,
		     struct arena *arena)
{
	char masked[CPR_MASKED_SIZE];

	if (row->has_conflict)
		list_flag(at, ROLE_CONFLICT, "~");
	put(at, columns->name, at->role,
	    arena_printf(arena, "%s, %s%s", row->surname, row->given_names, row->unfinished ? " …" : ""));
	put(at, columns->cpr, ROLE_DIM, cpr_masked(row->cpr, masked));
	put(at, columns->group, ROLE_TEXT, target_group_label(row->target_group));
	if (row->benefit_weeks >= 0)
		put(at, columns->week, ROLE_TEXT, arena_printf(arena, _("week %d"), row->benefit_weeks + 1));
	if (date_is_set(row->next_appointment))
		put(at, columns->next, ROLE_TEXT, date_short(arena, row->next_appointment));
	if (date_is_set(row->last_conversation))
		put(at, columns->last, ROLE_DIM, date_short(arena, row->last_conversation));
	put(at, columns->coordinator, ROLE_DIM, row->coordinator_initials);
}

static void view_titles(const struct columns *columns, struct cells *cells, int row)
{
	const struct list_row at = { .at = row, .cells = cells };

	put(&at, columns->name, ROLE_DIM, _("Name"));
	put(&at, columns->cpr, ROLE_DIM, _("CPR"));
	put(&at, columns->group, ROLE_DIM, _("Group"));
	put(&at, columns->next, ROLE_DIM, _("Next"));
	put(&at, columns->last, ROLE_DIM, _("Last"));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct columns columns = layout(area.cols);
	struct area list = { area.row + DRESSING_ROWS, area.col, area.rows - DRESSING_ROWS, area.cols };
	int col;

	(void)app;
	col = cells_put(cells, area.row, area.col, ROLE_TITLE, model->everybody ? _("All citizens") : _("My citizens"));
	view_titles(&columns, cells, area.row + 1);
	for (struct list_row at = list_rows(&model->window.list, cells, list); list_next(&at);)
		view_row(&model->caseload.rows[at.index], &columns, &at, arena);
	filter_view(&model->filter, cells, area, col + 2);
	if (model->loaded && model->caseload.moved != 0)
		wrap_put(cells, list.row, list.col + 2, area.cols - 2, list.rows, ROLE_TEXT,
			 arena_printf(arena, "%s %s", citizen_home_text(arena, &model->caseload.home),
				      _("Enter writes it.")),
			 arena);
	else if (model->loaded && model->caseload.elsewhere != 0)
		wrap_put(cells, list.row, list.col + 2, area.cols - 2, list.rows, ROLE_TEXT,
			 arena_printf(arena, "%s %s", seat_refusal(arena, &model->caseload.seats), _("Enter asks them.")),
			 arena);
	else if (model->loaded && model->window.list.count == 0)
		cells_put_width(cells, list.row, list.col + 2, area.cols - 2, false, ROLE_DIM,
				model->everybody ? _("Nobody fits what you typed. Esc clears it.")
						 : _("None of yours fits. F6 looks among all; Esc clears."));
}

const struct screen_kind screen_caseload = {
	.id = SCREEN_CASELOAD,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = resume,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = takes_text,
	.view = view,
};
