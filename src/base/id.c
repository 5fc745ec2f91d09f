#include "samtale/base/id.h"

#include <sodium.h>
#include <string.h>

#include "samtale/base/compiler.h"

#define COUNTER_BITS 43
#define NATURAL_BIT ((int64_t)1 << 62)
#define HASH_BYTES 32

int64_t id_numbered(uint32_t origin, uint64_t counter)
{
	if (!origin || origin > ID_ORIGIN_MAX)
		BUG("a terminal number outside 1 to ID_ORIGIN_MAX");
	if (counter >> COUNTER_BITS)
		BUG("a terminal has used up its row ids");
	return (int64_t)origin << COUNTER_BITS | (int64_t)counter;
}

uint32_t id_origin(int64_t id)
{
	return id & NATURAL_BIT ? 0 : (uint32_t)(id >> COUNTER_BITS);
}

/* The length goes before the bytes, so that no two lists of parts are the same bytes. */
static void hash_part(crypto_generichash_state *state, const char *part)
{
	uint64_t length = strlen(part);
	unsigned char prefix[8];

	for (int i = 0; i < 8; i++)
		prefix[i] = (unsigned char)(length >> (8 * i));
	crypto_generichash_update(state, prefix, sizeof(prefix));
	crypto_generichash_update(state, (const unsigned char *)part, length);
}

int64_t id_natural(const struct id_realm *realm, const char *kind, const char *key)
{
	crypto_generichash_state state;
	unsigned char hash[HASH_BYTES];
	uint64_t top = 0;

	crypto_generichash_init(&state, realm->secret, sizeof(realm->secret), sizeof(hash));
	hash_part(&state, kind);
	hash_part(&state, key);
	crypto_generichash_final(&state, hash, sizeof(hash));
	for (int i = 0; i < 8; i++)
		top = top << 8 | hash[i];
	sodium_memzero(&state, sizeof(state));
	return NATURAL_BIT | (int64_t)(top >> 2);
}

void id_hash_text(const void *bytes, size_t count, char out[ID_HASH_TEXT])
{
	unsigned char hash[HASH_BYTES];

	crypto_generichash(hash, sizeof(hash), bytes, count, NULL, 0);
	sodium_bin2hex(out, ID_HASH_TEXT, hash, sizeof(hash));
}
