/* seats.c - who else has a citizen. */
#include "seat_rows.h"

#include "rows.h"
#include "samtale/base/tr.h"
#include "samtale/domain/citizen.h"
#include "samtale/store/streams.h"

bool seat_insert(struct store *store, int64_t citizen, int64_t unit, int64_t previous, int64_t asked_by,
		 struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) ||
	    !statement_begin(&s, store,
			     "INSERT INTO seat(id, subject, unit, since, previous, asked_by) VALUES(?, ?, ?, ?, ?, ?)", err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, unit);
	statement_bind_date(&s, store_today(store));
	statement_bind_int(&s, previous);
	statement_bind_int(&s, asked_by);
	return statement_end(&s);
}

bool store_seat_subject(struct store *store, const char *cpr, int64_t *citizen, struct err *err)
{
	return store_natural_id(store, "cpr", cpr, citizen, err);
}

/* ---- who has the citizen ---------------------------------------------------------------------- */

#define SEATS_OF(which)                                                                                     \
	"SELECT s.unit, u.name, min(s.since) FROM seat s CROSS JOIN stream_unit u ON u.number = s.unit"      \
	" WHERE s.subject = ?1 AND s.unit > 1 AND " SEAT_STANDS("s") " AND " which " GROUP BY s.unit"          \
	" ORDER BY min(s.since), s.unit"

static const char seats_beside[] = SEATS_OF(
	"iif(EXISTS(SELECT 1 FROM citizen z WHERE z.id = ?1), s.unit <> ?2 AND EXISTS(SELECT 1 FROM seat o"
	" WHERE o.subject = ?1 AND o.unit = ?2 AND " SEAT_STANDS("o") "), NOT u.is_mine)");
static const char seats_but[] = SEATS_OF("s.unit <> ?2");

static bool seats_read(struct store *store, const char *sql, int64_t citizen, int64_t but, struct arena *arena,
		       struct seat_list *seats, struct err *err)
{
	struct statement s;

	*seats = (struct seat_list){ NULL, 0 };
	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, but);
	while (statement_row(&s)) {
		seats->rows = arena_grow(arena, seats->rows, seats->count, sizeof(*seats->rows));
		seats->rows[seats->count++] = (struct seat){ statement_int(&s, 0), statement_text(&s, 1, arena),
							     statement_date(&s, 2) };
	}
	return statement_end(&s);
}

bool store_seats_elsewhere(struct store *store, int64_t citizen, struct arena *arena, struct seat_list *seats,
			   struct err *err)
{
	int64_t unit;

	return store_citizen_unit(store, citizen, &unit, err) &&
	       seats_read(store, seats_beside, citizen, unit, arena, seats, err);
}

bool store_seats_in_the_way(struct store *store, int64_t citizen, int64_t coordinator, struct arena *arena,
			    struct seat_list *seats, struct err *err)
{
	int64_t here, unit;

	*seats = (struct seat_list){ NULL, 0 };
	if (!database_number(store,
			     "SELECT EXISTS(SELECT 1 FROM citizen WHERE id = ?1 AND deleted = 0)"
			     " OR NOT EXISTS(SELECT 1 FROM seat WHERE subject = ?1)",
			     citizen, 0, &here, err))
		return false;
	return here || (caseworker_unit(store, coordinator, &unit, err) &&
			seats_read(store, seats_but, citizen, unit, arena, seats, err));
}

bool store_seats_known(struct store *store, bool *known, struct err *err)
{
	int64_t some;

	if (!database_number(store, "SELECT EXISTS(SELECT 1 FROM seat)", 0, 0, &some, err))
		return false;
	*known = some != 0;
	return true;
}

/* ---- all with two ----------------------------------------------------------------------------- */

static const char doubles_all[] =
	"SELECT DISTINCT z.id, z.cpr, z.given_names, z.surname FROM seat s CROSS JOIN citizen z ON z.id = s.subject"
	" WHERE z.deleted = 0 AND s.unit > 1 AND " SEAT_IS_SECOND("s", "z") " ORDER BY z.id";

static bool doubles_read(struct store *store, struct arena *arena, struct seat_double **doubles, size_t *count,
			 struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, doubles_all, err))
		return false;
	while (statement_row(&s)) {
		struct citizen named = { .given_names = statement_text(&s, 2, arena),
					 .surname = statement_text(&s, 3, arena) };

		*doubles = arena_grow(arena, *doubles, *count, sizeof(**doubles));
		(*doubles)[(*count)++] = (struct seat_double){ .citizen = statement_int(&s, 0),
							       .cpr = statement_text(&s, 1, arena),
							       .name = citizen_name(arena, &named) };
	}
	return statement_end(&s);
}

bool store_seat_doubles(struct store *store, struct arena *arena, struct seat_double **doubles, size_t *count,
			struct err *err)
{
	*doubles = NULL;
	*count = 0;
	if (!doubles_read(store, arena, doubles, count, err))
		return false;
	for (size_t i = 0; i < *count; i++)
		if (!store_seats_elsewhere(store, (*doubles)[i].citizen, arena, &(*doubles)[i].elsewhere, err))
			return false;
	return true;
}

/* ---- asking ----------------------------------------------------------------------------------- */

/* An answer may take some days; then one may ask again. */
#define ASK_AGAIN_DAYS 7

static bool is_asked(struct store *store, int64_t citizen, bool *asked, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "SELECT 1 FROM seat WHERE subject = ? AND asked_by = ? AND since > ? LIMIT 1", err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, store_author(store));
	statement_bind_date(&s, date_add_days(store_today(store), -ASK_AGAIN_DAYS));
	*asked = statement_row(&s);
	return statement_end(&s);
}

static bool ask(struct store *store, int64_t citizen, struct arena *arena, struct err *err)
{
	struct seat_list seats;
	int64_t unit;
	bool asked;

	if (!store_seats_elsewhere(store, citizen, arena, &seats, err) ||
	    !caseworker_unit(store, store_author(store), &unit, err) || !is_asked(store, citizen, &asked, err))
		return false;
	if (!seats.count)
		return err_set(err, ERR_REFUSED, "%s",
			       _("No other team has said that it has the citizen, so there is nobody to ask."));
	if (asked)
		return err_set(err, ERR_REFUSED, "%s",
			       _("You have asked for the citizen already. It stands on Today with those who have the "
				 "citizen."));
	return seat_insert(store, citizen, unit, 0, store_author(store), err);
}

bool store_seat_ask(struct store *store, int64_t citizen, struct err *err)
{
	struct arena arena;
	bool done;

	if (!store_begin(store, err))
		return false;
	arena_init(&arena);
	done = row_finish(store, ask(store, citizen, &arena, err), err);
	arena_done(&arena);
	return done;
}
