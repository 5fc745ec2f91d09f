#include "samtale/domain/handover.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

const struct word handover_reasons[] = {
	{ "moved", N_("the citizen has moved") },
	{ "group", N_("the target group has changed") },
	{ "team", N_("another team has the right effort") },
	{ "wish", N_("the citizen wishes another coordinator") },
	{ "staff", N_("the coordinator changes job or is away") },
	{ "impartial", N_("the coordinator is not impartial") },
	{ NULL, NULL },
};

static const struct {
	const char *name, *label;
} states[HANDOVER_STATES] = {
	[HANDOVER_OFFERED] = { "offered", N_("not accepted yet") },
	[HANDOVER_ACCEPTED] = { "accepted", N_("accepted") },
	[HANDOVER_DECLINED] = { "declined", N_("declined") },
	[HANDOVER_WITHDRAWN] = { "withdrawn", N_("withdrawn") },
	[HANDOVER_LAPSED] = { "lapsed", N_("lapsed") },
};

const char *handover_state_name(enum handover_state state)
{
	return states[state].name;
}

const char *handover_state_label(enum handover_state state)
{
	return _(states[state].label);
}

bool handover_is_to_another_team(int64_t from, const char *from_team, const char *to_team)
{
	return from != 0 && !str_equal(from_team, to_team);
}

bool handover_is_complete(const struct handover *handover, struct err *err)
{
	if (handover->to == 0)
		return err_set(err, ERR_INPUT, "%s",
			       _("Choose who takes over: a citizen is never without a coordinator."));
	if (handover->to == handover->from)
		return err_set(err, ERR_INPUT, "%s",
			       _("That is the coordinator already. Choose another, or go back."));
	if (!word_find(handover_reasons, handover->reason))
		return err_set(err, ERR_INPUT, "%s", _("Choose the reason for the hand-over."));
	if (str_is_empty(handover->note))
		return err_set(err, ERR_INPUT, "%s",
			       _("Write a note to the one who takes over: what matters to the citizen, and what "
				 "comes next."));
	return true;
}

bool handover_answer_is_complete(const struct handover_answer *answer, struct err *err)
{
	if (answer->state == HANDOVER_ACCEPTED || !str_is_empty(answer->note))
		return true;
	return err_set(err, ERR_INPUT, "%s",
		       answer->state == HANDOVER_DECLINED ?
			       _("Write why you decline: the one who has the citizen goes on from there.") :
			       _("Write why you take the offer back: the one who was asked sees it."));
}

const char *citizen_home_text(struct arena *arena, const struct citizen_home *home)
{
	if (!date_is_set(home->since))
		return arena_printf(arena, _("The citizen is with %s, %s. A note reaches them; they decide."),
				    home->coordinator, home->team);
	return arena_printf(arena, _("The citizen has been with %s, %s, since %s. A note reaches them; they decide."),
			    home->coordinator, home->team, date_long(arena, home->since));
}

static bool is_open(const struct handover *handover, struct err *err)
{
	switch (handover->state) {
	case HANDOVER_ACCEPTED:
		return err_set(err, ERR_REFUSED, "%s", _("This hand-over has been accepted already."));
	case HANDOVER_DECLINED:
		return err_set(err, ERR_REFUSED, _("This hand-over was declined: %s"), handover->answer_note);
	case HANDOVER_WITHDRAWN:
		return err_set(err, ERR_REFUSED, _("This hand-over was withdrawn: %s"), handover->answer_note);
	case HANDOVER_LAPSED:
		return err_set(err, ERR_REFUSED, "%s",
			       _("The citizen has got another coordinator meanwhile. Go back and look at the citizen "
				 "again."));
	default:
		return true;
	}
}

bool handover_may_answer(const struct handover *handover, int64_t coordinator, int64_t caseworker,
			 enum handover_state answer, struct err *err)
{
	if (!is_open(handover, err))
		return false;
	if (answer == HANDOVER_WITHDRAWN && !handover->is_offer)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Within the team the citizen has changed hands already. The one who took over "
				 "hands the citizen back."));
	if (answer == HANDOVER_WITHDRAWN)
		return caseworker == handover->author || caseworker == coordinator ||
		       err_set(err, ERR_REFUSED, "%s",
			       _("Only the one who offered the citizen, or who has the citizen, can take the offer "
				 "back."));
	if (caseworker != handover->to)
		return err_set(err, ERR_REFUSED, "%s",
			       answer == HANDOVER_ACCEPTED ? _("Only the one who takes over can accept a hand-over.") :
							     _("Only the one who takes over can decline a hand-over."));
	if (answer == HANDOVER_DECLINED && handover->from == 0)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Nobody had the citizen before you, and a citizen is never without a coordinator. Hand "
				 "the citizen over to somebody else instead."));
	return true;
}
