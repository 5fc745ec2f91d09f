/* no_show.c - the citizen did not come: one record, and what follows from it, in a handful of keys.
 *
 * argument->citizen, argument->appointment (0: none was booked). A no-show is a check of "comes to conversations" (R08,
 * LAS section 37) on the day of the appointment; for an insured citizen it can lead to a notification, never to a case.
 */
#include <string.h>

#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define REQUIREMENT "R08"
#define PROVISION "37"

enum { FIELD_DAY, FIELD_EVIDENCE, FIELD_OUTCOME, FIELD_REASON, FIELD_NEXT };

#define NEXT_NOTHING "nothing"
#define NEXT_CASE "case"
#define NEXT_NOTIFY "notify"

static const struct form_choice next_case[] = {
	{ NEXT_NOTHING, N_("nothing now") }, { NEXT_CASE, N_("open a sanction case") },
};
static const struct form_choice next_notify[] = {
	{ NEXT_NOTHING, N_("nothing now") }, { NEXT_NOTIFY, N_("notify the a-kasse") },
};
static const struct form_choice next_nothing[] = { { NEXT_NOTHING, N_("nothing now") } };

static const struct form_choice outcomes[] = {
	{ "not_fulfilled", N_("stayed away without a known reason") },
	{ "exempt", N_("had a reasonable ground") },
	{ "doubt", N_("doubt") },
};

struct model {
	struct form form; /* first: see form.h */
	struct citizen_overview overview;
	struct no_show_entry entry;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	form_init(&model->form);
	model->form.screen = &screen;
	model->entry = (struct no_show_entry){ .appointment = argument->appointment,
					       .check = { .citizen = argument->citizen, .requirement = REQUIREMENT } };
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { argument->citizen, &model->overview } },
		effects);
}

static const struct appointment *appointment(const struct model *model)
{
	for (size_t i = 0; i < model->overview.appointment_count; i++)
		if (model->overview.appointments[i].id == model->entry.appointment)
			return &model->overview.appointments[i];
	return NULL;
}

static void add_next(struct model *model)
{
	const struct citizen *citizen = &model->overview.citizen;
	struct form_field field = {
		.kind = FORM_CHOICE, .name = "next", .label = N_("What happens now"), .required = true
	};

	switch (check_consequence(citizen->target_group, citizen_is_insured(citizen), CHECK_NOT_FULFILLED)) {
	case CHECK_LEADS_CASE:
		field.choices = next_case;
		field.choice_count = LENGTH(next_case);
		break;
	case CHECK_LEADS_NOTIFICATION:
		field.choices = next_notify;
		field.choice_count = LENGTH(next_notify);
		break;
	default:
		field.choices = next_nothing;
		field.choice_count = LENGTH(next_nothing);
		break;
	}
	form_add(&model->form, &field);
	if (field.choice_count == 1)
		form_set_choice(&model->form, FIELD_NEXT, NEXT_NOTHING);
}

static void build(struct app *app, struct model *model, struct effects *effects)
{
	const struct appointment *missed = appointment(model);
	struct arena *arena = app_arena(app);
	struct form *form = &model->form;

	form_add(form,
		 &(struct form_field){ .kind = FORM_DATE, .name = "day", .label = N_("The day"), .required = true });
	form_add(form,
		 &(struct form_field){
			 .kind = FORM_LINES, .name = "evidence", .label = N_("What was missed"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "outcome",
					     .label = N_("How it looks"),
					     .required = true,
					     .choices = outcomes,
					     .choice_count = LENGTH(outcomes) });
	form_add(form, &(struct form_field){
			       .kind = FORM_LINES,
			       .name = "reason",
			       .label = N_("What is known"),
			       .required = true,
			       .hint = N_("Did the citizen cancel? Did you call? What do you know about why?") });
	add_next(model);
	form_set_date(form, FIELD_DAY, missed != NULL ? missed->date : app_now(app).date);
	form_set_text(form, FIELD_EVIDENCE,
		      missed == NULL ? ""
		      : missed->minute < 0
			      ? arena_printf(arena, _("Did not come to %s (%s)."), appointment_type_label(missed->type),
					     appointment_form_label(missed->form))
			      : arena_printf(arena, _("Did not come to %s at %s (%s)."),
					     appointment_type_label(missed->type), time_text(arena, missed->minute),
					     appointment_form_label(missed->form)));
	form_set_choice(form, FIELD_OUTCOME, "not_fulfilled");
	form_focus(form, missed != NULL ? FIELD_REASON : FIELD_EVIDENCE);
	form_draft_begin(
		form, app,
		&(struct form_draft_place){ "no_show", model->entry.check.citizen, model->entry.check.citizen },
		effects);
}

/* It can be known beforehand that somebody will not come; mostly it is the wrong line. */
static void warn_when_early(struct app *app, const struct model *model)
{
	const struct appointment *missed = appointment(model);

	if (missed != NULL && missed->minute > app_now(app).minute &&
	    date_compare(missed->date, app_now(app).date) == 0)
		app_say(app, ROLE_MESSAGE, _("The appointment is not until %s."),
			time_text(app_arena(app), missed->minute));
}

static void hide_next_when_excused(void *data)
{
	struct model *model = data;
	bool excused = strcmp(form_choice(&model->form, FIELD_OUTCOME), "not_fulfilled") != 0;

	form_hide(&model->form, FIELD_NEXT, excused);
}

static bool wants(const struct model *model, const char *next)
{
	return !model->form.hidden[FIELD_NEXT] && str_equal(form_choice(&model->form, FIELD_NEXT), next);
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct availability_check *check = &model->entry.check;
	const struct citizen *citizen = &model->overview.citizen;
	struct arena *arena = app_arena(app);
	struct err err;
	const char *review;

	(void)effects;
	check->event_date = form_date(&model->form, FIELD_DAY);
	check->evidence = form_text(&model->form, FIELD_EVIDENCE);
	check->reason = form_text(&model->form, FIELD_REASON);
	check->deadline = DATE_NONE;
	if (!check_outcome_parse(form_choice(&model->form, FIELD_OUTCOME), &check->outcome))
		return;
	model->entry.open_case = wants(model, NEXT_CASE);
	model->entry.provision = PROVISION;
	model->entry.target_group = citizen->target_group;
	if (!check_is_complete(check, citizen->target_group, app_now(app).date, &err) ||
	    (model->entry.open_case &&
	     !sanction_may_exist(citizen, PROVISION, check->event_date, app_now(app).date, &err))) {
		app_say_error(app, &err);
		return;
	}
	review = arena_printf(arena, "%s, %s.\n%s\n%s\n%s", citizen_name(arena, citizen),
			      date_long(arena, check->event_date), check->evidence, check->reason,
			      model->entry.open_case
				      ? _("A sanction case is opened (LAS § 37). Nothing is decided by that.")
			      : wants(model, NEXT_NOTIFY) ? _("Next you write the notification to the a-kasse.")
							  : _("Nothing more happens now."));
	form_review(&model->form, app, review);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	int64_t citizen = model->entry.check.citizen;

	if (form_draft_answered(&model->form, app, kind, ok, err, effects))
		hide_next_when_excused(model);
	if (!ok)
		return;
	if (kind == EFFECT_OVERVIEW && model->form.count == 0) {
		if (!requirement_applies(requirement_find(REQUIREMENT), model->overview.citizen.target_group)) {
			app_pop(app, effects);
			app_say(app, ROLE_MESSAGE, "%s",
				_("Attendance is not checked for this target group. Write a note instead: press j."));
			return;
		}
		build(app, model, effects);
		warn_when_early(app, model);
	}
	if (kind != EFFECT_NO_SHOW)
		return;
	form_draft_drop(&model->form, app, effects);
	if (model->entry.case_id != 0)
		app_replace(app, SCREEN_CASE,
			    &(struct screen_argument){ .citizen = citizen, .ref = model->entry.case_id }, effects);
	else if (wants(model, NEXT_NOTIFY))
		app_replace(app, SCREEN_NOTIFICATION,
			    &(struct screen_argument){ .citizen = citizen, .ref = model->entry.check.id }, effects);
	else
		app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s", _("The no-show is recorded."));
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_NO_SHOW, .no_show.in = &model->entry }, effects);
}

static const struct form_screen screen = { hide_next_when_excused, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("No-show"), cells, area, arena);
}

const struct screen_kind screen_no_show = {
	.id = SCREEN_NO_SHOW,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
