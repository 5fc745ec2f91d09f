/* bench_match.c - a real caseload ranked against its openings both ways: the table read, put in order, every citizen's openings and
 * every opening's citizens. Wall clock; prints figures and never fails on them. */
#include <stdio.h>

#include "samtale/domain/match.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/work.h"
#include "stopwatch.h"

#define ROUNDS 5

struct timing {
	double load, prepare, openings, citizens;
	size_t pairs;
};

static void rank_all(const struct match_table *table, struct arena *arena, struct timing *timing)
{
	struct match_ranking ranking;
	double start;

	match_ranking_init(&ranking, table, arena);
	start = now_ms();
	for (size_t i = 0; i < table->citizen_count; i++) {
		match_openings(table, i, &ranking);
		timing->pairs += ranking.count;
	}
	timing->openings = now_ms() - start;
	start = now_ms();
	for (size_t i = 0; i < table->opening_count; i++)
		match_citizens(table, i, &ranking);
	timing->citizens = now_ms() - start;
}

static bool run(struct store *store, const struct match_points *points, struct date today, struct err *err)
{
	struct timing timing = { 0 };
	struct match_table table;
	struct arena arena;
	double start = now_ms();

	arena_init(&arena);
	if (!store_match_table(store, &arena, &table, err)) {
		arena_done(&arena);
		return false;
	}
	timing.load = now_ms() - start;
	table.points = *points;
	table.today = today;
	start = now_ms();
	match_prepare(&table, &arena);
	timing.prepare = now_ms() - start;
	rank_all(&table, &arena, &timing);
	printf("match %zu citizens, %zu openings: load %5.1f  prepare %4.1f  openings of each %5.1f"
	       "  citizens of each %5.1f  ranked both ways %5.1f ms (%zu pairs fit)\n",
	       table.citizen_count, table.opening_count, timing.load, timing.prepare, timing.openings, timing.citizens,
	       timing.prepare + timing.openings + timing.citizens, timing.pairs);
	arena_done(&arena);
	return true;
}

int main(int argc, char **argv)
{
	const struct store_options options = { .mode = STORE_READ_ONLY };
	struct match_points points;
	struct store *store = NULL;
	struct rules rules;
	struct arena arena;
	struct date today;
	struct err err = { ERR_NONE };
	bool ok;

	arena_init(&arena);
	ok = argc == 2 && date_from_ymd(2026, 11, 23, &today) && rules_load(NULL, &arena, &rules, &err) &&
	     match_points_read(&rules, today, &points, &err) && store_open(argv[1], &options, &store, &err);
	for (int i = 0; ok && i < ROUNDS; i++)
		ok = run(store, &points, today, &err);
	store_close(store);
	arena_done(&arena);
	if (!ok)
		fprintf(stderr, "bench_match DATABASE: %s\n", err.text);
	return !ok;
}
