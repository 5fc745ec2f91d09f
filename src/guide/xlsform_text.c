#include <string.h>
#include <strings.h>

#include "guide/xlsform.h"
#include "samtale/base/str.h"

static const char *const text_words[FORM_TEXTS][3] = {
	[FORM_LABEL] = { "label", NULL },
	[FORM_HINT] = { "hint", NULL },
	[FORM_GUIDANCE_HINT] = { "guidance_hint", "guidance hint", NULL },
	[FORM_CONSTRAINT_MESSAGE] = { "constraint_message", "constraint message", NULL },
	[FORM_REQUIRED_MESSAGE] = { "required_message", "required message", NULL },
};

int xlsform_column(const struct sheet *sheet, const char *const *names)
{
	int column = -1;

	while (*names && column < 0)
		column = sheet_column(sheet, *names++);
	return column;
}

/* The language of "label::Dansk (da)" or "label:da"; "" of "label"; NULL when the column is no such text. */
static const char *language_of(struct arena *arena, const char *column, const char *const *words)
{
	for (; *words; words++) {
		size_t length = strlen(*words);

		if (strncasecmp(column, *words, length))
			continue;
		if (!column[length])
			return "";
		if (column[length] == ':')
			return form_tidy(column + length + strspn(column + length, ":"), arena);
	}
	return NULL;
}

/* The number of a language, which is added when it is new; -1 when there are too many. */
static int language_number(struct form *form, const char *name)
{
	for (size_t i = 0; i < form->language_count; i++) {
		if (!strcasecmp(form->languages[i], name))
			return (int)i;
	}
	if (form->language_count >= FORM_LANGUAGES_MAX)
		return -1;
	form->languages =
		arena_grow(form->arena, form->languages, form->language_count, sizeof(*form->languages));
	form->languages[form->language_count] = name;
	return (int)form->language_count++;
}

static bool read_columns(struct xlsform *xlsform, const struct sheet *sheet, const char *const *words,
			 struct xlsform_text *text)
{
	struct form *form = xlsform->form;

	for (size_t i = 0; i < FORM_LANGUAGES_MAX; i++)
		text->columns[i] = -1;
	for (size_t i = 0; i < sheet->column_count; i++) {
		const char *name = language_of(form->arena, sheet->columns[i], words);
		int number;

		if (!name)
			continue;
		number = *name ? language_number(form, name) : (int)form->default_language;
		if (number < 0)
			return guide_refuse(xlsform->err, sheet->file, 1,
					    _("the form has more than %d languages"), FORM_LANGUAGES_MAX);
		if (text->columns[number] < 0 || *name)
			text->columns[number] = (int)i;
	}
	return true;
}

/* A column without a language is in the default one: the settings' or, when they name none, the first. */
static void find_default(struct xlsform *xlsform)
{
	static const char *const names[] = { "default_language", "default language", NULL };
	struct form *form = xlsform->form;
	const struct sheet *settings = xlsform->settings, *survey = xlsform->survey;
	const char *name = "";

	if (settings->row_count)
		name = sheet_cell(&settings->rows[0], xlsform_column(settings, names));
	for (size_t i = 0; !*name && i < survey->column_count; i++) {
		const char *of = language_of(form->arena, survey->columns[i], text_words[FORM_LABEL]);

		name = of ? of : "";
	}
	form->default_language = (size_t)language_number(form, name);
}

bool xlsform_read_languages(struct xlsform *xlsform)
{
	find_default(xlsform);
	for (size_t i = 0; i < FORM_TEXTS; i++) {
		if (!read_columns(xlsform, xlsform->survey, text_words[i], &xlsform->text[i]))
			return false;
	}
	return read_columns(xlsform, xlsform->choices, text_words[FORM_LABEL], &xlsform->choice_label);
}

/* ${name} is an answer; in a text it is an output. */
static const char *with_outputs(struct arena *arena, const char *text)
{
	struct str out;
	const char *open, *close;

	if (!strstr(text, "${"))
		return text;
	str_init(&out);
	while ((open = strstr(text, "${")) && (close = strchr(open, '}'))) {
		str_add_bytes(&out, text, (size_t)(open - text));
		str_addf(&out, FORM_OUTPUT_OPEN "%.*s" FORM_OUTPUT_CLOSE, (int)(close + 1 - open), open);
		text = close + 1;
	}
	str_add(&out, text);
	text = arena_strdup(arena, out.text);
	str_done(&out);
	return text;
}

form_text xlsform_read_text(struct xlsform *xlsform, const struct xlsform_text *text, const struct sheet_row *row)
{
	struct form *form = xlsform->form;
	const char **rows = NULL;

	for (size_t i = 0; i < form->language_count; i++) {
		const char *cell = sheet_cell(row, text->columns[i]);

		if (!*cell)
			continue;
		if (!rows)
			rows = arena_array(form->arena, form->language_count, sizeof(*rows));
		rows[i] = with_outputs(form->arena, cell);
	}
	return rows;
}
