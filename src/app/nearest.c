#include "app/nearest.h"

#include <stddef.h>
#include <string.h>

#define WORD_MAX 40
#define SLIPS_MAX 3

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Letters missing, extra, wrong or swapped between a and b ("optimal string alignment"). */
static size_t slips_between(const char *a, const char *b)
{
	size_t slips[WORD_MAX + 1][WORD_MAX + 1];
	size_t rows = strlen(a), cols = strlen(b);

	if (rows > WORD_MAX || cols > WORD_MAX)
		return WORD_MAX;
	for (size_t i = 0; i <= rows; i++)
		slips[i][0] = i;
	for (size_t j = 0; j <= cols; j++)
		slips[0][j] = j;
	for (size_t i = 1; i <= rows; i++)
		for (size_t j = 1; j <= cols; j++) {
			slips[i][j] = smallest(slips[i - 1][j] + 1, slips[i][j - 1] + 1,
					       slips[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    slips[i - 2][j - 2] + 1 < slips[i][j])
				slips[i][j] = slips[i - 2][j - 2] + 1;
		}
	return slips[rows][cols];
}

const char *nearest_word(const char *word, const char *const *words)
{
	size_t length = strlen(word), best = length / 3 < SLIPS_MAX ? length / 3 : SLIPS_MAX;
	const char *nearest = NULL;

	if (!best)
		best = 1;
	for (; *words; words++) {
		size_t slips = slips_between(word, *words);

		if (slips < best || (slips == best && !nearest)) {
			best = slips;
			nearest = *words;
		}
	}
	return nearest;
}
