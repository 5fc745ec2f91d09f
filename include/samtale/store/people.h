/* people.h - caseworkers, citizens, the caseload list and its search. */
#ifndef SAMTALE_STORE_PEOPLE_H
#define SAMTALE_STORE_PEOPLE_H

#include "samtale/domain/citizen.h"
#include "samtale/domain/journal.h"
#include "samtale/store/store.h"

NODISCARD bool store_caseworkers(struct store *store, struct arena *arena, struct caseworker_list *list,
				 struct err *err); /* by name */
NODISCARD bool store_caseworker_put(struct store *store, struct caseworker *caseworker, struct err *err);

/* The row of a CPR number, ten digits, whether it is here or not. Of somebody who was removed after retention it is
 * the next one: a returning person is registered anew. Every look-up by the number goes by this. */
NODISCARD bool store_citizen_id(struct store *store, const char *cpr, int64_t *id, struct err *err);
/* ERR_MISSING when there is no such citizen. */
NODISCARD bool store_citizen(struct store *store, int64_t id, struct arena *arena, struct citizen *citizen,
			     struct err *err);
/* By CPR number, ten digits. */
NODISCARD bool store_citizen_by_cpr(struct store *store, const char *cpr, struct arena *arena,
				    struct citizen *citizen, struct err *err);
/* Updates the row that citizen->id names, where it is here and has that CPR number; else creates or updates by the
 * natural key of citizen->cpr. Only columns that differ are written. Fills citizen->id. */
NODISCARD bool store_citizen_put(struct store *store, struct citizen *citizen, struct err *err);

/* One window of the list; reads no more than query->limit + 1 rows. */
NODISCARD bool store_caseload(struct store *store, const struct caseload_query *query, struct arena *arena,
			      struct caseload *caseload, struct err *err);

NODISCARD bool store_overview(struct store *store, int64_t citizen, struct date today, struct arena *arena,
			      struct citizen_overview *overview, struct err *err);
NODISCARD bool store_history(struct store *store, int64_t citizen, struct arena *arena,
			     struct history *history, struct err *err);
NODISCARD bool store_note_add(struct store *store, struct journal_note *note, struct err *err);

#endif
