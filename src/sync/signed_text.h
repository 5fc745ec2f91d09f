/* signed_text.h - a small signed file that a person can read: a line that says what it is, JSON, and as the
 * last line an Ed25519 signature over the BLAKE2b-256 of all before, in hexadecimal digits.
 *
 * The signature is looked at before anything is parsed, so what is parsed was written by its owner. The first
 * line keeps one kind of file from being taken for another. */
#ifndef SAMTALE_SRC_SYNC_SIGNED_TEXT_H
#define SAMTALE_SRC_SYNC_SIGNED_TEXT_H

#include <jansson.h>

#include "samtale/sync/bundle.h"

#define SIGNED_TEXT_MOST (32u << 20) /* bytes of a file that is read at all */

/* Appends the file to out and releases content. kind: "SAMTALE KEYRING 1". */
void signed_text_put(const char *kind, json_t *content, const unsigned char secret[SIGN_SECRET_BYTES],
		     struct str *out);
/* The content, the caller's to release; NULL: of another kind, not whole, or not signed by that key. */
json_t *signed_text_read(const unsigned char *bytes, size_t size, const char *kind,
			 const unsigned char public[SIGN_PUBLIC_BYTES]);

/* Members of an object, the only ways in which the files of this layer write them. False: it is not there, or
 * is not that. Numbers are 0 or more. */
bool signed_text_hex(const json_t *object, const char *name, void *bytes, size_t size);
bool signed_text_number(const json_t *object, const char *name, int64_t most, int64_t *number);
/* A name of 1 to NAME_MOST bytes without control characters, in the arena. */
#define NAME_MOST 80
bool signed_text_name(const json_t *object, const char *name, struct arena *arena, const char **text);
json_t *signed_text_of_hex(const void *bytes, size_t size);

#endif
