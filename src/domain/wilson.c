/* wilson.c - a share of few people is not known to the last per cent: how far the truth may lie, and which
 * counts are too small to be shown. */
#include <math.h>

#include "samtale/domain/effect.h"

#define Z_95 1.959963984540054 /* the normal distribution's 97.5th percentile */

static double within(double value, double low, double high)
{
	return value < low ? low : value > high ? high : value;
}

void wilson_interval(int hits, int of, double *low, double *high)
{
	double n = of, p, square = Z_95 * Z_95, middle, half;

	if (of <= 0) {
		*low = 0;
		*high = 1;
		return;
	}
	p = hits / n;
	middle = (p + square / (2 * n)) / (1 + square / n);
	half = Z_95 * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n);
	*low = within(middle - half, 0, p);
	*high = within(middle + half, p, 1);
}

/* ---- small cells ---------------------------------------------------------------------------------- */

bool effort_cell_is_small(int count)
{
	return count > 0 && count < EFFORT_SMALL_CELL;
}

/* The smallest that is not hidden and not 0; -1 when there is none. */
static int smallest_shown(const int *counts, const bool *hidden, const int *parts, size_t part_count)
{
	int found = -1;

	for (size_t i = 0; i < part_count; i++)
		if (!hidden[parts[i]] && counts[parts[i]] > 0 &&
		    (found < 0 || counts[parts[i]] < counts[found]))
			found = parts[i];
	return found;
}

void effort_hide(const int *counts, bool *hidden, const int *parts, size_t part_count, int total)
{
	int cells = 0, sum = 0;

	for (size_t i = 0; i < part_count; i++) {
		hidden[parts[i]] = effort_cell_is_small(counts[parts[i]]);
		cells += hidden[parts[i]];
		sum += hidden[parts[i]] ? counts[parts[i]] : 0;
	}
	while (cells == 1 || (cells > 1 && sum < EFFORT_SMALL_CELL)) {
		int more = smallest_shown(counts, hidden, parts, part_count);

		if (more < 0) {
			if (total >= 0)
				hidden[total] = true;
			return;
		}
		hidden[more] = true;
		cells++;
		sum += counts[more];
	}
}

/* ---- as they are written -------------------------------------------------------------------------- */

int share_tenths(double share)
{
	return (int)floor(share * 1000 + 0.5 + 1e-9);
}
