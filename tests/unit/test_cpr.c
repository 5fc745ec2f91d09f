/* The CPR number. Numbers and what is expected of them: reference section 8.5, "Synthetic test numbers",
 * all 23. */
#include "law.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"

static void the_synthetic_numbers_come_out_as_the_reference_says(void **state)
{
	static const struct {
		const char *number;
		enum cpr_status status;
		enum cpr_reason reason;
		const char *born;
		bool replacement;
	} cases[] = {
		{ "1403354003", CPR_VALID, CPR_REASON_NONE, "2035-03-14", false },
		{ "1403354038", CPR_VALID, CPR_REASON_NONE, "2035-03-14", false },
		{ "2902364059", CPR_VALID, CPR_REASON_NONE, "2036-02-29", false },
		{ "3112359000", CPR_VALID, CPR_REASON_NONE, "2035-12-31", false },
		{ "0101364003", CPR_VALID, CPR_REASON_NONE, "2036-01-01", false },
		{ "1708555009", CPR_VALID, CPR_REASON_NONE, "2055-08-17", false },
		{ "3006578038", CPR_VALID, CPR_REASON_NONE, "2057-06-30", false },
		{ "0505585003", CPR_VALID, CPR_REASON_NONE, "1858-05-05", false },
		{ "2802587018", CPR_VALID, CPR_REASON_NONE, "1858-02-28", false },
		{ "0101354501", CPR_VALID, CPR_REASON_CHECK_DIGIT_NEW_YEAR, "2035-01-01", false },
		{ "1204671101", CPR_WARNING, CPR_REASON_CHECK_DIGIT, "1967-04-12", false },
		{ "2309912101", CPR_WARNING, CPR_REASON_CHECK_DIGIT, "1991-09-23", false },
		{ "1905999020", CPR_WARNING, CPR_REASON_CHECK_DIGIT, "1999-05-19", false },
		{ "3108374013", CPR_WARNING, CPR_REASON_CHECK_DIGIT, "1937-08-31", false },
		{ "3102354012", CPR_REFUSED, CPR_REASON_DATE, "", false },
		{ "2902354018", CPR_REFUSED, CPR_REASON_DATE, "", false },
		{ "0013354011", CPR_REFUSED, CPR_REASON_DATE, "", false },
		{ "1213354011", CPR_REFUSED, CPR_REASON_DATE, "", false },
		{ "6703354017", CPR_VALID, CPR_REASON_NONE, "2035-03-07", true },
		{ "9112354016", CPR_VALID, CPR_REASON_NONE, "2035-12-31", true },
		{ "9204354015", CPR_REFUSED, CPR_REASON_DATE, "", false },
		{ "0000000000", CPR_REFUSED, CPR_REASON_ZERO, "", false },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct cpr cpr = cpr_check(cases[i].number);

		assert_string_equal(cpr.number, cases[i].number);
		assert_string_equal(cpr_status_name(cpr.status), cpr_status_name(cases[i].status));
		assert_string_equal(cpr_reason_code(cpr.reason), cpr_reason_code(cases[i].reason));
		assert_day(cpr.birth_date, cases[i].born);
		assert_int_equal(cpr.replacement, cases[i].replacement);
	}
}

/* No. 23: "no digit x completes mod 11 (remainder of first nine = 1)". */
static void no_last_digit_completes_140335402x(void **state)
{
	char number[] = "1403354020";

	(void)state;
	for (char digit = '0'; digit <= '9'; digit++) {
		number[9] = digit;
		assert_int_equal(cpr_check(number).reason, CPR_REASON_CHECK_DIGIT);
	}
}

/* "Demo citizens need adult ages: use dates other than 1 January that fail mod 11." */
static void the_demo_citizens_have_the_birth_dates_meant_for_them(void **state)
{
	static const struct {
		const char *number, *born;
	} cases[] = {
		{ "1204671101", "1967-04-12" }, { "1505800101", "1980-05-15" },
		{ "2811753101", "1975-11-28" }, { "0707991101", "1999-07-07" },
		{ "0303045101", "2004-03-03" }, { "1908066101", "2006-08-19" },
		{ "3006097101", "2009-06-30" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(cpr_check(cases[i].number).status, CPR_WARNING);
		assert_day(cpr_check(cases[i].number).birth_date, cases[i].born);
	}
}

static void the_seventh_digit_and_the_year_give_the_century(void **state)
{
	/* A row of reference section 8.1: the year for YY 00-36, 37-57 and 58-99, each at both its ends. */
	static const struct {
		char first, last;
		int centuries[3];
	} rows[] = {
		{ '0', '3', { 1900, 1900, 1900 } },
		{ '4', '4', { 2000, 1900, 1900 } },
		{ '5', '8', { 2000, 2000, 1800 } },
		{ '9', '9', { 2000, 1900, 1900 } },
	};
	static const char *const ends[3][2] = { { "00", "36" }, { "37", "57" }, { "58", "99" } };

	(void)state;
	for (size_t row = 0; row < LENGTH(rows); row++)
		for (char digit = rows[row].first; digit <= rows[row].last; digit++)
			for (size_t end = 0; end < 6; end++) {
				const char *years = ends[end / 2][end % 2];
				char number[] = "1505YY0000";
				int year, month, date;

				memcpy(number + 4, years, 2);
				number[6] = digit;
				date_to_ymd(cpr_check(number).birth_date, &year, &month, &date);
				assert_int_equal(year, rows[row].centuries[end / 2] + (years[0] - '0') * 10 +
							       years[1] - '0');
				assert_int_equal(month, 5);
				assert_int_equal(date, 15);
			}
}

static void a_hyphen_after_six_digits_and_blanks_around_are_accepted(void **state)
{
	(void)state;
	assert_string_equal(cpr_check("  140335-4003\t").number, "1403354003");
	assert_int_equal(cpr_check("140335-4003").status, CPR_VALID);
	assert_int_equal(cpr_check("1403354003\n").status, CPR_VALID);
}

static void other_writings_are_refused_and_give_no_number(void **state)
{
	static const char *const cases[] = {
		"",
		" ",
		"-",
		"140335",
		"140335-",
		"140335400",
		"14033540031",
		"1403-354003",
		"140335--4003",
		"140335 4003",
		"14033540O3",
		"140335-400a",
		"1403354003-",
		"-1403354003",
		"140335-4003 x",
		"１403354003",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct cpr cpr = cpr_check(cases[i]);

		if (cpr.reason != CPR_REASON_FORMAT)
			fail_msg("“%s” was taken", cases[i]);
		assert_int_equal(cpr.status, CPR_REFUSED);
		assert_string_equal(cpr.number, "");
		assert_false(date_is_set(cpr.birth_date));
	}
}

static void a_list_shows_the_birth_date_and_nothing_more(void **state)
{
	char buffer[CPR_MASKED_SIZE];

	(void)state;
	assert_string_equal(cpr_masked("1204671101", buffer), "120467-****");
	assert_string_equal(cpr_masked("6703354017", buffer), "670335-****");
	assert_string_equal(cpr_masked("", buffer), "******-****");
	assert_string_equal(cpr_masked("1204", buffer), "******-****");
}

static void every_reason_has_a_sentence_in_both_languages(void **state)
{
	(void)state;
	for (int reason = CPR_REASON_NONE; reason <= CPR_REASON_ZERO; reason++) {
		const char *english;

		tr_use(LANGUAGE_EN);
		english = cpr_reason_text((enum cpr_reason)reason);
		tr_use(LANGUAGE_DA);
		assert_string_not_equal(cpr_reason_text((enum cpr_reason)reason), english);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_synthetic_numbers_come_out_as_the_reference_says),
		cmocka_unit_test(no_last_digit_completes_140335402x),
		cmocka_unit_test(the_demo_citizens_have_the_birth_dates_meant_for_them),
		cmocka_unit_test(the_seventh_digit_and_the_year_give_the_century),
		cmocka_unit_test(a_hyphen_after_six_digits_and_blanks_around_are_accepted),
		cmocka_unit_test(other_writings_are_refused_and_give_no_number),
		cmocka_unit_test(a_list_shows_the_birth_date_and_nothing_more),
		cmocka_unit_test(every_reason_has_a_sentence_in_both_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
