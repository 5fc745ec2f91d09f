#include "guide/guide_source.h"

#include <string.h>

#include "guide/guide_model.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_TEXT, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	char sign;
	int line;
	const char *start; /* of a text: inside the quotes */
	size_t length;
};

struct reader {
	struct source *source;
	struct arena *arena;
	char *at; /* in source->text, which is changed in place on the way */
	int line;
	struct token token;
	struct err *err;
};

#define REFUSE(reader, line, ...) guide_refuse((reader)->err, (reader)->source->file, (line), __VA_ARGS__)

/* ---- tokens ----------------------------------------------------------------------------------- */

static bool is_word(char byte)
{
	return byte && !strchr(" #\"'\t\n\r={}()+,/*$\\", byte);
}

/* Remarks become blanks; line ends stay. */
static void pass_blanks(struct reader *reader)
{
	for (;; reader->at++) {
		if (*reader->at == '#') {
			for (; *reader->at && *reader->at != '\n'; reader->at++)
				*reader->at = ' ';
		}
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
	token->start = reader->at;
	for (; *reader->at != quote; reader->at++) {
		if (!*reader->at)
			return REFUSE(reader, token->line,
				      _("a text begins here and never ends; put the missing %c"), quote);
		if (*reader->at == '\n')
			reader->line++;
		else if (*reader->at == '\\' && !read_escape(reader, quote))
			return false;
		else if (reader->at[0] == '$' && reader->at[1] == '{') {
			if (quote == '"')
				return REFUSE(reader, reader->line,
					      _("${ stands in double quotes; put the whole text in single "
						"quotes ('…')"));
			*reader->at = SOURCE_DOLLAR;
		}
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

/* ---- sections and options --------------------------------------------------------------------- */

static struct source_section *section_add(struct reader *reader, const char *kind, const char *title,
					  int line)
{
	struct source *source = reader->source;

	source->sections =
		arena_grow(reader->arena, source->sections, source->section_count, sizeof(*source->sections));
	source->sections[source->section_count] = (struct source_section){ kind, title, line, NULL, 0 };
	return &source->sections[source->section_count++];
}

static bool option_add(struct reader *reader, size_t section, const char *name, int line)
{
	struct source_section *in = &reader->source->sections[section];

	for (size_t i = 0; i < in->option_count; i++) {
		if (str_equal(in->options[i].name, name))
			return REFUSE(
				reader, line,
				_("“%s” stands here a second time (first in line %d); keep one of them"),
				name, in->options[i].line);
	}
	in->options = arena_grow(reader->arena, in->options, in->option_count, sizeof(*in->options));
	in->options[in->option_count++] = (struct source_option){ name, line };
	return true;
}

static bool read_list(struct reader *reader, const char *name)
{
	if (!token_next(reader))
		return false;
	while (!is_sign(reader, '}')) {
		if (!is_value(reader))
			return REFUSE(reader, reader->token.line,
				      _("the list of “%s” must hold values with commas between and end with "
					"}; mend it"),
				      name);
		if (!token_next(reader))
			return false;
		if (is_sign(reader, '}'))
			break;
		if (!expect(reader, ',', name))
			return false;
	}
	return token_next(reader);
}

static const cfg_opt_t *known(const cfg_opt_t *options, const char *name, bool section)
{
	for (; options->name; options++) {
		if (str_equal(options->name, name) && (options->type == CFGT_SEC) == section)
			return options;
	}
	return NULL;
}

static bool read_option(struct reader *reader, const cfg_opt_t *options, size_t section, const char *name,
			int line)
{
	if (!known(options, name, false))
		return REFUSE(reader, line, _("“%s” is no option here; see the spelling in samtale-guide(5)"),
			      name);
	if (!option_add(reader, section, name, line) || !token_next(reader))
		return false;
	if (is_sign(reader, '{'))
		return read_list(reader, name);
	if (!is_value(reader))
		return REFUSE(reader, reader->token.line,
			      _("the value of “%s” is missing; write it after the ="), name);
	return token_next(reader);
}

static bool read_entries(struct reader *reader, const cfg_opt_t *options, size_t section);

static bool read_section(struct reader *reader, const cfg_opt_t *options, const char *kind, int line)
{
	struct source *source = reader->source;
	const char *title = arena_strndup(reader->arena, reader->token.start, reader->token.length);
	const cfg_opt_t *shape = known(options, kind, true);

	if (!shape)
		return REFUSE(reader, line, _("a section “%s” cannot stand here; see samtale-guide(5)"),
			      kind);
	if (!reader->token.length || reader->token.length > GUIDE_NAME_MAX || strpbrk(title, " \t\n\\\001"))
		return REFUSE(reader, line,
			      _("a “%s” needs a name of at most %d letters without blanks; give it one"),
			      kind, GUIDE_NAME_MAX);
	if (source->section_count > GUIDE_QUESTIONS_MAX + GUIDE_STEPS_MAX)
		return REFUSE(reader, line, _("the guide has more than %d questions; part it in two"),
			      GUIDE_QUESTIONS_MAX);
	section_add(reader, kind, title, line);
	if (!token_next(reader) || !expect(reader, '{', title))
		return false;
	if (!read_entries(reader, shape->subopts, source->section_count - 1))
		return false;
	return expect(reader, '}', title);
}

static bool read_entries(struct reader *reader, const cfg_opt_t *options, size_t section)
{
	while (reader->token.kind == TOKEN_WORD) {
		const char *word = arena_strndup(reader->arena, reader->token.start, reader->token.length);
		int line = reader->token.line;

		if (reader->token.length > GUIDE_NAME_MAX)
			return REFUSE(reader, line, _("the word “%.60s…” is too long; put texts in quotes"),
				      word);
		if (!token_next(reader))
			return false;
		if (is_sign(reader, '=') ? !read_option(reader, options, section, word, line)
		    : is_value(reader)
			    ? !read_section(reader, options, word, line)
			    : !REFUSE(reader, line, _("“%s” needs = and a value, or a name and {; mend it"),
				      word))
			return false;
	}
	return true;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

/* A copy with line ends as \n and without other control characters. */
static bool copy_text(struct reader *reader, const char *text)
{
	size_t length = strlen(text);
	char *to = arena_alloc(reader->arena, length + 1);
	int line = 1;

	reader->source->text = to;
	if (length > GUIDE_FILE_MAX)
		return REFUSE(reader, 1, _("the file is larger than 1 MiB; part it in two guides"));
	if (!utf8_valid(text, length))
		return REFUSE(reader, 1, _("the file is not UTF-8 text; save it as UTF-8"));
	if (!strncmp(text, "\xEF\xBB\xBF", 3))
		text += 3;
	for (; *text; text++) {
		if (text[0] == '\r' && text[1] == '\n')
			continue;
		if (((unsigned char)*text < ' ' && *text != '\n' && *text != '\t') || *text == '\x7F')
			return REFUSE(reader, line, _("there is a control character here; take it away"));
		line += *text == '\n';
		*to++ = *text;
	}
	return true;
}

bool source_read(const char *file, const char *text, const cfg_opt_t *options, struct arena *arena,
		 struct source *source, struct err *err)
{
	struct reader reader = { .source = source, .arena = arena, .line = 1, .err = err };

	*source = (struct source){ .file = file };
	if (!copy_text(&reader, text))
		return false;
	reader.at = source->text;
	section_add(&reader, "", "", 1);
	if (!token_next(&reader) || !read_entries(&reader, options, 0))
		return false;
	if (reader.token.kind != TOKEN_END)
		return REFUSE(&reader, reader.token.line,
			      _("this cannot stand here; is a { or } too few or too many above?"));
	return true;
}

int source_line(const struct source *source, const char *kind, size_t index, const char *option)
{
	for (size_t i = 0; i < source->section_count; i++) {
		const struct source_section *section = &source->sections[i];

		if (!str_equal(section->kind, kind) || index--)
			continue;
		for (size_t k = 0; option && k < section->option_count; k++) {
			if (str_equal(section->options[k].name, option))
				return section->options[k].line;
		}
		return section->line;
	}
	return 1;
}

void source_restore(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		bool blank = *from == ' ' || *from == '\t' || *from == '\n';

		if (!blank)
			*to++ = *from == SOURCE_DOLLAR ? '$' : *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}
