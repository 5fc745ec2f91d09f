/* answer.c - what the a-kasse answered to a notification: code, when it came, in which words.
 *
 * argument->ref: the notification; argument->data: its `const struct notification_row`. The codes are the rule row in
 * force today (akasse.answer.codes): without one no answer can be written down, and the message names the row. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_CODE, FIELD_DAY, FIELD_TIME, FIELD_TEXT };

struct model {
	struct form form; /* first: see form.h */
	struct form_choice codes[NOTIFICATION_CODES_MAX];
	size_t code_count;
	bool is_default; /* the codes are an editable default */
	struct date sent;
	const char *about;
	struct notification_answer answer;
	struct err refused;
};

static const struct form_screen screen; /* below */

static bool offer_codes(struct app *app, struct model *model)
{
	struct notification_code codes[NOTIFICATION_CODES_MAX];
	const struct rule *row;

	if (!notification_codes(app_rules(app), app_now(app).date, app_arena(app), codes, &model->code_count, &row,
				&model->refused))
		return false;
	for (size_t i = 0; i < model->code_count; i++)
		model->codes[i] = (struct form_choice){
			codes[i].code, arena_printf(app_arena(app), "%s %s", codes[i].code, codes[i].label)
		};
	model->is_default = row->confidence == RULE_DEFAULT;
	return true;
}

static void build(struct app *app, struct model *model, struct effects *effects)
{
	struct form *form = &model->form;

	form_add(form,
		 &(struct form_field){
			 .kind = FORM_CHOICE,
			 .name = "code",
			 .label = N_("Answer code"),
			 .required = true,
			 .choices = model->codes,
			 .choice_count = model->code_count,
			 .hint = model->is_default ? N_("An editable list of the municipality's (akasse.answer.codes).")
						   : NULL });
	form_add(form, &(struct form_field){
			       .kind = FORM_DATE, .name = "day", .label = N_("Answered on"), .required = true });
	form_add(form, &(struct form_field){
			       .kind = FORM_TIME, .name = "time", .label = N_("Time of day"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "text", .label = N_("In their words"),
		.hint = N_("What the a-kasse writes beside the code.") });
	form_set_date(form, FIELD_DAY, app_now(app).date);
	form_set_time(form, FIELD_TIME, app_now(app).minute);
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "answer", model->answer.notification, model->answer.citizen },
			 effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	const struct notification_row *row = argument->data;

	model->answer = (struct notification_answer){ .citizen = argument->citizen, .notification = argument->ref };
	model->sent = row->sent;
	model->about = arena_printf(app_arena(app), _("Answer from %s about %s"), row->notification.fund,
				    row->citizen_name);
	form_init(&model->form);
	model->form.screen = &screen;
	if (offer_codes(app, model)) {
		build(app, model, effects);
	} else {
		struct err refused = model->refused;

		app_pop(app, effects);
		app_say_error(app, &refused);
	}
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct notification_answer *answer = &model->answer;
	struct arena *arena = app_arena(app);
	struct err err;

	(void)effects;
	answer->code = form_choice(&model->form, FIELD_CODE);
	answer->date = form_date(&model->form, FIELD_DAY);
	answer->minute = form_minute(&model->form, FIELD_TIME);
	answer->text = form_text(&model->form, FIELD_TEXT);
	if (!notification_answer_is_complete(answer, app_rules(app), model->sent, app_now(app).date, &err)) {
		app_say_error(app, &err);
		return;
	}
	form_review(&model->form, app,
		    arena_printf(arena, _("%s.\n%s, %s at %s.\n%s"), model->about,
				 model->codes[model->form.chosen[FIELD_CODE]].label, date_long(arena, answer->date),
				 time_text(arena, answer->minute), answer->text));
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_NOTIFICATION_ANSWER && ok)
		form_screen_done(app, model, _("The answer is saved."), effects);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_NOTIFICATION_ANSWER, .notification_answer.in = &model->answer },
		effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, model->about, cells, area, arena);
}

const struct screen_kind screen_answer = {
	.id = SCREEN_ANSWER,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
