/* guide_store.h - an imported guide's files in the municipality's folder of guides: FOLDER/LANGUAGE/ID.conf, and the
 * tables of choices beside it. A file is whole or as it was before: it is written beside its place, then moved there.
 */
#ifndef SAMTALE_APP_GUIDE_STORE_H
#define SAMTALE_APP_GUIDE_STORE_H

#include "samtale/base/arena.h"
#include "samtale/base/err.h"
#include "samtale/guide/form_import.h"

enum guide_state { GUIDE_NEW, GUIDE_CHANGED, GUIDE_UNCHANGED };

struct guide_file {
	const char *folder, *path, *text;
};

struct guide_files {
	struct guide_file *rows; /* tables before the guides that read them */
	size_t count;
};

/* The version of the guide that is in the folder, 0 when none is. err: a built-in guide is called so, or the one that
 * is there cannot be read. */
NODISCARD bool guide_version_there(const char *folder, const char *id, int *version, struct err *err);

void guide_files_of(const struct form_import *import, const char *folder, struct arena *arena,
		    struct guide_files *files);
/* version: what guide_version_there() said. */
enum guide_state guide_files_state(const struct guide_files *files, int version);
/* Makes the folders it needs. */
NODISCARD bool guide_files_write(const struct guide_files *files, struct err *err);
/* Loads the guide back, in each language. */
NODISCARD bool guide_files_prove(const char *id, const char *folder, struct err *err);

#endif
