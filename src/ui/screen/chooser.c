/* chooser.c - F4: the values that are valid here. Type to filter, Enter takes, Esc takes nothing. Where the
 * asker wants digits, a digit takes its row at once. */
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/screen.h"
#include "ui/widget/entry.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"

#define DIGITS 9

struct model {
	struct chooser chooser; /* rows are copies in the screen's arena */
	struct entry filter;
	struct list list;
	size_t *shown; /* indexes into chooser.rows */
	int page;
};

static void filter(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);
	const char *wanted = collate_fold(arena, entry_text(&model->filter));
	size_t count = 0;

	for (size_t i = 0; i < model->chooser.count; i++) {
		const struct chooser_row *row = &model->chooser.rows[i];

		if (strstr(collate_fold(arena, arena_printf(arena, "%s %s", row->text, row->beside)), wanted) != NULL)
			model->shown[count++] = i;
	}
	list_set(&model->list, count);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	const struct chooser *asked = argument->data;
	struct arena *arena = app_arena(app);
	struct chooser_row *rows = arena_array(arena, asked->count, sizeof(*rows));

	(void)effects;
	for (size_t i = 0; i < asked->count; i++) {
		rows[i] = (struct chooser_row){ arena_strdup(arena, asked->rows[i].text),
						arena_strdup(arena, asked->rows[i].beside), asked->rows[i].marked };
		if (rows[i].marked)
			model->list.cursor = i;
	}
	model->chooser = *asked;
	model->chooser.rows = rows;
	model->chooser.title = arena_strdup(arena, asked->title);
	model->shown = arena_array(arena, asked->count + 1, sizeof(*model->shown));
	model->page = 10;
	entry_init(&model->filter);
	filter(app, model);
}

static void leave(void *data)
{
	entry_done(&((struct model *)data)->filter);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (action == ACTION_PICK) {
		if (model->list.count > 0)
			app_chosen(app, model->chooser.chosen, model->shown[model->list.cursor], effects);
		return true;
	}
	return list_act(&model->list, action, (size_t)model->page);
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;
	size_t digit = key->name == KEYNAME_CHAR && key->text[0] >= '1' && key->text[0] <= '9' ?
			       (size_t)(key->text[0] - '1') : SIZE_MAX;

	if (model->chooser.digits && digit < model->list.count) {
		app_chosen(app, model->chooser.chosen, model->shown[digit], effects);
		return true;
	}
	if (key->name != KEYNAME_CHAR && key->name != KEYNAME_BACKSPACE)
		return false;
	if (!entry_type(&model->filter, key))
		return false;
	filter(app, model);
	return true;
}

static bool takes_text(const void *data)
{
	return !((const struct model *)data)->chooser.digits;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct area list = { area.row + 1, area.col, area.rows - 2, area.cols };
	int col = model->chooser.digits ? 4 : 2;

	(void)app;
	cells_put(cells, area.row, area.col, ROLE_TITLE,
		  str_is_empty(entry_text(&model->filter)) ?
			  model->chooser.title :
			  arena_printf(arena, "%s: %s", model->chooser.title, entry_text(&model->filter)));
	if (model->list.count == 0)
		cells_put(cells, area.row + 1, area.col + 2, ROLE_DIM, _("Nothing fits what you typed."));
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);) {
		const struct chooser_row *row = &model->chooser.rows[model->shown[at.index]];
		int beside = row->beside[0] ? utf8_columns(row->beside) + 2 : 0;

		if (model->chooser.digits && at.index < DIGITS)
			cells_putf(cells, at.at, area.col + 2, ROLE_KEY, "%zu", at.index + 1);
		list_put(&at, col, area.cols - area.col - col - beside, at.role, row->text);
		if (beside > 0)
			cells_put_right(cells, at.at, area.col + area.cols, ROLE_DIM, row->beside);
	}
}

const struct screen_kind screen_chooser = {
	.id = SCREEN_CHOOSER,
	.model_size = sizeof(struct model),
	.enter = enter,
	.leave = leave,
	.act = act,
	.type = type,
	.takes_text = takes_text,
	.view = view,
};
