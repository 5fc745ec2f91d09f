/* appointment_rows.h - appointments as signing, a no-show and the overview need them. Writes inside the
 * caller's transaction. */
#ifndef SAMTALE_SRC_STORE_APPOINTMENT_ROWS_H
#define SAMTALE_SRC_STORE_APPOINTMENT_ROWS_H

#include "database.h"
#include "samtale/store/agenda.h"

/* id 0: new, and id is filled. */
NODISCARD bool appointment_row_put(struct store *store, struct appointment *appointment, struct err *err);
NODISCARD bool appointment_state_set(struct store *store, int64_t id, enum appointment_state state,
				     struct err *err);
/* Booked from today on, soonest first. */
NODISCARD bool appointments_coming_read(struct store *store, int64_t citizen, struct date today,
					struct arena *arena, struct appointment **rows, size_t *count,
					struct err *err);

#endif
