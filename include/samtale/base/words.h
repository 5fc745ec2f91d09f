/* words.h - what is typed into a filter against what a row says. */
#ifndef SAMTALE_BASE_WORDS_H
#define SAMTALE_BASE_WORDS_H

#include <stdbool.h>

/* Does each word of `words` begin a word of `searched`? Both folded (base/collate.h); "" passes everything. */
bool words_pass(const char *words, const char *searched);

#endif
