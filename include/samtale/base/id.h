/* id.h - row identities that two terminals can make without meeting.
 *
 * An id is a positive 63-bit integer. Bit 62 clear: origin << 43 | counter, where the origin is the
 * terminal's number (19 bits, given once at enrolment, never reused). Bit 62 set: a natural key, the first
 * 62 bits of BLAKE2b keyed with the installation's secret, so that two terminals which register the
 * same citizen make the same row, and the id alone tells nobody the CPR number. */
#ifndef SAMTALE_BASE_ID_H
#define SAMTALE_BASE_ID_H

#include <stddef.h>
#include <stdint.h>

#define ID_REALM_BYTES 16
#define ID_SECRET_BYTES 32
#define ID_ORIGIN_MAX ((1 << 19) - 1)

struct id_realm {
	unsigned char realm[ID_REALM_BYTES];   /* names the installation */
	unsigned char secret[ID_SECRET_BYTES]; /* keys the natural ids */
};

/* origin 0 or past ID_ORIGIN_MAX, and a counter past 43 bits, are a BUG. */
int64_t id_numbered(uint32_t origin, uint64_t counter);
uint32_t id_origin(int64_t id); /* 0 for a natural key */

/* kind keeps key spaces apart ("cpr", "plan", "cvr"); parts are joined with their lengths. */
int64_t id_natural(const struct id_realm *realm, const char *kind, const char *key);

/* BLAKE2b-256 of bytes as 64 hexadecimal digits and NUL. */
#define ID_HASH_TEXT 65
void id_hash_text(const void *bytes, size_t count, char out[ID_HASH_TEXT]);

#endif
