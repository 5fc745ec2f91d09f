/* handover.c - the citizen is given to another coordinator, or offered to one of another team: to whom, why, and a note
 * to the receiver. argument->citizen. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_NOW, FIELD_TO, FIELD_REASON, FIELD_NOTE };

#define WORDS_MAX 8

struct model {
	struct form form; /* first: see form.h */
	struct form_choice reasons[WORDS_MAX];
	struct form_choice *receivers; /* in the screen's arena, as the caseworkers are */
	struct caseworker_list caseworkers;
	struct citizen_overview overview;
	struct handover handover;
	bool loaded;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->handover.citizen = argument->citizen;
	form_init(&model->form);
	model->form.screen = &screen;
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { argument->citizen, &model->overview } },
		effects);
	app_ask(app, (struct effect){ .kind = EFFECT_CASEWORKERS, .caseworkers = { &model->caseworkers } }, effects);
}

static size_t receivers(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);
	size_t count = 0;

	model->receivers = arena_array(arena, model->caseworkers.count, sizeof(*model->receivers));
	for (size_t i = 0; i < model->caseworkers.count; i++) {
		const struct caseworker *caseworker = &model->caseworkers.rows[i];

		if (caseworker->id != model->handover.from)
			model->receivers[count++] = (struct form_choice){
				caseworker->initials,
				arena_printf(arena, "%s (%s)", caseworker->name, caseworker->team)
			};
	}
	return count;
}

static void add_fields(struct app *app, struct model *model)
{
	struct form *form = &model->form;
	size_t count = form_choices(model->reasons, WORDS_MAX, handover_reasons);

	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "now", .label = N_("Coordinator now") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "to", .label = N_("Who takes over"),
					     .required = true, .choices = model->receivers,
					     .choice_count = receivers(app, model),
					     .hint = N_("F4 shows them all; type to find.") });
	form->fields[FIELD_TO].choices = model->receivers;
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "reason",
					     .label = N_("Why"),
					     .required = true,
					     .choices = model->reasons,
					     .choice_count = count });
	form_add(form, &(struct form_field){
			       .kind = FORM_LINES, .name = "note", .label = N_("To the one who takes over"),
			       .required = true,
			       .hint = N_("What matters to the citizen, what is agreed, and what comes next.") });
	form_set_text(form, FIELD_NOW,
		      model->overview.citizen.coordinator_name[0] ? model->overview.citizen.coordinator_name
								  : _("none"));
	form_focus(form, FIELD_TO);
}

static const struct caseworker *caseworker_of(const struct model *model, const char *initials, int64_t id)
{
	for (size_t i = 0; i < model->caseworkers.count; i++)
		if (initials ? str_equal(model->caseworkers.rows[i].initials, initials) :
			       model->caseworkers.rows[i].id == id)
			return &model->caseworkers.rows[i];
	return NULL;
}

static void receiver_take(struct model *model)
{
	const struct caseworker *to = caseworker_of(model, form_choice(&model->form, FIELD_TO), 0);
	const struct caseworker *from = caseworker_of(model, NULL, model->handover.from);

	model->handover.to = to ? to->id : 0;
	model->handover.to_name = to ? to->name : "";
	model->handover.to_team = to ? to->team : "";
	model->handover.is_offer = to && from && handover_is_to_another_team(from->id, from->team, to->team);
}

static const char *review_text(struct arena *arena, const struct model *model)
{
	const struct handover *handover = &model->handover;
	const struct citizen *citizen = &model->overview.citizen;
	const char *who = arena_printf(arena, "%s %s", citizen->given_names, citizen->surname);
	const char *why = word_label(handover_reasons, handover->reason);

	if (handover->is_offer)
		return arena_printf(
			arena,
			_("%s of the team %s is asked to take over %s, because %s.\n\n%s\n\n%s stays the coordinator "
			  "until the offer is accepted. It stands on Today on both sides."),
			handover->to_name, handover->to_team, who, why, handover->note, citizen->coordinator_name);
	return arena_printf(arena,
			    _("%s is the coordinator of %s from now on, because %s.\n\n%s\n\nThe one who takes over "
			      "sees this on Today until it is accepted."),
			    handover->to_name, who, why, handover->note);
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct handover *handover = &model->handover;
	struct form *form = &model->form;
	struct err err;

	(void)effects;
	receiver_take(model);
	handover->reason = form_choice(form, FIELD_REASON);
	handover->note = form_text(form, FIELD_NOTE);
	if (handover_is_complete(handover, &err))
		form_review(form, app, review_text(app_arena(app), model));
	else
		app_say_error(app, &err);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_HANDOVER_ADD, .handover_add.in = &model->handover }, effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	if (kind == EFFECT_OVERVIEW) {
		model->loaded = ok;
		model->handover.from = ok ? model->overview.citizen.coordinator : 0;
		return;
	}
	if (kind == EFFECT_CASEWORKERS) {
		if (!ok || !model->loaded)
			return;
		add_fields(app, model);
		form_draft_begin(&model->form, app,
				 &(struct form_draft_place){ "handover", model->handover.citizen,
							     model->handover.citizen },
				 effects);
		return;
	}
	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_HANDOVER_ADD && ok)
		form_screen_done(app, model,
				 model->handover.is_offer ? _("The citizen is offered, and yours until it is accepted.")
							  : _("The citizen is handed over."),
				 effects);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Hand over to another coordinator"), cells, area, arena);
}

const struct screen_kind screen_handover = {
	.id = SCREEN_HANDOVER,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
