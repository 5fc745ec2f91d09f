/* closing_form.c - the fields a conversation is closed with: filled in from its answers, gathered into what
 * is signed. */

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "samtale/domain/availability.h"
#include "ui/core/screen.h"
#include "ui/screen/answer_sheet.h"
#include "ui/screen/closing_form.h"

#define MINUTES_DEFAULT 45

/* ---- what the answers say ------------------------------------------------------------------------- */

/* The last of a kind: a guide ends with the step and the date that count. NULL none. */
static const struct feed *last_feed(const struct closing *closing, enum feed_kind kind)
{
	for (size_t i = closing->feeds.count; i-- > 0;)
		if (closing->feeds.rows[i].kind == kind && !str_is_empty(closing->feeds.rows[i].value))
			return &closing->feeds.rows[i];
	return NULL;
}

/* The table's own word for "uden_for_huset" or "Fremmøde"; NULL when it has none. */
static const char *word_in(const struct word *words, const char *text, struct arena *arena)
{
	const char *wanted = collate_fold(arena, text);

	for (; words->word != NULL; words++)
		if (str_equal(collate_fold(arena, words->word), wanted))
			return words->word;
	return NULL;
}

/* A first conversation happens once, and an availability conversation when something went wrong: what follows
 * is the citizen's usual one. Others follow themselves. */
static const char *type_after(const char *guide, int target_group)
{
	bool once = str_equal(guide, "foerste-samtale") || str_equal(guide, "raadighedssamtale");

	return once ? appointment_type_usual(target_group) : guide;
}

static void add_fields(struct closing *closing)
{
	struct form *form = &closing->form;

	for (size_t i = 0; i < LENGTH(closing->owners); i++)
		closing->owners[i] = (struct form_choice){ step_owner_name((enum step_owner)i),
							   step_owner_label((enum step_owner)i) };
	form_add(form, &(struct form_field){ .kind = FORM_LINES,
					     .name = "step",
					     .label = N_("Next step"),
					     .required = true,
					     .hint = N_("The one next step, in the citizen's own words.") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "owner",
					     .label = N_("Who does it"),
					     .required = true,
					     .choices = closing->owners,
					     .choice_count = LENGTH(closing->owners) });
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "due",
					     .label = N_("Done by"),
					     .hint = N_("Left empty it is the day you talk again.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "date",
					     .label = N_("We talk again"),
					     .required = true,
					     .hint = N_("For example +14, fri, 3/5. F4 offers days.") });
	form_add(form, &(struct form_field){ .kind = FORM_TIME,
					     .name = "time",
					     .label = N_("Time"),
					     .hint = N_("For example 9:30. May be left empty.") });
	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE,
			       .name = "type",
			       .label = N_("About"),
			       .choices = closing->types,
			       .choice_count = form_choices(closing->types, CLOSING_WORDS, appointment_types) });
	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE,
			       .name = "form",
			       .label = N_("How"),
			       .choices = closing->ways,
			       .choice_count = form_choices(closing->ways, CLOSING_WORDS, appointment_forms) });
	form_add(form,
		 &(struct form_field){
			 .kind = FORM_LINES,
			 .name = "summary",
			 .label = N_("Summary"),
			 .required = true,
			 .hint = N_("Written from the answers; change what should be said differently.") });
}

/* A sitting that only measures is closed with its summary alone. */
static bool only_measures(const struct closing *closing)
{
	return guide_closing(closing->from->guide) == CONVERSATION_MEASURES;
}

static void hide_agreement(struct closing *closing)
{
	for (int field = 0; field < closing->form.count; field++)
		form_hide(&closing->form, field, field != CLOSING_SUMMARY);
	form_focus(&closing->form, CLOSING_SUMMARY);
}

/* The summary is read in the history, where the other side sees it: it holds no numbers. */
static const char *measured_summary(const struct closing *closing, struct arena *arena)
{
	int relevant, answered;

	walk_count(closing->from->walk, &relevant, &answered);
	return arena_printf(arena, _("%s. %d of %d questions are answered."),
			    guide_title(closing->from->guide), answered, relevant);
}

static void prefill(struct app *app, struct closing *closing)
{
	const struct feed *date = last_feed(closing, FEED_APPOINTMENT),
			  *way = last_feed(closing, FEED_APPOINTMENT_FORM);
	int step = feeds_closing_step(&closing->feeds);
	struct form *form = &closing->form;
	struct arena *arena = app_arena(app);
	struct date next;

	closing->step = (struct closing_text){ .place = "conversation/closing/step",
					       .field = CLOSING_STEP,
					       .offered = step >= 0 ? closing->feeds.rows[step].text : "" };
	closing->summary = (struct closing_text){ .place = "conversation/closing/summary",
						  .field = CLOSING_SUMMARY,
						  .offered = only_measures(closing)
								     ? measured_summary(closing, arena)
								     : walk_summary(closing->from->walk,
										    arena) };
	form_set_text(form, CLOSING_STEP, closing->step.offered);
	form_set_text(form, CLOSING_SUMMARY, closing->summary.offered);
	form_set_choice(form, CLOSING_OWNER, step_owner_name(STEP_OWNER_CITIZEN));
	if (date != NULL && date_parse_iso(date->value, &next)) {
		form_set_date(form, CLOSING_DUE, next);
		form_set_date(form, CLOSING_DATE, next);
	}
	form_set_choice(form, CLOSING_TYPE,
			type_after(closing->from->conversation->guide, app_focused(app)->target_group));
	form_set_choice(form, CLOSING_FORM,
			word_in(appointment_forms,
				way != NULL ? way->value : closing->from->conversation->form, arena));
}

static void prefill_choices(struct closing *closing)
{
	const struct closing_choices *choices = closing->from->choices;
	struct form *form = &closing->form;

	if (!choices->made)
		return;
	form_set_choice(form, CLOSING_OWNER, choices->owner);
	form_set_choice(form, CLOSING_TYPE, choices->type);
	form_set_choice(form, CLOSING_FORM, choices->form);
	form_set_time(form, CLOSING_TIME, choices->minute);
	if (closing->stale)
		return;
	form_set_date(form, CLOSING_DUE, choices->due);
	form_set_date(form, CLOSING_DATE, choices->next);
}

void closing_form_keep(const struct closing *closing)
{
	const struct form *form = &closing->form;

	*closing->from->choices = (struct closing_choices){
		.made = true,
		.owner = form_choice(form, CLOSING_OWNER),
		.type = form_choice(form, CLOSING_TYPE),
		.form = form_choice(form, CLOSING_FORM),
		.minute = form_minute(form, CLOSING_TIME),
		.due = form_date(form, CLOSING_DUE),
		.next = form_date(form, CLOSING_DATE),
	};
}

void closing_form_fill(struct app *app, struct closing *closing)
{
	add_fields(closing);
	prefill(app, closing);
	prefill_choices(closing);
	if (only_measures(closing))
		hide_agreement(closing);
}

/* ---- what is signed ------------------------------------------------------------------------------- */

static enum step_owner chosen_owner(const struct closing *closing)
{
	enum step_owner owner;

	return step_owner_parse(form_choice(&closing->form, CLOSING_OWNER), &owner) ? owner
										    : STEP_OWNER_CITIZEN;
}

void closing_gather(struct app *app, struct closing *closing)
{
	const struct conversation *conversation = closing->from->conversation;
	const struct form *form = &closing->form;
	struct date date = form_date(form, CLOSING_DATE), due = form_date(form, CLOSING_DUE);

	closing->signing = (struct conversation_signing){
		.conversation = conversation->id,
		.citizen = conversation->citizen,
		.appointment = conversation->appointment,
		.closing = guide_closing(closing->from->guide),
		.summary = form_text(form, CLOSING_SUMMARY),
		.step = { .citizen = conversation->citizen,
			  .conversation = conversation->id,
			  .text = form_text(form, CLOSING_STEP),
			  .owner = chosen_owner(closing),
			  .due = date_is_set(due) ? due : date },
		.next = { .citizen = conversation->citizen,
			  .date = date,
			  .minute = form_minute(form, CLOSING_TIME),
			  .minutes = MINUTES_DEFAULT,
			  .type = form_choice(form, CLOSING_TYPE),
			  .form = form_choice(form, CLOSING_FORM),
			  .coordinator = app_caseworker(app)->id },
		.feeds = closing->feeds,
	};
}

const char *closing_next_text(const struct appointment *next, struct arena *arena)
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

static const char *measured_review(const struct closing *closing, struct arena *arena)
{
	return arena_printf(arena, "%s\n%s\n\n%s", closing->signing.summary,
			    _("The numbers are shown when both sides have answered."),
			    walk_summary(closing->from->walk, arena));
}

/* Which questions have none, and why; "" when all have one. */
static const char *without_answer(const struct closing *closing, struct arena *arena)
{
	const struct answer_sheet sheet = { .guide = closing->from->guide, .walk = closing->from->walk };
	const char *lines = sheet_without_answer(&sheet, arena);

	return *lines ? arena_printf(arena, "\n\n%s\n%s", _("Without an answer"), lines) : "";
}

const char *closing_review_text(const struct closing *closing, struct arena *arena)
{
	const struct plan_step *step = &closing->signing.step;
	const char *without = without_answer(closing, arena);

	if (only_measures(closing))
		return measured_review(closing, arena);
	return arena_printf(arena, "%s: %s\n%s\n%s: %s\n\n%s%s", _("Next step"), step->text,
			    arena_printf(arena, _("Done by %s, no later than %s."),
					 step_owner_label(step->owner), date_long(arena, step->due)),
			    _("We talk again"), closing_next_text(&closing->signing.next, arena),
			    closing->signing.summary, without);
}

const char *closing_signed_text(const struct closing *closing, struct arena *arena)
{
	if (only_measures(closing))
		return _("The answers are saved and signed.");
	return arena_printf(arena, _("The conversation is saved and signed. You talk again %s."),
			    closing_next_text(&closing->signing.next, arena));
}

int closing_field_at_fault(const struct closing *closing, struct date today)
{
	const struct conversation_signing *signing = &closing->signing;

	if (only_measures(closing))
		return CLOSING_SUMMARY;
	if (str_is_empty(signing->step.text))
		return CLOSING_STEP;
	if (!date_is_set(signing->next.date) || date_compare(signing->next.date, today) < 0)
		return CLOSING_DATE;
	if (date_compare(signing->step.due, today) < 0)
		return CLOSING_DUE;
	return CLOSING_SUMMARY;
}

const char *closing_goes_on(const struct app *app, const struct closing *closing)
{
	const struct feed *next = last_feed(closing, FEED_CHECK_NEXT),
			  *event = last_feed(closing, FEED_CHECK_EVENT),
			  *assessed = last_feed(closing, FEED_CHECK_OUTCOME);
	const struct requirement *requirement = event != NULL ? requirement_find(event->code) : NULL;
	const struct focus *focus = app_focused(app);
	enum check_outcome outcome;
	enum check_consequence leads_to;

	if (next == NULL || assessed == NULL || !check_outcome_parse(assessed->code, &outcome))
		return "";
	if (requirement == NULL || !requirement_applies(requirement, focus->target_group))
		return _("The event falls under no requirement for this target group: it is written in the "
			 "journal.");
	if (str_equal(next->code, FEED_NEXT_NOTIFICATION))
		return _("The a-kasse has not been told yet: press A on the citizen.");
	leads_to = check_consequence(focus->target_group, focus->insured, outcome);
	if (leads_to == CHECK_LEADS_CASE)
		return _("The party hearing has not been sent yet: press S on the citizen.");
	return check_consequence_text(leads_to);
}
