/* receipt.h - "unit-<u>/ack/<origin>.ack": how far a terminal has taken each stream of a unit, signed by it.
 *
 * A line names a stream's terminal, a bundle's number and its hash, so that the sender sees whether the
 * bundle that was taken is its own. The line of the signing terminal's own stream tells how far that stream
 * was pruned. */
#ifndef SAMTALE_SRC_SYNC_RECEIPT_H
#define SAMTALE_SRC_SYNC_RECEIPT_H

#include "samtale/sync/bundle.h"

#define RECEIPT_NAME_SIZE 64

struct receipt_line {
	uint32_t origin;
	int64_t bseq;
	unsigned char hash[BUNDLE_HASH_BYTES];
};

struct receipt {
	unsigned char realm[ID_REALM_BYTES];
	int64_t unit;
	uint32_t from;
	struct receipt_line *lines;
	size_t count;
};

const char *receipt_name(int64_t unit, uint32_t from, char name[RECEIPT_NAME_SIZE]);
/* The same receipt gives the same bytes. */
void receipt_write(const struct receipt *receipt, const unsigned char sign_secret[SIGN_SECRET_BYTES],
		   struct str *out);
/* realm, unit and from say what it must be; false: it is not, or not signed by that terminal. Lines in the
 * arena. */
bool receipt_read(const unsigned char *bytes, size_t size, const unsigned char sign_public[SIGN_PUBLIC_BYTES],
		  struct arena *arena, struct receipt *receipt);
/* NULL: nothing of that terminal's has been taken. */
const struct receipt_line *receipt_line(const struct receipt *receipt, uint32_t origin);

#endif
