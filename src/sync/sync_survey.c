/* What is at the hub: the streams, the newest base of each unit, and whether this terminal is what it was. */
#include <string.h>

#include "sync_parts.h"

static void add_own(struct run *run, const struct incoming *own)
{
	run->own = arena_grow(&run->lasting, run->own, run->own_count, sizeof(*own));
	run->own[run->own_count++] = *own;
	if (own->last > own->bseq)
		run_restored(run, own->unit, own->last);
}

static bool add_incoming(struct run *run, int64_t unit, const struct hub_stream *stream, struct err *err)
{
	struct incoming in = {
		.unit = unit, .origin = stream->origin, .first = stream->first, .last = stream->last
	};

	if (!store_stream_in(run->store, unit, in.origin, &in.bseq, in.hash, err))
		return false;
	run->incoming = arena_grow(&run->lasting, run->incoming, run->incoming_count, sizeof(in));
	run->incoming[run->incoming_count++] = in;
	return true;
}

/* What a hub does not let this terminal see, stands still; the other units go on. */
static bool streams_of(struct run *run, int64_t unit, bool is_mine, struct hub_stream **streams,
		       size_t *count, struct err *err)
{
	struct err why;

	err_clear(&why);
	if (hub_streams(run->hub, unit, &run->lasting, streams, count, &why))
		return true;
	*count = 0;
	if (why.code != ERR_REFUSED) {
		if (err)
			*err = why;
		return false;
	}
	if (is_mine)
		run_trouble(run, "access", unit, 0, 0, why.text);
	return true;
}

/* ---- behind a base ----------------------------------------------------------------------------- */

/* A hub that does not show the unit's bases shows none. */
static bool bases_of(struct run *run, int64_t unit, struct unit_bases **bases, struct err *err)
{
	struct unit_bases found = { .unit = unit };
	struct err why;

	err_clear(&why);
	if (!bases_find(run->hub, &run->ring, unit, &run->lasting, &found.list, &found.count, &why)) {
		found.count = 0;
		if (why.code != ERR_REFUSED) {
			if (err)
				*err = why;
			return false;
		}
	}
	run->bases = arena_grow(&run->lasting, run->bases, run->base_count, sizeof(found));
	*bases = &run->bases[run->base_count++];
	**bases = found;
	return true;
}

static struct incoming *incoming_of(struct run *run, int64_t unit, uint32_t origin)
{
	for (size_t i = 0; i < run->incoming_count; i++)
		if (run->incoming[i].unit == unit && run->incoming[i].origin == origin)
			return &run->incoming[i];
	return NULL;
}

/* What a base covers has been at the hub, though it may be there no more. */
static bool covered_add(struct run *run, const struct unit_bases *bases, struct err *err)
{
	for (size_t i = 0; bases->count && i < bases->list[0].covered_count; i++) {
		const struct stream_position *position = &bases->list[0].covered[i];
		const struct hub_stream gone = { position->origin, position->bseq + 1, position->bseq };
		struct incoming *in = incoming_of(run, bases->unit, position->origin);

		if (position->origin == run->self.origin)
			continue;
		if (!in && !add_incoming(run, bases->unit, &gone, err))
			return false;
		if (in && in->last < position->bseq)
			in->last = position->bseq;
	}
	return true;
}

/* A base that covers this terminal's own stream: up to something else than what was sealed here? */
static bool covered_compare(struct run *run, const struct unit_bases *bases, struct incoming *own, struct err *err)
{
	const struct stream_position *position =
		bases->count ? base_covers(&bases->list[0], run->self.origin) : NULL;
	unsigned char hash[BUNDLE_HASH_BYTES];
	bool is_known;

	if (!position)
		return true;
	if (!own->last)
		own->first = position->bseq + 1;
	if (own->last < position->bseq)
		own->last = position->bseq;
	if (!store_stream_hash(run->store, own->unit, position->bseq, hash, &is_known, err))
		return false;
	if (is_known && memcmp(hash, position->hash, sizeof(hash)) != 0)
		run_restored(run, own->unit, position->bseq);
	return true;
}

static void set_back_look(const struct run *run, struct unit_bases *bases, const struct incoming *own)
{
	bases->is_set_back = own->last < own->bseq;
	for (size_t i = 0; i < run->incoming_count; i++)
		if (run->incoming[i].unit == bases->unit && run->incoming[i].last < run->incoming[i].bseq)
			bases->is_set_back = true;
}

/* ---- a unit ------------------------------------------------------------------------------------ */

/* Streams of a unit that this terminal does not read are looked at for its own alone, when it has written
 * there. In its own units the hub shows it all: what is not there has been lost. */
static bool survey_unit(struct run *run, int64_t unit, struct err *err)
{
	struct incoming own = { .unit = unit, .origin = run->self.origin };
	bool is_mine = ring_is_member(&run->ring, run->self.origin, unit);
	struct unit_bases *bases;
	struct hub_stream *streams;
	size_t count;

	if (!store_stream_newest(run->store, unit, &own.bseq, own.hash, err))
		return false;
	if (!is_mine && !own.bseq)
		return true;
	if (!streams_of(run, unit, is_mine, &streams, &count, err) || !bases_of(run, unit, &bases, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (streams[i].origin == own.origin) {
			own.first = streams[i].first;
			own.last = streams[i].last;
		} else if (is_mine && !add_incoming(run, unit, &streams[i], err))
			return false;
	}
	if ((is_mine && !covered_add(run, bases, err)) || !covered_compare(run, bases, &own, err))
		return false;
	set_back_look(run, bases, &own);
	if (own.last || (is_mine && own.bseq))
		add_own(run, &own);
	return true;
}

bool sync_survey(struct run *run, struct err *err)
{
	if (!run_progress(run, SYNC_FETCH, 0, 0))
		return true;
	for (size_t i = 0; i < run->ring.unit_count; i++)
		if (!survey_unit(run, run->ring.units[i].number, err))
			return false;
	return run->is_stopped || sync_look(run, err);
}
