/* letter.c - a letter that stands by itself: how it is sent, own words, the letter as it will be, and its sending.
 *
 * argument->citizen; argument->number: enum letter_kind; argument->ref: what it is about (letter_order.about). A letter
 * that lacks a part is not shown for confirmation: the message names the part and what mends it. Sending written
 * guidance records the guidance with it, in the words of the letter (LAS section 35). */
#include "samtale/base/tr.h"
#include "ui/screen/letter_preview.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_CHANNEL, FIELD_WORDS };

static const struct form_choice channels[] = {
	{ "digital", N_("Digital Post") }, { "letter", N_("letter") }, { "qletter", N_("Q-letter") },
	{ "handed", N_("handed over") },
};

struct model {
	struct form form; /* first: see form.h */
	struct letter_order order;
	struct letter letter;
	struct letter_sending sending;
	struct guidance guidance;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	struct form *form = &model->form;

	model->order = (struct letter_order){ .kind = (enum letter_kind)argument->number, .citizen = argument->citizen,
					      .about = argument->ref };
	form_init(form);
	form->screen = &screen;
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "channel",
					     .label = N_("How"),
					     .required = true,
					     .choices = channels,
					     .choice_count = LENGTH(channels) });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "words", .label = N_("Own words"),
		.hint = N_("What is added to the letter. Empty: the letter as it stands.") });
	form_set_choice(form, FIELD_CHANNEL, "digital");
	form_draft_begin(form, app,
			 &(struct form_draft_place){ letter_kind_name(model->order.kind), argument->citizen,
						     argument->citizen },
			 effects);
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	model->order.channel = form_choice(&model->form, FIELD_CHANNEL);
	model->order.words = form_text(&model->form, FIELD_WORDS);
	app_ask(app,
		(struct effect){ .kind = EFFECT_LETTER_PREVIEW, .letter_order = { &model->order, &model->letter } },
		effects);
}

static void show(struct app *app, struct model *model)
{
	struct err err;

	if (letter_check(&model->letter, NULL, &err))
		form_review(&model->form, app, letter_preview(&model->letter, app_arena(app)));
	else
		app_say_error(app, &err);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_LETTER_KEEP, .letter_order = { &model->order, &model->letter } },
		effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void send(struct app *app, struct model *model, struct effects *effects)
{
	model->sending = (struct letter_sending){ .letter = model->letter.id, .channel = model->order.channel,
						  .date = app_now(app).date, .minute = app_now(app).minute };
	app_ask(app, (struct effect){ .kind = EFFECT_LETTER_SENT, .letter_sent.in = &model->sending }, effects);
}

/* The record says which wording: the template and the hash of its text. */
static void record_guidance(struct app *app, struct model *model, struct effects *effects)
{
	struct arena *arena = app_arena(app);
	const char *wording = arena_printf(arena, "%s %.8s", model->letter.template_id, model->letter.template_hash);

	model->guidance = (struct guidance){ .citizen = model->order.citizen, .date = app_now(app).date,
					     .channel = model->order.channel,
					     .text_version = guidance_version(arena, GUIDANCE_RIGHTS, wording) };
	app_ask(app, (struct effect){ .kind = EFFECT_GUIDANCE_ADD, .guidance_add.in = &model->guidance }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (!ok)
		return;
	if (kind == EFFECT_LETTER_PREVIEW)
		show(app, model);
	if (kind == EFFECT_LETTER_KEEP)
		send(app, model, effects);
	if (kind == EFFECT_LETTER_SENT && model->order.kind == LETTER_GUIDANCE)
		record_guidance(app, model, effects);
	else if (kind == EFFECT_LETTER_SENT)
		form_screen_done(app, model, _("The letter is kept, and its sending is written down."), effects);
	if (kind == EFFECT_GUIDANCE_ADD)
		form_screen_done(app, model, _("The letter is kept, and the guidance is recorded."), effects);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, letter_kind_label(model->order.kind), cells, area, arena);
}

const struct screen_kind screen_letter = {
	.id = SCREEN_LETTER,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
