/* agenda_cases.c - sanction cases on the Today screen: what each waits for, and what breaks when nobody acts.
 *
 * A case can have two rows: its next step, and the last month in which a deduction can be made (LAS section 35:
 * three whole calendar months), when that comes near. */
#include "agenda_rows.h"

#include "samtale/base/tr.h"
#include "samtale/domain/sanction.h"

#define LIMIT_DAYS 31 /* ahead that the last month is shown: a decision takes weeks */

enum column {
	COLUMN_STATE = MORE_COLUMN, COLUMN_DUE, COLUMN_HEADS, COLUMN_EVENT_DATE, COLUMN_GROUP, COLUMN_AUTHOR, COLUMN_ACT,
	COLUMN_CHANNEL, COLUMN_GUIDED
};

_Static_assert(SANCTION_DECIDED == 7, "sanction_event_decided in 009-cases.sql and decided_by_others name it");

#define HEAD_COLUMNS \
	"h.state, h.due, count(*), f.event_date, f.target_group, h.author, h.act, h.channel," \
	" EXISTS(SELECT 1 FROM guidance g WHERE g.citizen = f.citizen AND g.date >= f.event_date)"
#define IS_HEAD "NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = h.id)"

/* Cases of citizens coordinated here, and those opened by this caseworker; one row a case, with the number of
 * its heads. */
static const char cases_of[] =
	"WITH mine(id) AS (SELECT f.id FROM caseload o CROSS JOIN sanction_case f ON f.citizen = o.id"
	"  WHERE o.coordinator = ?1 UNION SELECT id FROM sanction_case WHERE author = ?1)"
	" SELECT f.citizen, f.id, max(h.date), -1, f.provision, '', " WHO ", " HEAD_COLUMNS
	" FROM mine CROSS JOIN sanction_case f ON f.id = mine.id"
	" CROSS JOIN sanction_event h ON h.sanction_case = f.id CROSS JOIN citizen z ON z.id = f.citizen"
	" WHERE " IS_HEAD " AND z.deleted = 0 AND " IS_HERE("z") " GROUP BY f.id";

/* Decisions of colleagues in the same team, any of whom can be the second pair of eyes; of somebody who is alone in a team,
 * everybody. */
static const char decided_by_others[] =
	"SELECT f.citizen, f.id, h.date, -1, f.provision, w.initials, " WHO ", " HEAD_COLUMNS
	" FROM sanction_event h CROSS JOIN sanction_case f ON f.id = h.sanction_case"
	" CROSS JOIN citizen z ON z.id = f.citizen CROSS JOIN caseworker w ON w.id = h.author"
	" CROSS JOIN caseworker me ON me.id = ?1"
	" WHERE h.state = 7 AND " IS_HEAD " AND h.author <> ?1 AND f.author <> ?1 AND z.coordinator <> ?1"
	" AND (me.team = w.team OR NOT EXISTS(SELECT 1 FROM caseworker c WHERE c.team = w.team AND c.id <> w.id"
	"  AND c.deleted = 0)) AND z.deleted = 0 AND " IS_HERE("z") " GROUP BY f.id" LIMIT;

/* ---- why a date is what it is ------------------------------------------------------------------------- */

/* The head's own date, counted again by its rule; "" where the letter set another one. */
static const char *counted(struct gathering *gathering, struct statement *s, const char *rule)
{
	enum channel channel = CHANNEL_DIGITAL;
	struct deadline deadline;
	const char *name = statement_text(s, COLUMN_CHANNEL, gathering->arena);

	if (*name != '\0' && !channel_parse(name, &channel))
		return "";
	if (!deadline_compute(gathering->rules, rule, statement_date(s, 2), channel,
			      (int)statement_int(s, COLUMN_GROUP), gathering->arena, &deadline, NULL))
		return "";
	if (date_compare(deadline.due, statement_date(s, COLUMN_DUE)) != 0)
		return arena_printf(gathering->arena, _("as the letter of %s says"),
				    date_long(gathering->arena, statement_date(s, 2)));
	return agenda_why(&deadline, gathering->arena);
}

static bool has_four_eyes(const struct gathering *gathering, struct statement *s, const struct rule **rule)
{
	int switched = 0;

	return rule_number(gathering->rules, "sanction.four_eyes", (int)statement_int(s, COLUMN_GROUP),
			   statement_date(s, COLUMN_EVENT_DATE), &switched, rule, NULL) &&
	       switched != 0;
}

/* ---- one case ------------------------------------------------------------------------------------------ */

static struct agenda_row *deadline_add(struct gathering *gathering, struct statement *s, enum agenda_kind kind,
				       struct date date, const char *why)
{
	struct agenda_row *row = agenda_add(gathering, s, AGENDA_DEADLINES, kind);

	row->state = (enum sanction_state)statement_int(s, COLUMN_STATE);
	row->date = date;
	row->why = why;
	return row;
}

/* A decision that the citizen has can be complained of; its last day is shown when it is near and not past. */
static void complaint_add(struct gathering *gathering, struct statement *s, struct date due)
{
	if (date_is_set(due) && date_compare(due, gathering->today) >= 0 && agenda_is_near(gathering, due))
		deadline_add(gathering, s, AGENDA_COMPLAINT_UNTIL, due,
			     statement_int(s, COLUMN_ACT) == SANCTION_DISPATCH ? counted(gathering, s, "complaint")
										: "");
}

/* Nothing has been paid back yet, and soon nothing can be. */
static void limit_add(struct gathering *gathering, struct statement *s, enum sanction_state state)
{
	struct sanction_case file = { .event_date = statement_date(s, COLUMN_EVENT_DATE),
				      .target_group = (int)statement_int(s, COLUMN_GROUP) };
	struct arena *arena = gathering->arena;
	const struct rule *rule;
	struct err err;

	if (sanction_is_closed(state) || state == SANCTION_FORWARDED || state == SANCTION_COMPLAINT ||
	    state == SANCTION_EFFECTED || state == SANCTION_BLOCKED)
		return;
	if (!sanction_limits(&file, gathering->rules, &err) ||
	    date_days_between(gathering->today, file.last_payment_month) > LIMIT_DAYS ||
	    !rule_find(gathering->rules, "sanction.limit.whole_months", file.target_group, file.event_date, &rule, &err))
		return;
	deadline_add(gathering, s, AGENDA_CASE_LIMIT, file.last_payment_month,
		     arena_printf(arena, _("%s whole calendar months after the event of %s (%s)"), rule->value,
				  date_long(arena, file.event_date), agenda_source(rule, arena)));
}

/* A fixed deduction that has been made waits for nothing. */
static bool waits_for_us(enum sanction_state state, const char *provision)
{
	return !sanction_is_closed(state) && state != SANCTION_FORWARDED &&
	       (state != SANCTION_EFFECTED || sanction_ends_by_contact(provision));
}

static void decided_add(struct gathering *gathering, struct statement *s)
{
	const struct rule *rule = NULL;
	bool approval = has_four_eyes(gathering, s, &rule);
	bool mine = statement_int(s, COLUMN_AUTHOR) == gathering->caseworker;

	deadline_add(gathering, s, !approval ? AGENDA_DISPATCH : mine ? AGENDA_WAITS_FOR_APPROVAL : AGENDA_APPROVE,
		     statement_date(s, 2), approval ? agenda_source(rule, gathering->arena) : "");
}

/* What an open case waits for when no date of its own runs. */
static void waiting_add(struct gathering *gathering, struct statement *s, enum sanction_state state)
{
	if (state == SANCTION_DECIDED)
		decided_add(gathering, s);
	else if (waits_for_us(state, statement_text(s, WHAT_COLUMN, gathering->arena)))
		deadline_add(gathering, s, state == SANCTION_APPROVED ? AGENDA_DISPATCH : AGENDA_CASE_OPEN,
			     statement_date(s, 2), "");
}

/* The case was closed because nobody could show that the citizen had been guided: guide now. */
static bool wants_guidance(struct statement *s, enum sanction_state state)
{
	return (state == SANCTION_BLOCKED || statement_int(s, COLUMN_ACT) == SANCTION_CLOSE) &&
	       statement_int(s, COLUMN_GUIDED) == 0;
}

/* A hearing waits for the citizen until its reply date comes near, a complaint has a date of its own; any other
 * open case waits for the caseworker, or for the Appeals Board. */
static void case_add(struct gathering *gathering, struct statement *s)
{
	enum sanction_state state = (enum sanction_state)statement_int(s, COLUMN_STATE);
	struct date due = statement_date(s, COLUMN_DUE);

	if (statement_int(s, COLUMN_HEADS) != 1) {
		deadline_add(gathering, s, AGENDA_CASE_OPEN, statement_date(s, 2), "")->state = SANCTION_NEEDS_DECISION;
		return;
	}
	limit_add(gathering, s, state);
	if (wants_guidance(s, state))
		deadline_add(gathering, s, AGENDA_GUIDANCE_DUE, statement_date(s, 2), "LAS § 35");
	if (sanction_due_is_ours(state) && date_is_set(due)) {
		if (state == SANCTION_COMPLAINT)
			deadline_add(gathering, s, AGENDA_REASSESS, due, counted(gathering, s, "reassess"));
		else if (agenda_is_near(gathering, due))
			deadline_add(gathering, s, AGENDA_HEARING_REPLY, due, counted(gathering, s, "hearing"));
		return;
	}
	complaint_add(gathering, s, due);
	waiting_add(gathering, s, state);
}

static void approval_add(struct gathering *gathering, struct statement *s)
{
	const struct rule *rule;

	if (statement_int(s, COLUMN_HEADS) == 1 && has_four_eyes(gathering, s, &rule))
		decided_add(gathering, s);
}

/* ---- all of them --------------------------------------------------------------------------------------- */

static bool ask(struct gathering *gathering, const char *sql,
		void (*add)(struct gathering *gathering, struct statement *s), struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, sql, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	while (statement_row(&s))
		add(gathering, &s);
	return statement_end(&s);
}

bool agenda_cases_gather(struct gathering *gathering, struct err *err)
{
	return ask(gathering, cases_of, case_add, err) && ask(gathering, decided_by_others, approval_add, err);
}
