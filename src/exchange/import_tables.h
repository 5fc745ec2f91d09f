/* import_tables.h - the nine files: which columns they have, and where a row goes. */
#ifndef SAMTALE_EXCHANGE_IMPORT_TABLES_H
#define SAMTALE_EXCHANGE_IMPORT_TABLES_H

#include "import_fields.h"
#include "samtale/exchange/import_caseload.h"

enum import_column_flags {
	IMPORT_FILLED = 1,   /* an empty cell is refused */
	IMPORT_KEY = 2,      /* with the others so marked it says which row it is */
	IMPORT_PRIVATE = 4,  /* not shown when the citizen is protected */
	IMPORT_OPTIONAL = 8, /* the file may lack it; what is known already then stays */
	IMPORT_PROTECTS = 16 /* says whether the citizen is protected */
};

struct import_column {
	const char *name; /* in the file's header; blanks, case and æ/ae do not matter */
	const struct import_kind *kind;
	size_t field; /* its offset in the row's struct */
	long max;
	unsigned flags;
};

#define IMPORT_COLUMNS_MAX 24

union import_row {
	struct caseworker caseworker;
	struct citizen citizen;
	struct benefit_spell benefit;
	struct effort effort;
	struct enrolment enrolment;
	struct outcome outcome;
	struct employer employer;
	struct opening opening;
	struct appointment appointment;
};

struct import_table {
	const char *file;
	const struct import_column *columns;
	size_t count;
	/* What the columns cannot say alone; NULL for nothing. *column is the one to name. */
	bool (*check)(const union import_row *row, const char **column, struct err *err);
	/* The row as it is already, for the columns a file lacks; untouched when there is none. */
	bool (*known)(struct import_context *context, const union import_row *row, union import_row *known,
		      struct err *err);
	/* Fills context->elsewhere when the row's citizen is not to be taken in; NULL: no citizens. */
	bool (*look_elsewhere)(struct import_context *context, const union import_row *row, struct err *err);
	bool (*put)(struct store *store, union import_row *row, enum import_effect *effect, struct err *err);
};

/* In the order in which rows refer to each other. */
extern const struct import_table import_tables[IMPORT_FILES];

#endif
