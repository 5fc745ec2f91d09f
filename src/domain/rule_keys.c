#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/domain/amount.h"
#include "samtale/domain/rule_check.h"

/* Not continuous: what the law took away, or gives only some groups for a time. */
const struct rule_key rule_keys[] = {
	{ "akasse.answer.codes", RULE_VALUE_CODES, true },
	{ "akasse.answer.days", RULE_VALUE_NUMBER, true },
	{ "availability.agreement.days", RULE_VALUE_NUMBER, true },
	{ "availability.assessment.days", RULE_VALUE_NUMBER, true },
	{ "complaint.letter.workdays", RULE_VALUE_NUMBER, true },
	{ "complaint.qletter.days", RULE_VALUE_NUMBER, true },
	{ "complaint.weeks", RULE_VALUE_NUMBER, true },
	{ "contact.every.months", RULE_VALUE_NUMBER, false },
	{ "contact.first.akasse.days", RULE_VALUE_NUMBER, true },
	{ "contact.first.days", RULE_VALUE_NUMBER, true },
	{ "contact.insured.intensified.months", RULE_VALUE_NUMBER, true },
	{ "contact.m4to6.municipality", RULE_VALUE_NUMBER, true },
	{ "contact.min3m.akasse", RULE_VALUE_NUMBER, true },
	{ "contact.min6m.jobcentre", RULE_VALUE_NUMBER, false },
	{ "contact.min6m.municipality", RULE_VALUE_NUMBER, false },
	{ "contact.share.pct", RULE_VALUE_NUMBER, true },
	{ "contact.young.min6m.municipality", RULE_VALUE_NUMBER, false },
	{ "cv.days", RULE_VALUE_NUMBER, true },
	{ "deadline.closed", RULE_VALUE_SWITCH, false },
	{ "deadline.skip.ascension_friday", RULE_VALUE_SWITCH, true },
	{ "education_order.active", RULE_VALUE_SWITCH, false },
	{ "goal.unemployment.figure", RULE_VALUE_NUMBER, true },
	{ "goal.unemployment.target", RULE_VALUE_NUMBER, true },
	{ "hearing.reply.days", RULE_VALUE_NUMBER, true },
	{ "integration.contract.months", RULE_VALUE_NUMBER, true },
	{ "integration.offer.days", RULE_VALUE_NUMBER, true },
	{ "loentilskud.months.private", RULE_VALUE_NUMBER, true },
	{ "loentilskud.months.public", RULE_VALUE_NUMBER, true },
	{ "match.form.flex_job", RULE_VALUE_NUMBER, true },
	{ "match.form.ordinary", RULE_VALUE_NUMBER, true },
	{ "match.form.placement", RULE_VALUE_NUMBER, true },
	{ "match.form.study_job", RULE_VALUE_NUMBER, true },
	{ "match.form.subsidy", RULE_VALUE_NUMBER, true },
	{ "match.never.days", RULE_VALUE_NUMBER, true },
	{ "match.points.ask", RULE_VALUE_NUMBER, true },
	{ "match.points.education", RULE_VALUE_NUMBER, true },
	{ "match.points.form", RULE_VALUE_NUMBER, true },
	{ "match.points.kindred", RULE_VALUE_NUMBER, true },
	{ "match.points.need", RULE_VALUE_NUMBER, true },
	{ "match.points.occupation", RULE_VALUE_NUMBER, true },
	{ "match.points.postcode", RULE_VALUE_NUMBER, true },
	{ "match.points.region", RULE_VALUE_NUMBER, true },
	{ "match.points.related", RULE_VALUE_NUMBER, true },
	{ "match.points.town", RULE_VALUE_NUMBER, true },
	{ "match.region.first", RULE_VALUE_NUMBER, true },
	{ "match.region.last", RULE_VALUE_NUMBER, true },
	{ "match.town.first", RULE_VALUE_NUMBER, true },
	{ "match.town.last", RULE_VALUE_NUMBER, true },
	{ "mentor.months", RULE_VALUE_NUMBER, true },
	{ "nytteindsats.weeks", RULE_VALUE_NUMBER, true },
	{ "praktik.extend.weeks", RULE_VALUE_NUMBER, true },
	{ "praktik.renew.weeks", RULE_VALUE_NUMBER, true },
	{ "praktik.weeks", RULE_VALUE_NUMBER, true },
	{ "reassess.weeks", RULE_VALUE_NUMBER, true },
	{ "referral.follow_up.days", RULE_VALUE_NUMBER, true },
	{ "referral.notice.workdays", RULE_VALUE_NUMBER, true },
	{ "refund.pct", RULE_VALUE_STEPS, true },
	{ "refund.reset.weeks", RULE_VALUE_WINDOW, true },
	{ "refund.week.kroner", RULE_VALUE_NUMBER, true },
	{ "retention.years", RULE_VALUE_NUMBER, true },
	{ "sanction.count_contact_day", RULE_VALUE_SWITCH, true },
	{ "sanction.count_weekends", RULE_VALUE_SWITCH, true },
	{ "sanction.four_eyes", RULE_VALUE_SWITCH, true },
	{ "sanction.limit.whole_months", RULE_VALUE_NUMBER, true },
	{ "sanction.rate", RULE_VALUE_RATES, true },
	{ "sanction.s36.form", RULE_VALUE_FORM, true },
	{ "sanction.s37.form", RULE_VALUE_FORM, true },
	{ "sanction.s37a.form", RULE_VALUE_FORM, true },
	{ "sanction.s38.form", RULE_VALUE_FORM, true },
	{ "sanction.s39.form", RULE_VALUE_FORM, true },
	{ "sanction.s39.max_per_month", RULE_VALUE_NUMBER, true },
	{ "sanction.s39.multiplier", RULE_VALUE_NUMBER, true },
	{ "sanction.s40.form", RULE_VALUE_FORM, true },
	{ "sanction.s40.multiplier", RULE_VALUE_NUMBER, true },
	{ "sanction.s40a.allowed", RULE_VALUE_SWITCH, false },
	{ "sanction.s40a.form", RULE_VALUE_FORM, true },
	{ "sanction.s40a.months", RULE_VALUE_NUMBER, true },
	{ "sanction.s41.form", RULE_VALUE_FORM, true },
	{ "sanction.s42.form", RULE_VALUE_FORM, true },
	{ "sanction.s42.min_benefit", RULE_VALUE_NUMBER, true },
	{ "sanction.s42.share", RULE_VALUE_FRACTION, true },
	{ "sanction.s42.weeks", RULE_VALUE_NUMBER, true },
	{ "sanction.s43.form", RULE_VALUE_FORM, true },
	{ "sick.category3.allowed", RULE_VALUE_SWITCH, false },
	{ "sick.employed.exempt.weeks", RULE_VALUE_NUMBER, true },
	{ "sick.every.weeks", RULE_VALUE_NUMBER, false },
	{ "sick.fasttrack.days", RULE_VALUE_NUMBER, true },
	{ "sick.fasttrack.employer.weeks", RULE_VALUE_NUMBER, true },
	{ "sick.first.week", RULE_VALUE_NUMBER, true },
	{ "sick.min6m", RULE_VALUE_NUMBER, true },
	{ "summons.meet.days", RULE_VALUE_NUMBER, true },
	{ "workduty.hours", RULE_VALUE_NUMBER, true },
	{ "youth.activity.days", RULE_VALUE_NUMBER, true },
	{ "youth.contact.workdays", RULE_VALUE_NUMBER, true },
	{ NULL, RULE_VALUE_NUMBER, false },
};

const struct rule_key *rule_key_find(const char *key)
{
	for (const struct rule_key *row = rule_keys; row->key != NULL; row++)
		if (str_equal(key, row->key))
			return row;
	return NULL;
}

/* ---- values ----------------------------------------------------------------------------------- */

/* Takes a whole number off the front of the text. */
static bool take_number(const char **text, long *number)
{
	char *end;

	if (**text < '0' || **text > '9')
		return false;
	*number = strtol(*text, &end, 10);
	*text = end;
	return *number <= RULE_NUMBER_MAX;
}

static bool take(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

static bool fits_number(const char *text)
{
	long number;

	return take_number(&text, &number) && *text == '\0';
}

static bool fits_switch(const char *text)
{
	return str_equal(text, "0") || str_equal(text, "1");
}

static bool fits_fraction(const char *text)
{
	long above, below;

	return take_number(&text, &above) && take(&text, "/") && take_number(&text, &below) && *text == '\0' &&
	       above > 0 && above <= below;
}

/* The weeks follow on from each other, and the last step has no end. */
static bool fits_steps(const char *text)
{
	long first, last = 0, percent;

	for (;;) {
		bool open;

		if (!take_number(&text, &first) || first != last + 1 || !take(&text, "-"))
			return false;
		open = *text == ':';
		if ((!open && (!take_number(&text, &last) || last < first)) || !take(&text, ":") ||
		    !take_number(&text, &percent) || percent > 100)
			return false;
		if (open || !take(&text, "|"))
			return open && *text == '\0';
	}
}

static bool fits_window(const char *text)
{
	long weeks, of;

	return take_number(&text, &weeks) && take(&text, " of last ") && take_number(&text, &of) && *text == '\0' &&
	       weeks <= of;
}

static bool fits_rates(const char *text)
{
	struct amount_bracket brackets[AMOUNT_BRACKETS_MAX];

	return amount_brackets_parse(text, brackets) > 0;
}

/* Every code has a meaning. */
static bool fits_codes(const char *text)
{
	for (;;) {
		size_t code = strcspn(text, "=|"), length = strcspn(text, "|");

		if (code == 0 || text[code] != '=' || length == code + 1)
			return false;
		if (text[length] == '\0')
			return true;
		text += length + 1;
	}
}

static bool fits_form(const char *text)
{
	enum amount_form form;

	return amount_form_parse(text, &form);
}

bool rule_value_fits(enum rule_value kind, const char *value)
{
	static bool (*const fits[])(const char *) = {
		[RULE_VALUE_NUMBER] = fits_number, [RULE_VALUE_SWITCH] = fits_switch,
		[RULE_VALUE_FRACTION] = fits_fraction, [RULE_VALUE_RATES] = fits_rates,
		[RULE_VALUE_STEPS] = fits_steps, [RULE_VALUE_WINDOW] = fits_window,
		[RULE_VALUE_FORM] = fits_form, [RULE_VALUE_CODES] = fits_codes,
	};

	return fits[kind](value);
}
