/* sync_child.h - one exchange with the hub, run by a process of its own: the same program as "samtale sync
 * --progress json".
 *
 * So the console never waits for a hub, and the night's run and one by hand are the same. The child has a
 * session of its own: it goes on
 * when the console is left. It tells a line at a time, JSON: {"step": "fetch", "done": 3, "of": 10}, at
 * last {"report": {...}}; a line
 * that is none is a sentence about why it did not go. */
#ifndef SAMTALE_APP_SYNC_CHILD_H
#define SAMTALE_APP_SYNC_CHILD_H

#include <sys/types.h>

#include "app/command.h"
#include "samtale/base/arena.h"
#include "samtale/base/str.h"
#include "samtale/domain/sync_report.h"

struct sync_child {
	const char *program; /* borrowed, as are the next two; NULL: the running one */
	const char *database, *config;
	pid_t pid; /* 0: none runs */
	int out;   /* what it tells; -1 none */
	struct str heard; /* and has not been handed out */
	struct str failure;
	struct arena arena; /* of the news handed out last */
};

void sync_child_init(struct sync_child *child, const struct common_options *common);
/* A child that runs is left alone. */
void sync_child_done(struct sync_child *child);

/* ERR_BUSY: one is running; ERR_IO: it cannot be started. */
NODISCARD bool sync_child_start(struct sync_child *child, struct err *err);
bool sync_child_runs(const struct sync_child *child);
/* The next thing it tells, borrowed until the next call; the last is OVER. False: nothing now. wait: until
 * there is something. */
bool sync_child_next(struct sync_child *child, bool wait, struct sync_news *news);

#endif
