#include "samtale/domain/availability.h"

#include <string.h>

#include "domain/missing_list.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define MINUTES_OF_A_DAY (24 * 60)
#define PATHS (SANCTION_PATH_NONE + 1)

static const struct {
	const char *name;
	const char *label;
	bool needs_reason;
} outcomes[] = {
	[CHECK_FULFILLED] = { "fulfilled", N_("fulfilled"), false },
	[CHECK_NEW_AGREEMENT] = { "new_agreement", N_("new agreement"), false },
	[CHECK_EXEMPT] = { "exempt", N_("exempt (reasonable ground)"), true },
	[CHECK_DOUBT] = { "doubt", N_("doubt"), true },
	[CHECK_NOT_FULFILLED] = { "not_fulfilled", N_("not fulfilled"), true },
};

_Static_assert(LENGTH(outcomes) == CHECK_OUTCOMES, "every outcome has a row");

/* Reference section 4.3; what is not named leads nowhere but into the journal. Where the municipality has
 * provisions of its own, as for the sick, a breach begins with hearing the citizen and not with a case under
 * LAS sections 36-40 a. */
static const enum check_consequence consequences[PATHS][CHECK_OUTCOMES] = {
	[SANCTION_PATH_NOTIFY] = { [CHECK_DOUBT] = CHECK_LEADS_NOTIFICATION,
				   [CHECK_NOT_FULFILLED] = CHECK_LEADS_NOTIFICATION },
	[SANCTION_PATH_CASE] = { [CHECK_DOUBT] = CHECK_LEADS_OWN_ASSESSMENT,
				 [CHECK_NOT_FULFILLED] = CHECK_LEADS_CASE },
	[SANCTION_PATH_CASE_CAREFUL] = { [CHECK_DOUBT] = CHECK_LEADS_OWN_ASSESSMENT,
					 [CHECK_NOT_FULFILLED] = CHECK_LEADS_CASE },
	[SANCTION_PATH_LAPSE] = { [CHECK_DOUBT] = CHECK_LEADS_OWN_ASSESSMENT,
				  [CHECK_NOT_FULFILLED] = CHECK_LEADS_OWN_ASSESSMENT },
	[SANCTION_PATH_OWN] = { [CHECK_DOUBT] = CHECK_LEADS_OWN_ASSESSMENT,
				[CHECK_NOT_FULFILLED] = CHECK_LEADS_OWN_ASSESSMENT },
};

static const char *const consequence_texts[] = {
	[CHECK_LEADS_NOWHERE] = N_("It is written in the journal; nothing more happens."),
	[CHECK_LEADS_NOTIFICATION] =
		N_("The a-kasse decides. Send it a notification with the time, the channel and the reason."),
	[CHECK_LEADS_OWN_ASSESSMENT] =
		N_("The municipality assesses. Hear the citizen and obtain the facts first."),
	[CHECK_LEADS_CASE] = N_("The municipality decides. A sanction case can be opened."),
};

const char *check_outcome_name(enum check_outcome outcome)
{
	return outcomes[outcome].name;
}

const char *check_outcome_label(enum check_outcome outcome)
{
	return _(outcomes[outcome].label);
}

bool check_outcome_parse(const char *name, enum check_outcome *outcome)
{
	for (size_t i = 0; i < LENGTH(outcomes); i++) {
		if (!str_equal(name, outcomes[i].name))
			continue;
		*outcome = (enum check_outcome)i;
		return true;
	}
	return false;
}

enum check_consequence check_consequence(int target_group_number, bool insured, enum check_outcome outcome)
{
	const struct target_group *group = target_group(target_group_number);

	if (insured)
		return consequences[SANCTION_PATH_NOTIFY][outcome];
	/* Nobody can be sanctioned before it is known who they are; the assessment finds that out too. */
	return consequences[group == NULL ? SANCTION_PATH_OWN : group->path][outcome];
}

const char *check_consequence_text(enum check_consequence consequence)
{
	return _(consequence_texts[consequence]);
}

static void need_past_date(struct missing_list *list, struct date date, struct date today)
{
	missing_list_need(list, !date_is_set(date), _("the day it is about"));
	missing_list_need(list, date_is_set(date) && date_compare(date, today) > 0,
			  _("a day that is not in the future"));
}

bool check_is_complete(const struct availability_check *check, int target_group_number, struct date today,
		       struct err *err)
{
	const struct requirement *requirement = requirement_find(check->requirement);
	bool is_agreement = check->outcome == CHECK_NEW_AGREEMENT;
	struct missing_list list;

	if (check->outcome >= CHECK_OUTCOMES)
		return err_set(err, ERR_INPUT, _("Choose the outcome of the check."));
	missing_list_init(&list);
	missing_list_need(&list, requirement == NULL, _("what is checked"));
	missing_list_need(&list,
			  requirement != NULL && !requirement_applies(requirement, target_group_number),
			  _("a requirement that applies to the citizen's target group"));
	need_past_date(&list, check->event_date, today);
	missing_list_need(&list, outcomes[check->outcome].needs_reason && str_is_empty(check->reason),
			  _("the reason"));
	missing_list_need(&list, is_agreement && !date_is_set(check->deadline),
			  _("a deadline for the new agreement"));
	missing_list_need(&list,
			  is_agreement && date_is_set(check->deadline) &&
				  date_compare(check->deadline, today) < 0,
			  _("a deadline that is not in the past"));
	return missing_list_refuse(&list, ERR_INPUT, _("The check is not complete. Missing:"), err);
}

bool notification_is_complete(const struct notification *notification, struct date today, struct err *err)
{
	struct missing_list list;

	missing_list_init(&list);
	missing_list_need(&list, str_is_empty(notification->fund), _("the citizen's a-kasse"));
	missing_list_need(&list, requirement_find(notification->event) == NULL, _("what happened"));
	need_past_date(&list, notification->event_date, today);
	missing_list_need(&list,
			  notification->event_minute < 0 || notification->event_minute >= MINUTES_OF_A_DAY,
			  _("the time of day it happened"));
	missing_list_need(&list, str_is_empty(notification->channel), _("how the citizen was called"));
	missing_list_need(&list, str_is_empty(notification->reason), _("the reason"));
	return missing_list_refuse(&list, ERR_INPUT, _("The notification cannot be sent yet. Missing:"), err);
}

bool notification_codes(const struct rules *rules, struct date on, struct arena *arena,
			struct notification_code codes[NOTIFICATION_CODES_MAX], size_t *count,
			const struct rule **row, struct err *err)
{
	const struct rule *found;
	const char *at;

	*count = 0;
	if (!rule_find(rules, NOTIFICATION_CODES_RULE, 0, on, &found, err))
		return false;
	if (row != NULL)
		*row = found;
	at = found->value;
	while (*at != '\0' && *count < NOTIFICATION_CODES_MAX) {
		size_t length = strcspn(at, "|"), code = strcspn(at, "=|");

		codes[(*count)++] = (struct notification_code){
			arena_strndup(arena, at, code),
			code < length ? arena_strndup(arena, at + code + 1, length - code - 1) : "",
		};
		at += length + (at[length] == '|');
	}
	return true;
}

static bool is_code(const struct rules *rules, const struct notification_answer *answer)
{
	struct notification_code codes[NOTIFICATION_CODES_MAX];
	struct arena scratch;
	bool found = false;
	size_t count;

	arena_init(&scratch);
	if (notification_codes(rules, answer->date, &scratch, codes, &count, NULL, NULL))
		for (size_t i = 0; i < count; i++)
			found |= str_equal(codes[i].code, answer->code);
	arena_done(&scratch);
	return found;
}

bool notification_answer_is_complete(const struct notification_answer *answer, const struct rules *rules,
				     struct date sent, struct date today, struct err *err)
{
	bool dated = date_is_set(answer->date);
	struct missing_list list;

	missing_list_init(&list);
	need_past_date(&list, answer->date, today);
	missing_list_need(&list, dated && date_is_set(sent) && date_compare(answer->date, sent) < 0,
			  _("a day that is not before the notification"));
	missing_list_need(&list, answer->minute < 0 || answer->minute >= MINUTES_OF_A_DAY,
			  _("the time of day the answer came"));
	missing_list_need(&list, dated && !is_code(rules, answer),
			  _("one of the answer codes in force (rule akasse.answer.codes)"));
	return missing_list_refuse(&list, ERR_INPUT, _("The answer is not complete. Missing:"), err);
}
