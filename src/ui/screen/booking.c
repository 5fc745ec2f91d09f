/* booking.c - book an appointment: when, what about, how to meet. argument->citizen. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define MINUTES_DEFAULT 45

enum { FIELD_DATE, FIELD_TIME, FIELD_TYPE, FIELD_FORM };

#define WORDS_MAX 12

struct model {
	struct form form; /* first: see form.h */
	struct form_choice types[WORDS_MAX], forms[WORDS_MAX];
	struct appointment appointment;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->appointment = (struct appointment){ .citizen = argument->citizen, .minutes = MINUTES_DEFAULT,
						   .coordinator = app_caseworker(app)->id };
	form_init(&model->form);
	model->form.screen = &screen;
	form_add(&model->form, &(struct form_field){ .kind = FORM_DATE,
						     .name = "date",
						     .label = N_("Day"),
						     .required = true,
						     .hint = N_("For example +14, fri, 3/5. F4 offers days.") });
	form_add(&model->form, &(struct form_field){ .kind = FORM_TIME, .name = "time", .label = N_("Time"),
		.hint = N_("For example 9:30. May be left empty.") });
	form_add(&model->form,
		 &(struct form_field){ .kind = FORM_CHOICE,
				       .name = "type",
				       .label = N_("About"),
				       .required = true,
				       .choices = model->types,
				       .choice_count = form_choices(model->types, WORDS_MAX, appointment_types) });
	form_add(&model->form,
		 &(struct form_field){ .kind = FORM_CHOICE,
				       .name = "form",
				       .label = N_("How"),
				       .required = true,
				       .choices = model->forms,
				       .choice_count = form_choices(model->forms, WORDS_MAX, appointment_forms) });
	form_set_choice(&model->form, FIELD_TYPE, "jobsamtale");
	form_set_choice(&model->form, FIELD_FORM, "fremmøde");
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ "booking", argument->citizen, argument->citizen }, effects);
}

static void book(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct appointment *appointment = &model->appointment;

	appointment->date = form_date(&model->form, FIELD_DATE);
	appointment->minute = form_minute(&model->form, FIELD_TIME);
	appointment->type = form_choice(&model->form, FIELD_TYPE);
	appointment->form = form_choice(&model->form, FIELD_FORM);
	if (date_compare(appointment->date, app_now(app).date) < 0) {
		form_focus(&model->form, FIELD_DATE);
		app_say(app, ROLE_ERROR, "%s", _("That day has passed. An appointment is booked for today or later."));
		return;
	}
	app_ask(app, (struct effect){ .kind = EFFECT_APPOINTMENT_PUT, .appointment_put.in = appointment }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	struct date date = model->appointment.date;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind != EFFECT_APPOINTMENT_PUT || !ok)
		return;
	form_draft_drop(&model->form, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, _("Booked for %s."), date_long(app_arena(app), date));
}

static const struct form_screen screen = { NULL, book, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Book an appointment"), cells, area, arena);
}

const struct screen_kind screen_booking = {
	.id = SCREEN_BOOKING,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
