#include "app/console.h"

#include <stdlib.h>

#include "samtale/base/str.h"
#include "samtale/term/term.h"

/* While somebody types, drafts are kept this often; two seconds is the promise. */
#define TICK_MS 500
/* How long after the last key there may still be something half-typed to keep. */
#define TYPING_MS 3000
#define MINUTE_MS 60000

struct console {
	struct session *session;
	struct term *term;
	int64_t last_key, last_tick; /* clock_ticks_ms() */
};

static void tick(struct console *console)
{
	console->last_tick = clock_ticks_ms();
	session_happened(console->session, EVENT_TICK);
}

/* To the next tick while somebody types, else to the next minute on the header's clock. */
static int pause_ms(const struct console *console)
{
	int64_t now = clock_ticks_ms();

	if (now - console->last_key < TYPING_MS)
		return TICK_MS;
	return (int)(MINUTE_MS - clock_now(console->session->clock).utc_ms % MINUTE_MS);
}

/* Handles what is already here, so that a burst of keys costs one frame. A legal confirmation ends the burst:
 * keys behind it were typed before anybody had seen it. */
static void drain(struct console *console)
{
	struct session *session = console->session;
	struct event event;

	while (!session_is_over(session) && term_next(console->term, &event)) {
		console->last_key = clock_ticks_ms();
		session_event(session, &event);
		if (session->runner.flush)
			break;
	}
	if (clock_ticks_ms() - console->last_tick >= TICK_MS && !session_is_over(session))
		tick(console);
}

static void draw(struct console *console)
{
	struct session *session = console->session;

	if (session->runner.repaint)
		term_repaint(console->term);
	term_draw(console->term, session_paint(session));
	if (session->runner.flush)
		term_flush_input(console->term);
	session->runner.repaint = session->runner.flush = false;
}

static void loop(struct console *console)
{
	while (!session_is_over(console->session)) {
		draw(console);
		term_watch(console->term, console->session->sync.out);
		switch (term_wait(console->term, pause_ms(console))) {
		case TERM_READY:
			drain(console);
			break;
		case TERM_TIMEOUT:
			tick(console);
			break;
		case TERM_HUNG_UP:
			session_happened(console->session, EVENT_HANGUP);
			break;
		}
		session_hear_sync(console->session);
	}
}

bool console_run(struct session *session, struct err *err)
{
	const char *no_colour = getenv("NO_COLOR");
	struct term_options options = {
		.colour = str_is_empty(no_colour) ? TERM_COLOUR_AUTO : TERM_COLOUR_NEVER,
		.frame_fd = -1,
	};
	struct console console = { .session = session,
				   .last_key = clock_ticks_ms(),
				   .last_tick = clock_ticks_ms() };
	int rows, cols;

	if (!term_open(&options, &console.term, err))
		return false;
	session->has_loop = true;
	term_size(console.term, &rows, &cols);
	session_start(session, rows, cols);
	loop(&console);
	term_close(console.term);
	return true;
}
