#include "hub_read.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/compiler.h"
#include "samtale/base/utf8.h"
#include "samtale/store/streams.h"

#define ROWS_MOST 5000		    /* in one statement */
#define BYTES_MOST (16u << 20) /* the same */

static const char *sql_name(enum packed_type type)
{
	static const char *const names[] = { [PACKED_INTEGER] = "bigint", [PACKED_REAL] = "double precision",
					     [PACKED_TEXT] = "text", [PACKED_BLOB] = "bytea" };

	return names[type];
}

/* Names are quoted in what follows: a column may be called like a word of SQL ("position"). */

/* ---- making ------------------------------------------------------------------------------------------ */

static const char state_sql[] =
	"SET LOCAL ROLE hub_worker;"
	"CREATE TABLE IF NOT EXISTS hub_read.worker (one boolean PRIMARY KEY DEFAULT true CHECK (one), "
	"schema_version int NOT NULL, pass bigint NOT NULL);"
	"CREATE TABLE IF NOT EXISTS hub_read.cursor (unit int PRIMARY KEY, feed bigint NOT NULL, h bytea NOT NULL);"
	"CREATE TABLE IF NOT EXISTS hub_read.waiting (unit int, origin int, bseq bigint, "
	"PRIMARY KEY (unit, origin, bseq));"
	/* not emptied with the rest: it says what has been erased in hub.op */
	"CREATE TABLE IF NOT EXISTS hub_read.erased (citizen bigint PRIMARY KEY);"
	"TRUNCATE hub_read.worker, hub_read.cursor, hub_read.waiting;";

/* Columns are added and never changed or taken away, so the municipality's own views on a table stay. */
static void add_table_sql(struct str *sql, const struct read_table *table)
{
	str_addf(sql,
		 "CREATE TABLE IF NOT EXISTS hub_read.\"%s\" (id bigint PRIMARY KEY, worker_pass bigint NOT NULL);",
		 table->name);
	str_addf(sql, "TRUNCATE hub_read.\"%s\"; ALTER TABLE hub_read.\"%s\"", table->name, table->name);
	for (size_t i = 0; i < table->column_count; i++)
		str_addf(sql, "%s ADD COLUMN IF NOT EXISTS \"%s\" %s", i ? "," : "", table->columns[i].name,
			 sql_name(table->columns[i].type));
	str_add(sql, ";");
}

static bool make_all(struct hub_read *read, struct err *err)
{
	struct str sql;
	bool done;

	str_init(&sql);
	str_add(&sql, state_sql);
	for (size_t i = 0; i < read->table_count; i++)
		add_table_sql(&sql, &read->tables[i]);
	str_addf(&sql, "INSERT INTO hub_read.worker (schema_version, pass) VALUES (%d, 0); RESET ROLE",
		 store_schema_version());
	done = postgres_run(read->postgres, sql.text, err);
	str_done(&sql);
	return done;
}

/* Whether the tables are there and this program's. */
static bool tables_known(struct hub_read *read, bool *known, struct err *err)
{
	PGresult *answer;

	*known = false;
	if (!postgres_ask(read->postgres, NULL, "SELECT to_regclass('hub_read.worker') IS NOT NULL", NULL, &answer,
			  err))
		return false;
	*known = postgres_number(answer, 0, 0);
	PQclear(answer);
	if (!*known)
		return true;
	if (!postgres_ask(read->postgres, NULL, "SELECT max(schema_version) FROM hub_read.worker", NULL, &answer, err))
		return false;
	*known = postgres_number(answer, 0, 0) == store_schema_version();
	PQclear(answer);
	return true;
}

bool hub_read_begin(struct hub_read *read, bool rebuild, struct err *err)
{
	PGresult *answer;
	bool known;

	if (!tables_known(read, &known, err) || ((rebuild || !known) && !make_all(read, err)) ||
	    !postgres_ask(read->postgres, NULL, "UPDATE hub_read.worker SET pass = pass + 1 RETURNING pass", NULL,
			  &answer, err))
		return false;
	read->pass = postgres_number(answer, 0, 0);
	PQclear(answer);
	return true;
}

/* ---- rows -------------------------------------------------------------------------------------------- */

/* Rows of one table on their way, an array a column; the ids first. */
struct batch {
	struct hub_read *read;
	const struct read_table *table;
	struct postgres_array *arrays; /* column_count + 1 */
	struct postgres_array gone;
	const char *sql;
	size_t bytes;
};

static const char *upsert_sql(struct arena *arena, const struct read_table *table)
{
	struct str sql, columns, old, new;
	const char *text;

	str_init(&sql);
	str_init(&columns);
	str_init(&old);
	str_init(&new);
	for (size_t i = 0; i < table->column_count; i++) {
		str_addf(&columns, ", \"%s\"", table->columns[i].name);
		str_addf(&old, "%st.\"%s\"", i ? ", " : "", table->columns[i].name);
		str_addf(&new, "%sexcluded.\"%s\"", i ? ", " : "", table->columns[i].name);
	}
	str_addf(&sql, "INSERT INTO hub_read.\"%s\" AS t (id%s, worker_pass) SELECT unnest($1::bigint[])", table->name,
		 columns.text);
	for (size_t i = 0; i < table->column_count; i++)
		str_addf(&sql, ", unnest($%zu::%s[])", i + 2, sql_name(table->columns[i].type));
	str_addf(&sql,
		 ", $%zu::bigint ON CONFLICT (id) DO UPDATE SET (%s, worker_pass) = (%s, excluded.worker_pass) "
		 "WHERE t.worker_pass < excluded.worker_pass AND (%s) IS DISTINCT FROM (%s)",
		 table->column_count + 2, columns.text + 2, new.text, old.text, new.text);
	text = arena_strdup(arena, sql.text);
	str_done(&new);
	str_done(&old);
	str_done(&columns);
	str_done(&sql);
	return text;
}

static void batch_begin(struct batch *batch, struct hub_read *read, const struct read_table *table)
{
	static const enum postgres_type types[] = { [PACKED_INTEGER] = POSTGRES_INT8, [PACKED_REAL] = POSTGRES_REAL8,
						    [PACKED_TEXT] = POSTGRES_TEXT, [PACKED_BLOB] = POSTGRES_BYTES };

	*batch = (struct batch){ .read = read, .table = table, .sql = upsert_sql(&read->lasting, table) };
	batch->arrays = arena_array(&read->lasting, table->column_count + 1, sizeof(*batch->arrays));
	postgres_array_init(&batch->arrays[0], POSTGRES_INT8);
	for (size_t i = 0; i < table->column_count; i++)
		postgres_array_init(&batch->arrays[i + 1], types[table->columns[i].type]);
	postgres_array_init(&batch->gone, POSTGRES_INT8);
}

static void batch_done(struct batch *batch)
{
	for (size_t i = 0; i <= batch->table->column_count; i++)
		postgres_array_done(&batch->arrays[i]);
	postgres_array_done(&batch->gone);
}

static bool put_rows(struct batch *batch, struct err *err)
{
	struct hub_read *read = batch->read;
	struct postgres_values values = postgres_values(&read->scratch);

	if (!batch->arrays[0].count)
		return true;
	for (size_t i = 0; i <= batch->table->column_count; i++)
		postgres_add_array(&values, &batch->arrays[i]);
	postgres_add_int8(&values, read->pass);
	return postgres_ask(read->postgres, NULL, batch->sql, &values, NULL, err);
}

static bool remove_rows(struct batch *batch, struct err *err)
{
	struct hub_read *read = batch->read;
	struct postgres_values values = postgres_values(&read->scratch);
	PGresult *answer;

	if (!batch->gone.count)
		return true;
	postgres_add_array(&values, &batch->gone);
	if (!postgres_ask(read->postgres, NULL,
			  arena_printf(&read->scratch,
				       "WITH gone AS (DELETE FROM hub_read.\"%s\" WHERE id = ANY ($1) RETURNING id) "
				       "SELECT count(*) FROM gone",
				       batch->table->name),
			  &values, &answer, err))
		return false;
	read->report->removed += postgres_number(answer, 0, 0);
	PQclear(answer);
	return true;
}

static bool batch_flush(struct batch *batch, struct err *err)
{
	if (!put_rows(batch, err) || !remove_rows(batch, err))
		return false;
	batch->read->report->rows += batch->arrays[0].count;
	for (size_t i = 0; i <= batch->table->column_count; i++)
		postgres_array_clear(&batch->arrays[i]);
	postgres_array_clear(&batch->gone);
	batch->bytes = 0;
	arena_reset(&batch->read->scratch);
	return true;
}

/* A value of another type than its column's has no place in a table for reports, nor a text that PostgreSQL cannot
 * keep; a whole number has one among those with decimals. */
static void add_value(struct postgres_array *array, enum packed_type type, const struct packed_value *value)
{
	const char *bytes = value->length ? value->bytes : "";

	if (type == PACKED_INTEGER && value->type == PACKED_INTEGER)
		postgres_array_number(array, value->integer);
	else if (type == PACKED_REAL && value->type == PACKED_REAL)
		postgres_array_real(array, value->real);
	else if (type == PACKED_REAL && value->type == PACKED_INTEGER)
		postgres_array_real(array, (double)value->integer);
	else if (type == PACKED_BLOB && value->type == PACKED_BLOB)
		postgres_array_bytes(array, bytes, value->length);
	else if (type == PACKED_TEXT && value->type == PACKED_TEXT && !memchr(bytes, '\0', value->length) &&
		 utf8_valid(bytes, value->length))
		postgres_array_bytes(array, bytes, value->length);
	else
		postgres_array_null(array);
}

/* The row as it stands here, or that there is none. */
static bool batch_add(struct batch *batch, int64_t row, struct err *err)
{
	struct packed_value *values;

	if (!store_read_row(batch->read->store, batch->table, row, &batch->read->scratch, &values, err))
		return false;
	if (!values) {
		postgres_array_number(&batch->gone, row);
		return batch->gone.count < ROWS_MOST || batch_flush(batch, err);
	}
	postgres_array_number(&batch->arrays[0], row);
	for (size_t i = 0; i < batch->table->column_count; i++) {
		add_value(&batch->arrays[i + 1], batch->table->columns[i].type, &values[i]);
		batch->bytes += values[i].length;
	}
	return (batch->arrays[0].count < ROWS_MOST && batch->bytes < BYTES_MOST) || batch_flush(batch, err);
}

static int by_table_and_row(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* One table's part of the rows touched; rows of a table that this program does not know are passed by. */
static bool copy_table(struct hub_read *read, const struct read_table *table, const struct touched *touched,
		       size_t count, struct err *err)
{
	struct batch batch;
	bool done = true;

	batch_begin(&batch, read, table);
	for (size_t i = 0; done && i < count; i++)
		if (!i || touched[i].row != touched[i - 1].row)
			done = batch_add(&batch, touched[i].row, err);
	done = done && batch_flush(&batch, err);
	batch_done(&batch);
	return done;
}

bool hub_read_copy(struct hub_read *read, struct err *err)
{
	size_t at = 0;

	if (read->touched_count)
		qsort(read->touched, read->touched_count, sizeof(*read->touched), by_table_and_row);
	for (size_t i = 0; i < read->table_count; i++) {
		size_t begin;

		while (at < read->touched_count && read->touched[at].table < read->tables[i].number)
			at++;
		begin = at;
		while (at < read->touched_count && read->touched[at].table == read->tables[i].number)
			at++;
		if (at > begin && !copy_table(read, &read->tables[i], read->touched + begin, at - begin, err))
			return false;
	}
	return true;
}

/* ---- agreement --------------------------------------------------------------------------------------- */

static bool count_there(struct hub_read *read, const struct read_table *table, int64_t *count, struct err *err)
{
	PGresult *answer;

	if (!postgres_ask(read->postgres, NULL,
			  arena_printf(&read->lasting, "SELECT count(*) FROM hub_read.\"%s\"", table->name), NULL,
			  &answer, err))
		return false;
	*count = postgres_number(answer, 0, 0);
	PQclear(answer);
	return true;
}

static bool ids_there(struct hub_read *read, const struct read_table *table, int64_t **ids, size_t *count,
		      struct err *err)
{
	PGresult *answer;

	if (!postgres_ask(read->postgres, NULL,
			  arena_printf(&read->lasting, "SELECT id FROM hub_read.\"%s\" ORDER BY id", table->name), NULL,
			  &answer, err))
		return false;
	*count = (size_t)PQntuples(answer);
	*ids = arena_array(&read->lasting, *count, sizeof(**ids));
	for (size_t i = 0; i < *count; i++)
		(*ids)[i] = postgres_number(answer, (int)i, 0);
	PQclear(answer);
	return true;
}

/* Rows that only one side has are looked at again. */
static bool agree_rows(struct hub_read *read, const struct read_table *table, struct err *err)
{
	int64_t *here, *there;
	size_t here_count, there_count, i = 0, j = 0;
	struct batch batch;
	bool done = true;

	if (!store_read_ids(read->store, table, &read->lasting, &here, &here_count, err) ||
	    !ids_there(read, table, &there, &there_count, err))
		return false;
	batch_begin(&batch, read, table);
	while (done && (i < here_count || j < there_count)) {
		if (i < here_count && j < there_count && here[i] == there[j])
			i++, j++;
		else if (j == there_count || (i < here_count && here[i] < there[j]))
			done = batch_add(&batch, here[i++], err);
		else
			done = batch_add(&batch, there[j++], err);
	}
	done = done && batch_flush(&batch, err);
	batch_done(&batch);
	return done;
}

bool hub_read_agree(struct hub_read *read, struct err *err)
{
	for (size_t i = 0; i < read->table_count; i++) {
		int64_t here, there;

		if (!store_read_count(read->store, &read->tables[i], &here, err) ||
		    !count_there(read, &read->tables[i], &there, err) ||
		    (here != there && !agree_rows(read, &read->tables[i], err)))
			return false;
	}
	return true;
}
