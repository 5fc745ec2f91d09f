/* changes.c - this terminal's op log as changes that travel. */
#include "samtale/store/change.h"

#include "capture.h"
#include "pack.h"
#include "samtale/base/tr.h"
#include "tables.h"

static const char ops_after[] = "SELECT seq, hlc, tx, rank, author, tbl, row, col, prev, val FROM oplog"
				" WHERE seq > ? ORDER BY seq";

/* A fact's payload is the row itself. */
static bool fact_pack(struct store *store, const struct change *change, struct str *out, struct arena *arena,
		      struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	const char *names = "id";
	struct statement s;
	bool found;

	for (int i = 0; table && i < table->column_count; i++)
		names = arena_printf(arena, "%s, %s", names, table->columns[i].name);
	if (!table)
		BUG("the log names a table that there is not");
	if (!statement_begin(&s, store,
			     arena_printf(arena, "SELECT %s FROM %s WHERE id = ?", names, table->name), err))
		return false;
	statement_bind_int(&s, change->row);
	found = statement_row(&s);
	pack_number(out, capture_mask(table));
	for (int i = 0; found && i < table->column_count; i++) {
		struct packed_value value = value_in(s.handle, i + 1);

		pack_value_seen(out, &value);
	}
	if (!statement_end(&s))
		return false;
	return found || err_set(err, ERR_DAMAGED, "%s",
				_("A row that the log names is missing. Restore the latest backup."));
}

static bool value_pack(struct store *store, struct statement *s, const struct change *change, struct str *out,
		       struct arena *arena, struct err *err)
{
	struct packed_value value = value_in(s->handle, 9);

	if (change->column == CHANGE_FACT)
		return fact_pack(store, change, out, arena, err);
	if (change->column == CHANGE_CREATION)
		str_add_bytes(out, value.bytes, value.length);
	else
		pack_value_seen(out, &value);
	return true;
}

static struct change op_change(struct statement *s, uint32_t origin)
{
	return (struct change){
		.dot = { origin, statement_int(s, 0) },
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

bool store_changes_each(struct store *store, int64_t seq,
			bool (*each)(void *context, const struct change *change, struct err *err),
			void *context, struct err *err)
{
	struct statement s;
	struct arena arena;
	struct str value;
	bool done = true;

	if (!store_identity(store, err) || !statement_begin(&s, store, ops_after, err))
		return false;
	statement_bind_int(&s, seq);
	arena_init(&arena);
	str_init(&value);
	while (done && statement_row(&s)) {
		struct change change = op_change(&s, store->origin);

		arena_reset(&arena);
		str_clear(&value);
		done = value_pack(store, &s, &change, &value, &arena, err);
		change.value.at = (const unsigned char *)value.text;
		change.value.end = change.value.at + value.length;
		done = done && each(context, &change, err);
	}
	str_done(&value);
	arena_done(&arena);
	return statement_end(&s) && done;
}
