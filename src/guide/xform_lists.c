#include <string.h>

#include "guide/form_lists.h"
#include "guide/xform.h"
#include "samtale/base/str.h"

/* ---- rows ----------------------------------------------------------------------------------------- */

static void read_cells(struct xform *xform, struct form_list *list, const xmlNode *row)
{
	struct form_choice *choice = form_add_choice(xform->form, list, xml_line(row));

	for (const xmlNode *cell = xml_first(row); cell; cell = xml_next(cell)) {
		int column = form_list_column(list, (const char *)cell->name);

		choice->cells[column] = xml_content(cell, xform->form->arena);
	}
}

/* What no itemset names is only looked up in: rows go by their name, or by their number. */
static void name_lookups(struct form *form, struct form_list *list)
{
	int name = form_list_column(list, "name"), label = form_list_column(list, "label");

	for (size_t i = 0; i < list->choice_count; i++) {
		struct form_choice *choice = &list->choices[i];

		choice->name = name < 0 ? arena_printf(form->arena, "%zu", i + 1) : choice->cells[name];
		if (label >= 0 && *choice->cells[label])
			choice->label = form_plain_text(form, choice->cells[label]);
	}
}

/* The rows below the topmost element of an instance: all columns first, then the cells. */
static bool read_rows(struct xform *xform, struct form_list *list, const xmlNode *root)
{
	size_t count = 0;

	for (const xmlNode *row = xml_first(root); row; row = xml_next(row)) {
		if (++count > FORM_CHOICES_MAX)
			return XFORM_REFUSE(xform, row, _("the list %s has more than %d rows"), list->name,
					    FORM_CHOICES_MAX);
		for (const xmlNode *cell = xml_first(row); cell; cell = xml_next(cell)) {
			if (xml_first(cell))
				return XFORM_REFUSE(xform, cell,
						    _("<%s> in the list %s holds elements of its own; a list of "
						      "rows and cells is supported"),
						    cell->name, list->name);
			form_add_column(xform->form, list, (const char *)cell->name);
		}
	}
	for (const xmlNode *row = xml_first(root); row; row = xml_next(row))
		read_cells(xform, list, row);
	name_lookups(xform->form, list);
	return true;
}

/* ---- instances ------------------------------------------------------------------------------------ */

static bool read_xml_beside(struct xform *xform, const xmlNode *instance, struct form_list *list,
			    const char *name)
{
	struct form *form = xform->form;
	const char *path = arena_printf(form->arena, "%s/%s", form->folder, name), *outer = form->file;
	const char *bytes;
	size_t size;
	xmlDoc *doc;
	bool read;

	if (!form_file_read(path, form->arena, &bytes, &size, xform->err))
		return XFORM_REFUSE(xform, instance, _("the form needs the file %s beside it; put it there"),
				    name);
	if (!xml_read(path, bytes, size, &doc, xform->err))
		return false;
	form->file = list->from = path;
	read = read_rows(xform, list, xmlDocGetRootElement(doc));
	form->file = outer;
	xmlFreeDoc(doc);
	return read;
}

static bool read_source(struct xform *xform, const xmlNode *instance, struct form_list *list,
			const char *source)
{
	static const char csv[] = "jr://file-csv/", xml[] = "jr://file/";
	size_t length = strlen(source);
	const char *name = strrchr(source, '/');

	name = name ? name + 1 : "";
	if (str_starts(source, csv) && form_is_file_name(source + strlen(csv), ".csv")) {
		list->file = arena_strdup(xform->form->arena, name);
		return true;
	}
	if (str_starts(source, xml) && length > 4 && form_is_file_name(source + strlen(xml), ".xml"))
		return read_xml_beside(xform, instance, list, name);
	return XFORM_REFUSE(xform, instance,
			    _("<instance src=\"%s\"> is not supported; a csv or xml file beside the form is"),
			    source);
}

static bool read_instance(struct xform *xform, const xmlNode *instance)
{
	struct form *form = xform->form;
	const char *id = xml_attribute(instance, "id", form->arena);
	const char *source = xml_attribute(instance, "src", form->arena);
	const xmlNode *root = xml_first(instance);
	struct form_list *list;

	if (str_is_empty(id))
		return XFORM_REFUSE(xform, instance, _("an <instance> after the first needs an id"));
	if (form_find_list(form, id))
		return XFORM_REFUSE(xform, instance, _("the instance %s is there twice; take one away"), id);
	list = form_add_list(form, id, form->file, xml_line(instance));
	if (!str_is_empty(source))
		return read_source(xform, instance, list, source);
	return !root || read_rows(xform, list, root);
}

bool xform_read_lists(struct xform *xform)
{
	const xmlNode *instance = xml_child(xform->model, "instance");

	while ((instance = xml_brother(instance, "instance"))) {
		if (!read_instance(xform, instance))
			return false;
	}
	return true;
}

/* ---- what a select says ---------------------------------------------------------------------------- */

bool xform_read_items(struct xform *xform, const xmlNode *control, struct form_item *item)
{
	struct form *form = xform->form;

	for (const xmlNode *at = xml_child(control, "item"); at; at = xml_brother(at, "item")) {
		const xmlNode *label = xml_child(at, "label"), *value = xml_child(at, "value");
		struct form_choice *choice;

		if (!value)
			return XFORM_REFUSE(xform, at, _("an <item> of %s has no <value>"), item->name);
		if (!item->list) {
			item->list = form_add_list(form, "", form->file, xml_line(at));
			item->list->uses = 1;
		}
		if (item->list->choice_count >= FORM_CHOICES_MAX)
			return XFORM_REFUSE(xform, at, _("the list %s has more than %d rows"), item->name,
					    FORM_CHOICES_MAX);
		choice = form_add_choice(form, item->list, xml_line(at));
		choice->name = xml_content(value, form->arena);
		if (label && !xform_read_text(xform, label, &choice->label, NULL))
			return false;
	}
	return true;
}

/* jr:itext(column) or column, in place. */
static bool label_column(struct arena *arena, const char *reference, const char **column)
{
	const char *open = strchr(reference, '('), *close = strrchr(reference, ')');

	*column = reference;
	if (!str_starts(reference, "jr:itext"))
		return false;
	if (open && close && close > open)
		*column = form_tidy(arena_strndup(arena, open + 1, (size_t)(close - open - 1)), arena);
	return true;
}

/* Columns keep their names; so name and label can be nothing else in the form than they are in a guide. */
static bool check_columns(struct xform *xform, const xmlNode *itemset, struct form_list *list, const char *value,
			  const char *label)
{
	const char *taken = NULL;

	if (list->value_column)
		return (str_equal(list->value_column, value) && str_equal(list->label_column, label))
		       || XFORM_REFUSE(xform, itemset, _("the list %s is used with different columns for value and "
							 "label; make it two lists"),
				       list->name);
	if (!str_equal(value, "name") && form_list_column(list, "name") >= 0)
		taken = "name";
	else if (!str_equal(label, "label") && form_list_column(list, "label") >= 0)
		taken = "label";
	if (taken)
		return XFORM_REFUSE(xform, itemset, _("the list %s has a column %s that is not its %s; rename it"),
				    list->name, taken, str_equal(taken, "name") ? "value" : "label");
	list->value_column = value;
	list->label_column = label;
	return true;
}

/* Name and label of each row, from the columns that the itemset names. */
static bool name_rows(struct xform *xform, const xmlNode *itemset, struct form_list *list, const char *value,
		      const char *label)
{
	struct form *form = xform->form;
	bool itext = label_column(form->arena, label, &label);
	int name_at = form_list_column(list, value), label_at = form_list_column(list, label);

	if (list->file) {
		if (!itext && str_equal(value, "name") && str_equal(label, "label"))
			return true;
		return XFORM_REFUSE(xform, itemset,
				    _("the file %s is used with the columns %s and %s; only name and label are "
				      "supported in a file, so rename them"),
				    list->file, value, label);
	}
	if (list->value_column && str_equal(list->value_column, value) && str_equal(list->label_column, label))
		return true;
	if (!check_columns(xform, itemset, list, value, label))
		return false;
	if (list->choice_count && (name_at < 0 || label_at < 0))
		return XFORM_REFUSE(xform, itemset, _("the list %s has no column %s"), list->name,
				    name_at < 0 ? value : label);
	for (size_t i = 0; i < list->choice_count; i++) {
		struct form_choice *choice = &list->choices[i];
		const struct xform_itext *entry;

		choice->name = choice->cells[name_at];
		choice->label = NULL;
		if (itext) {
			if (!xform_find_itext(xform, itemset, choice->cells[label_at], &entry))
				return false;
			choice->label = entry->plain;
		} else if (*choice->cells[label_at]) {
			choice->label = form_plain_text(form, choice->cells[label_at]);
		}
	}
	if (itext && list->choice_count && label_at != name_at)
		list->columns[label_at] = "label"; /* its ids have become the label */
	return true;
}

/* randomize(X, seed) -> X; the order of the form is kept, and that is told. */
static const char *without_randomize(struct xform *xform, const xmlNode *itemset, const char *nodeset)
{
	const char *open = nodeset + strlen("randomize");
	int brackets = 0;
	char quote = '\0';
	size_t length = 0;

	if (!str_starts(nodeset, "randomize"))
		return nodeset;
	open += strcspn(open, "(");
	open += *open == '(';
	for (; open[length]; length++) {
		if (quote) {
			quote = open[length] == quote ? '\0' : quote;
			continue;
		}
		if (open[length] == '\'' || open[length] == '"')
			quote = open[length];
		else if (strchr("([", open[length]))
			brackets++;
		else if (strchr(")]", open[length]) && !brackets--)
			break;
		else if (open[length] == ',' && !brackets)
			break;
	}
	form_notice(xform->form, xform->form->file, xml_line(itemset),
		    _("randomize() is left out: the choices keep the order of the form"));
	return form_tidy(arena_strndup(xform->form->arena, open, length), xform->form->arena);
}

/* The predicates [a][b] at `at` as (a) and (b); NULL when something else stands there. */
static const char *filter_of(struct arena *arena, const char *at)
{
	const char *filter = "";

	for (at += strspn(at, " "); *at == '['; at += strspn(at, " ")) {
		const char *from = ++at;
		char quote = '\0';
		int brackets = 1;

		for (; *at && brackets; at++) {
			if (quote)
				quote = *at == quote ? '\0' : quote;
			else if (*at == '\'' || *at == '"')
				quote = *at;
			else
				brackets += (*at == '[') - (*at == ']');
		}
		if (brackets)
			return NULL;
		filter = arena_printf(arena, *filter ? "%s and (%.*s)" : "%s%.*s",
				      *filter ? arena_printf(arena, "(%s)", filter) : "",
				      (int)(at - 1 - from), from);
	}
	return *at ? NULL : filter;
}

/* instance('ID')/ROOT/ROW[...]: the list and the filter. */
static bool read_nodeset(struct xform *xform, const xmlNode *itemset, const char *nodeset,
			 struct form_item *item)
{
	struct arena *arena = xform->form->arena;
	const char *id = nodeset + strspn(nodeset, "instance( "), *close, *rest, *filter;

	close = *id == '\'' || *id == '"' ? strchr(id + 1, *id) : NULL;
	rest = close ? close + 1 + strspn(close + 1, " )") : "";
	if (!str_starts(nodeset, "instance") || !close || *rest != '/')
		return XFORM_REFUSE(xform, itemset,
				    _("<itemset nodeset=\"%.120s\"> is not supported; only choices from an "
				      "instance('…') are"),
				    nodeset);
	filter = filter_of(arena, rest + strcspn(rest, "["));
	item->list = form_find_list(xform->form, arena_strndup(arena, id + 1, (size_t)(close - id - 1)));
	if (!item->list)
		return XFORM_REFUSE(xform, itemset, _("%s chooses from an instance that the form does not hold: "
						      "%.120s"),
				    item->name, nodeset);
	if (!filter)
		return XFORM_REFUSE(xform, itemset, _("<itemset nodeset=\"%.120s\"> is not supported: something "
						      "follows the filter"),
				    nodeset);
	item->list->uses++;
	if (*filter) {
		item->expr[FORM_CHOICE_FILTER] = filter;
		item->list->filtered = true;
	}
	return true;
}

bool xform_read_itemset(struct xform *xform, const xmlNode *itemset, struct form_item *item)
{
	struct arena *arena = xform->form->arena;
	const xmlNode *value = xml_child(itemset, "value"), *label = xml_child(itemset, "label");
	const char *nodeset = xml_attribute(itemset, "nodeset", arena);
	const char *value_ref = value ? xml_attribute(value, "ref", arena) : NULL;
	const char *label_ref = label ? xml_attribute(label, "ref", arena) : NULL;

	if (item->list)
		return XFORM_REFUSE(xform, itemset, _("%s has both items and an itemset, or two itemsets; only "
						      "one is supported"),
				    item->name);
	if (!nodeset || !value_ref)
		return XFORM_REFUSE(xform, itemset, _("an <itemset> needs a nodeset and a <value ref>"));
	nodeset = without_randomize(xform, itemset, form_tidy(nodeset, arena));
	return read_nodeset(xform, itemset, nodeset, item)
	       && name_rows(xform, itemset, item->list, form_tidy(value_ref, arena),
			    form_tidy(label_ref ? label_ref : value_ref, arena));
}
