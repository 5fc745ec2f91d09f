#include "guide/sheet.h"

#include <string.h>
#include <strings.h>

#include "guide/guide_model.h"
#include "guide/xml_read.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

int sheet_column(const struct sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet->column_count; i++) {
		if (!strcasecmp(sheet->columns[i], name))
			return (int)i;
	}
	return -1;
}

const char *sheet_cell(const struct sheet_row *row, int column)
{
	return column < 0 ? "" : row->cells[column];
}

/* ---- CSV ------------------------------------------------------------------------------------------ */

struct reader {
	const char *file, *at, *end;
	char separator;
	int line;
	struct arena *arena;
	struct err *err;
};

static bool is_cell_end(const struct reader *reader)
{
	return reader->at == reader->end || *reader->at == reader->separator || *reader->at == '\r' ||
	       *reader->at == '\n';
}

static bool read_quoted(struct reader *reader, struct str *cell)
{
	int line = reader->line;

	for (reader->at++;; reader->at++) {
		if (reader->at == reader->end)
			return guide_refuse(reader->err, reader->file, line,
					    _("a text begins here and never ends; put the missing %c"), '"');
		if (*reader->at == '"' && (++reader->at == reader->end || *reader->at != '"'))
			return true;
		reader->line += *reader->at == '\n';
		str_add_char(cell, *reader->at);
	}
}

static bool read_cell(struct reader *reader, const char **text)
{
	struct str cell;
	bool read = true;

	str_init(&cell);
	if (reader->at < reader->end && *reader->at == '"')
		read = read_quoted(reader, &cell);
	while (!is_cell_end(reader))
		str_add_char(&cell, *reader->at++);
	*text = form_tidy(cell.text, reader->arena);
	str_done(&cell);
	return read;
}

/* One row's cells; at most SHEET_COLUMNS_MAX are kept. */
static bool read_row(struct reader *reader, const char **cells, size_t *count)
{
	const char *text;

	*count = 0;
	do {
		if (*count && reader->at < reader->end)
			reader->at++;
		if (!read_cell(reader, &text))
			return false;
		if (*count < SHEET_COLUMNS_MAX)
			cells[(*count)++] = text;
	} while (reader->at < reader->end && *reader->at == reader->separator);
	if (reader->at < reader->end && *reader->at == '\r')
		reader->at++;
	if (reader->at < reader->end && *reader->at == '\n')
		reader->at++;
	reader->line++;
	return true;
}

static bool is_empty_row(const char **cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (*cells[i])
			return false;
	}
	return true;
}

static bool read_rows(struct reader *reader, struct sheet *sheet)
{
	const char *cells[SHEET_COLUMNS_MAX];

	while (reader->at < reader->end) {
		int line = reader->line;
		struct sheet_row *row;
		size_t count;

		if (!read_row(reader, cells, &count))
			return false;
		if (is_empty_row(cells, count))
			continue;
		if (!sheet->columns) {
			sheet->columns = arena_array(reader->arena, count, sizeof(*sheet->columns));
			memcpy(sheet->columns, cells, count * sizeof(*cells));
			sheet->column_count = count;
			continue;
		}
		if (sheet->row_count >= SHEET_ROWS_MAX)
			return guide_refuse(reader->err, reader->file, line,
					    _("more than %d rows; take some away"), SHEET_ROWS_MAX);
		sheet->rows = arena_grow(reader->arena, sheet->rows, sheet->row_count, sizeof(*sheet->rows));
		row = &sheet->rows[sheet->row_count++];
		row->line = line;
		row->cells = arena_array(reader->arena, sheet->column_count, sizeof(*row->cells));
		for (size_t i = 0; i < sheet->column_count; i++)
			row->cells[i] = i < count ? cells[i] : "";
	}
	return true;
}

/* The sign that the first line has most of. */
static char separator_of(const char *at, const char *end)
{
	static const char signs[] = ",;\t";
	size_t counts[LENGTH(signs)] = { 0 }, best = 0;

	for (; at < end && *at != '\n'; at++) {
		const char *sign = strchr(signs, *at);

		if (sign && ++counts[sign - signs] > counts[best])
			best = (size_t)(sign - signs);
	}
	return signs[best];
}

bool sheet_read_csv(const char *file, const char *text, size_t size, struct arena *arena, struct sheet *sheet,
		    struct err *err)
{
	struct reader reader = { .file = file, .line = 1, .arena = arena, .err = err };

	*sheet = (struct sheet){ .file = file };
	if (memchr(text, '\0', size))
		return guide_refuse(err, file, 1, _("the file is not UTF-8 text; save it as UTF-8"));
	if (!utf8_valid(text, size)) {
		text = utf8_from_windows1252(arena, text, size);
		size = strlen(text);
	}
	reader.at = text;
	reader.end = text + size;
	if (size >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3))
		reader.at += 3;
	reader.separator = separator_of(reader.at, reader.end);
	return read_rows(&reader, sheet);
}
