/* fuzz_guide.c - guides from anywhere, and a walk through those that load: libFuzzer's target.
 *
 * The first byte seeds the walk's answers; the rest is the guide's text. */
#include <stdlib.h>
#include <string.h>

#include "samtale/guide/guide.h"

#define MOVES 60

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static uint32_t next_random(uint32_t *state)
{
	return *state = *state * 1664525u + 1013904223u;
}

static const char *answer_for(const struct question *question, uint32_t chance, struct arena *arena)
{
	static const char *const values[] = { "",          "1",     "12",    "2026-11-30",
					      "yes",       "no",    "14:30", "2026-11-30T14:30",
					      "55.4 10.4", "1 2 3", "tekst", "-1" };

	if (question->choice_count && chance % 4)
		return arena_strdup(arena, question->choices[chance / 4 % question->choice_count].name);
	return values[chance / 4 % LENGTH(values)];
}

static void move(struct walk *walk, uint32_t *state, struct arena *arena)
{
	int item = (int)(next_random(state) >> 8) % walk_items(walk), next;
	uint32_t chance = next_random(state) >> 8;
	struct walk_instance *instances;
	struct err err;

	if (chance % 16 == 0 && walk_repeat_is_open(walk, item))
		(void)!walk_instance_add(walk, item, &next, &err);
	else if (chance % 16 == 1)
		(void)!walk_instance_delete(walk, item, &next, &err);
	else if (!walk_answer(walk, item, chance % 11 ? ANSWER_GIVEN : ANSWER_DECLINED,
			      answer_for(walk_item_question(walk, item), chance, arena), &err)
		 && !err.text[0])
		abort();
	if (walk_find(walk, walk_item_path(walk, item)) > walk_items(walk))
		abort();
	walk_instances(walk, item, arena, &instances);
	walk_label(walk, item, arena);
	walk_where(walk, item, arena);
}

static void go_through(const struct guide *guide, uint32_t state, struct arena *arena)
{
	struct walk_citizen citizen = { .target_group = 2, .age = 38, .seed = state };
	struct walk *walk = walk_new(guide, &citizen, (struct date){ 20780 });
	struct feed_list feeds;
	int relevant, answered, stops = 0;

	for (int i = 0; i < MOVES; i++)
		move(walk, &state, arena);
	for (int i = walk_next(walk, -1); i >= 0; i = walk_next(walk, i))
		if (++stops > walk_items(walk))
			abort();
	walk_count(walk, &relevant, &answered);
	walk_first_missing(walk);
	walk_feeds(walk, arena, &feeds);
	walk_summary(walk, arena);
	walk_free(walk);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct guide_table tables[] = {
		{ "places.csv",
		  "name,label,region,inhabitants\nodense,Odense,syd,180000\naarhus,Aarhus,midt,285000\n" },
		{ NULL, NULL },
	};
	struct arena arena;
	struct guide *guide;
	struct err err = { ERR_NONE };
	char *text;

	if (!size || memchr(bytes, '\0', size))
		return 0;
	arena_init(&arena);
	text = arena_strndup(&arena, (const char *)bytes + 1, size - 1);
	if (guide_parse_with("fuzz.conf", text, tables, &guide, &err)) {
		go_through(guide, bytes[0], &arena);
		guide_free(guide);
	} else if (!err.text[0]) {
		abort();
	}
	arena_done(&arena);
	return 0;
}
