#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/document.h"
#include "app/guide_open.h"
#include "app/guide_stage.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/guide_sample.h"

#define LABEL_COLS 12

struct preview {
	const struct common_options *common;
	const char *guide_name;
	struct date today;
	int group, rows, cols;
	struct guide *guide;
	struct walk *walk; /* goes beside the screen: it tells what is asked */
	struct guide_stage stage;
	json_t *screens; /* NULL: they are printed */
	struct arena arena;
};

/* ---- the screen ------------------------------------------------------------------------------------ */

static json_t *lines_of(const char *text)
{
	json_t *lines = json_array();

	while (*text) {
		size_t length = strcspn(text, "\n");

		json_array_append_new(lines, json_stringn(text, length));
		text += length + (text[length] == '\n');
	}
	return lines;
}

/* path: of what is asked, "" the closing. begins: what must be on it, or the walk and the screen have gone different
 * ways. */
static bool show(struct preview *preview, const char *path, const char *begins, const char *keys, struct err *err)
{
	struct str text;
	bool there;

	str_init(&text);
	cells_text(session_paint(&preview->stage.session), &text);
	there = strstr(text.text, begins);
	if (preview->screens)
		json_array_append_new(preview->screens, json_pack("{s:s, s:s, s:o}", "question", path, "keys",
								  keys, "screen", lines_of(text.text)));
	else
		printf("=== %s\n%s", *path ? path : _("closing"), text.text);
	str_done(&text);
	return there || err_set(err, ERR_REFUSED,
				_("The console does not show %s here. Tell the one who looks after Samtale, with "
				  "the guide."),
				path);
}

/* The beginning of a label, which stands on one line whatever the width. */
static const char *beginning(struct preview *preview, int item)
{
	const char *label = walk_label(preview->walk, item, &preview->arena);

	return arena_strndup(&preview->arena, label, utf8_fit(label, LABEL_COLS));
}

/* ---- the keys -------------------------------------------------------------------------------------- */

/* The text as a person types it into the field, in the words of a key file. */
static const char *typed(struct preview *preview, const struct question *asked, const char *value)
{
	bool decimal = asked->type == QUESTION_DECIMAL && preview->common->language == LANGUAGE_DA;
	char *copy = arena_strdup(&preview->arena, value);
	char *sign = decimal ? strchr(copy, '.') : asked->type == QUESTION_DATETIME ? strchr(copy, 'T') : NULL;

	if (sign)
		*sign = decimal ? ',' : ' ';
	return arena_printf(&preview->arena, "<C-u> \"%s\" <Enter>", copy);
}

static bool is_named(const char *names, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = names; *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strcspn(at, " ") == length && !strncmp(at, name, length))
			return true;
	return false;
}

/* A choice of one goes on by itself; several are ended with Enter. */
static const char *picked(struct preview *preview, int item, const struct question *asked, const char *value)
{
	static const char choice_keys[] = "123456789abcdefghijklmn";
	size_t *shown = arena_array(&preview->arena, asked->choice_count, sizeof(*shown));
	size_t count = walk_choices(preview->walk, item, shown, asked->choice_count);
	bool several = asked->type == QUESTION_SELECT_MULTIPLE || asked->type == QUESTION_RANK;
	const char *keys = "";

	for (size_t i = 0; i < count && i < strlen(choice_keys); i++) {
		const char *name = asked->choices[shown[i]].name;

		if (several ? is_named(value, name) : str_equal(name, value))
			keys = arena_printf(&preview->arena, "%s%s%c", keys, *keys ? " " : "", choice_keys[i]);
	}
	return several ? arena_printf(&preview->arena, "%s%s<Enter>", keys, *keys ? " " : "") : keys;
}

/* What is pressed to answer the question and go on. */
static const char *keys_for(struct preview *preview, int item, const struct question *asked,
			    enum answer_state state, const char *value)
{
	if (state == ANSWER_NONE)
		return "<Enter>";
	if (state == ANSWER_DECLINED)
		return "<F9> 1";
	return asked->choice_count ? picked(preview, item, asked, value) : typed(preview, asked, value);
}

/* ---- walking --------------------------------------------------------------------------------------- */

static bool walk_through(struct preview *preview, struct err *err)
{
	for (int at = walk_next(preview->walk, -1); at >= 0; at = walk_next(preview->walk, at)) {
		const struct question *asked = walk_item_question(preview->walk, at);
		const char *value, *keys, *begins = beginning(preview, at);
		enum answer_state state = sample_answer(preview->walk, at, asked, preview->today, SAMPLE_MOST,
							&preview->arena, &value);

		keys = keys_for(preview, at, asked, state, value);
		if (!show(preview, walk_item_path(preview->walk, at), begins, keys, err))
			return false;
		guide_stage_keys(&preview->stage, keys, &preview->arena);
	}
	return show(preview, "", "", "", err);
}

static bool preview_guide(struct preview *preview, struct err *err)
{
	if (!guide_open(preview->guide_name, preview->common, &preview->guide, err)
	    || !guide_stage_open(&preview->stage, preview->guide, preview->guide_name, preview->common,
				 preview->today, preview->group, preview->rows, preview->cols,
				 &preview->arena, err))
		return false;
	preview->walk = walk_new(preview->guide, &preview->stage.citizen, preview->today);
	if (preview->common->json)
		preview->screens = json_array();
	if (!walk_through(preview, err)) {
		json_decref(preview->screens);
		return false;
	}
	if (preview->screens)
		document_print(json_pack("{s:s, s:i, s:i, s:i, s:o}", "guide", guide_id(preview->guide),
					 "version", guide_version(preview->guide), "keys",
					 preview->stage.play.keys, "text_keys", preview->stage.play.text_keys,
					 "screens", preview->screens));
	return true;
}

static int read_line(struct preview *preview, int *argc, char **argv)
{
	const struct command *command = command_find(argv[0]);
	struct clock clock;
	const char *size = NULL, *group = NULL;
	bool sized = command_option(argc, argv, "--size", &size);
	bool grouped = command_option(argc, argv, "--group", &group);
	int status = command_clock(argv[0], argc, argv, &clock);

	if (!status)
		status = command_words(argc, argv, 1, 1);
	if (status)
		return status;
	if (sized && (!size || !keyfile_parse_size(size, &preview->cols, &preview->rows)))
		return command_misuse(command, _("Write the size as 80x24: columns, x, rows; 500 at most."));
	preview->group = grouped ? atoi(group ? group : "") : 0;
	if (grouped && (preview->group < 1 || preview->group > TARGET_GROUP_MAX))
		return command_misuse(command, _("Write the target group as a number from 1 to 13."));
	preview->today = clock_now(&clock).date;
	preview->guide_name = argv[1];
	return 0;
}

int command_guide_preview(const struct common_options *common, int argc, char **argv)
{
	struct preview preview = { .common = common, .rows = 24, .cols = 80 };
	struct err err = { ERR_NONE };
	int status = read_line(&preview, &argc, argv);

	if (status)
		return status;
	arena_init(&preview.arena);
	if (!preview_guide(&preview, &err))
		status = command_fail(&err);
	guide_stage_close(&preview.stage);
	walk_free(preview.walk);
	guide_free(preview.guide);
	arena_done(&preview.arena);
	return status;
}
