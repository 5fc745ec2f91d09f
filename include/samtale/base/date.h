/* date.h - civil dates and moments.
 *
 * A date has no time zone: deadlines in Danish law are civil dates. A moment is when something was
 * done: UTC milliseconds together with the local date and minute, all three given from outside (only
 * src/app reads the clock). The proleptic Gregorian calendar, years 1800 to 2199.
 *
 * A sum that leaves those years is unset, and so is a sum on an unset date. Taking an unset date apart
 * (ymd, weekday, week, age, days between) is a BUG: ask date_is_set() first. */
#ifndef SAMTALE_BASE_DATE_H
#define SAMTALE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

struct date {
	int32_t day; /* days since 1970-01-01; DATE_NONE.day = no date */
};

#define DATE_NONE_DAY INT32_MIN
#define MS_A_DAY INT64_C(86400000)
#define DATE_NONE ((struct date){ DATE_NONE_DAY })

struct moment {
	int64_t utc_ms;   /* milliseconds since 1970-01-01T00:00Z */
	struct date date; /* the local date then */
	int minute;       /* the local minute of the day, 0 to 1439 */
};

enum weekday { WEEKDAY_MON, WEEKDAY_TUE, WEEKDAY_WED, WEEKDAY_THU, WEEKDAY_FRI, WEEKDAY_SAT, WEEKDAY_SUN };

bool date_is_set(struct date date); /* false for any day outside the calendar */
int date_compare(struct date a, struct date b);     /* <0, 0, >0; unset sorts first */
int date_days_between(struct date from, struct date to);

/* False, and *date untouched, for a day that does not exist or a year outside 1800-2199. */
NODISCARD bool date_from_ymd(int year, int month, int day, struct date *date);
void date_to_ymd(struct date date, int *year, int *month, int *day);

struct date date_add_days(struct date date, int days);
/* The same day of the month `months` later, or that month's last day where it has no such day. */
struct date date_add_months(struct date date, int months);
struct date date_month_end(struct date date);
enum weekday date_weekday(struct date date);
void date_iso_week(struct date date, int *iso_year, int *week);
int date_age(struct date born, struct date on); /* whole years; born on 29 February: 1 March */

/* "2026-11-22"; an unset date is "". buffer holds at least DATE_ISO_SIZE bytes; returns it. */
#define DATE_ISO_SIZE 11
char *date_iso(struct date date, char *buffer);
NODISCARD bool date_parse_iso(const char *text, struct date *date);

/* What people type, in Danish or English, in any case, with blanks around: "i dag", "i morgen", "+14",
 * "-3", "fre" (the next one after today), "0305", "030526", "3/5", "3/5-26", "3.5.2026", "03-05-2026",
 * "3. maj", ISO. Without a year: the nearest such date not more than half a year back. A year of two
 * digits lies at most 20 years ahead. err: what can be typed. */
NODISCARD bool date_parse_typed(const char *text, struct date today, struct date *date, struct err *err);

/* For people, in the language in use: "søndag den 22. november 2026", "søn 22 nov 2026", "22 nov", "i dag" /
 * "+3 d" / "-2 d". */
const char *date_full(struct arena *arena, struct date date);
const char *date_long(struct arena *arena, struct date date);
const char *date_short(struct arena *arena, struct date date);
const char *date_relative(struct arena *arena, struct date date, struct date today);

/* "november"; month 1 to 12. */
const char *date_month_name(int month);

/* Minutes that Danish clocks are ahead of UTC: 60, in summer 120. */
int date_danish_offset(int64_t utc_ms);

/* Another moment as clocks here show it: Danish ones with summer time, others by their distance to UTC now. Before
 * 1970 or past the calendar (another terminal's clock may say anything): DATE_NONE. */
struct moment moment_by(struct moment now, int64_t utc_ms);

/* Minutes of a day: "09:00" both ways; parse takes "9", "9:00", "0900", "09.30". */
const char *time_text(struct arena *arena, int minute);
NODISCARD bool time_parse(const char *text, int *minute);

#endif
