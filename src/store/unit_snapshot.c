/* unit_snapshot.c - the whole state of a unit, table after table, in parts.
 *
 * It is what a terminal that takes in all of the unit's streams comes to hold, so whose a row is, is asked as when it is
 * sealed. A row whose citizen, or whose parent, has not come yet can be of any unit that is read here: it is told when
 * there is but the one beside unit 1, and nothing is told when there are more. Nobody takes it for lost that way. */
#include "snapshot.h"

#include "contact_rows.h"
#include "merge.h"
#include "purge.h"
#include "table_sql.h"

enum whose { ANOTHERS, THE_UNITS, STRAY };

struct walk {
	struct unit_part *part;
	struct snapshot snapshot;
	bool (*each)(void *context, const struct change *change, struct err *err);
	void *context;
	struct belongs belongs;
	bool takes_strays;
	struct {
		int64_t citizen;
		enum whose whose;
	} latest; /* looked at */
};

/* ---- whose a row is ---------------------------------------------------------------------------- */

static const char offered_to[] =
	"SELECT EXISTS(SELECT 1 FROM handover h JOIN citizen z ON z.id = h.citizen"
	" JOIN caseworker k ON k.id = h.to_caseworker LEFT JOIN stream_unit u ON u.name = k.team"
	" WHERE h.citizen = ?1 AND h.offer AND ifnull(u.number, 1) = ?2 AND " HANDOVER_STATE " = 0)";

static bool citizen_look(struct walk *walk, int64_t citizen, enum whose *whose, struct err *err)
{
	struct store *store = walk->snapshot.store;
	enum purge_kind kind;
	int64_t unit, offered = 0;

	if (!purge_kind_of(store, citizen, &kind, err) || !belongs_unit(&walk->belongs, citizen, &unit, err))
		return false;
	if (unit && unit != walk->part->unit &&
	    !database_number(store, offered_to, citizen, walk->part->unit, &offered, err))
		return false;
	*whose = !unit ? STRAY : unit == walk->part->unit || offered ? THE_UNITS : ANOTHERS;
	if (kind == PURGE_FOR_GOOD)
		*whose = ANOTHERS;
	return true;
}

static bool citizen_whose(struct walk *walk, int64_t citizen, enum whose *whose, struct err *err)
{
	if (walk->latest.citizen != citizen) {
		if (!citizen_look(walk, citizen, &walk->latest.whose, err))
			return false;
		walk->latest.citizen = citizen;
	}
	*whose = walk->latest.whose;
	return true;
}

/* Up from parent to parent: to one that is not here, or to one that hangs on nobody. */
static bool parent_missing(struct store *store, const struct synced_table *table, int64_t row, bool *missing,
			   struct err *err)
{
	struct statement s;
	int64_t owner = row;
	bool found = true;

	while (found && owner && table && table_sql(store, table)->owner) {
		const struct table_sql *sql = table_sql(store, table);

		if (!statement_begin(&s, store, sql->owner_of, err))
			return false;
		statement_bind_int(&s, owner);
		found = statement_row(&s);
		owner = found ? statement_int(&s, 0) : owner;
		if (!statement_end(&s))
			return false;
		table = synced_table(sql->owner->refers);
	}
	*missing = !found;
	return true;
}

static enum whose everybodys(const struct walk *walk)
{
	return walk->part->unit == UNIT_OF_ALL ? THE_UNITS : ANOTHERS;
}

static bool row_whose(struct walk *walk, const struct owned_row *row, enum whose *whose, struct err *err)
{
	int64_t citizen;
	bool missing;

	*whose = everybodys(walk);
	if (!belongs_row(&walk->belongs, row->table, row->row, &citizen, err))
		return false;
	if (citizen)
		return citizen_whose(walk, citizen, whose, err);
	if (!parent_missing(walk->snapshot.store, row->table, row->row, &missing, err))
		return false;
	if (missing)
		*whose = STRAY;
	return true;
}

/* Of a row that is not here, which a change waits for. */
static bool waiting_whose(struct walk *walk, const struct change *change, enum whose *whose, struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	int64_t citizen;

	*whose = table && !table_has_citizens(table) ? everybodys(walk) : STRAY;
	if (!belongs_change(&walk->belongs, change, &citizen, err))
		return false;
	return !citizen || citizen_whose(walk, citizen, whose, err);
}

/* *told: it goes into the snapshot. A stray that must not ends the walk. */
static bool decide(struct walk *walk, enum whose whose)
{
	if (whose == STRAY && !walk->takes_strays)
		walk->part->has_strays = true;
	return whose == THE_UNITS || (whose == STRAY && walk->takes_strays);
}

/* ---- those who have left ----------------------------------------------------------------------- */

#define UNIT_OF(caseworker) \
	"ifnull((SELECT min(u.number) FROM caseworker k JOIN stream_unit u ON u.name = k.team WHERE k.id = " caseworker "), 1)"
static const char was_here[] =
	"SELECT EXISTS(SELECT 1 FROM superseded s WHERE s.tbl = 2 AND s.row = ?1 AND s.col = 15 AND " UNIT_OF("s.val")
	" = ?2) OR EXISTS(SELECT 1 FROM handover h WHERE h.citizen = ?1 AND " UNIT_OF("h.from_caseworker") " = ?2)";
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in was_here and left_before");

static bool coordinator_tell(void *context, const struct change *change, struct err *err)
{
	const struct walk *walk = context;

	return change->column != CITIZEN_COORDINATOR || walk->each(walk->context, change, err);
}

/* The coordinator's cell goes alone (moved_notice.h). */
static bool left_tell(struct walk *walk, const struct owned_row *row, struct err *err)
{
	struct snapshot *snapshot = &walk->snapshot;
	int64_t was;
	bool done;

	if (row->table->id != TABLE_CITIZEN || !snapshot->each)
		return true;
	if (!database_number(snapshot->store, was_here, row->row, walk->part->unit, &was, err))
		return false;
	if (!was)
		return true;
	snapshot->each = coordinator_tell;
	snapshot->context = walk;
	done = snapshot_row(snapshot, row, err);
	snapshot->each = walk->each;
	snapshot->context = walk->context;
	return done;
}

/* Those who have been removed here meanwhile. */
static const char left_before[] =
	"SELECT " PARKED_COLUMNS " FROM forward f WHERE f.tbl = 2 AND f.col = 15"
	" AND EXISTS(SELECT 1 FROM purged p WHERE p.citizen = f.row AND p.kind = ?)";

/* ---- the walk ---------------------------------------------------------------------------------- */

static bool row_tell(struct walk *walk, const struct owned_row *row, struct err *err)
{
	enum whose whose;

	if (!row_whose(walk, row, &whose, err))
		return false;
	walk->snapshot.tx = row->row;
	if (whose == ANOTHERS)
		return left_tell(walk, row, err);
	return !decide(walk, whose) || !walk->snapshot.each || snapshot_row(&walk->snapshot, row, err);
}

static bool table_tell(struct walk *walk, bool (*is_full)(void *context), struct err *err)
{
	struct unit_part *part = walk->part;
	const struct synced_table *table = &synced_tables[part->table];
	struct statement s;
	bool done = true, full = false;

	if (!statement_begin(&s, walk->snapshot.store, table_sql(walk->snapshot.store, table)->ids_after, err))
		return false;
	statement_bind_int(&s, part->row);
	while (done && !full && !part->has_strays && statement_row(&s)) {
		struct owned_row row = { table, statement_int(&s, 0) };

		done = row_tell(walk, &row, err);
		part->row = row.row;
		full = is_full(walk->context);
	}
	if (!statement_end(&s) || !done)
		return false;
	if (!full && !part->has_strays) {
		part->table++;
		part->row = INT64_MIN;
	}
	return true;
}

static bool waiting_read(struct walk *walk, struct arena *arena, struct change **changes, size_t *count,
			 struct err *err)
{
	struct statement s;

	*changes = NULL;
	*count = 0;
	if (!statement_begin(&s, walk->snapshot.store, "SELECT " PARKED_COLUMNS " FROM parked", err))
		return false;
	while (statement_row(&s)) {
		*changes = arena_grow(arena, *changes, *count, sizeof(**changes));
		(*changes)[(*count)++] = parked_read(&s, arena);
	}
	return statement_end(&s);
}

static bool row_is_here(struct walk *walk, const struct change *change, bool *here, struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	struct statement s;

	*here = false;
	if (!table)
		return true;
	if (!statement_begin(&s, walk->snapshot.store, table_sql(walk->snapshot.store, table)->exists, err))
		return false;
	statement_bind_int(&s, change->row);
	*here = statement_row(&s);
	return statement_end(&s);
}

static bool waiting_one(struct walk *walk, const struct change *change, struct err *err)
{
	enum whose whose;
	bool here;

	if (!row_is_here(walk, change, &here, err) || (!here && !waiting_whose(walk, change, &whose, err)))
		return false;
	walk->snapshot.tx = change->row;
	return here || !decide(walk, whose) || !walk->snapshot.each || snapshot_give(&walk->snapshot, *change, err);
}

/* What waits for a row that is here has gone with the row. There is little of the rest: it is read at once. */
static bool waiting_tell(struct walk *walk, struct err *err)
{
	struct arena arena;
	struct change *changes;
	size_t count;
	bool done;

	arena_init(&arena);
	done = waiting_read(walk, &arena, &changes, &count, err);
	for (size_t i = 0; done && i < count; i++)
		done = waiting_one(walk, &changes[i], err);
	arena_done(&arena);
	done = done && (walk->part->has_strays || !walk->each ||
			snapshot_waiting(&walk->snapshot, left_before, PURGE_MOVED, 0, err));
	walk->part->is_done = done && !walk->part->has_strays;
	return done;
}

/* No other unit than this, and unit 1 when this is another, is read here. What is held back here must not go. */
static bool strays_look(struct walk *walk, struct err *err)
{
	int64_t others, held;

	if (!database_number(walk->snapshot.store, "SELECT EXISTS(SELECT 1 FROM held)", 0, 0, &held, err))
		return false;
	walk->part->has_strays = held != 0;
	if (!database_number(walk->snapshot.store,
			     "SELECT count(*) FROM stream_unit WHERE is_mine AND number NOT IN (1, ?)",
			     walk->part->unit, 0, &others, err))
		return false;
	walk->takes_strays = !others;
	return true;
}

static bool part_tell(struct walk *walk, bool (*is_full)(void *context), struct err *err)
{
	struct unit_part *part = walk->part;
	bool done = strays_look(walk, err);

	if (!part->table && !part->row)
		part->row = INT64_MIN;
	while (done && !part->has_strays && part->table < synced_table_count && !is_full(walk->context))
		done = table_tell(walk, is_full, err);
	if (done && !part->has_strays && part->table == synced_table_count && !is_full(walk->context))
		done = waiting_tell(walk, err);
	return done;
}

bool store_unit_part_each(struct store *store, struct unit_part *part,
			  bool (*each)(void *context, const struct change *change, struct err *err),
			  bool (*is_full)(void *context), void *context, struct err *err)
{
	struct walk walk = { .part = part,
			     .each = each,
			     .context = context,
			     .snapshot = { .store = store, .each = each, .context = context } };
	bool done;

	if (!store_identity(store, err))
		return false;
	arena_init(&walk.snapshot.arena);
	belongs_init(&walk.belongs, store);
	done = part_tell(&walk, is_full, err);
	belongs_done(&walk.belongs);
	arena_done(&walk.snapshot.arena);
	return done;
}
