/* handovers.c - a citizen gets another coordinator, or is offered to one: the fact and the change stand or fall together. */
#include "belongs.h"
#include "contact_rows.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "samtale/domain/citizen.h"
#include "samtale/store/streams.h"
#include "tables.h"

_Static_assert(HANDOVER_OFFERED == 0 && HANDOVER_ACCEPTED == 1 && HANDOVER_DECLINED == 2 && HANDOVER_LAPSED == 4,
	       "the numbers in HANDOVER_ANSWER and HANDOVER_STATE");

/* ---- read -------------------------------------------------------------------------------------------- */

#define NAME_OF(id) "ifnull((SELECT name FROM caseworker c WHERE c.id = " id "), '')"

/* ?1 a hand-over, ?2 a citizen, ?3 a caseworker, each 0 for all; ?4 only those that wait. */
static const char handovers_of[] =
	"SELECT g.*, ifnull(a.note, ''), " NAME_OF("a.author") ", ifnull(a.at, 0) FROM ("
	"SELECT h.id, h.citizen, h.from_caseworker, h.to_caseworker, " NAME_OF("h.from_caseworker") ","
	" " NAME_OF("h.to_caseworker") ", ifnull((SELECT team FROM caseworker c WHERE c.id = h.to_caseworker), ''),"
	" h.reason, h.note, h.at, h.author, h.offer, " HANDOVER_STATE " AS state,"
	" (SELECT count(DISTINCT b.state) FROM handover_answer b WHERE b.handover = h.id), " HANDOVER_ANSWER("id") " AS answer,"
	" ifnull(z.cpr, '') AS cpr, ifnull(z.given_names, '') AS given, ifnull(z.surname, '') AS surname"
	" FROM handover h LEFT JOIN citizen z ON z.id = h.citizen"
	" WHERE (?1 = 0 OR h.id = ?1) AND (?2 = 0 OR h.citizen = ?2)"
	" AND (?3 = 0 OR ?3 IN (h.from_caseworker, h.to_caseworker, h.author))) g"
	" LEFT JOIN handover_answer a ON a.id = g.answer WHERE ?4 = 0 OR g.state = 0"
	" ORDER BY g.at DESC, g.id DESC";

static struct handover handover_of(struct statement *s, struct arena *arena)
{
	struct citizen named = { .given_names = statement_text(s, 16, arena),
				 .surname = statement_text(s, 17, arena) };

	return (struct handover){
		.cpr = statement_text(s, 15, arena),
		.name = named.surname[0] ? citizen_name(arena, &named) : "",
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.from = statement_int(s, 2),
		.to = statement_int(s, 3),
		.from_name = statement_text(s, 4, arena),
		.to_name = statement_text(s, 5, arena),
		.to_team = statement_text(s, 6, arena),
		.reason = statement_text(s, 7, arena),
		.note = statement_text(s, 8, arena),
		.at = statement_int(s, 9),
		.author = statement_int(s, 10),
		.is_offer = statement_int(s, 11) != 0,
		.state = (enum handover_state)statement_int(s, 12),
		.is_contested = statement_int(s, 13) > 1,
		.answer_note = statement_text(s, 18, arena),
		.answered_by = statement_text(s, 19, arena),
		.answered_at = statement_int(s, 20),
	};
}

static bool handovers_begin(struct statement *s, struct store *store, int64_t id,
			    const struct handover_query *query, struct err *err)
{
	if (!statement_begin(s, store, handovers_of, err))
		return false;
	statement_bind_int(s, id);
	statement_bind_int(s, query->citizen);
	statement_bind_int(s, query->caseworker);
	statement_bind_int(s, query->open);
	return true;
}

bool store_handovers(struct store *store, const struct handover_query *query, struct arena *arena,
		     struct handover **rows, size_t *count, struct err *err)
{
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!handovers_begin(&s, store, 0, query, err))
		return false;
	while (statement_row(&s)) {
		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = handover_of(&s, arena);
	}
	return statement_end(&s);
}

static bool handover_read(struct store *store, int64_t id, struct arena *arena, struct handover *handover,
			  struct err *err)
{
	struct statement s;
	bool found;

	if (!handovers_begin(&s, store, id, &(struct handover_query){ .citizen = 0 }, err))
		return false;
	found = id != 0 && statement_row(&s);
	if (found)
		*handover = handover_of(&s, arena);
	if (!statement_end(&s))
		return false;
	return found || err_set(err, ERR_MISSING, "%s", _("That hand-over is not here."));
}

/* A coordinator written after the row was made, and not by the latest hand-over: an offer gives the citizen to the
 * receiver when it is accepted, a hand-over within the team unless it is declined. */
static const char missing_of[] =
	"SELECT z.coordinator <> ifnull((SELECT iif((" HANDOVER_ANSWER("state")
	"  IS iif(h.offer, 1, 2)) = h.offer, h.to_caseworker, h.from_caseworker)"
	"  FROM handover h WHERE h.citizen = z.id ORDER BY h.at DESC, h.id DESC LIMIT 1), z.coordinator)"
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

static const char handover_insert[] =
	"INSERT INTO handover(id, citizen, from_caseworker, to_caseworker, reason, note, at, author, offer)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char answer_insert[] =
	"INSERT INTO handover_answer(id, handover, state, note, at, author) VALUES(?, ?, ?, ?, ?, ?)";

static bool went_another_way(struct err *err)
{
	return err_set(err, ERR_BUSY, "%s",
		       _("The citizen has got another coordinator meanwhile. Go back and look at the citizen "
			 "again."));
}

/* What is booked goes with the citizen: nobody else would see it on Today. */
static bool appointments_move(struct store *store, int64_t citizen, int64_t from, int64_t to, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "UPDATE appointment SET coordinator = ?3 WHERE citizen = ?1 AND coordinator = ?2"
			     " AND date >= ?4 AND state = 0 AND deleted = 0",
			     err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, from);
	statement_bind_int(&s, to);
	statement_bind_date(&s, store_today(store));
	return statement_end(&s);
}

/* Of two coordinators at once the one who hands over is either; the write takes the place of both. */
static const char coordinator_set[] =
	"UPDATE citizen SET coordinator = ?2 WHERE id = ?1 AND deleted = 0 AND coordinator <> ?2 AND (coordinator = ?3"
	" OR EXISTS(SELECT 1 FROM sibling WHERE tbl = 2 AND row = ?1 AND col = 15 AND val = ?3))";
/* The receiver is shown as the coordinator already, but not alone. */
static const char coordinator_again[] =
	"SELECT sync_again(2, id, 15, coordinator) FROM citizen WHERE id = ?1 AND deleted = 0 AND coordinator = ?2"
	" AND EXISTS(SELECT 1 FROM sibling WHERE tbl = 2 AND row = ?1 AND col = 15 AND val = ?3)";
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in the statements above");

static bool coordinator_write(struct store *store, const char *sql, int64_t citizen, int64_t from, int64_t to,
			      bool *found, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, to);
	statement_bind_int(&s, from);
	*found = statement_row(&s);
	return statement_end(&s);
}

static bool coordinator_move(struct store *store, int64_t citizen, int64_t from, int64_t to, struct err *err)
{
	bool again;

	if (!coordinator_write(store, coordinator_again, citizen, from, to, &again, err) ||
	    (!again && !coordinator_write(store, coordinator_set, citizen, from, to, &again, err)))
		return false;
	return again || database_changes(store) == 1 ? appointments_move(store, citizen, from, to, err) :
						       went_another_way(err);
}

/* The offer says nothing of the citizen's row, so what the move would have found is looked up. */
static bool is_with(struct store *store, int64_t citizen, int64_t coordinator, struct err *err)
{
	int64_t found;

	return database_number(store,
			       "SELECT count(*) FROM citizen WHERE id = ?1 AND coordinator = ?2 AND deleted = 0",
			       citizen, coordinator, &found, err) &&
	       (found || went_another_way(err));
}

static bool team_of(struct store *store, const char *sql, int64_t caseworker, struct arena *arena, const char **team,
		    struct err *err)
{
	struct statement s;

	*team = NULL;
	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, caseworker);
	if (statement_row(&s))
		*team = statement_text(&s, 0, arena);
	return statement_end(&s);
}

/* A coordinator who has left had a team; one who is not known here yet may be of any, so the receiver is asked. */
static bool teams_look_up(struct store *store, struct handover *handover, struct arena *arena, struct err *err)
{
	const char *from, *to;

	if (!team_of(store, "SELECT team FROM caseworker WHERE id = ?", handover->from, arena, &from, err) ||
	    !team_of(store, "SELECT team FROM caseworker WHERE id = ? AND deleted = 0", handover->to, arena, &to, err))
		return false;
	if (!to)
		return err_set(err, ERR_MISSING, "%s",
			       _("That caseworker is not here any more. Choose another who takes over."));
	handover->is_offer = from ? handover_is_to_another_team(handover->from, from, to) : handover->from != 0;
	return true;
}

static bool nobody_is_asked(struct store *store, int64_t citizen, struct arena *arena, struct err *err)
{
	struct handover_query query = { .citizen = citizen, .open = true };
	struct handover *rows;
	size_t count;

	if (!store_handovers(store, &query, arena, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].is_offer)
			return err_set(err, ERR_REFUSED,
				       _("The citizen is offered to %s already. Wait for the answer, or take the offer "
					 "back first: Contact, d."),
				       rows[i].to_name);
	return true;
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
	statement_bind_int(&s, handover->is_offer);
	return statement_end(&s);
}

/* The receiver's unit gets to read the citizen whom it is offered, or has got. */
static bool receiver_shall_know(struct store *store, const struct handover *handover, struct err *err)
{
	int64_t to, from;

	return caseworker_unit(store, handover->to, &to, err) && caseworker_unit(store, handover->from, &from, err) &&
	       (to == from || store_snapshot_mark(store, to, handover->citizen, err));
}

static bool add_inside(struct store *store, struct handover *row, struct arena *arena, struct err *err)
{
	if (!teams_look_up(store, row, arena, err) || !nobody_is_asked(store, row->citizen, arena, err) ||
	    !row_number(store, &row->id, err) || !handover_insert_row(store, row, err))
		return false;
	if (!receiver_shall_know(store, row, err))
		return false;
	return row->is_offer ? is_with(store, row->citizen, row->from, err) :
			       coordinator_move(store, row->citizen, row->from, row->to, err);
}

bool store_handover_add(struct store *store, struct handover *handover, struct err *err)
{
	struct handover row = *handover;
	struct arena arena;
	bool done;

	row.id = 0;
	row.at = store_now_ms(store);
	row.author = store_author(store);
	row.state = HANDOVER_OFFERED;
	if (!handover_is_complete(&row, err) || !store_begin(store, err))
		return false;
	arena_init(&arena);
	done = row_finish(store, add_inside(store, &row, &arena, err), err);
	arena_done(&arena);
	if (done)
		*handover = row;
	return done;
}

static bool answer_insert_row(struct store *store, const struct handover_answer *answer, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, answer_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, answer->handover);
	statement_bind_int(&s, answer->state);
	statement_bind_text(&s, answer->note);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

/* Accepting an offer moves the citizen, and declining within the team moves the citizen back. */
static bool answer_move(struct store *store, const struct handover *handover, enum handover_state answer,
			struct err *err)
{
	if (handover->is_offer && answer == HANDOVER_ACCEPTED)
		return coordinator_move(store, handover->citizen, handover->from, handover->to, err) &&
		       receiver_shall_know(store, handover, err);
	if (!handover->is_offer && answer == HANDOVER_DECLINED)
		return coordinator_move(store, handover->citizen, handover->to, handover->from, err);
	return true;
}

static bool answer_inside(struct store *store, const struct handover_answer *answer, struct arena *arena,
			  struct err *err)
{
	struct handover handover;
	int64_t coordinator;

	return handover_read(store, answer->handover, arena, &handover, err) &&
	       database_number(store, "SELECT coordinator FROM citizen WHERE id = ?", handover.citizen, 0,
			       &coordinator, err) &&
	       handover_may_answer(&handover, coordinator, store_author(store), answer->state, err) &&
	       answer_insert_row(store, answer, err) && answer_move(store, &handover, answer->state, err);
}

bool store_handover_answer(struct store *store, const struct handover_answer *answer, struct err *err)
{
	struct arena arena;
	bool done;

	if (!handover_answer_is_complete(answer, err) || !store_begin(store, err))
		return false;
	arena_init(&arena);
	done = row_finish(store, answer_inside(store, answer, &arena, err), err);
	arena_done(&arena);
	return done;
}
