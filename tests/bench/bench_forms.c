/* bench_forms.c - how long a form of the size of WHO's verbal autopsy takes: imported, loaded as a guide, answered.
 *
 * bench_forms FOLDER [FORM.xml]
 * The form is made here (thousands of questions in groups that depend on each other, two languages, shared lists, about
 * 1.5 MB), written into FOLDER; or it is FORM.xml. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/guide/form_import.h"
#include "samtale/guide/guide.h"
#include "stopwatch.h"

#define GROUPS 60
#define IN_GROUP 50

/* ---- the form -------------------------------------------------------------------------------------- */

static void add_texts(struct str *out, const char *language, const char *asked)
{
	str_addf(out, "<translation lang=\"%s\">\n", language);
	for (int g = 0; g < GROUPS; g++) {
		for (int q = 0; q < IN_GROUP; q++)
			str_addf(out, "<text id=\"/va/g%d/q%d_%d:label\"><value>(Id%d%02d) %s %d?</value></text>\n", g, g,
				 q, g, q, asked, q);
	}
	str_add(out, "</translation>\n");
}

static void add_data(struct str *out)
{
	str_add(out, "<instance><va id=\"va\" version=\"1\">\n");
	for (int g = 0; g < GROUPS; g++) {
		str_addf(out, "<g%d>", g);
		for (int q = 0; q < IN_GROUP; q++)
			str_addf(out, "<q%d_%d/>", g, q);
		str_addf(out, "<c%d/></g%d>\n", g, g);
	}
	str_add(out, "</va></instance>\n");
}

static void add_binds(struct str *out)
{
	for (int g = 0; g < GROUPS; g++) {
		if (g)
			str_addf(out,
				 "<bind nodeset=\"/va/g%d\" relevant=\"selected( /va/g%d/q%d_0 , 'yes') or /va/g%d/c%d &lt; 50\"/>\n",
				 g, g - 1, g - 1, g - 1, g - 1);
		for (int q = 0; q < IN_GROUP; q++) {
			const char *type = q % 10 == 7 ? "int" : "select1";

			str_addf(out, "<bind nodeset=\"/va/g%d/q%d_%d\" required=\"true()\" type=\"%s\"", g, g, q, type);
			if (q % 10 == 7)
				str_add(out, " constraint=\"(. &gt;= 0 and . &lt;= 999)\"");
			if (q % 5)
				str_addf(out,
					 " relevant=\"( /va/g%d/q%d_%d ='yes') or (selected( /va/g%d/q%d_0 ,'dk') and "
					 "count-selected( /va/g%d/q%d_%d ) &gt; 0)\"",
					 g, g, q - q % 5, g, g, g, g, q - q % 5);
			str_add(out, "/>\n");
		}
		str_addf(out,
			 "<bind nodeset=\"/va/g%d/c%d\" type=\"string\" calculate=\"if( /va/g%d/q%d_0 ='yes', 1, "
			 "coalesce( /va/g%d/q%d_7 , 0) + 2)\"/>\n",
			 g, g, g, g, g, g);
	}
}

static void add_body(struct str *out)
{
	for (int g = 0; g < GROUPS; g++) {
		str_addf(out, "<group ref=\"/va/g%d\"><label>Part %d</label>\n", g, g);
		for (int q = 0; q < IN_GROUP; q++) {
			const char *control = q % 10 == 7 ? "input" : "select1";

			str_addf(out, "<%s ref=\"/va/g%d/q%d_%d\"><label ref=\"jr:itext('/va/g%d/q%d_%d:label')\"/>", control, g, g,
				 q, g, g, q);
			if (q % 10 != 7)
				str_add(out, "<itemset nodeset=\"instance('answers')/root/item\"><value "
					     "ref=\"name\"/><label ref=\"jr:itext(itextId)\"/></itemset>");
			str_addf(out, "</%s>\n", control);
		}
		str_add(out, "</group>\n");
	}
}

static void make_form(struct str *out)
{
	static const char *const answers[] = { "yes", "no", "dk", "ref" };

	str_add(out, "<?xml version=\"1.0\"?>\n<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
		     "xmlns:h=\"http://www.w3.org/1999/xhtml\" xmlns:jr=\"http://openrosa.org/javarosa\"><h:head>"
		     "<h:title>Size of a verbal autopsy</h:title><model>\n<itext>\n");
	add_texts(out, "English (en)", "During the illness that led to death, did she have what is asked about in number");
	add_texts(out, "Dansk (da)", "Havde hun under den sygdom, der førte til døden, det, der spørges om i nummer");
	for (int language = 0; language < 2; language++) {
		str_addf(out, "<translation lang=\"%s\">", language ? "Dansk (da)" : "English (en)");
		for (size_t i = 0; i < LENGTH(answers); i++)
			str_addf(out, "<text id=\"answers-%zu\"><value>%s</value></text>", i, answers[i]);
		str_add(out, "</translation>\n");
	}
	str_add(out, "</itext>\n");
	add_data(out);
	str_add(out, "<instance id=\"answers\"><root>");
	for (size_t i = 0; i < LENGTH(answers); i++)
		str_addf(out, "<item><itextId>answers-%zu</itextId><name>%s</name></item>", i, answers[i]);
	str_add(out, "</root></instance>\n");
	add_binds(out);
	str_add(out, "</model></h:head><h:body>\n");
	add_body(out);
	str_add(out, "</h:body></h:html>\n");
}

static const char *write_form(const char *folder, struct arena *arena)
{
	const char *path = arena_printf(arena, "%s/va.xml", folder);
	FILE *file = fopen(path, "we");
	struct str form;

	str_init(&form);
	make_form(&form);
	if (!file || fwrite(form.text, 1, form.length, file) != form.length || fclose(file)) {
		perror(path);
		exit(3);
	}
	printf("made a form of %zu KB with %d questions\n", form.length / 1000, GROUPS * IN_GROUP);
	str_done(&form);
	return path;
}

/* ---- the figures ----------------------------------------------------------------------------------- */

static void walk_through(const struct guide *guide)
{
	struct walk_citizen citizen = { .target_group = 2, .age = 40 };
	struct date today = { 20000 };
	double start = now_ms(), worst = 0;
	struct walk *walk = walk_new(guide, &citizen, today);
	const struct question *questions;
	int answers = 0;

	guide_questions(guide, &questions);
	printf("begin a walk                   %8.1f ms\n", now_ms() - start);
	for (int at = walk_next(walk, -1); at >= 0 && answers < 1000; answers++) {
		const struct question *question = &questions[at];
		double before = now_ms(), took;
		struct err err;

		if (!walk_answer(walk, at, ANSWER_GIVEN, question->choice_count ? question->choices[0].name : "7", &err))
			break;
		at = walk_next(walk, at);
		took = now_ms() - before;
		worst = took > worst ? took : worst;
	}
	printf("%d answers, each with its next question: mean %.2f ms, worst %.2f ms\n", answers,
	       answers ? (now_ms() - start) / answers : 0, worst);
	walk_free(walk);
}

int main(int argc, char **argv)
{
	struct form_import import;
	struct guide *guide;
	struct arena arena;
	struct err err;
	const char *path;
	double start;

	if (argc < 2)
		return 2;
	arena_init(&arena);
	path = argc > 2 ? argv[2] : write_form(argv[1], &arena);
	start = now_ms();
	if (!form_import(path, NULL, 0, &arena, &import, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	printf("import, proven in two languages %7.1f ms, guide files of %zu KB\n", now_ms() - start,
	       strlen(import.text[LANGUAGE_EN]) / 1000);
	start = now_ms();
	if (!guide_parse("va.conf", import.text[LANGUAGE_EN], &guide, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	printf("load the guide                 %8.1f ms\n", now_ms() - start);
	walk_through(guide);
	guide_free(guide);
	arena_done(&arena);
	return 0;
}
