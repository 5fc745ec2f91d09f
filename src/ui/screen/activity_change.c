/* activity_change.c - an activity ends before its time, or gets another last day.
 *
 * argument->citizen; argument->ref: the enrolment; argument->number 1: extend, 0: stop. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_DAY, FIELD_REASON };

#define REASONS_MAX 12

struct model {
	struct form form; /* first: see form.h */
	struct form_choice reasons[REASONS_MAX];
	struct activity_sheet sheet;
	int64_t citizen, enrolment;
	bool extend;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	form_init(&model->form);
	model->form.screen = &screen;
	model->citizen = argument->citizen;
	model->enrolment = argument->ref;
	model->extend = argument->number == 1;
	app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITIES, .activities = { model->citizen, &model->sheet } },
		effects);
}

static const struct activity *subject(const struct model *model)
{
	for (size_t i = 0; i < model->sheet.count; i++)
		if (model->sheet.activities[i].id == model->enrolment)
			return &model->sheet.activities[i];
	return NULL;
}

static void build_stop(struct app *app, struct model *model)
{
	form_add(&model->form, &(struct form_field){ .kind = FORM_DATE,
						     .name = "day",
						     .label = N_("Last day"),
						     .required = true,
						     .hint = N_("For example -3, fri, 3/5. F4 offers days.") });
	form_add(&model->form, &(struct form_field){ .kind = FORM_CHOICE,
						     .name = "reason",
						     .label = N_("Why"),
						     .required = true,
						     .choices = model->reasons,
						     .choice_count = form_choices(model->reasons, REASONS_MAX,
										  activity_dropouts) });
	form_set_date(&model->form, FIELD_DAY, app_now(app).date);
	form_focus(&model->form, FIELD_REASON);
}

/* Where the law knows no extension there is nothing to fill in. */
static void build_extend(struct app *app, struct model *model, struct effects *effects)
{
	const struct activity *activity = subject(model);
	struct activity_length_request request = { .kind = activity->kind, .group = model->sheet.citizen.target_group,
						   .start = activity->started, .extended_from = activity->planned_end };
	struct activity_period *earlier;
	struct activity_length length = { .latest = DATE_NONE, .explanation = "" };
	struct err err;

	request.earlier_count =
		activity_earlier(model->sheet.activities, model->sheet.count, activity->kind, activity->employer,
				 activity->id, activity->started, app_arena(app), &earlier);
	request.earlier = earlier;
	if (!activity_latest_end(app_rules(app), &request, app_arena(app), &length, &err)) {
		app_pop(app, effects);
		app_say_error(app, &err);
		return;
	}
	form_add(&model->form, &(struct form_field){ .kind = FORM_DATE,
						     .name = "day",
						     .label = N_("New last day"),
						     .required = true,
						     .hint = length.explanation });
	form_add(&model->form, &(struct form_field){ .kind = FORM_LINES,
						     .name = "reason",
						     .label = N_("Reason"),
						     .required = true,
						     .hint = N_("What the extension is to lead to.") });
	form_set_date(&model->form, FIELD_DAY, length.latest);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (!ok)
		return;
	if (kind == EFFECT_ACTIVITIES && model->form.count == 0) {
		if (subject(model) == NULL || (model->extend && subject(model)->kind == NULL)) {
			app_pop(app, effects);
			app_say(app, ROLE_MESSAGE, "%s", _("This activity is not there any more."));
		} else if (model->extend) {
			build_extend(app, model, effects);
		} else {
			build_stop(app, model);
		}
	}
	if (kind != EFFECT_ACTIVITY_DROP && kind != EFFECT_ACTIVITY_EXTEND)
		return;
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s",
		kind == EFFECT_ACTIVITY_DROP ? _("The activity is stopped.") : _("The activity is extended."));
}

static void save(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct date day = form_date(&model->form, FIELD_DAY);

	if (model->extend)
		app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITY_EXTEND,
					      .activity_extend = { model->enrolment, day,
								   form_text(&model->form, FIELD_REASON) } }, effects);
	else if (date_compare(day, app_now(app).date) > 0)
		app_say(app, ROLE_ERROR, "%s", _("That day has not come yet. Write today or an earlier day."));
	else
		app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITY_DROP,
					      .activity_drop = { model->enrolment, day,
								 form_choice(&model->form, FIELD_REASON) } }, effects);
}

static const struct form_screen screen = { NULL, save, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, model->extend ? _("Extend the activity") : _("Stop the activity"), cells,
			 area, arena);
}

const struct screen_kind screen_activity_change = {
	.id = SCREEN_ACTIVITY_CHANGE,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
