#include "guide/expr_dates.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "samtale/base/tr.h"

bool expr_time_seconds(const char *text, double *seconds)
{
	int hours, minutes, taken = 0;
	double rest = 0;

	if (sscanf(text, "%2d:%2d%n", &hours, &minutes, &taken) != 2 || taken != 5)
		return false;
	if (text[5] == ':' && sscanf(text + 6, "%6lf", &rest) != 1)
		return false;
	*seconds = hours * 3600 + minutes * 60 + rest;
	return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && rest >= 0 && rest < 61;
}

bool expr_date_number(const char *text, double *days)
{
	char day[DATE_ISO_SIZE] = "";
	struct date date;
	double seconds = 0;
	size_t length = strlen(text);

	if (length < DATE_ISO_SIZE - 1)
		return false;
	memcpy(day, text, DATE_ISO_SIZE - 1);
	if (!date_parse_iso(day, &date))
		return false;
	if (length >= DATE_ISO_SIZE && (text[10] != 'T' || !expr_time_seconds(text + 11, &seconds)))
		return false;
	*days = date.day + seconds / 86400;
	return true;
}

char *expr_number_date(double days, char *buffer)
{
	struct date first, last;

	*buffer = '\0';
	if (date_from_ymd(1800, 1, 1, &first) && date_from_ymd(2199, 12, 31, &last) && days >= first.day
	    && days < last.day + 1.0)
		date_iso((struct date){ (int32_t)floor(days) }, buffer);
	return buffer;
}

void expr_moment_add(double days, struct str *text)
{
	char date[DATE_ISO_SIZE];
	long milliseconds;

	if (isnan(days) || !*expr_number_date(days, date))
		return;
	milliseconds = lround((days - floor(days)) * 86400e3);
	milliseconds = milliseconds < 86400000 ? milliseconds : 86399999;
	str_addf(text, "%sT%02ld:%02ld:%02ld.%03ld", date, milliseconds / 3600000, milliseconds / 60000 % 60,
		 milliseconds / 1000 % 60, milliseconds % 1000);
}

static const char *const month_names[] = {
	N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
	N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};
static const char *const day_names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					 N_("Fri"), N_("Sat"), N_("Sun") };

void expr_date_format(const char *moment, const char *format, struct str *text)
{
	int year, month, day, milliseconds;
	struct date date;
	double days;

	if (!expr_date_number(moment, &days))
		return;
	date.day = (int32_t)floor(days);
	date_to_ymd(date, &year, &month, &day);
	milliseconds = (int)floor((days - date.day) * 86400e3 + 0.5);
	for (; *format; format++) {
		if (*format != '%' || !format[1]) {
			str_add_char(text, *format);
			continue;
		}
		switch (*++format) {
		case 'Y': str_addf(text, "%04d", year); break;
		case 'y': str_addf(text, "%02d", year % 100); break;
		case 'm': str_addf(text, "%02d", month); break;
		case 'n': str_addf(text, "%d", month); break;
		case 'b': str_add(text, _(month_names[month - 1])); break;
		case 'd': str_addf(text, "%02d", day); break;
		case 'e': str_addf(text, "%d", day); break;
		case 'a': str_add(text, _(day_names[date_weekday(date)])); break;
		case 'H': str_addf(text, "%02d", milliseconds / 3600000); break;
		case 'h': str_addf(text, "%d", milliseconds / 3600000); break;
		case 'M': str_addf(text, "%02d", milliseconds / 60000 % 60); break;
		case 'S': str_addf(text, "%02d", milliseconds / 1000 % 60); break;
		case '3': str_addf(text, "%03d", milliseconds % 1000); break;
		default: str_add_char(text, *format);
		}
	}
}
