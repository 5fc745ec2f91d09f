/* bench_guide.c - how long a guide of the size of WHO's verbal autopsy takes: loaded, begun, answered; a list
 * of thousands of rows filtered; a long repeat. Wall clock; prints figures and never fails on them. */
#include <stdio.h>

#include "samtale/base/str.h"
#include "samtale/guide/guide.h"
#include "stopwatch.h"

#define GROUPS 60
#define IN_GROUP 60
#define ROWS 5000
#define INSTANCES 100

/* ---- the guide ------------------------------------------------------------------------------------- */

/* A question every second of which depends on the one before, and every tenth of which counts. */
static void add_question(struct str *out, int group, int question)
{
	const char *hint =
		"Read aloud slowly, and wait for the answer; do not suggest one. Note what is said in the "
		"citizen's own words wherever that is possible at all, and come back to it later if not. ";

	if (question % 10 == 9) {
		str_addf(out,
			 "question \"c%d_%d\" { type = calculate calculation = "
			 "'count-selected(concat(${q%d_%d}, \" \", "
			 "${q%d_%d})) + if(${age} > 17, 1, 0)' }\n",
			 group, question, group, question - 1, group, question - 2);
		return;
	}
	str_addf(out,
		 "question \"q%d_%d\" { type = select_one label = \"(Id%d%02d) Did it last more than %d "
		 "days?\" list = "
		 "\"answers\"\n hint = \"%s%s\"",
		 group, question, group, question, question, hint, question % 3 ? hint : "");
	if (question % 10 > 0)
		str_addf(out,
			 "\n relevant = 'selected(${q%d_%d}, \"yes\") or (${age} >= %d and ${q0_0} != "
			 "\"no\")' required = true",
			 group, question - 1, question);
	str_add(out, " }\n");
}

static void add_repeat(struct str *out)
{
	str_add(out, "step \"people\" { title = \"People\"\n"
		     "repeat \"person\" { label = \"Person\"\n"
		     "question \"name\" { type = text label = \"Name?\" }\n"
		     "question \"years\" { type = integer label = 'How old is ${name}?' }\n"
		     "question \"grown\" { type = text label = \"Work?\" relevant = '${years} >= 18' }\n"
		     "question \"place\" { type = calculate calculation = 'position(..)' }\n"
		     "}\n"
		     "question \"total\" { type = calculate calculation = 'sum(${years})' }\n}\n");
}

static void write_guide(struct str *out)
{
	str_add(out, "guide \"va\" { version = 1 title = \"Verbal autopsy\"\n"
		     "list \"answers\" { choices = { \"yes\", \"no\", \"dk\", \"ref\" } }\n"
		     "list \"places\" { file = \"places.csv\" }\n");
	for (int g = 0; g < GROUPS; g++) {
		str_addf(out, "step \"g%d\" { title = \"Part %d\"\n", g, g);
		if (!g)
			str_add(out, "question \"age\" { type = integer label = \"Age?\" }\n"
				     "question \"region\" { type = text label = \"Region?\" }\n"
				     "question \"place_q\" { type = select_one label = \"Where?\" list = "
				     "\"places\" "
				     "choice_filter = 'region = ${region} and size > 20' }\n");
		for (int q = 0; q < IN_GROUP; q++)
			add_question(out, g, q);
		str_add(out, "}\n");
	}
	add_repeat(out);
	str_add(out, "}\n");
}

static void write_places(struct str *out)
{
	str_add(out, "name,label,region,size\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(out, "p%d,Place %d,r%d,%d\n", i, i, i % 20, i % 100);
}

/* ---- the figures ------------------------------------------------------------------------------------- */

static void answer(struct walk *walk, int item, const char *value)
{
	struct err err;

	if (!walk_answer(walk, item, ANSWER_GIVEN, value, &err))
		fprintf(stderr, "bench_guide: %s: %s\n", walk_item_path(walk, item), err.text);
}

/* Every question that is reached, by what stands for a person at the keys. */
static void answer_all(struct walk *walk)
{
	double worst = 0, total = 0;
	int count = 0;

	for (int item = walk_next(walk, -1); item >= 0 && count < 2000; count++) {
		const struct question *question = walk_item_question(walk, item);
		double start = now_ms(), took;

		if (question->type == QUESTION_SELECT_ONE && question->choice_count == 4)
			answer(walk, item, count % 3 ? "yes" : "no");
		else if (question->type == QUESTION_INTEGER)
			answer(walk, item, "44");
		item = walk_next(walk, item);
		took = now_ms() - start;
		total += took;
		worst = took > worst ? took : worst;
	}
	printf("guide: answer to next question    %8.3f ms, worst %7.3f (of %d)\n", total / count, worst,
	       count);
}

static void filter(struct walk *walk)
{
	static size_t shown[ROWS];
	int item = walk_find(walk, "place_q");
	double start;
	size_t count;

	answer(walk, walk_find(walk, "region"), "r7");
	start = now_ms();
	count = walk_choices(walk, item, shown, ROWS);
	printf("guide: %d rows filtered to %3zu   %8.3f ms\n", ROWS, count, now_ms() - start);
}

static void repeat(struct walk *walk)
{
	int item = walk_find(walk, "person"), first;
	double start = now_ms();
	struct err err;

	for (int i = 1; i < INSTANCES; i++)
		if (!walk_instance_add(walk, item, &first, &err))
			fprintf(stderr, "bench_guide: %s\n", err.text);
	printf("guide: %d instances added        %8.3f ms each\n", INSTANCES, (now_ms() - start) / INSTANCES);
	start = now_ms();
	answer(walk, walk_find(walk, "person[50]/years"), "33");
	printf("guide: answer in one of them      %8.3f ms\n", now_ms() - start);
}

int main(void)
{
	struct walk_citizen citizen = { .target_group = 2, .age = 38 };
	struct guide_table tables[2] = { { "places.csv", NULL }, { NULL, NULL } };
	struct str text, places;
	struct guide *guide;
	struct walk *walk;
	struct date today;
	struct err err;
	double start;

	str_init(&text);
	str_init(&places);
	write_guide(&text);
	write_places(&places);
	tables[0].text = places.text;
	start = now_ms();
	if (!guide_parse_with("va.conf", text.text, tables, &guide, &err)
	    || !date_from_ymd(2026, 11, 23, &today)) {
		fprintf(stderr, "bench_guide: %s\n", err.text);
		return 1;
	}
	printf("guide: %.1f MB, %d questions load %8.1f ms\n", (double)text.length / 1e6, GROUPS * IN_GROUP,
	       now_ms() - start);
	start = now_ms();
	walk = walk_new(guide, &citizen, today);
	printf("guide: begun                      %8.1f ms\n", now_ms() - start);
	answer_all(walk);
	filter(walk);
	repeat(walk);
	walk_free(walk);
	guide_free(guide);
	str_done(&text);
	str_done(&places);
	return 0;
}
