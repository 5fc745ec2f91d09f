/* activity.h - what a citizen is offered (tilbud): the kinds there are, how far somebody has come, how long it may
 * last, its clocks.
 *
 * An activity is an enrolment in an effort, seen by its kind. Kinds are rows of share/activities
 * (guide/activities_load.h): target groups, stages, clocks and the rules that limit it are data. Lengths are judged by
 * the rule in force on the day it starts (reference, Appendix A: praktik 4/13 weeks, løntilskud 6/4 months, mentor 6
 * months at a time). Strings are never NULL once loaded and live in the arena they were loaded into. */
#ifndef SAMTALE_DOMAIN_ACTIVITY_H
#define SAMTALE_DOMAIN_ACTIVITY_H

#include "samtale/base/tr.h"
#include "samtale/domain/rule.h"
#include "samtale/domain/word.h"

enum activity_unit { ACTIVITY_WORKDAYS, ACTIVITY_DAYS, ACTIVITY_WEEKS, ACTIVITY_MONTHS };

/* What reaching a stage means for the enrolment and its outcome. */
enum activity_sets {
	ACTIVITY_SETS_NOTHING,
	ACTIVITY_SETS_INVITED,
	ACTIVITY_SETS_STARTED,
	ACTIVITY_SETS_COMPLETED,
	ACTIVITY_SETS_JOB,      /* completed, and an outcome JOB */
	ACTIVITY_SETS_EDUCATION /* completed, and an outcome EDUCATION */
};

struct activity_stage {
	const char *code;
	const char *names[LANGUAGES];
	enum activity_sets sets;
};

/* From the day of a stage until another is reached. */
struct activity_clock {
	const char *until; /* stage */
	const char *from;  /* stage */
	const char *names[LANGUAGES]; /* what is to be done: "contact the young person" */
	const char *rule;
	enum activity_unit unit;
	int group; /* whose rule row it is, 0 none */
};

struct activity_kind {
	const char *code; /* "PRK"; the effort's code too */
	const char *names[LANGUAGES];
	const char *type; /* the word other systems' efforts of this kind have; "" none */
	uint32_t groups;
	const char *length, *extend, *renew; /* rule keys; "" no limit, no extension */
	enum activity_unit length_unit;
	bool same_employer; /* earlier periods at the same company count */
	bool needs_employer, needs_hours, needs_wage, has_attendance;
	int hours_max; /* a week; 0 none */
	struct activity_stage *stages;
	size_t stage_count;
	struct activity_clock *clocks;
	size_t clock_count;
	const char *source;
	enum rule_confidence confidence;
};

struct activity_kinds {
	const struct activity_kind *rows;
	size_t count;
};

const struct activity_kind *activity_kind_find(const struct activity_kinds *kinds, const char *code);
/* By the effort's code, else by its type; NULL when neither is known. */
const struct activity_kind *activity_kind_of(const struct activity_kinds *kinds, const char *code,
					     const char *type);
const char *activity_kind_name(const struct activity_kind *kind); /* in the language in use */
bool activity_kind_is_for(const struct activity_kind *kind, int group);
/* Registered with a start and an end, as a praktik is; else stage by stage, as a course. */
bool activity_kind_is_planned(const struct activity_kind *kind);
/* NULL when the kind has no such stage. */
const struct activity_stage *activity_stage_find(const struct activity_kind *kind, const char *code);
const char *activity_stage_name(const struct activity_stage *stage);
const char *activity_clock_name(const struct activity_clock *clock);
const char *activity_sets_name(enum activity_sets sets); /* "invited", "" for nothing: as the files write it */
const char *activity_unit_name(enum activity_unit unit); /* "weeks": as the files write it */

/* ---- one citizen's ------------------------------------------------------------------------------ */

struct activity_reached {
	const char *stage;
	struct date date;
};

struct activity {
	int64_t id; /* the enrolment's */
	int64_t citizen;
	const char *effort, *effort_name, *effort_type; /* code, name, type */
	const struct activity_kind *kind;               /* NULL: of no known kind */
	struct date invited, started, ended, planned_end;
	int completed;       /* 1 yes, 0 no, -1 not known */
	const char *dropout; /* the reason, as activity_dropouts name it */
	struct date job, education; /* the first such outcome of the effort; DATE_NONE none */
	int64_t employer;
	const char *employer_name;
	double weekly_hours;
	int wage; /* kroner a month */
	int weekdays; /* bit 0 Monday */
	const char *purpose, *contact;
	const char *reason; /* why it was extended */
	struct activity_reached *reached; /* stages that were recorded here, by date */
	size_t reached_count;
};

#define ACTIVITY_WEEKDAYS_DEFAULT 31

/* The day a stage was reached: as recorded, else as the enrolment's dates tell. DATE_NONE: not reached. */
struct date activity_stage_date(const struct activity *activity, const struct activity_stage *stage);
/* The stage after the last one reached; NULL when there is none, or the activity is of no kind or was dropped. */
const struct activity_stage *activity_next_stage(const struct activity *activity);
/* The last stage reached; NULL none. */
const struct activity_stage *activity_last_stage(const struct activity *activity);
bool activity_is_dropped(const struct activity *activity);
/* Started by that day and not ended before it. */
bool activity_is_running(const struct activity *activity, struct date on);
/* A day on which the citizen is waited for: running, a kind with attendance, one of its weekdays, a working day. */
bool activity_meets(const struct activity *activity, struct date on);

/* A clock of the activity that is running: its stage was recorded, what it waits for was not, nothing has ended. False:
 * it is not running. err is set when no rule gives its length; due is DATE_NONE then. */
bool activity_clock_runs(const struct activity *activity, const struct activity_clock *clock,
			 const struct rules *rules, struct date *due, const struct rule **row, struct err *err);

/* ---- how long ------------------------------------------------------------------------------------- */

struct activity_period {
	struct date from, to; /* both included */
};

struct activity_length_request {
	const struct activity_kind *kind;
	int group;
	struct date start;
	const struct activity_period *earlier; /* at the same company; used where the kind counts them */
	size_t earlier_count;
	struct date extended_from; /* the last day so far of one that is extended; DATE_NONE: a new one */
};

struct activity_length {
	struct date latest;      /* the last day allowed; DATE_NONE: no limit */
	const struct rule *rule; /* NULL: no limit */
	int allowed;             /* in the kind's unit */
	int used;                /* days of earlier periods that were taken off */
	const char *explanation; /* a sentence; "" no limit */
};

/* err ERR_MISSING: no rule row gives the length; ERR_REFUSED: nothing is left, or it may not be extended. The row is
 * named. */
NODISCARD bool activity_latest_end(const struct rules *rules, const struct activity_length_request *request,
				   struct arena *arena, struct activity_length *length, struct err *err);
/* Also ERR_REFUSED when end lies after the last day allowed: with the row, its source and that day. */
NODISCARD bool activity_end_may_be(const struct rules *rules, const struct activity_length_request *request,
				   struct date end, struct arena *arena, struct activity_length *length,
				   struct err *err);
/* The activity's periods at that company and of the same length rule, for a request. In the arena. */
size_t activity_earlier(const struct activity *activities, size_t count, const struct activity_kind *kind,
			int64_t employer, int64_t except, struct date today, struct arena *arena,
			struct activity_period **periods);

/* A company that can be chosen by name or CVR number. */
struct activity_employer {
	int64_t id;
	const char *cvr, *name, *city, *contact;
};

/* ---- registering ---------------------------------------------------------------------------------- */

struct activity_entry {
	int64_t id; /* 0: new; filled when stored */
	int64_t citizen;
	const struct activity_kind *kind;
	int64_t employer;
	struct date start, end; /* of a kind that is not planned: start is the day of its first stage */
	double weekly_hours;
	int wage, weekdays;
	const char *purpose, *contact, *reason;
};

/* What is missing or not allowed, the first thing, as a sentence. Lengths are activity_end_may_be()'s. */
NODISCARD bool activity_entry_is_complete(const struct activity_entry *entry, int group, struct err *err);

/* ---- attendance (fremmøde) and dropping out --------------------------------------------------------- */

enum attendance_state { ATTENDANCE_NONE, ATTENDANCE_PRESENT, ATTENDANCE_ABSENT, ATTENDANCE_SICK, ATTENDANCE_STATES };

const char *attendance_name(enum attendance_state state);  /* "present": stored nowhere, for commands */
NODISCARD bool attendance_parse(const char *name, enum attendance_state *state); /* not "none" */
const char *attendance_label(enum attendance_state state); /* translated */
/* The one character that stands for it in a row of days: "+", "-", "s", "·". */
const char *attendance_mark(enum attendance_state state);

/* Both end with a NULL word. */
extern const struct word absence_reasons[];
extern const struct word activity_dropouts[];
/* A word that is not in the table is itself. */

struct attendance {
	int64_t id, enrolment, citizen;
	struct date date;
	enum attendance_state state;
	const char *reason; /* absence_reasons */
};

/* One citizen who is waited for on a day. */
struct attendance_row {
	struct activity activity;
	const char *name;           /* the citizen's */
	enum attendance_state state; /* of the day; NONE: not yet recorded */
	const char *reason;
	int absences; /* without a reason that was told beforehand, in the four weeks before the day */
	int present, recorded; /* days of the four weeks up to and with the day */
};

struct attendance_list {
	struct attendance_row *rows;
	size_t count;
	struct date day;
};

#endif
