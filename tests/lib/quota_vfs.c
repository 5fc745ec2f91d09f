#include "quota_vfs.h"

#include <sqlite3.h>
#include <stddef.h>

#include "samtale/base/compiler.h"

#define KINDS_MOST 4

static sqlite3_vfs quota;
static sqlite3_vfs *beneath;
static int64_t left = -1;

/* The system has one table of methods for databases and another for journals; each gets its copy. */
static struct kind {
	const sqlite3_io_methods *original;
	sqlite3_io_methods exchanged;
} kinds[KINDS_MOST];

void quota_set(int64_t bytes)
{
	left = bytes;
}

static int quota_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
	const struct kind *kind = kinds;

	if (left >= 0 && left < count)
		return SQLITE_FULL;
	if (left >= 0)
		left -= count;
	while (&kind->exchanged != file->pMethods)
		kind++;
	return kind->original->xWrite(file, bytes, count, at);
}

static const sqlite3_io_methods *exchanged(const sqlite3_io_methods *original)
{
	struct kind *kind = kinds;

	while (kind->original && kind->original != original)
		if (++kind == kinds + KINDS_MOST)
			BUG("more kinds of file than the quota knows");
	kind->original = original;
	kind->exchanged = *original;
	kind->exchanged.xWrite = quota_write;
	return &kind->exchanged;
}

/* The file stays the system's own; only its way of writing is exchanged. */
static int quota_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
	int result = beneath->xOpen(vfs, name, file, flags, got);

	if (result == SQLITE_OK && file->pMethods)
		file->pMethods = exchanged(file->pMethods);
	return result;
}

void quota_install(void)
{
	if (beneath)
		return;
	beneath = sqlite3_vfs_find(NULL);
	quota = *beneath;
	quota.zName = "quota";
	quota.xOpen = quota_open;
	sqlite3_vfs_register(&quota, 1);
}
