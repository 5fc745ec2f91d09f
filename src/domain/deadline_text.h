/* deadline_text.h - how a deadline is counted, and the sentence that says so. */
#ifndef SAMTALE_SRC_DOMAIN_DEADLINE_TEXT_H
#define SAMTALE_SRC_DOMAIN_DEADLINE_TEXT_H

#include "samtale/domain/deadline.h"

enum deadline_unit {
	DEADLINE_DAYS,
	DEADLINE_WORKING_DAYS,
	DEADLINE_WEEKS,        /* the same weekday so many weeks later */
	DEADLINE_WEEKS_THROUGH, /* to the end of that week, the first day being day 1 */
	DEADLINE_MONTHS,        /* the same day so many months later, or the month's last */
	DEADLINE_WHOLE_MONTHS   /* to the end of the last of so many whole months after the first day's own */
};

struct deadline_rule {
	const char *name; /* what deadline_compute() and the command line call it */
	const char *key;  /* the rule row that holds the length */
	enum deadline_unit unit;
	const char *start; /* msgid: what day 0 is; NULL: the day it reached the citizen, by its channel */
	bool moves;        /* a last day that is no working day moves to the next one that is */
};

/* "6 working days after 14 April: 15 April, 16 April, 22 April, ... ; not 17 April (Maundy Thursday), ...", in the
 * arena. */
const char *deadline_delivery_sentence(const struct deadline *deadline, int days, struct arena *arena);
/* "4 weeks from 27 April, Digital Post: 26 May (moved from Whit Monday 25 May)", in the arena. Reads every
 * other field of deadline. */
const char *deadline_sentence(const struct deadline_rule *rule, const struct deadline *deadline, int length,
			      enum channel channel, struct arena *arena);

#endif
