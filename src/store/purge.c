#include "purge.h"

#include "citizen_closure.h"
#include "contact_rows.h"
#include "held_rows.h"
#include "merge.h"
#include "rows.h"
#include "seat_rows.h"
#include "stream_rows.h"
#include "tables.h"

#define SEAT_SUBJECT 1 /* column */

/* A statement with up to three numbers. */
static bool run(struct store *store, const char *sql, int64_t first, int64_t second, int64_t third,
		struct err *err)
{
	const int64_t numbers[] = { first, second, third };
	struct statement s;

	if (!statement_begin(&s, store, sql, err))
		return false;
	for (int i = 0; i < sqlite3_bind_parameter_count(s.handle); i++)
		statement_bind_int(&s, numbers[i]);
	return statement_end(&s);
}

bool purge_kind_of(struct store *store, int64_t citizen, enum purge_kind *kind, struct err *err)
{
	int64_t number;

	if (!database_number(store, "SELECT kind FROM purged WHERE citizen = ?", citizen, 0, &number, err))
		return false;
	*kind = (enum purge_kind)number;
	return true;
}

/* ---- removing rows ---------------------------------------------------------------------------- */

/* What two terminals said otherwise of a fact stands there in words. */
static bool row_untell(struct store *store, const struct owned_row *row, struct arena *arena, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "DELETE FROM anomaly WHERE kind IN ('twin', 'equivocation') AND instr(detail, ?) = 1", err))
		return false;
	statement_bind_text(&s, arena_printf(arena, "%s %lld\n", row->table->name, (long long)row->row));
	return statement_end(&s);
}

static bool row_remove(struct store *store, const struct owned_row *row, struct arena *arena, struct err *err)
{
	static const char *const beside[] = {
		"DELETE FROM cell WHERE tbl = ? AND row = ?",
		"DELETE FROM sibling WHERE tbl = ? AND row = ?",
		"DELETE FROM superseded WHERE tbl = ? AND row = ?",
		"DELETE FROM parked WHERE tbl = ? AND row = ?",
	};

	for (size_t i = 0; i < LENGTH(beside); i++)
		if (!run(store, beside[i], row->table->id, row->row, 0, err))
			return false;
	return row_untell(store, row, arena, err) &&
	       run(store, arena_printf(arena, "DELETE FROM %s WHERE id = ?", row->table->name), row->row, 0, 0, err);
}

/* The newest op always stays (capture.h), but says nothing any more. */
static bool log_remove(struct store *store, const struct owned_row *row, struct err *err)
{
	int64_t newest, pruned;

	return database_number(store, "SELECT max(seq) FROM oplog WHERE tbl = ? AND row = ?", row->table->id,
			       row->row, &newest, err) &&
	       self_number(store, SELF_PRUNED, &pruned, err) &&
	       run(store,
		   "DELETE FROM oplog WHERE tbl = ? AND row = ? AND seq < (SELECT max(seq) FROM oplog)",
		   row->table->id, row->row, 0, err) &&
	       run(store, "UPDATE oplog SET val = NULL, prev = NULL WHERE tbl = ? AND row = ?", row->table->id,
		   row->row, 0, err) &&
	       (newest <= pruned || self_number_put(store, SELF_PRUNED, newest, err));
}

static bool row_forget(struct store *store, int64_t citizen, const struct owned_row *row, struct arena *arena,
		       struct err *err)
{
	return run(store, "INSERT OR IGNORE INTO purged_row(tbl, row, citizen) VALUES(?, ?, ?)", row->table->id,
		   row->row, citizen, err) &&
	       row_remove(store, row, arena, err) && log_remove(store, row, err);
}

static bool rows_forget(struct store *store, int64_t citizen, const struct owned_rows *rows, struct err *err)
{
	struct arena arena;
	bool done = true;

	arena_init(&arena);
	store->purging = true;
	for (size_t i = 0; done && i < rows->count; i++)
		done = row_forget(store, citizen, &rows->rows[i], &arena, err);
	store->purging = false;
	arena_done(&arena);
	return done;
}

/* Half-typed texts, by the citizen and by the conversation. */
static bool drafts_remove(struct store *store, int64_t citizen, struct err *err)
{
	static const char *const local[] = {
		"DELETE FROM draft WHERE citizen = ?1 OR ref IN (SELECT row FROM purged_row WHERE citizen = ?1)",
		"DELETE FROM correction WHERE conversation IN (SELECT row FROM purged_row WHERE citizen = ?1)",
		"DELETE FROM correction_answer WHERE conversation IN (SELECT row FROM purged_row WHERE citizen = ?1)",
		"DELETE FROM held WHERE kept IS NULL AND NOT EXISTS(SELECT 1 FROM oplog o WHERE o.tx = held.tx)",
	};

	for (size_t i = 0; i < LENGTH(local); i++)
		if (!run(store, local[i], citizen, 0, 0, err))
			return false;
	return true;
}

static bool citizen_forget(struct store *store, int64_t citizen, struct err *err)
{
	struct arena arena;
	struct owned_rows rows = { .arena = &arena };
	bool done;

	arena_init(&arena);
	done = citizen_rows(store, citizen, &rows, err) && rows_forget(store, citizen, &rows, err) &&
	       drafts_remove(store, citizen, err);
	arena_done(&arena);
	return done;
}

/* ---- what comes late -------------------------------------------------------------------------- */

static bool forward_put(struct store *store, int64_t citizen, const struct change *change, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT OR IGNORE INTO forward(" PARKED_COLUMNS ", citizen)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	parked_bind(&s, change);
	statement_bind_int(&s, citizen);
	return statement_end(&s);
}

static bool is_coordinator(const struct change *change)
{
	return change->table == TABLE_CITIZEN && change->column == CITIZEN_COORDINATOR;
}

/* Who has the citizen now, as far as is heard here. */
static bool stub_follow(struct store *store, int64_t citizen, const struct change *change, struct err *err)
{
	struct packed in = change->value;
	struct packed_value value;

	if (!is_coordinator(change) || !unpack_value(&in, &value))
		return true;
	return run(store, "UPDATE purged SET coordinator = ?2, hlc = ?3 WHERE citizen = ?1 AND hlc < ?3", citizen,
		   value.integer, change->hlc, err);
}

/* What came before the row that it is about, and was parked for it. */
static bool parked_lay_aside(struct store *store, int64_t citizen, struct err *err)
{
	static const char *const steps[] = {
		"INSERT OR IGNORE INTO forward(" PARKED_COLUMNS ", citizen) SELECT " PARKED_COLUMNS ", ?1 FROM parked"
		" WHERE (tbl, row) IN (SELECT tbl, row FROM purged_row WHERE citizen = ?1)",
		"DELETE FROM parked WHERE (tbl, row) IN (SELECT tbl, row FROM purged_row WHERE citizen = ?1)",
	};

	for (size_t i = 0; i < LENGTH(steps); i++)
		if (!run(store, steps[i], citizen, 0, 0, err))
			return false;
	return true;
}

bool purge_lay_aside(struct store *store, int64_t citizen, const struct change *change, bool *is_news,
		     struct err *err)
{
	if (!forward_put(store, citizen, change, err))
		return false;
	*is_news = database_changes(store) > 0;
	return run(store, "INSERT OR IGNORE INTO purged_row(tbl, row, citizen) VALUES(?, ?, ?)", change->table,
		   change->row, citizen, err) &&
	       (change->column > CHANGE_CREATION || parked_lay_aside(store, citizen, err)) &&
	       stub_follow(store, citizen, change, err);
}

/* With what came before its parent did. */
static bool change_drop(struct store *store, int64_t citizen, const struct change *change, struct err *err)
{
	struct arena arena;
	struct owned_rows rows = { .arena = &arena };
	int64_t dropped;
	bool done;

	arena_init(&arena);
	done = rows_hanging(store, synced_table(change->table), change->row, &rows, err) &&
	       rows_forget(store, citizen, &rows, err);
	arena_done(&arena);
	return done && self_number(store, SELF_DROPPED, &dropped, err) &&
	       self_number_put(store, SELF_DROPPED, dropped + 1, err);
}

/* A seat (seats.h) hangs on nobody's row, and still tells where somebody was. */
static int64_t seat_subject(const struct change *change)
{
	return change->table == TABLE_SEAT && change->column == CHANGE_FACT
		       ? change_says(change, synced_column(synced_table(TABLE_SEAT), SEAT_SUBJECT))
		       : 0;
}

static bool seat_meet(struct store *store, const struct change *change, bool *met, struct err *err)
{
	int64_t subject = seat_subject(change);
	enum purge_kind kind;

	if (!subject)
		return true;
	if (!purge_kind_of(store, subject, &kind, err))
		return false;
	*met = kind == PURGE_FOR_GOOD;
	return !*met || change_drop(store, subject, change, err);
}

bool purge_meet(struct belongs *belongs, const struct change *change, bool is_state, bool *met, bool *is_news,
		struct err *err)
{
	struct store *store = belongs->store;
	enum purge_kind kind;
	int64_t citizen;

	*met = false;
	if (!belongs_change(belongs, change, &citizen, err))
		return false;
	if (!citizen)
		return seat_meet(store, change, met, err);
	if (!purge_kind_of(store, citizen, &kind, err))
		return false;
	if (kind == PURGE_MOVED && is_state)
		return purge_revive(store, citizen, err);
	*met = kind != PURGE_NONE;
	if (kind == PURGE_FOR_GOOD)
		return change_drop(store, citizen, change, err);
	return kind == PURGE_NONE || purge_lay_aside(store, citizen, change, is_news, err);
}

/* purged_row stays: a snapshot that is older than the move brings some of the rows only, and the citizen goes again. */
bool purge_revive(struct store *store, int64_t citizen, struct err *err)
{
	static const char *const steps[] = {
		"INSERT OR IGNORE INTO parked(" PARKED_COLUMNS ") SELECT " PARKED_COLUMNS
		" FROM forward WHERE citizen = ?",
		"DELETE FROM forward WHERE citizen = ?",
		"DELETE FROM purged WHERE citizen = ?",
	};

	for (size_t i = 0; i < LENGTH(steps); i++)
		if (!run(store, steps[i], citizen, 0, 0, err))
			return false;
	return true;
}

/* ---- moved ------------------------------------------------------------------------------------ */

static const char stub_insert[] =
	"INSERT OR REPLACE INTO purged(citizen, kind, coordinator, hlc, at, giver)"
	" SELECT ?1, ?2, ifnull((SELECT coordinator FROM citizen WHERE id = ?1), 0),"
	" ifnull((SELECT hlc FROM cell WHERE tbl = 2 AND row = ?1 AND col IN (0, 15) ORDER BY col DESC LIMIT 1), 0), ?3,"
	" ifnull((SELECT from_caseworker FROM handover h WHERE h.citizen = ?1 ORDER BY h.at DESC, h.id DESC LIMIT 1), 0)";
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in stub_insert");

struct keeping {
	struct store *store;
	int64_t citizen;
};

static bool coordinator_keep(void *context, const struct change *change, struct err *err)
{
	const struct keeping *keeping = context;

	return !is_coordinator(change) || forward_put(keeping->store, keeping->citizen, change, err);
}

static bool moved_remove(struct store *store, int64_t citizen, struct err *err)
{
	struct keeping keeping = { store, citizen };

	return seats_give_up(store, citizen, err) &&
	       run(store, stub_insert, citizen, PURGE_MOVED, store_now_ms(store), err) &&
	       store_snapshot_each(store, citizen, coordinator_keep, &keeping, err) &&
	       parked_lay_aside(store, citizen, err) && citizen_forget(store, citizen, err);
}

static bool row_is_received(struct store *store, const struct owned_row *row, int64_t acked, bool *received,
			    struct err *err)
{
	int64_t newest, held;

	if (!database_number(store, "SELECT max(seq) FROM oplog WHERE tbl = ? AND row = ?", row->table->id, row->row,
			     &newest, err) ||
	    !database_number(store,
			     "SELECT EXISTS(SELECT 1 FROM held) AND EXISTS(SELECT 1 FROM oplog WHERE tbl = ?"
			     " AND row = ? AND tx IN (SELECT tx FROM held))",
			     row->table->id, row->row, &held, err))
		return false;
	*received = newest <= acked && !held;
	return true;
}

static bool all_is_received(struct store *store, int64_t citizen, bool *received, struct err *err)
{
	struct arena arena;
	struct owned_rows rows = { .arena = &arena };
	int64_t acked;
	bool done;

	*received = true;
	arena_init(&arena);
	done = stream_acked(store, &acked, err) && citizen_rows(store, citizen, &rows, err);
	for (size_t i = 0; done && *received && i < rows.count; i++)
		done = row_is_received(store, &rows.rows[i], acked, received, err);
	arena_done(&arena);
	return done;
}

/* Moved away, or read here because of an offer, and not offered here any more; nothing of them is due or on its way to
 * the unit that has them, and nobody has half a text about them. */
static const char may_go[] =
	"SELECT p.citizen FROM citizen_place p WHERE (p.moved > 0"
	"  OR EXISTS(SELECT 1 FROM stream_unit u WHERE u.number = p.unit AND NOT u.is_mine))"
	" AND NOT EXISTS(SELECT 1 FROM handover h JOIN citizen z ON z.id = h.citizen"
	"  JOIN caseworker k ON k.id = h.to_caseworker LEFT JOIN stream_unit u ON u.name = k.team"
	"  WHERE h.citizen = p.citizen AND h.offer AND ifnull(u.is_mine, 1) AND " HANDOVER_STATE " = 0)"
	" AND NOT EXISTS(SELECT 1 FROM snapshot_due d WHERE d.citizen = p.citizen)"
	" AND NOT EXISTS(SELECT 1 FROM stream_out o WHERE o.unit = p.unit AND o.state < 2)"
	" AND (EXISTS(SELECT 1 FROM citizen c WHERE c.id = p.citizen)"
	"  OR EXISTS(SELECT 1 FROM journal_note n WHERE n.citizen = p.citizen)"
	"  OR EXISTS(SELECT 1 FROM forward f WHERE f.citizen = p.citizen AND NOT (f.tbl = 2 AND f.col = 15)))"
	" AND NOT EXISTS(SELECT 1 FROM draft d WHERE d.citizen = p.citizen)"
	" AND NOT EXISTS(SELECT 1 FROM correction x JOIN conversation t ON t.id = x.conversation"
	"  WHERE t.citizen = p.citizen)";

/* What was laid aside has been received where it went. */
static bool laid_aside_remove(struct store *store, int64_t citizen, struct err *err)
{
	return run(store, "DELETE FROM forward WHERE citizen = ? AND NOT (tbl = 2 AND col = 15)", citizen, 0, 0,
		   err) &&
	       citizen_forget(store, citizen, err);
}

static bool moved_look(struct store *store, int64_t citizen, int64_t *count, struct err *err)
{
	enum purge_kind kind;
	bool received;

	if (!purge_kind_of(store, citizen, &kind, err))
		return false;
	if (kind == PURGE_MOVED)
		return laid_aside_remove(store, citizen, err);
	if (!all_is_received(store, citizen, &received, err))
		return false;
	*count += received;
	return !received || moved_remove(store, citizen, err);
}

bool store_moved_purge(struct store *store, int64_t *count, struct err *err)
{
	struct arena arena;
	int64_t *citizens;
	size_t found;
	bool done;

	*count = 0;
	if (!store_begin(store, err))
		return false;
	arena_init(&arena);
	done = database_numbers(store, may_go, 0, 0, &arena, &citizens, &found, err);
	for (size_t i = 0; done && i < found; i++)
		done = moved_look(store, citizens[i], count, err);
	arena_done(&arena);
	return row_finish(store, done, err);
}

/* ---- for good --------------------------------------------------------------------------------- */

/* The search keeps the words of who has left until its parts are joined. */
static const char words_swept[] = "INSERT INTO citizen_fts(citizen_fts) VALUES('optimize')";

static bool seats_forget(struct store *store, int64_t citizen, struct err *err)
{
	struct arena arena;
	struct owned_rows rows = { .arena = &arena };
	int64_t *seats;
	size_t count;
	bool done;

	arena_init(&arena);
	done = database_numbers(store, "SELECT id FROM seat WHERE subject = ?", citizen, 0, &arena, &seats, &count, err);
	for (size_t i = 0; done && i < count; i++)
		done = rows_hanging(store, synced_table(TABLE_SEAT), seats[i], &rows, err);
	done = done && rows_forget(store, citizen, &rows, err);
	arena_done(&arena);
	return done;
}

static bool retention_remove(struct store *store, int64_t citizen, struct err *err)
{
	return run(store, stub_insert, citizen, PURGE_FOR_GOOD, store_now_ms(store), err) &&
	       citizen_forget(store, citizen, err) && seats_forget(store, citizen, err) &&
	       run(store, "DELETE FROM forward WHERE citizen = ?", citizen, 0, 0, err) &&
	       run(store, "DELETE FROM snapshot_due WHERE citizen = ?", citizen, 0, 0, err) &&
	       run(store, "DELETE FROM citizen_place WHERE citizen = ?", citizen, 0, 0, err) &&
	       run(store, "UPDATE purged SET coordinator = 0, giver = 0 WHERE citizen = ?", citizen, 0, 0, err) &&
	       database_run(store, words_swept, err);
}

bool store_retention_purge(struct store *store, int64_t citizen, struct err *err)
{
	return store_begin(store, err) && row_finish(store, retention_remove(store, citizen, err), err);
}

bool store_removal_rows(struct store *store, int64_t citizen, struct arena *arena, struct purge_order *order,
			struct err *err)
{
	struct owned_rows rows = { .arena = arena };
	struct str packed;

	if (!citizen_rows(store, citizen, &rows, err))
		return false;
	str_init(&packed);
	for (size_t i = 0; i < rows.count; i++) {
		pack_number(&packed, (uint64_t)rows.rows[i].table->id);
		pack_signed(&packed, rows.rows[i].row - (i ? rows.rows[i - 1].row : 0));
	}
	order->removed = arena_memdup(arena, packed.text, packed.length);
	order->removed_size = packed.length;
	str_done(&packed);
	return true;
}

/* Bytes that say nothing more end it. */
static bool removal_rows_hear(struct store *store, const struct purge_order *order, struct err *err)
{
	struct packed in = { order->removed, order->removed ? order->removed + order->removed_size : NULL };
	int64_t row = 0, step;
	uint64_t table;

	while (in.at < in.end && unpack_number(&in, &table) && unpack_signed(&in, &step)) {
		row = (int64_t)((uint64_t)row + (uint64_t)step);
		if (!run(store, "INSERT OR IGNORE INTO purged_row(tbl, row, citizen) VALUES(?, ?, ?)", (int64_t)table, row,
			 order->citizen, err))
			return false;
	}
	return true;
}

static bool order_done(struct store *store, const struct purge_order *order, int64_t *kept, struct err *err)
{
	return held_keep(store, order->citizen, kept, err) && removal_rows_hear(store, order, err) &&
	       retention_remove(store, order->citizen, err);
}

bool store_purge_order_do(struct store *store, const struct purge_order *order, int64_t *kept, struct err *err)
{
	return store_begin(store, err) && row_finish(store, order_done(store, order, kept, err), err);
}

bool store_log_empty(struct store *store, struct err *err)
{
	return database_run(store, "PRAGMA wal_checkpoint(TRUNCATE)", err);
}

/* ---- the stub --------------------------------------------------------------------------------- */

bool store_stub(struct store *store, int64_t citizen, struct stub *stub, struct err *err)
{
	struct statement s;

	*stub = (struct stub){ .citizen = citizen };
	if (!statement_begin(&s, store, "SELECT kind, coordinator, at FROM purged WHERE citizen = ?", err))
		return false;
	statement_bind_int(&s, citizen);
	if (statement_row(&s)) {
		stub->has_moved = statement_int(&s, 0) == PURGE_MOVED;
		stub->is_removed = !stub->has_moved;
		stub->coordinator = statement_int(&s, 1);
		stub->at = statement_int(&s, 2);
	}
	return statement_end(&s);
}
