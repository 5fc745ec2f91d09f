#include "domain/day_text.h"

#include "samtale/base/tr.h"

static const char *const months[] = {
	N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
	N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

const char *day_text(struct arena *arena, struct date date, bool with_year)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	if (with_year)
		return arena_printf(arena, _("%d %s %d"), day, _(months[month - 1]), year);
	return arena_printf(arena, _("%d %s"), day, _(months[month - 1]));
}

const char *month_text(struct arena *arena, struct date date)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	return arena_printf(arena, "%s %d", _(months[month - 1]), year);
}
