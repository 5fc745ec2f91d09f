/* event.h - everything that can happen to the program. A session is a list of these, nothing else:
 * replay, tests, fuzzing and the console feed the same app_update(). The clock comes in here too. */
#ifndef SAMTALE_UI_EVENT_H
#define SAMTALE_UI_EVENT_H

#include <stdint.h>

#include "samtale/base/date.h"
#include "samtale/base/err.h"
#include "samtale/domain/sync_report.h"
#include "samtale/ui/key.h"

enum event_kind {
	EVENT_START,  /* the first event; size is known */
	EVENT_KEY,
	EVENT_PASTE,  /* bracketed paste: text goes into a field or nowhere, never to commands */
	EVENT_RESIZE,
	EVENT_TICK,   /* time has passed: drafts, the clock in the header. At least every 2 s while keys come */
	EVENT_SYNC,   /* what a running sync tells */
	EVENT_DONE,   /* an effect's answer */
	EVENT_HANGUP  /* the terminal is gone: keep everything, ask nothing */
};

struct event {
	enum event_kind kind;
	struct moment now;
	union {
		struct key key;
		const struct sync_news *sync; /* borrowed */
		const char *paste; /* valid UTF-8, no control characters but \n; borrowed */
		struct {
			int rows, cols;
		} size;
		struct {
			uint32_t ticket;
			bool ok;
			struct err err; /* when not ok */
		} done;
	};
};

#endif
