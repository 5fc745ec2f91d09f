#include "guide/guide_source.h"

#include <string.h>

#include "guide/guide_model.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_TEXT, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	char sign; /* of a text: its quote */
	int line;
	const char *start; /* of a text: inside the quotes */
	size_t length;
};

struct reader {
	struct source *source;
	struct arena *arena;
	const char *at;
	int line, depth;
	struct token token;
	struct err *err;
};

#define REFUSE(reader, line, ...) guide_refuse((reader)->err, (reader)->source->file, (line), __VA_ARGS__)

/* ---- tokens ----------------------------------------------------------------------------------- */

static bool is_word(char byte)
{
	return byte && !strchr(" #\"'\t\n\r={}()+,/*$\\", byte);
}

static void pass_blanks(struct reader *reader)
{
	for (;; reader->at++) {
		if (*reader->at == '#')
			reader->at += strcspn(reader->at, "\n");
		if (*reader->at == '\n')
			reader->line++;
		else if (*reader->at != ' ' && *reader->at != '\t')
			return;
	}
}

static bool read_escape(struct reader *reader, char quote)
{
	char next = reader->at[1];

	if (next == quote || next == '\\') {
		reader->at++;
		return true;
	}
	if (next == 'n' && quote == '"')
		return true;
	return quote == '\'' ? true
			     : REFUSE(reader, reader->line,
				      _("a backslash in a text may stand before \\, \" and n only; leave it "
					"out, or write two"));
}

static bool read_text(struct reader *reader)
{
	char quote = *reader->at++;
	struct token *token = &reader->token;

	token->kind = TOKEN_TEXT;
	token->sign = quote;
	token->start = reader->at;
	for (; *reader->at != quote; reader->at++) {
		if (!*reader->at)
			return REFUSE(reader, token->line,
				      _("a text begins here and never ends; put the missing %c"), quote);
		if (*reader->at == '\n')
			reader->line++;
		else if (*reader->at == '\\' && !read_escape(reader, quote))
			return false;
		else if (reader->at[0] == '$' && reader->at[1] == '{' && quote == '"')
			return REFUSE(reader, reader->line,
				      _("${ stands in double quotes; put the whole text in single "
					"quotes ('…')"));
	}
	token->length = (size_t)(reader->at - token->start);
	reader->at++;
	return true;
}

static bool token_next(struct reader *reader)
{
	struct token *token = &reader->token;

	pass_blanks(reader);
	*token = (struct token){ TOKEN_END, 0, reader->line, reader->at, 0 };
	if (!*reader->at)
		return true;
	if (*reader->at == '"' || *reader->at == '\'')
		return read_text(reader);
	if (strchr("={},", *reader->at)) {
		token->kind = TOKEN_SIGN;
		token->sign = *reader->at++;
		return true;
	}
	while (is_word(*reader->at))
		reader->at++;
	token->kind = TOKEN_WORD;
	token->length = (size_t)(reader->at - token->start);
	if (token->length)
		return true;
	if (reader->at[0] == '$' && reader->at[1] == '{')
		return REFUSE(reader, reader->line,
			      _("${ stands outside quotes; put the expression in single quotes ('…')"));
	return REFUSE(reader, reader->line,
		      _("“%c” cannot stand here; put texts in quotes, and begin a remark with #"),
		      *reader->at);
}

static bool is_sign(const struct reader *reader, char sign)
{
	return reader->token.kind == TOKEN_SIGN && reader->token.sign == sign;
}

static bool is_value(const struct reader *reader)
{
	return reader->token.kind == TOKEN_WORD || reader->token.kind == TOKEN_TEXT;
}

static bool expect(struct reader *reader, char sign, const char *after)
{
	if (is_sign(reader, sign))
		return token_next(reader);
	return REFUSE(reader, reader->token.line, _("%c is missing after “%s”; put it there"), sign, after);
}

/* The token's text without its escapes, each run of blanks and line ends one blank, none at the ends. */
static const char *token_text(struct reader *reader)
{
	const struct token *token = &reader->token;
	char *text = arena_alloc(reader->arena, token->length + 1), *to = text;

	for (size_t i = 0; i < token->length; i++) {
		char byte = token->start[i], next = i + 1 < token->length ? token->start[i + 1] : '\0';

		if (token->kind == TOKEN_TEXT && byte == '\\' && (next == token->sign || next == '\\'))
			byte = token->start[++i];
		else if (token->kind == TOKEN_TEXT && byte == '\\' && next == 'n' && token->sign == '"')
			i++, byte = ' ';
		if (byte != ' ' && byte != '\t' && byte != '\n')
			*to++ = byte;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	to -= to > text && to[-1] == ' ';
	*to = '\0';
	return text;
}

/* ---- sections and options --------------------------------------------------------------------- */

static struct source_section *here(struct reader *reader, int section)
{
	return &reader->source->sections[section];
}

static int section_add(struct reader *reader, enum section_kind kind, const char *title, int line, int above)
{
	struct source *source = reader->source;

	source->sections =
		arena_grow(reader->arena, source->sections, source->section_count, sizeof(*source->sections));
	source->sections[source->section_count] =
		(struct source_section){ kind, title, line, above, NULL, 0 };
	return (int)source->section_count++;
}

static bool option_add(struct reader *reader, int section, const char *name, int line)
{
	struct source_section *in = here(reader, section);
	const struct source_option *first = source_option(in, name);

	if (first)
		return REFUSE(reader, line,
			      _("“%s” stands here a second time (first in line %d); keep one of them"), name,
			      first->line);
	in->options = arena_grow(reader->arena, in->options, in->option_count, sizeof(*in->options));
	in->options[in->option_count++] = (struct source_option){ name, line, NULL, 0 };
	return true;
}

static bool value_fits(const char *text, enum option_shape shape)
{
	bool truth;
	long number;

	if (shape == SHAPE_TRUTH)
		return truth_read(text, &truth);
	return (shape != SHAPE_NUMBER && shape != SHAPE_NUMBERS) || number_read(text, &number);
}

static bool value_add(struct reader *reader, int section, enum option_shape shape)
{
	struct source_section *in = here(reader, section);
	struct source_option *option = &in->options[in->option_count - 1];
	const char *text = token_text(reader);

	if (!value_fits(text, shape))
		return REFUSE(reader, reader->token.line,
			      _("this value cannot be read; see what the option takes in samtale-guide(5)"));
	option->values = arena_grow(reader->arena, option->values, option->count, sizeof(*option->values));
	option->values[option->count++] = text;
	return token_next(reader);
}

static bool read_list(struct reader *reader, int section, const char *name, enum option_shape shape)
{
	if (!token_next(reader))
		return false;
	while (!is_sign(reader, '}')) {
		if (!is_value(reader))
			return REFUSE(reader, reader->token.line,
				      _("the list of “%s” must hold values with commas between and end with "
					"}; mend it"),
				      name);
		if (!value_add(reader, section, shape))
			return false;
		if (is_sign(reader, '}'))
			break;
		if (!expect(reader, ',', name))
			return false;
	}
	return token_next(reader);
}

static bool read_option(struct reader *reader, int section, const char *name, int line)
{
	enum option_shape shape;

	if (!option_find(here(reader, section)->kind, name, &shape))
		return REFUSE(reader, line, _("“%s” is no option here; see the spelling in samtale-guide(5)"),
			      name);
	if (!option_add(reader, section, name, line) || !token_next(reader))
		return false;
	if (is_sign(reader, '{') && (shape == SHAPE_TEXTS || shape == SHAPE_NUMBERS))
		return read_list(reader, section, name, shape);
	if (!is_value(reader))
		return REFUSE(reader, reader->token.line,
			      _("the value of “%s” is missing; write it after the ="), name);
	return value_add(reader, section, shape);
}

static bool read_entries(struct reader *reader, int section);

static bool read_section(struct reader *reader, int in, const char *word, int line)
{
	const char *title = arena_strndup(reader->arena, reader->token.start, reader->token.length);
	enum section_kind kind;
	bool read;

	if (!section_find(here(reader, in)->kind, word, &kind))
		return REFUSE(reader, line, _("a section “%s” cannot stand here; see samtale-guide(5)"),
			      word);
	if (!reader->token.length || reader->token.length > GUIDE_NAME_MAX || strpbrk(title, " \t\n\\"))
		return REFUSE(reader, line,
			      _("a “%s” needs a name of at most %d letters without blanks; give it one"),
			      word, GUIDE_NAME_MAX);
	if (reader->source->section_count > GUIDE_SECTIONS_MAX)
		return REFUSE(reader, line, _("the guide has more than %d questions; part it in two"),
			      GUIDE_QUESTIONS_MAX);
	if (++reader->depth > GUIDE_DEPTH_MAX)
		return REFUSE(reader, line, _("groups are nested more than %d deep; make them flatter"),
			      GUIDE_DEPTH_MAX);
	in = section_add(reader, kind, title, line, in);
	read = token_next(reader) && expect(reader, '{', title) && read_entries(reader, in)
	       && expect(reader, '}', title);
	reader->depth--;
	return read;
}

static bool read_entries(struct reader *reader, int section)
{
	while (reader->token.kind == TOKEN_WORD) {
		const char *word = arena_strndup(reader->arena, reader->token.start, reader->token.length);
		int line = reader->token.line;

		if (reader->token.length > GUIDE_NAME_MAX)
			return REFUSE(reader, line, _("the word “%.60s…” is too long; put texts in quotes"),
				      word);
		if (!token_next(reader))
			return false;
		if (is_sign(reader, '=') ? !read_option(reader, section, word, line)
		    : is_value(reader)
			    ? !read_section(reader, section, word, line)
			    : !REFUSE(reader, line, _("“%s” needs = and a value, or a name and {; mend it"),
				      word))
			return false;
	}
	return true;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

/* A copy with line ends as \n and without other control characters; NULL when it cannot be read. */
static const char *copy_text(struct reader *reader, const char *text)
{
	size_t length = strlen(text);
	char *copy = arena_alloc(reader->arena, length + 1), *to = copy;
	int line = 1;

	if (length > GUIDE_FILE_MAX) {
		REFUSE(reader, 1, _("the file is larger than %d MiB; part it in two guides"),
		       GUIDE_FILE_MAX >> 20);
		return NULL;
	}
	if (!utf8_valid(text, length)) {
		REFUSE(reader, 1, _("the file is not UTF-8 text; save it as UTF-8"));
		return NULL;
	}
	if (!strncmp(text, "\xEF\xBB\xBF", 3))
		text += 3;
	for (; *text; text++) {
		if (text[0] == '\r' && text[1] == '\n')
			continue;
		if (((unsigned char)*text < ' ' && *text != '\n' && *text != '\t') || *text == '\x7F') {
			REFUSE(reader, line, _("there is a control character here; take it away"));
			return NULL;
		}
		line += *text == '\n';
		*to++ = *text;
	}
	return copy;
}

bool source_read(const char *file, const char *text, struct arena *arena, struct source *source,
		 struct err *err)
{
	struct reader reader = { .source = source, .arena = arena, .line = 1, .err = err };

	*source = (struct source){ .file = file };
	reader.at = copy_text(&reader, text);
	if (!reader.at)
		return false;
	section_add(&reader, SECTION_FILE, "", 1, -1);
	if (!token_next(&reader) || !read_entries(&reader, 0))
		return false;
	if (reader.token.kind != TOKEN_END)
		return REFUSE(&reader, reader.token.line,
			      _("this cannot stand here; is a { or } too few or too many above?"));
	return true;
}

const struct source_option *source_option(const struct source_section *section, const char *name)
{
	for (size_t i = 0; name && i < section->option_count; i++) {
		if (str_equal(section->options[i].name, name))
			return &section->options[i];
	}
	return NULL;
}

int source_line(const struct source_section *section, const char *name)
{
	const struct source_option *option = source_option(section, name);

	return option ? option->line : section->line;
}
