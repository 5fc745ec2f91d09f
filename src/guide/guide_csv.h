/* guide_csv.h - the CSV of a list (RFC 4180): UTF-8, commas, quotes doubled in quotes, a first row with the
 * columns.
 *
 * Only what a list needs; the caseload's import has its own (exchange), with separators and code pages to
 * guess. */
#ifndef SAMTALE_GUIDE_GUIDE_CSV_H
#define SAMTALE_GUIDE_GUIDE_CSV_H

#include <stddef.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

struct csv_sheet {
	const char **columns;
	size_t column_count;
	const char ***rows; /* each with a cell of every column, "" where the row is short */
	size_t row_count;
};

/* Everything lives in the arena. err: "FILE:LINE: what; what to do". */
NODISCARD bool csv_sheet_read(const char *file, const char *text, struct arena *arena,
			      struct csv_sheet *sheet, struct err *err);

#endif
