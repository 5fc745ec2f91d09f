/* enrol_seen.c - how far each terminal has come, seen from the hub: the newest moment in what it
 * sent, and the bundles of its units that it has given no receipt for. */
#include <string.h>

#include "receipt.h"
#include "samtale/sync/enrol.h"

#define HLC_COUNTER_BITS 16 /* change.h: UTC ms << 16 and a counter */

struct looking {
	struct hub *hub;
	const struct ring *ring;
	struct arena *arena;
	struct ring_seen *seen;
	int64_t unit;
	struct hub_stream *streams;
	size_t count;
};

/* What is not there is no failure. */
static bool unless_missing(bool done, const struct err *seen, struct err *err)
{
	if (!done && seen->code != ERR_MISSING && err)
		*err = *seen;
	return done || seen->code == ERR_MISSING;
}

/* The header is not checked here: what is shown decides nothing. */
static bool look_at_stream(struct looking *looking, const struct hub_stream *stream, struct ring_seen *seen,
			   struct err *err)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct err missing = { ERR_NONE };
	struct bundle_header header;
	const unsigned char *bytes;
	struct arena arena;
	size_t size;
	bool read;

	seen->bundles += stream->last - stream->first + 1;
	arena_init(&arena);
	read = hub_fetch(looking->hub, looking->unit, stream->origin, stream->last, &arena, &bytes, &size,
			 &missing);
	if (read && bundle_peek(bytes, size, &header, hash) == BUNDLE_WHOLE &&
	    header.hlc >> HLC_COUNTER_BITS > seen->newest_ms)
		seen->newest_ms = header.hlc >> HLC_COUNTER_BITS;
	arena_done(&arena);
	return unless_missing(read, &missing, err);
}

/* The newest bundle of the stream that the receipt is for; 0 none. */
static int64_t received(const struct receipt *receipt, uint32_t origin)
{
	const struct receipt_line *line = receipt_line(receipt, origin);

	return line ? line->bseq : 0;
}

static bool look_at_receipt(struct looking *looking, const struct ring_terminal *terminal,
			    struct ring_seen *seen, struct err *err)
{
	struct receipt receipt = { .unit = looking->unit, .from = terminal->origin };
	struct err missing = { ERR_NONE };
	char name[RECEIPT_NAME_SIZE];
	const unsigned char *bytes;
	size_t size;
	bool read = hub_get(looking->hub, receipt_name(looking->unit, terminal->origin, name), looking->arena,
			    &bytes, &size, &missing);

	memcpy(receipt.realm, looking->ring->realm, ID_REALM_BYTES);
	if (read && !receipt_read(bytes, size, terminal->sign_public, looking->arena, &receipt))
		receipt.count = 0;
	for (size_t i = 0; i < looking->count; i++) {
		const struct hub_stream *stream = &looking->streams[i];
		int64_t from = received(&receipt, stream->origin);

		if (from < stream->first - 1)
			from = stream->first - 1;
		if (stream->origin != terminal->origin && from < stream->last)
			seen->behind += stream->last - from;
	}
	return unless_missing(read, &missing, err);
}

static bool look_at_unit(struct looking *looking, struct err *err)
{
	const struct ring *ring = looking->ring;

	if (!hub_streams(looking->hub, looking->unit, looking->arena, &looking->streams, &looking->count,
			 err))
		return false;
	for (size_t i = 0; i < ring->terminal_count; i++) {
		const struct ring_terminal *terminal = &ring->terminals[i];

		for (size_t j = 0; j < looking->count; j++)
			if (looking->streams[j].origin == terminal->origin &&
			    !look_at_stream(looking, &looking->streams[j], &looking->seen[i], err))
				return false;
		if (terminal->has_card && ring_is_member(ring, terminal->origin, looking->unit) &&
		    !look_at_receipt(looking, terminal, &looking->seen[i], err))
			return false;
	}
	return true;
}

bool ring_seen_read(struct hub *hub, const struct ring *ring, struct arena *arena, struct ring_seen **seen,
		    struct err *err)
{
	struct looking looking = { .hub = hub, .ring = ring, .arena = arena };

	looking.seen = *seen = arena_array(arena, ring->terminal_count, sizeof(**seen));
	for (size_t i = 0; i < ring->terminal_count; i++)
		looking.seen[i].origin = ring->terminals[i].origin;
	for (size_t i = 0; i < ring->unit_count; i++) {
		looking.unit = ring->units[i].number;
		if (!look_at_unit(&looking, err))
			return false;
	}
	return true;
}
