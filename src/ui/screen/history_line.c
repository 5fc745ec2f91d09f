#include "ui/screen/history_line.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/consent.h"

/* What comes before the text, and the text; either may be "". */
static const char *with(struct arena *arena, const char *head, const char *text)
{
	if (*head == '\0' || *text == '\0')
		return *head != '\0' ? head : text;
	return arena_printf(arena, "%s: %s", head, text);
}

static const char *requirement_label(const char *code)
{
	const struct requirement *requirement = requirement_find(code);

	return requirement != NULL ? tr(requirement->label) : code;
}

static const char *conversation(struct arena *arena, const struct history_row *row)
{
	return with(arena, appointment_type_label(row->what), row->text);
}

static const char *no_show(struct arena *arena, const struct history_row *row)
{
	return arena_printf(arena, "%s, %s", appointment_type_label(row->what), appointment_form_label(row->text));
}

static const char *requirement(struct arena *arena, const struct history_row *row)
{
	return with(arena, requirement_label(row->what), row->text);
}

static const char *sanction(struct arena *arena, const struct history_row *row)
{
	enum sanction_act act;

	return with(arena, sanction_act_parse(row->what, &act) ? sanction_act_label(act) : row->what, row->text);
}

static const char *guidance(struct arena *arena, const struct history_row *row)
{
	enum channel channel;

	return with(arena, channel_parse(row->what, &channel) ? channel_label(channel) : row->what, row->text);
}

static const char *text_alone(struct arena *arena, const struct history_row *row)
{
	(void)arena;
	return row->text[0] != '\0' ? row->text : row->what;
}

static const char *consent(struct arena *arena, const struct history_row *row)
{
	return with(arena, row->text, consent_subject_label(row->what));
}

static const struct {
	const char *column, *label;
	bool hidden_when_protected;
} fields[] = {
	{ "cpr", N_("CPR number"), true },
	{ "given_names", N_("Given names"), true },
	{ "surname", N_("Surname"), true },
	{ "address", N_("Address"), true },
	{ "postcode", N_("Postcode"), true },
	{ "city", N_("Town"), true },
	{ "phone", N_("Phone"), true },
	{ "email", N_("E-mail"), true },
	{ "is_protected", N_("Protection"), false },
	{ "language", N_("Language"), false },
	{ "interpreter", N_("Interpreter"), false },
	{ "target_group", N_("Target group"), false },
	{ "benefit", N_("Benefit"), false },
	{ "benefit_from", N_("Benefit from"), false },
	{ "coordinator", N_("Coordinator"), false },
	{ "unemployment_fund", N_("A-kasse"), false },
	{ "job_goal", N_("Job goal"), false },
	{ "disco08", N_("Occupation code"), false },
	{ "education", N_("Education"), false },
	{ "children", N_("Children"), false },
	{ "driving_licence", N_("Driving licence"), false },
};

static const char *change(struct arena *arena, const struct history_row *row, bool is_protected)
{
	for (size_t i = 0; i < LENGTH(fields); i++) {
		if (!str_equal(fields[i].column, row->what))
			continue;
		if (str_equal(row->what, "cpr") || (is_protected && fields[i].hidden_when_protected))
			return arena_printf(arena, _("%s, before: not shown"), tr(fields[i].label));
		return arena_printf(arena, _("%s, before: %s"), tr(fields[i].label), row->text);
	}
	return text_alone(arena, row);
}

static const struct {
	const char *label;
	const char *(*line)(struct arena *arena, const struct history_row *row);
} kinds[] = {
	[HISTORY_CONVERSATION] = { N_("Conversation"), conversation },
	[HISTORY_NO_SHOW] = { N_("No-show"), no_show },
	[HISTORY_CHECK] = { N_("Availability"), requirement },
	[HISTORY_SANCTION] = { N_("Sanction case"), sanction },
	[HISTORY_NOTE] = { N_("Note"), text_alone },
	[HISTORY_GUIDANCE] = { N_("Guidance given"), guidance },
	[HISTORY_NOTIFICATION] = { N_("Told the a-kasse"), requirement },
	[HISTORY_STEP] = { N_("Plan step"), text_alone },
	[HISTORY_OUTCOME] = { N_("Outcome"), text_alone },
	[HISTORY_HANDOVER] = { N_("Hand-over"), text_alone },
	[HISTORY_FOLLOWUP] = { N_("Follow-up"), text_alone },
	[HISTORY_CHANGE] = { N_("Changed"), text_alone },
	[HISTORY_CONSENT] = { N_("Consent"), consent },
	[HISTORY_PLAN_ANSWER] = { N_("Answer to the plan"), text_alone },
	[HISTORY_ACTIVITY] = { N_("Activity"), text_alone },
	[HISTORY_ABSENCE] = { N_("Absence"), text_alone },
};

const char *history_kind_label(enum history_kind kind)
{
	return tr(kinds[kind].label);
}

const char *history_line(struct arena *arena, const struct history_row *row, bool is_protected)
{
	return row->kind == HISTORY_CHANGE ? change(arena, row, is_protected) : kinds[row->kind].line(arena, row);
}
