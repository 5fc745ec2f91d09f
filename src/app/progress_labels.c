#include "app/progress_labels.h"

#include "samtale/guide/guide.h"

static void labels_of(struct progress *progress, const struct guide *guide, struct arena *arena)
{
	const struct question *questions;

	guide_questions(guide, &questions);
	for (size_t i = 0; i < progress->other_count; i++) {
		int question = guide_find(guide, progress->others[i].name);

		if (question >= 0)
			progress->others[i].label = arena_strdup(arena, questions[question].label);
	}
}

void progress_labels_find(struct progress *progress, const char *guide_dir, struct arena *arena)
{
	const char *const *ids;

	if (!progress->other_count)
		return;
	ids = guide_ids(tr_language(), guide_dir, arena);
	for (size_t i = 0; ids[i]; i++) {
		struct guide *guide;

		if (!guide_load(ids[i], tr_language(), guide_dir, &guide, NULL))
			continue;
		labels_of(progress, guide, arena);
		guide_free(guide);
	}
}
