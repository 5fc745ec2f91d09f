/* consent.h - what the citizen has said yes or no to (samtykke), as facts: the latest answer to a subject
 * counts.
 *
 * A subject is a word of consent_subjects, or the question as a conversation's guide asked it. Nothing about
 * a citizen leaves the municipality without one (reference § 9.5; § 11 rows 17 and 21). */
#ifndef SAMTALE_DOMAIN_CONSENT_H
#define SAMTALE_DOMAIN_CONSENT_H

#include "samtale/base/date.h"

struct consent {
	int64_t id, citizen, conversation; /* conversation 0: recorded outside one */
	const char *subject;
	bool given;         /* false: said no, or withdrawn */
	bool was_given;     /* in lists: there was a yes before it, so that a no is a withdrawal */
	struct date date;   /* the UTC day it was recorded */
	const char *author; /* initials */
};

struct consent_list {
	struct consent *rows;
	size_t count;
};

struct consent_subject {
	const char *word, *label; /* label: msgid */
};
extern const struct consent_subject consent_subjects[]; /* ends with a NULL word */
/* Sharing name, goal and what speaks for the citizen with an employer. */
#define CONSENT_EMPLOYER "employer"

const char *consent_subject_label(const char *subject);         /* a subject that is no word is itself */
const char *consent_state_label(const struct consent *consent); /* "given", "withdrawn", "said no" */

#endif
