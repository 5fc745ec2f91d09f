#include "domain/deadline_text.h"

#include "domain/day_text.h"
#include "samtale/base/tr.h"

#define FEW_WORKING_DAYS 2

struct sentence {
	const struct deadline_rule *rule;
	const struct deadline *deadline;
	struct arena *arena;
};

static int year_of(struct date date)
{
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	return year;
}

/* The year is said only where it is another than that of the day the whole began. */
static const char *day(const struct sentence *sentence, struct date date)
{
	return day_text(sentence->arena, date, year_of(date) != year_of(sentence->deadline->sent));
}

static const char *count_text(struct arena *arena, enum deadline_unit unit, int length)
{
	switch (unit) {
	case DEADLINE_DAYS:
		return arena_printf(arena, tr_count("%d day", "%d days", length), length);
	case DEADLINE_WORKING_DAYS:
		return arena_printf(arena, tr_count("%d working day", "%d working days", length), length);
	case DEADLINE_WEEKS:
		return arena_printf(arena, tr_count("%d week", "%d weeks", length), length);
	case DEADLINE_WEEKS_THROUGH:
		return arena_printf(arena, _("the end of week %d"), length);
	case DEADLINE_MONTHS:
		return arena_printf(arena, tr_count("%d month", "%d months", length), length);
	case DEADLINE_WHOLE_MONTHS:
		return arena_printf(arena, tr_count("%d whole month", "%d whole months", length), length);
	}
	BUG("a deadline unit that has no name");
}

static const char *length_text(const struct sentence *sentence, int length)
{
	const char *text = count_text(sentence->arena, sentence->rule->unit, length);

	if (sentence->deadline->rule->confidence == RULE_DEFAULT)
		return arena_printf(sentence->arena, _("%s (editable default)"), text);
	return text;
}

static const char *way_text(const struct sentence *sentence, enum channel channel)
{
	const char *sent = day(sentence, sentence->deadline->sent);

	if (sentence->rule->start != NULL)
		return _(sentence->rule->start);
	if (channel == CHANNEL_LETTER)
		return arena_printf(sentence->arena, _("letter of %s"), sent);
	if (channel == CHANNEL_QLETTER)
		return arena_printf(sentence->arena, _("Q-letter of %s"), sent);
	return channel_label(channel);
}

static const char *closed_name(struct date date)
{
	const char *name = calendar_name(date);
	int year, month, at;

	if (name != NULL)
		return _(name);
	if (date_weekday(date) == WEEKDAY_SAT)
		return _("Saturday");
	if (date_weekday(date) == WEEKDAY_SUN)
		return _("Sunday");
	date_to_ymd(date, &year, &month, &at);
	return date_compare(date, date_add_days(calendar_easter(year), 40)) == 0 ? _("the Friday after Ascension")
										  : _("a day the municipality is closed");
}

static int working_days(struct date after, struct date through, struct date *last)
{
	int count = 0;

	for (struct date at = date_add_days(after, 1); date_compare(at, through) <= 0;
	     at = date_add_days(at, 1)) {
		if (!calendar_is_working(at))
			continue;
		*last = at;
		count++;
	}
	return count;
}

/* What the caseworker has to see beside the date: that it moved, or that few working days are left. */
static const char *remark(const struct sentence *sentence)
{
	const struct deadline *deadline = sentence->deadline;
	struct date last = DATE_NONE;
	int count;

	if (date_compare(deadline->counted, deadline->due) != 0)
		return arena_printf(sentence->arena, _(" (moved from %s %s)"), closed_name(deadline->counted),
				    day(sentence, deadline->counted));
	count = working_days(deadline->received, deadline->due, &last);
	if (count > 0 && !calendar_is_working(deadline->due))
		return arena_printf(sentence->arena, _(" (last working day: %s)"), day(sentence, last));
	if (count <= FEW_WORKING_DAYS && !sentence->rule->moves)
		return arena_printf(sentence->arena,
				    tr_count(" (only %d working day)", " (only %d working days)", count),
				    count);
	return "";
}

const char *deadline_sentence(const struct deadline_rule *rule, const struct deadline *deadline, int length,
			      enum channel channel, struct arena *arena)
{
	struct sentence sentence = { rule, deadline, arena };

	return arena_printf(arena, _("%s from %s, %s: %s%s"), length_text(&sentence, length),
			    day(&sentence, deadline->received), way_text(&sentence, channel),
			    day(&sentence, deadline->due), remark(&sentence));
}

const char *deadline_delivery_sentence(const struct deadline *deadline, int days, struct arena *arena)
{
	struct sentence sentence = { NULL, deadline, arena };
	const char *counted = "", *skipped = "";

	for (struct date at = date_add_days(deadline->sent, 1); date_compare(at, deadline->received) <= 0;
	     at = date_add_days(at, 1)) {
		if (calendar_is_working(at))
			counted = arena_printf(arena, "%s%s%s", counted, *counted ? ", " : "", day(&sentence, at));
		else if (calendar_name(at) != NULL)
			skipped = arena_printf(arena, "%s%s%s (%s)", skipped, *skipped ? ", " : "",
					       day(&sentence, at), _(calendar_name(at)));
	}
	counted = arena_printf(arena, _("%s after %s: %s"), count_text(arena, DEADLINE_WORKING_DAYS, days),
			       day(&sentence, deadline->sent), counted);
	return *skipped ? arena_printf(arena, _("%s; not %s"), counted, skipped) : counted;
}
