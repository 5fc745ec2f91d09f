/* homes.h - whose citizen it is: of this terminal's units, or of another's. */
#ifndef SAMTALE_SRC_STORE_HOMES_H
#define SAMTALE_SRC_STORE_HOMES_H

#include "database.h"
#include "samtale/domain/citizen.h"
#include "samtale/domain/handover.h"

/* Of a citizen z: the coordinator's team is no unit that this terminal is outside of. What is to be done about others
 * is another unit's, and so are they in the figures. */
#define IS_HERE(z)                                                                                    \
	"NOT EXISTS(SELECT 1 FROM caseworker k CROSS JOIN stream_unit u ON u.name = k.team"         \
	" WHERE k.id = " z ".coordinator AND NOT u.is_mine)"

/* ERR_REFUSED, with who has the citizen, when it is another unit. */
NODISCARD bool citizen_must_be_here(struct store *store, int64_t citizen, struct err *err);

#endif
