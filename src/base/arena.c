#include "samtale/base/arena.h"

#include <sanitizer/asan_interface.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SMALLEST 4096
#define BLOCK_LARGEST (256 * 1024)
#define ALIGNMENT alignof(max_align_t)
#define GROW_FIRST 8

struct arena_block {
	struct arena_block *older;
	size_t size; /* bytes in room */
	size_t taken;
	alignas(max_align_t) unsigned char room[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

static void blocks_free(struct arena_block *block)
{
	while (block) {
		struct arena_block *older = block->older;

		free(block);
		block = older;
	}
}

void arena_reset(struct arena *arena)
{
	struct arena_block *kept = arena->newest;

	arena->used = 0;
	if (!kept)
		return;
	blocks_free(kept->older);
	kept->older = NULL;
	kept->taken = 0;
	/* In a sanitized build a pointer kept from before the reset is caught when it is used. */
	ASAN_POISON_MEMORY_REGION(kept->room, kept->size);
}

void arena_done(struct arena *arena)
{
	blocks_free(arena->newest);
	arena_init(arena);
}

static void block_add(struct arena *arena, size_t least)
{
	size_t size = arena->newest ? arena->newest->size * 2 : BLOCK_SMALLEST;
	struct arena_block *block;

	if (size > BLOCK_LARGEST)
		size = BLOCK_LARGEST;
	if (size < least)
		size = least;
	block = malloc(sizeof(*block) + size);
	if (!block)
		BUG("out of memory");
	block->older = arena->newest;
	block->size = size;
	block->taken = 0;
	ASAN_POISON_MEMORY_REGION(block->room, size);
	arena->newest = block;
}

/* Aligned, not zeroed. */
static void *arena_take(struct arena *arena, size_t size)
{
	struct arena_block *block;
	unsigned char *taken;

	if (size > SIZE_MAX / 2)
		BUG("an allocation larger than memory");
	if (!size)
		size = 1;
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!arena->newest || arena->newest->size - arena->newest->taken < size)
		block_add(arena, size);
	block = arena->newest;
	taken = block->room + block->taken;
	block->taken += size;
	arena->used += size;
	ASAN_UNPOISON_MEMORY_REGION(taken, size);
	return taken;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *taken = arena_take(arena, size);

	return memset(taken, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		BUG("an array larger than memory");
	return arena_alloc(arena, count * size);
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : arena_alloc(arena, 1);
}

char *arena_strndup(struct arena *arena, const char *text, size_t bytes)
{
	size_t length = text ? strnlen(text, bytes) : 0;
	char *copy = arena_take(arena, length + 1);

	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void *arena_memdup(struct arena *arena, const void *bytes, size_t count)
{
	char *copy = arena_take(arena, count + 1);

	if (count)
		memcpy(copy, bytes, count);
	copy[count] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		BUG("a format that cannot be printed");
	text = arena_take(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

static size_t capacity_at(size_t count)
{
	if (count < GROW_FIRST)
		return count ? GROW_FIRST : 0;
	return count & (count - 1) ? SIZE_MAX : count;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t size)
{
	void *moved;

	if (count && !items)
		BUG("a list with a count but no items");
	if (count && count != capacity_at(count))
		return items;
	moved = arena_array(arena, count ? 2 * count : GROW_FIRST, size);
	if (count)
		memcpy(moved, items, count * size);
	return moved;
}
