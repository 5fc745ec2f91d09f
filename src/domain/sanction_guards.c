#include "domain/sanction_guards.h"

#include <string.h>

#include "domain/day_text.h"
#include "samtale/base/tr.h"

static void lack(struct attempt *attempt, const char *msgid, enum sanction_act mended_by)
{
	struct sanction_missing *missing = attempt->missing;

	if (missing->count == SANCTION_MISSING_MAX)
		BUG("more is missing than there are guards");
	missing->items[missing->count].text = _(msgid);
	missing->items[missing->count].mended_by = mended_by;
	missing->count++;
}

static void quote(struct attempt *attempt, const char *sentence)
{
	str_add_char(&attempt->quote, ' ');
	str_add(&attempt->quote, sentence);
}

/* ---- what the case holds ---------------------------------------------------------------------- */

static const struct sanction_event *latest(const struct sanction_case *file, enum sanction_act act)
{
	for (size_t i = file->event_count; i > 0; i--)
		if (file->events[i - 1].act == act)
			return &file->events[i - 1];
	return NULL;
}

static bool is_done(const struct sanction_case *file, enum sanction_act act)
{
	return latest(file, act) != NULL;
}

static bool is_careful(const struct sanction_case *file)
{
	const struct target_group *group = target_group(file->target_group);

	return group != NULL && group->path == SANCTION_PATH_CASE_CAREFUL;
}

bool guidance_was_given(const struct sanction_case *file)
{
	for (size_t i = 0; i < file->guidance_count; i++) {
		const struct guidance *guidance = &file->guidance[i];

		if (date_is_set(guidance->date) && date_compare(guidance->date, file->event_date) < 0 &&
		    !str_is_empty(guidance->text_version))
			return true;
	}
	return false;
}

bool guidance_was_not_given(const struct sanction_case *file)
{
	return !guidance_was_given(file);
}

/* ---- facts ------------------------------------------------------------------------------------ */

static void group_may_be_sanctioned(struct attempt *attempt) /* G0 */
{
	const struct target_group *group = target_group(attempt->file->target_group);

	if (group == NULL || (group->path != SANCTION_PATH_CASE && group->path != SANCTION_PATH_CASE_CAREFUL))
		lack(attempt, N_("a target group that can be sanctioned"), SANCTION_ACTS);
}

static void event_is_on_the_list(struct attempt *attempt) /* G2 */
{
	const struct sanction_case *file = attempt->file;
	struct err err;

	if (!provision_applies(file->provision, file->target_group)) {
		lack(attempt, N_("an event that the law names for the target group"), SANCTION_ACTS);
		return;
	}
	if (str_equal(file->provision, "40a") && date_is_set(file->event_date) &&
	    !rule_number(attempt->rules, "sanction.s40a.allowed", file->target_group, file->event_date,
			 &(int){ 0 }, NULL, &err)) {
		lack(attempt, N_("an event that the law names for the target group"), SANCTION_ACTS);
		quote(attempt, err.text);
	}
}

static void event_has_happened(struct attempt *attempt)
{
	struct date event = attempt->file->event_date;

	if (!date_is_set(event) || date_compare(event, attempt->today) > 0)
		lack(attempt, N_("a day of the event that is not in the future"), SANCTION_ACTS);
}

/* Guidance cannot be given afterwards: once that is found, the case can only be closed. */
static void guidance_is_given(struct attempt *attempt) /* G1 */
{
	if (guidance_was_given(attempt->file))
		return;
	lack(attempt, N_("written guidance before the event"),
	     is_done(attempt->file, SANCTION_CHECK_GUIDANCE) ? SANCTION_CLOSE : SANCTION_CHECK_GUIDANCE);
}

static void guidance_is_checked(struct attempt *attempt)
{
	if (!guidance_was_given(attempt->file))
		guidance_is_given(attempt);
	else if (!is_done(attempt->file, SANCTION_CHECK_GUIDANCE))
		lack(attempt, N_("the check of the guidance"), SANCTION_CHECK_GUIDANCE);
}

static void contact_is_attempted(struct attempt *attempt) /* G6a */
{
	if (is_careful(attempt->file) && !is_done(attempt->file, SANCTION_CONTACT_ATTEMPT))
		lack(attempt, N_("a real attempt to reach the citizen"), SANCTION_CONTACT_ATTEMPT);
}

static bool is_heard(const struct sanction_case *file)
{
	return is_done(file, SANCTION_CITIZEN_ANSWERS) || is_done(file, SANCTION_NO_ANSWER);
}

static void citizen_is_heard(struct attempt *attempt) /* G4 */
{
	const struct sanction_event *hearing = latest(attempt->file, SANCTION_SEND_HEARING);
	bool is_overdue;

	if (hearing == NULL) {
		lack(attempt, N_("party hearing"), SANCTION_SEND_HEARING);
		return;
	}
	if (is_heard(attempt->file))
		return;
	is_overdue = date_compare(hearing->due, attempt->today) < 0;
	lack(attempt, N_("the citizen's answer, or a reply date that has passed"),
	     is_overdue ? SANCTION_NO_ANSWER : SANCTION_CITIZEN_ANSWERS);
}

static void hearing_is_sent(struct attempt *attempt)
{
	if (!is_done(attempt->file, SANCTION_SEND_HEARING))
		lack(attempt, N_("party hearing"), SANCTION_SEND_HEARING);
}

static void case_is_assessed(struct attempt *attempt) /* G5, G6b, G6c: the assessment was let in by them */
{
	if (!is_done(attempt->file, SANCTION_ASSESS))
		lack(attempt, N_("assessment"), SANCTION_ASSESS);
}

static void time_is_left(struct attempt *attempt) /* G3 */
{
	struct sanction_case file = *attempt->file;
	struct arena arena;
	struct err err;

	if (!sanction_limits(&file, attempt->rules, &err)) {
		lack(attempt, N_("the rule for how long a deduction can be made"), SANCTION_ACTS);
		quote(attempt, err.text);
		return;
	}
	if (date_compare(attempt->today, file.last_payment_month) <= 0)
		return;
	lack(attempt, N_("time: the deduction can no longer be made"), SANCTION_ACTS);
	arena_init(&arena);
	quote(attempt,
	      arena_printf(&arena, _("The last month was %s (LAS § 35, sanction.limit.whole_months)."),
			   month_text(&arena, file.last_payment_month)));
	arena_done(&arena);
}

static void rate_is_known(struct attempt *attempt)
{
	const struct sanction_case *file = attempt->file;
	const struct rule *row;
	struct err err;

	if (rule_find(attempt->rules, "sanction.rate", file->target_group, file->event_date, &row, &err))
		return;
	lack(attempt, N_("a rate for the day of the event"), SANCTION_ACTS);
	quote(attempt, err.text);
}

/* An earlier decision and the extra guidance, to the spouse too, have no place in the case file yet; so they
 * are never taken as given. */
static void aggravation_is_documented(struct attempt *attempt) /* G9 */
{
	if (str_equal(attempt->file->provision, "40a"))
		lack(attempt,
		     N_("an earlier decision and extra guidance to the citizen and the spouse (§ 40 a)"),
		     SANCTION_ACTS);
}

/* ---- form ------------------------------------------------------------------------------------- */

static void day_is_right(struct attempt *attempt)
{
	struct date day = attempt->event->date;

	if (!date_is_set(day) || date_compare(day, attempt->today) > 0 ||
	    date_compare(day, attempt->file->event_date) < 0)
		lack(attempt, N_("a day between the event and today"), attempt->event->act);
}

static void need_text(struct attempt *attempt, const char *msgid)
{
	if (str_is_empty(attempt->event->text))
		lack(attempt, msgid, attempt->event->act);
}

static void has_reason(struct attempt *attempt)
{
	need_text(attempt, N_("the reason"));
}

static void has_result(struct attempt *attempt)
{
	need_text(attempt, N_("what came of the attempt"));
}

static void has_answer(struct attempt *attempt)
{
	need_text(attempt, N_("what the citizen said"));
}

static void has_assessment(struct attempt *attempt)
{
	need_text(attempt, N_("the assessment in words"));
}

static void has_ground(struct attempt *attempt)
{
	if (!ground_is_known(attempt->event->code))
		lack(attempt, N_("the reasonable ground"), attempt->event->act);
}

static void has_channel(struct attempt *attempt)
{
	if (str_is_empty(attempt->event->channel))
		lack(attempt, N_("how it was done"), attempt->event->act);
}

/* No reply date given: hearing.reply.days from the day the letter is received. One that is given is moved to
 * a working day. */
static void has_reply_date(struct attempt *attempt)
{
	struct sanction_event *event = attempt->event;
	struct deadline deadline;
	enum channel channel;
	struct arena arena;
	struct err err;

	if (!channel_parse(event->channel, &channel)) {
		lack(attempt, N_("how the letter is sent: digital, letter, qletter, oral or handed"),
		     event->act);
		return;
	}
	arena_init(&arena);
	if (!deadline_compute(attempt->rules, "hearing", event->date, channel, attempt->file->target_group,
			      &arena, &deadline, &err)) {
		lack(attempt, N_("the rule for the reply date"), SANCTION_ACTS);
		quote(attempt, err.text);
	} else if (!date_is_set(event->due)) {
		event->due = deadline.due;
	} else if (date_compare(event->due, deadline.received) <= 0) {
		lack(attempt, N_("a reply date after the citizen has the letter"), event->act);
	} else {
		event->due = calendar_working_on_or_after(event->due);
	}
	arena_done(&arena);
}

static void reply_date_has_passed(struct attempt *attempt)
{
	const struct sanction_event *hearing = latest(attempt->file, SANCTION_SEND_HEARING);

	if (hearing != NULL && date_compare(hearing->due, attempt->today) >= 0)
		lack(attempt, N_("a reply date that has passed"), SANCTION_CITIZEN_ANSWERS);
}

/* Is the word one of those in the text, which are parted by blanks? */
static bool has_word(const char *words, const char *word, size_t length)
{
	while (words != NULL && *words != '\0') {
		size_t size = strcspn(words, " ");

		if (size == length && memcmp(words, word, length) == 0)
			return true;
		words += size + strspn(words + size, " ");
	}
	return false;
}

static bool every_word_is_in(const char *wanted, const char *words)
{
	while (wanted != NULL && *wanted != '\0') {
		size_t size = strcspn(wanted, " ");

		if (size > 0 && !has_word(words, wanted, size))
			return false;
		wanted += size + strspn(wanted + size, " ");
	}
	return true;
}

static void grounds_are_assessed(struct attempt *attempt) /* G5 */
{
	for (size_t i = 0; i < attempt->file->event_count; i++) {
		const struct sanction_event *earlier = &attempt->file->events[i];

		if (earlier->act != SANCTION_CITIZEN_ANSWERS ||
		    every_word_is_in(earlier->code, attempt->event->code))
			continue;
		lack(attempt, N_("an assessment of every ground the citizen gave"), SANCTION_ASSESS);
		return;
	}
}

static void need_part(struct attempt *attempt, const char *part, const char *msgid)
{
	if (is_careful(attempt->file) && !has_word(attempt->event->code, part, strlen(part)))
		lack(attempt, msgid, SANCTION_ASSESS);
}

static void circumstances_are_assessed(struct attempt *attempt) /* G6b */
{
	need_part(attempt, SANCTION_PART_CIRCUMSTANCES,
		  N_("an assessment of the citizen's other circumstances"));
}

static void purpose_is_reasoned(struct attempt *attempt) /* G6c */
{
	need_part(attempt, SANCTION_PART_FURTHERS,
		  N_("a concrete reason why a sanction will further availability"));
}

const struct act_guards act_guards[SANCTION_ACTS] = {
	[SANCTION_REGISTER] = { { group_may_be_sanctioned, event_is_on_the_list, event_has_happened },
				{ NULL } },
	[SANCTION_EXCUSE] = { { NULL }, { day_is_right, has_ground, has_reason } },
	[SANCTION_CHECK_GUIDANCE] = { { NULL }, { day_is_right } },
	[SANCTION_CLOSE] = { { NULL }, { day_is_right } },
	[SANCTION_CONTACT_ATTEMPT] = { { guidance_is_checked }, { day_is_right, has_channel, has_result } },
	[SANCTION_SEND_HEARING] = { { guidance_is_checked, contact_is_attempted },
				    { day_is_right, has_reply_date } },
	[SANCTION_CITIZEN_ANSWERS] = { { hearing_is_sent }, { day_is_right, has_answer } },
	[SANCTION_NO_ANSWER] = { { hearing_is_sent }, { day_is_right, reply_date_has_passed } },
	[SANCTION_ASSESS] = { { guidance_is_checked, contact_is_attempted, citizen_is_heard },
			      { day_is_right, has_assessment, grounds_are_assessed,
				circumstances_are_assessed, purpose_is_reasoned } },
	[SANCTION_DECIDE_NONE] = { { guidance_is_checked, contact_is_attempted, citizen_is_heard,
				     case_is_assessed },
				   { day_is_right, has_reason } },
	[SANCTION_DECIDE] = { { guidance_is_given, contact_is_attempted, citizen_is_heard, case_is_assessed,
				time_is_left, rate_is_known, aggravation_is_documented },
			      { day_is_right, has_reason } },
	[SANCTION_WITHDRAW] = { { NULL }, { day_is_right, has_reason } },
};
