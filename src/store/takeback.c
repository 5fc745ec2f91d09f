#include "takeback.h"

#include "capture.h"
#include "pack.h"
#include "samtale/base/str.h"

struct taking {
	struct store *store;
	int64_t first, last;
	takeback_hangs *hangs;
	struct takeback *counts;
};

/* The op that wrote the cell's value, looking through those that only gave it back. */
#define WROTE "ifnull((SELECT restored FROM taken_back t WHERE t.seq = c.seq), c.seq)"

static bool count_of(struct taking *taking, const char *sql, const struct synced_table *table, int64_t row,
		     int64_t *count, struct err *err)
{
	struct statement s;

	*count = 0;
	if (!statement_begin(&s, taking->store, sql, err))
		return false;
	statement_bind_int(&s, table->id);
	statement_bind_int(&s, row);
	statement_bind_int(&s, taking->store->origin);
	statement_bind_int(&s, taking->first);
	statement_bind_int(&s, taking->last);
	if (statement_row(&s))
		*count = statement_int(&s, 0);
	return statement_end(&s);
}

/* ---- created rows ---------------------------------------------------------------------------- */

static bool is_deleted(struct taking *taking, const struct synced_table *table, int64_t row, bool *deleted,
		       struct err *err)
{
	struct str sql;
	int64_t flag = 0;
	bool read;

	str_init(&sql);
	str_addf(&sql, "SELECT ifnull((SELECT deleted FROM %s WHERE id = ?), 1)", table->name);
	read = database_number(taking->store, sql.text, row, 0, &flag, err);
	str_done(&sql);
	*deleted = flag != 0;
	return read;
}

static bool row_delete(struct taking *taking, const struct synced_table *table, int64_t row, struct err *err)
{
	struct statement s;
	struct str sql;
	bool begun;

	str_init(&sql);
	str_addf(&sql, "UPDATE %s SET deleted = 1 WHERE id = ?", table->name);
	begun = statement_begin(&s, taking->store, sql.text, err);
	str_done(&sql);
	if (!begun)
		return false;
	statement_bind_int(&s, row);
	return statement_end(&s);
}

/* Somebody wrote in the row after the range, or another terminal did. */
static const char cells_since[] =
	"SELECT count(*) FROM cell c WHERE tbl = ? AND row = ? AND col > 0 AND (origin <> ? OR " WROTE
	" NOT BETWEEN ? AND ?)";

static bool creation_take(struct taking *taking, const struct synced_table *table, int64_t row,
			  struct err *err)
{
	bool deleted, stays = false;
	int64_t since;

	if (!is_deleted(taking, table, row, &deleted, err) || deleted)
		return deleted;
	if (!count_of(taking, cells_since, table, row, &since, err))
		return false;
	if (!since && taking->hangs && !taking->hangs(taking->store, table, row, &stays, err))
		return false;
	if (since || stays) {
		taking->counts->kept++;
		return true;
	}
	taking->counts->removed++;
	return row_delete(taking, table, row, err);
}

static bool creations_take(struct taking *taking, struct err *err)
{
	struct statement s;
	bool taken = true;

	/* Newest first: what hangs on a row goes before the row. */
	if (!statement_begin(&s, taking->store,
			     "SELECT tbl, row FROM oplog WHERE seq BETWEEN ? AND ? AND col = 0"
			     " ORDER BY seq DESC",
			     err))
		return false;
	statement_bind_int(&s, taking->first);
	statement_bind_int(&s, taking->last);
	while (taken && statement_row(&s)) {
		const struct synced_table *table = synced_table(statement_int(&s, 0));

		taken = !table || creation_take(taking, table, statement_int(&s, 1), err);
	}
	return statement_end(&s) && taken;
}

/* ---- changed values -------------------------------------------------------------------------- */

/* A cell that the range wrote: by the ops numbered oldest to newest. */
struct written {
	const struct synced_table *table;
	const struct synced_column *column;
	int64_t row, oldest, newest;
};

/* Whether the range's newest value is what stands there, without a rival. */
static bool still_ours(struct taking *taking, const struct written *change, bool *ours, struct err *err)
{
	struct statement s;

	*ours = false;
	if (!statement_begin(&s, taking->store,
			     "SELECT origin = ?4 AND " WROTE " = ?5 AND NOT EXISTS(SELECT 1"
			     " FROM sibling x WHERE x.tbl = ?1 AND x.row = ?2 AND x.col = ?3) FROM cell c"
			     " WHERE tbl = ?1 AND row = ?2 AND col = ?3",
			     err))
		return false;
	statement_bind_int(&s, change->table->id);
	statement_bind_int(&s, change->row);
	statement_bind_int(&s, change->column->id);
	statement_bind_int(&s, taking->store->origin);
	statement_bind_int(&s, change->newest);
	if (statement_row(&s))
		*ours = statement_int(&s, 0) != 0;
	return statement_end(&s);
}

/* The value shown before: the first of the heads that the oldest op replaced; origin 0, seq 0 when nobody
 * had written it. */
static bool dot_before(struct taking *taking, const struct written *change, struct dot *dot, struct err *err)
{
	struct statement s;

	*dot = (struct dot){ 0, 0 };
	if (!statement_begin(&s, taking->store, "SELECT prev FROM oplog WHERE seq = ?", err))
		return false;
	statement_bind_int(&s, change->oldest);
	if (statement_row(&s)) {
		struct packed prev = packed_in(s.handle, 0);

		if (prev.at < prev.end && !unpack_dot(&prev, dot))
			*dot = (struct dot){ 0, -1 };
	}
	return statement_end(&s);
}

static bool value_restore(struct taking *taking, const struct written *change, struct dot before,
			  struct err *err)
{
	struct statement s;
	struct str sql;
	bool begun;

	str_init(&sql);
	str_addf(&sql,
		 "UPDATE %s SET %s = x.val FROM superseded x WHERE %s.id = ?2 AND x.tbl = ?1 AND x.row = ?2"
		 " AND x.col = ?3 AND x.origin = ?4 AND x.seq = ?5",
		 change->table->name, change->column->name, change->table->name);
	begun = statement_begin(&s, taking->store, sql.text, err);
	str_done(&sql);
	if (!begun)
		return false;
	statement_bind_int(&s, change->table->id);
	statement_bind_int(&s, change->row);
	statement_bind_int(&s, change->column->id);
	statement_bind_int(&s, before.origin);
	statement_bind_int(&s, before.seq);
	return statement_end(&s);
}

/* The op that now shows the value: the one just written, or the range's newest when nothing had to be
 * written. */
static bool restored_note(struct taking *taking, int64_t shows, struct dot before, struct err *err)
{
	struct statement s;

	if (before.origin != taking->store->origin)
		return true;
	if (!statement_begin(&s, taking->store,
			     "INSERT OR REPLACE INTO taken_back(seq, restored)"
			     " VALUES(?1, ifnull((SELECT restored FROM taken_back WHERE seq = ?2), ?2))",
			     err))
		return false;
	statement_bind_int(&s, shows);
	statement_bind_int(&s, before.seq);
	return statement_end(&s);
}

static bool change_take(struct taking *taking, const struct written *change, struct err *err)
{
	struct store *store = taking->store;
	int64_t seq = store->ops_begun ? store->seq : 0;
	struct dot before;
	bool ours;

	if (!still_ours(taking, change, &ours, err))
		return false;
	if (!ours) {
		taking->counts->kept++;
		return true;
	}
	if (!dot_before(taking, change, &before, err) || !value_restore(taking, change, before, err))
		return false;
	if (!database_changes(store)) {
		taking->counts->kept++;
		return true;
	}
	taking->counts->restored++;
	return restored_note(taking, store->ops_begun && store->seq != seq ? store->seq : change->newest,
			     before, err);
}

/* Cells of rows that the range also created have gone, or stayed, with their row. */
static const char changes_select[] =
	"SELECT tbl, row, col, min(seq), max(seq) FROM oplog o WHERE seq BETWEEN ?1 AND ?2 AND col > 0"
	" AND NOT EXISTS(SELECT 1 FROM oplog c WHERE c.tbl = o.tbl AND c.row = o.row AND c.col = 0"
	" AND c.seq BETWEEN ?1 AND ?2) GROUP BY tbl, row, col ORDER BY max(seq) DESC";

static bool changes_take(struct taking *taking, struct err *err)
{
	struct statement s;
	bool taken = true;

	if (!statement_begin(&s, taking->store, changes_select, err))
		return false;
	statement_bind_int(&s, taking->first);
	statement_bind_int(&s, taking->last);
	while (taken && statement_row(&s)) {
		struct written change = { synced_table(statement_int(&s, 0)), NULL, statement_int(&s, 1),
					 statement_int(&s, 3), statement_int(&s, 4) };

		if (change.table)
			change.column = synced_column(change.table, statement_int(&s, 2));
		taken = !change.column || change_take(taking, &change, err);
	}
	return statement_end(&s) && taken;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool facts_count(struct taking *taking, struct err *err)
{
	return database_number(taking->store,
			       "SELECT count(*) FROM oplog WHERE seq BETWEEN ? AND ? AND col = -1",
			       taking->first, taking->last, &taking->counts->kept, err);
}

bool takeback(struct store *store, int64_t first, int64_t last, takeback_hangs *hangs,
	      struct takeback *counts, struct err *err)
{
	struct taking taking = { store, first, last, hangs, counts };

	*counts = (struct takeback){ 0 };
	if (!store_identity(store, err) || !store_begin(store, err))
		return false;
	if (facts_count(&taking, err) && changes_take(&taking, err) && creations_take(&taking, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}
