/* reports.c - benefit spells for the refund ladder, and people for the population view. */
#include "samtale/store/reports.h"

#include "homes.h"

/* ---- the refund ladder ---------------------------------------------------------------------------- */

static const char spells_of[] = "SELECT citizen, benefit, from_date, to_date FROM benefit_spell WHERE (?1 = "
				"0 OR citizen = ?1) AND deleted = 0"
				" ORDER BY citizen, from_date, to_date, benefit";

static bool spells_read(struct store *store, int64_t citizen, struct arena *arena, struct refund_rows *rows,
			struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, spells_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		rows->spells = arena_grow(arena, rows->spells, rows->spell_count, sizeof(*rows->spells));
		rows->spells[rows->spell_count++] = (struct benefit_spell){
			.citizen = statement_int(&s, 0),
			.benefit = statement_text(&s, 1, arena),
			.from = statement_date(&s, 2),
			.to = statement_date(&s, 3),
		};
	}
	return statement_end(&s);
}

static const char holders_of[] = "SELECT c.id, c.cpr, c.given_names, c.surname, c.coordinator, "
				 "ifnull(w.initials, ''), ifnull(w.team, ''),"
				 " c.benefit FROM citizen c LEFT JOIN caseworker w ON w.id = c.coordinator"
				 " WHERE (c.id = ?1 OR (?1 = 0 AND " IS_HERE("c") ")) AND c.deleted = 0 ORDER BY c.id";

static bool holders_read(struct store *store, int64_t citizen, struct arena *arena, struct refund_rows *rows,
			 struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, holders_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		rows->people = arena_grow(arena, rows->people, rows->person_count, sizeof(*rows->people));
		rows->people[rows->person_count++] = (struct refund_person){
			.citizen = statement_int(&s, 0),
			.cpr = statement_text(&s, 1, arena),
			.given_names = statement_text(&s, 2, arena),
			.surname = statement_text(&s, 3, arena),
			.coordinator = statement_int(&s, 4),
			.initials = statement_text(&s, 5, arena),
			.team = statement_text(&s, 6, arena),
			.benefit = statement_text(&s, 7, arena),
		};
	}
	return statement_end(&s);
}

bool store_refund_rows(struct store *store, int64_t citizen, struct arena *arena, struct refund_rows *rows,
		       struct err *err)
{
	*rows = (struct refund_rows){ 0 };
	return holders_read(store, citizen, arena, rows, err) &&
	       spells_read(store, citizen, arena, rows, err);
}

/* ---- the population ------------------------------------------------------------------------------- */

static const char population_of[] =
	"SELECT c.target_group,"
	" EXISTS(SELECT 1 FROM benefit_spell b WHERE b.citizen = c.id AND b.deleted = 0 AND b.from_date <= ?1"
	"  AND (b.to_date = '' OR b.to_date >= ?1)),"
	" EXISTS(SELECT 1 FROM outcome o WHERE o.citizen = c.id AND o.deleted = 0 AND o.date <= ?1"
	"  AND o.status IN ('JOB', 'JOB_HOURS')),"
	" EXISTS(SELECT 1 FROM enrolment e WHERE e.citizen = c.id AND e.deleted = 0 AND e.started <> ''"
	"  AND e.started <= ?1 AND (e.ended = '' OR e.ended >= ?1)),"
	" EXISTS(SELECT 1 FROM appointment a WHERE a.citizen = c.id AND a.date >= ?1 AND a.state = 0 AND "
	"a.deleted = 0),"
	" ifnull(w.initials, ''), ifnull(w.name, ''), ifnull(w.team, '')"
	" FROM citizen c LEFT JOIN caseworker w ON w.id = c.coordinator"
	" WHERE c.deleted = 0 AND " IS_HERE("c") " ORDER BY c.id";

bool store_population_people(struct store *store, struct date on, struct arena *arena,
			     struct population_person **people, size_t *count, struct err *err)
{
	struct statement s;

	*people = NULL;
	*count = 0;
	if (!statement_begin(&s, store, population_of, err))
		return false;
	statement_bind_date(&s, on);
	while (statement_row(&s)) {
		*people = arena_grow(arena, *people, *count, sizeof(**people));
		(*people)[(*count)++] = (struct population_person){
			.target_group = (int)statement_int(&s, 0),
			.on_benefit = statement_int(&s, 1) != 0,
			.in_work = statement_int(&s, 2) != 0,
			.activated = statement_int(&s, 3) != 0,
			.booked = statement_int(&s, 4) != 0,
			.initials = statement_text(&s, 5, arena),
			.name = statement_text(&s, 6, arena),
			.team = statement_text(&s, 7, arena),
		};
	}
	return statement_end(&s);
}
