/* overview.c - what the citizen screen opens with, and notes. */
#include "samtale/store/people.h"

#include "appointment_rows.h"
#include "check_rows.h"
#include "citizen_rows.h"
#include "samtale/store/conversations.h"
#include "samtale/store/handovers.h"
#include "samtale/store/seats.h"

static const char unfinished_of[] =
	"SELECT id, guide FROM conversation WHERE citizen = ? AND state IN (0, 1) AND deleted = 0"
	" ORDER BY started_at DESC, id DESC";
static const char last_signed_of[] =
	"SELECT ifnull(max(date), '') FROM conversation_signed WHERE citizen = ? AND version = 1";

static bool unfinished_read(struct store *store, struct arena *arena, struct citizen_overview *overview,
			    struct err *err)
{
	struct statement s;

	overview->unfinished_guide = "";
	if (!statement_begin(&s, store, unfinished_of, err))
		return false;
	statement_bind_int(&s, overview->citizen.id);
	if (statement_row(&s)) {
		overview->unfinished = statement_int(&s, 0);
		overview->unfinished_guide = statement_text(&s, 1, arena);
	}
	return statement_end(&s);
}

static bool last_signed_read(struct store *store, struct citizen_overview *overview, struct err *err)
{
	struct statement s;

	overview->last_conversation = DATE_NONE;
	if (!statement_begin(&s, store, last_signed_of, err))
		return false;
	statement_bind_int(&s, overview->citizen.id);
	if (statement_row(&s))
		overview->last_conversation = statement_date(&s, 0);
	return statement_end(&s);
}

bool store_overview(struct store *store, int64_t citizen, struct date today, struct arena *arena,
		    struct citizen_overview *overview, struct err *err)
{
	*overview = (struct citizen_overview){ 0 };
	if (!store_citizen(store, citizen, arena, &overview->citizen, err))
		return false;
	overview->benefit_weeks = citizen_benefit_weeks(overview->citizen.benefit_from, today);
	return store_plan(store, citizen, arena, &overview->plan, err) &&
	       checks_latest_read(store, citizen, arena, &overview->checks, err) &&
	       store_cases(store, citizen, arena, &overview->cases, err) &&
	       appointments_coming_read(store, citizen, today, arena, &overview->appointments,
					&overview->appointment_count, err) &&
	       unfinished_read(store, arena, overview, err) && last_signed_read(store, overview, err) &&
	       store_citizen_home(store, citizen, arena, &overview->home, err) &&
	       store_seats_elsewhere(store, citizen, arena, &overview->elsewhere, err);
}
