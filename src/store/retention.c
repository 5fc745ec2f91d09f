#include "samtale/store/retention.h"

#include "citizen_closure.h"
#include "held_rows.h"
#include "samtale/base/compiler.h"
#include "samtale/base/str.h"
#include "samtale/domain/sanction.h"
#include "table_sql.h"

/* Columns that tell a day; `at` tells a moment. */
static const char *const days[] = { "date", "due", "from_date", "to_date", "invited", "started", "ended", "event_date",
				    "deadline", "since", "planned_end", "begun", "received", "complaint", "follow_up" };

static bool is_day(const char *column)
{
	for (size_t i = 0; i < LENGTH(days); i++)
		if (str_equal(days[i], column))
			return true;
	return false;
}

static void day_see(struct retention *retention, struct date day)
{
	if (date_is_set(day) && date_compare(day, retention->newest) > 0)
		retention->newest = day;
}

static bool row_see(struct store *store, const struct owned_row *row, struct retention *retention, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, table_sql(store, row->table)->row, err))
		return false;
	statement_bind_int(&s, row->row);
	if (statement_row(&s))
		for (int i = 0; i < row->table->column_count; i++) {
			const char *column = row->table->columns[i].name;

			if (is_day(column))
				day_see(retention, statement_date(&s, i + 1));
			else if (str_equal(column, "at"))
				day_see(retention, (struct date){ (int32_t)(statement_int(&s, i + 1) / MS_A_DAY) });
		}
	return statement_end(&s);
}

/* Tables that are called the same are one part. */
static void part_add(struct retention *retention, struct arena *arena, const char *what)
{
	for (size_t i = 0; i < retention->part_count; i++)
		if (str_equal(retention->parts[i].what, what)) {
			retention->parts[i].rows++;
			return;
		}
	retention->parts = arena_grow(arena, retention->parts, retention->part_count, sizeof(*retention->parts));
	retention->parts[retention->part_count++] = (struct retention_part){ what, 1 };
}

static bool rows_see(struct store *store, int64_t citizen, struct arena *arena, struct retention *retention,
		     struct err *err)
{
	struct owned_rows rows = { .arena = arena };

	if (!citizen_rows(store, citizen, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		part_add(retention, arena, held_name(rows.rows[i].table));
		if (!row_see(store, &rows.rows[i], retention, err))
			return false;
	}
	return true;
}

/* ---- why not yet ------------------------------------------------------------------------------- */

static const char heads_of[] =
	"SELECT e.state FROM sanction_event e JOIN sanction_case f ON f.id = e.sanction_case WHERE f.citizen = ?"
	" AND NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = e.id)";

static enum retention_bar bar_of(enum sanction_state state)
{
	static const enum retention_bar bars[SANCTION_STATES] = {
		[SANCTION_EFFECTED_CLOSED] = RETENTION_BARS, [SANCTION_REVERSED] = RETENTION_BARS,
		[SANCTION_FINAL] = RETENTION_BARS,	     [SANCTION_EXCUSED] = RETENTION_BARS,
		[SANCTION_CLOSED_NO_SANCTION] = RETENTION_BARS, [SANCTION_CANCELLED] = RETENTION_BARS,
		[SANCTION_COMPLAINT] = RETENTION_COMPLAINT,  [SANCTION_FORWARDED] = RETENTION_COMPLAINT,
	};
	_Static_assert(RETENTION_CASE == 0, "what is not named here is a case that has not ended");

	return state >= 0 && state < SANCTION_STATES ? bars[state] : RETENTION_CASE;
}

static bool cases_see(struct store *store, int64_t citizen, struct retention *retention, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, heads_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		enum retention_bar bar = bar_of((enum sanction_state)statement_int(&s, 0));

		if (bar != RETENTION_BARS)
			retention->bars[bar] = true;
	}
	return statement_end(&s);
}

static bool exists(struct store *store, const char *sql, int64_t citizen, bool *found, struct err *err)
{
	int64_t number;

	if (!database_number(store, sql, citizen, 0, &number, err))
		return false;
	*found = number != 0;
	return true;
}

bool store_retention(struct store *store, int64_t citizen, int years, struct arena *arena,
		     struct retention *retention, struct err *err)
{
	*retention = (struct retention){ .newest = DATE_NONE, .until = DATE_NONE };
	if (!rows_see(store, citizen, arena, retention, err) || !cases_see(store, citizen, retention, err) ||
	    !exists(store, "SELECT EXISTS(SELECT 1 FROM conversation WHERE citizen = ? AND state IN (0, 1) AND deleted = 0)",
		    citizen, &retention->bars[RETENTION_UNFINISHED], err) ||
	    !exists(store, "SELECT EXISTS(SELECT 1 FROM benefit_spell WHERE citizen = ? AND to_date = '' AND deleted = 0)",
		    citizen, &retention->bars[RETENTION_BENEFIT], err))
		return false;
	if (date_is_set(retention->newest))
		retention->until = date_add_months(retention->newest, 12 * years);
	retention->bars[RETENTION_TOO_EARLY] =
		date_is_set(retention->until) && date_compare(retention->until, store_today(store)) >= 0;
	return true;
}
