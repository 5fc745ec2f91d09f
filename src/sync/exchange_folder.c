#include "exchange_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define DAY_SECONDS 86400

/* ---- what the system says, in words ------------------------------------------------------------ */

#define GONE N_("the folder is not there. Insert the stick or connect to the share, and try again.")
#define LEFT N_("the stick or the share went away in the middle. Nothing is lost: connect it and sync again.")
#define CLOSED N_("you have no access to it. Ask for the right to read and write there.")
#define FILLED N_("it is full. Nothing is lost: make room there and sync again.")
#define STRANGE                                                                                              \
	N_("there is something that is not Samtale's own file. Ask the one who runs the exchange to look.")

static const struct cause {
	int number;
	enum err_code code;
	const char *text; /* msgid, comes after the place */
} causes[] = {
	{ ENOENT, ERR_IO, GONE },
	{ ENOTDIR, ERR_IO, N_("a file lies where a folder belongs. Check what is named as the hub.") },
	{ EACCES, ERR_IO, CLOSED },
	{ EPERM, ERR_IO, CLOSED },
	{ EROFS, ERR_IO, N_("it can only be read. Take off the write protection, or choose another place.") },
	{ ENOSPC, ERR_FULL, FILLED },
	{ EDQUOT, ERR_FULL, FILLED },
	{ EFBIG, ERR_FULL, FILLED },
	{ ENODEV, ERR_IO, LEFT },
	{ ENXIO, ERR_IO, LEFT },
	{ EIO, ERR_IO, LEFT },
	{ ESTALE, ERR_IO, LEFT },
	{ ENOTCONN, ERR_IO, LEFT },
	{ EHOSTDOWN, ERR_IO, LEFT },
	{ EHOSTUNREACH, ERR_IO, LEFT },
	{ ETIMEDOUT, ERR_IO, LEFT },
	{ EEXIST, ERR_REFUSED, N_("another file has the name already. What is there is left as it is.") },
	{ ELOOP, ERR_DAMAGED, STRANGE },
	{ EISDIR, ERR_DAMAGED, STRANGE },
	{ EINVAL, ERR_DAMAGED, STRANGE },
	{ EBADMSG, ERR_DAMAGED,
	  N_("what was written does not read back the same. Take another stick, or ask for the share to be "
	     "looked at.") },
};

bool exchange_fail(int number, const char *where, const char *what, struct err *err)
{
	size_t i = 0;

	while (i < LENGTH(causes) && causes[i].number != number)
		i++;
	if (i < LENGTH(causes))
		err_set(err, causes[i].code, "%s: %s", where, _(causes[i].text));
	else
		err_set(err, ERR_IO, _("%s: it cannot be used. Check the place, and try again."), where);
	return err_detail(err, "%s: %s", what, strerror(number));
}

/* ---- names ------------------------------------------------------------------------------------- */

static bool is_ours(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
	       byte == '.';
}

bool exchange_name_ok(const char *name)
{
	size_t length = strlen(name);

	if (!length || length > EXCHANGE_NAME_MOST || name[length - 1] == '/')
		return false;
	for (size_t i = 0; i < length; i++) {
		bool begins = i == 0 || name[i - 1] == '/';

		if (begins ? (!is_ours(name[i]) || name[i] == '.') : (!is_ours(name[i]) && name[i] != '/'))
			return false;
	}
	return true;
}

static bool is_part(const char *name)
{
	size_t length = strlen(name);

	return length > 5 && !strcmp(name + length - 5, ".part");
}

/* ---- folders ----------------------------------------------------------------------------------- */

/* What is made here gets the mode of the folder around it; a medium without modes refuses, and that is fine.
 */
static void take_mode(int folder, int made, bool is_folder)
{
	struct stat around;
	mode_t keep = is_folder ? 02777 : 0666;

	if (!fstat(folder, &around) && fchmod(made, around.st_mode & keep)) {
		/* as the medium has it */
	}
}

static int open_folder(int at, const char *name)
{
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int one_folder(int at, const char *name, bool make)
{
	int folder = open_folder(at, name);

	if (folder >= 0 || errno != ENOENT || !make)
		return folder;
	if (mkdirat(at, name, 0700)) {
		if (errno != EEXIST)
			return -1;
		return open_folder(at, name);
	}
	folder = open_folder(at, name);
	if (folder >= 0)
		take_mode(at, folder, true);
	return folder;
}

int exchange_folder(int at, const char *name, bool make)
{
	char step[EXCHANGE_NAME_MOST + 1];
	int folder = fcntl(at, F_DUPFD_CLOEXEC, 0);

	while (folder >= 0 && *name) {
		size_t length = strcspn(name, "/");
		int inner, number;

		snprintf(step, sizeof(step), "%.*s", (int)length, name);
		name += length + (name[length] == '/');
		inner = one_folder(folder, step, make);
		number = errno;
		close(folder);
		errno = number;
		folder = inner;
	}
	return folder;
}

bool exchange_each(int folder, bool (*each)(void *context, const char *name), void *context)
{
	int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = own >= 0 ? fdopendir(own) : NULL;
	struct dirent *entry;
	bool going = true;
	int number;

	if (!stream) {
		number = errno;
		if (own >= 0)
			close(own);
		errno = number;
		return false;
	}
	while (going && (errno = 0, entry = readdir(stream)))
		if (exchange_name_ok(entry->d_name) && !is_part(entry->d_name))
			going = each(context, entry->d_name);
	number = errno;
	closedir(stream);
	errno = number;
	return going && !number;
}

/* ---- reading ----------------------------------------------------------------------------------- */

static bool read_all(int file, unsigned char *to, size_t most, size_t *size)
{
	*size = 0;
	while (*size < most) {
		ssize_t got = read(file, to + *size, most - *size);

		if (got < 0 && errno != EINTR)
			return false;
		if (got == 0)
			break;
		*size += got > 0 ? (size_t)got : 0;
	}
	return true;
}

static bool read_open(int file, struct arena *arena, const unsigned char **bytes, size_t *size)
{
	struct stat about;
	unsigned char *to;

	if (fstat(file, &about))
		return false;
	if (!S_ISREG(about.st_mode) || about.st_size > EXCHANGE_FILE_MOST) {
		errno = EINVAL;
		return false;
	}
	to = arena_alloc(arena, (size_t)about.st_size + 1);
	*bytes = to;
	return read_all(file, to, (size_t)about.st_size, size);
}

bool exchange_read(int folder, const char *name, struct arena *arena, const unsigned char **bytes,
		   size_t *size)
{
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool is_read;
	int number;

	*size = 0;
	if (file < 0)
		return false;
	is_read = read_open(file, arena, bytes, size);
	number = errno;
	close(file);
	errno = number;
	return is_read;
}

/* ---- writing ----------------------------------------------------------------------------------- */

static bool write_all(int file, const unsigned char *bytes, size_t size)
{
	while (size) {
		ssize_t put = write(file, bytes, size);

		if (put < 0 && errno != EINTR)
			return false;
		if (put > 0) {
			bytes += put;
			size -= (size_t)put;
		}
	}
	return true;
}

/* A name that no other process has, on this machine or another: the medium itself says so by O_EXCL. */
static int part_open(int folder, const char *name, char part[EXCHANGE_NAME_MOST + 40])
{
	int file = -1;

	for (int i = 0; file < 0 && i < 10000; i++) {
		snprintf(part, EXCHANGE_NAME_MOST + 40, "%s.%ld-%d.part", name, (long)getpid(), i);
		file = openat(folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (file < 0 && errno != EEXIST)
			break;
	}
	return file;
}

static bool part_write(int folder, const char *name, char part[EXCHANGE_NAME_MOST + 40], const void *bytes,
		       size_t size)
{
	int file = part_open(folder, name, part), number;
	bool is_written;

	if (file < 0)
		return false;
	take_mode(folder, file, false);
	is_written = write_all(file, bytes, size) && !fsync(file);
	number = errno;
	posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED); /* so that reading back asks the medium */
	if (close(file) && is_written) {
		is_written = false;
		number = errno;
	}
	if (!is_written)
		unlinkat(folder, part, 0);
	errno = number;
	return is_written;
}

static bool cannot(int number)
{
	return number == EINVAL || number == ENOSYS || number == EOPNOTSUPP || number == EPERM;
}

/* EEXIST when the name is taken. By a rename that does not replace, or by a link; a medium that knows neither
 * has been looked at by the caller just before. */
static bool move_once(int folder, const char *part, const char *name)
{
	if (!renameat2(folder, part, folder, name, RENAME_NOREPLACE))
		return true;
	if (!cannot(errno))
		return false;
	if (!linkat(folder, part, folder, name, 0))
		return !unlinkat(folder, part, 0);
	return cannot(errno) && !renameat(folder, part, folder, name);
}

static bool move(int folder, const char *part, const char *name, bool once)
{
	bool is_moved = once ? move_once(folder, part, name) : !renameat(folder, part, folder, name);
	int number = errno;

	if (!is_moved)
		unlinkat(folder, part, 0);
	else if (fsync(folder) && !cannot(errno)) {
		is_moved = false;
		number = errno;
	}
	errno = number;
	return is_moved;
}

enum likeness { SAME, CUT_OFF, OTHER, NONE };

/* What stands under the name already, set beside the bytes that shall. */
static bool compare(int folder, const char *name, const void *bytes, size_t size, enum likeness *likeness)
{
	struct arena arena;
	const unsigned char *there;
	size_t length;
	bool is_read;
	int number;

	arena_init(&arena);
	is_read = exchange_read(folder, name, &arena, &there, &length);
	number = errno;
	if (!is_read)
		*likeness = NONE;
	else if (length > size || memcmp(there, bytes, length) != 0)
		*likeness = OTHER;
	else
		*likeness = length == size ? SAME : CUT_OFF;
	arena_done(&arena);
	errno = number;
	return is_read || number == ENOENT;
}

bool exchange_write(int folder, const char *name, const void *bytes, size_t size, enum hub_put how)
{
	char part[EXCHANGE_NAME_MOST + 40];
	enum likeness likeness;

	if (!compare(folder, name, bytes, size, &likeness))
		return false;
	if (likeness == SAME)
		return true;
	if (likeness == OTHER && how == HUB_ONCE) {
		errno = EEXIST;
		return false;
	}
	if (!part_write(folder, name, part, bytes, size))
		return false;
	if (!move(folder, part, name, likeness == NONE && how == HUB_ONCE) && errno != EEXIST)
		return false;
	if (!compare(folder, name, bytes, size, &likeness))
		return false;
	errno = how == HUB_ONCE ? EEXIST : EBADMSG;
	return likeness == SAME;
}

/* ---- what was never finished --------------------------------------------------------------------- */

/* The age is told by the medium's own clock: that of a file written just now. */
static void sweep_one(int folder, const char *name, const struct stat *newest)
{
	struct stat about;

	if (is_part(name) && !fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) && S_ISREG(about.st_mode) &&
	    about.st_uid == geteuid() && about.st_mtime < newest->st_mtime - DAY_SECONDS)
		unlinkat(folder, name, 0);
}

void exchange_sweep(int folder, const char *name)
{
	int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = own >= 0 ? fdopendir(own) : NULL;
	struct dirent *entry;
	struct stat newest;

	if (stream && !fstatat(folder, name, &newest, AT_SYMLINK_NOFOLLOW))
		while ((entry = readdir(stream)))
			sweep_one(folder, entry->d_name, &newest);
	if (stream)
		closedir(stream);
	else if (own >= 0)
		close(own);
}
