/* notification.c - underretning: tell the a-kasse of an event that may affect availability; it decides.
 *
 * argument->citizen, argument->ref: the check it is about, 0 none. Time, channel and reason are required: half of the
 * hasty notifications of old needed a telephone call afterwards (reference, section 4.3). */
#include "samtale/base/tr.h"
#include "ui/screen/requirement_choices.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_FUND, FIELD_EVENT, FIELD_DAY, FIELD_TIME, FIELD_CHANNEL, FIELD_REASON };

struct model {
	struct form form; /* first: see form.h */
	struct citizen_overview overview;
	struct requirement_choices requirements;
	struct notification notification;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	form_init(&model->form);
	model->form.screen = &screen;
	model->notification = (struct notification){ .citizen = argument->citizen, .check = argument->ref };
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { argument->citizen, &model->overview } },
		effects);
}

/* The check it is about; without one, the latest that was doubted or not fulfilled. */
static const struct availability_check *subject(const struct model *model)
{
	const struct check_list *checks = &model->overview.checks;

	for (size_t i = 0; i < checks->count; i++) {
		bool failed = checks->rows[i].outcome == CHECK_DOUBT || checks->rows[i].outcome == CHECK_NOT_FULFILLED;

		if (checks->rows[i].id == model->notification.check || (model->notification.check == 0 && failed))
			return &checks->rows[i];
	}
	return NULL;
}

static void build(struct app *app, struct model *model, struct effects *effects)
{
	const struct availability_check *check = subject(model);
	struct form *form = &model->form;

	requirement_choices_fill(&model->requirements, 1);
	form_add(form,
		 &(struct form_field){ .kind = FORM_TEXT, .name = "fund", .label = N_("A-kasse"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "event",
					     .label = N_("What happened"),
					     .required = true,
					     .choices = model->requirements.rows,
					     .choice_count = model->requirements.count });
	form_add(form,
		 &(struct form_field){ .kind = FORM_DATE, .name = "day", .label = N_("The day"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_TIME,
					     .name = "time",
					     .label = N_("Time of day"),
					     .required = true,
					     .hint = N_("When it happened, for example 9:30.") });
	form_add(
		form,
		&(struct form_field){
			.kind = FORM_TEXT,
			.name = "channel",
			.label = N_("How called"),
			.required = true,
			.hint = N_(
				"How the citizen was called, or how it came to light: Digital Post 3 Nov, own booking, phone.") });
	form_add(form, &(struct form_field){ .kind = FORM_LINES,
					     .name = "reason",
					     .label = N_("Reason"),
					     .required = true,
					     .hint = N_("Only what happened. The a-kasse assesses it.") });
	form_set_text(form, FIELD_FUND, model->overview.citizen.unemployment_fund);
	if (check != NULL) {
		model->notification.check = check->id;
		form_set_choice(form, FIELD_EVENT, check->requirement);
		form_set_text(form, FIELD_REASON, check->reason);
	}
	form_set_date(form, FIELD_DAY, check != NULL ? check->event_date : app_now(app).date);
	if (check != NULL && !str_is_empty(model->overview.citizen.unemployment_fund))
		form_focus(form, FIELD_TIME);
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "notification", model->notification.citizen,
						     model->notification.citizen },
			 effects);
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct notification *notification = &model->notification;
	struct arena *arena = app_arena(app);
	struct err err;
	const char *review;

	(void)effects;
	notification->fund = form_text(&model->form, FIELD_FUND);
	notification->event = form_choice(&model->form, FIELD_EVENT);
	notification->event_date = form_date(&model->form, FIELD_DAY);
	notification->event_minute = form_minute(&model->form, FIELD_TIME);
	notification->channel = form_text(&model->form, FIELD_CHANNEL);
	notification->reason = form_text(&model->form, FIELD_REASON);
	if (!notification_is_complete(notification, app_now(app).date, &err)) {
		app_say_error(app, &err);
		return;
	}
	review = arena_printf(arena, _("To %s about %s.\n%s, %s at %s. Called: %s.\n%s"), notification->fund,
		citizen_name(arena, &model->overview.citizen), tr(requirement_find(notification->event)->label),
		date_long(arena, notification->event_date), time_text(arena, notification->event_minute),
		notification->channel, notification->reason);
	form_review(&model->form, app, review);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (!ok)
		return;
	if (kind == EFFECT_OVERVIEW && model->form.count == 0)
		build(app, model, effects);
	if (kind == EFFECT_NOTIFICATION_ADD) {
		form_screen_done(app, model, _("The notification is saved and waits to be sent to the a-kasse."),
				 effects);
	}
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_NOTIFICATION_ADD, .notification_add.in = &model->notification },
		effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Notify the a-kasse"), cells, area, arena);
}

const struct screen_kind screen_notification = {
	.id = SCREEN_NOTIFICATION,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
