/* session.h - one sitting at Samtale: database, rules, core and runner, with events going in and painted
 * cells coming out.
 *
 * The console feeds it from a terminal, replay from a file, the demo from scripts; there is no other way in.
 */
#ifndef SAMTALE_APP_SESSION_H
#define SAMTALE_APP_SESSION_H

#include "app/clock.h"
#include "app/command.h"
#include "app/runner.h"

struct session {
	struct clock *clock; /* borrowed: every event is stamped from it */
	struct store *store;
	struct arena arena; /* rules, and what lives as long as the session */
	struct rules rules;
	struct activity_kinds kinds;
	struct app *app;
	struct runner runner;
	struct cells cells;
	struct sync_child sync;
	bool has_loop; /* the console's: it asks for the sync's news itself; else an event waits for the whole sync */
};

/* Set in a database of invented citizens: no warning about their CPR numbers. */
#define SESSION_SETTING_DEMO "demo"

/* Opens database and rules, and makes the core; no event has gone in yet. The language remembered by the
 * database is put in use unless one was given. Errors: those of store_open() and rules_load(). On failure
 * there is nothing to close. */
NODISCARD bool session_open(struct session *session, const struct common_options *common,
			    enum store_mode mode, struct clock *clock, struct err *err);
void session_close(struct session *session);

/* Handles an event and everything it leads to. event->now is filled here. */
void session_event(struct session *session, struct event *event);
void session_start(struct session *session, int rows, int cols);
void session_resize(struct session *session, int rows, int cols);
void session_key(struct session *session, struct key key);
void session_happened(struct session *session, enum event_kind kind); /* EVENT_TICK, EVENT_HANGUP */
/* What a running sync has told meanwhile goes in. */
void session_hear_sync(struct session *session);
bool session_is_over(const struct session *session);

/* The screen as it is now; valid until the next paint. */
const struct cells *session_paint(struct session *session);

#endif
