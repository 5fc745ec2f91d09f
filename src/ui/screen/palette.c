/* palette.c - F2: everything that can be done on the screen below, every screen, every citizen, found by typing.
 *
 * argument->number: the screen below. An action that cannot be done now says why beside its name. */
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "ui/screen/screens.h"
#include "ui/widget/entry.h"
#include "ui/widget/list.h"

#define CITIZENS_OFFERED 8

enum item_kind { ITEM_ACTION, ITEM_SCREEN, ITEM_CITIZEN };

struct item {
	enum item_kind kind;
	int number;    /* action or screen */
	int64_t citizen;
	const char *text, *beside;
};

struct model {
	enum screen_id below;
	struct entry filter;
	struct list list;
	struct item *items;
	struct caseload found;
};

static const struct {
	enum screen_id id;
	bool in_palette;
} screens[] = {
#define SCREEN(id, name, in_palette, shape) { SCREEN_##id, in_palette },
#include "ui/core/screens.def"
#undef SCREEN
};

static void add(struct app *app, struct model *model, size_t *count, struct item item, const char *folded)
{
	struct arena *arena = app_arena(app);

	if (item.kind != ITEM_CITIZEN && strstr(collate_fold(arena, item.text), folded) == NULL)
		return;
	model->items = arena_grow(arena, model->items, *count, sizeof(*model->items));
	model->items[(*count)++] = item;
}

static void add_actions(struct app *app, struct model *model, size_t *count, const char *folded)
{
	for (int i = 0; i < ACTIONS; i++) {
		const struct action_row *row = &action_rows[i];
		char key[KEY_TEXT_SIZE];
		const char *why_not = row->why_not != NULL ? row->why_not(app) : NULL;

		if (!action_on(row, model->below) || !(row->flags & (ACTION_MENU | ACTION_FOOTER)) ||
		    i == ACTION_PALETTE || row->keys[0] == '\0')
			continue;
		keymap_label(row, false, key);
		add(app, model, count,
		    (struct item){ .kind = ITEM_ACTION, .number = i, .text = tr(row->label),
				   .beside = arena_strdup(app_arena(app), why_not != NULL ? why_not : key) },
		    folded);
	}
}

static void build(struct app *app, struct model *model)
{
	const char *folded = collate_fold(app_arena(app), entry_text(&model->filter));
	size_t count = 0;

	model->items = NULL;
	add_actions(app, model, &count, folded);
	for (size_t i = 0; i < LENGTH(screens); i++)
		if (screens[i].in_palette && screens[i].id != model->below)
			add(app, model, &count,
			    (struct item){ .kind = ITEM_SCREEN, .number = (int)screens[i].id,
					   .text = screen_name(screens[i].id), .beside = _("screen") },
			    folded);
	for (size_t i = 0; i < model->found.count; i++) {
		const struct caseload_row *row = &model->found.rows[i];
		char masked[CPR_MASKED_SIZE];

		add(app, model, &count,
		    (struct item){ .kind = ITEM_CITIZEN, .citizen = row->id,
				   .text = arena_printf(app_arena(app), "%s %s", row->given_names, row->surname),
				   .beside = arena_strdup(app_arena(app), cpr_masked(row->cpr, masked)) },
		    folded);
	}
	list_set(&model->list, count);
}

/* Citizens are looked for from the second letter on; the rest is here already. */
static void search(struct app *app, struct model *model, struct effects *effects)
{
	const char *typed = entry_text(&model->filter);

	app_forget(app);
	model->found = (struct caseload){ .count = 0 };
	model->list.cursor = 0;
	if (strlen(typed) >= 2)
		app_ask(app,
			(struct effect){ .kind = EFFECT_CASELOAD,
					 .caseload = { { .filter = arena_strdup(app_arena(app), typed),
							 .from = LIST_FIRST,
							 .limit = CITIZENS_OFFERED,
							 .today = app_now(app).date },
						       &model->found } },
			effects);
	build(app, model);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	model->below = (enum screen_id)argument->number;
	entry_init(&model->filter);
	build(app, model);
}

static void leave(void *data)
{
	entry_done(&((struct model *)data)->filter);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	(void)err;
	(void)effects;
	if (kind == EFFECT_CASELOAD && ok)
		build(app, data);
}

static void choose(struct app *app, const struct item *item, struct effects *effects)
{
	struct item chosen = *item;

	app_pop(app, effects);
	switch (chosen.kind) {
	case ITEM_ACTION:
		app_perform(app, (enum action)chosen.number, effects);
		break;
	case ITEM_SCREEN:
		if (chosen.number == SCREEN_TODAY)
			app_return_to(app, SCREEN_TODAY, effects);
		else
			app_push(app, (enum screen_id)chosen.number, &(struct screen_argument){ 0 }, effects);
		break;
	case ITEM_CITIZEN:
		app_push(app, SCREEN_CITIZEN, &(struct screen_argument){ .citizen = chosen.citizen }, effects);
		break;
	}
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (action == ACTION_OPEN) {
		if (model->list.count > 0)
			choose(app, &model->items[model->list.cursor], effects);
		return true;
	}
	return list_act(&model->list, action, 10);
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;

	if ((key->name != KEYNAME_CHAR && key->name != KEYNAME_BACKSPACE) || !entry_type(&model->filter, key))
		return false;
	search(app, model, effects);
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
	return arena_printf(arena, "%s: %s", _("Menu"), screen_name(((const struct model *)data)->below));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct area list = { area.row + 2, area.col, area.rows - 2, area.cols };
	int text_width = area.cols >= 60 ? 30 : area.cols / 2, col;

	(void)app;
	(void)arena;
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);) {
		const struct item *item = &model->items[at.index];

		list_put(&at, 2, text_width, at.role, item->text);
		list_put(&at, 3 + text_width, area.cols - text_width - 3, ROLE_DIM, item->beside);
	}
	col = cells_put(cells, area.row, area.col, ROLE_DIM, _("Type to find:"));
	entry_view(&model->filter, cells, area.row, col + 1, 30, true);
	if (model->list.count == 0)
		cells_put(cells, area.row + 2, area.col + 2, ROLE_DIM, _("Nothing fits what you typed."));
}

const struct screen_kind screen_palette = {
	.id = SCREEN_PALETTE,
	.model_size = sizeof(struct model),
	.enter = enter,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = takes_text,
	.heading = heading,
	.view = view,
};
