/* progress.h - the two-sided progress measure (måling af fremdrift): what the citizen says and what the
 * caseworker says, each thirteenth week, in three tracks that run beside each other.
 *
 * A sitting is one side's answers, given in one conversation. The two sides' sittings make a round when the
 * second comes within 91 days of the first. Neither side's numbers are seen before both are given:
 * progress_build() leaves the values of every other round out, so nothing built on it can show them too
 * early. After a round is whole, the next sitting opens the next one; the same side again in a round that
 * waits takes the place of what it said. The next round is due 91 days after the latest whole one was
 * completed, or after the first measure.
 *
 * A track is no step on the way to the next one, so no sum of them is made.
 *
 * Series are named SIDE.TRACK.QUESTION ("citizen.job.MB01"), as guides feed them; a series of another name is
 * one of its own. */
#ifndef SAMTALE_DOMAIN_PROGRESS_H
#define SAMTALE_DOMAIN_PROGRESS_H

#include "samtale/domain/plan.h"

#define PROGRESS_ROUND_DAYS 91
#define PROGRESS_TOP 10.0 /* of the scale; it begins at 0 */
#define PROGRESS_NO_VALUE (-1.0)

enum progress_side { PROGRESS_CITIZEN, PROGRESS_CASEWORKER, PROGRESS_SIDES };
enum progress_track { PROGRESS_JOB, PROGRESS_HEALTH, PROGRESS_SKILLS, PROGRESS_TRACKS };

/* Words of series and of --json: "citizen", "caseworker"; "job", "health", "skills". */
const char *progress_side_name(enum progress_side side);
const char *progress_track_name(enum progress_track track);
const char *progress_side_label(enum progress_side side);    /* translated */
const char *progress_track_label(enum progress_track track); /* translated */
/* The id of the guide that asks the side. */
const char *progress_side_guide(enum progress_side side);
/* Reads "SIDE.TRACK", alone or before ".QUESTION"; false for any other text. */
NODISCARD bool progress_series_read(const char *series, enum progress_side *side, enum progress_track *track);

struct progress_round {
	struct date opened;                /* the first side's day */
	struct date given[PROGRESS_SIDES]; /* unset: not given */
	struct date completed; /* the second side's day; unset: not whole, and values are left out */
	double values[PROGRESS_SIDES]
		     [PROGRESS_TRACKS]; /* means; PROGRESS_NO_VALUE where nothing was answered */
};

/* A series that stands alone, such as the one question of a job conversation. */
struct progress_series {
	const char *name;
	const char *label; /* how a guide asks it; the name until somebody has looked it up */
	struct date latest;
	double *values; /* oldest first; never empty */
	size_t count;
};

struct progress {
	struct progress_round *rounds; /* oldest first */
	size_t count;
	bool waiting;                 /* the last round still waits for its other side */
	bool missing[PROGRESS_SIDES]; /* what to ask next */
	struct date due;              /* of what is missing; unset: never measured */
	struct progress_series *others;
	size_t other_count;
};

/* measures: of one citizen, by series, then date, then id (as struct plan has them). Of two values of one
 * series and conversation the later counts. Texts are borrowed from measures, the rest is in the arena. */
void progress_build(const struct measure *measures, size_t count, struct date today, struct arena *arena,
		    struct progress *progress);

/* One side's sitting where its values are not wanted: whose rounds are due. By date. */
struct progress_sitting {
	int64_t conversation;
	enum progress_side side;
	struct date date;
	double sums[PROGRESS_TRACKS];
	int counts[PROGRESS_TRACKS];
};
void progress_from_sittings(struct progress_sitting *sittings, size_t count, struct date today,
			    struct arena *arena, struct progress *progress);

/* One side's values in a track, a round each, PROGRESS_NO_VALUE where there is none: count of them. In the
 * arena. */
double *progress_trend(const struct progress *progress, enum progress_side side, enum progress_track track,
		       struct arena *arena);
/* The latest value of a trend, and how much it moved from the value before it. False: no value, no two
 * values. */
bool progress_latest(const double *values, size_t count, double *latest);
bool progress_change(const double *values, size_t count, double *change);
/* The scale a trend is drawn on: the progress scale, or the highest value where that is more. */
double progress_scale(const double *values, size_t count);

/* "6,3" or "6.3"; "–" for no value. "+0,7", "-0,3", "0,0". In the arena. */
const char *progress_value_text(struct arena *arena, double value);
const char *progress_change_text(struct arena *arena, double change);
/* "" when nobody has been measured; else what is waited for or when the next round is due, as one sentence.
 */
const char *progress_next_text(const struct progress *progress, struct date today, struct arena *arena);

#endif
