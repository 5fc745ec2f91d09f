/* efforts.c - efforts, who was in them, what came of it, and what was decided about them. */
#include "erased.h"
#include "homes.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "samtale/store/handovers.h"
#include "samtale/store/reports.h"
#include "tables.h"

/* ---- what is counted ------------------------------------------------------------------------------ */

static const char efforts_all[] = "SELECT id, code, name, kind, from_date, to_date, unit_cost, description "
				  "FROM effort WHERE deleted = 0"
				  " ORDER BY code, name, id";

static bool efforts_read(struct store *store, struct arena *arena, struct effect_source *source,
			 struct err *err)
{
	struct effort *rows = NULL;
	struct statement s;

	if (!statement_begin(&s, store, efforts_all, err))
		return false;
	while (statement_row(&s)) {
		rows = arena_grow(arena, rows, source->effort_count, sizeof(*rows));
		rows[source->effort_count++] = (struct effort){
			.id = statement_int(&s, 0),
			.code = statement_text(&s, 1, arena),
			.name = statement_text(&s, 2, arena),
			.kind = statement_text(&s, 3, arena),
			.from = statement_date(&s, 4),
			.to = statement_date(&s, 5),
			.unit_cost_ore = statement_int(&s, 6),
			.description = statement_text(&s, 7, arena),
		};
	}
	source->efforts = rows;
	return statement_end(&s);
}

static const char people_all[] = "SELECT c.id, c.target_group FROM citizen c WHERE c.deleted = 0 AND "
				 IS_HERE("c") " UNION ALL " ERASED_PEOPLE " ORDER BY 1";

static bool people_read(struct store *store, struct arena *arena, struct effect_source *source,
			struct err *err)
{
	struct effort_person *rows = NULL;
	struct statement s;

	if (!statement_begin(&s, store, people_all, err))
		return false;
	while (statement_row(&s)) {
		rows = arena_grow(arena, rows, source->person_count, sizeof(*rows));
		rows[source->person_count++] = (struct effort_person){
			.citizen = statement_int(&s, 0), .target_group = (int)statement_int(&s, 1)
		};
	}
	source->people = rows;
	return statement_end(&s);
}

static const char enrolments_all[] =
	"SELECT citizen, effort, invited, started, ended, completed, dropout FROM enrolment WHERE deleted = 0"
	" UNION ALL " ERASED_ENROLMENTS " ORDER BY 1";

static bool enrolments_read(struct store *store, struct arena *arena, struct effect_source *source,
			    struct err *err)
{
	struct enrolment *rows = NULL;
	struct statement s;

	if (!statement_begin(&s, store, enrolments_all, err))
		return false;
	while (statement_row(&s)) {
		rows = arena_grow(arena, rows, source->enrolment_count, sizeof(*rows));
		rows[source->enrolment_count++] = (struct enrolment){
			.citizen = statement_int(&s, 0),
			.effort = statement_int(&s, 1),
			.invited = statement_date(&s, 2),
			.started = statement_date(&s, 3),
			.ended = statement_date(&s, 4),
			.completed = (int)statement_int(&s, 5),
			.dropout = statement_text(&s, 6, arena),
		};
	}
	source->enrolments = rows;
	return statement_end(&s);
}

static const char outcomes_all[] =
	"SELECT citizen, effort, status, date, weekly_hours FROM outcome WHERE deleted = 0"
	" UNION ALL " ERASED_OUTCOMES " ORDER BY 1";

static bool outcomes_read(struct store *store, struct arena *arena, struct effect_source *source,
			  struct err *err)
{
	struct outcome *rows = NULL;
	struct statement s;

	if (!statement_begin(&s, store, outcomes_all, err))
		return false;
	while (statement_row(&s)) {
		rows = arena_grow(arena, rows, source->outcome_count, sizeof(*rows));
		rows[source->outcome_count++] = (struct outcome){
			.citizen = statement_int(&s, 0),
			.effort = statement_int(&s, 1),
			.status = statement_text(&s, 2, arena),
			.date = statement_date(&s, 3),
			.weekly_hours = statement_real(&s, 4),
		};
	}
	source->outcomes = rows;
	return statement_end(&s);
}

/* A decision is later than the one it was made from, whatever the clocks say. */
static const char decisions_all[] =
	"SELECT d.id, d.effort, d.previous, d.act, d.date, d.reason, d.figures, d.hash, ifnull(w.name, ''), "
	"d.author, EXISTS(SELECT 1 FROM conflict_choice c WHERE c.about_table = 70 AND c.about_row = d.id)"
	" FROM effort_decision d LEFT JOIN caseworker w ON w.id = d.author ORDER BY d.effort, d.at, d.id";

_Static_assert(TABLE_EFFORT_DECISION == 70, "the statement above names the table by number");

static bool decisions_read(struct store *store, struct arena *arena, struct effect_source *source,
			   struct err *err)
{
	struct effort_decision *rows = NULL;
	struct statement s;

	if (!statement_begin(&s, store, decisions_all, err))
		return false;
	while (statement_row(&s)) {
		rows = arena_grow(arena, rows, source->decision_count, sizeof(*rows));
		rows[source->decision_count++] = (struct effort_decision){
			.id = statement_int(&s, 0),
			.effort = statement_int(&s, 1),
			.previous = statement_int(&s, 2),
			.act = (enum effort_act)statement_int(&s, 3),
			.date = statement_date(&s, 4),
			.reason = statement_text(&s, 5, arena),
			.figures = statement_text(&s, 6, arena),
			.hash = statement_text(&s, 7, arena),
			.author_name = statement_text(&s, 8, arena),
			.author = statement_int(&s, 9),
			.gave_way = statement_int(&s, 10) != 0,
		};
	}
	source->decisions = rows;
	return statement_end(&s);
}

bool store_effect_source(struct store *store, struct arena *arena, struct effect_source *source,
			 struct err *err)
{
	*source = (struct effect_source){ 0 };
	return store_moved_count(store, &source->moved, err) && efforts_read(store, arena, source, err) &&
	       people_read(store, arena, source, err) &&
	       enrolments_read(store, arena, source, err) && outcomes_read(store, arena, source, err) &&
	       decisions_read(store, arena, source, err);
}

/* ---- what is decided ------------------------------------------------------------------------------ */

static const char effort_there[] = "SELECT count(*) FROM effort WHERE id = ? AND deleted = 0";
static const char newest_decision[] = "SELECT ifnull((SELECT id FROM effort_decision WHERE effort = ? ORDER "
				      "BY at DESC, id DESC LIMIT 1), 0)";
static const char decision_insert[] =
	"INSERT INTO effort_decision(id, effort, act, date, reason, figures, hash, at, author, previous)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, max(?8, ifnull((SELECT max(at) + 1 FROM effort_decision"
	" WHERE effort = ?2), 0)), ?9, ?10";

/* Two heads, met in a merge, are joined by the next decision: it is made from the one that was read, the
 * latest. */
static bool decision_may_be(struct store *store, const struct effort_decision *decision, struct err *err)
{
	int64_t there, newest;

	if (!database_number(store, effort_there, decision->effort, 0, &there, err) ||
	    !database_number(store, newest_decision, decision->effort, 0, &newest, err))
		return false;
	if (there == 0)
		return err_set(err, ERR_MISSING, "%s",
			       _("This effort is not on this machine. Go back and open the list again."));
	if (newest != decision->previous)
		return err_set(err, ERR_BUSY, "%s",
			       _("Somebody has decided about this effort after you opened it. Open it again "
				 "and read it "
				 "first."));
	return true;
}

static bool decision_insert_run(struct store *store, struct effort_decision *decision, struct err *err)
{
	struct statement s;

	if (!row_number(store, &decision->id, err) || !statement_begin(&s, store, decision_insert, err))
		return false;
	statement_bind_int(&s, decision->id);
	statement_bind_int(&s, decision->effort);
	statement_bind_int(&s, decision->act);
	statement_bind_date(&s, decision->date);
	statement_bind_text(&s, decision->reason);
	statement_bind_text(&s, decision->figures);
	statement_bind_text(&s, decision->hash);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, decision->author);
	statement_bind_int(&s, decision->previous);
	return statement_end(&s);
}

bool store_effort_decide(struct store *store, struct effort_decision *decision, struct err *err)
{
	struct effort_decision row = *decision;
	bool done;

	row.id = 0;
	row.author = store_author(store);
	if (!store_begin(store, err))
		return false;
	done = decision_may_be(store, &row, err) && decision_insert_run(store, &row, err);
	if (!row_finish(store, done, err))
		return false;
	*decision = row;
	return true;
}
