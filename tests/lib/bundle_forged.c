#include "bundle_forged.h"

#include <string.h>

void forged_keys_make(struct forged_keys *keys, unsigned char seed)
{
	unsigned char seeds[32] = { seed };

	if (sodium_init() < 0)
		BUG("no libsodium");
	crypto_sign_seed_keypair(keys->sign_public, keys->sign_secret, seeds);
	crypto_box_seed_keypair(keys->box_public, keys->box_secret, seeds);
}

void bundle_resign(const struct forged_keys *keys, struct str *file)
{
	unsigned char what[BUNDLE_SIGNED_BYTES], hash[BUNDLE_HASH_BYTES];

	bundle_signed((unsigned char *)file->text, file->length, hash, what);
	crypto_sign_detached((unsigned char *)file->text + file->length - crypto_sign_BYTES, NULL, what,
			     sizeof(what), keys->sign_secret);
}

void bundle_forge(const struct forged_keys *keys, const unsigned char head[AT_KEY], uint64_t plain,
		  const struct str *compressed, unsigned char tag, struct str *file)
{
	unsigned char key[BUNDLE_KEY_BYTES],
		piece[BUNDLE_PIECE + crypto_secretstream_xchacha20poly1305_ABYTES];
	crypto_secretstream_xchacha20poly1305_state stream;
	unsigned char front[AT_PIECES];

	memcpy(front, head, AT_KEY);
	bundle_number_put(front + AT_PLAIN, 8, plain);
	bundle_number_put(front + AT_COMPRESSED, 8, compressed->length);
	bundle_number_put(front + AT_TOTAL, 8, bundle_total(compressed->length));
	crypto_secretstream_xchacha20poly1305_keygen(key);
	if (crypto_box_seal(front + AT_KEY, key, sizeof(key), keys->box_public))
		BUG("the key cannot be sealed");
	crypto_secretstream_xchacha20poly1305_init_push(&stream, front + AT_STREAM, key);
	str_clear(file);
	str_add_bytes(file, front, sizeof(front));
	for (size_t at = 0; at < compressed->length; at += BUNDLE_PIECE) {
		size_t left = compressed->length - at, size = left < BUNDLE_PIECE ? left : BUNDLE_PIECE;

		crypto_secretstream_xchacha20poly1305_push(&stream, piece, NULL,
							   (unsigned char *)compressed->text + at, size,
							   front, AT_STREAM, size == left ? tag : 0);
		str_add_bytes(file, piece, size + crypto_secretstream_xchacha20poly1305_ABYTES);
	}
	memset(piece, 0, crypto_sign_BYTES);
	str_add_bytes(file, piece, crypto_sign_BYTES);
	bundle_resign(keys, file);
}
