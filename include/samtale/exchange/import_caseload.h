/* import_caseload.h - a municipality's caseload, out of the nine CSV files that other systems export.
 *
 * sagsbehandlere, borgere, ydelser, indsatser, forloeb, resultater, virksomheder, stillinger and aftaler,
 * read in that order, so that what a row refers to is there before it. Column names are Danish, as in the
 * files; their order is free. A file that is not there is noted and passed over. A row that cannot be used is
 * reported with file, line, column, value and reason and left out, and the rest goes in; the same files again
 * change nothing. A citizen who is not here and sits with another team is left out with all rows about the citizen,
 * and the team is named: one citizen has one plan.
 *
 * All of an import is one transaction and one batch (store/import.h), so that it can be taken back whole; a
 * dry run is the same work, abandoned. What a report holds may be shown: CPR numbers are DDMMYY-****, and the
 * contact details of a protected citizen are not in it. */
#ifndef SAMTALE_EXCHANGE_IMPORT_CASELOAD_H
#define SAMTALE_EXCHANGE_IMPORT_CASELOAD_H

#include "samtale/base/embedded.h"
#include "samtale/store/import.h"

#define IMPORT_FILES 9
#define IMPORT_FINDINGS_KEPT 1000

/* Where the files come from: a folder, or bytes in memory when directory is NULL. */
struct import_source {
	const char *name; /* how the batch is called in lists: the folder, "demo" */
	const char *directory;
	const struct embedded *files;
};

struct import_progress {
	const char *file;
	int64_t rows;        /* of this file, so far */
	int64_t done, total; /* its bytes */
};

struct import_options {
	bool dry_run;        /* counts and findings as they would be; nothing is written */
	bool elsewhere;      /* citizens who sit with another team are taken in all the same (seats.h) */
	int date_shift_days; /* moves every date; nobody's birth date is among them */
	/* Called now and then and at each file's end; NULL for none. False stops the import: nothing was
	 * written. */
	bool (*progress)(void *user, const struct import_progress *progress);
	void *user;
};

enum import_file_state {
	IMPORT_FILE_READ,
	IMPORT_FILE_MISSING,
	IMPORT_FILE_REFUSED /* a finding says why; none of its rows went in */
};

struct import_file {
	const char *name; /* "borgere.csv" */
	enum import_file_state state;
	int64_t rows, created, updated, unchanged, errors; /* rows is the sum of the others */
	int64_t elsewhere;    /* rows left out because the citizen sits with another team */
	int64_t doubtful_cpr; /* rows that went in with a number that fails its check digit */
};

struct import_finding {
	const char *file;
	int64_t line;       /* 1 is the header; 0 the whole file */
	const char *column; /* "" the whole line */
	const char *value;  /* as it stands there, masked and shortened */
	const char *reason; /* a sentence */
	bool is_warning;    /* the file went in all the same, or the row is elsewhere */
};

struct import_report {
	struct import_file files[IMPORT_FILES];
	struct import_finding *findings; /* in the order they were met, the first IMPORT_FINDINGS_KEPT */
	size_t count;
	int64_t errors, warnings; /* all of them, kept or not */
	int64_t elsewhere;        /* lines, of all files */
	int64_t batch;            /* for taking it back; 0 when nothing changed, or in a dry run */
};

/* The caller has stamped the store. True also when rows had errors: the report tells. False when nothing was
 * written at all: ERR_MISSING none of the nine files is there, ERR_INPUT stopped by the progress function, or
 * what reading and the store refuse with. Strings of the report live in the arena. */
NODISCARD bool import_caseload(struct store *store, const struct import_source *source,
			       const struct import_options *options, struct arena *arena,
			       struct import_report *report, struct err *err);

#endif
