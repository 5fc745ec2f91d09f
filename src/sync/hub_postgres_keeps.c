/* What a PostgreSQL hub keeps of bundles sent before, by one question: the server weighs and hashes, nothing is
 * fetched. */
#include <limits.h>
#include <sodium.h>

#include "hub_postgres.h"
#include "samtale/base/compiler.h"

enum { UNITS, ORIGINS, NUMBERS, SIZES, HASHES, ARRAYS };

static const enum postgres_type array_types[ARRAYS] = {
	[UNITS] = POSTGRES_INT4, [ORIGINS] = POSTGRES_INT4, [NUMBERS] = POSTGRES_INT8,
	[SIZES] = POSTGRES_INT8, [HASHES] = POSTGRES_BYTES,
};

static void add_bundle(struct postgres_array arrays[ARRAYS], const struct hub_bundle *bundle)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	postgres_array_number(&arrays[UNITS], bundle->unit <= INT_MAX ? bundle->unit : 0);
	postgres_array_number(&arrays[ORIGINS], bundle->origin);
	postgres_array_number(&arrays[NUMBERS], bundle->bseq);
	postgres_array_number(&arrays[SIZES], (int64_t)bundle->size);
	if (!bundle->bytes) {
		postgres_array_null(&arrays[HASHES]);
		return;
	}
	crypto_hash_sha256(hash, bundle->bytes, bundle->size);
	postgres_array_bytes(&arrays[HASHES], hash, sizeof(hash));
}

/* A row without its file: everybody has it. */
static const char question[] =
	"SELECT b.unit IS NOT NULL AND (b.body IS NULL OR (octet_length(b.body) = k.size"
	" AND (k.hash IS NULL OR sha256(b.body) = k.hash)))"
	" FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS k (unit, origin, bseq, size, hash, n)"
	" LEFT JOIN hub.bundle b ON b.unit = k.unit AND b.origin = k.origin AND b.bseq = k.bseq ORDER BY k.n";

static bool ask(struct postgres *postgres, struct postgres_array arrays[ARRAYS], size_t count, bool *is_kept,
		struct err *err)
{
	struct arena arena;
	struct postgres_values values;
	PGresult *answer;
	bool done;

	arena_init(&arena);
	values = postgres_values(&arena);
	for (int i = 0; i < ARRAYS; i++)
		postgres_add_array(&values, &arrays[i]);
	done = postgres_ask(postgres, "keeps", question, &values, &answer, err);
	for (size_t i = 0; done && i < count; i++)
		is_kept[i] = (int)i < PQntuples(answer) && postgres_number(answer, (int)i, 0);
	if (done)
		PQclear(answer);
	arena_done(&arena);
	return done;
}

bool hub_postgres_keeps(struct hub *hub, const struct hub_bundle *bundles, size_t count, bool *is_kept,
			struct err *err)
{
	struct postgres_array arrays[ARRAYS];
	bool done;

	for (int i = 0; i < ARRAYS; i++)
		postgres_array_init(&arrays[i], array_types[i]);
	for (size_t i = 0; i < count; i++)
		add_bundle(arrays, &bundles[i]);
	done = !count || ask(&hub_server_of(hub)->postgres, arrays, count, is_kept, err);
	for (int i = 0; i < ARRAYS; i++)
		postgres_array_done(&arrays[i]);
	return done;
}
