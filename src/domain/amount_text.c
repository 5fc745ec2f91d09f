/* amount_text.c - the sentences that say what a sanction costs, and how it was counted. */
#include "domain/day_text.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/amount.h"

/* Every day that was counted, so that the citizen can count too. */
static const char *days_list(const struct amount *amount, struct arena *arena)
{
	struct str text;
	const char *kept;

	str_init(&text);
	for (size_t i = 0; i < amount->day_count; i++)
		str_addf(&text, "%s%s", i == 0 ? "" : ", ",
			 day_text(arena, amount->days[i], i + 1 == amount->day_count));
	kept = arena_strdup(arena, text.text);
	str_done(&text);
	return kept;
}

static const char *months_list(const struct amount *amount, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < amount->month_count; i++)
		text = arena_printf(arena, "%s%s%s %d kr", text, i == 0 ? "" : ", ",
				    month_text(arena, amount->months[i].month), amount->months[i].kroner);
	return text;
}

static const char *sum_text(const struct amount *amount, struct arena *arena)
{
	switch (amount->form) {
	case AMOUNT_DAY:
		return arena_printf(
			arena, "%s: %s.\n%s", _("Days counted"), days_list(amount, arena),
			arena_printf(arena, tr_count("%d day of %d kr", "%d days of %d kr", amount->times),
				     amount->times, amount->rate));
	case AMOUNT_TIMES: return arena_printf(arena, _("%d times %d kr, once"), amount->times, amount->rate);
	case AMOUNT_STOP:
		return arena_printf(arena,
				    _("No benefit for up to %d months, %s to %s, but for the days "
				      "attended: at most %d kr"),
				    amount->times, day_text(arena, amount->from, true),
				    day_text(arena, amount->to, true), amount->total);
	case AMOUNT_SHARE:
		return arena_printf(arena, _("%d kr less a month for %d weeks, %s to %s"), amount->rate,
				    amount->times, day_text(arena, amount->from, true),
				    day_text(arena, amount->to, true));
	case AMOUNT_REPAY: break;
	}
	BUG("an amount that cannot be told");
}

const char *amount_text(const struct amount *amount, struct arena *arena)
{
	const char *text = sum_text(amount, arena);

	if (amount->month_count > 0)
		text = arena_printf(arena, _("%s = %d kr, taken in: %s."), text, amount->rate * amount->times,
				    months_list(amount, arena));
	else
		text = arena_printf(arena, "%s.", text);
	if (amount->is_capped)
		text = arena_printf(arena,
				    _("%s\nNever more than the month's benefit: only %d kr of it can be "
				      "taken in the months "
				      "there are."),
				    text, amount->total);
	if (amount->is_open)
		text = arena_printf(arena,
				    _("%s\nNo contact has been made yet: the days go on until it is."),
				    text);
	return text;
}

/* Told whatever the source: the law does not settle it, and the citizen counts the days too. */
static const struct {
	const char *key, *without, *with;
} counted[] = {
	{ "sanction.count_weekends", N_("Saturdays and Sundays after the day of the event are not counted."),
	  N_("Saturdays and Sundays are counted.") },
	{ "sanction.count_contact_day", N_("The day of contact is not counted."),
	  N_("The day of contact is counted.") },
};

static const char *basis_sentence(const struct rule *row, struct arena *arena)
{
	for (size_t i = 0; i < LENGTH(counted); i++)
		if (str_equal(row->key, counted[i].key))
			return str_equal(row->value, "0") ? _(counted[i].without) : _(counted[i].with);
	if (row->confidence != RULE_DEFAULT)
		return "";
	if (str_equal(row->key, "sanction.rate"))
		return arena_printf(arena,
				    _("The rate is the municipality's own until the limits of the year are "
				      "confirmed (%s)."),
				    row->source);
	return arena_printf(arena, _("The municipality's own standard is used: %s = %s (%s)."), row->key,
			    row->value, row->source);
}

const char *amount_basis_text(const struct amount *amount, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < amount->row_count; i++) {
		const char *sentence = basis_sentence(amount->rows[i], arena);

		if (*sentence)
			text = arena_printf(arena, "%s%s%s", text, *text ? " " : "", sentence);
	}
	return text;
}

const char *amount_defaults_text(const struct amount *amount, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < amount->row_count; i++)
		if (amount->rows[i]->confidence == RULE_DEFAULT)
			text = arena_printf(arena, "%s%s%s = %s", text, *text ? ", " : "",
					    amount->rows[i]->key, amount->rows[i]->value);
	return *text ? arena_printf(arena, _("Defaults that can be edited: %s."), text) : "";
}
