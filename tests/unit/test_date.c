#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/date.h"

static void every_day_of_the_calendar_comes_back(void **state)
{
	struct date date, again;
	int days = 0;

	(void)state;
	assert_true(date_from_ymd(1800, 1, 1, &date));
	for (; date_is_set(date); date = date_add_days(date, 1), days++) {
		int year, month, day;

		date_to_ymd(date, &year, &month, &day);
		assert_true(date_from_ymd(year, month, day, &again));
		assert_int_equal(again.day, date.day);
	}
	assert_int_equal(days, 146097);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_the_calendar_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
