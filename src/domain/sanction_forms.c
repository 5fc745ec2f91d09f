#include <string.h>

#include "domain/sanction_guards.h"
#include "samtale/base/tr.h"
#include "samtale/domain/decision.h"
#include "samtale/domain/target_group.h"

/* ---- form ------------------------------------------------------------------------------------- */

/* What an act builds on: its day is not before that of the other. */
static const struct {
	enum sanction_act act, on;
	const char *lacking;
} order[] = {
	{ SANCTION_CITIZEN_ANSWERS, SANCTION_SEND_HEARING, N_("a day on or after the day of the hearing") },
	{ SANCTION_NO_ANSWER, SANCTION_SEND_HEARING, N_("a day on or after the day of the hearing") },
	{ SANCTION_CONTACT_ATTEMPT, SANCTION_BOARD_REMITTED,
	  N_("a day on or after the day the case was sent back") },
	{ SANCTION_SEND_HEARING, SANCTION_BOARD_REMITTED,
	  N_("a day on or after the day the case was sent back") },
	{ SANCTION_SEND_HEARING, SANCTION_CONTACT_ATTEMPT,
	  N_("a day on or after the attempt to reach the citizen") },
	{ SANCTION_EXCUSE, SANCTION_CITIZEN_ANSWERS, N_("a day on or after the citizen's answer") },
	{ SANCTION_ASSESS, SANCTION_SEND_HEARING, N_("a day on or after the day of the hearing") },
	{ SANCTION_ASSESS, SANCTION_CITIZEN_ANSWERS, N_("a day on or after the citizen's answer") },
	{ SANCTION_ASSESS, SANCTION_NO_ANSWER, N_("a day after the reply date") },
	{ SANCTION_DECIDE_NONE, SANCTION_ASSESS, N_("a day on or after the day of the assessment") },
	{ SANCTION_DECIDE, SANCTION_ASSESS, N_("a day on or after the day of the assessment") },
	{ SANCTION_APPROVE, SANCTION_DECIDE, N_("a day on or after the day of the decision") },
	{ SANCTION_DISPATCH, SANCTION_DECIDE, N_("a day on or after the day of the decision") },
	{ SANCTION_DISPATCH, SANCTION_APPROVE, N_("a day on or after the day of the approval") },
	{ SANCTION_PAY, SANCTION_DISPATCH, N_("a day on or after the day the decision was sent") },
	{ SANCTION_COMPLAIN, SANCTION_DISPATCH, N_("a day on or after the day the decision was sent") },
	{ SANCTION_CHANGE, SANCTION_COMPLAIN, N_("a day on or after the day of the complaint") },
	{ SANCTION_UPHOLD, SANCTION_COMPLAIN, N_("a day on or after the day of the complaint") },
	{ SANCTION_BOARD_UPHELD, SANCTION_UPHOLD, N_("a day on or after the day the case was forwarded") },
	{ SANCTION_BOARD_CHANGED, SANCTION_UPHOLD, N_("a day on or after the day the case was forwarded") },
	{ SANCTION_BOARD_REMITTED, SANCTION_UPHOLD, N_("a day on or after the day the case was forwarded") },
};

void day_is_right(struct attempt *attempt)
{
	struct date day = attempt->event->date;

	if (!date_is_set(day) || date_compare(day, attempt->today) > 0 ||
	    date_compare(day, attempt->file->event_date) < 0) {
		attempt_lacks(attempt, N_("a day between the event and today"), attempt->event->act);
		return;
	}
	for (size_t i = 0; i < LENGTH(order); i++) {
		const struct sanction_event *on = NULL;

		if (order[i].act == attempt->event->act)
			on = sanction_latest(attempt->file, order[i].on);
		if (on != NULL && date_compare(day, on->date) < 0)
			attempt_lacks(attempt, order[i].lacking, attempt->event->act);
	}
}

static void need_text(struct attempt *attempt, const char *msgid)
{
	if (str_is_empty(attempt->event->text))
		attempt_lacks(attempt, msgid, attempt->event->act);
}

void has_reason(struct attempt *attempt)
{
	need_text(attempt, N_("the reason"));
}

void has_result(struct attempt *attempt)
{
	need_text(attempt, N_("what came of the attempt"));
}

void has_answer(struct attempt *attempt)
{
	need_text(attempt, N_("what the citizen said"));
}

void has_assessment(struct attempt *attempt)
{
	need_text(attempt, N_("the assessment in words"));
}

void has_ground(struct attempt *attempt)
{
	size_t length = str_is_empty(attempt->event->code) ? 0 : strcspn(attempt->event->code, " ");

	if (!ground_is_known(attempt->event->code, length))
		attempt_lacks(attempt, N_("the reasonable ground"), attempt->event->act);
}

void has_channel(struct attempt *attempt)
{
	if (str_is_empty(attempt->event->channel))
		attempt_lacks(attempt, N_("how it was done"), attempt->event->act);
}

/* No reply date given: hearing.reply.days from the day the letter is received. One that is given is moved to
 * a working day. */
void has_reply_date(struct attempt *attempt)
{
	struct sanction_event *event = attempt->event;
	struct deadline deadline;
	enum channel channel;
	struct arena arena;
	struct err err;

	if (!channel_parse(event->channel, &channel)) {
		attempt_lacks(attempt, N_("how the letter is sent: digital, letter, qletter, oral or handed"),
			      event->act);
		return;
	}
	arena_init(&arena);
	if (!deadline_compute(attempt->rules, "hearing", event->date, channel, attempt->file->target_group,
			      &arena, &deadline, &err)) {
		attempt_lacks(attempt, N_("the rule for the reply date"), SANCTION_ACTS);
		attempt_quotes(attempt, err.text);
	} else if (!date_is_set(event->due)) {
		event->due = deadline.due;
	} else if (date_compare(event->due, deadline.received) <= 0) {
		attempt_lacks(attempt, N_("a reply date after the citizen has the letter"), event->act);
	} else {
		event->due = calendar_working_on_or_after(event->due);
	}
	arena_done(&arena);
}

void reply_date_has_passed(struct attempt *attempt)
{
	const struct sanction_event *hearing = sanction_latest(attempt->file, SANCTION_SEND_HEARING);

	if (hearing == NULL)
		return;
	if (date_compare(hearing->due, attempt->today) >= 0)
		attempt_lacks(attempt, N_("a reply date that has passed"), SANCTION_CITIZEN_ANSWERS);
	else if (date_compare(attempt->event->date, hearing->due) <= 0)
		attempt_lacks(attempt, N_("a day after the reply date"), SANCTION_NO_ANSWER);
}

static bool every_word_is_in(const char *wanted, const char *words)
{
	while (wanted != NULL && *wanted != '\0') {
		size_t size = strcspn(wanted, " ");

		/* How a ground was shown is no ground. */
		if (size > 0 && memchr(wanted, ':', size) == NULL && !code_has_word(words, wanted, size))
			return false;
		wanted += size + strspn(wanted + size, " ");
	}
	return true;
}

/* Every ground that was claimed, and whether it holds. */
void grounds_are_assessed(struct attempt *attempt) /* G5 */
{
	char value[SANCTION_WORD_SIZE];
	bool claimed = false;

	for (size_t i = 0; i < attempt->file->event_count; i++) {
		const struct sanction_event *earlier = &attempt->file->events[i];

		if (earlier->act != SANCTION_CITIZEN_ANSWERS ||
		    !sanction_event_counts(attempt->file, earlier))
			continue;
		claimed |= !str_is_empty(earlier->code);
		if (every_word_is_in(earlier->code, attempt->event->code))
			continue;
		attempt_lacks(attempt, N_("an assessment of every ground the citizen gave"), SANCTION_ASSESS);
		return;
	}
	sanction_word(attempt->event->code, SANCTION_WORD_GROUND, value);
	if (claimed && !str_equal(value, "accepted") && !str_equal(value, "refused"))
		attempt_lacks(attempt, N_("whether the ground is accepted"), SANCTION_ASSESS);
}

static void need_part(struct attempt *attempt, const char *part, const char *msgid)
{
	if (target_group_is_careful(attempt->file->target_group) && !code_has_word(attempt->event->code, part, strlen(part)))
		attempt_lacks(attempt, msgid, SANCTION_ASSESS);
}

void circumstances_are_assessed(struct attempt *attempt) /* G6b */
{
	need_part(attempt, SANCTION_PART_CIRCUMSTANCES,
		  N_("an assessment of the citizen's other circumstances"));
}

void purpose_is_reasoned(struct attempt *attempt) /* G6c */
{
	need_part(attempt, SANCTION_PART_FURTHERS,
		  N_("a concrete reason why a sanction will further availability"));
}

/* ---- the decision and after ------------------------------------------------------------------- */

/* Where no decision is possible at all, nothing is asked of the letter. */
static bool is_hopeless(const struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->missing->count; i++)
		if (attempt->missing->items[i].mended_by == SANCTION_ACTS)
			return true;
	return false;
}

/* What the caseworker saw is what the rules give. */
void amount_is_right(struct attempt *attempt)
{
	struct decision_money money;
	struct amount amount;
	struct arena arena;
	struct err err;

	if (is_hopeless(attempt))
		return;
	decision_money_read(attempt->event->code, &money);
	if (attempt->event->act == SANCTION_CONTACT)
		money.contact = attempt->event->date;
	arena_init(&arena);
	if (!decision_amount(attempt->file, attempt->rules, &money, attempt->event, &arena, &amount, &err)) {
		attempt_lacks(attempt, N_("the amount"), attempt->event->act);
		attempt_quotes(attempt, err.text);
	} else if (amount.total != money.total) {
		attempt_lacks(attempt, N_("the amount as the rules give it"), attempt->event->act);
	}
	arena_done(&arena);
}

/* The decision named a day: the citizen has been told what it costs, and it can only become less. */
void contact_is_as_decided(struct attempt *attempt)
{
	const struct sanction_event *decision = sanction_latest(attempt->file, SANCTION_DECIDE);
	struct decision_money money;

	if (decision == NULL)
		return;
	decision_money_read(decision->code, &money);
	if (date_is_set(money.contact) && date_compare(attempt->event->date, money.contact) > 0)
		attempt_lacks(attempt, N_("a day of contact that is not after the one in the decision"),
			      attempt->event->act);
}

void letter_is_complete(struct attempt *attempt) /* G7 */
{
	struct decision decision;
	struct arena arena;

	if (is_hopeless(attempt))
		return;
	arena_init(&arena);
	decision_read(attempt->event->text, &arena, &decision);
	for (int part = 0; part < DECISION_PARTS; part++)
		if (decision_needs(attempt->file, (enum decision_part)part) &&
		    str_is_empty(decision.parts[part]))
			attempt_lacks(attempt, decision_part_lacking((enum decision_part)part),
				      SANCTION_DECIDE);
	arena_done(&arena);
}

/* Kept before, complete, about the decision that counts. */
static bool letter_is_kept(const struct sanction_case *file, enum letter_kind kind)
{
	const struct sanction_event *decision = sanction_latest(file, SANCTION_DECIDE);

	for (size_t i = 0; i < file->letter_count; i++)
		if (kind == LETTER_DECISION && decision != NULL && file->letters[i].kind == kind &&
		    file->letters[i].about == decision->id && !str_is_empty(file->letters[i].hash))
			return true;
	return false;
}

void letter_goes_with_it(struct attempt *attempt) /* G7 */
{
	const struct letter *letter = attempt->event->letter;
	enum letter_kind kind = letter_of_event(attempt->file, attempt->event);
	struct letter_missing missing;

	if (kind == LETTER_KINDS || (letter == NULL && letter_is_kept(attempt->file, kind)))
		return;
	if (letter == NULL || letter->kind != kind) {
		attempt_lacks(attempt, N_("the letter, composed and kept"), attempt->event->act);
		return;
	}
	if (letter_check(letter, &missing, NULL))
		return;
	for (size_t i = 0; i < missing.count && attempt->missing->count < SANCTION_MISSING_MAX; i++)
		attempt_lacks(attempt, missing.items[i].text, attempt->event->act);
}

void is_another_person(struct attempt *attempt)
{
	const struct sanction_event *decision = sanction_latest(attempt->file, SANCTION_DECIDE);

	if (decision != NULL && (attempt->event->author == 0 || attempt->event->author == decision->author))
		attempt_lacks(attempt, N_("a second person: somebody else than the one who decided"),
			      SANCTION_ACTS);
}

void is_sent(struct attempt *attempt)
{
	struct sanction_event *event = attempt->event;
	char sent[SANCTION_WORD_SIZE];
	struct deadline deadline;
	enum channel channel;
	struct arena arena;
	struct err err;

	if (str_is_empty(sanction_word(event->code, SANCTION_WORD_SENT, sent)))
		attempt_lacks(attempt, N_("the time of day it was sent"), event->act);
	if (!channel_parse(event->channel, &channel) || channel == CHANNEL_ORAL) {
		attempt_lacks(attempt, N_("how the letter is sent: digital, letter, qletter or handed"),
			      event->act);
		return;
	}
	arena_init(&arena);
	if (deadline_compute(attempt->rules, "complaint", event->date, channel, attempt->file->target_group,
			     &arena, &deadline, &err)) {
		event->due = deadline.due;
	} else {
		attempt_lacks(attempt, N_("the rule for complaints"), SANCTION_ACTS);
		attempt_quotes(attempt, err.text);
	}
	arena_done(&arena);
}

/* A complaint in any form, also an oral one, begins the municipality's own weeks. */
void has_complaint(struct attempt *attempt)
{
	struct sanction_event *event = attempt->event;
	struct deadline deadline;
	struct arena arena;
	struct err err;

	need_text(attempt, N_("what the citizen complains of"));
	arena_init(&arena);
	if (deadline_compute(attempt->rules, "reassess", event->date, CHANNEL_HANDED,
			     attempt->file->target_group, &arena, &deadline, &err)) {
		event->due = deadline.due;
	} else {
		attempt_lacks(attempt, N_("the rule for reassessing a complaint"), SANCTION_ACTS);
		attempt_quotes(attempt, err.text);
	}
	arena_done(&arena);
}

void keeps_the_complaint_date(struct attempt *attempt)
{
	const struct sanction_event *dispatch = sanction_latest(attempt->file, SANCTION_DISPATCH);

	attempt->event->due = dispatch == NULL ? DATE_NONE : dispatch->due;
}

void has_board_answer(struct attempt *attempt)
{
	need_text(attempt, N_("what the Appeals Board decided, and why"));
}

void is_a_head(struct attempt *attempt)
{
	if (case_head(attempt->file, attempt->event->parent) == NULL)
		attempt_lacks(attempt, N_("which of the two counts"), attempt->event->act);
}
