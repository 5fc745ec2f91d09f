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
#define HANDOVER_STATE                                                                    \
	"ifnull(" HANDOVER_ANSWER("state") ","                                            \
	" iif(z.coordinator = iif(h.offer, h.from_caseworker, h.to_caseworker), 0, 4))"
/* Whether the coordinator came by another way than the latest hand-over. */
NODISCARD bool handover_is_missing(struct store *store, int64_t citizen, bool *missing, struct err *err);

#endif
