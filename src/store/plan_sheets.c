/* plan_sheets.c - the plan with all that stands around it, in one reading. */
#include "appointment_rows.h"
#include "plan_rows.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "samtale/store/plans.h"

/* Those that are running, and invitations that still wait for an answer: nobody has dropped out, and it is no
 * more than three months since. */
static const char activities_of[] =
	"SELECT e.name, iif(n.started <> '', n.started, n.invited), n.ended, n.started <> ''"
	" FROM enrolment n JOIN effort e ON e.id = n.effort"
	" WHERE n.citizen = ?1 AND n.deleted = 0 AND (n.ended = '' OR n.ended >= ?2) AND (n.started <> ''"
	" OR (n.dropout = '' AND n.completed <> 0 AND n.invited >= date(?2, '-3 months')))"
	" ORDER BY 2, e.name, n.id";

static bool activities_read(struct store *store, struct date today, struct arena *arena,
			    struct plan_sheet *sheet, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, activities_of, err))
		return false;
	statement_bind_int(&s, sheet->citizen.id);
	statement_bind_date(&s, today);
	while (statement_row(&s)) {
		sheet->activities = arena_grow(arena, sheet->activities, sheet->activity_count,
					       sizeof(*sheet->activities));
		sheet->activities[sheet->activity_count++] = (struct plan_activity){
			.name = statement_text(&s, 0, arena),
			.from = statement_date(&s, 1),
			.to = statement_date(&s, 2),
			.begun = statement_int(&s, 3) != 0,
		};
	}
	return statement_end(&s);
}

static bool next_read(struct store *store, struct date today, struct arena *arena, struct plan_sheet *sheet,
		      struct err *err)
{
	struct appointment *rows;
	size_t count;

	sheet->next = (struct appointment){ .date = DATE_NONE, .minute = -1, .type = "", .form = "" };
	if (!appointments_coming_read(store, sheet->citizen.id, today, arena, &rows, &count, err))
		return false;
	if (count)
		sheet->next = rows[0];
	return true;
}

bool store_plan_sheet(struct store *store, int64_t citizen, struct date today, struct arena *arena,
		      struct plan_sheet *sheet, struct err *err)
{
	*sheet = (struct plan_sheet){ .contact_phone = "" };
	if (!store_citizen(store, citizen, arena, &sheet->citizen, err))
		return false;
	sheet->contact_name = sheet->citizen.coordinator_name;
	return store_plan(store, citizen, arena, &sheet->plan, err) &&
	       plan_versions_read(store, citizen, arena, sheet, err) &&
	       plan_acceptances_read(store, citizen, arena, sheet, err) &&
	       activities_read(store, today, arena, sheet, err) &&
	       next_read(store, today, arena, sheet, err) &&
	       store_consents(store, citizen, arena, &sheet->consents, err);
}
