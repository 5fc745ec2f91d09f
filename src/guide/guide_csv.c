#include "guide/guide_csv.h"

#include <string.h>

#include "guide/guide_model.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

#define COLUMNS_MAX 200

struct reader {
	const char *file, *at;
	int line;
	struct arena *arena;
	struct err *err;
};

/* A cell in quotes; `at` stands on the first one. */
static bool read_quoted(struct reader *reader, struct str *cell)
{
	int line = reader->line;

	for (reader->at++;; reader->at++) {
		if (!*reader->at)
			return guide_refuse(reader->err, reader->file, line,
					    _("a text begins here and never ends; put the missing %c"), '"');
		if (*reader->at == '"' && *++reader->at != '"')
			break;
		reader->line += *reader->at == '\n';
		str_add_char(cell, *reader->at);
	}
	if (*reader->at && !strchr(",\r\n", *reader->at))
		return guide_refuse(reader->err, reader->file, reader->line,
				    _("after a text in quotes a comma must follow; put it there"));
	return true;
}

static bool read_cell(struct reader *reader, const char **text)
{
	struct str cell;
	bool read = true;

	str_init(&cell);
	if (*reader->at == '"') {
		read = read_quoted(reader, &cell);
	} else {
		size_t length = strcspn(reader->at, ",\r\n");

		str_add_bytes(&cell, reader->at, length);
		reader->at += length;
	}
	*text = arena_strdup(reader->arena, cell.text);
	str_done(&cell);
	return read;
}

/* One row's cells, at most `room` kept; *count is how many there are. */
static bool read_row(struct reader *reader, const char **cells, size_t room, size_t *count)
{
	const char *text;

	for (*count = 0;; reader->at++) {
		if (!read_cell(reader, &text))
			return false;
		if (*count < room)
			cells[*count] = text;
		++*count;
		if (*reader->at != ',')
			break;
	}
	reader->at += *reader->at == '\r';
	if (*reader->at == '\n') {
		reader->at++;
		reader->line++;
	}
	return true;
}

static bool read_head(struct reader *reader, struct csv_sheet *sheet)
{
	const char *cells[COLUMNS_MAX];

	if (!read_row(reader, cells, COLUMNS_MAX, &sheet->column_count))
		return false;
	if (sheet->column_count > COLUMNS_MAX)
		return guide_refuse(reader->err, reader->file, 1, _("more than %d columns; take some away"),
				    COLUMNS_MAX);
	sheet->columns = arena_array(reader->arena, sheet->column_count, sizeof(*sheet->columns));
	memcpy(sheet->columns, cells, sheet->column_count * sizeof(*cells));
	return true;
}

static bool read_rows(struct reader *reader, struct csv_sheet *sheet)
{
	size_t found;

	while (*reader->at) {
		const char **cells = arena_array(reader->arena, sheet->column_count, sizeof(*cells));
		int line = reader->line;

		for (size_t i = 0; i < sheet->column_count; i++)
			cells[i] = "";
		if (!read_row(reader, cells, sheet->column_count, &found))
			return false;
		if (found == 1 && !*cells[0])
			continue;
		if (found > sheet->column_count)
			return guide_refuse(reader->err, reader->file, line,
					    _("this row has more cells than there are columns; put quotes "
					      "around commas"));
		if (sheet->row_count == GUIDE_ROWS_MAX)
			return guide_refuse(reader->err, reader->file, line,
					    _("more than %d rows; take some away"), GUIDE_ROWS_MAX);
		sheet->rows = arena_grow(reader->arena, sheet->rows, sheet->row_count, sizeof(*sheet->rows));
		sheet->rows[sheet->row_count++] = cells;
	}
	return true;
}

bool csv_sheet_read(const char *file, const char *text, struct arena *arena, struct csv_sheet *sheet,
		    struct err *err)
{
	struct reader reader = { .file = file, .at = text, .line = 1, .arena = arena, .err = err };

	*sheet = (struct csv_sheet){ 0 };
	if (strlen(text) > GUIDE_FILE_MAX)
		return guide_refuse(err, file, 1, _("the file is larger than %d MiB; part it in two guides"),
				    GUIDE_FILE_MAX >> 20);
	if (!utf8_valid(text, strlen(text)))
		return guide_refuse(err, file, 1, _("the file is not UTF-8 text; save it as UTF-8"));
	if (!strncmp(text, "\xEF\xBB\xBF", 3))
		reader.at += 3;
	return read_head(&reader, sheet) && read_rows(&reader, sheet);
}
