#include "samtale/domain/field_words.h"

#include <stdlib.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/activity.h"
#include "samtale/domain/appointment.h"
#include "samtale/domain/contact.h"
#include "samtale/domain/conversation.h"
#include "samtale/domain/employer.h"
#include "samtale/domain/followup.h"
#include "samtale/domain/match.h"
#include "samtale/domain/match_page.h"
#include "samtale/domain/plan.h"
#include "samtale/domain/target_group.h"

/* ---- values ---------------------------------------------------------------------------------------- */

/* A number that stands in a table of names; others stay as they are. */
static const char *numbered(const char *value, int most, const char *(*label)(int number))
{
	char *end;
	long number = strtol(value, &end, 10);

	return *end == '\0' && number >= 0 && number < most ? label((int)number) : value;
}

static const char *yes_no(struct arena *arena, const char *value)
{
	(void)arena;
	return str_equal(value, "0") ? _("no") : str_equal(value, "1") ? _("yes") : value;
}

static const char *day(struct arena *arena, const char *value)
{
	struct date date;

	return date_parse_iso(value, &date) ? date_long(arena, date) : value;
}

static const char *time_of_day(struct arena *arena, const char *value)
{
	int minute = (int)strtol(value, NULL, 10);

	return minute >= 0 ? time_text(arena, minute) : _("no time");
}

static const char *group(struct arena *arena, const char *value)
{
	(void)arena;
	return target_group_label((int)strtol(value, NULL, 10));
}

static const char *owner_of(int number)
{
	return step_owner_label((enum step_owner)number);
}

static const char *owner(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, STEP_OWNERS, owner_of);
}

static const char *status_of(int number)
{
	return step_status_label((enum step_status)number);
}

static const char *status(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, STEP_STATUSES, status_of);
}

static const char *aim_of(int number)
{
	return plan_aim_label((enum plan_aim)number);
}

static const char *aim(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, PLAN_AIMS, aim_of);
}

static const char *progress_of(int number)
{
	return barrier_progress_label((enum barrier_progress)number);
}

static const char *progress(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, BARRIER_PROGRESSES, progress_of);
}

static const char *booking_of(int number)
{
	static const char *const states[] = { N_("booked"), N_("held"), N_("no-show"), N_("cancelled") };

	return tr(states[number]);
}

static const char *booking(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, APPOINTMENT_CANCELLED + 1, booking_of);
}

static const char *meeting(struct arena *arena, const char *value)
{
	(void)arena;
	return appointment_type_label(value);
}

static const char *meeting_form(struct arena *arena, const char *value)
{
	(void)arena;
	return appointment_form_label(value);
}

static const char *outcome(struct arena *arena, const char *value)
{
	(void)arena;
	return followup_status_label(value);
}

static const char *dropout(struct arena *arena, const char *value)
{
	(void)arena;
	return word_label(activity_dropouts, value);
}

static const char *stage(struct arena *arena, const char *value)
{
	(void)arena;
	return plan_stage_label(value);
}

static const char *completed(struct arena *arena, const char *value)
{
	return str_equal(value, "-1") ? _("not known") : yes_no(arena, value);
}

static const char *item_kind_of(int number)
{
	return plan_item_kind_label((enum plan_item_kind)number);
}

static const char *item_kind(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, PLAN_ITEM_KINDS, item_kind_of);
}

static const char *waiting_of(int number)
{
	static const char *const outcomes[] = { N_("waiting"), N_("got a place"), N_("taken off the list") };

	return tr(outcomes[number]);
}

static const char *waiting(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, WAIT_OUTCOMES, waiting_of);
}

static const char *talk_state_of(int number)
{
	static const char *const states[] = { N_("under way"), N_("put aside"), N_("signed"), N_("given up") };

	return tr(states[number]);
}

static const char *talk_state(struct arena *arena, const char *value)
{
	(void)arena;
	return numbered(value, CONVERSATION_ABANDONED + 1, talk_state_of);
}

static const char *followup_source(struct arena *arena, const char *value)
{
	(void)arena;
	return followup_source_label(value);
}

static const char *agreement(struct arena *arena, const char *value)
{
	(void)arena;
	return agreement_label(value);
}

static const char *contact_role(struct arena *arena, const char *value)
{
	(void)arena;
	return word_label(contact_person_roles, value);
}

static const char *exemption(struct arena *arena, const char *value)
{
	(void)arena;
	return word_label(contact_exemptions, value);
}

static const char *need(struct arena *arena, const char *value)
{
	(void)arena;
	return match_need_label(value);
}

static const char *needs(struct arena *arena, const char *value)
{
	return match_needs_text(arena, value);
}

static const char *job_form(struct arena *arena, const char *value)
{
	(void)arena;
	return match_need_label(value);
}

/* Stored in øre. */
static const char *money(struct arena *arena, const char *value)
{
	long long ore = strtoll(value, NULL, 10);

	/* TRANSLATORS: kroner, øre with the decimal mark of the language. */
	return arena_printf(arena, _("%lld.%02lld kr."), ore / 100, ore % 100);
}

static const char *hours(struct arena *arena, const char *value)
{
	return arena_printf(arena, "%g", strtod(value, NULL));
}

/* Bit 0 Monday. */
static const char *weekdays(struct arena *arena, const char *value)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };
	long bits = strtol(value, NULL, 10);
	const char *text = "";

	for (size_t day_number = 0; day_number < LENGTH(names); day_number++)
		if (bits >> day_number & 1)
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? " " : "", tr(names[day_number]));
	return text;
}

/* ---- columns --------------------------------------------------------------------------------------- */

/* Those of one table stand before those of any. */
static const struct field_word fields[] = {
	{ "citizen", "cpr", N_("CPR number"), NULL, true, FIELD_FORM_CODE },
	{ "citizen", "given_names", N_("Given names"), NULL, true },
	{ "citizen", "surname", N_("Surname"), NULL, true },
	{ "citizen", "address", N_("Address"), NULL, true },
	{ "citizen", "postcode", N_("Postcode"), NULL, true },
	{ "citizen", "city", N_("Town"), NULL, true },
	{ "citizen", "phone", N_("Phone"), NULL, true },
	{ "citizen", "email", N_("E-mail"), NULL, true },
	{ "citizen", "is_protected", N_("Protection"), yes_no, false },
	{ "citizen", "language", N_("Language"), NULL, false, FIELD_FORM_CODE },
	{ "citizen", "interpreter", N_("Interpreter"), yes_no, false },
	{ "citizen", "target_group", N_("Target group"), group, false },
	{ "citizen", "benefit_from", N_("Benefit from"), day, false },
	{ "citizen", "unemployment_fund", N_("A-kasse"), NULL, false },
	{ "citizen", "job_goal", N_("Job goal"), NULL, false },
	{ "citizen", "education", N_("Education"), NULL, false },
	{ "citizen", "children", N_("Children"), NULL, false, FIELD_FORM_NUMBER },
	{ "citizen", "driving_licence", N_("Driving licence"), yes_no, false },
	{ "appointment", "state", N_("State"), booking, false },
	{ "appointment", "type", N_("Conversation"), meeting, false },
	{ "appointment", "form", N_("Form"), meeting_form, false },
	{ "appointment", "minutes", N_("Minutes"), NULL, false, FIELD_FORM_NUMBER },
	{ "conversation", "form", N_("Form"), meeting_form, false },
	{ "enrolment", "invited", N_("Invited"), day, false },
	{ "enrolment", "started", N_("Begun"), day, false },
	{ "enrolment", "ended", N_("Ended"), day, false },
	{ "enrolment", "completed", N_("Completed"), completed, false },
	{ "enrolment", "dropout", N_("Why it stopped"), dropout, false },
	{ "outcome", "status", N_("Status"), outcome, false },
	{ "plan", "begun", N_("Begun"), day, false },
	{ "plan_step", "text", N_("Step"), NULL, false },
	{ "plan_step", "owner", N_("Whose it is"), owner, false },
	{ "plan_step", "due", N_("By when"), day, false },
	{ "plan_step", "status", N_("Status"), status, false },
	{ "plan_step", "track", N_("Track"), NULL, false },
	{ "plan_item", "kind", N_("Kind"), item_kind, false },
	{ "plan_item", "text", N_("Text"), NULL, false },
	{ "plan_item", "aim", N_("What it is about"), aim, false },
	{ "plan_item", "progress", N_("How far"), progress, false },
	{ "plan_position", "stage", N_("Where the citizen stands"), stage, false },
	{ "activity", "planned_end", N_("Last day"), day, false },
	{ "activity", "purpose", N_("Purpose"), NULL, false },
	{ "centre_wait", "since", N_("Since"), day, false },
	{ "centre_wait", "ended", N_("Ended"), day, false },
	{ "effort", "unit_cost", N_("Price"), money, false },
	{ "effort", "kind", N_("Kind"), NULL, false },
	{ "opening", "form", N_("Form"), job_form, false },
	{ "opening", "needs", N_("Needs"), needs, false },
	{ "conversation", "started", N_("Begun"), day, false },
	{ "activity", "wage", N_("Wage"), money, false },
	{ "activity", "weekdays", N_("Weekdays"), weekdays, false },
	{ "activity_stage", "stage", N_("Stage"), NULL, false, FIELD_FORM_CODE },
	{ "centre_wait", "outcome", N_("Outcome"), waiting, false },
	{ "outcome", "source", N_("Source"), followup_source, false },
	{ "employer_agreement", "kind", N_("Kind"), agreement, false },
	{ "contact_person", "role", N_("Role"), contact_role, false },
	{ "contact_exemption", "kind", N_("Kind"), exemption, false },
	{ "citizen_need", "need", N_("Need"), need, false },
	{ "citizen_need", "value", N_("Answer"), yes_no, false },
	{ "conversation", "state", N_("State"), talk_state, false },
	{ "conversation", "position", N_("How far it has come"), NULL, false, FIELD_FORM_OWN },
	{ NULL, "ended", N_("Ended"), yes_no, false },
	{ NULL, "deleted", N_("Removed"), yes_no, false },
	{ NULL, "date", N_("Date"), day, false },
	{ NULL, "minute", N_("Time"), time_of_day, false },
	{ NULL, "from_date", N_("From"), day, false },
	{ NULL, "to_date", N_("To"), day, false },
	{ NULL, "deadline", N_("Deadline"), day, false },
	{ NULL, "coordinator", N_("Coordinator"), NULL, false },
	{ NULL, "caseworker", N_("Caseworker"), NULL, false },
	{ NULL, "citizen", N_("Citizen"), NULL, false },
	{ NULL, "employer", N_("Employer"), NULL, false },
	{ NULL, "effort", N_("Effort"), NULL, false },
	{ NULL, "benefit", N_("Benefit"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "disco08", N_("Occupation code"), NULL, false },
	{ NULL, "name", N_("Name"), NULL, false },
	{ NULL, "initials", N_("Initials"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "team", N_("Team"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "role", N_("Role"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "place", N_("Place"), NULL, false },
	{ NULL, "phone", N_("Phone"), NULL, false },
	{ NULL, "address", N_("Address"), NULL, false },
	{ NULL, "postcode", N_("Postcode"), NULL, false },
	{ NULL, "city", N_("Town"), NULL, false },
	{ NULL, "contact", N_("Contact"), NULL, false },
	{ NULL, "trade", N_("Trade"), NULL, false },
	{ NULL, "agreements", N_("Agreements"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "title", N_("Title"), NULL, false },
	{ NULL, "description", N_("Description"), NULL, false },
	{ NULL, "places", N_("Places"), NULL, false, FIELD_FORM_NUMBER },
	{ NULL, "weekly_hours", N_("Hours a week"), hours, false },
	{ NULL, "needs", N_("Needs"), NULL, false },
	{ NULL, "note", N_("Note"), NULL, false },
	{ NULL, "reason", N_("Reason"), NULL, false },
	{ NULL, "source", N_("Source"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "kind", N_("Kind"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "value", N_("Answer"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "state", N_("State"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "position", N_("How far it has come"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "code", N_("Code"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "number", N_("Number"), NULL, false },
	{ NULL, "cvr", N_("CVR number"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "need", N_("Need"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "guide", N_("Guide"), NULL, false, FIELD_FORM_CODE },
	{ NULL, "guide_version", N_("The guide's version"), NULL, false, FIELD_FORM_OWN },
	{ NULL, "guide_text", N_("The guide's text"), NULL, false, FIELD_FORM_OWN },
	{ NULL, "appointment", N_("Appointment"), NULL, false },
	{ NULL, "conversation", N_("Conversation"), NULL, false },
	{ NULL, "enrolment", N_("Activity"), NULL, false },
	{ NULL, "started_at", N_("When it was begun"), NULL, false, FIELD_FORM_OWN },
	{ NULL, "at", N_("When it was written"), NULL, false, FIELD_FORM_OWN },
};

const struct field_word *field_word(const char *table, const char *column)
{
	for (size_t i = 0; i < LENGTH(fields); i++)
		if (str_equal(fields[i].column, column) &&
		    (fields[i].table == NULL || str_equal(fields[i].table, table)))
			return &fields[i];
	return NULL;
}

const char *field_label(const char *table, const char *column)
{
	const struct field_word *word = field_word(table, column);

	return word != NULL ? tr(word->label) : column;
}

const char *field_value(struct arena *arena, const char *table, const char *column, const char *value)
{
	const struct field_word *word = field_word(table, column);

	return word != NULL && word->words != NULL && *value != '\0' ? word->words(arena, value) : value;
}

enum field_form field_form(const char *table, const char *column)
{
	const struct field_word *word = field_word(table, column);

	if (word == NULL)
		return FIELD_FORM_CODE;
	if (word->form != 0)
		return word->form;
	return word->words == NULL ? FIELD_FORM_TEXT : word->words == day ? FIELD_FORM_DATE : word->words == time_of_day ? FIELD_FORM_TIME
													     : FIELD_FORM_CODE;
}
