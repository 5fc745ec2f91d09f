/* stream_units.c - the units there are, and the unit that each citizen was seen in last. */
#include "stream_rows.h"

#include "citizen_closure.h"
#include "purge.h"
#include "rows.h"

/* ---- the keyring's units ---------------------------------------------------------------------- */

bool store_units(struct store *store, struct arena *arena, struct stream_unit **units, size_t *count,
		 struct err *err)
{
	struct statement s;

	*units = NULL;
	*count = 0;
	if (!statement_begin(&s, store, "SELECT number, name, is_mine FROM stream_unit ORDER BY number", err))
		return false;
	while (statement_row(&s)) {
		*units = arena_grow(arena, *units, *count, sizeof(**units));
		(*units)[(*count)++] = (struct stream_unit){ statement_int(&s, 0), statement_text(&s, 1, arena),
							     statement_int(&s, 2) != 0 };
	}
	return statement_end(&s);
}

static bool unit_put(struct store *store, const struct stream_unit *unit, bool *changed, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO stream_unit(number, name, is_mine) VALUES(?, ?, ?)"
			     " ON CONFLICT DO UPDATE SET (name, is_mine) = (excluded.name, excluded.is_mine)"
			     " WHERE (name, is_mine) IS NOT (excluded.name, excluded.is_mine)",
			     err))
		return false;
	statement_bind_int(&s, unit->number);
	statement_bind_text(&s, unit->name);
	statement_bind_int(&s, unit->is_mine);
	if (!statement_end(&s))
		return false;
	*changed = *changed || database_changes(store) > 0;
	return true;
}

static bool unit_remove(struct store *store, int64_t number, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "DELETE FROM stream_unit WHERE number = ?", err))
		return false;
	statement_bind_int(&s, number);
	return statement_end(&s);
}

static bool is_among(const struct stream_unit *units, size_t count, int64_t number)
{
	for (size_t i = 0; i < count; i++)
		if (units[i].number == number)
			return true;
	return false;
}

static bool others_remove(struct store *store, const struct stream_unit *units, size_t count, bool *changed,
			  struct err *err)
{
	struct arena arena;
	struct stream_unit *known;
	size_t known_count;
	bool done;

	arena_init(&arena);
	done = store_units(store, &arena, &known, &known_count, err);
	for (size_t i = 0; done && i < known_count; i++)
		if (!is_among(units, count, known[i].number)) {
			*changed = true;
			done = unit_remove(store, known[i].number, err);
		}
	arena_done(&arena);
	return done;
}

bool store_units_put(struct store *store, const struct stream_unit *units, size_t count, struct err *err)
{
	bool changed = false, done;

	if (!store_begin(store, err))
		return false;
	done = others_remove(store, units, count, &changed, err);
	for (size_t i = 0; done && i < count; i++)
		done = unit_put(store, &units[i], &changed, err);
	return row_finish(store, done && (!changed || citizen_places_look(store, err)), err);
}

/* ---- where citizens are ----------------------------------------------------------------------- */

static bool is_enrolled(struct store *store, bool *enrolled, struct err *err)
{
	int64_t units;

	if (!database_number(store, "SELECT count(*) FROM stream_unit", 0, 0, &units, err))
		return false;
	*enrolled = units > 0;
	return true;
}

static bool unit_is_mine(struct store *store, int64_t unit, bool *mine, struct err *err)
{
	int64_t number;

	if (!database_number(store, "SELECT ?1 = 1 OR EXISTS(SELECT 1 FROM stream_unit WHERE number = ?1 AND is_mine)",
			     unit, 0, &number, err))
		return false;
	*mine = number != 0;
	return true;
}

struct place {
	int64_t citizen, unit, moved;
	bool known;
};

static bool place_read(struct store *store, struct place *place, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "SELECT unit, moved FROM citizen_place WHERE citizen = ?", err))
		return false;
	statement_bind_int(&s, place->citizen);
	place->known = statement_row(&s);
	if (place->known) {
		place->unit = statement_int(&s, 0);
		place->moved = statement_int(&s, 1);
	}
	return statement_end(&s);
}

static bool place_put(struct store *store, const struct place *place, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "INSERT OR REPLACE INTO citizen_place(citizen, unit, moved) VALUES(?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, place->citizen);
	statement_bind_int(&s, place->unit);
	statement_bind_int(&s, place->moved);
	return statement_end(&s);
}

static bool citizen_moved(struct store *store, struct place *place, int64_t unit, struct err *err)
{
	bool was_mine, is_mine, written;

	if (!unit_is_mine(store, place->unit, &was_mine, err) || !unit_is_mine(store, unit, &is_mine, err) ||
	    !citizen_written_here(store, place->citizen, &written, err))
		return false;
	if (is_mine)
		place->moved = 0;
	else if (was_mine)
		place->moved = store_now_ms(store);
	place->unit = unit;
	return place_put(store, place, err) &&
		(!written || store_snapshot_mark(store, unit, place->citizen, err));
}

/* Registered here and given away before anybody else heard of it. */
static bool given_away(struct store *store, struct place *place, struct err *err)
{
	int64_t written;
	bool mine;

	if (!unit_is_mine(store, place->unit, &mine, err) ||
	    !database_number(store, "SELECT EXISTS(SELECT 1 FROM oplog WHERE tbl = 2 AND row = ? AND col = 15)",
			     place->citizen, 0, &written, err))
		return false;
	if (!mine && written)
		place->moved = store_now_ms(store);
	return true;
}
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in given_away");

static bool place_look(struct store *store, int64_t citizen, struct err *err)
{
	struct place place = { .citizen = citizen };
	int64_t unit;

	if (!store_citizen_unit(store, citizen, &unit, err) || !place_read(store, &place, err))
		return false;
	if (!unit)
		return true;
	if (place.known)
		return place.unit == unit || citizen_moved(store, &place, unit, err);
	place.unit = unit;
	return given_away(store, &place, err) && place_put(store, &place, err);
}

/* Whoever registers a citizen anew who was removed here has the citizen again. *known: here, or by a stub. */
static bool returned_look(struct store *store, int64_t citizen, bool *known, struct err *err)
{
	enum purge_kind kind;
	int64_t there;

	if (!purge_kind_of(store, citizen, &kind, err) ||
	    !database_number(store, "SELECT count(*) FROM citizen WHERE id = ?", citizen, 0, &there, err))
		return false;
	*known = there || kind == PURGE_MOVED;
	return !there || kind != PURGE_MOVED || purge_revive(store, citizen, err);
}

/* Late work that came before it was known where its citizen is. */
static const char undecided[] = "SELECT citizen FROM snapshot_due WHERE unit = 0";
static const char is_undecided[] = "SELECT count(*) FROM snapshot_due WHERE unit = 0 AND citizen = ?";

static bool undecided_look(struct store *store, int64_t citizen, struct err *err)
{
	const struct snapshot_due due = { .unit = 0, .citizen = citizen };
	int64_t unit;
	bool mine;

	if (!store_citizen_unit(store, citizen, &unit, err))
		return false;
	if (!unit)
		return true;
	return unit_is_mine(store, unit, &mine, err) && store_snapshot_done(store, &due, err) &&
	       (mine || store_snapshot_mark(store, unit, citizen, err));
}

bool citizen_place_look(struct store *store, int64_t citizen, struct err *err)
{
	bool enrolled, known;
	int64_t late;

	if (!is_enrolled(store, &enrolled, err))
		return false;
	return !enrolled || (returned_look(store, citizen, &known, err) &&
			     (!known || place_look(store, citizen, err)) &&
			     database_number(store, is_undecided, citizen, 0, &late, err) &&
			     (!late || undecided_look(store, citizen, err)));
}

/* Those who are elsewhere than they were, or were not seen before. */
static const char elsewhere[] =
	"SELECT c.id FROM citizen c LEFT JOIN citizen_place p ON p.citizen = c.id WHERE p.unit IS NOT"
	" ifnull((SELECT min(u.number) FROM caseworker k JOIN stream_unit u ON u.name = k.team"
	"  WHERE k.id = c.coordinator), 1)";

bool citizens_each(struct store *store, const char *sql, int64_t first, int64_t second,
		   bool (*look)(struct store *store, int64_t citizen, struct err *err), struct err *err)
{
	struct arena arena;
	int64_t *citizens;
	size_t count;
	bool done;

	arena_init(&arena);
	done = database_numbers(store, sql, first, second, &arena, &citizens, &count, err);
	for (size_t i = 0; done && i < count; i++)
		done = look(store, citizens[i], err);
	arena_done(&arena);
	return done;
}

bool citizen_places_look(struct store *store, struct err *err)
{
	bool enrolled;

	if (!is_enrolled(store, &enrolled, err))
		return false;
	return !enrolled || (citizens_each(store, elsewhere, 0, 0, place_look, err) &&
			     citizens_each(store, undecided, 0, 0, undecided_look, err));
}

static const char returned[] = "SELECT p.citizen FROM purged p CROSS JOIN citizen c ON c.id = p.citizen WHERE p.kind = ?";

bool citizens_returned_look(struct store *store, struct err *err)
{
	return citizens_each(store, returned, PURGE_MOVED, 0, citizen_place_look, err);
}
