/* handovers.c - a citizen gets another coordinator: the fact and the change stand or fall together. */
#include "contact_rows.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "tables.h"

static const char handover_insert[] =
	"INSERT INTO handover(id, citizen, from_caseworker, to_caseworker, reason, note, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
static const char answer_insert[] =
	"INSERT INTO handover_answer(id, handover, state, note, at, author) VALUES(?, ?, ?, '', ?, ?)";
static const char handovers_of[] =
	"SELECT h.id, h.from_caseworker, h.to_caseworker,"
	" ifnull((SELECT name FROM caseworker c WHERE c.id = h.from_caseworker), ''),"
	" ifnull((SELECT name FROM caseworker c WHERE c.id = h.to_caseworker), ''), h.reason, h.note, h.at,"
	" h.author, ifnull((SELECT state FROM handover_answer a WHERE a.handover = h.id"
	"  ORDER BY a.at DESC, a.id DESC LIMIT 1), 0)"
	" FROM handover h WHERE h.citizen = ? ORDER BY h.at DESC, h.id DESC";

/* ---- read -------------------------------------------------------------------------------------------- */

bool handovers_read(struct store *store, int64_t citizen, struct arena *arena, struct handover **rows,
		    size_t *count, struct err *err)
{
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!statement_begin(&s, store, handovers_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = (struct handover){
			.id = statement_int(&s, 0),
			.citizen = citizen,
			.from = statement_int(&s, 1),
			.to = statement_int(&s, 2),
			.from_name = statement_text(&s, 3, arena),
			.to_name = statement_text(&s, 4, arena),
			.reason = statement_text(&s, 5, arena),
			.note = statement_text(&s, 6, arena),
			.at = statement_int(&s, 7),
			.author = statement_int(&s, 8),
			.state = (enum handover_state)statement_int(&s, 9),
		};
	}
	return statement_end(&s);
}

/* A coordinator written after the row was made, and not by the latest hand-over. */
static const char missing_of[] =
	"SELECT z.coordinator <> ifnull((SELECT h.to_caseworker FROM handover h WHERE h.citizen = z.id"
	"  ORDER BY h.at DESC, h.id DESC LIMIT 1), z.coordinator)"
	" OR (NOT EXISTS(SELECT 1 FROM handover h WHERE h.citizen = z.id)"
	"  AND EXISTS(SELECT 1 FROM cell c WHERE c.tbl = 2 AND c.row = z.id AND c.col = 15))"
	" FROM citizen z WHERE z.id = ?";
_Static_assert(TABLE_CITIZEN == 2, "the number in missing_of");

bool handover_is_missing(struct store *store, int64_t citizen, bool *missing, struct err *err)
{
	int64_t number;

	if (!database_number(store, missing_of, citizen, 0, &number, err))
		return false;
	*missing = number != 0;
	return true;
}

/* ---- write ------------------------------------------------------------------------------------------- */

static bool coordinator_move(struct store *store, const struct handover *handover, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "UPDATE citizen SET coordinator = ?2 WHERE id = ?1 AND coordinator = ?3"
			     " AND deleted = 0",
			     err))
		return false;
	statement_bind_int(&s, handover->citizen);
	statement_bind_int(&s, handover->to);
	statement_bind_int(&s, handover->from);
	if (!statement_end(&s))
		return false;
	if (database_changes(store) == 1)
		return true;
	return err_set(err, ERR_BUSY, "%s",
		       _("The citizen has got another coordinator meanwhile. Go back and look at the citizen "
			 "again."));
}

static bool receiver_is_there(struct store *store, int64_t caseworker, struct err *err)
{
	int64_t found;

	if (!database_number(store, "SELECT count(*) FROM caseworker WHERE id = ? AND deleted = 0", caseworker,
			     0, &found, err))
		return false;
	return found || err_set(err, ERR_MISSING, "%s",
				_("That caseworker is not here any more. Choose another who takes over."));
}

static bool handover_insert_row(struct store *store, const struct handover *handover, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, handover_insert, err))
		return false;
	statement_bind_int(&s, handover->id);
	statement_bind_int(&s, handover->citizen);
	statement_bind_int(&s, handover->from);
	statement_bind_int(&s, handover->to);
	statement_bind_text(&s, handover->reason);
	statement_bind_text(&s, handover->note);
	statement_bind_int(&s, handover->at);
	statement_bind_int(&s, handover->author);
	return statement_end(&s);
}

bool store_handover_add(struct store *store, struct handover *handover, struct err *err)
{
	struct handover row = *handover;

	row.id = 0;
	row.at = store_now_ms(store);
	row.author = store_author(store);
	row.state = HANDOVER_OFFERED;
	if (!handover_is_complete(&row, err) || !store_begin(store, err))
		return false;
	if (!row_finish(store,
			receiver_is_there(store, row.to, err) && row_number(store, &row.id, err) &&
				handover_insert_row(store, &row, err) && coordinator_move(store, &row, err),
			err))
		return false;
	*handover = row;
	return true;
}

static bool answer_add(struct store *store, int64_t handover, enum handover_state state, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, answer_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, handover);
	statement_bind_int(&s, state);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

static bool may_accept(struct store *store, int64_t handover, struct err *err)
{
	int64_t mine, answered;

	if (!database_number(store, "SELECT count(*) FROM handover WHERE id = ? AND to_caseworker = ?", handover,
			     store_author(store), &mine, err) ||
	    !database_number(store, "SELECT count(*) FROM handover_answer WHERE handover = ?", handover, 0,
			     &answered, err))
		return false;
	if (!mine)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Only the one who takes over can accept a hand-over."));
	if (answered)
		return err_set(err, ERR_REFUSED, "%s", _("This hand-over has been accepted already."));
	return true;
}

bool store_handover_accept(struct store *store, int64_t handover, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	return row_finish(store,
			  may_accept(store, handover, err) &&
				  answer_add(store, handover, HANDOVER_ACCEPTED, err),
			  err);
}
