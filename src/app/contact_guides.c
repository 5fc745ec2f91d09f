#include "app/contact_guides.h"

#include "samtale/guide/guide.h"

static bool resets(const char *id, const char *guide_dir)
{
	struct guide *guide;
	bool found;

	if (!guide_load(id, tr_language(), guide_dir, &guide, NULL))
		return false;
	found = guide_resets_contact_clock(guide);
	guide_free(guide);
	return found;
}

struct contact_guides contact_guides_find(const char *guide_dir, struct arena *arena)
{
	const char *const *ids = guide_ids(tr_language(), guide_dir, arena);
	struct contact_guides guides = { NULL, 0 };
	const char **found = NULL;

	for (; *ids; ids++) {
		if (!resets(*ids, guide_dir))
			continue;
		found = arena_grow(arena, found, guides.count, sizeof(*found));
		found[guides.count++] = *ids;
	}
	guides.ids = found;
	return guides;
}
