#include "samtale/domain/progress.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* ---- words ---------------------------------------------------------------------------------------- */

static const struct {
	const char *name, *label, *guide;
} sides[PROGRESS_SIDES] = {
	[PROGRESS_CITIZEN] = { "citizen", N_("Citizen"), "maaling-borger" },
	[PROGRESS_CASEWORKER] = { "caseworker", N_("Caseworker"), "maaling-raadgiver" },
};

static const struct {
	const char *name, *label;
} tracks[PROGRESS_TRACKS] = {
	[PROGRESS_JOB] = { "job", N_("Job") },
	[PROGRESS_HEALTH] = { "health", N_("Health, everyday") },
	[PROGRESS_SKILLS] = { "skills", N_("Skills") },
};

const char *progress_side_name(enum progress_side side)
{
	return sides[side].name;
}

const char *progress_track_name(enum progress_track track)
{
	return tracks[track].name;
}

const char *progress_side_label(enum progress_side side)
{
	return _(sides[side].label);
}

const char *progress_track_label(enum progress_track track)
{
	return _(tracks[track].label);
}

const char *progress_side_guide(enum progress_side side)
{
	return sides[side].guide;
}

static bool is_word(const char *text, size_t bytes, const char *word)
{
	return strlen(word) == bytes && !memcmp(text, word, bytes);
}

bool progress_series_read(const char *series, enum progress_side *side, enum progress_track *track)
{
	size_t first = strcspn(series, "."), second;
	const char *rest = series + first + 1;

	if (!series[first])
		return false;
	second = strcspn(rest, ".");
	for (int s = 0; s < PROGRESS_SIDES; s++)
		for (int t = 0; t < PROGRESS_TRACKS; t++)
			if (is_word(series, first, sides[s].name) && is_word(rest, second, tracks[t].name)) {
				*side = (enum progress_side)s;
				*track = (enum progress_track)t;
				return true;
			}
	return false;
}

/* ---- sittings ------------------------------------------------------------------------------------- */

struct sittings {
	struct progress_sitting *rows;
	size_t count;
	struct arena *arena;
};

static struct progress_sitting *sitting_of(struct sittings *sittings, const struct measure *measure,
					   enum progress_side side)
{
	struct progress_sitting *row;

	for (size_t i = 0; i < sittings->count; i++) {
		row = &sittings->rows[i];
		if (row->conversation == measure->conversation && row->side == side)
			return row;
	}
	sittings->rows =
		arena_grow(sittings->arena, sittings->rows, sittings->count, sizeof(*sittings->rows));
	row = &sittings->rows[sittings->count++];
	*row = (struct progress_sitting){ measure->conversation, side, measure->date, { 0 }, { 0 } };
	return row;
}

/* A correction is a later value of the same series and conversation. */
static bool is_corrected(const struct measure *measures, size_t count, size_t at)
{
	for (size_t i = at + 1; i < count && str_equal(measures[i].series, measures[at].series); i++)
		if (measures[i].conversation == measures[at].conversation)
			return true;
	return false;
}

/* The day of a sitting is that of its first value, so that a correction does not move it. */
static void sitting_add(struct sittings *sittings, const struct measure *measure, enum progress_side side,
			enum progress_track track, bool corrected)
{
	struct progress_sitting *sitting = sitting_of(sittings, measure, side);

	if (date_compare(measure->date, sitting->date) < 0)
		sitting->date = measure->date;
	if (corrected)
		return;
	sitting->sums[track] += measure->value;
	sitting->counts[track]++;
}

/* ---- rounds --------------------------------------------------------------------------------------- */

static bool is_whole(const struct progress_round *round)
{
	return date_is_set(round->completed);
}

static bool takes(const struct progress_round *round, struct date date)
{
	return !is_whole(round) && date_days_between(round->opened, date) < PROGRESS_ROUND_DAYS;
}

static struct progress_round *round_open(struct progress *progress, struct date date, struct arena *arena)
{
	struct progress_round *round;

	progress->rounds = arena_grow(arena, progress->rounds, progress->count, sizeof(*progress->rounds));
	round = &progress->rounds[progress->count++];
	*round = (struct progress_round){ .opened = date, .completed = DATE_NONE };
	for (int s = 0; s < PROGRESS_SIDES; s++)
		round->given[s] = DATE_NONE;
	return round;
}

static void round_give(struct progress_round *round, const struct progress_sitting *sitting)
{
	bool whole = true;

	round->given[sitting->side] = sitting->date;
	for (int t = 0; t < PROGRESS_TRACKS; t++)
		round->values[sitting->side][t] =
			sitting->counts[t] ? sitting->sums[t] / sitting->counts[t] : PROGRESS_NO_VALUE;
	for (int s = 0; s < PROGRESS_SIDES; s++)
		whole &= date_is_set(round->given[s]);
	if (whole)
		round->completed = sitting->date;
}

static void round_hide(struct progress_round *round)
{
	for (int s = 0; s < PROGRESS_SIDES && !is_whole(round); s++)
		for (int t = 0; t < PROGRESS_TRACKS; t++)
			round->values[s][t] = PROGRESS_NO_VALUE;
}

static int sitting_order(const void *left, const void *right)
{
	const struct progress_sitting *a = left, *b = right;

	if (date_compare(a->date, b->date))
		return date_compare(a->date, b->date);
	return (a->conversation > b->conversation) - (a->conversation < b->conversation);
}

static struct date due_date(const struct progress *progress)
{
	if (!progress->count)
		return DATE_NONE;
	for (size_t i = progress->count; i-- > 0;)
		if (is_whole(&progress->rounds[i]))
			return date_add_days(progress->rounds[i].completed, PROGRESS_ROUND_DAYS);
	return date_add_days(progress->rounds[0].opened, PROGRESS_ROUND_DAYS);
}

void progress_from_sittings(struct progress_sitting *sittings, size_t count, struct date today,
			    struct arena *arena, struct progress *progress)
{
	struct progress_round *last = NULL;

	*progress = (struct progress){ 0 };
	if (count)
		qsort(sittings, count, sizeof(*sittings), sitting_order);
	for (size_t i = 0; i < count; i++) {
		if (!last || !takes(last, sittings[i].date))
			last = round_open(progress, sittings[i].date, arena);
		round_give(last, &sittings[i]);
	}
	for (size_t i = 0; i < progress->count; i++)
		round_hide(&progress->rounds[i]);
	progress->waiting = last && takes(last, today);
	for (int s = 0; s < PROGRESS_SIDES; s++)
		progress->missing[s] = !progress->waiting || !date_is_set(last->given[s]);
	progress->due = due_date(progress);
}

/* ---- series of their own -------------------------------------------------------------------------- */

static void other_add(struct progress *progress, const struct measure *measure, struct arena *arena)
{
	struct progress_series *series =
		progress->other_count ? &progress->others[progress->other_count - 1] : NULL;

	if (!series || !str_equal(series->name, measure->series)) {
		progress->others =
			arena_grow(arena, progress->others, progress->other_count, sizeof(*progress->others));
		series = &progress->others[progress->other_count++];
		*series = (struct progress_series){ .name = measure->series, .label = measure->series };
	}
	series->values = arena_grow(arena, series->values, series->count, sizeof(*series->values));
	series->values[series->count++] = measure->value;
	series->latest = measure->date;
}

void progress_build(const struct measure *measures, size_t count, struct date today, struct arena *arena,
		    struct progress *progress)
{
	struct sittings sittings = { .arena = arena };
	struct progress others = { 0 };
	enum progress_side side;
	enum progress_track track;

	for (size_t i = 0; i < count; i++) {
		bool corrected = is_corrected(measures, count, i);

		if (progress_series_read(measures[i].series, &side, &track))
			sitting_add(&sittings, &measures[i], side, track, corrected);
		else if (!corrected)
			other_add(&others, &measures[i], arena);
	}
	progress_from_sittings(sittings.rows, sittings.count, today, arena, progress);
	progress->others = others.others;
	progress->other_count = others.other_count;
}
