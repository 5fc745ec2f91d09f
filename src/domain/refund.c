#include "samtale/domain/refund.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define WEEK_DAYS 7
#define MONDAY_SHIFT 3 /* 1970-01-01 was a Thursday */

/* ---- the ladder ----------------------------------------------------------------------------------- */

/* "1-4:80|5-26:40|27-52:30|53-:20" (rule_check.h has seen to the shape of what is shipped). */
static bool read_steps(const char *text, struct refund_ladder *ladder)
{
	while (*text != '\0' && ladder->count < REFUND_STEPS_MAX) {
		struct refund_step *step = &ladder->steps[ladder->count++];
		char *end;

		step->first = (int)strtol(text, &end, 10);
		if (*end != '-')
			return false;
		text = end + 1;
		step->last = *text == ':' ? INT_MAX : (int)strtol(text, &end, 10);
		text = *text == ':' ? text : end;
		if (*text != ':')
			return false;
		step->percent = (int)strtol(text + 1, &end, 10);
		text = *end == '|' ? end + 1 : end;
	}
	return *text == '\0' && ladder->count > 0;
}

static bool read_window(const char *text, struct refund_ladder *ladder)
{
	static const char between[] = " of last ";
	char *end;

	ladder->reset_weeks = (int)strtol(text, &end, 10);
	if (strncmp(end, between, strlen(between)) != 0)
		return false;
	ladder->window_weeks = (int)strtol(end + strlen(between), &end, 10);
	return *end == '\0' && ladder->reset_weeks > 0 && ladder->window_weeks >= ladder->reset_weeks;
}

static struct date first_day(const struct rules *rules, const char *key)
{
	struct date first = DATE_NONE;

	for (size_t i = 0; i < rules->count; i++)
		if (str_equal(rules->rows[i].key, key) &&
		    (!date_is_set(first) || date_compare(rules->rows[i].from, first) < 0))
			first = rules->rows[i].from;
	return first;
}

static bool refuse_value(const struct rule *row, struct err *err)
{
	return err_set(err, ERR_INPUT,
		       _("The rule “%s” cannot be read: “%s”. Correct the row in the rule files; samtale "
			 "rules check "
			 "tells how."),
		       row->key, row->value);
}

bool refund_ladder_read(const struct rules *rules, struct date on, struct refund_ladder *ladder,
			struct err *err)
{
	int kroner;

	*ladder = (struct refund_ladder){ .begins = first_day(rules, "refund.pct") };
	if (!rule_find(rules, "refund.pct", 0, on, &ladder->percent_row, err) ||
	    !rule_find(rules, "refund.reset.weeks", 0, on, &ladder->reset_row, err) ||
	    !rule_number(rules, "refund.week.kroner", 0, on, &kroner, &ladder->weekly_row, err))
		return false;
	ladder->weekly = (int64_t)kroner * 100;
	if (!read_steps(ladder->percent_row->value, ladder))
		return refuse_value(ladder->percent_row, err);
	return read_window(ladder->reset_row->value, ladder) || refuse_value(ladder->reset_row, err);
}

int refund_step_of(const struct refund_ladder *ladder, int week)
{
	for (int i = 0; i < ladder->count; i++)
		if (week <= ladder->steps[i].last)
			return i;
	return ladder->count - 1;
}

/* ---- weeks ---------------------------------------------------------------------------------------- */

enum refund_status refund_status_of(const char *benefit)
{
	static const char *const others[] = { "løntilskud",
					      "fleksjob",
					      "fleksløntilskud",
					      "flekslønstilskud",
					      "jobrotation",
					      "førtidspension",
					      "seniorpension",
					      "tidlig pension",
					      "efterløn",
					      "folkepension",
					      "su" };

	if (str_is_empty(benefit))
		return REFUND_SELF;
	for (size_t i = 0; i < LENGTH(others); i++)
		if (str_equal(benefit, others[i]))
			return REFUND_OTHER;
	return REFUND_BENEFIT;
}

/* Monday to Sunday, numbered; the first whole one after 1970 began is 1. */
static int week_of(struct date date)
{
	int day = date.day + MONDAY_SHIFT;

	return day >= 0 ? day / WEEK_DAYS : -((-day + WEEK_DAYS - 1) / WEEK_DAYS);
}

static struct date monday_of(int week)
{
	return (struct date){ week * WEEK_DAYS - MONDAY_SHIFT };
}

/* The weeks from first on, each with the status that goes before the others on any of its days. */
struct weeks {
	unsigned char *status;
	int first, count;
	bool last_is_whole;
};

static bool is_self_support(const struct weeks *weeks, int week)
{
	return weeks->status[week] == REFUND_SELF && (week + 1 < weeks->count || weeks->last_is_whole);
}

static void mark_spell(struct weeks *weeks, const struct benefit_spell *spell, struct date on)
{
	enum refund_status status = refund_status_of(spell->benefit);
	struct date to = date_is_set(spell->to) && date_compare(spell->to, on) < 0 ? spell->to : on;
	int from = date_is_set(spell->from) ? week_of(spell->from) - weeks->first : 0;

	if (status == REFUND_SELF || (date_is_set(spell->from) && date_compare(spell->from, to) > 0))
		return;
	for (int week = from > 0 ? from : 0; week <= week_of(to) - weeks->first && week < weeks->count;
	     week++)
		if (weeks->status[week] != REFUND_BENEFIT)
			weeks->status[week] = (unsigned char)status;
}

/* Walks the weeks; counts on the ladder, and the self-support that takes it back to the foot. */
static void walk(const struct refund_ladder *ladder, const struct weeks *weeks, struct refund_place *place)
{
	int reset = 0; /* the first week that counts towards a reset */

	for (int week = 0; week < weeks->count; week++) {
		int window = week - ladder->window_weeks + 1;

		place->running = weeks->status[week] == REFUND_BENEFIT;
		if (place->running) {
			place->weeks++;
			place->known = true;
		}
		/* Self-support before the first benefit week leads nowhere. */
		if (place->weeks == 0) {
			reset = week + 1;
			continue;
		}
		place->self_support += is_self_support(weeks, week);
		if (window > reset && weeks->status[window - 1] == REFUND_SELF)
			place->self_support--;
		if (place->self_support < ladder->reset_weeks)
			continue;
		place->weeks = 0;
		place->self_support = 0;
		reset = week + 1;
	}
}

static void find_drop(const struct refund_ladder *ladder, int week, struct refund_place *place)
{
	int first = ladder->steps[place->step].last;

	place->drop = DATE_NONE;
	place->next_percent = place->percent;
	if (place->step + 1 >= ladder->count)
		return;
	place->drop = monday_of(week + first + 1 - place->weeks);
	place->next_percent = ladder->steps[place->step + 1].percent;
}

void refund_place(const struct refund_ladder *ladder, const struct benefit_spell *spells, size_t count,
		  struct date on, struct arena *arena, struct refund_place *place)
{
	struct weeks weeks = { .first = week_of(ladder->begins),
			       .last_is_whole = date_weekday(on) == WEEKDAY_SUN };

	*place = (struct refund_place){ .drop = DATE_NONE };
	weeks.count = week_of(on) - weeks.first + 1;
	if (weeks.count > 0) {
		weeks.status = arena_array(arena, (size_t)weeks.count, sizeof(*weeks.status));
		for (size_t i = 0; i < count; i++)
			mark_spell(&weeks, &spells[i], on);
		walk(ladder, &weeks, place);
	}
	place->step = refund_step_of(ladder, place->running ? place->weeks : place->weeks + 1);
	place->percent = ladder->steps[place->step].percent;
	if (place->running)
		find_drop(ladder, week_of(on), place);
}
