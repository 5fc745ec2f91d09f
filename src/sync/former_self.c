#include "former_self.h"

#include <string.h>

#include "trail.h"

struct comparing {
	struct store *store;
	struct hub *hub;
	const struct self *former;
	struct arena *arena;
	struct unit_secrets secrets;
	int64_t shared;
};

static bool stamp_compare(struct comparing *comparing, const struct trail_stamp *stamp, struct err *err)
{
	bool is_known;

	if (stamp->seq <= comparing->shared)
		return true;
	if (!store_change_is_known(comparing->store, stamp->seq, stamp->hlc, &is_known, err))
		return false;
	if (is_known)
		comparing->shared = stamp->seq;
	return true;
}

static bool trail_compare(struct comparing *comparing, const struct trail *trail, struct err *err)
{
	for (size_t i = 0; i < trail->count; i++)
		if (!stamp_compare(comparing, &trail->stamps[i], err))
			return false;
	return true;
}

static bool bundle_compare(struct comparing *comparing, const unsigned char *bytes, size_t size, struct err *err)
{
	struct trail trail = { NULL, 0 };

	return !trail_of_bundle(bytes, size, comparing->former, comparing->secrets.rows, comparing->secrets.count,
				comparing->arena, &trail) ||
	       trail_compare(comparing, &trail, err);
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
	struct trail removed;

	if (!trail_fetch(hub, former, arena, &removed, err)) {
		if (err->code != ERR_DAMAGED)
			return false;
		err_clear(err);
	}
	if (!trail_compare(&comparing, &removed, err))
		return false;
	for (size_t i = 0; i < ring->unit_count; i++)
		if (!unit_compare(&comparing, ring->units[i].number, err))
			return false;
	*shared = comparing.shared;
	return true;
}
