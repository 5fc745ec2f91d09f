/* Civil dates, and what people type for them. Expected days: Python's datetime. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/date.h"
#include "samtale/base/tr.h"

static struct date on(const char *iso)
{
	struct date date = DATE_NONE;

	if (!date_parse_iso(iso, &date))
		fail_msg("%s is not a date", iso);
	return date;
}

static void assert_date(struct date date, const char *iso)
{
	char text[DATE_ISO_SIZE];

	assert_string_equal(date_iso(date, text), iso);
}

/* ---- the calendar ---------------------------------------------------------------------------- */

static void every_day_of_the_calendar_comes_back(void **state)
{
	struct date date, again;
	int days = 0, weekday = WEEKDAY_WED;

	(void)state;
	assert_true(date_from_ymd(1800, 1, 1, &date));
	for (; date_is_set(date); date = date_add_days(date, 1), days++) {
		int year, month, day;
		char text[DATE_ISO_SIZE];

		date_to_ymd(date, &year, &month, &day);
		assert_true(date_from_ymd(year, month, day, &again));
		assert_int_equal(again.day, date.day);
		assert_true(date_parse_iso(date_iso(date, text), &again));
		assert_int_equal(again.day, date.day);
		assert_int_equal(date_weekday(date), weekday);
		weekday = (weekday + 1) % 7;
	}
	assert_int_equal(days, 146097);
}

static void known_days_have_their_numbers(void **state)
{
	static const struct {
		const char *iso;
		int32_t day;
		enum weekday weekday;
	} cases[] = {
		{ "1970-01-01", 0, WEEKDAY_THU },      { "1969-12-31", -1, WEEKDAY_WED },
		{ "2000-02-29", 11016, WEEKDAY_TUE },  { "2026-11-22", 20779, WEEKDAY_SUN },
		{ "1800-01-01", -62091, WEEKDAY_WED }, { "2199-12-31", 84005, WEEKDAY_TUE },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(on(cases[i].iso).day, cases[i].day);
		assert_int_equal(date_weekday(on(cases[i].iso)), cases[i].weekday);
	}
}

static void days_that_do_not_exist_are_refused(void **state)
{
	static const int cases[][3] = {
		{ 2026, 2, 29 }, { 1900, 2, 29 }, { 2100, 2, 29 }, { 2026, 4, 31 }, { 2026, 13, 1 },
		{ 2026, 0, 1 }, { 2026, 1, 0 }, { 2026, 1, -1 }, { 1799, 12, 31 }, { 2200, 1, 1 },
		{ 2026, -1, 1 },
	};
	static const char *const texts[] = {
		"", "2026", "2026-2-03", "2026-02-3", "2026-02-30", "2026/02/03", "2026-02-03 ",
		" 2026-02-03", "+026-02-03", "2026-02-0x", "20260203", "2026-02-031",
	};
	struct date date = { 7 };

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_false(date_from_ymd(cases[i][0], cases[i][1], cases[i][2], &date));
	for (size_t i = 0; i < LENGTH(texts); i++)
		assert_false(date_parse_iso(texts[i], &date));
	assert_int_equal(date.day, 7);
}

static void an_unset_date_is_empty_and_first(void **state)
{
	struct arena arena;
	struct date none = DATE_NONE, beyond = { INT32_MAX };

	(void)state;
	arena_init(&arena);
	assert_false(date_is_set(none));
	assert_false(date_is_set(beyond));
	assert_date(none, "");
	assert_date(beyond, "");
	assert_string_equal(date_long(&arena, none), "");
	assert_string_equal(date_full(&arena, none), "");
	assert_string_equal(date_short(&arena, none), "");
	assert_string_equal(date_relative(&arena, none, on("2026-11-22")), "");
	assert_true(date_compare(none, on("1800-01-01")) < 0);
	assert_int_equal(date_compare(none, none), 0);
	assert_true(date_compare(on("2026-11-23"), on("2026-11-22")) > 0);
	assert_false(date_is_set(date_add_days(none, 1)));
	assert_false(date_is_set(date_add_months(none, 1)));
	assert_false(date_is_set(date_month_end(none)));
	arena_done(&arena);
}

static void a_sum_that_leaves_the_calendar_is_unset(void **state)
{
	(void)state;
	assert_false(date_is_set(date_add_days(on("2199-12-31"), 1)));
	assert_false(date_is_set(date_add_days(on("1800-01-01"), -1)));
	assert_false(date_is_set(date_add_days(on("2026-01-01"), INT32_MAX)));
	assert_false(date_is_set(date_add_days(on("2026-01-01"), INT32_MIN)));
	assert_false(date_is_set(date_add_months(on("2199-12-01"), 1)));
	assert_false(date_is_set(date_add_months(on("1800-01-31"), -1)));
	assert_false(date_is_set(date_add_months(on("2026-01-01"), INT32_MAX)));
	assert_false(date_is_set(date_add_months(on("2026-01-01"), INT32_MIN)));
}

static void months_are_added_to_the_same_day_or_the_last(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
		{ "2026-01-31", 1, "2026-02-28" }, { "2028-01-31", 1, "2028-02-29" },
		{ "2026-11-22", 1, "2026-12-22" }, { "2026-11-22", 2, "2027-01-22" },
		{ "2026-03-31", -1, "2026-02-28" }, { "2026-01-15", -1, "2025-12-15" },
		{ "2028-02-29", 12, "2029-02-28" }, { "2026-05-31", 6, "2026-11-30" },
		{ "2026-05-31", 0, "2026-05-31" }, { "2026-12-31", -24, "2024-12-31" },
		{ "2199-11-30", 1, "2199-12-30" }, { "1800-02-28", -1, "1800-01-28" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_date(date_add_months(on(cases[i].from), cases[i].months), cases[i].to);
	assert_date(date_month_end(on("2026-02-01")), "2026-02-28");
	assert_date(date_month_end(on("2028-02-29")), "2028-02-29");
	assert_date(date_month_end(on("2026-12-05")), "2026-12-31");
	assert_int_equal(date_days_between(on("2026-11-22"), on("2027-03-01")), 99);
	assert_int_equal(date_days_between(on("2027-03-01"), on("2026-11-22")), -99);
}

static void weeks_are_those_of_iso_8601(void **state)
{
	static const struct {
		const char *iso;
		int year, week;
	} cases[] = {
		{ "2026-11-22", 2026, 47 }, { "2026-11-23", 2026, 48 }, { "2026-12-31", 2026, 53 },
		{ "2027-01-03", 2026, 53 }, { "2027-01-04", 2027, 1 }, { "2025-12-29", 2026, 1 },
		{ "2024-12-30", 2025, 1 }, { "2023-01-01", 2022, 52 }, { "2021-01-03", 2020, 53 },
		{ "1800-01-01", 1800, 1 }, { "2199-12-31", 2200, 1 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		int year, week;

		date_iso_week(on(cases[i].iso), &year, &week);
		assert_int_equal(year, cases[i].year);
		assert_int_equal(week, cases[i].week);
	}
}

static void an_age_turns_on_the_birthday(void **state)
{
	static const struct {
		const char *born, *today;
		int age;
	} cases[] = {
		{ "1996-11-22", "2026-11-21", 29 }, { "1996-11-22", "2026-11-22", 30 },
		{ "1996-11-22", "2026-12-01", 30 }, { "1996-11-22", "2026-01-31", 29 },
		{ "2008-02-29", "2026-02-28", 17 }, { "2008-02-29", "2026-03-01", 18 },
		{ "2008-02-29", "2028-02-29", 20 }, { "2026-11-22", "2026-11-22", 0 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(date_age(on(cases[i].born), on(cases[i].today)), cases[i].age);
}

/* ---- for people ------------------------------------------------------------------------------ */

static void dates_read_as_in_the_language_in_use(void **state)
{
	struct arena arena;
	struct date sunday = on("2026-11-22"), may = on("2027-05-03");

	(void)state;
	arena_init(&arena);
	assert_string_equal(date_long(&arena, sunday), "søn 22 nov 2026");
	assert_string_equal(date_full(&arena, sunday), "søndag den 22. november 2026");
	assert_string_equal(date_short(&arena, may), "3 maj");
	assert_string_equal(date_relative(&arena, sunday, sunday), "i dag");
	assert_string_equal(date_relative(&arena, on("2026-11-25"), sunday), "+3 d");
	assert_string_equal(date_relative(&arena, on("2026-11-20"), sunday), "-2 d");
	tr_use(LANGUAGE_EN);
	assert_string_equal(date_long(&arena, sunday), "Sun 22 Nov 2026");
	assert_string_equal(date_full(&arena, sunday), "Sunday 22 November 2026");
	assert_string_equal(date_short(&arena, may), "3 May");
	assert_string_equal(date_relative(&arena, sunday, sunday), "today");
	tr_use(LANGUAGE_DA);
	arena_done(&arena);
}

static void minutes_of_a_day_are_read_and_written(void **state)
{
	static const struct {
		const char *text;
		int minute;
	} cases[] = {
		{ "9", 540 }, { "09", 540 }, { "9:00", 540 }, { "0900", 540 }, { "09.30", 570 },
		{ "930", 570 }, { " 9:05 ", 545 }, { "23:59", 1439 }, { "0", 0 }, { "00:00", 0 },
		{ "24:00", -1 }, { "9:60", -1 }, { "9:5", -1 }, { "", -1 }, { "ni", -1 }, { "9:", -1 },
		{ "9:005", -1 }, { "99999", -1 }, { "-9", -1 }, { "9 00", -1 }, { "2400", -1 }, { "960", -1 },
		{ "999999999999999999999", -1 },
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		int minute = -1;

		assert_int_equal(time_parse(cases[i].text, &minute), cases[i].minute >= 0);
		assert_int_equal(minute, cases[i].minute);
	}
	assert_string_equal(time_text(&arena, 0), "00:00");
	assert_string_equal(time_text(&arena, 545), "09:05");
	assert_string_equal(time_text(&arena, 1439), "23:59");
	arena_done(&arena);
}

/* ---- what people type ------------------------------------------------------------------------ */

struct typed {
	const char *text, *iso;
};

/* Today is Sunday 22 November 2026. */
static void assert_typed(const struct typed *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct date date = DATE_NONE;
		struct err err = { 0 };

		if (!date_parse_typed(cases[i].text, on("2026-11-22"), &date, &err))
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		assert_date(date, cases[i].iso);
		assert_int_equal(err.code, ERR_NONE);
	}
}

static void words_are_days_in_both_languages(void **state)
{
	static const struct typed cases[] = {
		{ "i dag", "2026-11-22" }, { "idag", "2026-11-22" }, { "today", "2026-11-22" },
		{ "I DAG", "2026-11-22" }, { "i  dag", "2026-11-22" }, { "i morgen", "2026-11-23" },
		{ "Tomorrow", "2026-11-23" }, { "i overmorgen", "2026-11-24" },
		{ "overmorgen", "2026-11-24" }, { "i går", "2026-11-21" }, { "yesterday", "2026-11-21" },
	};

	(void)state;
	assert_typed(cases, LENGTH(cases));
}

static void a_weekday_is_the_next_one_after_today(void **state)
{
	static const struct typed cases[] = {
		{ "man", "2026-11-23" }, { "mon", "2026-11-23" }, { "tir", "2026-11-24" },
		{ "tue", "2026-11-24" }, { "ons", "2026-11-25" }, { "wed", "2026-11-25" },
		{ "tor", "2026-11-26" }, { "thu", "2026-11-26" }, { "fre", "2026-11-27" },
		{ "fri", "2026-11-27" }, { "lør", "2026-11-28" }, { "lor", "2026-11-28" },
		{ "loer", "2026-11-28" }, { "LØR", "2026-11-28" }, { "sat", "2026-11-28" },
		{ "søn", "2026-11-29" }, { "soen", "2026-11-29" }, { "son", "2026-11-29" },
		{ "sun", "2026-11-29" }, { "fredag", "2026-11-27" }, { "fre.", "2026-11-27" },
		{ "lørdag", "2026-11-28" }, { "Thursday", "2026-11-26" }, { "thurs", "2026-11-26" },
	};

	(void)state;
	assert_typed(cases, LENGTH(cases));
}

static void signs_count_days_from_today(void **state)
{
	static const struct typed cases[] = {
		{ "+14", "2026-12-06" }, { "-3", "2026-11-19" }, { "+0", "2026-11-22" },
		{ " +1 ", "2026-11-23" }, { "+365", "2027-11-22" },
	};

	(void)state;
	assert_typed(cases, LENGTH(cases));
}

static void day_and_month_find_the_nearest_year(void **state)
{
	static const struct typed cases[] = {
		{ "0305", "2027-05-03" }, { "3/5", "2027-05-03" }, { "3.5", "2027-05-03" },
		{ "3-5", "2027-05-03" }, { "3.5.", "2027-05-03" }, { "03/05", "2027-05-03" },
		{ "3 5", "2027-05-03" }, { " 3 / 5 ", "2027-05-03" }, { "22/11", "2026-11-22" },
		{ "21/11", "2026-11-21" }, { "22/5", "2026-05-22" }, { "21/5", "2027-05-21" },
		{ "31/12", "2026-12-31" }, { "1/1", "2027-01-01" }, { "29/2", "2028-02-29" },
		{ "3 maj", "2027-05-03" }, { "3. maj", "2027-05-03" }, { "3maj", "2027-05-03" },
		{ "22 NOV", "2026-11-22" }, { "1. januar", "2027-01-01" }, { "3 oct", "2026-10-03" },
		{ "3 okt", "2026-10-03" },
	};

	(void)state;
	assert_typed(cases, LENGTH(cases));
}

static void a_whole_date_is_taken_as_it_is(void **state)
{
	static const struct typed cases[] = {
		{ "030526", "2026-05-03" },     { "3/5-26", "2026-05-03" },   { "3.5.2026", "2026-05-03" },
		{ "03-05-2026", "2026-05-03" }, { "2026-05-03", "2026-05-03" }, { "2026-5-3", "2026-05-03" },
		{ "03052026", "2026-05-03" },   { "3/5 2026", "2026-05-03" }, { "3. maj 2026", "2026-05-03" },
		{ "22 nov 2026", "2026-11-22" }, { "3/5-85", "1985-05-03" },  { "3/5-46", "2046-05-03" },
		{ "3/5-47", "1947-05-03" },     { "010100", "2000-01-01" },   { "29.2.2028", "2028-02-29" },
		{ "12/4/1967", "1967-04-12" },
	};

	(void)state;
	assert_typed(cases, LENGTH(cases));
}

static void what_is_no_date_is_answered_with_the_ways_to_type_one(void **state)
{
	static const char *const cases[] = {
		"", " ", "snart", "fr", "f", "3", "12345", "1204671101", "3/5/26/1", "/3/5", "3//5", "+", "-",
		"+x", "+1x", "+999999999", "3/5-126", "3/5-1", "2026-005-03", "2026-05", "i", "maj", "maj 3",
		"3 ma", "3 xyz", "2026 maj 003", "03/\xe5", "\xff\xff",
		"en meget lang tekst, der ikke er en dato og aldrig bliver det", "--3", "+-3",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct date date = { 7 };
		struct err err = { 0 };

		if (date_parse_typed(cases[i], on("2026-11-22"), &date, &err))
			fail_msg("\"%s\" became a date", cases[i]);
		assert_int_equal(err.code, ERR_INPUT);
		assert_non_null(strstr(err.text, "Skriv en dato på en af disse måder"));
		assert_int_equal(date.day, 7);
	}
}

static void a_day_that_does_not_exist_is_named(void **state)
{
	static const char *const cases[] = {
		"31/4", "3104", "29/2-26", "290226", "2026-02-30", "0/5", "5/13", "20260503", "32 maj",
		"+9999999", "-9999999", "1/1-2200", "0000",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct date date = { 7 };
		struct err err = { 0 };

		if (date_parse_typed(cases[i], on("2026-11-22"), &date, &err))
			fail_msg("\"%s\" became a date", cases[i]);
		assert_int_equal(err.code, ERR_INPUT);
		assert_non_null(strstr(err.text, "findes ikke"));
		assert_non_null(strstr(err.text, cases[i]));
		assert_int_equal(date.day, 7);
	}
	assert_false(date_parse_typed("31/4", on("2026-11-22"), &(struct date){ 0 }, NULL));
}

/* Reference values from `TZ=Europe/Copenhagen date -d ... +%s`. */
static void another_moment_is_told_in_the_time_that_held_then(void **state)
{
	const struct moment winter = { 1795420800000, on("2026-11-23"), 9 * 60 };
	const struct moment elsewhere = { 1795420800000, on("2026-11-23"), 8 * 60 };

	(void)state;
	assert_int_equal(moment_by(winter, 1782901800000).minute, 12 * 60 + 30);
	assert_int_equal(moment_by(winter, 1774746000000 - 60000).minute, 1 * 60 + 59);
	assert_int_equal(moment_by(winter, 1774746000000).minute, 3 * 60);
	assert_int_equal(moment_by(winter, 1792893600000).minute, 3 * 60);
	assert_int_equal(moment_by(elsewhere, 1782901800000).minute, 10 * 60 + 30);
	assert_false(date_is_set(moment_by(winter, INT64_MAX).date));
	assert_false(date_is_set(moment_by(winter, INT64_MIN / 2).date));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_the_calendar_comes_back),
		cmocka_unit_test(known_days_have_their_numbers),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(an_unset_date_is_empty_and_first),
		cmocka_unit_test(a_sum_that_leaves_the_calendar_is_unset),
		cmocka_unit_test(months_are_added_to_the_same_day_or_the_last),
		cmocka_unit_test(weeks_are_those_of_iso_8601),
		cmocka_unit_test(an_age_turns_on_the_birthday),
		cmocka_unit_test(dates_read_as_in_the_language_in_use),
		cmocka_unit_test(minutes_of_a_day_are_read_and_written),
		cmocka_unit_test(another_moment_is_told_in_the_time_that_held_then),
		cmocka_unit_test(words_are_days_in_both_languages),
		cmocka_unit_test(a_weekday_is_the_next_one_after_today),
		cmocka_unit_test(signs_count_days_from_today),
		cmocka_unit_test(day_and_month_find_the_nearest_year),
		cmocka_unit_test(a_whole_date_is_taken_as_it_is),
		cmocka_unit_test(what_is_no_date_is_answered_with_the_ways_to_type_one),
		cmocka_unit_test(a_day_that_does_not_exist_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
