#include "guide/xlsform_load.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "guide/xlsform.h"

/* ---- settings and choices ------------------------------------------------------------------------- */

static const char *setting(const struct xlsform *xlsform, const char *name, const char *other)
{
	const char *const names[] = { name, other, NULL };

	if (!xlsform->settings->row_count)
		return "";
	return sheet_cell(&xlsform->settings->rows[0], xlsform_column(xlsform->settings, names));
}

static void read_settings(struct xlsform *xlsform)
{
	struct form *form = xlsform->form;

	form->id = setting(xlsform, "form_id", "id_string");
	form->title = setting(xlsform, "form_title", "title");
	form->version = atoi(setting(xlsform, "version", "form_version"));
}

static bool is_label_column(const struct xlsform *xlsform, int column)
{
	for (size_t i = 0; i < FORM_LANGUAGES_MAX; i++) {
		if (xlsform->choice_label.columns[i] == column)
			return true;
	}
	return false;
}

/* Every further column whose name can be asked for by a choice_filter. */
static void add_columns(struct xlsform *xlsform, struct form_list *list, int list_name, int name)
{
	const struct sheet *choices = xlsform->choices;

	for (int i = 0; i < (int)choices->column_count; i++) {
		if (i != list_name && i != name && !is_label_column(xlsform, i)
		    && !xmlValidateNCName(xml_text(choices->columns[i]), 0))
			form_add_column(xlsform->form, list, choices->columns[i]);
	}
}

bool xlsform_read_choices(struct xlsform *xlsform)
{
	static const char *const list_names[] = { "list_name", "list name", "list", NULL };
	static const char *const value_names[] = { "name", "value", NULL };
	const struct sheet *choices = xlsform->choices;
	int list_name = xlsform_column(choices, list_names), name = xlsform_column(choices, value_names);

	if (choices->row_count && (list_name < 0 || name < 0))
		return guide_refuse(xlsform->err, choices->file, 1,
				    _("the choices need the columns list_name, name and label"));
	for (size_t i = 0; i < choices->row_count; i++) {
		const struct sheet_row *row = &choices->rows[i];
		const char *called = sheet_cell(row, list_name);
		struct form_list *list = form_find_list(xlsform->form, called);
		struct form_choice *choice;

		if (!*called)
			continue;
		if (!list) {
			list = form_add_list(xlsform->form, called, choices->file, row->line);
			add_columns(xlsform, list, list_name, name);
		}
		if (list->choice_count >= FORM_CHOICES_MAX)
			return guide_refuse(xlsform->err, choices->file, row->line,
					    _("the list %s has more than %d rows"), called, FORM_CHOICES_MAX);
		choice = form_add_choice(xlsform->form, list, row->line);
		choice->name = sheet_cell(row, name);
		choice->label = xlsform_read_text(xlsform, &xlsform->choice_label, row);
		for (size_t k = 0; k < list->column_count; k++)
			choice->cells[k] = sheet_cell(row, sheet_column(choices, list->columns[k]));
	}
	return true;
}

/* ---- the survey ----------------------------------------------------------------------------------- */

struct form_item *xlsform_add(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *parent,
			      enum form_kind kind)
{
	struct form *form = xlsform->form;
	const char *name = sheet_cell(row, xlsform->name);
	struct form_item *item;

	if (!*name || xmlValidateNCName(xml_text(name), 0)) {
		ROW_REFUSE(xlsform, row,
			   _("“%.60s” cannot be a name; begin with a letter, go on with letters, digits, - _ and ."),
			   name);
		return NULL;
	}
	if (form_child_node(form, parent->node, name)) {
		ROW_REFUSE(xlsform, row, _("the name %s is used a second time here; choose another"), name);
		return NULL;
	}
	item = form_add_item(form, parent, kind, name, xlsform->survey->file, row->line, xlsform->err);
	if (!item)
		return NULL;
	item->node = form_add_node(form, parent->node, name, row->line);
	item->node->item = item;
	for (size_t i = 0; i < FORM_TEXTS; i++)
		item->text[i] = xlsform_read_text(xlsform, &xlsform->text[i], row);
	return item;
}

enum pair { PAIR_NONE, PAIR_BEGIN_GROUP, PAIR_BEGIN_REPEAT, PAIR_END_GROUP, PAIR_END_REPEAT };

static enum pair pair_of(const char *type)
{
	static const struct {
		const char *word;
		enum pair means;
	} words[] = {
		{ "begin group", PAIR_BEGIN_GROUP },   { "begin repeat", PAIR_BEGIN_REPEAT },
		{ "begin lgroup", PAIR_BEGIN_REPEAT }, { "begin looped group", PAIR_BEGIN_REPEAT },
		{ "end group", PAIR_END_GROUP },       { "end repeat", PAIR_END_REPEAT },
		{ "end lgroup", PAIR_END_REPEAT },     { "end looped group", PAIR_END_REPEAT },
	};

	for (size_t i = 0; i < LENGTH(words); i++) {
		size_t length = strlen(words[i].word), blank = strcspn(words[i].word, " ");

		if (strlen(type) == length && !strncasecmp(type, words[i].word, blank)
		    && (type[blank] == ' ' || type[blank] == '_')
		    && !strcasecmp(type + blank + 1, words[i].word + blank + 1))
			return words[i].means;
	}
	return PAIR_NONE;
}

/* Opens or closes a group or repeat; *parent becomes what the next row stands in. */
static bool read_section(struct xlsform *xlsform, const struct sheet_row *row, enum pair word,
			 struct form_item **parent)
{
	enum form_kind kind = word == PAIR_BEGIN_REPEAT || word == PAIR_END_REPEAT ? FORM_REPEAT : FORM_GROUP;
	struct form_item *item;

	if (word == PAIR_END_GROUP || word == PAIR_END_REPEAT) {
		if (!(*parent)->parent || (*parent)->kind != kind)
			return ROW_REFUSE(xlsform, row, _("“%s” ends what does not begin above; mend the pairs"),
					  sheet_cell(row, xlsform->type));
		*parent = (*parent)->parent;
		return true;
	}
	item = xlsform_add(xlsform, row, *parent, kind);
	if (!item || !xlsform_read_row(xlsform, row, item))
		return false;
	*parent = item;
	return true;
}

static bool read_survey(struct xlsform *xlsform)
{
	struct form_item *parent = &xlsform->form->root, *item;

	for (size_t i = 0; i < xlsform->survey->row_count; i++) {
		const struct sheet_row *row = &xlsform->survey->rows[i];
		const char *type = sheet_cell(row, xlsform->type);
		enum pair word = pair_of(type);

		if (!*type && !*sheet_cell(row, xlsform->name))
			continue;
		if (!*type)
			return ROW_REFUSE(xlsform, row, _("%s has no type; write text, or another"),
					  sheet_cell(row, xlsform->name));
		if (word != PAIR_NONE ? !read_section(xlsform, row, word, &parent)
					 : !xlsform_read_question(xlsform, row, parent, &item))
			return false;
	}
	if (parent->parent)
		return FORM_REFUSE(xlsform->err, parent, _("%s begins here and never ends; write its end"),
				   parent->name);
	return true;
}

bool xlsform_load(struct form *form, const struct xlsform_sheets *sheets, struct err *err)
{
	static const char *const types[] = { "type", NULL }, *const names[] = { "name", NULL };
	struct xlsform xlsform = {
		.form = form,
		.survey = &sheets->survey,
		.choices = &sheets->choices,
		.settings = &sheets->settings,
		.type = xlsform_column(&sheets->survey, types),
		.name = xlsform_column(&sheets->survey, names),
		.err = err,
	};

	if (xlsform.type < 0 || xlsform.name < 0)
		return guide_refuse(err, sheets->survey.file ? sheets->survey.file : form->file, 1,
				    _("this is no XLSForm: a sheet survey with the columns type, name and label is "
				      "missing"));
	form->data = form_add_node(form, NULL, "data", 1);
	form->data->item = &form->root;
	form->root.node = form->data;
	read_settings(&xlsform);
	return xlsform_read_languages(&xlsform) && xlsform_read_choices(&xlsform) && read_survey(&xlsform);
}
