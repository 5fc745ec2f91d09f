/* citizen_rows.h - citizens as the other aggregates need them. */
#ifndef SAMTALE_SRC_STORE_CITIZEN_ROWS_H
#define SAMTALE_SRC_STORE_CITIZEN_ROWS_H

#include "samtale/store/import.h"
#include "database.h"

/* Whole weeks from the benefit's first day to today; -1 when it is unknown or lies ahead. */
int citizen_benefit_weeks(struct date benefit_from, struct date today);

/* By natural key, inside a transaction; only columns that differ are written. */
NODISCARD bool citizen_row_put(struct store *store, struct citizen *citizen, enum import_effect *effect,
			       struct err *err);
NODISCARD bool caseworker_row_put(struct store *store, struct caseworker *caseworker,
				  enum import_effect *effect, struct err *err);

#endif
