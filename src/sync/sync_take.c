/* What others have sent: bundle after bundle of each stream. A stream that is not as it must be stops where it is; the
 * others go on. One that misses bundles which are at the hub no more goes on behind the unit's base. */
#include <stdio.h>
#include <string.h>

#include "arrived.h"
#include "samtale/base/tr.h"

#define DAY_MS (24ll * 60 * 60 * 1000)

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
				      .is_snapshot = arrived->header.flags & BUNDLE_SNAPSHOT,
				      .is_state = arrived->header.flags & BUNDLE_STATE };
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

/* One that is not there any more is in the state that the unit's base tells. */
static bool missing_take(struct run *run, struct incoming *in, bool *is_taken, struct err *err)
{
	struct unit_bases *bases = run_bases(run, in->unit);
	const struct stream_position *position =
		bases && bases->count ? base_covers(&bases->list[0], in->origin) : NULL;

	if (!position || position->bseq <= in->bseq || bases->is_tried)
		return refuse(run, in, BUNDLE_GAP, err);
	bases->is_tried = true;
	return sync_take_base(run, bases, is_taken, err) &&
	       (*is_taken || run->is_stopped || refuse(run, in, BUNDLE_GAP, err));
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
		return cause.code == ERR_MISSING ? missing_take(run, in, is_taken, err)
						 : refuse_fetch(run, in, &cause, err);
	str_init(&plain);
	fault = arrived_look(run, in, &arrived, &plain);
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

/* Whoever has nothing of the unit yet begins where its base is. */
static bool is_new_to(const struct run *run, int64_t unit)
{
	for (size_t i = 0; i < run->incoming_count; i++)
		if (run->incoming[i].unit == unit && run->incoming[i].bseq)
			return false;
	return true;
}

/* Unit by unit, the common one first: a citizen never comes long before the coordinator. */
static bool begin_at_base(struct run *run, int64_t unit, struct err *err)
{
	struct unit_bases *bases = run_bases(run, unit);
	bool is_taken;

	if (!bases || !bases->count || bases->is_tried || !is_new_to(run, unit))
		return true;
	bases->is_tried = true;
	return sync_take_base(run, bases, &is_taken, err);
}

bool sync_take(struct run *run, struct err *err)
{
	int64_t done = 0, of;

	for (size_t i = 0; i < run->incoming_count; i++)
		if (!skip_shut_out(run, &run->incoming[i], err))
			return false;
	of = to_come(run);
	for (size_t i = 0; i < run->incoming_count && !run->is_stopped; i++) {
		struct incoming *in = &run->incoming[i];

		if (run->options->dry_run)
			tell_stream(run, in);
		else if (!begin_at_base(run, in->unit, err) ||
			 (!run->is_stopped && !take_stream(run, in, &done, of, err)))
			return false;
	}
	return true;
}
