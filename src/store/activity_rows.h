/* activity_rows.h - activities as the store's own files read them. */
#ifndef SAMTALE_SRC_STORE_ACTIVITY_ROWS_H
#define SAMTALE_SRC_STORE_ACTIVITY_ROWS_H

#include "database.h"
#include "samtale/store/activities.h"

/* The columns that activity_read() takes, from ACTIVITY_FROM; more may follow. */
#define ACTIVITY_COLUMNS                                                                                     \
	"n.id, n.citizen, ifnull(f.code, ''), ifnull(f.name, ''), ifnull(f.kind, ''), n.invited, n.started," \
	" n.ended, n.completed, n.dropout, ifnull(a.kind, ''), ifnull(a.employer, 0), ifnull(e.name, ''),"   \
	" ifnull(a.planned_end, ''), ifnull(a.weekly_hours, 0), ifnull(a.wage, 0), ifnull(a.weekdays, 31),"  \
	" ifnull(a.purpose, ''), ifnull(a.contact, ''), ifnull(a.reason, ''),"                               \
	ACTIVITY_OUTCOME("JOB") "," ACTIVITY_OUTCOME("EDUCATION")
#define ACTIVITY_OUTCOME(status)                                                                    \
	" ifnull((SELECT min(u.date) FROM outcome u WHERE u.citizen = n.citizen AND u.effort = n.effort" \
	" AND u.status = '" status "' AND u.deleted = 0), '')"
#define ACTIVITY_MORE_COLUMN 22
#define ACTIVITY_JOINS                                                                                  \
	" LEFT JOIN effort f ON f.id = n.effort LEFT JOIN activity a ON a.id = n.id AND a.deleted = 0" \
	" LEFT JOIN employer e ON e.id = a.employer"

struct activity activity_read(struct statement *s, const struct activity_kinds *kinds, struct arena *arena);
/* Fills reached. No statement of this text may be in use. */
NODISCARD bool activity_reached_read(struct store *store, struct activity *activity, struct arena *arena,
				     struct err *err);

#endif
