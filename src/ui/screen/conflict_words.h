/* conflict_words.h - how a conflict is told: a side's value with its mask, who wrote it and when. */
#ifndef SAMTALE_UI_SCREEN_CONFLICT_WORDS_H
#define SAMTALE_UI_SCREEN_CONFLICT_WORDS_H

#include "samtale/base/arena.h"
#include "samtale/base/date.h"
#include "samtale/domain/conflict.h"

/* "(empty)" where nothing stands. */
const char *conflict_value(struct arena *arena, const struct conflict *conflict, const char *value, bool revealed);
/* A side's value in at most so many columns: whole, or from where the sides begin to differ, between "…". *cut: not
 * all of it. */
const char *conflict_excerpt(struct arena *arena, const struct conflict *conflict, size_t side, bool revealed,
			     int columns, bool *cut);
/* They differ in blanks, or in what cannot be seen. */
bool conflict_looks_alike(struct arena *arena, const struct conflict *conflict);
/* "Before: …", on one line; what nobody knows here is said so. */
const char *conflict_base_text(struct arena *arena, const struct conflict *conflict, bool revealed);
/* "Per Jensen, Mon 23 Nov 2026 09:20, on another terminal". */
const char *conflict_side_text(struct arena *arena, const struct conflict_side *side, struct moment now);

#endif
