/* target_group.h - who the citizen is in the law's eyes (målgruppe, LAB section 6 nos. 1-13).
 *
 * Target group, contact group and benefit are three different things (reference, "five facts"); this is the first.
 * Source: reference, sections 2.1 and 2.2. */
#ifndef SAMTALE_DOMAIN_TARGET_GROUP_H
#define SAMTALE_DOMAIN_TARGET_GROUP_H

#include "samtale/base/err.h"

/* What the municipality may do about a breach of availability. */
enum sanction_path {
	SANCTION_PATH_NOTIFY,      /* insured: only a notification (underretning) to the a-kasse */
	SANCTION_PATH_CASE,        /* full LAS chain */
	SANCTION_PATH_CASE_CAREFUL, /* LAS chain with the extra guards for the activity-ready */
	SANCTION_PATH_LAPSE,       /* sickness benefit lapses, SDL section 21 */
	SANCTION_PATH_OWN,         /* ledighedsydelse etc.: own provisions */
	SANCTION_PATH_NONE         /* voluntary or no benefit: no case can exist */
};

#define TARGET_GROUP_MAX 13

struct target_group {
	int number;              /* 1 to 13 */
	const char *code;        /* English term: "insured", "job_ready" */
	const char *label;       /* msgid for people, short: "job-ready" (jobparat) */
	enum sanction_path path;
	bool municipality_assesses; /* false: the a-kasse assesses availability, or nobody */
};

/* NULL for a number that is not 1 to 13. */
const struct target_group *target_group(int number);
const char *target_group_label(int number); /* translated; "unknown group" outside the range */
bool target_group_is_careful(int number);   /* SANCTION_PATH_CASE_CAREFUL: the activity-ready */

#endif
