/* deadline.h - how a date follows from another by a rule, and the sentence that explains it.
 *
 * Source: reference, section 6.1 (units and starts) and 6.2 (days that move a deadline). The complaint period starts on
 * the day the decision reached the citizen: Digital Post the day it is sent, an ordinary letter a number of working
 * days after its date, a Q-letter two calendar days after. Working days are those of calendar.h: closed days are not
 * counted for the post either, which the sources leave open and which can but lengthen the citizen's period. A last day
 * on a Saturday, Sunday, holiday or closed day, or on a day the municipality itself is closed (deadline.closed), moves
 * to the next working day; the municipality's own duties (first_conversation, youth_contact, sick_first) do not move.
 * Numbers are rule rows, of the day it was sent. */
#ifndef SAMTALE_DOMAIN_DEADLINE_H
#define SAMTALE_DOMAIN_DEADLINE_H

#include "samtale/domain/calendar.h"
#include "samtale/domain/rule.h"

enum channel { CHANNEL_DIGITAL, CHANNEL_LETTER, CHANNEL_QLETTER, CHANNEL_ORAL, CHANNEL_HANDED };

NODISCARD bool channel_parse(const char *name, enum channel *channel); /* "digital", "letter", "qletter", ... */
const char *channel_name(enum channel channel);                       /* the same words */
const char *channel_label(enum channel channel);                      /* for people, translated */

struct deadline {
	struct date sent;
	struct date received;    /* when it is presumed to have reached the citizen */
	struct date counted;     /* where the count ended before it was moved */
	struct date due;         /* the last day */
	const struct rule *rule; /* the row that gave the length */
	const char *explanation; /* a sentence, in the arena */
	const struct rule *delivery; /* the row that says how long the post takes; NULL: it is there the same day */
	const char *delivered;       /* which days were counted for the post, and which were not, in the arena; "" */
};

/* rule: "complaint" (4 weeks), "hearing" (reply to a party hearing, hearing.reply.days), "first_conversation"
 * (contact.first.days), "reassess" (reassess.weeks), "youth_contact" (working days), "sick_first" (sick.first.week, the
 * first sick day being day 1). ERR_INPUT names the known rules; ERR_MISSING as rule_find(). Group 0 = any. */
NODISCARD bool deadline_compute(const struct rules *rules, const char *rule, struct date from, enum channel channel,
				int group, struct arena *arena, struct deadline *deadline, struct err *err);
/* The names deadline_compute() knows, ending with NULL. */
extern const char *const deadline_rules[];

#endif
