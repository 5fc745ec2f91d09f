/* What need not lie at the hub any more is removed there (prune.h says what that is). Cut off in between, the next run
 * goes on. A hub that has less than this terminal has seen there was set back to an older copy of itself: it is filled
 * up first. */
#include "sync_parts.h"
#include "trail.h"

static bool looks_at_all(const struct run *run)
{
	const struct ring_terminal *me = ring_terminal(&run->ring, run->self.origin);

	return run->options->all_bases || run->self.is_admin || (me && me->is_hub);
}

/* Somebody may be about to go on for a terminal that was shut out. */
static bool some_are_invited(const struct run *run)
{
	for (size_t i = 0; i < run->ring.terminal_count; i++) {
		const struct ring_terminal *terminal = &run->ring.terminals[i];

		if (!terminal->has_card && !terminal->is_shut_out &&
		    terminal->invited_until >= run->options->now_ms)
			return true;
	}
	return false;
}

/* A terminal removes its own, since it alone can leave the trail of it, and whoever looks after the hub those of
 * terminals that were shut out. */
static bool may_remove(const struct run *run, uint32_t origin)
{
	const struct ring_terminal *terminal = ring_terminal(&run->ring, origin);

	if (origin == run->self.origin)
		return true;
	return looks_at_all(run) && terminal && terminal->is_shut_out && !some_are_invited(run);
}

/* Most runs of most terminals find nothing, and ask for no receipts to see that. */
static bool may_have_some(struct run *run, int64_t unit)
{
	const struct unit_bases *bases = run_bases(run, unit);
	const struct incoming *own = run_own(run, unit);
	const struct stream_position *position;

	if (bases && bases->is_set_back)
		return false;
	if (looks_at_all(run))
		return true;
	position = bases && bases->count ? base_covers(&bases->list[0], run->self.origin) : NULL;
	return position && own && own->first <= position->bseq;
}

/* One that does not come whole stays, and all behind it. */
static bool trail_add(struct run *run, struct prune_stream *stream, struct arena *arena, struct trail *trail,
		      struct err *err)
{
	for (int64_t bseq = stream->first; bseq <= stream->until; bseq++) {
		const unsigned char *bytes;
		struct err why;
		size_t size;

		err_clear(&why);
		if (hub_fetch(run->hub, stream->unit, stream->origin, bseq, arena, &bytes, &size, &why)) {
			if (!trail_of_bundle(bytes, size, &run->self, run->ring.secrets, run->ring.secret_count, arena,
					     trail))
				stream->until = bseq - 1;
		} else if (why.code != ERR_MISSING) {
			if (err)
				*err = why;
			return false;
		}
	}
	return true;
}

/* What of this terminal's is about to go leaves its trail first. */
static bool trail_leave(struct run *run, struct prune_stream *stream, struct err *err)
{
	struct trail trail;
	struct arena arena;
	struct err why;
	bool done;

	if (stream->origin != run->self.origin || run->options->dry_run)
		return true;
	arena_init(&arena);
	err_clear(&why);
	done = trail_fetch(run->hub, &run->self, &arena, &trail, &why);
	if (!done && why.code == ERR_DAMAGED) {
		run_trouble(run, "media", stream->unit, run->self.origin, 0, why.text);
		stream->until = 0;
		done = true;
	} else if (!done && err) {
		*err = why;
	} else {
		done = trail_add(run, stream, &arena, &trail, err) &&
		       trail_put(run->hub, &run->self, &trail, err);
	}
	arena_done(&arena);
	return done;
}

static bool stream_prune(struct run *run, const struct prune_stream *stream, struct err *err)
{
	struct hub_pruned gone = { 0, 0 };

	if (!hub_prune(run->hub, stream->unit, stream->origin, stream->until, run->options->dry_run, &gone, err))
		return false;
	run->report->pruned_bundles += gone.bundles;
	run->report->pruned_bytes += gone.bytes;
	return true;
}

static void plan_tell(struct run *run, const struct prune_stream *stream)
{
	struct prune_plan *plan = run->options->plan;

	if (!plan)
		return;
	plan->streams = arena_grow(run->arena, plan->streams, plan->count, sizeof(*stream));
	plan->streams[plan->count++] = *stream;
}

/* What the newest base leaves: a member that can shall make one. */
static bool base_ask(struct run *run, int64_t unit, const struct prune_plan *plan, struct err *err)
{
	struct base *bases;
	int64_t bundles = 0;
	size_t count;

	if (!run->options->all_bases || run->options->dry_run)
		return true;
	for (size_t i = 0; i < plan->count; i++)
		bundles += plan->streams[i].last;
	if (!bases_find(run->hub, &run->ring, unit, &run->scratch, &bases, &count, err))
		return false;
	return (count && base_bundles(&bases[0]) >= bundles) ||
	       base_wanted(run->hub, &run->ring, unit, &run->scratch) >= bundles ||
	       base_want(run->hub, &run->ring, &run->self, unit, bundles, err);
}

static bool unit_prune(struct run *run, int64_t unit, struct err *err)
{
	struct prune_plan plan = { NULL, 0 };

	if (!prune_plan_unit(run->hub, &run->ring, unit, &run->scratch, &plan, err))
		return false;
	for (size_t i = 0; i < plan.count; i++) {
		struct prune_stream *stream = &plan.streams[i];

		if (stream->until >= stream->first && may_remove(run, stream->origin) &&
		    (!trail_leave(run, stream, err) || !stream_prune(run, stream, err)))
			return false;
		plan_tell(run, stream);
	}
	return base_ask(run, unit, &plan, err);
}

/* What the hub does not let this terminal see or do in a unit is left as it is. */
bool sync_prune(struct run *run, struct err *err)
{
	for (size_t i = 0; i < run->ring.unit_count && !run->is_stopped; i++) {
		struct err why;

		err_clear(&why);
		if (may_have_some(run, run->ring.units[i].number) &&
		    !unit_prune(run, run->ring.units[i].number, &why) && why.code != ERR_REFUSED) {
			if (err)
				*err = why;
			return false;
		}
		arena_reset(&run->scratch);
	}
	return true;
}
