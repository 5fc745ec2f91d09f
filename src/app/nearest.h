/* nearest.h - "did you mean": the word of a list that a misspelt one is nearest to. */
#ifndef SAMTALE_APP_NEAREST_H
#define SAMTALE_APP_NEAREST_H

/* words ends with NULL. NULL when none is near: a slip is one letter in three (missing, extra, wrong or
 * swapped), and at most three. */
const char *nearest_word(const char *word, const char *const *words);

#endif
