#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "app/keyplay.h"
#include "samtale/base/str.h"

/* A file of keys is written by hand; more than this is some other file. */
#define KEYFILE_MOST (4 << 20)

struct replay {
	struct session session;
	struct clock clock;
	struct keyplay play;
	int cols, rows;
	bool trace, count, styles, json;
};

static bool read_stream(FILE *file, const char *name, struct str *text, struct err *err)
{
	char block[4096];
	size_t got;

	while ((got = fread(block, 1, sizeof(block), file)) && text->length <= KEYFILE_MOST)
		str_add_bytes(text, block, got);
	if (ferror(file))
		return err_set(err, ERR_USAGE, _("%s cannot be read."), name);
	if (text->length > KEYFILE_MOST)
		return err_set(err, ERR_USAGE, _("%s is too large to be a file of keys."), name);
	return true;
}

static bool read_keyfile(const char *path, struct arena *arena, struct keyfile *keyfile, struct err *err)
{
	bool standard = str_equal(path, "-"), ok;
	FILE *file = standard ? stdin : fopen(path, "r");
	struct str text;

	if (!file)
		return err_set(err, ERR_USAGE, _("%s cannot be read."), path);
	str_init(&text);
	ok = read_stream(file, path, &text, err) &&
	     keyfile_parse(path, text.text, text.length, arena, keyfile, err);
	str_done(&text);
	if (!standard)
		fclose(file);
	return ok;
}

static void print_screen(struct replay *replay)
{
	const struct cells *cells = session_paint(&replay->session);
	struct str out;

	str_init(&out);
	cells_text(cells, &out);
	if (replay->styles) {
		for (int i = 0; i < cells->cols; i++)
			str_add_char(&out, '=');
		str_add_char(&out, '\n');
		cells_styles(cells, &out);
	}
	fwrite(out.text, 1, out.length, stdout);
	str_done(&out);
}

static json_t *lines_of(const struct cells *cells, void (*plane)(const struct cells *cells, struct str *out))
{
	json_t *lines = json_array();
	struct str out;

	str_init(&out);
	plane(cells, &out);
	for (const char *at = out.text; *at;) {
		size_t length = strcspn(at, "\n");

		json_array_append_new(lines, json_stringn(at, length));
		at += length + (at[length] == '\n');
	}
	str_done(&out);
	return lines;
}

static void print_json(struct replay *replay)
{
	const struct cells *cells = session_paint(&replay->session);
	json_t *document = json_pack("{s:i, s:i, s:o}", "keys", replay->play.keys, "text_keys",
				     replay->play.text_keys, "screen",
				     lines_of(cells, cells_text));

	if (replay->styles)
		json_object_set_new(document, "styles", lines_of(cells, cells_styles));
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}

/* False when the program ended before the keys did: then the script did something else than its writer
 * thought. */
static bool feed(struct replay *replay, const struct keyfile *keyfile, struct arena *arena, const char *name,
		 struct err *err)
{
	replay->play = (struct keyplay){ .session = &replay->session, .clock = &replay->clock };
	session_start(&replay->session, replay->rows, replay->cols);
	for (size_t i = 0; i < keyfile->count; i++) {
		const struct keystep *step = &keyfile->steps[i];

		if (session_is_over(&replay->session))
			return err_set(err, ERR_INPUT, _("%s:%d:%d: the program had ended before this key."),
				       name, step->line, step->column);
		keyplay_step(&replay->play, step);
		if (replay->trace && !replay->json) {
			printf("=== %s:%d:%d %s\n", name, step->line, step->column,
			       keyfile_step_text(step, arena));
			print_screen(replay);
		}
	}
	return true;
}

static void print_end(struct replay *replay)
{
	if (replay->json) {
		print_json(replay);
		return;
	}
	if (!replay->trace)
		print_screen(replay);
	if (replay->count)
		printf("%d\n", replay->play.keys);
}

static int run(struct replay *replay, const struct common_options *common, const char *path)
{
	struct keyfile keyfile;
	struct arena arena;
	struct err err = { ERR_NONE };
	int status = 0;

	arena_init(&arena);
	if (!read_keyfile(path, &arena, &keyfile, &err) ||
	    !session_open(&replay->session, common, STORE_EXISTING, &replay->clock, &err)) {
		status = command_fail(&err);
	} else {
		if (!feed(replay, &keyfile, &arena, path, &err))
			status = command_fail(&err);
		print_end(replay);
		session_close(&replay->session);
	}
	arena_done(&arena);
	return status;
}

int command_replay(const struct common_options *common, int argc, char **argv)
{
	const struct command *command = command_find("replay");
	struct replay replay = { .cols = 80, .rows = 24, .json = common->json };
	const char *now = NULL, *size = NULL;
	struct err err = { ERR_NONE };
	bool sized = command_option(&argc, argv, "--size", &size);
	int status;

	command_option(&argc, argv, "--now", &now);
	replay.trace = command_option(&argc, argv, "--trace", NULL);
	replay.count = command_option(&argc, argv, "--count", NULL);
	replay.styles = command_option(&argc, argv, "--styles", NULL);
	status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	if (!now)
		return command_misuse(
			command,
			_("Replay needs --now MOMENT: a session is only the same when its clock is."));
	if (!clock_fixed(now, &replay.clock, &err))
		return command_misuse(command, err.text);
	if (sized && (!size || !keyfile_parse_size(size, &replay.cols, &replay.rows)))
		return command_misuse(command, _("Write the size as 80x24: columns, x, rows; 500 at most."));
	return run(&replay, common, argv[1]);
}
