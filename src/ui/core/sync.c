/* sync.c - what the core itself knows of the exchange with the other terminals: line 1 tells it on every
 * screen, and a sync goes on
 * while its screen is left. */
#include "samtale/base/tr.h"
#include "ui/core/model.h"

void sync_init(struct app *app)
{
	arena_init(&app->sync_arena);
	arena_init(&app->run.arena);
	app->sync.reason = app->run.failure = "";
}

void sync_done(struct app *app)
{
	arena_done(&app->run.arena);
	arena_done(&app->sync_arena);
}

const struct sync_state *app_sync_state(const struct app *app)
{
	return &app->sync;
}

const struct sync_run *app_sync_run(const struct app *app)
{
	return &app->run;
}

void sync_state_ask(struct app *app, struct effects *effects)
{
	arena_reset(&app->sync_arena);
	app->sync.reason = "";
	app_ask(app,
		(struct effect){ .kind = EFFECT_SYNC_STATE, .arena = &app->sync_arena, .sync_state.out = &app->sync },
		effects);
}

static void begin(struct sync_run *run)
{
	if (run->is_running)
		return;
	arena_reset(&run->arena);
	run->is_running = true;
	run->has_report = false;
	run->step = SYNC_KEYS;
	run->done = run->of = 0;
	run->failure = "";
}

static void keep_report(struct sync_run *run, const struct sync_report *report)
{
	run->has_report = true;
	run->report = *report;
	run->report.troubles = arena_array(&run->arena, report->trouble_count + 1, sizeof(*report->troubles));
	for (size_t i = 0; i < report->trouble_count; i++)
		run->report.troubles[i] = (struct sync_trouble){
			.code = arena_strdup(&run->arena, report->troubles[i].code),
			.terminal = arena_strdup(&run->arena, report->troubles[i].terminal),
			.text = arena_strdup(&run->arena, report->troubles[i].text),
		};
}

/* What the others wrote is in the database now: the screen is read anew. */
static void over(struct app *app, const char *failure, struct effects *effects)
{
	struct sync_run *run = &app->run;

	run->is_running = false;
	run->has_run = true;
	run->failure = arena_strdup(&run->arena, failure);
	sync_state_ask(app, effects);
	if (app_top(app)->kind->resume != NULL)
		app_top(app)->kind->resume(app, app_top(app)->model, effects);
	if (failure[0] != '\0')
		app_say(app, ROLE_ERROR, "%s", run->failure);
	else if (app_top(app)->kind->id != SCREEN_SYNC)
		app_say(app, ROLE_GOOD, "%s", _("The sync is done."));
}

void sync_begun(struct app *app)
{
	begin(&app->run);
}

void sync_hear(struct app *app, const struct sync_news *news, struct effects *effects)
{
	begin(&app->run);
	switch (news->kind) {
	case SYNC_NEWS_STEP:
		app->run.step = news->step;
		app->run.done = news->done;
		app->run.of = news->of;
		break;
	case SYNC_NEWS_REPORT:
		keep_report(&app->run, &news->report);
		break;
	case SYNC_NEWS_OVER:
		over(app, news->failure, effects);
		break;
	}
}
