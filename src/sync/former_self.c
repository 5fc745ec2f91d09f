#include "former_self.h"

#include <string.h>

#include "samtale/sync/ops.h"

struct comparing {
	struct store *store;
	struct hub *hub;
	const struct self *former;
	struct arena *arena;
	struct unit_secrets secrets;
	int64_t shared;
};

static bool change_compare(struct comparing *comparing, const struct change *change, struct err *err)
{
	bool is_known;

	if (change->dot.origin != comparing->former->origin || change->dot.seq <= comparing->shared)
		return true;
	if (!store_change_is_known(comparing->store, change->dot.seq, change->hlc, &is_known, err))
		return false;
	if (is_known)
		comparing->shared = change->dot.seq;
	return true;
}

/* Written to a unit whose key is not here: its header tells of its newest change alone. */
static bool header_compare(struct comparing *comparing, const struct bundle_header *header, struct err *err)
{
	struct change newest = { .dot = { header->origin, header->last_seq }, .hlc = header->hlc };

	return change_compare(comparing, &newest, err);
}

static bool inside_compare(struct comparing *comparing, const struct bundle_header *header, const struct str *plain,
			   struct err *err)
{
	struct change *changes;
	size_t count;

	if (!ops_decode((const unsigned char *)plain->text, plain->length, comparing->arena, &changes, &count, NULL))
		return header_compare(comparing, header, err);
	for (size_t i = 0; i < count; i++)
		if (!change_compare(comparing, &changes[i], err))
			return false;
	return true;
}

/* One that is not whole, or not the former self's, proves nothing. */
static bool bundle_compare(struct comparing *comparing, const unsigned char *bytes, size_t size, struct err *err)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	const struct unit_secret *key;
	struct str plain;
	bool is_compared;

	if (bundle_peek(bytes, size, &header, hash) || header.origin != comparing->former->origin ||
	    header.flags & BUNDLE_SNAPSHOT ||
	    bundle_check_signature(bytes, size, comparing->former->sign_public))
		return true;
	key = unit_secrets_find(&comparing->secrets, header.unit, header.epoch);
	str_init(&plain);
	if (key && !bundle_unseal(bytes, size, key->box_public, key->box_secret, &plain))
		is_compared = inside_compare(comparing, &header, &plain, err);
	else
		is_compared = header_compare(comparing, &header, err);
	if (plain.length)
		sodium_memzero(plain.text, plain.length);
	str_done(&plain);
	return is_compared;
}

/* Those that this database does not know it sent. */
static bool stream_compare(struct comparing *comparing, int64_t unit, const struct hub_stream *stream,
			   struct err *err)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	int64_t bseq;

	if (!store_stream_newest(comparing->store, unit, &bseq, hash, err))
		return false;
	for (bseq = bseq > stream->first ? bseq : stream->first; bseq <= stream->last; bseq++) {
		const unsigned char *bytes;
		size_t size;

		if (!hub_fetch(comparing->hub, unit, stream->origin, bseq, comparing->arena, &bytes, &size, err)) {
			if (err->code != ERR_MISSING)
				return false;
			err_clear(err);
		} else if (!bundle_compare(comparing, bytes, size, err)) {
			return false;
		}
	}
	return true;
}

static bool unit_compare(struct comparing *comparing, int64_t unit, struct err *err)
{
	struct hub_stream *streams;
	size_t count;

	if (!hub_streams(comparing->hub, unit, comparing->arena, &streams, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (streams[i].origin == comparing->former->origin &&
		    !stream_compare(comparing, unit, &streams[i], err))
			return false;
	return true;
}

bool former_self_shared(struct store *store, struct hub *hub, const struct self *former, struct arena *arena,
			const struct keyring_state *state, int64_t *shared, struct err *err)
{
	struct comparing comparing = { store, hub, former, arena, state->secrets, 0 };
	const struct ring *ring = &state->keyring.ring;

	for (size_t i = 0; i < ring->unit_count; i++)
		if (!unit_compare(&comparing, ring->units[i].number, err))
			return false;
	*shared = comparing.shared;
	return true;
}
