/* seat.h - the teams that have a citizen, where more than one has.
 *
 * One citizen has one plan, one coordinator and one case at a time (reference, sections 5 and 11). Two teams that
 * register the same person without a network between them have each a half; a hand-over makes one of them. */
#ifndef SAMTALE_DOMAIN_SEAT_H
#define SAMTALE_DOMAIN_SEAT_H

#include "samtale/base/arena.h"
#include "samtale/base/date.h"

struct seat {
	int64_t unit;
	const char *team;
	struct date since;
};

struct seat_list {
	struct seat *rows; /* the earliest first */
	size_t count;
};

/* "ASM since 3 November 2026", several with a comma between; translated. */
const char *seat_teams(struct arena *arena, const struct seat_list *seats);
/* To one who has the citizen as well: who else has, and what mends it. */
const char *seat_text(struct arena *arena, const struct seat_list *seats);
/* To one who does not have the citizen, and is about to register or look for the citizen. */
const char *seat_refusal(struct arena *arena, const struct seat_list *seats);

const char *seat_asked_text(void); /* what becomes of having asked */

#endif
