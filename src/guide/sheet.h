/* sheet.h - a table of texts with the columns' names in its first row: a sheet of a workbook, or a CSV file. */
#ifndef SAMTALE_GUIDE_SHEET_H
#define SAMTALE_GUIDE_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

#define SHEET_ROWS_MAX 100000
#define SHEET_COLUMNS_MAX 200

struct sheet_row {
	int line; /* of the file, or of the sheet */
	const char **cells; /* as many as there are columns; "" empty */
};

struct sheet {
	const char *file; /* what errors call it: "form.xlsx survey" */
	const char **columns;
	size_t column_count;
	struct sheet_row *rows;
	size_t row_count;
};

/* RFC 4180, and what spreadsheets make of it: , ; or tab, as in the first line; quotes doubled in quotes; UTF-8 with or
 * without its mark, else Windows-1252. Everything lives in the arena. */
NODISCARD bool sheet_read_csv(const char *file, const char *text, size_t size, struct arena *arena,
			      struct sheet *sheet, struct err *err);

/* A workbook (xlsx). The sheets of the names wanted; one that is not there stays without columns. */
NODISCARD bool sheet_read_xlsx(const char *file, const void *bytes, size_t size, const char *const *names,
			       size_t count, struct arena *arena, struct sheet *sheets, struct err *err);

int sheet_column(const struct sheet *sheet, const char *name); /* -1 none; letter case does not count */
/* "" when there is no such column (-1). */
const char *sheet_cell(const struct sheet_row *row, int column);

#endif
