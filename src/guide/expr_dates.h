/* expr_dates.h - dates in expressions: ISO text, and ODK's day numbers (days since 1970-01-01, the time as a
 * fraction). */
#ifndef SAMTALE_GUIDE_EXPR_DATES_H
#define SAMTALE_GUIDE_EXPR_DATES_H

#include "samtale/base/date.h"
#include "samtale/base/str.h"

/* "2026-11-22" or "2026-11-22T09:30[:00[.000]]", anything after that (a time zone) ignored. False: it is
 * neither. */
NODISCARD bool expr_date_number(const char *text, double *days);

/* "14:30[:00[.000]]", anything after that ignored. False: it is no time. */
NODISCARD bool expr_time_seconds(const char *text, double *seconds);

/* The moment of a day number, "2026-11-30T14:30:00.000"; nothing when there is none. */
void expr_moment_add(double days, struct str *text);

/* The date of a day number, "" when there is none. buffer holds DATE_ISO_SIZE bytes; returns it. */
char *expr_number_date(double days, char *buffer);

/* ODK's format-date(): %Y %y %m %n %b %d %e %a %H %h %M %S %3. Nothing when moment is no date. */
void expr_date_format(const char *moment, const char *format, struct str *text);

#endif
