/* place.h - the files a database lives in, outside SQLite: its folder, the lock of the instance that has
 * it, the ballast.
 *
 * PATH.lock says who has the database. The lock is the kernel's (flock), not the file's existence, so that
 * a process that is killed leaves nothing behind; the text in it is only read by the instance that is
 * turned away.
 *
 * PATH.ballast is 16 MB of nothing. When the disk is full it is given up, so that the half-typed text can
 * still be saved; it is made again at a later start when there is plenty of room. */
#ifndef SAMTALE_SRC_STORE_PLACE_H
#define SAMTALE_SRC_STORE_PLACE_H

#include "samtale/store/store.h"

/* Refuses what cannot be opened in this mode, before SQLite sees it; makes the folder and an empty file
 * (0700, 0600) for STORE_CREATE. An existing file that others may read is closed to them. */
NODISCARD bool place_ready(const char *path, enum store_mode mode, struct err *err);

/* Takes the lock in the name of `instance`. *lock: to be given to instance_release(). */
NODISCARD bool instance_take(const char *path, const char *instance, int *lock, struct err *err);
void instance_release(int lock); /* -1 is fine */

void ballast_put(
	const char *path); /* when there is none and the disk has plenty of room; failure is nobody's error */
void ballast_give_up(const char *path);

/* Is there room for this many bytes beside the path? */
NODISCARD bool place_has_room(const char *path, int64_t bytes, struct err *err);

#endif
