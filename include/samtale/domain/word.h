/* word.h - a word that is stored, and what people read for it: tables of them, one word to a meaning. */
#ifndef SAMTALE_DOMAIN_WORD_H
#define SAMTALE_DOMAIN_WORD_H

struct word {
	const char *word;  /* stored */
	const char *label; /* msgid */
};

/* In a table that ends with a NULL word; NULL when it is not there. */
const struct word *word_find(const struct word *table, const char *word);
/* Translated; an unknown word is itself. */
const char *word_label(const struct word *table, const char *word);

#endif
