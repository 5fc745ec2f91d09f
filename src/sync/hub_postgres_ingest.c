/* A bundle and what is in it, by one question: the sealed file, and its ops as one array a column. */
#include <limits.h>
#include <sodium.h>
#include <string.h>

#include "hub_postgres.h"
#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"

enum { ORIGINS, SEQS, HLCS, TABLES, ROWS, COLUMNS, PREVS, VALUES, ARRAYS };

static const enum postgres_type array_types[ARRAYS] = {
	[ORIGINS] = POSTGRES_INT4, [SEQS] = POSTGRES_INT8,  [HLCS] = POSTGRES_INT8,    [TABLES] = POSTGRES_INT2,
	[ROWS] = POSTGRES_INT8,	   [COLUMNS] = POSTGRES_INT2, [PREVS] = POSTGRES_BYTES, [VALUES] = POSTGRES_BYTES,
};

static void add_change(struct postgres_array arrays[ARRAYS], const struct change *change)
{
	size_t prev = (size_t)(change->prev.end - change->prev.at);

	postgres_array_number(&arrays[ORIGINS], change->dot.origin);
	postgres_array_number(&arrays[SEQS], change->dot.seq);
	postgres_array_number(&arrays[HLCS], change->hlc);
	postgres_array_number(&arrays[TABLES], change->table);
	postgres_array_number(&arrays[ROWS], change->row);
	postgres_array_number(&arrays[COLUMNS], change->column);
	if (prev)
		postgres_array_bytes(&arrays[PREVS], change->prev.at, prev);
	else
		postgres_array_null(&arrays[PREVS]);
	postgres_array_bytes(&arrays[VALUES], change->value.at, (size_t)(change->value.end - change->value.at));
}

/* What the server says that it keeps is what was sent. */
static bool read_back(const struct hub_bundle *bundle, const PGresult *answer, struct err *err)
{
	unsigned char sent[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sent, bundle->bytes, bundle->size);
	if (PQgetlength(answer, 0, 0) == sizeof(sent) && !memcmp(PQgetvalue(answer, 0, 0), sent, sizeof(sent)))
		return true;
	return err_set(err, ERR_DAMAGED, "%s",
		       _("The hub does not keep what was sent. Everything is kept here; tell the administrator."));
}

static bool ingest(struct postgres *postgres, const struct hub_bundle *bundle,
		   struct postgres_array arrays[ARRAYS], struct arena *arena, struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	PGresult *answer;
	bool fine;

	postgres_add_int4(&values, (int32_t)bundle->unit);
	postgres_add_int4(&values, (int32_t)bundle->origin);
	postgres_add_int8(&values, bundle->bseq);
	postgres_add_bytes(&values, bundle->prev, sizeof(bundle->prev));
	postgres_add_bytes(&values, bundle->hash, sizeof(bundle->hash));
	postgres_add_int4(&values, bundle->schema);
	postgres_add_bytes(&values, bundle->bytes, bundle->size);
	for (int i = 0; i < ARRAYS; i++)
		postgres_add_array(&values, &arrays[i]);
	if (!postgres_ask(postgres, "ingest",
			  "SELECT hub.ingest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
			  &values, &answer, err))
		return false;
	fine = read_back(bundle, answer, err);
	PQclear(answer);
	return fine;
}

bool hub_postgres_publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err)
{
	struct postgres_array arrays[ARRAYS];
	struct arena arena;
	bool done;

	if (bundle->unit <= 0 || bundle->unit > INT_MAX) {
		err_set(err, ERR_REFUSED, "%s",
			_("The hub does not let this terminal do that. Ask the administrator."));
		return err_detail(err, "ACCESS: no unit %lld", (long long)bundle->unit);
	}
	arena_init(&arena);
	for (int i = 0; i < ARRAYS; i++)
		postgres_array_init(&arrays[i], array_types[i]);
	for (size_t i = 0; i < bundle->count; i++)
		add_change(arrays, &bundle->changes[i]);
	done = ingest(&hub_server_of(hub)->postgres, bundle, arrays, &arena, err);
	for (int i = 0; i < ARRAYS; i++)
		postgres_array_done(&arrays[i]);
	arena_done(&arena);
	return done;
}
