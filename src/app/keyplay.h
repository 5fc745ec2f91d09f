/* keyplay.h - hands a session the steps of a key file, as the console hands it what is typed.
 *
 * The session's clock is fixed, and only a wait moves it. */
#ifndef SAMTALE_APP_KEYPLAY_H
#define SAMTALE_APP_KEYPLAY_H

#include "app/keyfile.h"
#include "app/session.h"

struct keyplay {
	struct session *session;
	struct clock *clock; /* the session's own */
	int keys;            /* pressed so far, */
	int text_keys;       /* and characters typed into fields */
};

void keyplay_step(struct keyplay *play, const struct keystep *step);

#endif
