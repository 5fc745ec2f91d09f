/* base.h - the base of a unit: its whole state at one moment, from which others begin and behind which bundles can go.
 *
 * A member of the unit tells the state as snapshot bundles in its own stream (sync_base.c), and when they are at the hub
 * puts "unit-<u>/base/<origin>.smx" there, signed by it: which of its bundles they are, and which position of every
 * stream of the unit the state covers. A terminal that has nothing of the unit yet, or that misses bundles which are at
 * the hub no more, takes the base and goes on behind these positions (base_take.c).
 *
 * Which of several is newest is told by how much they cover, never by a clock. A member that has its successor removes
 * its own. */
#ifndef SAMTALE_SRC_SYNC_BASE_H
#define SAMTALE_SRC_SYNC_BASE_H

#include "samtale/store/streams.h"
#include "samtale/sync/keyring.h"

#define BASE_NAME_SIZE 64

struct base {
	unsigned char realm[ID_REALM_BYTES];
	int64_t unit;
	uint32_t from;
	int64_t first, last; /* its bundles, in the stream of `from` */
	int64_t orders;      /* purge orders that were carried out where it was made */
	struct stream_position *covered; /* of `from` itself: last */
	size_t covered_count;
};

const char *base_name(int64_t unit, uint32_t from, char name[BASE_NAME_SIZE]);
/* The same base gives the same bytes. */
void base_write(const struct base *base, const unsigned char sign_secret[SIGN_SECRET_BYTES], struct str *out);
/* realm, unit and from say what it must be; false: it is not, or not signed by that terminal. Positions in the arena. */
bool base_read(const unsigned char *bytes, size_t size, const unsigned char sign_public[SIGN_PUBLIC_BYTES],
	       struct arena *arena, struct base *base);

const struct stream_position *base_covers(const struct base *base, uint32_t origin); /* NULL none */
int64_t base_bundles(const struct base *base); /* how much it covers */

/* The unit's bases at the hub by members that count, the one that covers most first. */
NODISCARD bool bases_find(struct hub *hub, const struct ring *ring, int64_t unit, struct arena *arena,
			  struct base **bases, size_t *count, struct err *err);
/* All of its bundles are at the hub, signed, one behind the other. */
bool base_is_there(struct hub *hub, const struct ring *ring, const struct base *base);

/* That somebody who cannot make it wants a base that covers what the hub had then: "unit-<u>/base/wanted.smw". */
NODISCARD bool base_want(struct hub *hub, const struct ring *ring, const struct self *self, int64_t unit,
			 int64_t bundles, struct err *err);
/* How much it shall cover; 0: nobody wants one. */
int64_t base_wanted(struct hub *hub, const struct ring *ring, int64_t unit, struct arena *arena);

#endif
