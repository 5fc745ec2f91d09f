/* An exchange that ends at every point where it can: the process is killed, the medium goes away or is full.
 * The next run goes on, nothing is lost and nothing doubled (sync-storage, section 9.8). */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sync/hub_kind.h"
#include "sync_terminals.h"

/* ---- a hub that lets a number of calls through ------------------------------------------------- */

struct cut {
	struct hub hub;
	struct hub *inner;
	int left;	    /* steps that go well; each call counts before and after */
	enum err_code code; /* what a call says then, and all after it; ERR_NONE: the process is killed */
};

static bool step(struct cut *cut, struct err *err)
{
	if (cut->left > 0 && --cut->left > 0)
		return true;
	if (cut->code == ERR_NONE)
		kill(getpid(), SIGKILL);
	return err_set(err, cut->code, "The medium is gone or full.");
}

#define BEFORE(hub, err)                                                                                     \
	struct cut *cut = (struct cut *)(void *)(hub);                                                       \
	if (!step(cut, err))                                                                                 \
	return false
#define AFTER(done, err) return (done) && step(cut, err)

static bool cut_put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		    struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_put(cut->inner, name, bytes, size, how, err), err);
}

static bool cut_get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
		    size_t *size, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_get(cut->inner, name, arena, bytes, size, err), err);
}

static bool cut_list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names,
		     size_t *count, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_list(cut->inner, prefix, arena, names, count, err), err);
}

static bool cut_remove(struct hub *hub, const char *name, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_remove(cut->inner, name, err), err);
}

static bool cut_publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_publish(cut->inner, bundle, err), err);
}

static bool cut_streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **streams,
			size_t *count, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_streams(cut->inner, unit, arena, streams, count, err), err);
}

static bool cut_fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
		      const unsigned char **bytes, size_t *size, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_fetch(cut->inner, unit, origin, bseq, arena, bytes, size, err), err);
}

static bool cut_prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
		      struct hub_pruned *gone, struct err *err)
{
	BEFORE(hub, err);
	AFTER(hub_prune(cut->inner, unit, origin, bseq, dry, gone, err), err);
}

static const struct hub_kind cut_kind = {
	.put = cut_put,
	.get = cut_get,
	.list = cut_list,
	.remove = cut_remove,
	.publish = cut_publish,
	.streams = cut_streams,
	.fetch = cut_fetch,
	.prune = cut_prune,
};

static bool cut_progress(void *context, enum sync_step at, int64_t done, int64_t of)
{
	struct cut *cut = context;

	(void)at;
	(void)done;
	(void)of;
	return cut->code != ERR_NONE || step(cut, NULL);
}

/* One run that ends after so many steps; true: there were not that many. */
static bool run_cut(struct sync_scene *scene, int index, int steps, enum err_code code)
{
	struct cut cut = {
		.hub.kind = &cut_kind, .inner = scene_hub(scene), .left = steps + 1, .code = code
	};
	struct sync_options options = { .progress = cut_progress,
					.context = &cut,
					.now_ms = fixture_moment(++scene->minutes).utc_ms };
	bool is_done = scene_try(scene, index, &cut.hub, &options);

	hub_close(cut.inner);
	return is_done && cut.left > 0;
}

/* ---- the tests --------------------------------------------------------------------------------- */

static int setup(void **state)
{
	struct sync_scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scene_begin(scene, 3, NULL);
	scene_citizen(scene, 0, 1, "Olsen");
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

/* Something goes and something comes. */
static void work(struct sync_scene *scene, int step_at)
{
	scene_note(scene, 0, "sent");
	scene_phone(scene, 0, 1, arena_printf(&scene->arena, "%d", 1000 + step_at));
	scene_note(scene, 1, "fetched");
	scene_sync(scene, 1);
}

/* The child has a connection of its own; nobody else has one meanwhile. */
static bool killed_at(struct sync_scene *scene, int step_at)
{
	int status;
	pid_t child;

	scene_close(scene, 0);
	child = fork();
	if (!child) {
		scene_open(scene, 0);
		_exit(run_cut(scene, 0, step_at, ERR_NONE) ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0);
	scene_open(scene, 0);
	return WIFSIGNALED(status);
}

static void everybody_has(struct sync_scene *scene, int rounds)
{
	scene_sync_all(scene, 2);
	scene_agrees(scene);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(scene_number(scene, i, "SELECT count(*) FROM journal_note"), 2 * rounds);
		assert_int_equal(scene_number(scene, i, "SELECT count(*) FROM sibling"), 0);
	}
}

static void cut_at_any_step_the_next_run_goes_on(void **state)
{
	struct sync_scene *scene = *state;
	bool is_killed = true;
	int steps;

	for (steps = 0; is_killed; steps++) {
		work(scene, steps);
		is_killed = killed_at(scene, steps);
		scene_sync(scene, 0);
		assert_int_equal(scene_number(scene, 0, "SELECT count(*) FROM stream_out WHERE state = 0"),
				 0);
	}
	assert_true(steps > 20);
	everybody_has(scene, steps);
}

static bool stop_at(void *context, enum sync_step at, int64_t done, int64_t of)
{
	int *left = context;

	(void)at;
	(void)done;
	(void)of;
	return (*left)-- > 0;
}

static void stopped_at_any_step_it_says_so_and_the_next_run_goes_on(void **state)
{
	struct sync_scene *scene = *state;
	bool is_stopped = true;
	int steps;

	for (steps = 0; is_stopped; steps++) {
		int left = steps;
		struct sync_options options = { .progress = stop_at, .context = &left };

		work(scene, steps);
		assert_true(scene_try(scene, 0, NULL, &options));
		is_stopped = scene_trouble(scene, "stopped") != NULL;
		assert_int_equal(scene->report.trouble_count, is_stopped);
		scene_sync(scene, 0);
	}
	assert_true(steps > 5);
	everybody_has(scene, steps);
}

static void a_medium_that_goes_away_at_any_call_loses_nothing(void **state)
{
	struct sync_scene *scene = *state;
	bool is_done = false;
	int steps;

	for (steps = 0; !is_done; steps++) {
		work(scene, steps);
		is_done = run_cut(scene, 0, steps, ERR_IO);
		assert_true(scene->err.code == ERR_NONE || scene->err.code == ERR_IO);
		scene_sync(scene, 0);
	}
	assert_true(steps > 10);
	everybody_has(scene, steps);
}

static void a_medium_that_is_full_at_any_call_loses_nothing(void **state)
{
	struct sync_scene *scene = *state;
	bool is_done = false;
	int steps;

	for (steps = 0; !is_done; steps++) {
		work(scene, steps);
		is_done = run_cut(scene, 0, steps, ERR_FULL);
		scene_sync(scene, 0);
	}
	everybody_has(scene, steps);
}

/* Two that write and sync at the same time, in processes of their own. */
static void two_writers_at_once_come_to_hold_the_same(void **state)
{
	struct sync_scene *scene = *state;
	pid_t children[2];
	int status;

	for (int i = 0; i < 2; i++) {
		scene_close(scene, i);
		children[i] = fork();
		if (children[i])
			continue;
		scene_open(scene, i);
		for (int round = 0; round < 10; round++) {
			scene_note(scene, i, "at once");
			if (!scene_try(scene, i, NULL, NULL) || scene->report.trouble_count)
				_exit(1);
		}
		scene_close(scene, i);
		_exit(0);
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		scene_open(scene, i);
	}
	everybody_has(scene, 10);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(cut_at_any_step_the_next_run_goes_on),
		CASE(stopped_at_any_step_it_says_so_and_the_next_run_goes_on),
		CASE(a_medium_that_goes_away_at_any_call_loses_nothing),
		CASE(a_medium_that_is_full_at_any_call_loses_nothing),
		CASE(two_writers_at_once_come_to_hold_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
