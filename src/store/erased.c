#include "erased.h"

#include "rows.h"
#include "samtale/base/str.h"

struct erased {
	int64_t target_group, year;
	const char *enrolments, *outcomes; /* JSON: [effort, begun, ended, completed] and [effort, status] */
};

static const char counted[] =
	"SELECT c.target_group,"
	" ifnull((SELECT max(substr(day, 1, 4)) FROM (SELECT max(invited, started, ended) AS day FROM enrolment"
	"  WHERE citizen = ?1 AND deleted = 0 UNION ALL SELECT date FROM outcome WHERE citizen = ?1 AND deleted = 0)), 0),"
	" (SELECT json_group_array(json_array(effort, started <> '', ended <> '', completed)) FROM (SELECT * FROM"
	"  enrolment WHERE citizen = ?1 AND deleted = 0 ORDER BY effort, started <> '', ended <> '', completed)),"
	" (SELECT json_group_array(json_array(effort, status)) FROM (SELECT effort, status FROM outcome"
	"  WHERE citizen = ?1 AND deleted = 0 ORDER BY effort, status))"
	" FROM citizen c WHERE c.id = ?1 AND c.deleted = 0";

static bool erased_read(struct store *store, int64_t citizen, struct arena *arena, struct erased *erased,
			struct err *err)
{
	struct statement s;

	*erased = (struct erased){ .enrolments = "[]", .outcomes = "[]" };
	if (!statement_begin(&s, store, counted, err))
		return false;
	statement_bind_int(&s, citizen);
	if (statement_row(&s))
		*erased = (struct erased){ statement_int(&s, 0), statement_int(&s, 1), statement_text(&s, 2, arena),
					   statement_text(&s, 3, arena) };
	return statement_end(&s);
}

static bool like_it(struct store *store, const struct erased *erased, int64_t *count, struct err *err)
{
	struct statement s;

	*count = 0;
	if (!statement_begin(&s, store,
			     "SELECT count(*) FROM erased_person WHERE target_group = ? AND year = ? AND enrolments = ?"
			     " AND outcomes = ?",
			     err))
		return false;
	statement_bind_int(&s, erased->target_group);
	statement_bind_int(&s, erased->year);
	statement_bind_text(&s, erased->enrolments);
	statement_bind_text(&s, erased->outcomes);
	if (statement_row(&s))
		*count = statement_int(&s, 0);
	return statement_end(&s);
}

static bool erased_insert(struct store *store, int64_t id, const struct erased *erased, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO erased_person(id, target_group, year, enrolments, outcomes)"
			     " VALUES(?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, erased->target_group);
	statement_bind_int(&s, erased->year);
	statement_bind_text(&s, erased->enrolments);
	statement_bind_text(&s, erased->outcomes);
	return statement_end(&s);
}

static bool erased_put(struct store *store, const struct erased *erased, struct err *err)
{
	char group[ROW_KEY_SIZE], year[ROW_KEY_SIZE], number[ROW_KEY_SIZE];
	int64_t count, id;

	if (!like_it(store, erased, &count, err))
		return false;
	return row_natural(store, "erased_person",
			   (const char *[]){ row_key(erased->target_group, group), row_key(erased->year, year),
					     erased->enrolments, erased->outcomes, row_key(count, number), NULL },
			   &id, err) &&
	       erased_insert(store, id, erased, err);
}

bool erased_person_add(struct store *store, int64_t citizen, struct err *err)
{
	struct arena arena;
	struct erased erased;
	bool done;

	arena_init(&arena);
	done = erased_read(store, citizen, &arena, &erased, err) &&
	       ((str_equal(erased.enrolments, "[]") && str_equal(erased.outcomes, "[]")) ||
		erased_put(store, &erased, err));
	arena_done(&arena);
	return done;
}
