/* XLSForms as guides, from CSV and from a workbook. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#include "form_fixture.h"
#include "samtale/base/str.h"

#define HEAD "type,name,label::English (en),label::Dansk (da),relevant,constraint,required,calculation,appearance,default\n"

/* ---- workbooks ------------------------------------------------------------------------------------- */

struct part {
	const char *name, *text;
};

static const char book_xml[] =
	"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
	"<sheet name=\"Survey\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"choices\" sheetId=\"2\" r:id=\"rId2\"/>"
	"<sheet name=\"settings\" sheetId=\"3\" r:id=\"rId3\"/></sheets></workbook>";
static const char relations_xml[] =
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
	"<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/>"
	"<Relationship Id=\"rId3\" Target=\"worksheets/sheet3.xml\"/></Relationships>";

static const char *write_book(struct form_fixture *fixture, const struct part *parts, size_t count)
{
	const char *path = arena_printf(&fixture->arena, "%s/form.xlsx", fixture->folder);
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(zip);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);

		assert_non_null(source);
		assert_true(zip_file_add(zip, parts[i].name, source, 0) >= 0);
	}
	assert_int_equal(zip_close(zip), 0);
	return path;
}

static void a_workbook_becomes_a_guide(void **state)
{
	static const struct part parts[] = {
		{ "xl/workbook.xml", book_xml },
		{ "xl/_rels/workbook.xml.rels", relations_xml },
		{ "xl/sharedStrings.xml",
		  "<sst xmlns=\"m\"><si><t>type</t></si><si><t>name</t></si><si><t>label</t></si>"
		  "<si><r><t>Have you </t></r><r><t>work?</t></r><rPh><t>no</t></rPh></si><si><t>select_one yn</t></si></sst>" },
		{ "xl/worksheets/sheet1.xml",
		  "<worksheet xmlns=\"m\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
		  "t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"E1\" t=\"inlineStr\"><is><t>relevant</t></is></c></row>"
		  "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>work</t></is></c><c r=\"C3\" "
		  "t=\"s\"><v>3</v></c></row>"
		  "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>integer</v></c><c r=\"B4\" t=\"str\"><v>hours</v></c><c r=\"C4\" "
		  "t=\"str\"><v>Hours, ${work}?</v></c><c r=\"E4\" t=\"str\"><v>${work} = 1</v></c></row></sheetData></worksheet>" },
		{ "xl/worksheets/sheet2.xml",
		  "<worksheet xmlns=\"m\"><sheetData><row><c t=\"str\"><v>list_name</v></c><c t=\"str\"><v>name</v></c><c "
		  "t=\"str\"><v>label</v></c></row><row><c t=\"str\"><v>yn</v></c><c><v>1.0</v></c><c t=\"str\"><v>yes</v></c></row>"
		  "<row><c t=\"str\"><v>yn</v></c><c><v>0</v></c><c t=\"str\"><v>no</v></c></row></sheetData></worksheet>" },
		{ "xl/worksheets/sheet3.xml",
		  "<worksheet xmlns=\"m\"><sheetData><row><c t=\"str\"><v>form_title</v></c><c t=\"str\"><v>form_id</v></c><c "
		  "t=\"str\"><v>version</v></c></row><row><c t=\"str\"><v>Work</v></c><c t=\"str\"><v>work_form</v></c><c><v>12</v></c>"
		  "</row></sheetData></worksheet>" },
	};
	struct form_fixture *fixture = *state;

	form_take(fixture, write_book(fixture, parts, LENGTH(parts)));
	assert_string_equal(fixture->import.id, "work-form");
	assert_string_equal(fixture->import.title, "Work");
	assert_int_equal(fixture->import.version, 12);
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "work"), &fixture->arena), "Have you work?");
	assert_false(walk_relevant(fixture->walk, form_item(fixture, "hours")));
	form_answer(fixture, "work", "1");
	assert_true(walk_relevant(fixture->walk, form_item(fixture, "hours")));
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "hours"), &fixture->arena), "Hours, yes?");
}

static void a_workbook_that_is_broken_or_made_to_harm_is_refused(void **state)
{
	static const struct part no_book[] = { { "a.txt", "a" } };
	static const struct part no_sheet[] = { { "xl/workbook.xml", book_xml },
						{ "xl/_rels/workbook.xml.rels", relations_xml } };
	static const struct part entities[] = {
		{ "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"b\">]><workbook>&b;</workbook>" }
	};
	static const struct part other[] = { { "xl/workbook.xml", "<workbook/>" } };
	struct form_fixture *fixture = *state;
	struct part bomb[] = { { "xl/workbook.xml", NULL } };
	const char *path, *bytes;
	size_t size = 8 << 20;
	FILE *file;

	assert_non_null(strstr(form_refusal(fixture, form_write_text(fixture, "form.xlsx", "PK\003\004 not a zip")),
			       "no xlsx workbook"));
	assert_non_null(strstr(form_refusal(fixture, write_book(fixture, no_book, 1)), "no xlsx workbook"));
	assert_non_null(strstr(form_refusal(fixture, write_book(fixture, no_sheet, 2)), "names a sheet"));
	assert_non_null(strstr(form_refusal(fixture, write_book(fixture, entities, 1)), "<!DOCTYPE"));
	assert_non_null(strstr(form_refusal(fixture, write_book(fixture, other, 1)), "no XLSForm"));

	path = write_book(fixture, no_sheet, 2);
	file = fopen(path, "re");
	bytes = arena_alloc(&fixture->arena, 200);
	assert_int_equal(fread((char *)(uintptr_t)bytes, 1, 200, file), 200);
	fclose(file);
	assert_non_null(strstr(form_refusal(fixture, form_write(fixture, "form.xlsx", bytes, 200)), "no xlsx workbook"));

	bomb[0].text = memset(arena_alloc(&fixture->arena, size + 1), ' ', size);
	assert_non_null(strstr(form_refusal(fixture, write_book(fixture, bomb, 1)), "unpacks to more"));
}

/* ---- CSV ------------------------------------------------------------------------------------------- */

static void csv_files_become_a_guide_in_two_languages(void **state)
{
	struct form_fixture *fixture = *state;
	const struct guide_step *steps;

	form_write_text(fixture, "choices.csv",
		   "list_name,name,label::English (en),label::Dansk (da)\nhow,bus,\"bus, or train\",\"bus \"\"eller\"\" tog\"\nhow,bike,bike,cykel\n");
	form_write_text(fixture, "settings.csv", "form_title,form_id,default_language\nTransport,Tråd til job,English (en)\n");
	form_take(fixture, form_write_text(fixture, "survey.csv",
				      "\xEF\xBB\xBF" HEAD
				      "start,start,,,,,,,,\n"
				      "select_one how,how,How?,Hvordan?,,,yes,,,\n"
				      "begin_group,time,Time,Tid,${how} = 'bus',,,,,\n"
				      "integer,minutes,Minutes?,Minutter?,,. > 0 and . < 600,,,,\n"
				      "text,why,Why?,Hvorfor?,${minutes} > 60,,no,,multiline,\n"
				      "end_group,,,,,,,,,\n"
				      "calculate,double,,,,,,${minutes} * 2,,\n"
				      "note,thanks,\"Thanks, ${how}\",Tak,,,,,,\n"));
	assert_string_equal(fixture->import.id, "traad-til-job");
	assert_non_null(strstr(fixture->import.text[LANGUAGE_DA], "'bus \"eller\" tog'"));
	assert_int_equal(guide_steps(fixture->guide, &steps), 3);
	assert_string_equal(steps[1].title, "Time");
	assert_true(walk_required(fixture->walk, form_item(fixture, "how")));
	form_answer(fixture, "how", "bike");
	assert_false(walk_relevant(fixture->walk, form_item(fixture, "minutes")));
	form_answer(fixture, "how", "bus");
	assert_false(form_accepts(fixture, "minutes", "600"));
	form_answer(fixture, "minutes", "90");
	assert_true(walk_relevant(fixture->walk, form_item(fixture, "why")));
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "double")), "180");
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "thanks"), &fixture->arena),
			    "Thanks, bus, or train");
}

static void repeats_lists_files_and_everything_else_of_a_survey_run(void **state)
{
	struct form_fixture *fixture = *state;
	const struct question *questions;
	size_t shown[8];

	form_write_text(fixture, "choices.csv",
		   "list_name,name,label,region\ntown,ode,Odense,f\ntown,aar,Aarhus,j\ntown,sve,Svendborg,f\n"
		   "region,f,Fyn,\nregion,j,Jylland,\nok,a,A,\nok,b,B,\n");
	form_write_text(fixture, "prices.csv", "name,label,price\nbus,Bus,24\ntrain,Train,30\n");
	form_take(fixture,
		  form_write_text(fixture, "survey.csv",
			     "type,name,label,choice_filter,calculation,repeat_count,default,parameters,hint,guidance_hint,read_only\n"
			     "select_one region,region,Region,,,,,,,,\n"
			     "select_one town or_other,town,Town,,,,,,,,\n"
			     "select one town,near,Near,region = ${region},,,,,,,\n"
			     "select_multiple ok,many,Many,,,,b,,Say it,For you,\n"
			     "rank ok,order,Order,,,,,,,,\n"
			     "range,scale,Scale,,,,,start=1 end=5 step=1,,,\n"
			     "select_one_from_file prices.csv,how,How,,,,,,,,\n"
			     "calculate,price,,,\"pulldata('prices', 'price', 'name', ${how})\",,,,,,\n"
			     "calculate,people,,,\"instance('town')/root/item[name = ${near}]/region\",,,,,,\n"
			     "calculate,called,,,\"jr:choice-name(${near}, '${near}')\",,,,,,\n"
			     "begin repeat,child,Child,,,2,,,,,\n"
			     "text,first,First,,,,,,,,\n"
			     "begin group,more,More,,,,,,,,\n"
			     "text,pet,Pet of ${first},,,,\"concat(${first}, '!')\",,,,\n"
			     "end group,,,,,,,,,,\n"
			     "end repeat,,,,,,,,,,\n"
			     "calculate,firsts,,,\"join(' ', ${first})\",,,,,,\n"
			     "geopoint,place,Place,,,,,,,,\n"
			     "image,photo,Photo,,,,,,,,\n"
			     "acknowledge,ok,Ok,,,,,,,,\n"
			     "text,fixed,Fixed,,,,7,,,,yes\n"
			     "deviceid,deviceid,,,,,,,,,\n"
			     "audit,audit,,,,,,,,,\n"));
	guide_questions(fixture->guide, &questions);
	form_answer(fixture, "region", "f");
	assert_int_equal(walk_choices(fixture->walk, form_item(fixture, "near"), shown, LENGTH(shown)), 2);
	form_answer(fixture, "near", "sve");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "people")), "f");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "called")), "Svendborg");
	form_answer(fixture, "town", "other");
	assert_int_equal(walk_next(fixture->walk, form_item(fixture, "town")), form_item(fixture, "town_other"));
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "many")), "b");
	assert_string_equal(questions[form_item(fixture, "many")].guidance_hint, "For you");
	assert_true(form_accepts(fixture, "order", "b a"));
	assert_false(form_accepts(fixture, "scale", "6"));
	form_answer(fixture, "how", "train");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "price")), "30");
	form_answer(fixture, "child[1]/first", "Ida");
	form_answer(fixture, "child[2]/first", "Bo");
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "child[2]/pet"), &fixture->arena),
			    "Pet of Bo");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "child[2]/pet")), "Bo!");
	assert_string_equal(walk_exported(fixture->walk, form_item(fixture, "firsts")), "Ida Bo");
	assert_true(questions[form_item(fixture, "fixed")].read_only);
	assert_int_equal(fixture->import.notice_count, 2);
}

static void a_row_that_cannot_be_asked_is_refused_with_what_and_where(void **state)
{
	static const struct {
		const char *rows;
		int line;
		const char *about;
	} rows[] = {
		{ "text,a,A\nzebra,b,B\n", 3, "“zebra”" },
		{ "text,a,A\n\nselect_one zebra,b,B\n", 4, "no list zebra" },
		{ "select_one_from_file a.geojson,b,B\n", 2, "a.geojson" },
		{ "select_one_from_file ../a.csv,b,B\n", 2, "../a.csv" },
		{ "select_one_from_file a.csv,b,B\n", 2, "a.csv beside it" },
		{ "text,a b,A\n", 2, "“a b” cannot be a name" },
		{ "text,,A\n", 2, "cannot be a name" },
		{ ",a,A\n", 2, "a has no type" },
		{ "text,a,A\ntext,a,A\n", 3, "the name a is used a second time" },
		{ "text,a,A\nbegin group,g,G\ntext,b,B\n", 3, "g begins here" },
		{ "text,a,A\nend group,,\n", 3, "“end group”" },
		{ "begin repeat,g,G\ntext,a,A\nend group,,\n", 4, "“end group”" },
		{ "text,a,A,${zebra} = 1\n", 2, "${zebra}" },
		{ "text,a,A,${last-saved#a} = 1\n", 2, "${last-saved#a}" },
		{ "text,a,A,zebra(1)\n", 2, "no function zebra()" },
		{ "text,a,A,1 = \n", 2, "relevant" },
		{ "text,a,${zebra}?\n", 2, "${zebra}" },
		{ "text,a,A,,a\n", 2, "trigger (of a)" },
		{ "text,a,A,,,search('x')\n", 2, "search()" },
		{ "calculate,a,A\ntext,b,\"B\n", 3, "never ends" },
		{ "", 1, "asks nothing" },
		{ "text,a,A,${b} = 1\ntext,b,B,${a} = 1\n", 2, "circle" },
	};
	struct form_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *path = form_write_text(fixture, "form.csv",
					      arena_printf(&fixture->arena, "type,name,label,relevant,trigger,appearance\n%s",
							   rows[i].rows));
		const char *place = arena_printf(&fixture->arena, "%s:%d: ", path, rows[i].line);
		const char *refusal = form_refusal(fixture, path);

		if (!str_starts(refusal, place) || !strstr(refusal, rows[i].about))
			fail_msg("“%s” should begin with “%s” and speak of “%s”", refusal, place, rows[i].about);
	}
	assert_non_null(strstr(form_refusal(fixture, form_write_text(fixture, "form.csv", "a,b\n1,2\n")), "no XLSForm"));
	assert_non_null(strstr(form_refusal(fixture, form_write(fixture, "form.csv", "type,name\0", 10)), "UTF-8"));
	form_write_text(fixture, "choices.csv", "list_name,name,label\nl,a,A\nl,b,B of ${q}\n");
	assert_non_null(strstr(form_refusal(fixture, form_write_text(fixture, "form.csv", "type,name,label\nselect_one l,q,Q\n")),
			       "choices.csv:3: the label of the choice b asks for an answer"));
}

static void a_sheet_as_danish_spreadsheets_save_it_is_read(void **state)
{
	struct form_fixture *fixture = *state;

	form_take(fixture, form_write_text(fixture, "form.csv",
				      "type;name;label\r\ntext;hvor;\"Hvor, og hvorn\xE5r; \"\"i dag\"\"?\"\r\n"));
	assert_string_equal(walk_label(fixture->walk, form_item(fixture, "hvor"), &fixture->arena),
			    "Hvor, og hvornår; \"i dag\"?");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, form_fixture_setup, form_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_workbook_becomes_a_guide),
		CASE(a_workbook_that_is_broken_or_made_to_harm_is_refused),
		CASE(csv_files_become_a_guide_in_two_languages),
		CASE(repeats_lists_files_and_everything_else_of_a_survey_run),
		CASE(a_sheet_as_danish_spreadsheets_save_it_is_read),
		CASE(a_row_that_cannot_be_asked_is_refused_with_what_and_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
