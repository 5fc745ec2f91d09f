#include "samtale/domain/decision.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/target_group.h"

#define MARK "== "

static const struct {
	const char *name, *label, *lacking;
} parts[] = {
	[DECISION_WHAT] = { "decision", N_("Decision"),
			    N_("the decision in the letter: days, rate, sum and month") },
	[DECISION_FACTS] = { "facts", N_("Facts"), N_("the facts in the letter, and what the citizen said") },
	[DECISION_LAW] = { "law", N_("Law"), N_("the law in the letter, with the guidance given") },
	[DECISION_CONSIDERATIONS] = { "considerations", N_("Considerations"),
				      N_("the main considerations in the letter") },
	[DECISION_VIEW] = { "view", N_("Special assessment"),
			    N_("the special assessment in the letter: other circumstances, and why it "
			       "furthers availability") },
	[DECISION_WILL] = { "will", N_("Lack of will"), N_("why the events show a lack of will (§ 40 a)") },
	[DECISION_REGAIN] = { "regain", N_("Benefit again"), N_("how to get the whole benefit again") },
	[DECISION_COMPLAINT] = { "complaint", N_("Complaint"), N_("how to complain") },
};

_Static_assert(LENGTH(parts) == DECISION_PARTS, "every part has a row");

const char *decision_part_lacking(enum decision_part part)
{
	return parts[part].lacking;
}

bool decision_needs(const struct sanction_case *file, enum decision_part part)
{
	if (part == DECISION_VIEW)
		return target_group_is_careful(file->target_group);
	return part != DECISION_WILL || str_equal(file->provision, "40a");
}

/* ---- parts as text ---------------------------------------------------------------------------- */

static bool looks_like_a_mark(const char *line)
{
	return strncmp(line + strspn(line, " "), "==", 2) == 0;
}

static void add_lines(struct str *text, const char *lines)
{
	while (*lines != '\0') {
		size_t length = strcspn(lines, "\n");

		if (looks_like_a_mark(lines))
			str_add_char(text, ' ');
		str_add_bytes(text, lines, length);
		str_add_char(text, '\n');
		lines += length + (lines[length] == '\n');
	}
}

const char *decision_write(const struct decision *decision, struct arena *arena)
{
	struct str text;
	const char *kept;

	str_init(&text);
	for (size_t i = 0; i < DECISION_PARTS; i++) {
		if (str_is_empty(decision->parts[i]))
			continue;
		str_addf(&text, MARK "%s\n", parts[i].name);
		add_lines(&text, decision->parts[i]);
	}
	kept = arena_strdup(arena, text.text);
	str_done(&text);
	return kept;
}

/* The part that a line begins, or DECISION_PARTS. */
static size_t begun(const char *line, size_t length)
{
	for (size_t i = 0; i < DECISION_PARTS; i++)
		if (length == strlen(MARK) + strlen(parts[i].name) &&
		    strncmp(line, MARK, strlen(MARK)) == 0 &&
		    strncmp(line + strlen(MARK), parts[i].name, strlen(parts[i].name)) == 0)
			return i;
	return DECISION_PARTS;
}

void decision_read(const char *text, struct arena *arena, struct decision *decision)
{
	size_t part = DECISION_PARTS;

	for (size_t i = 0; i < DECISION_PARTS; i++)
		decision->parts[i] = "";
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n"), next = begun(text, length);

		if (next < DECISION_PARTS) {
			part = next;
		} else if (part < DECISION_PARTS) {
			size_t blank = *text == ' ' && looks_like_a_mark(text) ? 1 : 0;
			const char *before = decision->parts[part];

			decision->parts[part] = arena_printf(arena, "%s%s%.*s", before, *before ? "\n" : "",
							     (int)(length - blank), text + blank);
		}
		text += length + (text[length] == '\n');
	}
}

const char *decision_shown(const char *text, struct arena *arena)
{
	struct decision decision;
	const char *shown = "";

	decision_read(text, arena, &decision);
	for (size_t i = 0; i < DECISION_PARTS; i++)
		if (!str_is_empty(decision.parts[i]))
			shown = arena_printf(arena, "%s%s%s: %s", shown, *shown ? "\n" : "",
					     _(parts[i].label), decision.parts[i]);
	return *shown ? shown : text;
}

/* ---- money ------------------------------------------------------------------------------------ */

static int number_of(const char *code, const char *word)
{
	char value[SANCTION_WORD_SIZE];
	long number = strtol(sanction_word(code, word, value), NULL, 10);

	return number > 0 && number <= INT32_MAX ? (int)number : 0;
}

void decision_money_read(const char *code, struct decision_money *money)
{
	char value[SANCTION_WORD_SIZE];

	money->benefit = number_of(code, "BENEFIT");
	money->total = number_of(code, "TOTAL");
	if (!date_parse_iso(sanction_word(code, "CONTACT", value), &money->contact))
		money->contact = DATE_NONE;
}

const char *decision_money_write(const struct decision_money *money, struct arena *arena)
{
	char day[DATE_ISO_SIZE];

	return arena_printf(arena, "BENEFIT:%d%s%s TOTAL:%d", money->benefit,
			    date_is_set(money->contact) ? " CONTACT:" : "",
			    date_is_set(money->contact) ? date_iso(money->contact, day) : "", money->total);
}

bool decision_amount(const struct sanction_case *file, const struct rules *rules,
		     const struct decision_money *money, const struct sanction_event *event,
		     struct arena *arena, struct amount *amount, struct err *err)
{
	const struct sanction_event *decision = sanction_latest(file, SANCTION_DECIDE);
	struct amount_request request = {
		.provision = file->provision,
		.group = file->target_group,
		.benefit = money->benefit,
		.event = file->event_date,
		.contact = money->contact,
		.decided = decision == NULL || event->act == SANCTION_DECIDE ? event->date : decision->date,
	};

	return amount_compute(rules, &request, arena, amount, err);
}
