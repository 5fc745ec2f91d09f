/* Expressions mean what ODK's documentation says they mean. Each row is calculated in a small guide whose
 * answers are: t "abc", empty text e, n 7, z 0, d 2026-11-30, m "x z", one "y"; the day is 2026-11-23. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"

#define ANSWERED \
	"question \"t\" { type = text label = \"T\" }\n" \
	"question \"e\" { type = text label = \"E\" }\n" \
	"question \"n\" { type = integer label = \"N\" }\n" \
	"question \"z\" { type = integer label = \"Z\" }\n" \
	"question \"d\" { type = date label = \"D\" }\n" \
	"question \"m\" { type = select_multiple label = \"M\" choices = { \"x\", \"y\", \"z\" } }\n" \
	"question \"one\" { type = select_one label = \"O\" choices = { \"x\", \"y\" } }\n" \
	"question \"yes\" { type = calculate calculation = '1 = 1' }\n" \
	"question \"no\" { type = calculate calculation = '1 = 2' }\n"

static const char *calculated(struct guide_fixture *fixture, const char *expression)
{
	fixture_load(fixture, arena_printf(&fixture->arena,
					   ANSWERED "question \"r\" { type = calculate calculation = '%s' }",
					   expression));
	fixture_answer(fixture, "t", "abc");
	fixture_answer(fixture, "n", "7");
	fixture_answer(fixture, "z", "0");
	fixture_answer(fixture, "d", "2026-11-30");
	fixture_answer(fixture, "m", "z x");
	fixture_answer(fixture, "one", "y");
	return fixture_value(fixture, "r");
}

struct row {
	const char *expression, *value;
};

static void assert_rows(struct guide_fixture *fixture, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = calculated(fixture, rows[i].expression);

		if (!str_equal(value, rows[i].value))
			fail_msg("%s is “%s”, not “%s”", rows[i].expression, value, rows[i].value);
	}
}

#define ASSERT_ROWS(state, rows) assert_rows(*(state), rows, LENGTH(rows))

static void numbers_are_calculated(void **state)
{
	static const struct row rows[] = {
		{ "${n} + 1", "8" },
		{ "${n} - 1", "6" },
		{ "${n}-1", "6" },
		{ "${n} * ${n}", "49" },
		{ "${n} div 2", "3.5" },
		{ "${n} mod 4", "3" },
		{ "-${n}", "-7" },
		{ "2 + 3 * 4", "14" },
		{ "(2 + 3) * 4", "20" },
		{ "int(3.9)", "3" },
		{ "int(-3.9)", "-3" },
		{ "round(2.5)", "3" },
		{ "round(2.345, 2)", "2.35" },
		{ "pow(2, 10)", "1024" },
		{ "abs(-3)", "3" },
		{ "max(1, ${n}, 3)", "7" },
		{ "min(4, ${n}, 3)", "3" },
		{ "max(${e}, 2)", "2" },
		{ "sqrt(16)", "4" },
		{ "floor(2.7)", "2" },
		{ "ceiling(2.1)", "3" },
		{ "number(\"12\") + 1", "13" },
		{ "1 div 4", "0.25" },
		{ "sum(${n} | ${z})", "7" },
		{ "sum(${n} | ${e})", "7" },
		{ "log10(1000)", "3" },
		{ "exp10(2)", "100" },
		{ "log(exp(2))", "2" },
		{ "round(sin(pi() div 2))", "1" },
		{ "cos(0)", "1" },
		{ "tan(0)", "0" },
		{ "asin(0) + acos(1) + atan(0)", "0" },
		{ "round(atan2(1, 1) * 4 - pi())", "0" },
		{ "sqrt(-1)", "" },
		{ "round(1250, -2)", "1300" },
		{ "int(${e})", "" },
		{ "number(${t})", "" },
	};

	ASSERT_ROWS(state, rows);
}

static void an_empty_answer_is_the_empty_text_and_not_a_number(void **state)
{
	static const struct row rows[] = {
		{ "${e} = \"\"", "1" },
		{ "${e} != \"\"", "0" },
		{ "${e} + 1", "" },
		{ "${e} < 5", "0" },
		{ "${e} >= 0", "0" },
		{ "${e} = 0", "0" },
		{ "${e} != \"x\"", "1" },
		{ "string-length(${e})", "0" },
		{ "coalesce(${e}, ${t})", "abc" },
		{ "coalesce(${t}, ${e})", "abc" },
		{ "coalesce(${e}, ${e})", "" },
		{ "if(${e} = \"\", \"a\", \"b\")", "a" },
	};

	ASSERT_ROWS(state, rows);
}

static void an_answer_stands_for_its_truth(void **state)
{
	static const struct row rows[] = {
		{ "if(${t}, 1, 0)", "1" },
		{ "if(${e}, 1, 0)", "0" },
		{ "if(${z}, 1, 0)", "0" },
		{ "not(${e})", "1" },
		{ "not(${t})", "0" },
		{ "${t} and ${n}", "1" },
		{ "${t} and ${e}", "0" },
		{ "${e} or ${t}", "1" },
		{ "boolean(${e})", "0" },
		{ "${yes} = true()", "1" },
		{ "${no} = true()", "0" },
		{ "${no} = false()", "1" },
		{ "${yes} and not(${no})", "1" },
		{ "true() = ${yes}", "1" },
		{ "${yes}", "1" },
		{ "${has_children}", "1" },
		{ "${has_children} and ${age} > 30", "1" },
		{ "${target_group} = 2", "1" },
		{ "${age} = 34", "1" },
		{ "boolean-from-string(\"true\")", "1" },
		{ "boolean-from-string(\"maybe\")", "0" },
	};

	ASSERT_ROWS(state, rows);
}

static void dates_are_compared_and_counted_in_days(void **state)
{
	static const struct row rows[] = {
		{ "today()", "2026-11-23" },
		{ "now()", "2026-11-23T00:00:00.000" },
		{ "${d} > today()", "1" },
		{ "${d} < today()", "0" },
		{ "${d} - today()", "7" },
		{ "${d} = today() + 7", "1" },
		{ "today() + 7 = ${d}", "1" },
		{ "${d} != today() + 7", "0" },
		{ "${d} = \"2026-11-30\"", "1" },
		{ "${d} != \"\"", "1" },
		{ "${d} >= date(\"2026-11-30\")", "1" },
		{ "date(today() + 1)", "2026-11-24" },
		{ "date(\"2026-02-30\")", "" },
		{ "${d} < \"2026-12-01\"", "1" },
		{ "format-date(${d}, \"%d.%m.%Y\")", "30.11.2026" },
		{ "format-date(${d}, \"%e/%n-%y %b %a\")", "30/11-26 Nov Mon" },
		{ "format-date(${e}, \"%d\")", "" },
		{ "decimal-date-time(\"1970-01-02T12:00:00.000\")", "1.5" },
		{ "format-date-time(\"2026-11-30T09:05:30.250\", \"%H:%M:%S.%3 %h\")", "09:05:30.250 9" },
		{ "number(${d}) - number(today())", "7" },
		{ "decimal-time(\"12:00\")", "0.5" },
		{ "decimal-time(\"2026-11-30T18:00\")", "0.75" },
		{ "decimal-time(${e})", "" },
		{ "decimal-date-time(${e})", "" },
		{ "date-time(1.5)", "1970-01-02T12:00:00.000" },
		{ "date(${e})", "" },
		{ "format-date(today(), \"%Y week\")", "2026 week" },
	};

	ASSERT_ROWS(state, rows);
}

static void choices_can_be_asked_about(void **state)
{
	static const struct row rows[] = {
		{ "selected(${m}, \"x\")", "1" },
		{ "selected(${m}, \"y\")", "0" },
		{ "selected(${m}, \"\")", "0" },
		{ "is-selected(${m}, \"z\")", "1" },
		{ "checklist(1, 2, \"yes\", \"no\")", "1" },
		{ "checklist(2, 2, \"yes\", \"no\")", "0" },
		{ "weighted-checklist(-1, 3, \"yes\", 4)", "0" },
		{ "selected(${one}, \"y\")", "1" },
		{ "selected(${e}, \"x\")", "0" },
		{ "selected(\"abc\", \"ab\")", "0" },
		{ "count-selected(${m})", "2" },
		{ "count-selected(${e})", "0" },
		{ "selected-at(${m}, 0)", "x" },
		{ "selected-at(${m}, 1)", "z" },
		{ "selected-at(${m}, 2)", "" },
		{ "selected-at(${m}, -1)", "" },
		{ "${one} = \"y\"", "1" },
		{ "${m} = \"x z\"", "1" },
		{ "checklist(1, 1, ${yes}, ${no})", "1" },
		{ "checklist(2, -1, ${yes}, ${no})", "0" },
		{ "weighted-checklist(3, 5, ${yes}, 4, ${no}, 9)", "1" },
	};

	ASSERT_ROWS(state, rows);
}

static void texts_are_made_and_searched(void **state)
{
	static const struct row rows[] = {
		{ "concat(${t}, \"-\", ${n})", "abc-7" },
		{ "concat(${t})", "abc" },
		{ "join(\", \", ${t}, ${n})", "abc, 7" },
		{ "string-length(${t})", "3" },
		{ "string-length(\"æøå\")", "3" },
		{ "contains(${t}, \"b\")", "1" },
		{ "starts-with(${t}, \"ab\")", "1" },
		{ "ends-with(${t}, \"bc\")", "1" },
		{ "ends-with(${t}, \"xabc\")", "0" },
		{ "substr(\"blåbær\", 2, 4)", "åb" },
		{ "substr(\"blåbær\", -2)", "ær" },
		{ "substr(${t}, 5)", "" },
		{ "substring(${t}, 2)", "bc" },
		{ "translate(${t}, \"a\", \"A\")", "Abc" },
		{ "regex(${t}, \"[a-c]+\")", "1" },
		{ "regex(${t}, \"^[a-c]{3}$\")", "1" },
		{ "regex(${t}, \"[a-b]+\")", "0" },
		{ "regex(${t}, \"(((\")", "0" },
		{ "regex(${n}, \"\\d\")", "1" },
		{ "normalize-space(\"  a   b \")", "a b" },
		{ "substring-before(\"a-b\", \"-\")", "a" },
		{ "substring-before(\"a-b\", \"x\")", "" },
		{ "substring-after(\"a-b-c\", \"-\")", "b-c" },
		{ "concat(${e}, ${e})", "" },
		{ "join(\"-\", ${e}, ${t})", "-abc" },
		{ "translate(\"bar\", \"abc\", \"AB\")", "BAr" },
		{ "string(${n})", "7" },
		{ "count-non-empty(${t} | ${e} | ${n})", "2" },
	};

	ASSERT_ROWS(state, rows);
}

static void paths_reach_other_questions(void **state)
{
	static const struct row rows[] = {
		{ "../n + 1", "8" },
		{ "/data/trin/n", "7" },
		{ "current()/../t", "abc" },
		{ "/data/trin/n[. > 5]", "7" },
		{ "/data/trin/n[. > ../z] + 1", "8" },
		{ "count(/data/trin/n | ${z})", "2" },
		{ "position(../n)", "1" },
		{ "/data/meta/age", "34" },
		{ "/data/child::trin/child::n", "7" },
		{ "current()/../n + ./../z", "7" },
		{ "../../trin/n", "7" },
		{ "//n", "7" },
		{ "${n}/../t", "abc" },
	};

	ASSERT_ROWS(state, rows);
}

static void what_reads_all_questions_reads_itself_and_is_a_circle(void **state)
{
	struct guide_fixture *fixture = *state;

	assert_non_null(strstr(fixture_refusal(fixture, ANSWERED "question \"r\" { type = calculate "
								 "calculation = 'count(../*)' }"),
			       "r → r"));
}

static void operators_named_like_words_may_also_name_questions(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"div\" { type = integer label = \"D\" }\n"
			      "question \"and\" { type = integer label = \"A\" }\n"
			      "question \"r\" { type = calculate calculation = '../div div ../and' }");
	fixture_answer(fixture, "div", "6");
	fixture_answer(fixture, "and", "3");
	assert_string_equal(fixture_value(fixture, "r"), "2");
}

static void once_keeps_what_it_first_became(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"n\" { type = integer label = \"N\" }\n"
			      "question \"r\" { type = calculate calculation = 'once(${n})' }");
	assert_string_equal(fixture_value(fixture, "r"), "");
	fixture_answer(fixture, "n", "3");
	fixture_answer(fixture, "n", "5");
	assert_string_equal(fixture_value(fixture, "r"), "3");
}

static void once_survives_being_stored(void **state)
{
	struct guide_fixture *fixture = *state;
	struct answer r = { .question = "r", .state = ANSWER_GIVEN, .value = "3" };
	struct answer n = { .question = "n", .state = ANSWER_GIVEN, .value = "5" };

	fixture_load(fixture, "question \"n\" { type = integer label = \"N\" }\n"
			      "question \"r\" { type = calculate calculation = 'once(${n})' }");
	walk_restore(fixture->walk, &r);
	walk_restore(fixture->walk, &n);
	assert_string_equal(fixture_value(fixture, "r"), "3");
	fixture_walk(fixture, 2);
	walk_restore(fixture->walk, &n);
	walk_restore(fixture->walk, &r);
	assert_string_equal(fixture_value(fixture, "r"), "3");
}

static void libxml2_says_nothing_on_standard_error(void **state)
{
	struct guide_fixture *fixture = *state;
	int pipes[2], kept = dup(STDERR_FILENO);
	char heard[64];
	ssize_t bytes;

	assert_int_equal(pipe(pipes), 0);
	assert_true(kept >= 0 && dup2(pipes[1], STDERR_FILENO) >= 0);
	close(pipes[1]);
	fixture_refusal(fixture, "question \"a\" { type = text label = \"A\" relevant = '1 = = 2' }");
	fixture_refusal(fixture, "question \"a\" { type = text label = \"A\" relevant = 'count(1)' }");
	calculated(fixture, "regex(${t}, \"[[[(\")");
	dup2(kept, STDERR_FILENO);
	close(kept);
	bytes = read(pipes[0], heard, sizeof(heard));
	close(pipes[0]);
	assert_int_equal(bytes, 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(numbers_are_calculated),
		CASE(an_empty_answer_is_the_empty_text_and_not_a_number),
		CASE(an_answer_stands_for_its_truth),
		CASE(dates_are_compared_and_counted_in_days),
		CASE(choices_can_be_asked_about),
		CASE(texts_are_made_and_searched),
		CASE(paths_reach_other_questions),
		CASE(what_reads_all_questions_reads_itself_and_is_a_circle),
		CASE(operators_named_like_words_may_also_name_questions),
		CASE(once_keeps_what_it_first_became),
		CASE(once_survives_being_stored),
		CASE(libxml2_says_nothing_on_standard_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
