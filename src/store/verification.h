/* verification.h - what the parts of store_verify() share.
 *
 * A check reads everything of its kind and adds a finding for whatever is wrong; it returns false only
 * when it could not go on. After FINDINGS_MOST findings of one check the rest are only counted. */
#ifndef SAMTALE_SRC_STORE_VERIFICATION_H
#define SAMTALE_SRC_STORE_VERIFICATION_H

#include "connection.h"
#include "tables.h"

#define FINDINGS_MOST 100

struct verification {
	struct store *store;
	struct arena *arena;  /* the report's */
	struct arena scratch; /* emptied after each check */
	struct verify_report *report;
	const char *what; /* of the check that runs */
	size_t of_check;  /* its findings */
};

/* text: translated, without personal data, in memory that outlives the report or in v->arena. */
void finding_add(struct verification *v, const char *table, int64_t row, const char *text);

/* A finding for each row id that the query gives. */
NODISCARD bool findings_of(struct verification *v, const char *sql, const char *table, const char *text,
			   struct err *err);

NODISCARD bool verify_ops(struct verification *v, struct err *err);	   /* verify_ops.c */
NODISCARD bool verify_references(struct verification *v, struct err *err); /* verify_rows.c */
NODISCARD bool verify_invariants(struct verification *v, struct err *err); /* verify_rows.c */
NODISCARD bool verify_streams(struct verification *v, struct err *err);	   /* verify_streams.c */
NODISCARD bool verify_listing(struct verification *v, struct err *err);	   /* verify_listing.c */

#endif
