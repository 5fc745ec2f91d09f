/* Sealed bundles go to the hub, those of a stream in their order. One that the hub has not got is sent again
 * from what is kept here, so a hub that was set back to yesterday is filled up. */
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/sync/ops.h"
#include "sync_parts.h"

/* Why the hub refuses a stream: what err->detail begins with. */
static const struct refusal {
	const char *word, *code, *text;
} refusals[] = {
	{ "GAP", "gap",
	  N_("The hub has lost something that was sent earlier, and it is not here any more. Ask the "
	     "administrator "
	     "to look at the hub.") },
	{ "CHAIN", "chain",
	  N_("What is at the hub is not what was sent from here. Ask the administrator to look at the "
	     "hub.") },
	{ "ACCESS", "access",
	  N_("The hub does not let this terminal send to the unit. It stays here: ask the administrator for "
	     "access.") },
};

static void tell_refused(struct run *run, const struct stream_bundle *bundle, const struct err *why)
{
	size_t i = 0;

	if (str_starts(why->detail, "FORK")) {
		run_restored(run, bundle->unit, bundle->bseq);
		return;
	}
	while (i < LENGTH(refusals) && !str_starts(why->detail, refusals[i].word))
		i++;
	run_trouble(run, i < LENGTH(refusals) ? refusals[i].code : "refused", bundle->unit, run->self.origin,
		    bundle->bseq, i < LENGTH(refusals) ? _(refusals[i].text) : why->text);
}

static bool is_due(struct run *run, const struct stream_bundle *bundle)
{
	const struct incoming *own = run_own(run, bundle->unit);

	return bundle->state == STREAM_SEALED || (own && bundle->bseq > own->last) ||
	       run_has_lost(run, bundle->unit, bundle->bseq);
}

static bool publish(struct run *run, const struct stream_bundle *bundle, struct err *err)
{
	struct hub_bundle out = { .unit = bundle->unit,
				  .bseq = bundle->bseq,
				  .origin = run->self.origin,
				  .schema = store_schema_version(),
				  .sign_public = run->self.sign_public,
				  .bytes = bundle->bytes,
				  .size = bundle->size };
	struct change *changes;

	memcpy(out.prev, bundle->prev, sizeof(out.prev));
	memcpy(out.hash, bundle->hash, sizeof(out.hash));
	if (!ops_decode(bundle->ops, bundle->ops_size, &run->scratch, &changes, &out.count, err))
		return false;
	out.changes = changes;
	if (!hub_publish(run->hub, &out, err))
		return false;
	run->report->sent_bundles++;
	run->report->sent_ops += (int64_t)out.count;
	run->report->sent_bytes += (int64_t)out.size;
	return true;
}

static bool publish_one(struct run *run, const struct stream_bundle *bundle, bool *is_refused,
			struct err *err)
{
	struct err why;

	err_clear(&why);
	*is_refused = false;
	if (publish(run, bundle, &why)) {
		struct incoming *own = run_own(run, bundle->unit);

		if (own && own->last < bundle->bseq)
			own->last = bundle->bseq;
		return bundle->state != STREAM_SEALED ||
		       store_stream_state(run->store, bundle->unit, bundle->bseq, STREAM_PUBLISHED, err);
	}
	if (why.code != ERR_REFUSED) {
		if (err)
			*err = why;
		return false;
	}
	*is_refused = true;
	tell_refused(run, bundle, &why);
	return true;
}

/* The streams that the hub refused in this run: the rest of them waits. */
struct refused {
	int64_t *units;
	size_t count;
};

static bool waits(const struct refused *refused, int64_t unit)
{
	for (size_t i = 0; i < refused->count; i++)
		if (refused->units[i] == unit)
			return true;
	return false;
}

static bool publish_all(struct run *run, const struct stream_bundle *bundles, size_t count, int64_t due,
			struct err *err)
{
	struct refused refused = { .count = 0 };
	int64_t done = 0;

	for (size_t i = 0; i < count; i++) {
		const struct stream_bundle *bundle = &bundles[i];
		bool is_refused;

		if (!bundle->bytes || !is_due(run, bundle) || waits(&refused, bundle->unit))
			continue;
		if (!run_progress(run, SYNC_PUBLISH, done++, due))
			break;
		if (!publish_one(run, bundle, &is_refused, err))
			return false;
		if (is_refused) {
			refused.units =
				arena_grow(&run->lasting, refused.units, refused.count, sizeof(int64_t));
			refused.units[refused.count++] = bundle->unit;
		}
	}
	return true;
}

/* How much is due, and whether the hub has lost what was receipted before: then all that is kept is looked
 * at. */
static bool count_due(struct run *run, int64_t *due, enum stream_state *most, struct err *err)
{
	struct stream_bundle *bundles;
	size_t count;

	*due = 0;
	*most = STREAM_PUBLISHED;
	if (!store_stream_list(run->store, STREAM_PUBLISHED, false, &run->scratch, &bundles, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		*due += is_due(run, &bundles[i]);
	for (size_t i = 0; i < run->own_count; i++)
		if (run->own[i].last < run->own[i].bseq)
			*most = STREAM_ACKED;
	arena_reset(&run->scratch);
	return true;
}

bool sync_publish(struct run *run, struct err *err)
{
	struct stream_bundle *bundles;
	enum stream_state most;
	struct arena arena;
	bool is_done;
	int64_t due;
	size_t count;

	if (run->options->dry_run)
		return true;
	if (!count_due(run, &due, &most, err))
		return false;
	if (!due && most == STREAM_PUBLISHED)
		return true;
	arena_init(&arena);
	is_done = store_stream_list(run->store, most, true, &arena, &bundles, &count, err) &&
		  publish_all(run, bundles, count, due, err);
	arena_done(&arena);
	return is_done;
}
