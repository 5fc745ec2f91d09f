/* plan.h - the citizen's one plan (min plan): goals, steps, barriers, strengths, wishes, measures.
 *
 * One active plan per citizen: its row id is a natural key of the citizen, so two terminals that begin a plan
 * begin the same one. All rows here hang on the citizen's plan. */
#ifndef SAMTALE_DOMAIN_PLAN_H
#define SAMTALE_DOMAIN_PLAN_H

#include "samtale/domain/citizen.h"

enum step_owner { STEP_OWNER_CITIZEN, STEP_OWNER_CASEWORKER, STEP_OWNER_EMPLOYER, STEP_OWNER_OTHER };
enum step_status { STEP_AGREED, STEP_DONE, STEP_PARTLY, STEP_NOT_DONE, STEP_NO_LONGER_FITS };

struct plan_step {
	int64_t id, citizen, conversation; /* conversation 0: made outside one */
	const char *text;                  /* in the citizen's own words */
	enum step_owner owner;
	struct date due;
	enum step_status status;
};

const char *step_owner_name(enum step_owner owner);     /* "caseworker": as guides name it */
const char *step_owner_label(enum step_owner owner);    /* translated */
NODISCARD bool step_owner_parse(const char *name, enum step_owner *owner);
const char *step_status_label(enum step_status status); /* translated */

/* The other things a plan holds are one short text each. */
enum plan_item_kind {
	PLAN_GOAL,     /* mål */
	PLAN_BARRIER,  /* barriere; sensitive */
	PLAN_STRENGTH, /* ressource, profile */
	PLAN_WISH,     /* offers and workplaces the citizen asks for */
	PLAN_ITEM_KINDS
};

struct plan_item {
	int64_t id, citizen, conversation;
	enum plan_item_kind kind;
	const char *code; /* the choice's name, or the question's id */
	const char *text;
	bool ended;       /* barrier overcome, goal changed */
};

/* One point of a 0-10 (or counted) series. A fact. */
struct measure {
	int64_t id, citizen, conversation;
	const char *series; /* question name: "JS15" */
	double value;
	struct date date;
};

struct plan {
	int64_t id, citizen;
	struct plan_step *steps; /* newest agreement first */
	size_t step_count;
	struct plan_item *items;
	size_t item_count;
	struct measure *measures; /* by series, then date */
	size_t measure_count;
};

#endif
