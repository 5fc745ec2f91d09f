/* changes_made.h - changes that no terminal ever made: any numbers, any values, repeatable by seed. */
#ifndef SAMTALE_TESTS_CHANGES_MADE_H
#define SAMTALE_TESTS_CHANGES_MADE_H

#include "samtale/base/arena.h"
#include "samtale/store/change.h"

uint32_t drawn(uint32_t *state, uint32_t below);
/* Well-formed; now and then with the least and the greatest numbers, empty texts and large ones. */
struct change change_made(uint32_t *state, struct arena *arena);
bool changes_are_same(const struct change *a, const struct change *b);

#endif
