/* What a check of a guide finds, and what it leaves alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"
#include "samtale/guide/guide_lint.h"

#define ENDING \
	"question \"step\" { type = text label = \"Next?\" feeds = { \"step\" } }\n" \
	"question \"date\" { type = date label = \"When?\" feeds = { \"appointment\" } }\n"
#define YES_NO "type = select_one choices = { \"yes\", \"no\" } "
#define WORDS_OF_FIFTY_SEVEN_COLUMNS "Here are the words that fill a line and no more than that"

/* A guide of these questions and a good ending; the first question stands in line 4. */
static const char *whole(struct guide_fixture *fixture, const char *questions)
{
	return arena_printf(&fixture->arena,
			    "guide \"test\" { version = 1 title = \"Test\"\n for = { 2 }\n step \"one\" { "
			    "title = \"One\"\n"
			    "%s\n" ENDING "} }\n",
			    questions);
}

static void check(struct guide_fixture *fixture, const char *text, const char *other,
		  struct guide_findings *findings)
{
	struct guide_lint_file file = { "test.conf", text }, beside = { "other.conf", other };

	guide_lint(&file, other ? &beside : NULL, fixture_today(), &fixture->arena, findings);
}

static void fail_with(const struct guide_findings *findings, const char *about)
{
	for (size_t i = 0; i < findings->count; i++)
		print_message("%s:%d: %s %s: %s\n", findings->rows[i].file, findings->rows[i].line,
			      finding_grade_name(findings->rows[i].grade), findings->rows[i].check,
			      findings->rows[i].text);
	fail_msg("%s", about);
}

static void assert_says_what_to_do(const struct guide_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (!strchr(findings->rows[i].text, ';'))
			fail_with(findings, findings->rows[i].text);
}

struct found {
	const char *questions;
	enum finding_grade grade;
	const char *check; /* NULL: nothing is found */
	int line;
	const char *question;
};

static void each_check_finds_its_own_and_nothing_else(void **state)
{
	static const struct found cases[] = {
		{ "question \"a\" { " YES_NO "label = \"A?\" }", 0, NULL, 0, "" },
		/* unreachable */
		{ "question \"a\" { " YES_NO "label = \"A?\" }\n"
		  "question \"b\" { type = text label = \"B?\"\n relevant = '${a} = \"maybe\"' }",
		  FINDING_ERROR, "unreachable", 6, "b" },
		{ "question \"a\" { type = text label = \"A?\"\n relevant = 'false()' }", FINDING_ERROR,
		  "unreachable", 5, "a" },
		{ "question \"a\" { " YES_NO "label = \"A?\" }\n"
		  "question \"b\" { type = text label = \"B?\" relevant = '${a} = \"yes\" and ${a} = \"no\"' "
		  "}",
		  FINDING_ERROR, "unreachable", 5, "b" },
		{ "question \"n\" { type = integer label = \"N?\" }\n"
		  "question \"b\" { type = text label = \"B?\" relevant = '${n} > 7 and ${n} < 6' }",
		  FINDING_WARNING, "unreachable", 5, "b" },
		/* what only a certain number, two answers together, or a certain citizen leads to can be
		   reached */
		{ "question \"n\" { type = integer label = \"N?\" }\n"
		  "question \"b\" { type = text label = \"B?\" relevant = '${n} = 4711' }",
		  0, NULL, 0, "" },
		{ "question \"a\" { " YES_NO "label = \"A?\" }\nquestion \"b\" { " YES_NO "label = \"B?\" }\n"
		  "question \"c\" { type = text label = \"C?\" relevant = '${a} = \"no\" and ${b} = \"no\"' "
		  "}",
		  0, NULL, 0, "" },
		{ "question \"a\" { type = select_multiple label = \"A?\" choices = { \"x\", \"y\", \"z\" } "
		  "}\n"
		  "question \"b\" { type = text label = \"B?\" relevant = 'count-selected(${a}) = 3' }",
		  0, NULL, 0, "" },
		{ "question \"a\" { type = text label = \"A?\" relevant = '${target_group} = 13 and ${age} < "
		  "18' }",
		  0, NULL, 0, "" },
		{ "question \"sum\" { type = calculate calculation = '${n} * 2' }\n"
		  "question \"n\" { type = integer label = \"N?\" }\n"
		  "question \"b\" { type = text label = \"B?\" relevant = '${sum} = 84' }",
		  FINDING_WARNING, "unreachable", 6, "b" },
		/* no way out */
		{ "question \"a\" { " YES_NO
		  "label = \"A?\" required = true\n constraint = '. = \"maybe\"' }",
		  FINDING_ERROR, "no_way_out", 5, "a" },
		{ "question \"a\" { " YES_NO "label = \"A?\"\n constraint = '. = \"maybe\"' }", 0, NULL, 0,
		  "" },
		{ "question \"n\" { type = integer label = \"N?\" required = true constraint = '. > 3 and . "
		  "< 2' }",
		  FINDING_WARNING, "no_way_out", 4, "n" },
		/* too wide */
		{ "question \"a\" { type = text\n label = \"A?\"\n hint = \"" WORDS_OF_FIFTY_SEVEN_COLUMNS
		  " " WORDS_OF_FIFTY_SEVEN_COLUMNS " " WORDS_OF_FIFTY_SEVEN_COLUMNS "\" }",
		  0, NULL, 0, "" },
		{ "question \"a\" { type = text\n label = \"A?\"\n hint = \"" WORDS_OF_FIFTY_SEVEN_COLUMNS
		  " " WORDS_OF_FIFTY_SEVEN_COLUMNS " " WORDS_OF_FIFTY_SEVEN_COLUMNS " too\" }",
		  FINDING_ERROR, "too_wide", 6, "a" },
		{ "question \"a\" { type = select_one label = \"A?\"\n choices = { "
		  "\"" WORDS_OF_FIFTY_SEVEN_COLUMNS "\", \"b\" } }",
		  FINDING_ERROR, "too_wide", 5, "a" },
		/* LIX */
		{ "question \"a\" { type = text\n label = \"Hvorledes vurderes arbejdsmarkedets tilknytning "
		  "i henhold til "
		  "beskæftigelsesindsatsen?\" }",
		  FINDING_WARNING, "lix", 5, "a" },
		{ "question \"a\" { type = text caseworker = true\n label = \"Hvorledes vurderes "
		  "arbejdsmarkedets "
		  "tilknytning i henhold til beskæftigelsesindsatsen?\" }",
		  0, NULL, 0, "" },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct found *expected = &cases[i];
		struct guide_findings findings;

		check(fixture, whole(fixture, expected->questions), NULL, &findings);
		assert_says_what_to_do(&findings);
		if (findings.count != (expected->check ? 1 : 0))
			fail_with(&findings, expected->questions);
		if (!expected->check)
			continue;
		if (!str_equal(findings.rows[0].check, expected->check)
		    || findings.rows[0].grade != expected->grade || findings.rows[0].line != expected->line
		    || !str_equal(findings.rows[0].question, expected->question))
			fail_with(&findings, expected->questions);
	}
}

static void what_the_loader_refuses_is_told_with_its_line(void **state)
{
	struct guide_findings findings;

	check(*state, "guide \"test\" {\n version = 1\n titel = \"Test\" }", NULL, &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.errors, 1);
	assert_string_equal(findings.rows[0].check, "refused");
	assert_int_equal(findings.rows[0].line, 3);
	assert_true(str_starts(findings.rows[0].text, "“titel”"));
}

static void a_guide_that_does_not_lead_to_its_closing_is_told(void **state)
{
	struct guide_findings findings;

	check(*state,
	      "guide \"test\" { version = 1 title = \"T\" step \"s\" { title = \"S\"\n"
	      "question \"a\" { type = text label = \"A?\" } } }",
	      NULL, &findings);
	assert_int_equal(findings.count, 2);
	assert_string_equal(findings.rows[0].check, "no_closing");
	assert_string_equal(findings.rows[1].check, "no_closing");
	check(*state,
	      "guide \"test\" { version = 1 title = \"T\" closing = measure step \"s\" { title = \"S\"\n"
	      "question \"a\" { type = range label = \"A?\" feeds = { \"measure citizen.job\" } } } }",
	      NULL, &findings);
	if (findings.count)
		fail_with(&findings, "a measure is closed without a step");
}

static void many_keys_are_told(void **state)
{
	struct guide_fixture *fixture = *state;
	struct guide_findings findings;
	const char *questions = "";

	/* s, 15 questions, 2 of the ending, F10 twice: 20 */
	for (int i = 0; i < 15; i++)
		questions = arena_printf(&fixture->arena, "%squestion \"q%d\" { " YES_NO "label = \"Q?\" }\n",
					 questions, i);
	check(fixture, whole(fixture, questions), NULL, &findings);
	assert_int_equal(findings.keys, 20);
	assert_int_equal(findings.count, 0);
	questions = arena_printf(&fixture->arena,
				 "%squestion \"more\" { type = select_multiple label = \"M?\" "
				 "choices = { \"x\" } }\n",
				 questions);
	check(fixture, whole(fixture, questions), NULL, &findings);
	assert_int_equal(findings.keys, 22); /* the choice, and Enter */
	assert_string_equal(findings.rows[0].check, "keys");
}

static void the_languages_must_ask_the_same(void **state)
{
	static const struct {
		const char *here, *there;
		enum finding_grade grade;
		const char *check;
		int line;
	} cases[] = {
		{ "question \"a\" { type = text label = \"Hvad så?\" }\n",
		  "question \"a\" { type = text label = \"So?\" }\n", 0, NULL, 0 },
		{ "question \"a\" { type = text label = \"Hvad så?\" }\n", "", FINDING_ERROR,
		  "languages_differ", 4 },
		{ "", "question \"a\" { type = text label = \"So?\" }\n", FINDING_ERROR, "languages_differ",
		  1 },
		{ "question \"a\" { type = text label = \"Hvad så?\" }\n",
		  "question \"a\" { type = integer label = \"So?\" }\n", FINDING_ERROR, "languages_differ",
		  4 },
		{ "question \"a\" { type = text label = \"Hvad så?\"\n required = true }\n",
		  "question \"a\" { type = text label = \"So?\" }\n", FINDING_ERROR, "languages_differ", 5 },
		{ "question \"a\" { " YES_NO " labels = { \"ja\", \"nej\" } label = \"A?\" }\n",
		  "question \"a\" { type = select_one choices = { \"no\", \"yes\" } label = \"A?\" }\n",
		  FINDING_ERROR, "languages_differ", 4 },
		{ "question \"a\" { " YES_NO "label = \"A?\" }\n",
		  "question \"a\" { " YES_NO "label = \"A?\" }\n", FINDING_WARNING, "missing_text", 4 },
		{ "question \"a\" { type = text label = \"Hvad så?\" }\n",
		  "question \"a\" { type = text label = \"So?\" hint = \"Ask: what then?\" }\n",
		  FINDING_WARNING, "missing_text", 4 },
		{ "question \"a\" { type = text\n label = \"Hvad er der sket?\" }\n",
		  "question \"a\" { type = text label = \"Hvad er der sket?\" }\n", FINDING_WARNING,
		  "missing_text", 5 },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct guide_findings findings;

		check(fixture, whole(fixture, cases[i].here), whole(fixture, cases[i].there), &findings);
		assert_says_what_to_do(&findings);
		if (findings.count != (cases[i].check ? 1 : 0))
			fail_with(&findings, cases[i].here);
		if (cases[i].check
		    && (!str_equal(findings.rows[0].check, cases[i].check)
			|| findings.rows[0].grade != cases[i].grade
			|| findings.rows[0].line != cases[i].line))
			fail_with(&findings, cases[i].here);
	}
}

static void questions_in_another_order_are_told(void **state)
{
	struct guide_fixture *fixture = *state;
	struct guide_findings findings;

	check(fixture,
	      whole(fixture, "question \"a\" { type = text label = \"A?\" }\n"
			     "question \"b\" { type = text label = \"B?\" }\n"),
	      whole(fixture, "question \"b\" { type = text label = \"B?\" }\n"
			     "question \"a\" { type = text label = \"A?\" }\n"),
	      &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.rows[0].check, "languages_differ");
}

static void every_shipped_guide_is_without_errors(void **state)
{
	struct guide_fixture *fixture = *state;
	const char *const *ids = guide_ids(LANGUAGE_DA, NULL, &fixture->arena);

	assert_non_null(*ids);
	for (; *ids; ids++) {
		struct guide_lint_file da, en;
		struct guide_findings findings;

		if (!guide_file_text(*ids, LANGUAGE_DA, NULL, &fixture->arena, &da.name, &da.text,
				     &fixture->err)
		    || !guide_file_text(*ids, LANGUAGE_EN, NULL, &fixture->arena, &en.name, &en.text,
					&fixture->err))
			fail_msg("%s", fixture->err.text);
		guide_lint(&da, &en, fixture_today(), &fixture->arena, &findings);
		if (findings.errors)
			fail_with(&findings, *ids);
		guide_lint(&en, &da, fixture_today(), &fixture->arena, &findings);
		if (findings.errors)
			fail_with(&findings, *ids);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_check_finds_its_own_and_nothing_else),
		TEST(what_the_loader_refuses_is_told_with_its_line),
		TEST(a_guide_that_does_not_lead_to_its_closing_is_told),
		TEST(many_keys_are_told),
		TEST(the_languages_must_ask_the_same),
		TEST(questions_in_another_order_are_told),
		TEST(every_shipped_guide_is_without_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
