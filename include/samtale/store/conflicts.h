/* conflicts.h - finds what domain/conflict.h tells of, and writes what a person chose. */
#ifndef SAMTALE_STORE_CONFLICTS_H
#define SAMTALE_STORE_CONFLICTS_H

#include "samtale/domain/conflict.h"
#include "samtale/store/store.h"

/* caseworker 0: everybody's; else those that concern the caseworker. citizen 0: all. Cases first, then by name. */
NODISCARD bool store_conflicts(struct store *store, int64_t caseworker, int64_t citizen, struct arena *arena,
			       struct conflict_list *conflicts, struct err *err);
NODISCARD bool store_conflict_count(struct store *store, int64_t *count, struct err *err);

/* A case is chosen by store_case_event() with SANCTION_RESOLVE.
 * The reason is required. ERR_BUSY: it has changed meanwhile, look again. */
NODISCARD bool store_conflict_choose(struct store *store, const struct conflict_choice *choice, struct err *err);

#endif
