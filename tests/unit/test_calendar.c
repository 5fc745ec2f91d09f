/* Danish holidays and closed days. Expected days: reference section 6.2, "Test table (computed)". */
#include "law.h"
#include "samtale/base/tr.h"
#include "samtale/domain/calendar.h"

static void the_table_of_the_reference_comes_out(void **state)
{
	static const struct {
		int year;
		const char *easter, *maundy_thursday, *great_prayer_day, *ascension, *whit_monday;
	} cases[] = {
		{ 2021, "2021-04-04", "2021-04-01", "2021-04-30", "2021-05-13", "2021-05-24" },
		{ 2023, "2023-04-09", "2023-04-06", "2023-05-05", "2023-05-18", "2023-05-29" },
		{ 2024, "2024-03-31", "2024-03-28", NULL, "2024-05-09", "2024-05-20" },
		{ 2025, "2025-04-20", "2025-04-17", NULL, "2025-05-29", "2025-06-09" },
		{ 2026, "2026-04-05", "2026-04-02", NULL, "2026-05-14", "2026-05-25" },
		{ 2027, "2027-03-28", "2027-03-25", NULL, "2027-05-06", "2027-05-17" },
		{ 2028, "2028-04-16", "2028-04-13", NULL, "2028-05-25", "2028-06-05" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_day(calendar_easter(cases[i].year), cases[i].easter);
		assert_string_equal(calendar_name(day(cases[i].easter)), "Easter Sunday");
		assert_string_equal(calendar_name(day(cases[i].maundy_thursday)), "Maundy Thursday");
		assert_string_equal(calendar_name(day(cases[i].ascension)), "Ascension Day");
		assert_string_equal(calendar_name(day(cases[i].whit_monday)), "Whit Monday");
		if (cases[i].great_prayer_day != NULL)
			assert_string_equal(calendar_name(day(cases[i].great_prayer_day)),
					    "Great Prayer Day");
	}
}

/* "Warning: web pages still list store bededag for 2024." */
static void great_prayer_day_is_a_working_day_from_2024(void **state)
{
	(void)state;
	assert_int_equal(calendar_kind(day("2023-05-05")), CALENDAR_HOLIDAY);
	assert_int_equal(calendar_kind(day("2024-04-26")), CALENDAR_WORKING);
	assert_null(calendar_name(day("2024-04-26")));
	for (int year = 2024; year <= 2199; year++) {
		struct date e26 = date_add_days(calendar_easter(year), 26);

		assert_int_equal(calendar_kind(e26), CALENDAR_WORKING);
	}
}

/* Knuth, The Art of Computer Programming 1.3.2, exercise 14: another way to Easter than the computus in use.
 */
static struct date knuth_easter(int year)
{
	int golden = year % 19 + 1, century = year / 100 + 1;
	int dropped = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
	int sunday = 5 * year / 4 - dropped - 10;
	int epact = (11 * golden + 20 + moon - dropped) % 30, full_moon;
	struct date date;

	if ((epact == 25 && golden > 11) || epact == 24)
		epact++;
	full_moon = epact > 23 ? 74 - epact : 44 - epact;
	full_moon += 7 - (sunday + full_moon) % 7;
	if (!date_from_ymd(year, full_moon > 31 ? 4 : 3, full_moon > 31 ? full_moon - 31 : full_moon, &date))
		fail();
	return date;
}

static void easter_agrees_with_another_computation_from_1900_to_2199(void **state)
{
	(void)state;
	for (int year = 1900; year <= 2199; year++)
		assert_int_equal(calendar_easter(year).day, knuth_easter(year).day);
}

/* The holidays as they are told to a child, on Knuth's Easter: nothing of the program's own is used. */
static bool is_holiday_by_hand(struct date date)
{
	int year, month, at, after;

	date_to_ymd(date, &year, &month, &at);
	after = date.day - knuth_easter(year).day;
	if ((month == 1 && at == 1) || (month == 12 && (at == 25 || at == 26)))
		return true;
	return after == -3 || after == -2 || after == 0 || after == 1 || (after == 26 && year < 2024) || after == 39 ||
	       after == 49 || after == 50;
}

static void every_day_from_1990_to_2050_is_a_holiday_where_another_computation_says_so(void **state)
{
	(void)state;
	for (struct date date = day("1990-01-01"); date_compare(date, day("2050-12-31")) <= 0;
	     date = date_add_days(date, 1)) {
		char iso[DATE_ISO_SIZE];

		if ((calendar_kind(date) == CALENDAR_HOLIDAY) != is_holiday_by_hand(date))
			fail_msg("%s", date_iso(date, iso));
	}
}

static void a_year_is_listed_in_order_and_each_day_once(void **state)
{
	(void)state;
	for (int year = 1900; year <= 2199; year++) {
		struct calendar_day days[CALENDAR_DAYS_MAX];
		int count = calendar_year(year, days);

		assert_in_range(count, 12, CALENDAR_DAYS_MAX);
		for (int i = 0; i < count; i++) {
			assert_true(i == 0 || date_compare(days[i - 1].date, days[i].date) < 0);
			assert_int_equal(calendar_kind(days[i].date), days[i].kind);
			assert_string_equal(calendar_name(days[i].date), days[i].name);
			assert_false(calendar_is_working(days[i].date));
		}
	}
}

static void the_days_of_2026_are_these(void **state)
{
	static const struct {
		const char *date, *kind, *danish;
	} expected[] = {
		{ "2026-01-01", "holiday", "nytårsdag" },
		{ "2026-04-02", "holiday", "skærtorsdag" },
		{ "2026-04-03", "holiday", "langfredag" },
		{ "2026-04-05", "holiday", "påskedag" },
		{ "2026-04-06", "holiday", "2. påskedag" },
		{ "2026-05-14", "holiday", "Kristi himmelfartsdag" },
		{ "2026-05-24", "holiday", "pinsedag" },
		{ "2026-05-25", "holiday", "2. pinsedag" },
		{ "2026-06-05", "closed", "grundlovsdag" },
		{ "2026-12-24", "closed", "juleaftensdag" },
		{ "2026-12-25", "holiday", "juledag" },
		{ "2026-12-26", "holiday", "2. juledag" },
		{ "2026-12-31", "closed", "nytårsaftensdag" },
	};
	struct calendar_day days[CALENDAR_DAYS_MAX];

	(void)state;
	tr_use(LANGUAGE_DA);
	assert_int_equal(calendar_year(2026, days), LENGTH(expected));
	for (size_t i = 0; i < LENGTH(expected); i++) {
		assert_day(days[i].date, expected[i].date);
		assert_string_equal(calendar_kind_name(days[i].kind), expected[i].kind);
		assert_string_equal(_(days[i].name), expected[i].danish);
	}
}

/* "2028 ... 06-05 (= Constitution Day)" */
static void whit_monday_on_constitution_day_stands_once_as_a_holiday(void **state)
{
	struct calendar_day days[CALENDAR_DAYS_MAX];
	int count = calendar_year(2028, days), found = 0;

	(void)state;
	for (int i = 0; i < count; i++) {
		if (date_compare(days[i].date, day("2028-06-05")) != 0)
			continue;
		found++;
		assert_int_equal(days[i].kind, CALENDAR_HOLIDAY);
		assert_string_equal(days[i].name, "Whit Monday");
	}
	assert_int_equal(found, 1);
}

/* "1 May is an ordinary working day." */
static void weekends_and_ordinary_days_have_no_name(void **state)
{
	static const struct {
		const char *date;
		enum calendar_kind kind;
	} cases[] = {
		{ "2026-05-01", CALENDAR_WORKING }, { "2026-05-15", CALENDAR_WORKING },
		{ "2026-05-02", CALENDAR_WEEKEND }, { "2026-05-03", CALENDAR_WEEKEND },
		{ "2026-12-28", CALENDAR_WORKING }, { "2026-01-02", CALENDAR_WORKING },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(calendar_kind(day(cases[i].date)), cases[i].kind);
		assert_null(calendar_name(day(cases[i].date)));
	}
}

/* Reference section 6.3: "5 working days: 27, 30, 31 Mar, 1 Apr, 7 Apr". */
static void working_days_are_counted_past_easter(void **state)
{
	static const char *const days[] = { "2026-03-27", "2026-03-30", "2026-03-31", "2026-04-01",
					    "2026-04-07" };

	(void)state;
	assert_day(calendar_add_working(day("2026-03-26"), 0), "2026-03-26");
	for (size_t i = 0; i < LENGTH(days); i++)
		assert_day(calendar_add_working(day("2026-03-26"), (int)i + 1), days[i]);
}

static void the_next_working_day_passes_closed_days_and_weekends(void **state)
{
	(void)state;
	assert_day(calendar_working_on_or_after(day("2026-12-24")), "2026-12-28");
	assert_day(calendar_working_on_or_after(day("2026-12-31")), "2027-01-04");
	assert_day(calendar_working_on_or_after(day("2026-06-05")), "2026-06-08");
	assert_day(calendar_working_on_or_after(day("2026-06-08")), "2026-06-08");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_of_the_reference_comes_out),
		cmocka_unit_test(great_prayer_day_is_a_working_day_from_2024),
		cmocka_unit_test(easter_agrees_with_another_computation_from_1900_to_2199),
		cmocka_unit_test(every_day_from_1990_to_2050_is_a_holiday_where_another_computation_says_so),
		cmocka_unit_test(a_year_is_listed_in_order_and_each_day_once),
		cmocka_unit_test(the_days_of_2026_are_these),
		cmocka_unit_test(whit_monday_on_constitution_day_stands_once_as_a_holiday),
		cmocka_unit_test(weekends_and_ordinary_days_have_no_name),
		cmocka_unit_test(working_days_are_counted_past_easter),
		cmocka_unit_test(the_next_working_day_passes_closed_days_and_weekends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
