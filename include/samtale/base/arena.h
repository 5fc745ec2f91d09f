/* arena.h - memory that is given back all at once.
 *
 * Query results live in an arena that the caller hands in and a screen resets when it is left.
 * Pointers into it are borrowed: they live until arena_reset() or arena_done(). Running out of
 * memory is not an error a caseworker can mend: it ends in BUG(). Not thread-safe. */
#ifndef SAMTALE_BASE_ARENA_H
#define SAMTALE_BASE_ARENA_H

#include <stddef.h>

#include "samtale/base/compiler.h"

struct arena_block;

struct arena {
	struct arena_block *newest;
	size_t used; /* bytes handed out since the last reset */
};

void arena_init(struct arena *arena);  /* allocates nothing yet */
void arena_reset(struct arena *arena); /* forgets everything, keeps one block for reuse */
void arena_done(struct arena *arena);

/* Zeroed and aligned for any type. size 0 gives a valid pointer that must not be read. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size); /* overflow is a BUG */

/* Copies. text NULL gives "". */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t bytes);
void *arena_memdup(struct arena *arena, const void *bytes, size_t count); /* any bytes; followed by a NUL */
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* A list that grows inside an arena: make room for one more element of `size` bytes in the array
 * `items` that holds `count`. Returns the array, perhaps moved. Capacity doubles at powers of two,
 * so the caller keeps only items and count. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size);

#endif
