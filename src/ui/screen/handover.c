/* handover.c - the citizen is given to another coordinator: to whom, why, and a note to the receiver. argument->citizen. */
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
	size_t count = 0;

	for (const struct contact_word *word = handover_reasons; word->word && count < WORDS_MAX; word++)
		model->reasons[count++] = (struct form_choice){ word->word, word->label };
	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "now", .label = N_("Coordinator now") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "to", .label = N_("Who takes over"),
					     .required = true, .choices = model->receivers,
					     .choice_count = receivers(app, model),
					     .hint = N_("F4 shows them all; type to find.") });
	form->fields[FIELD_TO].choices = model->receivers;
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "reason", .label = N_("Why"), .required = true,
					     .choices = model->reasons, .choice_count = count });
	form_add(form, &(struct form_field){
			       .kind = FORM_LINES, .name = "note", .label = N_("To the one who takes over"),
			       .required = true,
			       .hint = N_("What matters to the citizen, what is agreed, and what comes next.") });
	form_set_text(form, FIELD_NOW,
		      model->overview.citizen.coordinator_name[0] ? model->overview.citizen.coordinator_name : _("none"));
	form_focus(form, FIELD_TO);
}

static int64_t caseworker_of(const struct model *model, const char *initials, const char **name)
{
	for (size_t i = 0; i < model->caseworkers.count; i++) {
		if (!str_equal(model->caseworkers.rows[i].initials, initials))
			continue;
		*name = model->caseworkers.rows[i].name;
		return model->caseworkers.rows[i].id;
	}
	return 0;
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct handover *handover = &model->handover;
	struct form *form = &model->form;
	struct err err;

	(void)effects;
	handover->to = caseworker_of(model, form_choice(form, FIELD_TO), &handover->to_name);
	handover->reason = form_choice(form, FIELD_REASON);
	handover->note = form_text(form, FIELD_NOTE);
	if (!handover_is_complete(handover, &err)) {
		app_say_error(app, &err);
		return;
	}
	form_review(form, app,
		    arena_printf(app_arena(app),
				 _("%s is the coordinator of %s %s from now on, because %s.\n\n%s\n\nThe one who takes over "
				   "sees this on Today until it is accepted."),
				 handover->to_name, model->overview.citizen.given_names,
				 model->overview.citizen.surname,
				 contact_word_label(handover_reasons, handover->reason), handover->note));
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
		form_screen_done(app, model, _("The citizen is handed over."), effects);
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
