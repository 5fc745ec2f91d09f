/* citizen.h - the person in the conversation (borger), and how lists of citizens are asked for.
 *
 * Strings are valid UTF-8, never NULL, "" when unknown, and live in the arena they were fetched into. A protected
 * citizen's address and phone are masked everywhere until revealed. Age is computed on a date, never stored. */
#ifndef SAMTALE_DOMAIN_CITIZEN_H
#define SAMTALE_DOMAIN_CITIZEN_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/date.h"
#include "samtale/domain/list_window.h"
#include "samtale/domain/seat.h"

struct caseworker {
	int64_t id;
	const char *initials;
	const char *name;
	const char *team; /* "JOB", "ASM", "UNG", "SYG", "INT" */
};

struct caseworker_list {
	struct caseworker *rows;
	size_t count;
};

struct citizen {
	int64_t id;
	const char *cpr; /* ten digits */
	const char *given_names, *surname;
	const char *address, *postcode, *city, *phone, *email;
	bool is_protected;        /* name and address protection (navne- og adressebeskyttelse) */
	const char *language;     /* ISO 639-1 */
	bool interpreter;
	int target_group;         /* LAB section 6 number, 0 unknown */
	const char *benefit;      /* ydelse, in the municipality's own word; "" none */
	struct date benefit_from;
	int64_t coordinator;      /* caseworker id, 0 none */
	const char *coordinator_name;
	const char *unemployment_fund; /* a-kasse; sensitive */
	const char *job_goal, *disco08, *education;
	int children;
	bool driving_licence;
};

/* "Given Surname" for people, in the arena. */
const char *citizen_name(struct arena *arena, const struct citizen *citizen);
bool citizen_is_insured(const struct citizen *citizen); /* group 1, or on dagpenge: the a-kasse decides */

/* One line of the caseload list. */
struct caseload_row {
	int64_t id;
	const char *sort_key; /* with id: where a window starts */
	const char *cpr, *given_names, *surname;
	bool is_protected;
	int target_group;
	const char *benefit;
	int benefit_weeks;             /* whole weeks since the benefit began; -1 unknown */
	struct date next_appointment;  /* DATE_NONE none */
	struct date last_conversation;
	const char *coordinator_initials;
	bool unfinished;               /* a conversation is paused */
	bool has_conflict;             /* two have written differently about the citizen */
};

/* A window of the list, in Danish name order. Only `limit` rows are ever read. */
struct caseload_query {
	int64_t coordinator;    /* 0 = everybody's */
	const char *filter;     /* words of a name, CPR or phone digits; "" = all */
	enum list_from from;
	const char *sort_key;   /* AFTER, BEFORE: the row not included */
	int64_t id;
	int limit;
	struct date today;
};

/* Who has a citizen now. */
struct citizen_home {
	bool is_here;	 /* this terminal is one of that unit's, or belongs to no hub */
	bool is_removed; /* what was here about the citizen has been removed */
	const char *coordinator, *team; /* a name, and the team; "" none */
	struct date since; /* when the citizen left; unset: not known */
};

struct caseload {
	struct caseload_row *rows; /* always in list order, also for BEFORE and LAST */
	size_t count;
	bool more_before, more_after;
	int64_t moved; /* nobody, but the filter is the CPR number of a citizen who has moved from here; 0 */
	struct citizen_home home; /* of that one */
	int64_t elsewhere; /* the same of a citizen whom another team has, and who never was here; 0 */
	struct seat_list seats; /* of that one */
};

#endif
