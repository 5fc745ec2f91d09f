/* guide_open.h - the guide that is named on a command line: by its id, or by the path of its file. */
#ifndef SAMTALE_APP_GUIDE_OPEN_H
#define SAMTALE_APP_GUIDE_OPEN_H

#include "app/command.h"
#include "samtale/guide/guide.h"

/* Whether the word is a path: it ends in .conf, or has a / in it. */
bool guide_is_path(const char *word);

/* The whole text of a file that is somebody's to write: at most `most` bytes, in the arena. ERR_INPUT when it
 * is larger or holds a zero byte, ERR_IO when it cannot be read, ERR_MISSING when it is not there. */
NODISCARD bool file_text(const char *path, size_t most, struct arena *arena, char **text, struct err *err);

/* The guide's text as it stands in its file, and what errors call it; in the arena. The same choice of file
 * and the same errors as guide_open(), but the text need not be a guide. */
NODISCARD bool guide_text(const char *word, const struct common_options *common, struct arena *arena,
			  const char **name, const char **text, struct err *err);

/* Opens the guide in common->language; the municipality's own goes before the built-in one. Free with
 * guide_free(). Errors: those of guide_load(), guide_parse() and file_text(). */
NODISCARD bool guide_open(const char *word, const struct common_options *common, struct guide **guide,
			  struct err *err);

#endif
