#include "app/keyfile.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define SIZE_MOST 500
#define WAIT_MOST_MS (INT64_C(24) * 60 * 60 * 1000)

struct reader {
	const char *name;
	const char *at, *end, *line_start;
	int line;
	struct arena *arena;
	struct keyfile *out;
	struct err *err;
};

static int column_of(const struct reader *reader, const char *place)
{
	const char *at = reader->line_start;
	int column = 1;

	while (at < place) {
		utf8_next(&at, place);
		column++;
	}
	return column;
}

static bool refuse(const struct reader *reader, const char *place, const char *what)
{
	return err_set(reader->err, ERR_USAGE, "%s:%d:%d: %s", reader->name, reader->line,
		       column_of(reader, place), what);
}

static void add(struct reader *reader, const char *place, struct keystep step)
{
	struct keyfile *out = reader->out;

	step.line = reader->line;
	step.column = column_of(reader, place);
	out->steps = arena_grow(reader->arena, out->steps, out->count, sizeof(*out->steps));
	out->steps[out->count++] = step;
}

/* Reads "text in quotes" with *at on the first quote, and moves *at past the last. */
static bool read_quoted(struct reader *reader, const char **at, struct str *text)
{
	const char *start = *at, *c;

	for (c = start + 1; c < reader->end && *c != '"' && *c != '\n'; c++) {
		if (*c == '\\') {
			c++;
			if (c == reader->end || (*c != '"' && *c != '\\'))
				return refuse(reader, c - 1,
					      _("Inside quotes, \\ is written before \" and \\ only."));
		}
		if (*c == '\t')
			return refuse(reader, c,
				      _("A tab is no letter: write it as <Tab>, outside the quotes."));
		str_add_char(text, *c);
	}
	if (c == reader->end || *c != '"')
		return refuse(reader, start, _("The text has no closing quote on its line."));
	*at = c + 1;
	return true;
}

static bool read_text(struct reader *reader)
{
	const char *place = reader->at, *letter, *end;
	struct str text;
	bool ok;

	str_init(&text);
	ok = read_quoted(reader, &reader->at, &text);
	letter = text.text;
	end = text.text + text.length;
	while (ok && letter < end) {
		char one[5] = "";

		utf8_put(utf8_next(&letter, end), one);
		add(reader, place, (struct keystep){ .kind = KEYSTEP_KEY, .key = key_char(one) });
	}
	str_done(&text);
	return ok;
}

/* "2s", "500ms", "3m". */
static bool parse_duration(const char *text, int64_t *ms)
{
	static const struct {
		const char *unit;
		int ms;
	} units[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 } };
	char *unit;
	long number;

	if (*text < '0' || *text > '9')
		return false;
	number = strtol(text, &unit, 10);
	for (size_t i = 0; i < LENGTH(units); i++)
		if (str_equal(unit, units[i].unit) && number <= WAIT_MOST_MS / units[i].ms) {
			*ms = (int64_t)number * units[i].ms;
			return true;
		}
	return false;
}

static bool parse_side(const char **at, int *side)
{
	char *after;
	long number;

	if (**at < '1' || **at > '9')
		return false;
	number = strtol(*at, &after, 10);
	*at = after;
	*side = (int)(number > SIZE_MOST ? 0 : number);
	return *side > 0;
}

bool keyfile_parse_size(const char *text, int *cols, int *rows)
{
	int width, height;

	if (!parse_side(&text, &width) || *text++ != 'x' || !parse_side(&text, &height) || *text)
		return false;
	*cols = width;
	*rows = height;
	return true;
}

static bool parse_wait(struct reader *reader, const char *place, const char *argument)
{
	struct keystep step = { .kind = KEYSTEP_WAIT };

	if (!parse_duration(argument, &step.wait_ms))
		return refuse(reader, place,
			      _("Write a wait as <Wait 2s>, <Wait 500ms> or <Wait 3m>, a day at most."));
	add(reader, place, step);
	return true;
}

static bool parse_resize(struct reader *reader, const char *place, const char *argument)
{
	struct keystep step = { .kind = KEYSTEP_RESIZE };

	if (!keyfile_parse_size(argument, &step.size.cols, &step.size.rows))
		return refuse(reader, place,
			      _("Write a size as <Resize 132x43>: columns, x, rows; 500 at most."));
	add(reader, place, step);
	return true;
}

static const struct directive {
	const char *opening;
	bool (*parse)(struct reader *reader, const char *place, const char *argument);
} directives[] = {
	{ "<Wait ", parse_wait },
	{ "<Resize ", parse_resize },
};

static bool read_paste(struct reader *reader)
{
	const char *place = reader->at, *at = place + strlen("<Paste ");
	struct str text;
	bool ok;

	str_init(&text);
	ok = at < reader->end && *at == '"' && read_quoted(reader, &at, &text) && at < reader->end &&
	     *at == '>';
	if (ok) {
		add(reader, place,
		    (struct keystep){ .kind = KEYSTEP_PASTE,
				      .paste = arena_strdup(reader->arena, text.text) });
		reader->at = at + 1;
	}
	str_done(&text);
	return ok || refuse(reader, place, _("Write what is pasted as <Paste \"text\">, on one line."));
}

static bool read_directive(struct reader *reader, const struct directive *directive)
{
	const char *place = reader->at, *argument = place + strlen(directive->opening);
	size_t length = strcspn(argument, ">\n");

	reader->at = argument + length + (argument[length] == '>');
	return directive->parse(reader, place,
				arena_strndup(reader->arena, argument, argument[length] == '>' ? length : 0));
}

static bool is_plain(char c)
{
	return !strchr(" \t\r\n\"<", c);
}

static bool read_key(struct reader *reader)
{
	const char *place = reader->at;
	struct key key;

	if (str_starts(place, "<Paste "))
		return read_paste(reader);
	for (size_t i = 0; i < LENGTH(directives); i++)
		if (str_starts(place, directives[i].opening))
			return read_directive(reader, &directives[i]);
	if (!key_parse(&reader->at, &key))
		return refuse(reader, place,
			      _("This is no key. Keys are written as s, <Enter>, <F10> or <C-g>; < itself is "
				"<lt>."));
	/* Two plain letters in a row are a text whose quotes were forgotten, not two commands. */
	if (is_plain(*place) && is_plain(*reader->at))
		return refuse(reader, place,
			      _("Part the keys by blanks, or put text that is typed in quotes."));
	add(reader, place, (struct keystep){ .kind = KEYSTEP_KEY, .key = key });
	return true;
}

static void skip_comment(struct reader *reader)
{
	const char *at = reader->line_start;

	while (*at == ' ' || *at == '\t')
		at++;
	if (*at == '#')
		reader->at = at + strcspn(at, "\n");
}

static bool read_line(struct reader *reader)
{
	reader->line_start = reader->at;
	reader->line++;
	skip_comment(reader);
	while (reader->at < reader->end && *reader->at != '\n') {
		bool ok = true;

		if (strchr(" \t\r", *reader->at))
			reader->at++;
		else
			ok = *reader->at == '"' ? read_text(reader) : read_key(reader);
		if (!ok)
			return false;
	}
	reader->at += reader->at < reader->end;
	return true;
}

static bool is_typable(const char *text, size_t length)
{
	const char *at = text, *end = text + length;

	if (!utf8_valid(text, length))
		return false;
	while (at < end) {
		uint32_t cp = utf8_next(&at, end);

		if (utf8_is_control(cp) && cp != '\n' && cp != '\r' && cp != '\t')
			return false;
	}
	return true;
}

bool keyfile_parse(const char *name, const char *text, size_t length, struct arena *arena,
		   struct keyfile *keyfile, struct err *err)
{
	/* A copy of its own, as the text need not end in NUL and every look-ahead here relies on one. */
	const char *copy = arena_strndup(arena, text, length);
	struct reader reader = {
		.name = name,
		.at = copy,
		.end = copy + length,
		.line_start = copy,
		.arena = arena,
		.out = keyfile,
		.err = err,
	};

	*keyfile = (struct keyfile){ NULL };
	if (!is_typable(copy, length))
		return err_set(err, ERR_USAGE,
			       _("%s is not a file of keys: it is not UTF-8, or holds control characters."),
			       name);
	while (reader.at < reader.end)
		if (!read_line(&reader))
			return false;
	return true;
}

const char *keyfile_step_text(const struct keystep *step, struct arena *arena)
{
	char text[KEY_TEXT_SIZE];

	switch (step->kind) {
	case KEYSTEP_KEY:
		return arena_strdup(arena, key_text(step->key, text));
	case KEYSTEP_WAIT:
		return arena_printf(arena, "<Wait %lldms>", (long long)step->wait_ms);
	case KEYSTEP_PASTE:
		return arena_printf(arena, "<Paste \"%s\">", step->paste);
	case KEYSTEP_RESIZE:
		return arena_printf(arena, "<Resize %dx%d>", step->size.cols, step->size.rows);
	}
	return "";
}
