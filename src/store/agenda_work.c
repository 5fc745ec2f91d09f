/* agenda_work.c - referrals to follow up, and promises of employers to ask about.
 *
 * A referral is its author's and the citizen's coordinator's; a promise is its author's. Both stay until what came of them is
 * written. */
#include "agenda_rows.h"

#include "samtale/domain/referral.h"

#define AHEAD_DAYS 7

_Static_assert(REFERRAL_SENT == 0 && REFERRAL_INTERVIEW == 1, "the statement below names what is under way by number");

/* ?1 the caseworker, ?2 the last day looked at. */
static const char referrals_due[] =
	"WITH mine(id) AS (SELECT r.id FROM caseload c CROSS JOIN referral r ON r.citizen = c.id WHERE c.coordinator = ?1"
	"  UNION SELECT id FROM referral WHERE author = ?1)"
	" SELECT r.citizen, r.id, iif(h.id IS NULL, r.follow_up, h.follow_up) AS due, -1,"
	" ifnull(o.title, '') || ', ' || ifnull(e.name, ''), '', " WHO
	" FROM mine CROSS JOIN referral r ON r.id = mine.id CROSS JOIN citizen z ON z.id = r.citizen"
	" LEFT JOIN referral_event h ON h.referral = r.id AND NOT EXISTS(SELECT 1 FROM referral_event l"
	"  WHERE l.referral = r.id AND (l.at, l.id) > (h.at, h.id))"
	" LEFT JOIN opening o ON o.id = r.opening LEFT JOIN employer e ON e.id = o.employer"
	" WHERE ifnull(h.state, 0) IN (0, 1) AND due <> '' AND due <= ?2 AND z.deleted = 0 AND " IS_HERE("z") " ORDER BY due" LIMIT;

/* A promise is about no citizen: the name is the employer's. */
static const char promises_due[] =
	"SELECT 0, p.employer, p.due, -1, p.places, '', '', e.name, ''"
	" FROM employer_promise p CROSS JOIN employer e ON e.id = p.employer"
	" WHERE p.author = ?1 AND p.due <> '' AND p.due <= ?2 AND e.deleted = 0"
	" AND NOT EXISTS(SELECT 1 FROM promise_outcome u WHERE u.promise = p.id) ORDER BY p.due" LIMIT;

static bool due_gather(struct gathering *gathering, const char *sql, enum agenda_kind kind, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, sql, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	statement_bind_date(&s, date_add_days(gathering->today, AHEAD_DAYS));
	while (statement_row(&s))
		agenda_add(gathering, &s, AGENDA_FOLLOW_UP, kind);
	return statement_end(&s);
}

bool agenda_work_gather(struct gathering *gathering, struct err *err)
{
	return due_gather(gathering, referrals_due, AGENDA_REFERRAL, err) &&
	       due_gather(gathering, promises_due, AGENDA_PROMISE, err);
}
