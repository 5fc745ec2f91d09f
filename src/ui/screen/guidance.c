/* guidance.c - written guidance on rights and duties (vejledning, LAS section 35) was given: when, how, in which words.
 * argument->citizen. */
#include "samtale/base/tr.h"
#include "samtale/domain/letter.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_DAY, FIELD_CHANNEL, FIELD_WORDING, FIELD_KIND };

static const struct form_choice channels[] = {
	{ "handed", N_("handed over") }, { "digital", N_("Digital Post") }, { "letter", N_("letter") },
	{ "qletter", N_("Q-letter") },
};

struct model {
	struct form form; /* first: see form.h */
	struct form_choice kinds[GUIDANCE_KINDS];
	struct guidance guidance;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	struct form *form = &model->form;

	model->guidance = (struct guidance){ .citizen = argument->citizen };
	form_init(form);
	form->screen = &screen;
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "day",
					     .label = N_("Given on"),
					     .required = true,
					     .hint = N_("The day the citizen had it in hand or it was sent.") });
	form_add(
		form,
		&(struct form_field){
			.kind = FORM_CHOICE,
			.name = "channel",
			.label = N_("How"),
			.required = true,
			.choices = channels,
			.choice_count = LENGTH(channels),
			.hint = N_(
				"It must be in writing; the municipality has to be able to prove when and in what words.") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT,
					     .name = "wording",
					     .label = N_("Which text"),
					     .required = true,
					     .hint = N_("The name and version of the text that was given.") });
	for (int kind = 0; kind < GUIDANCE_KINDS; kind++)
		model->kinds[kind] = (struct form_choice){ guidance_kind_name((enum guidance_kind)kind),
							   guidance_kind_label((enum guidance_kind)kind) };
	form_add(
		form,
		&(struct form_field){
			.kind = FORM_CHOICE,
			.name = "kind",
			.label = N_("About"),
			.required = true,
			.choices = model->kinds,
			.choice_count = GUIDANCE_KINDS,
			.hint = N_(
				"The text names the event, the consequence and the way back; else choose duties in general. "
				"Extra guidance belongs to § 40 a.") });
	form_set_choice(form, FIELD_KIND, guidance_kind_name(GUIDANCE_RIGHTS));
	form_set_date(form, FIELD_DAY, app_now(app).date);
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "guidance", argument->citizen, argument->citizen }, effects);
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct guidance *guidance = &model->guidance;
	struct arena *arena = app_arena(app);
	size_t channel = model->form.chosen[FIELD_CHANNEL];
	const char *review;

	(void)effects;
	guidance->date = form_date(&model->form, FIELD_DAY);
	guidance->channel = form_choice(&model->form, FIELD_CHANNEL);
	guidance->text_version = guidance_version(arena, (enum guidance_kind)model->form.chosen[FIELD_KIND],
						  form_text(&model->form, FIELD_WORDING));
	if (date_compare(guidance->date, app_now(app).date) > 0) {
		form_focus(&model->form, FIELD_DAY);
		app_say(app, ROLE_ERROR, "%s",
			_("Guidance is recorded when it has been given. Give a day up to today."));
		return;
	}
	review = arena_printf(arena, _("Written guidance (%s), %s, %s: “%s”."),
			      model->kinds[model->form.chosen[FIELD_KIND]].label, date_long(arena, guidance->date),
			      tr(channels[channel].label), guidance_wording(guidance));
	form_review(&model->form, app, review);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct form *form = data;

	form_draft_answered(form, app, kind, ok, err, effects);
	if (kind == EFFECT_GUIDANCE_ADD && ok)
		form_screen_done(app, form, _("The guidance is recorded."), effects);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_GUIDANCE_ADD, .guidance_add.in = &model->guidance }, effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	const struct model *model = data;

	if (action != ACTION_GUIDANCE_LETTER)
		return form_screen_act(app, data, action, effects);
	app_replace(app, SCREEN_LETTER,
		    &(struct screen_argument){ .citizen = model->guidance.citizen, .number = LETTER_GUIDANCE },
		    effects);
	return true;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Guidance on rights and duties"), cells, area, arena);
}

const struct screen_kind screen_guidance = {
	.id = SCREEN_GUIDANCE,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS_BUT_ACT,
	.answered = answered,
	.act = act,
	.view = view,
};
