/* guide_shape.h - which sections and options a guide file may hold, and where. */
#ifndef SAMTALE_GUIDE_GUIDE_SHAPE_H
#define SAMTALE_GUIDE_GUIDE_SHAPE_H

#include <stdbool.h>

enum section_kind {
	SECTION_FILE,
	SECTION_GUIDE,
	SECTION_LIST,
	SECTION_COLUMN,
	SECTION_STEP,
	SECTION_GROUP,
	SECTION_REPEAT,
	SECTION_QUESTION,
	SECTION_KINDS
};

enum option_shape { SHAPE_TEXT, SHAPE_NUMBER, SHAPE_TRUTH, SHAPE_TEXTS, SHAPE_NUMBERS };

/* The word of a kind: "question"; "" of the file. */
const char *section_word(enum section_kind kind);

/* The kind of a word that may stand in a section; false when it may not. */
bool section_find(enum section_kind in, const char *word, enum section_kind *kind);

/* Whether a section takes the option, and what its value must be. */
bool option_find(enum section_kind in, const char *word, enum option_shape *shape);

/* true, yes, on; false, no, off. False: text is none of them. */
bool truth_read(const char *text, bool *truth);
/* A whole number. False: text is none. */
bool number_read(const char *text, long *number);

#endif
