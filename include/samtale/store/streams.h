/* streams.h - what the store knows of exchange: which unit a change goes to, what has been sealed, published and
 * received, who a citizen's rows belong to, and what is removed here.
 *
 * A citizen belongs to the unit that carries the name of the coordinator's team; without one, and what belongs
 * to no citizen, to unit 1. A change goes to the stream of the unit that the citizen belongs to when it is
 * sealed; what moves a citizen (the coordinator, a hand-over, its answer) goes to the unit before and the unit
 * after as well. All writing functions are for store_begin() ... store_commit() of the caller, or make one
 * transaction of their own. */
#ifndef SAMTALE_STORE_STREAMS_H
#define SAMTALE_STORE_STREAMS_H

#include "samtale/domain/sync_state.h"
#include "samtale/store/change.h"

#define STREAM_HASH_BYTES 32
int store_schema_version(void);

/* ---- this terminal ----------------------------------------------------------------------------- */

/* Small local things of the sync layer, never synced (table sync_self). Missing: *size 0. */
NODISCARD bool store_kept(struct store *store, const char *key, struct arena *arena, const unsigned char **bytes,
			  size_t *size, struct err *err);
NODISCARD bool store_keep(struct store *store, const char *key, const void *bytes, size_t size, struct err *err);

/* Realm, natural-key secret and origin of this database. */
NODISCARD bool store_identity_read(struct store *store, unsigned char realm[ID_REALM_BYTES],
				   unsigned char secret[ID_SECRET_BYTES], uint32_t *origin, struct err *err);
/* An empty database becomes a terminal of an installation. ERR_REFUSED: it holds work already. */
NODISCARD bool store_identity_adopt(struct store *store, const unsigned char realm[ID_REALM_BYTES],
				    const unsigned char secret[ID_SECRET_BYTES], uint32_t origin,
				    struct err *err);
/* Whether this terminal's change of that number is the one that was written at that moment. */
NODISCARD bool store_change_is_known(struct store *store, int64_t seq, int64_t hlc, bool *is_known, struct err *err);
/* A restored or cloned database goes on under a new origin. `shared`: up to and with this its changes are its former
 * self's too, which has sent them (0 none); they keep the old number, so that nothing is there twice, and those not
 * known to be published are sealed anew under it. What comes after is this database's alone and becomes the new
 * origin's. */
NODISCARD bool store_origin_renew(struct store *store, uint32_t origin, int64_t shared, struct err *err);

/* The units there are and whether this terminal is a member, as the keyring says. */
struct stream_unit {
	int64_t number;
	const char *name;
	bool is_mine;
};
NODISCARD bool store_units_put(struct store *store, const struct stream_unit *units, size_t count,
			       struct err *err);
NODISCARD bool store_units(struct store *store, struct arena *arena, struct stream_unit **units, size_t *count,
			   struct err *err);
/* 0: it cannot be told yet, the coordinator has not come here. */
NODISCARD bool store_citizen_unit(struct store *store, int64_t citizen, int64_t *unit, struct err *err);

/* ---- out ----------------------------------------------------------------------------------------- */

/* Changes written here and not sealed yet, in order; `units` are where each goes (at least one). Changes with the
 * same tx come one after another. Its false stops and is returned. Held changes are left out. */
NODISCARD bool store_outgoing_each(struct store *store,
				   bool (*each)(void *context, const struct change *change, const int64_t *units,
						size_t unit_count, struct err *err),
				   void *context, struct err *err);
/* All up to and with seq have been sealed. */
NODISCARD bool store_outgoing_sealed(struct store *store, int64_t seq, struct err *err);
/* The same of changes that were held and shall be tried again: they lie before what has been sealed, or after it. */
NODISCARD bool store_outgoing_again_each(struct store *store,
					 bool (*each)(void *context, const struct change *change,
						      const int64_t *units, size_t unit_count, struct err *err),
					 void *context, struct err *err);
NODISCARD bool store_outgoing_again_sealed(struct store *store, int64_t seq, struct err *err);

enum stream_state { STREAM_SEALED, STREAM_PUBLISHED, STREAM_ACKED };

struct stream_bundle {
	int64_t unit, bseq;
	int64_t first, last; /* seq of this terminal's op log that it carries; 0, 0: a snapshot alone */
	unsigned char prev[STREAM_HASH_BYTES], hash[STREAM_HASH_BYTES];
	const unsigned char *bytes; /* sealed; NULL once it is not needed here any more */
	size_t size;
	const unsigned char *ops; /* the same, not sealed: for a hub that keeps tables */
	size_t ops_size;
	enum stream_state state;
};
/* bseq, prev and hash of the newest bundle of the unit's stream; 0 and zeros when there is none. */
NODISCARD bool store_stream_newest(struct store *store, int64_t unit, int64_t *bseq,
				   unsigned char hash[STREAM_HASH_BYTES], struct err *err);
/* Of the one with that number; not known: there is none. */
NODISCARD bool store_stream_hash(struct store *store, int64_t unit, int64_t bseq,
				 unsigned char hash[STREAM_HASH_BYTES], bool *is_known, struct err *err);
NODISCARD bool store_stream_put(struct store *store, const struct stream_bundle *bundle, struct err *err);
/* Those not acked, or of state at most `most`, oldest first, in the arena; bytes only with `whole`, size always. */
NODISCARD bool store_stream_list(struct store *store, enum stream_state most, bool whole, struct arena *arena,
				 struct stream_bundle **bundles, size_t *count, struct err *err);
/* The sealed file; NULL when it is not kept here any more. */
NODISCARD bool store_stream_bytes(struct store *store, int64_t unit, int64_t bseq, struct arena *arena,
				  const unsigned char **bytes, size_t *size, struct err *err);
NODISCARD bool store_stream_state(struct store *store, int64_t unit, int64_t bseq, enum stream_state state,
				  struct err *err);
/* The readable copy alone, when what it says of removed rows has been taken out of it. */
NODISCARD bool store_stream_ops_put(struct store *store, int64_t unit, int64_t bseq, const void *ops, size_t size,
				    struct err *err);
/* Another terminal, or the hub, has taken this terminal's bundles of the unit up to and with bseq. is_final: it is
 * enough for all (a hub's worker, or the last member that had not). */
NODISCARD bool store_receipt_put(struct store *store, int64_t unit, uint32_t from, int64_t bseq, bool is_final,
				 struct err *err);
/* Bytes of bundles that are acked, and ops older than keep_after_ms that are acked; the newest op always stays. */
NODISCARD bool store_streams_prune(struct store *store, int64_t keep_after_ms, struct err *err);

/* Citizens whose whole state is due in a unit's stream: moved there, or offered. */
struct snapshot_due { int64_t unit, citizen; };
NODISCARD bool store_snapshot_mark(struct store *store, int64_t unit, int64_t citizen, struct err *err);
NODISCARD bool store_snapshots_due(struct store *store, struct arena *arena, struct snapshot_due **due,
				   size_t *count, struct err *err);
NODISCARD bool store_snapshot_done(struct store *store, const struct snapshot_due *due, struct err *err);
/* The state of a citizen's rows as changes of those who made them (sync-storage, section 9.5, "snapshot of a
 * row"): merged anywhere, in any order with other changes, they give the same store. */
NODISCARD bool store_snapshot_each(struct store *store, int64_t citizen,
				   bool (*each)(void *context, const struct change *change, struct err *err),
				   void *context, struct err *err);

/* The same of a whole unit, part after part: its citizens, those who are offered to it, and for unit 1 what belongs to
 * no citizen. A row is never cut; what is written between two parts comes in changes of its own. */
struct unit_part {
	int64_t unit;
	size_t table; /* told up to this place among the tables, and this row of it; 0, 0: nothing yet */
	int64_t row;
	bool is_done;
	/* Some rows cannot be placed here yet (whose they are has not come), and may be another unit's: this terminal
	 * cannot tell the unit's whole state now. */
	bool has_strays;
};
/* is_full is asked after each row, and ends the part. each NULL: only whether there are strays. */
NODISCARD bool store_unit_part_each(struct store *store, struct unit_part *part,
				    bool (*each)(void *context, const struct change *change, struct err *err),
				    bool (*is_full)(void *context), void *context, struct err *err);

/* A change that cannot go (too large, not text, no unit that takes it) waits alone, with the whole of its
 * transaction; all others go. */
NODISCARD bool store_hold(struct store *store, int64_t tx, const char *reason, struct err *err);
NODISCARD bool store_held(struct store *store, struct arena *arena, struct held_change **held, size_t *count,
			  struct err *err);
/* What is held for a reason that time may have mended is tried again. */
NODISCARD bool store_held_retry(struct store *store, const char *reason, struct err *err);
NODISCARD bool store_held_send(struct store *store, int64_t id, struct err *err); /* try again at the next sync */
/* It never goes; it stays readable here, and the withdrawal with its reason is recorded. */
NODISCARD bool store_held_withdraw(struct store *store, int64_t id, const char *reason, struct err *err);
/* The record as JSON text, for a file. */
NODISCARD bool store_held_export(struct store *store, int64_t id, struct arena *arena, const char **json,
				 struct err *err);

/* ---- in ------------------------------------------------------------------------------------------ */

/* The newest bundle taken of (unit, origin); 0 and zeros when none. */
NODISCARD bool store_stream_in(struct store *store, int64_t unit, uint32_t origin, int64_t *bseq,
			       unsigned char hash[STREAM_HASH_BYTES], struct err *err);
struct stream_position {
	uint32_t origin;
	int64_t bseq;
	unsigned char hash[STREAM_HASH_BYTES];
};
struct stream_taken {
	int64_t unit, bseq;
	uint32_t origin;
	unsigned char hash[STREAM_HASH_BYTES];
	bool is_snapshot, is_state; /* is_state: besides, a part of the unit's whole state */
	/* It is taken in beside its stream: the cursors move to what the whole state covers when its last part is in,
	 * and never back. */
	bool is_base;
	const struct stream_position *covered;
	size_t covered_count;
};
/* The changes and the cursor, in one transaction. A citizen that has moved on to another unit is marked for a
 * snapshot there, so that late work reaches the new owner. */
NODISCARD bool store_stream_take(struct store *store, const struct stream_taken *taken,
				 const struct change *changes, size_t count, struct err *err);

NODISCARD bool store_anomaly_add(struct store *store, const char *kind, int64_t unit, uint32_t origin,
				 int64_t bseq, const char *detail, struct err *err); /* said once */

/* ---- removal -------------------------------------------------------------------------------------- */

/* The rows of a citizen who has moved to a unit that is not this terminal's, once everything written here about
 * the citizen is received: removed, but for a stub that says who has the citizen now. *count: how many citizens. */
NODISCARD bool store_moved_purge(struct store *store, int64_t *count, struct err *err);
/* What is left of a citizen whose rows were removed; neither flag: they were not. */
struct stub {
	int64_t citizen;
	bool has_moved, is_removed;
	int64_t coordinator; /* who has the citizen now, as far as is known here */
	int64_t at;	     /* UTC ms of the removal */
};
NODISCARD bool store_stub(struct store *store, int64_t citizen, struct stub *stub, struct err *err);
/* A signed purge after retention: removed everywhere and never taken in again. */
NODISCARD bool store_retention_purge(struct store *store, int64_t citizen, struct err *err);

/* The administrator's order to remove a citizen everywhere; who gave it is known by the signature. */
struct purge_order {
	int64_t id, citizen;
	const char *reason;
	const unsigned char *signature;
	size_t signature_size;
	const unsigned char *removed; /* the rows there were, packed (store_removal_rows); NULL none */
	size_t removed_size;
};
/* The citizen's rows as they are here, for an order: a terminal that never had them knows by it whose a part is that
 * comes late. */
NODISCARD bool store_removal_rows(struct store *store, int64_t citizen, struct arena *arena, struct purge_order *order,
				  struct err *err);
/* Recorded for the others, and done here, in one transaction. */
NODISCARD bool store_purge_order_add(struct store *store, const struct purge_order *order, struct err *err);
/* What somebody else ordered, done here. *kept: transactions of this terminal that nobody has signed for, kept aside as
 * text (held, with the reason "purged") until a person carries them over or withdraws them. */
NODISCARD bool store_purge_order_do(struct store *store, const struct purge_order *order, int64_t *kept,
				    struct err *err);
/* What was removed is not left in the write-ahead log either, unless somebody reads the database at this moment; then
 * the next one does it. Outside a transaction. */
NODISCARD bool store_log_empty(struct store *store, struct err *err);
/* Those that are not done here yet. */
NODISCARD bool store_purge_orders(struct store *store, struct arena *arena, struct purge_order **orders,
				  size_t *count, struct err *err);

/* How many orders have been done here. */
NODISCARD bool store_purge_orders_done(struct store *store, int64_t *count, struct err *err);

/* ---- state ---------------------------------------------------------------------------------------- */

NODISCARD bool store_sync_state(struct store *store, struct arena *arena, struct sync_state *state,
				struct err *err);
NODISCARD bool store_sync_begun(struct store *store, struct err *err);
NODISCARD bool store_sync_ended(struct store *store, const char *reason, struct err *err); /* "" it went well */

/* A hash over everything two terminals of the same units must agree on: rows, shown values, siblings, heads.
 * Local things are not in it. 64 hexadecimal digits. */
NODISCARD bool store_digest(struct store *store, char digest[ID_HASH_TEXT], struct err *err);

#endif
