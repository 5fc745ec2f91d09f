#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/guide_open.h"
#include "app/guide_play.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/target_group.h"

#define ANSWERS_MOST (4 << 20)
#define AGE_MOST 150

struct run {
	const struct common_options *common;
	const char *guide_name, *answers_name;
	long group, age, children; /* -1 not told */
	struct date today;
	struct guide *guide;
	struct walk *walk;
	struct guide_answers answers;
	struct arena arena;
	int missing, invalid; /* questions */
};

/* ---- the line -------------------------------------------------------------------------------------- */

/* A number from least to most after --name; -1 when it is not given. */
static bool take_number(int *argc, char **argv, const char *name, long least, long most, long *number)
{
	const char *text = NULL;
	char *end;

	*number = -1;
	if (!command_option(argc, argv, name, &text))
		return true;
	if (str_is_empty(text))
		return false;
	*number = strtol(text, &end, 10);
	return !*end && *number >= least && *number <= most;
}

static int read_line(struct run *run, int *argc, char **argv)
{
	const struct command *command = command_find(argv[0]);
	struct clock clock;
	bool answered = command_option(argc, argv, "--answers", &run->answers_name);
	bool group = take_number(argc, argv, "--group", 1, TARGET_GROUP_MAX, &run->group);
	bool aged = take_number(argc, argv, "--age", 0, AGE_MOST, &run->age);
	bool counted = take_number(argc, argv, "--children", 0, 99, &run->children) && aged;
	int status = command_clock(argv[0], argc, argv, &clock);

	if (!status)
		status = command_words(argc, argv, 1, 1);
	if (status)
		return status;
	if (answered && str_is_empty(run->answers_name))
		return command_misuse(command, _("--answers is followed by a file."));
	if (!group)
		return command_misuse(command, _("Write the target group as a number from 1 to 13."));
	if (!counted)
		return command_misuse(command, _("Write age and number of children with digits: --age 34 "
						 "--children 2."));
	run->today = clock_now(&clock).date;
	run->guide_name = argv[1];
	return 0;
}

/* ---- playing --------------------------------------------------------------------------------------- */

/* The first group the guide is for, where none is told. */
static int group_of(const struct run *run)
{
	for (int group = 1; run->group < 0 && group <= TARGET_GROUP_MAX; group++)
		if (guide_is_for(run->guide, group))
			return group;
	return run->group < 0 ? 0 : (int)run->group;
}

static bool read_answers(struct run *run, struct err *err)
{
	char *text;

	if (!run->answers_name)
		return true;
	if (!file_text(run->answers_name, ANSWERS_MOST, &run->arena, &text, err)) {
		err->code = ERR_USAGE;
		return false;
	}
	return guide_answers_read(run->answers_name, text, &run->arena, &run->answers, err);
}

static bool play(struct run *run, struct err *err)
{
	struct walk_citizen citizen = { .age = (int)run->age, .has_children = run->children > 0 };

	if (!guide_open(run->guide_name, run->common, &run->guide, err) || !read_answers(run, err))
		return false;
	citizen.target_group = group_of(run);
	run->walk = walk_new(run->guide, &citizen, run->today);
	return guide_play(run->walk, run->guide, &run->answers, &run->arena, err);
}

/* ---- the document ---------------------------------------------------------------------------------- */

static json_t *choices_of(struct run *run, int item, const struct question *asked)
{
	size_t *shown = arena_array(&run->arena, asked->choice_count + 1, sizeof(*shown));
	size_t count = walk_choices(run->walk, item, shown, asked->choice_count);
	json_t *names = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(names, json_string(asked->choices[shown[i]].name));
	return names;
}

static json_t *question_row(struct run *run, int item, const char *step)
{
	const struct question *asked = walk_item_question(run->walk, item);
	const char *path = walk_item_path(run->walk, item);
	struct arena *arena = &run->arena;
	bool relevant = walk_relevant(run->walk, item), missing;
	json_t *row = json_pack(
		"{s:s, s:s, s:s, s:s, s:b, s:b, s:s, s:s, s:s, s:s}", "name", path, "type",
		question_type_name(asked->type), "step", step, "label", walk_label(run->walk, item, arena),
		"relevant", relevant, "required", relevant && walk_required(run->walk, item), "state",
		guide_state_name(walk_state(run->walk, item)), "value", walk_value(run->walk, item), "text",
		walk_text(run->walk, item, arena), "exported", walk_exported(run->walk, item));
	const char *error =
		guide_play_error(run->walk, item, guide_play_answer(&run->answers, path), arena, &missing);

	run->missing += error && missing;
	run->invalid += error && !missing;
	json_object_set_new(row, "missing", json_boolean(error && missing));
	json_object_set_new(row, "error", error ? json_string(error) : json_null());
	json_object_set_new(
		row, "constraint_message",
		str_is_empty(asked->constraint_message)
			? json_null()
			: json_string(walk_fill_at(run->walk, item, asked->constraint_message, arena)));
	if (asked->choice_count)
		json_object_set_new(row, "choices", choices_of(run, item, asked));
	return row;
}

/* Every question there is, relevant or not. */
static json_t *question_rows(struct run *run)
{
	const struct guide_step *steps;
	const int *items;
	int count = walk_sequence(run->walk, &items);
	int *kept = arena_array(&run->arena, (size_t)count, sizeof(*kept));
	json_t *rows = json_array();

	guide_steps(run->guide, &steps);
	/* What an answer's error is told by may settle the walk anew. */
	memcpy(kept, items, (size_t)count * sizeof(*kept));
	for (int i = 0; i < count; i++)
		json_array_append_new(
			rows, question_row(run, kept[i], steps[walk_item_step(run->walk, kept[i])].name));
	return rows;
}

static json_t *export_of(const json_t *rows)
{
	json_t *export = json_object(), *row;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		if (*json_string_value(json_object_get(row, "exported")))
			json_object_set(export, json_string_value(json_object_get(row, "name")),
					json_object_get(row, "exported"));
	}
	return export;
}

/* Answers to questions that were never asked. */
static json_t *unused_of(const struct run *run)
{
	json_t *names = json_array();

	for (size_t i = 0; i < run->answers.count; i++)
		for (size_t k = 0; k < run->answers.sittings[i].count; k++)
			if (!run->answers.sittings[i].rows[k].played)
				json_array_append_new(names,
						      json_string(run->answers.sittings[i].rows[k].name));
	return names;
}

static json_t *feeds_of(struct run *run)
{
	struct feed_list feeds;
	json_t *rows = json_array();

	walk_feeds(run->walk, &run->arena, &feeds);
	for (size_t i = 0; i < feeds.count; i++) {
		const struct feed *feed = &feeds.rows[i];

		json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "kind",
						      feed_kind_name(feed->kind), "question", feed->question,
						      "code", feed->code, "label", feed->label, "value",
						      feed->value, "text", feed->text));
	}
	return rows;
}

static json_t *known_number(long number)
{
	return number < 0 ? json_null() : json_integer(number);
}

static json_t *document_of(struct run *run)
{
	char today[DATE_ISO_SIZE];
	int group = group_of(run), relevant, answered;
	json_t *rows = question_rows(run), *document;

	walk_count(run->walk, &relevant, &answered);
	document = json_pack("{s:s, s:i, s:s, s:s, s:{s:o, s:o, s:o}, s:b, s:i, s:i, s:i, s:i}", "guide",
			     guide_id(run->guide), "version", guide_version(run->guide), "title",
			     guide_title(run->guide), "today", date_iso(run->today, today), "citizen",
			     "target_group", known_number(group ? group : -1), "age", known_number(run->age),
			     "children", known_number(run->children), "complete",
			     !run->missing && !run->invalid, "relevant", relevant, "answered", answered,
			     "missing", run->missing, "invalid", run->invalid);
	json_object_set_new(document, "export", export_of(rows));
	json_object_set_new(document, "questions", rows);
	json_object_set_new(document, "unused_answers", unused_of(run));
	json_object_set_new(document, "feeds", feeds_of(run));
	json_object_set_new(document, "summary", json_string(walk_summary(run->walk, &run->arena)));
	return document;
}

/* ---- for people ------------------------------------------------------------------------------------ */

static const char *text_of(struct run *run, const json_t *row, const char *field)
{
	const char *text = json_string_value(json_object_get(row, field));

	return text ? utf8_clean(&run->arena, text, strlen(text), false) : NULL;
}

static void print_question(struct run *run, const json_t *row)
{
	const char *error = text_of(run, row, "error"), *state = text_of(run, row, "state");
	const char *shown = text_of(run, row, "text");

	if (!json_is_true(json_object_get(row, "relevant")))
		printf("  %-12s  %s\n", text_of(run, row, "name"), _("(not asked)"));
	else if (error)
		printf("! %-12s  %s\n", text_of(run, row, "name"),
		       json_is_true(json_object_get(row, "missing")) ? _("(an answer is missing)") : error);
	else
		printf("  %-12s  %s\n", text_of(run, row, "name"),
		       *shown || str_equal(state, "none") ? shown : state);
}

static void print_text(struct run *run, const json_t *document)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(document, "questions"), i, row) print_question(run, row);
	printf("\n%s", json_string_value(json_object_get(document, "summary")));
	if (run->missing || run->invalid)
		fprintf(stderr,
			_("samtale: This cannot be closed: %d answers are missing, and %d cannot be "
			  "used.\n"),
			run->missing, run->invalid);
}

int command_guide_run(const struct common_options *common, int argc, char **argv)
{
	struct run run = { .common = common };
	struct err err = { ERR_NONE };
	int status = read_line(&run, &argc, argv);

	if (status)
		return status;
	arena_init(&run.arena);
	if (play(&run, &err)) {
		json_t *document = document_of(&run);

		status = run.missing || run.invalid;
		if (!common->json)
			print_text(&run, document);
		if (common->json)
			document_print(document);
		else
			json_decref(document);
	} else {
		status = command_fail(&err);
	}
	walk_free(run.walk);
	guide_free(run.guide);
	arena_done(&run.arena);
	return status;
}
