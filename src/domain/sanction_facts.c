#include "domain/day_text.h"
#include "domain/sanction_guards.h"
#include "samtale/base/tr.h"
#include "samtale/domain/target_group.h"

static bool is_before(const struct guidance *guidance, const struct sanction_case *file)
{
	return date_is_set(guidance->date) && date_compare(guidance->date, file->event_date) < 0 &&
	       !str_is_empty(guidance_wording(guidance));
}

bool guidance_was_given(const struct sanction_case *file)
{
	for (size_t i = 0; i < file->guidance_count; i++) {
		const struct guidance *guidance = &file->guidance[i];

		if (is_before(guidance, file) && guidance_kind(guidance) == GUIDANCE_RIGHTS)
			return true;
	}
	return false;
}

bool guidance_was_not_given(const struct sanction_case *file)
{
	return !guidance_was_given(file);
}

/* ---- facts ------------------------------------------------------------------------------------ */

void group_may_be_sanctioned(struct attempt *attempt) /* G0 */
{
	const struct target_group *group = target_group(attempt->file->target_group);

	if (group == NULL || (group->path != SANCTION_PATH_CASE && group->path != SANCTION_PATH_CASE_CAREFUL))
		attempt_lacks(attempt, N_("a target group that can be sanctioned"), SANCTION_ACTS);
}

void event_is_on_the_list(struct attempt *attempt) /* G2 */
{
	const struct sanction_case *file = attempt->file;
	int allowed = -1;
	struct err err;

	if (!provision_applies(file->provision, file->target_group)) {
		attempt_lacks(attempt, N_("an event that the law names for the target group"), SANCTION_ACTS);
		return;
	}
	if (!str_equal(file->provision, "40a") || !date_is_set(file->event_date))
		return;
	if (rule_number(attempt->rules, "sanction.s40a.allowed", file->target_group, file->event_date,
			&allowed, NULL, &err) &&
	    allowed == 1)
		return;
	attempt_lacks(attempt, N_("an event that the law names for the target group"), SANCTION_ACTS);
	if (allowed < 0)
		attempt_quotes(attempt, err.text);
}

void event_has_happened(struct attempt *attempt)
{
	struct date event = attempt->file->event_date;

	if (!date_is_set(event) || date_compare(event, attempt->today) > 0)
		attempt_lacks(attempt, N_("a day of the event that is not in the future"), SANCTION_ACTS);
}

/* Guidance cannot be given afterwards: once that is found, the case can only be closed. */
void guidance_is_given(struct attempt *attempt) /* G1 */
{
	if (guidance_was_given(attempt->file))
		return;
	attempt_lacks(attempt, N_("written guidance before the event"),
		      act_is_done(attempt->file, SANCTION_CHECK_GUIDANCE) ? SANCTION_CLOSE
									  : SANCTION_CHECK_GUIDANCE);
}

void guidance_is_checked(struct attempt *attempt)
{
	if (!guidance_was_given(attempt->file))
		guidance_is_given(attempt);
	else if (!act_is_done(attempt->file, SANCTION_CHECK_GUIDANCE))
		attempt_lacks(attempt, N_("the check of the guidance"), SANCTION_CHECK_GUIDANCE);
}

void contact_is_attempted(struct attempt *attempt) /* G6a */
{
	if (target_group_is_careful(attempt->file->target_group) && !act_is_done(attempt->file, SANCTION_CONTACT_ATTEMPT))
		attempt_lacks(attempt, N_("a real attempt to reach the citizen"), SANCTION_CONTACT_ATTEMPT);
}

static bool is_heard(const struct sanction_case *file)
{
	return act_is_done(file, SANCTION_CITIZEN_ANSWERS) || act_is_done(file, SANCTION_NO_ANSWER);
}

void citizen_is_heard(struct attempt *attempt) /* G4 */
{
	const struct sanction_event *hearing = sanction_latest(attempt->file, SANCTION_SEND_HEARING);
	bool is_overdue;

	if (hearing == NULL) {
		attempt_lacks(attempt, N_("party hearing"), SANCTION_SEND_HEARING);
		return;
	}
	if (is_heard(attempt->file))
		return;
	is_overdue = date_compare(hearing->due, attempt->today) < 0;
	attempt_lacks(attempt, N_("the citizen's answer, or a reply date that has passed"),
		      is_overdue ? SANCTION_NO_ANSWER : SANCTION_CITIZEN_ANSWERS);
}

void hearing_is_sent(struct attempt *attempt)
{
	if (!act_is_done(attempt->file, SANCTION_SEND_HEARING))
		attempt_lacks(attempt, N_("party hearing"), SANCTION_SEND_HEARING);
}

void case_is_assessed(struct attempt *attempt) /* G5, G6b, G6c: the assessment was let in by them */
{
	const struct sanction_event *answer = sanction_latest(attempt->file, SANCTION_CITIZEN_ANSWERS);
	const struct sanction_event *assessment = sanction_latest(attempt->file, SANCTION_ASSESS);

	/* Events stand oldest first: an answer that came after the assessment is not in it. */
	if (assessment == NULL || assessment < answer)
		attempt_lacks(attempt, N_("assessment"), SANCTION_ASSESS);
}

void time_is_left(struct attempt *attempt) /* G3 */
{
	struct sanction_case file = *attempt->file;
	struct arena arena;
	struct err err;

	if (!sanction_limits(&file, attempt->rules, &err)) {
		attempt_lacks(attempt, N_("the rule for how long a deduction can be made"), SANCTION_ACTS);
		attempt_quotes(attempt, err.text);
		return;
	}
	if (date_compare(attempt->today, file.last_payment_month) <= 0)
		return;
	attempt_lacks(attempt, N_("time: the deduction can no longer be made"), SANCTION_ACTS);
	arena_init(&arena);
	attempt_quotes(attempt,
		       arena_printf(&arena,
				    _("The last month was %s (LAS § 35, sanction.limit.whole_months)."),
				    month_text(&arena, file.last_payment_month)));
	arena_done(&arena);
}

void rate_is_known(struct attempt *attempt)
{
	const struct sanction_case *file = attempt->file;
	const struct rule *row;
	struct err err;

	if (rule_find(attempt->rules, "sanction.rate", file->target_group, file->event_date, &row, &err))
		return;
	attempt_lacks(attempt, N_("a rate for the day of the event"), SANCTION_ACTS);
	attempt_quotes(attempt, err.text);
}

static bool is_decided(enum sanction_state state)
{
	return state == SANCTION_DECIDED || state == SANCTION_APPROVED || sanction_stands(state);
}

/* At most so many fixed deductions in the calendar month of the event. */
void month_is_free(struct attempt *attempt) /* G10 */
{
	const struct sanction_case *file = attempt->file;
	int most, count = 0;
	struct err err;

	if (!str_equal(file->provision, "39"))
		return;
	if (!rule_number(attempt->rules, "sanction.s39.max_per_month", file->target_group, file->event_date,
			 &most, NULL, &err)) {
		attempt_lacks(attempt, N_("the rule for how many deductions § 39 allows in a month"),
			      SANCTION_ACTS);
		attempt_quotes(attempt, err.text);
		return;
	}
	for (size_t i = 0; i < file->other_count; i++) {
		const struct sanction_other *other = &file->others[i];

		count += str_equal(other->provision, "39") && is_decided(other->state) &&
			 date_compare(date_month_end(other->event_date), date_month_end(file->event_date)) ==
				 0;
	}
	if (count < most)
		return;
	attempt_lacks(attempt, N_("a calendar month without another deduction under § 39"), SANCTION_ACTS);
	attempt_quotes(attempt, _("There has been one already (LAS § 39, sanction.s39.max_per_month)."));
}

/* The same event under the same section is sanctioned once, whatever record a case began from. Two machines can have decided
 * both, so it is asked again before the citizen is told and before money is taken. */
void event_is_decided_once(struct attempt *attempt)
{
	const struct sanction_case *file = attempt->file;

	for (size_t i = 0; i < file->other_count; i++) {
		const struct sanction_other *other = &file->others[i];

		if (!str_equal(other->provision, file->provision) || !is_decided(other->state) ||
		    date_compare(other->event_date, file->event_date) != 0)
			continue;
		attempt_lacks(attempt, N_("an event that is not decided in another case"), SANCTION_ACTS);
		attempt_quotes(attempt, _("Another case decides the same event. Withdraw one of them."));
		return;
	}
}

static bool has_extra_guidance(const struct sanction_case *file, enum guidance_kind kind)
{
	for (size_t i = 0; i < file->guidance_count; i++)
		if (guidance_kind(&file->guidance[i]) == kind && is_before(&file->guidance[i], file))
			return true;
	return false;
}

static bool has_earlier_decision(const struct sanction_case *file)
{
	for (size_t i = 0; i < file->other_count; i++) {
		const struct sanction_other *other = &file->others[i];

		if (sanction_stands(other->state) && date_is_set(other->decided) &&
		    date_compare(other->decided, file->event_date) < 0)
			return true;
	}
	return false;
}

void aggravation_is_documented(struct attempt *attempt) /* G9 */
{
	const struct sanction_case *file = attempt->file;

	if (!str_equal(file->provision, "40a"))
		return;
	if (!has_earlier_decision(file))
		attempt_lacks(attempt, N_("an earlier decision to sanction, before the event (§ 40 a)"),
			      SANCTION_ACTS);
	if (has_extra_guidance(file, GUIDANCE_EXTRA_ALONE))
		return;
	if (!has_extra_guidance(file, GUIDANCE_EXTRA))
		attempt_lacks(attempt, N_("extra written guidance to the citizen before the event (§ 40 a)"),
			      SANCTION_ACTS);
	if (!has_extra_guidance(file, GUIDANCE_EXTRA_SPOUSE))
		attempt_lacks(attempt, N_("extra written guidance to the spouse before the event (§ 40 a)"),
			      SANCTION_ACTS);
}

/* ---- after the decision ----------------------------------------------------------------------- */

void ground_is_refused(struct attempt *attempt)
{
	const struct sanction_event *assessment = sanction_latest(attempt->file, SANCTION_ASSESS);
	char value[SANCTION_WORD_SIZE];

	if (assessment != NULL &&
	    str_equal(sanction_word(assessment->code, SANCTION_WORD_GROUND, value), "accepted"))
		attempt_lacks(
			attempt,
			N_("an event without a reasonable ground: the assessment accepts the citizen's"),
			SANCTION_DECIDE_NONE);
}

void decision_is_made(struct attempt *attempt)
{
	if (!act_is_done(attempt->file, SANCTION_DECIDE))
		attempt_lacks(attempt, N_("the decision to sanction"), SANCTION_DECIDE);
}

void decision_is_approved(struct attempt *attempt) /* four eyes, a local rule */
{
	const struct sanction_case *file = attempt->file;
	int four_eyes;
	struct err err;

	if (!act_is_done(file, SANCTION_DECIDE) || act_is_done(file, SANCTION_APPROVE))
		return;
	if (!rule_number(attempt->rules, "sanction.four_eyes", file->target_group, file->event_date,
			 &four_eyes, NULL, &err)) {
		attempt_lacks(attempt, N_("the local rule for a second pair of eyes"), SANCTION_ACTS);
		attempt_quotes(attempt, err.text);
	} else if (four_eyes != 0) {
		attempt_lacks(attempt, N_("the approval of a colleague"), SANCTION_APPROVE);
	}
}

void decision_is_sent(struct attempt *attempt) /* G8 */
{
	if (!act_is_done(attempt->file, SANCTION_DISPATCH))
		attempt_lacks(attempt, N_("the decision sent to the citizen"), SANCTION_DISPATCH);
}

void deduction_is_made(struct attempt *attempt)
{
	if (!act_is_done(attempt->file, SANCTION_PAY))
		attempt_lacks(attempt, N_("the deduction sent to payment"), SANCTION_PAY);
}

void ends_by_contact(struct attempt *attempt)
{
	if (!sanction_ends_by_contact(attempt->file->provision))
		attempt_lacks(attempt, N_("a deduction that runs until contact (§§ 36, 37, 37 a and 38)"),
			      SANCTION_ACTS);
}

void complaint_is_received(struct attempt *attempt)
{
	if (!act_is_done(attempt->file, SANCTION_COMPLAIN))
		attempt_lacks(attempt, N_("a complaint"), SANCTION_COMPLAIN);
}

void complaint_is_forwarded(struct attempt *attempt)
{
	if (!act_is_done(attempt->file, SANCTION_UPHOLD))
		attempt_lacks(attempt, N_("the case forwarded to the Appeals Board"), SANCTION_UPHOLD);
}
