/* What was written in one go travels in one go, however much it is (sync-storage, section 9.3: a transaction is never cut);
 * what cannot is held alone. With limits lower than those of bundle.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sync_terminals.h"

#define CITIZENS 12

static int setup(void **state)
{
	struct sync_scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scene_begin(scene, 2, NULL);
	for (int i = 1; i <= CITIZENS; i++)
		scene_citizen(scene, 0, i, "Olsen");
	scene_sync_all(scene, 2);
	*state = scene;
	return 0;
}

static int teardown(void **state)
{
	scene_end(*state);
	free(*state);
	return 0;
}

static void sync_with(struct sync_scene *scene, struct sync_sizes sizes, bool dry_run)
{
	struct sync_options options = { .dry_run = dry_run,
					.now_ms = fixture_moment(++scene->minutes).utc_ms,
					.sizes = &sizes };

	if (!scene_try(scene, 0, NULL, &options))
		fail_msg("%s (%s)", scene->err.text, scene->err.detail);
}

/* Twelve changes in one transaction. */
static void all_at_once(struct sync_scene *scene)
{
	scene_sql(scene, 0, "UPDATE citizen SET phone = '70101010'");
}

/* The other terminal has what it shall, and both go on. */
static void others_have(struct sync_scene *scene, const char *phone, int64_t count)
{
	scene_sync(scene, 1);
	assert_int_equal(scene_number(scene, 1, arena_printf(&scene->arena,
							     "SELECT count(*) FROM citizen WHERE phone = '%s'", phone)),
			 count);
}

static void a_transaction_larger_than_a_bundle_goes_in_one(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_sizes sizes = { .ops_most = 5, .ops_limit = 100, .bytes_most = 50, .bytes_limit = 1 << 20 };

	all_at_once(scene);
	sync_with(scene, sizes, true);
	assert_int_equal(scene->report.sent_ops, CITIZENS);
	sync_with(scene, sizes, false);
	assert_int_equal(scene->report.sent_bundles, 1);
	assert_int_equal(scene->report.sent_ops, CITIZENS);
	others_have(scene, "70101010", CITIZENS);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

/* Three changes before it: with them it would be more than a bundle may hold, by itself it is not. */
static void one_that_fills_a_bundle_by_itself_comes_after_the_others(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_sizes sizes = { .ops_most = 5, .ops_limit = 13, .bytes_most = 1 << 20, .bytes_limit = 1 << 20 };

	for (int i = 1; i <= 3; i++)
		scene_phone(scene, 0, i, "60");
	all_at_once(scene);
	scene_phone(scene, 0, 4, "80");
	sync_with(scene, sizes, true);
	assert_int_equal(scene->report.sent_ops, CITIZENS + 4);
	sync_with(scene, sizes, false);
	assert_int_equal(scene->report.sent_bundles, 3);
	assert_int_equal(scene->report.sent_ops, CITIZENS + 4);
	assert_int_equal(scene->report.held, 0);
	assert_int_equal(scene->report.waiting, 0);
	others_have(scene, "70101010", CITIZENS - 1);
	others_have(scene, "80", 1);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void one_with_more_changes_than_can_travel_is_held_alone(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_sizes sizes = { .ops_most = 5, .ops_limit = CITIZENS - 1, .bytes_most = 1 << 20,
				    .bytes_limit = 1 << 20 };
	struct held_change *held;
	size_t count;

	scene_note(scene, 0, "before");
	all_at_once(scene);
	scene_note(scene, 0, "after");
	sync_with(scene, sizes, false);
	assert_int_equal(scene->report.held, 1);
	assert_true(store_held(scene->stores[0], &scene->arena, &held, &count, &scene->err));
	assert_int_equal(count, 1);
	assert_string_equal(held[0].reason, "too_many");
	others_have(scene, "70101010", 0);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM journal_note"), 2);
	assert_true(store_held_send(scene->stores[0], held[0].id, &scene->err)); /* by a program that takes more */
	scene_sync(scene, 0);
	assert_int_equal(scene->report.held, 0);
	others_have(scene, "70101010", CITIZENS);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void one_with_more_text_than_can_travel_is_held_alone(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_sizes sizes = { .ops_most = 100, .ops_limit = 100, .bytes_most = 1 << 20, .bytes_limit = 5000 };

	scene_sql(scene, 0, "UPDATE citizen SET job_goal = printf('%01000d', id)");
	scene_phone(scene, 0, 1, "90");
	sync_with(scene, sizes, false);
	assert_int_equal(scene->report.held, 1);
	others_have(scene, "90", 1);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM citizen WHERE length(job_goal) > 900"), 0);
}

/* Three that are tried again, when a bundle is full after the first of them; and what comes later goes as well. */
static void of_those_tried_again_none_is_forgotten_when_a_bundle_is_full(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_sizes narrow = { 5, 0, 1 << 20, 1 << 20 }, small = { 1, 100, 1 << 20, 1 << 20 };
	struct held_change *held;
	size_t count;

	scene_phone(scene, 0, 1, "11");
	scene_phone(scene, 0, 2, "22");
	scene_phone(scene, 0, 3, "33");
	sync_with(scene, narrow, false);
	assert_int_equal(scene->report.held, 3);
	scene_phone(scene, 0, 4, "44");
	sync_with(scene, small, false);
	assert_true(store_held(scene->stores[0], &scene->arena, &held, &count, &scene->err));
	for (size_t i = 0; i < count; i++)
		assert_true(store_held_send(scene->stores[0], held[i].id, &scene->err));
	scene_phone(scene, 0, 5, "55");
	sync_with(scene, small, true);
	assert_int_equal(scene->report.sent_ops, 4);
	sync_with(scene, small, false);
	assert_int_equal(scene->report.sent_ops, 4);
	scene_sync(scene, 1);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM citizen WHERE phone IN"
						" ('11', '22', '33', '44', '55')"), 5);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_transaction_larger_than_a_bundle_goes_in_one),
		CASE(one_that_fills_a_bundle_by_itself_comes_after_the_others),
		CASE(one_with_more_changes_than_can_travel_is_held_alone),
		CASE(of_those_tried_again_none_is_forgotten_when_a_bundle_is_full),
		CASE(one_with_more_text_than_can_travel_is_held_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
