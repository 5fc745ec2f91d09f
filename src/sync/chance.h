/* chance.h - chance that is the same on every machine: a seed gives one row of numbers (splitmix64). For simulation
 * only; keys are drawn by libsodium. */
#ifndef SAMTALE_SRC_SYNC_CHANCE_H
#define SAMTALE_SRC_SYNC_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

uint64_t chance_next(struct chance *chance);
uint64_t chance_below(struct chance *chance, uint64_t most); /* 0 .. most - 1; most at least 1 */
bool chance_one_in(struct chance *chance, uint64_t many);    /* many 0: never */

#endif
