/* closing.c - closes a conversation: the next step and who takes it, when you talk again, the summary; then the signature.
 *
 * argument->data: struct closing_argument. What the answers already say is filled in; when nothing is missing the review stands
 * here at once, so that F10 signs. Nothing but F10 on the review signs. */
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "ui/screen/closing.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define MINUTES_DEFAULT 45
#define WORDS_MAX 12
#define DRAFT_STEP "conversation/closing/step"
#define DRAFT_SUMMARY "conversation/closing/summary"

enum { FIELD_STEP, FIELD_OWNER, FIELD_DUE, FIELD_DATE, FIELD_TIME, FIELD_TYPE, FIELD_FORM, FIELD_SUMMARY };

static const char *const owner_names[] = {
	[STEP_OWNER_CITIZEN] = "citizen",
	[STEP_OWNER_CASEWORKER] = "caseworker",
	[STEP_OWNER_EMPLOYER] = "employer",
	[STEP_OWNER_OTHER] = "other",
};

/* A text that can be half written: what the form began with, and what the database holds. */
struct closing_text {
	const char *place;
	int field;
	const char *offered; /* from the answers */
	const char *found;   /* the draft */
	struct str drafted;
};

struct model {
	struct form form; /* first: see form.h */
	const struct closing_argument *from;
	struct feed_list feeds;
	struct form_choice owners[LENGTH(owner_names)], types[WORDS_MAX], ways[WORDS_MAX];
	struct closing_text step, summary;
	struct conversation_signing signing;
	const char *review;
	bool stale;   /* drafts are older than the answers */
	int leaving;  /* drafts to be written before the screen is left */
};

/* ---- what the answers say ------------------------------------------------------------------------------ */

/* The last of a kind: a guide ends with the step and the date that count. NULL none. */
static const struct feed *last_feed(const struct model *model, enum feed_kind kind)
{
	for (size_t i = model->feeds.count; i-- > 0;)
		if (model->feeds.rows[i].kind == kind && !str_is_empty(model->feeds.rows[i].value))
			return &model->feeds.rows[i];
	return NULL;
}

static size_t fill(struct form_choice choices[WORDS_MAX], const struct appointment_word *words)
{
	size_t count = 0;

	for (; words->word != NULL && count < WORDS_MAX; words++)
		choices[count++] = (struct form_choice){ words->word, words->label };
	return count;
}

/* The table's own word for "uden_for_huset" or "Fremmøde"; NULL when it has none. */
static const char *word_in(const struct appointment_word *words, const char *text, struct arena *arena)
{
	const char *wanted = collate_fold(arena, text);

	for (; words->word != NULL; words++)
		if (str_equal(collate_fold(arena, words->word), wanted))
			return words->word;
	return NULL;
}

/* A first conversation happens once; what follows it is a job conversation. Others follow themselves. */
static const char *type_after(const char *guide)
{
	return str_equal(guide, "foerste-samtale") ? "jobsamtale" : guide;
}

static void add_fields(struct model *model)
{
	struct form *form = &model->form;

	for (size_t i = 0; i < LENGTH(model->owners); i++)
		model->owners[i] = (struct form_choice){ owner_names[i], step_owner_label((enum step_owner)i) };
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "step", .label = N_("Next step"), .required = true,
		.hint = N_("The one next step, in the citizen's own words.") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "owner", .label = N_("Who does it"), .required = true,
		.choices = model->owners, .choice_count = LENGTH(model->owners) });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "due", .label = N_("Done by"),
		.hint = N_("Left empty it is the day you talk again.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "date", .label = N_("We talk again"), .required = true,
		.hint = N_("For example +14, fri, 3/5. F4 offers days.") });
	form_add(form, &(struct form_field){ .kind = FORM_TIME, .name = "time", .label = N_("Time"),
		.hint = N_("For example 9:30. May be left empty.") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "type", .label = N_("About"),
		.choices = model->types, .choice_count = fill(model->types, appointment_types) });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "form", .label = N_("How"),
		.choices = model->ways, .choice_count = fill(model->ways, appointment_forms) });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "summary", .label = N_("Summary"), .required = true,
		.hint = N_("Written from the answers; change what should be said differently.") });
}

static void prefill(struct app *app, struct model *model)
{
	const struct feed *step = last_feed(model, FEED_STEP), *date = last_feed(model, FEED_APPOINTMENT),
			  *way = last_feed(model, FEED_APPOINTMENT_FORM);
	struct form *form = &model->form;
	struct arena *arena = app_arena(app);
	struct date next;

	model->step = (struct closing_text){ .place = DRAFT_STEP, .field = FIELD_STEP,
					     .offered = step != NULL ? step->text : "" };
	model->summary = (struct closing_text){ .place = DRAFT_SUMMARY, .field = FIELD_SUMMARY,
						.offered = walk_summary(model->from->walk, arena) };
	form_set_text(form, FIELD_STEP, model->step.offered);
	form_set_text(form, FIELD_SUMMARY, model->summary.offered);
	form_set_choice(form, FIELD_OWNER, owner_names[STEP_OWNER_CITIZEN]);
	if (date != NULL && date_parse_iso(date->value, &next)) {
		form_set_date(form, FIELD_DUE, next);
		form_set_date(form, FIELD_DATE, next);
	}
	form_set_choice(form, FIELD_TYPE, type_after(model->from->conversation->guide));
	form_set_choice(form, FIELD_FORM,
			word_in(appointment_forms, way != NULL ? way->value : model->from->conversation->form, arena));
}

/* ---- drafts ------------------------------------------------------------------------------------------------- */

static void put_draft(struct app *app, const struct model *model, const char *place, const char *text,
		      struct effects *effects)
{
	const struct conversation *conversation = model->from->conversation;

	app_ask(app, (struct effect){ .kind = EFFECT_DRAFT_PUT,
				      .draft_put.in = { .place = place, .ref = conversation->id,
							.citizen = conversation->citizen,
							.text = arena_strdup(app_arena(app), text),
							.at = app_now(app).utc_ms } },
		effects);
}

static void keep_draft(struct app *app, struct model *model, struct closing_text *text, struct effects *effects)
{
	const char *now = form_text(&model->form, text->field);

	if (str_equal(now, text->drafted.text))
		return;
	str_set(&text->drafted, now);
	put_draft(app, model, text->place, str_equal(now, text->offered) ? "" : now, effects);
}

static void keep_drafts(struct app *app, struct model *model, struct effects *effects)
{
	keep_draft(app, model, &model->step, effects);
	keep_draft(app, model, &model->summary, effects);
}

static void begin_draft(struct app *app, struct model *model, struct closing_text *text, struct effects *effects)
{
	str_init(&text->drafted);
	str_set(&text->drafted, text->offered);
	app_ask(app, (struct effect){ .kind = EFFECT_DRAFT,
				      .draft = { text->place, model->from->conversation->id, &text->found } },
		effects);
}

/* An edited text goes on being edited, unless answers have changed since: then it may say what is no longer true. */
static void draft_found(struct app *app, struct model *model, struct closing_text *text, struct effects *effects)
{
	if (str_is_empty(text->found))
		return;
	if (model->stale) {
		put_draft(app, model, text->place, "", effects);
		app_say(app, ROLE_MESSAGE, "%s",
			_("Answers have changed: what you had written here is made anew from them. Read it through."));
	} else {
		form_set_text(&model->form, text->field, text->found);
		str_set(&text->drafted, text->found);
	}
	text->found = NULL;
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static enum step_owner chosen_owner(const struct model *model)
{
	for (size_t i = 0; i < LENGTH(owner_names); i++)
		if (str_equal(form_choice(&model->form, FIELD_OWNER), owner_names[i]))
			return (enum step_owner)i;
	return STEP_OWNER_CITIZEN;
}

static void gather(struct app *app, struct model *model)
{
	const struct conversation *conversation = model->from->conversation;
	const struct form *form = &model->form;
	struct date date = form_date(form, FIELD_DATE), due = form_date(form, FIELD_DUE);

	model->signing = (struct conversation_signing){
		.conversation = conversation->id,
		.citizen = conversation->citizen,
		.appointment = conversation->appointment,
		.summary = form_text(form, FIELD_SUMMARY),
		.step = { .citizen = conversation->citizen, .conversation = conversation->id,
			  .text = form_text(form, FIELD_STEP), .owner = chosen_owner(model),
			  .due = date_is_set(due) ? due : date },
		.next = { .citizen = conversation->citizen, .date = date, .minute = form_minute(form, FIELD_TIME),
			  .minutes = MINUTES_DEFAULT, .type = form_choice(form, FIELD_TYPE),
			  .form = form_choice(form, FIELD_FORM), .coordinator = app_caseworker(app)->id },
		.feeds = model->feeds,
	};
}

static const char *next_text(const struct appointment *next, struct arena *arena)
{
	const char *text = date_long(arena, next->date);

	if (next->minute >= 0)
		text = arena_printf(arena, _("%s at %s"), text, time_text(arena, next->minute));
	if (!str_is_empty(next->type))
		text = arena_printf(arena, "%s, %s", text, appointment_type_label(next->type));
	if (!str_is_empty(next->form))
		text = arena_printf(arena, "%s, %s", text, appointment_form_label(next->form));
	return text;
}

static const char *review_text(const struct model *model, struct arena *arena)
{
	const struct plan_step *step = &model->signing.step;

	return arena_printf(arena, "%s: %s\n%s\n%s: %s\n\n%s", _("Next step"), step->text,
			    arena_printf(arena, _("Done by %s, no later than %s."), step_owner_label(step->owner),
					 date_long(arena, step->due)),
			    _("We talk again"), next_text(&model->signing.next, arena), model->signing.summary);
}

static bool may_sign(struct app *app, struct model *model, struct err *err)
{
	gather(app, model);
	return conversation_may_sign(&model->signing, app_now(app).date, err);
}

static void show_review(struct app *app, struct model *model)
{
	model->review = review_text(model, app_arena(app));
	form_review(&model->form, app);
}

/* The field the law's check is about, where it can be told. */
static int field_at_fault(const struct model *model, struct date today)
{
	const struct conversation_signing *signing = &model->signing;

	if (str_is_empty(signing->step.text))
		return FIELD_STEP;
	if (!date_is_set(signing->next.date) || date_compare(signing->next.date, today) < 0)
		return FIELD_DATE;
	if (date_compare(signing->step.due, today) < 0)
		return FIELD_DUE;
	return FIELD_SUMMARY;
}

static void check(struct app *app, struct model *model)
{
	struct err err;

	if (may_sign(app, model, &err)) {
		show_review(app, model);
		return;
	}
	app_say_error(app, &err);
	form_focus(&model->form, field_at_fault(model, app_now(app).date));
}

static void sign(struct app *app, struct model *model, struct effects *effects)
{
	struct err err;

	if (may_sign(app, model, &err)) {
		app_ask(app, (struct effect){ .kind = EFFECT_SIGN, .sign.in = &model->signing }, effects);
		return;
	}
	app_say_error(app, &err);
	form_focus(&model->form, field_at_fault(model, app_now(app).date));
}

/* ---- the screen -------------------------------------------------------------------------------------------------- */

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->from = argument->data;
	model->stale = *model->from->answers_changed;
	*model->from->answers_changed = false;
	form_init(&model->form);
	walk_feeds(model->from->walk, app_arena(app), &model->feeds);
	add_fields(model);
	prefill(app, model);
	begin_draft(app, model, &model->step, effects);
	begin_draft(app, model, &model->summary, effects);
	check(app, model);
}

static void leave(void *data)
{
	struct model *model = data;

	str_done(&model->step.drafted);
	str_done(&model->summary.drafted);
	form_done(&model->form);
}

static void drafts_found(struct app *app, struct model *model, struct effects *effects)
{
	draft_found(app, model, &model->step, effects);
	draft_found(app, model, &model->summary, effects);
	if (!model->form.reviewing)
		return;
	gather(app, model);
	model->review = review_text(model, app_arena(app));
}

/* The draft's text lives with this screen, so leaving waits for it. One that cannot be written holds the cursor once. */
static void drafts_written(struct app *app, struct model *model, bool ok, struct effects *effects)
{
	if (model->leaving > 0 && !ok)
		model->leaving = 0;
	else if (model->leaving > 0 && --model->leaving == 0)
		app_pop(app, effects);
}

static void is_signed(struct app *app, struct model *model, struct effects *effects)
{
	app_say(app, ROLE_GOOD, _("The conversation is saved and signed. You talk again %s."),
		next_text(&model->signing.next, app_arena(app)));
	*model->from->is_signed = true;
	app_pop(app, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (kind == EFFECT_DRAFT && ok)
		drafts_found(app, model, effects);
	if (kind == EFFECT_DRAFT_PUT)
		drafts_written(app, model, ok, effects);
	if (kind == EFFECT_SIGN && ok)
		is_signed(app, model, effects);
}

static bool go_back(struct app *app, struct model *model, struct effects *effects)
{
	int asked = effects->count;

	keep_drafts(app, model, effects);
	model->leaving = effects->count - asked;
	return model->leaving > 0;
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	enum form_result result = form_act(&model->form, app, action, effects);

	if (result == FORM_CHECKED)
		check(app, model);
	if (result == FORM_CONFIRMED)
		sign(app, model, effects);
	if (result == FORM_NOT_MINE && (action == ACTION_BACK || action == ACTION_LEAVE))
		return go_back(app, model, effects);
	return result != FORM_NOT_MINE;
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	return form_scroll(&model->form, app, model->review, key) || form_type(&model->form, app, key) != FORM_NOT_MINE;
}

static void tick(struct app *app, void *data, struct effects *effects)
{
	keep_drafts(app, data, effects);
}

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	return arena_printf(arena, "%s: %s", screen_name(SCREEN_CLOSING), guide_title(model->from->guide));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_view(&model->form, app, model->review, cells, area, arena);
}

const struct screen_kind screen_closing = {
	.id = SCREEN_CLOSING,
	.model_size = sizeof(struct model),
	.enter = enter,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = form_screen_takes_text,
	.tick = tick,
	.heading = heading,
	.view = view,
};
