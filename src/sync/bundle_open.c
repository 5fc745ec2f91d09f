#include <string.h>

#include "bundle_bytes.h"

#define SHORTEST (AT_PIECES + crypto_sign_BYTES)
#define ZLIB_RATIO_MOST 1040 /* deflate cannot make more of a byte than that */

static void header_read(const unsigned char *bytes, struct bundle_header *header)
{
	*header = (struct bundle_header){
		.unit = (int64_t)bundle_number(bytes + AT_UNIT, 8),
		.bseq = (int64_t)bundle_number(bytes + AT_BSEQ, 8),
		.origin = (uint32_t)bundle_number(bytes + AT_ORIGIN, 4),
		.epoch = (uint32_t)bundle_number(bytes + AT_EPOCH, 4),
		.flags = (unsigned)bundle_number(bytes + AT_FLAGS, 2),
		.first_seq = (int64_t)bundle_number(bytes + AT_FIRST, 8),
		.last_seq = (int64_t)bundle_number(bytes + AT_LAST, 8),
		.hlc = (int64_t)bundle_number(bytes + AT_HLC, 8),
		.schema = (uint32_t)bundle_number(bytes + AT_SCHEMA, 4),
		.ops = (uint32_t)bundle_number(bytes + AT_OPS, 4),
		.plain_size = bundle_number(bytes + AT_PLAIN, 8),
	};
	memcpy(header->realm, bytes + AT_REALM, ID_REALM_BYTES);
	memcpy(header->prev, bytes + AT_PREV, BUNDLE_HASH_BYTES);
}

enum bundle_fault bundle_peek(const unsigned char *bytes, size_t size, struct bundle_header *header,
			      unsigned char hash[BUNDLE_HASH_BYTES])
{
	unsigned char what[BUNDLE_SIGNED_BYTES];
	size_t begun = size < BUNDLE_MAGIC_BYTES ? size : BUNDLE_MAGIC_BYTES;
	uint64_t total;

	if (begun && memcmp(bytes, BUNDLE_MAGIC, begun))
		return BUNDLE_NOT_ONE;
	if (size < SHORTEST)
		return BUNDLE_SHORT;
	total = bundle_number(bytes + AT_TOTAL, 8);
	if (size != total)
		return size < total ? BUNDLE_SHORT : BUNDLE_LONG;
	if (bundle_number(bytes + AT_VERSION, 2) != BUNDLE_VERSION_HERE)
		return BUNDLE_VERSION;
	header_read(bytes, header);
	bundle_signed(bytes, size, hash, what);
	return BUNDLE_WHOLE;
}

enum bundle_fault bundle_check_place(const struct bundle_header *header,
				     const unsigned char realm[ID_REALM_BYTES], int64_t unit, uint32_t origin,
				     int64_t bseq)
{
	if (memcmp(header->realm, realm, ID_REALM_BYTES))
		return BUNDLE_REALM;
	if (header->unit != unit || header->origin != origin || header->bseq != bseq)
		return BUNDLE_UNIT;
	return BUNDLE_WHOLE;
}

enum bundle_fault bundle_check_signature(const unsigned char *bytes, size_t size,
					 const unsigned char sign_public[SIGN_PUBLIC_BYTES])
{
	unsigned char hash[BUNDLE_HASH_BYTES], what[BUNDLE_SIGNED_BYTES];

	if (size < SHORTEST)
		return BUNDLE_SHORT;
	bundle_signed(bytes, size, hash, what);
	if (crypto_sign_verify_detached(bytes + size - crypto_sign_BYTES, what, sizeof(what), sign_public))
		return BUNDLE_SIGNATURE;
	return BUNDLE_WHOLE;
}

enum bundle_fault bundle_check_follows(const struct bundle_header *header,
				       const unsigned char hash[BUNDLE_HASH_BYTES], int64_t newest_bseq,
				       const unsigned char newest_hash[BUNDLE_HASH_BYTES])
{
	if (header->bseq < newest_bseq)
		return BUNDLE_WHOLE;
	if (header->bseq == newest_bseq)
		return memcmp(hash, newest_hash, BUNDLE_HASH_BYTES) ? BUNDLE_FORK : BUNDLE_WHOLE;
	if (header->bseq - 1 > newest_bseq)
		return BUNDLE_GAP;
	return memcmp(header->prev, newest_hash, BUNDLE_HASH_BYTES) ? BUNDLE_CHAIN : BUNDLE_WHOLE;
}

/* What is signed, and of a later program, is not damaged. */
static enum bundle_fault sizes_check(const unsigned char *bytes, size_t size)
{
	uint64_t compressed = bundle_number(bytes + AT_COMPRESSED, 8),
		 plain = bundle_number(bytes + AT_PLAIN, 8);
	uint64_t flags = bundle_number(bytes + AT_FLAGS, 2);

	if (flags & ~(uint64_t)BUNDLE_FLAGS_KNOWN || !(flags & BUNDLE_ZLIB) ||
	    bundle_number(bytes + AT_HEADER_LENGTH, 4) != AT_STREAM ||
	    !sodium_is_zero(bytes + AT_RESERVED, AT_KEY - AT_RESERVED))
		return BUNDLE_VERSION;
	if (bundle_total(compressed) != size || compressed > size || plain > BUNDLE_PLAIN_LIMIT ||
	    bundle_number(bytes + AT_OPS, 4) > BUNDLE_OPS_LIMIT || plain > compressed * ZLIB_RATIO_MOST)
		return BUNDLE_SIZES;
	return BUNDLE_WHOLE;
}

static bool pieces_open(const unsigned char *bytes, size_t size, const unsigned char key[BUNDLE_KEY_BYTES],
			struct str *compressed)
{
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char piece[BUNDLE_PIECE], tag = 0;
	size_t at = AT_PIECES, end = size - crypto_sign_BYTES;
	bool opened = crypto_secretstream_xchacha20poly1305_init_pull(&state, bytes + AT_STREAM, key) == 0;

	while (opened && at < end) {
		size_t most = sizeof(piece) + crypto_secretstream_xchacha20poly1305_ABYTES;
		size_t sealed = end - at < most ? end - at : most;
		unsigned long long got = 0;

		opened = tag == 0 &&
			 crypto_secretstream_xchacha20poly1305_pull(&state, piece, &got, &tag, bytes + at,
								    sealed, bytes, AT_STREAM) == 0;
		if (opened)
			str_add_bytes(compressed, piece, got);
		at += sealed;
	}
	sodium_memzero(piece, sizeof(piece));
	sodium_memzero(&state, sizeof(state));
	return opened && tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
}

enum bundle_fault bundle_unseal(const unsigned char *bytes, size_t size,
				const unsigned char unit_public[BOX_PUBLIC_BYTES],
				const unsigned char unit_secret[BOX_SECRET_BYTES], struct str *plain)
{
	enum bundle_fault fault = size < SHORTEST ? BUNDLE_SHORT : sizes_check(bytes, size);
	unsigned char key[BUNDLE_KEY_BYTES];
	struct str compressed;
	size_t from = plain->length;

	if (fault)
		return fault;
	str_init(&compressed);
	if (crypto_box_seal_open(key, bytes + AT_KEY, AT_STREAM - AT_KEY, unit_public, unit_secret) ||
	    !pieces_open(bytes, size, key, &compressed))
		fault = BUNDLE_SEAL;
	else if (!bundle_inflate(&compressed, bundle_number(bytes + AT_PLAIN, 8), plain))
		fault = BUNDLE_CONTENT;
	sodium_memzero(key, sizeof(key));
	sodium_memzero(compressed.text, compressed.length);
	str_done(&compressed);
	if (fault && plain->length > from) {
		sodium_memzero(plain->text + from, plain->length - from);
		plain->length = from;
	}
	return fault;
}
