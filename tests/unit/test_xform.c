/* ODK XForms as guides: what each construct becomes, and how what is not supported is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "form_fixture.h"
#include "samtale/base/str.h"

#define Q(name) "<bind nodeset=\"/data/" name "\" type=\"string\"/>"
#define INPUT(name) "<input ref=\"/data/" name "\"><label>" name "</label></input>\n"

static void a_whole_form_becomes_a_guide_in_two_languages(void **state)
{
	struct form_fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	const struct guide_step *steps;
	const struct question *questions;
	int years;

	form_take(fixture, TEST_DATA "/forms/visit.xml");
	assert_string_equal(fixture->import.id, "besoeg-1");
	assert_string_equal(fixture->import.title, "Visit");
	assert_int_equal(fixture->import.version, 3);
	assert_string_equal(fixture->import.language[LANGUAGE_DA], "Dansk (da)");
	assert_string_equal(fixture->import.language[LANGUAGE_EN], "English (en)");
	assert_non_null(strstr(fixture->import.text[LANGUAGE_DA], "\"Hvem taler jeg med?\""));
	assert_non_null(strstr(fixture->import.text[LANGUAGE_EN], "\"Who am I talking to?\""));
	/* No English hint: that of the form's default language. */
	assert_non_null(strstr(fixture->import.text[LANGUAGE_EN], "\"Sig navnet højt.\""));
	assert_int_equal(guide_steps(fixture->guide, &steps), 3);
	assert_string_equal(steps[1].title, "Fag");
	guide_questions(fixture->guide, &questions);
	assert_string_equal(questions[form_item(fixture, "who")].guidance_hint, "Kun fornavn.");
	years = form_item(fixture, "years");
	form_answer(fixture, "who", "Mona");
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "kind"), arena), "Which trade, Mona?");
	assert_false(walk_relevant(fixture->walk, form_item(fixture, "kind")));
	form_answer(fixture, "age_2", "40");
	assert_true(walk_relevant(fixture->walk, form_item(fixture, "kind")));
	assert_false(walk_relevant(fixture->walk, years));
	form_answer(fixture, "kind", "chef");
	assert_true(walk_relevant(fixture->walk, years));
	assert_false(form_accepts(fixture, "years", "61"));
	assert_string_equal(fixture->err.text, "Between 0 and 60 years.");
	form_answer(fixture, "years", "2");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "days")), "730");
	form_answer(fixture, "kind", "carpenter");
	assert_false(walk_relevant(fixture->walk, years));
	form_answer(fixture, "who", "it's Mona");
	assert_true(walk_relevant(fixture->walk, years));
}

static void an_expression_gets_the_guides_names_and_keeps_the_rest(void **state)
{
	static const struct {
		const char *written, *becomes;
	} rows[] = {
		{ "/data/b = 'x'", "'${b} = \"x\"'" },
		{ "../b = \"it's\"", "'${b} = \"it\\'s\"'" },
		{ "/data/b = 'say \"no\"'", "'${b} = \\'say \"no\"\\''" },
		{ "/data/b = concat('\"', \"'\")", "'${b} = concat(\\'\"\\', \"\\'\")'" },
		{ "not( /data/b ) and -1 &lt; /data/g/c*2", "'not(${b}) and -1 < ${c} * 2'" },
		{ "/data/b div 2 - 1 &gt;= ../g/c mod 3", "'${b} div 2 - 1 >= ${c} mod 3'" },
		{ ". != '' or string-length(.) = 0", "'. != \"\" or string-length(.) = 0'" },
		{ "/data/a = 1", "'. = 1'" },
		{ "current()/../b = 1", "'${b} = 1'" },
		{ "(../b | ../g/c) = 1", "'(${b} | ${c}) = 1'" },
	};
	struct form_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *model = arena_printf(&fixture->arena, "<bind nodeset=\"/data/a\" constraint=\"%s\"/>",
						 rows[i].written);
		const char *expected =
			arena_printf(&fixture->arena, "constraint = %s\n", rows[i].becomes);

		if (strchr(rows[i].written, '"')) /* in an attribute */
			model = arena_printf(&fixture->arena, "<bind nodeset=\"/data/a\" constraint='%s'/>",
					     strstr(rows[i].written, "it's") ? "../b = &quot;it&apos;s&quot;"
					     : strstr(rows[i].written, "concat")
						     ? "/data/b = concat(&apos;&quot;&apos;, &quot;&apos;&quot;)"
						     : "/data/b = &apos;say &quot;no&quot;&apos;");
		if (!form_import(form_write_xform(fixture, "<a/><b/><g><c/></g>", model,
						  INPUT("a") INPUT("b") "<group ref=\"/data/g\"><label>G</label>" INPUT(
							  "g/c") "</group>"),
				 NULL, 0, &fixture->arena, &fixture->import, &fixture->err))
			fail_msg("%s: %s", rows[i].written, fixture->err.text);
		if (!strstr(fixture->import.text[LANGUAGE_EN], expected))
			fail_msg("%s should become %s, in %s", rows[i].written, expected,
				 fixture->import.text[LANGUAGE_EN]);
	}
}

static void a_form_that_cannot_be_asked_as_it_asks_is_refused_with_the_construct_and_its_line(void **state)
{
	static const struct {
		const char *model, *body;
		int line;
		const char *about;
	} rows[] = {
		{ "<bind nodeset=\"/data/b\"/>\n<bind nodeset=\"/data/zebra\"/>", INPUT("a"), 5, "/data/zebra" },
		{ "<bind nodeset=\"/data/a\" relevant=\"zebra(1)\"/>", INPUT("a"), 6, "there is no function zebra()" },
		{ "<bind nodeset=\"/data/a\" relevant=\"/data/zebra = 1\"/>", INPUT("a"), 6, "/data/zebra" },
		{ "<bind nodeset=\"/data/a\" relevant=\"//b = 1\"/>", INPUT("a"), 6, "// is not supported" },
		{ "<bind nodeset=\"/data/a\" relevant=\"@b = 1\"/>", INPUT("a"), 6, "@" },
		{ "<bind nodeset=\"/data/a\" relevant=\"../../../b\"/>", INPUT("a"), 6, "leads out" },
		{ "<bind nodeset=\"/data/a\" relevant=\"(/data/b\"/>", INPUT("a"), 6, ") is missing" },
		{ "<bind nodeset=\"/data/a\" relevant=\"1 +\"/>", INPUT("a"), 6, "relevant" },
		{ "<bind nodeset=\"/data/a\" relevant=\"/data/b = 'x\"/>", INPUT("a"), 6, "never ends" },
		{ "<bind nodeset=\"/data/a\" relevant=\"/data/meta/instanceID\"/>", INPUT("a"), 6,
		  "/data/meta/instanceID, which is no question" },
		{ "<bind nodeset=\"/data/a\" type=\"intent\"/>", INPUT("a"), 6, "the type “intent” of a" },
		{ "<bind nodeset=\"/data/a\" readonly=\"/data/b = 1\"/>", INPUT("a"), 4, "readonly" },
		{ "<bind nodeset=\"/data/a\" jr:preload=\"zebra\"/>", INPUT("a"), 4, "jr:preload=\"zebra\"" },
		{ "<bind nodeset=\"/data/a\" jr:constraintMsg=\"jr:itext('zebra')\"/>", INPUT("a"), 4, "zebra" },
		{ "<odk:setgeopoint event=\"odk-instance-first-load\" ref=\"/data/a\"/>", INPUT("a"), 4,
		  "<setgeopoint>" },
		{ "<setvalue event=\"xforms-value-changed\" ref=\"/data/a\" value=\"1\"/>", INPUT("a"), 4,
		  "xforms-value-changed" },
		{ "<instance id=\"z\" src=\"jr://instance/last-saved\"/>", INPUT("a"), 4, "jr://instance/last-saved" },
		{ "<instance id=\"z\" src=\"jr://file-csv/../z.csv\"/>", INPUT("a"), 4, "jr://file-csv/../z.csv" },
		{ "<instance id=\"z\" src=\"jr://file-csv/z.csv\"/><bind nodeset=\"/data/a\" "
		  "relevant=\"pulldata('z', 'b', 'c', 'd')\"/>",
		  INPUT("a"), 4, "z.csv beside it" },
		{ "", INPUT("a") "<secret ref=\"/data/b\"><label>B</label></secret>", 7, "<secret>" },
		{ "", INPUT("a") "<input ref=\"/data/zebra\"/>", 7, "/data/zebra" },
		{ "", INPUT("a") INPUT("a"), 7, "/data/a is asked a second time (first in line 6)" },
		{ "", INPUT("a") "<input ref=\"/data/b\"><label ref=\"jr:itext('zebra')\"/></input>", 7, "zebra" },
		{ "", "<input ref=\"/data/a\"><label ref=\"/data/b\"/></input>", 6, "label ref" },
		{ "", "<select1 ref=\"/data/a\"><label>A</label>"
		      "<itemset nodeset=\"/data/b\"><value ref=\"v\"/></itemset></select1>",
		  6, "nodeset=\"/data/b\"" },
		{ "", "<select1 ref=\"/data/a\"><label>A</label>"
		      "<itemset nodeset=\"instance('z')/root/item\"><value ref=\"v\"/></itemset></select1>",
		  6, "instance('z')" },
		{ "", "<range ref=\"/data/a\" start=\"5\" end=\"1\" step=\"1\"><label>A</label></range>", 6,
		  "from 5 to 1" },
		{ "<zebra/>", INPUT("a"), 4, "<zebra> in a <model>" },
	};
	struct form_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *path = form_write_xform(fixture, "<a/><b/><meta><instanceID/></meta>", rows[i].model,
						    rows[i].body);
		const char *place = arena_printf(&fixture->arena, "%s:%d: ", path, rows[i].line);
		const char *refusal = form_refusal(fixture, path);

		if (!str_starts(refusal, place) || !strstr(refusal, rows[i].about))
			fail_msg("“%s” should begin with “%s” and speak of “%s”", refusal, place, rows[i].about);
	}
}

static void what_is_no_form_or_is_made_to_harm_is_refused_before_it_is_read(void **state)
{
	static const struct {
		const char *text, *about;
	} rows[] = {
		{ "", "form.xml:1: " },
		{ "no xml at all", "form.xml:1: this is not well-formed XML" },
		{ "<h:html xmlns:h=\"h\">\n<h:head>\n", "not well-formed XML" },
		{ "<html><head><title>T</title></head><body><p>Hi</p></body></html>", "<html> is no XForm" },
		{ "<!DOCTYPE html>\n<html/>", "form.xml:1: <!DOCTYPE" },
		{ "<?xml version=\"1.0\"?>\n<!DOCTYPE a [\n<!ENTITY l \"lol\">\n<!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\">\n"
		  "<!ENTITY n \"&m;&m;&m;&m;&m;&m;&m;&m;\">]>\n<a>&n;</a>",
		  "form.xml:2: <!DOCTYPE" },
		{ "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<!DOCTYPE" },
		{ "<!DOCTYPE a PUBLIC \"-//X\" \"http://127.0.0.1:9/a.dtd\"><a/>", "<!DOCTYPE" },
		{ "<a>&external;</a>", "not well-formed XML" },
		{ "<svg/>", "<svg> is no XForm" },
	};
	struct form_fixture *fixture = *state;
	struct str deep;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *refusal = form_refusal(
			fixture, form_write_text(fixture, "form.xml", rows[i].text));

		if (!strstr(refusal, rows[i].about))
			fail_msg("“%s” should speak of “%s”", refusal, rows[i].about);
	}
	str_init(&deep);
	for (int i = 0; i < 100000; i++)
		str_add(&deep, "<a>");
	assert_non_null(strstr(form_refusal(fixture, form_write(fixture, "form.xml", deep.text, deep.length)),
			       "not well-formed"));
	str_done(&deep);
	assert_non_null(strstr(form_refusal(fixture, form_write_text(fixture, "form.pdf", "x")), ".xml"));
	assert_int_equal(fixture->err.code, ERR_INPUT);
	form_refusal(fixture, "no-such-folder/form.xml");
	assert_int_equal(fixture->err.code, ERR_MISSING);
	form_refusal(fixture, fixture->folder);
	assert_int_equal(fixture->err.code, ERR_INPUT);
}

static void every_control_becomes_its_type(void **state)
{
	static const struct {
		const char *control, *bound, *attributes, *inside;
		enum question_type type;
	} rows[] = {
		{ "input", "string", "", "", QUESTION_TEXT },
		{ "input", "xsd:int", "", "", QUESTION_INTEGER },
		{ "input", "decimal", "", "", QUESTION_DECIMAL },
		{ "input", "date", "", "", QUESTION_DATE },
		{ "input", "time", "", "", QUESTION_TIME },
		{ "input", "dateTime", "", "", QUESTION_DATETIME },
		{ "input", "geopoint", "", "", QUESTION_GEOPOINT },
		{ "input", "geotrace", "", "", QUESTION_GEOTRACE },
		{ "input", "geoshape", "", "", QUESTION_GEOSHAPE },
		{ "input", "barcode", "", "", QUESTION_BARCODE },
		{ "trigger", "string", "", "", QUESTION_ACKNOWLEDGE },
		{ "odk:rank", "odk:rank", "", "<item><label>One</label><value>one</value></item>", QUESTION_RANK },
		{ "upload", "binary", "mediatype=\"image/*\"", "", QUESTION_IMAGE },
		{ "upload", "binary", "mediatype=\"audio/*\"", "", QUESTION_AUDIO },
		{ "upload", "binary", "mediatype=\"video/*\"", "", QUESTION_VIDEO },
		{ "upload", "binary", "mediatype=\"application/*\"", "", QUESTION_FILE },
		{ "range", "int", "start=\"1\" end=\"7\" step=\"1\"", "", QUESTION_RANGE },
		{ "range", "int", "start=\"0\" end=\"100\" step=\"10\"", "", QUESTION_INTEGER },
		{ "range", "decimal", "start=\"0.5\" end=\"2.5\" step=\"0.5\"",
		  "<item><label>Much</label><value>2.5</value></item>", QUESTION_DECIMAL },
		{ "select1", "string", "", "<item><label>One</label><value>one</value></item>", QUESTION_SELECT_ONE },
		{ "select", "string", "", "<item><label>One</label><value>one</value></item>",
		  QUESTION_SELECT_MULTIPLE },
	};
	struct form_fixture *fixture = *state;
	struct str data, model, body;
	const struct question *questions;

	str_init(&data);
	str_init(&model);
	str_init(&body);
	for (int i = 0; i < (int)LENGTH(rows); i++) {
		str_addf(&data, "<q%d/>", i);
		str_addf(&model, "<bind nodeset=\"/data/q%d\" type=\"%s\"/>", i, rows[i].bound);
		str_addf(&body, "<%s ref=\"/data/q%d\" %s><label>Q</label>%s</%s>\n", rows[i].control, i,
			 rows[i].attributes, rows[i].inside, rows[i].control);
	}
	form_take(fixture, form_write_xform(fixture, data.text, model.text, body.text));
	guide_questions(fixture->guide, &questions);
	for (int i = 0; i < (int)LENGTH(rows); i++)
		assert_int_equal(questions[i].type, rows[i].type);
	assert_int_equal(questions[16].range_end, 7);
	assert_true(form_accepts(fixture, "q17", "30"));
	assert_false(form_accepts(fixture, "q17", "35"));
	assert_true(form_accepts(fixture, "q18", "1.5"));
	assert_false(form_accepts(fixture, "q18", "1.7"));
	str_done(&data);
	str_done(&model);
	str_done(&body);
}

static void what_has_no_control_is_calculated(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture,
		  form_write_xform(fixture, "<a/><sum/><fixed>it's \"so\"</fixed><today/><phone/><meta><instanceID/></meta>",
				   "<bind nodeset=\"/data/a\" type=\"int\"/>\n"
				   "<bind nodeset=\"/data/sum\" calculate=\"/data/a + 1\"/>\n"
				   "<bind nodeset=\"/data/today\" jr:preload=\"date\" jr:preloadParams=\"today\"/>\n"
				   "<bind nodeset=\"/data/phone\" jr:preload=\"property\" jr:preloadParams=\"phonenumber\"/>\n",
				   INPUT("a")));
	form_answer(fixture, "a", "4");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "sum")), "5");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "fixed")), "it's \"so\"");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "today")), "2026-11-23");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "phone")), "");
	assert_int_equal(walk_find(fixture->walk, "instanceID"), -1);
	assert_int_equal(fixture->import.notice_count, 1);
	assert_non_null(strstr(fixture->import.notices[0], "phone stays empty"));
}

static void a_group_of_the_data_that_the_body_does_not_show_still_hides(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture, form_write_xform(fixture, "<a/><g><b/></g>", "<bind nodeset=\"/data/g\" relevant=\"/data/a = 'x'\"/>",
					    INPUT("a") "<input ref=\"/data/g/b\"><label>B</label></input>"));
	assert_false(walk_relevant(fixture->walk, form_item(fixture, "b")));
	form_answer(fixture, "a", "x");
	assert_true(walk_relevant(fixture->walk, form_item(fixture, "b")));
}

static void names_that_a_guide_keeps_or_that_come_twice_get_a_number(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture, form_write_xform(fixture, "<age/><g><a/></g><h><a/></h>",
					    "<bind nodeset=\"/data/h/a\" relevant=\"/data/g/a = /data/age\"/>",
					    INPUT("age") "<group ref=\"/data/g\"><label>G</label>" INPUT("g/a") "</group>"
					    "<group ref=\"/data/h\"><label>H</label>" INPUT("h/a") "</group>"));
	form_answer(fixture, "age_2", "7");
	form_answer(fixture, "a", "6");
	assert_false(walk_relevant(fixture->walk, form_item(fixture, "a_2")));
	form_answer(fixture, "a", "7");
	assert_true(walk_relevant(fixture->walk, form_item(fixture, "a_2")));
	assert_int_equal(fixture->import.notice_count, 2);
}

static void a_text_that_asks_for_more_than_an_answer_gets_a_calculation(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture,
		  form_write_xform(fixture, "<a/><b/>", Q("a"),
				   INPUT("a") "<input ref=\"/data/b\"><label>Is <output value=\"concat( /data/a , '!')\"/> it, or "
					      "${a}?</label></input>"));
	form_answer(fixture, "a", "Oh");
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "b"), &fixture->arena),
			    "Is Oh! it, or $ {a}?");
}

#define REPEAT(inside) \
	"<group ref=\"/data/child\"><label>Child</label><repeat nodeset=\"/data/child\" jr:count=\" /data/n \">" inside \
	"</repeat></group>"
#define CHILD(name) "<input ref=\"/data/child/" name "\"><label>" name "</label></input>\n"

static void repeats_count_sum_and_look_at_each_other(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture,
		  form_write_xform(
			  fixture,
			  "<n/><child jr:template=\"\"><first/><old/><place/><before/><all/></child><child><first/><old/></child><sum/>"
			  "<second/><grown/>",
			  "<bind nodeset=\"/data/n\" type=\"int\"/>"
			  "<bind nodeset=\"/data/child/old\" type=\"int\" relevant=\" ../first != ''\"/>\n"
			  "<bind nodeset=\"/data/child/place\" calculate=\"position(..)\"/>\n"
			  "<bind nodeset=\"/data/child/before\" "
			  "calculate=\"sum( /data/child[position() &lt; position(current()/..)]/old )\"/>\n"
			  "<bind nodeset=\"/data/child/all\" calculate=\"count(../../child/first[. != ''])\"/>\n"
			  "<bind nodeset=\"/data/sum\" calculate=\"sum(/data/child/old)\"/>\n"
			  "<bind nodeset=\"/data/second\" calculate=\"indexed-repeat(/data/child/first, /data/child, 2)\"/>\n"
			  "<bind nodeset=\"/data/grown\" calculate=\"count(/data/child[old &gt; 17])\"/>\n",
			  INPUT("n") REPEAT(CHILD("first") CHILD("old"))));
	form_answer(fixture, "n", "3");
	form_answer(fixture, "child[1]/first", "Ida");
	form_answer(fixture, "child[2]/first", "Bo");
	assert_false(walk_relevant(fixture->walk, form_item(fixture, "child[3]/old")));
	form_answer(fixture, "child[1]/old", "20");
	form_answer(fixture, "child[2]/old", "5");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "child[2]/place")), "2");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "child[3]/before")), "25");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "child[1]/all")), "2");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "sum")), "25");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "second")), "Bo");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "grown")), "1");
}

static void choices_come_from_instances_are_filtered_and_looked_up(void **state)
{
	struct form_fixture *fixture = *state;
	size_t shown[8];

	form_write_text(fixture, "streets.csv", "name,label,town\na,Algade,ode\nb,Bogade,sve\n");
	form_take(fixture,
		  form_write_xform(
			  fixture, "<region/><town/><street/><name/><people/>",
			  "<instance id=\"towns\"><places><place><code>ode</code><title>Odense</title><region>f</region>"
			  "<people>200</people></place><place><code>aar</code><title>Aarhus</title><region>j</region></place>"
			  "<place><code>sve</code><title>Svendborg</title><region>f</region></place></places></instance>\n"
			  "<instance id=\"streets\" src=\"jr://file-csv/streets.csv\"/>\n"
			  "<bind nodeset=\"/data/name\" calculate=\"jr:choice-name( /data/town , ' ../town ')\"/>\n"
			  "<bind nodeset=\"/data/people\" "
			  "calculate=\"instance('towns')/places/place[code = /data/town ]/people\"/>\n",
			  "<select1 ref=\"/data/region\"><label>R</label><item><label>Fyn</label><value>f</value></item>"
			  "<item><label>Jylland</label><value>j</value></item></select1>"
			  "<select1 ref=\"/data/town\"><label>T</label>"
			  "<itemset nodeset=\"randomize(instance('towns')/places/place[region = /data/region ], 3)\">"
			  "<value ref=\"code\"/><label ref=\"title\"/></itemset></select1>"
			  "<select1 ref=\"/data/street\"><label>S</label>"
			  "<itemset nodeset=\"instance('streets')/root/item[town = current()/../town ]\">"
			  "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"));
	assert_int_equal(fixture->import.table_count, 1);
	assert_string_equal(fixture->import.tables[0].file, "form-streets.csv");
	form_answer(fixture, "region", "f");
	assert_int_equal(walk_choices(fixture->walk, form_item(fixture, "town"), shown, LENGTH(shown)), 2);
	assert_int_equal(shown[1], 2);
	form_answer(fixture, "town", "ode");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "name")), "Odense");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "people")), "200");
	assert_int_equal(walk_choices(fixture->walk, form_item(fixture, "street"), shown, LENGTH(shown)), 1);
	assert_int_equal(shown[0], 0);
	assert_int_equal(fixture->import.notice_count, 1);
	assert_non_null(strstr(fixture->import.notices[0], "randomize()"));
}

static void choices_can_lie_in_a_file_of_xml(void **state)
{
	static const char pets[] = "<root>\n<item><name>dog</name><label>Dog</label></item>\n"
				   "<item><name>cat</name><label>Cat</label></item></root>";
	struct form_fixture *fixture = *state;
	size_t shown[4];
	const char *path;

	form_write_text(fixture, "pets.xml", pets);
	path = form_write_xform(fixture, "<a/>", "<instance id=\"pets\" src=\"jr://file/pets.xml\"/>",
				"<select ref=\"/data/a\"><label>A</label><itemset nodeset=\"instance('pets')/root/item\">"
				"<value ref=\"name\"/><label ref=\"label\"/></itemset></select>");
	form_take(fixture, path);
	assert_int_equal(walk_choices(fixture->walk, form_item(fixture, "a"), shown, LENGTH(shown)), 2);
	form_write_text(fixture, "pets.xml", "<root>\n<item>");
	assert_non_null(strstr(form_refusal(fixture, path), "pets.xml:2: this is not well-formed XML"));
	form_write_text(fixture, "pets.xml", "<!DOCTYPE a><a/>");
	assert_non_null(strstr(form_refusal(fixture, path), "pets.xml:1: <!DOCTYPE"));
}

static void a_value_set_when_the_form_begins_is_a_default(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture,
		  form_write_xform(fixture, "<a>plain</a><b/><c/><d/><e>today()</e><f/>",
				   "<setvalue event=\"odk-instance-first-load\" ref=\"/data/b\" value=\"today() + 1\"/>"
				   "<setvalue event=\"odk-instance-first-load odk-new-repeat\" ref=\"/data/c\">text</setvalue>"
				   "<setvalue event=\"odk-instance-first-load\" ref=\"/data/d\" value=\"concat( /data/a , 's')\"/>"
				   "<setvalue event=\"odk-instance-first-load\" ref=\"/data/f\" value=\"'7'\"/>",
				   INPUT("a") INPUT("b") INPUT("c") INPUT("d") INPUT("e") INPUT("f")));
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "a")), "plain");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "c")), "text");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "d")), "plains");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "e")), "today()");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "f")), "7");
	assert_non_null(strstr(fixture->import.text[LANGUAGE_EN], "default = 'string(today() + 1)'"));
}

static void a_text_that_is_only_read_is_a_note_and_a_value_that_is_only_read_stays_a_value(void **state)
{
	struct form_fixture *fixture = *state;
	const struct question *questions;

	form_take(fixture, form_write_xform(fixture, "<a/><b/>",
					    "<bind nodeset=\"/data/a\" type=\"string\" readonly=\"true()\"/>"
					    "<bind nodeset=\"/data/b\" type=\"int\" readonly=\"true()\" calculate=\"1 + 1\"/>",
					    INPUT("a") INPUT("b")));
	guide_questions(fixture->guide, &questions);
	assert_int_equal(questions[0].type, QUESTION_NOTE);
	assert_int_equal(questions[1].type, QUESTION_INTEGER);
	assert_true(questions[1].read_only);
	assert_string_equal(walk_exported(fixture->walk, 1), "2");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, form_fixture_setup, form_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_whole_form_becomes_a_guide_in_two_languages),
		CASE(an_expression_gets_the_guides_names_and_keeps_the_rest),
		CASE(a_form_that_cannot_be_asked_as_it_asks_is_refused_with_the_construct_and_its_line),
		CASE(what_is_no_form_or_is_made_to_harm_is_refused_before_it_is_read),
		CASE(every_control_becomes_its_type),
		CASE(what_has_no_control_is_calculated),
		CASE(a_group_of_the_data_that_the_body_does_not_show_still_hides),
		CASE(names_that_a_guide_keeps_or_that_come_twice_get_a_number),
		CASE(repeats_count_sum_and_look_at_each_other),
		CASE(choices_come_from_instances_are_filtered_and_looked_up),
		CASE(choices_can_lie_in_a_file_of_xml),
		CASE(a_value_set_when_the_form_begins_is_a_default),
		CASE(a_text_that_is_only_read_is_a_note_and_a_value_that_is_only_read_stays_a_value),
		CASE(a_text_that_asks_for_more_than_an_answer_gets_a_calculation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
