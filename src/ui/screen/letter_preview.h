/* letter_preview.h - a letter as a person reads it before it leaves, and how hard it reads. */
#ifndef SAMTALE_UI_SCREEN_LETTER_PREVIEW_H
#define SAMTALE_UI_SCREEN_LETTER_PREVIEW_H

#include "samtale/base/arena.h"
#include "samtale/domain/letter.h"

/* "The letter (LIX 38):" and its whole text. Above LIX_HARD with a word about what makes it easier. */
const char *letter_preview(const struct letter *letter, struct arena *arena);

#endif
