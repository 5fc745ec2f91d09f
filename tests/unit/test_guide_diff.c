/* What changed between two guides, in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"
#include "samtale/guide/guide_diff.h"

#define QUESTION(name, rest) "question \"" name "\" { type = text label = \"" name "?\" " rest " }\n"

static const char *whole(struct guide_fixture *fixture, const char *steps)
{
	return arena_printf(&fixture->arena, "guide \"test\" { version = 1 title = \"Test\"\n%s}\n", steps);
}

static const char *in_one_step(struct guide_fixture *fixture, const char *questions)
{
	return whole(fixture,
		     arena_printf(&fixture->arena, "step \"one\" { title = \"One\"\n%s}\n", questions));
}

/* The sentences, one a line. */
static const char *told(struct guide_fixture *fixture, const char *before, const char *after)
{
	struct guide_differences differences;
	const char *lines = "";

	if (!guide_diff("a.conf", before, "b.conf", after, &fixture->arena, &differences, &fixture->err))
		fail_msg("%s", fixture->err.text);
	for (size_t i = 0; i < differences.count; i++)
		lines = arena_printf(&fixture->arena, "%s%s\n", lines, differences.rows[i].text);
	return lines;
}

static void what_changed_in_a_question_is_told(void **state)
{
	static const struct {
		const char *before, *after, *told;
	} cases[] = {
		{ QUESTION("a", ""), "# a remark\n" QUESTION("a", ""), "" },
		{ "question \"a\" { type = text label = \"A\n   B\" }",
		  "question \"a\" { label = 'A B' type = text }", "" },
		{ QUESTION("a", "required = false"), QUESTION("a", ""), "" },
		{ QUESTION("a", ""), QUESTION("a", "required = true"), "a must be answered now.\n" },
		{ QUESTION("a", "required = yes"), QUESTION("a", ""), "a need not be answered any more.\n" },
		{ QUESTION("a", ""), QUESTION("a", "relevant = '1 = 1'"),
		  "a is asked under a condition now.\n" },
		{ QUESTION("a", "relevant = '1 = 1'"), QUESTION("a", ""), "a is always asked now.\n" },
		{ QUESTION("a", "relevant = '1 = 1'"), QUESTION("a", "relevant = '1 = 2'"),
		  "a is asked under another condition.\n" },
		{ QUESTION("a", ""), "question \"a\" { type = text label = \"Another?\" }",
		  "a is worded otherwise.\n" },
		{ QUESTION("a", ""), "question \"a\" { type = integer label = \"a?\" }",
		  "a takes another kind of answer.\n" },
		{ QUESTION("a", "feeds = { \"goal\" }"), QUESTION("a", "feeds = { \"goal\", \"wish\" }"),
		  "a becomes other records.\n" },
		{ QUESTION("a", ""), QUESTION("b", ""), "b is new.\na is taken away.\n" },
		{ QUESTION("a", ""), "question \"b\" { type = text label = \"a?\" }",
		  "b is the new name of a.\n" },
		{ QUESTION("a", "choices = { \"x\", \"y\" }"), QUESTION("a", "choices = { \"x\", \"z\" }"),
		  "a has a new choice, z.\na does not offer the choice y any more.\n" },
		{ QUESTION("a", "choices = { \"x\", \"y\" }"),
		  QUESTION("a", "choices = { \"x\", \"y\" } labels = { \"x\", \"Y\" }"),
		  "a words the choice y otherwise.\n" },
		{ QUESTION("a", "choices = { \"x\", \"y\", \"z\" }"),
		  QUESTION("a", "choices = { \"z\", \"x\" }"),
		  "a does not offer the choice y any more.\na offers its choices in another order.\n" },
		{ QUESTION("a", "choices = { \"x\", \"z\" }"),
		  QUESTION("a", "choices = { \"x\", \"y\", \"z\" }"), "a has a new choice, y.\n" },
		/* of what moved, the fewest */
		{ QUESTION("a", "") QUESTION("b", "") QUESTION("c", "") QUESTION("d", ""),
		  QUESTION("a", "") QUESTION("c", "") QUESTION("d", "") QUESTION("b", ""),
		  "b has moved, and comes after d now.\n" },
		{ QUESTION("a", "") QUESTION("b", "") QUESTION("c", ""),
		  QUESTION("c", "") QUESTION("a", "") QUESTION("b", ""), "c has moved to the beginning.\n" },
		{ QUESTION("a", "") QUESTION("c", ""), QUESTION("a", "") QUESTION("b", "") QUESTION("c", ""),
		  "b is new.\n" },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *seen = told(fixture, in_one_step(fixture, cases[i].before),
					in_one_step(fixture, cases[i].after));

		if (!str_equal(seen, cases[i].told))
			fail_msg("%s→ %s: %s", cases[i].before, cases[i].after, seen);
	}
}

static void what_changed_around_questions_is_told(void **state)
{
	struct guide_fixture *fixture = *state;
	const char *two = "step \"one\" { title = \"One\"\n" QUESTION("a", "")
		QUESTION("b", "") "}\n"
				  "step \"two\" { title = \"Two\"\n" QUESTION("c", "") "}\n";

	assert_string_equal(
		told(fixture, whole(fixture, two),
		     whole(fixture, "step \"one\" { title = \"One\"\n" QUESTION(
					    "a", "") "}\n"
						     "step \"two\" { title = \"Second\"\n" QUESTION("c", "")
							     QUESTION("b", "") "}\n")),
		"The step two has another title.\nb has moved to two.\n");
	assert_string_equal(told(fixture, whole(fixture, two),
				 whole(fixture, "step \"two\" { title = \"Two\"\n" QUESTION(
							"c", "") "}\n"
								 "step \"one\" { title = \"One\"\n" QUESTION(
									 "a", "") QUESTION("b", "") "}\n")),
			    "The step one has moved, and comes after two now.\n");
	assert_string_equal(
		told(fixture, whole(fixture, two),
		     "guide \"test\" { version = 2 title = \"Test\"\n"
		     "step \"one\" { title = \"One\"\n" QUESTION("a", "") QUESTION("b", "") "} }\n"),
		"The guide has another version.\nThe step two is taken away.\nc is taken away.\n");
}

static void values_and_lines_stand_beside_the_words(void **state)
{
	struct guide_fixture *fixture = *state;
	struct guide_differences differences;

	assert_true(guide_diff("a.conf", in_one_step(fixture, QUESTION("a", "\n\n hint = \"Old\"")), "b.conf",
			       in_one_step(fixture, QUESTION("a", "\n hint = \"New\"")), &fixture->arena,
			       &differences, &fixture->err));
	assert_int_equal(differences.count, 1);
	assert_string_equal(differences.rows[0].kind, "changed");
	assert_string_equal(differences.rows[0].section, "question");
	assert_string_equal(differences.rows[0].name, "a");
	assert_string_equal(differences.rows[0].option, "hint");
	assert_string_equal(differences.rows[0].before, "Old");
	assert_string_equal(differences.rows[0].after, "New");
	assert_int_equal(differences.rows[0].line_before, 5);
	assert_int_equal(differences.rows[0].line_after, 4);
}

static void a_file_that_cannot_be_read_is_refused_with_its_line(void **state)
{
	struct guide_fixture *fixture = *state;
	struct guide_differences differences;

	assert_false(guide_diff("a.conf", in_one_step(fixture, QUESTION("a", "")), "b.conf",
				"guide \"test\" {\n titel = 1 }", &fixture->arena, &differences,
				&fixture->err));
	assert_true(str_starts(fixture->err.text, "b.conf:2: "));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_changed_in_a_question_is_told),
		TEST(what_changed_around_questions_is_told),
		TEST(values_and_lines_stand_beside_the_words),
		TEST(a_file_that_cannot_be_read_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
