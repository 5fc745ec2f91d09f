/* referral.c - refer a citizen to an opening: what the employer is told is read before it is sent; or, while a referral
 * is under way, what came of it.
 *
 * argument->citizen; argument->data: the pair (struct match_page_row), read during enter() only. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { SENT_NOTE, SENT_FOLLOW_UP };
enum { EVENT_STATE, EVENT_REASON, EVENT_FOLLOW_UP, EVENT_DATE };

struct model {
	struct form form; /* first: see form.h */
	bool under_way;   /* an event, not a new referral */
	struct referral referral;
	struct referral_event event;
	const char *told, *title, *employer;
	struct form_choice states[REFERRAL_STATES];
};

static const struct form_screen screen; /* below */

/* From the rule; a week where the rows of this municipality do not say. */
static struct date follow_up_day(const struct app *app)
{
	int days;

	if (!rule_number(app_rules(app), "referral.follow_up.days", 0, app_now(app).date, &days, NULL, NULL))
		days = 7;
	return date_add_days(app_now(app).date, days);
}

static void sent_build(struct app *app, struct model *model)
{
	struct form *form = &model->form;

	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "note", .label = N_("A word to the employer"),
		.hint = N_("Besides name, job goal and what fits. May be left empty.") });
	form_add(form,
		 &(struct form_field){ .kind = FORM_DATE,
				       .name = "follow_up",
				       .label = N_("Followed up"),
				       .required = true,
				       .hint = N_("It comes on Today then. For example +7, fri. F4 offers days.") });
	form_set_date(form, SENT_FOLLOW_UP, follow_up_day(app));
}

static void event_build(struct app *app, struct model *model)
{
	struct form *form = &model->form;
	size_t count = 0;

	for (int state = REFERRAL_INTERVIEW; state < REFERRAL_STATES; state++)
		model->states[count++] = (struct form_choice){ referral_state_name((enum referral_state)state),
								referral_state_label((enum referral_state)state) };
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "state",
					     .label = N_("What came of it"),
					     .required = true,
					     .choices = model->states,
					     .choice_count = count });
	form_add(form, &(struct form_field){ .kind = FORM_LINES,
					     .name = "reason",
					     .label = N_("Why, in the employer's words"),
					     .hint = N_("A no needs a reason: the next match is made better by it.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "follow_up", .label = N_("Followed up"),
		.hint = N_("After an interview. It comes on Today then.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "date", .label = N_("Day"), .required = true });
	form_set_date(form, EVENT_FOLLOW_UP, follow_up_day(app));
	form_set_date(form, EVENT_DATE, app_now(app).date);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	const struct match_page_row *row = argument->data;
	struct model *model = data;

	model->under_way = row->referral && !referral_is_over(row->referral->state);
	model->referral = (struct referral){ .citizen = row->citizen->id, .opening = row->opening->id };
	model->told = match_told_text(row, app_arena(app));
	model->employer = arena_strdup(app_arena(app), row->opening->employer_name);
	model->title = arena_printf(app_arena(app), "%s, %s", row->opening->title, row->opening->employer_name);
	form_init(&model->form);
	model->form.screen = &screen;
	if (model->under_way) {
		model->event.referral = row->referral->id;
		event_build(app, model);
	} else {
		sent_build(app, model);
	}
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ model->under_way ? "referral_event" : "referral", row->opening->id,
						     row->citizen->id }, effects);
}

/* ---- what is checked and read before it is sent ------------------------------------------------------------------ */

static void sent_examine(struct app *app, struct model *model)
{
	struct referral *referral = &model->referral;

	referral->note = form_text(&model->form, SENT_NOTE);
	referral->follow_up = form_date(&model->form, SENT_FOLLOW_UP);
	if (date_compare(referral->follow_up, app_now(app).date) < 0) {
		form_focus(&model->form, SENT_FOLLOW_UP);
		app_say(app, ROLE_ERROR, "%s", _("That day has passed. A referral is followed up today or later."));
		return;
	}
	form_review(&model->form, app,
		    arena_printf(app_arena(app), _("%s is told:\n%s%s\nFollowed up %s."), model->employer, model->told,
				 referral->note, date_long(app_arena(app), referral->follow_up)));
}

static enum referral_state chosen_state(const struct form *form)
{
	for (int state = REFERRAL_INTERVIEW; state < REFERRAL_STATES; state++)
		if (str_equal(form_choice(form, EVENT_STATE), referral_state_name((enum referral_state)state)))
			return (enum referral_state)state;
	return REFERRAL_SENT;
}

static void event_send(struct app *app, struct model *model, struct effects *effects)
{
	struct referral_event *event = &model->event;
	struct err err;

	event->state = chosen_state(&model->form);
	event->reason = form_text(&model->form, EVENT_REASON);
	event->date = form_date(&model->form, EVENT_DATE);
	event->follow_up = referral_is_over(event->state) ? DATE_NONE : form_date(&model->form, EVENT_FOLLOW_UP);
	if (!referral_event_is_complete(event, app_now(app).date, &err)) {
		form_focus(&model->form, event->state == REFERRAL_NO ? EVENT_REASON : EVENT_FOLLOW_UP);
		app_say_error(app, &err);
		return;
	}
	app_ask(app, (struct effect){ .kind = EFFECT_REFERRAL_EVENT_ADD, .referral_event_add.in = event }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if ((kind != EFFECT_REFERRAL_ADD && kind != EFFECT_REFERRAL_EVENT_ADD) || !ok)
		return;
	form_draft_drop(&model->form, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s",
		kind == EFFECT_REFERRAL_ADD ? _("The citizen is referred.") : _("What came of it is saved."));
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	if (model->under_way)
		event_send(app, model, effects);
	else
		sent_examine(app, model);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_REFERRAL_ADD, .referral_add.in = &model->referral }, effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, model->title, cells, area, arena);
}

const struct screen_kind screen_referral = {
	.id = SCREEN_REFERRAL,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
