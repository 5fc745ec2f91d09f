#include "domain/day_text.h"

#include "samtale/base/tr.h"

const char *day_text(struct arena *arena, struct date date, bool with_year)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	if (with_year)
		return arena_printf(arena, _("%d %s %d"), day, date_month_name(month), year);
	return arena_printf(arena, _("%d %s"), day, date_month_name(month));
}

const char *month_text(struct arena *arena, struct date date)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	return arena_printf(arena, "%s %d", date_month_name(month), year);
}
