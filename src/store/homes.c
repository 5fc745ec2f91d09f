#include "homes.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/handovers.h"

/* A citizen whose rows were removed is known by the stub. */
static const char home_of[] =
	"SELECT ifnull(k.name, ''), ifnull(k.team, ''), NOT EXISTS(SELECT 1 FROM stream_unit u WHERE u.name = k.team"
	"  AND NOT u.is_mine), ifnull(nullif((SELECT moved FROM citizen_place p WHERE p.citizen = w.id), 0), w.at), w.gone"
	" FROM (SELECT id, coordinator, 0 AS at, 0 AS gone FROM citizen WHERE id = ?1"
	"  UNION ALL SELECT citizen, coordinator, at, 1 FROM purged WHERE citizen = ?1 AND kind = 1"
	"  AND NOT EXISTS(SELECT 1 FROM citizen WHERE id = ?1)) w"
	" LEFT JOIN caseworker k ON k.id = w.coordinator";

bool store_citizen_home(struct store *store, int64_t citizen, struct arena *arena, struct citizen_home *home,
			struct err *err)
{
	struct statement s;
	int64_t since;

	*home = (struct citizen_home){ .is_here = true, .coordinator = "", .team = "", .since = DATE_NONE };
	if (!statement_begin(&s, store, home_of, err))
		return false;
	statement_bind_int(&s, citizen);
	if (statement_row(&s)) {
		home->coordinator = statement_text(&s, 0, arena);
		home->team = statement_text(&s, 1, arena);
		home->is_here = statement_int(&s, 2) != 0;
		since = statement_int(&s, 3);
		if (since)
			home->since = (struct date){ (int32_t)(since / MS_A_DAY) };
		home->is_removed = statement_int(&s, 4) != 0;
	}
	return statement_end(&s);
}

bool citizen_must_be_here(struct store *store, int64_t citizen, struct err *err)
{
	struct citizen_home home;
	struct arena arena;
	bool here;

	arena_init(&arena);
	here = store_citizen_home(store, citizen, &arena, &home, err) &&
	       (home.is_here || err_set(err, ERR_REFUSED,
					_("The citizen is with %s, %s: what has legal effect is decided there. Write a note "
					  "(j); it reaches them."),
					home.coordinator, home.team));
	arena_done(&arena);
	return here;
}

bool store_moved_count(struct store *store, int64_t *count, struct err *err)
{
	return database_number(store,
			       "SELECT (SELECT count(*) FROM purged g JOIN citizen_place p ON p.citizen = g.citizen"
			       "  WHERE g.kind = 1 AND p.moved <> 0)"
			       " + (SELECT count(*) FROM citizen_place p JOIN citizen z ON z.id = p.citizen"
			       "  WHERE p.moved <> 0 AND NOT " IS_HERE("z") ")",
			       0, 0, count, err);
}
