#include "samtale/domain/plan_sheet.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/plan_content.h"

const struct word plan_channels[] = {
	{ "present", N_("in the conversation") },
	{ "phone", N_("over the phone") },
	{ "digital", N_("by Digital Post") },
	{ NULL },
};

const char *plan_channel_label(const char *channel)
{
	return word_label(plan_channels, channel);
}

const char *plan_answer_text(enum plan_answer answer, const char *channel, const char *reason,
			     struct arena *arena)
{
	return arena_printf(arena, "%s, %s%s%s", answer == PLAN_ACCEPTED ? _("yes") : _("no"),
			    plan_channel_label(channel), *reason ? ": " : "", reason);
}

/* Two people who recorded the same answer to the same plan agree: nothing has to be decided. */
static bool answers_agree(const struct plan_acceptance *a, const struct plan_acceptance *b)
{
	return a->answer == b->answer && str_equal(a->hash, b->hash);
}

enum plan_agreement plan_agreement(const struct plan_sheet *sheet, const struct plan_acceptance **answer)
{
	const struct plan_acceptance *head = NULL;
	char hash[ID_HASH_TEXT];
	bool agree = true;

	for (size_t i = 0; i < sheet->acceptance_count; i++) {
		const struct plan_acceptance *row = &sheet->acceptances[i];

		if (!row->is_head)
			continue;
		agree = agree && (!head || answers_agree(head, row));
		head = row;
	}
	if (answer)
		*answer = head;
	if (!head)
		return PLAN_NOT_ASKED;
	if (!agree)
		return PLAN_TO_DECIDE;
	if (head->answer == PLAN_DECLINED)
		return PLAN_SAID_NO;
	plan_agreed_hash(&sheet->plan, hash);
	return str_equal(hash, head->hash) ? PLAN_HOLDS : PLAN_CHANGED_SINCE;
}

int plan_version_number(const struct plan_sheet *sheet, int64_t version)
{
	for (size_t i = 0; i < sheet->version_count; i++)
		if (sheet->versions[i].id == version)
			return (int)i + 1;
	return 0;
}

const char *plan_agreement_text(const struct plan_sheet *sheet, struct arena *arena)
{
	const struct plan_acceptance *answer;
	enum plan_agreement agreement = plan_agreement(sheet, &answer);
	const char *said;

	if (agreement == PLAN_NOT_ASKED)
		return _("The citizen has not accepted the plan yet.");
	if (agreement == PLAN_TO_DECIDE)
		return _("Two answers were recorded at the same time. Decide which one holds.");
	said = arena_printf(arena, _("%s %s (version %d)"), date_long(arena, answer->date),
			    plan_channel_label(answer->channel), plan_version_number(sheet, answer->version));
	if (agreement == PLAN_HOLDS)
		return arena_printf(arena, _("Accepted %s."), said);
	if (agreement == PLAN_SAID_NO)
		return arena_printf(arena, _("The citizen said no %s."), said);
	return arena_printf(arena, _("Changed since it was accepted %s."), said);
}

bool plan_may_grow(const struct plan *plan, struct err *err)
{
	if (plan_goal(plan))
		return true;
	return err_set(err, ERR_REFUSED, "%s",
		       _("Every plan has a goal of job or education, and it comes first. Press g and write "
			 "it in the "
			 "citizen's words."));
}

bool plan_may_be_answered(const struct plan_sheet *sheet, struct err *err)
{
	if (!plan_may_grow(&sheet->plan, err))
		return false;
	if (!plan_has_open_step(&sheet->plan))
		return err_set(
			err, ERR_REFUSED, "%s",
			_("The plan has no step that is to be done. Press a and agree on the next one."));
	return true;
}
