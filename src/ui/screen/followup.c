/* followup.c - how is it going, 1, 3, 6 and 12 months after an effort or in a job. argument->citizen.
 *
 * What was true last time stands there already: an unchanged answer is two keys. */
#include <stdlib.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_ABOUT, FIELD_BEFORE, FIELD_STATUS, FIELD_HOURS, FIELD_SOURCE, FIELD_HELPED, FIELD_DATE };

#define WORDS_MAX 8

struct model {
	struct form form; /* first: see form.h */
	struct form_choice statuses[WORDS_MAX], sources[WORDS_MAX];
	struct followup_view view;
	struct followup followup;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->followup.citizen = argument->citizen;
	form_init(&model->form);
	model->form.screen = &screen;
	app_ask(app,
		(struct effect){ .kind = EFFECT_FOLLOWUP, .followup = { argument->citizen, &model->view } },
		effects);
}

static const char *about(struct app *app, const struct followup_row *next)
{
	struct arena *arena = app_arena(app);
	const struct followup_basis *basis = &next->basis;

	if (!next->due.months)
		return _("No effort has ended and no job has begun in the last year: written down on its own.");
	if (basis->outcome)
		return arena_printf(arena,
				    tr_count("%d month in work since %s, due %s", "%d months in work since %s, due %s",
					     next->due.months),
				    next->due.months, date_long(arena, basis->began),
				    date_long(arena, next->due.due));
	return arena_printf(arena,
			    tr_count("%d month after %s, which ended %s, due %s",
				     "%d months after %s, which ended %s, due %s", next->due.months),
			    next->due.months, basis->effort_name, date_long(arena, basis->began),
			    date_long(arena, next->due.due));
}

static const char *before(struct app *app, const struct followup_list *heard)
{
	struct arena *arena = app_arena(app);

	if (!heard->count)
		return _("nothing yet");
	return arena_printf(arena, "%s %s", date_long(arena, heard->rows[0].date),
			    followup_text(arena, &heard->rows[0]));
}

static void add_fields(struct model *model)
{
	struct form *form = &model->form;

	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "about", .label = N_("About") });
	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "before", .label = N_("Last time") });
	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE,
			       .name = "status",
			       .label = N_("Now"),
			       .required = true,
			       .choices = model->statuses,
			       .choice_count = form_choices(model->statuses, WORDS_MAX, followup_statuses) });
	form_add(form, &(struct form_field){
			       .kind = FORM_TEXT,
			       .name = "hours",
			       .label = N_("Hours a week"),
			       .hint = N_("Paid hours. Hours beside a benefit are progress, and no full job.") });
	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE,
			       .name = "source",
			       .label = N_("Told by"),
			       .required = true,
			       .choices = model->sources,
			       .choice_count = form_choices(model->sources, WORDS_MAX, followup_sources) });
	form_add(form, &(struct form_field){
			       .kind = FORM_LINES, .name = "helped", .label = N_("What helped"),
			       .hint = N_("In the citizen's own words. May be left empty.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "date", .label = N_("Day"), .required = true,
					     .hint = N_("The day it was like that: today or earlier.") });
}

static void follow(void *data)
{
	struct model *model = data;

	form_hide(&model->form, FIELD_HOURS, !followup_has_hours(form_choice(&model->form, FIELD_STATUS)));
}

static void offer(struct app *app, struct model *model)
{
	const struct followup_list *heard = &model->view.heard;
	struct form *form = &model->form;
	const struct followup_basis *basis = &model->view.next.basis;
	const char *status = heard->count ? heard->rows[0].status
			     : model->view.next.due.months ? basis->status : "";
	double hours = heard->count ? heard->rows[0].weekly_hours : basis->weekly_hours;

	form_set_text(form, FIELD_ABOUT, about(app, &model->view.next));
	form_set_text(form, FIELD_BEFORE, before(app, heard));
	form_set_choice(form, FIELD_STATUS, status);
	if (followup_has_hours(status) && hours > 0)
		form_set_text(form, FIELD_HOURS, arena_printf(app_arena(app), "%g", hours));
	form_set_choice(form, FIELD_SOURCE, "borger");
	form_set_date(form, FIELD_DATE, app_now(app).date);
	follow(model);
	form_focus(form, FIELD_STATUS);
}

/* "12,5" and "12.5" are the same; "" is 0. False for another text. */
static bool hours_read(const char *text, double *hours)
{
	char number[16], *end;
	size_t length = 0;

	*hours = 0;
	if (str_is_empty(text))
		return true;
	for (; *text && length + 1 < sizeof(number); text++)
		if (*text != ' ')
			number[length++] = *text == ',' ? '.' : *text;
	number[length] = '\0';
	*hours = strtod(number, &end);
	return end != number && !*end && !*text;
}

static bool read_fields(struct app *app, struct model *model)
{
	const struct followup_row *next = &model->view.next;
	struct followup *followup = &model->followup;
	struct form *form = &model->form;

	followup->status = form_choice(form, FIELD_STATUS);
	followup->source = form_choice(form, FIELD_SOURCE);
	followup->helped = form_text(form, FIELD_HELPED);
	followup->date = form_date(form, FIELD_DATE);
	followup->months = next->due.months;
	followup->due = next->due.months ? next->due.due : followup->date;
	followup->effort = next->basis.effort;
	followup->enrolment = next->basis.enrolment;
	followup->outcome = next->basis.outcome;
	followup->weekly_hours = 0;
	if (!followup_has_hours(followup->status) ||
	    hours_read(form_text(form, FIELD_HOURS), &followup->weekly_hours))
		return true;
	form_focus(form, FIELD_HOURS);
	app_say(app, ROLE_ERROR, "%s", _("Write the hours as a number, for example 37 or 12,5."));
	return false;
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct arena *arena = app_arena(app);
	struct err err;

	(void)effects;
	if (!read_fields(app, model))
		return;
	if (!followup_is_complete(&model->followup, DATE_NONE, app_now(app).date, &err)) {
		form_focus(&model->form, followup_has_hours(model->followup.status) && model->followup.weekly_hours <= 0
						 ? FIELD_HOURS : FIELD_STATUS);
		app_say_error(app, &err);
		return;
	}
	form_review(&model->form, app,
		    arena_printf(arena, "%s: %s", date_long(arena, model->followup.date),
				 followup_text(arena, &model->followup)));
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_FOLLOWUP_ADD, .followup_add.in = &model->followup }, effects);
}

static const struct form_screen screen = { follow, examine, confirm };

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	if (kind == EFFECT_FOLLOWUP && ok) {
		add_fields(model);
		offer(app, model);
		form_draft_begin(&model->form, app,
				 &(struct form_draft_place){ "followup", model->followup.citizen,
							     model->followup.citizen },
				 effects);
		return;
	}
	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_FOLLOWUP_ADD && ok)
		form_screen_done(app, model, _("The follow-up is saved."), effects);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, screen_name(SCREEN_FOLLOWUP), cells, area, arena);
}

const struct screen_kind screen_followup = {
	.id = SCREEN_FOLLOWUP,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
