#include "samtale/base/sparkline.h"

#include <string.h>

#define SIGN_BYTES 4

static const char *const signs[][SPARKLINE_LEVELS] = {
	[SPARKLINE_BLOCKS] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
	[SPARKLINE_DIGITS] = { "1", "2", "3", "4", "5", "6", "7", "8" },
};
static const char *const gaps[] = { [SPARKLINE_BLOCKS] = "·", [SPARKLINE_DIGITS] = "." };

static const char *sign(double value, double top, enum sparkline_look look)
{
	if (value < 0)
		return gaps[look];
	if (value >= top)
		return signs[look][SPARKLINE_LEVELS - 1];
	return signs[look][(int)(value / top * (SPARKLINE_LEVELS - 1) + 0.5)];
}

const char *sparkline(struct arena *arena, const double *values, size_t count, double top,
		      enum sparkline_look look)
{
	char *line = arena_alloc(arena, count * SIGN_BYTES + 1), *to = line;

	for (size_t i = 0; i < count; i++)
		to = stpcpy(to, sign(values[i], top, look));
	return line;
}
