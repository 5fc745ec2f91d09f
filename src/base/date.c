#include "samtale/base/date.h"

#include <stdio.h>
#include <string.h>

#include "samtale/base/tr.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MINUTES (24 * 60)

#define YEAR_FIRST 1800
#define YEAR_LAST 2199
#define DAY_FIRST (-62091) /* 1800-01-01 */
#define DAY_LAST 84005     /* 2199-12-31 */
#define ERA_DAYS 146097    /* the days of 400 Gregorian years */

static const char *const weekday_short[] = {
	N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

static const char *const month_short[] = {
	N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
	N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};

static const char *const weekday_names[] = {
	N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
	N_("Friday"), N_("Saturday"), N_("Sunday"),
};

static const char *const month_names[] = {
	N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
	N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

bool date_is_set(struct date date)
{
	return date.day >= DAY_FIRST && date.day <= DAY_LAST;
}

int date_compare(struct date a, struct date b)
{
	return (a.day > b.day) - (a.day < b.day);
}

int date_days_between(struct date from, struct date to)
{
	if (!date_is_set(from) || !date_is_set(to))
		BUG("days counted between dates that are not set");
	return to.day - from.day;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 0000-03-01, the year beginning in March so that the leap day is its last. */
static int days_from_march(int year, int month, int day)
{
	int march_year = month > 2 ? year : year - 1;
	int march_month = (month + 9) % 12;

	return march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 +
		(153 * march_month + 2) / 5 + day - 1;
}

bool date_from_ymd(int year, int month, int day, struct date *date)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12)
		return false;
	if (day < 1 || day > month_days(year, month))
		return false;
	date->day = days_from_march(year, month, day) - days_from_march(1970, 1, 1);
	return true;
}

/* Also for the few days past the calendar's end that share a week with its last. */
static void split_day(int32_t since_1970, int *year, int *month, int *day)
{
	int days = since_1970 + days_from_march(1970, 1, 1);
	int in_era = days % ERA_DAYS;
	int year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / (ERA_DAYS - 1)) / 365;
	int in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * in_year + 2) / 153;

	*day = in_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + days / ERA_DAYS * 400 + (*month <= 2);
}

void date_to_ymd(struct date date, int *year, int *month, int *day)
{
	if (!date_is_set(date))
		BUG("the year of a date that is not set");
	split_day(date.day, year, month, day);
}

struct date date_add_days(struct date date, int days)
{
	int64_t sum = (int64_t)date.day + days;

	if (!date_is_set(date) || sum < DAY_FIRST || sum > DAY_LAST)
		return DATE_NONE;
	return (struct date){ (int32_t)sum };
}

struct date date_add_months(struct date date, int months)
{
	int64_t total;
	int year, month, day;

	if (!date_is_set(date))
		return DATE_NONE;
	date_to_ymd(date, &year, &month, &day);
	total = (int64_t)year * 12 + month - 1 + months;
	if (total < YEAR_FIRST * 12 || total >= (YEAR_LAST + 1) * 12)
		return DATE_NONE;
	year = (int)(total / 12);
	month = (int)(total % 12) + 1;
	if (day > month_days(year, month))
		day = month_days(year, month);
	if (!date_from_ymd(year, month, day, &date))
		BUG("a month without its own last day");
	return date;
}

struct date date_month_end(struct date date)
{
	int year, month, day;

	if (!date_is_set(date))
		return DATE_NONE;
	date_to_ymd(date, &year, &month, &day);
	return date_add_days(date, month_days(year, month) - day);
}

enum weekday date_weekday(struct date date)
{
	if (!date_is_set(date))
		BUG("the weekday of a date that is not set");
	/* 1970-01-01 was a Thursday; the offset is a whole number of weeks that makes it positive. */
	return (enum weekday)((date.day + 7 * 10000 + WEEKDAY_THU) % 7);
}

void date_iso_week(struct date date, int *iso_year, int *week)
{
	/* ISO 8601: a week belongs to the year that has its Thursday. */
	int32_t thursday = date.day + WEEKDAY_THU - (int32_t)date_weekday(date);
	int month, day;

	split_day(thursday, iso_year, &month, &day);
	*week = (thursday + days_from_march(1970, 1, 1) - days_from_march(*iso_year, 1, 1)) / 7 + 1;
}

int date_age(struct date born, struct date on)
{
	int born_year, born_month, born_day, year, month, day;

	date_to_ymd(born, &born_year, &born_month, &born_day);
	date_to_ymd(on, &year, &month, &day);
	return year - born_year - (month < born_month || (month == born_month && day < born_day));
}

char *date_iso(struct date date, char *buffer)
{
	int year, month, day;

	buffer[0] = '\0';
	if (date_is_set(date)) {
		date_to_ymd(date, &year, &month, &day);
		snprintf(buffer, DATE_ISO_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000,
			 (unsigned)month % 100, (unsigned)day % 100);
	}
	return buffer;
}

static bool digits(const char *text, int count, int *number)
{
	*number = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*number = *number * 10 + (text[i] - '0');
	}
	return true;
}

bool date_parse_iso(const char *text, struct date *date)
{
	int year, month, day;

	if (strlen(text) != DATE_ISO_SIZE - 1 || text[4] != '-' || text[7] != '-')
		return false;
	return digits(text, 4, &year) && digits(text + 5, 2, &month) && digits(text + 8, 2, &day) &&
		date_from_ymd(year, month, day, date);
}

const char *date_full(struct arena *arena, struct date date)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	return arena_printf(arena, _("%s %d %s %d"), tr(weekday_names[date_weekday(date)]), day,
			    date_month_name(month), year);
}

const char *date_month_name(int month)
{
	return _(month_names[month - 1]);
}

const char *date_long(struct arena *arena, struct date date)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	return arena_printf(arena, "%s %d %s %d", tr(weekday_short[date_weekday(date)]), day,
			    tr(month_short[month - 1]), year);
}

const char *date_short(struct arena *arena, struct date date)
{
	int year, month, day;

	if (!date_is_set(date))
		return "";
	date_to_ymd(date, &year, &month, &day);
	return arena_printf(arena, "%d %s", day, tr(month_short[month - 1]));
}

const char *date_relative(struct arena *arena, struct date date, struct date today)
{
	int days;

	if (!date_is_set(date))
		return "";
	days = date_days_between(today, date);
	return days ? arena_printf(arena, _("%+d d"), days) : _("today");
}

const char *time_text(struct arena *arena, int minute)
{
	if (minute < 0 || minute >= 24 * 60)
		BUG("a minute outside its day");
	return arena_printf(arena, "%02d:%02d", minute / 60, minute % 60);
}

/* The last Sunday of March or October, when Danish clocks are moved, at 01:00 UTC (directive 2000/84/EC). */
static int64_t clocks_moved_minute(int year, int month)
{
	struct date first, last;

	if (!date_from_ymd(year, month, 1, &first))
		BUG("a year outside the calendar");
	last = date_month_end(first);
	last = date_add_days(last, -(((int)date_weekday(last) + 1) % 7));
	return (int64_t)last.day * DAY_MINUTES + 60;
}

int date_danish_offset(int64_t utc_ms)
{
	int64_t minute = utc_ms / MINUTE_MS;
	struct date date = { (int32_t)(minute / DAY_MINUTES) };
	int year, month, day;

	if (minute < (int64_t)DAY_FIRST * DAY_MINUTES || minute >= (int64_t)DAY_LAST * DAY_MINUTES)
		return 60;
	date_to_ymd(date, &year, &month, &day);
	return minute >= clocks_moved_minute(year, 3) && minute < clocks_moved_minute(year, 10) ? 120 : 60;
}

struct moment moment_by(struct moment now, int64_t utc_ms)
{
	int64_t ahead = (int64_t)now.date.day * DAY_MINUTES + now.minute - now.utc_ms / MINUTE_MS;
	int64_t local;

	if (ahead == date_danish_offset(now.utc_ms))
		ahead = date_danish_offset(utc_ms);
	local = utc_ms / MINUTE_MS + ahead;
	if (local < 0 || local / DAY_MINUTES > DAY_LAST)
		return (struct moment){ .utc_ms = utc_ms, .date = DATE_NONE };
	return (struct moment){ .utc_ms = utc_ms,
				.date = { (int32_t)(local / DAY_MINUTES) },
				.minute = (int)(local % DAY_MINUTES) };
}
