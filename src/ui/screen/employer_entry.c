/* employer_entry.c - what is written about an employer: a visit, a promise, what came of a promise, an agreement.
 *
 * argument->ref: the employer; number: enum employer_entry_kind; text: the contact; data: the promise or agreement it
 * is about, NULL a new one. One table says which fields each kind has, so that all answer to the same keys. */
#include <stdlib.h>

#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define CHOICES_MAX 12

struct model {
	struct form form; /* first: see form.h */
	struct employer_entry entry;
	const char *contact;
	int promised;
	struct form_choice choices[CHOICES_MAX];
	size_t choice_count;
};

static const struct form_screen screen; /* below */

/* A number that was typed; -1 when it is none. */
static int number(const struct form *form, int field)
{
	char *end;
	long value = strtol(form_text(form, field), &end, 10);

	return str_is_empty(form_text(form, field)) || !str_is_empty(end) || value < 0 || value > 9999 ? -1
												       : (int)value;
}

/* ---- visit ------------------------------------------------------------------------------------------- */

enum { VISIT_SAID, VISIT_DATE, VISIT_MET };

static void visit_build(struct app *app, struct model *model)
{
	struct form *form = &model->form;

	form_add(form,
		 &(struct form_field){ .kind = FORM_LINES,
				       .name = "said",
				       .label = N_("What was said"),
				       .required = true,
				       .hint = N_("As facts, so that the next one knows. F10 saves the visit.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "date", .label = N_("Day"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "met", .label = N_("Who was met") });
	form_set_date(form, VISIT_DATE, app_now(app).date);
	form_set_text(form, VISIT_MET, model->contact);
}

static void visit_take(struct model *model)
{
	struct employer_visit *visit = &model->entry.visit;

	visit->said = form_text(&model->form, VISIT_SAID);
	visit->date = form_date(&model->form, VISIT_DATE);
	visit->met = form_text(&model->form, VISIT_MET);
}

/* ---- promise ----------------------------------------------------------------------------------------- */

enum { PROMISE_PLACES, PROMISE_DUE, PROMISE_FORM, PROMISE_TEXT };

static void promise_build(struct app *app, struct model *model)
{
	struct form *form = &model->form;

	(void)app;
	for (int kind = 0; match_form_word((enum match_form)kind); kind++) {
		const char *word = match_form_word((enum match_form)kind);

		model->choices[model->choice_count++] = (struct form_choice){ word, match_form_label(word) };
	}
	form_add(form, &(struct form_field){ .kind = FORM_TEXT,
					     .name = "places",
					     .label = N_("Places"),
					     .required = true,
					     .hint = N_("How many places the employer promised.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "due", .label = N_("By when"), .required = true,
		.hint = N_("For example +14, fri, 3/5. F4 offers days.") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "form", .label = N_("As what"),
		.choices = model->choices, .choice_count = model->choice_count });
	form_add(form,
		 &(struct form_field){ .kind = FORM_LINES, .name = "text", .label = N_("In the employer's words") });
}

static void promise_take(struct model *model)
{
	struct employer_promise *promise = &model->entry.promise;

	promise->places = number(&model->form, PROMISE_PLACES);
	promise->due = form_date(&model->form, PROMISE_DUE);
	promise->form = form_choice(&model->form, PROMISE_FORM);
	promise->text = form_text(&model->form, PROMISE_TEXT);
}

/* ---- what came of a promise ---------------------------------------------------------------------------- */

enum { OUTCOME_PLACES, OUTCOME_NOTE };

static void outcome_build(struct app *app, struct model *model)
{
	struct form *form = &model->form;

	form_add(form, &(struct form_field){ .kind = FORM_TEXT,
					     .name = "places",
					     .label = N_("Places that came"),
					     .required = true,
					     .hint = N_("0 when the promise was not kept.") });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "note", .label = N_("Why so, and what now") });
	form_set_text(form, OUTCOME_PLACES, arena_printf(app_arena(app), "%d", model->promised));
	model->entry.outcome.date = app_now(app).date;
}

static void outcome_take(struct model *model)
{
	model->entry.outcome.places = number(&model->form, OUTCOME_PLACES);
	model->entry.outcome.note = form_text(&model->form, OUTCOME_NOTE);
}

/* ---- agreement ------------------------------------------------------------------------------------------ */

enum { AGREEMENT_KIND, AGREEMENT_FROM, AGREEMENT_TO, AGREEMENT_PLACES, AGREEMENT_NOTE };

static void agreement_build(struct app *app, struct model *model)
{
	const struct agreement *agreement = &model->entry.agreement;
	struct form *form = &model->form;

	model->choice_count = form_choices(model->choices, CHOICES_MAX, agreement_kinds);
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "kind",
					     .label = N_("Agreement"),
					     .required = true,
					     .choices = model->choices,
					     .choice_count = model->choice_count });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "from", .label = N_("From") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "to", .label = N_("To"),
		.hint = N_("Empty while it goes on.") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "places", .label = N_("Places"),
		.hint = N_("Of a company centre: how many citizens can be there at a time.") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "note", .label = N_("Remark") });
	form_set_choice(form, AGREEMENT_KIND, agreement->kind);
	form_set_date(form, AGREEMENT_FROM, agreement->from);
	form_set_date(form, AGREEMENT_TO, agreement->to);
	if (agreement->places)
		form_set_text(form, AGREEMENT_PLACES, arena_printf(app_arena(app), "%d", agreement->places));
	form_set_text(form, AGREEMENT_NOTE, agreement->note ? agreement->note : "");
}

static void agreement_take(struct model *model)
{
	struct agreement *agreement = &model->entry.agreement;
	int places = number(&model->form, AGREEMENT_PLACES);

	agreement->kind = form_choice(&model->form, AGREEMENT_KIND);
	agreement->from = form_date(&model->form, AGREEMENT_FROM);
	agreement->to = form_date(&model->form, AGREEMENT_TO);
	agreement->places = places > 0 ? places : 0;
	agreement->note = form_text(&model->form, AGREEMENT_NOTE);
}

/* ---- the kinds -------------------------------------------------------------------------------------------- */

static const struct {
	const char *title, *saved, *draft; /* msgids; draft: the place of half-typed text */
	void (*build)(struct app *app, struct model *model);
	void (*take)(struct model *model);
} kinds[ENTRY_KINDS] = {
	[ENTRY_AGREEMENT] = { N_("An agreement with the employer"), N_("The agreement is saved."), "agreement",
			      agreement_build, agreement_take },
	[ENTRY_VISIT] = { N_("A visit"), N_("The visit is saved."), "visit", visit_build, visit_take },
	[ENTRY_PROMISE] = { N_("A promise"), N_("The promise is saved."), "promise", promise_build, promise_take },
	[ENTRY_PROMISE_OUTCOME] = { N_("What came of the promise"), N_("It is saved beside the promise."),
				    "promise_outcome", outcome_build, outcome_take },
};

static void about(struct app *app, struct model *model, const struct screen_argument *argument)
{
	struct employer_entry *entry = &model->entry;

	entry->agreement = (struct agreement){ .employer = argument->ref, .from = DATE_NONE, .to = DATE_NONE };
	entry->visit.employer = entry->promise.employer = argument->ref;
	if (!argument->data)
		return;
	if (entry->kind == ENTRY_AGREEMENT) {
		entry->agreement = *(const struct agreement *)argument->data;
		entry->agreement.kind = arena_strdup(app_arena(app), entry->agreement.kind);
		entry->agreement.note = arena_strdup(app_arena(app), entry->agreement.note);
	} else if (entry->kind == ENTRY_PROMISE_OUTCOME) {
		const struct employer_promise *promise = argument->data;

		entry->outcome.promise = promise->id;
		model->promised = promise->places;
	}
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->entry.kind = (enum employer_entry_kind)argument->number;
	model->contact = arena_strdup(app_arena(app), argument->text);
	about(app, model, argument);
	form_init(&model->form);
	model->form.screen = &screen;
	kinds[model->entry.kind].build(app, model);
	form_draft_begin(
		&model->form, app,
		&(struct form_draft_place){
			kinds[model->entry.kind].draft,
			model->entry.kind == ENTRY_PROMISE_OUTCOME ? model->entry.outcome.promise : argument->ref, 0 },
		effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	enum employer_entry_kind entry = model->entry.kind;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind != EFFECT_EMPLOYER_WRITE || !ok)
		return;
	form_draft_drop(&model->form, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s", tr(kinds[entry].saved));
}

static void save(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	kinds[model->entry.kind].take(model);
	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYER_WRITE, .employer_write.in = &model->entry }, effects);
}

static const struct form_screen screen = { NULL, save, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, tr(kinds[model->entry.kind].title), cells, area, arena);
}

const struct screen_kind screen_employer_entry = {
	.id = SCREEN_EMPLOYER_ENTRY,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
