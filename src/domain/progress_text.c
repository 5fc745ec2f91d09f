/* progress_text.c - trends of the progress measure, and how they are said. */
#include "samtale/base/tr.h"
#include "samtale/domain/progress.h"

double *progress_trend(const struct progress *progress, enum progress_side side, enum progress_track track,
		       struct arena *arena)
{
	double *values = arena_array(arena, progress->count, sizeof(*values));

	for (size_t i = 0; i < progress->count; i++)
		values[i] = progress->rounds[i].values[side][track];
	return values;
}

/* The index of the latest value among the first `count`; count when there is none. */
static size_t last_value(const double *values, size_t count)
{
	for (size_t i = count; i-- > 0;)
		if (values[i] >= 0)
			return i;
	return count;
}

bool progress_latest(const double *values, size_t count, double *latest)
{
	size_t at = last_value(values, count);

	if (at == count)
		return false;
	*latest = values[at];
	return true;
}

bool progress_change(const double *values, size_t count, double *change)
{
	size_t at = last_value(values, count), before;

	if (at == count)
		return false;
	before = last_value(values, at);
	if (before == at)
		return false;
	*change = values[at] - values[before];
	return true;
}

double progress_scale(const double *values, size_t count)
{
	double top = PROGRESS_TOP;

	for (size_t i = 0; i < count; i++)
		top = values[i] > top ? values[i] : top;
	return top;
}

static const char *tenths_text(struct arena *arena, const char *sign, int tenths)
{
	return arena_printf(arena, "%s%d%s%d", sign, tenths / 10, tr_language() == LANGUAGE_DA ? "," : ".",
			    tenths % 10);
}

const char *progress_value_text(struct arena *arena, double value)
{
	return value < 0 ? "–" : tenths_text(arena, "", (int)(value * 10 + 0.5));
}

const char *progress_change_text(struct arena *arena, double change)
{
	int tenths = (int)((change < 0 ? -change : change) * 10 + 0.5);

	return tenths_text(arena, !tenths ? "" : change < 0 ? "-" : "+", tenths);
}

const char *progress_next_text(const struct progress *progress, struct date today, struct arena *arena)
{
	const char *due;

	if (!date_is_set(progress->due))
		return "";
	due = date_long(arena, progress->due);
	if (progress->waiting && progress->missing[PROGRESS_CITIZEN])
		return arena_printf(arena, _("Waiting for the citizen's answers, %s at the latest."), due);
	if (progress->waiting)
		return arena_printf(arena, _("Waiting for the caseworker's answers, %s at the latest."), due);
	if (date_compare(progress->due, today) < 0)
		return arena_printf(arena, _("The next measure was due %s."), due);
	return arena_printf(arena, _("The next measure is due %s."), due);
}
