/* agenda_rhythm.c - what Today says of hand-overs and follow-ups. */
#include "agenda_rows.h"
#include "samtale/store/rhythm.h"

/* A check that nobody answered leaves Today after so many days; the list of follow-ups keeps it. */
#define FOLLOWUP_KEPT_DAYS 14

static const char handovers_to[] =
	"SELECT h.citizen, h.id, date(h.at / 1000, 'unixepoch'), -1,"
	" ifnull((SELECT name FROM caseworker c WHERE c.id = h.from_caseworker), ''), '', " WHO
	" FROM handover h CROSS JOIN citizen z ON z.id = h.citizen"
	" WHERE h.to_caseworker = ?1 AND z.coordinator = ?1 AND z.deleted = 0"
	" AND NOT EXISTS(SELECT 1 FROM handover_answer a WHERE a.handover = h.id)"
	" AND NOT EXISTS(SELECT 1 FROM handover l WHERE l.citizen = h.citizen AND (l.at, l.id) > (h.at, h.id))"
	" ORDER BY h.at" LIMIT;

static bool handovers_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, handovers_to, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	while (statement_row(&s))
		agenda_add(gathering, &s, AGENDA_UNFINISHED, AGENDA_HANDOVER);
	return statement_end(&s);
}

static void followup_add(struct gathering *gathering, const struct followup_row *row)
{
	struct agenda *agenda = gathering->agenda;

	agenda->rows = arena_grow(gathering->arena, agenda->rows, agenda->count, sizeof(*agenda->rows));
	agenda->rows[agenda->count++] = (struct agenda_row){
		.section = AGENDA_FOLLOW_UP,
		.kind = AGENDA_OUTCOME,
		.citizen = row->basis.citizen,
		.ref = row->basis.outcome ? row->basis.outcome : row->basis.enrolment,
		.date = row->due.due,
		.minute = -1,
		.name = row->name,
		.what = date_short(gathering->arena, row->basis.began),
		.form = row->basis.outcome ? "" : row->basis.effort_name,
		.benefit_weeks = -1,
		.why = "",
	};
}

static bool followups_gather(struct gathering *gathering, struct err *err)
{
	struct followup_query query = { .caseworker = gathering->caseworker,
					.today = gathering->today,
					.until = DATE_NONE };
	struct followup_rows list;

	if (!store_followups_due(gathering->store, &query, gathering->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (date_days_between(list.rows[i].due.due, gathering->today) <= FOLLOWUP_KEPT_DAYS)
			followup_add(gathering, &list.rows[i]);
	return true;
}

bool agenda_rhythm_gather(struct gathering *gathering, struct err *err)
{
	return handovers_gather(gathering, err) && followups_gather(gathering, err);
}
