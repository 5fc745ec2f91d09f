#include "chance.h"

uint64_t chance_next(struct chance *chance)
{
	uint64_t number = chance->state += 0x9E3779B97F4A7C15u;

	number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9u;
	number = (number ^ number >> 27) * 0x94D049BB133111EBu;
	return number ^ number >> 31;
}

uint64_t chance_below(struct chance *chance, uint64_t most)
{
	return chance_next(chance) % most;
}

bool chance_one_in(struct chance *chance, uint64_t many)
{
	return many && !chance_below(chance, many);
}
