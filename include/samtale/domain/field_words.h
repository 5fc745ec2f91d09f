/* field_words.h - what the columns of the synced tables are called on the screens, and their values in words.
 *
 * For the places that speak of any field there is: the history, the choice between two. A screen that is
 * about one thing has its own
 * labels. */
#ifndef SAMTALE_DOMAIN_FIELD_WORDS_H
#define SAMTALE_DOMAIN_FIELD_WORDS_H

#include <stdbool.h>

#include "samtale/base/arena.h"

/* What a person can write in a field's place. */
enum field_form {
	FIELD_FORM_CODE = 1, /* one of a list: chosen, never typed */
	FIELD_FORM_TEXT,
	FIELD_FORM_DATE,
	FIELD_FORM_TIME,     /* minutes after midnight, below 0 none */
	FIELD_FORM_NUMBER,   /* a whole one, 0 or more */
	FIELD_FORM_OWN       /* the program's own mark, of which nobody is told */
};

struct field_word {
	const char *table; /* NULL: of any table that has no word of its own for it */
	const char *column;
	const char *label; /* msgid: "Phone" */
	/* A value in words, in the arena or static; NULL: it is text and stands as it is. */
	const char *(*words)(struct arena *arena, const char *value);
	bool hidden_when_protected; /* a citizen with protected name and address has it masked */
	enum field_form form;       /* 0: by the words, which are of dates, of times or of codes; else text */
};

/* NULL where nobody has given it a word. */
const struct field_word *field_word(const char *table, const char *column);
/* Translated; a column without a word is itself. */
const char *field_label(const char *table, const char *column);
/* "" stays "". */
const char *field_value(struct arena *arena, const char *table, const char *column, const char *value);
enum field_form field_form(const char *table, const char *column);

#endif
