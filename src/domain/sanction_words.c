#include "samtale/domain/sanction.h"

#include <string.h>

#include "domain/sanction_guards.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static const struct {
	const char *name;
	const char *label;
	bool closed, stands;
} states[] = {
	[SANCTION_NONE] = { "none", N_("Not begun"), false, false },
	[SANCTION_OBSERVED] = { "observed", N_("Registered"), false, false },
	[SANCTION_BLOCKED] = { "blocked", N_("Blocked: no guidance"), false, false },
	[SANCTION_READY] = { "ready", N_("Ready for hearing"), false, false },
	[SANCTION_HEARING] = { "hearing", N_("In hearing"), false, false },
	[SANCTION_HEARD] = { "heard", N_("Heard"), false, false },
	[SANCTION_ASSESSED] = { "assessed", N_("Assessed"), false, false },
	[SANCTION_DECIDED] = { "decided", N_("Decided"), false, false },
	[SANCTION_APPROVED] = { "approved", N_("Approved"), false, false },
	[SANCTION_NOTIFIED] = { "notified", N_("The citizen has the decision"), false, true },
	[SANCTION_EFFECTED] = { "effected", N_("Carried out"), false, true },
	[SANCTION_EFFECTED_CLOSED] = { "effected_closed", N_("Carried out and closed"), true, true },
	[SANCTION_COMPLAINT] = { "complaint", N_("Complaint"), false, true },
	[SANCTION_REVERSED] = { "reversed", N_("Reversed"), true, false },
	[SANCTION_FORWARDED] = { "forwarded", N_("At the Appeals Board"), false, true },
	[SANCTION_FINAL] = { "final", N_("Final"), true, true },
	[SANCTION_EXCUSED] = { "excused", N_("Reasonable ground"), true, false },
	[SANCTION_CLOSED_NO_SANCTION] = { "closed_no_sanction", N_("Closed without sanction"), true, false },
	[SANCTION_CANCELLED] = { "cancelled", N_("Withdrawn"), true, false },
	[SANCTION_NEEDS_DECISION] = { "needs_decision", N_("NEEDS A DECISION"), false, false },
};

_Static_assert(LENGTH(states) == SANCTION_STATES, "every state has a row");

static const struct {
	const char *name;
	const char *label;
} acts[] = {
	[SANCTION_REGISTER] = { "register", N_("Register the event") },
	[SANCTION_EXCUSE] = { "excuse", N_("Accept the ground") },
	[SANCTION_CHECK_GUIDANCE] = { "check_guidance", N_("Check the guidance") },
	[SANCTION_CLOSE] = { "close", N_("Close without sanction") },
	[SANCTION_CONTACT_ATTEMPT] = { "contact_attempt", N_("Note an attempt to reach the citizen") },
	[SANCTION_SEND_HEARING] = { "send_hearing", N_("Send party hearing") },
	[SANCTION_CITIZEN_ANSWERS] = { "citizen_answers", N_("Note the citizen's answer") },
	[SANCTION_NO_ANSWER] = { "no_answer", N_("Note that no answer came") },
	[SANCTION_ASSESS] = { "assess", N_("Assess") },
	[SANCTION_DECIDE_NONE] = { "decide_none", N_("Decide: no sanction") },
	[SANCTION_DECIDE] = { "decide", N_("Decide: sanction") },
	[SANCTION_WITHDRAW] = { "withdraw", N_("Withdraw the case") },
	[SANCTION_APPROVE] = { "approve", N_("Approve the decision") },
	[SANCTION_DISPATCH] = { "dispatch", N_("Note that the decision was sent") },
	[SANCTION_PAY] = { "pay", N_("Note that the deduction was sent to payment") },
	[SANCTION_CONTACT] = { "contact", N_("Note that contact was made again") },
	[SANCTION_COMPLAIN] = { "complain", N_("Note a complaint") },
	[SANCTION_CHANGE] = { "change", N_("Change the decision") },
	[SANCTION_UPHOLD] = { "uphold", N_("Uphold and forward to the Appeals Board") },
	[SANCTION_BOARD_UPHELD] = { "board_upheld", N_("The Appeals Board upheld it") },
	[SANCTION_BOARD_CHANGED] = { "board_changed", N_("The Appeals Board changed it") },
	[SANCTION_BOARD_REMITTED] = { "board_remitted", N_("The Appeals Board sent it back") },
	[SANCTION_RESOLVE] = { "resolve", N_("Choose which one counts") },
};

_Static_assert(LENGTH(acts) == SANCTION_ACTS, "every act has a row");

/* LAS section 13; a working list until the executive orders are read (reference, section 5.5). */
const struct sanction_ground sanction_grounds[] = {
	{ "ILLNESS", N_("own illness") },
	{ "CHILD_CARE", N_("child ill or without care") },
	{ "PARENTAL", N_("pregnancy, birth, parental or bereavement leave") },
	{ "CARE_RELATIVE", N_("care of a close relative") },
	{ "WORK", N_("at work or at a job interview") },
	{ "OTHER_MEETING", N_("called to another meeting by the authorities") },
	{ "OFFER_UNREASONABLE", N_("the offer did not fit, or health") },
	{ "TRANSPORT", N_("unreasonable transport time") },
	{ "CONFLICT", N_("strike or lockout at the workplace") },
	{ "MILITARY", N_("conscription") },
	{ "HOLIDAY", N_("approved holiday") },
	{ "COURT_HOSPITAL", N_("summoned to court or hospital") },
	{ "NOT_RECEIVED", N_("the summons was not received or not clear") },
	{ "OTHER", N_("another ground") },
	{ NULL, NULL }
};

/* The chain of LAS sections 36-40 a: what a case can be about. groups: whom the section can be used for; 40 a
 * also asks the rule sanction.s40a.allowed. */
static const struct provision {
	const char *section;
	uint32_t groups;
	bool ends_by_contact;
} provisions[] = {
	{ "36", RULE_GROUP(2) | RULE_GROUP(3) | RULE_GROUP(4) | RULE_GROUP(5), true },
	{ "37", RULE_GROUP(2) | RULE_GROUP(3) | RULE_GROUP(4) | RULE_GROUP(5), true },
	{ "37a", RULE_GROUP(2) | RULE_GROUP(4), true },
	{ "38", RULE_GROUP(2) | RULE_GROUP(3) | RULE_GROUP(4) | RULE_GROUP(5), true },
	{ "39", RULE_GROUP(2) | RULE_GROUP(3) | RULE_GROUP(4) | RULE_GROUP(5), false },
	{ "40", RULE_GROUP(4) | RULE_GROUP(5), false },
	{ "40a", RULE_GROUP(2) | RULE_GROUP(3) | RULE_GROUP(4) | RULE_GROUP(5), false },
};

static size_t state_row(enum sanction_state state)
{
	if ((size_t)state >= LENGTH(states))
		BUG("a state of a sanction case that does not exist");
	return (size_t)state;
}

static size_t act_row(enum sanction_act act)
{
	if ((size_t)act >= LENGTH(acts))
		BUG("an act of a sanction case that does not exist");
	return (size_t)act;
}

const char *sanction_state_name(enum sanction_state state)
{
	return states[state_row(state)].name;
}

const char *sanction_state_label(enum sanction_state state)
{
	return _(states[state_row(state)].label);
}

bool sanction_is_closed(enum sanction_state state)
{
	return states[state_row(state)].closed;
}

bool sanction_stands(enum sanction_state state)
{
	return states[state_row(state)].stands;
}

const char *sanction_act_name(enum sanction_act act)
{
	return acts[act_row(act)].name;
}

const char *sanction_act_label(enum sanction_act act)
{
	return _(acts[act_row(act)].label);
}

bool sanction_act_parse(const char *name, enum sanction_act *act)
{
	for (size_t i = 0; i < LENGTH(acts); i++) {
		if (!str_equal(name, acts[i].name))
			continue;
		*act = (enum sanction_act)i;
		return true;
	}
	return false;
}

bool ground_is_known(const char *code, size_t length)
{
	for (const struct sanction_ground *ground = sanction_grounds; ground->code != NULL; ground++)
		if (strlen(ground->code) == length && memcmp(code, ground->code, length) == 0)
			return true;
	return false;
}

bool sanction_due_is_ours(enum sanction_state state)
{
	return state == SANCTION_HEARING || state == SANCTION_COMPLAINT;
}

const char *sanction_section(const char *provision)
{
	if (str_equal(provision, "37a"))
		return "37 a";
	return str_equal(provision, "40a") ? "40 a" : provision;
}

bool sanction_ends_by_contact(const char *provision)
{
	for (size_t i = 0; i < LENGTH(provisions); i++)
		if (str_equal(provision, provisions[i].section))
			return provisions[i].ends_by_contact;
	return false;
}

bool provision_is_known(const char *section)
{
	for (size_t i = 0; i < LENGTH(provisions); i++)
		if (str_equal(section, provisions[i].section))
			return true;
	return false;
}

bool provision_applies(const char *section, int group)
{
	for (size_t i = 0; i < LENGTH(provisions); i++)
		if (str_equal(section, provisions[i].section))
			return target_group(group) != NULL && (provisions[i].groups & RULE_GROUP(group)) != 0;
	return false;
}
