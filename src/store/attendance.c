/* attendance.c - who is waited for on a day, and who came. */
#include "activity_rows.h"

#include "rows.h"
#include "samtale/domain/citizen.h"

#define ABSENCE_DAYS 28

/* The day's newest row of an enrolment. */
#define NEWEST " AND NOT EXISTS(SELECT 1 FROM attendance l WHERE l.enrolment = k.enrolment AND l.date = k.date" \
	       " AND (l.at, l.id) > (k.at, k.id))"

/* ?1 coordinator, ?2 the day, ?3 how far back absence is counted. */
#define WAITED_FOR                                                                                                 \
	"SELECT " ACTIVITY_COLUMNS ", z.given_names, z.surname, ifnull(k.state, 0), ifnull(k.reason, ''),"          \
	" (SELECT count(*) FROM attendance k WHERE k.enrolment = n.id AND k.date >= ?3 AND k.date < ?2"             \
	"  AND k.state = 2 AND k.reason NOT IN ('afbud', 'lukket', 'jobsamtale')" NEWEST "),"                       \
	" (SELECT count(*) FROM attendance k WHERE k.enrolment = n.id AND k.date >= ?3 AND k.date <= ?2"            \
	"  AND k.state = 1" NEWEST "),"                                                                             \
	" (SELECT count(*) FROM attendance k WHERE k.enrolment = n.id AND k.date >= ?3 AND k.date <= ?2" NEWEST ")" \
	" FROM caseload o CROSS JOIN enrolment n ON n.citizen = o.id CROSS JOIN citizen z ON z.id = o.id"           \
	ACTIVITY_JOINS " LEFT JOIN attendance k ON k.enrolment = n.id AND k.date = ?2" NEWEST                       \
	" WHERE n.deleted = 0 AND n.started <> '' AND n.started <= ?2 AND (n.ended = '' OR n.ended >= ?2)"
_Static_assert(ATTENDANCE_PRESENT == 1 && ATTENDANCE_ABSENT == 2, "the states in the question above");

static const char of_coordinator[] = WAITED_FOR " AND o.coordinator = ?1 ORDER BY o.sort_key, o.id, n.id";
static const char of_everybody[] = WAITED_FOR " AND ?1 = 0 ORDER BY o.sort_key, o.id, n.id";

static struct attendance_row row_read(struct statement *s, const struct activity_kinds *kinds, struct arena *arena)
{
	struct citizen named = { .given_names = statement_text(s, ACTIVITY_MORE_COLUMN, arena),
				 .surname = statement_text(s, ACTIVITY_MORE_COLUMN + 1, arena) };

	return (struct attendance_row){
		.activity = activity_read(s, kinds, arena),
		.name = citizen_name(arena, &named),
		.state = (enum attendance_state)statement_int(s, ACTIVITY_MORE_COLUMN + 2),
		.reason = statement_text(s, ACTIVITY_MORE_COLUMN + 3, arena),
		.absences = (int)statement_int(s, ACTIVITY_MORE_COLUMN + 4),
		.present = (int)statement_int(s, ACTIVITY_MORE_COLUMN + 5),
		.recorded = (int)statement_int(s, ACTIVITY_MORE_COLUMN + 6),
	};
}

bool store_attendance(struct store *store, int64_t coordinator, struct date day, const struct activity_kinds *kinds,
		      struct arena *arena, struct attendance_list *list, struct err *err)
{
	struct statement s;

	*list = (struct attendance_list){ .day = day };
	if (!statement_begin(&s, store, coordinator ? of_coordinator : of_everybody, err))
		return false;
	statement_bind_int(&s, coordinator);
	statement_bind_date(&s, day);
	statement_bind_date(&s, date_add_days(day, -ABSENCE_DAYS));
	while (statement_row(&s)) {
		struct attendance_row row = row_read(&s, kinds, arena);

		if (!activity_meets(&row.activity, day))
			continue;
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		list->rows[list->count++] = row;
	}
	return statement_end(&s);
}

static bool attendance_row_add(struct store *store, struct attendance *attendance, struct err *err)
{
	static const char add[] = "INSERT INTO attendance(id, enrolment, citizen, date, state, reason, at, author)"
				  " VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
	struct statement s;

	if (!row_number(store, &attendance->id, err) || !statement_begin(&s, store, add, err))
		return false;
	statement_bind_int(&s, attendance->id);
	statement_bind_int(&s, attendance->enrolment);
	statement_bind_int(&s, attendance->citizen);
	statement_bind_date(&s, attendance->date);
	statement_bind_int(&s, attendance->state);
	statement_bind_text(&s, attendance->reason);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_attendance_add(struct store *store, struct attendance *attendance, struct err *err)
{
	struct attendance row = *attendance;

	row.id = 0;
	if (!store_begin(store, err) || !row_finish(store, attendance_row_add(store, &row, err), err))
		return false;
	attendance->id = row.id;
	return true;
}

bool store_attendance_days(struct store *store, int64_t enrolment, struct date from, struct arena *arena,
			   struct attendance **days, size_t *count, struct err *err)
{
	static const char days_of[] =
		"SELECT k.id, k.enrolment, k.citizen, k.date, k.state, k.reason FROM attendance k"
		" WHERE k.enrolment = ? AND k.date >= ?" NEWEST " ORDER BY k.date";
	struct statement s;

	*days = NULL;
	*count = 0;
	if (!statement_begin(&s, store, days_of, err))
		return false;
	statement_bind_int(&s, enrolment);
	statement_bind_date(&s, from);
	while (statement_row(&s)) {
		*days = arena_grow(arena, *days, *count, sizeof(**days));
		(*days)[(*count)++] = (struct attendance){
			.id = statement_int(&s, 0),
			.enrolment = statement_int(&s, 1),
			.citizen = statement_int(&s, 2),
			.date = statement_date(&s, 3),
			.state = (enum attendance_state)statement_int(&s, 4),
			.reason = statement_text(&s, 5, arena),
		};
	}
	return statement_end(&s);
}
