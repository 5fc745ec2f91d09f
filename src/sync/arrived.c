#include "arrived.h"

#include <string.h>

#include "samtale/sync/ops.h"

/* The one taken before it here is not the one that the sender built on: is that because the hub now has
 * another under its number? */
static enum bundle_fault chain_or_fork(struct run *run, const struct incoming *in,
				       const struct ring_terminal *sender)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	const unsigned char *bytes;
	size_t size;

	if (hub_fetch(run->hub, in->unit, in->origin, in->bseq, &run->scratch, &bytes, &size, NULL) &&
	    !bundle_peek(bytes, size, &header, hash) &&
	    !bundle_check_signature(bytes, size, sender->sign_public) &&
	    memcmp(hash, in->hash, sizeof(hash)) != 0)
		return BUNDLE_FORK;
	return BUNDLE_CHAIN;
}

static enum bundle_fault look_outside(struct run *run, const struct incoming *in, struct arrived *arrived)
{
	const struct ring_terminal *sender = ring_terminal(&run->ring, in->origin);
	enum bundle_fault fault = bundle_peek(arrived->bytes, arrived->size, &arrived->header, arrived->hash);

	if (!fault)
		fault = bundle_check_place(&arrived->header, run->ring.realm, in->unit, in->origin,
					   in->bseq + 1);
	if (!fault &&
	    (!sender || !sender->has_card || !ring_counts(&run->ring, in->origin, in->unit, in->bseq + 1)))
		fault = BUNDLE_SENDER;
	if (!fault)
		fault = bundle_check_signature(arrived->bytes, arrived->size, sender->sign_public);
	if (!fault)
		fault = bundle_check_follows(&arrived->header, arrived->hash, in->bseq, in->hash);
	return fault == BUNDLE_CHAIN ? chain_or_fork(run, in, sender) : fault;
}

/* A terminal speaks for itself; only a snapshot tells what others wrote. */
static bool speaks_for_itself(const struct arrived *arrived)
{
	const struct bundle_header *header = &arrived->header;

	for (size_t i = 0; i < arrived->count && !(header->flags & BUNDLE_SNAPSHOT); i++)
		if (arrived->changes[i].dot.origin != header->origin)
			return false;
	return arrived->count == header->ops;
}

static enum bundle_fault look_inside(struct run *run, struct arrived *arrived, struct str *plain)
{
	const struct bundle_header *header = &arrived->header;
	const struct unit_secret *key = ring_secret(&run->ring, header->unit, header->epoch);
	enum bundle_fault fault;
	struct err err;

	if (!key)
		return BUNDLE_KEY;
	fault = bundle_unseal(arrived->bytes, arrived->size, key->box_public, key->box_secret, plain);
	if (fault)
		return fault;
	err_clear(&err);
	if (!ops_decode((const unsigned char *)plain->text, plain->length, &run->scratch, &arrived->changes,
			&arrived->count, &err))
		return err.code == ERR_NEWER ? BUNDLE_VERSION : BUNDLE_CONTENT;
	return speaks_for_itself(arrived) ? BUNDLE_WHOLE : BUNDLE_CONTENT;
}

enum bundle_fault arrived_look(struct run *run, const struct incoming *in, struct arrived *arrived, struct str *plain)
{
	enum bundle_fault fault = look_outside(run, in, arrived);

	return fault ? fault : look_inside(run, arrived, plain);
}
