/* sync_lock.h - one sync a database at a time, by hand, from the console or at night. */
#ifndef SAMTALE_APP_SYNC_LOCK_H
#define SAMTALE_APP_SYNC_LOCK_H

#include "samtale/base/date.h"
#include "samtale/base/err.h"

/* Takes DATABASE.sync, which the kernel frees when the process ends, however it ends. ERR_BUSY says who
 * syncs, and since when. */
NODISCARD bool sync_lock_take(const char *database, const char *who, struct moment now, int *lock,
			      struct err *err);
void sync_lock_release(int lock); /* -1 is fine */

#endif
