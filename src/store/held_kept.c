#include "held_rows.h"

#include <stdlib.h>

#include "change_json.h"
#include "returning.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/people.h"
#include "stream_rows.h"

/* ---- keeping ---------------------------------------------------------------------------------- */

/* One transaction, as far as it is about the citizen. */
struct kept {
	int64_t tx;
	int table; /* of its first change */
	json_t *changes;
};

struct keeping {
	struct store *store;
	struct belongs belongs;
	struct arena arena;
	int64_t citizen;
	struct kept *list;
	size_t count;
};

static bool change_keep(void *context, const struct change *change, struct err *err)
{
	struct keeping *keeping = context;
	struct kept *last = keeping->count ? &keeping->list[keeping->count - 1] : NULL;
	int64_t citizen;

	if (!belongs_row(&keeping->belongs, synced_table(change->table), change->row, &citizen, err))
		return false;
	if (citizen != keeping->citizen)
		return true;
	if (!last || last->tx != change->tx) {
		keeping->list = arena_grow(&keeping->arena, keeping->list, keeping->count, sizeof(*last));
		last = &keeping->list[keeping->count++];
		*last = (struct kept){ change->tx, change->table, json_array() };
	}
	return change_json_add(last->changes, change, err);
}

static const char unsigned_for[] = "SELECT " OPS_COLUMNS " FROM oplog WHERE (seq > ? OR tx IN"
				   " (SELECT tx FROM held WHERE state < 2)) AND" OPS_OF_ROWS " ORDER BY seq";

static bool kept_put(struct keeping *keeping, const struct kept *kept, int64_t heir, struct err *err)
{
	struct statement s;
	char *text = json_dumps(kept->changes, JSON_INDENT(2));
	bool put;

	if (!text)
		BUG("out of memory");
	/* tx 0 is none: what else the transaction holds goes as ever. */
	put = statement_begin(&s, keeping->store,
			      "INSERT INTO held(tx, at, reason, state, tbl, heir, kept) VALUES(0, ?, 'purged', 0, ?, ?, ?)",
			      err);
	if (put) {
		statement_bind_int(&s, store_now_ms(keeping->store));
		statement_bind_int(&s, kept->table);
		statement_bind_int(&s, heir);
		statement_bind_text(&s, text);
		put = statement_end(&s);
	}
	free(text);
	return put;
}

bool held_keep(struct store *store, int64_t citizen, int64_t *count, struct err *err)
{
	struct keeping keeping = { .store = store, .citizen = citizen };
	int64_t signed_for, heir;
	bool done;

	*count = 0;
	if (!stream_signed_for(store, &signed_for, err) || !citizen_heir(store, citizen, &heir, err))
		return false;
	arena_init(&keeping.arena);
	belongs_init(&keeping.belongs, store);
	done = ops_each(store, unsigned_for, signed_for, 0, change_keep, &keeping, err);
	for (size_t i = 0; i < keeping.count; i++) {
		done = done && kept_put(&keeping, &keeping.list[i], heir, err);
		json_decref(keeping.list[i].changes);
	}
	*count = (int64_t)keeping.count;
	belongs_done(&keeping.belongs);
	arena_done(&keeping.arena);
	return done;
}

/* ---- what is kept ----------------------------------------------------------------------------- */

static bool kept_read(struct store *store, int64_t id, struct arena *arena, const char **json, int64_t *heir,
		      struct err *err)
{
	struct statement s;
	bool found;

	if (!statement_begin(&s, store, "SELECT kept, heir FROM held WHERE id = ? AND kept IS NOT NULL", err))
		return false;
	statement_bind_int(&s, id);
	found = statement_row(&s);
	*json = found ? statement_text(&s, 0, arena) : NULL;
	*heir = found ? statement_int(&s, 1) : 0;
	return statement_end(&s);
}

bool held_is_kept(struct store *store, int64_t id, bool *kept, struct err *err)
{
	int64_t number;

	if (!database_number(store, "SELECT kept IS NOT NULL FROM held WHERE id = ?", id, 0, &number, err))
		return false;
	*kept = number != 0;
	return true;
}

bool held_kept_text(struct store *store, int64_t id, struct arena *arena, const char **json, struct err *err)
{
	int64_t heir;

	return kept_read(store, id, arena, json, &heir, err);
}

bool held_kept_withdraw(struct store *store, int64_t id, struct err *err)
{
	struct statement s;

	if (!store_begin(store, err))
		return false;
	return row_finish(store,
			  statement_begin(&s, store, "DELETE FROM held WHERE id = ? AND kept IS NOT NULL", err) &&
				  (statement_bind_int(&s, id), statement_end(&s)),
			  err);
}

/* ---- carried over ----------------------------------------------------------------------------- */

static const struct synced_table *table_named(const char *name)
{
	for (size_t i = 0; i < synced_table_count; i++)
		if (str_equal(synced_tables[i].name, name))
			return &synced_tables[i];
	return NULL;
}

static const char *text_in(const json_t *values, const char *column)
{
	const char *text = json_string_value(json_object_get(values, column));

	return text ? text : "";
}

static int64_t number_in(const json_t *values, const char *column)
{
	return json_integer_value(json_object_get(values, column));
}

/* The registration that was kept, if there is one among the changes. */
static const json_t *registration(const json_t *changes)
{
	size_t i;
	json_t *change;

	json_array_foreach(changes, i, change) {
		const json_t *values = json_object_get(change, "values");

		if (str_equal(text_in(change, "table"), "citizen") && !str_is_empty(text_in(values, "cpr")))
			return values;
	}
	return NULL;
}

static bool register_anew(struct store *store, const json_t *values, int64_t *heir, struct err *err)
{
	struct date from;
	struct citizen citizen = {
		.cpr = text_in(values, "cpr"), .given_names = text_in(values, "given_names"),
		.surname = text_in(values, "surname"), .address = text_in(values, "address"),
		.postcode = text_in(values, "postcode"), .city = text_in(values, "city"),
		.phone = text_in(values, "phone"), .email = text_in(values, "email"),
		.is_protected = number_in(values, "is_protected") != 0, .language = text_in(values, "language"),
		.interpreter = number_in(values, "interpreter") != 0,
		.target_group = (int)number_in(values, "target_group"), .benefit = text_in(values, "benefit"),
		.coordinator = number_in(values, "coordinator"),
		.unemployment_fund = text_in(values, "unemployment_fund"), .job_goal = text_in(values, "job_goal"),
		.disco08 = text_in(values, "disco08"), .education = text_in(values, "education"),
		.children = (int)number_in(values, "children"),
		.driving_licence = number_in(values, "driving_licence") != 0,
	};

	citizen.benefit_from = date_parse_iso(text_in(values, "benefit_from"), &from) ? from : DATE_NONE;
	if (!store_citizen_put(store, &citizen, err))
		return false;
	*heir = citizen.id;
	return true;
}

static void texts_add(struct str *text, json_t *values)
{
	const char *column, *between = ": ";
	json_t *value;

	json_object_foreach(values, column, value) {
		if (!json_is_string(value) || str_is_empty(json_string_value(value)) || str_equal(column, "cpr"))
			continue;
		str_addf(text, "%s%s", between, json_string_value(value));
		between = " · ";
	}
}

/* A line a change, but for the registration. */
static bool note_carry(struct store *store, const json_t *changes, const json_t *registered, int64_t heir,
		       struct err *err)
{
	struct journal_note note = { .citizen = heir };
	struct str text;
	size_t i;
	json_t *change;
	bool done;

	str_init(&text);
	json_array_foreach(changes, i, change) {
		json_t *values = json_object_get(change, "values");

		if (values == registered)
			continue;
		str_addf(&text, "%s%s", text.length ? "\n" : "",
			 held_name(table_named(text_in(change, "table"))));
		texts_add(&text, values);
	}
	note.text = text.text;
	done = !text.length || store_note_add(store, &note, err);
	str_done(&text);
	return done;
}

static bool is_registered(struct store *store, int64_t citizen, bool *registered, struct err *err)
{
	int64_t there;

	if (!database_number(store, "SELECT EXISTS(SELECT 1 FROM citizen WHERE id = ? AND deleted = 0)", citizen, 0,
			     &there, err))
		return false;
	*registered = there != 0;
	return true;
}

static bool carry_over(struct store *store, int64_t id, const json_t *changes, int64_t heir, struct err *err)
{
	const json_t *values = registration(changes);
	bool registered;

	if (!is_registered(store, heir, &registered, err))
		return false;
	if (!registered && !values)
		return err_set(err, ERR_MISSING, "%s",
			       _("The citizen has been removed everywhere. Register the citizen anew first, if he or she "
				 "has come back; then this becomes a note there. Else withdraw it."));
	return (registered || register_anew(store, values, &heir, err)) &&
	       note_carry(store, changes, registered ? NULL : values, heir, err) && held_kept_withdraw(store, id, err);
}

bool held_kept_send(struct store *store, int64_t id, struct err *err)
{
	struct arena arena;
	const char *text;
	json_t *changes;
	int64_t heir;
	bool done;

	arena_init(&arena);
	done = kept_read(store, id, &arena, &text, &heir, err);
	changes = done && text ? json_loads(text, 0, NULL) : NULL;
	done = done && (changes || err_set(err, ERR_MISSING, "%s",
					   _("It is not held back any more. Go back and look at the list again."))) &&
	       store_begin(store, err) && row_finish(store, carry_over(store, id, changes, heir, err), err);
	json_decref(changes);
	arena_done(&arena);
	return done;
}
