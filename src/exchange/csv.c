#include "samtale/exchange/csv.h"

#include <stdlib.h>
#include <string.h>

#include "csv_source.h"
#include "csv_text.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

struct raw_cell {
	size_t start, length; /* in csv->raw */
};

struct csv {
	struct csv_source source;
	enum csv_encoding encoding;
	char separator;

	int64_t line; /* the line that the next byte stands on */
	struct csv_row header;
	const char *names[CSV_COLUMNS_MAX];
	struct arena names_arena;

	/* The row being read. */
	struct str raw; /* its bytes as they stand in the file, quotation marks resolved */
	struct raw_cell raw_cells[CSV_COLUMNS_MAX];
	size_t raw_count;
	const char *cells[CSV_COLUMNS_MAX];
	struct arena cells_arena;
	int64_t row_line;
	int64_t second_line; /* position after the row's first line break; -1 before there was one */
};

/* ---- bytes to cells ------------------------------------------------------------------------ */

/* Takes a line break that begins with `byte`, already read, whichever of the three kinds it is. */
static void take_line_break(struct csv *csv, int byte)
{
	if (byte == '\r' && csv_source_peek(&csv->source) == '\n')
		csv_source_next(&csv->source);
	csv->line++;
	if (csv->second_line < 0)
		csv->second_line = csv_source_position(&csv->source);
}

static bool is_line_break(int byte)
{
	return byte == '\n' || byte == '\r';
}

static bool cell_add(struct csv *csv, struct raw_cell *cell, int byte, struct err *err)
{
	if (cell->length == CSV_CELL_MAX)
		return err_set(err, ERR_INPUT,
			       _("A cell is longer than 64 KiB. Perhaps a quotation mark was opened and "
				 "never closed."));
	str_add_char(&csv->raw, (char)byte);
	cell->length++;
	return true;
}

static bool read_quoted(struct csv *csv, struct raw_cell *cell, struct err *err)
{
	int byte;

	for (;;) {
		byte = csv_source_next(&csv->source);
		if (byte < 0)
			return err_set(
				err, ERR_INPUT,
				_("A quotation mark is opened on this line and never closed. Close it, or "
				  "double it if it belongs to the text."));
		if (byte == '"') {
			if (csv_source_peek(&csv->source) != '"')
				break;
			csv_source_next(&csv->source);
		} else if (is_line_break(byte)) {
			take_line_break(csv, byte);
			byte = '\n';
		}
		if (!cell_add(csv, cell, byte, err))
			return false;
	}
	byte = csv_source_peek(&csv->source);
	if (byte >= 0 && byte != csv->separator && !is_line_break(byte))
		return err_set(err, ERR_INPUT,
			       _("There is text after a closing quotation mark. Double the quotation marks "
				 "that belong "
				 "to the text."));
	return true;
}

static bool read_plain(struct csv *csv, struct raw_cell *cell, struct err *err)
{
	for (;;) {
		int byte = csv_source_peek(&csv->source);

		if (byte < 0 || byte == csv->separator || is_line_break(byte))
			return true;
		csv_source_next(&csv->source);
		if (!cell_add(csv, cell, byte, err))
			return false;
	}
}

static bool read_cell(struct csv *csv, struct raw_cell *cell, struct err *err)
{
	*cell = (struct raw_cell){ csv->raw.length, 0 };
	if (csv_source_peek(&csv->source) != '"')
		return read_plain(csv, cell, err);
	csv_source_next(&csv->source);
	return read_quoted(csv, cell, err);
}

/* One row, through its line break. */
static bool read_cells(struct csv *csv, struct err *err)
{
	int end;

	csv->raw_count = 0;
	csv->row_line = csv->line;
	csv->second_line = -1;
	str_clear(&csv->raw);
	do {
		if (csv->raw_count == CSV_COLUMNS_MAX)
			return err_set(err, ERR_INPUT, _("The line has more than %d cells."),
				       CSV_COLUMNS_MAX);
		if (!read_cell(csv, &csv->raw_cells[csv->raw_count++], err))
			return false;
		end = csv_source_next(&csv->source);
	} while (end == csv->separator);
	if (is_line_break(end))
		take_line_break(csv, end);
	return true;
}

/* After a row that could not be read: to the line after the one it began on, so that one stray quotation mark
 * costs one row and not the rest of the file. */
static void give_up_row(struct csv *csv)
{
	if (csv->second_line >= 0) {
		csv_source_seek(&csv->source, csv->second_line);
		csv->line = csv->row_line + 1;
		return;
	}
	int byte;
	do
		byte = csv_source_next(&csv->source);
	while (byte >= 0 && !is_line_break(byte));
	if (byte >= 0)
		take_line_break(csv, byte);
}

/* ---- cells made tame ----------------------------------------------------------------------- */

/* On failure row->bad_cell and bad_value say where. */
static bool tame_row(struct csv *csv, struct csv_row *row, struct err *err)
{
	for (size_t index = 0; index < csv->raw_count; index++) {
		const struct raw_cell *cell = &csv->raw_cells[index];
		const char *raw = csv->raw.text + cell->start;

		csv->cells[index] = csv_text_tame(&csv->cells_arena, csv->encoding, raw, cell->length, err);
		if (csv->cells[index])
			continue;
		row->bad_cell = index;
		row->bad_value = utf8_clean(&csv->cells_arena, raw, cell->length, false);
		return false;
	}
	return true;
}

static bool raw_row_is_empty(const struct csv *csv)
{
	for (size_t index = 0; index < csv->raw_count; index++)
		if (csv->raw_cells[index].length > 0)
			return false;
	return true;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static bool check_count(struct csv *csv, struct err *err)
{
	size_t wanted = csv->header.count;

	while (csv->raw_count > wanted && csv->raw_cells[csv->raw_count - 1].length == 0)
		csv->raw_count--;
	if (csv->raw_count == wanted)
		return true;
	return err_set(err, ERR_INPUT, _("The line has %zu cells, but the header has %zu."), csv->raw_count,
		       wanted);
}

static bool make_row(struct csv *csv, struct csv_row *row, struct err *err)
{
	if (!check_count(csv, err) || !tame_row(csv, row, err))
		return false;
	row->count = csv->raw_count;
	return true;
}

static bool source_failed(const struct csv *csv, struct err *err)
{
	if (csv->source.failed)
		err_set(err, ERR_IO,
			_("The file could not be read to its end. Check the drive or network, and try "
			  "again."));
	return csv->source.failed;
}

enum csv_result csv_next(struct csv *csv, struct csv_row *row, struct err *err)
{
	arena_reset(&csv->cells_arena);
	while (csv_source_peek(&csv->source) >= 0) {
		bool read = read_cells(csv, err);

		if (csv->source.failed)
			break;
		if (!read)
			give_up_row(csv);
		else if (raw_row_is_empty(csv))
			continue;
		*row = (struct csv_row){ csv->row_line, 0, csv->cells, CSV_WHOLE_ROW, "" };
		return read && make_row(csv, row, err) ? CSV_ROW : CSV_BAD_ROW;
	}
	return source_failed(csv, err) ? CSV_FAILED : CSV_END;
}

/* ---- opening ------------------------------------------------------------------------------- */

struct signature {
	const char *bytes;
	size_t length;

	const char *refusal; /* NULL: a mark to be skipped */
};

static const struct signature signatures[] = {
	{ "\xEF\xBB\xBF", 3, NULL },
	{ "\xFF\xFE", 2, N_("The file is in UTF-16. Save it as CSV in UTF-8 and try again.") },
	{ "\xFE\xFF", 2, N_("The file is in UTF-16. Save it as CSV in UTF-8 and try again.") },
	{ "PK\x03\x04", 4, N_("The file is a workbook, not a table of text. Save it as CSV and try again.") },
	{ "\xD0\xCF\x11\xE0", 4,
	  N_("The file is a workbook, not a table of text. Save it as CSV and try again.") },
};

/* Skips a byte order mark, and says whether there was one. */
static bool check_signature(struct csv *csv, bool *marked, struct err *err)
{
	struct csv_source *source = &csv->source;

	if (csv_source_peek(source) < 0)
		return source_failed(csv, err) ? false : err_set(err, ERR_INPUT, _("The file is empty."));
	for (size_t i = 0; i < LENGTH(signatures); i++) {
		const struct signature *signature = &signatures[i];

		if (source->held < signature->length ||
		    memcmp(source->bytes, signature->bytes, signature->length) != 0)
			continue;
		if (signature->refusal)
			return err_set(err, ERR_INPUT, "%s", tr(signature->refusal));
		csv_source_seek(source, (int64_t)signature->length);
		*marked = true;
	}
	return true;
}

/* A file with more broken than whole UTF-8 sequences was never UTF-8; one with a few broken ones is damaged
 * UTF-8, and its bad cells are told rather than turned into wrong letters. */
static void detect_encoding(struct csv *csv, bool marked)
{
	struct csv_census census = csv_source_census(&csv->source);

	if (!marked && census.strays > 0 && census.strays >= census.sequences)
		csv->encoding = CSV_WINDOWS_1252;
}

/* The separator that stands most often in the first line, outside quotation marks. */
static void detect_separator(struct csv *csv)
{
	static const char candidates[] = ";,\t";

	size_t seen[sizeof(candidates) - 1] = { 0 };
	size_t best = 0;
	bool quoted = false;
	const struct csv_source *source = &csv->source;
	for (size_t at = source->at; at < source->held; at++) {
		int byte = source->bytes[at];

		if (byte == '"')
			quoted = !quoted;
		if (quoted || byte == '\0')
			continue;
		if (is_line_break(byte))
			break;
		const char *found = strchr(candidates, byte);
		if (found)
			seen[found - candidates]++;
	}
	for (size_t i = 1; i < LENGTH(seen); i++)
		if (seen[i] > seen[best])
			best = i;
	csv->separator = candidates[best];
}

static const char *trimmed(struct arena *arena, const char *text)
{
	size_t length;

	text += strspn(text, " \n");
	length = strlen(text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
		length--;
	return arena_strndup(arena, text, length);
}

static bool read_header(struct csv *csv, struct err *err)
{
	struct csv_row row;

	if (!read_cells(csv, err) || !tame_row(csv, &row, err) || source_failed(csv, err))
		return false;
	if (raw_row_is_empty(csv))
		return err_set(err, ERR_INPUT,
			       _("The first line is empty. It must hold the names of the columns."));
	while (csv->raw_cells[csv->raw_count - 1].length == 0)
		csv->raw_count--;
	for (size_t index = 0; index < csv->raw_count; index++)
		csv->names[index] = trimmed(&csv->names_arena, csv->cells[index]);
	csv->header = (struct csv_row){ csv->row_line, csv->raw_count, csv->names, CSV_WHOLE_ROW, "" };
	return true;
}

static bool begin(struct csv *csv, struct err *err)
{
	bool marked = false;

	csv->line = 1;
	str_init(&csv->raw);
	arena_init(&csv->cells_arena);
	arena_init(&csv->names_arena);
	if (!check_signature(csv, &marked, err))
		return false;
	detect_encoding(csv, marked);
	csv_source_peek(&csv->source); /* the census leaves the source at the end of a long file */
	detect_separator(csv);
	return read_header(csv, err);
}

static struct csv *allocate(void)
{
	struct csv *csv = calloc(1, sizeof(*csv));

	if (!csv)
		BUG("out of memory");
	return csv;
}

static bool finish_open(struct csv *csv, bool opened, struct csv **out, struct err *err)
{
	if (!opened || !begin(csv, err)) {
		csv_close(csv);
		return false;
	}
	*out = csv;
	return true;
}

bool csv_open(const char *path, struct csv **csv, struct err *err)
{
	struct csv *made = allocate();

	return finish_open(made, csv_source_file(&made->source, path, err), csv, err);
}

bool csv_open_bytes(const void *bytes, size_t size, struct csv **csv, struct err *err)
{
	struct csv *made = allocate();

	csv_source_bytes(&made->source, bytes, size);
	return finish_open(made, true, csv, err);
}

void csv_close(struct csv *csv)
{
	if (!csv)
		return;
	csv_source_done(&csv->source);
	str_done(&csv->raw);
	arena_done(&csv->cells_arena);
	arena_done(&csv->names_arena);
	free(csv);
}

const struct csv_row *csv_header(const struct csv *csv)
{
	return &csv->header;
}

enum csv_encoding csv_encoding(const struct csv *csv)
{
	return csv->encoding;
}

char csv_separator(const struct csv *csv)
{
	return csv->separator;
}

int64_t csv_position(const struct csv *csv)
{
	return csv_source_position(&csv->source);
}

int64_t csv_size(const struct csv *csv)
{
	return csv->source.size;
}
