#include "samtale/domain/deadline.h"

#include "domain/deadline_text.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* The municipality's own duties do not move: a conversation due on a Sunday is held before it (reference,
 * section 6.3). */
static const struct deadline_rule deadlines[] = {
	{ "complaint", "complaint.weeks", DEADLINE_WEEKS, NULL, true },
	{ "hearing", "hearing.reply.days", DEADLINE_DAYS, NULL, true },
	{ "first_conversation", "contact.first.days", DEADLINE_DAYS, N_("the first request"), false },
	{ "first_akasse", "contact.first.akasse.days", DEADLINE_DAYS, N_("the registration"), false },
	{ "cv", "cv.days", DEADLINE_DAYS, N_("the registration, the first request or the change"), false },
	{ "summons", "summons.meet.days", DEADLINE_DAYS, N_("the summons received"), false },
	{ "referral", "referral.notice.workdays", DEADLINE_WORKING_DAYS, N_("the referral"), false },
	{ "agreement", "availability.agreement.days", DEADLINE_DAYS, N_("the agreement"), true },
	{ "assessment", "availability.assessment.days", DEADLINE_DAYS, N_("the day of the doubt"), true },
	{ "reassess", "reassess.weeks", DEADLINE_WEEKS, N_("the complaint received"), true },
	{ "youth_contact", "youth.contact.workdays", DEADLINE_WORKING_DAYS, N_("the day it became known"),
	  false },
	{ "sick_first", "sick.first.week", DEADLINE_WEEKS_THROUGH, N_("the first sick day"), false },
	{ "sick_fasttrack", "sick.fasttrack.days", DEADLINE_DAYS, N_("the request"), false },
	{ "youth_activity", "youth.activity.days", DEADLINE_DAYS, N_("the contact"), false },
	{ "integration_contract", "integration.contract.months", DEADLINE_MONTHS, N_("the takeover"), false },
	{ "integration_offer", "integration.offer.days", DEADLINE_DAYS, N_("the arrival"), false },
	{ "sanction_limit", "sanction.limit.whole_months", DEADLINE_WHOLE_MONTHS, N_("the event"), false },
};

const char *const deadline_rules[] = {
	"complaint",      "hearing",        "first_conversation",   "first_akasse",      "cv",
	"summons",        "referral",       "agreement",            "assessment",
	"reassess",       "youth_contact",  "sick_first",           "sick_fasttrack",    "youth_activity",
	"integration_contract", "integration_offer", "sanction_limit", NULL
};

_Static_assert(LENGTH(deadline_rules) == LENGTH(deadlines) + 1, "every deadline is named");

/* delivery: the row that says how long the post takes; NULL: it is there the same day. */
static const struct {
	const char *name;
	const char *label;
	const char *delivery;
	bool working_days;
} channels[] = {
	[CHANNEL_DIGITAL] = { "digital", N_("Digital Post"), NULL, false },
	[CHANNEL_LETTER] = { "letter", N_("ordinary letter"), "complaint.letter.workdays", true },
	[CHANNEL_QLETTER] = { "qletter", N_("Q-letter"), "complaint.qletter.days", false },
	[CHANNEL_ORAL] = { "oral", N_("said to the citizen"), NULL, false },
	[CHANNEL_HANDED] = { "handed", N_("handed over"), NULL, false },
};

bool channel_parse(const char *name, enum channel *channel)
{
	for (size_t i = 0; i < LENGTH(channels); i++) {
		if (!str_equal(name, channels[i].name))
			continue;
		*channel = (enum channel)i;
		return true;
	}
	return false;
}

const char *channel_name(enum channel channel)
{
	return channels[channel].name;
}

const char *channel_label(enum channel channel)
{
	return _(channels[channel].label);
}

static const struct deadline_rule *deadline_rule(const char *name, struct err *err)
{
	struct str known;

	for (size_t i = 0; i < LENGTH(deadlines); i++)
		if (str_equal(name, deadlines[i].name))
			return &deadlines[i];
	str_init(&known);
	for (size_t i = 0; i < LENGTH(deadlines); i++)
		str_addf(&known, "%s%s", i == 0 ? "" : ", ", deadlines[i].name);
	err_set(err, ERR_INPUT, _("There is no deadline called “%s”. Use one of these: %s."), name,
		known.text);
	str_done(&known);
	return NULL;
}

/* Working days of the post leave out closed days too (5 June, 24 and 31 December). The sources name only
 * holidays; counting fewer days can but make the period longer for the citizen. */
static bool deliver(const struct rules *rules, enum channel channel, int group, struct arena *arena,
		    struct deadline *deadline, struct err *err)
{
	int days;

	if (channels[channel].delivery == NULL)
		return true;
	if (!rule_number(rules, channels[channel].delivery, group, deadline->sent, &days, &deadline->delivery, err))
		return false;
	if (!channels[channel].working_days) {
		deadline->received = date_add_days(deadline->sent, days);
		return true;
	}
	deadline->received = calendar_add_working(deadline->sent, days);
	deadline->delivered = deadline_delivery_sentence(deadline, days, arena);
	return true;
}

static struct date count_from(struct date start, enum deadline_unit unit, int length)
{
	switch (unit) {
	case DEADLINE_DAYS:
		return date_add_days(start, length);
	case DEADLINE_WORKING_DAYS:
		return calendar_add_working(start, length);
	case DEADLINE_WEEKS:
		return date_add_days(start, 7 * length);
	case DEADLINE_WEEKS_THROUGH:
		return date_add_days(start, 7 * length - 1);
	case DEADLINE_MONTHS:
		return date_add_months(start, length);
	case DEADLINE_WHOLE_MONTHS:
		return date_month_end(date_add_months(start, length));
	}
	BUG("a deadline unit that is not counted");
}

/* The Friday after Ascension is a working day, but some authorities move deadlines past it: a local rule, off
 * unless a row says 1. */
static bool friday_is_skipped(const struct rules *rules, struct date date)
{
	struct date ascension;
	int year, month, day, skipped;

	if (!date_is_set(date))
		return false;
	date_to_ymd(date, &year, &month, &day);
	ascension = date_add_days(calendar_easter(year), 39);
	return date_compare(date, date_add_days(ascension, 1)) == 0 &&
	       rule_number(rules, "deadline.skip.ascension_friday", 0, date, &skipped, NULL, NULL) &&
	       skipped == 1;
}

/* The municipality's own closing days are rows of its own files: between Christmas and New Year, for one. */
static bool is_closed_here(const struct rules *rules, struct date date)
{
	int closed;

	return date_is_set(date) && rule_number(rules, "deadline.closed", 0, date, &closed, NULL, NULL) && closed == 1;
}

static struct date moved_to_working(const struct rules *rules, struct date date)
{
	date = calendar_working_on_or_after(date);
	while (friday_is_skipped(rules, date) || is_closed_here(rules, date))
		date = calendar_working_on_or_after(date_add_days(date, 1));
	return date;
}

static bool is_in_calendar(struct date date, struct err *err)
{
	struct date first, last;

	if (!date_from_ymd(1900, 1, 1, &first) || !date_from_ymd(2199, 12, 31, &last))
		BUG("the calendar's own ends");
	if (date_is_set(date) && date_compare(date, first) >= 0 && date_compare(date, last) <= 0)
		return true;
	return err_set(err, ERR_INPUT, _("A deadline can be counted from 1900 to 2199. Give another date."));
}

bool deadline_compute(const struct rules *rules, const char *rule, struct date from, enum channel channel,
		      int group, struct arena *arena, struct deadline *deadline, struct err *err)
{
	const struct deadline_rule *how = deadline_rule(rule, err);
	struct deadline result = { .sent = from, .received = from, .delivered = "" };
	int length;

	if (how == NULL || !is_in_calendar(from, err))
		return false;
	if (!rule_number(rules, how->key, group, from, &length, &result.rule, err))
		return false;
	if (how->start == NULL && !deliver(rules, channel, group, arena, &result, err))
		return false;
	result.counted = count_from(result.received, how->unit, length);
	result.due = how->moves ? moved_to_working(rules, result.counted) : result.counted;
	if (!is_in_calendar(result.due, err))
		return false;
	result.explanation = deadline_sentence(how, &result, length, channel, arena);
	*deadline = result;
	return true;
}
