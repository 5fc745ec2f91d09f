#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/import_findings.h"
#include "exchange/import_keys.h"
#include "samtale/base/utf8.h"

static void no_cpr_number_is_shown_whole(void **state)
{
	static const struct {
		const char *value;
		bool is_cpr;
		const char *shown;
	} cases[] = {
		{ "1204671101", true, "120467-****" },
		{ "120467-1101", true, "120467-****" },
		{ "12046711011", true, "120467-****" },
		{ "120467", true, "120467-****" },
		{ "12 04 67 1101", true, "** ** ** ****" },
		{ "12.04.67-1101", true, "**.**.**-****" },
		{ "Karim", true, "Karim" },
		{ "", true, "" },
		{ "1204671101", false, "120467-****" },
		{ "Karim 120467-1101 Nielsen", false, "Karim 120467-**** Nielsen" },
		{ "120467 1101 og 1505800101", false, "120467-**** og 150580-****" },
		{ "120467110", false, "120467110" },
		{ "2026-11-23", false, "2026-11-23" },
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_string_equal(import_shown(&arena, cases[i].value, cases[i].is_cpr), cases[i].shown);
	arena_done(&arena);
}

static void a_long_value_is_cut_to_one_short_line(void **state)
{
	struct arena arena;
	const char *shown;

	(void)state;
	arena_init(&arena);
	shown = import_shown(&arena, "Første linje\nog så en meget lang anden linje æøåæøåæøå", false);
	assert_null(strchr(shown, '\n'));
	assert_true(utf8_valid(shown, strlen(shown)));
	assert_int_equal(utf8_columns(shown), 40);
	arena_done(&arena);
}

static void findings_past_a_thousand_are_counted_and_not_kept(void **state)
{
	struct import_report report = { 0 };
	struct import_finding finding = { "borgere.csv", 2, "cpr", "x", "y", false };
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 1500; i++) {
		finding.line = i + 2;
		import_findings_add(&report, &arena, &finding);
	}
	assert_int_equal(report.errors, 1500);
	assert_int_equal(report.warnings, 0);
	assert_int_equal(report.count, IMPORT_FINDINGS_KEPT);
	assert_int_equal(report.findings[999].line, 1001);
	arena_done(&arena);
}

static void a_key_met_before_gives_its_first_line(void **state)
{
	struct import_keys keys = { 0 };
	struct arena arena;
	char key[16];

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof(key), "%d", i);
		assert_int_equal(import_keys_meet(&keys, &arena, key, strlen(key), i + 2), 0);
	}
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof(key), "%d", i);
		assert_int_equal(import_keys_meet(&keys, &arena, key, strlen(key), 9999), i + 2);
	}
	assert_int_equal(import_keys_meet(&keys, &arena, "1", 2, 9999), 0);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_cpr_number_is_shown_whole),
		cmocka_unit_test(a_long_value_is_cut_to_one_short_line),
		cmocka_unit_test(findings_past_a_thousand_are_counted_and_not_kept),
		cmocka_unit_test(a_key_met_before_gives_its_first_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
