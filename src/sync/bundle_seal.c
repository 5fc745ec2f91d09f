#include <string.h>

#include "bundle_bytes.h"
#include "samtale/base/tr.h"

#define PIECE_BYTES (BUNDLE_PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)

static void header_write(const struct bundle_header *header, uint64_t plain, uint64_t compressed,
			 unsigned char out[AT_KEY])
{
	memset(out, 0, AT_KEY);
	memcpy(out, BUNDLE_MAGIC, BUNDLE_MAGIC_BYTES);
	bundle_number_put(out + AT_VERSION, 2, BUNDLE_VERSION_HERE);
	bundle_number_put(out + AT_FLAGS, 2, header->flags | BUNDLE_ZLIB);
	bundle_number_put(out + AT_HEADER_LENGTH, 4, AT_STREAM);
	memcpy(out + AT_REALM, header->realm, ID_REALM_BYTES);
	bundle_number_put(out + AT_UNIT, 8, (uint64_t)header->unit);
	bundle_number_put(out + AT_ORIGIN, 4, header->origin);
	bundle_number_put(out + AT_EPOCH, 4, header->epoch);
	bundle_number_put(out + AT_BSEQ, 8, (uint64_t)header->bseq);
	bundle_number_put(out + AT_FIRST, 8, (uint64_t)header->first_seq);
	bundle_number_put(out + AT_LAST, 8, (uint64_t)header->last_seq);
	bundle_number_put(out + AT_HLC, 8, (uint64_t)header->hlc);
	bundle_number_put(out + AT_SCHEMA, 4, header->schema);
	bundle_number_put(out + AT_OPS, 4, header->ops);
	bundle_number_put(out + AT_PLAIN, 8, plain);
	bundle_number_put(out + AT_COMPRESSED, 8, compressed);
	memcpy(out + AT_PREV, header->prev, BUNDLE_HASH_BYTES);
	bundle_number_put(out + AT_TOTAL, 8, bundle_total(compressed));
}

/* The compressed bytes piece by piece, each bound to the header. */
static void pieces_seal(const struct str *compressed, const unsigned char key[BUNDLE_KEY_BYTES],
			const unsigned char header[AT_STREAM], struct str *out)
{
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES], piece[PIECE_BYTES];
	size_t at = 0;

	crypto_secretstream_xchacha20poly1305_init_push(&state, stream, key);
	str_add_bytes(out, stream, sizeof(stream));
	while (at < compressed->length) {
		size_t left = compressed->length - at, size = left < BUNDLE_PIECE ? left : BUNDLE_PIECE;

		crypto_secretstream_xchacha20poly1305_push(
			&state, piece, NULL, (const unsigned char *)compressed->text + at, size, header,
			AT_STREAM, size == left ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		str_add_bytes(out, piece, size + crypto_secretstream_xchacha20poly1305_ABYTES);
		at += size;
	}
	sodium_memzero(&state, sizeof(state));
}

static void sign(struct str *out, size_t from, const unsigned char sign_secret[SIGN_SECRET_BYTES],
		 unsigned char hash[BUNDLE_HASH_BYTES])
{
	unsigned char signature[crypto_sign_BYTES] = { 0 }, what[BUNDLE_SIGNED_BYTES];

	str_add_bytes(out, signature, sizeof(signature));
	bundle_signed((const unsigned char *)out->text + from, out->length - from, hash, what);
	crypto_sign_detached(signature, NULL, what, sizeof(what), sign_secret);
	memcpy(out->text + out->length - sizeof(signature), signature, sizeof(signature));
}

bool bundle_seal(const struct bundle_header *header, const struct str *ops,
		 const unsigned char unit_public[BOX_PUBLIC_BYTES],
		 const unsigned char sign_secret[SIGN_SECRET_BYTES], struct str *out,
		 unsigned char hash[BUNDLE_HASH_BYTES], struct err *err)
{
	unsigned char head[AT_STREAM], key[BUNDLE_KEY_BYTES];
	struct str compressed;
	size_t from = out->length;
	bool sealed;

	if (ops->length > BUNDLE_PLAIN_LIMIT || header->ops > BUNDLE_OPS_LIMIT)
		return err_set(err, ERR_REFUSED, "%s",
			       _("What was written in one go is too large to be sent."));
	if (sodium_init() < 0)
		BUG("the system gives no random numbers");
	str_init(&compressed);
	if (!bundle_deflate(ops, &compressed))
		BUG("zlib cannot compress");
	header_write(header, ops->length, compressed.length, head);
	crypto_secretstream_xchacha20poly1305_keygen(key);
	sealed = crypto_box_seal(head + AT_KEY, key, sizeof(key), unit_public) == 0;
	if (sealed) {
		str_add_bytes(out, head, sizeof(head));
		pieces_seal(&compressed, key, head, out);
		sign(out, from, sign_secret, hash);
	}
	sodium_memzero(key, sizeof(key));
	sodium_memzero(compressed.text, compressed.length);
	str_done(&compressed);
	return sealed || err_set(err, ERR_DAMAGED, "%s",
				 _("The unit's key is damaged. Ask the administrator to renew the keys."));
}
