/* signing_checks.c - availability checks out of a conversation: all answers that feed one requirement make
 * one check.
 *
 *	answered              outcome                 deadline
 *	no                    new agreement           the date answered, else the next conversation
 *	yes                   fulfilled               -
 *	the number 0          new agreement           the date answered, else the next conversation
 *	a number above 0      fulfilled               -
 *	a date alone          new agreement           that date
 *	words alone           no check: nothing was said that settles it
 *
 * The first line that fits counts. A conversation never makes doubt, breach or exemption by itself, and so
 * never leads to a sanction or a message to the a-kasse: those are a person's judgement, made on the
 * availability screen or in an availability conversation (signing_event.c). The evidence is the questions and
 * answers as they were read. */
#include "signing.h"

#include "check_rows.h"
#include "samtale/base/str.h"

enum {
	ANSWERED_NO = 1 << 0,
	ANSWERED_YES = 1 << 1,
	ANSWERED_ZERO = 1 << 2,
	ANSWERED_NUMBER = 1 << 3,
	ANSWERED_DATE = 1 << 4
};

static const struct {
	unsigned int answered;
	enum check_outcome outcome;
} readings[] = {
	{ ANSWERED_NO, CHECK_NEW_AGREEMENT },   { ANSWERED_YES, CHECK_FULFILLED },
	{ ANSWERED_ZERO, CHECK_NEW_AGREEMENT }, { ANSWERED_NUMBER, CHECK_FULFILLED },
	{ ANSWERED_DATE, CHECK_NEW_AGREEMENT },
};

void signing_evidence_add(struct str *evidence, const struct feed *feed)
{
	if (evidence->length)
		str_add(evidence, "; ");
	str_add_label(evidence, feed->label);
	str_add(evidence, feed->text);
}

/* What was answered about one requirement. */
struct gathered {
	unsigned int answered;
	struct date date;
	struct str evidence;
};

static unsigned int answer_read(const char *value, struct date *date)
{
	enum said said = signing_said(value);
	double number;

	if (said != SAID_NOTHING)
		return said == SAID_YES ? ANSWERED_YES : ANSWERED_NO;
	if (date_parse_iso(value, date))
		return ANSWERED_DATE;
	if (!signing_number(value, &number))
		return 0;
	return number > 0 ? ANSWERED_NUMBER : ANSWERED_ZERO;
}

static void gathered_add(struct gathered *gathered, const struct feed *feed)
{
	gathered->answered |= answer_read(feed->value, &gathered->date);
	signing_evidence_add(&gathered->evidence, feed);
}

static bool check_write(struct signing *signing, const char *requirement, const struct gathered *gathered,
			struct err *err)
{
	struct date today = signing->day;
	struct availability_check check = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.requirement = requirement,
		.event_date = today,
		.evidence = gathered->evidence.text,
		.deadline = DATE_NONE,
	};
	size_t i = 0;

	while (i < LENGTH(readings) && !(readings[i].answered & gathered->answered))
		i++;
	if (i == LENGTH(readings))
		return true;
	check.outcome = readings[i].outcome;
	if (check.outcome == CHECK_NEW_AGREEMENT)
		check.deadline = date_is_set(gathered->date) && date_compare(gathered->date, today) >= 0
					 ? gathered->date
					 : signing->asked->next.date;
	return check_row_add(signing->store, &check, err);
}

static bool is_check(const struct feed *feed)
{
	return feed->kind == FEED_CHECK && *feed->value;
}

static bool was_gathered(const struct feed_list *feeds, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_check(&feeds->rows[i]) && str_equal(feeds->rows[i].code, feeds->rows[at].code))
			return true;
	return false;
}

/* All the feeds of the requirement that the feed at `at` is the first of. */
static bool requirement_check(struct signing *signing, size_t at, struct err *err)
{
	const struct feed_list *feeds = &signing->asked->feeds;
	const char *code = feeds->rows[at].code;
	struct gathered gathered = { .date = DATE_NONE };
	bool written;

	str_init(&gathered.evidence);
	for (size_t i = at; i < feeds->count; i++)
		if (is_check(&feeds->rows[i]) && str_equal(feeds->rows[i].code, code))
			gathered_add(&gathered, &feeds->rows[i]);
	written = check_write(signing, code, &gathered, err);
	str_done(&gathered.evidence);
	return written;
}

bool signing_checks(struct signing *signing, struct err *err)
{
	const struct feed_list *feeds = &signing->asked->feeds;

	for (size_t i = 0; i < feeds->count; i++) {
		const struct requirement *requirement;

		if (!is_check(&feeds->rows[i]) || was_gathered(feeds, i))
			continue;
		requirement = requirement_find(feeds->rows[i].code);
		/* A requirement that is not this citizen's is not checked; the answer stays in the
		 * conversation. */
		if (!requirement || !requirement_applies(requirement, signing->target_group))
			continue;
		if (!requirement_check(signing, i, err))
			return false;
	}
	return true;
}
