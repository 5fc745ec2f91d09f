#include "hub_memory.h"

#include <stdlib.h>
#include <string.h>

struct memory_file {
	char *name;
	unsigned char *bytes;
	size_t size;
};

struct memory_bundle {
	unsigned char hash[BUNDLE_HASH_BYTES];
	unsigned char *bytes;
	size_t size;
};

struct memory_stream {
	int64_t unit;
	uint32_t origin;
	int64_t first, last;           /* first: the oldest that is kept; last 0: none */
	struct memory_bundle *bundles; /* by bseq - 1 */
};

/* The changes of a terminal that were published, a bit a seq. */
struct memory_seen {
	uint32_t origin;
	unsigned char *bits;
	size_t room; /* bytes */
};

struct hub_memory {
	struct hub hub;
	struct memory_file *files; /* by name */
	size_t file_count;
	struct memory_stream *streams; /* by unit, then origin */
	size_t stream_count;
	struct memory_seen *seen; /* by origin */
	size_t seen_count;
	int64_t bytes, bundles;
};

static void *grown(void *items, size_t count, size_t size)
{
	if (count && count & (count - 1))
		return items;
	items = realloc(items, (count ? 2 * count : 1) * size);
	if (!items)
		BUG("out of memory");
	return items;
}

/* Room for one more at `at` in a list of `count`. */
static void *opened(void *items, size_t count, size_t size, size_t at)
{
	char *list = grown(items, count, size);

	memmove(list + (at + 1) * size, list + at * size, (count - at) * size);
	memset(list + at * size, 0, size);
	return list;
}

static unsigned char *kept(const void *bytes, size_t size)
{
	unsigned char *copy = malloc(size ? size : 1);

	if (!copy)
		BUG("out of memory");
	if (size)
		memcpy(copy, bytes, size);
	return copy;
}

static struct hub_memory *memory_of(struct hub *hub)
{
	return (struct hub_memory *)hub;
}

/* ---- files ----------------------------------------------------------------------------------- */

/* Where the name stands, or would. */
static size_t file_at(const struct hub_memory *memory, const char *name, bool *found)
{
	size_t low = 0, high = memory->file_count;

	*found = false;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(memory->files[middle].name, name);

		*found = *found || !order;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool file_put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		     struct err *err)
{
	struct hub_memory *memory = memory_of(hub);
	struct memory_file *file;
	bool found;
	size_t at = file_at(memory, name, &found);

	if (!found) {
		memory->files = opened(memory->files, memory->file_count++, sizeof(*file), at);
		memory->files[at].name = strdup(name);
	}
	file = &memory->files[at];
	if (found && how == HUB_ONCE) {
		if (file->size == size && !memcmp(file->bytes, bytes, size))
			return true;
		err_set(err, ERR_REFUSED, "%s is there already, with other content.", name);
		return err_detail(err, "ONCE %s", name);
	}
	free(file->bytes);
	file->bytes = kept(bytes, size);
	file->size = size;
	return true;
}

static bool file_get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
		     size_t *size, struct err *err)
{
	struct hub_memory *memory = memory_of(hub);
	bool found;
	size_t at = file_at(memory, name, &found);

	if (!found)
		return err_set(err, ERR_MISSING, "There is no %s at the hub.", name);
	*bytes = arena_memdup(arena, memory->files[at].bytes, memory->files[at].size);
	*size = memory->files[at].size;
	return true;
}

static bool file_list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names, size_t *count,
		      struct err *err)
{
	struct hub_memory *memory = memory_of(hub);
	bool found;
	size_t at = file_at(memory, prefix, &found), end = at, length = strlen(prefix);

	(void)err;
	while (end < memory->file_count && !strncmp(memory->files[end].name, prefix, length))
		end++;
	*count = end - at;
	*names = arena_array(arena, end - at, sizeof(**names));
	for (size_t i = at; i < end; i++)
		(*names)[i - at] = arena_strdup(arena, memory->files[i].name);
	return true;
}

static bool file_remove(struct hub *hub, const char *name, struct err *err)
{
	struct hub_memory *memory = memory_of(hub);
	bool found;
	size_t at = file_at(memory, name, &found);

	(void)err;
	if (!found)
		return true;
	free(memory->files[at].name);
	free(memory->files[at].bytes);
	memory->file_count--;
	memmove(memory->files + at, memory->files + at + 1, (memory->file_count - at) * sizeof(*memory->files));
	return true;
}

/* ---- streams --------------------------------------------------------------------------------- */

static size_t stream_at(const struct hub_memory *memory, int64_t unit, uint32_t origin)
{
	size_t low = 0, high = memory->stream_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct memory_stream *stream = &memory->streams[middle];

		if (stream->unit < unit || (stream->unit == unit && stream->origin < origin))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct memory_stream *stream_find(const struct hub_memory *memory, int64_t unit, uint32_t origin)
{
	size_t at = stream_at(memory, unit, origin);
	struct memory_stream *stream = memory->streams + at;

	return at < memory->stream_count && stream->unit == unit && stream->origin == origin ? stream : NULL;
}

static struct memory_stream *stream_made(struct hub_memory *memory, int64_t unit, uint32_t origin)
{
	struct memory_stream *stream = stream_find(memory, unit, origin);
	size_t at = stream_at(memory, unit, origin);

	if (stream)
		return stream;
	memory->streams = opened(memory->streams, memory->stream_count++, sizeof(*stream), at);
	memory->streams[at] = (struct memory_stream){ .unit = unit, .origin = origin, .first = 1 };
	return &memory->streams[at];
}

static struct memory_seen *seen_of(struct hub_memory *memory, uint32_t origin)
{
	for (size_t i = 0; i < memory->seen_count; i++)
		if (memory->seen[i].origin == origin)
			return &memory->seen[i];
	memory->seen = grown(memory->seen, memory->seen_count, sizeof(*memory->seen));
	memory->seen[memory->seen_count] = (struct memory_seen){ .origin = origin };
	return &memory->seen[memory->seen_count++];
}

static void seen_add(struct hub_memory *memory, struct dot dot)
{
	struct memory_seen *seen = seen_of(memory, dot.origin);
	size_t byte = (size_t)dot.seq / 8;

	if (byte >= seen->room) {
		size_t room = 2 * byte + 64;

		seen->bits = realloc(seen->bits, room);
		if (!seen->bits)
			BUG("out of memory");
		memset(seen->bits + seen->room, 0, room - seen->room);
		seen->room = room;
	}
	seen->bits[byte] |= (unsigned char)(1 << dot.seq % 8);
}

static bool refused(const char *why, const struct hub_bundle *bundle, struct err *err)
{
	err_set(err, ERR_REFUSED, "The hub does not take bundle %lld of this terminal.",
		(long long)bundle->bseq);
	return err_detail(err, "%s", why);
}

static void bundle_keep(struct hub_memory *memory, struct memory_stream *stream, const struct hub_bundle *bundle)
{
	struct memory_bundle *place;

	stream->bundles = grown(stream->bundles, (size_t)stream->last, sizeof(*place));
	place = &stream->bundles[stream->last++];
	memcpy(place->hash, bundle->hash, BUNDLE_HASH_BYTES);
	place->bytes = kept(bundle->bytes, bundle->size);
	place->size = bundle->size;
	memory->bytes += (int64_t)bundle->size;
	memory->bundles++;
	for (size_t i = 0; i < bundle->count; i++)
		seen_add(memory, bundle->changes[i].dot);
}

static bool publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err)
{
	static const unsigned char none[BUNDLE_HASH_BYTES];
	struct hub_memory *memory = memory_of(hub);
	struct memory_stream *stream = stream_made(memory, bundle->unit, bundle->origin);
	const unsigned char *before = stream->last ? stream->bundles[stream->last - 1].hash : none;

	if (bundle->bseq >= 1 && bundle->bseq <= stream->last)
		return !memcmp(stream->bundles[bundle->bseq - 1].hash, bundle->hash, BUNDLE_HASH_BYTES) ||
		       refused("FORK", bundle, err);
	if (bundle->bseq != stream->last + 1)
		return refused("GAP", bundle, err);
	if (memcmp(before, bundle->prev, BUNDLE_HASH_BYTES))
		return refused("CHAIN", bundle, err);
	bundle_keep(memory, stream, bundle);
	return true;
}

static bool streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **list, size_t *count,
		    struct err *err)
{
	struct hub_memory *memory = memory_of(hub);
	size_t at = stream_at(memory, unit, 0);

	(void)err;
	*list = NULL;
	*count = 0;
	for (; at < memory->stream_count && memory->streams[at].unit == unit; at++) {
		const struct memory_stream *stream = &memory->streams[at];

		if (!stream->last)
			continue;
		*list = arena_grow(arena, *list, *count, sizeof(**list));
		(*list)[(*count)++] = (struct hub_stream){ stream->origin, stream->first, stream->last };
	}
	return true;
}

static bool fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
		  const unsigned char **bytes, size_t *size, struct err *err)
{
	const struct memory_stream *stream = stream_find(memory_of(hub), unit, origin);

	if (!stream || bseq < stream->first || bseq > stream->last)
		return err_set(err, ERR_MISSING, "Bundle %lld is not at the hub.", (long long)bseq);
	*size = stream->bundles[bseq - 1].size;
	*bytes = arena_memdup(arena, stream->bundles[bseq - 1].bytes, *size);
	return true;
}

static bool prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
		  struct hub_pruned *gone, struct err *err)
{
	struct memory_stream *stream = stream_find(memory_of(hub), unit, origin);

	(void)err;
	for (int64_t at = stream ? stream->first : 0; at && at <= bseq && at <= stream->last; at++) {
		struct memory_bundle *bundle = &stream->bundles[at - 1];

		gone->bundles++;
		gone->bytes += (int64_t)bundle->size;
		if (dry)
			continue;
		free(bundle->bytes);
		bundle->bytes = NULL;
		stream->first++;
	}
	return true;
}

static void close_nothing(struct hub *hub)
{
	(void)hub;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static const struct hub_kind kind = {
	.put = file_put,
	.get = file_get,
	.list = file_list,
	.remove = file_remove,
	.publish = publish,
	.streams = streams,
	.fetch = fetch,
	.prune = prune,
	.close = close_nothing,
};

struct hub_memory *hub_memory_new(void)
{
	struct hub_memory *memory = calloc(1, sizeof(*memory));

	if (!memory)
		BUG("out of memory");
	memory->hub.kind = &kind;
	return memory;
}

void hub_memory_free(struct hub_memory *memory)
{
	if (!memory)
		return;
	for (size_t i = 0; i < memory->file_count; i++) {
		free(memory->files[i].name);
		free(memory->files[i].bytes);
	}
	for (size_t i = 0; i < memory->stream_count; i++) {
		for (int64_t at = 0; at < memory->streams[i].last; at++)
			free(memory->streams[i].bundles[at].bytes);
		free(memory->streams[i].bundles);
	}
	for (size_t i = 0; i < memory->seen_count; i++)
		free(memory->seen[i].bits);
	free(memory->files);
	free(memory->streams);
	free(memory->seen);
	free(memory);
}

struct hub *hub_memory_hub(struct hub_memory *memory)
{
	return &memory->hub;
}

int64_t hub_memory_bytes(const struct hub_memory *memory)
{
	return memory->bytes;
}

int64_t hub_memory_bundles(const struct hub_memory *memory)
{
	return memory->bundles;
}

bool hub_memory_has(const struct hub_memory *memory, struct dot dot)
{
	for (size_t i = 0; i < memory->seen_count; i++)
		if (memory->seen[i].origin == dot.origin)
			return (size_t)dot.seq / 8 < memory->seen[i].room &&
			       memory->seen[i].bits[dot.seq / 8] >> dot.seq % 8 & 1;
	return false;
}
