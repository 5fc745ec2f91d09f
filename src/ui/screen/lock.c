/* lock.c - who am I: the list of caseworkers, filtered by what is typed; the one from last time stands first.
 *
 * argument->text: initials to sign in with at once ("" ask). Passphrases come with the security work; the door is here.
 */
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "ui/core/model.h"
#include "ui/screen/screens.h"
#include "ui/widget/entry.h"
#include "ui/widget/list.h"

struct model {
	struct caseworker_list all;
	int64_t last;   /* who sat here last time, 0 nobody */
	const char *initials; /* to sign in with at once */
	size_t *shown;  /* indexes into all */
	struct entry filter;
	struct list list;
	bool loaded;
};

static bool matches(struct arena *arena, const struct caseworker *caseworker, const char *wanted)
{
	const char *text = arena_printf(arena, "%s %s", caseworker->initials, caseworker->name);

	return strstr(collate_fold(arena, text), wanted) != NULL;
}

/* Exact initials go first, so that "meho" Enter is always enough. */
static void filter(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);
	const char *typed = entry_text(&model->filter);
	const char *wanted = collate_fold(arena, typed);
	size_t count = 0;

	for (size_t i = 0; i < model->all.count; i++)
		if (str_equal(model->all.rows[i].initials, typed))
			model->shown[count++] = i;
	for (size_t i = 0; i < model->all.count; i++)
		if (!str_equal(model->all.rows[i].initials, typed) && matches(arena, &model->all.rows[i], wanted))
			model->shown[count++] = i;
	list_set(&model->list, count);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	entry_init(&model->filter);
	model->initials = arena_strdup(app_arena(app), argument->text);
	app_ask(app, (struct effect){ .kind = EFFECT_LAST_CASEWORKER, .last_caseworker.out = &model->last }, effects);
	app_ask(app, (struct effect){ .kind = EFFECT_CASEWORKERS, .caseworkers.out = &model->all }, effects);
}

static void leave(void *data)
{
	entry_done(&((struct model *)data)->filter);
}

static void loaded(struct app *app, struct model *model, struct effects *effects)
{
	model->shown = arena_array(app_arena(app), model->all.count + 1, sizeof(*model->shown));
	model->loaded = true;
	filter(app, model);
	for (size_t i = 0; i < model->all.count; i++) {
		if (model->all.rows[i].id == model->last)
			model->list.cursor = i;
		if (model->initials[0] != '\0' && str_equal(model->all.rows[i].initials, model->initials)) {
			app_sign_in(app, &model->all.rows[i], effects);
			return;
		}
	}
	if (model->initials[0] != '\0')
		app_say(app, ROLE_ERROR, _("There is no caseworker with the initials “%s”. Choose one here."),
			model->initials);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	(void)err;
	if (ok && kind == EFFECT_CASEWORKERS)
		loaded(app, data, effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (action == ACTION_OPEN) {
		if (model->list.count > 0)
			app_sign_in(app, &model->all.rows[model->shown[model->list.cursor]], effects);
		return true;
	}
	return list_act(&model->list, action, 10);
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	if (!model->loaded || (key->name != KEYNAME_CHAR && key->name != KEYNAME_BACKSPACE))
		return false;
	if (!entry_type(&model->filter, key))
		return key->name == KEYNAME_BACKSPACE;
	filter(app, model);
	return true;
}

static bool takes_text(const void *data)
{
	(void)data;
	return true;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct area list = { area.row + 3, area.col, area.rows - 4, area.cols };
	int col;

	(void)app;
	(void)arena;
	cells_put(cells, area.row, area.col, ROLE_TITLE, _("Who are you?"));
	if (model->loaded && model->list.count == 0)
		cells_put(cells, list.row, list.col + 2, ROLE_DIM,
			  _("Nobody here is called that. Backspace takes it back."));
	for (struct list_row at = list_rows(&model->list, cells, list); list_next(&at);) {
		const struct caseworker *caseworker = &model->all.rows[model->shown[at.index]];

		list_put(&at, 2, 8, at.role, caseworker->initials);
		list_put(&at, 10, area.cols - 18, at.role, caseworker->name);
		list_put(&at, area.cols - 6, 6, ROLE_DIM, caseworker->team);
	}
	col = cells_put(cells, area.row + 1, area.col, ROLE_DIM, _("Initials or name:"));
	entry_view(&model->filter, cells, area.row + 1, col + 1, area.cols - col - 1, true);
}

const struct screen_kind screen_lock = {
	.id = SCREEN_LOCK,
	.model_size = sizeof(struct model),
	.enter = enter,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = takes_text,
	.view = view,
};
