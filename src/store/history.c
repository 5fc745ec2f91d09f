/* history.c - the citizen's history as one timeline, and the notes people write into it.
 *
 * Facts stand under the day they are about, or the day they were written. An earlier value of one of the
 * citizen's own fields stands under the day it gave way, with who changed it: every version of a cell but
 * the shown one is in superseded. */
#include "samtale/store/people.h"

#include <string.h>

#include "capture.h"
#include "note_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/activity.h"
#include "samtale/domain/decision.h"
#include "samtale/domain/followup.h"
#include "samtale/domain/handover.h"
#include "samtale/domain/plan_sheet.h"
#include "tables.h"

/* ---- notes ------------------------------------------------------------------------------------------ */

static const char note_insert[] =
	"INSERT INTO journal_note(id, citizen, conversation, sanction_case, kind, text, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

bool note_row_add(struct store *store, struct journal_note *note, const char *kind, struct err *err)
{
	struct statement s;

	note->id = 0;
	note->at = store_now_ms(store);
	note->author = store_author(store);
	if (!row_number(store, &note->id, err) || !statement_begin(&s, store, note_insert, err))
		return false;
	statement_bind_int(&s, note->id);
	statement_bind_int(&s, note->citizen);
	statement_bind_int(&s, note->conversation);
	statement_bind_int(&s, note->sanction_case);
	statement_bind_text(&s, kind);
	statement_bind_text(&s, note->text);
	statement_bind_int(&s, note->at);
	statement_bind_int(&s, note->author);
	return statement_end(&s);
}

bool store_note_add(struct store *store, struct journal_note *note, struct err *err)
{
	struct journal_note row = *note;

	if (str_is_empty(row.text))
		return err_set(err, ERR_INPUT, "%s", _("The note is empty: write something, or leave it."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, note_row_add(store, &row, "note", err), err))
		return false;
	*note = row;
	return true;
}

/* ---- the timeline ----------------------------------------------------------------------------------- */

_Static_assert(HISTORY_CONVERSATION == 0 && HISTORY_NO_SHOW == 1 && HISTORY_CHECK == 2 &&
	       HISTORY_SANCTION == 3 && HISTORY_NOTE == 4 && HISTORY_GUIDANCE == 5 &&
	       HISTORY_NOTIFICATION == 6 && HISTORY_STEP == 7 && HISTORY_OUTCOME == 8 && HISTORY_CHANGE == 9 &&
	       HISTORY_CONSENT == 10 && HISTORY_PLAN_ANSWER == 11 && HISTORY_ACTIVITY == 12 &&
	       HISTORY_ABSENCE == 13 && HISTORY_HANDOVER == 14 && HISTORY_FOLLOWUP == 15 && HISTORY_CHOICE == 16 && ATTENDANCE_ABSENT == 2 && PLAN_ACCEPTED == 0,
	       "the statement below names the kinds by number");
_Static_assert(TABLE_CITIZEN == 2 && HLC_COUNTER_BITS == 16, "the statement below reads the citizen's cells");

#define DAY_OF(ms) "date((" ms ") / 1000, 'unixepoch')"

/* One line a kind: kind, ref, date, what, number, text, at, author. number is the version of a conversation,
 * the outcome of a check, the act of a case, whether a note is bound to a case, or the column of a change; of the citizen's columns 15 is the coordinator, shown by initials, and
 * 22 says whether the row is deleted, which is no field of the citizen's. */
static const char history_of[] =
	"WITH change(col, before, hlc, author) AS ("
	"  SELECT col, lag(val) OVER (PARTITION BY col ORDER BY hlc, seq), hlc, author FROM ("
	"   SELECT col, hlc, seq, author, val FROM superseded WHERE tbl = 2 AND row = ?1"
	"   UNION ALL SELECT col, hlc, seq, author, NULL FROM cell WHERE tbl = 2 AND row = ?1 AND col > 0)),"
	" taken_part(id, started, ended, completed, dropout, place) AS ("
	"  SELECT n.id, n.started, n.ended, n.completed, n.dropout, ifnull(f.name, '') || iif(ifnull(e.name, '') <> '',"
	"   ', ' || e.name, '') FROM enrolment n LEFT JOIN effort f ON f.id = n.effort LEFT JOIN activity a"
	"   ON a.id = n.id LEFT JOIN employer e ON e.id = a.employer WHERE n.citizen = ?1 AND n.deleted = 0),"
	" entry(kind, ref, date, what, number, text, at, author) AS ("
	" SELECT 0, s.conversation, s.date, c.guide, row_number() OVER (PARTITION BY s.conversation"
	"  ORDER BY s.version, s.at, s.id), iif(s.version > 1, s.reason, s.summary), s.at, s.author"
	"  FROM conversation_signed s CROSS JOIN conversation c ON c.id = s.conversation WHERE s.citizen = ?1"
	" UNION ALL SELECT 1, id, date, type, 0, form, 0, 0"
	"  FROM appointment WHERE citizen = ?1 AND state = 2 AND deleted = 0"
	" UNION ALL SELECT 2, id, event_date, requirement, outcome, iif(reason <> '', reason, evidence),"
	"  at, author FROM availability_check WHERE citizen = ?1"
	" UNION ALL SELECT 3, f.id, h.date, '', h.act, h.text, h.at, h.author"
	"  FROM sanction_case f CROSS JOIN sanction_event h ON h.sanction_case = f.id WHERE f.citizen = ?1"
	" UNION ALL SELECT 4, id, " DAY_OF("at") ", kind, sanction_case <> 0, text, at, author"
	"  FROM journal_note WHERE citizen = ?1"
	" UNION ALL SELECT 5, id, date, channel, 0, text_version, at, author FROM guidance WHERE citizen = ?1"
	" UNION ALL SELECT 6, id, event_date, event, 0, reason, at, author"
	"  FROM notification WHERE citizen = ?1"
	" UNION ALL SELECT 6, n.id, a.date, n.event, 1, a.code || iif(a.text <> '', ': ' || a.text, ''), a.at, a.author"
	"  FROM notification_answer a CROSS JOIN notification n ON n.id = a.notification WHERE n.citizen = ?1"
	" UNION ALL SELECT 7, id, " DAY_OF("at") ", '', 0, text, at, 0"
	"  FROM plan_step WHERE citizen = ?1 AND deleted = 0"
	" UNION ALL SELECT 8, q.id, q.date, q.status, 0, ifnull(i.name, ''), 0, 0"
	"  FROM outcome q LEFT JOIN effort i ON i.id = q.effort WHERE q.citizen = ?1 AND q.deleted = 0"
	" UNION ALL SELECT 10, c.id, " DAY_OF("c.at") ", c.subject, c.given + 2 * EXISTS(SELECT 1 FROM consent b"
	"  WHERE b.citizen = ?1 AND b.subject = c.subject AND b.given = 1 AND (b.at, b.id) < (c.at, c.id)), '',"
	"  c.at, c.author FROM consent c WHERE c.citizen = ?1"
	" UNION ALL SELECT 11, id, date, channel, answer, reason, at, author"
	"  FROM plan_acceptance WHERE citizen = ?1"
	" UNION ALL SELECT 12, id, started, '', 0, place, 0, 0 FROM taken_part WHERE started <> ''"
	" UNION ALL SELECT 12, id, ended, dropout, 2 + completed, place, 0, 0 FROM taken_part WHERE ended <> ''"
	" UNION ALL SELECT 13, k.id, k.date, k.reason, k.state, ifnull(t.place, ''), k.at, k.author"
	"  FROM attendance k LEFT JOIN taken_part t ON t.id = k.enrolment WHERE k.citizen = ?1 AND k.state >= 2"
	"  AND NOT EXISTS(SELECT 1 FROM attendance l WHERE l.enrolment = k.enrolment AND l.date = k.date"
	"   AND (l.at, l.id) > (k.at, k.id))"
	" UNION ALL SELECT 14, h.id, " DAY_OF("h.at") ", h.reason, 0, ifnull(g.name, '') || ' → ' ||"
	"  ifnull(r.name, '') || ': ' || h.note, h.at, h.author FROM handover h"
	"  LEFT JOIN caseworker g ON g.id = h.from_caseworker LEFT JOIN caseworker r ON r.id = h.to_caseworker"
	"  WHERE h.citizen = ?1"
	" UNION ALL SELECT 14, a.id, " DAY_OF("a.at") ", h.reason, a.state, ifnull(r.name, '') || iif(a.note <> '', ': ' || a.note, ''),"
	"  a.at, a.author FROM handover h CROSS JOIN handover_answer a ON a.handover = h.id"
	"  LEFT JOIN caseworker r ON r.id = a.author WHERE h.citizen = ?1"
	" UNION ALL SELECT 15, id, date, status || ' ' || source, months + 100 * CAST(round(weekly_hours * 10)"
	"  AS INTEGER), helped, at, author FROM outcome_check WHERE citizen = ?1"
	" UNION ALL SELECT 16, about_table, " DAY_OF("at") ", other, about_column, chosen || char(31) || reason, at, author"
	"  FROM conflict_choice WHERE citizen = ?1"
	" UNION ALL SELECT 9, ?1, " DAY_OF("hlc >> 16") ", '', col, iif(col = 15, (SELECT initials"
	"  FROM caseworker WHERE caseworker.id = before), before), hlc >> 16, author"
	"  FROM change WHERE before <> '' AND col <> 22)"
	" SELECT e.kind, e.ref, e.date, e.what, e.number, e.text, ifnull(w.initials, '')"
	" FROM entry e LEFT JOIN caseworker w ON w.id = e.author"
	" ORDER BY e.date DESC, e.at DESC, e.ref DESC LIMIT 500";

static const char *first_line(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strcspn(text, "\n"));
}

static const char *citizen_column(int64_t number)
{
	const struct synced_column *column = synced_column(synced_table(TABLE_CITIZEN), number);

	return column ? column->name : "";
}

/* Extra guidance says what it was beside its wording. */
static const char *guidance_shown(const char *version, struct arena *arena)
{
	struct guidance guidance = { .text_version = version };

	if (guidance_kind(&guidance) == GUIDANCE_RIGHTS)
		return version;
	return arena_printf(arena, "%s: %s", guidance_kind_label(guidance_kind(&guidance)), guidance_wording(&guidance));
}

/* Bit 0: given; bit 1: there was a yes before. */
static const char *consent_shown(int64_t number)
{
	return consent_state_label(&(struct consent){ .given = number & 1, .was_given = number & 2 });
}

/* 0: it began; 1 to 3: it ended, not known how, before its time, completed. */
static const char *activity_shown(int64_t number, const char *dropout, const char *place, struct arena *arena)
{
	static const char *const ways[] = { N_("begun"), N_("ended"), N_("stopped"), N_("completed") };
	const char *text = arena_printf(arena, "%s: %s", _(ways[number]), place);

	return dropout[0] == '\0' ? text
				  : arena_printf(arena, "%s (%s)", text, word_label(activity_dropouts, dropout));
}

static const char *absence_shown(int64_t state, const char *reason, const char *place, struct arena *arena)
{
	const char *text = arena_printf(arena, "%s: %s", attendance_label((enum attendance_state)state), place);

	return reason[0] == '\0' ? text
				 : arena_printf(arena, "%s (%s)", text, word_label(absence_reasons, reason));
}

/* what: status and source; number: the months, and 1000 for each hour a week. */
static const char *followup_shown(int64_t number, const char *what, const char *helped, struct arena *arena)
{
	size_t status = strcspn(what, " ");
	struct followup followup = { .status = arena_strndup(arena, what, status),
				     .source = what + status + (what[status] == ' '),
				     .months = (int)(number % 100),
				     .weekly_hours = (double)(number / 100) / 10,
				     .helped = helped };

	return followup_text(arena, &followup);
}

/* ref: the table, number: its column, what: what gave way, whole: what was chosen and, after the parting character, why. */
static void choice_read(struct arena *arena, int64_t column, struct history_row *row)
{
	const struct synced_table *table = synced_table(row->ref);
	const struct synced_column *field = table != NULL ? synced_column(table, column) : NULL;
	size_t chosen = strcspn(row->whole, "\x1f");

	row->whole = arena_printf(arena, _("%s, not %s: %s"), arena_strndup(arena, row->whole, chosen), row->what,
				  row->whole + chosen + (row->whole[chosen] != '\0'));
	if (table != NULL && table->id == TABLE_PLAN_ACCEPTANCE)
		row->whole = arena_printf(arena, "%s: %s", _("The citizen's answer to the plan"), row->whole);
	row->what = field != NULL ? arena_printf(arena, "%s.%s", table->name, field->name) : "";
	row->ref = 0;
}

static void history_read(struct statement *s, struct arena *arena, struct history_row *row)
{
	int64_t number = statement_int(s, 4);

	*row = (struct history_row){
		.kind = (enum history_kind)statement_int(s, 0),
		.ref = statement_int(s, 1),
		.date = statement_date(s, 2),
		.what = statement_text(s, 3, arena),
		.whole = statement_text(s, 5, arena),
		.author = statement_text(s, 6, arena),
	};
	if (row->kind == HISTORY_SANCTION)
		row->whole = decision_shown(row->whole, arena);
	if (row->kind == HISTORY_GUIDANCE)
		row->whole = guidance_shown(row->whole, arena);
	if (row->kind == HISTORY_NOTIFICATION && number != 0)
		row->whole = arena_printf(arena, _("the a-kasse answers: %s"), row->whole);
	if (row->kind == HISTORY_NOTE && number != 0)
		row->whole = arena_printf(arena, _("In the sanction case: %s"), row->whole);
	if (row->kind == HISTORY_CONSENT)
		row->whole = consent_shown(number);
	if (row->kind == HISTORY_ACTIVITY)
		row->whole = activity_shown(number, row->what, row->whole, arena);
	if (row->kind == HISTORY_ABSENCE)
		row->whole = absence_shown(number, row->what, row->whole, arena);
	if (row->kind == HISTORY_FOLLOWUP)
		row->whole = followup_shown(number, row->what, row->whole, arena);
	if (row->kind == HISTORY_HANDOVER && number > HANDOVER_OFFERED && number < HANDOVER_STATES)
		row->whole = arena_printf(arena, "%s, %s", handover_state_label((enum handover_state)number), row->whole);
	if (row->kind == HISTORY_PLAN_ANSWER)
		row->whole = plan_answer_text((enum plan_answer)number, row->what, row->whole, arena);
	if (row->kind == HISTORY_CHOICE)
		choice_read(arena, number, row);
	row->text = first_line(arena, row->whole);
	if (row->kind == HISTORY_CONVERSATION)
		row->version = (int)number;
	if (row->version > 1)
		row->text = arena_printf(arena, _("Corrected, version %d: %s"), row->version, row->text);
	if (row->kind == HISTORY_SANCTION && number >= 0 && number < SANCTION_ACTS)
		row->what = sanction_act_name((enum sanction_act)number);
	if (row->kind == HISTORY_CHANGE)
		row->what = citizen_column(number);
	if (row->kind == HISTORY_CHECK && number >= 0 && number < CHECK_OUTCOMES)
		row->text = arena_printf(arena, "%s%s%s", check_outcome_label((enum check_outcome)number),
					 *row->text ? ": " : "", row->text);
}

bool store_history(struct store *store, int64_t citizen, struct arena *arena, struct history *history,
		   struct err *err)
{
	struct statement s;

	*history = (struct history){ 0 };
	if (!statement_begin(&s, store, history_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		history->rows = arena_grow(arena, history->rows, history->count, sizeof(*history->rows));
		history_read(&s, arena, &history->rows[history->count++]);
	}
	return statement_end(&s);
}
