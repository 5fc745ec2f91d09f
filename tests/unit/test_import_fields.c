#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/import_fields.h"
#include "samtale/base/tr.h"

static struct arena arena;

static bool parse(const struct import_kind *kind, const char *text, long max, void *field, struct err *err)
{
	struct import_context context = { .arena = &arena };

	err_clear(err);
	return kind->parse(&context, text, max, field, err);
}

static void dates_are_read_as_danes_and_databases_write_them(void **state)
{
	static const struct {
		const char *text, *iso, *fault;
	} cases[] = {
		{ "2026-11-23", "2026-11-23", NULL },
		{ "23-11-2026", "2026-11-23", NULL },
		{ "23.11.2026", "2026-11-23", NULL },
		{ "23/11/2026", "2026-11-23", NULL },
		{ "3-1-2026", "2026-01-03", NULL },
		{ "2026-11-23 00:00:00.000", "2026-11-23", NULL },
		{ "2026-11-23T00:00:00", "2026-11-23", NULL },
		{ "29-02-2024", "2024-02-29", NULL },
		{ "", "", NULL },
		{ "29-02-2023", NULL, "There is no such day." },
		{ "2026-13-01", NULL, "There is no such day." },
		{ "00-00-0000", NULL, "There is no such day." },
		{ "23-11-26", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
		{ "23-11/2026", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
		{ "2026-11-23 09:15", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
		{ "20261123", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
		{ "i dag", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
		{ "2026-11-", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
		{ "-1-11-2026", NULL, "This is not a date. Write it as 2026-11-23 or 23-11-2026." },
	};
	char iso[DATE_ISO_SIZE];
	struct date date;
	struct err err;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(parse(&import_date, cases[i].text, 0, &date, &err), !cases[i].fault);
		if (cases[i].fault)
			assert_string_equal(err.text, cases[i].fault);
		else
			assert_string_equal(date_iso(date, iso), cases[i].iso);
	}
}

static void a_shift_moves_a_date_but_not_the_absence_of_one(void **state)
{
	struct import_context context = { .arena = &arena, .date_shift_days = 10 };
	char iso[DATE_ISO_SIZE];
	struct date date;

	(void)state;
	assert_true(import_date.parse(&context, "2026-11-23", 0, &date, NULL));
	assert_string_equal(date_iso(date, iso), "2026-12-03");
	assert_true(import_date.parse(&context, "", 0, &date, NULL));
	assert_false(date_is_set(date));
}

static void numbers_are_read_with_danish_and_with_english_signs(void **state)
{
	static const struct {
		const char *text;
		int64_t hundredths; /* -1: refused */
	} cases[] = {
		{ "", 0 },
		{ "0", 0 },
		{ "37", 3700 },
		{ "12,5", 1250 },
		{ "12.5", 1250 },
		{ "12,50", 1250 },
		{ "37.0000", 3700 },
		{ "18.500", 1850000 },
		{ "1.234,5", 123450 },
		{ "1.234.567", 123456700 },
		{ "007", 700 },
		{ "0,05", 5 },
		{ "12,345", -1 },
		{ "12,", -1 },
		{ ",5", -1 },
		{ "1.23,4", -1 },
		{ "12345.678", -1 },
		{ "-3", -1 },
		{ "1e3", -1 },
		{ "3 timer", -1 },
		{ "1,2,3", -1 },
		{ "..", -1 },
		{ "1..234", -1 },
		{ "99999999999999999999", -1 },
		{ "2000001", -1 },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		int64_t ore = -1;
		bool read = parse(&import_kroner, cases[i].text, 2000000, &ore, &err);

		if (read != (cases[i].hundredths >= 0) || (read && ore != cases[i].hundredths))
			fail_msg("\"%s\" gave %d and %d", cases[i].text, read, (int)ore);
		if (!read)
			assert_string_equal(err.text, "This is not a number from 0 to 2000000.");
	}
}

static void a_count_is_whole_and_hours_need_not_be(void **state)
{
	struct err err;
	double hours;
	int number;

	(void)state;
	assert_true(parse(&import_number, "13", 13, &number, &err));
	assert_int_equal(number, 13);
	assert_false(parse(&import_number, "14", 13, &number, &err));
	assert_string_equal(err.text, "This is not a number from 0 to 13.");
	assert_false(parse(&import_number, "2,5", 13, &number, &err));
	assert_string_equal(err.text, "This is not a whole number.");
	assert_true(parse(&import_hours, "12,25", 168, &hours, &err));
	assert_true(hours == 12.25);
}

static void yes_and_no_are_read_and_nothing_is_no_or_not_known(void **state)
{
	static const struct {
		const char *text;
		bool read, flag;
		int completed;
	} cases[] = {
		{ "1", true, true, 1 },    { "0", true, false, 0 },      { "ja", true, true, 1 },
		{ "Nej", true, false, 0 }, { "", true, false, -1 },      { "FALSE", true, false, 0 },
		{ "2", false, false, 0 },  { "måske", false, false, 0 },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		bool flag;
		int completed;

		assert_int_equal(parse(&import_flag, cases[i].text, 0, &flag, &err), cases[i].read);
		assert_int_equal(parse(&import_completed, cases[i].text, 0, &completed, &err), cases[i].read);
		if (!cases[i].read)
			continue;
		assert_int_equal(flag, cases[i].flag);
		assert_int_equal(completed, cases[i].completed);
	}
}

static void texts_are_tidied_by_their_kind(void **state)
{
	static const struct {
		const struct import_kind *kind;
		const char *text;
		long max;
		const char *read; /* NULL: refused */
	} cases[] = {
		{ &import_line, "Bo\nÅgård", 20, "Bo Ågård" },
		{ &import_prose, "Bo\nÅgård", 20, "Bo\nÅgård" },
		{ &import_line, "Åge", 3, "Åge" },
		{ &import_line, "Åges", 3, NULL },
		{ &import_phone, "12 34 56 78", 20, "12345678" },
		{ &import_phone, "+45 (12) 34-56.78", 20, "+4512345678" },
		{ &import_phone, "", 20, "" },
		{ &import_phone, "ring til mor", 20, NULL },
		{ &import_phone, "12+34", 20, NULL },
		{ &import_cvr, "90 00 00 11", 0, "90000011" },
		{ &import_cvr, "", 0, "" },
		{ &import_cvr, "9000001", 0, NULL },
		{ &import_cvr, "DK900000", 0, NULL },
		{ &import_status, "JOB_HOURS", 0, "JOB_HOURS" },
		{ &import_status, "job", 0, NULL },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *read = NULL;

		assert_int_equal(parse(cases[i].kind, cases[i].text, cases[i].max, &read, &err),
				 cases[i].read != NULL);
		if (cases[i].read)
			assert_string_equal(read, cases[i].read);
		else
			assert_int_equal(err.code, ERR_INPUT);
	}
}

static void a_time_of_day_is_a_minute_or_none(void **state)
{
	struct err err;
	int minute;

	(void)state;
	assert_true(parse(&import_minute, "09:30", 0, &minute, &err));
	assert_int_equal(minute, 9 * 60 + 30);
	assert_true(parse(&import_minute, "", 0, &minute, &err));
	assert_int_equal(minute, -1);
	assert_false(parse(&import_minute, "25:00", 0, &minute, &err));
	assert_string_equal(err.text, "This is not a time of day. Write it as 09:30.");
}

/* Reference, section 8.5. */
static void a_doubtful_cpr_number_is_let_in_and_a_wrong_one_is_not(void **state)
{
	static const struct {
		const char *text, *number; /* NULL: refused */
		bool doubtful;
	} cases[] = {
		{ "1403354003", "1403354003", false }, { "140335-4003", "1403354003", false },
		{ "1204671101", "1204671101", true },  { "", "", false },
		{ "3102354012", NULL, false },         { "0000000000", NULL, false },
		{ "140335400", NULL, false },          { "1403A54003", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct import_context context = { .arena = &arena };
		const char *number = NULL;
		struct err err;

		assert_int_equal(import_cpr.parse(&context, cases[i].text, 0, &number, &err),
				 cases[i].number != NULL);
		if (cases[i].number)
			assert_string_equal(number, cases[i].number);
		else
			assert_null(strstr(err.text, cases[i].text));
		assert_int_equal(context.doubtful_cpr, cases[i].doubtful);
	}
}

static void nine_digits_are_known_for_what_they_are(void **state)
{
	const char *number;
	struct err err;

	(void)state;
	assert_false(parse(&import_cpr, "505585003", 0, &number, &err));
	assert_string_equal(err.text,
			    "The number has nine digits: a spreadsheet has taken its leading zero. Make the "
			    "column text, and save the file again.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read_as_danes_and_databases_write_them),
		cmocka_unit_test(a_shift_moves_a_date_but_not_the_absence_of_one),
		cmocka_unit_test(numbers_are_read_with_danish_and_with_english_signs),
		cmocka_unit_test(a_count_is_whole_and_hours_need_not_be),
		cmocka_unit_test(yes_and_no_are_read_and_nothing_is_no_or_not_known),
		cmocka_unit_test(texts_are_tidied_by_their_kind),
		cmocka_unit_test(a_time_of_day_is_a_minute_or_none),
		cmocka_unit_test(a_doubtful_cpr_number_is_let_in_and_a_wrong_one_is_not),
		cmocka_unit_test(nine_digits_are_known_for_what_they_are),
	};
	int failed;

	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}
