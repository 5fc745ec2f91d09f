/* closing.c - closes a conversation: the next step and who takes it, when you talk again, the summary; then
 * the signature.
 *
 * argument->data: struct closing_argument. What the answers already say is filled in; when nothing is missing
 * the review stands here at once, so that F10 signs. Nothing but F10 on the review signs. */
#include "samtale/base/tr.h"
#include "ui/screen/closing_form.h"
#include "ui/screen/screens.h"

/* ---- drafts --------------------------------------------------------------------------------------- */

static void put_draft(struct app *app, const struct closing *closing, const char *place, const char *text,
		      struct effects *effects)
{
	const struct conversation *conversation = closing->from->conversation;

	app_ask(app,
		(struct effect){ .kind = EFFECT_DRAFT_PUT,
				 .draft_put.in = { .place = place,
						   .ref = conversation->id,
						   .citizen = conversation->citizen,
						   .text = arena_strdup(app_arena(app), text),
						   .at = app_now(app).utc_ms } },
		effects);
}

static void keep_draft(struct app *app, struct closing *closing, struct closing_text *text,
		       struct effects *effects)
{
	const char *now = form_text(&closing->form, text->field);

	if (str_equal(now, text->drafted.text))
		return;
	str_set(&text->drafted, now);
	put_draft(app, closing, text->place, str_equal(now, text->offered) ? "" : now, effects);
}

static void keep_drafts(struct app *app, struct closing *closing, struct effects *effects)
{
	keep_draft(app, closing, &closing->step, effects);
	keep_draft(app, closing, &closing->summary, effects);
}

static void begin_draft(struct app *app, struct closing *closing, struct closing_text *text,
			struct effects *effects)
{
	str_init(&text->drafted);
	str_set(&text->drafted, text->offered);
	app_ask(app,
		(struct effect){ .kind = EFFECT_DRAFT,
				 .draft = { text->place, closing->from->conversation->id, &text->found } },
		effects);
}

/* An edited text goes on being edited, unless answers have changed since: then it may say what is no longer
 * true. */
static void draft_found(struct app *app, struct closing *closing, struct closing_text *text,
			struct effects *effects)
{
	if (str_is_empty(text->found))
		return;
	if (closing->stale) {
		put_draft(app, closing, text->place, "", effects);
		app_say(app, ROLE_MESSAGE, "%s",
			_("Answers have changed: what you had written here is made anew from them. "
			  "Read it through."));
	} else {
		form_set_text(&closing->form, text->field, text->found);
		str_set(&text->drafted, text->found);
	}
	text->found = NULL;
}

/* ---- the whole ------------------------------------------------------------------------------------ */

static bool may_sign(struct app *app, struct closing *closing, struct err *err)
{
	closing_gather(app, closing);
	return conversation_may_sign(&closing->signing, app_now(app).date, err);
}

static void show_review(struct app *app, struct closing *closing)
{
	form_review(&closing->form, app, closing_review_text(closing, app_arena(app)));
}

static void check(struct app *app, struct closing *closing)
{
	struct err err;

	if (may_sign(app, closing, &err)) {
		show_review(app, closing);
		return;
	}
	app_say_error(app, &err);
	form_focus(&closing->form, closing_field_at_fault(closing, app_now(app).date));
}

static void sign(struct app *app, struct closing *closing, struct effects *effects)
{
	struct err err;

	if (may_sign(app, closing, &err)) {
		app_ask(app, (struct effect){ .kind = EFFECT_SIGN, .sign.in = &closing->signing }, effects);
		return;
	}
	app_say_error(app, &err);
	form_focus(&closing->form, closing_field_at_fault(closing, app_now(app).date));
}

/* ---- the screen ----------------------------------------------------------------------------------- */

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct closing *closing = data;

	closing->from = argument->data;
	closing->stale = *closing->from->answers_changed;
	*closing->from->answers_changed = false;
	form_init(&closing->form);
	walk_feeds(closing->from->walk, app_arena(app), &closing->feeds);
	closing_form_fill(app, closing);
	begin_draft(app, closing, &closing->step, effects);
	begin_draft(app, closing, &closing->summary, effects);
	check(app, closing);
}

static void leave(void *data)
{
	struct closing *closing = data;

	str_done(&closing->step.drafted);
	str_done(&closing->summary.drafted);
	form_done(&closing->form);
}

static void drafts_found(struct app *app, struct closing *closing, struct effects *effects)
{
	draft_found(app, closing, &closing->step, effects);
	draft_found(app, closing, &closing->summary, effects);
	if (!closing->form.reviewing)
		return;
	closing_gather(app, closing);
	show_review(app, closing);
}

/* The draft's text lives with this screen, so leaving waits for it. One that cannot be written holds the
 * cursor once. */
static void drafts_written(struct app *app, struct closing *closing, bool ok, struct effects *effects)
{
	if (closing->leaving > 0 && !ok) {
		closing->leaving = 0;
	} else if (closing->leaving > 0) {
		if (--closing->leaving == 0)
			app_pop(app, effects);
	} else if (!ok) {
		str_clear(&closing->step.drafted);
		str_clear(&closing->summary.drafted);
	}
}

static void is_signed(struct app *app, struct closing *closing, struct effects *effects)
{
	const char *goes_on = closing_goes_on(app, closing);

	app_say(app, ROLE_GOOD, "%s%s%s", closing_signed_text(closing, app_arena(app)),
		*goes_on != '\0' ? " " : "", goes_on);
	*closing->from->is_signed = true;
	app_pop(app, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct closing *closing = data;

	(void)err;
	if (kind == EFFECT_DRAFT && ok)
		drafts_found(app, closing, effects);
	if (kind == EFFECT_DRAFT_PUT)
		drafts_written(app, closing, ok, effects);
	if (kind == EFFECT_SIGN && ok)
		is_signed(app, closing, effects);
}

static bool go_back(struct app *app, struct closing *closing, struct effects *effects)
{
	int asked = effects->count;

	closing_form_keep(closing);
	keep_drafts(app, closing, effects);
	closing->leaving = effects->count - asked;
	return closing->leaving > 0;
}

/* The review in the language that is spoken now. */
static void resume(struct app *app, void *data, struct effects *effects)
{
	struct closing *closing = data;

	(void)effects;
	if (closing->form.reviewing && closing->form.review_language != tr_language())
		show_review(app, closing);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct closing *closing = data;
	enum form_result result = form_act(&closing->form, app, action, effects);

	if (result == FORM_CHECKED)
		check(app, closing);
	if (result == FORM_CONFIRMED)
		sign(app, closing, effects);
	if (result == FORM_NOT_MINE && (action == ACTION_BACK || action == ACTION_LEAVE))
		return go_back(app, closing, effects);
	return result != FORM_NOT_MINE;
}

static void tick(struct app *app, void *data, struct effects *effects)
{
	keep_drafts(app, data, effects);
}

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct closing *closing = data;

	(void)app;
	return arena_printf(arena, "%s: %s", screen_name(SCREEN_CLOSING), guide_title(closing->from->guide));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct closing *closing = data;

	form_view(&closing->form, app, cells, area, arena);
}

const struct screen_kind screen_closing = {
	.id = SCREEN_CLOSING,
	.model_size = sizeof(struct closing),
	.enter = enter,
	.resume = resume,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = form_screen_type,
	.takes_text = form_screen_takes_text,
	.tick = tick,
	.heading = heading,
	.view = view,
};
