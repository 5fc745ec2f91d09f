/* plan_said.c - what the citizen says: yes or no to the plan, and consents. */
#include "samtale/base/tr.h"
#include "ui/screen/plan_model.h"

/* ---- consents ------------------------------------------------------------------------------------------ */

static const struct consent *consent_of(const struct plan_model *model, const char *subject)
{
	for (size_t i = 0; i < model->sheet.consents.count; i++)
		if (str_equal(model->sheet.consents.rows[i].subject, subject))
			return &model->sheet.consents.rows[i];
	return NULL;
}

static void say_consent(struct app *app, struct plan_model *model, const char *subject,
			struct effects *effects)
{
	const struct consent *now = consent_of(model, subject);

	model->consent = (struct consent){ .citizen = model->citizen,
					   .subject = subject,
					   .given = now == NULL || !now->given,
					   .was_given = now != NULL && now->given };
	model->said = arena_printf(app_arena(app), _("Consent %s: %s."), consent_state_label(&model->consent),
				   consent_subject_label(subject));
	app_ask(app, (struct effect){ .kind = EFFECT_CONSENT_ADD, .consent_add.in = &model->consent },
		effects);
}

static void consent_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	say_consent(app, data, consent_subjects[row].word, effects);
}

/* On a consent the key turns it round; elsewhere it asks which. */
static void record_consent(struct app *app, struct plan_model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);
	struct chooser_row rows[10];
	size_t count = 0;

	if (line != NULL && line->kind == PLAN_LINE_CONSENT) {
		say_consent(app, model, model->sheet.consents.rows[line->index].subject, effects);
		return;
	}
	for (; consent_subjects[count].word != NULL && count < LENGTH(rows); count++) {
		const struct consent *now = consent_of(model, consent_subjects[count].word);

		rows[count] = (struct chooser_row){ .text = tr(consent_subjects[count].label),
						    .beside = now == NULL  ? _("gives")
							      : now->given ? _("withdraws")
									   : _("gives again"),
						    .marked = now != NULL && now->given };
	}
	app_choose(app, &(struct chooser){ _("The citizen says now"), rows, count, consent_chosen, true },
		   effects);
}

/* ---- what the citizen says ----------------------------------------------------------------------------- */

static void head_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct plan_model *model = data;

	for (size_t i = 0; i < model->sheet.acceptance_count; i++) {
		const struct plan_acceptance *head = &model->sheet.acceptances[i];

		if (!head->is_head || row-- > 0)
			continue;
		model->said = _("It is decided which answer holds.");
		app_ask(app,
			(struct effect){ .kind = EFFECT_PLAN_DECIDE,
					 .plan_decide = { model->citizen, head->id } },
			effects);
		return;
	}
}

static void decide(struct app *app, struct plan_model *model, struct effects *effects)
{
	const struct plan_sheet *sheet = &model->sheet;
	struct chooser_row *rows = arena_array(app_arena(app), sheet->acceptance_count, sizeof(*rows));
	size_t count = 0;

	for (size_t i = 0; i < sheet->acceptance_count; i++) {
		const struct plan_acceptance *head = &sheet->acceptances[i];

		if (head->is_head)
			rows[count++] = (struct chooser_row){
				.text = arena_printf(app_arena(app), _("%s to version %d, %s %s"),
						     head->answer == PLAN_ACCEPTED ? _("yes") : _("no"),
						     plan_version_number(sheet, head->version),
						     date_long(app_arena(app), head->date),
						     plan_channel_label(head->channel)),
				.beside = head->author,
			};
	}
	app_choose(app, &(struct chooser){ _("Which answer holds?"), rows, count, head_chosen, true },
		   effects);
}

static void ask_answer(struct app *app, struct plan_model *model, struct effects *effects)
{
	struct err err;

	if (plan_agreement(&model->sheet, NULL) == PLAN_TO_DECIDE)
		decide(app, model, effects);
	else if (!plan_may_be_answered(&model->sheet, &err))
		app_say_error(app, &err);
	else
		app_push(app, SCREEN_PLAN_ANSWER,
			 &(struct screen_argument){ .citizen = model->citizen, .data = &model->sheet },
			 effects);
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

bool plan_said_act(struct app *app, struct plan_model *model, enum action action, struct effects *effects)
{
	if (action == ACTION_PLAN_ANSWER)
		ask_answer(app, model, effects);
	else if (action == ACTION_CONSENT)
		record_consent(app, model, effects);
	else
		return false;
	return true;
}
