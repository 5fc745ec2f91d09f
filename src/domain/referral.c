#include "samtale/domain/referral.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static const struct {
	const char *name, *label;
} states[REFERRAL_STATES] = {
	[REFERRAL_SENT] = { "sent", N_("sent") },
	[REFERRAL_INTERVIEW] = { "interview", N_("interview") },
	[REFERRAL_HIRED] = { "hired", N_("hired") },
	[REFERRAL_NO] = { "no", N_("no") },
};

const char *referral_state_name(enum referral_state state)
{
	return states[state].name;
}

const char *referral_state_label(enum referral_state state)
{
	return tr(states[state].label);
}

bool referral_is_over(enum referral_state state)
{
	return state == REFERRAL_HIRED || state == REFERRAL_NO;
}

bool referral_event_is_complete(const struct referral_event *event, struct date today, struct err *err)
{
	if (!date_is_set(event->date) || date_compare(event->date, today) > 0)
		return err_set(err, ERR_INPUT, "%s", _("Write the day it happened; it cannot lie ahead."));
	if (event->state == REFERRAL_NO && str_is_empty(event->reason))
		return err_set(err, ERR_INPUT, "%s",
			       _("Write why it became a no: the next match is made better by it."));
	if (!referral_is_over(event->state) &&
	    (!date_is_set(event->follow_up) || date_compare(event->follow_up, today) < 0))
		return err_set(err, ERR_INPUT, "%s",
			       _("Write the day it is followed up, today or later; F4 offers days."));
	return true;
}

bool referral_has_consent(enum referral_consent consent, struct err *err)
{
	if (consent == REFERRAL_CONSENT_YES)
		return true;
	if (consent == REFERRAL_CONSENT_NO)
		return err_set(err, ERR_REFUSED, "%s",
			       _("The citizen has said no to being named. Ask again; K records the answer."));
	return err_set(err, ERR_REFUSED, "%s",
		       _("Nobody has asked the citizen about being named. Ask; K records the answer."));
}
