#include "app/keyplay.h"

/* Time passes in steps of this, each with its tick, as it does on the console. */
#define TICK_MS 500

static void wait_for(struct keyplay *play, int64_t ms)
{
	while (ms > 0) {
		int64_t step = ms < TICK_MS ? ms : TICK_MS;

		clock_advance(play->clock, step);
		session_happened(play->session, EVENT_TICK);
		ms -= step;
	}
}

static void press(struct keyplay *play, struct key key)
{
	bool typed = key.name == KEYNAME_CHAR && app_takes_text(play->session->app);

	play->keys += !typed;
	play->text_keys += typed;
	session_key(play->session, key);
}

void keyplay_step(struct keyplay *play, const struct keystep *step)
{
	switch (step->kind) {
	case KEYSTEP_KEY:
		press(play, step->key);
		break;
	case KEYSTEP_WAIT:
		wait_for(play, step->wait_ms);
		break;
	case KEYSTEP_PASTE:
		session_event(play->session, &(struct event){ .kind = EVENT_PASTE, .paste = step->paste });
		break;
	case KEYSTEP_RESIZE:
		session_resize(play->session, step->size.rows, step->size.cols);
		break;
	}
}
