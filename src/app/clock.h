/* clock.h - the only place that reads the time.
 *
 * A real clock follows the machine and its time zone. A fixed one stands still until clock_advance() moves
 * it: replay runs on it, so that a session gives the same rows on every machine. It keeps Danish time (CET,
 * and CEST from the last Sunday in March to the last in October: directive 2000/84/EC), whatever zone the
 * machine is in. */
#ifndef SAMTALE_APP_CLOCK_H
#define SAMTALE_APP_CLOCK_H

#include "samtale/base/date.h"

struct clock {
	bool fixed;
	int64_t local_ms; /* fixed: milliseconds since 1970-01-01T00:00 on the wall */
};

struct clock clock_real(void);
/* From "2026-11-23T09:00" or "2026-11-23" (midnight). ERR_USAGE says how it is written. */
NODISCARD bool clock_fixed(const char *text, struct clock *clock, struct err *err);
struct moment clock_now(const struct clock *clock);
void clock_advance(struct clock *clock, int64_t ms); /* a BUG on a real clock */

/* Milliseconds that only grow; for pauses between keys, never for what is stored. */
int64_t clock_ticks_ms(void);

#endif
