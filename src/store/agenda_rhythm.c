/* agenda_rhythm.c - what Today says of hand-overs and follow-ups. */
#include <string.h>

#include "agenda_rows.h"
#include "contact_rows.h"
#include "samtale/store/rhythm.h"

/* A check that nobody answered leaves Today after so many days; the list of follow-ups keeps it. */
#define FOLLOWUP_KEPT_DAYS 14

/* What became of a hand-over is told for so many days. */
#define ANSWER_TOLD_DAYS 7

#define HANDOVER_COLUMNS(when, other)                                                                   \
	"SELECT h.citizen, h.id, date(" when " / 1000, 'unixepoch'), -1,"                              \
	" ifnull((SELECT name FROM caseworker c WHERE c.id = " other "), ''), '', " WHO ","            \
	" " HANDOVER_STATE ", h.offer, h.reason, h.note, " HANDOVER_ANSWER("note") ","                 \
	" ifnull(" HANDOVER_ANSWER("at") ", h.at) AS answered"                                         \
	" FROM handover h CROSS JOIN citizen z ON z.id = h.citizen"

static const char handovers_to[] =
	HANDOVER_COLUMNS("h.at", "h.from_caseworker")
	" WHERE h.to_caseworker = ?1 AND z.deleted = 0 AND " HANDOVER_STATE " = 0 ORDER BY h.at" LIMIT;

/* What one gave or offered and waits for, or was answered; and what one was offered and is not any more. */
static const char handovers_told[] =
	HANDOVER_COLUMNS("ifnull(" HANDOVER_ANSWER("at") ", h.at)",
			 "iif(h.to_caseworker = ?1, h.from_caseworker, h.to_caseworker)")
	" WHERE z.deleted = 0 AND iif(h.to_caseworker = ?1, " HANDOVER_STATE " = 3,"
	"  ?1 IN (h.from_caseworker, h.author) AND iif(h.offer, " HANDOVER_STATE " < 3, " HANDOVER_STATE " = 2))"
	" AND (" HANDOVER_STATE " = 0 OR answered >= ?2)"
	" AND NOT EXISTS(SELECT 1 FROM handover l WHERE l.citizen = h.citizen AND (l.at, l.id) > (h.at, h.id))"
	" ORDER BY h.at" LIMIT;

/* A note's own full stop gives way to the sentence's. */
static const char *unstopped(struct arena *arena, const char *note)
{
	size_t size = strlen(note);

	return arena_printf(arena, "%.*s", (int)(size && note[size - 1] == '.' ? size - 1 : size), note);
}

static void handover_add(struct gathering *gathering, struct statement *s, enum agenda_section section,
			 enum agenda_kind kind)
{
	struct agenda_row *row = agenda_add(gathering, s, section, kind);
	struct arena *arena = gathering->arena;
	enum handover_state state = (enum handover_state)statement_int(s, MORE_COLUMN);
	const char *answer = statement_text(s, MORE_COLUMN + 4, arena);

	row->form = kind == AGENDA_HANDOVER ? (statement_int(s, MORE_COLUMN + 1) ? AGENDA_OFFER : "") :
					      handover_state_name(state);
	row->why = state == HANDOVER_OFFERED
			   ? arena_printf(arena, "%s. %s",
					  word_label(handover_reasons, statement_text(s, MORE_COLUMN + 2, arena)),
					  unstopped(arena, statement_text(s, MORE_COLUMN + 3, arena)))
			   : unstopped(arena, answer);
}

static bool handovers_to_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, handovers_to, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	while (statement_row(&s))
		handover_add(gathering, &s, AGENDA_UNFINISHED, AGENDA_HANDOVER);
	return statement_end(&s);
}

static bool handovers_told_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, handovers_told, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	statement_bind_int(&s, (gathering->today.day - ANSWER_TOLD_DAYS) * MS_A_DAY);
	while (statement_row(&s))
		handover_add(gathering, &s, AGENDA_FOLLOW_UP, AGENDA_HANDOVER_TOLD);
	return statement_end(&s);
}

/* Nothing is left of them here that could be told but where they are. */
static const char moved_from[] =
	"SELECT p.citizen, 0, date(p.at / 1000, 'unixepoch'), -1, k.name || ', ' || k.team, '', '', '', ''"
	" FROM purged p CROSS JOIN caseworker k ON k.id = p.coordinator"
	" WHERE p.giver = ?1 AND p.coordinator <> ?1 AND p.kind = 1 AND p.at >= ?2 ORDER BY p.at" LIMIT;

static bool moved_gather(struct gathering *gathering, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, gathering->store, moved_from, err))
		return false;
	statement_bind_int(&s, gathering->caseworker);
	statement_bind_int(&s, (gathering->today.day - ANSWER_TOLD_DAYS) * MS_A_DAY);
	while (statement_row(&s))
		agenda_add(gathering, &s, AGENDA_FOLLOW_UP, AGENDA_MOVED)->name = _("Moved");
	return statement_end(&s);
}

static void followup_add(struct gathering *gathering, const struct followup_row *row)
{
	struct agenda *agenda = gathering->agenda;

	agenda->rows = arena_grow(gathering->arena, agenda->rows, agenda->count, sizeof(*agenda->rows));
	agenda->rows[agenda->count++] = (struct agenda_row){
		.section = AGENDA_FOLLOW_UP,
		.kind = AGENDA_OUTCOME,
		.citizen = row->basis.citizen,
		.ref = row->basis.outcome ? row->basis.outcome : row->basis.enrolment,
		.date = row->due.due,
		.minute = -1,
		.name = row->name,
		.what = date_short(gathering->arena, row->basis.began),
		.form = row->basis.outcome ? "" : row->basis.effort_name,
		.benefit_weeks = -1,
		.why = "",
	};
}

static bool followups_gather(struct gathering *gathering, struct err *err)
{
	struct followup_query query = { .caseworker = gathering->caseworker,
					.today = gathering->today,
					.until = DATE_NONE };
	struct followup_rows list;

	if (!store_followups_due(gathering->store, &query, gathering->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (date_days_between(list.rows[i].due.due, gathering->today) <= FOLLOWUP_KEPT_DAYS)
			followup_add(gathering, &list.rows[i]);
	return true;
}

bool agenda_rhythm_gather(struct gathering *gathering, struct err *err)
{
	return handovers_to_gather(gathering, err) && handovers_told_gather(gathering, err) &&
	       moved_gather(gathering, err) &&
	       followups_gather(gathering, err);
}
