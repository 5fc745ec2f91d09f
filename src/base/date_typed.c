#include "samtale/base/date.h"

#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define BLANKS " \t\r\n"
#define SIGNS "/.-"
#define FORM_LONGEST 40
#define PARTS_MOST 3
#define DIGITS_MOST 8

/* Both languages are taken whatever the language in use. Words are in their search fold (collate.h), so that
 * "lør", "lor" and "loer" are one. */
struct day_word {
	const char *fold;
	int days_ahead;
};

static const struct day_word day_words[] = {
	{ "i dag", 0 },         { "idag", 0 },       { "today", 0 },
	{ "i morgen", 1 },      { "imorgen", 1 },    { "tomorrow", 1 },
	{ "i overmorgen", 2 },  { "overmorgen", 2 }, { "iovermorgen", 2 },
	{ "i gar", -1 },        { "igar", -1 },      { "yesterday", -1 },
};

struct name {
	const char *fold;
	int number;
};

static const struct name weekdays[] = {
	{ "mandag", WEEKDAY_MON },  { "monday", WEEKDAY_MON },
	{ "tirsdag", WEEKDAY_TUE }, { "tuesday", WEEKDAY_TUE },
	{ "onsdag", WEEKDAY_WED },  { "wednesday", WEEKDAY_WED },
	{ "torsdag", WEEKDAY_THU }, { "thursday", WEEKDAY_THU },
	{ "fredag", WEEKDAY_FRI },  { "friday", WEEKDAY_FRI },
	{ "lordag", WEEKDAY_SAT },  { "saturday", WEEKDAY_SAT },
	{ "sondag", WEEKDAY_SUN },  { "sunday", WEEKDAY_SUN },
};

static const struct name months[] = {
	{ "januar", 1 },     { "january", 1 },  { "februar", 2 },  { "february", 2 },
	{ "marts", 3 },      { "march", 3 },    { "april", 4 },    { "maj", 5 },
	{ "may", 5 },        { "juni", 6 },     { "june", 6 },     { "juli", 7 },
	{ "july", 7 },       { "august", 8 },   { "september", 9 }, { "oktober", 10 },
	{ "october", 10 },   { "november", 11 }, { "december", 12 },
};

/* The number of the name that begins with the word's three letters or more; false when there is none. */
static bool name_number(const struct name *names, size_t count, const char *fold, int *number)
{
	if (strlen(fold) < 3)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (str_starts(names[i].fold, fold)) {
			*number = names[i].number;
			return true;
		}
	}
	return false;
}

static bool word_date(const char *fold, struct date today, struct date *date)
{
	int weekday;

	for (size_t i = 0; i < LENGTH(day_words); i++) {
		if (str_equal(fold, day_words[i].fold)) {
			*date = date_add_days(today, day_words[i].days_ahead);
			return true;
		}
	}
	if (!name_number(weekdays, LENGTH(weekdays), fold, &weekday))
		return false;
	/* The next one after today: 1 to 7 days ahead. */
	*date = date_add_days(today, (weekday - (int)date_weekday(today) + 6) % 7 + 1);
	return true;
}

/* A run of at most DIGITS_MOST digits; returns how many, 0 for none or too many. */
static size_t number_read(const char *text, int *number)
{
	size_t count = strspn(text, "0123456789");

	if (count > DIGITS_MOST)
		return 0;
	*number = 0;
	for (size_t i = 0; i < count; i++)
		*number = *number * 10 + (text[i] - '0');
	return count;
}

static bool relative_date(const char *form, struct date today, struct date *date)
{
	int days;
	size_t count;

	if (form[0] != '+' && form[0] != '-')
		return false;
	count = number_read(form + 1, &days);
	if (!count || form[1 + count])
		return false;
	*date = date_add_days(today, form[0] == '-' ? -days : days);
	return true;
}

/* What stands between the signs: 3 | 5 | 26. A part that was not typed has no digits. */
struct part {
	int number;
	size_t digits;
};

/* Past one sign, with or without blanks around it. */
static const char *sign_skip(const char *form)
{
	form += strspn(form, BLANKS);
	if (*form && strchr(SIGNS, *form))
		form++;
	return form + strspn(form, BLANKS);
}

/* "3/5-26", "3.5.2026", "2026-05-03", "3. maj 2026": digits, or in the middle a month's name, with signs or
 * blanks between. */
static bool parts_read(const char *form, struct part parts[PARTS_MOST], size_t *count)
{
	for (*count = 0; *form; (*count)++) {
		struct part *part = &parts[*count];
		size_t letters = strcspn(form, "0123456789" SIGNS BLANKS);
		char month[FORM_LONGEST];

		if (*count == PARTS_MOST)
			return false;
		if (letters && *count == 1) {
			memcpy(month, form, letters);
			month[letters] = '\0';
			if (!name_number(months, LENGTH(months), month, &part->number))
				return false;
			part->digits = 2;
			form += letters;
		} else {
			part->digits = number_read(form, &part->number);
			if (!part->digits)
				return false;
			form += part->digits;
		}
		form = sign_skip(form);
	}
	return *count > 0;
}

/* ddmm, ddmmyy and ddmmyyyy written in one. */
static bool parts_split(struct part parts[PARTS_MOST], size_t *count)
{
	int number = parts[0].number;
	size_t written = parts[0].digits;

	if (written != 4 && written != 6 && written != 8)
		return false;
	*count = 2;
	if (written > 4) {
		int scale = written == 6 ? 100 : 10000;

		parts[2] = (struct part){ number % scale, written - 4 };
		number /= scale;
		*count = 3;
	}
	parts[0] = (struct part){ number / 100, 2 };
	parts[1] = (struct part){ number % 100, 2 };
	return true;
}

/* Two digits mean the year that lies at most 20 years ahead; a birthday is then in the past. */
static int whole_year(struct part part, int this_year)
{
	int year = this_year / 100 * 100 + part.number;

	if (part.digits > 2)
		return part.number;
	if (year > this_year + 20)
		return year - 100;
	return year <= this_year - 80 ? year + 100 : year;
}

/* The nearest such date not more than half a year back; 29/2 may be some years ahead. */
static bool nearest(int month, int day, struct date today, struct date *date)
{
	struct date earliest = date_add_months(today, -6), found;
	int year, today_month, today_day;

	date_to_ymd(today, &year, &today_month, &today_day);
	for (int ahead = -1; ahead <= 8; ahead++) {
		if (date_from_ymd(year + ahead, month, day, &found) && date_compare(found, earliest) >= 0) {
			*date = found;
			return true;
		}
	}
	return false;
}

static bool parts_date(const struct part *parts, size_t count, struct date today, struct date *date)
{
	int year, month, day;

	if (count == 2)
		return nearest(parts[1].number, parts[0].number, today, date);
	if (parts[0].digits == 4)
		return date_from_ymd(parts[0].number, parts[1].number, parts[2].number, date);
	date_to_ymd(today, &year, &month, &day);
	return date_from_ymd(whole_year(parts[2], year), parts[1].number, parts[0].number, date);
}

/* The shape only: whether it can be a date at all. */
static bool parts_fit(const struct part *parts, size_t count)
{
	size_t first = parts[0].digits, last = parts[2].digits;

	if (count < 2 || parts[1].digits > 2)
		return false;
	if (count == 2)
		return first <= 2;
	return first == 4 ? last <= 2 : first <= 2 && (last == 2 || last == 4);
}

static bool fail_form(struct err *err)
{
	return err_set(err, ERR_INPUT, _("Type a date in one of these ways: 3/5, 3/5-26, 0305, 030526, "
		"2026-05-03, today, tomorrow, fri, +14 or -3."));
}

static bool fail_day(struct err *err, const char *form)
{
	return err_set(err, ERR_INPUT,
		_("There is no such day as %s. Type day before month, such as 3/5 or 3/5-26."), form);
}

/* form: what was typed, in lower case; fold: its search fold. */
static bool form_date(const char *form, const char *fold, struct date today, struct date *date,
		      struct err *err)
{
	struct part parts[PARTS_MOST] = { 0 };
	struct date found = DATE_NONE;
	size_t count;

	if (word_date(fold, today, &found) || relative_date(form, today, &found)) {
		if (!date_is_set(found))
			return fail_day(err, form);
		*date = found;
		return true;
	}
	if (!parts_read(form, parts, &count) || (count == 1 && !parts_split(parts, &count)) ||
	    !parts_fit(parts, count))
		return fail_form(err);
	return parts_date(parts, count, today, date) || fail_day(err, form);
}

bool date_parse_typed(const char *text, struct date today, struct date *date, struct err *err)
{
	struct arena arena;
	char form[FORM_LONGEST];
	size_t length;
	bool ok;

	text += strspn(text, BLANKS);
	length = strlen(text);
	while (length && strchr(BLANKS, text[length - 1]))
		length--;
	if (!length || length >= sizeof(form))
		return fail_form(err);
	for (size_t i = 0; i < length; i++)
		form[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]);
	form[length] = '\0';
	arena_init(&arena);
	ok = form_date(form, collate_fold(&arena, form), today, date, err);
	arena_done(&arena);
	return ok;
}

bool time_parse(const char *text, int *minute)
{
	int hours, minutes = 0;
	size_t count;

	text += strspn(text, BLANKS);
	count = number_read(text, &hours);
	text += count;
	if (count == 3 || count == 4) {
		minutes = hours % 100;
		hours /= 100;
	} else if (!count || count > 4) {
		return false;
	} else if (*text == ':' || *text == '.') {
		if (number_read(text + 1, &minutes) != 2)
			return false;
		text += 3;
	}
	if (text[strspn(text, BLANKS)] || hours > 23 || minutes > 59)
		return false;
	*minute = hours * 60 + minutes;
	return true;
}
