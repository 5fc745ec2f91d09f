/* caseload.c - the list of citizens, a window at a time, narrowed by what is typed: a name, a CPR number, a phone
 * number.
 *
 * argument->number 1: begin in the filter. Only the rows on the screen are ever fetched. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/entry.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define DRESSING_ROWS 2 /* the filter line and the column titles */

struct model {
	struct caseload window;
	size_t cursor;       /* in the window */
	bool cursor_to_last; /* after the answer: the cursor came from below */
	bool everybody;
	bool filtering;
	bool loaded;
	struct entry filter;
};

static const struct caseload_row *current(const struct model *model)
{
	return model->cursor < model->window.count ? &model->window.rows[model->cursor] : NULL;
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

/* Fetches a window. anchor NULL for FIRST and LAST; else a row of the present window, which is forgotten. */
static void fetch(struct app *app, struct model *model, enum caseload_from from, const struct caseload_row *anchor,
		  struct effects *effects)
{
	struct caseload_query query = {
		.coordinator = model->everybody ? 0 : app_caseworker(app)->id,
		.filter = entry_text(&model->filter),
		.from = from,
		.sort_key = anchor != NULL ? anchor->sort_key : "",
		.id = anchor != NULL ? anchor->id : 0,
		.limit = window_rows(app),
		.today = app_now(app).date,
	};

	app_ask(app, (struct effect){ .kind = EFFECT_CASELOAD, .caseload = { query, &model->window } }, effects);
}

static void restart(struct app *app, struct model *model, struct effects *effects)
{
	model->cursor = 0;
	app_forget(app);
	model->window = (struct caseload){ .count = 0 };
	refocus(app, model);
	fetch(app, model, CASELOAD_FIRST, NULL, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	entry_init(&model->filter);
	model->filtering = argument->number == 1;
	model->everybody = model->filtering;
	restart(app, model, effects);
}

static void leave(void *data)
{
	entry_done(&((struct model *)data)->filter);
}

/* Back from a citizen: the same window, read again. */
static void resume(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	size_t cursor = model->cursor;

	restart(app, model, effects);
	model->cursor = cursor;
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	(void)effects;
	if (kind != EFFECT_CASELOAD || !ok)
		return;
	model->loaded = true;
	if (model->cursor_to_last || model->cursor >= model->window.count)
		model->cursor = model->window.count > 0 ? model->window.count - 1 : 0;
	model->cursor_to_last = false;
	refocus(app, model);
}

/* One row down or up past the edge shifts the window by one; a page fetches the next window. */
static bool move(struct app *app, struct model *model, enum action action, struct effects *effects)
{
	const struct caseload *window = &model->window;
	size_t last = window->count > 0 ? window->count - 1 : 0;

	switch (action) {
	case ACTION_DOWN:
	case ACTION_MATCH_NEXT:
		if (model->cursor < last) {
			model->cursor++;
		} else if (window->more_after) {
			model->cursor_to_last = true;
			fetch(app, model, CASELOAD_AFTER, &window->rows[0], effects);
		}
		break;
	case ACTION_UP:
	case ACTION_MATCH_PREVIOUS:
		if (model->cursor > 0)
			model->cursor--;
		else if (window->more_before)
			fetch(app, model, CASELOAD_BEFORE, &window->rows[last], effects);
		break;
	case ACTION_PAGE_DOWN:
		if (window->more_after)
			fetch(app, model, CASELOAD_AFTER, &window->rows[last], effects);
		else
			model->cursor = last;
		break;
	case ACTION_PAGE_UP:
		if (window->more_before)
			fetch(app, model, CASELOAD_BEFORE, &window->rows[0], effects);
		else
			model->cursor = 0;
		break;
	case ACTION_TOP:
		model->cursor = 0;
		fetch(app, model, CASELOAD_FIRST, NULL, effects);
		break;
	case ACTION_BOTTOM:
		model->cursor_to_last = true;
		fetch(app, model, CASELOAD_LAST, NULL, effects);
		break;
	default:
		return false;
	}
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
		else if (model->window.moved != 0)
			app_push(app, SCREEN_NOTE, &(struct screen_argument){ .citizen = model->window.moved },
				 effects);
		return true;
	case ACTION_TALK:
		app_push(app, SCREEN_CONVERSATION, &(struct screen_argument){ .citizen = row->id }, effects);
		return true;
	case ACTION_FILTER:
		model->filtering = true;
		return true;
	case ACTION_EVERYBODY:
		model->everybody = !model->everybody;
		restart(app, model, effects);
		return true;
	case ACTION_BACK:
		if (!model->filtering && str_is_empty(entry_text(&model->filter)))
			return false;
		model->filtering = false;
		entry_set(&model->filter, "");
		restart(app, model, effects);
		return true;
	default:
		return false;
	}
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;

	if (!model->filtering)
		return false;
	if (key->name == KEYNAME_TAB) {
		model->filtering = false;
		return true;
	}
	if (key->name == KEYNAME_HOME || key->name == KEYNAME_END || !entry_type(&model->filter, key)) {
		if (key->name != KEYNAME_BACKSPACE)
			return false;
		model->filtering = false;
		return true;
	}
	restart(app, model, effects);
	return true;
}

static bool takes_text(const void *data)
{
	return ((const struct model *)data)->filtering;
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

static void put(struct cells *cells, int row, struct column column, enum role role, const char *text)
{
	if (column.width > 0)
		cells_put_width(cells, row, column.at, column.width, false, role, text);
}

static void view_row(const struct model *model, size_t index, struct cells *cells, struct area area,
		     const struct columns *columns, int at, struct arena *arena)
{
	const struct caseload_row *row = &model->window.rows[index];
	bool selected = index == model->cursor;
	enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;
	char masked[CPR_MASKED_SIZE];

	cells_put(cells, at, 0, role, selected ? ">" : " ");
	if (row->has_conflict)
		cells_put(cells, at, 1, ROLE_CONFLICT, "~");
	if (selected && !model->filtering)
		cells_cursor(cells, at, 0);
	put(cells, at, columns->name, role,
	    arena_printf(arena, "%s, %s%s", row->surname, row->given_names, row->unfinished ? " …" : ""));
	put(cells, at, columns->cpr, ROLE_DIM, cpr_masked(row->cpr, masked));
	put(cells, at, columns->group, ROLE_TEXT, target_group_label(row->target_group));
	if (row->benefit_weeks >= 0)
		put(cells, at, columns->week, ROLE_TEXT, arena_printf(arena, _("week %d"), row->benefit_weeks + 1));
	if (date_is_set(row->next_appointment))
		put(cells, at, columns->next, ROLE_TEXT, date_short(arena, row->next_appointment));
	if (date_is_set(row->last_conversation))
		put(cells, at, columns->last, ROLE_DIM, date_short(arena, row->last_conversation));
	put(cells, at, columns->coordinator, ROLE_DIM, row->coordinator_initials);
	if (selected)
		list_bar(cells, at, area);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct columns columns = layout(area.cols);
	int titles = area.row + 1, col;

	(void)app;
	col = cells_put(cells, area.row, area.col, ROLE_TITLE, model->everybody ? _("All citizens") : _("My citizens"));
	if (model->filtering || !str_is_empty(entry_text(&model->filter))) {
		col = cells_put(cells, area.row, col + 2, ROLE_DIM, _("Find:"));
		entry_view(&model->filter, cells, area.row, col + 1, area.cols - col - 1, model->filtering);
	}
	put(cells, titles, columns.name, ROLE_DIM, _("Name"));
	put(cells, titles, columns.cpr, ROLE_DIM, _("CPR"));
	put(cells, titles, columns.group, ROLE_DIM, _("Group"));
	put(cells, titles, columns.next, ROLE_DIM, _("Next"));
	put(cells, titles, columns.last, ROLE_DIM, _("Last"));
	for (size_t i = 0; i < model->window.count && (int)i < area.rows - DRESSING_ROWS; i++)
		view_row(model, i, cells, area, &columns, area.row + DRESSING_ROWS + (int)i, arena);
	if (model->loaded && model->window.moved != 0)
		wrap_put(cells, area.row + DRESSING_ROWS, area.col + 2, area.cols - 2, area.rows - DRESSING_ROWS,
			 ROLE_TEXT,
			 arena_printf(arena, "%s %s", citizen_home_text(arena, &model->window.home),
				      _("Enter writes it.")),
			 arena);
	else if (model->loaded && model->window.count == 0)
		cells_put_width(cells, area.row + DRESSING_ROWS, area.col + 2, area.cols - 2, false, ROLE_DIM,
				model->everybody ? _("Nobody fits what you typed. Esc clears it.") :
						   _("None of yours fits. F6 looks among all; Esc clears."));
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
