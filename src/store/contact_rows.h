/* contact_rows.h - a citizen's contact as the citizen's own screen needs it. */
#ifndef SAMTALE_SRC_STORE_CONTACT_ROWS_H
#define SAMTALE_SRC_STORE_CONTACT_ROWS_H

#include "database.h"
#include "samtale/store/handovers.h"
#include "samtale/store/rhythm.h"

NODISCARD bool contact_case_read(struct store *store, int64_t citizen, struct date today,
				 const struct contact_guides *guides, struct arena *arena,
				 struct contact_case *contact, struct err *err);
/* Of a hand-over h of citizen z: a column of the answer that counts (domain/handover.h), and the state. */
#define HANDOVER_ANSWER(column)                                                           \
	"(SELECT a." column " FROM (SELECT b.*, b.state <> iif(h.offer, 1, 2) AS moves_nothing" \
	" FROM handover_answer b WHERE b.handover = h.id) a ORDER BY a.moves_nothing, a.at, a.id LIMIT 1)"
/* Who has the citizen while it waits; of two coordinators at once (a citizen with two seats, seats.h), one of them. */
#define HANDOVER_HOLDER "iif(h.offer, h.from_caseworker, h.to_caseworker)"
#define HANDOVER_STATE                                                                    \
	"ifnull(" HANDOVER_ANSWER("state") ","                                            \
	" iif(z.coordinator = " HANDOVER_HOLDER " OR EXISTS(SELECT 1 FROM sibling x WHERE x.tbl = 2"          \
	" AND x.row = z.id AND x.col = 15 AND x.val = " HANDOVER_HOLDER "), 0, 4))"
/* Whether the coordinator came by another way than the latest hand-over. */
NODISCARD bool handover_is_missing(struct store *store, int64_t citizen, bool *missing, struct err *err);

#endif
