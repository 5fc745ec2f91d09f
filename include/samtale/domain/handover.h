/* handover.h - a citizen is given to another coordinator (overdragelse af tovholder).
 *
 * The policy promises one fixed coordinator from start to end (reference, section 11, row 58): so a hand-over has a
 * reason and a note to the one who takes over, and is a fact. The coordinator changes in the same transaction; a
 * citizen is never without one. The receiver sees it until it is accepted. A coordinator that was changed by another way
 * (an import) stands as "without hand-over".
 *
 * States: OFFERED until somebody answers. Within a unit the coordinator has changed already while it is OFFERED;
 * DECLINED is there for hand-overs between units. */
#ifndef SAMTALE_DOMAIN_HANDOVER_H
#define SAMTALE_DOMAIN_HANDOVER_H

#include "samtale/domain/contact.h"

enum handover_state { HANDOVER_OFFERED, HANDOVER_ACCEPTED, HANDOVER_DECLINED };

struct handover {
	int64_t id, citizen;
	int64_t from, to;   /* caseworkers; from 0: there was none */
	const char *from_name, *to_name;
	const char *reason; /* a word of handover_reasons */
	const char *note;   /* to the receiver */
	int64_t at, author;
	enum handover_state state;
};

extern const struct contact_word handover_reasons[]; /* ends with a NULL word */
const char *handover_state_name(enum handover_state state); /* "offered": for --json */

/* A receiver who is not the coordinator already, a reason of the table and a note. */
NODISCARD bool handover_is_complete(const struct handover *handover, struct err *err);

#endif
