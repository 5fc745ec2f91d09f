/* registers.c - how many there are of everything the municipality keeps a register of. */
#include <stdlib.h>
#include <string.h>

#include "homes.h"
#include "samtale/base/str.h"
#include "samtale/store/reports.h"

struct registers {
	struct store *store;
	struct date on;
	struct arena *arena;
	struct register_row *rows;
	size_t count;
};

static void add_row(struct registers *registers, const struct register_row *row)
{
	registers->rows = arena_grow(registers->arena, registers->rows, registers->count,
				     sizeof(*registers->rows));
	registers->rows[registers->count++] = *row;
}

/* ---- what the database counts itself; each takes the day, or nothing ------------------------------ */

static const char begun_by_effort[] =
	"SELECT f.code, f.name, count(DISTINCT c.id) FROM effort f"
	" LEFT JOIN enrolment e ON e.effort = f.id AND e.deleted = 0 AND e.started <> '' AND e.started <= ?1"
	" LEFT JOIN citizen c ON c.id = e.citizen AND c.deleted = 0 AND " IS_HERE("c") ""
	" WHERE f.deleted = 0 GROUP BY f.id ORDER BY f.code, f.name";
static const char places_by_form[] = "SELECT form, form, sum(places) FROM opening WHERE deleted = 0 AND ?1 "
				     "<> '' GROUP BY form ORDER BY form";
static const char people_by_position[] =
	"SELECT p.stage, p.stage, count(*) FROM citizen c JOIN plan_position p ON p.id ="
	" (SELECT q.id FROM plan_position q WHERE q.citizen = c.id AND q.deleted = 0 AND q.date <= ?1"
	"  ORDER BY q.date DESC, q.at DESC, q.id DESC LIMIT 1)"
	" WHERE c.deleted = 0 AND " IS_HERE("c") " GROUP BY p.stage ORDER BY p.stage";
static const char moves_of_the_year[] =
	"SELECT was, stage, count(*) FROM (SELECT p.stage, p.date,"
	"  lag(p.stage) OVER (PARTITION BY p.citizen ORDER BY p.date, p.at, p.id) AS was"
	"  FROM plan_position p JOIN citizen c ON c.id = p.citizen AND c.deleted = 0 AND " IS_HERE("c") ""
	"  WHERE p.deleted = 0 AND p.date <= ?1)"
	" WHERE was IS NOT NULL AND was <> stage AND date > date(?1, '-1 year') GROUP BY was, stage ORDER BY "
	"was, stage";

static bool counted_read(struct registers *registers, const char *sql, enum register_kind kind,
			 struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, registers->store, sql, err))
		return false;
	statement_bind_date(&s, registers->on);
	while (statement_row(&s))
		add_row(registers, &(struct register_row){ .kind = kind,
							   .code = statement_text(&s, 0, registers->arena),
							   .name = statement_text(&s, 1, registers->arena),
							   .count = statement_int(&s, 2) });
	return statement_end(&s);
}

/* ---- agreements: words of an import, unless a row of that kind decides ---------------------------- */

static void count_word(struct registers *registers, size_t first, const char *word)
{
	for (size_t i = first; i < registers->count; i++) {
		if (str_equal(registers->rows[i].code, word)) {
			registers->rows[i].count++;
			return;
		}
	}
	add_row(registers, &(struct register_row){ REGISTER_AGREEMENT, word, word, 1 });
}

static const char dated_in_force[] =
	"SELECT a.kind FROM employer_agreement a JOIN employer e ON e.id = a.employer AND e.deleted = 0"
	" WHERE a.deleted = 0 AND a.from_date <= ?1 AND (a.to_date = '' OR a.to_date >= ?1)";
/* What is left of the words: |charter|kommunal| without those that a row speaks of. */
static const char words_left[] =
	"WITH RECURSIVE word(employer, kind, rest) AS ("
	" SELECT id, '', agreements || '|' FROM employer WHERE deleted = 0 AND agreements <> ''"
	" UNION ALL SELECT employer, substr(rest, 1, instr(rest, '|') - 1), substr(rest, instr(rest, '|') + "
	"1)"
	" FROM word WHERE rest <> '')"
	" SELECT kind FROM word WHERE kind <> '' AND ?1 <> '' AND NOT EXISTS(SELECT 1 FROM "
	"employer_agreement a"
	"  WHERE a.employer = word.employer AND a.kind = word.kind AND a.deleted = 0)";

static bool words_read(struct registers *registers, const char *sql, size_t first, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, registers->store, sql, err))
		return false;
	statement_bind_date(&s, registers->on);
	while (statement_row(&s))
		count_word(registers, first, statement_text(&s, 0, registers->arena));
	return statement_end(&s);
}

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct register_row *)a)->code, ((const struct register_row *)b)->code);
}

static bool agreements_read(struct registers *registers, struct err *err)
{
	size_t first = registers->count;

	if (!words_read(registers, dated_in_force, first, err) ||
	    !words_read(registers, words_left, first, err))
		return false;
	if (registers->count > first + 1)
		qsort(registers->rows + first, registers->count - first, sizeof(*registers->rows), by_code);
	return true;
}

bool store_registers(struct store *store, struct date on, struct arena *arena, struct register_row **rows,
		     size_t *count, struct err *err)
{
	struct registers registers = { .store = store, .on = on, .arena = arena };
	bool read = counted_read(&registers, begun_by_effort, REGISTER_EFFORT, err) &&
		    agreements_read(&registers, err) &&
		    counted_read(&registers, places_by_form, REGISTER_OPENING, err) &&
		    counted_read(&registers, people_by_position, REGISTER_POSITION, err) &&
		    counted_read(&registers, moves_of_the_year, REGISTER_MOVE, err);

	*rows = registers.rows;
	*count = registers.count;
	return read;
}
