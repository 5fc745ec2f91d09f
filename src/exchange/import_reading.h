/* import_reading.h - one of the nine files on its way in: its columns found, its rows read, its faults told.
 */
#ifndef SAMTALE_EXCHANGE_IMPORT_READING_H
#define SAMTALE_EXCHANGE_IMPORT_READING_H

#include "import_keys.h"
#include "import_tables.h"
#include "samtale/exchange/csv.h"

#define IMPORT_ABSENT SIZE_MAX

struct import_reading {
	const struct import_options *options;
	const struct import_table *table;
	struct import_file *file;
	struct import_report *report;
	struct arena *arena;     /* the report's */
	struct arena file_arena; /* forgotten with the file */
	struct arena row_arena;  /* forgotten with the row */
	struct import_context context;
	struct import_keys keys;
	struct csv *csv;
	size_t cell_of[IMPORT_COLUMNS_MAX]; /* where each column of the table stands in the file, or
					       IMPORT_ABSENT */
	bool lacks_columns;
};

/* The column's cell without blanks around it; "" when the file lacks the column, or the row could not be
 * read. */
const char *import_cell(struct import_reading *reading, const struct csv_row *row, size_t column);
/* The column that stands in that cell of the file, or NULL. */
const struct import_column *import_column_at(const struct import_reading *reading, size_t cell);

/* A fault of the whole file. */
void import_tell_file(struct import_reading *reading, int64_t line, const char *column, const char *reason);
/* A fault of a row that is left out: which cell of the file, IMPORT_ABSENT for the whole line, and what
 * stands there. */
void import_tell_row(struct import_reading *reading, const struct csv_row *row, size_t cell,
		     const char *value, const char *reason);
/* A row that is left out though nothing is wrong with it. */
void import_warn_row(struct import_reading *reading, const struct csv_row *row, const char *reason);
void import_warn_column(struct import_reading *reading, const char *name, const char *reason);

/* Finds the columns and tells what is wrong with the header; false when the file cannot be used. */
bool import_match_header(struct import_reading *reading);

/* Every row of the file. False when the import must end: the system or the store failed, or somebody stopped
 * it. */
NODISCARD bool import_rows(struct import_reading *reading, struct err *err);

#endif
