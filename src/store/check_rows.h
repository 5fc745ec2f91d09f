/* check_rows.h - checks, guidance and cases as signing, a no-show and the overview need them. Writes inside
 * the caller's transaction. */
#ifndef SAMTALE_SRC_STORE_CHECK_ROWS_H
#define SAMTALE_SRC_STORE_CHECK_ROWS_H

#include "database.h"
#include "samtale/store/cases.h"

/* Fills id, at and author; completeness is the caller's to know. */
NODISCARD bool check_row_add(struct store *store, struct availability_check *check, struct err *err);
NODISCARD bool guidance_row_add(struct store *store, struct guidance *guidance, struct err *err);
/* The citizen's written guidance, oldest first. */
NODISCARD bool guidance_read(struct store *store, int64_t citizen, struct arena *arena,
			     struct guidance **rows, size_t *count, struct err *err);
/* The latest check of each requirement, newest first. */
NODISCARD bool checks_latest_read(struct store *store, int64_t citizen, struct arena *arena,
				  struct check_list *checks, struct err *err);
/* The case and its REGISTER event, or the case that is there. */
NODISCARD bool case_row_open(struct store *store, struct sanction_case *sanction_case, struct err *err);

#endif
