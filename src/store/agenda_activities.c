/* agenda_activities.c - the activities' part of the day: clocks that run out, last days that come near.
 *
 * Only what was registered here is looked at: an imported enrolment has no clocks and no planned end. */
#include "activity_rows.h"
#include "agenda_rows.h"
#include "citizen_rows.h"
#include "samtale/domain/citizen.h"

#define END_DAYS 7

static const char open_of[] =
	"SELECT " ACTIVITY_COLUMNS ", z.given_names, z.surname, z.benefit_from"
	" FROM caseload o CROSS JOIN enrolment n ON n.citizen = o.id CROSS JOIN citizen z ON z.id = o.id"
	ACTIVITY_JOINS " WHERE o.coordinator = ? AND n.deleted = 0 AND n.ended = '' AND n.dropout = ''"
	" AND a.id IS NOT NULL ORDER BY n.id LIMIT 1000";

/* An open activity and whose it is. */
struct open_row {
	struct activity activity;
	const char *name;
	int benefit_weeks;
};

static struct agenda_row *add(struct gathering *gathering, const struct open_row *open, enum agenda_kind kind,
			      struct date date)
{
	struct agenda *agenda = gathering->agenda;

	agenda->rows = arena_grow(gathering->arena, agenda->rows, agenda->count, sizeof(*agenda->rows));
	agenda->rows[agenda->count] = (struct agenda_row){
		.section = AGENDA_DEADLINES,
		.kind = kind,
		.citizen = open->activity.citizen,
		.ref = open->activity.id,
		.date = date,
		.minute = -1,
		.name = open->name,
		.what = "",
		.form = "",
		.why = "",
		.benefit_weeks = open->benefit_weeks,
	};
	return &agenda->rows[agenda->count++];
}

static void add_clock(struct gathering *gathering, const struct open_row *open, const struct activity_clock *clock,
		      struct date due, const struct err *err)
{
	bool known = date_is_set(due);
	struct agenda_row *row = add(gathering, open, AGENDA_ACTIVITY_CLOCK, known ? due : gathering->today);

	for (int i = 0; i < LANGUAGES; i++)
		row->names[i] = arena_printf(gathering->arena, "%s: %s", open->activity.kind->names[i],
					     clock->names[i]);
	if (!known)
		row->what = arena_strdup(gathering->arena, err->text);
}

static void add_clocks(struct gathering *gathering, const struct open_row *open, const struct rules *rules)
{
	const struct activity_kind *kind = open->activity.kind;

	for (size_t i = 0; kind != NULL && i < kind->clock_count; i++) {
		const struct rule *row;
		struct date due;
		struct err err;

		if (!activity_clock_runs(&open->activity, &kind->clocks[i], rules, &due, &row, &err))
			continue;
		if (!date_is_set(due) || agenda_is_near(gathering, due))
			add_clock(gathering, open, &kind->clocks[i], due, &err);
	}
}

static void add_end(struct gathering *gathering, const struct open_row *open)
{
	struct date end = open->activity.planned_end;
	struct agenda_row *row;

	if (!open->activity.kind || !date_is_set(end) || date_days_between(gathering->today, end) > END_DAYS)
		return;
	row = add(gathering, open, AGENDA_ACTIVITY_END, end);
	row->what = open->activity.employer_name;
	for (int i = 0; i < LANGUAGES; i++)
		row->names[i] = open->activity.kind->names[i];
}

static bool open_read(struct store *store, int64_t caseworker, const struct activity_kinds *kinds,
		      struct gathering *gathering, struct open_row **rows, size_t *count, struct err *err)
{
	struct arena *arena = gathering->arena;
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!statement_begin(&s, store, open_of, err))
		return false;
	statement_bind_int(&s, caseworker);
	while (statement_row(&s)) {
		struct citizen named = { .given_names = statement_text(&s, ACTIVITY_MORE_COLUMN, arena),
					 .surname = statement_text(&s, ACTIVITY_MORE_COLUMN + 1, arena) };

		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = (struct open_row){
			.activity = activity_read(&s, kinds, arena),
			.name = citizen_name(arena, &named),
			.benefit_weeks = citizen_benefit_weeks(statement_date(&s, ACTIVITY_MORE_COLUMN + 2),
							       gathering->today),
		};
	}
	return statement_end(&s);
}

bool store_agenda_activities(struct store *store, int64_t caseworker, struct date today,
			     const struct activity_kinds *kinds, const struct rules *rules, struct arena *arena,
			     struct agenda *agenda, struct err *err)
{
	struct gathering gathering = { .agenda = agenda, .arena = arena, .today = today };
	struct open_row *rows;
	size_t count;

	if (!open_read(store, caseworker, kinds, &gathering, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!activity_reached_read(store, &rows[i].activity, arena, err))
			return false;
		add_clocks(&gathering, &rows[i], rules);
		add_end(&gathering, &rows[i]);
	}
	agenda_order(agenda);
	return true;
}
