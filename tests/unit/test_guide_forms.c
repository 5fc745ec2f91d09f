/* What XLSForm has beyond plain questions: lists, filters, other types, groups, dynamic defaults, chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"

static const struct guide_table tables[] = {
	{ "places.csv", "\xEF\xBB\xBFname,label,region,size\r\nodense,Odense,syd,180\r\nvejle,\"Vejle, "
			"\"\"by\"\"\",syd,61\r\n"
			"aarhus,Aarhus,midt,285\r\n" },
	{ "twisted.csv", "name,label\nx,X,too much\n" },
	{ "open.csv", "name,label\n\"x,X\n" },
	{ "odd.csv", "name,two words\nx,X\n" },
	{ NULL, NULL },
};

static const char *whole(struct guide_fixture *fixture, const char *lists, const char *questions)
{
	return arena_printf(
		&fixture->arena,
		"guide \"test\" { version = 1 title = \"Test\"\n%s\nstep \"trin\" { title = \"T\"\n%s } }\n",
		lists, questions);
}

static void load_with(struct guide_fixture *fixture, const char *lists, const char *questions)
{
	if (!guide_parse_with("test.conf", whole(fixture, lists, questions), tables, &fixture->guide,
			      &fixture->err))
		fail_msg("%s", fixture->err.text);
	fixture_walk(fixture, 2);
}

static void refused(struct guide_fixture *fixture, const char *lists, const char *questions,
		    const char *about)
{
	if (guide_parse_with("test.conf", whole(fixture, lists, questions), tables, &fixture->guide,
			     &fixture->err))
		fail_msg("this was not refused: %s %s", lists, questions);
	if (!strstr(fixture->err.text, about))
		fail_msg("“%s” does not speak of “%s”", fixture->err.text, about);
}

static size_t shown_of(const struct guide_fixture *fixture, const char *question)
{
	size_t shown[8];

	return walk_choices(fixture->walk, fixture_index(fixture, question), shown, 8);
}

/* ---- lists ------------------------------------------------------------------------------------------- */

#define PLACES "list \"places\" { file = \"places.csv\" }"

static void a_list_in_a_file_is_filtered_by_its_columns(void **state)
{
	struct guide_fixture *fixture = *state;

	load_with(fixture, PLACES,
		  "question \"region\" { type = text label = \"R\" }\n"
		  "question \"place\" { type = select_one label = \"P\" list = \"places\" choice_filter = "
		  "'region = "
		  "${region} and size > 100' }");
	assert_int_equal(shown_of(fixture, "place"), 0);
	fixture_answer(fixture, "region", "syd");
	assert_int_equal(shown_of(fixture, "place"), 1);
	fixture_answer(fixture, "place", "odense");
	assert_false(fixture_accepts(fixture, "place", ANSWER_GIVEN, "vejle"));
	assert_string_equal(walk_text(fixture->walk, fixture_index(fixture, "place"), &fixture->arena),
			    "Odense");
}

static void a_list_is_looked_up_by_pulldata_and_as_an_instance(void **state)
{
	static const struct {
		const char *expression, *value;
	} rows[] = {
		{ "pulldata(\"places\", \"size\", \"name\", \"aarhus\")", "285" },
		{ "pulldata(\"places.csv\", \"label\", \"size\", 61)", "Vejle, \"by\"" },
		{ "pulldata(\"places\", \"size\", \"name\", \"nowhere\")", "" },
		{ "pulldata(\"places\", \"nothing\", \"name\", \"aarhus\")", "" },
		{ "count(instance(\"places\")/root/item)", "3" },
		{ "sum(instance(\"places\")/root/item[region = \"syd\"]/size)", "241" },
		{ "instance(\"places\")/root/item[name = current()/../q]/label", "Odense" },
		{ "instance(\"places\")/root/item[name = ${q}]/region", "syd" },
		{ "jr:choice-name(${q}, \"${q}\")", "Odense" },
		{ "jr:choice-name(\"aarhus\", \"/data/trin/q\")", "Aarhus" },
		{ "jr:choice-name(\"nowhere\", \"${q}\")", "" },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		walk_free(fixture->walk);
		guide_free(fixture->guide);
		fixture->walk = NULL;
		load_with(
			fixture, PLACES,
			arena_printf(&fixture->arena,
				     "question \"q\" { type = select_one label = \"Q\" list = \"places\" }\n"
				     "question \"r\" { type = calculate calculation = '%s' }",
				     rows[i].expression));
		fixture_answer(fixture, "q", "odense");
		if (!str_equal(fixture_value(fixture, "r"), rows[i].value))
			fail_msg("%s is “%s”, not “%s”", rows[i].expression, fixture_value(fixture, "r"),
				 rows[i].value);
	}
}

static void a_list_written_in_the_guide_has_columns_of_its_own(void **state)
{
	struct guide_fixture *fixture = *state;

	load_with(fixture,
		  "list \"trades\" { choices = { \"cook\", \"smith\" } labels = { \"Kok\", \"Smed\" }\n"
		  " column \"sector\" { values = { \"food\", \"metal\" } } }",
		  "question \"sector\" { type = text label = \"S\" }\n"
		  "question \"one\" { type = select_one label = \"O\" list = \"trades\" choice_filter = "
		  "'sector = "
		  "${sector}' or_other = true }");
	fixture_answer(fixture, "sector", "metal");
	assert_int_equal(shown_of(fixture, "one"), 2);
	assert_false(fixture_accepts(fixture, "one", ANSWER_GIVEN, "cook"));
	fixture_answer(fixture, "one", "smith");
}

static void what_a_list_lacks_is_refused_by_name(void **state)
{
	struct guide_fixture *fixture = *state;
	const char *text = "question \"a\" { type = text label = \"A\" }";

	refused(fixture, "list \"l\" { file = \"gone.csv\" }", text, "gone.csv");
	refused(fixture, "list \"l\" { file = \"../places.csv\" }", text, "../places.csv");
	refused(fixture, "list \"l\" { file = \"twisted.csv\" }", text,
		"twisted.csv:2: this row has more cells");
	refused(fixture, "list \"l\" { file = \"open.csv\" }", text, "open.csv:2: a text begins here");
	refused(fixture, "list \"l\" { file = \"odd.csv\" }", text,
		"“two words” cannot be the name of a column");
	refused(fixture, "list \"l\" { choices = { \"a\" } column \"c\" { values = { \"1\", \"2\" } } }",
		text, "1 choices and 2 values");
	refused(fixture, "list \"l\" { choices = { \"a\" } }\nlist \"l\" { choices = { \"a\" } }", text,
		"a second time");
	refused(fixture, "", "question \"a\" { type = select_one label = \"A\" list = \"l\" }",
		"no list “l”");
	refused(fixture, PLACES,
		"question \"a\" { type = select_one label = \"A\" list = \"places\" choices = { \"b\" } }",
		"has a list and choices");
	refused(fixture, "",
		"question \"a\" { type = calculate calculation = 'pulldata(\"x\", \"a\", \"b\", 1)' }",
		"the list \"x\"");
	refused(fixture, PLACES,
		"question \"a\" { type = calculate calculation = 'count(instance(concat(\"pl\", "
		"\"aces\"))/root/item)' }",
		"name in quotes");
}

static void a_guide_s_lists_lie_in_its_own_folder(void **state)
{
	struct guide_fixture *fixture = *state;
	FILE *file = fopen(TEST_DATA "/guides/everything.conf", "r");
	char text[16384];

	assert_non_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	if (!guide_parse(TEST_DATA "/guides/everything.conf", text, &fixture->guide, &fixture->err))
		fail_msg("%s", fixture->err.text);
	fixture_walk(fixture, 2);
	fixture_answer(fixture, "region", "syd");
	fixture_answer(fixture, "place", "svendborg");
	assert_string_equal(fixture_value(fixture, "size"), "27000");
	assert_string_equal(fixture_value(fixture, "called"), "Svendborg, by");
	assert_string_equal(fixture_value(fixture, "largest"), "Aarhus");
}

/* ---- other types --------------------------------------------------------------------------------------- */

static const char types[] =
	"question \"time\" { type = time label = \"T\" }\n"
	"question \"moment\" { type = datetime label = \"M\" }\n"
	"question \"seen\" { type = acknowledge label = \"S\" }\n"
	"question \"order\" { type = rank label = \"O\" choices = { \"a\", \"b\", \"c\" } }\n"
	"question \"point\" { type = geopoint label = \"P\" }\n"
	"question \"trace\" { type = geotrace label = \"G\" }\n"
	"question \"photo\" { type = image label = \"B\" }\n";

static void each_type_has_its_own_form(void **state)
{
	static const struct {
		const char *question, *typed, *stored; /* NULL: refused */
	} rows[] = {
		{ "time", "14:30", "14:30" },
		{ "time", "9.05", "09:05" },
		{ "time", "14:30:00.000+01:00", "14:30" },
		{ "time", "25:00", NULL },
		{ "moment", "2026-11-30T14:30", "2026-11-30T14:30" },
		{ "moment", "2026-11-30 7:15", "2026-11-30T07:15" },
		{ "moment", "2026-11-30T14:30:00.000+01:00", "2026-11-30T14:30" },
		{ "moment", "2026-11-30", NULL },
		{ "moment", "2026-02-30T10:00", NULL },
		{ "seen", "OK", "OK" },
		{ "seen", "ja", NULL },
		{ "order", "c a b", "c a b" },
		{ "order", "c a", NULL },
		{ "order", "c a x", NULL },
		{ "point", "55.40 10.38", "55.40 10.38" },
		{ "point", "55.40 10.38 12.5 4", "55.40 10.38 12.5 4" },
		{ "point", "95 10", NULL },
		{ "point", "55", NULL },
		{ "point", "55 10; 56 11", NULL },
		{ "trace", "55 10;56 11", "55 10; 56 11" },
		{ "photo", "billede.jpg", "billede.jpg" },
	};
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, types);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		bool taken = fixture_accepts(fixture, rows[i].question, ANSWER_GIVEN, rows[i].typed);

		if (taken != (rows[i].stored != NULL)
		    || (taken && !str_equal(fixture_value(fixture, rows[i].question), rows[i].stored)))
			fail_msg("%s: “%s” became “%s”", rows[i].question, rows[i].typed,
				 fixture_value(fixture, rows[i].question));
	}
}

static void what_is_read_only_is_shown_and_not_asked(void **state)
{
	struct guide_fixture *fixture = *state;
	int relevant, answered;

	fixture_load(fixture,
		     "question \"a\" { type = integer label = \"A\" }\n"
		     "question \"b\" { type = integer label = \"B\" read_only = true required = true "
		     "calculation = '${a} * 2' }\n");
	fixture_answer(fixture, "a", "4");
	assert_string_equal(walk_exported(fixture->walk, 1), "8");
	assert_int_equal(walk_next(fixture->walk, 0), 1);
	assert_false(fixture_accepts(fixture, "b", ANSWER_GIVEN, "9"));
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	walk_count(fixture->walk, &relevant, &answered);
	assert_int_equal(relevant, 1);
}

static void other_brings_a_question_of_its_own(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"a\" { type = select_multiple label = \"A\" choices = { \"x\" } "
			      "or_other = true }\n");
	assert_false(fixture_relevant(fixture, "a_other"));
	fixture_answer(fixture, "a", "x other");
	assert_true(fixture_relevant(fixture, "a_other"));
	fixture_answer(fixture, "a_other", "noget");
	fixture_answer(fixture, "a", "x");
	assert_false(fixture_relevant(fixture, "a_other"));
	fixture_refusal(
		fixture,
		"question \"a\" { type = select_one label = \"A\" choices = { \"other\" } or_other = true }");
	assert_non_null(strstr(fixture->err.text, "already"));
}

static void a_dynamic_default_follows_until_there_is_an_answer(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"a\" { type = text label = \"A\" }\n"
			      "question \"b\" { type = text label = \"B\" default = '${a}' }\n"
			      "question \"c\" { type = date label = \"C\" default = 'today()' }\n"
			      "question \"d\" { type = text label = \"D\" default = \"count (all)\" }\n");
	fixture_answer(fixture, "a", "x");
	assert_string_equal(walk_exported(fixture->walk, 1), "x");
	assert_string_equal(fixture_value(fixture, "b"), "");
	assert_string_equal(walk_exported(fixture->walk, 2), "2026-11-23");
	assert_string_equal(walk_exported(fixture->walk, 3), "count (all)");
	fixture_answer(fixture, "b", "mit");
	fixture_answer(fixture, "a", "y");
	assert_string_equal(walk_exported(fixture->walk, 1), "mit");
}

static void groups_in_groups_hide_what_stands_in_them(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture,
		     "question \"a\" { type = integer label = \"A\" }\n"
		     "group \"outer\" { label = \"O\" relevant = '${a} > 1'\n"
		     " question \"b\" { type = text label = \"B\" }\n"
		     " group \"inner\" { label = \"I\" relevant = '${a} > 2'\n"
		     "  question \"c\" { type = text label = \"C\" relevant = '../../b = \"x\"' } } }\n");
	assert_false(fixture_relevant(fixture, "b"));
	fixture_answer(fixture, "a", "2");
	assert_true(fixture_relevant(fixture, "b"));
	fixture_answer(fixture, "b", "x");
	assert_false(fixture_relevant(fixture, "c"));
	fixture_answer(fixture, "a", "3");
	assert_true(fixture_relevant(fixture, "c"));
	fixture_answer(fixture, "a", "1");
	assert_false(fixture_relevant(fixture, "c"));
}

/* ---- paths and functions that are not there ---------------------------------------------------------------
 */

static void what_is_not_supported_is_refused_by_name(void **state)
{
	static const char *const rows[][2] = {
		{ "digest(., \"MD5\")", "digest()" },    { "area(${a})", "area()" },
		{ "distance(${a})", "distance()" },      { "${last-saved#a} = 1", "last-saved" },
		{ "/data/trin/nosuch = 1", "nosuch" },   { "../nosuch = 1", "nosuch" },
		{ "/data/meta/instanceID = 1", "meta" }, { "indexed-repeat(1, 2, 3)", "as ${name}" },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *refusal = fixture_refusal(
			fixture,
			arena_printf(&fixture->arena,
				     "question \"a\" { type = text label = \"A\" constraint = '%s' }",
				     rows[i][0]));

		if (!strstr(refusal, rows[i][1]))
			fail_msg("%s: “%s” does not name %s", rows[i][0], refusal, rows[i][1]);
	}
}

static void chance_is_the_same_for_the_same_seed(void **state)
{
	static const char drawing[] =
		"question \"a\" { type = calculate calculation = 'random()' }\n"
		"question \"b\" { type = calculate calculation = 'random()' }\n"
		"question \"u\" { type = calculate calculation = 'uuid()' }\n"
		"question \"s\" { type = calculate calculation = 'string-length(uuid(7))' }\n"
		"question \"x\" { type = text label = \"X\" }\n"
		"question \"y\" { type = text label = \"Y\" }\n"
		"question \"r\" { type = calculate calculation = 'join(\"\", randomize(${x} | ${y}, 42))' "
		"}\n";
	struct guide_fixture *fixture = *state;
	struct walk_citizen other = { .target_group = 2, .age = 34, .seed = 7 };
	const char *first, *uuid;

	fixture_load(fixture, drawing);
	first = arena_strdup(&fixture->arena, fixture_value(fixture, "a"));
	uuid = arena_strdup(&fixture->arena, fixture_value(fixture, "u"));
	assert_string_not_equal(first, fixture_value(fixture, "b"));
	assert_int_equal(strlen(uuid), 36);
	assert_int_equal(uuid[14], '4');
	assert_string_equal(fixture_value(fixture, "s"), "7");
	fixture_walk(fixture, 2);
	assert_string_equal(fixture_value(fixture, "a"), first);
	assert_string_equal(fixture_value(fixture, "u"), uuid);
	fixture_answer(fixture, "x", "1");
	fixture_answer(fixture, "y", "2");
	assert_int_equal(strlen(fixture_value(fixture, "r")), 2);
	walk_free(fixture->walk);
	fixture->walk = walk_new(fixture->guide, &other, fixture_today());
	assert_string_not_equal(fixture_value(fixture, "a"), first);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_list_in_a_file_is_filtered_by_its_columns),
		CASE(a_list_is_looked_up_by_pulldata_and_as_an_instance),
		CASE(a_list_written_in_the_guide_has_columns_of_its_own),
		CASE(what_a_list_lacks_is_refused_by_name),
		CASE(a_guide_s_lists_lie_in_its_own_folder),
		CASE(each_type_has_its_own_form),
		CASE(what_is_read_only_is_shown_and_not_asked),
		CASE(other_brings_a_question_of_its_own),
		CASE(a_dynamic_default_follows_until_there_is_an_answer),
		CASE(groups_in_groups_hide_what_stands_in_them),
		CASE(what_is_not_supported_is_refused_by_name),
		CASE(chance_is_the_same_for_the_same_seed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
