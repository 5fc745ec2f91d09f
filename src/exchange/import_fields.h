/* import_fields.h - what may stand in a cell of the caseload's files, and how it becomes a field.
 *
 * A kind parses a cell's text into the field it belongs to. An empty cell is always fine for a kind and gives
 * the field's own "nothing": "", no date, 0, -1. A refusal's reason is a sentence for the report and never
 * holds the value. */
#ifndef SAMTALE_EXCHANGE_IMPORT_FIELDS_H
#define SAMTALE_EXCHANGE_IMPORT_FIELDS_H

#include "samtale/store/import.h"

/* What a parser may need beside the text. */
struct import_context {
	struct store *store;
	struct arena *arena; /* the row's: forgotten when the row is stored */
	int date_shift_days;
	bool asks_elsewhere; /* some citizens sit with another team, and those shall not be taken in */
	struct seat_list elsewhere; /* set with a refusal: where the row's citizen sits */
	bool doubtful_cpr; /* set by a parser; cleared by whoever begins a row */
};

struct import_kind {
	/* ERR_INPUT, ERR_MISSING: the row is left out. Any other error ends the import. */
	bool (*parse)(struct import_context *context, const char *text, long max, void *field,
		      struct err *err);
	size_t size; /* bytes of the field; 0 for a text, whose field is a `const char *` */
	bool is_cpr;
};

/* max: of a text its letters, of a number its value; otherwise unused. */
extern const struct import_kind import_line;      /* const char *, one line */
extern const struct import_kind import_prose;     /* const char *, may hold line breaks */
extern const struct import_kind import_phone;     /* const char *, digits and a leading + */
extern const struct import_kind import_cvr;       /* const char *, eight digits */
extern const struct import_kind import_status;    /* const char *, an outcome's status */
extern const struct import_kind import_cpr;       /* const char *, ten digits; a doubtful one is let in */
extern const struct import_kind import_date;      /* struct date */
extern const struct import_kind import_minute;    /* int, of the day; -1 none */
extern const struct import_kind import_number;    /* int */
extern const struct import_kind import_hours;     /* double, at most two decimals */
extern const struct import_kind import_kroner;    /* int64_t øre */
extern const struct import_kind import_flag;      /* bool */
extern const struct import_kind import_completed; /* int: 1, 0, -1 not known */

/* int64_t row ids of what must be there already. */
extern const struct import_kind import_citizen_ref;    /* by CPR number */
extern const struct import_kind import_caseworker_ref; /* by initials */
extern const struct import_kind import_effort_ref;     /* by code */
extern const struct import_kind import_employer_ref;   /* by CVR number */

#endif
