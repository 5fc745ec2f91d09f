/* signing_event.c - the event that an availability conversation is about: its answers make one check.
 *
 *	check.event    the requirement it touches (R08 for staying away from a conversation ...)
 *	check.date     the day it happened
 *	check.outcome  the caseworker's assessment
 *	check.reason   the grounds the citizen gave, then the caseworker's own reasons, as sentences
 *	check.evidence what else was asked and answered
 *
 * A new agreement holds until the next conversation. Nothing is made without an assessment. An assessment
 *that can be no check (the event touches no requirement, or none of this citizen's) is kept as a journal
 *note, so that what was judged is never lost. It opens no case and sends nothing: check.next is only told the
 * caseworker, who goes on by hand. */
#include "signing.h"

#include "check_rows.h"
#include "note_rows.h"

struct event {
	const struct feed *event, *date, *outcome; /* NULL: not answered */
	struct str evidence, reason;
};

static void event_gather(struct event *event, const struct feed_list *feeds)
{
	for (size_t i = 0; i < feeds->count; i++) {
		const struct feed *feed = &feeds->rows[i];

		if (!*feed->value)
			continue;
		if (feed->kind == FEED_CHECK_EVENT)
			event->event = feed;
		if (feed->kind == FEED_CHECK_DATE)
			event->date = feed;
		if (feed->kind == FEED_CHECK_OUTCOME)
			event->outcome = feed;
		if (feed->kind == FEED_CHECK_EVENT || feed->kind == FEED_CHECK_EVIDENCE)
			signing_evidence_add(&event->evidence, feed);
		if (feed->kind == FEED_CHECK_REASON && event->reason.length)
			str_add_char(&event->reason, ' ');
		if (feed->kind == FEED_CHECK_REASON)
			str_add_sentence(&event->reason, feed->text);
	}
}

static bool event_note(struct signing *signing, const struct event *event, struct err *err)
{
	struct journal_note note = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
	};
	struct str text;
	bool written;

	str_init(&text);
	str_add_label(&text, event->outcome->label);
	str_add_sentence(&text, event->outcome->text);
	str_add_char(&text, ' ');
	str_add_sentence(&text, event->evidence.text);
	str_add_char(&text, ' ');
	str_add(&text, event->reason.text);
	note.text = text.text;
	written = note_row_add(signing->store, &note, "journal", err);
	str_done(&text);
	return written;
}

static bool event_check(struct signing *signing, const struct event *event, enum check_outcome outcome,
			struct err *err)
{
	struct availability_check check = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.requirement = event->event->code,
		.event_date = DATE_NONE,
		.evidence = event->evidence.text,
		.outcome = outcome,
		.reason = event->reason.text,
		.deadline = outcome == CHECK_NEW_AGREEMENT ? signing->asked->next.date : DATE_NONE,
	};

	if (event->date && !date_parse_iso(event->date->value, &check.event_date))
		check.event_date = DATE_NONE;
	return check_is_complete(&check, signing->target_group, signing->day, err) &&
	       check_row_add(signing->store, &check, err);
}

static bool event_write(struct signing *signing, const struct event *event, struct err *err)
{
	const struct requirement *requirement = event->event ? requirement_find(event->event->code) : NULL;
	enum check_outcome outcome;

	if (!event->outcome || !check_outcome_parse(event->outcome->code, &outcome))
		return true;
	if (!requirement || !requirement_applies(requirement, signing->target_group))
		return event_note(signing, event, err);
	return event_check(signing, event, outcome, err);
}

bool signing_event(struct signing *signing, struct err *err)
{
	struct event event = { 0 };
	bool written;

	str_init(&event.evidence);
	str_init(&event.reason);
	event_gather(&event, &signing->asked->feeds);
	written = event_write(signing, &event, err);
	str_done(&event.evidence);
	str_done(&event.reason);
	return written;
}
