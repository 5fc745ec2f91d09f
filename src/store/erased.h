/* erased.h - what stays countable of a citizen who is removed after retention (anonymisering; databeskyttelses-
 * forordningen, recital 26): a row of the person's efforts and what came of them, for the effect report.
 *
 * It holds the target group, the year of the newest date, and by effort whether it was begun, ended and completed and
 * what came of it. No citizen, no day, no author; its key is made from its content and from how many like it there were
 * before, so it does not say either which removal it came with. The administrator's terminal, which reads all units,
 * writes it when it gives the order. */
#ifndef SAMTALE_SRC_STORE_ERASED_H
#define SAMTALE_SRC_STORE_ERASED_H

#include "database.h"

/* Before the citizen's rows are removed, inside a transaction. Of somebody who was in no effort there is nothing. */
NODISCARD bool erased_person_add(struct store *store, int64_t citizen, struct err *err);

/* Rows of erased people beside those of citizens, for UNION ALL: an erased person is a citizen below 0. */
#define ERASED_PEOPLE "SELECT -id, target_group FROM erased_person"
#define ERASED_ENROLMENTS                                                                                  \
	"SELECT -p.id, j.value ->> 0, p.year || '-01-01', iif(j.value ->> 1, p.year || '-01-01', ''),"    \
	" iif(j.value ->> 2, p.year || '-01-01', ''), j.value ->> 3, '' FROM erased_person p, json_each(p.enrolments) j"
#define ERASED_OUTCOMES \
	"SELECT -p.id, j.value ->> 0, j.value ->> 1, p.year || '-01-01', 0.0 FROM erased_person p, json_each(p.outcomes) j"

#endif
