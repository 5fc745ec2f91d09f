/* handover.h - a citizen is given to another coordinator (overdragelse af tovholder).
 *
 * The policy promises one fixed coordinator from start to end (reference, section 11, row 58): so a hand-over has a
 * reason and a note to the one who takes over, and is a fact. A citizen is never without a coordinator.
 *
 * Within a team the coordinator changes at once: the receiver says "accepted", or declines and the citizen goes back.
 * To another team it is an offer: nothing moves until the receiver accepts; the receiver may decline, and whoever has
 * the citizen may withdraw it. A coordinator that was changed by another way (an import) stands as "without
 * hand-over".
 *
 * Two terminals may answer at the same time. The answer that moved the citizen counts, whatever the clocks said;
 * among others the earliest. That there were several is told. */
#ifndef SAMTALE_DOMAIN_HANDOVER_H
#define SAMTALE_DOMAIN_HANDOVER_H

#include "samtale/domain/citizen.h"
#include "samtale/domain/contact.h"

/* The first four stand in the database. LAPSED: not answered, and the citizen has gone another way since. */
enum handover_state {
	HANDOVER_OFFERED, HANDOVER_ACCEPTED, HANDOVER_DECLINED, HANDOVER_WITHDRAWN, HANDOVER_LAPSED, HANDOVER_STATES
};

struct handover {
	int64_t id, citizen;
	const char *cpr, *name; /* the citizen's; "" when the citizen is not here */
	int64_t from, to;   /* caseworkers; from 0: there was none */
	const char *from_name, *to_name, *to_team;
	const char *reason; /* a word of handover_reasons */
	const char *note;   /* to the receiver */
	int64_t at, author;
	bool is_offer;	    /* moves nothing until it is accepted */
	enum handover_state state;
	const char *answer_note, *answered_by; /* why it was declined or withdrawn; the name. "" not answered */
	int64_t answered_at;
	bool is_contested;  /* answered in two ways at the same time */
};

struct handover_answer {
	int64_t handover;
	enum handover_state state; /* ACCEPTED, DECLINED or WITHDRAWN */
	const char *note;
};

/* "Anders Lund Friis, ASM, since 23 November 2026": where the citizen is and what that means here; translated. */
const char *citizen_home_text(struct arena *arena, const struct citizen_home *home);

extern const struct word handover_reasons[]; /* ends with a NULL word */
const char *handover_state_name(enum handover_state state); /* "offered": for --json */
const char *handover_state_label(enum handover_state state); /* translated */

/* From a coordinator to a caseworker of another team. */
bool handover_is_to_another_team(int64_t from, const char *from_team, const char *to_team);

/* A receiver who is not the coordinator already, a reason of the table and a note. */
NODISCARD bool handover_is_complete(const struct handover *handover, struct err *err);
/* Declining and withdrawing say why. */
NODISCARD bool handover_answer_is_complete(const struct handover_answer *answer, struct err *err);
/* Whether `caseworker` may give that answer: the receiver accepts and declines, whoever offered it or has the citizen
 * (coordinator) withdraws. ERR_REFUSED with what to do instead. */
NODISCARD bool handover_may_answer(const struct handover *handover, int64_t coordinator, int64_t caseworker,
				   enum handover_state answer, struct err *err);

#endif
