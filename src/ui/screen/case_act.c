/* case_act.c - one step in a sanction case: the fields that this act asks for, the guards, the review.
 *
 * argument->ref: the case; argument->number: enum sanction_act; argument->data: the `const struct
 * sanction_case` of the case screen, which stays open below. */
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "ui/screen/case_form.h"
#include "ui/screen/letter_preview.h"

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct case_form *model = data;

	model->file = argument->data;
	model->act = (enum sanction_act)argument->number;
	case_form_build(model, app);
	model->form.screen = &screen;
	form_draft_begin(
		&model->form, app,
		&(struct form_draft_place){ sanction_act_name(model->act), argument->ref, argument->citizen },
		effects);
}

/* ---- the event ------------------------------------------------------------------------------------------
 */

static const char *with_word(struct arena *arena, const char *code, const char *word, const char *value)
{
	if (str_is_empty(value))
		return code;
	return arena_printf(arena, "%s%s%s%s%s", code, *code ? " " : "", word, *word ? ":" : "", value);
}

/* An assessment speaks to every ground the citizen claimed, and to the two special parts when they are
 * written. */
static const char *assessed_parts(const struct case_form *model, struct arena *arena)
{
	const struct sanction_case *file = model->file;
	const char *code = "";

	for (size_t i = 0; i < file->event_count; i++) {
		const struct sanction_event *event = &file->events[i];

		if (event->act != SANCTION_CITIZEN_ANSWERS || !sanction_event_counts(file, event))
			continue;
		/* The ground is the first word. */
		code = with_word(arena, code, "",
				 arena_strndup(arena, event->code, strcspn(event->code, " ")));
	}
	code = with_word(arena, code, SANCTION_WORD_GROUND,
			 str_is_empty(code) ? "" : case_form_choice(model, CASE_ACCEPTED));
	if (!str_is_empty(case_form_text(model, CASE_CIRCUMSTANCES)))
		code = with_word(arena, code, "", SANCTION_PART_CIRCUMSTANCES);
	if (!str_is_empty(case_form_text(model, CASE_FURTHERS)))
		code = with_word(arena, code, "", SANCTION_PART_FURTHERS);
	return code;
}

static const char *code_of(const struct case_form *model, struct arena *arena)
{
	int minute = model->index[CASE_TIME] < 0 ? -1 : form_minute(&model->form, model->index[CASE_TIME]);

	if (model->act == SANCTION_ASSESS)
		return assessed_parts(model, arena);
	if (minute >= 0)
		return arena_printf(arena, SANCTION_WORD_SENT ":%s", time_text(arena, minute));
	return with_word(arena, case_form_choice(model, CASE_GROUND), SANCTION_WORD_EVIDENCE,
			 str_is_empty(case_form_choice(model, CASE_GROUND))
				 ? ""
				 : case_form_choice(model, CASE_EVIDENCE));
}

static const char *whole_text(const struct case_form *model, struct arena *arena)
{
	const char *circumstances = case_form_text(model, CASE_CIRCUMSTANCES);
	const char *furthers = case_form_text(model, CASE_FURTHERS), *text = case_form_text(model, CASE_TEXT);

	if (!str_is_empty(circumstances))
		text = arena_printf(arena, "%s\n%s: %s", text, _("Other circumstances"), circumstances);
	if (!str_is_empty(furthers))
		text = arena_printf(arena, "%s\n%s: %s", text, _("Why it helps"), furthers);
	return text;
}

static int64_t parent_of(const struct case_form *model)
{
	const struct sanction_case *file = model->file;

	if (model->act == SANCTION_RESOLVE)
		return strtoll(case_form_choice(model, CASE_HEAD), NULL, 10);
	return file->event_count > 0 ? file->events[file->event_count - 1].id : 0;
}

static bool collect(struct app *app, struct case_form *model, struct err *err)
{
	model->defaults = "";
	model->event = (struct sanction_event){
		.sanction_case = model->file->id,
		.parent = parent_of(model),
		.act = model->act,
		.date = case_form_date(model, CASE_DAY),
		.due = case_form_date(model, CASE_DUE),
		.channel = case_form_choice(model, CASE_CHANNEL),
		.text = whole_text(model, app_arena(app)),
		.code = code_of(model, app_arena(app)),
		.author = app_caseworker(app)->id,
	};
	return (model->act != SANCTION_DECIDE && model->act != SANCTION_CONTACT) ||
	       case_letter_collect(model, app, err);
}

/* ---- the review -----------------------------------------------------------------------------------------
 */

/* A date of the caseworker's own needs no reckoning; one that the rules gave tells it. */
static const char *reply_text(const struct case_form *model, struct app *app)
{
	const struct sanction_event *event = &model->event;
	struct arena *arena = app_arena(app);
	struct deadline deadline;
	enum channel channel;

	if (date_is_set(case_form_date(model, CASE_DUE)) || !channel_parse(event->channel, &channel) ||
	    !deadline_compute(app_rules(app), "hearing", event->date, channel, model->file->target_group, arena,
			      &deadline, NULL))
		return arena_printf(arena, _(" Reply by %s."), date_long(arena, event->due));
	return arena_printf(arena, _(" Reply by %s: %s."), date_long(arena, event->due), deadline.explanation);
}

/* What the date that follows is, and how it was counted. */
static const char *due_text(const struct case_form *model, struct app *app)
{
	const struct sanction_event *event = &model->event;
	struct arena *arena = app_arena(app);
	struct deadline deadline;
	enum channel channel;

	if (!date_is_set(event->due))
		return "";
	if (event->act == SANCTION_SEND_HEARING)
		return reply_text(model, app);
	if (event->act == SANCTION_COMPLAIN)
		return arena_printf(arena, _(" To be reassessed by %s."), date_long(arena, event->due));
	if (event->act == SANCTION_DISPATCH && channel_parse(event->channel, &channel) &&
	    deadline_compute(app_rules(app), "complaint", event->date, channel, model->file->target_group,
			     arena, &deadline, NULL))
		return arena_printf(arena, _(" Received %s. The citizen can complain until %s: %s."),
				    date_long(arena, deadline.received), date_long(arena, event->due),
				    deadline.explanation);
	return "";
}

/* Days and sum stand first; a decision's other parts are read in its letter. A colleague approves what stands there,
 * not what is remembered. */
static const char *review_text(const struct case_form *model, struct arena *arena)
{
	const struct sanction_event *decision = sanction_latest(model->file, SANCTION_DECIDE);
	struct decision made;

	if (model->act == SANCTION_DECIDE) {
		decision_read(model->event.text, arena, &made);
		return made.parts[DECISION_WHAT];
	}
	if (model->act != SANCTION_APPROVE || decision == NULL)
		return decision_shown(model->event.text, arena);
	return arena_printf(arena, "%s%s%s", decision_shown(decision->text, arena),
			    *model->event.text ? "\n" : "", model->event.text);
}

/* The guard has looked for another case about the same event; what it cannot see is said (reference, section 5.6). */
static const char *elsewhere_text(const struct case_form *model)
{
	if (model->act != SANCTION_DISPATCH && model->act != SANCTION_PAY)
		return "";
	return _("No other case about the event is known on this machine.\n");
}

static void review(struct app *app, struct case_form *model)
{
	struct sanction_missing missing;
	struct arena *arena = app_arena(app);
	const char *letter = model->event.letter == NULL ? "" : model->letter.text;
	const char *text;
	struct err err;

	if (!sanction_may(model->file, app_rules(app), &model->event, app_now(app).date, &missing, &err)) {
		app_say_error(app, &err);
		return;
	}
	text = arena_printf(arena, "%s, %s.%s\n%s%s%s\n%s%s %s", sanction_act_label(model->act),
			    date_long(arena, model->event.date), due_text(model, app), model->defaults,
			    *model->defaults ? "\n" : "", review_text(model, arena), elsewhere_text(model),
			    _("The case will then be:"),
			    sanction_state_label(model->event.to));
	if (*letter)
		text = arena_printf(arena, "%s\n\n%s", text, letter_preview(&model->letter, arena));
	form_review(&model->form, app, text);
}

/* An act that sends a letter, or writes one that is sent later, is reviewed with the letter. */
static void examine(struct app *app, void *data, struct effects *effects)
{
	struct case_form *model = data;
	struct err err;

	if (!collect(app, model, &err)) {
		app_say_error(app, &err);
		return;
	}
	model->event.letter = NULL;
	if (letter_read_before(model->file, &model->event) == LETTER_KINDS) {
		review(app, model);
		return;
	}
	model->order = (struct letter_order){ .sanction_case = model->file->id, .event = &model->event,
					      .channel = model->event.channel };
	app_ask(app, (struct effect){ .kind = EFFECT_LETTER_PREVIEW,
				      .letter_order = { &model->order, &model->letter } }, effects);
}

/* ---- the screen -----------------------------------------------------------------------------------------
 */

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct case_form *model = data;
	const char *label = sanction_act_label(model->act);

	form_draft_answered(data, app, kind, ok, err, effects);
	if (kind == EFFECT_LETTER_PREVIEW && ok) {
		model->event.letter = &model->letter;
		review(app, model);
	}
	if (kind != EFFECT_CASE_EVENT || !ok)
		return;
	form_draft_drop(data, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, _("Saved in the case: %s."), label);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct case_form *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_CASE_EVENT, .case_event.in = &model->event }, effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct case_form *model = data;

	form_screen_view(&model->form, app, sanction_act_label(model->act), cells, area, arena);
}

const struct screen_kind screen_case_act = {
	.id = SCREEN_CASE_ACT,
	.model_size = sizeof(struct case_form),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
