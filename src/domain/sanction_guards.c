#include "domain/sanction_guards.h"

#include "samtale/base/tr.h"

void attempt_lacks(struct attempt *attempt, const char *msgid, enum sanction_act mended_by)
{
	struct sanction_missing *missing = attempt->missing;

	if (missing->count == SANCTION_MISSING_MAX)
		BUG("more is missing than there are guards");
	missing->items[missing->count].text = _(msgid);
	missing->items[missing->count].mended_by = mended_by;
	missing->count++;
}

void attempt_quotes(struct attempt *attempt, const char *sentence)
{
	str_add_char(&attempt->quote, ' ');
	str_add(&attempt->quote, sentence);
}

const struct act_guards act_guards[SANCTION_ACTS] = {
	[SANCTION_REGISTER] = { { group_may_be_sanctioned, event_is_on_the_list, event_has_happened },
				{ day_is_right } },
	[SANCTION_EXCUSE] = { { NULL }, { day_is_right, has_ground, has_reason } },
	[SANCTION_CHECK_GUIDANCE] = { { NULL }, { day_is_right } },
	[SANCTION_CLOSE] = { { NULL }, { day_is_right } },
	[SANCTION_CONTACT_ATTEMPT] = { { guidance_is_checked }, { day_is_right, has_channel, has_result } },
	[SANCTION_SEND_HEARING] = { { guidance_is_checked, contact_is_attempted },
				    { day_is_right, has_reply_date, letter_goes_with_it } },
	[SANCTION_CITIZEN_ANSWERS] = { { hearing_is_sent }, { day_is_right, has_answer } },
	[SANCTION_NO_ANSWER] = { { hearing_is_sent }, { day_is_right, reply_date_has_passed } },
	[SANCTION_ASSESS] = { { guidance_is_checked, contact_is_attempted, citizen_is_heard },
			      { day_is_right, has_assessment, grounds_are_assessed,
				circumstances_are_assessed, purpose_is_reasoned } },
	[SANCTION_DECIDE_NONE] = { { guidance_is_checked, contact_is_attempted, citizen_is_heard,
				     case_is_assessed },
				   { day_is_right, has_reason, letter_goes_with_it } },
	[SANCTION_DECIDE] = { { guidance_is_given, contact_is_attempted, citizen_is_heard, case_is_assessed,
				ground_is_refused, time_is_left, rate_is_known, month_is_free,
				aggravation_is_documented, event_is_decided_once },
			      { day_is_right, letter_is_complete, amount_is_right } },
	[SANCTION_WITHDRAW] = { { NULL }, { day_is_right, has_reason } },
	[SANCTION_APPROVE] = { { decision_is_made, is_another_person }, { day_is_right } },
	[SANCTION_DISPATCH] = { { decision_is_made, decision_is_approved, event_is_decided_once },
				{ day_is_right, is_sent, letter_goes_with_it } },
	[SANCTION_PAY] = { { decision_is_made, decision_is_sent, time_is_left, event_is_decided_once },
			   { day_is_right, keeps_the_complaint_date } },
	[SANCTION_CONTACT] = { { decision_is_made, decision_is_sent, deduction_is_made, ends_by_contact },
			       { day_is_right, contact_is_as_decided, amount_is_right, keeps_the_complaint_date } },
	[SANCTION_COMPLAIN] = { { decision_is_made, decision_is_sent },
				{ day_is_right, has_channel, has_complaint } },
	[SANCTION_CHANGE] = { { complaint_is_received }, { day_is_right, has_reason } },
	[SANCTION_UPHOLD] = { { complaint_is_received }, { day_is_right, has_reason, letter_goes_with_it } },
	[SANCTION_BOARD_UPHELD] = { { complaint_is_forwarded }, { day_is_right, has_board_answer } },
	[SANCTION_BOARD_CHANGED] = { { complaint_is_forwarded }, { day_is_right, has_board_answer } },
	[SANCTION_BOARD_REMITTED] = { { complaint_is_forwarded }, { day_is_right, has_board_answer } },
	[SANCTION_RESOLVE] = { { NULL }, { day_is_right, is_a_head, has_reason } },
};
