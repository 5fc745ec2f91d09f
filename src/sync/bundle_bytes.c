#include "bundle_bytes.h"

#include <string.h>

uint64_t bundle_number(const unsigned char *at, int bytes)
{
	uint64_t number = 0;

	for (int i = 0; i < bytes; i++)
		number |= (uint64_t)at[i] << (8 * i);
	return number;
}

void bundle_number_put(unsigned char *at, int bytes, uint64_t number)
{
	for (int i = 0; i < bytes; i++)
		at[i] = (unsigned char)(number >> (8 * i));
}

uint64_t bundle_total(uint64_t compressed)
{
	uint64_t pieces = compressed / BUNDLE_PIECE + (compressed % BUNDLE_PIECE != 0);

	if (compressed > (uint64_t)1 << 48)
		return UINT64_MAX;
	return AT_PIECES + compressed + pieces * crypto_secretstream_xchacha20poly1305_ABYTES +
	       crypto_sign_BYTES;
}

void bundle_signed(const unsigned char *bytes, size_t size, unsigned char hash[BUNDLE_HASH_BYTES],
		   unsigned char signed_bytes[BUNDLE_SIGNED_BYTES])
{
	crypto_generichash(hash, BUNDLE_HASH_BYTES, bytes, size - crypto_sign_BYTES, NULL, 0);
	memcpy(signed_bytes, "samtale-bundle-1", 16);
	memcpy(signed_bytes + 16, hash, BUNDLE_HASH_BYTES);
}
