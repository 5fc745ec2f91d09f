/* calendar.h - Danish public holidays and closed days, computed by year.
 *
 * Holidays (helligdage): 1 January, the Easter and Pentecost days, Ascension, 25 and 26 December, and Great
 * Prayer Day (store bededag) up to and including 2023. Closed days (lukkedage) are no holidays but move a
 * deadline: 5 June, 24 and 31 December. Source: reference, section 6.2; law on the abolition of store bededag from
 * 2024-01-01. Valid for years 1900 to 2199. */
#ifndef SAMTALE_DOMAIN_CALENDAR_H
#define SAMTALE_DOMAIN_CALENDAR_H

#include "samtale/base/date.h"

enum calendar_kind { CALENDAR_WORKING, CALENDAR_WEEKEND, CALENDAR_HOLIDAY, CALENDAR_CLOSED };

struct calendar_day {
	struct date date;
	enum calendar_kind kind; /* HOLIDAY or CLOSED */
	const char *name;        /* msgid, English; tr() it */
};

#define CALENDAR_DAYS_MAX 16

struct date calendar_easter(int year);
/* The year's holidays and closed days in date order; a date that is both (Whit Monday on 5 June) stands once,
 * as the holiday. Returns how many. */
int calendar_year(int year, struct calendar_day days[CALENDAR_DAYS_MAX]);
enum calendar_kind calendar_kind(struct date date);
const char *calendar_kind_name(enum calendar_kind kind); /* "working", "weekend", "holiday", "closed" */
/* msgid of the day's name, or NULL for an ordinary day. */
const char *calendar_name(struct date date);

/* A working day (hverdag) for counting: Monday to Friday, neither holiday nor closed day. */
bool calendar_is_working(struct date date);
/* The day itself if working, else the next that is. */
struct date calendar_working_on_or_after(struct date date);
/* `count` working days after date; day 0 is the date itself. */
struct date calendar_add_working(struct date date, int count);

#endif
