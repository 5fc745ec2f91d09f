/* The base of a unit, and what is removed from the hub behind it: between real databases and a real folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/sync/purge_order.h"
#include "sync_folder.h"
#include "sync_terminals.h"

#define NEWCOMER 3

/* ---- what is done ------------------------------------------------------------------------------ */

static void work(struct sync_scene *scene)
{
	scene_citizen(scene, 0, 1, "Olsen");
	scene_citizen(scene, 1, 2, "Berg");
	scene_note(scene, 2, "a note");
	scene_sync_all(scene, 2);
	for (int i = 0; i < 3; i++) {
		scene_phone(scene, i, 1, "20304050");
		scene_phone(scene, i, 2, "20304051");
		scene_note(scene, i, "another");
		scene_sync_all(scene, 1);
	}
	scene_phone(scene, 0, 2, "20304052");
	scene_phone(scene, 1, 2, "20304053"); /* at once */
	scene_sync_all(scene, 2);
}

/* A run that makes bases of all there is. */
static struct prune_plan tidy(struct sync_scene *scene, int index)
{
	struct prune_plan plan = { NULL, 0 };
	const struct sync_options options = {
		.all_bases = true, .plan = &plan, .now_ms = fixture_moment(++scene->minutes).utc_ms
	};

	if (!scene_try(scene, index, NULL, &options))
		fail_msg("%s (%s)", scene->err.text, scene->err.detail);
	return plan;
}

static bool is_there(struct sync_scene *scene, int64_t unit, int index, int64_t bseq)
{
	return !access(scene_bundle(scene, unit, index, bseq), F_OK);
}

static bool invited(struct sync_scene *scene, int index, const char *replaces, char code[INVITE_CODE_SIZE],
		    struct hub *hub)
{
	const struct invite invite = { .name = arena_printf(&scene->arena, "Terminal %d", index),
				       .replaces = replaces };

	return admin_invite(scene->stores[0], hub, &invite, SCENE_NOW, code, &scene->origins[index], &scene->err);
}

static void newcomer(struct sync_scene *scene)
{
	struct hub *hub = scene_hub(scene);
	char code[INVITE_CODE_SIZE];

	scene->count = NEWCOMER + 1;
	snprintf(scene->home[NEWCOMER], sizeof(scene->home[NEWCOMER]), "%s/t%d", scene->folder, NEWCOMER);
	scene_open(scene, NEWCOMER);
	if (!invited(scene, NEWCOMER, NULL, code, hub) ||
	    !terminal_enrol(scene->stores[NEWCOMER], hub, code, SCENE_NOW, &scene->err))
		fail_msg("%s (%s)", scene->err.text, scene->err.detail);
	hub_close(hub);
}

static const struct prune_stream *stream_of(struct sync_scene *scene, const struct prune_plan *plan, int64_t unit,
					    int index)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->streams[i].unit == unit && plan->streams[i].origin == scene->origins[index])
			return &plan->streams[i];
	return NULL;
}

/* ---- all is well ------------------------------------------------------------------------------- */

static void a_newcomer_begins_at_the_base_when_all_else_is_gone(void **state)
{
	struct sync_scene *scene = *state;

	work(scene);
	tidy(scene, 0);
	assert_int_equal(scene->report.bases_made, 1);
	scene_sync_all(scene, 2);
	assert_false(is_there(scene, 1, 0, 1) || is_there(scene, 1, 1, 1) || is_there(scene, 1, 2, 1));
	newcomer(scene);
	scene_sync(scene, NEWCOMER);
	assert_int_equal(scene->report.bases_taken, 1);
	assert_int_equal(scene_number(scene, NEWCOMER, "SELECT count(*) FROM journal_note"), 4);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
	scene_phone(scene, NEWCOMER, 1, "60708090");
	scene_phone(scene, 1, 2, "60708091");
	scene_sync_all(scene, 2);
	scene_agrees(scene);
	assert_int_equal(scene_number(scene, 2, "SELECT count(*) FROM citizen WHERE phone = '60708090'"), 1);
}

static void a_second_base_takes_the_place_of_the_first(void **state)
{
	struct sync_scene *scene = *state;

	work(scene);
	tidy(scene, 0);
	scene_sync_all(scene, 2);
	scene_note(scene, 1, "after the first");
	scene_sync_all(scene, 2);
	tidy(scene, 1);
	assert_int_equal(scene->report.bases_made, 1);
	scene_sync_all(scene, 3);
	tidy(scene, 2); /* there is nothing new */
	assert_int_equal(scene->report.bases_made, 0);
	newcomer(scene);
	scene_sync(scene, NEWCOMER);
	assert_int_equal(scene->report.bases_taken, 1);
	scene_sync_all(scene, 2);
	scene_agrees(scene);
}

static void whoever_cannot_make_the_base_asks_for_it(void **state)
{
	static const char *const units[] = { NULL, "Nord", "Syd" };
	struct sync_scene scene;

	(void)state;
	scene_begin(&scene, 3, units);
	scene_sql(&scene, 2, "INSERT INTO caseworker(id, initials, team) VALUES(8796093032209, 'bo', 'Syd')");
	scene_sync_all(&scene, 2);
	scene_sql(&scene, 2, "INSERT INTO citizen(id, surname, coordinator) VALUES(8796093032210, 'Olsen', 8796093032209)");
	scene_sync_all(&scene, 2);
	assert_true(is_there(&scene, 3, 2, 1));
	tidy(&scene, 1);
	scene_sync(&scene, 2);
	assert_int_equal(scene.report.bases_made, 1); /* of Syd; unit 1 has one */
	scene_sync_all(&scene, 2);
	assert_false(is_there(&scene, 3, 2, 1));
	assert_int_equal(scene_number(&scene, 0, "SELECT count(*) FROM citizen"), 1); /* the administrator's is in all */
	assert_int_equal(scene_number(&scene, 1, "SELECT count(*) FROM citizen"), 0);
	scene_sync(&scene, 2);
	assert_int_equal(scene.report.bases_made, 0); /* the wish has come true */
	scene_end(&scene);
}

/* ---- what holds back --------------------------------------------------------------------------- */

static void whoever_is_behind_holds_back_what_is_missing_there(void **state)
{
	struct sync_scene *scene = *state;
	const struct prune_stream *stream;
	struct prune_plan plan;

	work(scene);
	scene_note(scene, 1, "while the third is away");
	for (int i = 0; i < 2; i++) {
		scene_sync(scene, 0);
		scene_sync(scene, 1);
	}
	tidy(scene, 0);
	scene_sync(scene, 1);
	plan = tidy(scene, 1);
	stream = stream_of(scene, &plan, 1, 1);
	assert_non_null(stream);
	assert_int_equal(stream->hold, PRUNE_BEHIND);
	assert_int_equal(stream->held_by, scene->origins[2]);
	assert_false(is_there(scene, 1, 1, 1)); /* the third had that one */
	assert_true(is_there(scene, 1, 1, stream->last));
	assert_int_equal(stream->until, stream->last - 1);
	scene_sync(scene, 2);
	assert_int_equal(scene->report.bases_taken, 0);
	scene_sync_all(scene, 2);
	assert_false(is_there(scene, 1, 1, stream->last));
	scene_agrees(scene);
}

static void whoever_was_shut_out_holds_nothing_back_and_leaves_nothing(void **state)
{
	struct sync_scene *scene = *state;
	struct hub *hub = scene_hub(scene);

	work(scene);
	assert_true(admin_shut_out(scene->stores[0], hub, "Terminal 2", &scene->err));
	scene->count = 2;
	scene_sync_all(scene, 2);
	tidy(scene, 0);
	scene_sync_all(scene, 2);
	tidy(scene, 0);
	for (int i = 0; i < 3; i++)
		assert_false(is_there(scene, 1, i, 1));
	scene_agrees(scene);
	scene->count = 3;
	hub_close(hub);
}

static void nobody_removes_what_nobody_else_has(void **state)
{
	struct sync_scene *scene = *state;
	struct prune_plan plan;

	scene_note(scene, 0, "alone");
	scene_sync(scene, 0);
	plan = tidy(scene, 0);
	plan = tidy(scene, 0);
	assert_int_equal(stream_of(scene, &plan, 1, 0)->hold, PRUNE_BEHIND);
	assert_int_equal(scene->report.pruned_bundles, 0);
	assert_true(is_there(scene, 1, 0, 1));
}

static void a_base_that_is_not_whole_lets_nothing_go(void **state)
{
	struct sync_scene *scene = *state;
	struct prune_plan plan;
	FILE *file;

	work(scene);
	tidy(scene, 0);
	scene_sync(scene, 1);
	plan = tidy(scene, 0);
	file = fopen(scene_bundle(scene, 1, 0, stream_of(scene, &plan, 1, 0)->last), "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, 300, SEEK_SET), 0);
	assert_int_equal(fputc('x', file), 'x');
	fclose(file);
	assert_true(scene_try(scene, 2, NULL, NULL));
	plan = tidy(scene, 2);
	assert_int_equal(stream_of(scene, &plan, 1, 2)->hold, PRUNE_NO_BASE);
	assert_true(is_there(scene, 1, 2, 1));
}

static void a_dry_run_tells_and_removes_nothing(void **state)
{
	struct sync_scene *scene = *state;
	struct prune_plan plan = { NULL, 0 };
	const struct sync_options dry = { .dry_run = true,
					  .all_bases = true,
					  .plan = &plan,
					  .now_ms = fixture_moment(900).utc_ms };

	work(scene);
	assert_true(scene_try(scene, 1, NULL, &dry));
	assert_int_equal(scene->report.pruned_bundles + scene->report.bases_made, 0);
	assert_int_equal(stream_of(scene, &plan, 1, 2)->hold, PRUNE_NO_BASE);
	tidy(scene, 0);
	assert_true(scene_try(scene, 2, NULL, &dry));
	assert_true(scene->report.pruned_bundles > 0 && scene->report.pruned_bytes > 0);
	assert_true(is_there(scene, 1, 2, 1));
	scene_sync(scene, 2);
	assert_false(is_there(scene, 1, 2, 1));
}

/* ---- what goes wrong --------------------------------------------------------------------------- */

static void a_restored_terminal_gets_its_work_back_from_the_base_and_nothing_twice(void **state)
{
	struct sync_scene *scene = *state;
	const char *backup = arena_printf(&scene->arena, "%s/backup", scene->folder);
	struct hub *hub = scene_hub(scene);
	char code[INVITE_CODE_SIZE];

	work(scene);
	scene_phone(scene, 1, 1, "1");
	scene_note(scene, 1, "in the backup, and not sent");
	scene_close(scene, 1);
	scene_copy(scene, scene->home[1], backup);
	scene_open(scene, 1);
	scene_sync_all(scene, 2);
	scene_phone(scene, 1, 1, "2");
	scene_note(scene, 1, "not in the backup");
	scene_sync_all(scene, 2);
	tidy(scene, 0);
	scene_sync_all(scene, 3);
	assert_false(is_there(scene, 1, 1, 1));
	scene_close(scene, 1);
	scene_copy(scene, backup, scene->home[1]);
	scene_open(scene, 1);
	scene_note(scene, 1, "before anybody noticed");
	assert_true(scene_try(scene, 1, NULL, NULL));
	assert_true(scene->report.is_restored);
	assert_int_equal(scene->report.sent_bundles, 0);
	if (!invited(scene, 1, "Terminal 1", code, hub) ||
	    !terminal_recover(scene->stores[1], hub, code, SCENE_NOW, &scene->err))
		fail_msg("%s", scene->err.text);
	hub_close(hub);
	scene_sync_all(scene, 3);
	scene_agrees(scene);
	assert_int_equal(scene_number(scene, 1, "SELECT count(*) FROM citizen WHERE phone = '2'"), 1);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM sibling WHERE val IN ('1', '2')"), 0);
	assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM journal_note"), 7);
}

static void a_hub_that_was_set_back_is_filled_before_anything_goes(void **state)
{
	struct sync_scene *scene = *state;
	const char *yesterday = arena_printf(&scene->arena, "%s/yesterday", scene->folder);

	work(scene);
	tidy(scene, 0);
	scene_copy(scene, scene->hub, yesterday);
	for (int i = 0; i < 3; i++)
		scene_note(scene, i, "today");
	scene_sync_all(scene, 2);
	tidy(scene, 1);
	scene_sync_all(scene, 2);
	scene_copy(scene, yesterday, scene->hub);
	tidy(scene, 1);
	assert_int_equal(scene->report.pruned_bundles, 0);
	scene_sync_all(scene, 4);
	scene_agrees(scene);
	newcomer(scene);
	scene_sync_all(scene, 3);
	scene_agrees(scene);
}

static void what_a_purge_has_removed_is_in_no_bundle_that_is_left(void **state)
{
	struct sync_scene *scene = *state;
	int64_t citizen, first;

	work(scene);
	citizen = scene_number(scene, 0, "SELECT id FROM citizen WHERE surname = 'Olsen'");
	first = scene_number(scene, 0, "SELECT max(bseq) FROM stream_out WHERE unit = 1");
	store_stamp(scene->stores[0], 0, fixture_moment(++scene->minutes));
	assert_true(admin_purge(scene->stores[0], citizen, "time is up", &scene->err));
	scene_sync_all(scene, 2); /* a base comes by itself: an order was done that the last one knew nothing of */
	scene_sync_all(scene, 3);
	for (int i = 0; i < 3; i++)
		for (int64_t bseq = 1; bseq <= first; bseq++)
			assert_false(is_there(scene, 1, i, bseq));
	newcomer(scene);
	scene_sync_all(scene, 2);
	assert_int_equal(scene_number(scene, NEWCOMER, "SELECT count(*) FROM citizen"), 1);
	scene_agrees(scene);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, scene_of_three, scene_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_newcomer_begins_at_the_base_when_all_else_is_gone),
		CASE(a_second_base_takes_the_place_of_the_first),
		cmocka_unit_test(whoever_cannot_make_the_base_asks_for_it),
		CASE(whoever_is_behind_holds_back_what_is_missing_there),
		CASE(whoever_was_shut_out_holds_nothing_back_and_leaves_nothing),
		CASE(nobody_removes_what_nobody_else_has),
		CASE(a_base_that_is_not_whole_lets_nothing_go),
		CASE(a_dry_run_tells_and_removes_nothing),
		CASE(a_restored_terminal_gets_its_work_back_from_the_base_and_nothing_twice),
		CASE(a_hub_that_was_set_back_is_filled_before_anything_goes),
		CASE(what_a_purge_has_removed_is_in_no_bundle_that_is_left),
	};

	return cmocka_run_group_tests_name("sync: the base of a unit", tests, NULL, NULL);
}
