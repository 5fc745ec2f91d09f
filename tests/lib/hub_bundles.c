#include "hub_bundles.h"

#include <sodium.h>
#include <string.h>

const unsigned char bundles_realm[ID_REALM_BYTES] = "a test's realm.";

#define STREAMS 8

/* How far each stream came. */
static struct stream {
	int64_t unit, bseq, seq;
	uint32_t origin;
	unsigned char hash[BUNDLE_HASH_BYTES];
} streams[STREAMS];
static size_t stream_count;

void bundles_begin(void)
{
	stream_count = 0;
}

static struct stream *stream_of(int64_t unit, uint32_t origin)
{
	for (size_t i = 0; i < stream_count; i++)
		if (streams[i].unit == unit && streams[i].origin == origin)
			return &streams[i];
	streams[stream_count] = (struct stream){ .unit = unit, .origin = origin };
	return &streams[stream_count++];
}

/* Facts, creations and cells in turn, of rows that a day touches. */
static struct change change_of(struct arena *arena, const struct stream *stream, int number)
{
	int64_t seq = stream->seq + number;
	const char *text = arena_printf(arena, "value %lld of %u", (long long)seq, (unsigned)stream->origin);
	size_t length = strlen(text);
	const unsigned char *prev = arena_memdup(arena, "\x02\x01", 2);
	struct change change = {
		.dot = { stream->origin, seq },
		.hlc = ((int64_t)1795400000000 + seq * 250) << 16,
		.tx = seq / 4,
		.author = 5,
		.table = 2 + (int)(seq % 10),
		.column = (int)(seq % 6) - 1,
		.row = id_numbered(stream->origin, (uint64_t)(1000 + seq / 4)),
		.value = { arena_memdup(arena, text, length), NULL },
	};

	change.value.end = change.value.at + length;
	if (change.column > 0)
		change.prev = (struct packed){ prev, prev + 2 };
	return change;
}

const struct hub_bundle *bundles_next(struct arena *arena, int64_t unit, uint32_t origin, int changes)
{
	struct stream *stream = stream_of(unit, origin);
	struct hub_bundle *bundle = arena_alloc(arena, sizeof(*bundle));
	struct change *list = arena_array(arena, (size_t)changes, sizeof(*list));
	unsigned char *bytes;

	for (int i = 0; i < changes; i++)
		list[i] = change_of(arena, stream, i + 1);
	*bundle = (struct hub_bundle){ .unit = unit, .bseq = ++stream->bseq, .origin = origin, .schema = 11,
				       .size = 320 + (size_t)changes * 18, .changes = list, .count = (size_t)changes };
	bundle->bytes = bytes = arena_alloc(arena, bundle->size);
	for (size_t i = 0; i < bundle->size; i++)
		bytes[i] = (unsigned char)(i * 31 + (size_t)stream->bseq * 7 + origin);
	memcpy(bundle->prev, stream->hash, sizeof(bundle->prev));
	crypto_generichash(stream->hash, sizeof(stream->hash), bytes, bundle->size, NULL, 0);
	memcpy(bundle->hash, stream->hash, sizeof(bundle->hash));
	stream->seq += changes;
	return bundle;
}
