/* held.c - transactions that cannot go: each waits alone, until a person mends, sends or withdraws it. */
#include "stream_rows.h"

#include <stdlib.h>

#include "change_json.h"
#include "held_rows.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "table_sql.h"

enum held_state { HELD, HELD_SENT_AGAIN, HELD_WITHDRAWN };

/* ---- held ------------------------------------------------------------------------------------- */

static bool held_again(struct store *store, int64_t tx, const char *reason, bool *known, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE held SET state = 0, reason = ? WHERE tx = ?", err))
		return false;
	statement_bind_text(&s, reason);
	statement_bind_int(&s, tx);
	if (!statement_end(&s))
		return false;
	*known = database_changes(store) > 0;
	return true;
}

bool store_hold(struct store *store, int64_t tx, const char *reason, struct err *err)
{
	struct statement s;
	bool known;

	if (!held_again(store, tx, reason, &known, err))
		return false;
	if (known)
		return true;
	if (!statement_begin(&s, store, "INSERT INTO held(tx, at, reason, state) VALUES(?, ?, ?, 0)", err))
		return false;
	statement_bind_int(&s, tx);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_text(&s, reason);
	return statement_end(&s);
}

/* ---- what is held ----------------------------------------------------------------------------- */

/* Facts by the name a caseworker has for them; what undo says serves the rest. */
static const struct {
	enum table_number table;
	const char *name;
} fact_names[] = {
	{ TABLE_ANSWER, N_("an answer in a conversation") },
	{ TABLE_CONVERSATION_SIGNED, N_("a signed conversation") },
	{ TABLE_JOURNAL_NOTE, N_("a note") },
	{ TABLE_LETTER, N_("a letter") },
	{ TABLE_LETTER_FILE, N_("a letter") },
	{ TABLE_LETTER_SENT, N_("a letter") },
	{ TABLE_PLAN_VERSION, N_("the plan") },
	{ TABLE_PLAN_ACCEPTANCE, N_("the citizen's answer to the plan") },
	{ TABLE_SANCTION_CASE, N_("a sanction case") },
	{ TABLE_SANCTION_EVENT, N_("a step in a sanction case") },
	{ TABLE_AVAILABILITY_CHECK, N_("an availability check") },
	{ TABLE_MEASURE, N_("a measured value") },
	{ TABLE_CONSENT, N_("a consent") },
	{ TABLE_GUIDANCE, N_("guidance that was given") },
	{ TABLE_ATTENDANCE, N_("attendance") },
	{ TABLE_REFERRAL, N_("a referral") },
	{ TABLE_REFERRAL_EVENT, N_("a referral") },
	{ TABLE_HANDOVER, N_("a hand-over") },
	{ TABLE_HANDOVER_ANSWER, N_("a hand-over") },
};

const char *held_name(const struct synced_table *table)
{
	if (table && table->label)
		return _(table->label);
	for (size_t i = 0; table && i < LENGTH(fact_names); i++)
		if (fact_names[i].table == table->id)
			return _(fact_names[i].name);
	return _("something that was written");
}

static bool held_citizens(struct store *store, struct held_change *held, size_t count, struct err *err)
{
	struct belongs belongs;
	bool done = true;

	belongs_init(&belongs, store);
	for (size_t i = 0; done && i < count; i++) {
		const struct synced_table *table = synced_table(held[i].table);
		int64_t row;

		done = !held[i].seq ||
		       (database_number(store, "SELECT row FROM oplog WHERE seq = ?", held[i].seq, 0, &row, err) &&
			(!table || belongs_row(&belongs, table, row, &held[i].citizen, err)));
	}
	belongs_done(&belongs);
	return done;
}

/* A transaction goes by its first change; of what was kept from a removal nothing is in the log. */
static const char held_select[] =
	"SELECT h.id, o.seq, h.tx, h.at, ifnull(o.tbl, h.tbl), h.reason, h.heir FROM held h LEFT JOIN oplog o ON o.seq ="
	" (SELECT min(seq) FROM oplog WHERE tx = h.tx) WHERE h.state = 0 AND (o.seq > 0 OR h.kept IS NOT NULL)"
	" ORDER BY h.id";

bool store_held(struct store *store, struct arena *arena, struct held_change **held, size_t *count,
		struct err *err)
{
	struct statement s;

	*held = NULL;
	*count = 0;
	if (!statement_begin(&s, store, held_select, err))
		return false;
	while (statement_row(&s)) {
		*held = arena_grow(arena, *held, *count, sizeof(**held));
		(*held)[(*count)++] = (struct held_change){
			.id = statement_int(&s, 0),
			.seq = statement_int(&s, 1),
			.tx = statement_int(&s, 2),
			.at = statement_int(&s, 3),
			.table = (int)statement_int(&s, 4),
			.reason = statement_text(&s, 5, arena),
			.label = held_name(synced_table(statement_int(&s, 4))),
			.citizen = statement_int(&s, 6),
		};
	}
	return statement_end(&s) && held_citizens(store, *held, *count, err);
}

/* ---- what becomes of it ----------------------------------------------------------------------- */

static bool held_state_put(struct store *store, int64_t id, enum held_state state, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE held SET state = ? WHERE id = ? AND state = 0", err))
		return false;
	statement_bind_int(&s, state);
	statement_bind_int(&s, id);
	if (!statement_end(&s))
		return false;
	return database_changes(store) == 1 ||
	       err_set(err, ERR_MISSING, "%s", _("It is not held back any more. Go back and look at the list again."));
}

bool store_held_send(struct store *store, int64_t id, struct err *err)
{
	bool kept;

	if (!held_is_kept(store, id, &kept, err))
		return false;
	return kept ? held_kept_send(store, id, err) : held_state_put(store, id, HELD_SENT_AGAIN, err);
}

bool store_held_retry(struct store *store, const char *reason, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE held SET state = 1 WHERE state = 0 AND reason = ?", err))
		return false;
	statement_bind_text(&s, reason);
	return statement_end(&s);
}
_Static_assert(HELD_SENT_AGAIN == 1, "the number in store_held_retry");

struct withdrawn {
	int64_t citizen, row;
	int table;
	const char *cause;
};

static bool withdrawn_read(struct store *store, int64_t id, struct arena *arena, struct withdrawn *withdrawn,
			   struct err *err)
{
	struct held_change *held;
	size_t count;

	*withdrawn = (struct withdrawn){ .cause = "" };
	if (!store_held(store, arena, &held, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (held[i].id == id) {
			*withdrawn = (struct withdrawn){ held[i].citizen, 0, held[i].table, held[i].reason };
			return database_number(store, "SELECT row FROM oplog WHERE seq = ?", held[i].seq, 0,
					       &withdrawn->row, err);
		}
	return true;
}

static bool withdrawal_add(struct store *store, const struct withdrawn *withdrawn, const char *reason,
			   struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) ||
	    !statement_begin(&s, store,
			     "INSERT INTO sync_withdrawal(id, citizen, tbl, row, cause, reason, at, author)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, withdrawn->citizen);
	statement_bind_int(&s, withdrawn->table);
	statement_bind_int(&s, withdrawn->row);
	statement_bind_text(&s, withdrawn->cause);
	statement_bind_text(&s, reason);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_held_withdraw(struct store *store, int64_t id, const char *reason, struct err *err)
{
	struct withdrawn withdrawn;
	struct arena arena;
	bool done, kept;

	if (str_is_empty(reason))
		return err_set(err, ERR_INPUT, "%s", _("Write why it shall not be sent."));
	if (!held_is_kept(store, id, &kept, err))
		return false;
	if (kept)
		return held_kept_withdraw(store, id, err);
	if (!store_begin(store, err))
		return false;
	arena_init(&arena);
	done = row_finish(store,
			  withdrawn_read(store, id, &arena, &withdrawn, err) &&
				  held_state_put(store, id, HELD_WITHDRAWN, err) &&
				  withdrawal_add(store, &withdrawn, reason, err),
			  err);
	arena_done(&arena);
	return done;
}

/* ---- as text ---------------------------------------------------------------------------------- */

bool store_held_export(struct store *store, int64_t id, struct arena *arena, const char **json,
		       struct err *err)
{
	json_t *changes;
	char *text;
	bool kept;

	*json = "";
	if (!held_is_kept(store, id, &kept, err))
		return false;
	if (kept)
		return held_kept_text(store, id, arena, json, err);
	changes = json_array();
	if (!ops_each(store,
		      "SELECT " OPS_COLUMNS " FROM oplog WHERE tx = (SELECT tx FROM held WHERE id = ?)"
		      " ORDER BY seq",
		      id, 0, change_json_add, changes, err)) {
		json_decref(changes);
		return false;
	}
	text = json_dumps(changes, JSON_INDENT(2));
	json_decref(changes);
	if (!text)
		BUG("out of memory");
	*json = arena_strdup(arena, text);
	free(text);
	return true;
}
