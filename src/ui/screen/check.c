/* check.c - an availability check, alone or from a conversation: requirement, day, evidence, outcome, and what it leads
 * to.
 *
 * argument->citizen, argument->text: the requirement to begin with, NULL none; argument->data: a struct check_known,
 * NULL none. Opened from a conversation, the check belongs to it. */
#include "samtale/base/tr.h"
#include "ui/screen/check_form.h"

static const struct form_screen screen; /* below */

static const struct form_choice shown_by[] = {
	{ "none", N_("nothing shown") },
	{ "statement", N_("the citizen's word") },
	{ "document", N_("a document") },
};

static struct check_known known_before(struct app *app, const struct check_known *known)
{
	struct arena *arena = app_arena(app);

	if (known == NULL)
		return (struct check_known){ app_now(app).date, "", "" };
	return (struct check_known){ known->day, arena_strdup(arena, known->first),
				     arena_strdup(arena, known->evidence) };
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct check_form *model = data;

	form_init(&model->form);
	model->form.screen = &screen;
	model->check = (struct availability_check){ .citizen = argument->citizen,
						    .conversation = app_focused(app)->conversation };
	model->asked = argument->text != NULL ? arena_strdup(app_arena(app), argument->text) : "";
	model->known = known_before(app, argument->data);
	model->rules = app_rules(app);
	model->arena = app_arena(app);
	model->today = app_now(app).date;
	model->followed = "";
	model->offered = CHECK_OUTCOMES;
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { argument->citizen, &model->overview } },
		effects);
}

/* ---- the fields --------------------------------------------------------------------------------------- */

static bool is_assessed_here(const struct check_form *model, enum check_outcome outcome)
{
	const struct citizen *citizen = &model->overview.citizen;

	return check_consequence(citizen->target_group, citizen_is_insured(citizen), outcome) ==
	       CHECK_LEADS_OWN_ASSESSMENT;
}

/* The day is offered once for an outcome, so that a person can take it away. */
static void offer_day(struct check_form *model, enum check_outcome outcome)
{
	struct deadline deadline;

	if (model->offered == outcome || model->form.hidden[FIELD_DEADLINE])
		return;
	model->offered = outcome;
	if (check_offer(model, outcome, &deadline))
		form_set_date(&model->form, FIELD_DEADLINE, deadline.due);
}

static void show_what_the_outcome_needs(struct check_form *model)
{
	struct form *form = &model->form;
	enum check_outcome outcome = CHECK_FULFILLED;
	bool assessed;

	if (!check_outcome_parse(form_choice(form, FIELD_OUTCOME), &outcome))
		outcome = CHECK_FULFILLED;
	assessed = is_assessed_here(model, outcome);
	form->fields[FIELD_REASON].label = outcome == CHECK_NEW_AGREEMENT ? N_("What is agreed") : N_("Reason");
	form->fields[FIELD_DEADLINE].label = assessed ? N_("Assessed by") : N_("To be done by");
	form_hide(form, FIELD_GROUND, outcome != CHECK_EXEMPT);
	form_hide(form, FIELD_SHOWN, outcome != CHECK_EXEMPT);
	form_hide(form, FIELD_REASON, outcome == CHECK_FULFILLED);
	form_hide(form, FIELD_DEADLINE, outcome != CHECK_NEW_AGREEMENT && !assessed);
	offer_day(model, outcome);
}

static void follow(void *data)
{
	struct check_form *model = data;

	show_what_the_outcome_needs(model);
	check_follow_requirement(model);
}

static void add_evidence(struct form *form)
{
	static const char *const names[REQUIREMENT_FIELDS_MAX] = { "evidence1", "evidence2", "evidence3" };

	for (int i = 0; i < REQUIREMENT_FIELDS_MAX; i++) {
		form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = names[i],
					     .label = N_("What was seen") });
		form_hide(form, FIELD_SLOT + i, true);
	}
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "evidence", .label = N_("What was seen") });
}

static void add_outcome(struct check_form *model)
{
	struct form *form = &model->form;
	size_t grounds = 0;

	for (int i = 0; i < CHECK_OUTCOMES; i++)
		model->outcomes[i] = (struct form_choice){ check_outcome_name((enum check_outcome)i),
							   check_outcome_label((enum check_outcome)i) };
	while (sanction_grounds[grounds].code != NULL && grounds < CHECK_GROUNDS_MAX) {
		model->grounds[grounds] =
			(struct form_choice){ sanction_grounds[grounds].code, sanction_grounds[grounds].label };
		grounds++;
	}
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "outcome",
					     .label = N_("Outcome"),
					     .required = true,
					     .choices = model->outcomes,
					     .choice_count = CHECK_OUTCOMES });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "ground",
					     .label = N_("Ground"),
					     .required = true,
					     .choices = model->grounds,
					     .choice_count = grounds,
					     .hint = N_("The ground the citizen gives; F4 lists them all.") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "shown",
					     .label = N_("Shown by"),
					     .required = true,
					     .choices = shown_by,
					     .choice_count = LENGTH(shown_by) });
	form_add(form, &(struct form_field){ .kind = FORM_LINES,
					     .name = "reason",
					     .label = N_("Reason"),
					     .required = true,
					     .hint = N_("The citizen's own words first, then what you go by.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "deadline",
					     .label = N_("To be done by"),
					     .required = true,
					     .hint = N_("For example +14, fri, 3/5. F4 offers days.") });
}

static void build(struct app *app, struct check_form *model, struct effects *effects)
{
	struct form *form = &model->form;

	requirement_choices_fill(&model->requirements, model->overview.citizen.target_group);
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "requirement", .label = N_("What is checked"),
		.required = true, .choices = model->requirements.rows, .choice_count = model->requirements.count,
		.hint = N_("A digit chooses; F4 lists them all.") });
	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "due", .label = N_("Due by the rule") });
	form_add(form,
		 &(struct form_field){
			 .kind = FORM_DATE, .name = "day", .label = N_("The day it is about"), .required = true });
	add_evidence(form);
	add_outcome(model);
	form_set_date(form, FIELD_DAY, model->known.day);
	form_set_choice(form, FIELD_REQUIREMENT, model->asked);
	form_hide(form, FIELD_DUE, true);
	follow(model);
	form_set_text(form, FIELD_SLOT, model->known.first);
	form_set_text(form, FIELD_EVIDENCE, model->known.evidence);
	if (model->known.evidence[0] != '\0')
		form_focus(form, FIELD_OUTCOME);
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "check", model->check.citizen, model->check.citizen }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct check_form *model = data;
	const struct citizen *citizen = &model->overview.citizen;
	enum check_consequence leads_to;

	if (form_draft_answered(&model->form, app, kind, ok, err, effects))
		follow(model);
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
			    &(struct screen_argument){ .citizen = model->check.citizen, .ref = model->check.id },
			    effects);
	} else {
		app_pop(app, effects);
	}
	app_say(app, ROLE_GOOD, _("The check is saved. %s"), check_consequence_text(leads_to));
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static void collect(struct check_form *model)
{
	struct form *form = &model->form;
	struct availability_check *check = &model->check;

	check->requirement = form_choice(form, FIELD_REQUIREMENT);
	check->event_date = form_date(form, FIELD_DAY);
	check->evidence = check_evidence_text(model, model->arena);
	check->reason = form->hidden[FIELD_REASON] ? "" : form_text(form, FIELD_REASON);
	check->deadline = form->hidden[FIELD_DEADLINE] ? DATE_NONE : form_date(form, FIELD_DEADLINE);
	check->code = form->hidden[FIELD_GROUND] ? ""
		      : arena_printf(model->arena, "%s " SANCTION_WORD_EVIDENCE ":%s", form_choice(form, FIELD_GROUND),
				     form_choice(form, FIELD_SHOWN));
}

/* The day, and the rule where it is the one that was offered. */
static const char *deadline_line(const struct check_form *model)
{
	const struct availability_check *check = &model->check;
	const char *day = date_is_set(check->deadline) ? date_long(model->arena, check->deadline) : "";
	struct deadline offered;

	if (*day == '\0')
		return "";
	if (check_offer(model, check->outcome, &offered) && date_compare(offered.due, check->deadline) == 0)
		day = arena_printf(model->arena, "%s: %s", day, check_deadline_text(&offered, model->arena));
	return arena_printf(model->arena, _("To be done by %s."), day);
}

static const char *reason_line(const struct check_form *model)
{
	const struct form *form = &model->form;

	if (form->hidden[FIELD_GROUND])
		return model->check.reason;
	return arena_printf(model->arena, "%s (%s): %s", tr(model->grounds[form->chosen[FIELD_GROUND]].label),
			    tr(shown_by[form->chosen[FIELD_SHOWN]].label), model->check.reason);
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct check_form *model = data;
	struct availability_check *check = &model->check;
	const struct citizen *citizen = &model->overview.citizen;
	struct arena *arena = app_arena(app);
	struct deadline due;
	struct err err;

	(void)effects;
	collect(model);
	if (!check_outcome_parse(form_choice(&model->form, FIELD_OUTCOME), &check->outcome))
		return;
	if (!check_is_complete(check, citizen->target_group, app_now(app).date, &err)) {
		app_say_error(app, &err);
		return;
	}
	form_review(&model->form, app,
		    arena_printf(arena, _("%s, %s: %s.\nSeen: %s\n%s%s\n%s"),
				 tr(requirement_find(check->requirement)->label), date_long(arena, check->event_date),
				 check_outcome_label(check->outcome),
				 check->evidence[0] ? check->evidence : _("nothing written"),
				 check_due(model, &due) ? arena_printf(arena, _("Due by the rule: %s\n"),
								       check_deadline_text(&due, arena))
							: "",
				 arena_printf(arena, "%s%s%s", reason_line(model), *reason_line(model) ? "\n" : "",
					      deadline_line(model)),
				 check_consequence_text(check_consequence(
					 citizen->target_group, citizen_is_insured(citizen), check->outcome))));
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct check_form *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_CHECK_ADD, .check_add.in = &model->check }, effects);
}

static const struct form_screen screen = { follow, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct check_form *model = data;

	form_screen_view(&model->form, app, _("Availability check"), cells, area, arena);
}

const struct screen_kind screen_check = {
	.id = SCREEN_CHECK,
	.model_size = sizeof(struct check_form),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
