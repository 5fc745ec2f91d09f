/* A unit's state is taken from its base: bundle after bundle beside the stream they lie in, and with the last of them
 * the cursors of all the streams it covers. Cut off in between nothing is lost: they are states, and are taken again. */
#include <string.h>

#include "arrived.h"

struct taking {
	struct run *run;
	const struct base *base;
	struct incoming at; /* as if the base's bundles were a stream of their own */
};

static bool bundle_keep(struct taking *taking, const struct arrived *arrived, struct err *err)
{
	struct stream_taken taken = { .unit = taking->base->unit, .is_snapshot = true, .is_state = true, .is_base = true };

	if (taking->at.bseq + 1 == taking->base->last) {
		taken.covered = taking->base->covered;
		taken.covered_count = taking->base->covered_count;
	}
	if (!store_stream_take(taking->run->store, &taken, arrived->changes, arrived->count, err))
		return false;
	taking->at.bseq++;
	memcpy(taking->at.hash, arrived->hash, sizeof(arrived->hash));
	taking->run->report->taken_bundles++;
	taking->run->report->taken_ops += (int64_t)arrived->count;
	return true;
}

/* What the first of them follows is said by itself; the last must be the one that the base names. */
static bool is_the_bases(struct taking *taking, const struct arrived *arrived)
{
	const struct base *base = taking->base;

	return arrived->header.flags & BUNDLE_STATE &&
	       (arrived->header.bseq < base->last ||
		!memcmp(arrived->hash, base_covers(base, base->from)->hash, sizeof(arrived->hash)));
}

static void first_follow(struct taking *taking, const struct arrived *arrived)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;

	if (taking->at.bseq + 1 == taking->base->first && !bundle_peek(arrived->bytes, arrived->size, &header, hash))
		memcpy(taking->at.hash, header.prev, sizeof(header.prev));
}

/* *is_fine false: the base cannot be taken; perhaps another can. */
static bool bundle_take(struct taking *taking, bool *is_fine, struct err *err)
{
	struct run *run = taking->run;
	struct arrived arrived = { .size = 0 };
	struct str plain;
	struct err why;
	bool done = true;

	arena_reset(&run->scratch);
	err_clear(&why);
	*is_fine = hub_fetch(run->hub, taking->base->unit, taking->base->from, taking->at.bseq + 1, &run->scratch,
			     &arrived.bytes, &arrived.size, &why);
	if (!*is_fine)
		return why.code == ERR_MISSING || why.code == ERR_DAMAGED || (err && (*err = why, false));
	str_init(&plain);
	first_follow(taking, &arrived);
	*is_fine = !arrived_look(run, &taking->at, &arrived, &plain) && is_the_bases(taking, &arrived);
	if (*is_fine && !bundle_keep(taking, &arrived, &why)) {
		*is_fine = false;
		done = why.code == ERR_DAMAGED || (err && (*err = why, false));
	}
	str_done(&plain);
	return done;
}

static bool base_take(struct run *run, const struct base *base, bool *is_taken, struct err *err)
{
	struct taking taking = { run, base, { .unit = base->unit, .origin = base->from, .bseq = base->first - 1 } };
	bool is_fine = true;

	while (is_fine && taking.at.bseq < base->last &&
	       run_progress(run, SYNC_TAKE, taking.at.bseq - base->first + 1, base->last - base->first + 1))
		if (!bundle_take(&taking, &is_fine, err))
			return false;
	*is_taken = taking.at.bseq == base->last;
	return true;
}

static void cursors_follow(struct run *run, const struct base *base)
{
	for (size_t i = 0; i < run->incoming_count; i++) {
		struct incoming *in = &run->incoming[i];
		const struct stream_position *position =
			in->unit == base->unit ? base_covers(base, in->origin) : NULL;

		if (position && position->bseq > in->bseq) {
			in->bseq = position->bseq;
			memcpy(in->hash, position->hash, sizeof(in->hash));
		}
	}
}

bool sync_take_base(struct run *run, struct unit_bases *bases, bool *is_taken, struct err *err)
{
	*is_taken = false;
	for (size_t i = 0; i < bases->count && !*is_taken && !run->is_stopped; i++) {
		if (!base_take(run, &bases->list[i], is_taken, err))
			return false;
		run->report->bases_taken += *is_taken;
		if (*is_taken)
			cursors_follow(run, &bases->list[i]);
	}
	return true;
}
