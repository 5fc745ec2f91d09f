/* effect.h - did an effort bring people into work? (effekt af en indsats; "Gør det, som virker".)
 *
 * A person counts once in each effort, however many rows tell of it. Two denominators are shown side by side:
 * all who were invited (indkaldt; who began without an invitation counts as invited) and those who began. The
 * interval is Wilson's (1927) with 95 % confidence, and it belongs to the *invited*: nobody who stayed away
 * or dropped out is left out of it. Alle skal med: 208 of 1,090 = 19.1 % (16.9-21.5); Chaufføruddannelse: 24
 * of 80 invited = 30.0 % (21.1-40.8), though 24 of the 24 who began are in work.
 *
 * "In work" is an outcome JOB recorded for the effort. Hours beside a benefit (JOB_HOURS) and education are
 * counted for themselves. "Unknown": invited, and nothing is recorded of what came of it.
 *
 * An effort is compared with the people of the same target groups (LAB section 6) who are not in it, weighed
 * as its own participants are: what share of them has an outcome JOB at all. It is flagged "bør lukkes" only
 * when the upper bound lies below that share; never when fewer than EFFORT_FEW were invited, never while
 * everybody is still under way.
 *
 * What leaves this file may be shown: a count of one to four is hidden, with every figure it could be
 * computed from (effort_hide()). What is judged is judged by the true figures. */
#ifndef SAMTALE_DOMAIN_EFFECT_H
#define SAMTALE_DOMAIN_EFFECT_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/date.h"
#include "samtale/base/id.h"
#include "samtale/domain/effort.h"
#include "samtale/domain/target_group.h"

#define EFFORT_FEW 30       /* invited: with fewer, no effort is judged */
#define EFFORT_SMALL_CELL 5 /* a count below it, and not 0, is hidden */
#define EFFECT_DEFINITION 1 /* grows when what is counted changes */

/* ---- what is counted ------------------------------------------------------------------------------ */

struct effort_person {
	int64_t citizen;
	int target_group; /* 0 unknown */
};

enum effort_act { EFFORT_CLOSE = 1, EFFORT_REOPEN = 2 };

/* A person's decision, with what the report said then. */
struct effort_decision {
	int64_t id, effort, previous;
	enum effort_act act;
	struct date date;
	const char *reason, *figures, *hash;
	const char *author_name;
	int64_t author;
	bool gave_way; /* a person has chosen another that was made at the same time */
};

/* All of it, as the store reads it. */
struct effect_source {
	const struct effort *efforts; /* by code, then name */
	size_t effort_count;
	const struct effort_person *people; /* by citizen */
	size_t person_count;
	const struct enrolment *enrolments; /* by citizen */
	size_t enrolment_count;
	const struct outcome *outcomes; /* by citizen */
	size_t outcome_count;
	const struct effort_decision *decisions; /* in the order they were made */
	size_t decision_count;
	int64_t moved; /* citizens who have moved to another unit: they, and their course, count there */
};

/* ---- what comes out ------------------------------------------------------------------------------- */

enum effort_cell {
	EFFORT_INVITED,
	EFFORT_STARTED,
	EFFORT_COMPLETED,
	EFFORT_IN_WORK,
	EFFORT_HOURS,     /* hours beside a benefit, not in work */
	EFFORT_EDUCATION, /* in neither */
	EFFORT_OTHER,     /* another outcome is known: benefit, self-support */
	EFFORT_UNKNOWN,
	EFFORT_CELLS
};

/* Why an effort is flagged, or not. */
enum effort_verdict {
	EFFORT_NOBODY, /* nobody was invited */
	EFFORT_TOO_FEW,
	EFFORT_UNDER_WAY, /* all who were invited have begun and none has ended */
	EFFORT_NO_REST,   /* everybody of the target groups is in it */
	EFFORT_NOT_BELOW,
	EFFORT_BELOW, /* flagged */
	EFFORT_VERDICTS
};

struct effort_row {
	const struct effort *effort;
	int counts[EFFORT_CELLS];
	bool hidden[EFFORT_CELLS]; /* not to be shown */
	bool under_way;
	double rate_invited, rate_started; /* shares 0-1; a denominator of 0 gives 0 */
	double low, high;
	int rest; /* people it is compared with */
	int rest_in_work;
	double rest_rate; /* weighed; 0 when rest is 0 */
	bool rest_hidden;
	enum effort_verdict verdict;
	bool flagged;
	const struct effort_decision *decision; /* the latest; NULL none */
	int heads; /* that say different things and nobody has gone on from; 2: two people decided at once */
};

struct effect_report {
	struct effort_row *rows; /* in the order of the efforts */
	size_t count;
	size_t citizens, enrolments, outcomes; /* rows that were counted */
	int64_t moved;			       /* citizens who count in another unit */
	struct date newest;                    /* the latest date among them; DATE_NONE none */
	char hash[ID_HASH_TEXT];               /* of their content: the same on every machine that has them */
};

/* Texts are borrowed from source, the rest is in the arena. Enrolments in, and outcomes of, an effort that is
 * not there are left out, and so are citizens who are not among the people. */
void effect_report_build(const struct effect_source *source, struct arena *arena,
			 struct effect_report *report);

/* NULL when there is no effort of that code. */
const struct effort_row *effect_report_find(const struct effect_report *report, const char *code);

/* Wilson's score interval, 95 %: 0 <= low <= hits/of <= high <= 1. of 0: 0 to 1, nothing is known.
 * Wilson (1927), J. Am. Stat. Assoc. 22, 209-212. */
void wilson_interval(int hits, int of, double *low, double *high);

bool effort_cell_is_small(int count); /* one to four */
/* Marks what may not be shown among cells that add up to their total, which is total >= 0 ? cells[total] :
 * unseen. A cell of one to four is hidden; a hidden one never stands alone, and the hidden never add up to
 * less than five. */
void effort_hide(const int *counts, bool *hidden, const int *parts, size_t part_count, int total);

/* Whole øre, rounded; -1 when nobody is in work or a figure is hidden. */
int64_t effort_cost_per_outcome(const struct effort_row *row);
bool effort_rate_is_shown(const struct effort_row *row, enum effort_cell denominator);
bool effort_is_closed(const struct effort_row *row);

/* Tenths of a per cent, rounded half up: 0.19082 is 191. */
int share_tenths(double share);
/* "19,1 %" or "19.1 %"; in the arena. */
const char *share_text(struct arena *arena, double share);
/* The reason for the flag or its absence, and what is hidden, in whole sentences; translated. */
const char *effort_reason(struct arena *arena, const struct effort_row *row);
/* One line each, translated: the funnel ("1.090 invited, 1.090 began, 208 completed, 208 in work"); the
 * shares with the interval; what else is known; the rest of the target group. Hidden cells are * and stay
 * hidden. */
const char *effort_funnel_text(struct arena *arena, const struct effort_row *row);
const char *effort_rates_text(struct arena *arena, const struct effort_row *row);
const char *effort_beside_text(struct arena *arena, const struct effort_row *row);
const char *effort_rest_text(struct arena *arena, const struct effort_row *row);
/* Who decided, when and why, with the figures of the day; "" when nothing is decided. */
const char *effort_decision_text(struct arena *arena, const struct effort_row *row);
/* Funnel and shares: what is kept with a decision. */
const char *effort_figures(struct arena *arena, const struct effort_row *row);
/* The scale an effort's interval is drawn on: all of the report's, so that they can be compared. */
double effect_report_top(const struct effect_report *report);
/* What is counted, in whole sentences; translated. */
const char *effect_definition(void);
/* "Version 1 · 2.569 forløb …": which data; translated, without the hash. */
const char *effect_data_text(struct arena *arena, const struct effect_report *report);
const char *effort_cell_label(enum effort_cell cell); /* translated */
/* "1.090", "*" where hidden. */
const char *effort_count_text(struct arena *arena, const struct effort_row *row, enum effort_cell cell);
const char *number_text(struct arena *arena, int64_t number); /* thousands parted: "1.090", "1,090" */

/* What stands in a decision must be there. err says what is missing. */
NODISCARD bool effort_decision_is_complete(const struct effort_decision *decision,
					   const struct effort_row *row, struct date today, struct err *err);

#endif
