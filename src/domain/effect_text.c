/* effect_text.c - how the figures of an effort are said. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"

const char *effort_cell_label(enum effort_cell cell)
{
	static const char *const labels[EFFORT_CELLS] = {
		[EFFORT_INVITED] = N_("invited"),     [EFFORT_STARTED] = N_("began"),
		[EFFORT_COMPLETED] = N_("completed"), [EFFORT_IN_WORK] = N_("in work"),
		[EFFORT_HOURS] = N_("hours of work"), [EFFORT_EDUCATION] = N_("in education"),
		[EFFORT_OTHER] = N_("other outcome"), [EFFORT_UNKNOWN] = N_("unknown"),
	};

	return tr(labels[cell]);
}

const char *number_text(struct arena *arena, int64_t number)
{
	const char *mark = tr_language() == LANGUAGE_DA ? "." : ",";
	const char *text;

	if (number < 0)
		return arena_printf(arena, "-%s", number_text(arena, -number));
	if (number < 1000)
		return arena_printf(arena, "%d", (int)number);
	text = number_text(arena, number / 1000);
	return arena_printf(arena, "%s%s%03d", text, mark, (int)(number % 1000));
}

const char *share_text(struct arena *arena, double share)
{
	int tenths = share_tenths(share);

	return arena_printf(arena, "%d%s%d %%", tenths / 10, tr_language() == LANGUAGE_DA ? "," : ".",
			    tenths % 10);
}

const char *effort_count_text(struct arena *arena, const struct effort_row *row, enum effort_cell cell)
{
	return row->hidden[cell] ? "*" : number_text(arena, row->counts[cell]);
}

bool effort_rate_is_shown(const struct effort_row *row, enum effort_cell denominator)
{
	return !row->hidden[EFFORT_IN_WORK] && !row->hidden[denominator] && row->counts[denominator] > 0;
}

int64_t effort_cost_per_outcome(const struct effort_row *row)
{
	int64_t in_work = row->counts[EFFORT_IN_WORK];

	if (in_work == 0 || !effort_rate_is_shown(row, EFFORT_STARTED))
		return -1;
	return (row->effort->unit_cost_ore * row->counts[EFFORT_STARTED] + in_work / 2) / in_work;
}

bool effort_is_closed(const struct effort_row *row)
{
	return row->decision != NULL && row->decision->act == EFFORT_CLOSE;
}

static bool is_anything_hidden(const struct effort_row *row)
{
	for (int cell = 0; cell < EFFORT_CELLS; cell++)
		if (row->hidden[cell])
			return true;
	return false;
}

static const char *verdict_text(struct arena *arena, const struct effort_row *row)
{
	switch (row->verdict) {
	case EFFORT_NOBODY: return _("Nobody has been invited.");
	case EFFORT_TOO_FEW:
		return arena_printf(arena, _("Too few to judge: fewer than %d invited."), EFFORT_FEW);
	case EFFORT_UNDER_WAY:
		return _("Not judged: everybody is still under way, and no outcome is recorded.");
	case EFFORT_NO_REST:
		return _("Not judged: there is nobody else in the same target group to compare with.");
	case EFFORT_NOT_BELOW:
	case EFFORT_BELOW:
	case EFFORT_VERDICTS: break;
	}
	if (row->rest_hidden || row->hidden[EFFORT_IN_WORK])
		return row->flagged
			       ? _("Ought to be closed: the upper bound lies below the rest of the same "
				   "target group.")
			       : _("The upper bound does not lie below the rest of the same target group.");
	return arena_printf(
		arena,
		row->flagged
			? _("Ought to be closed: the upper bound of %s lies below the rest of the same "
			    "target group, %s.")
			: _("The upper bound of %s does not lie below the rest of the same target group, "
			    "%s."),
		share_text(arena, row->high), share_text(arena, row->rest_rate));
}

const char *effort_reason(struct arena *arena, const struct effort_row *row)
{
	const char *verdict = verdict_text(arena, row);

	if (!is_anything_hidden(row))
		return verdict;
	return arena_printf(arena, "%s %s", verdict,
			    _("Counts of one to four are hidden, and what they could be computed from."));
}

const char *effort_funnel_text(struct arena *arena, const struct effort_row *row)
{
	return arena_printf(arena, _("%s invited, %s began, %s completed, %s in work"),
			    effort_count_text(arena, row, EFFORT_INVITED),
			    effort_count_text(arena, row, EFFORT_STARTED),
			    effort_count_text(arena, row, EFFORT_COMPLETED),
			    effort_count_text(arena, row, EFFORT_IN_WORK));
}

const char *effort_rates_text(struct arena *arena, const struct effort_row *row)
{
	const char *invited;

	if (row->counts[EFFORT_INVITED] == 0)
		return _("No share: nobody has been invited.");
	if (!effort_rate_is_shown(row, EFFORT_INVITED))
		return _("The shares are hidden: too few people.");
	invited = arena_printf(arena, _("%s of the invited (%s to %s)"), share_text(arena, row->rate_invited),
			       share_text(arena, row->low), share_text(arena, row->high));
	if (!effort_rate_is_shown(row, EFFORT_STARTED))
		return invited;
	return arena_printf(arena, _("%s, %s of those who began"), invited,
			    share_text(arena, row->rate_started));
}

const char *effort_beside_text(struct arena *arena, const struct effort_row *row)
{
	int64_t cost = effort_cost_per_outcome(row);
	const char *text = arena_printf(arena, _("%s unknown, %s with hours of work, %s in education"),
					effort_count_text(arena, row, EFFORT_UNKNOWN),
					effort_count_text(arena, row, EFFORT_HOURS),
					effort_count_text(arena, row, EFFORT_EDUCATION));

	if (cost < 0)
		return text;
	return arena_printf(arena, _("%s; %s kr for each in work"), text,
			    number_text(arena, (cost + 50) / 100));
}

const char *effort_rest_text(struct arena *arena, const struct effort_row *row)
{
	if (row->rest == 0)
		return _("The rest of the same target group: nobody.");
	if (row->rest_hidden)
		return _("The rest of the same target group: hidden.");
	return arena_printf(arena, _("The rest of the same target group: %s in work (%s people)."),
			    share_text(arena, row->rest_rate), number_text(arena, row->rest));
}

const char *effort_decision_text(struct arena *arena, const struct effort_row *row)
{
	const struct effort_decision *decision = row->decision;
	const char *text;

	if (decision == NULL)
		return "";
	text = arena_printf(arena,
			    decision->act == EFFORT_CLOSE ? _("Closed %s by %s: %s")
							  : _("Opened again %s by %s: %s"),
			    date_long(arena, decision->date), decision->author_name, decision->reason);
	if (row->heads > 1)
		text = arena_printf(
			arena, "%s %s", text,
			_("Two people have decided at the same time: decide once more which holds."));
	return arena_printf(arena, _("%s (The figures then: %s.)"), text, decision->figures);
}

const char *effort_figures(struct arena *arena, const struct effort_row *row)
{
	return arena_printf(arena, "%s; %s", effort_funnel_text(arena, row), effort_rates_text(arena, row));
}

double effect_report_top(const struct effect_report *report)
{
	double top = 0.1;

	for (size_t i = 0; i < report->count; i++) {
		const struct effort_row *row = &report->rows[i];

		if (effort_rate_is_shown(row, EFFORT_INVITED) && row->high > top)
			top = row->high;
		if (!row->rest_hidden && row->rest_rate > top)
			top = row->rest_rate;
	}
	return top;
}

const char *effect_definition(void)
{
	return _("A person counts once in an effort. In work: an outcome JOB is recorded for the effort; "
		 "hours of work "
		 "and education are counted for themselves. The interval is Wilson's, 95 %, of all who were "
		 "invited. "
		 "Unknown: invited, and no outcome is recorded. Cost: the price of a participant times those "
		 "who began, "
		 "by those in work. Compared with people of the same target groups who are not in the "
		 "effort. A count of "
		 "one to four is hidden (*).");
}

const char *effect_data_text(struct arena *arena, const struct effect_report *report)
{
	const char *counts = arena_printf(arena, _("%s citizens, %s efforts, %s enrolments, %s outcomes"),
					  number_text(arena, (int64_t)report->citizens),
					  number_text(arena, (int64_t)report->count),
					  number_text(arena, (int64_t)report->enrolments),
					  number_text(arena, (int64_t)report->outcomes));

	if (date_is_set(report->newest))
		counts = arena_printf(arena, _("%s, the latest of %s"), counts, date_long(arena, report->newest));
	if (!report->moved)
		return counts;
	return arena_printf(arena, _("%s; those who have moved to another unit count there (%s)"), counts,
			    number_text(arena, report->moved));
}

bool effort_decision_is_complete(const struct effort_decision *decision, const struct effort_row *row,
				 struct date today, struct err *err)
{
	bool closes = decision->act == EFFORT_CLOSE;

	if (row->heads < 2 && closes == effort_is_closed(row))
		return err_set(err, ERR_REFUSED, "%s",
			       closes ? _("The effort is closed already. Press Esc and read why.")
				      : _("The effort is open. There is nothing to open again."));
	if (str_is_empty(decision->reason))
		return err_set(err, ERR_INPUT, "%s",
			       _("Write the reason: it is what others read afterwards."));
	if (!date_is_set(decision->date) || date_compare(decision->date, today) > 0)
		return err_set(err, ERR_INPUT, "%s",
			       _("A decision is made today or earlier. Write the day it was made."));
	return true;
}
