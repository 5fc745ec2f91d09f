/* sparkline.h - a row of numbers as one short word: ▁▃▅█.
 *
 * Eight levels from 0 to `top`, so that two lines with the same top can be compared; a number above is the
 * highest, a number below 0 is a gap. A picture beside numbers, never instead of them. */
#ifndef SAMTALE_BASE_SPARKLINE_H
#define SAMTALE_BASE_SPARKLINE_H

#include "samtale/base/arena.h"

#define SPARKLINE_LEVELS 8

enum sparkline_look {
	SPARKLINE_BLOCKS, /* ▁▂▃▄▅▆▇█, a gap is · */
	SPARKLINE_DIGITS  /* 1 to 8, a gap is . : for what shows ASCII only */
};

/* One sign a value, oldest first. In the arena. */
const char *sparkline(struct arena *arena, const double *values, size_t count, double top,
		      enum sparkline_look look);

#endif
