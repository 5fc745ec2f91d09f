/* The op log against the tables: numbered without holes and in the order of the clock; every row has the
 * op that made it, every op its row; every cell has its newest op as head, and every column the value its
 * head wrote. */
#include "verification.h"

#include "capture.h"
#include "pack.h"
#include "stream_rows.h"
#include "samtale/base/tr.h"

/* ---- the log by itself ----------------------------------------------------------------------- */

struct op {
	int64_t seq, hlc, tx, column;
	const struct synced_table *table;
};

static struct op op_read(struct statement *s)
{
	return (struct op){ statement_int(s, 0), statement_int(s, 1), statement_int(s, 2),
			    statement_int(s, 4), synced_table(statement_int(s, 3)) };
}

static bool op_fits(const struct op *op)
{
	if (!op->table)
		return false;
	if (op->table->kind != TABLE_MUTABLE)
		return op->column == CHANGE_FACT;
	return op->column == CHANGE_CREATION || synced_column(op->table, op->column);
}

static bool verify_order(struct verification *v, struct err *err)
{
	struct statement s;
	struct op before = { 0 };
	int64_t pruned;

	if (!self_number(v->store, SELF_PRUNED, &pruned, err) ||
	    !statement_begin(&s, v->store, "SELECT seq, hlc, tx, tbl, col FROM oplog ORDER BY seq", err))
		return false;
	for (; statement_row(&s); v->report->ops++) {
		struct op op = op_read(&s);

		if (!op_fits(&op))
			finding_add(v, "oplog", op.seq,
				    _("A change in the log names no table or column that there is."));
		if (before.seq && op.seq != before.seq + 1 && op.seq > pruned + 1)
			finding_add(v, "oplog", op.seq, _("Changes are missing in the log before this one."));
		if (before.seq && (op.hlc <= before.hlc || op.tx < before.tx))
			finding_add(v, "oplog", op.seq, _("A change in the log stands in the wrong order."));
		before = op;
	}
	return statement_end(&s);
}

/* ---- rows and the ops that made them --------------------------------------------------------- */

/* A row that another terminal numbered, or that has a natural key, once changes of others have been merged; and any
 * once the log has been shortened. */
static const char came_from_elsewhere[] =
	"EXISTS(SELECT 1 FROM sync_self WHERE k = 'pruned') OR (EXISTS(SELECT 1 FROM sync_self WHERE k = 'heard')"
	" AND id >> 43 <> (SELECT v FROM sync_self WHERE k = 'origin'))";

static bool verify_made(struct verification *v, const struct synced_table *table, struct err *err)
{
	int made = table->kind == TABLE_MUTABLE ? CHANGE_CREATION : CHANGE_FACT;
	const char *without_op = arena_printf(&v->scratch,
					      "SELECT id FROM %s WHERE NOT EXISTS(SELECT 1 FROM oplog WHERE"
					      " tbl = %d AND row = id AND col = %d) AND NOT (%s)",
					      table->name, table->id, made, came_from_elsewhere);
	const char *without_row = arena_printf(&v->scratch,
					       "SELECT DISTINCT row FROM oplog WHERE tbl = %d AND NOT"
					       " EXISTS(SELECT 1 FROM %s x WHERE x.id = oplog.row) AND" OPS_OF_ROWS,
					       table->id, table->name);
	const char *twice = arena_printf(&v->scratch,
					 "SELECT row FROM oplog WHERE tbl = %d AND col = %d GROUP BY row"
					 " HAVING count(*) > 1",
					 table->id, made);

	return findings_of(v, without_op, table->name, _("The log does not say where this row comes from."),
			   err) &&
		findings_of(v, without_row, table->name,
			    _("The row is missing, though the log says it was written."), err) &&
		findings_of(v, twice, table->name, _("The log says twice that this row was made."), err);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static bool verify_heads(struct verification *v, const struct synced_table *table, struct err *err)
{
	const char *unmade = arena_printf(&v->scratch,
					  "SELECT id FROM %s WHERE NOT EXISTS(SELECT 1 FROM cell"
					  " WHERE tbl = %d AND row = id AND col = 0)",
					  table->name, table->id);
	const char *headless = arena_printf(
		&v->scratch,
		"SELECT row FROM (SELECT row, col, max(seq) newest FROM oplog"
		" WHERE tbl = %d AND col >= 0 GROUP BY row, col) o"
		" WHERE newest > ifnull((SELECT v FROM sync_self WHERE k = 'pruned'), 0) AND NOT EXISTS"
		"(SELECT 1 FROM cell c WHERE c.tbl = %d AND c.row = o.row AND c.col = o.col"
		" AND (c.seq = newest OR c.origin <> (SELECT v FROM sync_self"
		" WHERE k = 'origin')))",
		table->id, table->id);
	const char *unlogged = arena_printf(
		&v->scratch,
		"SELECT row FROM cell c WHERE tbl = %d AND origin ="
		" (SELECT v FROM sync_self WHERE k = 'origin') AND NOT EXISTS(SELECT 1"
		" FROM oplog o WHERE o.seq = c.seq AND o.tbl = c.tbl AND o.row = c.row"
		" AND o.col IN (c.col, 0) AND o.hlc = c.hlc)"
		" AND seq > ifnull((SELECT v FROM sync_self WHERE k = 'pruned'), 0)",
		table->id);

	return findings_of(v, unmade, table->name, _("The database does not say who made this row."), err) &&
		findings_of(v, headless, table->name,
			   _("The newest change of a field is not the one that counts."), err) &&
		findings_of(v, unlogged, table->name, _("A field's latest change is missing in the log."),
			    err);
}

/* A row's columns as the table has them; by column number. */
struct seen_row {
	const struct synced_table *table;
	sqlite3_stmt *row;
	uint64_t unproved; /* columns that no op has spoken for yet, as in a mask */
};

static void column_compare(struct verification *v, struct seen_row *seen, int column,
			   const struct packed_value *logged)
{
	uint64_t bit = (uint64_t)1 << (column - 1);

	for (int i = 0; i < seen->table->column_count; i++) {
		struct packed_value stored;

		if (seen->table->columns[i].id != column || !(seen->unproved & bit))
			continue;
		stored = value_in(seen->row, i + 1);
		seen->unproved &= ~bit;
		if (!values_are_same(&stored, logged))
			finding_add(v, seen->table->name, sqlite3_column_int64(seen->row, 0),
				    arena_printf(v->arena,
						 _("“%s” does not hold what the log says was written."),
						 seen->table->columns[i].name));
	}
}

static bool creation_compare(struct verification *v, struct seen_row *seen, struct packed payload)
{
	struct packed_value logged;
	uint64_t mask;

	if (!unpack_number(&payload, &mask))
		return false;
	for (int column = 1; column <= COLUMN_ID_MAX; column++) {
		if (!(mask >> (column - 1) & 1))
			continue;
		if (!unpack_value(&payload, &logged))
			return false;
		column_compare(v, seen, column, &logged);
	}
	return payload.at == payload.end;
}

/* Written cells first, then the creation for the columns that were never written again. Our log proves nothing of what another
 * terminal wrote. */
static bool row_compare(struct verification *v, struct seen_row *seen, struct err *err)
{
	int64_t row = sqlite3_column_int64(seen->row, 0);
	struct statement s;

	if (!statement_begin(
		    &s, v->store,
		    "SELECT c.col, o.val, o.seq IS NULL FROM cell c LEFT JOIN oplog o ON o.seq = c.seq"
		    " AND o.tbl = c.tbl AND o.row = c.row AND o.col = c.col"
		    " AND c.origin = (SELECT v FROM sync_self WHERE k = 'origin')"
		    " AND o.seq > ifnull((SELECT v FROM sync_self WHERE k = 'pruned'), 0)"
		    " WHERE c.tbl = ? AND c.row = ? ORDER BY c.col DESC",
		    err))
		return false;
	statement_bind_int(&s, seen->table->id);
	statement_bind_int(&s, row);
	while (statement_row(&s)) {
		int64_t column = statement_int(&s, 0);
		struct packed_value logged = value_in(s.handle, 1);

		if (statement_int(&s, 2))
			seen->unproved &= column > 0 ? ~((uint64_t)1 << (column - 1)) : seen->unproved;
		else if (column > 0 && column <= COLUMN_ID_MAX)
			column_compare(v, seen, (int)column, &logged);
		else if (!creation_compare(v, seen, packed_in(s.handle, 1)))
			finding_add(v, seen->table->name, row,
				    _("The log's record of this row cannot be read."));
	}
	return statement_end(&s);
}

static const char *columns_select(struct verification *v, const struct synced_table *table)
{
	const char *columns = "";

	for (int i = 0; i < table->column_count; i++)
		columns = arena_printf(&v->scratch, "%s, %s", columns, table->columns[i].name);
	return arena_printf(&v->scratch, "SELECT id%s FROM %s", columns, table->name);
}

static bool verify_values(struct verification *v, const struct synced_table *table, struct err *err)
{
	struct statement s;
	bool compared = true;

	if (!statement_begin(&s, v->store, columns_select(v, table), err))
		return false;
	while (compared && statement_row(&s)) {
		struct seen_row seen = { table, s.handle, capture_mask(table) };

		v->report->rows++;
		if (table->kind == TABLE_MUTABLE)
			compared = row_compare(v, &seen, err);
	}
	return statement_end(&s) && compared;
}

bool verify_ops(struct verification *v, struct err *err)
{
	if (!verify_order(v, err))
		return false;
	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *table = &synced_tables[i];

		if (!verify_made(v, table, err) || !verify_values(v, table, err) ||
		    (table->kind == TABLE_MUTABLE && !verify_heads(v, table, err)))
			return false;
	}
	return true;
}
