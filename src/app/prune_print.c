#include "app/prune_print.h"

#include <stdio.h>

#include "samtale/base/tr.h"

json_t *prune_plan_json(const struct prune_plan *plan)
{
	json_t *streams = json_array();

	for (size_t i = 0; i < plan->count; i++) {
		const struct prune_stream *stream = &plan->streams[i];

		json_array_append_new(
			streams, json_pack("{s:I, s:I, s:I, s:I, s:I, s:s, s:o}", "unit", (json_int_t)stream->unit,
					   "terminal", (json_int_t)stream->origin, "first", (json_int_t)stream->first,
					   "last", (json_int_t)stream->last, "until", (json_int_t)stream->until, "held",
					   prune_hold_name(stream->hold), "by",
					   stream->hold == PRUNE_BEHIND ? json_integer(stream->held_by) : json_null()));
	}
	return streams;
}

static const char *terminal_named(const struct ring *ring, uint32_t origin)
{
	const struct ring_terminal *terminal = ring_terminal(ring, origin);

	return terminal ? terminal->name : "?";
}

static int64_t stays(const struct prune_stream *stream)
{
	int64_t until = stream->until < stream->first ? stream->first - 1 : stream->until;

	return stream->last > until ? stream->last - until : 0;
}

void prune_plan_print(const struct prune_plan *plan, const struct ring *ring)
{
	static const char *const reasons[PRUNE_HOLDS] = {
		[PRUNE_NO_BASE] = N_("the unit has no whole base yet. One of its terminals makes it at its next sync."),
		[PRUNE_ALONE] = N_("nobody else is in the unit."),
	};

	for (size_t i = 0; i < plan->count; i++) {
		const struct prune_stream *stream = &plan->streams[i];
		const struct ring_unit *unit = ring_unit(ring, stream->unit);
		int64_t count = stays(stream);

		if (!count || (stream->hold != PRUNE_BEHIND && !reasons[stream->hold]))
			continue;
		printf(tr_count("%s, %s: %lld bundle stays: ", "%s, %s: %lld bundles stay: ", (long)count),
		       unit ? unit->name : "?", terminal_named(ring, stream->origin), (long long)count);
		if (stream->hold == PRUNE_BEHIND)
			printf(_("%s has not taken all of it yet.\n"), terminal_named(ring, stream->held_by));
		else
			puts(_(reasons[stream->hold]));
	}
}

void prune_holders_print(const struct prune_plan *plan, const struct ring *ring)
{
	int64_t free = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->streams[i].until >= plan->streams[i].first)
			free += plan->streams[i].until - plan->streams[i].first + 1;
	if (free)
		printf(tr_count("At the hub %lld bundle can go: its sender removes it at the next sync.\n",
				"At the hub %lld bundles can go: their senders remove them at the next sync.\n",
				(long)free),
		       (long long)free);
	for (size_t i = 0; i < ring->terminal_count; i++) {
		const struct ring_terminal *terminal = &ring->terminals[i];
		int64_t held = 0;

		for (size_t k = 0; k < plan->count; k++)
			if (plan->streams[k].hold == PRUNE_BEHIND && plan->streams[k].held_by == terminal->origin)
				held += stays(&plan->streams[k]);
		if (held)
			printf(tr_count("%s holds back %lld bundle at the hub, which it has not taken yet.\n",
					"%s holds back %lld bundles at the hub, which it has not taken yet.\n", (long)held),
			       terminal->name, (long long)held);
	}
}
