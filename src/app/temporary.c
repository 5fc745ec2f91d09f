#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "app/temporary.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "samtale/base/tr.h"

#define FOLDERS_OPEN 8

static const char *place(void)
{
	static const char *const variables[] = { "XDG_RUNTIME_DIR", "TMPDIR" };

	for (size_t i = 0; i < LENGTH(variables); i++) {
		const char *folder = getenv(variables[i]);

		if (folder && folder[0] == '/' && !access(folder, W_OK | X_OK))
			return folder;
	}
	return "/tmp";
}

bool temporary_make(struct arena *arena, const char **folder, struct err *err)
{
	char *path = arena_printf(arena, "%s/samtale-demo-XXXXXX", place());

	if (!mkdtemp(path)) {
		err_set(err, ERR_IO,
			_("No folder for the demo can be made in %s. Set TMPDIR to one you may write in."),
			place());
		return err_detail(err, "%s", strerror(errno));
	}
	*folder = path;
	return true;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

void temporary_remove(const char *folder)
{
	nftw(folder, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}
