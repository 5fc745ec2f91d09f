#include "app/session.h"

#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/guide/activities_load.h"
#include "samtale/guide/rules_load.h"

/* A screen that tells no size is taken to be the smallest there is. */
static void resize_cells(struct session *session, int rows, int cols)
{
	cells_resize(&session->cells, rows > 0 ? rows : 1, cols > 0 ? cols : 1);
}

static bool use_remembered_language(struct session *session, const struct common_options *common,
				    struct err *err)
{
	const char *code;

	if (common->language_given)
		return true;
	if (!store_setting(session->store, RUNNER_SETTING_LANGUAGE, &session->arena, &code, err))
		return false;
	for (int i = LANGUAGE_DA; i <= LANGUAGE_EN; i++)
		if (str_equal(code, tr_code((enum language)i)))
			tr_use((enum language)i);
	return true;
}

bool session_open(struct session *session, const struct common_options *common, enum store_mode mode,
		  struct clock *clock, struct err *err)
{
	struct app_options options = { .rules = &session->rules, .caseworker = common->caseworker,
				       .municipality = common->municipality };

	*session = (struct session){ .clock = clock };
	arena_init(&session->arena);
	cells_init(&session->cells, 1, 1);
	sync_child_init(&session->sync, common);
	if (!rules_load(common->rules_dir, &session->arena, &session->rules, err) ||
	    !activities_load(common->rules_dir, &session->arena, &session->kinds, err) ||
	    !open_store(common, mode, true, &session->store, err) ||
	    !use_remembered_language(session, common, err)) {
		session_close(session);
		return false;
	}
	session->runner = (struct runner){ .store = session->store, .guide_dir = common->guide_dir,
					    .rules = &session->rules, .kinds = &session->kinds,
					    .letter_dir = common->letter_dir, .groff = common->groff,
					    .municipality = common->municipality, .contact = common->contact,
					    .arena = &session->arena };
	session->runner.sync = &session->sync;
	session->app = app_new(&options);
	return true;
}

void session_close(struct session *session)
{
	if (session->app)
		app_free(session->app);
	store_close(session->store);
	sync_child_done(&session->sync);
	cells_done(&session->cells);
	arena_done(&session->arena);
}

static void handle(struct session *session, struct event *event)
{
	struct effects effects = { .count = 0 };

	event->now = clock_now(session->clock);
	if (event->kind == EVENT_START || event->kind == EVENT_RESIZE)
		resize_cells(session, event->size.rows, event->size.cols);
	app_update(session->app, event, &effects);
	session->runner.flush |= app_wants_flush(session->app);
	runner_perform(&session->runner, session->app, &effects, event->now);
	if (event->kind == EVENT_HANGUP)
		session->runner.quit = true;
}

static void hear(struct session *session, bool wait)
{
	struct sync_news news;

	while (sync_child_next(&session->sync, wait, &news))
		handle(session, &(struct event){ .kind = EVENT_SYNC, .sync = &news });
}

void session_event(struct session *session, struct event *event)
{
	handle(session, event);
	if (!session->has_loop && !session_is_over(session))
		hear(session, true);
}

void session_hear_sync(struct session *session)
{
	hear(session, false);
}

void session_start(struct session *session, int rows, int cols)
{
	session_event(session, &(struct event){ .kind = EVENT_START, .size = { rows, cols } });
}

void session_resize(struct session *session, int rows, int cols)
{
	session_event(session, &(struct event){ .kind = EVENT_RESIZE, .size = { rows, cols } });
}

void session_key(struct session *session, struct key key)
{
	session_event(session, &(struct event){ .kind = EVENT_KEY, .key = key });
}

void session_happened(struct session *session, enum event_kind kind)
{
	session_event(session, &(struct event){ .kind = kind });
}

bool session_is_over(const struct session *session)
{
	return session->runner.quit || app_is_over(session->app);
}

const struct cells *session_paint(struct session *session)
{
	cells_clear(&session->cells);
	app_view(session->app, &session->cells);
	return &session->cells;
}
