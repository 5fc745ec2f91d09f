#include "hub_faulty.h"

#include <string.h>

/* One in so many runs has the fault at all, and one in so many answers is touched. */
#define RUNS_KILLED 3
#define RUNS_VANISHED 6
#define RUNS_FULL 8
#define CALLS_MOST 60 /* within which it comes */
#define ANSWERS_DAMAGED 12
#define ANSWERS_REPEATED 8
#define STREAMS_LATE 4

static struct faulty *faulty_of(struct hub *hub)
{
	return (struct faulty *)hub;
}

static bool has(const struct faulty *faulty, enum simulate_fault fault)
{
	return faulty->faults >> fault & 1;
}

static bool comes(struct faulty *faulty, enum simulate_fault fault, uint64_t one_in)
{
	if (!has(faulty, fault) || !chance_one_in(faulty->chance, one_in))
		return false;
	faulty->happened[fault]++;
	return true;
}

static int64_t moment_drawn(struct faulty *faulty, enum simulate_fault fault, uint64_t one_in)
{
	if (!has(faulty, fault) || !chance_one_in(faulty->chance, one_in))
		return 0;
	return 1 + (int64_t)chance_below(faulty->chance, CALLS_MOST);
}

static const struct hub_kind kind;

void faulty_begin(struct faulty *faulty)
{
	faulty->hub.kind = &kind;
	faulty->calls = 0;
	faulty->is_dead = false;
	faulty->dies_at = moment_drawn(faulty, FAULT_KILL, RUNS_KILLED);
	faulty->vanishes_at = moment_drawn(faulty, FAULT_VANISH, RUNS_VANISHED);
	faulty->fills_at = moment_drawn(faulty, FAULT_FULL, RUNS_FULL);
}

bool faulty_lives(struct faulty *faulty)
{
	if (faulty->is_dead)
		return false;
	if (++faulty->calls != faulty->dies_at)
		return true;
	faulty->is_dead = true;
	faulty->happened[FAULT_KILL]++;
	faulty->die(faulty->context);
	return false;
}

static bool is_reached(struct faulty *faulty, struct err *err)
{
	if (!faulty_lives(faulty))
		return err_set(err, ERR_IO, "%s", "The run has been killed.");
	if (!faulty->vanishes_at || faulty->calls < faulty->vanishes_at)
		return true;
	faulty->happened[FAULT_VANISH] += faulty->calls == faulty->vanishes_at;
	return err_set(err, ERR_IO, "%s", "The hub is not there any more. Nothing was lost: sync again later.");
}

static bool has_room(struct faulty *faulty, struct err *err)
{
	if (!faulty->fills_at || faulty->calls < faulty->fills_at)
		return true;
	faulty->happened[FAULT_FULL]++;
	return err_set(err, ERR_FULL, "%s", "The hub is full. Nothing was lost: make room, and sync again.");
}

/* What comes may come cut off or with a bit turned; the next time it is right. */
static void damaged(struct faulty *faulty, struct arena *arena, const unsigned char **bytes, size_t *size)
{
	if (*size && comes(faulty, FAULT_TRUNCATE, ANSWERS_DAMAGED))
		*size = chance_below(faulty->chance, *size);
	if (*size && comes(faulty, FAULT_FLIP, ANSWERS_DAMAGED)) {
		unsigned char *copy = arena_memdup(arena, *bytes, *size);

		copy[chance_below(faulty->chance, *size)] ^= (unsigned char)(1 << chance_below(faulty->chance, 8));
		*bytes = copy;
	}
}

/* ---- files ----------------------------------------------------------------------------------- */

static bool put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	if (!is_reached(faulty, err) || !has_room(faulty, err))
		return false;
	if (comes(faulty, FAULT_DUPLICATE, ANSWERS_REPEATED) &&
	    !hub_put(faulty->inner, name, bytes, size, how, err))
		return false;
	return hub_put(faulty->inner, name, bytes, size, how, err);
}

static bool get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
		size_t *size, struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	if (!is_reached(faulty, err) || !hub_get(faulty->inner, name, arena, bytes, size, err))
		return false;
	damaged(faulty, arena, bytes, size);
	return true;
}

static bool list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names, size_t *count,
		 struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	return is_reached(faulty, err) && hub_list(faulty->inner, prefix, arena, names, count, err);
}

static bool remove_file(struct hub *hub, const char *name, struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	return is_reached(faulty, err) && hub_remove(faulty->inner, name, err);
}

/* ---- streams --------------------------------------------------------------------------------- */

static bool publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	if (!is_reached(faulty, err) || !has_room(faulty, err))
		return false;
	if (comes(faulty, FAULT_DUPLICATE, ANSWERS_REPEATED) && !hub_publish(faulty->inner, bundle, err))
		return false;
	if (!hub_publish(faulty->inner, bundle, err))
		return false;
	/* It is there, and whoever put it there may die before knowing. */
	return faulty_lives(faulty) || err_set(err, ERR_IO, "%s", "The run has been killed.");
}

static void shuffled(struct faulty *faulty, struct hub_stream *list, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t with = chance_below(faulty->chance, i);
		struct hub_stream swapped = list[i - 1];

		list[i - 1] = list[with];
		list[with] = swapped;
	}
}

static bool streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **list, size_t *count,
		    struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	if (!is_reached(faulty, err) || !hub_streams(faulty->inner, unit, arena, list, count, err))
		return false;
	if (!has(faulty, FAULT_REORDER))
		return true;
	faulty->happened[FAULT_REORDER]++;
	shuffled(faulty, *list, *count);
	for (size_t i = 0; i < *count; i++)
		if ((*list)[i].last > (*list)[i].first && chance_one_in(faulty->chance, STREAMS_LATE))
			(*list)[i].last--;
	return true;
}

static bool fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
		  const unsigned char **bytes, size_t *size, struct err *err)
{
	struct faulty *faulty = faulty_of(hub);
	struct err none;

	if (!is_reached(faulty, err))
		return false;
	if (bseq > 1 && comes(faulty, FAULT_DUPLICATE, ANSWERS_DAMAGED) &&
	    hub_fetch(faulty->inner, unit, origin, bseq - 1, arena, bytes, size, &none))
		return true;
	if (!hub_fetch(faulty->inner, unit, origin, bseq, arena, bytes, size, err))
		return false;
	damaged(faulty, arena, bytes, size);
	return true;
}

static bool prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
		  struct hub_pruned *gone, struct err *err)
{
	struct faulty *faulty = faulty_of(hub);

	/* It may get no further than halfway. */
	if (comes(faulty, FAULT_PRUNE, ANSWERS_DAMAGED))
		return hub_prune(faulty->inner, unit, origin, bseq / 2, dry, gone, err) && is_reached(faulty, err);
	return is_reached(faulty, err) && hub_prune(faulty->inner, unit, origin, bseq, dry, gone, err) &&
	       (faulty_lives(faulty) || err_set(err, ERR_IO, "%s", "The run has been killed."));
}

static void close_nothing(struct hub *hub)
{
	(void)hub;
}

static const struct hub_kind kind = {
	.put = put,
	.get = get,
	.list = list,
	.remove = remove_file,
	.publish = publish,
	.streams = streams,
	.fetch = fetch,
	.prune = prune,
	.close = close_nothing,
};
