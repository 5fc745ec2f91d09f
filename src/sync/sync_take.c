/* What others have sent: which streams there are, and their bundles, each checked before anything in it is
 * believed (sync-storage, section 9.4). A stream that is not as it must be stops where it is; the others go
 * on. */
#include <stdio.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/sync/ops.h"
#include "sync_parts.h"

#define DAY_MS (24ll * 60 * 60 * 1000)

/* ---- what is at the hub ------------------------------------------------------------------------ */

static void add_own(struct run *run, const struct incoming *own)
{
	run->own = arena_grow(&run->lasting, run->own, run->own_count, sizeof(*own));
	run->own[run->own_count++] = *own;
	if (own->last > own->bseq)
		run_restored(run, own->unit, own->last);
}

static bool add_incoming(struct run *run, int64_t unit, const struct hub_stream *stream, struct err *err)
{
	struct incoming in = {
		.unit = unit, .origin = stream->origin, .first = stream->first, .last = stream->last
	};

	if (!store_stream_in(run->store, unit, in.origin, &in.bseq, in.hash, err))
		return false;
	run->incoming = arena_grow(&run->lasting, run->incoming, run->incoming_count, sizeof(in));
	run->incoming[run->incoming_count++] = in;
	return true;
}

/* What a hub does not let this terminal see, stands still; the other units go on. */
static bool streams_of(struct run *run, int64_t unit, bool is_mine, struct hub_stream **streams,
		       size_t *count, struct err *err)
{
	struct err why;

	err_clear(&why);
	if (hub_streams(run->hub, unit, &run->lasting, streams, count, &why))
		return true;
	*count = 0;
	if (why.code != ERR_REFUSED) {
		if (err)
			*err = why;
		return false;
	}
	if (is_mine)
		run_trouble(run, "access", unit, 0, 0, why.text);
	return true;
}

/* Streams of a unit that this terminal does not read are looked at for its own alone, when it has written
 * there. In its own units the hub shows it all: what is not there has been lost. */
static bool survey_unit(struct run *run, int64_t unit, struct err *err)
{
	struct incoming own = { .unit = unit, .origin = run->self.origin };
	bool is_mine = ring_is_member(&run->ring, run->self.origin, unit);
	struct hub_stream *streams;
	size_t count;

	if (!store_stream_newest(run->store, unit, &own.bseq, own.hash, err))
		return false;
	if (!is_mine && !own.bseq)
		return true;
	if (!streams_of(run, unit, is_mine, &streams, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (streams[i].origin == own.origin) {
			own.first = streams[i].first;
			own.last = streams[i].last;
		} else if (is_mine && !add_incoming(run, unit, &streams[i], err))
			return false;
	}
	if (own.last || (is_mine && own.bseq))
		add_own(run, &own);
	return true;
}

bool sync_survey(struct run *run, struct err *err)
{
	if (!run_progress(run, SYNC_FETCH, 0, 0))
		return true;
	for (size_t i = 0; i < run->ring.unit_count; i++)
		if (!survey_unit(run, run->ring.units[i].number, err))
			return false;
	return run->is_stopped || sync_look(run, err);
}

/* ---- is it what it says ------------------------------------------------------------------------ */

/* The one taken before it here is not the one that the sender built on: is that because the hub now has
 * another under its number? */
static enum bundle_fault chain_or_fork(struct run *run, const struct incoming *in,
				       const struct ring_terminal *sender)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	const unsigned char *bytes;
	size_t size;

	if (hub_fetch(run->hub, in->unit, in->origin, in->bseq, &run->scratch, &bytes, &size, NULL) &&
	    !bundle_peek(bytes, size, &header, hash) &&
	    !bundle_check_signature(bytes, size, sender->sign_public) &&
	    memcmp(hash, in->hash, sizeof(hash)) != 0)
		return BUNDLE_FORK;
	return BUNDLE_CHAIN;
}

struct arrived {
	const unsigned char *bytes;
	size_t size;
	struct bundle_header header;
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct change *changes;
	size_t count;
};

static enum bundle_fault look_outside(struct run *run, const struct incoming *in, struct arrived *arrived)
{
	const struct ring_terminal *sender = ring_terminal(&run->ring, in->origin);
	enum bundle_fault fault = bundle_peek(arrived->bytes, arrived->size, &arrived->header, arrived->hash);

	if (!fault)
		fault = bundle_check_place(&arrived->header, run->ring.realm, in->unit, in->origin,
					   in->bseq + 1);
	if (!fault &&
	    (!sender || !sender->has_card || !ring_counts(&run->ring, in->origin, in->unit, in->bseq + 1)))
		fault = BUNDLE_SENDER;
	if (!fault)
		fault = bundle_check_signature(arrived->bytes, arrived->size, sender->sign_public);
	if (!fault)
		fault = bundle_check_follows(&arrived->header, arrived->hash, in->bseq, in->hash);
	return fault == BUNDLE_CHAIN ? chain_or_fork(run, in, sender) : fault;
}

/* A terminal speaks for itself; only a snapshot tells what others wrote. */
static bool speaks_for_itself(const struct arrived *arrived)
{
	const struct bundle_header *header = &arrived->header;

	for (size_t i = 0; i < arrived->count && !(header->flags & BUNDLE_SNAPSHOT); i++)
		if (arrived->changes[i].dot.origin != header->origin)
			return false;
	return arrived->count == header->ops;
}

static enum bundle_fault look_inside(struct run *run, struct arrived *arrived, struct str *plain)
{
	const struct bundle_header *header = &arrived->header;
	const struct unit_secret *key = ring_secret(&run->ring, header->unit, header->epoch);
	enum bundle_fault fault;
	struct err err;

	if (!key)
		return BUNDLE_KEY;
	fault = bundle_unseal(arrived->bytes, arrived->size, key->box_public, key->box_secret, plain);
	if (fault)
		return fault;
	err_clear(&err);
	if (!ops_decode((const unsigned char *)plain->text, plain->length, &run->scratch, &arrived->changes,
			&arrived->count, &err))
		return err.code == ERR_NEWER ? BUNDLE_VERSION : BUNDLE_CONTENT;
	return speaks_for_itself(arrived) ? BUNDLE_WHOLE : BUNDLE_CONTENT;
}

/* ---- one that cannot be taken ------------------------------------------------------------------ */

/* What time, the sender or a newer keyring mends is no anomaly. */
static bool may_come_right(enum bundle_fault fault)
{
	return fault == BUNDLE_GAP || fault == BUNDLE_SHORT || fault == BUNDLE_KEY || fault == BUNDLE_VERSION;
}

/* Whether the hole is as old as it must be to be spoken of; when it was first seen is kept. */
static bool gap_is_old(struct run *run, const struct incoming *in, bool *is_old, struct err *err)
{
	struct {
		int64_t bseq, since;
	} gap = { in->bseq + 1, run->options->now_ms }, kept;
	const unsigned char *bytes;
	char key[64];
	size_t size;

	*is_old = false;
	snprintf(key, sizeof(key), "gap-%lld-%u", (long long)in->unit, in->origin);
	if (!store_kept(run->store, key, &run->scratch, &bytes, &size, err))
		return false;
	if (size == sizeof(kept)) {
		memcpy(&kept, bytes, sizeof(kept));
		if (kept.bseq == gap.bseq) {
			*is_old = run->options->now_ms - kept.since >= GAP_DAYS * DAY_MS;
			return true;
		}
	}
	return store_keep(run->store, key, &gap, sizeof(gap), err);
}

static bool refuse(struct run *run, const struct incoming *in, enum bundle_fault fault, struct err *err)
{
	bool is_told = true;

	if (fault == BUNDLE_GAP && !gap_is_old(run, in, &is_told, err))
		return false;
	if (is_told)
		run_trouble(run, bundle_fault_code(fault), in->unit, in->origin, in->bseq + 1,
			    bundle_fault_text(fault));
	return may_come_right(fault) ||
	       store_anomaly_add(run->store, bundle_fault_code(fault), in->unit, in->origin, in->bseq + 1,
				 bundle_fault_code(fault), err);
}

/* A file that the medium does not give: the rest of the medium may well be whole. */
static bool refuse_fetch(struct run *run, const struct incoming *in, const struct err *cause, struct err *err)
{
	if (cause->code == ERR_MISSING)
		return refuse(run, in, BUNDLE_GAP, err);
	if (cause->code == ERR_DAMAGED)
		return refuse(run, in, BUNDLE_NOT_ONE, err);
	run_trouble(run, "media", in->unit, in->origin, in->bseq + 1, cause->text);
	return true;
}

/* ---- one that can ------------------------------------------------------------------------------ */

static bool keep(struct run *run, struct incoming *in, const struct arrived *arrived,
		 enum bundle_fault *fault, struct err *err)
{
	struct stream_taken taken = { .unit = in->unit,
				      .bseq = in->bseq + 1,
				      .origin = in->origin,
				      .is_snapshot = arrived->header.flags & BUNDLE_SNAPSHOT };
	struct err why;

	memcpy(taken.hash, arrived->hash, sizeof(taken.hash));
	err_clear(&why);
	if (!store_stream_take(run->store, &taken, arrived->changes, arrived->count, &why)) {
		*fault = BUNDLE_CONTENT;
		if (why.code != ERR_DAMAGED && err)
			*err = why;
		return why.code == ERR_DAMAGED;
	}
	in->bseq++;
	memcpy(in->hash, arrived->hash, sizeof(in->hash));
	run->report->taken_bundles++;
	run->report->taken_ops += (int64_t)arrived->count;
	return true;
}

/* The next one of the stream. *is_taken: it went in, or would. */
static bool take_next(struct run *run, struct incoming *in, bool *is_taken, struct err *err)
{
	struct arrived arrived = { .size = 0 };
	enum bundle_fault fault;
	struct str plain;
	struct err cause;
	bool is_fine = true;

	*is_taken = false;
	err_clear(&cause);
	if (!hub_fetch(run->hub, in->unit, in->origin, in->bseq + 1, &run->scratch, &arrived.bytes,
		       &arrived.size, &cause))
		return refuse_fetch(run, in, &cause, err);
	str_init(&plain);
	fault = look_outside(run, in, &arrived);
	if (!fault)
		fault = look_inside(run, &arrived, &plain);
	if (!fault)
		is_fine = keep(run, in, &arrived, &fault, err);
	*is_taken = is_fine && !fault;
	if (is_fine && fault)
		is_fine = refuse(run, in, fault, err);
	str_done(&plain);
	return is_fine;
}

static int64_t to_come(const struct run *run)
{
	int64_t count = 0;

	for (size_t i = 0; i < run->incoming_count; i++)
		if (run->incoming[i].last > run->incoming[i].bseq)
			count += run->incoming[i].last - run->incoming[i].bseq;
	return count;
}

static bool take_stream(struct run *run, struct incoming *in, int64_t *done, int64_t of, struct err *err)
{
	bool is_taken = true;

	while (is_taken && in->bseq < in->last && run_progress(run, SYNC_FETCH, *done, of)) {
		arena_reset(&run->scratch);
		if (!take_next(run, in, &is_taken, err))
			return false;
		*done += is_taken;
		if (is_taken && !run_progress(run, SYNC_TAKE, *done, of))
			break;
	}
	return true;
}

/* A dry run looks at what they say of themselves. */
static void tell_stream(struct run *run, const struct incoming *in)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	const unsigned char *bytes;
	size_t size;

	for (int64_t bseq = in->bseq + 1; bseq <= in->last; bseq++) {
		arena_reset(&run->scratch);
		if (!hub_fetch(run->hub, in->unit, in->origin, bseq, &run->scratch, &bytes, &size, NULL) ||
		    bundle_peek(bytes, size, &header, hash))
			break;
		run->report->taken_bundles++;
		run->report->taken_ops += header.ops;
	}
}

/* What a terminal that was shut out wrote after that does not count. It stays at the hub, and is on record
 * once. */
static bool skip_shut_out(struct run *run, struct incoming *in, struct err *err)
{
	const struct ring_terminal *sender = ring_terminal(&run->ring, in->origin);

	if (!sender || !sender->is_shut_out)
		return true;
	while (in->last > in->bseq && !ring_counts(&run->ring, in->origin, in->unit, in->last)) {
		if (!run->options->dry_run &&
		    !store_anomaly_add(run->store, bundle_fault_code(BUNDLE_SENDER), in->unit, in->origin,
				       in->last, bundle_fault_code(BUNDLE_SENDER), err))
			return false;
		in->last--;
	}
	return true;
}

bool sync_take(struct run *run, struct err *err)
{
	int64_t done = 0, of;

	for (size_t i = 0; i < run->incoming_count; i++)
		if (!skip_shut_out(run, &run->incoming[i], err))
			return false;
	of = to_come(run);
	for (size_t i = 0; i < run->incoming_count && !run->is_stopped; i++) {
		if (run->options->dry_run)
			tell_stream(run, &run->incoming[i]);
		else if (!take_stream(run, &run->incoming[i], &done, of, err))
			return false;
	}
	return true;
}
