#include "samtale/domain/amount.h"

#include <stdlib.h>

#include "domain/day_text.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

struct counting {
	const struct rules *rules;
	const struct amount_request *request;
	struct arena *arena;
	struct amount *amount;
	struct err *err;
};

/* ---- rates ------------------------------------------------------------------------------------ */

static bool take_number(const char **text, int *number)
{
	char *end;
	long value;

	if (**text < '0' || **text > '9')
		return false;
	value = strtol(*text, &end, 10);
	*text = end;
	*number = (int)value;
	return value <= RULE_NUMBER_MAX;
}

static bool take_bracket(const char **text, struct amount_bracket *bracket)
{
	*bracket = (struct amount_bracket){ .is_known = **text != '?' };
	if (!bracket->is_known)
		return (*text)++, true;
	if (**text != '<' && **text != '>')
		return false;
	bracket->above = *(*text)++ == '>';
	bracket->inclusive = **text == '=';
	*text += bracket->inclusive ? 1 : 0;
	return take_number(text, &bracket->limit) && *(*text)++ == ':' && take_number(text, &bracket->rate);
}

size_t amount_brackets_parse(const char *value, struct amount_bracket brackets[AMOUNT_BRACKETS_MAX])
{
	for (size_t count = 0; count < AMOUNT_BRACKETS_MAX; value++) {
		if (!take_bracket(&value, &brackets[count++]))
			return 0;
		if (*value != '|')
			return *value == '\0' ? count : 0;
	}
	return 0;
}

static bool holds(const struct amount_bracket *bracket, int benefit)
{
	if (benefit == bracket->limit)
		return bracket->inclusive;
	return bracket->above == (benefit > bracket->limit);
}

/* ---- rows ------------------------------------------------------------------------------------- */

static void used(struct counting *counting, const struct rule *row)
{
	struct amount *amount = counting->amount;

	if (amount->row_count < AMOUNT_ROWS_MAX)
		amount->rows[amount->row_count++] = row;
}

static const char *key_of(struct arena *arena, const char *provision, const char *what)
{
	return arena_printf(arena, "sanction.s%s.%s", provision, what);
}

static bool number(struct counting *counting, const char *key, int *value)
{
	const struct rule *row;

	if (!rule_number(counting->rules, key, counting->request->group, counting->request->event, value,
			 &row, counting->err))
		return false;
	used(counting, row);
	return true;
}

static bool provision_number(struct counting *counting, const char *what, int *value)
{
	return number(counting, key_of(counting->arena, counting->request->provision, what), value);
}

bool amount_form_parse(const char *word, enum amount_form *form)
{
	static const char *const words[] = { "day", "times", "stop", "share", "repay" };

	for (size_t i = 0; i < LENGTH(words); i++) {
		if (!str_equal(word, words[i]))
			continue;
		*form = (enum amount_form)i;
		return true;
	}
	return false;
}

static bool find_form(struct counting *counting)
{
	const struct amount_request *request = counting->request;
	const struct rule *row;

	if (!rule_find(counting->rules, key_of(counting->arena, request->provision, "form"), request->group,
		       request->event, &row, counting->err))
		return false;
	if (!amount_form_parse(row->value, &counting->amount->form))
		return err_set(counting->err, ERR_INPUT,
			       _("The rule “%s” does not say day, times, stop, share or repay but "
				 "“%s”. Correct the row in the rule files."),
			       row->key, row->value);
	used(counting, row);
	return true;
}

static bool find_rate(struct counting *counting)
{
	const struct amount_request *request = counting->request;
	struct amount_bracket brackets[AMOUNT_BRACKETS_MAX];
	const struct rule *row;
	char day[DATE_ISO_SIZE];
	size_t count;

	if (!rule_find(counting->rules, "sanction.rate", request->group, request->event, &row, counting->err))
		return false;
	count = amount_brackets_parse(row->value, brackets);
	for (size_t i = 0; i < count && brackets[i].is_known; i++) {
		if (!holds(&brackets[i], request->benefit))
			continue;
		counting->amount->rate = brackets[i].rate;
		used(counting, row);
		return true;
	}
	return err_set(counting->err, ERR_MISSING,
		       _("The rule “sanction.rate” from %s (%s) gives no rate for a benefit of %d kr. "
			 "Write the limit in the rule files."),
		       date_iso(row->from, day), row->value, request->benefit);
}

/* ---- where the money is taken ----------------------------------------------------------------- */

static struct date later(struct date a, struct date b)
{
	return !date_is_set(a) || (date_is_set(b) && date_compare(a, b) < 0) ? b : a;
}

static bool last_month(struct counting *counting, struct date *last)
{
	int months;

	if (!number(counting, "sanction.limit.whole_months", &months))
		return false;
	*last = date_month_end(date_add_months(counting->request->event, months));
	return true;
}

/* Month by month from the decision, never more than the benefit in any. */
static bool lay_in_months(struct counting *counting, struct date last, int sum)
{
	const struct amount_request *request = counting->request;
	struct amount *amount = counting->amount;
	struct date month = date_month_end(later(request->decided, request->event));

	if (date_compare(month, last) > 0)
		return err_set(counting->err, ERR_REFUSED,
			       _("The deduction can no longer be made: the last month was %s (LAS § "
				 "35, sanction.limit.whole_months)."),
			       month_text(counting->arena, last));
	for (; sum > 0 && date_compare(month, last) <= 0 && amount->month_count < AMOUNT_MONTHS_MAX;
	     month = date_month_end(date_add_days(month, 1))) {
		int kroner = sum < request->benefit ? sum : request->benefit;

		amount->months[amount->month_count].month = month;
		amount->months[amount->month_count++].kroner = kroner;
		amount->total += kroner;
		sum -= kroner;
	}
	amount->is_capped = sum > 0;
	return true;
}

/* ---- the forms -------------------------------------------------------------------------------- */

static bool is_weekend(struct date day)
{
	return date_weekday(day) == WEEKDAY_SAT || date_weekday(day) == WEEKDAY_SUN;
}

static void count_days(struct counting *counting, struct date last, bool weekends)
{
	struct amount *amount = counting->amount;
	struct date event = counting->request->event, *days = NULL;

	/* The day of the event counts whatever day of the week it is, and even if contact was made on it. */
	for (struct date day = event; day.day == event.day || date_compare(day, last) <= 0;
	     day = date_add_days(day, 1)) {
		if (day.day != event.day && is_weekend(day) && !weekends)
			continue;
		days = arena_grow(counting->arena, days, amount->day_count, sizeof(*days));
		days[amount->day_count++] = day;
	}
	amount->days = days;
	amount->times = (int)amount->day_count;
}

static bool compute_day(struct counting *counting)
{
	const struct amount_request *request = counting->request;
	int weekends, contact_day;
	struct date last, limit;

	if (!date_is_set(request->contact) && !date_is_set(request->decided))
		return err_set(counting->err, ERR_INPUT,
			       _("The deduction runs until contact is made again. Give the day of contact."));
	if (date_is_set(request->contact) && date_compare(request->contact, request->event) < 0)
		return err_set(
			counting->err, ERR_INPUT,
			_("Contact cannot be made again before the event. Correct the day of contact."));
	if (!find_rate(counting) || !number(counting, "sanction.count_weekends", &weekends) ||
	    !number(counting, "sanction.count_contact_day", &contact_day) || !last_month(counting, &limit))
		return false;
	counting->amount->is_open = !date_is_set(request->contact);
	last = date_is_set(request->contact) ? date_add_days(request->contact, contact_day ? 0 : -1)
					     : request->decided;
	count_days(counting, date_compare(last, limit) < 0 ? last : limit, weekends != 0);
	return lay_in_months(counting, limit, counting->amount->rate * counting->amount->times);
}

static bool compute_times(struct counting *counting)
{
	struct amount *amount = counting->amount;
	struct date limit;

	return find_rate(counting) && provision_number(counting, "multiplier", &amount->times) &&
	       last_month(counting, &limit) && lay_in_months(counting, limit, amount->rate * amount->times);
}

static bool compute_stop(struct counting *counting)
{
	struct amount *amount = counting->amount;

	if (!provision_number(counting, "months", &amount->times))
		return false;
	amount->from = counting->request->event;
	amount->to = date_add_days(date_add_months(amount->from, amount->times), -1);
	amount->total = amount->times * counting->request->benefit;
	return true;
}

static bool find_share(struct counting *counting, int *kroner)
{
	const struct rule *row;
	const char *text;
	int above, below = 0;

	if (!rule_find(counting->rules, key_of(counting->arena, counting->request->provision, "share"),
		       counting->request->group, counting->request->event, &row, counting->err))
		return false;
	text = row->value;
	if (!take_number(&text, &above) || *text++ != '/' || !take_number(&text, &below) || *text != '\0' ||
	    below == 0)
		return err_set(counting->err, ERR_INPUT,
			       _("The rule “%s” should be a fraction such as 1/3 but is “%s”. Correct "
				 "the row in the rule files."),
			       row->key, row->value);
	used(counting, row);
	*kroner = counting->request->benefit * above / below;
	return true;
}

static bool compute_share(struct counting *counting)
{
	const struct amount_request *request = counting->request;
	struct amount *amount = counting->amount;
	int least;

	if (!date_is_set(request->decided))
		return err_set(counting->err, ERR_INPUT,
			       _("The period begins with the first whole month after the decision. "
				 "Give the day of the decision."));
	if (!provision_number(counting, "min_benefit", &least))
		return false;
	if (request->benefit < least)
		return err_set(counting->err, ERR_REFUSED,
			       _("LAS § %s is used from a benefit of %d kr a month on "
				 "(sanction.s%s.min_benefit). Below that it is § 43."),
			       request->provision, least, request->provision);
	if (!find_share(counting, &amount->rate) || !provision_number(counting, "weeks", &amount->times))
		return false;
	amount->from = date_add_days(date_month_end(request->decided), 1);
	amount->to = date_add_days(amount->from, 7 * amount->times - 1);
	return true;
}

static bool compute_repay(struct counting *counting)
{
	return err_set(counting->err, ERR_REFUSED,
		       _("LAS § %s gives a claim for repayment, not a deduction: nothing is computed "
			 "here. Decide the claim in your case system."),
		       counting->request->provision);
}

bool amount_compute(const struct rules *rules, const struct amount_request *request, struct arena *arena,
		    struct amount *amount, struct err *err)
{
	static bool (*const forms[])(struct counting *) = {
		[AMOUNT_DAY] = compute_day,     [AMOUNT_TIMES] = compute_times, [AMOUNT_STOP] = compute_stop,
		[AMOUNT_SHARE] = compute_share, [AMOUNT_REPAY] = compute_repay,
	};
	struct counting counting = { rules, request, arena, amount, err };

	*amount = (struct amount){ .from = DATE_NONE, .to = DATE_NONE };
	if (!find_form(&counting))
		return false;
	if (amount->form != AMOUNT_REPAY && (request->benefit <= 0 || request->benefit > RULE_NUMBER_MAX))
		return err_set(err, ERR_INPUT,
			       _("The rate and the upper limit follow from the benefit. Give the "
				 "citizen's monthly benefit before the event in whole kroner, up to %d."),
			       RULE_NUMBER_MAX);
	return forms[amount->form](&counting);
}
