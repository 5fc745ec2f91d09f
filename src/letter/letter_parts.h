/* letter_parts.h - what composing and the bundle share. */
#ifndef SAMTALE_SRC_LETTER_PARTS_H
#define SAMTALE_SRC_LETTER_PARTS_H

#include "samtale/letter/letter.h"

/* A letter of that kind without parts: whom it is to, what it is about. */
void letter_begin(const struct letter_facts *facts, enum letter_kind kind, struct arena *arena, struct letter *letter);
/* From the parts: letter->text (the whole but the address, 72 columns wide) and letter->lix. The language in use is the
 * letter's. */
void letter_render(struct letter *letter, struct arena *arena);

#endif
