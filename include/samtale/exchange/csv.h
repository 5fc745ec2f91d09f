/* csv.h - tables as other systems write them, read one row at a time.
 *
 * What comes in is foreign: separated by ; , or tab (the header line shows which), ended by LF, CRLF or CR,
 * in UTF-8 with or without a byte order mark or in Windows-1252, with quoted cells that hold line breaks and
 * doubled quotation marks (RFC 4180 and what spreadsheets make of it). What goes out is tame: cells are valid
 * UTF-8 in NFC, a line break is \n, a tab is a blank, and there is no other control character. A row that
 * cannot be made tame is given as a bad row with its line and reason, and reading goes on at the next line,
 * also when a quotation mark was never closed.
 *
 * Bounded whatever the file holds: a cell is at most CSV_CELL_MAX bytes, a row CSV_COLUMNS_MAX cells; the
 * file itself is never held in memory. Not thread-safe. */
#ifndef SAMTALE_EXCHANGE_CSV_H
#define SAMTALE_EXCHANGE_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/err.h"

#define CSV_CELL_MAX 65536
#define CSV_COLUMNS_MAX 200

struct csv;

enum csv_encoding { CSV_UTF8, CSV_WINDOWS_1252 };

/* Cells live until the next call with the same csv. */
struct csv_row {
	int64_t line; /* the line of the file on which the row begins; the header's is 1 */
	size_t count; /* as many as the header has */
	const char *const *cells;
	size_t bad_cell;       /* CSV_BAD_ROW: which cell, CSV_WHOLE_ROW when it is not one cell's fault */
	const char *bad_value; /* CSV_BAD_ROW: that cell made fit for showing; "" for the whole row */
};
#define CSV_WHOLE_ROW SIZE_MAX

/* Opens a file, or bytes that the caller keeps until csv_close(), and reads the header line. Errors:
 * ERR_MISSING no such file, ERR_IO the system refused, ERR_INPUT empty, a folder, a workbook or UTF-16, or a
 * header that cannot be read. */
NODISCARD bool csv_open(const char *path, struct csv **csv, struct err *err);
NODISCARD bool csv_open_bytes(const void *bytes, size_t size, struct csv **csv, struct err *err);
void csv_close(struct csv *csv); /* NULL is fine */

/* The header's cells, without blanks around; they live as long as the csv. */
const struct csv_row *csv_header(const struct csv *csv);
enum csv_encoding csv_encoding(const struct csv *csv);
char csv_separator(const struct csv *csv);

/* How far reading has come, in bytes, and how many there are. */
int64_t csv_position(const struct csv *csv);
int64_t csv_size(const struct csv *csv);

enum csv_result {
	CSV_ROW,
	CSV_BAD_ROW, /* err says why; the next call goes on */
	CSV_END,
	CSV_FAILED /* the system stopped giving bytes; err says so, and there is no going on */
};

/* The next row that is not empty. Empty cells beyond the header's last are dropped; too few or too many are a
 * bad row. */
NODISCARD enum csv_result csv_next(struct csv *csv, struct csv_row *row, struct err *err);

#endif
