/* What the loader takes, and how it refuses: file, line, what is wrong and what to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"

#define TEXT_Q "question \"a\" { type = text label = \"A\" "
#define NUMBER_Q "question \"b\" { type = integer label = \"B\" "

static void assert_refused_at(const char *refusal, int line, const char *about)
{
	char place[32];

	snprintf(place, sizeof(place), "test.conf:%d: ", line);
	if (!str_starts(refusal, place) || !strstr(refusal, about))
		fail_msg("“%s” should begin with “%s” and speak of “%s”", refusal, place, about);
	if (!strchr(refusal, ';') && !strchr(refusal, '?'))
		fail_msg("“%s” does not say what to do", refusal);
}

static void what_stands_in_the_file_is_what_the_screen_gets(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct guide_step *steps;
	const struct question *questions;

	fixture_parse(
		fixture,
		"# a remark\nguide \"samtale-1\" {\n version = 7\n title = \"En samtale\"\n for = { 1, 9 }\n"
		" resets_contact_clock = true\n"
		" step \"et\" { title = \"Et\" say = \"Godt,\n   at du kom.\"\n"
		"  question \"Q1\" { type = select_one label = \"Hvad?\" choices = { \"ja\", \"nej\" }\n"
		"   labels = { \"ja tak\", \"nej tak\" } hint = \"Spørg: hm\" guidance_hint = \"Vejled\" }\n"
		"  question \"Q2\" { type = text appearance = multiline label = \"Mere?\" caseworker = true\n"
		"   sensitive = true default = \"intet\" }\n }\n"
		" step \"to\" { title = \"To\"\n"
		"  question \"Q3\" { type = range range_start = 1 range_end = 5 label = \"Skala\" }\n } }\n");
	assert_string_equal(guide_id(fixture->guide), "samtale-1");
	assert_int_equal(guide_version(fixture->guide), 7);
	assert_string_equal(guide_title(fixture->guide), "En samtale");
	assert_true(guide_is_for(fixture->guide, 1) && guide_is_for(fixture->guide, 9));
	assert_false(guide_is_for(fixture->guide, 2) || guide_is_for(fixture->guide, 0)
		     || guide_is_for(fixture->guide, 99));
	assert_true(guide_resets_contact_clock(fixture->guide));
	assert_int_equal(guide_steps(fixture->guide, &steps), 2);
	assert_string_equal(steps[0].name, "et");
	assert_string_equal(steps[0].say, "Godt, at du kom.");
	assert_int_equal(steps[1].first, 2);
	assert_int_equal(steps[1].count, 1);
	assert_int_equal(guide_questions(fixture->guide, &questions), 3);
	assert_int_equal(questions[0].type, QUESTION_SELECT_ONE);
	assert_string_equal(questions[0].choices[1].name, "nej");
	assert_string_equal(questions[0].choices[1].label, "nej tak");
	assert_string_equal(questions[0].hint, "Spørg: hm");
	assert_string_equal(questions[0].guidance_hint, "Vejled");
	assert_true(questions[1].multiline && questions[1].caseworker && questions[1].sensitive);
	assert_string_equal(questions[1].default_value, "intet");
	assert_int_equal(questions[2].range_start, 1);
	assert_int_equal(questions[2].range_end, 5);
	assert_int_equal(guide_find(fixture->guide, "Q3"), 2);
	assert_int_equal(guide_find(fixture->guide, "Q4"), -1);
}

static void a_byte_order_mark_and_crlf_are_read(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct question *questions;

	fixture_parse(
		fixture,
		"\xEF\xBB\xBFguide \"t\" {\r\nversion = 1\r\ntitle = \"T\"\r\nstep \"s\" {\r\n"
		"title = \"S\"\r\nquestion \"a\" {\r\ntype = text\r\nlabel = \"Et\r\n to\"\r\n} } }\r\n");
	guide_questions(fixture->guide, &questions);
	assert_string_equal(questions[0].label, "Et to");
}

static void a_list_of_one_needs_no_braces(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(fixture, TEXT_Q "feeds = \"goal\" }");
	fixture_answer(fixture, "a", "Lager");
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 1);
}

/* ---- the environment ----------------------------------------------------------------------------- */

static void the_environment_is_never_read(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct question *questions;

	setenv("a", "HEMMELIG", 1);
	fixture_load(fixture, TEXT_Q "}\n"
				     "question \"b\" { type = text label = 'Om ${a}?' relevant = '${a} = "
				     "\"x\"' } # ${a} \"${a}\"\n");
	guide_questions(fixture->guide, &questions);
	assert_string_equal(questions[1].label, "Om ${a}?");
	assert_false(fixture_relevant(fixture, "b"));
	fixture_answer(fixture, "a", "HEMMELIG");
	assert_false(fixture_relevant(fixture, "b"));
	fixture_answer(fixture, "a", "x");
	assert_true(fixture_relevant(fixture, "b"));
	unsetenv("a");
}

static void an_expression_in_double_quotes_is_refused_with_its_line(void **state)
{
	struct guide_fixture *fixture = *state;

	setenv("a", "1 = 1 or ", 1);
	assert_refused_at(fixture_refusal(fixture, TEXT_Q "}\n" NUMBER_Q "\n relevant = \"${a} = 'x'\" }"), 6,
			  "single quotes");
	assert_refused_at(fixture_refusal(fixture, TEXT_Q "}\n" NUMBER_Q "relevant = ${a} }"), 5,
			  "single quotes");
	assert_refused_at(fixture_refusal(fixture, "question \"x\" { type = text label = \"a\\\"b ${a}\" }"),
			  4, "single quotes");
	unsetenv("a");
}

/* ---- refusals ------------------------------------------------------------------------------------- */

struct refusal {
	const char *questions;
	int line;
	const char *about;
};

static void what_cannot_be_a_guide_is_refused_with_its_line(void **state)
{
	static const struct refusal refusals[] = {
		/* names */
		{ TEXT_Q "}\n" TEXT_Q "}", 5, "a second time (first in line 4)" },
		{ "question \"1a\" { type = text label = \"A\" }", 4, "cannot be a name" },
		{ "question \"a b\" { type = text label = \"A\" }", 4, "without blanks" },
		{ "question \"\" { type = text label = \"A\" }", 4, "without blanks" },
		{ "question \"meta\" { type = text label = \"A\" }", 4, "cannot be a name" },
		/* options */
		{ TEXT_Q "\n relevnt = 'x' }", 5, "“relevnt” is no option here" },
		{ TEXT_Q "\n label = \"Igen\" }", 5, "a second time (first in line 4)" },
		{ "question \"a\" {\n label = \"A\" }", 4, "has no type" },
		{ "question \"a\" { label = \"A\"\n type = hologram }", 5, "“hologram” is no type" },
		{ "question \"a\" { type = text }", 4, "has no label" },
		{ TEXT_Q "\n caseworker = maybe }", 5, "cannot be read" },
		{ TEXT_Q "\n appearance = huge }", 5, "“huge” is not known" },
		{ "question \"a\" { type = range label = \"A\"\n range_start = 5\n range_end = 5 }", 6,
		  "below range_end" },
		{ "step \"b\" { }", 4, "cannot stand here" },
		/* choices */
		{ "question \"a\" { type = select_one label = \"A\" }", 4, "has no choices" },
		{ TEXT_Q "\n choices = { \"x\" } }", 5, "only select_one" },
		{ "question \"a\" { type = select_one label = \"A\"\n choices = { \"x\", \"x\" } }", 5,
		  "twice" },
		{ "question \"a\" { type = select_multiple label = \"A\"\n choices = { \"ikke gjort\" } }", 5,
		  "write _ for it" },
		{ "question \"a\" { type = select_one label = \"A\" choices = { \"x\", \"y\" }\n labels = { "
		  "\"X\" } }",
		  5, "2 choices and 1 labels" },
		{ TEXT_Q "\n choice_filter = 'true()' }", 5, "choice_filter" },
		/* expressions */
		{ TEXT_Q "\n relevant = '${zz} = 1' }", 5, "${zz}" },
		{ TEXT_Q "\n relevant = '1 +' }", 5, "missing" },
		{ TEXT_Q "\n relevant = '1 = = 2' }", 5, "relevant cannot be used" },
		{ TEXT_Q "\n constraint = '(. = 1' }", 5, ") is missing" },
		{ TEXT_Q "\n constraint = 'foo(.)' }", 5, "no function foo()" },
		{ TEXT_Q "\n constraint = 'selected(.)' }", 5, "at least 2" },
		{ TEXT_Q "\n constraint = 'today(1)' }", 5, "at most 0" },
		{ TEXT_Q "\n constraint = 'count(1)' }", 5, "mend the expression: count(1)" },
		{ TEXT_Q "\n constraint = '. = $a' }", 5, "has no meaning" },
		{ TEXT_Q "\n constraint = '${a' }", 5, "name and }" },
		{ TEXT_Q "\n constraint = '\"x' }", 5, "never ends" },
		{ "question \"a\" { type = calculate }", 4, "no calculation" },
		{ "question \"a\" { type = text\n label = 'Om ${b}' }", 5, "${b}" },
		/* feeds */
		{ TEXT_Q "\n feeds = { \"gold\" } }", 5, "“gold”" },
		{ TEXT_Q "\n feeds = { \"check\" } }", 5, "check R05" },
		{ TEXT_Q "\n feeds = { \"check.event R8\" } }", 5, "check R05" },
		{ TEXT_Q "\n feeds = { \"check.outcome\" } }", 5, "not_fulfilled" },
		{ TEXT_Q "\n feeds = { \"check.outcome good if x\" } }", 5, "not_fulfilled" },
		{ TEXT_Q "\n feeds = { \"check.next sanction\" } }", 5, "hearing or notification" },
		{ TEXT_Q "\n feeds = { \"step nobody\" } }", 5, "citizen, caseworker, employer or other" },
		{ TEXT_Q "\n feeds = { \"goal if x\" } }", 5, "no choice “x”" },
		{ TEXT_Q "\n feeds = { \"goal when x\" } }", 5, "“when”" },
		/* grammar */
		{ TEXT_Q "\n hint = \"uden slut }", 5, "never ends" },
		{ TEXT_Q "\n hint = \"\\e[31m\" }", 5, "backslash" },
		{ TEXT_Q "\n hint }", 5, "needs = and a value" },
		{ TEXT_Q "\n hint = }", 5, "is missing" },
		{ TEXT_Q "\n // bemærkning\n }", 5, "begin a remark with #" },
		{ TEXT_Q "\n /* bemærkning */ }", 5, "begin a remark with #" },
		{ TEXT_Q "\n choices = { \"a\" \"b\" } }", 5, "is missing after" },
		{ TEXT_Q "\n hint = \"a\x01\" }", 5, "control character" },
		{ TEXT_Q "} }", 5, "cannot stand here" },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(refusals); i++)
		assert_refused_at(fixture_refusal(fixture, refusals[i].questions), refusals[i].line,
				  refusals[i].about);
}

static void what_is_no_guide_at_all_is_refused(void **state)
{
	struct guide_fixture *fixture = *state;

	assert_refused_at(fixture_refusal_of_text(fixture, ""), 1, "must hold one guide");
	assert_refused_at(fixture_refusal_of_text(fixture, "hello"), 1, "needs = and a value");
	assert_refused_at(fixture_refusal_of_text(fixture, "guide \"a\" {\n}"), 1, "no title");
	assert_refused_at(fixture_refusal_of_text(fixture, "guide \"a\" { title = \"A\"\n version = 0 }"), 2,
			  "version");
	assert_refused_at(fixture_refusal_of_text(fixture, "guide \"a\" { title = \"A\" version = 1 }"), 1,
			  "no steps");
	assert_refused_at(
		fixture_refusal_of_text(fixture, "guide \"a\" { title = \"A\" version = 1\n for = { 14 } }"),
		2, "take 14 away");
	assert_refused_at(fixture_refusal_of_text(fixture, "guide \"a\" { title = \"A\" version = 1\n"
							   " step \"meta\" { title = \"M\" } }"),
			  2, "cannot be a name");
	assert_refused_at(fixture_refusal_of_text(fixture, "guide \"a\" { title = \"A\" version = 1\n"
							   " step \"s\" { title = \"M\" } }"),
			  2, "no questions");
	assert_refused_at(fixture_refusal_of_text(fixture, "guide \"a\" { title = \"\xFF\" }"), 1, "UTF-8");
}

static void questions_that_need_each_other_are_refused_naming_the_circle(void **state)
{
	struct guide_fixture *fixture = *state;

	assert_refused_at(
		fixture_refusal(fixture,
				"question \"a\" { type = text label = \"A\" relevant = '${c} = 1' }\n"
				"question \"b\" { type = text label = \"B\" relevant = '${a} = 1' }\n"
				"question \"c\" { type = calculate calculation = '${b} + 1' }"),
		4, "a → c → b → a");
	assert_refused_at(fixture_refusal(fixture, TEXT_Q "relevant = '. = 1' }"), 4, "a → a");
	assert_refused_at(fixture_refusal(fixture, TEXT_Q "relevant = '../a = 1' }"), 4, "a → a");
}

static void a_step_that_depends_on_its_own_question_is_refused(void **state)
{
	struct guide_fixture *fixture = *state;

	assert_refused_at(fixture_refusal_of_text(fixture,
						  "guide \"g\" { title = \"G\" version = 1\n"
						  "step \"s\" { title = \"S\" relevant = '${a} = 1'\n"
						  "question \"a\" { type = text label = \"A\" } } }"),
			  3, "a → s → a");
}

static void a_question_may_be_held_against_itself(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, NUMBER_Q "constraint = '. > 0 and ${b} < 9' }");
	assert_true(fixture_accepts(fixture, "b", ANSWER_GIVEN, "8"));
	assert_false(fixture_accepts(fixture, "b", ANSWER_GIVEN, "9"));
}

static void deep_brackets_and_long_expressions_are_refused_and_do_not_crash(void **state)
{
	struct guide_fixture *fixture = *state;
	struct str text;

	str_init(&text);
	str_add(&text, TEXT_Q "\n constraint = '");
	for (int i = 0; i < 3000; i++)
		str_add_char(&text, '(');
	str_add(&text, "' }");
	assert_refused_at(fixture_refusal(fixture, text.text), 5, "nested");
	str_set(&text, TEXT_Q "\n constraint = '1");
	for (int i = 0; i < 5000; i++)
		str_add(&text, "+1");
	str_add(&text, "' }");
	assert_refused_at(fixture_refusal(fixture, text.text), 5, "too long");
	str_done(&text);
}

static void a_guide_that_is_too_large_is_refused(void **state)
{
	struct guide_fixture *fixture = *state;
	struct str text;

	str_init(&text);
	for (int i = 0; i < 50001; i++)
		str_addf(&text, "question \"q%d\" { type = text label = \"Q\" }\n", i);
	assert_non_null(strstr(fixture_refusal(fixture, text.text), "more than 50000 questions"));
	str_clear(&text);
	while (text.length <= 16 * 1024 * 1024)
		str_add(&text, "# en bemærkning, der fylder en hel linje i filen\n");
	assert_refused_at(fixture_refusal_of_text(fixture, text.text), 1, "16 MiB");
	str_done(&text);
}

static void thousands_of_questions_load(void **state)
{
	struct guide_fixture *fixture = *state;
	struct str text;

	str_init(&text);
	str_add(&text, "question \"q0\" { type = integer label = \"Q\" }\n");
	for (int i = 1; i < 4000; i++)
		str_addf(&text, "question \"q%d\" { type = calculate calculation = '${q%d} + 1' }\n", i,
			 i - 1);
	fixture_load(fixture, text.text);
	fixture_answer(fixture, "q0", "1");
	assert_string_equal(fixture_value(fixture, "q3999"), "4000");
	str_done(&text);
}

static void every_beginning_of_a_guide_is_refused_or_read(void **state)
{
	static const char whole[] = "guide \"g\" { title = \"G\" version = 1 for = { 1, 2 }\n step \"s\" { "
				    "title = 'S' relevant = 'true()'\n"
				    "# bemærkning\nquestion \"a\" { type = select_multiple label = \"A \\\" "
				    "\\\\ \\n b\" choices = { \"x\", \"y\" }\n"
				    "constraint = 'not(selected(., \"x\")) or count-selected(.) = 1' "
				    "choice_filter = 'name != \"${age}\"'\n"
				    "feeds = { \"check R01 if x\", \"barrier\" } } } }\n";
	struct guide_fixture *fixture = *state;

	for (size_t length = 0; length < sizeof(whole) - 1; length++) {
		struct guide *guide = NULL;

		if (guide_parse("test.conf", arena_strndup(&fixture->arena, whole, length), &guide,
				&fixture->err))
			guide_free(guide);
		else
			assert_non_null(strstr(fixture->err.text, "test.conf:"));
	}
	fixture_parse(fixture, whole);
}

/* ---- files ---------------------------------------------------------------------------------------- */

#define OWN_GUIDE \
	"guide \"%s\" { version = 9 title = \"Vores\" step \"s\" { title = \"S\" question \"a\" { type = " \
	"text label = \"A\" } } }"

static void write_guide(const char *folder, const char *file, const char *id)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof(path), "%s/da/%s", folder, file);
	out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, OWN_GUIDE, id);
	fclose(out);
}

static void remove_guide(const char *folder, const char *file)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/da/%s", folder, file);
	unlink(path);
}

static void a_municipality_s_own_guide_goes_before_the_built_in(void **state)
{
	struct guide_fixture *fixture = *state;
	char folder[] = "/tmp/samtale-guides-XXXXXX", below[64];
	const char *const *ids;
	int own = 0, shared = 0;

	assert_non_null(mkdtemp(folder));
	snprintf(below, sizeof(below), "%s/da", folder);
	assert_int_equal(mkdir(below, 0700), 0);
	write_guide(folder, "jobsamtale.conf", "jobsamtale");
	write_guide(folder, "egen.conf", "anden");

	assert_true(guide_load("jobsamtale", LANGUAGE_DA, folder, &fixture->guide, &fixture->err));
	assert_int_equal(guide_version(fixture->guide), 9);
	guide_free(fixture->guide);
	assert_true(guide_load("jobsamtale", LANGUAGE_EN, folder, &fixture->guide, &fixture->err));
	assert_string_equal(guide_title(fixture->guide), "Job conversation");
	guide_free(fixture->guide);
	assert_true(guide_load("foerste-samtale", LANGUAGE_DA, folder, &fixture->guide, &fixture->err));
	guide_free(fixture->guide);
	assert_false(guide_load("egen", LANGUAGE_DA, folder, &fixture->guide, &fixture->err));
	assert_non_null(strstr(fixture->err.text, "calls itself anden"));

	ids = guide_ids(LANGUAGE_DA, folder, &fixture->arena);
	for (size_t i = 0; ids[i]; i++) {
		own += str_equal(ids[i], "egen");
		shared += str_equal(ids[i], "jobsamtale");
		assert_true(i == 0 || strcmp(ids[i - 1], ids[i]) < 0);
	}
	assert_true(own == 1 && shared == 1);

	remove_guide(folder, "jobsamtale.conf");
	remove_guide(folder, "egen.conf");
	rmdir(below);
	rmdir(folder);
}

/* The man page writes - with a backslash before it, and single quotes by name. */
static void add_unescaped(struct str *text, const char *line)
{
	for (; *line; line++) {
		if (str_starts(line, "\\-"))
			line++;
		if (str_starts(line, "\\(aq")) {
			str_add_char(text, '\'');
			line += strlen("\\(aq") - 1;
		} else {
			str_add_char(text, *line);
		}
	}
}

static void the_example_of_the_manual_is_a_guide(void **state)
{
	struct guide_fixture *fixture = *state;
	FILE *page = fopen(MAN_PAGE, "r");
	char line[256];
	struct str text;
	bool inside = false;

	assert_non_null(page);
	str_init(&text);
	while (fgets(line, sizeof(line), page)) {
		if (str_equal(line, ".nf\n") || str_equal(line, ".fi\n"))
			inside = line[1] == 'n';
		else if (inside)
			add_unescaped(&text, line);
	}
	fclose(page);
	fixture_parse(fixture, text.text);
	str_done(&text);
	fixture_answer(fixture, "K1", "ikke_godt");
	assert_true(fixture_relevant(fixture, "K2"));
	assert_true(walk_find(fixture->walk, "soegning[1]/svar") >= 0);
	assert_string_equal(fixture_value(fixture, "antal"), "1");
}

static void an_id_cannot_leave_the_folder(void **state)
{
	struct guide_fixture *fixture = *state;

	assert_false(guide_load("../../etc/passwd", LANGUAGE_DA, "/tmp", &fixture->guide, &fixture->err));
	assert_int_equal(fixture->err.code, ERR_MISSING);
	assert_false(guide_load("", LANGUAGE_DA, NULL, &fixture->guide, &fixture->err));
	assert_false(guide_load("findes-ikke", LANGUAGE_DA, NULL, &fixture->guide, &fixture->err));
	assert_int_equal(fixture->err.code, ERR_MISSING);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_stands_in_the_file_is_what_the_screen_gets),
		CASE(a_byte_order_mark_and_crlf_are_read),
		CASE(a_list_of_one_needs_no_braces),
		CASE(the_environment_is_never_read),
		CASE(an_expression_in_double_quotes_is_refused_with_its_line),
		CASE(what_cannot_be_a_guide_is_refused_with_its_line),
		CASE(what_is_no_guide_at_all_is_refused),
		CASE(questions_that_need_each_other_are_refused_naming_the_circle),
		CASE(a_step_that_depends_on_its_own_question_is_refused),
		CASE(a_question_may_be_held_against_itself),
		CASE(deep_brackets_and_long_expressions_are_refused_and_do_not_crash),
		CASE(a_guide_that_is_too_large_is_refused),
		CASE(thousands_of_questions_load),
		CASE(every_beginning_of_a_guide_is_refused_or_read),
		CASE(a_municipality_s_own_guide_goes_before_the_built_in),
		CASE(the_example_of_the_manual_is_a_guide),
		CASE(an_id_cannot_leave_the_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
