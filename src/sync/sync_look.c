/* What this terminal has sent and nobody has signed for yet: does the hub keep it as it was sent? What it lacks, or
 * keeps damaged, is sent again.
 *
 * That something of the right size is there is asked for all in each run; the bytes are compared for a part of them, the
 * next part in the next run, so that a run stays short however much is unconfirmed. The newest is always opened: a copy
 * of this database may have sent another under its number. */
#include <string.h>

#include "samtale/base/varint.h"
#include "sync_parts.h"

#define LOOK_BUNDLES 64		  /* of a run, */
#define LOOK_BYTES (4u << 20)	  /* and no more than that of them */
#define KEPT_LOOKED "sync.looked" /* unit and bseq of the last that was compared */

struct looking {
	struct run *run;
	struct hub_bundle *sent; /* published, unconfirmed, and no newer than what the hub shows */
	bool *is_kept;
	size_t count;
};

bool run_has_lost(const struct run *run, int64_t unit, int64_t bseq)
{
	for (size_t i = 0; i < run->lost_count; i++)
		if (run->lost[i].unit == unit && run->lost[i].bseq == bseq)
			return true;
	return false;
}

static bool lose(struct run *run, int64_t unit, int64_t bseq, struct err *err)
{
	if (run_has_lost(run, unit, bseq))
		return true;
	run->lost = arena_grow(&run->lasting, run->lost, run->lost_count, sizeof(*run->lost));
	run->lost[run->lost_count++] = (struct lost){ unit, bseq };
	return run->options->dry_run ||
	       store_anomaly_add(run->store, "damaged", unit, run->self.origin, bseq, "own bundle at the hub", err);
}

static bool lose_marked(struct looking *looking, struct err *err)
{
	for (size_t i = 0; i < looking->count; i++)
		if (!looking->is_kept[i] &&
		    !lose(looking->run, looking->sent[i].unit, looking->sent[i].bseq, err))
			return false;
	return true;
}

/* ---- the newest ----------------------------- */

static bool compare_newest(struct run *run, const struct incoming *own, struct err *err)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	enum bundle_fault fault;
	const unsigned char *bytes;
	size_t size;

	if (!hub_fetch(run->hub, own->unit, own->origin, own->last, &run->scratch, &bytes, &size, NULL))
		return true;
	fault = bundle_peek(bytes, size, &header, hash);
	if (!fault && !memcmp(hash, own->hash, sizeof(hash)))
		return true;
	if (!fault)
		fault = bundle_check_place(&header, run->ring.realm, own->unit, own->origin, own->last);
	if (!fault)
		fault = bundle_check_signature(bytes, size, run->self.sign_public);
	if (fault)
		return lose(run, own->unit, own->last, err);
	run_restored(run, own->unit, own->last);
	return true;
}

static bool compare_newest_all(struct run *run, const struct stream_bundle *bundles, size_t count, struct err *err)
{
	for (size_t i = 0; i < count && !run->is_stopped; i++) {
		const struct incoming *own = run_own(run, bundles[i].unit);

		if (own && own->last == bundles[i].bseq && own->bseq == bundles[i].bseq &&
		    !compare_newest(run, own, err))
			return false;
	}
	return true;
}

/* ---- all of them ----------------------------- */

/* It has been removed, since a base covers it and everybody had it. */
static bool is_removed(struct run *run, const struct incoming *own, int64_t bseq)
{
	const struct unit_bases *bases = run_bases(run, own->unit);
	const struct stream_position *position =
		bases && bases->count ? base_covers(&bases->list[0], run->self.origin) : NULL;

	return bseq < own->first && position && bseq <= position->bseq;
}

static void list_sent(struct looking *looking, const struct stream_bundle *bundles, size_t count)
{
	struct arena *arena = &looking->run->scratch;

	looking->sent = arena_array(arena, count, sizeof(*looking->sent));
	looking->is_kept = arena_array(arena, count, sizeof(*looking->is_kept));
	for (size_t i = 0; i < count; i++) {
		const struct incoming *own = run_own(looking->run, bundles[i].unit);

		if (bundles[i].state == STREAM_PUBLISHED && bundles[i].size && own && bundles[i].bseq <= own->last &&
		    !is_removed(looking->run, own, bundles[i].bseq))
			looking->sent[looking->count++] = (struct hub_bundle){ .unit = bundles[i].unit,
									       .bseq = bundles[i].bseq,
									       .origin = looking->run->self.origin,
									       .size = bundles[i].size };
	}
}

/* Where the part of this run begins: after the last that was compared, and from the first again. */
static bool part_begin(const struct looking *looking, size_t *from, struct err *err)
{
	struct run *run = looking->run;
	uint64_t unit = 0, bseq = 0;
	struct packed in;
	size_t size;

	if (!store_kept(run->store, KEPT_LOOKED, &run->scratch, &in.at, &size, err))
		return false;
	in.end = in.at + size;
	*from = 0;
	if (!size || !unpack_number(&in, &unit) || !unpack_number(&in, &bseq))
		return true;
	while (*from < looking->count &&
	       ((uint64_t)looking->sent[*from].unit < unit || ((uint64_t)looking->sent[*from].unit == unit &&
							       (uint64_t)looking->sent[*from].bseq <= bseq)))
		(*from)++;
	return true;
}

static bool part_end(const struct looking *looking, const struct hub_bundle *last, struct err *err)
{
	struct str packed;
	bool kept;

	str_init(&packed);
	pack_number(&packed, (uint64_t)last->unit);
	pack_number(&packed, (uint64_t)last->bseq);
	kept = store_keep(looking->run->store, KEPT_LOOKED, packed.text, packed.length, err);
	str_done(&packed);
	return kept;
}

/* Some, from that one on, with their bytes. */
static bool part_take(const struct looking *looking, size_t from, struct looking *part, struct err *err)
{
	struct arena *arena = &looking->run->scratch;
	size_t bytes = 0, most = looking->count < LOOK_BUNDLES ? looking->count : LOOK_BUNDLES;

	part->sent = arena_array(arena, most, sizeof(*part->sent));
	part->is_kept = arena_array(arena, most, sizeof(*part->is_kept));
	while (part->count < most && bytes < LOOK_BYTES) {
		struct hub_bundle *bundle = &part->sent[part->count];

		*bundle = looking->sent[(from + part->count++) % looking->count];
		if (!store_stream_bytes(looking->run->store, bundle->unit, bundle->bseq, arena, &bundle->bytes,
					&bundle->size, err))
			return false;
		bytes += bundle->size;
	}
	return true;
}

/* A unit that the hub does not let this terminal see is no loss. */
static bool ask(struct looking *looking, struct err *err)
{
	struct err why;

	if (hub_keeps(looking->run->hub, looking->sent, looking->count, looking->is_kept, &why))
		return lose_marked(looking, err);
	if (why.code != ERR_REFUSED && err)
		*err = why;
	return why.code == ERR_REFUSED;
}

static bool look_at_part(struct looking *looking, struct err *err)
{
	struct looking part = { .run = looking->run };
	size_t from;

	if (!looking->count)
		return true;
	if (!part_begin(looking, &from, err) || !part_take(looking, from, &part, err) ||
	    !ask(&part, err))
		return false;
	return part.count == looking->count || part.run->options->dry_run ||
	       part_end(looking, &part.sent[part.count - 1], err);
}

bool sync_look(struct run *run, struct err *err)
{
	struct looking looking = { .run = run };
	struct stream_bundle *bundles;
	size_t count;
	bool is_done;

	if (!store_stream_list(run->store, STREAM_PUBLISHED, false, &run->scratch, &bundles, &count, err))
		return false;
	list_sent(&looking, bundles, count);
	is_done = compare_newest_all(run, bundles, count, err) &&
		  (run->is_stopped || (ask(&looking, err) && look_at_part(&looking, err)));
	arena_reset(&run->scratch);
	return is_done;
}
