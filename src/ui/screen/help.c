/* help.c - F1: what the keys do on the screen below, from the action table; type to filter.
 *
 * argument->number: the screen it is about. */
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/entry.h"
#include "ui/widget/list.h"

struct model {
	enum screen_id about;
	struct entry filter;
	struct list list;
	enum action shown[ACTIONS];
};

/* "F10 ^S": all keys of a row as people read them. */
static const char *keys_text(const struct action_row *row, struct arena *arena)
{
	const char *at = row->keys, *text = "";
	struct key key;
	char label[KEY_TEXT_SIZE];

	for (at += strspn(at, " "); key_parse(&at, &key); at += strspn(at, " "))
		text = arena_printf(arena, "%s%s%s", text, *text ? " " : "", key_label(key, label));
	return text;
}

static bool wanted(const struct action_row *row, const char *folded, struct arena *arena)
{
	const char *text = arena_printf(arena, "%s %s %s", tr(row->label), tr(row->help), keys_text(row, arena));

	return strstr(collate_fold(arena, text), folded) != NULL;
}

static void filter(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);
	const char *folded;
	size_t count = 0;

	app_forget(app);
	folded = collate_fold(arena, entry_text(&model->filter));
	for (int i = 0; i < ACTIONS; i++)
		if (action_on(&action_rows[i], model->about) && wanted(&action_rows[i], folded, arena))
			model->shown[count++] = (enum action)i;
	list_set(&model->list, count);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	model->about = (enum screen_id)argument->number;
	entry_init(&model->filter);
	filter(app, model);
}

static void leave(void *data)
{
	entry_done(&((struct model *)data)->filter);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	(void)app;
	(void)effects;
	return list_act(&((struct model *)data)->list, action, 10);
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	if ((key->name != KEYNAME_CHAR && key->name != KEYNAME_BACKSPACE) || !entry_type(&model->filter, key))
		return false;
	filter(app, model);
	return true;
}

static bool takes_text(const void *data)
{
	(void)data;
	return true;
}

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	(void)app;
	return arena_printf(arena, "%s: %s", _("Help"), screen_name(((const struct model *)data)->about));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int keys_width = area.cols >= 60 ? 14 : 9, label_width = area.cols >= 60 ? 16 : 12;
	int text_col = 2 + keys_width + label_width, col;
	struct area list;

	(void)app;
	if (model->list.count > 0)
		list_whole(tr(action_rows[model->shown[model->list.cursor]].help), area.cols - text_col, cells, &area,
			   arena);
	list = (struct area){ area.row + 2, area.col, area.rows - 2, area.cols };
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);) {
		const struct action_row *row = &action_rows[model->shown[at.index]];

		list_put(&at, 2, keys_width - 1, ROLE_KEY, keys_text(row, arena));
		list_put(&at, 2 + keys_width, label_width - 1, ROLE_TITLE, tr(row->label));
		list_put(&at, text_col, area.cols - text_col, ROLE_TEXT, tr(row->help));
	}
	col = cells_put(cells, area.row, area.col, ROLE_DIM, _("Type to find:"));
	entry_view(&model->filter, cells, area.row, col + 1, 30, true);
	if (model->list.count == 0)
		cells_put(cells, area.row + 2, area.col + 2, ROLE_DIM, _("No key here does that."));
}

const struct screen_kind screen_help = {
	.id = SCREEN_HELP,
	.model_size = sizeof(struct model),
	.enter = enter,
	.leave = leave,
	.act = act,
	.type = type,
	.takes_text = takes_text,
	.heading = heading,
	.view = view,
};
