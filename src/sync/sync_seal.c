/* What was written here becomes sealed bundles, a stream for each unit. A bundle is closed where a
 * transaction ends; its bytes are kept in the same database transaction that says how far has been sealed, so
 * that a run that is cut off sends the same bytes again. */
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/base/varint.h"
#include "samtale/store/seats.h"
#include "samtale/sync/ops.h"
#include "sync_parts.h"

#define VALUE_MOST (4u << 20) /* bytes of one change; a larger one is held for a person to look at */

/* Held until the coordinator, and with that the team, has come here. */
#define NO_UNIT "no_unit"

/* ---- bundles that are being filled ------------------------------------------------------------- */

struct filling {
	int64_t unit;
	struct ops_encoder *encoder;
	struct str ops;
	uint32_t count;
	int64_t first, last, hlc;
	struct { /* when the transaction that is being taken up began */
		size_t length;
		uint32_t count;
		int64_t last, hlc;
	} whole;
};

struct sealing {
	struct run *run;
	struct filling *filling;
	size_t count;
	unsigned flags;
	uint32_t origin; /* whose number they were written under: this terminal's, or one it had before */
	int64_t tx;	 /* that is being taken up */
	int64_t last_seq, changes;
	int64_t whole_seq, whole_changes; /* when it began */
	bool is_full;	/* stopped where a transaction ended; there is more */
	int64_t bad_tx; /* stopped: this one cannot go */
	const char *reason;
	struct unit_part *part; /* of a unit's state, that is told now */
};

static void sealing_done(struct sealing *sealing)
{
	for (size_t i = 0; i < sealing->count; i++) {
		ops_encoder_free(sealing->filling[i].encoder);
		str_done(&sealing->filling[i].ops);
	}
	arena_reset(&sealing->run->scratch);
}

static struct filling *filling_of(struct sealing *sealing, int64_t unit)
{
	struct filling *filling;

	for (size_t i = 0; i < sealing->count; i++)
		if (sealing->filling[i].unit == unit)
			return &sealing->filling[i];
	sealing->filling =
		arena_grow(&sealing->run->scratch, sealing->filling, sealing->count, sizeof(*filling));
	filling = &sealing->filling[sealing->count++];
	*filling = (struct filling){ .unit = unit, .encoder = ops_encoder_new() };
	str_init(&filling->ops);
	return filling;
}

static bool filling_add(struct filling *filling, const struct change *change, struct err *err)
{
	if (!ops_encode(filling->encoder, change, &filling->ops, err))
		return false;
	filling->count++;
	filling->first = filling->first ? filling->first : change->dot.seq;
	filling->last = change->dot.seq;
	filling->hlc = change->hlc > filling->hlc ? change->hlc : filling->hlc;
	return true;
}

static const struct sync_sizes sizes_usual = { BUNDLE_OPS_MOST, BUNDLE_OPS_LIMIT, BUNDLE_PLAIN_MOST,
					       BUNDLE_PLAIN_LIMIT };

static const struct sync_sizes *sizes_of(const struct sealing *sealing)
{
	const struct sync_sizes *told = sealing->run->options->sizes;

	return told ? told : &sizes_usual;
}

static bool some_is_full(const struct sealing *sealing)
{
	const struct sync_sizes *sizes = sizes_of(sealing);

	for (size_t i = 0; i < sealing->count; i++)
		if (sealing->filling[i].count >= sizes->ops_most ||
		    sealing->filling[i].ops.length >= sizes->bytes_most)
			return true;
	return false;
}

/* ---- transactions: whole or not at all ------------------------------------------------------------ */

static void transaction_begin(struct sealing *sealing, const struct change *change)
{
	sealing->origin = change->dot.origin;
	sealing->tx = change->tx;
	sealing->whole_seq = sealing->last_seq;
	sealing->whole_changes = sealing->changes;
	for (size_t i = 0; i < sealing->count; i++) {
		struct filling *filling = &sealing->filling[i];

		filling->whole.length = filling->ops.length;
		filling->whole.count = filling->count;
		filling->whole.last = filling->last;
		filling->whole.hlc = filling->hlc;
	}
}

/* It comes into the next bundles. The encoders are not used any more. */
static void transaction_leave(struct sealing *sealing)
{
	sealing->last_seq = sealing->whole_seq;
	sealing->changes = sealing->whole_changes;
	for (size_t i = 0; i < sealing->count; i++) {
		struct filling *filling = &sealing->filling[i];

		str_splice(&filling->ops, filling->whole.length, filling->ops.length - filling->whole.length, "");
		filling->count = filling->whole.count;
		filling->last = filling->whole.last;
		filling->hlc = filling->whole.hlc;
	}
	sealing->is_full = true;
}

/* By itself already, it is more than any bundle holds. */
static bool transaction_is_too_large(const struct sealing *sealing)
{
	const struct sync_sizes *sizes = sizes_of(sealing);

	for (size_t i = 0; i < sealing->count; i++) {
		const struct filling *filling = &sealing->filling[i];

		if (filling->count - filling->whole.count > sizes->ops_limit ||
		    filling->ops.length - filling->whole.length > sizes->bytes_limit)
			return true;
	}
	return false;
}

/* Together with what came before it. A dry run counts on. */
static bool some_is_over(const struct sealing *sealing)
{
	const struct sync_sizes *sizes = sizes_of(sealing);

	for (size_t i = 0; i < sealing->count && !sealing->run->options->dry_run; i++)
		if (sealing->filling[i].count > sizes->ops_limit ||
		    sealing->filling[i].ops.length > sizes->bytes_limit)
			return true;
	return false;
}

/* ---- what can go ------------------------------------------------------------------------------- */

static bool value_is_text(struct packed *in)
{
	struct packed_value value;

	return unpack_value(in, &value) &&
	       (value.type != PACKED_TEXT || utf8_valid(value.bytes, value.length));
}

/* A cell's value, or a mask of columns and the value of each. */
static bool change_is_text(const struct change *change)
{
	struct packed in = change->value;
	uint64_t mask = 1;

	if (change->column <= CHANGE_CREATION && !unpack_number(&in, &mask))
		return false;
	for (; mask; mask &= mask - 1)
		if (!value_is_text(&in))
			return false;
	return true;
}

/* A code of held_change.reason; NULL: it can go. */
static const char *why_not(const struct sealing *sealing, const struct change *change, const int64_t *units,
			   size_t unit_count)
{
	if ((size_t)(change->value.end - change->value.at) > VALUE_MOST)
		return "too_large";
	if (!change_is_text(change))
		return "not_text";
	for (size_t i = 0; i < unit_count; i++)
		if (!ring_unit(&sealing->run->ring, units[i]))
			return units[i] ? "no_access" : NO_UNIT;
	return NULL;
}

static bool take_up(void *context, const struct change *change, const int64_t *units, size_t unit_count,
		    struct err *err)
{
	struct sealing *sealing = context;

	if (change->tx != sealing->tx) {
		bool is_other = sealing->changes && change->dot.origin != sealing->origin;

		sealing->is_full = !sealing->run->options->dry_run && (is_other || some_is_full(sealing));
		if (sealing->is_full)
			return false;
		transaction_begin(sealing, change);
	}
	sealing->reason = why_not(sealing, change, units, unit_count);
	if (sealing->reason) {
		sealing->bad_tx = change->tx;
		return false;
	}
	for (size_t i = 0; i < unit_count; i++)
		if (!filling_add(filling_of(sealing, units[i]), change, err))
			return false;
	sealing->last_seq = change->dot.seq;
	sealing->changes++;
	if (transaction_is_too_large(sealing)) {
		sealing->reason = "too_many";
		sealing->bad_tx = change->tx;
		return false;
	}
	if (some_is_over(sealing))
		transaction_leave(sealing);
	return !sealing->is_full;
}

/* ---- closing ----------------------------------------------------------------------------------- */

static bool put_sealed(struct run *run, const struct bundle_header *header, const struct filling *filling,
		       struct str *file, struct err *err)
{
	struct stream_bundle bundle = { .unit = header->unit,
					.bseq = header->bseq,
					.first = header->first_seq,
					.last = header->last_seq,
					.ops = (const unsigned char *)filling->ops.text,
					.ops_size = filling->ops.length };

	memcpy(bundle.prev, header->prev, sizeof(bundle.prev));
	if (!bundle_seal(header, &filling->ops, ring_unit(&run->ring, header->unit)->box_public,
			 run->self.sign_secret, file, bundle.hash, err))
		return false;
	bundle.bytes = (const unsigned char *)file->text;
	bundle.size = file->length;
	return store_stream_put(run->store, &bundle, err);
}

static bool close_one(struct sealing *sealing, const struct filling *filling, struct err *err)
{
	struct run *run = sealing->run;
	bool is_logged = sealing->last_seq != 0;
	struct bundle_header header = { .unit = filling->unit,
					.origin = run->self.origin,
					.epoch = run->ring.epoch,
					.flags = BUNDLE_ZLIB | sealing->flags,
					.first_seq = is_logged ? filling->first : 0,
					.last_seq = is_logged ? filling->last : 0,
					.hlc = filling->hlc,
					.schema = (uint32_t)store_schema_version(),
					.ops = filling->count };
	struct str file;
	bool is_put;

	memcpy(header.realm, run->ring.realm, sizeof(header.realm));
	if (!store_stream_newest(run->store, filling->unit, &header.bseq, header.prev, err))
		return false;
	header.bseq++;
	str_init(&file);
	is_put = put_sealed(run, &header, filling, &file, err);
	str_done(&file);
	return is_put;
}

static bool close_all(struct sealing *sealing, struct err *err)
{
	for (size_t i = 0; i < sealing->count; i++)
		if (sealing->filling[i].count && !close_one(sealing, &sealing->filling[i], err))
			return false;
	return true;
}

/* ---- changes ----------------------------------------------------------------------------------- */

/* What is walked through, and how it is kept that it has been sealed. */
struct source {
	bool (*each)(struct store *store,
		     bool (*each)(void *context, const struct change *change, const int64_t *units,
				  size_t unit_count, struct err *err),
		     void *context, struct err *err);
	bool (*sealed)(struct store *store, int64_t seq, struct err *err);
};

/* Takes up what there is until a bundle is full. Not going: *again is said, after that one is held. */
static bool source_round(struct sealing *sealing, const struct source *source, bool *again, struct err *err)
{
	struct store *store = sealing->run->store;
	bool is_walked = source->each(store, take_up, sealing, err);

	*again = sealing->is_full || sealing->bad_tx;
	if (sealing->bad_tx)
		return store_hold(store, sealing->bad_tx, sealing->reason, err);
	if (!is_walked && !sealing->is_full)
		return false;
	/* What a restored database wrote as its former self is told as what another wrote. */
	if (sealing->origin != sealing->run->self.origin)
		sealing->flags = BUNDLE_SNAPSHOT;
	return !sealing->changes ||
	       (close_all(sealing, err) && source->sealed(store, sealing->last_seq, err));
}

static const struct source unsealed = { store_outgoing_each, store_outgoing_sealed };
static const struct source tried_again = { store_outgoing_again_each, store_outgoing_again_sealed };

static bool seal_round(struct sealing *sealing, bool *again, struct err *err)
{
	return source_round(sealing, &unsealed, again, err);
}

static bool again_round(struct sealing *sealing, bool *again, struct err *err)
{
	return source_round(sealing, &tried_again, again, err);
}

static bool in_transaction(struct sealing *sealing, bool (*round)(struct sealing *, bool *, struct err *),
			   bool *again, struct err *err)
{
	bool is_done;

	*again = false;
	if (!store_begin(sealing->run->store, err))
		return false;
	is_done = store_finish(sealing->run->store, round(sealing, again, err), err);
	sealing_done(sealing);
	return is_done;
}

/* ---- snapshots --------------------------------------------------------------------------------- */

struct telling {
	struct sealing *sealing;
	int64_t unit;
};

static bool tell(void *context, const struct change *change, struct err *err)
{
	struct telling *telling = context;

	if (!filling_add(filling_of(telling->sealing, telling->unit), change, err))
		return false;
	telling->sealing->changes++;
	return true;
}

static bool snapshot_round(struct sealing *sealing, bool *again, struct err *err)
{
	struct run *run = sealing->run;
	struct snapshot_due *due;
	size_t count;

	if (!store_snapshots_due(run->store, &run->scratch, &due, &count, err))
		return false;
	sealing->flags = BUNDLE_SNAPSHOT;
	for (size_t i = 0; i < count && !(*again = some_is_full(sealing)); i++) {
		struct telling telling = { sealing, due[i].unit };

		if (!ring_unit(&run->ring, due[i].unit))
			continue;
		if (!store_snapshot_each(run->store, due[i].citizen, tell, &telling, err) ||
		    !store_snapshot_done(run->store, &due[i], err))
			return false;
		run->report->snapshots++;
	}
	return close_all(sealing, err);
}

/* ---- a unit's state ---------------------------------------------------------------------------- */

static bool telling_is_full(void *context)
{
	return some_is_full(((const struct telling *)context)->sealing);
}

static bool part_round(struct sealing *sealing, bool *again, struct err *err)
{
	struct telling telling = { sealing, sealing->part->unit };

	*again = false;
	sealing->flags = BUNDLE_SNAPSHOT | BUNDLE_STATE;
	return store_unit_part_each(sealing->run->store, sealing->part, tell, telling_is_full, &telling, err) &&
	       (sealing->part->has_strays || close_all(sealing, err));
}

bool sync_seal_part(struct run *run, struct unit_part *part, struct err *err)
{
	struct sealing sealing = { .run = run, .part = part };
	bool again;

	return in_transaction(&sealing, part_round, &again, err);
}

/* ---- the part ---------------------------------------------------------------------------------- */

static bool seal_while(struct run *run, bool (*round)(struct sealing *, bool *, struct err *),
		       struct err *err)
{
	bool again = true;

	for (int64_t rounds = 0; again && run_progress(run, SYNC_SEAL, rounds, 0); rounds++) {
		struct sealing sealing = { .run = run };

		if (!in_transaction(&sealing, round, &again, err))
			return false;
	}
	return true;
}

/* A dry run counts; how many bundles it makes of them when it is in earnest is for the most part one a unit.
 */
static bool tell_outgoing(struct run *run, struct err *err)
{
	struct sealing sealing = { .run = run };
	bool is_walked = (store_outgoing_again_each(run->store, take_up, &sealing, err) &&
			  store_outgoing_each(run->store, take_up, &sealing, err)) ||
			 sealing.bad_tx;

	for (size_t i = 0; i < sealing.count; i++)
		run->report->sent_bytes += (int64_t)sealing.filling[i].ops.length;
	run->report->sent_bundles = (int64_t)sealing.count;
	run->report->sent_ops = sealing.changes;
	sealing_done(&sealing);
	return is_walked;
}

bool sync_seal(struct run *run, struct err *err)
{
	if (run->options->dry_run)
		return tell_outgoing(run, err);
	return store_held_retry(run->store, NO_UNIT, err) && store_seats_claim(run->store, err) &&
	       seal_while(run, again_round, err) &&
	       seal_while(run, seal_round, err) &&
	       seal_while(run, snapshot_round, err);
}
