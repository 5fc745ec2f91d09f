#include "import_keys.h"

#include <string.h>

#define ROOM_FIRST 1024

/* FNV-1a. */
static size_t hash(const unsigned char *bytes, size_t size)
{
	uint64_t value = 0xCBF29CE484222325u;

	while (size-- > 0)
		value = (value ^ *bytes++) * 0x100000001B3u;
	return (size_t)(value ^ value >> 32);
}

/* The slot that holds the key, or the empty one where it belongs. */
static struct import_key *find_slot(const struct import_keys *keys, const void *bytes, size_t size)
{
	size_t at = hash(bytes, size);

	for (;; at++) {
		struct import_key *slot = &keys->slots[at & (keys->room - 1)];

		if (!slot->bytes || (slot->size == size && memcmp(slot->bytes, bytes, size) == 0))
			return slot;
	}
}

static void make_room(struct import_keys *keys, struct arena *arena)
{
	struct import_keys wider = { .count = keys->count, .room = keys->room ? keys->room * 2 : ROOM_FIRST };

	wider.slots = arena_array(arena, wider.room, sizeof(*wider.slots));
	for (size_t i = 0; i < keys->room; i++)
		if (keys->slots[i].bytes)
			*find_slot(&wider, keys->slots[i].bytes, keys->slots[i].size) = keys->slots[i];
	*keys = wider;
}

int64_t import_keys_meet(struct import_keys *keys, struct arena *arena, const void *bytes, size_t size,
			 int64_t line)
{
	struct import_key *slot;
	void *copy;

	if (keys->count >= keys->room / 2)
		make_room(keys, arena);
	slot = find_slot(keys, bytes, size);
	if (slot->bytes)
		return slot->line;
	copy = arena_alloc(arena, size);
	memcpy(copy, bytes, size);
	*slot = (struct import_key){ copy, size, line };
	keys->count++;
	return 0;
}
