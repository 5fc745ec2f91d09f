/* effort.h - an effort of the municipality (indsats), a citizen's way through it (forløb) and what came of it
 * (resultat). */
#ifndef SAMTALE_DOMAIN_EFFORT_H
#define SAMTALE_DOMAIN_EFFORT_H

#include <stdint.h>

#include "samtale/base/date.h"

struct effort {
	int64_t id;
	const char *code, *name, *kind, *description;
	struct date from, to;
	int64_t unit_cost_ore; /* for each participant */
};

/* A citizen's way through an effort (forløb). */
struct enrolment {
	int64_t id, citizen, effort;
	struct date invited, started, ended;
	int completed;       /* 1 yes, 0 no, -1 not known */
	const char *dropout; /* the reason */
};

/* What came of it (resultat). */
struct outcome {
	int64_t id, citizen, effort;
	const char *status; /* "JOB", "JOB_HOURS", "EDUCATION" ... (reference, section 10.2) */
	struct date date;
	double weekly_hours;
	const char *source;
};

#endif
