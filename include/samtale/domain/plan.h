/* plan.h - the citizen's one plan (min plan): goals, tracks, steps, barriers, strengths, wishes, own words,
 * positions.
 *
 * One active plan per citizen: its row id is a natural key of the citizen, so two terminals that begin a plan
 * begin the same one. All rows here hang on the citizen's plan. Every plan has a goal of job or education
 * (reference § 11, row 8), and is the citizen's: a step is the citizen's own unless something else is said. */
#ifndef SAMTALE_DOMAIN_PLAN_H
#define SAMTALE_DOMAIN_PLAN_H

#include "samtale/domain/citizen.h"
#include "samtale/domain/word.h"

enum step_owner {
	STEP_OWNER_CITIZEN,
	STEP_OWNER_CASEWORKER,
	STEP_OWNER_EMPLOYER,
	STEP_OWNER_OTHER,
	STEP_OWNERS
};
enum step_status { STEP_AGREED, STEP_DONE, STEP_PARTLY, STEP_NOT_DONE, STEP_NO_LONGER_FITS, STEP_STATUSES };

struct plan_step {
	int64_t id, citizen, conversation; /* conversation 0: made outside one */
	const char *text;                  /* in the citizen's own words */
	enum step_owner owner;
	struct date due;
	enum step_status status;
	int64_t track; /* 0: job or education */
};

const char *step_owner_name(enum step_owner owner);  /* "caseworker": as guides name it */
const char *step_owner_label(enum step_owner owner); /* translated */
NODISCARD bool step_owner_parse(const char *name, enum step_owner *owner);
const char *step_status_name(enum step_status status);  /* "not_done" */
const char *step_status_label(enum step_status status); /* translated */
NODISCARD bool step_status_parse(const char *name, enum step_status *status);
/* Agreed or partly done: somebody still has to do it. */
bool step_is_open(const struct plan_step *step);
bool step_is_overdue(const struct plan_step *step, struct date today);

/* The other things a plan holds are one short text each. */
enum plan_item_kind {
	PLAN_GOAL,     /* mål */
	PLAN_BARRIER,  /* barriere; sensitive */
	PLAN_STRENGTH, /* ressource, profile */
	PLAN_WISH,     /* offers and workplaces the citizen asks for */
	PLAN_WORDS,    /* why, in the citizen's own words */
	PLAN_ITEM_KINDS
};

/* What a goal is about. A conversation's goals do not say: its guides ask for job or education. */
enum plan_aim { PLAN_AIM_WORK, PLAN_AIM_JOB, PLAN_AIM_EDUCATION, PLAN_AIM_LIFE, PLAN_AIMS };

enum barrier_progress {
	BARRIER_STANDS,
	BARRIER_UNDER_WAY,
	BARRIER_BETTER,
	BARRIER_OVERCOME,
	BARRIER_PROGRESSES
};

struct plan_item {
	int64_t id, citizen, conversation;
	enum plan_item_kind kind;
	const char *code; /* the choice's name, or the question's id */
	const char *text;
	bool ended;                     /* barrier overcome, goal changed */
	enum plan_aim aim;              /* of a goal */
	enum barrier_progress progress; /* of a barrier */
	const char *note;               /* of a barrier: what is done about it; NULL is "" */
};

const char *plan_item_kind_label(enum plan_item_kind kind); /* "Goal", translated */
const char *plan_aim_name(enum plan_aim aim);               /* "education" */
const char *plan_aim_label(enum plan_aim aim);
NODISCARD bool plan_aim_parse(const char *name, enum plan_aim *aim);
const char *barrier_progress_name(enum barrier_progress progress); /* "under_way" */
const char *barrier_progress_label(enum barrier_progress progress);
NODISCARD bool barrier_progress_parse(const char *name, enum barrier_progress *progress);

/* A track beside the one to job or education: health, skills. They run at the same time. */
struct plan_track {
	int64_t id, citizen;
	const char *code; /* of plan_track_words; "" one with a name of its own */
	const char *name; /* "" the code's */
	bool ended;
};

/* A word that is stored and what people read. label is a msgid. */
extern const struct word plan_track_words[]; /* ends with a NULL word */
/* NULL: the track to job or education. */
const char *plan_track_label(const struct plan_track *track);

/* Where the citizen stands in fødekæden since that day: a position with a date, not a staircase
 * (reference § 11, row 53; rows 43 to 48 name the places). */
struct plan_position {
	int64_t id, citizen;
	const char *stage; /* of plan_stages; another word is kept as it is */
	struct date date;
	const char *note;
};
extern const struct word plan_stages[]; /* ends with a NULL word */
const char *plan_stage_label(const char *stage);

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
	struct plan_track *tracks; /* in the order they were begun */
	size_t track_count;
	struct plan_position *positions; /* newest first */
	size_t position_count;
};

/* The goal of job or education that holds, NULL when there is none: then the plan is not one yet. */
const struct plan_item *plan_goal(const struct plan *plan);
/* NULL: 0, or a track that is not there: job or education. */
const struct plan_track *plan_track(const struct plan *plan, int64_t id);
/* The steps of a track (NULL: job and education), as indexes in the arena: what is to be done first, soonest
 * first; then what is closed, newest first. */
const size_t *plan_steps_in_order(const struct plan *plan, const struct plan_track *track,
				  struct arena *arena, size_t *count);
bool plan_has_open_step(const struct plan *plan);

#endif
