#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "guide/guide_model.h"
#include "guide/sheet.h"
#include "guide/xml_read.h"
#include "guide/zip_library.h"
#include "samtale/base/str.h"

/* What a form needs is far below these; what is above is made to fill a memory. */
#define ENTRIES_MAX 2000
#define UNPACKED_MAX (64 * 1024 * 1024)
#define RATIO_MAX 200 /* a sheet packs to a tenth or a twentieth */
#define RATIO_FROM (1024 * 1024)
#define STRINGS_MAX 500000

struct workbook {
	const char *file;
	const struct zip_library *library;
	zip_t *zip;
	size_t unpacked; /* bytes read out of it so far */
	const char **strings;
	size_t string_count;
	struct arena *arena;
	struct err *err;
};

/* ---- the zip -------------------------------------------------------------------------------------- */

static bool refuse(struct workbook *workbook, const char *what)
{
	return guide_refuse(workbook->err, workbook->file, 1, "%s", what);
}

static bool entry_read(struct workbook *workbook, zip_uint64_t index, size_t size, char **bytes)
{
	zip_file_t *entry = workbook->library->zip_fopen_index(workbook->zip, index, 0);
	zip_int64_t got = -1;

	*bytes = NULL;
	if (entry) {
		*bytes = malloc(size + 1);
		if (!*bytes)
			BUG("out of memory");
		got = workbook->library->zip_fread(entry, *bytes, size + 1);
		workbook->library->zip_fclose(entry);
	}
	if (got == (zip_int64_t)size)
		return true;
	free(*bytes);
	return refuse(workbook, _("a part of the workbook cannot be unpacked; save it once more as xlsx, without "
				  "a password"));
}

/* The XML of a part of the workbook; *doc stays NULL when there is no such part. */
static bool part_read(struct workbook *workbook, const char *name, xmlDoc **doc)
{
	zip_stat_t facts;
	char *bytes;
	bool read;

	*doc = NULL;
	if (workbook->library->zip_stat(workbook->zip, name, 0, &facts))
		return true;
	if (!(facts.valid & ZIP_STAT_SIZE) || !(facts.valid & ZIP_STAT_COMP_SIZE)
	    || facts.size > UNPACKED_MAX - workbook->unpacked
	    || (facts.size > RATIO_FROM && facts.size / RATIO_MAX > facts.comp_size))
		return refuse(workbook, _("the workbook unpacks to more than a form can be; take what is no "
					  "form out of it"));
	workbook->unpacked += facts.size;
	if (!entry_read(workbook, facts.index, facts.size, &bytes))
		return false;
	read = xml_read(arena_printf(workbook->arena, "%s %s", workbook->file, name), bytes, facts.size, doc,
			workbook->err);
	free(bytes);
	return read;
}

static bool zip_open_bytes(struct workbook *workbook, const void *bytes, size_t size)
{
	zip_error_t fault;
	zip_source_t *source;

	workbook->library = zip_library(workbook->err);
	if (!workbook->library)
		return false;
	source = workbook->library->zip_source_buffer_create(bytes, size, 0, &fault);
	workbook->zip = source ? workbook->library->zip_open_from_source(source, ZIP_RDONLY, &fault) : NULL;
	if (!workbook->zip) {
		workbook->library->zip_source_free(source);
		return refuse(workbook, _("this is no xlsx workbook, or a damaged one; save it once more as xlsx"));
	}
	if (workbook->library->zip_get_num_entries(workbook->zip, 0) > ENTRIES_MAX)
		return refuse(workbook, _("the workbook has too many parts; take what is no form out of it"));
	return true;
}

/* ---- cells ---------------------------------------------------------------------------------------- */

/* The text of <si> and <is>: its <t>, also those in runs <r>, but not of phonetic <rPh>. */
static void add_texts(const xmlNode *node, struct str *text)
{
	for (const xmlNode *at = xml_first(node); at; at = xml_next(at)) {
		xmlChar *content;

		if (xml_is(at, "r")) {
			add_texts(at, text);
		} else if (xml_is(at, "t")) {
			content = xmlNodeGetContent(at);
			str_add(text, (const char *)content);
			xmlFree(content);
		}
	}
}

static const char *texts_of(struct workbook *workbook, const xmlNode *node)
{
	struct str text;
	const char *tidy;

	str_init(&text);
	add_texts(node, &text);
	tidy = form_tidy(text.text, workbook->arena);
	str_done(&text);
	return tidy;
}

static bool read_strings(struct workbook *workbook)
{
	xmlDoc *doc;
	bool read = true;

	if (!part_read(workbook, "xl/sharedStrings.xml", &doc))
		return false;
	for (const xmlNode *at = doc ? xml_child(xmlDocGetRootElement(doc), "si") : NULL; at && read;
	     at = xml_brother(at, "si")) {
		if (workbook->string_count >= STRINGS_MAX)
			read = refuse(workbook, _("the workbook holds more texts than a form can"));
		workbook->strings = arena_grow(workbook->arena, workbook->strings, workbook->string_count,
					       sizeof(*workbook->strings));
		workbook->strings[workbook->string_count++] = texts_of(workbook, at);
	}
	xmlFreeDoc(doc);
	return read;
}

/* "AB12" -> 27; -1 when it is none or too far out. */
static int column_at(const char *reference)
{
	int column = 0, letters = 0;

	for (; *reference >= 'A' && *reference <= 'Z' && letters < 4; reference++, letters++)
		column = column * 26 + (*reference - 'A' + 1);
	return letters && letters < 4 && column <= SHEET_COLUMNS_MAX ? column - 1 : -1;
}

/* 3.0 is written as 3, and 0.1 not as 0.10000000000000001. */
static const char *number_text(struct arena *arena, const char *written)
{
	char *end;
	double number = strtod(written, &end);

	return *end || !*written ? written : arena_printf(arena, "%.15g", number);
}

static const char *cell_text(struct workbook *workbook, const xmlNode *cell)
{
	const char *type = xml_attribute(cell, "t", workbook->arena);
	const xmlNode *value = xml_child(cell, "v");
	const char *text = value ? xml_content(value, workbook->arena) : "";
	unsigned long index;

	if (str_equal(type, "inlineStr"))
		return xml_child(cell, "is") ? texts_of(workbook, xml_child(cell, "is")) : "";
	if (str_equal(type, "b"))
		return str_equal(text, "1") ? "true" : "false";
	if (str_equal(type, "str"))
		return text;
	if (!str_equal(type, "s"))
		return number_text(workbook->arena, text);
	index = strtoul(text, NULL, 10);
	return index < workbook->string_count ? workbook->strings[index] : "";
}

/* ---- sheets --------------------------------------------------------------------------------------- */

static size_t read_cells(struct workbook *workbook, const xmlNode *row, const char **cells)
{
	size_t count = 0;
	int column = -1;

	for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++)
		cells[i] = "";
	for (const xmlNode *cell = xml_child(row, "c"); cell; cell = xml_brother(cell, "c")) {
		const char *reference = xml_attribute(cell, "r", workbook->arena);

		column = reference ? column_at(reference) : column + 1;
		if (column < 0 || column >= SHEET_COLUMNS_MAX)
			continue;
		cells[column] = cell_text(workbook, cell);
		if (*cells[column] && (size_t)column >= count)
			count = (size_t)column + 1;
	}
	return count;
}

static bool read_row(struct workbook *workbook, const xmlNode *element, int line, struct sheet *sheet)
{
	const char *cells[SHEET_COLUMNS_MAX];
	size_t count = read_cells(workbook, element, cells);
	struct sheet_row *row;

	if (!count)
		return true;
	if (!sheet->columns) {
		sheet->columns = arena_array(workbook->arena, count, sizeof(*sheet->columns));
		memcpy(sheet->columns, cells, count * sizeof(*cells));
		sheet->column_count = count;
		return true;
	}
	if (sheet->row_count >= SHEET_ROWS_MAX)
		return guide_refuse(workbook->err, sheet->file, line, _("more than %d rows; take some away"),
				    SHEET_ROWS_MAX);
	sheet->rows = arena_grow(workbook->arena, sheet->rows, sheet->row_count, sizeof(*sheet->rows));
	row = &sheet->rows[sheet->row_count++];
	row->line = line;
	row->cells = arena_array(workbook->arena, sheet->column_count, sizeof(*row->cells));
	memcpy(row->cells, cells, sheet->column_count * sizeof(*cells));
	return true;
}

static bool read_sheet(struct workbook *workbook, const char *part, struct sheet *sheet)
{
	const xmlNode *row;
	xmlDoc *doc;
	bool read = true;
	int line = 0;

	if (!part_read(workbook, part, &doc))
		return false;
	if (!doc)
		return refuse(workbook, _("the workbook names a sheet that it does not hold; save it once more"));
	row = xml_child(xmlDocGetRootElement(doc), "sheetData");
	for (row = row ? xml_child(row, "row") : NULL; row && read; row = xml_brother(row, "row")) {
		const char *number = xml_attribute(row, "r", workbook->arena);

		line = number ? atoi(number) : line + 1;
		read = read_row(workbook, row, line, sheet);
	}
	xmlFreeDoc(doc);
	return read;
}

/* The part that a relation of xl/workbook.xml names; NULL none. */
static const char *part_of(struct workbook *workbook, const xmlDoc *relations, const char *id)
{
	const xmlNode *root = relations ? xmlDocGetRootElement(relations) : NULL;

	for (const xmlNode *at = root ? xml_child(root, "Relationship") : NULL; at;
	     at = xml_brother(at, "Relationship")) {
		const char *target = xml_attribute(at, "Target", workbook->arena);

		if (!target || !str_equal(xml_attribute(at, "Id", workbook->arena), id))
			continue;
		return *target == '/' ? target + 1 : arena_printf(workbook->arena, "xl/%s", target);
	}
	return NULL;
}

static bool read_named(struct workbook *workbook, const xmlDoc *book, const xmlDoc *relations,
		       const char *name, struct sheet *sheet)
{
	const xmlNode *at = xml_child(xmlDocGetRootElement(book), "sheets");
	struct arena *arena = workbook->arena;

	*sheet = (struct sheet){ .file = arena_printf(arena, "%s %s", workbook->file, name) };
	for (at = at ? xml_child(at, "sheet") : NULL; at; at = xml_brother(at, "sheet")) {
		const char *called = xml_attribute(at, "name", arena);
		const xmlAttr *id = xmlHasNsProp(
			at, xml_text("id"),
			xml_text("http://schemas.openxmlformats.org/officeDocument/2006/relationships"));
		const char *part;

		if (!called || strcasecmp(form_tidy(called, arena), name))
			continue;
		part = id && id->children ? part_of(workbook, relations, (const char *)id->children->content)
					  : NULL;
		return part ? read_sheet(workbook, part, sheet)
			    : refuse(workbook, _("the workbook names a sheet that it does not hold; save it once "
						 "more"));
	}
	return true;
}

static bool read_book(struct workbook *workbook, const char *const *names, size_t count, struct sheet *sheets)
{
	xmlDoc *book = NULL, *relations = NULL;
	bool read = part_read(workbook, "xl/workbook.xml", &book);

	if (read && !book)
		read = refuse(workbook, _("this is no xlsx workbook, or a damaged one; save it once more as xlsx"));
	read = read && part_read(workbook, "xl/_rels/workbook.xml.rels", &relations) && read_strings(workbook);
	for (size_t i = 0; read && i < count; i++)
		read = read_named(workbook, book, relations, names[i], &sheets[i]);
	xmlFreeDoc(book);
	xmlFreeDoc(relations);
	return read;
}

bool sheet_read_xlsx(const char *file, const void *bytes, size_t size, const char *const *names, size_t count,
		     struct arena *arena, struct sheet *sheets, struct err *err)
{
	struct workbook workbook = { .file = file, .arena = arena, .err = err };
	bool read = zip_open_bytes(&workbook, bytes, size) && read_book(&workbook, names, count, sheets);

	if (workbook.zip)
		workbook.library->zip_discard(workbook.zip);
	return read;
}
