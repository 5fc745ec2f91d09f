/* changes.c - this terminal's op log as changes that travel. */
#include "samtale/store/change.h"

#include "capture.h"
#include "pack.h"
#include "samtale/base/tr.h"
#include "stream_rows.h"
#include "table_sql.h"

/* The terminal went by other numbers before: up to `last` each. */
struct past {
	int64_t last;
	uint32_t origin;
};

struct walk {
	struct store *store;
	struct past *pasts;
	size_t past_count;
	struct arena arena;
	struct str value;
};

static bool pasts_read(struct walk *walk, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, walk->store, "SELECT last, origin FROM origin_past ORDER BY last", err))
		return false;
	while (statement_row(&s)) {
		walk->pasts = arena_grow(&walk->arena, walk->pasts, walk->past_count, sizeof(*walk->pasts));
		walk->pasts[walk->past_count++] =
			(struct past){ statement_int(&s, 0), (uint32_t)statement_int(&s, 1) };
	}
	return statement_end(&s);
}

static uint32_t origin_then(const struct walk *walk, int64_t seq)
{
	for (size_t i = 0; i < walk->past_count; i++)
		if (seq <= walk->pasts[i].last)
			return walk->pasts[i].origin;
	return walk->store->origin;
}

/* A fact's payload is the row itself. */
static bool fact_pack(struct walk *walk, const struct change *change, struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	struct statement s;
	uint64_t known;
	bool found;

	if (!table)
		BUG("the log names a table that there is not");
	if (!statement_begin(&s, walk->store, table_sql(walk->store, table)->row, err))
		return false;
	statement_bind_int(&s, change->row);
	found = statement_row(&s);
	known = capture_known(walk->store, table);
	pack_number(&walk->value, known);
	for (int i = 0; found && i < table->column_count; i++) {
		struct packed_value value = value_in(s.handle, i + 1);

		if (known >> (table->columns[i].id - 1) & 1)
			pack_value_seen(&walk->value, &value);
	}
	if (!statement_end(&s))
		return false;
	return found || err_set(err, ERR_DAMAGED, "%s",
				_("A row that the log names is missing. Restore the latest backup."));
}

static bool value_pack(struct walk *walk, struct statement *s, const struct change *change, struct err *err)
{
	struct packed_value value = value_in(s->handle, 9);

	str_clear(&walk->value);
	if (change->column == CHANGE_FACT)
		return fact_pack(walk, change, err);
	if (change->column == CHANGE_CREATION)
		str_add_bytes(&walk->value, value.bytes, value.length);
	else
		pack_value_seen(&walk->value, &value);
	return true;
}

static struct change op_change(const struct walk *walk, struct statement *s)
{
	return (struct change){
		.dot = { origin_then(walk, statement_int(s, 0)), statement_int(s, 0) },
		.hlc = statement_int(s, 1),
		.tx = statement_int(s, 2),
		.rank = (int)statement_int(s, 3),
		.author = statement_int(s, 4),
		.table = (int)statement_int(s, 5),
		.row = statement_int(s, 6),
		.column = (int)statement_int(s, 7),
		.prev = packed_in(s->handle, 8),
	};
}

static bool ops_walk(struct walk *walk, struct statement *s,
		     bool (*each)(void *context, const struct change *change, struct err *err), void *context,
		     struct err *err)
{
	bool done = true;

	while (done && statement_row(s)) {
		struct change change = op_change(walk, s);

		done = value_pack(walk, s, &change, err);
		change.value.at = (const unsigned char *)walk->value.text;
		change.value.end = change.value.at + walk->value.length;
		done = done && each(context, &change, err);
	}
	return statement_end(s) && done;
}

bool ops_each(struct store *store, const char *sql, int64_t first, int64_t second,
	      bool (*each)(void *context, const struct change *change, struct err *err), void *context,
	      struct err *err)
{
	struct walk walk = { .store = store };
	struct statement s;
	bool done;

	if (!store_identity(store, err))
		return false;
	arena_init(&walk.arena);
	str_init(&walk.value);
	done = pasts_read(&walk, err) && statement_begin(&s, store, sql, err);
	if (done) {
		int parameters = sqlite3_bind_parameter_count(s.handle);

		if (parameters > 0)
			statement_bind_int(&s, first);
		if (parameters > 1)
			statement_bind_int(&s, second);
		done = ops_walk(&walk, &s, each, context, err);
	}
	str_done(&walk.value);
	arena_done(&walk.arena);
	return done;
}

bool store_changes_each(struct store *store, int64_t seq,
			bool (*each)(void *context, const struct change *change, struct err *err),
			void *context, struct err *err)
{
	return ops_each(store, "SELECT " OPS_COLUMNS " FROM oplog WHERE seq > ? AND" OPS_OF_ROWS " ORDER BY seq", seq, 0, each,
			context, err);
}
