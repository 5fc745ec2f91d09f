/* What nobody has signed for yet is looked at where it lies, and goes again when it is not there as it was sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sync_folder.h"
#include "sync_terminals.h"

#define FEW 5
#define MANY 150 /* more than one run looks into */
#define RUNS 3	 /* in which it looks into all of them */

/* Terminal 0 has sent so many bundles, and nobody has taken them. */
static void unconfirmed(struct sync_scene *scene, int count)
{
	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync(scene, 0);
	for (int i = 1; i < count; i++) {
		scene_phone(scene, 0, 1, arena_printf(&scene->arena, "%08d", i));
		scene_sync(scene, 0);
	}
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM stream_out WHERE state = 1"), count);
}

static void altered(struct sync_scene *scene, const char *path, size_t from_end)
{
	size_t size;
	const unsigned char *whole = scene_bytes(scene, path, &size);
	unsigned char *bytes = arena_memdup(&scene->arena, whole, size);

	bytes[size - from_end] ^= 1;
	sync_folder_write(path, bytes, size);
}

static void is_whole_again(struct sync_scene *scene, const char *path, const unsigned char *whole, size_t size)
{
	size_t there;
	const unsigned char *bytes = scene_bytes(scene, path, &there);

	assert_int_equal(there, size);
	assert_memory_equal(bytes, whole, size);
}

static void any_of_them_that_the_hub_lost_is_sent_again(void **state)
{
	struct sync_scene *scene = *state;

	unconfirmed(scene, FEW);
	for (int i = 1; i <= FEW; i++) {
		const char *path = scene_bundle(scene, 1, 0, i);
		size_t size;
		const unsigned char *whole = scene_bytes(scene, path, &size);

		assert_int_equal(unlink(path), 0);
		scene_sync(scene, 0);
		assert_int_equal(scene->report.sent_bundles, 1);
		is_whole_again(scene, path, whole, size);
	}
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

/* In the header, in the sealed part, and in the signature that ends the file. */
static void any_of_them_that_was_altered_is_sent_again(void **state)
{
	static const size_t places[] = { 1, 64, 65, 200 };
	struct sync_scene *scene = *state;

	unconfirmed(scene, FEW);
	for (int i = 1; i <= FEW; i++) {
		const char *path = scene_bundle(scene, 1, 0, i);
		size_t size;
		const unsigned char *whole = scene_bytes(scene, path, &size);

		for (size_t j = 0; j < sizeof(places) / sizeof(*places); j++) {
			altered(scene, path, places[j]);
			scene_sync(scene, 0);
			assert_int_equal(scene->report.sent_bundles, 1);
			is_whole_again(scene, path, whole, size);
		}
	}
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM anomaly WHERE kind = 'damaged'"), FEW);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles, 0);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void of_very_many_each_is_compared_within_a_few_runs(void **state)
{
	struct sync_scene *scene = *state;
	int64_t sent = 0;
	const char *path;
	const unsigned char *whole;
	size_t size;

	unconfirmed(scene, MANY);
	for (int i = 1; i <= MANY; i += 49) {
		path = scene_bundle(scene, 1, 0, i);
		whole = scene_bytes(scene, path, &size);
		altered(scene, path, 100);
		for (int run = 0; run < RUNS; run++) {
			scene_sync(scene, 0);
			sent += scene->report.sent_bundles;
		}
		is_whole_again(scene, path, whole, size);
	}
	assert_int_equal(sent, 4);
	path = scene_bundle(scene, 1, 0, 77); /* one that is gone is seen at once */
	assert_int_equal(unlink(path), 0);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles, 1);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void what_has_a_receipt_is_looked_at_no_more(void **state)
{
	struct sync_scene *scene = *state;

	unconfirmed(scene, FEW);
	scene_sync(scene, 1);
	scene_sync(scene, 0);
	assert_int_equal(unlink(scene_bundle(scene, 1, 0, 2)), 0);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, scene_of_two, scene_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(any_of_them_that_the_hub_lost_is_sent_again),
		CASE(any_of_them_that_was_altered_is_sent_again),
		CASE(of_very_many_each_is_compared_within_a_few_runs),
		CASE(what_has_a_receipt_is_looked_at_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
