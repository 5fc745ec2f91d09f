#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define FOLDER_MODE 0700
#define FILE_MODE 0600
#define INSTANCE_MOST 200

#define BALLAST_BYTES (16 * 1024 * 1024)
#define BALLAST_SHARE 32 /* of the free room, at most this part goes to the ballast */

/* ---- what the system said -------------------------------------------------------------------- */

struct cause {
	int number;
	enum err_code code;
	const char *text; /* msgid, comes after the path */
};

static const struct cause causes[] = {
	{ EACCES, ERR_IO, N_("you have no access to it. Ask for the right to read and write there.") },
	{ EPERM, ERR_IO, N_("you have no access to it. Ask for the right to read and write there.") },
	{ EROFS, ERR_IO,
	  N_("it lies on a disk that can only be read. Choose another place for the database.") },
	{ ENOENT, ERR_MISSING, N_("there is no database there. Check the path.") },
	{ ENOTDIR, ERR_IO, N_("a part of the path is a file, not a folder. Check the path.") },
	{ ENOSPC, ERR_FULL, N_("the disk is full. Make room and try again.") },
	{ EDQUOT, ERR_FULL, N_("the disk is full. Make room and try again.") },
	{ ENAMETOOLONG, ERR_IO, N_("the path is too long. Choose a shorter one.") },
};

static bool refuse(int number, const char *path, struct err *err)
{
	size_t i = 0;

	while (i < LENGTH(causes) && causes[i].number != number)
		i++;
	if (i < LENGTH(causes))
		err_set(err, causes[i].code, "%s: %s", path, _(causes[i].text));
	else
		err_set(err, ERR_IO, _("%s: it cannot be opened. Check the path and the disk."), path);
	return err_detail(err, "%s: %s", path, strerror(number));
}

static char *beside(const char *path, const char *suffix)
{
	struct str name;

	str_init(&name);
	str_addf(&name, "%s%s", path, suffix);
	return name.text;
}

/* ---- the folder and the file ----------------------------------------------------------------- */

/* Makes the folders that path needs; each is made with room for its owner alone. */
static bool folder_make(const char *path, struct err *err)
{
	char *folder = strdup(path);
	bool made = folder != NULL;

	if (!folder)
		BUG("out of memory");
	for (char *slash = strchr(folder + 1, '/'); made && slash; slash = strchr(slash + 1, '/')) {
		struct stat seen;

		*slash = '\0';
		if (mkdir(folder, FOLDER_MODE) && (errno != EEXIST || stat(folder, &seen)))
			made = refuse(errno, folder, err);
		*slash = '/';
	}
	free(folder);
	return made;
}

/* The empty file comes first, so that SQLite never makes it with the process's own idea of a mode; -wal
 * and -shm take after it. */
static bool file_make(const char *path, struct err *err)
{
	int file;

	if (!folder_make(path, err))
		return false;
	file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
	if (file < 0)
		return errno == EEXIST || refuse(errno, path, err);
	close(file);
	return true;
}

static bool folder_writable(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
	bool writable;

	if (!folder)
		BUG("out of memory");
	writable = !access(folder, W_OK | X_OK) ||
		err_set(err, ERR_IO,
			_("The folder %s can only be read, and the database needs to write there."
			  " Ask for the right to write, or choose another place."),
			folder);
	free(folder);
	return writable;
}

static bool file_usable(const char *path, const struct stat *seen, enum store_mode mode, struct err *err)
{
	if (S_ISDIR(seen->st_mode))
		return err_set(err, ERR_IO, _("%s is a folder. Name the database file in it."), path);
	if (!S_ISREG(seen->st_mode))
		return err_set(err, ERR_IO, _("%s is not a file. Name the database file."), path);
	if (!seen->st_size && mode != STORE_CREATE)
		return err_set(err, ERR_DAMAGED,
			       _("%s is empty: there is no database in it. Check the path."), path);
	if (access(path, mode == STORE_READ_ONLY ? R_OK : R_OK | W_OK))
		return refuse(errno, path, err);
	if (mode == STORE_READ_ONLY)
		return true;
	if (seen->st_mode & 077 && seen->st_uid == geteuid() && chmod(path, FILE_MODE))
		return refuse(errno, path, err);
	return folder_writable(path, err);
}

bool place_ready(const char *path, enum store_mode mode, struct err *err)
{
	struct stat seen;

	if (!stat(path, &seen))
		return file_usable(path, &seen, mode, err);
	if (errno != ENOENT || mode != STORE_CREATE)
		return refuse(errno, path, err);
	return file_make(path, err);
}

/* ---- the instance ---------------------------------------------------------------------------- */

static bool instance_refuse(int lock, const char *path, struct err *err)
{
	char said[INSTANCE_MOST + 1];
	ssize_t length = pread(lock, said, INSTANCE_MOST, 0);
	struct arena arena;

	arena_init(&arena);
	if (length > 0)
		err_set(err, ERR_BUSY,
			_("%s has this database open. Close Samtale there, or use another database."),
			utf8_clean(&arena, said, (size_t)length, false));
	else
		err_set(err, ERR_BUSY, "%s",
			_("Another Samtale has this database open. Close it there, or use another"
			  " database."));
	arena_done(&arena);
	return err_detail(err, "%s", path);
}

/* Written over, then cut: a file cut to nothing first is flushed to the disk when it is closed, which
 * takes longer than the whole start. */
static bool instance_write(int lock, const char *instance)
{
	size_t length = strnlen(instance, INSTANCE_MOST);

	return pwrite(lock, instance, length, 0) == (ssize_t)length && !ftruncate(lock, (off_t)length);
}

bool instance_take(const char *path, const char *instance, int *lock, struct err *err)
{
	char *name = beside(path, ".lock");
	bool taken = false;

	*lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
	if (*lock < 0)
		refuse(errno, name, err);
	else if (flock(*lock, LOCK_EX | LOCK_NB))
		instance_refuse(*lock, name, err);
	else
		taken = true;
	/* On a full disk the name is not written; the lock holds all the same. */
	if (taken && !instance_write(*lock, instance))
		taken = errno == ENOSPC || errno == EDQUOT || refuse(errno, name, err);
	if (!taken && *lock >= 0) {
		close(*lock);
		*lock = -1;
	}
	free(name);
	return taken;
}

void instance_release(int lock)
{
	if (lock >= 0)
		close(lock);
}

/* ---- room ------------------------------------------------------------------------------------ */

/* Free bytes beside the path; -1 when the system will not say. */
static int64_t room_beside(const char *path)
{
	struct statvfs disk;

	if (statvfs(path, &disk))
		return -1;
	return (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
}

bool place_has_room(const char *path, int64_t bytes, struct err *err)
{
	int64_t room = room_beside(path);

	if (room < 0 || room >= bytes)
		return true;
	return err_set(
		err, ERR_FULL,
		_("There is too little room on the disk to bring the database up to date: %ld MB are needed."
		  " Nothing was changed. Make room and try again."),
		(long)(bytes / 1000000 + 1));
}

void ballast_put(const char *path)
{
	char *name = beside(path, ".ballast");
	int file = -1;

	if (access(name, F_OK) && room_beside(path) / BALLAST_SHARE > BALLAST_BYTES)
		file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
	if (file >= 0) {
		if (posix_fallocate(file, 0, BALLAST_BYTES))
			unlink(name);
		close(file);
	}
	free(name);
}

void ballast_give_up(const char *path)
{
	char *name = beside(path, ".ballast");

	unlink(name);
	free(name);
}
