/* bundle_bytes.h - what stands where in an SMB1 file (sync-storage, section 9.4), and its zlib. Numbers are
 * little-endian.
 *
 *	  0  8 "SAMTBDL1"         48 8 bseq          96  8 compressed length
 *	  8  2 version = 1        56 8 first seq    104 32 prev: the hash of bundle bseq - 1, or zeros
 *	 10  2 flags              64 8 last seq     136  8 total file length
 *	 12  4 header length 240  72 8 newest hlc   144 16 reserved, zero
 *	 16 16 realm              80 4 schema       160 80 the stream's key, sealed to the unit
 *	 32  8 unit               84 4 op count     240 24 secretstream header
 *	 40  4 origin             88 8 plain length 264 .. pieces of at most 65,536 bytes + 17; the header is
 *	 44  4 epoch                                       bound to each, the last carries TAG_FINAL
 *	                                            end 64 Ed25519 of "samtale-bundle-1" and the hash, which
 *	                                                   is BLAKE2b-256 of all before */
#ifndef SAMTALE_SRC_SYNC_BUNDLE_BYTES_H
#define SAMTALE_SRC_SYNC_BUNDLE_BYTES_H

#include <sodium.h>

#include "samtale/sync/bundle.h"

#define BUNDLE_MAGIC "SAMTBDL1"
#define BUNDLE_MAGIC_BYTES 8
#define BUNDLE_VERSION_HERE 1
#define BUNDLE_FLAGS_KNOWN (BUNDLE_ZLIB | BUNDLE_SNAPSHOT | BUNDLE_PURGE | BUNDLE_STATE)
#define BUNDLE_PIECE 65536
#define BUNDLE_KEY_BYTES crypto_secretstream_xchacha20poly1305_KEYBYTES

enum bundle_place {
	AT_VERSION = 8,
	AT_FLAGS = 10,
	AT_HEADER_LENGTH = 12,
	AT_REALM = 16,
	AT_UNIT = 32,
	AT_ORIGIN = 40,
	AT_EPOCH = 44,
	AT_BSEQ = 48,
	AT_FIRST = 56,
	AT_LAST = 64,
	AT_HLC = 72,
	AT_SCHEMA = 80,
	AT_OPS = 84,
	AT_PLAIN = 88,
	AT_COMPRESSED = 96,
	AT_PREV = 104,
	AT_TOTAL = 136,
	AT_RESERVED = 144,
	AT_KEY = 160,
	AT_STREAM = AT_KEY + BUNDLE_KEY_BYTES + crypto_box_SEALBYTES, /* header length */
	AT_PIECES = AT_STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES
};

uint64_t bundle_number(const unsigned char *at, int bytes);
void bundle_number_put(unsigned char *at, int bytes, uint64_t number);
/* Of the whole file, when so much was compressed. UINT64_MAX: more than a file can hold. */
uint64_t bundle_total(uint64_t compressed);
/* What is signed: the hash is of all but the signature, and names the bundle. */
#define BUNDLE_SIGNED_BYTES (16 + BUNDLE_HASH_BYTES)
void bundle_signed(const unsigned char *bytes, size_t size, unsigned char hash[BUNDLE_HASH_BYTES],
		   unsigned char signed_bytes[BUNDLE_SIGNED_BYTES]);

/* zlib (RFC 1950) with share/sync/words-1.txt as its dictionary. Both append. Inflating: true when the whole of it
 * gives exactly `size` bytes; never more are made. */
NODISCARD bool bundle_deflate(const struct str *plain, struct str *out);
NODISCARD bool bundle_inflate(const struct str *compressed, uint64_t size, struct str *plain);

#endif
