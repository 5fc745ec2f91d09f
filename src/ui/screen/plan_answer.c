/* plan_answer.c - what the citizen says to the plan as it stands: yes or no, how, and when.
 *
 * argument->citizen, data: struct plan_sheet, read during enter() and of the screen below. */
#include "samtale/base/tr.h"
#include "samtale/domain/plan_sheet.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_ANSWER, FIELD_CHANNEL, FIELD_DAY, FIELD_REASON };
#define CHANNELS_MOST 8

static const struct form_choice answers[PLAN_ANSWERS] = {
	[PLAN_ACCEPTED] = { "yes", N_("yes, it is my plan") },
	[PLAN_DECLINED] = { "no", N_("no") },
};

struct model {
	struct form form; /* first: see form.h */
	const struct plan_sheet *sheet;
	struct form_choice channels[CHANNELS_MOST];
	struct plan_acceptance acceptance;
};

static const struct form_screen screen; /* below */

static bool says_no(const struct form *form)
{
	return str_equal(form_choice(form, FIELD_ANSWER), answers[PLAN_DECLINED].name);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct model *model = data;
	struct form *form = &model->form;
	const struct plan_acceptance *before;

	(void)effects;
	model->sheet = argument->data;
	plan_agreement(model->sheet, &before);
	model->acceptance = (struct plan_acceptance){ .citizen = argument->citizen,
						      .parent = before != NULL ? before->id : 0 };
	form_init(form);
	form->screen = &screen;
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "answer",
					     .label = N_("The citizen says"),
					     .required = true,
					     .choices = answers,
					     .choice_count = PLAN_ANSWERS });
	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE,
			       .name = "channel",
			       .label = N_("How"),
			       .required = true,
			       .choices = model->channels,
			       .choice_count = form_choices(model->channels, CHANNELS_MOST, plan_channels) });
	form_add(form, &(struct form_field){
			       .kind = FORM_DATE, .name = "day", .label = N_("When"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_LINES,
					     .name = "reason",
					     .label = N_("Why not"),
					     .required = true,
					     .hint = N_("In the citizen's own words.") });
	form_set_choice(form, FIELD_ANSWER, answers[PLAN_ACCEPTED].name);
	form_set_choice(form, FIELD_CHANNEL, plan_channels[0].word);
	form_set_date(form, FIELD_DAY, app_now(app).date);
	form_hide(form, FIELD_REASON, true);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	bool no = says_no(&model->form);

	(void)err;
	if (kind != EFFECT_PLAN_ANSWER || !ok)
		return;
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s",
		no ? _("The citizen's no is recorded.") : _("The citizen's yes is recorded."));
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	const struct plan *plan = &model->sheet->plan;
	struct arena *arena = app_arena(app);
	size_t steps = 0;

	(void)effects;
	model->acceptance.answer = says_no(&model->form) ? PLAN_DECLINED : PLAN_ACCEPTED;
	model->acceptance.channel = form_choice(&model->form, FIELD_CHANNEL);
	model->acceptance.date = form_date(&model->form, FIELD_DAY);
	model->acceptance.reason = says_no(&model->form) ? form_text(&model->form, FIELD_REASON) : "";
	if (date_compare(model->acceptance.date, app_now(app).date) > 0) {
		form_focus(&model->form, FIELD_DAY);
		app_say(app, ROLE_MESSAGE, "%s",
			_("The day has not come yet. Write the day the citizen answered."));
		return;
	}
	for (size_t i = 0; i < plan->step_count; i++)
		steps += step_is_open(&plan->steps[i]);
	form_review(&model->form, app,
		    arena_printf(arena, _("%s says %s, %s %s.\nThe goal: %s\nSteps to be done: %d\n\n%s"),
				 citizen_name(arena, &model->sheet->citizen),
				 model->acceptance.answer == PLAN_ACCEPTED ? _("yes") : _("no"),
				 date_long(arena, model->acceptance.date),
				 plan_channel_label(model->acceptance.channel), plan_goal(plan)->text,
				 (int)steps, model->acceptance.reason));
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_ANSWER, .plan_answer.in = &model->acceptance }, effects);
}

static void follow(void *data)
{
	struct model *model = data;

	form_hide(&model->form, FIELD_REASON, !says_no(&model->form));
}

static const struct form_screen screen = { follow, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("What the citizen says to the plan"), cells, area, arena);
}

const struct screen_kind screen_plan_answer = {
	.id = SCREEN_PLAN_ANSWER,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
