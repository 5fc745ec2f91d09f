/* lix.h - how hard a text is to read: the LIX of C. H. Björnsson, "Läsbarhet" (Liber, Stockholm 1968).
 *
 * LIX = words / sentences + 100 · long words / words, where a long word has more than six letters. In Denmark: to
 * 24 easy (children's books), 25–34 easy for adults (magazines), 35–44 middling (newspapers), 45–54 hard, 55 and
 * more very hard (law).
 *
 * A word is a run of letters and digits; a hyphen or apostrophe between two of them does not part it. A sentence
 * ends with . ? ! or : after a word when what follows is no letter or digit (so 2.5 ends nothing), and
 * with an empty line or the end of the text. An abbreviation's full stop counts: Björnsson's rule cannot tell. */
#ifndef SAMTALE_BASE_LIX_H
#define SAMTALE_BASE_LIX_H

#define LIX_HARD 45

struct lix {
	int words, sentences, long_words;
};

/* Adds a text to the count, so that the LIX of many texts can be told. Whatever the text ends with, its last
 * sentence ends there. */
void lix_add(struct lix *lix, const char *text);
/* Rounded to the nearest whole; 0 where there are no words. */
int lix_value(const struct lix *lix);
/* Of one text. */
int lix_of(const char *text);

#endif
