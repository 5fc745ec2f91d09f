/* conflict_words.h - how a conflict is told: a side's value with its mask, who wrote it and when. */
#ifndef SAMTALE_UI_SCREEN_CONFLICT_WORDS_H
#define SAMTALE_UI_SCREEN_CONFLICT_WORDS_H

#include "samtale/base/arena.h"
#include "samtale/base/date.h"
#include "samtale/domain/conflict.h"

/* "(empty)" where nothing stands. */
const char *conflict_value(struct arena *arena, const struct conflict *conflict, const char *value, bool revealed);
/* "Before: …", on one line; what nobody knows here is said so. */
const char *conflict_base_text(struct arena *arena, const struct conflict *conflict, bool revealed);
/* "Per Jensen, Mon 23 Nov 2026 09:20, on another terminal". */
const char *conflict_side_text(struct arena *arena, const struct conflict_side *side, struct moment now);

#endif
