/* import.c - an import as one batch: one transaction, a range of the op log, taken back as a whole. */
#include "samtale/store/import.h"

#include "connection.h"
#include "import_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "tables.h"
#include "takeback.h"

/* ---- the batch -------------------------------------------------------------------------------------- */

static const char newest_op[] = "SELECT ifnull(max(seq), 0) FROM oplog";
static const char batch_insert[] =
	"INSERT INTO import_batch(source, at, author, first_seq, last_seq, created, updated)"
	" VALUES(?, ?, ?, ?, 0, 0, 0) RETURNING id";
static const char batch_update[] =
	"UPDATE import_batch SET last_seq = ?, created = ?, updated = ? WHERE id = ?";

static bool batch_insert_run(struct store *store, const char *source, struct err *err)
{
	struct statement s;
	int64_t newest;

	if (!database_number(store, newest_op, 0, 0, &newest, err) ||
	    !statement_begin(&s, store, batch_insert, err))
		return false;
	store->import = (struct running_import){ .first_seq = newest + 1 };
	statement_bind_text(&s, source);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	statement_bind_int(&s, store->import.first_seq);
	if (statement_row(&s))
		store->import.batch = statement_int(&s, 0);
	return statement_end(&s);
}

bool store_import_begin(struct store *store, const char *source, struct err *err)
{
	if (store->import.batch)
		BUG("an import was begun in another");
	if (!store_begin(store, err))
		return false;
	if (batch_insert_run(store, source, err))
		return true;
	store_import_abandon(store);
	return false;
}

bool import_count(struct store *store, enum import_effect effect)
{
	store->import.created += effect == IMPORT_CREATED;
	store->import.updated += effect == IMPORT_UPDATED;
	return true;
}

static bool batch_update_run(struct store *store, int64_t newest, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, batch_update, err))
		return false;
	statement_bind_int(&s, newest);
	statement_bind_int(&s, store->import.created);
	statement_bind_int(&s, store->import.updated);
	statement_bind_int(&s, store->import.batch);
	return statement_end(&s);
}

bool store_import_end(struct store *store, int64_t *id, struct err *err)
{
	struct running_import *import = &store->import;
	int64_t newest, batch = import->batch;

	*id = 0;
	if (!batch)
		BUG("an import ended that was not begun");
	if (!database_number(store, newest_op, 0, 0, &newest, err)) {
		store_import_abandon(store);
		return false;
	}
	if (newest < import->first_seq) {
		store_import_abandon(store);
		return true;
	}
	if (!row_finish(store, batch_update_run(store, newest, err), err))
		batch = 0;
	*import = (struct running_import){ 0 };
	*id = batch;
	return batch != 0;
}

void store_import_abandon(struct store *store)
{
	store->import = (struct running_import){ 0 };
	store_rollback(store);
}

static const char batches_all[] =
	"SELECT id, source, at, created, updated, undone_at FROM import_batch ORDER BY id DESC";

bool store_import_list(struct store *store, struct arena *arena, struct import_batch **batches, size_t *count,
		       struct err *err)
{
	struct statement s;

	*batches = NULL;
	*count = 0;
	if (!statement_begin(&s, store, batches_all, err))
		return false;
	while (statement_row(&s)) {
		*batches = arena_grow(arena, *batches, *count, sizeof(**batches));
		(*batches)[(*count)++] = (struct import_batch){
			.id = statement_int(&s, 0),
			.source = statement_text(&s, 1, arena),
			.at = statement_int(&s, 2),
			.created = statement_int(&s, 3),
			.updated = statement_int(&s, 4),
			.undone = statement_int(&s, 5) != 0,
		};
	}
	return statement_end(&s);
}

/* ---- taking it back --------------------------------------------------------------------------------- */

/* Whether a row of the table names the row in this column, and is not itself deleted. */
static bool refers_to(struct store *store, const struct synced_table *table,
		      const struct synced_column *column, int64_t row, bool *refers, struct err *err)
{
	struct str sql;
	int64_t found;
	bool asked;

	str_init(&sql);
	str_addf(&sql, "SELECT EXISTS(SELECT 1 FROM %s WHERE %s = ?%s)", table->name, column->name,
		 table->kind == TABLE_MUTABLE ? " AND deleted = 0" : "");
	asked = database_number(store, sql.text, row, 0, &found, err);
	str_done(&sql);
	*refers = asked && found;
	return asked;
}

/* takeback() goes backwards through the batch, so what the batch itself hung on a row is already gone: what
 * is left is work, or another batch's. */
static bool anything_hangs(struct store *store, const struct synced_table *table, int64_t row, bool *hangs,
			   struct err *err)
{
	*hangs = false;
	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *other = &synced_tables[i];

		for (int k = 0; k < other->column_count; k++) {
			if (other->columns[k].refers != table->id)
				continue;
			if (!refers_to(store, other, &other->columns[k], row, hangs, err))
				return false;
			if (*hangs)
				return true;
		}
	}
	return true;
}

struct range {
	int64_t first, last;
};

static bool range_of(struct store *store, int64_t id, struct range *range, struct err *err)
{
	bool undone;
	struct statement s;

	if (!statement_one(
		    &s, store, "SELECT first_seq, last_seq, undone_at FROM import_batch WHERE id = ?", id,
		    _("There is no import with that number. Use the number that the import gave when it ended."),
		    err))
		return false;
	*range = (struct range){ statement_int(&s, 0), statement_int(&s, 1) };
	undone = statement_int(&s, 2) != 0;
	if (!statement_end(&s))
		return false;
	if (undone)
		return err_set(err, ERR_REFUSED, "%s",
			       _("This import was taken back before: there is nothing left of it to undo."));
	return true;
}

/* What everybody has received is not kept change by change for ever (store_streams_prune): of an import whose first
 * changes are gone, the rest would be taken back alone. */
static bool range_is_kept(struct store *store, const struct range *range, struct err *err)
{
	int64_t is_gone;

	if (!database_number(store,
			     "SELECT ?1 < ifnull((SELECT min(seq) FROM oplog), 1) AND"
			     " ?1 <= ifnull((SELECT v FROM sync_self WHERE k = 'pruned'), 0)",
			     range->first, 0, &is_gone, err))
		return false;
	return !is_gone ||
	       err_set(err, ERR_REFUSED, "%s",
		       _("This import cannot be taken back as a whole any more: it was sent, and everybody received it, "
			 "more than 30 days ago. Nothing was changed. Correct the rows that are wrong: by hand, or by "
			 "importing a file with the right values."));
}

static bool batch_mark_undone(struct store *store, int64_t id, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE import_batch SET undone_at = ? WHERE id = ?", err))
		return false;
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, id);
	return statement_end(&s);
}

bool store_import_undo(struct store *store, int64_t id, struct import_undo *undo, struct err *err)
{
	struct takeback counts;
	struct range range = { 0 };

	*undo = (struct import_undo){ 0 };
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store,
			range_of(store, id, &range, err) && range_is_kept(store, &range, err) &&
				takeback(store, range.first, range.last, anything_hangs, &counts, err) &&
				batch_mark_undone(store, id, err),
			err))
		return false;
	*undo = (struct import_undo){ counts.removed, counts.restored, counts.kept };
	return true;
}
