/* One exchange after another between real databases and a real folder. The names are the rows of the failure
 * matrix (sync-storage, section 9.8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "sync_folder.h"
#include "sync_terminals.h"

#define DAY_MS INT64_C(86400000)

/* ---- all is well ------------------------------------------------------------------------------- */

static void three_terminals_come_to_hold_the_same(void **state)
{
	struct sync_scene *scene = *state;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_citizen(scene, 1, 2, "Berg");
	scene_note(scene, 2, "a note");
	scene_sync_all(scene, 2);
	assert_int_equal(scene_number(scene, 2, "SELECT count(*) FROM citizen"), 2);
	scene_agrees(scene);
	scene_phone(scene, 1, 1, "20304050");
	scene_sync(scene, 1);
	assert_int_equal(scene->report.sent_ops, 1);
	scene_sync_all(scene, 2);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM citizen WHERE phone = '20304050'"), 1);
	scene_agrees(scene);
}

static void two_people_edit_one_field_and_both_values_are_kept(void **state)
{
	struct sync_scene *scene = *state;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 2);
	scene_phone(scene, 0, 1, "11111111");
	scene_phone(scene, 1, 1, "22222222");
	scene_sync_all(scene, 2);
	scene_agrees(scene);
	for (int i = 0; i < 3; i++)
		assert_int_equal(scene_number(scene, i, "SELECT count(*) FROM sibling"), 1);
	assert_int_equal(scene->report.conflicts, 1);
}

static void the_same_citizen_created_twice_is_one_row(void **state)
{
	struct sync_scene *scene = *state;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_citizen(scene, 1, 1, "Ohlsen");
	scene_sync_all(scene, 3);
	scene_agrees(scene);
	assert_int_equal(scene_number(scene, 2, "SELECT count(*) FROM citizen"), 1);
}

static void nothing_to_sync_writes_nothing(void **state)
{
	struct sync_scene *scene = *state;
	int64_t before;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 3);
	before = scene_number(scene, 0, "SELECT total_changes()");
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles + scene->report.taken_bundles, 0);
	assert_int_equal(scene_number(scene, 0, "SELECT total_changes()"), before);
}

static void what_all_have_receipted_is_through(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_state sync;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync(scene, 0);
	assert_true(store_sync_state(scene->stores[0], &scene->arena, &sync, &scene->err));
	assert_int_equal(sync.waiting, 0);
	assert_true(sync.unconfirmed > 0);
	scene_sync(scene, 1);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.receipts, 1);
	assert_true(store_sync_state(scene->stores[0], &scene->arena, &sync, &scene->err));
	assert_int_equal(sync.unconfirmed, 0);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM stream_out WHERE state = 2"), 0);
	scene_sync(scene, 2);
	scene_sync(scene, 0);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM stream_out WHERE state < 2"), 0);
}

static void a_garbled_receipt_counts_only_of_a_terminal_that_lacks_something(void **state)
{
	struct sync_scene *scene = *state;
	const char *anomalies = "SELECT count(*) FROM anomaly WHERE kind = 'receipt'";

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync(scene, 0);
	scene_sync(scene, 1);
	scene_sync(scene, 0);
	sync_folder_write(scene_receipt(scene, 1, 1), "SAMTALE", 7);
	scene_sync(scene, 0);
	assert_int_equal(scene_number(scene, 0, anomalies), 0);
	scene_phone(scene, 0, 1, "33333333");
	scene_sync(scene, 0);
	assert_int_equal(scene_number(scene, 0, anomalies), 1);
	scene_sync_all(scene, 3);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM stream_out WHERE state < 2"), 0);
}

static void a_dry_run_tells_what_would_go_and_writes_nothing(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_options options = { .dry_run = true, .now_ms = fixture_moment(1000).utc_ms };
	int64_t before;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 2);
	scene_phone(scene, 1, 1, "2");
	scene_sync(scene, 1);
	scene_phone(scene, 0, 1, "3");
	before = scene_number(scene, 0, "SELECT total_changes()");
	assert_true(scene_try(scene, 0, NULL, &options));
	assert_int_equal(scene->report.sent_ops, 1);
	assert_int_equal(scene->report.sent_bundles, 1);
	assert_int_equal(scene->report.taken_ops, 1);
	assert_int_equal(scene->report.waiting, 1);
	assert_int_equal(scene_number(scene, 0, "SELECT total_changes()"), before);
	assert_int_not_equal(access(scene_bundle(scene, 1, 0, 2), F_OK), 0);
}

/* ---- files that are not as they must be -------------------------------------------------------- */

/* Terminal 0 has a second bundle at the hub that 1 has not taken, and 2 has one as well. */
static const char *second_bundle(struct sync_scene *scene)
{
	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 2);
	scene_phone(scene, 0, 1, "33333333");
	scene_sync(scene, 0);
	return scene_bundle(scene, 1, 0, 2);
}

static void a_bundle_cut_off_at_any_length_waits_until_it_is_whole(void **state)
{
	struct sync_scene *scene = *state;
	const char *path = second_bundle(scene);
	size_t size;
	const unsigned char *bytes = scene_bytes(scene, path, &size);

	for (size_t length = 0; length < size; length += length < 200 ? 7 : 61) {
		sync_folder_write(path, bytes, length);
		assert_true(scene_try(scene, 1, NULL, NULL));
		assert_int_equal(scene->report.trouble_count, 1);
		assert_non_null(scene_trouble(scene, "short"));
	}
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM anomaly"), 0);
	sync_folder_write(path, bytes, size);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void a_bundle_of_its_own_that_was_cut_off_is_sent_again(void **state)
{
	struct sync_scene *scene = *state;
	const char *path = second_bundle(scene);

	assert_int_equal(truncate(path, 100), 0);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles, 1);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void a_bundle_of_its_own_that_was_altered_is_sent_again(void **state)
{
	struct sync_scene *scene = *state;
	const char *path = second_bundle(scene);
	size_t size;
	const unsigned char *whole = scene_bytes(scene, path, &size);
	unsigned char *bytes = arena_memdup(&scene->arena, whole, size);

	bytes[size / 2] ^= 1;
	sync_folder_write(path, bytes, size);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles, 1);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void half_files_are_ignored(void **state)
{
	struct sync_scene *scene = *state;
	const char *path = second_bundle(scene);

	sync_folder_write(arena_printf(&scene->arena, "%s.9-0.part", path), "SAMTBDL1 and", 12);
	sync_folder_write(arena_printf(&scene->arena, "%s/readme.txt", scene->hub), "hello", 5);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void bit_flip_in_a_bundle_is_refused_and_other_streams_go_on(void **state)
{
	struct sync_scene *scene = *state;
	const char *path = second_bundle(scene);
	size_t size;
	const unsigned char *bytes = scene_bytes(scene, path, &size);
	unsigned char *flipped = arena_memdup(&scene->arena, bytes, size);
	int64_t notes = 0;

	for (size_t at = 0; at < size; at += 37) {
		flipped[at] ^= 0x10;
		sync_folder_write(path, flipped, size);
		scene_note(scene, 2, "goes on");
		assert_true(scene_try(scene, 2, NULL, NULL));
		assert_true(scene_try(scene, 1, NULL, NULL));
		assert_int_equal(scene->report.trouble_count, 1);
		assert_string_equal(scene->report.troubles[0].terminal, "Terminal 0");
		assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM journal_note"), ++notes);
		assert_int_equal(
			scene_number(scene, 1, "SELECT count(*) FROM citizen WHERE phone = '33333333'"), 0);
		flipped[at] ^= 0x10;
	}
	assert_true(scene_number(scene, 1, "SELECT count(*) FROM anomaly") > 0);
	sync_folder_write(path, bytes, size);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void a_file_of_another_installation_is_refused(void **state)
{
	struct sync_scene *scene = *state, other;
	const char *path = second_bundle(scene);
	const unsigned char *bytes;
	size_t size, whole;
	const unsigned char *mine = scene_bytes(scene, path, &whole);

	scene_begin(&other, 1, NULL);
	scene_citizen(&other, 0, 1, "Olsen");
	scene_sync(&other, 0);
	scene_phone(&other, 0, 1, "4");
	scene_sync(&other, 0);
	bytes = scene_bytes(scene, scene_bundle(&other, 1, 0, 2), &size);
	sync_folder_write(path, bytes, size);
	assert_true(scene_try(scene, 1, NULL, NULL));
	assert_non_null(scene_trouble(scene, "realm"));
	sync_folder_write(path, mine, whole);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
	scene_end(&other);
}

static void a_replay_of_an_old_bundle_under_a_new_name_is_refused(void **state)
{
	struct sync_scene *scene = *state;
	const unsigned char *bytes;
	size_t size;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 2);
	bytes = scene_bytes(scene, scene_bundle(scene, 1, 0, 1), &size);
	sync_folder_write(scene_bundle(scene, 1, 0, 2), bytes, size);
	assert_true(scene_try(scene, 1, NULL, NULL));
	assert_non_null(scene_trouble(scene, "unit"));
	assert_int_equal(scene_number(scene, 1, "SELECT bseq FROM stream_in"), 1);
}

static void a_bundle_taken_twice_changes_nothing(void **state)
{
	struct sync_scene *scene = *state;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_phone(scene, 0, 1, "2");
	scene_note(scene, 0, "once");
	scene_sync_all(scene, 2);
	scene_sql(scene, 1, "DELETE FROM stream_in");
	scene_sync(scene, 1);
	assert_int_equal(scene->report.taken_bundles, 1);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM journal_note"), 1);
	scene_agrees(scene);
}

static void a_missing_bundle_is_waited_for_and_named_after_three_days(void **state)
{
	struct sync_scene *scene = *state;
	struct sync_options late = { .now_ms = fixture_moment(0).utc_ms + 4 * DAY_MS };
	const char *path = second_bundle(scene),
		   *away = arena_printf(&scene->arena, "%s/away", scene->folder);

	scene_phone(scene, 0, 1, "4");
	scene_sync(scene, 0);
	assert_int_equal(rename(path, away), 0);
	scene_note(scene, 2, "goes on");
	scene_sync(scene, 2);
	scene_sync(scene, 1);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM journal_note"), 1);
	assert_true(scene_try(scene, 1, NULL, &late));
	assert_non_null(scene_trouble(scene, "gap"));
	assert_true(str_starts(scene_trouble(scene, "gap")->text, "Terminal 0: "));
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM anomaly"), 0);
	assert_int_equal(rename(away, path), 0);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

/* ---- terminals and hubs that are set back ------------------------------------------------------ */

/* Terminal 1 is set back to a day before its last sync, and has written since. */
static void restore(struct sync_scene *scene)
{
	const char *backup = arena_printf(&scene->arena, "%s/backup", scene->folder);

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 2);
	scene_close(scene, 1);
	scene_copy(scene, scene->home[1], backup);
	scene_open(scene, 1);
	scene_note(scene, 1, "sent, and not in the backup");
	scene_sync_all(scene, 2);
	scene_close(scene, 1);
	scene_copy(scene, backup, scene->home[1]);
	scene_open(scene, 1);
	scene_phone(scene, 1, 1, "3");
}

static void a_terminal_restored_from_a_backup_sends_nothing(void **state)
{
	struct sync_scene *scene = *state;

	restore(scene);
	assert_true(scene_try(scene, 1, NULL, NULL));
	assert_true(scene->report.is_restored);
	assert_non_null(scene_trouble(scene, "restored"));
	assert_int_equal(scene->report.sent_bundles, 0);
	assert_true(scene->report.waiting > 0);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM stream_out WHERE unit = 1"), 0);
}

static void a_restored_terminal_goes_on_under_a_new_number_and_gets_its_work_back(void **state)
{
	struct sync_scene *scene = *state;
	const struct invite invite = { .name = "Terminal 1", .replaces = "Terminal 1" };
	struct hub *hub = scene_hub(scene);
	char code[INVITE_CODE_SIZE];

	restore(scene);
	assert_true(scene_try(scene, 1, NULL, NULL));
	if (!admin_invite(scene->stores[0], hub, &invite, SCENE_NOW, code, &scene->origins[1], &scene->err) ||
	    !terminal_recover(scene->stores[1], hub, code, SCENE_NOW, &scene->err))
		fail_msg("%s (%s)", scene->err.text, scene->err.detail);
	hub_close(hub);
	scene_sync(scene, 1);
	assert_false(scene->report.is_restored);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM journal_note"), 1);
	scene_sync_all(scene, 2);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM citizen WHERE phone = '3'"), 1);
	scene_agrees(scene);
}

/* Both go on from the same day, at two sticks; the sticks meet. */
static void a_cloned_terminal_is_told_and_sends_nothing_more(void **state)
{
	struct sync_scene *scene = *state;
	const char *stick = arena_printf(&scene->arena, "%s/stick", scene->folder);
	const char *clone = arena_printf(&scene->arena, "%s/clone", scene->folder);
	char hub[80];

	scene_citizen(scene, 1, 1, "Olsen");
	scene_sync_all(scene, 2);
	scene_close(scene, 1);
	scene_copy(scene, scene->home[1], clone);
	scene_copy(scene, scene->hub, stick);
	scene_open(scene, 1);
	scene_phone(scene, 1, 1, "2");
	scene_sync(scene, 1);
	scene_close(scene, 1);
	scene_copy(scene, clone, scene->home[1]);
	scene_open(scene, 1);
	scene_phone(scene, 1, 1, "3");
	strcpy(hub, scene->hub);
	strcpy(scene->hub, stick);
	scene_sync(scene, 1);
	strcpy(scene->hub, hub);
	scene_note(scene, 1, "more");
	assert_true(scene_try(scene, 1, NULL, NULL));
	assert_true(scene->report.is_restored);
	assert_int_equal(scene->report.sent_bundles, 0);
}

static void a_hub_set_back_to_yesterday_is_filled_up_again(void **state)
{
	struct sync_scene *scene = *state;
	const char *yesterday = arena_printf(&scene->arena, "%s/yesterday", scene->folder);

	scene_citizen(scene, 0, 1, "Olsen");
	scene_sync_all(scene, 2);
	scene_copy(scene, scene->hub, yesterday);
	scene_phone(scene, 0, 1, "2");
	scene_sync(scene, 0);
	scene_phone(scene, 0, 1, "3");
	scene_sync(scene, 0);
	scene_sync(scene, 1);
	scene_sync(scene, 0);
	scene_copy(scene, yesterday, scene->hub);
	scene_sync(scene, 0);
	assert_int_equal(scene->report.sent_bundles, 2);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

/* 0 and 1 never meet at one folder: a stick goes to and fro. */
static void a_stick_carried_between_machines_that_never_meet(void **state)
{
	struct sync_scene *scene = *state;
	const char *stick = arena_printf(&scene->arena, "%s/stick", scene->folder);

	for (int day = 0; day < 3; day++) {
		scene_citizen(scene, 0, 10 + day, "Olsen");
		scene_sync(scene, 0);
		scene_copy(scene, scene->hub, stick);
		scene_citizen(scene, 1, 20 + day, "Berg");
		scene_sync(scene, 1);
		scene_copy(scene, scene->hub, stick);
		scene_sync(scene, 2);
	}
	scene_sync_all(scene, 1);
	scene_agrees(scene);
	assert_int_equal(scene_number(scene, 2, "SELECT count(*) FROM citizen"), 6);
}

static void what_is_not_text_is_held_alone_and_the_rest_goes(void **state)
{
	struct sync_scene *scene = *state;

	scene_citizen(scene, 0, 1, "Olsen");
	scene_citizen(scene, 0, 2, "Berg");
	scene_sql(scene, 0, "UPDATE citizen SET job_goal = CAST(x'80ff' AS TEXT) WHERE surname = 'Berg'");
	scene_phone(scene, 0, 1, "7");
	scene_sync(scene, 0);
	assert_int_equal(scene->report.held, 1);
	scene_sync(scene, 1);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM citizen WHERE phone = '7'"), 1);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM citizen"), 2);
}

/* ---- scope ------------------------------------------------------------------------------------- */

static void a_terminal_that_was_shut_out_sends_nothing_and_its_later_work_does_not_count(void **state)
{
	struct sync_scene *scene = *state;
	struct hub *hub = scene_hub(scene);

	scene_citizen(scene, 2, 1, "Olsen");
	scene_sync_all(scene, 2);
	assert_true(admin_shut_out(scene->stores[0], hub, "Terminal 2", &scene->err));
	hub_close(hub);
	scene_phone(scene, 2, 1, "9");
	assert_true(scene_try(scene, 2, NULL, NULL));
	assert_non_null(scene_trouble(scene, "access"));
	assert_int_equal(scene->report.sent_bundles, 0);
	scene_phone(scene, 0, 1, "5");
	scene_sync(scene, 0);
	scene_sync(scene, 1);
	scene_sync(scene, 0);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM citizen WHERE phone = '5'"), 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, scene_of_three, scene_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(three_terminals_come_to_hold_the_same),
		CASE(two_people_edit_one_field_and_both_values_are_kept),
		CASE(the_same_citizen_created_twice_is_one_row),
		CASE(nothing_to_sync_writes_nothing),
		CASE(what_all_have_receipted_is_through),
		CASE(a_garbled_receipt_counts_only_of_a_terminal_that_lacks_something),
		CASE(a_dry_run_tells_what_would_go_and_writes_nothing),
		CASE(a_bundle_cut_off_at_any_length_waits_until_it_is_whole),
		CASE(a_bundle_of_its_own_that_was_cut_off_is_sent_again),
		CASE(a_bundle_of_its_own_that_was_altered_is_sent_again),
		CASE(half_files_are_ignored),
		CASE(bit_flip_in_a_bundle_is_refused_and_other_streams_go_on),
		CASE(a_file_of_another_installation_is_refused),
		CASE(a_replay_of_an_old_bundle_under_a_new_name_is_refused),
		CASE(a_bundle_taken_twice_changes_nothing),
		CASE(a_missing_bundle_is_waited_for_and_named_after_three_days),
		CASE(a_terminal_restored_from_a_backup_sends_nothing),
		CASE(a_restored_terminal_goes_on_under_a_new_number_and_gets_its_work_back),
		CASE(a_cloned_terminal_is_told_and_sends_nothing_more),
		CASE(a_hub_set_back_to_yesterday_is_filled_up_again),
		CASE(a_stick_carried_between_machines_that_never_meet),
		CASE(what_is_not_text_is_held_alone_and_the_rest_goes),
		CASE(a_terminal_that_was_shut_out_sends_nothing_and_its_later_work_does_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
