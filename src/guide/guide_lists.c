#include <string.h>

#include "guide/guide_build.h"
#include "guide/guide_csv.h"
#include "samtale/base/str.h"

/* ---- asking --------------------------------------------------------------------------------------- */

/* "districts" and "districts.csv" are the same file to an expression. */
static bool is_file(const struct guide_list *list, const char *name)
{
	size_t length = strlen(name);

	return *list->file && str_starts(list->file, name)
	       && (!list->file[length] || str_equal(list->file + length, ".csv"));
}

struct guide_list *guide_list_find(const struct guide *guide, const char *name)
{
	for (size_t i = 0; i < guide->list_count; i++) {
		if (str_equal(guide->lists[i]->name, name))
			return guide->lists[i];
	}
	for (size_t i = 0; i < guide->list_count; i++) {
		if (is_file(guide->lists[i], name))
			return guide->lists[i];
	}
	return NULL;
}

int list_row(const struct guide_list *list, const char *name, size_t bytes)
{
	size_t low = 0, high = list->choice_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *here = list->choices[list->by_name[middle]].name;
		int order = strncmp(name, here, bytes);

		if (!order && here[bytes])
			order = -1;
		if (!order)
			return list->by_name[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

const char *list_cell(const struct guide_list *list, const char *column, size_t row)
{
	if (str_equal(column, "name"))
		return list->choices[row].name;
	if (str_equal(column, "label"))
		return list->choices[row].label;
	for (size_t i = 0; i < list->column_count; i++) {
		if (str_equal(list->columns[i], column))
			return list->cells[i][row];
	}
	return NULL;
}

/* ---- the document --------------------------------------------------------------------------------- */

static xmlNode *field_add(xmlNode *item, const char *name, const char *text)
{
	xmlNode *field = xmlNewTextChild(item, NULL, xml_text(name), xml_text(text));

	if (!field)
		BUG("out of memory");
	return field;
}

void list_document(struct guide *guide, struct guide_list *list)
{
	xmlNode *root;

	if (list->doc)
		return;
	list->doc = xmlNewDoc(xml_text("1.0"));
	root = list->doc ? xmlNewDocNode(list->doc, NULL, xml_text("root"), NULL) : NULL;
	if (!root)
		BUG("out of memory");
	xmlDocSetRootElement(list->doc, root);
	list->items = arena_array(&guide->arena, list->choice_count, sizeof(*list->items));
	for (size_t i = 0; i < list->choice_count; i++) {
		list->items[i] = field_add(root, "item", NULL);
		field_add(list->items[i], "name", list->choices[i].name);
		field_add(list->items[i], "label", list->choices[i].label);
		for (size_t k = 0; k < list->column_count; k++)
			field_add(list->items[i], list->columns[k], list->cells[k][i]);
	}
	guide->documents = arena_grow(&guide->arena, guide->documents, guide->document_count,
				      sizeof(struct guide_list *));
	guide->documents[guide->document_count++] = list;
}

/* ---- choices written in the guide ----------------------------------------------------------------- */

static int row_order(const void *a, const void *b, void *choices)
{
	const struct choice *all = choices;
	int left = *(const int *)a, right = *(const int *)b;
	int order = strcmp(all[left].name, all[right].name);

	return order ? order : left - right;
}

void list_index(struct arena *arena, struct guide_list *list)
{
	list->by_name = arena_array(arena, list->choice_count, sizeof(*list->by_name));
	for (size_t i = 0; i < list->choice_count; i++)
		list->by_name[i] = (int)i;
	if (list->choice_count)
		qsort_r(list->by_name, list->choice_count, sizeof(*list->by_name), row_order, list->choices);
}

/* A name that stands there twice, NULL none. */
static const char *name_twice(const struct guide_list *list)
{
	for (size_t i = 1; i < list->choice_count; i++) {
		if (str_equal(list->choices[list->by_name[i - 1]].name, list->choices[list->by_name[i]].name))
			return list->choices[list->by_name[i]].name;
	}
	return NULL;
}

bool list_read_choices(struct build *build, const struct source_section *section, struct guide_list *list)
{
	struct arena *arena = &build->guide->arena;
	size_t count = option_count(section, "choices"), labels = option_count(section, "labels");
	const char *twice;

	if (section->kind == SECTION_QUESTION && count > GUIDE_CHOICES_MAX)
		return BUILD_REFUSE(build, section, "choices", _("more than %d choices; take some away"),
				    GUIDE_CHOICES_MAX);
	if (labels && labels != count)
		return BUILD_REFUSE(
			build, section, "labels",
			_("there are %zu choices and %zu labels; write one label for each choice"), count,
			labels);
	list->choice_count = count;
	list->choices = arena_array(arena, count + 1, sizeof(*list->choices)); /* and room for "other" */
	for (size_t i = 0; i < count; i++) {
		const char *name = option_at(section, "choices", i);

		if (!*name || strlen(name) > GUIDE_NAME_MAX)
			return BUILD_REFUSE(build, section, "choices",
					    _("a choice's name must have 1 to %d letters; mend “%.40s”"),
					    GUIDE_NAME_MAX, name);
		list->choices[i].name = arena_strdup(arena, name);
		list->choices[i].label =
			labels ? arena_strdup(arena, option_at(section, "labels", i)) : list->choices[i].name;
	}
	list_index(arena, list);
	twice = name_twice(list);
	if (twice)
		return BUILD_REFUSE(build, section, "choices",
				    _("the choice “%s” stands there twice; take one away"), twice);
	return true;
}

static bool check_column(struct build *build, const struct source_section *section, const char *name)
{
	if (!xmlValidateNCName(xml_text(name), 0))
		return true;
	return BUILD_REFUSE(build, section, NULL,
			    _("“%.40s” cannot be the name of a column; begin with a letter, go on with "
			      "letters, digits, - _ and ."),
			    name);
}

static void column_add(struct arena *arena, struct guide_list *list, const char *name, const char **cells)
{
	list->columns = arena_grow(arena, list->columns, list->column_count, sizeof(*list->columns));
	list->cells = arena_grow(arena, list->cells, list->column_count, sizeof(*list->cells));
	list->columns[list->column_count] = arena_strdup(arena, name);
	list->cells[list->column_count++] = cells;
}

static bool read_column(struct build *build, const struct source_section *section, struct guide_list *list)
{
	struct arena *arena = &build->guide->arena;
	const char **cells = arena_array(arena, list->choice_count, sizeof(*cells));
	size_t count = option_count(section, "values");

	if (count != list->choice_count)
		return BUILD_REFUSE(
			build, section, "values",
			_("there are %zu choices and %zu values; write one value for each choice"),
			list->choice_count, count);
	for (size_t i = 0; i < count; i++)
		cells[i] = arena_strdup(arena, option_at(section, "values", i));
	column_add(arena, list, section->title, cells);
	return check_column(build, section, section->title);
}

/* ---- choices in a file ---------------------------------------------------------------------------- */

static int column_of(const struct csv_sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet->column_count; i++) {
		if (str_equal(sheet->columns[i], name))
			return (int)i;
	}
	return -1;
}

static bool take_sheet(struct build *build, const struct source_section *section,
		       const struct csv_sheet *sheet, struct guide_list *list)
{
	struct arena *arena = &build->guide->arena;
	int name = column_of(sheet, "name"), label = column_of(sheet, "label");

	/* A table that is only looked up in has no names: its first column stands for them. */
	name = name < 0 ? 0 : name;
	list->choice_count = sheet->row_count;
	list->choices = arena_array(arena, sheet->row_count + 1, sizeof(*list->choices));
	for (size_t i = 0; i < sheet->row_count; i++) {
		list->choices[i].name = sheet->rows[i][name];
		list->choices[i].label = sheet->rows[i][label < 0 ? name : label];
	}
	for (int k = 0; k < (int)sheet->column_count; k++) {
		const char **cells = arena_array(arena, sheet->row_count, sizeof(*cells));

		if (!check_column(build, section, sheet->columns[k]))
			return false;
		for (size_t i = 0; i < sheet->row_count; i++)
			cells[i] = sheet->rows[i][k];
		if (!str_equal(sheet->columns[k], "name") && k != label)
			column_add(arena, list, sheet->columns[k], cells);
	}
	list_index(arena, list);
	return true;
}

/* No way out of the folder. */
static bool is_plain_file(const char *file)
{
	return *file && *file != '.' && strlen(file) <= GUIDE_NAME_MAX && !strpbrk(file, "/\\");
}

static bool table_text(struct build *build, const struct source_section *section, const char *file,
		       struct arena *arena, char **text)
{
	for (const struct guide_table *table = build->tables; table && table->file; table++) {
		if (str_equal(table->file, file)) {
			*text = arena_strdup(arena, table->text);
			return true;
		}
	}
	if (is_plain_file(file) && !build->tables && build->folder
	    && list_file_text(build->folder, file, arena, text, build->err) && *text)
		return true;
	return BUILD_REFUSE(build, section, "file",
			    _("the list's file “%.60s” is not there; put it beside the guide"), file);
}

static bool read_file(struct build *build, const struct source_section *section, struct guide_list *list)
{
	struct arena *arena = &build->guide->arena;
	struct csv_sheet sheet;
	char *text = NULL;

	list->file = arena_strdup(arena, option_text(section, "file"));
	if (!table_text(build, section, list->file, arena, &text))
		return false;
	list->file_text = text;
	return csv_sheet_read(list->file, text, arena, &sheet, build->err)
	       && take_sheet(build, section, &sheet, list);
}

static bool has_table(const struct guide_table *tables, size_t count, const char *file)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(tables[i].file, file))
			return true;
	}
	return false;
}

const struct guide_table *guide_tables(const struct guide *guide, struct arena *arena)
{
	struct guide_table *tables = arena_array(arena, guide->list_count + 1, sizeof(*tables));
	size_t count = 0;

	for (size_t i = 0; i < guide->list_count; i++) {
		const struct guide_list *list = guide->lists[i];

		if (list->file_text && !has_table(tables, count, list->file))
			tables[count++] = (struct guide_table){ list->file, list->file_text };
	}
	return tables;
}

bool lists_read(struct build *build)
{
	struct guide *guide = build->guide;

	for (size_t i = 0; i < build->source.section_count; i++) {
		const struct source_section *section = &build->source.sections[i];
		struct guide_list *list = guide->list_count ? guide->lists[guide->list_count - 1] : NULL;

		if (section->kind == SECTION_COLUMN && !read_column(build, section, list))
			return false;
		if (section->kind != SECTION_LIST)
			continue;
		list = arena_alloc(&guide->arena, sizeof(*list));
		list->name = arena_strdup(&guide->arena, section->title);
		list->file = "";
		if (source_option(section, "file") ? !read_file(build, section, list)
						   : !list_read_choices(build, section, list))
			return false;
		guide->lists = arena_grow(&guide->arena, guide->lists, guide->list_count,
					  sizeof(struct guide_list *));
		guide->lists[guide->list_count++] = list;
	}
	return true;
}
