/* guide_answers.h - answers to a guide's questions from a JSON file, for samtale guide run.
 *
 * The file is an object, or a list of objects that are played one after the other: sittings. A key is a
 * question's name; a value is a text, a number, a list of choice names, null (not answered: as if it were not
 * there), or an object with "state" (given, asked, declined, unknown or parked) and, when given, "value". */
#ifndef SAMTALE_APP_GUIDE_ANSWERS_H
#define SAMTALE_APP_GUIDE_ANSWERS_H

#include "samtale/base/arena.h"
#include "samtale/guide/guide.h"

struct guide_answer {
	const char *name;
	enum answer_state state;
	const char *value; /* as walk_answer() takes it */
	const char *error; /* why the guide refused it; NULL it did not */
	bool played;       /* false: its question was never asked */
};

struct guide_sitting {
	struct guide_answer *rows; /* in the order of the file */
	size_t count;
};

struct guide_answers {
	struct guide_sitting *sittings;
	size_t count;
};

/* "none", "given", "asked", "declined", "unknown", "parked": part of what --json prints. */
const char *guide_state_name(enum answer_state state);

/* name is what errors call the file. Everything lives in the arena. ERR_USAGE: what is wrong, with the line
 * where it is no JSON. */
NODISCARD bool guide_answers_read(const char *name, const char *text, struct arena *arena,
				  struct guide_answers *answers, struct err *err);

#endif
