/* check.c - an availability check, alone or from a conversation: requirement, day, evidence, outcome, and what it leads to.
 *
 * argument->citizen, argument->text: the requirement to begin with, NULL none; argument->data: a struct availability_check whose
 * day and evidence are filled in beforehand, NULL none. Opened from a conversation, the check belongs to it. */
#include "samtale/base/tr.h"
#include "ui/screen/requirement_choices.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_REQUIREMENT, FIELD_DAY, FIELD_EVIDENCE, FIELD_OUTCOME, FIELD_REASON, FIELD_DEADLINE };

struct model {
	struct form form; /* first: see form.h */
	struct citizen_overview overview;
	struct requirement_choices requirements;
	struct form_choice outcomes[CHECK_OUTCOMES];
	const char *asked; /* the requirement to begin with, "" none */
	struct availability_check check;
	struct availability_check known; /* filled in beforehand */
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	form_init(&model->form);
	model->form.screen = &screen;
	model->known = (struct availability_check){ .evidence = "", .event_date = app_now(app).date };
	if (argument->data != NULL) {
		const struct availability_check *known = argument->data;

		model->known.evidence = arena_strdup(app_arena(app), known->evidence);
		model->known.event_date = known->event_date;
	}
	model->check = (struct availability_check){ .citizen = argument->citizen,
						    .conversation = app_focused(app)->conversation };
	model->asked = argument->text != NULL ? arena_strdup(app_arena(app), argument->text) : "";
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { argument->citizen, &model->overview } }, effects);
}

static void show_what_the_outcome_needs(struct model *model)
{
	enum check_outcome outcome = CHECK_FULFILLED;

	if (!check_outcome_parse(form_choice(&model->form, FIELD_OUTCOME), &outcome))
		outcome = CHECK_FULFILLED;
	form_hide(&model->form, FIELD_REASON, outcome == CHECK_FULFILLED || outcome == CHECK_NEW_AGREEMENT);
	form_hide(&model->form, FIELD_DEADLINE, outcome != CHECK_NEW_AGREEMENT);
}

static void build(struct app *app, struct model *model, struct effects *effects)
{
	struct form *form = &model->form;

	requirement_choices_fill(&model->requirements, model->overview.citizen.target_group);
	for (int i = 0; i < CHECK_OUTCOMES; i++)
		model->outcomes[i] = (struct form_choice){ check_outcome_name((enum check_outcome)i),
							   check_outcome_label((enum check_outcome)i) };
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "requirement", .label = N_("What is checked"),
		.required = true, .choices = model->requirements.rows, .choice_count = model->requirements.count,
		.hint = N_("A digit chooses; F4 lists them all.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "day", .label = N_("The day it is about"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "evidence", .label = N_("What was seen") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "outcome", .label = N_("Outcome"), .required = true,
		.choices = model->outcomes, .choice_count = CHECK_OUTCOMES });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "reason", .label = N_("Reason"), .required = true,
		.hint = N_("The citizen's own words first, then what you go by.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "deadline", .label = N_("To be done by"), .required = true,
		.hint = N_("For example +14, fri, 3/5. F4 offers days.") });
	form_set_choice(form, FIELD_REQUIREMENT, model->asked);
	form_set_date(form, FIELD_DAY, model->known.event_date);
	form_set_text(form, FIELD_EVIDENCE, model->known.evidence);
	if (model->known.evidence[0] != '\0')
		form_focus(form, FIELD_OUTCOME);
	show_what_the_outcome_needs(model);
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "check", model->check.citizen, model->check.citizen }, effects);
}

/* Evidence is what the requirement says can show it: the hint follows the choice. */
static void follow_requirement(struct model *model)
{
	const struct requirement *requirement = requirement_find(form_choice(&model->form, FIELD_REQUIREMENT));

	model->form.fields[FIELD_EVIDENCE].hint = requirement != NULL ? requirement->evidence : NULL;
}

static void follow_choices(void *data)
{
	struct model *model = data;

	show_what_the_outcome_needs(model);
	follow_requirement(model);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	const struct citizen *citizen = &model->overview.citizen;
	enum check_consequence leads_to;

	if (form_draft_answered(&model->form, app, kind, ok, err, effects))
		follow_choices(model);
	if (!ok)
		return;
	if (kind == EFFECT_OVERVIEW && model->form.count == 0) {
		build(app, model, effects);
		if (model->requirements.count == 0) {
			app_pop(app, effects);
			app_say(app, ROLE_MESSAGE, "%s",
				_("Nothing is checked for this target group. Write a note instead."));
			return;
		}
	}
	if (kind != EFFECT_CHECK_ADD)
		return;
	form_draft_drop(&model->form, app, effects);
	leads_to = check_consequence(citizen->target_group, citizen_is_insured(citizen), model->check.outcome);
	if (leads_to == CHECK_LEADS_NOTIFICATION) {
		app_replace(app, SCREEN_NOTIFICATION,
			    &(struct screen_argument){ .citizen = model->check.citizen, .ref = model->check.id }, effects);
	} else {
		app_pop(app, effects);
	}
	app_say(app, ROLE_GOOD, _("The check is saved. %s"), check_consequence_text(leads_to));
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct availability_check *check = &model->check;
	const struct citizen *citizen = &model->overview.citizen;
	const struct requirement *requirement = requirement_find(form_choice(&model->form, FIELD_REQUIREMENT));
	struct arena *arena = app_arena(app);
	struct err err;
	const char *review;

	(void)effects;
	check->requirement = form_choice(&model->form, FIELD_REQUIREMENT);
	check->event_date = form_date(&model->form, FIELD_DAY);
	check->evidence = form_text(&model->form, FIELD_EVIDENCE);
	check->reason = model->form.hidden[FIELD_REASON] ? "" : form_text(&model->form, FIELD_REASON);
	check->deadline = model->form.hidden[FIELD_DEADLINE] ? DATE_NONE : form_date(&model->form, FIELD_DEADLINE);
	if (!check_outcome_parse(form_choice(&model->form, FIELD_OUTCOME), &check->outcome))
		return;
	if (!check_is_complete(check, citizen->target_group, app_now(app).date, &err)) {
		app_say_error(app, &err);
		return;
	}
	review = arena_printf(arena, _("%s, %s: %s.\nSeen: %s\n%s%s\n%s"), tr(requirement->label),
		date_long(arena, check->event_date), check_outcome_label(check->outcome),
		check->evidence[0] ? check->evidence : _("nothing written"), check->reason,
		date_is_set(check->deadline) ? arena_printf(arena, _("To be done by %s."), date_long(arena, check->deadline)) : "",
		check_consequence_text(check_consequence(citizen->target_group, citizen_is_insured(citizen), check->outcome)));
	form_review(&model->form, app, review);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_CHECK_ADD, .check_add.in = &model->check }, effects);
}

static const struct form_screen screen = { follow_choices, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Availability check"), cells, area, arena);
}

const struct screen_kind screen_check = {
	.id = SCREEN_CHECK,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = form_screen_resume,
	.leave = form_screen_leave,
	.answered = answered,
	.act = form_screen_act,
	.type = form_screen_type,
	.takes_text = form_screen_takes_text,
	.tick = form_screen_tick,
	.view = view,
};
