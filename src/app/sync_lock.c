#include "app/sync_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "samtale/base/arena.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define SAID_MOST 160

static bool refuse_busy(int lock, struct err *err)
{
	char said[SAID_MOST];
	ssize_t length = pread(lock, said, sizeof(said), 0);
	struct arena arena;

	if (length <= 0)
		return err_set(err, ERR_BUSY, "%s",
			       _("This database is being synced already. Wait until that is done."));
	arena_init(&arena);
	err_set(err, ERR_BUSY, _("This database is being synced already: %s. Wait until that is done."),
		utf8_clean(&arena, said, (size_t)length, false));
	arena_done(&arena);
	return false;
}

/* Who has it is a help, no more: on a full disk the lock holds all the same. */
static void say_who(int lock, const char *who, struct moment now)
{
	char said[SAID_MOST], date[DATE_ISO_SIZE];
	int length;

	date_iso(now.date, date);
	length =
		snprintf(said, sizeof(said), "%s, %s %02d:%02d", who, date, now.minute / 60, now.minute % 60);
	if (length > 0 && pwrite(lock, said, (size_t)length, 0) == length && ftruncate(lock, length)) {
		/* what is left of a longer one before is only text */
	}
}

bool sync_lock_take(const char *database, const char *who, struct moment now, int *lock, struct err *err)
{
	char name[4096];

	snprintf(name, sizeof(name), "%s.sync", database);
	*lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*lock < 0) {
		err_set(err, ERR_IO,
			_("%s: no lock can be made beside it. Ask for the right to write there."), database);
		return err_detail(err, "%s: %s", name, strerror(errno));
	}
	if (!flock(*lock, LOCK_EX | LOCK_NB)) {
		say_who(*lock, who, now);
		return true;
	}
	refuse_busy(*lock, err);
	close(*lock);
	*lock = -1;
	return false;
}

void sync_lock_release(int lock)
{
	if (lock >= 0)
		close(lock);
}
