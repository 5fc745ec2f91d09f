/* bundle_forged.h - files that are rightly sealed and signed around anything at all, as by an enrolled terminal
 * that means harm. */
#ifndef SAMTALE_TESTS_BUNDLE_FORGED_H
#define SAMTALE_TESTS_BUNDLE_FORGED_H

#include "sync/bundle_bytes.h"

#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL

struct forged_keys {
	unsigned char sign_public[SIGN_PUBLIC_BYTES], sign_secret[SIGN_SECRET_BYTES];
	unsigned char box_public[BOX_PUBLIC_BYTES], box_secret[BOX_SECRET_BYTES];
};

void forged_keys_make(struct forged_keys *keys, unsigned char seed);
/* Replaces `file`: the head as it is given, but for the plain length, the compressed one and the total; the last
 * piece has the tag. */
void bundle_forge(const struct forged_keys *keys, const unsigned char head[AT_KEY], uint64_t plain,
		  const struct str *compressed, unsigned char tag, struct str *file);
void bundle_resign(const struct forged_keys *keys, struct str *file);

#endif
