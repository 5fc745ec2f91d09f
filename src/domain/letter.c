#include "samtale/domain/letter.h"

#include "domain/missing_list.h"
#include "samtale/base/tr.h"
#include "samtale/domain/sanction.h"

/* ---- what each kind needs --------------------------------------------------------------------------- */

static bool is_careful(const struct letter *letter)
{
	return target_group_is_careful(letter->target_group);
}

static bool is_aggravated(const struct letter *letter)
{
	return str_equal(letter->provision, "40a");
}

#define SIGNED                                                                                               \
	{ "caseworker", N_("the caseworker's name"), N_("sign in"), NULL },                                  \
	{                                                                                                    \
		"contact", N_("how to reach the municipality"), N_("set contact in samtale.conf"), NULL      \
	}
#define LAST                                                                                                 \
	{                                                                                                    \
		NULL, NULL, NULL, NULL                                                                       \
	}

static const struct letter_need summons_needs[] = {
	{ "meeting", N_("day, time and form of the meeting"), N_("b on the citizen books it with a time"), NULL },
	{ "about", N_("what the meeting is about"), N_("b on the citizen books it with a type"), NULL },
	{ "cancel", N_("how to cancel"), N_("write the part in the template"), NULL },
	{ "guidance", N_("what happens to the benefit when the citizen does not come"),
	  N_("write the part in the template"), NULL },
	SIGNED,
	LAST,
};

static const struct letter_need guidance_needs[] = {
	{ "duties", N_("which events lead to a sanction"), N_("write the part in the template"), NULL },
	{ "consequence", N_("what the consequence is"), N_("write the part in the template"), NULL },
	{ "regain", N_("how to get the whole benefit again"), N_("write the part in the template"), NULL },
	{ "law", N_("the law"), N_("write the part in the template"), NULL },
	SIGNED,
	LAST,
};

static const struct letter_need hearing_needs[] = {
	{ "event", N_("the event and its day"), N_("write the part in the template"), NULL },
	{ "law", N_("the provision, and when guidance was given"), N_("check the guidance in the case"),
	  NULL },
	{ "considered", N_("what the municipality considers"), N_("write the part in the template"), NULL },
	{ "consequence", N_("the possible consequence"), N_("write the part in the template"), NULL },
	{ "reply", N_("the reply date"), N_("send the hearing from the case, which sets it"), NULL },
	{ "how", N_("how to reply"), N_("write the part in the template"), NULL },
	SIGNED,
	LAST,
};

/* Reference, section 5.8, in its order. */
static const struct letter_need decision_needs_of_letter[] = {
	{ "event", N_("who, which event, and its day"), N_("write the part in the template"), NULL },
	{ "decision", N_("the decision: days, rate, sum and month"), N_("decide in the case"), NULL },
	{ "facts", N_("the facts relied on, and what the citizen said"), N_("write them when deciding"),
	  NULL },
	{ "law", N_("the law, with the guidance given"), N_("write it when deciding"), NULL },
	{ "considerations", N_("the main considerations"), N_("write them when deciding"), NULL },
	{ "view", N_("the special assessment: other circumstances, and why it furthers availability"),
	  N_("write it when deciding"), is_careful },
	{ "will", N_("why the events show a lack of will (§ 40 a)"), N_("write it when deciding"),
	  is_aggravated },
	{ "regain", N_("how to get the whole benefit again"), N_("write it when deciding"), NULL },
	{ "complaint", N_("how to complain, to whom, and within how long"), N_("write it when deciding"),
	  NULL },
	SIGNED,
	LAST,
};

static const struct letter_need no_sanction_needs[] = {
	{ "event", N_("who, which event, and its day"), N_("write the part in the template"), NULL },
	{ "decision", N_("the decision"), N_("write the part in the template"), NULL },
	{ "reasons", N_("the reasons"), N_("write the reason in the case"), NULL },
	{ "law", N_("the law"), N_("write the part in the template"), NULL },
	SIGNED,
	LAST,
};

/* Reference, section 4.3: event time, channel and reason before sending. */
static const struct letter_need notification_needs[] = {
	{ "citizen", N_("who it is about"), N_("open the citizen"), NULL },
	{ "event", N_("the event, its day and its time"), N_("enter the time in the notification"), NULL },
	{ "channel", N_("how the event came to light"), N_("enter it in the notification"), NULL },
	{ "reason", N_("the reason"), N_("enter it in the notification"), NULL },
	SIGNED,
	LAST,
};

static const struct letter_need forwarding_needs[] = {
	{ "case", N_("whose case, and which decision"), N_("decide and send the decision first"), NULL },
	{ "complaint", N_("the complaint and its day"), N_("record the complaint in the case"), NULL },
	{ "reassessment", N_("why the decision is upheld"), N_("write the reasons in the case"), NULL },
	{ "enclosures", N_("what is enclosed"), N_("write the part in the template"), NULL },
	SIGNED,
	LAST,
};

static const struct letter_need plan_needs[] = {
	{ "steps", N_("the steps, with owner and day"), N_("agree on a step in the plan"), NULL },
	{ "change", N_("how the citizen changes the plan"), N_("write the part in the template"), NULL },
	SIGNED,
	LAST,
};

static const struct letter_need bundle_needs[] = {
	{ "contents", N_("the list of what is enclosed"), N_("open the case again"), NULL },
	{ "guidance", N_("proof of the guidance given"), N_("record the guidance with v"), NULL },
	{ "events", N_("what has happened in the case"), N_("open the case again"), NULL },
	LAST,
};

static const struct {
	const char *name, *label;
	enum letter_to to;
	const struct letter_need *needs;
} kinds[] = {
	[LETTER_SUMMONS] = { "summons", N_("summons to a meeting"), LETTER_TO_CITIZEN, summons_needs },
	[LETTER_GUIDANCE] = { "guidance", N_("guidance on rights and duties"), LETTER_TO_CITIZEN,
			      guidance_needs },
	[LETTER_HEARING] = { "hearing", N_("hearing letter"), LETTER_TO_CITIZEN, hearing_needs },
	[LETTER_DECISION] = { "decision", N_("decision to sanction"), LETTER_TO_CITIZEN,
			      decision_needs_of_letter },
	[LETTER_NO_SANCTION] = { "no-sanction", N_("decision without sanction"), LETTER_TO_CITIZEN,
				 no_sanction_needs },
	[LETTER_NOTIFICATION] = { "notification", N_("notification to the a-kasse"), LETTER_TO_FUND,
				  notification_needs },
	[LETTER_FORWARDING] = { "forwarding", N_("forwarding to the Appeals Board"), LETTER_TO_BOARD,
				forwarding_needs },
	[LETTER_PLAN] = { "plan", N_("plan summary"), LETTER_TO_CITIZEN, plan_needs },
	[LETTER_BUNDLE] = { "bundle", N_("evidence bundle"), LETTER_TO_BOARD, bundle_needs },
};

_Static_assert(LENGTH(kinds) == LETTER_KINDS, "every kind of letter has a row");

const char *letter_kind_name(enum letter_kind kind)
{
	return kinds[kind].name;
}

const char *letter_kind_label(enum letter_kind kind)
{
	return _(kinds[kind].label);
}

bool letter_kind_parse(const char *name, enum letter_kind *kind)
{
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (str_equal(kinds[i].name, name)) {
			*kind = (enum letter_kind)i;
			return true;
		}
	return false;
}

enum letter_to letter_kind_to(enum letter_kind kind)
{
	return kinds[kind].to;
}

const struct letter_need *letter_needs(enum letter_kind kind)
{
	return kinds[kind].needs;
}

/* ---- is it whole ------------------------------------------------------------------------------------ */

const char *letter_part_text(const struct letter *letter, const char *part)
{
	for (size_t i = 0; i < letter->part_count; i++)
		if (str_equal(letter->parts[i].name, part))
			return letter->parts[i].text;
	return "";
}

static void lack(struct letter_missing *missing, const struct letter_need *need)
{
	if (missing->count == LETTER_MISSING_MAX)
		BUG("a letter with more needs than there is room for");
	missing->items[missing->count].part = need->part;
	missing->items[missing->count].text = _(need->lacking);
	missing->items[missing->count].mend = _(need->mend);
	missing->count++;
}

static bool refuse_missing(enum letter_kind kind, const struct letter_missing *missing, struct err *err)
{
	struct missing_list list;
	struct str item, opening;
	bool complete;

	missing_list_init(&list);
	str_init(&item);
	for (size_t i = 0; i < missing->count; i++) {
		str_clear(&item);
		str_addf(&item, "%s (%s)", missing->items[i].text, missing->items[i].mend);
		missing_list_add(&list, item.text);
	}
	str_init(&opening);
	str_addf(&opening, _("The letter is not complete (%s). Missing:"), letter_kind_label(kind));
	complete = missing_list_refuse(&list, ERR_REFUSED, opening.text, err);
	str_done(&opening);
	str_done(&item);
	return complete;
}

bool letter_check(const struct letter *letter, struct letter_missing *missing, struct err *err)
{
	struct letter_missing own;
	struct letter_missing *found = missing != NULL ? missing : &own;

	found->count = 0;
	for (const struct letter_need *need = letter_needs(letter->kind); need->part != NULL; need++)
		if ((need->when == NULL || need->when(letter)) &&
		    str_is_empty(letter_part_text(letter, need->part)))
			lack(found, need);
	return refuse_missing(letter->kind, found, err);
}

/* ---- which letter an act sends ---------------------------------------------------------------------- */

enum letter_kind letter_of_event(const struct sanction_case *file, const struct sanction_event *event)
{
	switch (event->act) {
	case SANCTION_SEND_HEARING: return LETTER_HEARING;
	case SANCTION_DISPATCH: return LETTER_DECISION;
	case SANCTION_UPHOLD: return LETTER_FORWARDING;
	/* One who was never heard has never been told of the case. */
	case SANCTION_DECIDE_NONE:
		return sanction_latest(file, SANCTION_SEND_HEARING) != NULL ? LETTER_NO_SANCTION
									    : LETTER_KINDS;
	default: return LETTER_KINDS;
	}
}

enum letter_kind letter_read_before(const struct sanction_case *file, const struct sanction_event *event)
{
	return event->act == SANCTION_DECIDE ? LETTER_DECISION : letter_of_event(file, event);
}
