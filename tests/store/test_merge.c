/* Merging: terminals that work apart and hear of each other late, twice, in any order, by clocks that are
 * years wrong, from restored backups and from the states of others, come to hold the same, lose nothing, and show what the oracle shows
 * - which knows only the explicit predecessors of every write and nothing of the engine's contexts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "merge_replicas.h"

#define RUNS 40	  /* of each mode; MERGE_RUNS in the environment says otherwise, for a night (make soak) */
#define VERIFIED 2 /* of them also by store_verify() */

enum mode { ANY_ORDER = 1, TWICE = 2, WRONG_CLOCKS = 4, RESTORED = 8, MODES = 16, OLDER_PROGRAMS = 16 };

/* ---- a run ----------------------------------------------------------------------------------- */

static void anything(struct world *world, int mode)
{
	struct replica *replica = &world->replicas[world_drawn(world, world->count)];

	if (mode & OLDER_PROGRAMS && !world_drawn(world, 20))
		replica_upgrade(replica);
	switch (world_drawn(world, 10)) {
	case 9:
		replica_appoint(world, replica);
		break;
	case 8:
		replica_share(world, replica, &world->replicas[world_drawn(world, world->count)]);
		break;
	case 0:
	case 1:
		replica_hear(world, replica, mode & ANY_ORDER, mode & TWICE);
		break;
	case 2:
		replica_create(world, replica);
		break;
	case 3:
		replica_tell(world, replica);
		break;
	case 4:
		if (mode & RESTORED && !world_drawn(world, 4)) {
			replica_restore(world, replica);
			break;
		}
		if (mode & RESTORED && !world_drawn(world, 3)) {
			replica_back_up(world, replica);
			break;
		}
		/* fall through */
	default:
		replica_write(world, replica);
	}
}

/* What is not as it must be, NULL nothing. */
static const char *run(struct world *world, int mode, int steps)
{
	const char *wrong = NULL;

	world_staff(world);
	if (mode & WRONG_CLOCKS)
		world_skew(world);
	if (mode & OLDER_PROGRAMS)
		for (int i = 1; i < world->count; i++)
			replica_lag(&world->replicas[i]);
	for (int step = 0; step < steps; step++) {
		anything(world, mode);
		if (!wrong && !world_drawn(world, 15))
			wrong = world_bases_wrong(world);
	}
	world_deliver(world);
	return wrong ? wrong : world_wrong(world);
}

/* What the environment says, or `otherwise`. */
static uint32_t told(const char *name, uint32_t otherwise)
{
	const char *text = getenv(name);

	return text ? (uint32_t)strtoul(text, NULL, 10) : otherwise;
}

static void play(int mode, uint32_t seed, bool is_unverified)
{
	struct world world;
	const char *wrong;

	world_begin(&world, 2 + (int)(seed % 3), seed * 100 + (uint32_t)mode, MERGED_AS_IS);
	world.is_unverified = is_unverified;
	wrong = run(&world, mode, 60);
	if (wrong)
		fail_msg("mode %d, seed %u: %s", mode, seed, wrong);
	world_end(&world);
}

static void every_mode_converges_and_agrees_with_the_oracle(void **state)
{
	uint32_t first = told("MERGE_SEED", 1), runs = told("MERGE_RUNS", RUNS);

	(void)state;
	for (uint32_t i = 0; i < runs; i++)
		for (int mode = 0; mode < MODES; mode++)
			play(mode, first + i, i >= VERIFIED);
}

static void programs_of_last_year_keep_what_they_do_not_know_until_they_are_brought_up_to_date(void **state)
{
	(void)state;
	for (int mode = 0; mode < MODES; mode++) {
		struct world world;
		const char *wrong;

		world_begin(&world, 3, 700 + (uint32_t)mode, MERGED_AS_IS);
		wrong = run(&world, mode | OLDER_PROGRAMS, 60);
		if (wrong)
			fail_msg("mode %d: %s", mode, wrong);
		world_end(&world);
	}
}

/* A broken engine is seen in one of the runs. */
static bool is_caught(enum mutilation mutilation)
{
	bool caught = false;

	for (uint32_t seed = 1; seed <= 200 && !caught; seed++) {
		struct world world;

		world_begin(&world, 3, seed, mutilation);
		world.is_unverified = true;
		caught = run(&world, ANY_ORDER | WRONG_CLOCKS, 60) != NULL;
		world_end(&world);
	}
	return caught;
}

static void without_predecessors_it_is_caught(void **state)
{
	(void)state;
	assert_true(is_caught(WITHOUT_PREDECESSORS));
}

static void without_contexts_it_is_caught(void **state)
{
	(void)state;
	assert_true(is_caught(WITHOUT_CONTEXTS));
}

static void without_what_replaced_values_had_replaced_it_is_caught(void **state)
{
	(void)state;
	assert_true(is_caught(WITHOUT_LINEAGE));
}

static void without_ranks_it_is_caught(void **state)
{
	(void)state;
	assert_true(is_caught(WITHOUT_RANKS));
}

static void what_stood_before_told_by_the_clock_is_caught(void **state)
{
	(void)state;
	assert_true(is_caught(BASES_BY_TIME));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_mode_converges_and_agrees_with_the_oracle),
		cmocka_unit_test(programs_of_last_year_keep_what_they_do_not_know_until_they_are_brought_up_to_date),
		cmocka_unit_test(without_predecessors_it_is_caught),
		cmocka_unit_test(without_contexts_it_is_caught),
		cmocka_unit_test(without_what_replaced_values_had_replaced_it_is_caught),
		cmocka_unit_test(without_ranks_it_is_caught),
		cmocka_unit_test(what_stood_before_told_by_the_clock_is_caught),
	};

	return cmocka_run_group_tests_name("store: merge", tests, NULL, NULL);
}
