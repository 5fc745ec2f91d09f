/* agenda_duties.c - deadlines that follow from a rule: the first conversation, the CV, an a-kasse that has not
 * answered.
 *
 * A caseload that has just been imported has no conversations from before. What is more than four weeks late
 * is therefore no longer shown as something that can be saved today. */
#include "agenda_rows.h"

#include "samtale/base/tr.h"
#include "samtale/domain/availability.h"

#define LATE_DAYS 28
#define LONGEST_DAYS 84 /* the longest of these deadlines, with LATE_DAYS: how far back a benefit may have begun */

/* Where the count begins is the day the benefit began: the first request, the registration. Booked is the first day
 * on which a conversation is booked from today on. ?1 the caseworker, ?2 the earliest beginning, ?3 today. */
static const char begun_of[] =
	"SELECT o.id, 0, z.benefit_from, -1, '', '', " WHO ", z.target_group,"
	" EXISTS(SELECT 1 FROM conversation_signed t WHERE t.citizen = o.id AND t.date >= z.benefit_from),"
	" ifnull((SELECT min(a.date) FROM appointment a WHERE a.citizen = o.id AND a.date >= ?3 AND a.state = 0"
	"  AND a.deleted = 0), ''),"
	" EXISTS(SELECT 1 FROM availability_check k WHERE k.citizen = o.id AND k.requirement = 'R02'"
	"  AND k.event_date >= z.benefit_from)"
	" FROM caseload o CROSS JOIN citizen z ON z.id = o.id"
	" WHERE o.coordinator = ?1 AND z.benefit_from >= ?2 AND z.benefit_from <= ?3";

enum column { COLUMN_GROUP = MORE_COLUMN, COLUMN_TALKED, COLUMN_BOOKED, COLUMN_HAS_CV };

#define G(number) RULE_GROUP(number)

/* In which groups the deadline counts. */
static const struct duty {
	enum agenda_kind kind;
	const char *rule;
	uint32_t groups;
} duties[] = {
	{ AGENDA_FIRST_CONVERSATION, "first_akasse", G(1) },
	{ AGENDA_FIRST_CONVERSATION, "first_conversation", G(2) | G(3) | G(4) | G(5) },
	{ AGENDA_FIRST_CONVERSATION, "sick_first", G(6) },
	{ AGENDA_CV_DUE, "cv", G(1) | G(2) | G(4) | G(9) },
};

static bool is_done(const struct duty *duty, struct statement *s, struct date due)
{
	struct date booked = statement_date(s, COLUMN_BOOKED);

	if (duty->kind == AGENDA_CV_DUE)
		return statement_int(s, COLUMN_HAS_CV) != 0;
	return statement_int(s, COLUMN_TALKED) != 0 || (date_is_set(booked) && date_compare(booked, due) <= 0);
}

static void duty_add(struct gathering *gathering, struct statement *s, const struct duty *duty)
{
	int group = (int)statement_int(s, COLUMN_GROUP);
	struct deadline deadline;
	struct agenda_row *row;

	if (group <= 0 || group > 13 || (duty->groups & RULE_GROUP(group)) == 0 ||
	    !deadline_compute(gathering->rules, duty->rule, statement_date(s, 2), CHANNEL_ORAL, group,
			      gathering->arena, &deadline, NULL))
		return;
	if (is_done(duty, s, deadline.due) || !agenda_is_near(gathering, deadline.due) ||
	    date_days_between(deadline.due, gathering->today) > LATE_DAYS)
		return;
	row = agenda_add(gathering, s, AGENDA_DEADLINES, duty->kind);
	row->date = deadline.due;
	row->why = agenda_why(&deadline, gathering->arena);
}

static bool begun_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, begun_of, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	statement_bind_date(&s, date_add_days(gathering->today, -LONGEST_DAYS));
	statement_bind_date(&s, gathering->today);
	while (statement_row(&s))
		for (size_t i = 0; i < LENGTH(duties); i++)
			duty_add(gathering, &s, &duties[i]);
	return statement_end(&s);
}

/* ---- the a-kasse ---------------------------------------------------------------------------------------- */

static const char unanswered_of[] =
	"WITH mine(id) AS (SELECT n.id FROM caseload o CROSS JOIN notification n ON n.citizen = o.id"
	"  WHERE o.coordinator = ?1 UNION SELECT id FROM notification WHERE author = ?1)"
	" SELECT n.citizen, n.id, date(n.at / 1000, 'unixepoch'), -1, n.fund, '', " WHO
	" FROM mine CROSS JOIN notification n ON n.id = mine.id CROSS JOIN citizen z ON z.id = n.citizen"
	" WHERE NOT EXISTS(SELECT 1 FROM notification_answer a WHERE a.notification = n.id) AND z.deleted = 0 AND " IS_HERE("z")
	" ORDER BY n.at" LIMIT;

static void unanswered_add(struct gathering *gathering, struct statement *s)
{
	struct date sent = statement_date(s, 2);
	struct arena *arena = gathering->arena;
	const struct rule *rule;
	struct agenda_row *row;
	int days;

	if (!rule_number(gathering->rules, NOTIFICATION_DAYS_RULE, 0, sent, &days, &rule, NULL) ||
	    date_days_between(sent, gathering->today) < days)
		return;
	row = agenda_add(gathering, s, AGENDA_DEADLINES, AGENDA_UNANSWERED);
	row->date = date_add_days(sent, days);
	row->why = arena_printf(arena, tr_count("told on %s, no answer after %d day (%s)",
						"told on %s, no answer after %d days (%s)", days),
				date_long(arena, sent), days, agenda_source(rule, arena));
}

static bool unanswered_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, unanswered_of, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	while (statement_row(&s))
		unanswered_add(gathering, &s);
	return statement_end(&s);
}

bool agenda_duties_gather(struct gathering *gathering, struct err *err)
{
	return begun_gather(gathering, err) && unanswered_gather(gathering, err);
}
