/* conflict_guarded.c - guarded records with two heads: a sanction case that two went on with, two answers
 * to the plan, an effort that
 * one closed and another opened. */
#include "conflict_rows.h"
#include "connection.h"
#include "samtale/base/tr.h"
#include "samtale/domain/decision.h"
#include "samtale/domain/effect.h"
#include "samtale/domain/plan_sheet.h"
#include "samtale/domain/sanction.h"

#define CASE_HEADS "sanction_event h WHERE NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = h.id)"
#define PLAN_HEADS \
	"plan_acceptance h WHERE NOT EXISTS(SELECT 1 FROM plan_acceptance_parent p WHERE p.parent = h.id)"
/* A decision that gave way has been chosen against (table 70 is its own). */
#define EFFORT_HEADS                                                                                         \
	"effort_decision h WHERE NOT EXISTS(SELECT 1 FROM effort_decision n WHERE n.previous = h.id)"        \
	" AND NOT EXISTS(SELECT 1 FROM conflict_choice c WHERE c.about_table = 70 AND c.about_row = h.id)"
_Static_assert(TABLE_EFFORT_DECISION == 70, "the statement above names the table by number");

/* row, citizen, and what it is told by. */
static const char cases_find[] =
	"SELECT f.id, f.citizen, f.provision, f.event_date FROM sanction_case f JOIN"
	" (SELECT h.sanction_case AS row FROM " CASE_HEADS " GROUP BY 1 HAVING count(*) > 1) d ON d.row = f.id";
static const char plans_find[] =
	"SELECT h.citizen, h.citizen, '', '' FROM " PLAN_HEADS " GROUP BY 1 HAVING count(*) > 1"
	" AND (min(h.answer) <> max(h.answer) OR min(h.hash) <> max(h.hash))";
static const char efforts_find[] =
	"SELECT h.effort, 0, '', '' FROM " EFFORT_HEADS " GROUP BY 1 HAVING min(h.act) <> max(h.act)";

/* id, at, author, number, date, text, word */
static const char case_sides[] = "SELECT h.id, h.at, h.author, h.act, h.date, h.text, h.channel FROM " CASE_HEADS
				 " AND h.sanction_case = ? ORDER BY h.at, h.id";
static const char plan_sides[] = "SELECT h.id, h.at, h.author, h.answer, h.date, h.reason, h.channel FROM " PLAN_HEADS
				 " AND h.citizen = ? ORDER BY h.at, h.id";
/* The newest is what counts until somebody has chosen. */
static const char effort_sides[] = "SELECT h.id, h.at, h.author, h.act, h.date, h.reason, '' FROM " EFFORT_HEADS
				   " AND h.effort = ? ORDER BY h.at DESC, h.id DESC";

/* The newest that every head came after: by what came after what, not by the clock. The last column: a link between
 * them is not here. */
#define BASE(columns, table, heads, links, child, parent)                                                      \
	"WITH RECURSIVE head(id) AS (SELECT h.id FROM " heads "), up(head, id) AS (SELECT id, id FROM head"      \
	" UNION SELECT u.head, l." parent " FROM up u JOIN " links " l ON l." child " = u.id AND l." parent      \
	" <> 0), common(id) AS (SELECT id FROM up GROUP BY id HAVING count(*) = (SELECT count(*) FROM head))"    \
	" SELECT " columns ", EXISTS(SELECT 1 FROM up u WHERE NOT EXISTS(SELECT 1 FROM " table " m"              \
	" WHERE m.id = u.id)) FROM (SELECT 1) LEFT JOIN (SELECT t.* FROM common k JOIN " table " t ON t.id = k.id" \
	" WHERE NOT EXISTS(SELECT 1 FROM " links " l JOIN common c ON c.id = l." child " WHERE l." parent        \
	" = t.id) ORDER BY t.at DESC, t.id DESC LIMIT 1) b"

static const char case_base[] =
	BASE("b.id, b.at, b.author, b.act, b.date, b.text, b.channel", "sanction_event",
	     CASE_HEADS " AND h.sanction_case = ?1", "sanction_parent", "event", "parent");
static const char plan_base[] =
	BASE("b.id, b.at, b.author, b.answer, b.date, b.reason, b.channel", "plan_acceptance",
	     PLAN_HEADS " AND h.citizen = ?1", "plan_acceptance_parent", "acceptance", "parent");
static const char effort_base[] =
	BASE("b.id, b.at, b.author, b.act, b.date, b.reason, ''", "effort_decision",
	     EFFORT_HEADS " AND h.effort = ?1", "effort_decision", "id", "previous");

struct told {
	int64_t number;
	struct date date;
	const char *text, *word;
};

static const char *with_text(struct arena *arena, const char *what, struct date date, const char *text)
{
	return arena_printf(arena, "%s, %s%s%s", what, date_is_set(date) ? date_long(arena, date) : "",
			    *text != '\0' ? ": " : "", text);
}

static const char *event_told(struct arena *arena, const struct told *told)
{
	const char *label = told->number >= 0 && told->number < SANCTION_ACTS
				    ? sanction_act_label((enum sanction_act)told->number)
				    : "";

	return with_text(arena, label, told->date, decision_shown(told->text, arena));
}

static const char *answer_told(struct arena *arena, const struct told *told)
{
	return with_text(arena, plan_answer_text((enum plan_answer)told->number, told->word, told->text, arena),
			 told->date, "");
}

static const char *decision_told(struct arena *arena, const struct told *told)
{
	return with_text(arena, told->number == EFFORT_CLOSE ? _("close the effort") : _("open the effort again"),
			 told->date, told->text);
}

static const struct guarded {
	enum conflict_kind kind;
	enum table_number table;
	const char *find, *sides, *base;
	const char *(*tell)(struct arena *arena, const struct told *told);
	bool first_is_shown;
} guarded[] = {
	{ CONFLICT_CASE, TABLE_SANCTION_CASE, cases_find, case_sides, case_base, event_told, false },
	{ CONFLICT_PLAN, TABLE_PLAN_ACCEPTANCE, plans_find, plan_sides, plan_base, answer_told, false },
	{ CONFLICT_EFFORT, TABLE_EFFORT_DECISION, efforts_find, effort_sides, effort_base, decision_told, true },
};

static const char *value_read(const struct guarded *kind, struct statement *s, struct arena *arena)
{
	struct told told = { statement_int(s, 3), statement_date(s, 4), statement_text(s, 5, arena),
			     statement_text(s, 6, arena) };

	return kind->tell(arena, &told);
}

static bool sides_read(struct store *store, const struct guarded *kind, struct arena *arena,
		       struct conflict *conflict, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, kind->sides, err))
		return false;
	statement_bind_int(&s, conflict->row);
	while (statement_row(&s)) {
		struct conflict_side *side = conflict_side_add(conflict, arena);

		side->ref = statement_int(&s, 0);
		side->origin = id_origin(side->ref);
		side->at = statement_int(&s, 1);
		side->author = statement_int(&s, 2);
		side->value = value_read(kind, &s, arena);
		side->is_mine = side->origin == store->origin;
		side->is_shown = kind->first_is_shown && conflict->count == 1;
	}
	return statement_end(&s);
}

static bool base_read(struct store *store, const struct guarded *kind, struct arena *arena,
		      struct conflict *conflict, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, kind->base, err))
		return false;
	statement_bind_int(&s, conflict->row);
	if (statement_row(&s) && statement_int(&s, 7) == 0) {
		conflict->base_kind = statement_int(&s, 0) != 0 ? CONFLICT_BASE_VALUE : CONFLICT_BASE_NOTHING;
		conflict->base = statement_int(&s, 0) != 0 ? value_read(kind, &s, arena) : "";
	}
	return statement_end(&s);
}

static bool told_whole(struct store *store, const struct guarded *kind, struct arena *arena,
		       struct conflict *conflict, struct err *err)
{
	if (!sides_read(store, kind, arena, conflict, err) || !base_read(store, kind, arena, conflict, err))
		return false;
	for (size_t i = 0; i < conflict->count; i++)
		if (!conflict_row_name(store, TABLE_CASEWORKER, conflict->sides[i].author, arena,
				       &conflict->sides[i].by, err))
			return false;
	return conflict->kind == CONFLICT_EFFORT
		       ? conflict_row_name(store, TABLE_EFFORT, conflict->row, arena, &conflict->who, err)
		       : conflict_row_name(store, TABLE_CITIZEN, conflict->citizen, arena, &conflict->who, err);
}

static const char *what_told(const struct guarded *kind, struct statement *s, struct arena *arena)
{
	if (kind->kind == CONFLICT_PLAN)
		return _("The citizen's answer to the plan");
	if (kind->kind == CONFLICT_EFFORT)
		return _("Decision about an effort");
	return arena_printf(arena, _("Sanction case, LAS § %s of %s"), sanction_section(statement_text(s, 2, arena)),
			    date_long(arena, statement_date(s, 3)));
}

static bool places_read(struct store *store, const struct guarded *kind, int64_t citizen, struct arena *arena,
			struct conflict_list *list, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, kind->find, err))
		return false;
	while (statement_row(&s)) {
		struct conflict *conflict;

		if (citizen != 0 && statement_int(&s, 1) != citizen)
			continue;
		conflict = conflict_add(list, arena);
		conflict->kind = kind->kind;
		conflict->table = (int)kind->table;
		conflict->row = statement_int(&s, 0);
		conflict->citizen = statement_int(&s, 1);
		conflict->what = what_told(kind, &s, arena);
	}
	return statement_end(&s);
}

bool conflict_guarded_find(struct store *store, int64_t citizen, struct arena *arena, struct conflict_list *list,
			   struct err *err)
{
	if (!store_identity(store, err))
		return false;
	for (size_t i = 0; i < LENGTH(guarded); i++) {
		size_t before = list->count;

		if (!places_read(store, &guarded[i], citizen, arena, list, err))
			return false;
		for (size_t k = before; k < list->count; k++)
			if (!told_whole(store, &guarded[i], arena, &list->rows[k], err))
				return false;
	}
	return true;
}

bool conflict_guarded_count(struct store *store, int64_t *count, struct err *err)
{
	*count = 0;
	for (size_t i = 0; i < LENGTH(guarded); i++) {
		struct statement s;

		if (!statement_begin(&s, store, guarded[i].find, err))
			return false;
		while (statement_row(&s))
			++*count;
		if (!statement_end(&s))
			return false;
	}
	return true;
}
