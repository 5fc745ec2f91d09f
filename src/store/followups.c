/* followups.c - who is to be asked how it went, and what they said.
 *
 * What is followed: the enrolments that ended and the outcomes that are jobs, of the last fifteen months; a citizen is
 * asked once, about the one whose day comes first. */
#include <stdlib.h>

#include "homes.h"
#include "import_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/people.h"
#include "samtale/store/rhythm.h"

#define MONTHS_BACK 15

/* ?1 the coordinator, ?2 the citizen (0: whoever), ?3 the first day looked back to. An enrolment that led to a job is
 * followed as the job. */
static const char bases_of[] =
	"WITH base(citizen, enrolment, outcome, effort, status, began) AS ("
	" SELECT e.citizen, e.id, 0, e.effort, '', e.ended FROM enrolment e"
	"  WHERE e.ended >= ?3 AND e.started <> '' AND e.deleted = 0"
	"  AND NOT EXISTS(SELECT 1 FROM outcome q WHERE q.citizen = e.citizen AND q.effort = e.effort"
	"   AND q.status IN ('JOB', 'JOB_HOURS') AND q.date >= e.started AND q.deleted = 0)"
	" UNION ALL SELECT q.citizen, 0, q.id, q.effort, q.status, q.date FROM outcome q"
	"  WHERE q.date >= ?3 AND q.status IN ('JOB', 'JOB_HOURS') AND q.deleted = 0)"
	" SELECT b.citizen, b.enrolment, b.outcome, b.effort, b.status, b.began,"
	" ifnull((SELECT name FROM effort f WHERE f.id = b.effort), ''), z.cpr, z.given_names, z.surname,"
	" ifnull(c.initials, ''), ifnull(c.team, ''),"
	" ifnull((SELECT weekly_hours FROM outcome q WHERE q.id = b.outcome), 0)"
	" FROM base b JOIN citizen z ON z.id = b.citizen LEFT JOIN caseworker c ON c.id = z.coordinator"
	" WHERE (?1 = 0 OR z.coordinator = ?1) AND (z.id = ?2 OR (?2 = 0 AND " IS_HERE("z") ")) AND z.deleted = 0"
	" ORDER BY b.citizen, b.began";
static const char heard_of[] =
	"SELECT o.citizen, o.date FROM outcome_check o JOIN citizen z ON z.id = o.citizen"
	" WHERE (?1 = 0 OR z.coordinator = ?1) AND (?2 = 0 OR z.id = ?2) ORDER BY o.citizen, o.date";

struct heard {
	int64_t *citizens;
	struct date *days; /* beside citizens */
	size_t count, at;
};

static bool heard_read(struct store *store, const struct followup_query *query, struct arena *arena,
		       struct heard *heard, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, heard_of, err))
		return false;
	statement_bind_int(&s, query->caseworker);
	statement_bind_int(&s, query->citizen);
	while (statement_row(&s)) {
		heard->citizens = arena_grow(arena, heard->citizens, heard->count, sizeof(*heard->citizens));
		heard->days = arena_grow(arena, heard->days, heard->count, sizeof(*heard->days));
		heard->citizens[heard->count] = statement_int(&s, 0);
		heard->days[heard->count++] = statement_date(&s, 1);
	}
	return statement_end(&s);
}

/* The days of a citizen; citizens come in the order of their ids, and the same one may come again. */
static const struct date *heard_of_citizen(struct heard *heard, int64_t citizen, size_t *count)
{
	size_t end;

	while (heard->at < heard->count && heard->citizens[heard->at] < citizen)
		heard->at++;
	for (end = heard->at; end < heard->count && heard->citizens[end] == citizen; end++)
		continue;
	*count = end - heard->at;
	return heard->count ? heard->days + heard->at : NULL;
}

static bool is_asked_for(const struct followup_query *query, const struct followup_due *due)
{
	if (!due->months)
		return false;
	if (date_is_set(query->until))
		return date_compare(due->due, query->until) <= 0;
	return query->citizen || followup_is_near(due, query->today);
}

static struct followup_row row_read(struct statement *s, struct arena *arena)
{
	struct citizen named = {
		.given_names = statement_text(s, 8, arena),
		.surname = statement_text(s, 9, arena),
	};

	return (struct followup_row){
		.basis = { .citizen = statement_int(s, 0),
			   .enrolment = statement_int(s, 1),
			   .outcome = statement_int(s, 2),
			   .effort = statement_int(s, 3),
			   .status = statement_text(s, 4, arena),
			   .weekly_hours = statement_real(s, 12),
			   .began = statement_date(s, 5),
			   .effort_name = statement_text(s, 6, arena) },
		.cpr = statement_text(s, 7, arena),
		.name = citizen_name(arena, &named),
		.initials = statement_text(s, 10, arena),
		.team = statement_text(s, 11, arena),
	};
}

/* A citizen's rows come together: the one with the earliest day stays. */
static void row_keep(struct followup_rows *list, const struct followup_row *row, struct arena *arena)
{
	struct followup_row *before = list->count ? &list->rows[list->count - 1] : NULL;

	if (before && before->basis.citizen == row->basis.citizen) {
		if (date_compare(row->due.due, before->due.due) < 0)
			*before = *row;
		return;
	}
	list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
	list->rows[list->count++] = *row;
}

static int row_order(const void *left, const void *right)
{
	const struct followup_row *a = left, *b = right;

	if (date_compare(a->due.due, b->due.due))
		return date_compare(a->due.due, b->due.due);
	return (a->basis.citizen > b->basis.citizen) - (a->basis.citizen < b->basis.citizen);
}

bool store_followups_due(struct store *store, const struct followup_query *query, struct arena *arena,
			 struct followup_rows *list, struct err *err)
{
	struct heard heard = { .count = 0 };
	struct statement s;

	*list = (struct followup_rows){ 0 };
	if (!heard_read(store, query, arena, &heard, err) || !statement_begin(&s, store, bases_of, err))
		return false;
	statement_bind_int(&s, query->caseworker);
	statement_bind_int(&s, query->citizen);
	statement_bind_date(&s, date_add_months(query->today, -MONTHS_BACK));
	while (statement_row(&s)) {
		struct followup_row row = row_read(&s, arena);
		size_t count;
		const struct date *days = heard_of_citizen(&heard, row.basis.citizen, &count);

		row.due = followup_next(row.basis.began, days, count, query->today);
		if (is_asked_for(query, &row.due) &&
		    (str_is_empty(query->team) || str_equal(query->team, row.team)))
			row_keep(list, &row, arena);
	}
	if (!statement_end(&s))
		return false;
	if (list->count)
		qsort(list->rows, list->count, sizeof(*list->rows), row_order);
	return true;
}

/* ---- what was heard ----------------------------------------------------------------------------------- */

#define COLUMNS \
	"id, citizen, effort, enrolment, outcome, months, due, status, weekly_hours, source, helped, date, at, author"

static const char followup_insert[] =
	"INSERT INTO outcome_check(" COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char followups_of[] =
	"SELECT " COLUMNS " FROM outcome_check WHERE citizen = ? ORDER BY date DESC, at DESC, id DESC";

bool store_followups(struct store *store, int64_t citizen, struct arena *arena, struct followup_list *list,
		     struct err *err)
{
	struct statement s;

	*list = (struct followup_list){ 0 };
	if (!statement_begin(&s, store, followups_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		list->rows[list->count++] = (struct followup){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.effort = statement_int(&s, 2),
			.enrolment = statement_int(&s, 3),
			.outcome = statement_int(&s, 4),
			.months = (int)statement_int(&s, 5),
			.due = statement_date(&s, 6),
			.status = statement_text(&s, 7, arena),
			.weekly_hours = statement_real(&s, 8),
			.source = statement_text(&s, 9, arena),
			.helped = statement_text(&s, 10, arena),
			.date = statement_date(&s, 11),
			.at = statement_int(&s, 12),
			.author = statement_int(&s, 13),
		};
	}
	return statement_end(&s);
}

static bool followup_insert_row(struct store *store, struct followup *followup, struct err *err)
{
	struct statement s;

	if (!row_number(store, &followup->id, err) || !statement_begin(&s, store, followup_insert, err))
		return false;
	statement_bind_int(&s, followup->id);
	statement_bind_int(&s, followup->citizen);
	statement_bind_int(&s, followup->effort);
	statement_bind_int(&s, followup->enrolment);
	statement_bind_int(&s, followup->outcome);
	statement_bind_int(&s, followup->months);
	statement_bind_date(&s, followup->due);
	statement_bind_text(&s, followup->status);
	statement_bind_real(&s, followup->weekly_hours);
	statement_bind_text(&s, followup->source);
	statement_bind_text(&s, followup->helped);
	statement_bind_date(&s, followup->date);
	statement_bind_int(&s, followup->at);
	statement_bind_int(&s, followup->author);
	return statement_end(&s);
}

/* The latest outcome of that citizen and effort that is not later than the day; "" when there is none. */
static bool status_before(struct store *store, const struct followup *followup, struct arena *arena,
			  const char **status, struct err *err)
{
	struct statement s;

	*status = "";
	if (!statement_begin(&s, store,
			     "SELECT status FROM outcome WHERE citizen = ? AND effort = ? AND date <= ?"
			     " AND deleted = 0 ORDER BY date DESC, id DESC LIMIT 1",
			     err))
		return false;
	statement_bind_int(&s, followup->citizen);
	statement_bind_int(&s, followup->effort);
	statement_bind_date(&s, followup->date);
	if (statement_row(&s))
		*status = statement_text(&s, 0, arena);
	return statement_end(&s);
}

/* Under the natural key that an import of the same outcome has: it is one row, whoever wrote it. */
static bool outcome_add(struct store *store, const struct followup *followup, struct err *err)
{
	struct outcome outcome = {
		.citizen = followup->citizen,
		.effort = followup->effort,
		.status = followup->status,
		.date = followup->date,
		.weekly_hours = followup->weekly_hours,
		.source = followup->source,
	};
	enum import_effect effect;

	return outcome_row_put(store, &outcome, &effect, err);
}

static bool outcome_follow(struct store *store, const struct followup *followup, struct err *err)
{
	struct arena scratch;
	const char *before;
	bool done;

	if (str_equal(followup->status, "UNKNOWN"))
		return true;
	arena_init(&scratch);
	done = status_before(store, followup, &scratch, &before, err) &&
	       (str_equal(before, followup->status) || outcome_add(store, followup, err));
	arena_done(&scratch);
	return done;
}

static bool followup_allowed(struct store *store, const struct followup *followup, struct err *err)
{
	struct citizen citizen;
	struct arena scratch;
	bool allowed;

	arena_init(&scratch);
	allowed = store_citizen(store, followup->citizen, &scratch, &citizen, err) &&
		  followup_is_complete(followup, cpr_check(citizen.cpr).birth_date, store_today(store), err);
	arena_done(&scratch);
	return allowed;
}

bool store_followup_add(struct store *store, struct followup *followup, struct err *err)
{
	struct followup row = *followup;

	row.id = 0;
	row.at = store_now_ms(store);
	row.author = store_author(store);
	if (!followup_allowed(store, &row, err) || !store_begin(store, err))
		return false;
	if (!row_finish(store, followup_insert_row(store, &row, err) && outcome_follow(store, &row, err), err))
		return false;
	*followup = row;
	return true;
}
