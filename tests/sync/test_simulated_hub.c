/* The hub of the simulation: what it promises, what goes wrong before it, and the ledger that notices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/tr.h"
#include "sync/hub_faulty.h"
#include "sync/hub_memory.h"
#include "sync/simulate_ledger.h"

struct scene {
	struct hub_memory *memory;
	struct hub *hub;
	struct arena arena;
	struct err err;
};

static int setup(void **state)
{
	static struct scene scene;

	tr_use(LANGUAGE_EN);
	scene.memory = hub_memory_new();
	scene.hub = hub_memory_hub(scene.memory);
	arena_init(&scene.arena);
	*state = &scene;
	return 0;
}

static int teardown(void **state)
{
	struct scene *scene = *state;

	hub_memory_free(scene->memory);
	arena_done(&scene->arena);
	return 0;
}

static struct hub_bundle bundle_of(int64_t bseq, unsigned char prev, unsigned char hash)
{
	static const unsigned char bytes[] = "sealed, and long enough to be cut anywhere";
	struct hub_bundle bundle = { .unit = 2, .origin = 7, .bseq = bseq, .bytes = bytes, .size = sizeof(bytes) };

	bundle.prev[0] = prev;
	bundle.hash[0] = hash;
	return bundle;
}

static void publish(struct scene *scene, int64_t bseq, unsigned char prev, unsigned char hash, const char *refusal)
{
	struct hub_bundle bundle = bundle_of(bseq, prev, hash);

	assert_int_equal(hub_publish(scene->hub, &bundle, &scene->err), refusal == NULL);
	if (refusal)
		assert_string_equal(scene->err.detail, refusal);
}

static void memory_refuses_what_a_hub_must_refuse(void **state)
{
	struct scene *scene = *state;

	publish(scene, 2, 0, 2, "GAP");
	publish(scene, 1, 0, 1, NULL);
	publish(scene, 1, 0, 1, NULL);
	publish(scene, 1, 0, 9, "FORK");
	publish(scene, 2, 9, 2, "CHAIN");
	publish(scene, 2, 1, 2, NULL);
	assert_int_equal(hub_memory_bundles(scene->memory), 2);
	assert_true(hub_put(scene->hub, "card/7.smt", "a", 1, HUB_ONCE, &scene->err));
	assert_true(hub_put(scene->hub, "card/7.smt", "a", 1, HUB_ONCE, &scene->err));
	assert_false(hub_put(scene->hub, "card/7.smt", "b", 1, HUB_ONCE, &scene->err));
	assert_int_equal(scene->err.code, ERR_REFUSED);
}

static void memory_lists_by_name_and_keeps_the_newest_bundle(void **state)
{
	static const char *const put[] = { "unit-2/ack/9.ack", "card/8.smt", "unit-2/ack/10.ack", "unit-20/ack/1.ack" };
	struct scene *scene = *state;
	struct hub_stream *streams;
	const unsigned char *bytes;
	const char **names;
	struct hub_pruned gone;
	size_t count, size;

	for (size_t i = 0; i < LENGTH(put); i++)
		assert_true(hub_put(scene->hub, put[i], "x", 1, HUB_REPLACE, &scene->err));
	assert_true(hub_list(scene->hub, "unit-2/ack/", &scene->arena, &names, &count, &scene->err));
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "unit-2/ack/10.ack");
	assert_true(hub_remove(scene->hub, names[0], &scene->err));
	assert_true(hub_remove(scene->hub, names[0], &scene->err));
	assert_false(hub_get(scene->hub, names[0], &scene->arena, &bytes, &size, &scene->err));
	assert_int_equal(scene->err.code, ERR_MISSING);
	for (unsigned char i = 1; i <= 3; i++)
		publish(scene, i, (unsigned char)(i - 1), i, NULL);
	assert_true(hub_prune(scene->hub, 2, 7, 2, false, &gone, &scene->err));
	assert_int_equal(gone.bundles, 2);
	assert_true(hub_streams(scene->hub, 2, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(count, 1);
	assert_int_equal(streams[0].first, 3);
	assert_int_equal(streams[0].last, 3);
	assert_false(hub_fetch(scene->hub, 2, 7, 2, &scene->arena, &bytes, &size, &scene->err));
	assert_true(hub_fetch(scene->hub, 2, 7, 3, &scene->arena, &bytes, &size, &scene->err));
	assert_true(hub_prune(scene->hub, 2, 7, 3, false, &gone, &scene->err));
	assert_true(hub_streams(scene->hub, 2, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(streams[0].last, 3);
	assert_false(hub_fetch(scene->hub, 2, 7, 3, &scene->arena, &bytes, &size, &scene->err));
	publish(scene, 4, 3, 4, NULL);
}

static void strike(void *context)
{
	++*(int *)context;
}

/* Each fault comes, and what was published is whole behind them all. */
static void faults_come_and_the_hub_behind_them_stays_whole(void **state)
{
	struct scene *scene = *state;
	struct hub_bundle bundle = bundle_of(1, 0, 1);
	struct chance chance = { 1 };
	int64_t happened[SIMULATE_FAULTS] = { 0 };
	int strikes = 0, damaged = 0;
	struct faulty faulty = { .inner = scene->hub, .chance = &chance, .faults = (1u << SIMULATE_FAULTS) - 1,
				 .die = strike, .context = &strikes, .happened = happened };
	const unsigned char *bytes;
	size_t size;

	for (int run = 0; run < 200; run++) {
		faulty_begin(&faulty);
		for (int call = 0; call < 100; call++) {
			bool here = hub_publish(&faulty.hub, &bundle, &scene->err) &&
				    hub_fetch(&faulty.hub, 2, 7, 1, &scene->arena, &bytes, &size, &scene->err);

			damaged += here && (size != bundle.size || memcmp(bytes, bundle.bytes, size));
			assert_true(!faulty.is_dead || !here);
		}
	}
	assert_int_equal(strikes, happened[FAULT_KILL]);
	for (enum simulate_fault fault = FAULT_KILL; fault <= FAULT_FULL; fault++)
		assert_true(fault == FAULT_REORDER || happened[fault] > 0);
	assert_true(damaged > 0);
	assert_true(hub_fetch(scene->hub, 2, 7, 1, &scene->arena, &bytes, &size, &scene->err));
	assert_memory_equal(bytes, bundle.bytes, bundle.size);
	assert_int_equal(hub_memory_bundles(scene->memory), 1);
}

static void the_ledger_knows_what_still_stands(void **state)
{
	struct ledger ledger;
	char text[LEDGER_TEXT_SIZE];
	uint32_t first, second, third;

	(void)state;
	ledger_begin(&ledger);
	first = ledger_add(&ledger, LEDGER_VALUE, 0, 1);
	second = ledger_add(&ledger, LEDGER_VALUE, 0, 2);
	third = ledger_add(&ledger, LEDGER_VALUE, 0, 3);
	ledger_replaces(&ledger, second, ledger_number(&ledger, ledger_text(text, "telefon", first)));
	ledger_replaces(&ledger, third, ledger_number(&ledger, "telefon"));
	ledger_saved(&ledger, second, 8);
	ledger_settle(&ledger);
	assert_true(ledger.writes[first].is_replaced);
	assert_false(ledger.writes[second].is_replaced);
	ledger_saved(&ledger, second, 0);
	ledger_settle(&ledger);
	assert_false(ledger.writes[first].is_replaced);
	assert_int_equal(ledger_number(&ledger, "telefon #99"), 0);
	ledger_done(&ledger);
}

static void faults_are_named_in_words(void **state)
{
	unsigned faults;
	struct err err;

	(void)state;
	assert_true(simulate_faults_parse("kill,handover", &faults, &err));
	assert_int_equal(faults, 1u << FAULT_KILL | 1u << FAULT_HANDOVER);
	assert_true(simulate_faults_parse("all", &faults, &err));
	assert_int_equal(faults, (1u << SIMULATE_FAULTS) - 1);
	assert_true(simulate_faults_parse("none", &faults, &err));
	assert_int_equal(faults, 0);
	assert_false(simulate_faults_parse("kill,fire", &faults, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, "fire"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(memory_refuses_what_a_hub_must_refuse),
		CASE(memory_lists_by_name_and_keeps_the_newest_bundle),
		CASE(faults_come_and_the_hub_behind_them_stays_whole),
		cmocka_unit_test(the_ledger_knows_what_still_stands),
		cmocka_unit_test(faults_are_named_in_words),
	};

	return cmocka_run_group_tests_name("sync: the simulated hub", tests, NULL, NULL);
}
