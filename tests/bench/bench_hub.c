/* bench_hub.c - what a hub in PostgreSQL takes in a second: hub.ingest(), one question a bundle, against the same rows
 * by INSERT of 500 rows at a time (prepared, binary, ON CONFLICT DO NOTHING) with the same checks around it.
 *
 * bench_hub ADMIN (an address; tests/bench/bench_hub.sh starts a server). Both ways take turns in one run, each into a
 * unit of its own; told are the medians, and of the ratios of each turn the median. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "hub_bundles.h"
#include "samtale/base/compiler.h"
#include "samtale/base/str.h"
#include "samtale/sync/hub_server.h"
#include "sync/postgres.h"
#include "stopwatch.h"

#define ROWS 500
#define COLUMNS 10
#define ROUNDS_MOST 41

static struct err err;

static void fail(const char *text)
{
	fprintf(stderr, "bench_hub: %s\n", text);
	exit(1);
}

/* ---- 500 rows at a time ---------------------------------------------------------------------------- */

static char *insert_sql(struct arena *arena, int rows)
{
	struct str sql;
	char *text;

	str_init(&sql);
	str_set(&sql, "INSERT INTO hub.op (unit, feed, origin, oseq, hlc, tbl, row, col, prev, payload) VALUES ");
	for (int i = 0; i < rows; i++) {
		str_add(&sql, i ? ",(" : "(");
		for (int j = 1; j <= COLUMNS; j++)
			str_addf(&sql, j > 1 ? ",$%d" : "$%d", i * COLUMNS + j);
		str_add(&sql, ")");
	}
	str_add(&sql, " ON CONFLICT DO NOTHING");
	text = arena_strdup(arena, sql.text);
	str_done(&sql);
	return text;
}

struct parameters {
	Oid types[ROWS * COLUMNS];
	const char *values[ROWS * COLUMNS];
	int lengths[ROWS * COLUMNS], formats[ROWS * COLUMNS];
	unsigned char numbers[ROWS * COLUMNS][8];
	int count;
};

static void add(struct parameters *p, Oid type, const void *bytes, size_t size)
{
	p->types[p->count] = type;
	p->values[p->count] = bytes;
	p->lengths[p->count] = (int)size;
	p->formats[p->count++] = 1;
}

static void add_number(struct parameters *p, Oid type, int64_t number, int bytes)
{
	unsigned char *out = p->numbers[p->count];

	for (int i = bytes - 1; i >= 0; i--, number >>= 8)
		out[i] = (unsigned char)number;
	add(p, type, out, (size_t)bytes);
}

static void add_row(struct parameters *p, int64_t unit, int64_t feed, const struct change *change)
{
	add_number(p, POSTGRES_INT4, unit, 4);
	add_number(p, POSTGRES_INT8, feed, 8);
	add_number(p, POSTGRES_INT4, change->dot.origin, 4);
	add_number(p, POSTGRES_INT8, change->dot.seq, 8);
	add_number(p, POSTGRES_INT8, change->hlc, 8);
	add_number(p, POSTGRES_INT2, change->table, 2);
	add_number(p, POSTGRES_INT8, change->row, 8);
	add_number(p, POSTGRES_INT2, change->column, 2);
	if (change->prev.at == change->prev.end)
		add(p, POSTGRES_BYTES, NULL, 0);
	else
		add(p, POSTGRES_BYTES, change->prev.at, (size_t)(change->prev.end - change->prev.at));
	add(p, POSTGRES_BYTES, change->value.at, (size_t)(change->value.end - change->value.at));
}

static void fine(PGconn *connection, PGresult *answer)
{
	ExecStatusType status = PQresultStatus(answer);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail(PQerrorMessage(connection));
	PQclear(answer);
}

static void run_rows(PGconn *connection, struct arena *arena, const struct parameters *p, int rows)
{
	static bool is_prepared;

	if (rows == ROWS && !is_prepared)
		fine(connection, PQprepare(connection, "rows", insert_sql(arena, ROWS), p->count, p->types));
	is_prepared = is_prepared || rows == ROWS;
	if (rows == ROWS)
		fine(connection, PQexecPrepared(connection, "rows", p->count, p->values, p->lengths, p->formats, 1));
	else
		fine(connection, PQexecParams(connection, insert_sql(arena, rows), p->count, p->types, p->values,
					      p->lengths, p->formats, 1));
}

static void publish_rows(PGconn *connection, struct arena *arena, const struct hub_bundle *bundle)
{
	static struct parameters p;
	const char *unit = arena_printf(arena, "%lld", (long long)bundle->unit);
	const char *key[] = { unit, arena_printf(arena, "%u", (unsigned)bundle->origin),
			      arena_printf(arena, "%lld", (long long)bundle->bseq),
			      arena_printf(arena, "%zu", bundle->count), (const char *)bundle->hash,
			      (const char *)bundle->prev, (const char *)bundle->bytes };
	int lengths[] = { 0, 0, 0, 0, sizeof(bundle->hash), sizeof(bundle->prev), (int)bundle->size };
	int formats[] = { 0, 0, 0, 0, 1, 1, 1 };
	PGresult *answer;
	int64_t base;

	fine(connection, PQexec(connection, "BEGIN"));
	answer = PQexecParams(connection, "SELECT last FROM hub.unit_feed WHERE unit = $1 FOR UPDATE", 1, NULL, key, NULL,
			      NULL, 0);
	base = atoll(PQgetvalue(answer, 0, 0));
	fine(connection, answer);
	fine(connection, PQexecParams(connection, "SELECT hash FROM hub.bundle WHERE unit = $1 AND origin = $2 AND bseq = $3",
				      3, NULL, key, NULL, NULL, 0));
	fine(connection, PQexecParams(connection,
				      "SELECT bseq, hash FROM hub.bundle WHERE unit = $1 AND origin = $2 "
				      "ORDER BY bseq DESC LIMIT 1", 2, NULL, key, NULL, NULL, 0));
	for (size_t i = 0; i < bundle->count; i += ROWS) {
		int rows = bundle->count - i < ROWS ? (int)(bundle->count - i) : ROWS;

		p.count = 0;
		for (int j = 0; j < rows; j++)
			add_row(&p, bundle->unit, base + (int64_t)i + j + 1, &bundle->changes[i + (size_t)j]);
		run_rows(connection, arena, &p, rows);
	}
	fine(connection, PQexecParams(connection, "UPDATE hub.unit_feed SET last = last + $2::bigint WHERE unit = $1", 2,
				      NULL, (const char *[]){ unit, key[3] }, NULL, NULL, 0));
	fine(connection, PQexecParams(connection,
				      "INSERT INTO hub.bundle (unit, origin, bseq, hash, prev, feed_from, feed_to, "
				      "schema_version, body) VALUES ($1, $2, $3, $5, $6, 1, $4::bigint, 1, $7)",
				      7, NULL, key, lengths, formats, 0));
	fine(connection, PQexec(connection, "COMMIT"));
}

/* ---- both in turn ------------------------------------------------------------------------------------ */

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *times, int count)
{
	qsort(times, (size_t)count, sizeof(*times), by_number);
	return times[count / 2];
}

/* In unit 1 by hub.ingest(), in unit 2 by rows; the same changes but for the unit. */
static void compare(const char *name, struct hub *hub, PGconn *connection, uint32_t origin, int ops, int rounds)
{
	double times[2][ROUNDS_MOST], ratios[ROUNDS_MOST];

	for (int i = 0; i < rounds; i++) {
		struct arena arena;
		const struct hub_bundle *one, *two;
		double start;

		arena_init(&arena);
		one = bundles_next(&arena, 1, origin, ops);
		two = bundles_next(&arena, 2, origin, ops);
		for (int way = 0; way < 2; way++) {
			start = now_ms();
			if ((way + i) % 2)
				publish_rows(connection, &arena, two);
			else if (!hub_publish(hub, one, &err))
				fail(err.text);
			times[(way + i) % 2][i] = now_ms() - start;
		}
		arena_done(&arena);
	}
	for (int i = 0; i < rounds; i++)
		ratios[i] = times[1][i] / times[0][i];
	printf("hub, %-4s %6d ops x %2d  hub.ingest %4.0fk op/s   rows of %d %4.0fk op/s   ratio %.2f\n", name, ops, rounds,
	       ops / median(times[0], rounds), ROWS, ops / median(times[1], rounds), median(ratios, rounds));
}

int main(int argc, char **argv)
{
	static const int64_t units[] = { 1, 2 };
	const struct hub_member members[] = { { 2, "day", false, false, units, 2 }, { 3, "full", false, false, units, 2 } };
	PGconn *connection;
	struct hub *hub;

	if (argc != 2)
		fail("usage: bench_hub ADMIN");
	if (!hub_postgres_prepare(argv[1], bundles_realm, &err) || !hub_open(argv[1], bundles_realm, &hub, &err) ||
	    !hub_members(hub, members, LENGTH(members), &err))
		fail(err.text);
	connection = PQconnectdb(argv[1]); /* libpq is loaded by now */
	bundles_begin();
	compare("day", hub, connection, 2, 5550, 41);
	compare("full", hub, connection, 3, 50000, 11);
	PQfinish(connection);
	hub_close(hub);
	return 0;
}
