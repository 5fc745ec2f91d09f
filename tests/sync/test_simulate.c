/* The simulation as a test of the whole exchange: every fault at once, and nothing lost, doubled or different. The
 * receiving end is then broken on purpose, by the linker (--wrap), to see that the count notices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <unistd.h>

#include "samtale/base/tr.h"
#include "samtale/store/streams.h"
#include "samtale/sync/simulate.h"
#include "store/held_rows.h"
#include "store/purge.h"

#define TERMINALS 10
#define DAYS 3
/* All that people and machines do but removals, which have a run of their own: make soak plays all of it. */
#define FAULTS "kill,reorder,duplicate,truncate,flip,vanish,full,clock,restore,lag,handover,conflict,enrol,revoke"

/* ---- the receiver, broken ---------------------------------------------------------------------- */

static enum mutilation { AS_IS, LOSES_BUNDLE, FORGETS_PREDECESSORS, TELLS_TWICE, FORGETS_STUBS, KEEPS_NOTHING } mutilation;
static int taken_count;

bool __real_store_stream_take(struct store *store, const struct stream_taken *taken, const struct change *changes,
			      size_t count, struct err *err);
bool __wrap_store_stream_take(struct store *store, const struct stream_taken *taken, const struct change *changes,
			      size_t count, struct err *err);

bool __wrap_store_stream_take(struct store *store, const struct stream_taken *taken, const struct change *changes,
			      size_t count, struct err *err)
{
	struct change *altered = calloc(count + 1, sizeof(*altered));
	bool done;

	assert_non_null(altered);
	if (count)
		memcpy(altered, changes, count * sizeof(*altered));
	for (size_t i = 0; i < count && mutilation == FORGETS_PREDECESSORS; i++)
		altered[i].prev = (struct packed){ NULL, NULL };
	for (size_t i = 0; i < count && mutilation == TELLS_TWICE; i++)
		if (altered[i].column == CHANGE_FACT) {
			altered[count] = altered[i];
			altered[count++].row += INT64_C(1) << 40;
			break;
		}
	if (mutilation == LOSES_BUNDLE && ++taken_count == 9)
		count = 0;
	done = __real_store_stream_take(store, taken, altered, count, err);
	free(altered);
	return done;
}

bool __real_purge_meet(struct belongs *belongs, const struct change *change, bool is_state, bool *met, bool *is_news,
		       struct err *err);
bool __wrap_purge_meet(struct belongs *belongs, const struct change *change, bool is_state, bool *met, bool *is_news,
		       struct err *err);

bool __wrap_purge_meet(struct belongs *belongs, const struct change *change, bool is_state, bool *met, bool *is_news,
		       struct err *err)
{
	*met = false;
	return mutilation == FORGETS_STUBS || __real_purge_meet(belongs, change, is_state, met, is_news, err);
}

bool __real_held_keep(struct store *store, int64_t citizen, int64_t *count, struct err *err);
bool __wrap_held_keep(struct store *store, int64_t citizen, int64_t *count, struct err *err);

bool __wrap_held_keep(struct store *store, int64_t citizen, int64_t *count, struct err *err)
{
	*count = 0;
	return mutilation == KEEPS_NOTHING || __real_held_keep(store, citizen, count, err);
}

/* ---- runs -------------------------------------------------------------------------------------- */

static void folder_empty(const char *folder)
{
	DIR *listing = opendir(folder);
	char path[400];

	assert_non_null(listing);
	for (struct dirent *entry; (entry = readdir(listing));) {
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	closedir(listing);
	assert_int_equal(rmdir(folder), 0);
}

static struct simulate_report simulated(const char *faults, uint64_t seed, int terminals, int days, struct arena *arena)
{
	struct simulate_options options = { .terminals = terminals, .days = days, .seed = seed };
	struct simulate_report report;
	struct err err = { ERR_NONE };
	char folder[64] = "/tmp/samtale-simulate-XXXXXX";

	tr_use(LANGUAGE_EN);
	assert_non_null(mkdtemp(folder));
	options.folder = folder;
	options.begun = (struct moment){ .utc_ms = 1795420800000, .date = { 20780 }, .minute = 9 * 60 };
	assert_true(simulate_faults_parse(faults, &options.faults, &err));
	if (!simulate_run(&options, arena, &report, &err))
		fail_msg("seed %llu: %s (%s)", (unsigned long long)seed, err.text, err.detail);
	folder_empty(folder);
	return report;
}

static void whole(const char *faults, uint64_t seed, int terminals, int days)
{
	struct simulate_report report;
	struct arena arena;

	arena_init(&arena);
	mutilation = AS_IS;
	report = simulated(faults, seed, terminals, days, &arena);
	if (!simulate_is_whole(&report))
		fail_msg("seed %llu: lost %lld, doubled %lld, digests %lld, leaked %lld, wrong %lld: %s",
			 (unsigned long long)seed, (long long)report.lost, (long long)report.doubled,
			 (long long)report.digests, (long long)report.leaked, (long long)report.wrong,
			 report.finding_count ? report.findings[0] : "");
	assert_int_equal(report.parked, 0);
	assert_true(report.ops > 0 && report.bytes > 0);
	arena_done(&arena);
}

/* SIMULATE_SEED and SIMULATE_RUNS in the environment say otherwise, for a night (make soak). */
static uint64_t told(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 10) : otherwise;
}

static void with_every_fault_nothing_is_lost_or_doubled_or_different(void **state)
{
	uint64_t first = told("SIMULATE_SEED", 1), runs = told("SIMULATE_RUNS", 2);

	(void)state;
	for (uint64_t i = 0; i < runs; i++)
		whole(told("SIMULATE_RUNS", 0) ? "all" : FAULTS, first + i, TERMINALS, DAYS);
}

static void whoever_is_removed_meanwhile_nothing_is_lost_or_can_be_read(void **state)
{
	(void)state;
	whole("purge,kill,lag,reorder", 1, 8, 2);
}

static void without_faults_all_is_quiet(void **state)
{
	(void)state;
	whole("none", 1, 6, 1);
}

/* In one of a few runs. */
static bool is_noticed(enum mutilation how, const char *faults)
{
	bool noticed = false;

	for (uint64_t seed = 1; seed <= 4 && !noticed; seed++) {
		struct arena arena;
		struct simulate_report report;

		arena_init(&arena);
		mutilation = how;
		taken_count = 0;
		report = simulated(faults, seed, 4, 1, &arena);
		noticed = !simulate_is_whole(&report);
		arena_done(&arena);
	}
	mutilation = AS_IS;
	return noticed;
}

static void a_bundle_that_is_dropped_is_noticed(void **state)
{
	(void)state;
	assert_true(is_noticed(LOSES_BUNDLE, "conflict"));
}

static void a_receiver_that_forgets_predecessors_is_noticed(void **state)
{
	(void)state;
	assert_true(is_noticed(FORGETS_PREDECESSORS, "conflict"));
}

static void a_fact_that_is_there_twice_is_noticed(void **state)
{
	(void)state;
	assert_true(is_noticed(TELLS_TWICE, "conflict"));
}

static void a_terminal_that_forgets_who_was_removed_is_noticed(void **state)
{
	(void)state;
	assert_true(is_noticed(FORGETS_STUBS, "purge,kill"));
}

static void a_removal_without_a_word_is_noticed(void **state)
{
	(void)state;
	assert_true(is_noticed(KEEPS_NOTHING, "purge,kill"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_faults_all_is_quiet),
		cmocka_unit_test(with_every_fault_nothing_is_lost_or_doubled_or_different),
		cmocka_unit_test(whoever_is_removed_meanwhile_nothing_is_lost_or_can_be_read),
		cmocka_unit_test(a_bundle_that_is_dropped_is_noticed),
		cmocka_unit_test(a_receiver_that_forgets_predecessors_is_noticed),
		cmocka_unit_test(a_fact_that_is_there_twice_is_noticed),
		cmocka_unit_test(a_terminal_that_forgets_who_was_removed_is_noticed),
		cmocka_unit_test(a_removal_without_a_word_is_noticed),
	};

	return cmocka_run_group_tests_name("sync: simulation", tests, NULL, NULL);
}
