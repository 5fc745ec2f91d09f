/* rhythm.h - lists of those who are to be seen and those who are to be asked, and what is known about one citizen's
 * contact: what store/rhythm.h fills and the screens show. */
#ifndef SAMTALE_DOMAIN_RHYTHM_H
#define SAMTALE_DOMAIN_RHYTHM_H

#include "samtale/domain/followup.h"
#include "samtale/domain/handover.h"

struct contact_row {
	int64_t citizen, coordinator;
	const char *cpr, *name, *initials, *team;
	int target_group;
	struct contact_due due; /* the one that breaks first */
};

struct contact_list {
	struct contact_row *rows; /* what breaks first comes first; citizens without a course are left out */
	size_t count;
	size_t overdue, soon;    /* soon: due within seven days, and not booked */
	size_t unknown;          /* the rule has no value */
	size_t exempt, quota_of; /* exempted one by one, of how many that the 75 per cent are counted among */
};

/* What the citizen's contact screen shows. */
struct contact_view {
	struct contact_case contact;
	struct contact_due dues[CONTACT_DUES_MAX], next;
	int due_count;
	struct contact_person *persons; /* still there or still to come first, then those who have left */
	size_t person_count, active;    /* active: the coordinator included */
	struct contact_exemption *exemptions;
	size_t exemption_count;
	struct handover *handovers; /* newest first */
	size_t handover_count;
	bool without_handover; /* the coordinator was changed by another way than a hand-over */
};

struct contact_crowd {
	int64_t citizen;
	const char *cpr, *name, *initials;
	int active; /* the coordinator included */
};

struct followup_row {
	struct followup_basis basis;
	struct followup_due due;
	const char *cpr, *name, *initials, *team;
};
struct followup_rows {
	struct followup_row *rows; /* by day; one a citizen */
	size_t count;
};

/* A citizen's follow-up: what is asked now, and what was heard. */
struct followup_view {
	struct followup_row next; /* next.due.months 0: nothing is asked any more */
	struct followup_list heard;
};

#endif
