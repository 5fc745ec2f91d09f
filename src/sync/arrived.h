/* arrived.h - a bundle that was fetched, and whether it is what it says: each check before anything in it is believed
 * (sync-storage, section 9.4). */
#ifndef SAMTALE_SRC_SYNC_ARRIVED_H
#define SAMTALE_SRC_SYNC_ARRIVED_H

#include "sync_parts.h"

struct arrived {
	const unsigned char *bytes;
	size_t size;
	struct bundle_header header;
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct change *changes; /* in the run's scratch */
	size_t count;
};

/* Of arrived only bytes and size are known before; it must be the one that follows `in`. plain holds what the changes
 * borrow from. */
enum bundle_fault arrived_look(struct run *run, const struct incoming *in, struct arrived *arrived, struct str *plain);

#endif
