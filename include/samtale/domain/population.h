/* population.h - who the caseload is, in the groups of the municipality's own policy (2016, "Befolkning 16-66
 * år"), and the goal it has set itself.
 *
 * Each citizen stands in one group, the first that fits: disability pension (group 11); employed: an outcome
 * in work is recorded and no benefit is paid; job-ready (arbejdsmarkedsparat: groups 1 and 2), activated when
 * an enrolment is under way; not job-ready (groups 3, 5, 6, 7, 8, 9, 10); others, with students. Inner
 * management figures: small cells are not hidden, so they are not for publication. */
#ifndef SAMTALE_DOMAIN_POPULATION_H
#define SAMTALE_DOMAIN_POPULATION_H

#include "samtale/base/id.h"
#include "samtale/domain/rule.h"

enum population_group {
	POPULATION_EMPLOYED,
	POPULATION_READY_ACTIVE,
	POPULATION_READY_IDLE,
	POPULATION_OTHERS,
	POPULATION_NOT_READY,
	POPULATION_PENSION,
	POPULATION_GROUPS
};

struct population_person {
	int target_group;
	bool on_benefit;                    /* a benefit runs */
	bool in_work;                       /* an outcome JOB or JOB_HOURS */
	bool activated;                     /* has begun an effort that has not ended */
	bool booked;                        /* an appointment is to come */
	const char *initials, *name, *team; /* of the coordinator; "" none */
};

struct population_row {
	const char *team, *initials, *name; /* initials "": the whole team; both "": nobody's */
	int counts[POPULATION_GROUPS];
	int people, booked;
};

/* The goal line: shares in tenths of a per cent. */
struct population_goal {
	int figure, target;
	const struct rule *figure_row, *target_row;
};

struct population_report {
	struct date on;
	struct population_row all;
	struct population_row *teams; /* by name */
	size_t team_count;
	struct population_row *caseworkers; /* by team, then initials */
	size_t caseworker_count;
	struct population_goal goal;
	char hash[ID_HASH_TEXT];
};

enum population_group population_group_of(const struct population_person *person);
const char *population_group_name(enum population_group group);  /* "employed": of --json */
const char *population_group_label(enum population_group group); /* translated */

/* Errors: no row of the goal in force on the day. Texts are borrowed from people. */
NODISCARD bool population_report_build(const struct population_person *people, size_t count,
				       const struct rules *rules, struct date on, struct arena *arena,
				       struct population_report *report, struct err *err);

/* "Unemployment 6,1 % (made up 1 Jul 2015), goal 3,4 %: 2,7 points to go." */
const char *population_goal_text(struct arena *arena, const struct population_goal *goal);
const char *population_definition(void);

#endif
