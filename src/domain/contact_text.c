/* contact_text.c - how the rhythm of contact is said. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/contact.h"

#define FEW_WORKING_DAYS 2
#define DAYS_SHOWN_AHEAD 14

static const char *const state_names[] = {
	[CONTACT_OVERDUE] = "overdue", [CONTACT_DUE] = "due",       [CONTACT_UNKNOWN] = "unknown",
	[CONTACT_BOOKED] = "booked",   [CONTACT_EXEMPT] = "exempt", [CONTACT_HELD] = "held",
	[CONTACT_MISSED] = "missed",   [CONTACT_THEIRS] = "theirs", [CONTACT_NOT_OWED] = "not_owed",
};

static const char *const duty_names[] = {
	[CONTACT_FIRST] = "first",
	[CONTACT_ROUND] = "round",
	[CONTACT_INTENSIFIED] = "intensified",
	[CONTACT_LATER] = "later",
};

const char *contact_state_name(enum contact_state state)
{
	return state_names[state];
}

const char *contact_duty_name(enum contact_duty duty)
{
	return duty_names[duty];
}

const char *contact_duty_text(struct arena *arena, const struct contact_due *due)
{
	if (due->state == CONTACT_NOT_OWED)
		return _("nothing is owed");
	switch (due->duty) {
	case CONTACT_FIRST:
		return _("first conversation");
	case CONTACT_ROUND:
		return due->owed ? arena_printf(arena, _("no. %d of %d"), due->number, due->owed)
				 : _("conversations in the first six months");
	case CONTACT_INTENSIFIED:
		return _("intensified effort");
	case CONTACT_LATER:
		return _("agreed course");
	}
	BUG("a conversation that is owed for no reason");
}

/* ---- how the day came about ------------------------------------------------------------------------------ */

static void add_first(struct str *text, struct arena *arena, const struct contact_due *due)
{
	str_addf(text,
		 tr_count("First conversation within %d day of %s: no later than %s.",
			  "First conversation within %d days of %s: no later than %s.", due->days),
		 due->days, date_long(arena, due->from), date_long(arena, due->to));
}

static void add_round(struct str *text, struct arena *arena, const struct contact_due *due)
{
	str_addf(text,
		 _("Conversation %d of the %d owed between %s and %s. Spread evenly it falls on %s; the law's own "
		   "last day is %s."),
		 due->number, due->owed, date_long(arena, due->from), date_long(arena, due->to),
		 date_long(arena, date_is_set(due->due) && due->state != CONTACT_EXEMPT ? due->due : due->to),
		 date_long(arena, due->to));
}

static void add_intensified(struct str *text, struct arena *arena, const struct contact_due *due)
{
	str_addf(text, _("Conversation on intensified effort no later than %d months after %s: %s."), due->months,
		 date_long(arena, due->from), date_long(arena, due->to));
}

static void add_later(struct str *text, struct arena *arena, const struct contact_due *due)
{
	if (!date_is_set(due->last))
		str_add(text, _("No conversation that counts is recorded here. "));
	if (due->days)
		str_addf(text, _("Every %d weeks: counted from %s it falls on %s."), due->days / 7,
			 date_long(arena, due->from), date_long(arena, due->to));
	else
		str_addf(text,
			 _("After the first six months the next day is agreed with the citizen. At the latest %d "
			   "months after %s: %s."),
			 due->months, date_long(arena, due->from), date_long(arena, due->to));
}

static void add_source(struct str *text, const struct contact_due *due)
{
	if (!due->rule)
		return;
	str_addf(text, " (%s", tr(due->rule->source));
	if (due->rule->confidence != RULE_READ)
		str_addf(text, "; %s", rule_confidence_text(due->rule->confidence));
	str_add(text, ")");
}

static void add_booking(struct str *text, struct arena *arena, const struct contact_due *due, struct date today)
{
	int left;

	if (date_is_set(due->booked) && date_is_set(due->due) && date_compare(due->booked, due->due) > 0)
		str_addf(text, _(" Booked for %s, which is later."), date_long(arena, due->booked));
	else if (date_is_set(due->booked))
		str_addf(text, _(" Booked for %s."), date_long(arena, due->booked));
	if (due->state != CONTACT_DUE || date_days_between(today, due->due) > DAYS_SHOWN_AHEAD)
		return;
	left = contact_working_days(today, due->due);
	if (left <= FEW_WORKING_DAYS)
		str_addf(text, tr_count(" Only %d working day is left.", " Only %d working days are left.", left),
			 left);
	if (date_compare(contact_bookable(due->due), due->due) < 0)
		str_addf(text, _(" The last working day before it is %s."),
			 date_long(arena, contact_bookable(due->due)));
}

static void add_exempt(struct str *text, struct arena *arena, const struct contact_due *due)
{
	str_addf(text, _(" Exempted: %s"), word_label(contact_exemptions, due->exempt));
	if (date_is_set(due->due))
		str_addf(text, _(", until %s."), date_long(arena, date_add_days(due->due, -1)));
	else
		str_add(text, _(", until further notice."));
}

const char *contact_sentence(struct arena *arena, const struct contact_due *due, struct date today)
{
	static void (*const reasons[])(struct str *, struct arena *, const struct contact_due *) = {
		[CONTACT_FIRST] = add_first,
		[CONTACT_ROUND] = add_round,
		[CONTACT_INTENSIFIED] = add_intensified,
		[CONTACT_LATER] = add_later,
	};
	const char *copied;
	struct str text;

	if (due->state == CONTACT_NOT_OWED)
		return _("The law asks for no conversations while no benefit runs, or of this target group. The "
			 "citizen has a right to one on request.");
	if (due->state == CONTACT_UNKNOWN)
		return arena_printf(arena,
				    _("The rule %s has no value for this citizen: no day can be given. Write it in "
				      "the rule files."),
				    due->missing);
	str_init(&text);
	reasons[due->duty](&text, arena, due);
	add_source(&text, due);
	if (due->state == CONTACT_THEIRS)
		str_add(&text, _(" The a-kasse's to hold."));
	else if (due->state == CONTACT_EXEMPT)
		add_exempt(&text, arena, due);
	else if (due->state != CONTACT_HELD && due->state != CONTACT_MISSED)
		add_booking(&text, arena, due, today);
	copied = arena_strdup(arena, text.text);
	str_done(&text);
	return copied;
}
