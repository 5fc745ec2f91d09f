/* stream_out.c - what goes out: changes with the units they go to, and the bundles they were sealed in. */
#include "stream_rows.h"

#include <string.h>

#include "pack.h"
#include "rows.h"
#include "vector.h"

/* ---- how far it has come ---------------------------------------------------------------------- */

static const char before_open[] =
	"SELECT ifnull((SELECT min(first) - 1 FROM stream_out WHERE state < ?1 AND state < 2 AND first > 0),"
	" ifnull((SELECT v FROM sync_self WHERE k = 'sealed'), 0))";

bool stream_published(struct store *store, int64_t *seq, struct err *err)
{
	return database_number(store, before_open, STREAM_PUBLISHED, 0, seq, err);
}

bool stream_acked(struct store *store, int64_t *seq, struct err *err)
{
	return database_number(store, before_open, STREAM_ACKED, 0, seq, err);
}

bool stream_signed_for(struct store *store, int64_t *seq, struct err *err)
{
	return database_number(store,
			       "SELECT ifnull((SELECT min(first) - 1 FROM stream_out o WHERE state < 2 AND first > 0"
			       " AND NOT EXISTS(SELECT 1 FROM receipt r WHERE r.unit = o.unit AND r.bseq >= o.bseq)),"
			       " ifnull((SELECT v FROM sync_self WHERE k = 'sealed'), 0))",
			       0, 0, seq, err);
}

/* ---- where a change goes ---------------------------------------------------------------------- */

#define UNITS_MOST 16 /* of one change; more than one are rare, and follow from a move */

struct outgoing {
	struct belongs belongs;
	bool (*each)(void *context, const struct change *change, const int64_t *units, size_t unit_count,
		     struct err *err);
	void *context;
	int64_t units[UNITS_MOST];
	size_t unit_count;
};

static void unit_add(struct outgoing *outgoing, int64_t unit)
{
	for (size_t i = 0; i < outgoing->unit_count; i++)
		if (outgoing->units[i] == unit)
			return;
	if (outgoing->unit_count < UNITS_MOST)
		outgoing->units[outgoing->unit_count++] = unit;
}

static bool unit_of_caseworker_add(struct outgoing *outgoing, int64_t caseworker, struct err *err)
{
	int64_t unit;

	if (!caseworker_unit(outgoing->belongs.store, caseworker, &unit, err))
		return false;
	if (unit)
		unit_add(outgoing, unit);
	return true;
}

static bool coordinators_read(struct store *store, const struct change *change, const struct vector *replaced,
			      struct arena *arena, int64_t **before, size_t *count, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "SELECT origin, seq, val FROM superseded WHERE tbl = 2 AND row = ? AND col = 15", err))
		return false;
	statement_bind_int(&s, change->row);
	while (statement_row(&s)) {
		if (!vector_covers(replaced, (struct dot){ (uint32_t)statement_int(&s, 0), statement_int(&s, 1) }))
			continue;
		*before = arena_grow(arena, *before, *count, sizeof(**before));
		(*before)[(*count)++] = statement_int(&s, 2);
	}
	return statement_end(&s);
}

bool stream_coordinators_before(struct store *store, const struct change *change, struct arena *arena,
				int64_t **before, size_t *count, struct err *err)
{
	struct vector replaced = { NULL, 0 };
	bool done;

	*before = NULL;
	*count = 0;
	done = vector_unpack(&replaced, change->prev) &&
	       coordinators_read(store, change, &replaced, arena, before, count, err);
	vector_done(&replaced);
	return done;
}

static bool units_before_add(struct outgoing *outgoing, const struct change *change, struct err *err)
{
	struct arena arena;
	int64_t *before;
	size_t count;
	bool done;

	arena_init(&arena);
	done = stream_coordinators_before(outgoing->belongs.store, change, &arena, &before, &count, err);
	for (size_t i = 0; done && i < count; i++)
		done = unit_of_caseworker_add(outgoing, before[i], err);
	arena_done(&arena);
	return done;
}
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in coordinators_read");

static bool units_of_coordinator_add(struct outgoing *outgoing, const struct change *change, struct err *err)
{
	struct packed in = change->value;
	struct packed_value value;

	if (!unpack_value(&in, &value))
		BUG("the log holds a value that cannot be read");
	return unit_of_caseworker_add(outgoing, value.integer, err) && units_before_add(outgoing, change, err);
}

static bool units_of_handover_add(struct outgoing *outgoing, int64_t handover, struct err *err)
{
	struct store *store = outgoing->belongs.store;
	int64_t from, to;

	return database_number(store, "SELECT from_caseworker FROM handover WHERE id = ?", handover, 0, &from,
			       err) &&
		database_number(store, "SELECT to_caseworker FROM handover WHERE id = ?", handover, 0, &to,
				err) &&
		unit_of_caseworker_add(outgoing, from, err) && unit_of_caseworker_add(outgoing, to, err);
}

/* What moves a citizen is told where the citizen was, and where the citizen comes. */
static bool units_of_move_add(struct outgoing *outgoing, const struct change *change, struct err *err)
{
	int64_t handover;

	if (change->table == TABLE_CITIZEN && change->column == CITIZEN_COORDINATOR)
		return units_of_coordinator_add(outgoing, change, err);
	if (change->table == TABLE_HANDOVER)
		return units_of_handover_add(outgoing, change->row, err);
	if (change->table != TABLE_HANDOVER_ANSWER)
		return true;
	return database_number(outgoing->belongs.store, "SELECT handover FROM handover_answer WHERE id = ?",
			       change->row, 0, &handover, err) &&
		units_of_handover_add(outgoing, handover, err);
}

static bool outgoing_one(void *context, const struct change *change, struct err *err)
{
	struct outgoing *outgoing = context;
	int64_t citizen, unit;

	outgoing->unit_count = 0;
	if (!belongs_row(&outgoing->belongs, synced_table(change->table), change->row, &citizen, err) ||
	    !belongs_unit(&outgoing->belongs, citizen, &unit, err))
		return false;
	unit_add(outgoing, unit);
	return units_of_move_add(outgoing, change, err) &&
		outgoing->each(outgoing->context, change, outgoing->units, outgoing->unit_count, err);
}

static const char not_sealed[] = "SELECT " OPS_COLUMNS " FROM oplog WHERE seq > ? AND tx NOT IN"
				 " (SELECT tx FROM held) AND" OPS_OF_ROWS " ORDER BY seq";
static const char sent_again[] = "SELECT " OPS_COLUMNS " FROM oplog WHERE tx IN"
				 " (SELECT tx FROM held WHERE state = 1) AND" OPS_OF_ROWS " ORDER BY seq";

static bool outgoing_each(struct outgoing *outgoing, struct store *store, const char *sql, int64_t after,
			  struct err *err)
{
	bool done;

	belongs_init(&outgoing->belongs, store);
	done = ops_each(store, sql, after, 0, outgoing_one, outgoing, err);
	belongs_done(&outgoing->belongs);
	return done;
}

bool store_outgoing_each(struct store *store,
			 bool (*each)(void *context, const struct change *change, const int64_t *units,
				      size_t unit_count, struct err *err),
			 void *context, struct err *err)
{
	struct outgoing outgoing = { .each = each, .context = context };
	int64_t sealed;

	return self_number(store, SELF_SEALED, &sealed, err) &&
	       outgoing_each(&outgoing, store, not_sealed, sealed, err);
}

bool store_outgoing_again_each(struct store *store,
			       bool (*each)(void *context, const struct change *change, const int64_t *units,
					    size_t unit_count, struct err *err),
			       void *context, struct err *err)
{
	struct outgoing outgoing = { .each = each, .context = context };
	int64_t again;

	return database_number(store, "SELECT EXISTS(SELECT 1 FROM held WHERE state = 1)", 0, 0, &again, err) &&
	       (!again || outgoing_each(&outgoing, store, sent_again, 0, err));
}

/* ---- sealed ----------------------------------------------------------------------------------- */

static const char registered_or_moved[] =
	"SELECT DISTINCT row FROM oplog WHERE seq > ? AND seq <= ? AND +tbl = 2 AND col IN (0, 15)";
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in registered_or_moved");

/* Whoever changes a caseworker's team moves the caseworker's citizens. */
static bool moves_look(struct store *store, int64_t after, int64_t seq, struct err *err)
{
	int64_t teams;

	if (!database_number(store,
			     "SELECT EXISTS(SELECT 1 FROM oplog WHERE seq > ? AND seq <= ? AND +tbl = 1"
			     " AND col IN (0, 3))",
			     after, seq, &teams, err))
		return false;
	return teams ? citizen_places_look(store, err) : citizens_each(store, registered_or_moved, after, seq, citizen_place_look, err);
}
_Static_assert(TABLE_CASEWORKER == 1 && CASEWORKER_TEAM == 3, "the numbers in moves_look");

static bool sealed_put(struct store *store, int64_t seq, struct err *err)
{
	int64_t before;

	return self_number(store, SELF_SEALED, &before, err) &&
		(seq <= before ||
		 (self_number_put(store, SELF_SEALED, seq, err) && moves_look(store, before, seq, err)));
}

bool store_outgoing_sealed(struct store *store, int64_t seq, struct err *err)
{
	return store_begin(store, err) && row_finish(store, sealed_put(store, seq, err), err);
}

/* Also those of which nothing is left to be sent. */
bool store_outgoing_again_sealed(struct store *store, int64_t seq, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "DELETE FROM held WHERE state = 1"
			     " AND ifnull((SELECT max(o.seq) FROM oplog o WHERE o.tx = held.tx), 0) <= ?",
			     err))
		return false;
	statement_bind_int(&s, seq);
	return statement_end(&s);
}

/* ---- bundles ---------------------------------------------------------------------------------- */

static bool hash_copy(struct statement *s, int column, unsigned char hash[STREAM_HASH_BYTES])
{
	size_t size = (size_t)sqlite3_column_bytes(s->handle, column);

	memset(hash, 0, STREAM_HASH_BYTES);
	if (size == STREAM_HASH_BYTES)
		memcpy(hash, sqlite3_column_blob(s->handle, column), size);
	return size == STREAM_HASH_BYTES;
}

bool store_stream_newest(struct store *store, int64_t unit, int64_t *bseq,
			 unsigned char hash[STREAM_HASH_BYTES], struct err *err)
{
	struct statement s;

	*bseq = 0;
	memset(hash, 0, STREAM_HASH_BYTES);
	if (!statement_begin(&s, store,
			     "SELECT bseq, hash FROM stream_out WHERE unit = ? ORDER BY bseq DESC LIMIT 1", err))
		return false;
	statement_bind_int(&s, unit);
	if (statement_row(&s)) {
		*bseq = statement_int(&s, 0);
		hash_copy(&s, 1, hash);
	}
	return statement_end(&s);
}

bool store_stream_hash(struct store *store, int64_t unit, int64_t bseq, unsigned char hash[STREAM_HASH_BYTES],
		       bool *is_known, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "SELECT hash FROM stream_out WHERE unit = ? AND bseq = ?", err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, bseq);
	*is_known = statement_row(&s) && hash_copy(&s, 0, hash);
	return statement_end(&s);
}

bool store_stream_put(struct store *store, const struct stream_bundle *bundle, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO stream_out(unit, bseq, first, last, prev, hash, blob, ops, state, at)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, bundle->unit);
	statement_bind_int(&s, bundle->bseq);
	statement_bind_int(&s, bundle->first);
	statement_bind_int(&s, bundle->last);
	statement_bind_blob(&s, bundle->prev, STREAM_HASH_BYTES);
	statement_bind_blob(&s, bundle->hash, STREAM_HASH_BYTES);
	statement_bind_blob(&s, bundle->bytes, bundle->size);
	statement_bind_blob(&s, bundle->ops, bundle->ops_size);
	statement_bind_int(&s, bundle->state);
	statement_bind_int(&s, store_now_ms(store));
	return statement_end(&s);
}

bool store_stream_ops_put(struct store *store, int64_t unit, int64_t bseq, const void *ops, size_t size,
			  struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE stream_out SET ops = ? WHERE unit = ? AND bseq = ?", err))
		return false;
	statement_bind_blob(&s, ops, size);
	statement_bind_int(&s, unit);
	statement_bind_int(&s, bseq);
	return statement_end(&s);
}

static struct stream_bundle bundle_read(struct statement *s, struct arena *arena)
{
	struct stream_bundle bundle = {
		.unit = statement_int(s, 0),
		.bseq = statement_int(s, 1),
		.first = statement_int(s, 2),
		.last = statement_int(s, 3),
		.state = (enum stream_state)statement_int(s, 6),
	};

	hash_copy(s, 4, bundle.prev);
	hash_copy(s, 5, bundle.hash);
	bundle.size = (size_t)statement_int(s, 9);
	if (sqlite3_column_type(s->handle, 7) != SQLITE_NULL)
		bundle.bytes = statement_blob(s, 7, arena, &bundle.size);
	if (sqlite3_column_type(s->handle, 8) != SQLITE_NULL)
		bundle.ops = statement_blob(s, 8, arena, &bundle.ops_size);
	return bundle;
}

bool store_stream_list(struct store *store, enum stream_state most, bool whole, struct arena *arena,
		       struct stream_bundle **bundles, size_t *count, struct err *err)
{
	struct statement s;

	*bundles = NULL;
	*count = 0;
	if (!statement_begin(&s, store,
			     most < STREAM_ACKED
				     ? "SELECT unit, bseq, first, last, prev, hash, state, iif(?2, blob, NULL),"
				       " iif(?2, ops, NULL), length(blob) FROM stream_out WHERE state < 2 AND state <= ?1"
				       " ORDER BY unit, bseq"
				     : "SELECT unit, bseq, first, last, prev, hash, state, iif(?2, blob, NULL),"
				       " iif(?2, ops, NULL), length(blob) FROM stream_out WHERE state <= ?1"
				       " ORDER BY unit, bseq",
			     err))
		return false;
	statement_bind_int(&s, most);
	statement_bind_int(&s, whole);
	while (statement_row(&s)) {
		*bundles = arena_grow(arena, *bundles, *count, sizeof(**bundles));
		(*bundles)[(*count)++] = bundle_read(&s, arena);
	}
	return statement_end(&s);
}

bool store_stream_bytes(struct store *store, int64_t unit, int64_t bseq, struct arena *arena,
			const unsigned char **bytes, size_t *size, struct err *err)
{
	struct statement s;

	*bytes = NULL;
	*size = 0;
	if (!statement_begin(&s, store, "SELECT blob FROM stream_out WHERE unit = ? AND bseq = ? AND blob IS NOT NULL", err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, bseq);
	if (statement_row(&s))
		*bytes = statement_blob(&s, 0, arena, size);
	return statement_end(&s);
}

bool store_stream_state(struct store *store, int64_t unit, int64_t bseq, enum stream_state state,
			struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE stream_out SET state = ? WHERE unit = ? AND bseq = ?", err))
		return false;
	statement_bind_int(&s, state);
	statement_bind_int(&s, unit);
	statement_bind_int(&s, bseq);
	return statement_end(&s);
}

/* ---- receipts --------------------------------------------------------------------------------- */

static bool receipt_note(struct store *store, int64_t unit, uint32_t from, int64_t bseq, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO receipt(unit, origin, bseq) VALUES(?, ?, ?) ON CONFLICT DO UPDATE"
			     " SET bseq = excluded.bseq WHERE excluded.bseq > bseq",
			     err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, from);
	statement_bind_int(&s, bseq);
	return statement_end(&s);
}

static bool stream_ack(struct store *store, int64_t unit, int64_t bseq, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "UPDATE stream_out SET state = 2 WHERE unit = ? AND bseq <= ? AND state < 2", err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, bseq);
	return statement_end(&s);
}
_Static_assert(STREAM_ACKED == 2, "the state in the statements above");

bool store_receipt_put(struct store *store, int64_t unit, uint32_t from, int64_t bseq, bool is_final,
		       struct err *err)
{
	return store_begin(store, err) &&
		row_finish(store,
			   receipt_note(store, unit, from, bseq, err) &&
				   (!is_final || stream_ack(store, unit, bseq, err)),
			   err);
}

/* ---- pruning ---------------------------------------------------------------------------------- */

static bool bundles_prune(struct store *store, int64_t before_ms, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "UPDATE stream_out SET blob = NULL, ops = NULL WHERE state = 2 AND at < ?"
			     " AND blob IS NOT NULL",
			     err))
		return false;
	statement_bind_int(&s, before_ms);
	return statement_end(&s);
}

/* The clock of the log rises, so those that are older come first. Nothing from a held transaction on. */
static const char prune_until[] =
	"SELECT ifnull(max(seq), 0) FROM oplog WHERE seq <= ?1 AND hlc < ?2"
	" AND seq < (SELECT max(seq) FROM oplog)"
	" AND seq < ifnull((SELECT min(o.seq) FROM oplog o WHERE o.tx IN (SELECT tx FROM held)), 1 << 62)";

static bool log_prune(struct store *store, int64_t before_ms, struct err *err)
{
	int64_t acked, until, pruned;
	struct statement s;

	if (!stream_acked(store, &acked, err) || !self_number(store, SELF_PRUNED, &pruned, err) ||
	    !database_number(store, prune_until, acked, before_ms * (1 << HLC_COUNTER_BITS), &until, err))
		return false;
	if (!until)
		return true;
	if (!statement_begin(&s, store, "DELETE FROM oplog WHERE seq <= ?", err))
		return false;
	statement_bind_int(&s, until);
	return statement_end(&s) && (until <= pruned || self_number_put(store, SELF_PRUNED, until, err));
}

bool store_streams_prune(struct store *store, int64_t keep_after_ms, struct err *err)
{
	return store_begin(store, err) &&
		row_finish(store, bundles_prune(store, keep_after_ms, err) && log_prune(store, keep_after_ms, err),
			   err);
}

/* ---- snapshots that are due ------------------------------------------------------------------- */

bool store_snapshot_mark(struct store *store, int64_t unit, int64_t citizen, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "INSERT OR IGNORE INTO snapshot_due(unit, citizen) VALUES(?, ?)", err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, citizen);
	return statement_end(&s);
}

bool store_snapshots_due(struct store *store, struct arena *arena, struct snapshot_due **due, size_t *count,
			 struct err *err)
{
	struct statement s;

	*due = NULL;
	*count = 0;
	if (!statement_begin(&s, store, "SELECT unit, citizen FROM snapshot_due WHERE unit > 0", err))
		return false;
	while (statement_row(&s)) {
		*due = arena_grow(arena, *due, *count, sizeof(**due));
		(*due)[(*count)++] = (struct snapshot_due){ statement_int(&s, 0), statement_int(&s, 1) };
	}
	return statement_end(&s);
}

bool store_snapshot_done(struct store *store, const struct snapshot_due *due, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "DELETE FROM snapshot_due WHERE unit = ? AND citizen = ?", err))
		return false;
	statement_bind_int(&s, due->unit);
	statement_bind_int(&s, due->citizen);
	return statement_end(&s);
}
