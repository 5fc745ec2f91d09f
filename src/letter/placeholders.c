#include "placeholders.h"

#include <string.h>

#include "domain/day_text.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"

/* ---- the provisions, as the citizen is told of them ------------------------------------------------- */

static const struct {
	const char *section, *name, *event, *consequence;
} provisions[] = {
	{ "36", "36", N_("you did not take part in the offer you were given"),
	  N_("We consider taking an amount from your benefit for each day, until you take part again.") },
	{ "37", "37", N_("you did not come to a conversation"),
	  N_("We consider taking an amount from your benefit for each day, from the day you did not come "
	     "until you "
	     "are in contact with us. It is always at least one day.") },
	{ "37a", "37 a", N_("you did not book your conversation in time"),
	  N_("We consider taking an amount from your benefit for each day, from the day the deadline passed "
	     "until you "
	     "are in contact with us or have booked. It is always at least one day.") },
	{ "38", "38", N_("you were not registered as looking for work, or had no CV"),
	  N_("We consider taking an amount from your benefit for each day, until it is done.") },
	{ "39", "39", N_("you gave up or refused work, or did not look for work as agreed"),
	  N_("We consider taking a fixed amount from your benefit, once.") },
	{ "40", "40", N_("you did not follow your education order"),
	  N_("We consider taking a fixed amount from your benefit, once.") },
	{ "40a", "40 a", N_("there is a new event after you have had a sanction before"),
	  N_("We consider whether you lose your benefit for up to three months. You will then be paid for "
	     "the days "
	     "you come to the activity we offer you.") },
};

static size_t provision_row(const char *section)
{
	for (size_t i = 0; i < LENGTH(provisions); i++)
		if (str_equal(provisions[i].section, section))
			return i;
	return LENGTH(provisions);
}

const char *provision_event(const char *provision)
{
	size_t row = provision_row(provision);

	return row < LENGTH(provisions) ? _(provisions[row].event) : "";
}

const char *provision_name(const char *provision, struct arena *arena)
{
	size_t row = provision_row(provision);

	return row < LENGTH(provisions) ? provisions[row].name : arena_strdup(arena, provision);
}

/* ---- values ----------------------------------------------------------------------------------------- */

static const struct sanction_event *latest(const struct letter_source *source, enum sanction_act act)
{
	const struct letter_facts *facts = source->facts;

	if (facts->event != NULL && facts->event->act == act)
		return facts->event;
	return facts->file == NULL ? NULL : sanction_latest(facts->file, act);
}

static const char *text_of(const struct letter_source *source, enum sanction_act act)
{
	const struct sanction_event *event = latest(source, act);

	return event == NULL ? "" : event->text;
}

static const char *day_of(const struct letter_source *source, enum sanction_act act)
{
	const struct sanction_event *event = latest(source, act);

	return event == NULL ? "" : day_text(source->arena, event->date, true);
}

static const char *letter_date(const struct letter_source *source)
{
	return day_text(source->arena, source->date, true);
}

static const char *name_of_citizen(const struct letter_source *source)
{
	return citizen_name(source->arena, source->facts->citizen);
}

static const char *given_names(const struct letter_source *source)
{
	return source->facts->citizen->given_names;
}

static const char *cpr(const struct letter_source *source)
{
	const char *number = source->facts->citizen->cpr;

	return strlen(number) == 10 ? arena_printf(source->arena, "%.6s-%s", number, number + 6) : "";
}

static const char *caseworker(const struct letter_source *source)
{
	return source->facts->caseworker == NULL ? "" : source->facts->caseworker->name;
}

static const char *contact(const struct letter_source *source)
{
	return source->facts->contact;
}

static const char *municipality(const struct letter_source *source)
{
	return str_is_empty(source->facts->municipality) ? _("The municipality")
							 : source->facts->municipality;
}

static const char *words(const struct letter_source *source)
{
	return source->facts->words;
}

static const char *event_date(const struct letter_source *source)
{
	return source->facts->file == NULL ? ""
					   : day_text(source->arena, source->facts->file->event_date, true);
}

static const char *event_what(const struct letter_source *source)
{
	return source->facts->file == NULL ? "" : provision_event(source->facts->file->provision);
}

static const char *provision(const struct letter_source *source)
{
	return source->facts->file == NULL ? ""
					   : provision_name(source->facts->file->provision, source->arena);
}

static const char *consequence(const struct letter_source *source)
{
	size_t row = source->facts->file == NULL ? LENGTH(provisions)
						 : provision_row(source->facts->file->provision);

	return row < LENGTH(provisions) ? _(provisions[row].consequence) : "";
}

static const struct guidance *guidance(const struct letter_source *source)
{
	const struct sanction_case *file = source->facts->file;
	const struct guidance *found = NULL;

	for (size_t i = 0; file != NULL && i < file->guidance_count; i++)
		if (guidance_kind(&file->guidance[i]) == GUIDANCE_RIGHTS &&
		    date_compare(file->guidance[i].date, file->event_date) < 0)
			found = &file->guidance[i];
	return found;
}

static const char *guidance_date(const struct letter_source *source)
{
	return guidance(source) == NULL ? "" : day_text(source->arena, guidance(source)->date, true);
}

static const char *guidance_text(const struct letter_source *source)
{
	return guidance(source) == NULL ? "" : guidance_wording(guidance(source));
}

static const char *hearing_facts(const struct letter_source *source)
{
	return text_of(source, SANCTION_SEND_HEARING);
}

static const char *hearing_date(const struct letter_source *source)
{
	return day_of(source, SANCTION_SEND_HEARING);
}

static const char *reply_date(const struct letter_source *source)
{
	const struct sanction_event *hearing = latest(source, SANCTION_SEND_HEARING);

	return hearing == NULL ? "" : date_full(source->arena, hearing->due);
}

static bool is_careful(const struct letter_source *source)
{
	return source->facts->file != NULL && target_group_is_careful(source->facts->file->target_group);
}

static const char *special(const struct letter_source *source)
{
	if (!is_careful(source))
		return "";
	return _("Before we decide, we must also look at your other circumstances, and at whether a "
		 "deduction will help "
		 "you nearer to work. Please tell us of anything we should know: your health, your family, "
		 "your home.");
}

static const char *decision_part(const struct letter_source *source, enum decision_part part)
{
	return source->decision.parts[part];
}

static const char *decision(const struct letter_source *source)
{
	return decision_part(source, DECISION_WHAT);
}

static const char *facts_of_decision(const struct letter_source *source)
{
	return decision_part(source, DECISION_FACTS);
}

static const char *law(const struct letter_source *source)
{
	return decision_part(source, DECISION_LAW);
}

static const char *considerations(const struct letter_source *source)
{
	return decision_part(source, DECISION_CONSIDERATIONS);
}

static const char *view(const struct letter_source *source)
{
	return decision_part(source, DECISION_VIEW);
}

static const char *will(const struct letter_source *source)
{
	return decision_part(source, DECISION_WILL);
}

static const char *regain(const struct letter_source *source)
{
	return decision_part(source, DECISION_REGAIN);
}

static const char *complaint(const struct letter_source *source)
{
	return decision_part(source, DECISION_COMPLAINT);
}

static const char *complaint_weeks(const struct letter_source *source)
{
	int weeks;

	if (source->facts->rules == NULL ||
	    !rule_number(source->facts->rules, "complaint.weeks", 0, source->date, &weeks, NULL, NULL))
		return "";
	return arena_printf(source->arena, "%d", weeks);
}

static const char *decision_date(const struct letter_source *source)
{
	return day_of(source, SANCTION_DECIDE);
}

static const char *sent_date(const struct letter_source *source)
{
	return day_of(source, SANCTION_DISPATCH);
}

static const char *answer(const struct letter_source *source)
{
	return text_of(source, SANCTION_CITIZEN_ANSWERS);
}

static const char *reasons(const struct letter_source *source)
{
	return text_of(source, SANCTION_DECIDE_NONE);
}

static const char *complained_date(const struct letter_source *source)
{
	return day_of(source, SANCTION_COMPLAIN);
}

static const char *complained(const struct letter_source *source)
{
	return text_of(source, SANCTION_COMPLAIN);
}

static const char *upheld(const struct letter_source *source)
{
	return text_of(source, SANCTION_UPHOLD);
}

static const char *meeting_day(const struct letter_source *source)
{
	const struct appointment *appointment = source->facts->appointment;

	return appointment == NULL || !date_is_set(appointment->date)
		       ? ""
		       : date_full(source->arena, appointment->date);
}

static const char *meeting_time(const struct letter_source *source)
{
	const struct appointment *appointment = source->facts->appointment;

	return appointment == NULL || appointment->minute < 0 ? ""
							      : time_text(source->arena, appointment->minute);
}

static const char *meeting_form(const struct letter_source *source)
{
	const struct appointment *appointment = source->facts->appointment;

	return appointment == NULL ? "" : appointment_form_label(appointment->form);
}

static const char *meeting_type(const struct letter_source *source)
{
	const struct appointment *appointment = source->facts->appointment;

	return appointment == NULL ? "" : appointment_type_label(appointment->type);
}

static const char *fund(const struct letter_source *source)
{
	return source->facts->notification == NULL ? "" : source->facts->notification->fund;
}

static const char *notified_what(const struct letter_source *source)
{
	const struct requirement *requirement =
		source->facts->notification == NULL ? NULL
						    : requirement_find(source->facts->notification->event);

	return requirement == NULL ? "" : _(requirement->label);
}

static const char *notified_date(const struct letter_source *source)
{
	return source->facts->notification == NULL
		       ? ""
		       : day_text(source->arena, source->facts->notification->event_date, true);
}

static const char *notified_time(const struct letter_source *source)
{
	const struct notification *notification = source->facts->notification;

	return notification == NULL || notification->event_minute < 0
		       ? ""
		       : time_text(source->arena, notification->event_minute);
}

static const char *notified_channel(const struct letter_source *source)
{
	return source->facts->notification == NULL ? "" : source->facts->notification->channel;
}

static const char *notified_reason(const struct letter_source *source)
{
	return source->facts->notification == NULL ? "" : source->facts->notification->reason;
}

/* The citizen's own print of the plan. Without a step to take there is nothing to send. */
static const char *plan(const struct letter_source *source)
{
	const struct plan_sheet *sheet = source->facts->plan;
	struct arena *arena = source->arena;
	struct plan_print print;
	const char *text = "";

	if (sheet == NULL || !plan_has_open_step(&sheet->plan))
		return "";
	plan_print(sheet, source->date, arena, &print);
	for (size_t i = 0; i < print.part_count; i++) {
		const struct plan_part *part = &print.parts[i];

		text = arena_printf(arena, "%s%s%s", text, *text ? "\n\n" : "", part->heading);
		for (size_t l = 0; l < part->line_count; l++)
			text = arena_printf(arena, "%s\n- %s", text, part->lines[l]);
	}
	return text;
}

/* ---- the table -------------------------------------------------------------------------------------- */

#define K(kind) (1u << LETTER_##kind)
#define EVERY (~0u)
#define CASE (K(HEARING) | K(DECISION) | K(NO_SANCTION) | K(FORWARDING))

static const struct {
	const char *name;
	unsigned int kinds;
	const char *(*value)(const struct letter_source *source);
} rows[] = {
	{ "date", EVERY, letter_date },
	{ "name", EVERY, name_of_citizen },
	{ "given_names", EVERY, given_names },
	{ "caseworker", EVERY, caseworker },
	{ "contact", EVERY, contact },
	{ "municipality", EVERY, municipality },
	{ "words", EVERY, words },
	/* Only to authorities: the citizen knows it, and a letter may be opened by others. */
	{ "cpr", K(NOTIFICATION) | K(FORWARDING), cpr },
	{ "complaint_weeks", EVERY, complaint_weeks },
	{ "event_date", CASE, event_date },
	{ "event", CASE, event_what },
	{ "provision", CASE, provision },
	{ "consequence", CASE, consequence },
	{ "guidance_date", CASE, guidance_date },
	{ "guidance_text", CASE, guidance_text },
	{ "hearing_facts", CASE, hearing_facts },
	{ "hearing_date", CASE, hearing_date },
	{ "reply_date", K(HEARING), reply_date },
	{ "special", CASE, special },
	{ "answer", CASE, answer },
	{ "reasons", K(NO_SANCTION), reasons },
	{ "decision", K(DECISION) | K(FORWARDING), decision },
	{ "facts", K(DECISION) | K(FORWARDING), facts_of_decision },
	{ "law", K(DECISION) | K(FORWARDING), law },
	{ "considerations", K(DECISION) | K(FORWARDING), considerations },
	{ "view", K(DECISION), view },
	{ "will", K(DECISION), will },
	{ "regain", K(DECISION), regain },
	{ "complaint", K(DECISION), complaint },
	{ "decision_date", K(DECISION) | K(FORWARDING), decision_date },
	{ "sent_date", K(FORWARDING), sent_date },
	{ "complained_date", K(FORWARDING), complained_date },
	{ "complained", K(FORWARDING), complained },
	{ "upheld", K(FORWARDING), upheld },
	{ "meeting_day", K(SUMMONS), meeting_day },
	{ "meeting_time", K(SUMMONS), meeting_time },
	{ "meeting_form", K(SUMMONS), meeting_form },
	{ "meeting_type", K(SUMMONS), meeting_type },
	{ "fund", K(NOTIFICATION), fund },
	{ "notified_event", K(NOTIFICATION), notified_what },
	{ "notified_date", K(NOTIFICATION), notified_date },
	{ "notified_time", K(NOTIFICATION), notified_time },
	{ "notified_channel", K(NOTIFICATION), notified_channel },
	{ "notified_reason", K(NOTIFICATION), notified_reason },
	{ "plan", K(PLAN), plan },
};

static size_t row_of(const char *name, size_t length)
{
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (strlen(rows[i].name) == length && strncmp(rows[i].name, name, length) == 0)
			return i;
	return LENGTH(rows);
}

bool placeholder_is_known(enum letter_kind kind, const char *name, size_t length)
{
	size_t row = row_of(name, length);

	return row < LENGTH(rows) && (rows[row].kinds & (1u << kind)) != 0;
}

const char *placeholder_value(const struct letter_source *source, const char *name, size_t length)
{
	size_t row = row_of(name, length);
	const char *value;

	if (row == LENGTH(rows))
		BUG("a placeholder that the template was not checked for");
	value = rows[row].value(source);
	return str_is_empty(value) ? "" : utf8_clean(source->arena, value, strlen(value), true);
}

const char *const *letter_placeholders(enum letter_kind kind, struct arena *arena)
{
	const char **names = arena_array(arena, LENGTH(rows) + 1, sizeof(*names));
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(rows); i++)
		if ((rows[i].kinds & (1u << kind)) != 0)
			names[count++] = rows[i].name;
	return names; /* zeroed: ends with NULL */
}

void letter_source_init(struct letter_source *source, const struct letter_facts *facts, struct arena *arena)
{
	const struct sanction_event *decided;

	*source = (struct letter_source){ .facts = facts, .arena = arena, .date = facts->today };
	if (facts->event != NULL && date_is_set(facts->event->date))
		source->date = facts->event->date;
	decided = latest(source, SANCTION_DECIDE);
	decision_read(decided == NULL ? "" : decided->text, arena, &source->decision);
}
