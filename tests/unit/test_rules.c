/* Rules: which row is in force, and what the rule files may hold. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/deadline.h"
#include "samtale/guide/rules_load.h"

static int setup(void **state)
{
	static struct arena arena;

	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	*state = &arena;
	return 0;
}

static int teardown(void **state)
{
	arena_done(*state);
	return 0;
}

static struct rules shipped(void **state)
{
	struct rules rules;
	struct err err;

	if (!rules_load(NULL, *state, &rules, &err))
		fail_msg("%s", err.text);
	return rules;
}

static const char *value(const struct rules *rules, const char *key, int group, const char *on)
{
	const struct rule *row;
	struct err err;

	return rule_find(rules, key, group, day(on), &row, &err) ? row->value : NULL;
}

#define ROW(key, groups, from, value)                                                                        \
	"rule \"" key "\" { groups = " groups " from = \"" from "\" value = \"" value                        \
	"\" source = \"local\" confidence = M }\n"

/* ---- finding --------------------------------------------------------------------------------- */

static void a_case_is_judged_by_the_row_in_force_on_the_day(void **state)
{
	struct rules rules = shipped(state);

	assert_string_equal(value(&rules, "contact.min3m.akasse", 1, "2026-06-30"), "3");
	assert_string_equal(value(&rules, "contact.min3m.akasse", 1, "2026-07-01"), "2");
	assert_null(value(&rules, "contact.min3m.akasse", 1, "2023-12-31"));
	assert_null(value(&rules, "contact.min3m.akasse", 2, "2026-07-01"));
	assert_string_equal(value(&rules, "sanction.s40a.allowed", 3, "2023-06-01"), "1");
	assert_null(value(&rules, "sanction.s40a.allowed", 3, "2025-01-01"));
	assert_string_equal(value(&rules, "sanction.s40a.allowed", 2, "2025-01-01"), "1");
}

static void a_missing_row_is_named_with_key_group_and_day(void **state)
{
	struct rules rules = shipped(state);
	const struct rule *row;
	struct err err;

	assert_false(rule_find(&rules, "cv.days", 3, day("2026-03-01"), &row, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "cv.days"));
	assert_non_null(strstr(err.text, "target group 3"));
	assert_non_null(strstr(err.text, "2026-03-01"));
	assert_false(rule_find(&rules, "no.such", 0, day("2026-03-01"), &row, &err));
	assert_non_null(strstr(err.text, "no.such"));
}

/* "Limits and rates after 2025-07-01 not found: ... refuse to compute (with a clear text)" */
static void a_value_known_to_be_unknown_is_refused(void **state)
{
	struct rules rules = shipped(state);
	const struct rule *row;
	struct err err;

	assert_true(rule_find(&rules, "sanction.rate", 2, day("2025-06-30"), &row, &err));
	assert_false(rule_find(&rules, "sanction.rate", 2, day("2025-07-01"), &row, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "“sanction.rate” from 2025-07-01 is not known"));
}

static void asked_without_a_group_rows_that_differ_are_refused(void **state)
{
	struct rules rules = shipped(state);
	const struct rule *row;
	struct err err;

	assert_false(rule_find(&rules, "cv.days", 0, day("2026-03-01"), &row, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(value(&rules, "cv.days", 1, "2026-03-01"), "14");
	/* Two rows that say the same have a common answer. */
	assert_string_equal(value(&rules, "contact.min6m.municipality", 0, "2026-08-01"), "4");
}

static void the_row_that_began_last_goes_before_one_that_nobody_ended(void **state)
{
	struct rules rules;
	struct err err;

	assert_true(rules_parse("local.conf",
				ROW("a.b", "all", "2020-01-01", "1") ROW("a.b", "all", "2026-01-01", "2"),
				*state, &rules, &err));
	assert_string_equal(value(&rules, "a.b", 0, "2025-12-31"), "1");
	assert_string_equal(value(&rules, "a.b", 0, "2026-01-01"), "2");
}

static void only_whole_numbers_are_numbers(void **state)
{
	static const char *const wrong[] = { "52 of last 156",      "1-4:80", "-1", "4.5", "100000",
					     "99999999999999999999" };
	struct rule row = law_row("a.b", RULE_ALL_GROUPS, "2020-01-01", NULL, "4", RULE_READ);
	struct rules rules = { &row, 1 };
	struct err err;
	int number = 0;

	(void)state;
	assert_true(rule_number(&rules, "a.b", 2, day("2026-01-01"), &number, NULL, &err));
	assert_int_equal(number, 4);
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		row.value = wrong[i];
		assert_false(rule_number(&rules, "a.b", 2, day("2026-01-01"), &number, NULL, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_non_null(strstr(err.text, wrong[i]));
	}
	assert_int_equal(number, 4);
}

/* ---- what is shipped ------------------------------------------------------------------------- */

static void the_shipped_rows_are_sorted_and_have_a_source(void **state)
{
	struct rules rules = shipped(state);

	assert_in_range(rules.count, 40, 200);
	for (size_t i = 0; i < rules.count; i++) {
		assert_false(str_is_empty(rules.rows[i].source));
		if (i > 0)
			assert_true(strcmp(rules.rows[i - 1].key, rules.rows[i].key) <= 0);
		if (i > 0 && strcmp(rules.rows[i - 1].key, rules.rows[i].key) == 0)
			assert_true(date_compare(rules.rows[i - 1].from, rules.rows[i].from) <= 0);
	}
}

static void no_two_shipped_rows_answer_the_same_question(void **state)
{
	struct rules rules = shipped(state);

	for (size_t i = 0; i + 1 < rules.count; i++)
		for (size_t j = i + 1; j < rules.count; j++) {
			const struct rule *a = &rules.rows[i], *b = &rules.rows[j];

			if (strcmp(a->key, b->key) != 0 || (a->groups & b->groups) == 0)
				continue;
			if (!date_is_set(a->to) || date_compare(b->from, a->to) <= 0)
				fail_msg("two rows of %s cover the same days", a->key);
		}
}

static void the_rows_the_other_tests_use_are_those_that_are_shipped(void **state)
{
	struct rules rules = shipped(state), copied = law();

	for (size_t i = 0; i < copied.count; i++) {
		const struct rule *copy = &copied.rows[i];
		bool found = false;

		for (size_t j = 0; j < rules.count; j++) {
			const struct rule *row = &rules.rows[j];

			if (strcmp(row->key, copy->key) == 0 && date_compare(row->from, copy->from) == 0 &&
			    row->groups == copy->groups)
				found = date_compare(row->to, copy->to) == 0 &&
					row->confidence == copy->confidence &&
					strcmp(row->value, copy->value) == 0;
		}
		if (!found)
			fail_msg("%s is not as it is shipped", copy->key);
	}
}

static void every_deadline_can_be_computed_from_what_is_shipped(void **state)
{
	struct rules rules = shipped(state);

	for (const char *const *name = deadline_rules; *name != NULL; name++)
		for (int channel = CHANNEL_DIGITAL; channel <= CHANNEL_HANDED; channel++) {
			/* These differ between the groups. */
			int group = str_equal(*name, "first_conversation") || str_equal(*name, "cv") ? 2 : 0;
			struct deadline deadline;
			struct err err;

			if (!deadline_compute(&rules, *name, day("2026-11-23"), (enum channel)channel, group,
					      *state, &deadline, &err))
				fail_msg("%s: %s", *name, err.text);
		}
}

/* ---- files ----------------------------------------------------------------------------------- */

static void a_row_is_read_word_by_word(void **state)
{
	static const char text[] = "# a remark\n"
				   "rule \"a.b\" {\n"
				   "\tgroups = {2, 3}\n"
				   "\tfrom = \"2020-01-01\"\n"
				   "\tto = 2026-06-30\n"
				   "\tvalue = \"<5:200|?\"\n"
				   "\tsource = \"LAS § 35\"\n"
				   "\tconfidence = P\n"
				   "}\n" ROW("a.c", "none", "2020-01-01", "");
	struct rules rules;
	const struct rule *row;
	struct err err;

	assert_true(rules_parse("local.conf", text, *state, &rules, &err));
	assert_int_equal(rules.count, 2);
	row = &rules.rows[0];
	assert_string_equal(row->key, "a.b");
	assert_int_equal(row->groups, RULE_GROUP(2) | RULE_GROUP(3));
	assert_day(row->from, "2020-01-01");
	assert_day(row->to, "2026-06-30");
	assert_string_equal(row->value, "<5:200|?");
	assert_string_equal(row->source, "LAS § 35");
	assert_int_equal(row->confidence, RULE_PROBABLE);
	assert_int_equal(rules.rows[1].groups, 0);
	assert_false(date_is_set(rules.rows[1].to));
}

static void what_is_wrong_in_a_file_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *place, *names;
	} cases[] = {
		{ "\n\nrule \"a.b\" {\n groups = {99}\n}", "local.conf:4:", "99" },
		{ "rule \"a.b\" {\n groups = {2, x}\n}", "local.conf:2:", "x" },
		{ "rule \"a.b\" {\n groups = {0}\n}", "local.conf:2:", "0" },
		{ "rule \"a.b\" {\n groups = all\n from = \"2026-02-30\"\n}", "local.conf:3:", "2026-02-30" },
		{ "rule \"a.b\" {\n to = \"01-07-2026\"\n}", "local.conf:2:", "01-07-2026" },
		{ "rule \"a.b\" {\n confidence = \"sure\"\n}", "local.conf:2:", "sure" },
		{ "rule \"a.b\" {\n fro = 3\n}", "local.conf:2:", "fro" },
		{ "# a remark\n# and another\n\nrule \"a.b\" {\n fro = 3\n}", "local.conf:5:", "fro" },
		{ "rule \"a.b\" {\n groups = 2\n\n}", "local.conf:4:", "from" },
		{ "rule \"a.b\" { from = \"2020-01-01\" }", "local.conf:1:", "groups" },
		{ "rule \"a.b\" { groups = all from = \"2020-01-01\" }", "local.conf:1:", "value" },
		{ "rule \"a.b\" { groups = all from = \"2020-01-01\" value = 3 source = \" \" }",
		  "local.conf:1:", "source" },
		{ "rule \"a.b\" { groups = all from = \"2020-01-01\" value = 3 source = x }",
		  "local.conf:1:", "confidence" },
		{ "rule \"A b\" { }", "local.conf:1:", "A b" },
		{ "rule \"\" { }", "local.conf:1:", "key" },
		{ "rule \"a.b\" { groups = all from = \"2020-01-01\" to = \"2019-12-31\" value = 3 source = x "
		  "confidence = S }",
		  "local.conf:1:", "ends before it begins" },
		{ ROW("a.b", "all", "2020-01-01", "1") "\n" ROW("a.b", "all", "2020-01-01", "2"),
		  "local.conf:3:", "local.conf:1" },
		{ "\nrule \"a.b\" { groups = \"all", "local.conf:2:", "quote or brace" },
		{ "rule \"a.b\"", "local.conf:1:", "quote or brace" },
		{ "}", "local.conf:1:", "quote or brace" },
		{ "holiday \"x\" { }", "local.conf:1:", "holiday" },
		{ "\n" ROW("a.b", "all", "2020-01-01", "${HOME}"), "local.conf:2:", "${" },
		{ "\n\n/* never closed\n" ROW("a.b", "all", "2020-01-01", "1"), "local.conf:3:", "/*" },
		{ "rule \"a.b\" { source = \"\xff\" }", "local.conf:1:", "UTF-8" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct rules rules;
		struct err err;

		if (rules_parse("local.conf", cases[i].text, *state, &rules, &err))
			fail_msg("taken: %s", cases[i].text);
		assert_int_equal(err.code, ERR_INPUT);
		if (strncmp(err.text, cases[i].place, strlen(cases[i].place)) != 0 ||
		    strstr(err.text, cases[i].names) == NULL)
			fail_msg("%s\ngave: %s", cases[i].text, err.text);
		/* The next file is read as if nothing had been wrong. */
		assert_true(
			rules_parse("good.conf", ROW("a.b", "all", "2020-01-01", "1"), *state, &rules, &err));
		assert_int_equal(rules.count, 1);
	}
}

static void an_empty_file_has_no_rows(void **state)
{
	struct rules rules;
	struct err err;

	assert_true(rules_parse("local.conf", "", *state, &rules, &err));
	assert_int_equal(rules.count, 0);
	assert_null(value(&rules, "a.b", 0, "2026-01-01"));
}

/* ---- the municipality's own ------------------------------------------------------------------ */

static const char *write_file(void **state, const char *directory, const char *name, const char *text)
{
	const char *path = arena_printf(*state, "%s/%s", directory, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

/* A change in the law is a change of a file, never of the program. */
static void a_file_of_ones_own_adds_and_replaces_rows(void **state)
{
	char directory[] = "/tmp/samtale-rules-XXXXXX";
	const char *changed, *added, *ignored;
	struct rules rules;
	struct err err;

	assert_non_null(mkdtemp(directory));
	changed = write_file(state, directory, "b.conf", ROW("complaint.weeks", "all", "2027-01-01", "6"));
	added = write_file(state, directory, "a.conf", ROW("hearing.reply.days", "all", "2020-01-01", "14"));
	ignored = write_file(state, directory, "notes.txt", "not a rule");
	assert_true(rules_load(directory, *state, &rules, &err));
	assert_int_equal(rules.count, shipped(state).count + 1);
	assert_string_equal(value(&rules, "complaint.weeks", 0, "2026-12-31"), "4");
	assert_string_equal(value(&rules, "complaint.weeks", 0, "2027-01-01"), "6");
	assert_string_equal(value(&rules, "hearing.reply.days", 0, "2026-12-31"), "14");
	write_file(state, directory, "b.conf", "\nrule \"complaint.weeks\" { groups = 14 }");
	assert_false(rules_load(directory, *state, &rules, &err));
	assert_non_null(strstr(err.text, arena_printf(*state, "%s:2:", changed)));
	unlink(changed);
	unlink(added);
	unlink(ignored);
	assert_int_equal(rmdir(directory), 0);
}

static void a_folder_that_is_not_there_is_no_error(void **state)
{
	struct rules rules;
	struct err err;

	assert_true(rules_load("/nonexistent/samtale/rules", *state, &rules, &err));
	assert_int_equal(rules.count, shipped(state).count);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_case_is_judged_by_the_row_in_force_on_the_day),
		TEST(a_missing_row_is_named_with_key_group_and_day),
		TEST(a_value_known_to_be_unknown_is_refused),
		TEST(asked_without_a_group_rows_that_differ_are_refused),
		TEST(the_row_that_began_last_goes_before_one_that_nobody_ended),
		TEST(only_whole_numbers_are_numbers),
		TEST(the_shipped_rows_are_sorted_and_have_a_source),
		TEST(no_two_shipped_rows_answer_the_same_question),
		TEST(the_rows_the_other_tests_use_are_those_that_are_shipped),
		TEST(every_deadline_can_be_computed_from_what_is_shipped),
		TEST(a_row_is_read_word_by_word),
		TEST(what_is_wrong_in_a_file_is_told_with_its_line),
		TEST(an_empty_file_has_no_rows),
		TEST(a_file_of_ones_own_adds_and_replaces_rows),
		TEST(a_folder_that_is_not_there_is_no_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
