#include <string.h>
#include <strings.h>

#include "guide/xlsform.h"
#include "samtale/base/str.h"

/* ---- what every row may say ------------------------------------------------------------------------ */

static const char *cell_of(const struct xlsform *xlsform, const struct sheet_row *row, const char *name,
			   const char *other)
{
	const char *const names[] = { name, other, NULL };

	return sheet_cell(row, xlsform_column(xlsform->survey, names));
}

static bool is_word(const char *text, const char *const *words)
{
	while (*words && strcasecmp(*words, text))
		words++;
	return *words != NULL;
}

static bool is_yes(const char *text)
{
	static const char *const words[] = { "yes", "true", "true()", "1", "x", NULL };

	return is_word(text, words);
}

static bool is_no(const char *text)
{
	static const char *const words[] = { "", "no", "false", "false()", "0", NULL };

	return is_word(text, words);
}

/* An expression, as the standard tells one from a value: it asks for an answer or calls a function. */
static bool is_dynamic(const char *text)
{
	if (strstr(text, "${"))
		return true;
	for (const char *open = text; (open = strchr(open, '(')); open++) {
		if (open > text && ((open[-1] >= 'a' && open[-1] <= 'z') || (open[-1] >= '0' && open[-1] <= '9'))
		    && strchr(open, ')'))
			return true;
	}
	return false;
}

static void read_exprs(const struct xlsform *xlsform, const struct sheet_row *row, struct form_item *item)
{
	static const struct {
		const char *column, *other;
		enum form_expr_role role;
	} exprs[] = {
		{ "relevant", "relevance", FORM_RELEVANT },
		{ "constraint", "bind::constraint", FORM_CONSTRAINT },
		{ "calculation", "calculate", FORM_CALCULATION },
		{ "choice_filter", "choice filter", FORM_CHOICE_FILTER },
		{ "repeat_count", "count", FORM_COUNT },
		{ "required", "bind::required", FORM_REQUIRED },
	};

	for (size_t i = 0; i < LENGTH(exprs); i++) {
		const char *cell = cell_of(xlsform, row, exprs[i].column, exprs[i].other);

		if (*cell)
			item->expr[exprs[i].role] = cell;
	}
	if (item->expr[FORM_REQUIRED] && is_no(item->expr[FORM_REQUIRED]))
		item->expr[FORM_REQUIRED] = NULL;
	else if (item->expr[FORM_REQUIRED] && is_yes(item->expr[FORM_REQUIRED]))
		item->expr[FORM_REQUIRED] = "true()";
	if (item->kind != FORM_REPEAT)
		item->expr[FORM_COUNT] = NULL;
}

bool xlsform_read_row(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *item)
{
	const char *read_only = cell_of(xlsform, row, "read_only", "readonly");
	const char *appearance = cell_of(xlsform, row, "appearance", "body::appearance");
	const char *first = cell_of(xlsform, row, "default", NULL);

	read_exprs(xlsform, row, item);
	if (*cell_of(xlsform, row, "trigger", NULL) && item->kind == FORM_QUESTION)
		return ROW_REFUSE(xlsform, row, _("the column trigger (of %s) is not supported"), item->name);
	if (strstr(appearance, "search("))
		return ROW_REFUSE(xlsform, row, _("the appearance search() (of %s) is not supported"),
				  item->name);
	if (!is_yes(read_only) && !is_no(read_only))
		return ROW_REFUSE(xlsform, row, _("read_only of %s is an expression, and only yes and no are "
						  "supported"),
				  item->name);
	item->read_only = is_yes(read_only);
	item->multiline = strstr(appearance, "multiline") != NULL;
	if (*first && is_dynamic(first))
		item->expr[FORM_DEFAULT] = first;
	else if (*first)
		item->default_value = first;
	return true;
}

/* ---- types ----------------------------------------------------------------------------------------- */

static const char *const plain_types[][2] = {
	{ "text", "text" },
	{ "string", "text" },
	{ "note", "note" },
	{ "integer", "integer" },
	{ "int", "integer" },
	{ "decimal", "decimal" },
	{ "date", "date" },
	{ "time", "time" },
	{ "datetime", "datetime" },
	{ "range", "range" },
	{ "calculate", "calculate" },
	{ "hidden", "calculate" },
	{ "acknowledge", "acknowledge" },
	{ "trigger", "acknowledge" },
	{ "geopoint", "geopoint" },
	{ "location", "geopoint" },
	{ "gps", "geopoint" },
	{ "geotrace", "geotrace" },
	{ "geoshape", "geoshape" },
	{ "barcode", "barcode" },
	{ "image", "image" },
	{ "photo", "image" },
	{ "audio", "audio" },
	{ "video", "video" },
	{ "file", "file" },
};

/* What a form writes down of itself: a calculation; NULL: left out, and told. */
static const struct {
	const char *type, *calculation;
	bool told;
} meta_types[] = {
	{ "start", "once(now())", false },  { "end", "now()", false },         { "today", "once(today())", false },
	{ "deviceid", "''", true },         { "username", "''", true },        { "phonenumber", "''", true },
	{ "email", "''", true },            { "subscriberid", "''", true },    { "simserial", "''", true },
	{ "start-geopoint", "''", true },   { "uri:username", "''", true },    { "audit", NULL, true },
	{ "background-audio", NULL, true },
};

/* The longest first: each begins with words of the type column. */
static const struct {
	const char *words, *type;
	bool file;
} select_types[] = {
	{ "select_one_from_file ", "select_one", true },
	{ "select_multiple_from_file ", "select_multiple", true },
	{ "select one from file ", "select_one", true },
	{ "select multiple from file ", "select_multiple", true },
	{ "select_one ", "select_one", false },
	{ "select one from ", "select_one", false },
	{ "select one ", "select_one", false },
	{ "select1 ", "select_one", false },
	{ "select_multiple ", "select_multiple", false },
	{ "select multiple from ", "select_multiple", false },
	{ "select all that apply from ", "select_multiple", false },
	{ "select all that apply ", "select_multiple", false },
	{ "select multiple ", "select_multiple", false },
	{ "rank ", "rank", false },
};

static bool list_of_file(struct xlsform *xlsform, const struct sheet_row *row, const char *file,
			 struct form_list **list)
{
	struct form *form = xlsform->form;

	*list = form_find_list(form, file);
	if (*list)
		return true;
	if (!form_is_file_name(file, ".csv"))
		return ROW_REFUSE(xlsform, row, _("choices from the file “%.60s” are not supported; a csv file "
						  "beside the form is"),
				  file);
	*list = form_add_list(form, file, xlsform->survey->file, row->line);
	(*list)->file = file;
	return true;
}

/* The rest of "select_one LIST or_other". */
static bool read_select(struct xlsform *xlsform, const struct sheet_row *row, const char *rest, bool file,
			struct form_item *item)
{
	struct arena *arena = xlsform->form->arena;
	size_t length;
	const char *name;

	rest += strspn(rest, " ");
	length = strcspn(rest, " ");
	name = arena_strndup(arena, rest, length);
	rest += length + strspn(rest + length, " ");
	item->or_other = str_equal(rest, "or_other") || str_equal(rest, "or other")
			 || str_equal(rest, "or specify other");
	if (*rest && !item->or_other)
		return ROW_REFUSE(xlsform, row, _("“%.60s” after the list %s is not supported"), rest, name);
	if (file) {
		if (!list_of_file(xlsform, row, name, &item->list))
			return false;
	} else {
		item->list = form_find_list(xlsform->form, name);
	}
	if (!item->list)
		return ROW_REFUSE(xlsform, row, _("there is no list %s among the choices"), name);
	item->list->uses++;
	item->list->filtered = item->list->filtered || item->expr[FORM_CHOICE_FILTER];
	return true;
}

/* NAME=VALUE of the column parameters, parted by blanks, commas or semicolons; NULL none. */
static const char *parameter(struct arena *arena, const char *parameters, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = parameters; *at; at += strcspn(at, " ,;"), at += strspn(at, " ,;")) {
		if (str_starts(at, name) && at[length] == '=')
			return arena_strndup(arena, at + length + 1, strcspn(at + length + 1, " ,;"));
	}
	return NULL;
}

static bool read_parameters(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *item)
{
	struct arena *arena = xlsform->form->arena;
	const char *parameters = cell_of(xlsform, row, "parameters", "body::parameters");
	const char *start = parameter(arena, parameters, "start"), *end = parameter(arena, parameters, "end");
	const char *step = parameter(arena, parameters, "step");
	const char *value = parameter(arena, parameters, "value"), *label = parameter(arena, parameters, "label");

	if (str_equal(item->type, "range"))
		return form_set_range(xlsform->form, item, start ? start : "1", end ? end : "10",
				      step ? step : "1", xlsform->err);
	if ((value && !str_equal(value, "name")) || (label && !str_equal(label, "label")))
		return ROW_REFUSE(xlsform, row, _("the parameters value and label are not supported; call the "
						  "columns of the file name and label"));
	if (parameter(arena, parameters, "randomize"))
		form_notice(xlsform->form, item->file, item->line,
			    _("randomize() is left out: the choices keep the order of the form"));
	return true;
}

static bool add_meta(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *parent, size_t kind,
		     struct form_item **item)
{
	const char *name = sheet_cell(row, xlsform->name);

	if (!meta_types[kind].calculation) {
		form_notice(xlsform->form, xlsform->survey->file, row->line, _("%s is left out"),
			    meta_types[kind].type);
		return true;
	}
	*item = xlsform_add(xlsform, row, parent, FORM_QUESTION);
	if (!*item)
		return false;
	(*item)->type = "calculate";
	(*item)->expr[FORM_CALCULATION] = meta_types[kind].calculation;
	if (meta_types[kind].told)
		form_notice(xlsform->form, xlsform->survey->file, row->line,
			    _("%s stays empty: Samtale tells a form nothing about the machine or its user"), name);
	return true;
}

/* A calculation without one holds what it begins with. */
static void settle_calculate(struct xlsform *xlsform, struct form_item *item)
{
	struct arena *arena = xlsform->form->arena;

	if (!item->expr[FORM_CALCULATION])
		item->expr[FORM_CALCULATION] =
			item->expr[FORM_DEFAULT]
				? arena_printf(arena, "once(%s)", item->expr[FORM_DEFAULT])
				: form_quote_expr(arena, item->default_value ? item->default_value : "");
	item->expr[FORM_DEFAULT] = item->expr[FORM_REQUIRED] = item->expr[FORM_CONSTRAINT] = NULL;
	item->default_value = NULL;
}

static bool add_typed(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *parent,
		      const char *type, struct form_item **item)
{
	*item = xlsform_add(xlsform, row, parent, FORM_QUESTION);
	if (!*item || !xlsform_read_row(xlsform, row, *item))
		return false;
	(*item)->type = type;
	if (str_equal(type, "calculate"))
		settle_calculate(xlsform, *item);
	return read_parameters(xlsform, row, *item);
}

bool xlsform_read_question(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *parent,
			   struct form_item **item)
{
	const char *type = sheet_cell(row, xlsform->type);

	*item = NULL;
	for (size_t i = 0; i < LENGTH(plain_types); i++) {
		if (!strcasecmp(plain_types[i][0], type))
			return add_typed(xlsform, row, parent, plain_types[i][1], item);
	}
	for (size_t i = 0; i < LENGTH(meta_types); i++) {
		if (!strcasecmp(meta_types[i].type, type))
			return add_meta(xlsform, row, parent, i, item);
	}
	for (size_t i = 0; i < LENGTH(select_types); i++) {
		size_t length = strlen(select_types[i].words);

		if (!strncasecmp(type, select_types[i].words, length))
			return add_typed(xlsform, row, parent, select_types[i].type, item)
			       && read_select(xlsform, row, type + length, select_types[i].file, *item);
	}
	if (!strncasecmp(type, "csv-external", 12)) {
		struct form_list *list;
		const char *name = sheet_cell(row, xlsform->name);

		if (!list_of_file(xlsform, row, arena_printf(xlsform->form->arena, "%s.csv", name), &list))
			return false;
		list->name = name;
		return true;
	}
	return ROW_REFUSE(xlsform, row, _("the type “%.60s” is not supported"), type);
}
