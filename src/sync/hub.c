#include "hub_kind.h"

#include <string.h>

#include "samtale/sync/hub_server.h"

bool hub_open(const char *where, const unsigned char *realm, struct hub **hub, struct err *err)
{
	return hub_is_server(where) ? hub_postgres_open(where, realm, hub, err)
				  : exchange_dir_open(where, realm, hub, err);
}

void hub_close(struct hub *hub)
{
	if (hub)
		hub->kind->close(hub);
}

bool hub_members(struct hub *hub, const struct hub_member *members, size_t count, struct err *err)
{
	return !hub->kind->members || hub->kind->members(hub, members, count, err);
}

bool hub_put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
	     struct err *err)
{
	return hub->kind->put(hub, name, bytes, size, how, err);
}

bool hub_get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
	     size_t *size, struct err *err)
{
	return hub->kind->get(hub, name, arena, bytes, size, err);
}

bool hub_list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names, size_t *count,
	      struct err *err)
{
	return hub->kind->list(hub, prefix, arena, names, count, err);
}

bool hub_remove(struct hub *hub, const char *name, struct err *err)
{
	return hub->kind->remove(hub, name, err);
}

bool hub_publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err)
{
	return hub->kind->publish(hub, bundle, err);
}

bool hub_streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **streams,
		 size_t *count, struct err *err)
{
	return hub->kind->streams(hub, unit, arena, streams, count, err);
}

bool hub_fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
	       const unsigned char **bytes, size_t *size, struct err *err)
{
	return hub->kind->fetch(hub, unit, origin, bseq, arena, bytes, size, err);
}

bool hub_prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry, struct hub_pruned *gone,
	       struct err *err)
{
	*gone = (struct hub_pruned){ 0, 0 };
	return hub->kind->prune(hub, unit, origin, bseq, dry, gone, err);
}

bool hub_keeps_fetched(struct hub *hub, const struct hub_bundle *bundle, bool *is_kept, struct err *err)
{
	const unsigned char *bytes;
	struct arena arena;
	struct err why;
	size_t size;
	bool is_there;

	arena_init(&arena);
	is_there = hub_fetch(hub, bundle->unit, bundle->origin, bundle->bseq, &arena, &bytes, &size, &why);
	*is_kept = is_there && size == bundle->size && !memcmp(bytes, bundle->bytes, size);
	arena_done(&arena);
	if (!is_there && why.code != ERR_MISSING && err)
		*err = why;
	return is_there || why.code == ERR_MISSING;
}

bool hub_keeps(struct hub *hub, const struct hub_bundle *bundles, size_t count, bool *is_kept, struct err *err)
{
	if (hub->kind->keeps)
		return hub->kind->keeps(hub, bundles, count, is_kept, err);
	for (size_t i = 0; i < count; i++)
		if (!bundles[i].bytes)
			is_kept[i] = true;
		else if (!hub_keeps_fetched(hub, &bundles[i], &is_kept[i], err))
			return false;
	return true;
}
