#include "ui/screen/history_line.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/consent.h"
#include "samtale/domain/field_words.h"

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

static const char *change(struct arena *arena, const struct history_row *row, bool is_protected)
{
	const struct field_word *field = field_word("citizen", row->what);

	if (field == NULL)
		return text_alone(arena, row);
	if (str_equal(row->what, "cpr") || (is_protected && field->hidden_when_protected))
		return arena_printf(arena, _("%s, before: not shown"), tr(field->label));
	return arena_printf(arena, _("%s, before: %s"), tr(field->label),
			    field_value(arena, "citizen", row->what, row->text));
}

/* what: "citizen.phone". */
static const char *choice(struct arena *arena, const struct history_row *row, bool is_protected)
{
	const char *point = strchr(row->what, '.');
	const char *table, *column;
	const struct field_word *field;

	if (point == NULL)
		return text_alone(arena, row);
	table = arena_strndup(arena, row->what, (size_t)(point - row->what));
	column = point + 1;
	field = field_word(table, column);
	if (str_equal(column, "cpr") || (is_protected && field != NULL && field->hidden_when_protected))
		return arena_printf(arena, _("%s, chosen between two: not shown"), field_label(table, column));
	return with(arena, field_label(table, column), row->text);
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
	[HISTORY_CHOICE] = { N_("Chosen"), text_alone },
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
	if (row->kind == HISTORY_CHANGE)
		return change(arena, row, is_protected);
	return row->kind == HISTORY_CHOICE ? choice(arena, row, is_protected) : kinds[row->kind].line(arena, row);
}
