/* handover_answer.c - a hand-over is declined by the one who was asked, or taken back by whoever offered it; with a
 * reason. argument->citizen; argument->data: the hand-over. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_WHICH, FIELD_WHY };

struct model {
	struct form form; /* first: see form.h */
	struct handover_answer answer;
};

static const struct form_screen screen; /* below */

static void add_fields(struct app *app, struct model *model, const struct handover *handover)
{
	struct form *form = &model->form;
	bool declines = model->answer.state == HANDOVER_DECLINED;

	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "which", .label = N_("Hand-over") });
	form_add(
		form,
		&(struct form_field){
			.kind = FORM_LINES,
			.name = "why",
			.required = true,
			.label = declines ? N_("Why you decline") : N_("Why you take it back"),
			.hint = !declines ? N_("The offer leaves Today of the one who was asked.")
				: handover->is_offer
					? N_("The one who has the citizen sees it on Today, and keeps the citizen.")
					: N_("The citizen goes back to the one who had the citizen, who sees it on Today.") });
	form_set_text(
		form, FIELD_WHICH,
		arena_printf(app_arena(app), "%s → %s: %s", handover->from_name, handover->to_name, handover->note));
	form_focus(form, FIELD_WHY);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	const struct handover *handover = argument->data;
	struct model *model = data;

	model->answer.handover = handover->id;
	model->answer.state = handover->to == app_caseworker(app)->id ? HANDOVER_DECLINED : HANDOVER_WITHDRAWN;
	form_init(&model->form);
	model->form.screen = &screen;
	add_fields(app, model, handover);
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ "handover-answer", handover->id, argument->citizen }, effects);
}

static void save(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	model->answer.note = form_text(&model->form, FIELD_WHY);
	app_ask(app, (struct effect){ .kind = EFFECT_HANDOVER_ANSWER, .handover_answer.in = &model->answer }, effects);
}

static const struct form_screen screen = { NULL, save, NULL };

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_HANDOVER_ANSWER && ok)
		form_screen_done(app, model,
				 model->answer.state == HANDOVER_DECLINED ? _("The hand-over is declined.") :
									    _("The offer is taken back."),
				 effects);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app,
			 model->answer.state == HANDOVER_DECLINED ? _("Decline the hand-over")
								  : _("Take the offer back"),
			 cells, area, arena);
}

const struct screen_kind screen_handover_answer = {
	.id = SCREEN_HANDOVER_ANSWER,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
