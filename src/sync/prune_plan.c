#include "samtale/sync/prune.h"

#include <string.h>

#include "base.h"
#include "receipt.h"

static const char *const names[] = {
	[PRUNE_FREE] = "free",	   [PRUNE_NO_BASE] = "no_base", [PRUNE_NOT_COVERED] = "newer",
	[PRUNE_BEHIND] = "behind", [PRUNE_ALONE] = "alone",
};
_Static_assert(LENGTH(names) == PRUNE_HOLDS, "every hold has a name");

const char *prune_hold_name(enum prune_hold hold)
{
	return names[hold];
}

struct planning {
	struct hub *hub;
	const struct ring *ring;
	int64_t unit;
	struct arena *arena;
	const struct base *base; /* NULL none */
	struct receipt *receipts; /* of the unit's terminals; one without lines has given none */
	size_t receipt_count;
};

/* ---- receipts ---------------------------------------------------------------------------------- */

static void receipt_add(struct planning *planning, const struct ring_terminal *terminal)
{
	struct receipt receipt = { .unit = planning->unit, .from = terminal->origin };
	char name[RECEIPT_NAME_SIZE];
	const unsigned char *bytes;
	size_t size;

	memcpy(receipt.realm, planning->ring->realm, sizeof(receipt.realm));
	if (!hub_get(planning->hub, receipt_name(planning->unit, terminal->origin, name), planning->arena, &bytes,
		     &size, NULL) ||
	    !receipt_read(bytes, size, terminal->sign_public, planning->arena, &receipt))
		receipt.count = 0;
	planning->receipts =
		arena_grow(planning->arena, planning->receipts, planning->receipt_count, sizeof(receipt));
	planning->receipts[planning->receipt_count++] = receipt;
}

static void receipts_add(struct planning *planning)
{
	const struct ring *ring = planning->ring;

	for (size_t i = 0; i < ring->terminal_count; i++)
		if (ring->terminals[i].has_card && !ring->terminals[i].is_shut_out &&
		    ring_is_member(ring, ring->terminals[i].origin, planning->unit))
			receipt_add(planning, &ring->terminals[i]);
}

/* Up to where it has the stream. A receipt for another bundle than the base covers is none. */
static int64_t received(const struct planning *planning, const struct receipt *receipt, uint32_t origin)
{
	const struct receipt_line *line = receipt_line(receipt, origin);
	const struct stream_position *position = base_covers(planning->base, origin);

	if (!line || (line->bseq == position->bseq && memcmp(line->hash, position->hash, sizeof(line->hash)) != 0))
		return 0;
	return line->bseq;
}

/* ---- a stream ---------------------------------------------------------------------------------- */

static void receipts_look(const struct planning *planning, struct prune_stream *stream)
{
	bool is_alone = true;

	for (size_t i = 0; i < planning->receipt_count; i++) {
		const struct receipt *receipt = &planning->receipts[i];
		int64_t bseq;

		if (receipt->from == stream->origin)
			continue;
		is_alone = false;
		bseq = received(planning, receipt, stream->origin);
		if (bseq >= stream->until)
			continue;
		stream->until = bseq;
		stream->hold = PRUNE_BEHIND;
		stream->held_by = receipt->from;
	}
	if (!is_alone)
		return;
	stream->until = 0;
	stream->hold = PRUNE_ALONE;
}

static void stream_look(const struct planning *planning, struct prune_stream *stream)
{
	const struct stream_position *position =
		planning->base ? base_covers(planning->base, stream->origin) : NULL;

	stream->hold = planning->base ? PRUNE_NOT_COVERED : PRUNE_NO_BASE;
	if (!position)
		return;
	stream->until = planning->base->from == stream->origin ? planning->base->first - 1 : position->bseq;
	if (stream->until >= stream->last)
		stream->hold = PRUNE_FREE;
	receipts_look(planning, stream);
}

/* ---- a unit ------------------------------------------------------------------------------------ */

bool prune_plan_unit(struct hub *hub, const struct ring *ring, int64_t unit, struct arena *arena,
		     struct prune_plan *plan, struct err *err)
{
	struct planning planning = { .hub = hub, .ring = ring, .unit = unit, .arena = arena };
	struct hub_stream *streams;
	struct base *bases;
	size_t count, base_count;

	if (!hub_streams(hub, unit, arena, &streams, &count, err) ||
	    !bases_find(hub, ring, unit, arena, &bases, &base_count, err))
		return false;
	if (base_count && base_is_there(hub, ring, &bases[0]))
		planning.base = &bases[0];
	receipts_add(&planning);
	for (size_t i = 0; i < count; i++) {
		struct prune_stream stream = {
			.unit = unit, .origin = streams[i].origin, .first = streams[i].first, .last = streams[i].last
		};

		if (stream.first > stream.last)
			continue;
		stream_look(&planning, &stream);
		plan->streams = arena_grow(arena, plan->streams, plan->count, sizeof(stream));
		plan->streams[plan->count++] = stream;
	}
	return true;
}
