/* import_keys.h - which rows of a file have been met, so that the second of two that claim to be the same is
 * told.
 *
 * Without it two such rows would overwrite each other at every import, and the same files would never come to
 * change nothing. */
#ifndef SAMTALE_EXCHANGE_IMPORT_KEYS_H
#define SAMTALE_EXCHANGE_IMPORT_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/arena.h"

struct import_key {
	const void *bytes;
	size_t size;
	int64_t line;
};

struct import_keys {
	struct import_key *slots; /* a power of two of them; in the arena, as the keys' bytes are */
	size_t room, count;
};

/* The line on which the key stood before; 0 when it is new, and it is then remembered with `line`. */
int64_t import_keys_meet(struct import_keys *keys, struct arena *arena, const void *bytes, size_t size,
			 int64_t line);

#endif
