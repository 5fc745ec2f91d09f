#include "samtale/domain/sanction.h"

#include "domain/missing_list.h"
#include "domain/sanction_guards.h"
#include "samtale/base/tr.h"

/* The procedure, of reference section 5.6; the guards stand with the acts.
 * Of two rows with the same from and act, the one whose condition holds is meant. */
static const struct transition {
	enum sanction_state from;
	enum sanction_act act;
	enum sanction_state to;
	bool (*when)(const struct sanction_case *file); /* NULL: always */
} transitions[] = {
	{ SANCTION_NONE, SANCTION_REGISTER, SANCTION_OBSERVED, NULL },
	{ SANCTION_OBSERVED, SANCTION_EXCUSE, SANCTION_EXCUSED, NULL },
	{ SANCTION_OBSERVED, SANCTION_CHECK_GUIDANCE, SANCTION_READY, guidance_was_given },
	{ SANCTION_OBSERVED, SANCTION_CHECK_GUIDANCE, SANCTION_BLOCKED, guidance_was_not_given },
	{ SANCTION_BLOCKED, SANCTION_CLOSE, SANCTION_CLOSED_NO_SANCTION, NULL },
	{ SANCTION_READY, SANCTION_CONTACT_ATTEMPT, SANCTION_READY, NULL },
	{ SANCTION_READY, SANCTION_SEND_HEARING, SANCTION_HEARING, NULL },
	{ SANCTION_HEARING, SANCTION_CITIZEN_ANSWERS, SANCTION_HEARD, NULL },
	{ SANCTION_HEARING, SANCTION_NO_ANSWER, SANCTION_HEARD, NULL },
	{ SANCTION_HEARD, SANCTION_EXCUSE, SANCTION_EXCUSED, NULL },
	{ SANCTION_HEARD, SANCTION_ASSESS, SANCTION_ASSESSED, NULL },
	{ SANCTION_ASSESSED, SANCTION_DECIDE_NONE, SANCTION_CLOSED_NO_SANCTION, NULL },
	{ SANCTION_ASSESSED, SANCTION_DECIDE, SANCTION_DECIDED, NULL },
	{ SANCTION_DECIDED, SANCTION_APPROVE, SANCTION_APPROVED, NULL },
	{ SANCTION_DECIDED, SANCTION_DISPATCH, SANCTION_NOTIFIED, NULL }, /* where four eyes are not asked for */
	{ SANCTION_APPROVED, SANCTION_DISPATCH, SANCTION_NOTIFIED, NULL },
	{ SANCTION_NOTIFIED, SANCTION_PAY, SANCTION_EFFECTED, NULL },
	{ SANCTION_EFFECTED, SANCTION_CONTACT, SANCTION_EFFECTED_CLOSED, NULL },
	{ SANCTION_NOTIFIED, SANCTION_COMPLAIN, SANCTION_COMPLAINT, NULL },
	{ SANCTION_EFFECTED, SANCTION_COMPLAIN, SANCTION_COMPLAINT, NULL },
	{ SANCTION_EFFECTED_CLOSED, SANCTION_COMPLAIN, SANCTION_COMPLAINT, NULL },
	{ SANCTION_COMPLAINT, SANCTION_CHANGE, SANCTION_REVERSED, NULL },
	{ SANCTION_COMPLAINT, SANCTION_UPHOLD, SANCTION_FORWARDED, NULL },
	{ SANCTION_FORWARDED, SANCTION_BOARD_UPHELD, SANCTION_FINAL, NULL },
	{ SANCTION_FORWARDED, SANCTION_BOARD_CHANGED, SANCTION_REVERSED, NULL },
	{ SANCTION_FORWARDED, SANCTION_BOARD_REMITTED, SANCTION_READY, NULL },
	{ SANCTION_OBSERVED, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_BLOCKED, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_READY, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_HEARING, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_HEARD, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_ASSESSED, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_DECIDED, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	{ SANCTION_APPROVED, SANCTION_WITHDRAW, SANCTION_CANCELLED, NULL },
	/* An answer that comes late is known all the same before the decision: it is assessed (RSL section 10). */
	{ SANCTION_HEARD, SANCTION_CITIZEN_ANSWERS, SANCTION_HEARD, NULL },
	{ SANCTION_ASSESSED, SANCTION_CITIZEN_ANSWERS, SANCTION_HEARD, NULL },
	/* Where it leads is the state of the head that counts. */
	{ SANCTION_NEEDS_DECISION, SANCTION_RESOLVE, SANCTION_NEEDS_DECISION, NULL },
};

enum sanction_state sanction_state(const struct sanction_case *file)
{
	if (file->event_count == 0)
		return SANCTION_NONE;
	return file->heads > 1 ? SANCTION_NEEDS_DECISION : file->events[file->event_count - 1].to;
}

static bool has_act(const enum sanction_act *list, size_t count, enum sanction_act act)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == act)
			return true;
	return false;
}

size_t sanction_acts_from(enum sanction_state state, enum sanction_act acts[SANCTION_ACTS])
{
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(transitions); i++)
		if (transitions[i].from == state && !has_act(acts, count, transitions[i].act))
			acts[count++] = transitions[i].act;
	return count;
}

/* Not an end and not a way round: what carries a case on. */
static bool carries_on(enum sanction_act act)
{
	return act != SANCTION_EXCUSE && act != SANCTION_WITHDRAW && act != SANCTION_DECIDE_NONE;
}

enum sanction_act sanction_mend(const struct sanction_case *file, enum sanction_act refused,
				const struct sanction_missing *missing)
{
	enum sanction_act acts[SANCTION_ACTS];
	size_t count = sanction_acts_from(sanction_state(file), acts);

	bool mendable = false, by_itself = false;

	for (size_t i = 0; i < missing->count; i++) {
		enum sanction_act mended_by = missing->items[i].mended_by;

		if (mended_by != refused && has_act(acts, count, mended_by))
			return mended_by;
		by_itself |= mended_by == refused;
		mendable |= mended_by != refused && mended_by != SANCTION_ACTS;
	}
	for (size_t i = 0; i < count && mendable; i++)
		if (acts[i] != refused && carries_on(acts[i]))
			return acts[i];
	return by_itself && has_act(acts, count, refused) ? refused : SANCTION_ACTS;
}

bool sanction_leads_to(enum sanction_state from, enum sanction_act act, enum sanction_state to)
{
	for (size_t i = 0; i < LENGTH(transitions); i++)
		if (transitions[i].from == from && transitions[i].act == act && transitions[i].to == to)
			return true;
	return false;
}

static const struct transition *transition(const struct sanction_case *file, enum sanction_act act)
{
	enum sanction_state state = sanction_state(file);

	for (size_t i = 0; i < LENGTH(transitions); i++) {
		const struct transition *row = &transitions[i];

		if (row->from == state && row->act == act && (row->when == NULL || row->when(file)))
			return row;
	}
	return NULL;
}

bool sanction_limits(struct sanction_case *file, const struct rules *rules, struct err *err)
{
	int months;

	if (!rule_number(rules, "sanction.limit.whole_months", file->target_group, file->event_date, &months,
			 NULL, err))
		return false;
	file->last_payment_month = date_month_end(date_add_months(file->event_date, months));
	return true;
}

/* ---- may a case exist ------------------------------------------------------------------------- */

static const char *const path_refusals[] = {
	[SANCTION_PATH_NOTIFY] =
		N_("The citizen is insured, so the a-kasse decides. Notify the a-kasse instead."),
	[SANCTION_PATH_CASE] = NULL,
	[SANCTION_PATH_CASE_CAREFUL] = NULL,
	[SANCTION_PATH_LAPSE] =
		N_("Sickness benefit is not sanctioned; it can lapse (SDL § 21). That case is not in Samtale "
		   "yet: hear the citizen and decide it in your case system."),
	[SANCTION_PATH_OWN] =
		N_("The citizen's benefit has sanction provisions of its own, which are not in Samtale yet. "
		   "Decide the case in your case system."),
	[SANCTION_PATH_NONE] = N_(
		"Nobody in this target group can be sanctioned. Talk with the citizen about what happened, "
		"and write a note."),
};

static bool refuse_group(const struct citizen *citizen, struct err *err)
{
	const struct target_group *group = target_group(citizen->target_group);

	if (citizen_is_insured(citizen))
		return err_set(err, ERR_REFUSED, "%s", _(path_refusals[SANCTION_PATH_NOTIFY]));
	if (group == NULL)
		return err_set(
			err, ERR_REFUSED,
			_("The citizen's target group is not known. Enter it before opening a sanction case."));
	if (path_refusals[group->path] != NULL)
		return err_set(err, ERR_REFUSED, "%s", _(path_refusals[group->path]));
	return true;
}

bool sanction_may_exist(const struct citizen *citizen, const char *provision, struct date event_date,
			struct date today, struct err *err)
{
	if (!refuse_group(citizen, err))
		return false;
	if (!provision_is_known(provision))
		return err_set(
			err, ERR_REFUSED,
			_("The law's list of events that can be sanctioned does not hold this one, or Samtale does "
			  "not know it yet. A case can be about LAS §§ 36, 37, 37 a, 38, 39, 40 and 40 a."));
	if (!provision_applies(provision, citizen->target_group))
		return err_set(
			err, ERR_REFUSED,
			_("LAS § %s is not used for the target group “%s”. Choose another provision or note what "
			  "happened."),
			sanction_section(provision), target_group_label(citizen->target_group));
	if (!date_is_set(event_date) || date_compare(event_date, today) > 0)
		return err_set(err, ERR_REFUSED,
			       _("A case is about something that has happened. Give a date up to today."));
	return true;
}

/* ---- may an act be done ----------------------------------------------------------------------- */

static bool refuse_state(const struct sanction_case *file, enum sanction_act act, struct err *err)
{
	enum sanction_state state = sanction_state(file);
	enum sanction_act acts[SANCTION_ACTS];

	if (state == SANCTION_NEEDS_DECISION && act != SANCTION_RESOLVE)
		return err_set(
			err, ERR_REFUSED,
			_("The case was continued in two places. Choose which one counts before going on."));
	if (sanction_acts_from(state, acts) == 0)
		return err_set(err, ERR_REFUSED,
			       _("The case is closed (%s). Nothing more can be added to it."),
			       sanction_state_label(state));
	return true;
}

static void ask(void (*const *guards)(struct attempt *), struct attempt *attempt)
{
	for (; *guards != NULL; guards++)
		(*guards)(attempt);
}

static bool refuse_missing(const struct attempt *attempt, struct err *err)
{
	struct missing_list list;
	bool complete;

	missing_list_init(&list);
	for (size_t i = 0; i < attempt->missing->count; i++)
		missing_list_add(&list, attempt->missing->items[i].text);
	str_add_char(&list.text, '.');
	str_add(&list.text, attempt->quote.text);
	complete = !list.any;
	if (!complete)
		err_set(err, ERR_REFUSED, _("“%s” is not possible yet. Missing: %s"),
			sanction_act_label(attempt->event->act), list.text.text);
	str_done(&list.text);
	return complete;
}

static bool ask_guards(struct attempt *attempt, struct err *err)
{
	enum sanction_act act = attempt->event->act;
	const struct transition *row = transition(attempt->file, act);

	ask(act_guards[act].facts, attempt);
	if (row != NULL)
		ask(act_guards[act].form, attempt);
	if (!refuse_missing(attempt, err))
		return false;
	if (row == NULL)
		return err_set(err, ERR_REFUSED,
			       _("“%s” cannot be done now: the case is “%s”. Choose another act."),
			       sanction_act_label(act), sanction_state_label(sanction_state(attempt->file)));
	attempt->event->to = act == SANCTION_RESOLVE ? case_head(attempt->file, attempt->event->parent)->to : row->to;
	return true;
}

bool sanction_may(const struct sanction_case *file, const struct rules *rules, struct sanction_event *event,
		  struct date today, struct sanction_missing *missing, struct err *err)
{
	struct attempt attempt = {
		.file = file, .rules = rules, .event = event, .today = today, .missing = missing
	};
	bool may;

	missing->count = 0;
	if (event->act >= SANCTION_ACTS)
		BUG("an act of a sanction case that does not exist");
	if (!refuse_state(file, event->act, err))
		return false;
	str_init(&attempt.quote);
	may = ask_guards(&attempt, err);
	str_done(&attempt.quote);
	return may;
}
