/* agenda.h - the Today screen's rows and the appointments under them. */
#ifndef SAMTALE_STORE_AGENDA_H
#define SAMTALE_STORE_AGENDA_H

#include "samtale/domain/agenda.h"
#include "samtale/domain/rule.h"
#include "samtale/store/store.h"

/* The caseworker's own day: unfinished conversations, today's appointments, deadlines up to 14 days ahead and
 * all overdue ones, follow-ups up to 7 days ahead. A deadline whose rule has no row is not shown: nothing is guessed.
 */
NODISCARD bool store_agenda(struct store *store, const struct rules *rules, int64_t caseworker, struct moment now,
			    struct arena *arena, struct agenda *agenda, struct err *err);
/* id 0: a new one, and id is filled. */
NODISCARD bool store_appointment_put(struct store *store, struct appointment *appointment, struct err *err);
NODISCARD bool store_appointment(struct store *store, int64_t id, struct arena *arena,
				 struct appointment *appointment, struct err *err);

#endif
