/* enrol_seen.c - when each terminal was seen at the hub: the newest moment in what it sent. */
#include "samtale/sync/enrol.h"

#define HLC_COUNTER_BITS 16 /* change.h: UTC ms << 16 and a counter */

/* The header is not checked here: what is shown decides nothing. */
static bool seen_of(struct hub *hub, int64_t unit, const struct hub_stream *stream, struct ring_seen *seen,
		    struct err *err)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	const unsigned char *bytes;
	struct arena arena;
	struct err missing;
	size_t size;
	bool read;

	seen->bundles += stream->last - stream->first + 1;
	arena_init(&arena);
	read = hub_fetch(hub, unit, stream->origin, stream->last, &arena, &bytes, &size, &missing);
	if (read && bundle_peek(bytes, size, &header, hash) == BUNDLE_WHOLE &&
	    header.hlc >> HLC_COUNTER_BITS > seen->seen_ms)
		seen->seen_ms = header.hlc >> HLC_COUNTER_BITS;
	arena_done(&arena);
	if (!read && missing.code != ERR_MISSING && err)
		*err = missing;
	return read || missing.code == ERR_MISSING;
}

bool ring_seen_read(struct hub *hub, const struct ring *ring, struct arena *arena, struct ring_seen **seen,
		    struct err *err)
{
	struct hub_stream *streams;
	size_t count;

	*seen = arena_array(arena, ring->terminal_count, sizeof(**seen));
	for (size_t i = 0; i < ring->terminal_count; i++)
		(*seen)[i].origin = ring->terminals[i].origin;
	for (size_t i = 0; i < ring->unit_count; i++) {
		if (!hub_streams(hub, ring->units[i].number, arena, &streams, &count, err))
			return false;
		for (size_t j = 0; j < count; j++)
			for (size_t k = 0; k < ring->terminal_count; k++)
				if ((*seen)[k].origin == streams[j].origin &&
				    !seen_of(hub, ring->units[i].number, &streams[j], &(*seen)[k], err))
					return false;
	}
	return true;
}
