#include "samtale/ui/cells.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/compiler.h"
#include "samtale/base/utf8.h"

static const struct cell blank = { " ", 1, ROLE_TEXT };

void cells_init(struct cells *cells, int rows, int cols)
{
	*cells = (struct cells){ 0 };
	cells_resize(cells, rows, cols);
}

void cells_done(struct cells *cells)
{
	free(cells->grid);
	*cells = (struct cells){ 0 };
}

void cells_resize(struct cells *cells, int rows, int cols)
{
	cells->rows = rows > 0 ? rows : 1;
	cells->cols = cols > 0 ? cols : 1;
	free(cells->grid);
	cells->grid = malloc((size_t)cells->rows * (size_t)cells->cols * sizeof(*cells->grid));
	if (cells->grid == NULL)
		BUG("out of memory");
	cells_clear(cells);
}

void cells_clear(struct cells *cells)
{
	for (int i = 0; i < cells->rows * cells->cols; i++)
		cells->grid[i] = blank;
	cells->cursor_row = cells->cursor_col = 0;
}

struct cell *cells_at(const struct cells *cells, int row, int col)
{
	if (row < 0 || row >= cells->rows || col < 0 || col >= cells->cols)
		return NULL;
	return &cells->grid[row * cells->cols + col];
}

/* A cluster's bytes into a cell; one that is too long loses its last marks, never half a code point. */
static void copy_cluster(struct cell *cell, const char *text, size_t bytes)
{
	while (bytes >= CELL_BYTES) {
		do
			bytes--;
		while (bytes > 0 && ((unsigned char)text[bytes] & 0xc0) == 0x80);
	}
	memcpy(cell->text, text, bytes);
	cell->text[bytes] = '\0';
}

static int cluster_columns(const char *text, size_t bytes)
{
	const char *at = text;
	int widest = 0;

	while (at < text + bytes) {
		int columns = utf8_cp_columns(utf8_next(&at, text + bytes));
		if (columns > widest)
			widest = columns;
	}
	return widest;
}

/* Overwriting one half of a wide grapheme leaves no other half behind. */
static void clear_neighbour(struct cells *cells, int row, int col)
{
	struct cell *here = cells_at(cells, row, col);
	struct cell *left = cells_at(cells, row, col - 1);
	struct cell *right = cells_at(cells, row, col + 1);

	if (here != NULL && here->width == 0 && left != NULL)
		*left = blank;
	if (here != NULL && here->width == 2 && right != NULL)
		*right = blank;
}

/* Paints one cluster; returns the columns it took, 0 when it did not fit before `end`. */
static int put_cluster(struct cells *cells, int row, int col, int end, enum role role, const char *text, size_t bytes)
{
	const char *at = text;
	bool control = utf8_is_control(utf8_next(&at, text + bytes));
	int columns = control ? 1 : cluster_columns(text, bytes);
	struct cell *cell;

	if (columns == 0 || col + columns > end)
		return 0;
	cell = cells_at(cells, row, col);
	if (cell == NULL)
		return columns;
	clear_neighbour(cells, row, col);
	if (control)
		copy_cluster(cell, "\xef\xbf\xbd", 3);
	else
		copy_cluster(cell, text, bytes);
	cell->width = (uint8_t)columns;
	cell->role = (uint8_t)role;
	if (columns == 2) {
		struct cell *right = cells_at(cells, row, col + 1);

		clear_neighbour(cells, row, col + 1);
		*right = (struct cell){ "", 0, (uint8_t)role };
		cell->width = 2;
	}
	return columns;
}

static int put_until(struct cells *cells, int row, int col, int end, enum role role, const char *text)
{
	size_t length = strlen(text), at = 0;

	if (end > cells->cols)
		end = cells->cols;
	while (at < length && col < end) {
		size_t bytes = utf8_grapheme(text, length, at);
		int columns = put_cluster(cells, row, col, end, role, text + at, bytes);

		if (columns == 0 && cluster_columns(text + at, bytes) > 0)
			break;
		col += columns;
		at += bytes;
	}
	return col;
}

int cells_put(struct cells *cells, int row, int col, enum role role, const char *text)
{
	return put_until(cells, row, col, cells->cols, role, text);
}

int cells_put_width(struct cells *cells, int row, int col, int width, bool pad, enum role role, const char *text)
{
	int end = col + width, at;

	if (width <= 0)
		return col;
	if (utf8_columns(text) <= width) {
		at = put_until(cells, row, col, end, role, text);
	} else {
		at = put_until(cells, row, col, end - 1, role, text);
		at = put_until(cells, row, at, end, role, "…");
	}
	while (pad && at < end)
		at = put_until(cells, row, at, at + 1, role, " ") > at ? at + 1 : end;
	return at;
}

int cells_putf(struct cells *cells, int row, int col, enum role role, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return cells_put(cells, row, col, role, text);
}

int cells_put_right(struct cells *cells, int row, int end, enum role role, const char *text)
{
	int col = end - utf8_columns(text);

	if (col < 0)
		col = 0;
	put_until(cells, row, col, end, role, text);
	return col;
}

void cells_paint(struct cells *cells, int row, int col, int width, enum role role)
{
	for (int i = 0; i < width; i++) {
		struct cell *cell = cells_at(cells, row, col + i);

		if (cell != NULL)
			cell->role = (uint8_t)role;
	}
}

static int clamp(int value, int size)
{
	return value < 0 ? 0 : value >= size ? size - 1 : value;
}

void cells_cursor(struct cells *cells, int row, int col)
{
	cells->cursor_row = clamp(row, cells->rows);
	cells->cursor_col = clamp(col, cells->cols);
}

/* Ends the row at `start` in out: trailing `filler` bytes go, a line break comes. */
static void end_row(struct str *out, size_t start, char filler)
{
	size_t length = out->length;

	while (length > start && out->text[length - 1] == filler)
		length--;
	str_splice(out, length, out->length - length, "\n");
}

void cells_text(const struct cells *cells, struct str *out)
{
	for (int row = 0; row < cells->rows; row++) {
		size_t start = out->length;

		for (int col = 0; col < cells->cols; col++)
			str_add(out, cells_at(cells, row, col)->text);
		end_row(out, start, ' ');
	}
}

void cells_styles(const struct cells *cells, struct str *out)
{
	static const char letters[ROLES] = {
		[ROLE_TEXT] = '.', [ROLE_HEADER] = 'H', [ROLE_TITLE] = 'T', [ROLE_DIM] = 'd', [ROLE_SELECTED] = 'S',
		[ROLE_OVERDUE] = '!', [ROLE_UNSENT] = '*', [ROLE_CONFLICT] = '~', [ROLE_ENTRY] = 'E', [ROLE_KEY] = 'K',
		[ROLE_FOOTER] = 'F', [ROLE_MESSAGE] = 'M', [ROLE_ERROR] = 'R', [ROLE_GOOD] = 'G',
	};

	for (int row = 0; row < cells->rows; row++) {
		size_t start = out->length;

		for (int col = 0; col < cells->cols; col++)
			str_add_char(out, letters[cells_at(cells, row, col)->role]);
		end_row(out, start, '.');
	}
}
