/* conflicts.c - what two people wrote apart from each other, and what a person chose. */
#include "conflict_rows.h"

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "samtale/store/plans.h"
#include "samtale/store/reports.h"

/* ---- all -------------------------------------------------------------------------------------------- */

static bool concerns(struct store *store, int64_t caseworker, struct conflict *conflict, struct err *err)
{
	int64_t coordinator = 0;

	for (size_t i = 0; i < conflict->count; i++)
		conflict->concerns_me |= conflict->sides[i].author == caseworker;
	if (conflict->citizen != 0 &&
	    !database_number(store, "SELECT coordinator FROM citizen WHERE id = ?", conflict->citizen, 0, &coordinator,
			     err))
		return false;
	conflict->concerns_me |= coordinator == caseworker;
	return true;
}

static bool others_leave(struct store *store, int64_t caseworker, struct conflict_list *list, struct err *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (!concerns(store, caseworker, &list->rows[i], err))
			return false;
		if (list->rows[i].concerns_me)
			list->rows[kept++] = list->rows[i];
	}
	list->count = kept;
	return true;
}

/* What stops letters and payments stands first. */
static int conflict_order(const void *a, const void *b)
{
	const struct conflict *one = a, *other = b;
	bool field = one->kind == CONFLICT_FIELD;
	int order = strcmp(one->who, other->who);

	if (field != (other->kind == CONFLICT_FIELD))
		return field ? 1 : -1;
	if (order == 0)
		order = strcmp(one->what, other->what);
	return order != 0 ? order : (one->row > other->row) - (one->row < other->row);
}

bool store_conflicts(struct store *store, int64_t caseworker, int64_t citizen, struct arena *arena,
		     struct conflict_list *conflicts, struct err *err)
{
	*conflicts = (struct conflict_list){ 0 };
	if (!conflict_guarded_find(store, citizen, arena, conflicts, err) ||
	    !conflict_fields_find(store, citizen, arena, conflicts, err) ||
	    (caseworker != 0 && !others_leave(store, caseworker, conflicts, err)))
		return false;
	if (conflicts->count > 1)
		qsort(conflicts->rows, conflicts->count, sizeof(*conflicts->rows), conflict_order);
	return true;
}

bool store_conflict_count(struct store *store, int64_t *count, struct err *err)
{
	int64_t fields;

	if (!conflict_guarded_count(store, count, err) || !conflict_fields_count(store, &fields, err))
		return false;
	*count += fields;
	return true;
}

/* ---- what was chosen -------------------------------------------------------------------------------- */

struct told_choice {
	int64_t citizen, table, row, column;
	const char *chosen, *other, *reason;
};

static bool choice_add(struct store *store, const struct told_choice *choice, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) ||
	    !statement_begin(&s, store,
			     "INSERT INTO conflict_choice(id, citizen, about_table, about_row, about_column, chosen, other,"
			     " reason, at, author)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, choice->citizen);
	statement_bind_int(&s, choice->table);
	statement_bind_int(&s, choice->row);
	statement_bind_int(&s, choice->column);
	statement_bind_text(&s, choice->chosen);
	statement_bind_text(&s, choice->other);
	statement_bind_text(&s, choice->reason);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

static bool changed_meanwhile(struct err *err)
{
	return err_set(err, ERR_BUSY, "%s",
		       _("Something was written or chosen here after you opened it. Go back, open it again and read it "
			 "first."));
}

/* ---- a field ---------------------------------------------------------------------------------------- */

static bool sides_are_same(const struct conflict *a, const struct conflict *b)
{
	bool same = a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = a->sides[i].origin == b->sides[i].origin && a->sides[i].seq == b->sides[i].seq;
	return same;
}

static bool field_must_be(struct store *store, const struct conflict *conflict, struct arena *arena, struct err *err)
{
	struct conflict now;

	if (!conflict_field_read(store, conflict->table, conflict->column, conflict->row, arena, &now, err))
		return false;
	return sides_are_same(conflict, &now) || changed_meanwhile(err);
}

/* The value itself, as it was stored. */
static const char *field_sql(const struct conflict_choice *choice, struct arena *arena)
{
	const struct synced_table *table = synced_table(choice->conflict->table);
	const struct synced_column *column = synced_column(table, choice->conflict->column);

	if (choice->side == choice->conflict->count)
		return arena_printf(arena, "UPDATE %s SET %s = ?4 WHERE id = ?2", table->name, column->name);
	if (choice->conflict->sides[choice->side].is_shown)
		return arena_printf(arena, "SELECT sync_again(?1, id, ?3, %s) FROM %s WHERE id = ?2", column->name,
				    table->name);
	return arena_printf(arena,
			    "UPDATE %s SET %s = (SELECT val FROM sibling WHERE tbl = ?1 AND row = ?2 AND col = ?3"
			    " AND origin = ?4 AND seq = ?5) WHERE id = ?2",
			    table->name, column->name);
}

static bool third_is_number(const struct conflict *conflict)
{
	return conflict->third == FIELD_FORM_TIME || conflict->third == FIELD_FORM_NUMBER;
}

static bool field_write(struct store *store, const struct conflict_choice *choice, struct arena *arena,
			struct err *err)
{
	const struct conflict *conflict = choice->conflict;
	struct statement s;

	if (!statement_begin(&s, store, field_sql(choice, arena), err))
		return false;
	statement_bind_int(&s, conflict->table);
	statement_bind_int(&s, conflict->row);
	statement_bind_int(&s, conflict->column);
	if (choice->side == conflict->count && third_is_number(conflict))
		statement_bind_int(&s, strtoll(choice->text, NULL, 10));
	else if (choice->side == conflict->count)
		statement_bind_text(&s, choice->text);
	else if (!conflict->sides[choice->side].is_shown) {
		statement_bind_int(&s, conflict->sides[choice->side].origin);
		statement_bind_int(&s, conflict->sides[choice->side].seq);
	}
	while (statement_row(&s))
		;
	return statement_end(&s);
}

/* In words. */
static const char *chosen_value(const struct conflict_choice *choice, struct arena *arena)
{
	const struct conflict *conflict = choice->conflict;
	const struct synced_table *table = synced_table(conflict->table);

	return choice->side < conflict->count
		       ? conflict->sides[choice->side].value
		       : field_value(arena, table->name, synced_column(table, conflict->column)->name, choice->text);
}

/* All that were not chosen, in one text. */
static const char *other_values(const struct conflict_choice *choice, struct arena *arena)
{
	const char *values = "";

	for (size_t i = 0; i < choice->conflict->count; i++)
		if (i != choice->side)
			values = arena_printf(arena, "%s%s%s", values, *values ? " · " : "",
					      choice->conflict->sides[i].value);
	return values;
}

static bool field_choose(struct store *store, const struct conflict_choice *choice, struct arena *arena,
			 struct err *err)
{
	const struct conflict *conflict = choice->conflict;
	struct conflict_choice written = *choice;
	const char *chosen = chosen_value(choice, arena);

	/* A third one that is the same as one of theirs is that one. */
	for (size_t i = 0; choice->side == conflict->count && i < conflict->count; i++)
		if (written.side == conflict->count && str_equal(chosen, conflict->sides[i].value))
			written.side = i;
	return field_must_be(store, conflict, arena, err) && field_write(store, &written, arena, err) &&
	       choice_add(store,
			  &(struct told_choice){ conflict->citizen, conflict->table, conflict->row, conflict->column,
						 chosen, other_values(choice, arena), choice->reason },
			  err);
}

/* ---- an effort -------------------------------------------------------------------------------------- */

static const char decision_one[] =
	"SELECT d.act, d.figures, d.hash, ifnull((SELECT n.id FROM effort_decision n WHERE n.effort = d.effort"
	" ORDER BY n.at DESC, n.id DESC LIMIT 1), 0) FROM effort_decision d WHERE d.id = ?";

/* The chosen one again, as the newest: the newest is what counts. */
static bool decision_again(struct store *store, const struct conflict_choice *choice, struct arena *arena,
			   struct err *err)
{
	int64_t chosen = choice->conflict->sides[choice->side].ref;
	struct effort_decision decision = { .effort = choice->conflict->row, .date = store_today(store),
					    .reason = choice->reason };
	struct statement s;

	if (!statement_begin(&s, store, decision_one, err))
		return false;
	statement_bind_int(&s, chosen);
	if (statement_row(&s)) {
		decision.act = (enum effort_act)statement_int(&s, 0);
		decision.figures = statement_text(&s, 1, arena);
		decision.hash = statement_text(&s, 2, arena);
		decision.previous = statement_int(&s, 3);
	}
	return statement_end(&s) && (decision.previous == chosen || store_effort_decide(store, &decision, err));
}

static bool guarded_must_be(struct store *store, const struct conflict *conflict, struct arena *arena,
			   struct err *err)
{
	struct conflict_list now = { 0 };

	if (!conflict_guarded_find(store, 0, arena, &now, err))
		return false;
	for (size_t i = 0; i < now.count; i++) {
		const struct conflict *row = &now.rows[i];
		bool same = row->kind == conflict->kind && row->row == conflict->row && row->count == conflict->count;

		for (size_t k = 0; same && k < row->count; k++)
			same = row->sides[k].ref == conflict->sides[k].ref;
		if (same)
			return true;
	}
	return changed_meanwhile(err);
}

static bool effort_choose(struct store *store, const struct conflict_choice *choice, struct arena *arena,
			  struct err *err)
{
	const struct conflict *conflict = choice->conflict;

	if (!guarded_must_be(store, conflict, arena, err) || !decision_again(store, choice, arena, err))
		return false;
	for (size_t i = 0; i < conflict->count; i++)
		if (i != choice->side &&
		    !choice_add(store,
				&(struct told_choice){ 0, TABLE_EFFORT_DECISION, conflict->sides[i].ref, 0,
						       chosen_value(choice, arena), conflict->sides[i].value,
						       choice->reason },
				err))
			return false;
	return true;
}

/* ---- an answer to the plan -------------------------------------------------------------------------- */

static bool plan_choose(struct store *store, const struct conflict_choice *choice, struct arena *arena,
			struct err *err)
{
	const struct conflict *conflict = choice->conflict;
	int64_t chosen = conflict->sides[choice->side].ref;

	return guarded_must_be(store, conflict, arena, err) && store_plan_decide(store, conflict->row, chosen, err) &&
	       choice_add(store,
			  &(struct told_choice){ conflict->citizen, TABLE_PLAN_ACCEPTANCE, chosen, 0,
						 conflict->sides[choice->side].value, other_values(choice, arena),
						 choice->reason },
			  err);
}

/* ---- choosing --------------------------------------------------------------------------------------- */

static bool third_is_whole(const struct conflict_choice *choice)
{
	struct date date;

	switch (choice->conflict->third) {
	case FIELD_FORM_TEXT: return true;
	case FIELD_FORM_DATE: return date_parse_iso(choice->text, &date);
	case FIELD_FORM_TIME:
	case FIELD_FORM_NUMBER: return strspn(choice->text, "0123456789") == strlen(choice->text);
	default: return false;
	}
}

static bool choice_is_whole(const struct conflict_choice *choice, struct err *err)
{
	if (str_is_empty(choice->reason))
		return err_set(err, ERR_INPUT, "%s", _("Write why this one holds: others read it afterwards."));
	if (choice->side > choice->conflict->count ||
	    (choice->side == choice->conflict->count &&
	     (choice->conflict->kind != CONFLICT_FIELD || str_is_empty(choice->text) || !third_is_whole(choice))))
		return err_set(err, ERR_INPUT, "%s", _("Choose which one holds first."));
	return true;
}

bool store_conflict_choose(struct store *store, const struct conflict_choice *choice, struct err *err)
{
	static bool (*const choose[CONFLICT_KINDS])(struct store *, const struct conflict_choice *, struct arena *,
						    struct err *) = {
		[CONFLICT_FIELD] = field_choose,
		[CONFLICT_PLAN] = plan_choose,
		[CONFLICT_EFFORT] = effort_choose,
	};
	struct arena scratch;
	bool chosen;

	if (choose[choice->conflict->kind] == NULL)
		BUG("a case is chosen by its own act");
	if (!choice_is_whole(choice, err) || !store_begin(store, err))
		return false;
	arena_init(&scratch);
	chosen = row_finish(store, choose[choice->conflict->kind](store, choice, &scratch, err), err);
	arena_done(&scratch);
	return chosen;
}
