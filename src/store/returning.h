/* returning.h - which row a CPR number has, also of somebody who was removed after retention and comes back.
 *
 * A citizen's row is named by the number ("cpr", section 8 of the design), so that two terminals which register the
 * same person make the same row. Of somebody who was removed for good that row can never be taken in again; who comes
 * back has the next generation's: "cpr", the number, 0x1f and the generation in digits, from 1. The generation
 * is how many removals follow one another without a gap from the first row on, so two terminals that have heard of the
 * same removals make the same row. One that knows a row of the next generation has heard of the removal by
 * that, before the order itself has come.
 *
 *	what meets what                                  what becomes of it
 *	the order comes before the rows it names         the stub is there first; each row that comes is dropped
 *	late bundle of somebody who was removed          dropped and counted; the row that has come since is not touched
 *	both have heard, both register                   the same row, merged like any
 *	one has not heard, the other has registered      both rows stand until the order comes; what is looked up by
 *	                                                 number is the new one, on both
 *	one has not heard, and goes on with the old row  what nobody has signed for is kept aside there with the reason
 *	                                                 "purged" (held.c), for a person to carry over; the rest was known
 *	                                                 to others, and is dropped by all
 *	one has not heard, and registers                 the same: the registration is kept aside, and sending it again
 *	                                                 registers the new generation
 *	import of a file                                 by the same number, so the new row; what hangs on a citizen has
 *	                                                 keys made from the citizen's row and follows
 *	search, cpr lookup                               the removed one is not told of, not even as a stub
 *	moved to another unit (a stub that says where)   no removal: the same row goes on
 *	removed twice                                    the third generation */
#ifndef SAMTALE_SRC_STORE_RETURNING_H
#define SAMTALE_SRC_STORE_RETURNING_H

#include "database.h"

/* The row that comes after this citizen's, whose number is in it; 0: the row is not here. */
NODISCARD bool citizen_heir(struct store *store, int64_t citizen, int64_t *heir, struct err *err);

#endif
