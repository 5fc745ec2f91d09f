/* seat_rows.h - what the parts of the seats share (samtale/store/seats.h). */
#ifndef SAMTALE_SRC_STORE_SEAT_ROWS_H
#define SAMTALE_SRC_STORE_SEAT_ROWS_H

#include "belongs.h"
#include "database.h"
#include "samtale/store/seats.h"

/* Of a row s of seat: it is one that nobody has taken the place of. */
#define SEAT_STANDS(s) \
	s ".asked_by = 0 AND NOT EXISTS(SELECT 1 FROM seat n WHERE n.subject = " s ".subject AND n.previous = " s ".id)"

/* The unit of a citizen z who is here, as belongs.c says it of those whose coordinator is known. */
#define UNIT_OF_CITIZEN(z)                                                                                  \
	"ifnull((SELECT min(u.number) FROM caseworker w JOIN stream_unit u ON u.name = w.team WHERE w.id = " z \
	".coordinator), 1)"

/* Of a row s that stands: another unit's than the citizen z's, who sits in z's too. */
#define SEAT_IS_SECOND(s, z)                                                                                \
	SEAT_STANDS(s) " AND " s ".unit > 1 AND " s ".unit <> " UNIT_OF_CITIZEN(z)                          \
	" AND EXISTS(SELECT 1 FROM seat o WHERE o.subject = " s ".subject AND o.unit = " UNIT_OF_CITIZEN(z) \
	" AND " SEAT_STANDS("o") ")"

/* The citizen's rows are removed here, because the citizen is elsewhere: this terminal's units' seats are given up. */
NODISCARD bool seats_give_up(struct store *store, int64_t citizen, struct err *err);

NODISCARD bool seat_insert(struct store *store, int64_t citizen, int64_t unit, int64_t previous, int64_t asked_by,
			   struct err *err);

#endif
