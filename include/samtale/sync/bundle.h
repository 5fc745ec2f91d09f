/* bundle.h - the sealed file in which changes travel: SMB1 (sync-storage, section 9.4).
 *
 * Pure: bytes in, bytes out; no file, no clock, no store. A bundle is compressed (zlib), encrypted for a unit
 * (a key of its own, sealed to the unit's public key, so that a terminal outside the unit can write to it and
 * only a member can read), and signed by the terminal that made it. Each names the one before by its hash. */
#ifndef SAMTALE_SYNC_BUNDLE_H
#define SAMTALE_SYNC_BUNDLE_H

#include "samtale/base/id.h"
#include "samtale/base/str.h"
#include "samtale/sync/hub.h"

#define SIGN_PUBLIC_BYTES 32
#define SIGN_SECRET_BYTES 64
#define BOX_PUBLIC_BYTES 32
#define BOX_SECRET_BYTES 32
#define BUNDLE_OPS_MOST 50000	       /* a bundle is closed at the end of the transaction that passes it */
#define BUNDLE_PLAIN_MOST (8u << 20)   /* bytes; the same */
#define BUNDLE_PLAIN_LIMIT (512u << 20) /* bytes; a single transaction larger than that is refused */
#define BUNDLE_OPS_LIMIT (4u << 20)	/* the same */

/* STATE, beside SNAPSHOT: a part of a unit's whole state. */
enum bundle_flags { BUNDLE_ZLIB = 1, BUNDLE_SNAPSHOT = 4, BUNDLE_PURGE = 8, BUNDLE_STATE = 16 };

struct bundle_header {
	unsigned char realm[ID_REALM_BYTES];
	int64_t unit, bseq; /* bseq 1, 2, 3 ... of (unit, origin) */
	uint32_t origin, epoch;
	unsigned flags;
	int64_t first_seq, last_seq; /* of the sender's op log; what it covers for other units too */
	int64_t hlc;		     /* newest */
	uint32_t schema, ops;
	uint64_t plain_size;
	unsigned char prev[BUNDLE_HASH_BYTES];
};

/* Why a bundle was not taken; each has its own sentence. */
enum bundle_fault {
	BUNDLE_WHOLE,
	BUNDLE_NOT_ONE,	    /* other magic: not a bundle */
	BUNDLE_SHORT,	    /* shorter than its header says: cut off, or still being copied */
	BUNDLE_LONG,
	BUNDLE_VERSION,	    /* of a newer program */
	BUNDLE_REALM,	    /* another installation's */
	BUNDLE_UNIT,	    /* lies in another unit's, or terminal's, or number's place */
	BUNDLE_SENDER,	    /* a terminal that is not enrolled, or was shut out before it */
	BUNDLE_SIGNATURE,   /* altered after it was signed */
	BUNDLE_GAP,	    /* the ones before are not here yet */
	BUNDLE_FORK,	    /* another bundle of the same number was taken earlier */
	BUNDLE_CHAIN,	    /* does not follow the one before */
	BUNDLE_KEY,	    /* no key of that epoch here */
	BUNDLE_SEAL,	    /* cannot be decrypted */
	BUNDLE_SIZES,	    /* header's sizes do not fit */
	BUNDLE_CONTENT	    /* decrypted, and not well-formed */
};
const char *bundle_fault_text(enum bundle_fault fault); /* a whole sentence, translated; no personal data */
const char *bundle_fault_code(enum bundle_fault fault); /* "fork": for --json, the log and the anomaly row */

/* Appends the whole file to out; hash is its name for the next one's prev, for receipts. ops: bytes of
 * ops_encode(); header.plain_size is taken from them. Sealed again, the same ops give other bytes: what was
 * sealed is kept before it is published. ERR_REFUSED: larger than the limits. */
NODISCARD bool bundle_seal(const struct bundle_header *header, const struct str *ops,
			   const unsigned char unit_public[BOX_PUBLIC_BYTES],
			   const unsigned char sign_secret[SIGN_SECRET_BYTES], struct str *out,
			   unsigned char hash[BUNDLE_HASH_BYTES], struct err *err);

/* The checks, in the order in which they are made: what comes first can be told of a file that nothing else
 * is known of yet. */

/* Magic, length and version; header and hash, of which nothing is known to be true yet. */
NODISCARD enum bundle_fault bundle_peek(const unsigned char *bytes, size_t size, struct bundle_header *header,
					unsigned char hash[BUNDLE_HASH_BYTES]);
/* Realm, and that it is what lies at (unit, origin, bseq). */
NODISCARD enum bundle_fault bundle_check_place(const struct bundle_header *header,
					       const unsigned char realm[ID_REALM_BYTES], int64_t unit,
					       uint32_t origin, int64_t bseq);
NODISCARD enum bundle_fault bundle_check_signature(const unsigned char *bytes, size_t size,
						   const unsigned char sign_public[SIGN_PUBLIC_BYTES]);
/* After the newest one taken of (unit, origin), 0 and zeros when none. One that was taken is WHOLE: its bseq
 * is not above newest_bseq. */
NODISCARD enum bundle_fault bundle_check_follows(const struct bundle_header *header,
						 const unsigned char hash[BUNDLE_HASH_BYTES],
						 int64_t newest_bseq,
						 const unsigned char newest_hash[BUNDLE_HASH_BYTES]);
/* Sizes, decryption, decompression; appends the ops to plain. The signature has been checked before. */
NODISCARD enum bundle_fault bundle_unseal(const unsigned char *bytes, size_t size,
					  const unsigned char unit_public[BOX_PUBLIC_BYTES],
					  const unsigned char unit_secret[BOX_SECRET_BYTES],
					  struct str *plain);

#endif
