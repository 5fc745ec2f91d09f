/* followup.h - how it went afterwards (opfølgning): 1, 3, 6 and 12 months after an effort ended or a job began.
 *
 * Definitions are those of jobindsats.dk, "labour-market status after ended course" (reference, section 10.1): in
 * job means wages paid in the month; education is SU and apprentices under 30; other is death, emigration, leave,
 * parental benefit, pension. Ordinary hours while on benefit are kept apart (JOB_HOURS, section 10.2): they are
 * progress, and no full job.
 *
 * What is counted stays in `outcome` (store/import.h), which imports fill too: one row a change. A follow-up is a
 * fact of its own (outcome_check), and writes an outcome row only where it tells of another status than the latest
 * one of that citizen and effort; "still in the job" makes no second outcome, and nobody is counted twice. A
 * follow-up answers every check of the citizen whose window its day lies in, whichever effort or job it was asked
 * about. Who never answered is UNKNOWN at that month, never a guess.
 *
 * Months are whole calendar months: one month after 31 January is the last of February. Pure. */
#ifndef SAMTALE_DOMAIN_FOLLOWUP_H
#define SAMTALE_DOMAIN_FOLLOWUP_H

#include <stddef.h>

#include "samtale/base/date.h"
#include "samtale/domain/word.h"

#define FOLLOWUP_ROUNDS 4
extern const int followup_months[FOLLOWUP_ROUNDS]; /* 1, 3, 6, 12 */

/* A follow-up counts from so many days before its day, until as long before the next one's. */
#define FOLLOWUP_EARLY_DAYS 14
/* It is shown from so many days before its day. */
#define FOLLOWUP_SHOWN_DAYS 7

/* JOB, JOB_HOURS, EDUCATION, BENEFIT, SELF, OTHER, UNKNOWN; ends with a NULL word. */
extern const struct word followup_statuses[];
/* citizen, employer, register; ends with a NULL word. Imports write Danish words: borger, arbejdsgiver. */
extern const struct word followup_sources[];
const char *followup_status_label(const char *status); /* translated; an unknown word is itself */
const char *followup_source_label(const char *source);
bool followup_is_work(const char *status);   /* JOB, JOB_HOURS */
bool followup_has_hours(const char *status); /* the same: hours are asked */

/* What is followed: an enrolment that ended, or an outcome that is a job. */
struct followup_basis {
	int64_t enrolment, outcome; /* one of them */
	int64_t citizen, effort;
	const char *effort_name;    /* "" none */
	const char *status;         /* the outcome's; "" of an ended effort */
	double weekly_hours;        /* the outcome's */
	struct date began;          /* the day the months are counted from */
};

struct followup_due {
	int months;      /* 0: nothing is asked any more */
	struct date due;
	struct date until; /* the last day on which an answer counts as this one's */
};

/* The one to be asked now, else the next one to come. heard: days of the citizen's follow-ups, in any order. A check
 * that was never answered is given up when the next one's window begins; the last one three months after its day. */
struct followup_due followup_next(struct date began, const struct date *heard, size_t count, struct date today);
/* It is shown: its day is near or past. */
bool followup_is_near(const struct followup_due *due, struct date today);

/* One follow-up (fact outcome_check). */
struct followup {
	int64_t id;
	int64_t citizen, effort, enrolment, outcome;
	int months;        /* 1, 3, 6, 12 */
	struct date due;
	const char *status, *source;
	double weekly_hours; /* of a job; 0 otherwise */
	const char *helped;  /* what helped, in the citizen's own words; "" not told */
	struct date date;    /* the day it was like that */
	int64_t at, author;
};

struct followup_list {
	struct followup *rows; /* newest first */
	size_t count;
};

/* A status and a source of the tables, hours where there is work and nowhere else (at most 60), a day that is not
 * ahead, education under 30 only. ERR_INPUT says what to do. born unset: age is not looked at. */
NODISCARD bool followup_is_complete(const struct followup *followup, struct date born, struct date today,
				    struct err *err);
/* "in work after 3 months: 37 hours (employer)". In the arena. */
const char *followup_text(struct arena *arena, const struct followup *followup);

#endif
