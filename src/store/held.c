/* held.c - transactions that cannot go: each waits alone, until a person mends, sends or withdraws it. */
#include "stream_rows.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "pack.h"
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
	{ TABLE_HANDOVER, N_("a hand-over") },
	{ TABLE_HANDOVER_ANSWER, N_("a hand-over") },
};

static const char *name_of(const struct synced_table *table)
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

		done = database_number(store, "SELECT row FROM oplog WHERE seq = ?", held[i].seq, 0, &row, err) &&
		       (!table || belongs_row(&belongs, table, row, &held[i].citizen, err));
	}
	belongs_done(&belongs);
	return done;
}

/* A transaction goes by its first change. */
static const char held_select[] =
	"SELECT h.id, o.seq, h.tx, h.at, o.tbl, h.reason FROM held h JOIN oplog o ON o.seq ="
	" (SELECT min(seq) FROM oplog WHERE tx = h.tx) WHERE h.state = 0 ORDER BY h.id";

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
			.label = name_of(synced_table(statement_int(&s, 4))),
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
	return held_state_put(store, id, HELD_SENT_AGAIN, err);
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
	bool done;

	if (str_is_empty(reason))
		return err_set(err, ERR_INPUT, "%s", _("Write why it shall not be sent."));
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

static json_t *value_json(const struct packed_value *value)
{
	json_t *text;

	switch (value->type) {
	case PACKED_INTEGER:
		return json_integer(value->integer);
	case PACKED_REAL:
		return json_real(value->real);
	case PACKED_TEXT:
		text = json_stringn(value->bytes, value->length);
		break;
	case PACKED_BLOB:
		text = NULL;
		break;
	default:
		return json_null();
	}
	/* Bytes, and what is no text, as hexadecimal digits. */
	if (!text) {
		struct str digits;

		str_init(&digits);
		for (size_t i = 0; i < value->length; i++)
			str_addf(&digits, "%02x", (unsigned char)value->bytes[i]);
		text = json_pack("{s:s}", "hex", digits.text);
		str_done(&digits);
	}
	return text;
}

static void column_json(json_t *values, const struct synced_table *table, int column, struct packed *in)
{
	const struct synced_column *known = synced_column(table, column);
	struct packed_value value;

	if (!unpack_value(in, &value))
		BUG("the log holds a value that cannot be read");
	if (known)
		json_object_set_new(values, known->name, value_json(&value));
}

static bool change_json(void *context, const struct change *change, struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	struct packed in = change->value;
	json_t *values = json_object();
	uint64_t mask;

	(void)err;
	if (change->column > CHANGE_CREATION)
		column_json(values, table, change->column, &in);
	else if (unpack_number(&in, &mask))
		for (int column = 1; column <= COLUMN_ID_MAX; column++)
			if (mask >> (column - 1) & 1)
				column_json(values, table, column, &in);
	json_array_append_new(context, json_pack("{s:s, s:I, s:I, s:I, s:o}", "table", table->name, "row",
						 (json_int_t)change->row, "at_ms", (json_int_t)(change->hlc >> 16),
						 "author", (json_int_t)change->author, "values", values));
	return true;
}

bool store_held_export(struct store *store, int64_t id, struct arena *arena, const char **json,
		       struct err *err)
{
	json_t *changes = json_array();
	char *text;

	*json = "";
	if (!ops_each(store,
		      "SELECT " OPS_COLUMNS " FROM oplog WHERE tx = (SELECT tx FROM held WHERE id = ?)"
		      " ORDER BY seq",
		      id, 0, change_json, changes, err)) {
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
