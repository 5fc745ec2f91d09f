/* plan.c - the citizen's one plan: its steps and its items. */
#include "plan_rows.h"

#include "rows.h"
#include "samtale/store/conversations.h"
#include "samtale/store/measures.h"

/* ---- the plan itself -------------------------------------------------------------------------------- */

/* begun is written once: a plan that is there keeps the day it began. */
static const char plan_revive[] = "UPDATE plan SET deleted = 0 WHERE id = ? AND deleted <> 0";
static const char plan_insert[] = "INSERT INTO plan(id, citizen, begun) SELECT ?1, ?2, ?3"
				  " WHERE NOT EXISTS(SELECT 1 FROM plan WHERE id = ?1)";

bool plan_ensure(struct store *store, int64_t citizen, struct err *err)
{
	char key[ROW_KEY_SIZE];
	struct statement s;
	int64_t id;

	if (!store_natural_id(store, "plan", row_key(citizen, key), &id, err) ||
	    !statement_begin(&s, store, plan_revive, err))
		return false;
	statement_bind_int(&s, id);
	if (!statement_end(&s) || !statement_begin(&s, store, plan_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, citizen);
	statement_bind_date(&s, store_today(store));
	return statement_end(&s);
}

/* ---- steps ------------------------------------------------------------------------------------------ */

static const char steps_of[] =
	"SELECT id, citizen, conversation, text, owner, due, status, track FROM plan_step"
	" WHERE citizen = ? AND deleted = 0 ORDER BY at DESC, id DESC";

static const char step_insert[] =
	"INSERT INTO plan_step(id, citizen, conversation, text, owner, due, status, track, at)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char step_update[] =
	"UPDATE plan_step SET text = ?2, owner = ?3, due = ?4, status = ?5, track = ?6, deleted = 0"
	" WHERE id = ?1";

static bool step_insert_run(struct store *store, struct plan_step *step, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, step_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, step->citizen);
	statement_bind_int(&s, step->conversation);
	statement_bind_text(&s, step->text);
	statement_bind_int(&s, step->owner);
	statement_bind_date(&s, step->due);
	statement_bind_int(&s, step->status);
	statement_bind_int(&s, step->track);
	statement_bind_int(&s, store_now_ms(store));
	if (!statement_end(&s))
		return false;
	step->id = id;
	return true;
}

static bool step_update_run(struct store *store, const struct plan_step *step, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, step_update, err))
		return false;
	statement_bind_int(&s, step->id);
	statement_bind_text(&s, step->text);
	statement_bind_int(&s, step->owner);
	statement_bind_date(&s, step->due);
	statement_bind_int(&s, step->status);
	statement_bind_int(&s, step->track);
	return statement_end(&s);
}

bool step_row_put(struct store *store, struct plan_step *step, struct err *err)
{
	return step->id ? step_update_run(store, step, err) : step_insert_run(store, step, err);
}

bool store_step_put(struct store *store, struct plan_step *step, struct err *err)
{
	struct plan_step row = *step;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, plan_ensure(store, row.citizen, err) && step_row_put(store, &row, err), err))
		return false;
	step->id = row.id;
	return true;
}

static bool steps_read(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
		       struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, steps_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		plan->steps = arena_grow(arena, plan->steps, plan->step_count, sizeof(*plan->steps));
		plan->steps[plan->step_count++] = (struct plan_step){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.conversation = statement_int(&s, 2),
			.text = statement_text(&s, 3, arena),
			.owner = (enum step_owner)statement_int(&s, 4),
			.due = statement_date(&s, 5),
			.status = (enum step_status)statement_int(&s, 6),
			.track = statement_int(&s, 7),
		};
	}
	return statement_end(&s);
}

/* ---- goals, barriers, strengths, wishes ------------------------------------------------------------- */

static const char items_of[] =
	"SELECT id, citizen, conversation, kind, code, text, ended, aim, progress, note"
	" FROM plan_item WHERE citizen = ? AND deleted = 0 ORDER BY kind, ended, at DESC, id DESC";

static const char item_insert[] =
	"INSERT INTO plan_item(id, citizen, conversation, kind, code, text, ended, aim, progress, note, at)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char item_update[] =
	"UPDATE plan_item SET kind = ?2, code = ?3, text = ?4, ended = ?5, aim = ?6, progress = ?7,"
	" note = ?8, deleted = 0 WHERE id = ?1";

static bool item_insert_run(struct store *store, struct plan_item *item, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, item_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, item->citizen);
	statement_bind_int(&s, item->conversation);
	statement_bind_int(&s, item->kind);
	statement_bind_text(&s, item->code);
	statement_bind_text(&s, item->text);
	statement_bind_int(&s, item->ended);
	statement_bind_int(&s, item->aim);
	statement_bind_int(&s, item->progress);
	statement_bind_text(&s, item->note);
	statement_bind_int(&s, store_now_ms(store));
	if (!statement_end(&s))
		return false;
	item->id = id;
	return true;
}

static bool item_update_run(struct store *store, const struct plan_item *item, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, item_update, err))
		return false;
	statement_bind_int(&s, item->id);
	statement_bind_int(&s, item->kind);
	statement_bind_text(&s, item->code);
	statement_bind_text(&s, item->text);
	statement_bind_int(&s, item->ended);
	statement_bind_int(&s, item->aim);
	statement_bind_int(&s, item->progress);
	statement_bind_text(&s, item->note);
	return statement_end(&s);
}

bool item_row_put(struct store *store, struct plan_item *item, struct err *err)
{
	return item->id ? item_update_run(store, item, err) : item_insert_run(store, item, err);
}

bool store_plan_item_put(struct store *store, struct plan_item *item, struct err *err)
{
	struct plan_item row = *item;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, plan_ensure(store, row.citizen, err) && item_row_put(store, &row, err), err))
		return false;
	item->id = row.id;
	return true;
}

static bool items_read(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
		       struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, items_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		plan->items = arena_grow(arena, plan->items, plan->item_count, sizeof(*plan->items));
		plan->items[plan->item_count++] = (struct plan_item){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.conversation = statement_int(&s, 2),
			.kind = (enum plan_item_kind)statement_int(&s, 3),
			.code = statement_text(&s, 4, arena),
			.text = statement_text(&s, 5, arena),
			.ended = statement_int(&s, 6),
			.aim = (enum plan_aim)statement_int(&s, 7),
			.progress = (enum barrier_progress)statement_int(&s, 8),
			.note = statement_text(&s, 9, arena),
		};
	}
	return statement_end(&s);
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

bool store_plan(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan, struct err *err)
{
	char key[ROW_KEY_SIZE];
	int64_t id, there;

	*plan = (struct plan){ .citizen = citizen };
	if (!store_natural_id(store, "plan", row_key(citizen, key), &id, err) ||
	    !database_number(store, "SELECT count(*) FROM plan WHERE id = ? AND deleted = 0", id, 0, &there,
			     err))
		return false;
	plan->id = there ? id : 0;
	return steps_read(store, citizen, arena, plan, err) && items_read(store, citizen, arena, plan, err) &&
	       tracks_read(store, citizen, arena, plan, err) &&
	       positions_read(store, citizen, arena, plan, err) &&
	       store_measures(store, citizen, arena, &plan->measures, &plan->measure_count, err);
}
