/* followup.c - when it is asked how it went, and what makes an answer whole. */
#include "samtale/domain/followup.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define LAST_ROUND_OPEN_MONTHS 3
#define HOURS_MOST 60
#define EDUCATION_UNDER 30

const int followup_months[FOLLOWUP_ROUNDS] = { 1, 3, 6, 12 };

const struct word followup_statuses[] = {
	{ "JOB", N_("in a job") },
	{ "JOB_HOURS", N_("some hours, beside a benefit") },
	{ "EDUCATION", N_("in education (under 30)") },
	{ "BENEFIT", N_("on a benefit") },
	{ "SELF", N_("supports themselves") },
	{ "OTHER", N_("other: leave, pension, moved abroad") },
	{ "UNKNOWN", N_("not known") },
	{ NULL, NULL },
};

/* The stored words are those that imports bring: one vocabulary, whoever wrote the row. */
const struct word followup_sources[] = {
	{ "borger", N_("the citizen") },
	{ "arbejdsgiver", N_("the employer") },
	{ "register", N_("the register") },
	{ NULL, NULL },
};

const char *followup_status_label(const char *status)
{
	return word_label(followup_statuses, status);
}

const char *followup_source_label(const char *source)
{
	return word_label(followup_sources, source);
}

bool followup_is_work(const char *status)
{
	return str_equal(status, "JOB") || str_equal(status, "JOB_HOURS");
}

bool followup_has_hours(const char *status)
{
	return followup_is_work(status);
}

/* ---- when ------------------------------------------------------------------------------------------------ */

static struct date window_opens(struct date began, int round)
{
	return date_add_days(date_add_months(began, followup_months[round]), -FOLLOWUP_EARLY_DAYS);
}

static struct date window_closes(struct date began, int round)
{
	if (round + 1 < FOLLOWUP_ROUNDS)
		return date_add_days(window_opens(began, round + 1), -1);
	return date_add_months(began, followup_months[round] + LAST_ROUND_OPEN_MONTHS);
}

static bool is_heard(struct date opens, struct date closes, const struct date *heard, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (date_compare(heard[i], opens) >= 0 && date_compare(heard[i], closes) <= 0)
			return true;
	return false;
}

struct followup_due followup_next(struct date began, const struct date *heard, size_t count, struct date today)
{
	for (int round = 0; round < FOLLOWUP_ROUNDS; round++) {
		struct date closes = window_closes(began, round);

		if (date_compare(today, closes) > 0 ||
		    is_heard(window_opens(began, round), closes, heard, count))
			continue;
		return (struct followup_due){ .months = followup_months[round],
					      .due = date_add_months(began, followup_months[round]),
					      .until = closes };
	}
	return (struct followup_due){ .months = 0, .due = DATE_NONE, .until = DATE_NONE };
}

bool followup_is_near(const struct followup_due *due, struct date today)
{
	return due->months && date_days_between(today, due->due) <= FOLLOWUP_SHOWN_DAYS;
}

/* ---- what was heard --------------------------------------------------------------------------------------- */

static bool hours_fit(const struct followup *followup, struct err *err)
{
	if (!followup_has_hours(followup->status)) {
		if (followup->weekly_hours == 0)
			return true;
		return err_set(err, ERR_INPUT, "%s",
			       _("Hours belong to a job. Choose a job, or take the hours away."));
	}
	if (followup->weekly_hours > 0 && followup->weekly_hours <= HOURS_MOST)
		return true;
	return err_set(err, ERR_INPUT, _("Write the hours a week: more than 0, at most %d."), HOURS_MOST);
}

bool followup_is_complete(const struct followup *followup, struct date born, struct date today, struct err *err)
{
	if (!word_find(followup_statuses, followup->status))
		return err_set(err, ERR_INPUT, "%s", _("Choose how it is going."));
	if (!word_find(followup_sources, followup->source))
		return err_set(err, ERR_INPUT, "%s", _("Choose who told it."));
	if (!date_is_set(followup->date) || date_compare(followup->date, today) > 0)
		return err_set(err, ERR_INPUT, "%s",
			       _("A follow-up tells how it is by today. Write today or an earlier day."));
	if (str_equal(followup->status, "EDUCATION") && date_is_set(born) &&
	    date_age(born, followup->date) >= EDUCATION_UNDER)
		return err_set(err, ERR_INPUT,
			       _("Education is counted for people under %d. Choose “other”, and write it as what "
				 "helped."),
			       EDUCATION_UNDER);
	return hours_fit(followup, err);
}

const char *followup_text(struct arena *arena, const struct followup *followup)
{
	const char *text = followup_status_label(followup->status);

	if (followup_has_hours(followup->status))
		text = arena_printf(arena, _("%s, %g hours a week"), text, followup->weekly_hours);
	text = arena_printf(arena, "%s (%s)", text, followup_source_label(followup->source));
	if (followup->months)
		text = arena_printf(arena, _("after %d mo.: %s"), followup->months, text);
	return str_is_empty(followup->helped) ? text : arena_printf(arena, "%s: “%s”", text, followup->helped);
}
