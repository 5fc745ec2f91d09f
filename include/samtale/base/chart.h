/* chart.h - shares drawn as text, readable without colour and on every terminal: plain signs, always beside
 * the number. */
#ifndef SAMTALE_BASE_CHART_H
#define SAMTALE_BASE_CHART_H

#include "samtale/base/arena.h"

#define CHART_NO_MARK (-1.0)

/* "#######        ": as much of `cols` columns as `share` (0 to 1) is of `top`; something, where the share is
 * not 0. */
const char *chart_bar(struct arena *arena, double share, double top, int cols);

/* "   <--o---->  x ": the interval from low to high with the value in it, and a mark beside (CHART_NO_MARK:
 * none). */
const char *chart_interval(struct arena *arena, double low, double value, double high, double mark,
			   double top, int cols);

#endif
