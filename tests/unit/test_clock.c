#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/clock.h"

static int64_t utc_ms_of(const char *text)
{
	struct clock clock;
	struct err err;

	if (!clock_fixed(text, &clock, &err))
		fail_msg("%s", err.text);
	return clock_now(&clock).utc_ms;
}

/* Reference values from `TZ=Europe/Copenhagen date -d ... +%s`. */
static void a_fixed_clock_keeps_danish_time(void **state)
{
	static const struct {
		const char *text;
		int64_t utc_s;
	} rows[] = {
		{ "2026-11-23T09:00", 1795420800 },
		{ "2026-07-01T12:30", 1782901800 },
		{ "2026-03-29T01:59", 1774745940 },
		{ "2026-03-29T03:00", 1774746000 },
		{ "2026-10-25T01:59", 1792886340 },
		{ "2026-10-25T03:00", 1792893600 },
		{ "1970-01-01", -3600 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(utc_ms_of(rows[i].text), rows[i].utc_s * 1000);
}

static void a_fixed_clock_stands_still_until_it_is_moved(void **state)
{
	struct clock clock;
	struct err err;
	struct moment now;

	(void)state;
	assert_true(clock_fixed("2026-11-23T23:59", &clock, &err));
	assert_int_equal(clock_now(&clock).minute, 23 * 60 + 59);
	assert_int_equal(clock_now(&clock).utc_ms, clock_now(&clock).utc_ms);
	clock_advance(&clock, 90000);
	now = clock_now(&clock);
	assert_int_equal(now.minute, 0);
	assert_int_equal(now.utc_ms, utc_ms_of("2026-11-24T00:00") + 30000);
}

static void what_is_no_moment_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "now", "2026-13-01", "2026-11-23T25:00", "2026-11-23T", "23-11-2026", "1969-12-31"
	};
	struct clock clock;

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct err err = { ERR_NONE };

		assert_false(clock_fixed(texts[i], &clock, &err));
		assert_int_equal(err.code, ERR_USAGE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fixed_clock_keeps_danish_time),
		cmocka_unit_test(a_fixed_clock_stands_still_until_it_is_moved),
		cmocka_unit_test(what_is_no_moment_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
