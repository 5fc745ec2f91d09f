#include "samtale/domain/calendar.h"

#include "samtale/base/tr.h"

#define EVERY_YEAR 9999
#define GREAT_PRAYER_DAY_LAST 2023 /* abolished from 2024-01-01 */

/* month 0: `day` is an offset from Easter Sunday. Holidays stand before closed days, so a date that is both
 * is a holiday. */
static const struct yearly {
	enum calendar_kind kind;
	int month, day, last_year;
	const char *name;
} yearly[] = {
	{ CALENDAR_HOLIDAY, 1, 1, EVERY_YEAR, N_("New Year's Day") },
	{ CALENDAR_HOLIDAY, 0, -3, EVERY_YEAR, N_("Maundy Thursday") },
	{ CALENDAR_HOLIDAY, 0, -2, EVERY_YEAR, N_("Good Friday") },
	{ CALENDAR_HOLIDAY, 0, 0, EVERY_YEAR, N_("Easter Sunday") },
	{ CALENDAR_HOLIDAY, 0, 1, EVERY_YEAR, N_("Easter Monday") },
	{ CALENDAR_HOLIDAY, 0, 26, GREAT_PRAYER_DAY_LAST, N_("Great Prayer Day") },
	{ CALENDAR_HOLIDAY, 0, 39, EVERY_YEAR, N_("Ascension Day") },
	{ CALENDAR_HOLIDAY, 0, 49, EVERY_YEAR, N_("Whit Sunday") },
	{ CALENDAR_HOLIDAY, 0, 50, EVERY_YEAR, N_("Whit Monday") },
	{ CALENDAR_HOLIDAY, 12, 25, EVERY_YEAR, N_("Christmas Day") },
	{ CALENDAR_HOLIDAY, 12, 26, EVERY_YEAR, N_("Second Day of Christmas") },
	{ CALENDAR_CLOSED, 6, 5, EVERY_YEAR, N_("Constitution Day") },
	{ CALENDAR_CLOSED, 12, 24, EVERY_YEAR, N_("Christmas Eve") },
	{ CALENDAR_CLOSED, 12, 31, EVERY_YEAR, N_("New Year's Eve") },
};

static const char *const kind_names[] = {
	[CALENDAR_WORKING] = "working",
	[CALENDAR_WEEKEND] = "weekend",
	[CALENDAR_HOLIDAY] = "holiday",
	[CALENDAR_CLOSED] = "closed",
};

/* The Gregorian computus of Meeus, Jones and Butcher. */
struct date calendar_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4;
	int g = (b - (b + 8) / 25 + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
	struct date date;

	if (!date_from_ymd(year, month, day, &date))
		BUG("Easter was asked for in a year outside 1800 to 2199");
	return date;
}

static bool falls_on(const struct yearly *row, int year, struct date easter, struct date *date)
{
	if (year > row->last_year)
		return false;
	if (row->month != 0)
		return date_from_ymd(year, row->month, row->day, date);
	*date = date_add_days(easter, row->day);
	return true;
}

static void insert_day(struct calendar_day *days, int count, struct calendar_day day)
{
	while (count > 0 && date_compare(days[count - 1].date, day.date) > 0) {
		days[count] = days[count - 1];
		count--;
	}
	days[count] = day;
}

static bool has_date(const struct calendar_day *days, int count, struct date date)
{
	for (int i = 0; i < count; i++)
		if (date_compare(days[i].date, date) == 0)
			return true;
	return false;
}

int calendar_year(int year, struct calendar_day days[CALENDAR_DAYS_MAX])
{
	struct date easter = calendar_easter(year);
	int count = 0;

	for (size_t i = 0; i < LENGTH(yearly); i++) {
		struct calendar_day day = { .kind = yearly[i].kind, .name = yearly[i].name };

		if (!falls_on(&yearly[i], year, easter, &day.date) || has_date(days, count, day.date))
			continue;
		insert_day(days, count++, day);
	}
	return count;
}

static const struct yearly *special_day(struct date date)
{
	struct date easter, candidate;
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	easter = calendar_easter(year);
	for (size_t i = 0; i < LENGTH(yearly); i++)
		if (falls_on(&yearly[i], year, easter, &candidate) && date_compare(candidate, date) == 0)
			return &yearly[i];
	return NULL;
}

enum calendar_kind calendar_kind(struct date date)
{
	const struct yearly *special = special_day(date);

	if (special != NULL)
		return special->kind;
	return date_weekday(date) >= WEEKDAY_SAT ? CALENDAR_WEEKEND : CALENDAR_WORKING;
}

const char *calendar_kind_name(enum calendar_kind kind)
{
	return kind_names[kind];
}

const char *calendar_name(struct date date)
{
	const struct yearly *special = special_day(date);

	return special == NULL ? NULL : special->name;
}

bool calendar_is_working(struct date date)
{
	return calendar_kind(date) == CALENDAR_WORKING;
}

struct date calendar_working_on_or_after(struct date date)
{
	while (date_is_set(date) && !calendar_is_working(date))
		date = date_add_days(date, 1);
	return date;
}

struct date calendar_add_working(struct date date, int count)
{
	for (; count > 0; count--)
		date = calendar_working_on_or_after(date_add_days(date, 1));
	return date;
}
