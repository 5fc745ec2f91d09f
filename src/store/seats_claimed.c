/* seats_claimed.c - what this terminal has to tell of who sits where: of the citizens it has registered or moved itself
 * since it sealed last. */
#include "seat_rows.h"

#include "rows.h"
#include "stream_rows.h"

#define UNIT_OF_NOBODY 0

/* A citizen, and the units that the changes here took the citizen out of. */
struct arrival {
	int64_t citizen;
	int64_t *units;
	size_t count;
};

struct arrivals {
	struct store *store;
	struct arena arena;
	struct arrival *rows; /* a citizen may be among them more than once */
	size_t count;
};

static struct arrival *arrival_add(struct arrivals *arrivals, int64_t citizen)
{
	arrivals->rows = arena_grow(&arrivals->arena, arrivals->rows, arrivals->count, sizeof(*arrivals->rows));
	arrivals->rows[arrivals->count] = (struct arrival){ .citizen = citizen };
	return &arrivals->rows[arrivals->count++];
}

static void unit_left(struct arrivals *arrivals, struct arrival *arrival, int64_t unit)
{
	arrival->units = arena_grow(&arrivals->arena, arrival->units, arrival->count, sizeof(*arrival->units));
	arrival->units[arrival->count++] = unit;
}

/* ---- who has come or gone --------------------------------------------------------------------- */

static bool coordinator_left(struct arrivals *arrivals, struct arrival *arrival, int64_t coordinator, struct err *err)
{
	int64_t unit;

	if (!caseworker_unit(arrivals->store, coordinator, &unit, err))
		return false;
	if (unit)
		unit_left(arrivals, arrival, unit);
	return true;
}

static bool change_look(void *context, const struct change *change, struct err *err)
{
	struct arrivals *arrivals = context;
	struct arrival *arrival = arrival_add(arrivals, change->row);
	int64_t *before;
	size_t count;

	if (change->column != CITIZEN_COORDINATOR)
		return true;
	if (!stream_coordinators_before(arrivals->store, change, &arrivals->arena, &before, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!coordinator_left(arrivals, arrival, before[i], err))
			return false;
	return true;
}

#define CITIZENS_CHANGED(which)                                                                             \
	"SELECT " OPS_COLUMNS " FROM oplog WHERE " which " AND +tbl = 2 AND col IN (0, 15, 22) AND" OPS_OF_ROWS \
	" ORDER BY seq"
static const char citizens_changed[] = CITIZENS_CHANGED("seq > ? AND tx NOT IN (SELECT tx FROM held)");
static const char citizens_again[] = CITIZENS_CHANGED("tx IN (SELECT tx FROM held WHERE state = 1)");

/* Whoever changes a caseworker's team moves the caseworker's citizens out of what was the team. */
static const char teams_changed[] =
	"SELECT z.id, u.number FROM (SELECT DISTINCT row FROM oplog WHERE seq > ? AND +tbl = 1 AND col = 3) c"
	" CROSS JOIN superseded p ON p.tbl = 1 AND p.row = c.row AND p.col = 3"
	" CROSS JOIN stream_unit u ON u.name = p.val CROSS JOIN citizen z ON z.coordinator = c.row WHERE z.deleted = 0";

/* Registered by this database before there was anybody to tell. */
static const char citizens_own[] =
	"SELECT z.id, 0 FROM citizen z CROSS JOIN cell k ON k.tbl = 2 AND k.row = z.id AND k.col = 0"
	" WHERE z.deleted = 0 AND (k.origin = ?1 OR k.origin IN (SELECT origin FROM origin_past))"
	" AND NOT EXISTS(SELECT 1 FROM seat s WHERE s.subject = z.id)";
_Static_assert(TABLE_CASEWORKER == 1 && TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15 && CASEWORKER_TEAM == 3,
	       "the numbers in the statements above");

static bool arrivals_read(struct arrivals *arrivals, const char *sql, int64_t number, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, arrivals->store, sql, err))
		return false;
	statement_bind_int(&s, number);
	while (statement_row(&s)) {
		struct arrival *arrival = arrival_add(arrivals, statement_int(&s, 0));

		if (statement_int(&s, 1))
			unit_left(arrivals, arrival, statement_int(&s, 1));
	}
	return statement_end(&s);
}

static bool arrivals_find(struct arrivals *arrivals, struct err *err)
{
	int64_t sealed, told, again;

	return self_number(arrivals->store, SELF_SEALED, &sealed, err) &&
	       self_number(arrivals->store, SELF_SEATS, &told, err) &&
	       database_number(arrivals->store, "SELECT EXISTS(SELECT 1 FROM held WHERE state = 1)", 0, 0, &again, err) &&
	       (!again || ops_each(arrivals->store, citizens_again, 0, 0, change_look, arrivals, err)) &&
	       ops_each(arrivals->store, citizens_changed, sealed, 0, change_look, arrivals, err) &&
	       arrivals_read(arrivals, teams_changed, sealed, err) &&
	       (told || (store_identity(arrivals->store, err) &&
			 arrivals_read(arrivals, citizens_own, arrivals->store->origin, err) &&
			 self_number_put(arrivals->store, SELF_SEATS, 1, err)));
}

/* ---- telling ---------------------------------------------------------------------------------- */

struct seat_held {
	int64_t id, unit;
};

static bool standing_read(struct store *store, int64_t citizen, struct arena *arena, struct seat_held **rows,
			  size_t *count, struct err *err)
{
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!statement_begin(&s, store, "SELECT s.id, s.unit FROM seat s WHERE s.subject = ? AND " SEAT_STANDS("s"), err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = (struct seat_held){ statement_int(&s, 0), statement_int(&s, 1) };
	}
	return statement_end(&s);
}

static bool is_left(const struct arrival *arrival, int64_t unit)
{
	for (size_t i = 0; i < arrival->count; i++)
		if (arrival->units[i] == unit)
			return true;
	return unit <= UNIT_OF_ALL;
}

/* One row for each seat that it takes the place of; of those whose place nobody's is taken, one. */
static bool seat_tell(struct store *store, const struct arrival *arrival, int64_t unit, struct arena *arena,
		      struct err *err)
{
	struct seat_held *standing;
	size_t count;
	bool is_told = unit <= UNIT_OF_ALL;

	if (!standing_read(store, arrival->citizen, arena, &standing, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		is_told = is_told || standing[i].unit == unit;
		if (standing[i].unit == unit || !is_left(arrival, standing[i].unit))
			continue;
		if (!seat_insert(store, arrival->citizen, unit, standing[i].id, 0, err))
			return false;
		is_told = true;
	}
	return is_told || seat_insert(store, arrival->citizen, unit, 0, 0, err);
}

static bool arrival_tell(struct arrivals *arrivals, struct arrival *arrival, struct err *err)
{
	struct store *store = arrivals->store;
	int64_t unit, here, deleted;

	if (!store_citizen_unit(store, arrival->citizen, &unit, err) ||
	    !database_number(store, "SELECT count(*) FROM citizen WHERE id = ?", arrival->citizen, 0, &here, err) ||
	    !database_number(store, "SELECT deleted FROM citizen WHERE id = ?", arrival->citizen, 0, &deleted, err))
		return false;
	if (!here || !unit)
		return true; /* the coordinator has not come: the change waits as well */
	if (deleted)
		unit_left(arrivals, arrival, unit);
	return seat_tell(store, arrival, deleted ? UNIT_OF_NOBODY : unit, &arrivals->arena, err);
}

static bool seats_tell(struct store *store, struct err *err)
{
	struct arrivals arrivals = { .store = store };
	int64_t units;
	bool done = true;

	if (!database_number(store, "SELECT count(*) FROM stream_unit WHERE number > 1", 0, 0, &units, err))
		return false;
	if (units < 2)
		return true;
	arena_init(&arrivals.arena);
	done = arrivals_find(&arrivals, err);
	for (size_t i = 0; done && i < arrivals.count; i++)
		done = arrival_tell(&arrivals, &arrivals.rows[i], err);
	arena_done(&arrivals.arena);
	return done;
}

bool store_seats_claim(struct store *store, struct err *err)
{
	return store_begin(store, err) &&
	       row_finish(store, citizens_returned_look(store, err) && seats_tell(store, err), err);
}

/* ---- given up --------------------------------------------------------------------------------- */

bool seats_give_up(struct store *store, int64_t citizen, struct err *err)
{
	struct arena arena;
	struct seat_held *standing;
	size_t count;
	int64_t unit, mine;
	bool done;

	arena_init(&arena);
	done = store_citizen_unit(store, citizen, &unit, err) &&
	       standing_read(store, citizen, &arena, &standing, &count, err);
	for (size_t i = 0; done && unit && i < count; i++) {
		done = database_number(store, "SELECT count(*) FROM stream_unit WHERE number = ? AND is_mine AND number <> ?",
				       standing[i].unit, unit, &mine, err) &&
		       (!mine || standing[i].unit <= UNIT_OF_ALL ||
			seat_insert(store, citizen, unit, standing[i].id, 0, err));
	}
	arena_done(&arena);
	return done;
}
