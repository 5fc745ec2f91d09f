/* fuzz_bundle.c - sealed files from anywhere: libFuzzer's target. The first byte says how far the writer gets: a file as it
 * stands, or one rightly sealed and signed around the bytes, with a header that the first ones alter. */
#include <stdlib.h>
#include <string.h>

#include "bundle_forged.h"
#include "samtale/sync/ops.h"

#define PATCHES 4 /* of an offset and a byte each */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* As a receiver who does not stop at the first fault, so that each check meets what the one before refused. */
static void receive(const struct forged_keys *keys, const unsigned char *bytes, size_t size)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	struct str plain;

	if (!bundle_peek(bytes, size, &header, hash)) {
		(void)!bundle_check_place(&header, header.realm, header.unit, header.origin, 1);
		(void)!bundle_check_follows(&header, hash, 1, hash);
	}
	(void)!bundle_check_signature(bytes, size, keys->sign_public);
	str_init(&plain);
	if (!bundle_unseal(bytes, size, keys->box_public, keys->box_secret, &plain)) {
		struct arena arena;
		struct change *changes;
		struct err err;
		size_t count;

		if (plain.length != bundle_number(bytes + AT_PLAIN, 8))
			abort();
		arena_init(&arena);
		(void)!ops_decode((unsigned char *)plain.text, plain.length, &arena, &changes, &count, &err);
		arena_done(&arena);
	} else if (plain.length) {
		abort();
	}
	str_done(&plain);
}

static void forged(const struct forged_keys *keys, const uint8_t *bytes, size_t size, bool is_compressed)
{
	unsigned char head[AT_KEY] = BUNDLE_MAGIC "\1\0\1\0\xf0";
	struct str compressed, file, body = { .text = (char *)(uintptr_t)bytes + 2 * PATCHES };

	body.length = size - 2 * PATCHES;
	str_init(&compressed);
	str_init(&file);
	if (is_compressed)
		str_add_bytes(&compressed, body.text, body.length);
	else if (!bundle_deflate(&body, &compressed))
		abort();
	for (int i = 0; i < PATCHES; i++)
		head[bytes[2 * i] % AT_KEY] ^= bytes[2 * i + 1];
	bundle_forge(keys, head, is_compressed ? bytes[0] * 64u : body.length, &compressed, TAG_FINAL, &file);
	receive(keys, (unsigned char *)file.text, file.length);
	str_done(&file);
	str_done(&compressed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct forged_keys keys;
	unsigned char zeros[SIGN_PUBLIC_BYTES] = { 0 };

	if (!memcmp(keys.sign_public, zeros, sizeof(zeros)))
		forged_keys_make(&keys, 1);
	if (!size)
		return 0;
	if (bytes[0] % 3 == 0)
		receive(&keys, bytes + 1, size - 1);
	else if (size > 1 + 2 * PATCHES)
		forged(&keys, bytes + 1, size - 1, bytes[0] % 3 == 1);
	return 0;
}
