/* stack.c - which screens are open, what they ask for, and what has the focus. */
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/model.h"

struct open_screen *app_top(struct app *app)
{
	if (app->depth == 0)
		BUG("no screen is open");
	return &app->stack[app->depth - 1];
}

void app_focus(struct app *app, const struct focus *focus)
{
	char *who = app_top(app)->focus.who;

	app_top(app)->focus = *focus;
	/* A name that was cut may end in half a letter. */
	while (!utf8_valid(who, strlen(who)))
		who[strlen(who) - 1] = '\0';
}

const struct focus *app_focused(const struct app *app)
{
	return &app->stack[app->depth - 1].focus;
}

struct arena *app_arena(struct app *app)
{
	return &app_top(app)->arena;
}

void app_forget(struct app *app)
{
	arena_reset(&app_top(app)->arena);
}

void app_push(struct app *app, enum screen_id id, const struct screen_argument *argument, struct effects *effects)
{
	const struct screen_kind *kind = screen_kinds[id];
	struct open_screen *top;

	if (app->depth == SCREEN_STACK_MAX) {
		app_say(app, ROLE_MESSAGE, "%s", _("Too many screens are open. Press F3 to leave some."));
		return;
	}
	top = &app->stack[app->depth];
	*top = (struct open_screen){ .kind = kind, .serial = ++app->next_serial };
	top->model = calloc(1, kind->model_size);
	if (top->model == NULL)
		BUG("out of memory");
	arena_init(&top->arena);
	if (app->depth > 0)
		top->focus = app->stack[app->depth - 1].focus;
	app->depth++;
	kind->enter(app, top->model, argument, effects);
}

void app_drop(struct app *app)
{
	if (app->left_count == SCREENS_LEFT_MAX)
		BUG("more screens are left in one event than there can be");
	app->left[app->left_count++] = *app_top(app);
	app->depth--;
}

void app_bury(struct app *app)
{
	/* In the order they were left: an upper screen may hold what the one below it owns. */
	for (int i = 0; i < app->left_count; i++) {
		struct open_screen *left = &app->left[i];

		if (left->kind->leave != NULL)
			left->kind->leave(left->model);
		free(left->model);
		arena_done(&left->arena);
	}
	app->left_count = 0;
}

static void resume(struct app *app, struct effects *effects)
{
	struct open_screen *top = app_top(app);

	if (top->kind->resume != NULL)
		top->kind->resume(app, top->model, effects);
}

void app_pop(struct app *app, struct effects *effects)
{
	if (app->depth < 2)
		return;
	app_drop(app);
	resume(app, effects);
}

void app_replace(struct app *app, enum screen_id id, const struct screen_argument *argument, struct effects *effects)
{
	app_drop(app);
	app_push(app, id, argument, effects);
}

void app_return_to(struct app *app, enum screen_id id, struct effects *effects)
{
	while (app->depth > 1 && app_top(app)->kind->id != id)
		app_drop(app);
	resume(app, effects);
}

void app_ask(struct app *app, struct effect effect, struct effects *effects)
{
	struct open_screen *screen = app->asking != NULL ? app->asking : app_top(app);

	if (effects->count == EFFECTS_MAX || app->pending_count == PENDING_MAX)
		BUG("more effects than a screen can ask for at once");
	effect.ticket = ++app->next_ticket;
	if (effect.arena == NULL)
		effect.arena = &screen->arena;
	app->pending[app->pending_count++] = (struct pending){ effect.ticket, screen->serial, effect.kind };
	effects->list[effects->count++] = effect;
}

void app_choose(struct app *app, const struct chooser *chooser, struct effects *effects)
{
	app_push(app, SCREEN_CHOOSER, &(struct screen_argument){ .data = chooser }, effects);
}

void app_chosen(struct app *app, void (*chosen)(struct app *, void *, size_t, struct effects *), size_t row,
		struct effects *effects)
{
	app_drop(app);
	chosen(app, app_top(app)->model, row, effects);
}

void app_sign_in(struct app *app, const struct caseworker *caseworker, struct effects *effects)
{
	arena_reset(&app->session);
	app->caseworker = (struct caseworker){
		.id = caseworker->id,
		.initials = arena_strdup(&app->session, caseworker->initials),
		.name = arena_strdup(&app->session, caseworker->name),
		.team = arena_strdup(&app->session, caseworker->team),
	};
	app_ask(app, (struct effect){ .kind = EFFECT_SIGN_IN, .sign_in.caseworker = caseworker->id }, effects);
	app_replace(app, SCREEN_TODAY, &(struct screen_argument){ 0 }, effects);
}

void app_lock(struct app *app, struct effects *effects)
{
	while (app->depth > 0)
		app_drop(app);
	app->caseworker = (struct caseworker){ 0 };
	app_push(app, SCREEN_LOCK, &(struct screen_argument){ .text = "" }, effects);
}
