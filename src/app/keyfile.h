/* keyfile.h - a session written as text: what samtale-keys(5) describes.
 *
 * A line is blank, a comment (its first character other than a blank is #), or keys parted by blanks in the
 * written form of ui/key.h; "text in double quotes" (\" and \\ inside) is typed letter by letter; <Wait 2s>
 * (ms, s, m) lets time pass; <Paste "text"> pastes; <Resize 132x43> changes the window. Pure. */
#ifndef SAMTALE_APP_KEYFILE_H
#define SAMTALE_APP_KEYFILE_H

#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"
#include "samtale/ui/key.h"

enum keystep_kind { KEYSTEP_KEY, KEYSTEP_WAIT, KEYSTEP_PASTE, KEYSTEP_RESIZE };

struct keystep {
	enum keystep_kind kind;
	int line, column; /* where it stands; from 1, columns in characters */
	union {
		struct key key;
		int64_t wait_ms;
		const char *paste;
		struct {
			int cols, rows;
		} size;
	};
};

struct keyfile {
	struct keystep *steps; /* in the arena */
	size_t count;
};

/* name is what errors call the file. ERR_USAGE: "NAME:LINE:COLUMN: what is wrong". */
NODISCARD bool keyfile_parse(const char *name, const char *text, size_t length, struct arena *arena,
			     struct keyfile *keyfile, struct err *err);
/* "80x24": columns first, as terminals write it; 1 to 500 each. */
NODISCARD bool keyfile_parse_size(const char *text, int *cols, int *rows);
/* The step as it would be written, in the arena. */
const char *keyfile_step_text(const struct keystep *step, struct arena *arena);

#endif
