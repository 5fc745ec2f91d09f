/* seats.h - which units have a citizen, told to all of them, so that two that register the same person hear of each
 * other.
 *
 * Each unit's stream carries only its own citizens, but the number of a citizen's row follows from the CPR number and is
 * the same everywhere. So a seat is told in unit 1, which everybody reads: citizen number N sits in unit U since day D,
 * in place of seat P. It is written when changes are sealed, by the terminal that wrote what brought the citizen there
 * (registering, a coordinator, a team), right behind that change; so it never comes without it. A seat stands until
 * another one takes its place. A move takes the place of the seat it is made from and of no other, so two who did not
 * know of each other leave two that stand: a citizen with two seats. Nothing is merged because of it; a hand-over mends
 * it, for the one who accepts has both halves and takes the place of both.
 *
 * Where there is but one unit beside the common one, nothing is written: all see the row itself.
 *
 * What an enrolled terminal may learn from it: no name, no CPR number, no matter, no caseworker; but whoever has a
 * terminal's key to the numbers can count through all CPR numbers (some 10^8) and find out which persons have a
 * citizen's row, with which team and since which day. The same question, about one person at a time, is what registering
 * has to ask, so it cannot be kept from those who may register; for a terminal that is lost it is one reason more for
 * shutting it out at once (it reads no seats that are told afterwards) and for an encrypted disk. */
#ifndef SAMTALE_STORE_SEATS_H
#define SAMTALE_STORE_SEATS_H

#include "samtale/domain/seat.h"
#include "samtale/store/store.h"

/* Tells of those who have come or moved since the last sealing, those among them who had left and were registered here
 * again; makes a transaction of its own. */
NODISCARD bool store_seats_claim(struct store *store, struct err *err);

/* The number by which a citizen is known everywhere, here or not. cpr: ten digits. */
NODISCARD bool store_seat_subject(struct store *store, const char *cpr, int64_t *citizen, struct err *err);

/* The seats beside the one where the citizen is here. Of a citizen who is not here: all that are not this terminal's. */
NODISCARD bool store_seats_elsewhere(struct store *store, int64_t citizen, struct arena *arena,
				     struct seat_list *seats, struct err *err);

/* Whether any has been told of. */
NODISCARD bool store_seats_known(struct store *store, bool *known, struct err *err);

/* A citizen who is to be registered here and sits in another unit than the coordinator's. */
NODISCARD bool store_seats_in_the_way(struct store *store, int64_t citizen, int64_t coordinator, struct arena *arena,
				      struct seat_list *seats, struct err *err);

/* Citizens here with two seats or more. */
struct seat_double {
	int64_t citizen;
	const char *cpr, *name;
	struct seat_list elsewhere;
};
NODISCARD bool store_seat_doubles(struct store *store, struct arena *arena, struct seat_double **doubles, size_t *count,
				  struct err *err);

/* The author of the store asks those who have the citizen, here known or not, for a hand-over. ERR_REFUSED: nobody else
 * has the citizen, or the same has been asked already. */
NODISCARD bool store_seat_ask(struct store *store, int64_t citizen, struct err *err);

#endif
