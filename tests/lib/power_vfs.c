#include "power_vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "samtale/base/compiler.h"

#define SECTOR 512
#define PATH_MOST 128

enum { DATABASE, JOURNAL, FILES };

struct bytes {
	unsigned char *data;
	size_t count;
};

struct moment_of_disk {
	enum { WRITTEN, CUT_SHORT, SYNCED, ACKNOWLEDGED } what;
	int file;
	int64_t at; /* WRITTEN offset, CUT_SHORT new size, ACKNOWLEDGED number */
	struct bytes written;
};

static sqlite3_vfs power;
static sqlite3_vfs *beneath;
static bool recording;

static struct {
	char path[PATH_MOST];
	struct bytes before;
	sqlite3_file *open;
	const sqlite3_io_methods *original;
	sqlite3_io_methods exchanged;
} files[FILES];

static struct moment_of_disk *moments;
static size_t moment_count;

/* ---- recording ------------------------------------------------------------------------------- */

static void *grown(void *old, size_t bytes)
{
	void *memory = realloc(old, bytes ? bytes : 1);

	if (!memory)
		BUG("no memory to record the disk in");
	return memory;
}

static void note(struct moment_of_disk moment)
{
	if (!recording)
		return;
	moments = grown(moments, (moment_count + 1) * sizeof(*moments));
	moments[moment_count++] = moment;
}

static int number_of(const sqlite3_file *file)
{
	int number = 0;

	while (files[number].open != file)
		if (++number == FILES)
			BUG("a file that nobody opened was written to");
	return number;
}

static int power_write(sqlite3_file *file, const void *data, int count, sqlite3_int64 at)
{
	int number = number_of(file);
	struct bytes written = { NULL, (size_t)count };

	if (recording) {
		written.data = grown(NULL, written.count);
		memcpy(written.data, data, written.count);
	}
	note((struct moment_of_disk){ WRITTEN, number, at, written });
	return files[number].original->xWrite(file, data, count, at);
}

static int power_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int number = number_of(file);

	note((struct moment_of_disk){ .what = CUT_SHORT, .file = number, .at = size });
	return files[number].original->xTruncate(file, size);
}

static int power_sync(sqlite3_file *file, int flags)
{
	int number = number_of(file), result = files[number].original->xSync(file, flags);

	note((struct moment_of_disk){ .what = SYNCED, .file = number });
	return result;
}

static int power_close(sqlite3_file *file)
{
	int number = number_of(file);

	files[number].open = NULL;
	return files[number].original->xClose(file);
}

static int power_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
	int number = flags & SQLITE_OPEN_MAIN_DB ? DATABASE : flags & SQLITE_OPEN_WAL ? JOURNAL : FILES;
	int result = beneath->xOpen(vfs, name, file, flags, got);

	if (result != SQLITE_OK || number == FILES || files[number].open)
		return result;
	files[number].open = file;
	files[number].original = file->pMethods;
	files[number].exchanged = *file->pMethods;
	files[number].exchanged.xWrite = power_write;
	files[number].exchanged.xTruncate = power_truncate;
	files[number].exchanged.xSync = power_sync;
	files[number].exchanged.xClose = power_close;
	file->pMethods = &files[number].exchanged;
	return SQLITE_OK;
}

void power_install(void)
{
	if (beneath)
		return;
	beneath = sqlite3_vfs_find(NULL);
	power = *beneath;
	power.zName = "power";
	power.xOpen = power_open;
	sqlite3_vfs_register(&power, 1);
}

static struct bytes file_bytes(const char *path)
{
	struct bytes bytes = { 0 };
	struct stat seen;
	int file = open(path, O_RDONLY);

	if (file < 0)
		return bytes;
	if (fstat(file, &seen))
		BUG("a file on the test's disk cannot be looked at");
	bytes.count = (size_t)seen.st_size;
	bytes.data = grown(NULL, bytes.count);
	if (read(file, bytes.data, bytes.count) != (ssize_t)bytes.count)
		BUG("a file on the test's disk cannot be read");
	close(file);
	return bytes;
}

static void forget(void)
{
	for (size_t i = 0; i < moment_count; i++)
		free(moments[i].written.data);
	free(moments);
	moments = NULL;
	moment_count = 0;
	for (int i = 0; i < FILES; i++)
		free(files[i].before.data);
}

void power_record(const char *path)
{
	forget();
	snprintf(files[DATABASE].path, PATH_MOST, "%s", path);
	snprintf(files[JOURNAL].path, PATH_MOST, "%s-wal", path);
	for (int i = 0; i < FILES; i++)
		files[i].before = file_bytes(files[i].path);
	recording = true;
}

void power_acknowledge(int64_t number)
{
	note((struct moment_of_disk){ .what = ACKNOWLEDGED, .file = FILES, .at = number });
}

void power_stop(void)
{
	recording = false;
}

/* ---- cutting --------------------------------------------------------------------------------- */

size_t power_moments(void)
{
	return moment_count;
}

int64_t power_acknowledged(size_t moment)
{
	while (moment-- > 0)
		if (moments[moment].what == ACKNOWLEDGED)
			return moments[moment].at;
	return 0;
}

static void put(struct bytes *image, int64_t at, const unsigned char *data, size_t count)
{
	size_t end = (size_t)at + count;

	if (end > image->count) {
		image->data = grown(image->data, end);
		memset(image->data + image->count, 0, end - image->count);
		image->count = end;
	}
	memcpy(image->data + at, data, count);
}

static void put_torn(struct bytes *image, const struct moment_of_disk *moment, uint32_t (*drawn)(uint32_t))
{
	for (size_t from = 0; from < moment->written.count; from += SECTOR) {
		size_t rest = moment->written.count - from;

		if (drawn(2))
			put(image, moment->at + (int64_t)from, moment->written.data + from,
			    rest < SECTOR ? rest : SECTOR);
	}
}

static void cut_short(struct bytes *image, int64_t size)
{
	if ((size_t)size < image->count)
		image->count = (size_t)size;
}

static void happen(struct bytes *image, const struct moment_of_disk *moment)
{
	if (moment->what == WRITTEN)
		put(image, moment->at, moment->written.data, moment->written.count);
	else if (moment->what == CUT_SHORT)
		cut_short(image, moment->at);
}

static void happen_perhaps(struct bytes *image, const struct moment_of_disk *moment,
			   uint32_t (*drawn)(uint32_t))
{
	uint32_t much = drawn(3);

	if (much == 2 && moment->what == WRITTEN)
		put_torn(image, moment, drawn);
	else if (much)
		happen(image, moment);
}

static size_t last_sync(int file, size_t before)
{
	while (before > 0 && !(moments[before - 1].what == SYNCED && moments[before - 1].file == file))
		before--;
	return before;
}

static void file_write(const char *path, const struct bytes *bytes)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || write(file, bytes->data, bytes->count) != (ssize_t)bytes->count)
		BUG("a file on the test's disk cannot be written");
	close(file);
}

void power_cut(size_t moment, uint32_t (*drawn)(uint32_t))
{
	for (int i = 0; i < FILES; i++) {
		size_t synced = last_sync(i, moment);
		struct bytes image = { grown(NULL, files[i].before.count), files[i].before.count };

		if (image.count)
			memcpy(image.data, files[i].before.data, image.count);
		for (size_t m = 0; m < moment; m++) {
			if (moments[m].file != i)
				continue;
			if (m < synced)
				happen(&image, &moments[m]);
			else
				happen_perhaps(&image, &moments[m], drawn);
		}
		file_write(files[i].path, &image);
		free(image.data);
	}
}
