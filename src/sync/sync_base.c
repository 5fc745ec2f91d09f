/* Bases are made by members, in their own runs: only they can read what the base must tell. Any of them does when the
 * unit's streams have grown by BASE_BUNDLES since the newest base, when a purge order has been carried out here that was
 * not where that base was made, or when somebody who cannot make one has asked (samtale hub prune of an administrator
 * who is no member). Whoever comes next sees the new base and makes none; two at the same time are two bases, of which
 * either is good.
 *
 * The positions are read first and the state is told after, part by part and each in a transaction of its own, so that
 * nobody who works here waits: what comes in between makes the state tell more than the positions say, which does no
 * harm. The record goes to the hub when all parts are there, and is kept so that it is put again where it was lost. */
#include <stdio.h>
#include <string.h>

#include "sync_parts.h"

#define BASE_BUNDLES 500 /* about a week of fifteen terminals */
#define DAY_MS (24ll * 60 * 60 * 1000)

struct making {
	struct run *run;
	struct unit_bases *bases;
	struct base base;
	struct arena *arena;
};

static const char *kept_key(const char *what, int64_t unit, char key[64])
{
	snprintf(key, 64, "base.%s-%lld", what, (long long)unit);
	return key;
}

static struct base base_of(const struct run *run, int64_t unit)
{
	struct base base = { .unit = unit, .from = run->self.origin };

	memcpy(base.realm, run->ring.realm, sizeof(base.realm));
	return base;
}

/* ---- is one due -------------------------------------------------------------------------------- */

static bool position_add(struct making *making, uint32_t origin, int64_t bseq,
			 const unsigned char hash[BUNDLE_HASH_BYTES])
{
	struct base *base = &making->base;
	struct stream_position *position;

	base->covered = arena_grow(making->arena, base->covered, base->covered_count, sizeof(*position));
	position = &base->covered[base->covered_count++];
	*position = (struct stream_position){ .origin = origin, .bseq = bseq };
	memcpy(position->hash, hash, BUNDLE_HASH_BYTES);
	return true;
}

/* How far this terminal has come in each stream; its own is the last. */
static bool positions_read(struct making *making, struct err *err)
{
	struct run *run = making->run;
	unsigned char hash[BUNDLE_HASH_BYTES];
	int64_t bseq;

	making->base.covered_count = 0;
	for (size_t i = 0; i < run->ring.terminal_count; i++) {
		uint32_t origin = run->ring.terminals[i].origin;

		if (origin == run->self.origin)
			continue;
		if (!store_stream_in(run->store, making->base.unit, origin, &bseq, hash, err))
			return false;
		if (bseq)
			position_add(making, origin, bseq, hash);
	}
	return store_stream_newest(run->store, making->base.unit, &bseq, hash, err) &&
	       position_add(making, run->self.origin, bseq, hash);
}

/* A hole here would be one in the base. */
static bool has_hole(const struct making *making)
{
	const struct run *run = making->run;
	const struct unit_bases *bases = making->bases;

	for (size_t i = 0; i < run->incoming_count; i++) {
		const struct incoming *in = &run->incoming[i];
		const struct stream_position *position =
			bases->count ? base_covers(&bases->list[0], in->origin) : NULL;

		if (in->unit == bases->unit &&
		    (in->first > in->bseq + 1 || (position && position->bseq > in->bseq)))
			return true;
	}
	return false;
}

/* Seen a moment ago that this terminal cannot: it looks again tomorrow. */
static bool may_try(struct making *making, bool *may, struct err *err)
{
	struct run *run = making->run;
	const unsigned char *bytes;
	int64_t tried = 0;
	char key[64];
	size_t size;

	if (!store_kept(run->store, kept_key("tried", making->base.unit, key), making->arena, &bytes, &size, err))
		return false;
	if (size == sizeof(tried))
		memcpy(&tried, bytes, sizeof(tried));
	*may = run->options->all_bases || !tried || run->options->now_ms - tried >= DAY_MS ||
	       run->options->now_ms < tried;
	return true;
}

static bool is_due(struct making *making, bool *due, struct err *err)
{
	const struct unit_bases *bases = making->bases;
	struct run *run = making->run;
	const struct base *newest = bases->count ? &bases->list[0] : NULL;
	int64_t known = newest ? base_bundles(newest) : 0, beyond, wanted;

	*due = false;
	if (!positions_read(making, err) || !store_purge_orders_done(run->store, &making->base.orders, err))
		return false;
	beyond = base_bundles(&making->base) - known;
	if (beyond <= 0 || has_hole(making))
		return true;
	wanted = base_wanted(run->hub, &run->ring, bases->unit, making->arena);
	*due = run->options->all_bases || beyond >= BASE_BUNDLES || wanted > known ||
	       making->base.orders > (newest ? newest->orders : 0);
	return !*due || may_try(making, due, err);
}

/* ---- made -------------------------------------------------------------------------------------- */

static bool never(void *context)
{
	(void)context;
	return false;
}

/* The whole is looked through before anything is told, so that half a state does not go out again and again. */
static bool can_tell(struct making *making, bool *can, struct err *err)
{
	struct unit_part look = { .unit = making->base.unit };
	struct run *run = making->run;
	char key[64];

	if (!store_unit_part_each(run->store, &look, NULL, never, NULL, err))
		return false;
	*can = !look.has_strays;
	return *can || store_keep(run->store, kept_key("tried", making->base.unit, key), &run->options->now_ms,
				  sizeof(run->options->now_ms), err);
}

/* Cut off in between, what was told so far is in the stream and harms nobody. */
static bool parts_tell(struct making *making, bool *is_told, struct err *err)
{
	struct unit_part part = { .unit = making->base.unit };
	struct run *run = making->run;

	*is_told = false;
	for (int64_t parts = 0; !part.is_done && !part.has_strays; parts++) {
		if (!run_progress(run, SYNC_SEAL, parts, 0))
			return true;
		if (!sync_seal_part(run, &part, err))
			return false;
	}
	*is_told = part.is_done;
	return true;
}

/* The record is kept when all parts are sealed. A unit without anything in it has no base. */
static bool record_keep(struct making *making, struct err *err)
{
	struct base *base = &making->base;
	struct stream_position *own = &base->covered[base->covered_count - 1];
	struct run *run = making->run;
	struct str file;
	char key[64];
	bool is_kept;

	base->first = own->bseq + 1;
	if (!store_stream_newest(run->store, base->unit, &own->bseq, own->hash, err))
		return false;
	base->last = own->bseq;
	if (base->last < base->first)
		return true;
	str_init(&file);
	base_write(base, run->self.sign_secret, &file);
	is_kept = store_keep(run->store, kept_key("made", base->unit, key), file.text, file.length, err);
	str_done(&file);
	return is_kept;
}

static bool make(struct making *making, struct err *err)
{
	bool can = false, is_told;

	if (!can_tell(making, &can, err) || !can)
		return !can;
	return parts_tell(making, &is_told, err) && (!is_told || record_keep(making, err)) &&
	       (making->run->is_stopped || sync_publish(making->run, err));
}

/* ---- at the hub -------------------------------------------------------------------------------- */

static bool record_put(struct making *making, const struct base *kept, const unsigned char *bytes, size_t size,
		       struct err *err)
{
	struct unit_bases *bases = making->bases;
	struct run *run = making->run;
	char name[BASE_NAME_SIZE];
	bool is_newer = !bases->count || base_bundles(kept) > base_bundles(&bases->list[0]);

	if (!is_newer || !base_is_there(run->hub, &run->ring, kept))
		return true;
	if (!hub_put(run->hub, base_name(kept->unit, kept->from, name), bytes, size, HUB_REPLACE, err))
		return false;
	run->report->bases_made++;
	return bases_find(run->hub, &run->ring, kept->unit, &run->lasting, &bases->list, &bases->count, err);
}

/* Somebody else's covers more: this terminal's has done its work. */
static bool record_retire(struct making *making, struct err *err)
{
	const struct unit_bases *bases = making->bases;
	struct run *run = making->run;
	char key[64], name[BASE_NAME_SIZE];
	bool is_mine = false;

	for (size_t i = 1; i < bases->count; i++)
		is_mine = is_mine || bases->list[i].from == run->self.origin;
	return !is_mine ||
	       (hub_remove(run->hub, base_name(bases->unit, run->self.origin, name), err) &&
		store_keep(run->store, kept_key("made", bases->unit, key), NULL, 0, err));
}

static bool made_put(struct making *making, struct err *err)
{
	struct run *run = making->run;
	struct base kept = base_of(run, making->bases->unit);
	const unsigned char *bytes;
	size_t size;
	char key[64];

	if (!store_kept(run->store, kept_key("made", kept.unit, key), making->arena, &bytes, &size, err))
		return false;
	if (size && base_read(bytes, size, run->self.sign_public, making->arena, &kept) &&
	    !record_put(making, &kept, bytes, size, err))
		return false;
	return record_retire(making, err);
}

/* ---- the part ---------------------------------------------------------------------------------- */

/* A hub that does not know of bases refuses them, and goes on as ever. */
static bool unit_look(struct run *run, struct unit_bases *bases, struct err *err)
{
	struct arena arena;
	struct making making = { .run = run, .bases = bases, .base = base_of(run, bases->unit), .arena = &arena };
	bool due, done;

	struct err why;

	arena_init(&arena);
	err_clear(&why);
	done = is_due(&making, &due, &why) && (!due || make(&making, &why)) &&
	       (run->is_stopped || made_put(&making, &why));
	arena_done(&arena);
	if (!done && why.code != ERR_REFUSED && err)
		*err = why;
	return done || why.code == ERR_REFUSED;
}

bool sync_base(struct run *run, struct err *err)
{
	if (run->options->dry_run)
		return true;
	for (size_t i = 0; i < run->base_count && !run->is_stopped; i++)
		if (ring_is_member(&run->ring, run->self.origin, run->bases[i].unit) &&
		    !unit_look(run, &run->bases[i], err))
			return false;
	return true;
}
