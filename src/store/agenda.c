/* agenda.c - the Today screen's rows.
 *
 * Every question starts at what is the caseworker's own (open conversations, today's bookings, the citizens
 * coordinated) and goes on by index, so the cost follows the size of one caseload, never of the database. A
 * section shows ROWS_MOST rows at most. */
#include "agenda_rows.h"

#include <stdlib.h>
#include <string.h>

#include "citizen_rows.h"
#include "samtale/base/str.h"
#include "samtale/domain/citizen.h"
#include "samtale/domain/progress.h"

#define FOLLOW_UP_DAYS 7
#define ROWS_MOST 200

/* ---- one row ---------------------------------------------------------------------------------------- */

struct agenda_row *agenda_add(struct gathering *gathering, struct statement *s, enum agenda_section section,
			      enum agenda_kind kind)
{
	struct agenda *agenda = gathering->agenda;
	struct arena *arena = gathering->arena;
	struct citizen named = {
		.given_names = statement_text(s, WHO_COLUMN, arena),
		.surname = statement_text(s, WHO_COLUMN + 1, arena),
	};
	struct agenda_row *row;

	agenda->rows = arena_grow(arena, agenda->rows, agenda->count, sizeof(*agenda->rows));
	row = &agenda->rows[agenda->count++];
	*row = (struct agenda_row){
		.section = section,
		.kind = kind,
		.citizen = statement_int(s, 0),
		.ref = statement_int(s, 1),
		.date = statement_date(s, 2),
		.minute = (int)statement_int(s, 3),
		.what = statement_text(s, 4, arena),
		.form = statement_text(s, 5, arena),
		.name = citizen_name(arena, &named),
		.why = "",
		.benefit_weeks = citizen_benefit_weeks(statement_date(s, WHO_COLUMN + 2), gathering->today),
	};
	return row;
}

const char *agenda_source(const struct rule *rule, struct arena *arena)
{
	if (rule->confidence == RULE_READ || str_is_empty(rule->source))
		return rule->source;
	return arena_printf(arena, "%s, %s", rule->source, rule_confidence_text(rule->confidence));
}

const char *agenda_why(const struct deadline *deadline, struct arena *arena)
{
	return arena_printf(arena, "%s (%s)", deadline->explanation, agenda_source(deadline->rule, arena));
}

bool agenda_is_near(const struct gathering *gathering, struct date due)
{
	return date_days_between(gathering->today, due) <= AGENDA_DEADLINE_DAYS;
}

/* ---- rows that are found as they stand -------------------------------------------------------------- */

#define ANY_DAY -1

/* ?1 the caseworker, ?2 the last day looked at. */
static const struct question {
	enum agenda_section section;
	enum agenda_kind kind;
	int days; /* ahead of today that ?2 lies; ANY_DAY: there is no ?2 */
	const char *sql;
} questions[] = {
	{ AGENDA_UNFINISHED, AGENDA_PAUSED_CONVERSATION, ANY_DAY,
	  "SELECT t.citizen, t.id, t.started, -1, t.guide, t.form, " WHO
	  " FROM conversation t CROSS JOIN citizen z ON z.id = t.citizen"
	  " WHERE t.caseworker = ?1 AND t.state IN (0, 1) AND t.deleted = 0 AND z.deleted = 0"
	  " ORDER BY t.started DESC" LIMIT },
	{ AGENDA_UNFINISHED, AGENDA_CORRECTION, ANY_DAY,
	  "SELECT t.citizen, t.id, t.started, -1, t.guide, t.form, " WHO
	  " FROM correction r CROSS JOIN conversation t ON t.id = r.conversation"
	  " CROSS JOIN citizen z ON z.id = t.citizen WHERE r.caseworker = ?1 AND z.deleted = 0"
	  " AND (EXISTS(SELECT 1 FROM correction_answer a WHERE a.conversation = r.conversation"
	  "  AND a.caseworker = ?1) OR EXISTS(SELECT 1 FROM draft d WHERE d.ref = r.conversation"
	  "  AND d.caseworker = ?1))"
	  " ORDER BY r.begun_at DESC" LIMIT },
	{ AGENDA_CONVERSATIONS, AGENDA_APPOINTMENT, 0,
	  "SELECT a.citizen, a.id, a.date, a.minute, a.type, a.form, " WHO
	  " FROM appointment a CROSS JOIN citizen z ON z.id = a.citizen"
	  " WHERE a.coordinator = ?1 AND a.date = ?2 AND a.state = 0 AND a.deleted = 0 AND z.deleted = 0 AND " IS_HERE("z")
	  " AND NOT EXISTS(SELECT 1 FROM conversation t WHERE t.citizen = a.citizen AND t.appointment = a.id"
	  "  AND t.state IN (0, 1) AND t.deleted = 0)"
	  " ORDER BY a.minute" LIMIT },
	{ AGENDA_DEADLINES, AGENDA_CHECK_DUE, AGENDA_DEADLINE_DAYS,
	  "SELECT k.citizen, k.id, k.deadline, -1, k.requirement, '', " WHO
	  " FROM caseload o CROSS JOIN availability_check k ON k.citizen = o.id"
	  " CROSS JOIN citizen z ON z.id = o.id"
	  " WHERE o.coordinator = ?1 AND k.outcome = 1 AND k.deadline <> '' AND k.deadline <= ?2"
	  " AND NOT EXISTS(SELECT 1 FROM plan_step p WHERE p.citizen = k.citizen AND p.due = k.deadline"
	  "  AND p.text = k.reason)"
	  " AND NOT EXISTS(SELECT 1 FROM availability_check l WHERE l.citizen = k.citizen"
	  "  AND l.requirement = k.requirement AND (l.at, l.id) > (k.at, k.id))"
	  " ORDER BY k.deadline" LIMIT },
	{ AGENDA_DEADLINES, AGENDA_ASSESSMENT, AGENDA_DEADLINE_DAYS,
	  "SELECT k.citizen, k.id, k.deadline, -1, k.requirement, '', " WHO
	  " FROM caseload o CROSS JOIN availability_check k ON k.citizen = o.id"
	  " CROSS JOIN citizen z ON z.id = o.id"
	  " WHERE o.coordinator = ?1 AND k.outcome = 3 AND k.deadline <> '' AND k.deadline <= ?2"
	  " AND NOT EXISTS(SELECT 1 FROM availability_check l WHERE l.citizen = k.citizen"
	  "  AND l.requirement = k.requirement AND (l.at, l.id) > (k.at, k.id))"
	  " ORDER BY k.deadline" LIMIT },
	{ AGENDA_DEADLINES, AGENDA_STEP_DUE, AGENDA_DEADLINE_DAYS,
	  "SELECT p.citizen, p.id, p.due, -1, p.text, '', " WHO
	  " FROM caseload o CROSS JOIN plan_step p ON p.citizen = o.id CROSS JOIN citizen z ON z.id = o.id"
	  " WHERE o.coordinator = ?1 AND p.status = 0 AND p.owner IN (0, 1) AND p.due <> ''"
	  " AND p.due <= ?2 AND p.deleted = 0"
	  " ORDER BY p.due" LIMIT },
};

static bool question_ask(struct store *store, const struct question *question, int64_t caseworker,
			 struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, question->sql, err))
		return false;
	statement_bind_int(&s, caseworker);
	if (question->days != ANY_DAY)
		statement_bind_date(&s, date_add_days(gathering->today, question->days));
	while (statement_row(&s))
		agenda_add(gathering, &s, question->section, question->kind);
	return statement_end(&s);
}

/* ---- measures that are due -------------------------------------------------------------------------- */

/* One row a sitting of the progress measure, a citizen's together. */
static const char sittings_of[] =
	"SELECT m.citizen, m.conversation, min(m.date), -1, m.series, '', " WHO
	" FROM caseload o CROSS JOIN measure m ON m.citizen = o.id CROSS JOIN citizen z ON z.id = o.id"
	" WHERE o.coordinator = ?1 AND instr(m.series, '.') > 0"
	" GROUP BY m.citizen, m.conversation, substr(m.series, 1, instr(m.series, '.'))"
	" ORDER BY m.citizen";

/* A citizen's sittings while they are being read, and the row that would tell of them. */
struct measured {
	struct agenda_row row;
	struct progress_sitting *sittings;
	size_t count;
};

static const char *missing_word(const struct progress *progress)
{
	if (progress->missing[PROGRESS_CITIZEN] && progress->missing[PROGRESS_CASEWORKER])
		return AGENDA_BOTH_SIDES;
	return progress_side_name(progress->missing[PROGRESS_CITIZEN] ? PROGRESS_CITIZEN : PROGRESS_CASEWORKER);
}

static void measured_finish(struct gathering *gathering, struct measured *measured)
{
	struct agenda *agenda = gathering->agenda;
	struct progress progress;

	if (!measured->count)
		return;
	progress_from_sittings(measured->sittings, measured->count, gathering->today, gathering->arena,
			       &progress);
	measured->count = 0;
	if (date_days_between(gathering->today, progress.due) > FOLLOW_UP_DAYS)
		return;
	measured->row.date = progress.due;
	measured->row.what = missing_word(&progress);
	agenda->rows = arena_grow(gathering->arena, agenda->rows, agenda->count, sizeof(*agenda->rows));
	agenda->rows[agenda->count++] = measured->row;
}

static void measured_add(struct gathering *gathering, struct statement *s, struct measured *measured)
{
	struct progress_sitting sitting = { .conversation = statement_int(s, 1), .date = statement_date(s, 2) };
	enum progress_track track;

	if (!progress_series_read(statement_text(s, 4, gathering->arena), &sitting.side, &track))
		return;
	if (measured->count && measured->row.citizen != statement_int(s, 0))
		measured_finish(gathering, measured);
	if (!measured->count) {
		agenda_add(gathering, s, AGENDA_FOLLOW_UP, AGENDA_MEASURE_DUE);
		measured->row = gathering->agenda->rows[--gathering->agenda->count];
		measured->row.ref = 0;
	}
	measured->sittings =
		arena_grow(gathering->arena, measured->sittings, measured->count, sizeof(*measured->sittings));
	measured->sittings[measured->count++] = sitting;
}

static bool measures_gather(struct store *store, int64_t caseworker, struct gathering *gathering,
			    struct err *err)
{
	struct measured measured = { .count = 0 };
	struct statement s;

	if (!statement_begin(&s, store, sittings_of, err))
		return false;
	statement_bind_int(&s, caseworker);
	while (statement_row(&s))
		measured_add(gathering, &s, &measured);
	measured_finish(gathering, &measured);
	return statement_end(&s);
}

/* ---- in order --------------------------------------------------------------------------------------- */

static int row_order(const void *left, const void *right)
{
	const struct agenda_row *a = left, *b = right;

	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	if (a->section != AGENDA_CHOICES && date_compare(a->date, b->date))
		return date_compare(a->date, b->date);
	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->conflict != b->conflict && a->conflict && b->conflict)
		return a->conflict < b->conflict ? -1 : 1; /* in the order of the list that both are in */
	if (a->kind == AGENDA_APPOINTMENT && strcmp(a->name, b->name))
		return strcmp(a->name, b->name); /* an imported one's number differs between installations */
	if (a->ref != b->ref)
		return a->ref < b->ref ? -1 : 1;
	return (a->citizen > b->citizen) - (a->citizen < b->citizen);
}

void agenda_order(struct agenda *agenda)
{
	size_t shown[AGENDA_SECTIONS] = { 0 }, kept = 0;

	if (agenda->count)
		qsort(agenda->rows, agenda->count, sizeof(*agenda->rows), row_order);
	for (size_t i = 0; i < agenda->count; i++)
		if (shown[agenda->rows[i].section]++ < ROWS_MOST)
			agenda->rows[kept++] = agenda->rows[i];
	agenda->count = kept;
}

bool store_agenda(struct store *store, const struct rules *rules, int64_t caseworker, struct moment now,
		  struct arena *arena, struct agenda *agenda, struct err *err)
{
	struct gathering gathering = { .store = store, .rules = rules, .caseworker = caseworker,
				       .agenda = agenda, .arena = arena, .today = now.date };

	*agenda = (struct agenda){ 0 };
	for (size_t i = 0; i < LENGTH(questions); i++)
		if (!question_ask(store, &questions[i], caseworker, &gathering, err))
			return false;
	if (!agenda_seats_gather(&gathering, err) || !agenda_conflicts_gather(&gathering, err) || !agenda_cases_gather(&gathering, err) ||
	    !agenda_duties_gather(&gathering, err) || !agenda_rhythm_gather(&gathering, err) ||
	    !measures_gather(store, caseworker, &gathering, err) || !agenda_work_gather(&gathering, err))
		return false;
	agenda_order(agenda);
	return true;
}
