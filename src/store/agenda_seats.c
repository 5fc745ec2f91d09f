/* agenda_seats.c - citizens whom another team has too, or asks for, on Today of those who have them here. */
#include "agenda_rows.h"
#include "seat_rows.h"

/* ?1 the caseworker. */
static const char second_seats[] =
	"SELECT z.id, 0, min(s.since), -1, u.name, '', " WHO " FROM caseload o CROSS JOIN seat s ON s.subject = o.id"
	" CROSS JOIN citizen z ON z.id = o.id CROSS JOIN stream_unit u ON u.number = s.unit"
	" WHERE o.coordinator = ?1 AND " SEAT_IS_SECOND("s", "z") " GROUP BY z.id, s.unit ORDER BY z.id" LIMIT;

/* ?2 the first day that is still told: until the citizen has been offered, or has gone. */
static const char asked_for[] =
	"SELECT z.id, 0, max(s.since), -1, k.name || ', ' || k.team, '', " WHO
	" FROM caseload o CROSS JOIN seat s ON s.subject = o.id CROSS JOIN citizen z ON z.id = o.id"
	" CROSS JOIN caseworker k ON k.id = s.asked_by"
	" WHERE o.coordinator = ?1 AND s.asked_by NOT IN (0, ?1) AND s.since >= ?2 AND s.unit <> " UNIT_OF_CITIZEN("z")
	" AND NOT EXISTS(SELECT 1 FROM handover h WHERE h.citizen = z.id AND h.to_caseworker = s.asked_by"
	"  AND date(h.at / 1000, 'unixepoch') >= s.since)"
	" GROUP BY z.id, k.id ORDER BY z.id" LIMIT;
#define ASKED_TOLD_DAYS 30

bool agenda_seats_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, second_seats, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	while (statement_row(&s))
		agenda_add(gathering, &s, AGENDA_CHOICES, AGENDA_TWO_SEATS);
	if (!statement_end(&s) || !statement_begin(&s, gathering->store, asked_for, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	statement_bind_date(&s, date_add_days(gathering->today, -ASKED_TOLD_DAYS));
	while (statement_row(&s))
		agenda_add(gathering, &s, AGENDA_UNFINISHED, AGENDA_ASKED);
	return statement_end(&s);
}
