#include "samtale/domain/conversation.h"

#include "domain/missing_list.h"
#include "samtale/base/tr.h"

int feeds_closing_step(const struct feed_list *feeds)
{
	enum step_owner owner;

	for (size_t i = feeds->count; i-- > 0;) {
		const struct feed *feed = &feeds->rows[i];

		if (feed->kind == FEED_STEP && !str_is_empty(feed->value) &&
		    !step_owner_parse(feed->code, &owner))
			return (int)i;
	}
	return -1;
}

static bool lies_before(struct date date, struct date today)
{
	return date_is_set(date) && date_compare(date, today) < 0;
}

static void agreement_needs(const struct conversation_signing *signing, struct date today,
			    struct missing_list *list)
{
	const struct plan_step *step = &signing->step;
	struct date next = signing->next.date;

	missing_list_need(list, str_is_empty(step->text), _("a next step"));
	missing_list_need(list, step->owner > STEP_OWNER_OTHER, _("who does the next step"));
	missing_list_need(list, !date_is_set(step->due), _("when the next step is to be done"));
	missing_list_need(list, lies_before(step->due, today),
			  _("a date for the next step that is not in the past"));
	missing_list_need(list, !date_is_set(next), _("when you talk again"));
	missing_list_need(list, lies_before(next, today), _("a next conversation that is not in the past"));
}

static void measure_needs(const struct conversation_signing *signing, struct date today,
			  struct missing_list *list)
{
	bool measured = false;

	(void)today;
	for (size_t i = 0; i < signing->feeds.count; i++)
		measured |= signing->feeds.rows[i].kind == FEED_MEASURE;
	missing_list_need(list, !measured, _("a number to at least one question"));
}

static void (*const needs[])(const struct conversation_signing *, struct date, struct missing_list *) = {
	[CONVERSATION_AGREES] = agreement_needs,
	[CONVERSATION_MEASURES] = measure_needs,
};

bool conversation_may_sign(const struct conversation_signing *signing, struct date today, struct err *err)
{
	struct missing_list list;

	missing_list_init(&list);
	missing_list_need(&list, str_is_empty(signing->summary), _("a summary"));
	needs[signing->closing](signing, today, &list);
	return missing_list_refuse(&list, ERR_REFUSED, _("The conversation cannot be closed yet. Missing:"),
				   err);
}

bool conversation_may_correct(const struct conversation_correction *correction, struct err *err)
{
	struct missing_list list;

	if (str_is_empty(correction->changes))
		return err_set(err, ERR_REFUSED, "%s",
			       _("Nothing is changed. Go back and change an answer, or change the summary."));
	missing_list_init(&list);
	missing_list_need(&list, str_is_empty(correction->reason), _("a reason for the correction"));
	missing_list_need(&list, str_is_empty(correction->summary), _("a summary"));
	return missing_list_refuse(&list, ERR_REFUSED, _("The correction cannot be signed yet. Missing:"),
				   err);
}
